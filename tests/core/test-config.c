/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Configurations: setters and their bounds, XML and JSON both ways, what is refused and where. */
#include "suite.h"

#define BOND(attributes, inside) "<interface type='bond' name='bond0'><bond" attributes ">" inside "</bond></interface>"
#define XML(body) "<interface type='ethernet' name='eth0'>\n" body "\n</interface>"

static berth_interface_config *from_xml(const char *xml)
{
    berth_error *error = NULL;
    berth_interface_config *config = berth_interface_config_from_xml(xml, "test.xml", &error);
    assert_ok(config);
    return config;
}

static void test_bounds(void)
{
    berth_error *error = NULL;
    berth_interface_config *config = berth_interface_config_new(BERTH_INTERFACE_TYPE_BRIDGE, "br0", &error);
    int64_t number = 0;
    bool flag = false;
    assert_ok(config);

    g_assert_false(berth_interface_config_get_mtu(config, &number, &error));
    assert_error(error, BERTH_ERROR_NOT_SET, "mtu");
    g_assert_false(berth_interface_config_set_mtu(config, 67, &error));
    assert_error(error, BERTH_ERROR_INVALID, "68");
    g_assert_false(berth_interface_config_set_mtu(config, 65537, &error));
    assert_error(error, BERTH_ERROR_INVALID, "65536");
    assert_ok(berth_interface_config_set_mtu(config, 9000, &error));
    assert_ok(berth_interface_config_get_mtu(config, &number, &error));
    g_assert_cmpint(number, ==, 9000);

    g_assert_false(berth_interface_config_get_stp(config, &flag, &error));
    assert_error(error, BERTH_ERROR_NOT_SET, "stp");
    g_assert_false(berth_interface_config_set_delay(config, 30001, &error));
    assert_error(error, BERTH_ERROR_INVALID, "30000");
    g_assert_false(berth_interface_config_get_vlan(config, &number, NULL, &error));
    assert_error(error, BERTH_ERROR_INVALID, "not vlan");
    g_assert_false(berth_interface_config_set_start_mode(config, (berth_start_mode)99, &error));
    assert_error(error, BERTH_ERROR_INVALID, "99");
    g_assert_false(berth_interface_config_set_dhcp(config, (berth_ip_family)5, true, &error));
    assert_error(error, BERTH_ERROR_INVALID, "5");
    g_assert_false(berth_interface_config_set_mac(config, "52:54:00:12:34", &error));
    assert_error(error, BERTH_ERROR_INVALID, "hardware address");
    g_assert_false(berth_interface_config_set_mac(config, "33:33:00:12:34:56", &error));
    assert_error(error, BERTH_ERROR_INVALID, "group");
    assert_ok(berth_interface_config_set_mac(config, "52:54:00:AB:CD:EF", &error));
    g_assert_cmpstr(berth_interface_config_get_mac(config), ==, "52:54:00:ab:cd:ef");
    berth_interface_config_unref(config);
}

static void test_names(void)
{
    static const char *const wrong[] = {"", "sixteen-letters-", "a/b", "a b", "a:1", ".", "..", "a\tb", "a\nb"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        berth_error *error = NULL;
        g_assert_null(berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, wrong[i], &error));
        assert_error(error, BERTH_ERROR_INVALID, "");
    }
    berth_error *error = NULL;
    g_assert_null(berth_interface_config_new((berth_interface_type)77, "eth0", &error));
    assert_error(error, BERTH_ERROR_INVALID, "77");
    g_assert_null(berth_interface_config_new((berth_interface_type)0, "eth0", &error));
    assert_error(error, BERTH_ERROR_INVALID, "0 is no interface type");
}

static void assert_setting(const berth_interface_config *config, const char *path, const char *value)
{
    char *found = berth_interface_config_get_setting(config, path, NULL);
    g_assert_cmpstr(found, ==, value);
    berth_free(found);
}

/* What each of them refuses to be set to, with a message that has the value or its bounds in it. */
typedef struct refused {
    const char *path, *value;
    berth_error_code code;
    const char *part;
} refused;

static void assert_refused(berth_interface_config *config, const refused *all, size_t count)
{
    berth_interface_config *before = berth_interface_config_copy(config);
    for (size_t i = 0; i < count; i++) {
        berth_error *error = NULL;
        char *shown = g_strescape(all[i].value, NULL);
        g_test_message("%s = %s", all[i].path, shown);
        g_free(shown);
        g_assert_false(berth_interface_config_set_setting(config, all[i].path, all[i].value, &error));
        assert_error(error, all[i].code, all[i].part);
        g_assert_true(berth_interface_config_equal(config, before));
    }
    berth_interface_config_unref(before);
}

/* It comes the same out of both forms, and is its copy's equal. */
static void assert_lossless(const berth_interface_config *config)
{
    berth_error *error = NULL;
    char *xml = berth_interface_config_to_xml(config, &error), *json = berth_interface_config_to_json(config, &error);
    berth_interface_config *read[] = {berth_interface_config_from_xml(xml, NULL, &error),
                                      berth_interface_config_from_json(json, NULL, &error),
                                      berth_interface_config_copy(config)};
    for (size_t i = 0; i < G_N_ELEMENTS(read); i++) {
        assert_ok(read[i]);
        g_assert_true(berth_interface_config_equal(config, read[i]));
        berth_interface_config_unref(read[i]);
    }
    berth_free(json);
    berth_free(xml);
}

static void test_other(void)
{
    berth_error *error = NULL;
    berth_interface_config *bridge = berth_interface_config_new(BERTH_INTERFACE_TYPE_BRIDGE, "br0", &error);
    berth_interface_config *other = berth_interface_config_new(BERTH_INTERFACE_TYPE_OTHER, "ppp0", &error);
    assert_ok(other);
    g_assert_cmpint(berth_interface_config_get_interface_type(other), ==, BERTH_INTERFACE_TYPE_OTHER);
    assert_ok(berth_interface_config_set_mtu(other, 1492, &error));
    assert_ok(berth_interface_config_add_address(other, BERTH_IP_FAMILY_IPV4, "192.0.2.1/32", &error));
    assert_ok(berth_interface_config_add_dns_server(other, "192.0.2.53", &error));
    assert_ok(
        berth_interface_config_set_setting(other, "extras[0]", "{\"name\": \"provider\", \"value\": \"dsl\"}", &error));
    assert_lossless(other);
    g_assert_false(berth_interface_config_set_stp(other, true, &error));
    assert_error(error, BERTH_ERROR_INVALID, "of type other, not bridge");
    g_assert_false(berth_interface_config_add_port(other, bridge, &error));
    assert_error(error, BERTH_ERROR_INVALID, "of type other; a bridge or a bond has ports");
    g_assert_false(berth_interface_config_add_port(bridge, other, &error));
    assert_error(error, BERTH_ERROR_INVALID, "'ppp0' cannot be a port of 'br0': it is of type other");
    berth_interface_config_unref(other);
    berth_interface_config_unref(bridge);
}

static void test_metrics(void)
{
    static const refused wrong[] = {
        {"ipv4.metric",          "-1",                   BERTH_ERROR_INVALID, "0 to 4294967295"},
        {"ipv4.metric",          "4294967296",           BERTH_ERROR_INVALID, "0 to 4294967295"},
        {"ipv6.metric",          "9223372036854775807",  BERTH_ERROR_INVALID, "0 to 4294967295"},
        {"ipv6.metric",          "99999999999999999999", BERTH_ERROR_SCHEMA,  "whole number"   },
        {"ipv4.metric",          "1e3",                  BERTH_ERROR_SCHEMA,  "whole number"   },
        {"ipv4.metric",          "1.0",                  BERTH_ERROR_SCHEMA,  "whole number"   },
        {"ipv4.metric",          "010",                  BERTH_ERROR_SCHEMA,  "whole number"   },
        {"ipv4.metric",          "true",                 BERTH_ERROR_SCHEMA,  "whole number"   },
        {"ipv4.metric",          "",                     BERTH_ERROR_SCHEMA,  "whole number"   },
        {"ipv4.metric",          "low",                  BERTH_ERROR_SCHEMA,  "whole number"   },
        {"ipv4.metric.of",       "1",                    BERTH_ERROR_INVALID, "no path"        },
        {"metric",               "1",                    BERTH_ERROR_SCHEMA,  "metric"         },
        {"bridge.ports[0].ipv4", "{\"metric\": 1}",      BERTH_ERROR_INVALID, "'eth0'"         },
    };
    berth_error *error = NULL;
    berth_interface_config *config = berth_interface_config_new(BERTH_INTERFACE_TYPE_BRIDGE, "br0", &error);
    berth_interface_config *port = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, "eth0", &error);
    g_assert_null(berth_interface_config_get_setting(config, "ipv4.metric", &error));
    assert_error(error, BERTH_ERROR_NOT_SET, "ipv4.metric");

    /* Before the rest of its family, and after that is gone. */
    assert_ok(berth_interface_config_set_setting(config, "ipv4.metric", "0", &error));
    assert_ok(berth_interface_config_set_setting(config, "ipv6.metric", "4294967295", &error));
    assert_setting(config, "ipv4", "{\"metric\":0}");
    assert_setting(config, "ipv6.metric", "4294967295");
    assert_lossless(config);
    assert_ok(berth_interface_config_set_gateway(config, BERTH_IP_FAMILY_IPV4, "192.0.2.254", &error));
    assert_lossless(config);
    assert_ok(berth_interface_config_set_gateway(config, BERTH_IP_FAMILY_IPV4, NULL, &error));
    assert_setting(config, "ipv4", "{\"metric\":0}");
    assert_refused(config, wrong, G_N_ELEMENTS(wrong) - 1);
    assert_ok(berth_interface_config_add_port(config, port, &error));
    assert_refused(config, &wrong[G_N_ELEMENTS(wrong) - 1], 1);

    /* A metric alone is no family: nothing forbids a small MTU, which IPv6 would. */
    assert_ok(berth_interface_config_set_mtu(config, 1000, &error));
    assert_lossless(config);
    berth_interface_config *other = berth_interface_config_copy(config);
    assert_ok(berth_interface_config_set_setting(other, "ipv4.metric", "1", &error));
    g_assert_false(berth_interface_config_equal(config, other));
    assert_ok(berth_interface_config_unset_setting(other, "ipv4.metric", &error));
    g_assert_false(berth_interface_config_equal(config, other));
    g_assert_null(berth_interface_config_get_setting(other, "ipv4", NULL));
    berth_interface_config_unref(other);
    berth_interface_config_unref(port);
    berth_interface_config_unref(config);
}

/* An empty family is IPv6 with link-local addresses alone, which a metric must not take away. */
static void test_metric_of_an_empty_family(void)
{
    berth_error *error = NULL;
    berth_interface_config *config = from_xml(XML("<protocol family='ipv6'/>"));
    g_assert_false(berth_interface_config_set_setting(config, "ipv6.metric", "1", &error));
    assert_error(error, BERTH_ERROR_INVALID, "ipv6.metric: 'eth0' has no default route over IPv6");
    assert_setting(config, "ipv6", "{}");
    assert_ok(berth_interface_config_set_setting(config, "ipv4.metric", "1", &error));
    assert_ok(berth_interface_config_set_setting(config, "ipv6.gateway", "2001:db8::ff", &error));
    assert_ok(berth_interface_config_set_setting(config, "ipv6.metric", "1", &error));
    assert_lossless(config);
    berth_interface_config_unref(config);
}

static void test_labels(void)
{
    static const refused wrong[] = {
        {"ipv4.addresses[0].label", "",                 BERTH_ERROR_INVALID, "'' is no label"              },
        {"ipv4.addresses[0].label", "eth0",             BERTH_ERROR_INVALID, "'eth0' is no label"          },
        {"ipv4.addresses[0].label", "eth0:",            BERTH_ERROR_INVALID, "one more byte"               },
        {"ipv4.addresses[0].label", "eth1:1",           BERTH_ERROR_INVALID, "'eth0'"                      },
        {"ipv4.addresses[0].label", "eth00:1",          BERTH_ERROR_INVALID, "'eth0:'"                     },
        {"ipv4.addresses[0].label", ":1",               BERTH_ERROR_INVALID, "':1'"                        },
        {"ipv4.addresses[0].label", "eth0:a b",         BERTH_ERROR_INVALID, "white space"                 },
        {"ipv4.addresses[0].label", "eth0:\n",          BERTH_ERROR_INVALID, "white space"                 },
        {"ipv4.addresses[0].label", "eth0:\x7f",        BERTH_ERROR_INVALID, "white space"                 },
        {"ipv4.addresses[0].label", "eth0:\xff",        BERTH_ERROR_INVALID, "UTF-8"                       },
        {"ipv4.addresses[0].label", "eth0:01234567890", BERTH_ERROR_INVALID, "15 in all"                   },
        {"ipv4.addresses[0].label", "1",                BERTH_ERROR_SCHEMA,  "must be a string"            },
        {"ipv4.addresses[0].label", "{}",               BERTH_ERROR_SCHEMA,  "must be a string"            },
        {"ipv4.label",              "eth0:1",           BERTH_ERROR_SCHEMA,  "ipv4.label"                  },
        {"ipv4.addresses[1].label", "eth0:1",           BERTH_ERROR_SCHEMA,  "no \"address\""              },
        {"ipv6.addresses[0].label", "eth0:1",           BERTH_ERROR_INVALID, "an IPv6 address has no label"},
        {"name",                    "eth1",             BERTH_ERROR_INVALID, "'eth0:1' is no label"        },
    };
    berth_error *error = NULL;
    berth_interface_config *config = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, "eth0", &error);
    assert_ok(berth_interface_config_add_address(config, BERTH_IP_FAMILY_IPV4, "192.0.2.1/24", &error));
    assert_ok(berth_interface_config_add_address(config, BERTH_IP_FAMILY_IPV6, "2001:db8::1/64", &error));
    assert_ok(berth_interface_config_set_setting(config, "ipv4.addresses[0].label", "eth0:0123456789", &error));
    assert_ok(berth_interface_config_set_setting(config, "ipv4.addresses[0].label", "eth0:1", &error));
    assert_setting(config, "ipv4.addresses[0].label", "eth0:1");
    assert_lossless(config);
    assert_refused(config, wrong, G_N_ELEMENTS(wrong));

    /* It is no part of the address: the same one with another label is there already. */
    g_assert_false(berth_interface_config_add_address(config, BERTH_IP_FAMILY_IPV4, "192.0.2.1/24", &error));
    assert_error(error, BERTH_ERROR_INVALID, "already");
    char **list = berth_interface_config_get_addresses(config, BERTH_IP_FAMILY_IPV4, &error);
    g_assert_cmpstr(list[0], ==, "192.0.2.1/24");
    berth_strv_free(list);
    berth_interface_config *other = berth_interface_config_copy(config);
    assert_ok(berth_interface_config_set_setting(other, "ipv4.addresses[0].label", "eth0:2", &error));
    g_assert_false(berth_interface_config_equal(config, other));
    assert_ok(berth_interface_config_unset_setting(other, "ipv4.addresses[0].label", &error));
    g_assert_false(berth_interface_config_equal(config, other));
    g_assert_null(berth_interface_config_get_setting(other, "ipv4.addresses[0].label", &error));
    assert_error(error, BERTH_ERROR_NOT_SET, "label");
    berth_interface_config_unref(other);
    berth_interface_config_unref(config);
}

static void test_addresses(void)
{
    berth_error *error = NULL;
    berth_interface_config *config = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, "eth0", &error);
    assert_ok(berth_interface_config_add_address(config, BERTH_IP_FAMILY_IPV6, "2001:DB8:0::1/64", &error));
    assert_ok(berth_interface_config_add_address(config, BERTH_IP_FAMILY_IPV4, "192.0.2.1/24", &error));
    g_assert_false(berth_interface_config_add_address(config, BERTH_IP_FAMILY_IPV4, "192.0.2.1/24", &error));
    assert_error(error, BERTH_ERROR_INVALID, "already");
    g_assert_false(berth_interface_config_add_address(config, BERTH_IP_FAMILY_IPV4, "10.0.0.1", &error));
    assert_error(error, BERTH_ERROR_INVALID, "'10.0.0.1' has no prefix, ");
    g_assert_false(berth_interface_config_add_address(config, BERTH_IP_FAMILY_IPV6, "2001:DB8::2", &error));
    assert_error(error, BERTH_ERROR_INVALID, "; write '2001:db8::2/64', ");
    g_assert_false(berth_interface_config_add_address(config, BERTH_IP_FAMILY_IPV4, "192.0.2.1/33", &error));
    assert_error(error, BERTH_ERROR_INVALID, "0 to 32");
    g_assert_false(berth_interface_config_add_address(config, BERTH_IP_FAMILY_IPV4, "192.0.2.256/24", &error));
    assert_error(error, BERTH_ERROR_INVALID, "IPv4");
    g_assert_false(berth_interface_config_add_address(config, BERTH_IP_FAMILY_IPV4, "2001:db8::1/64", &error));
    assert_error(error, BERTH_ERROR_INVALID, "IPv4");
    char **list = berth_interface_config_get_addresses(config, BERTH_IP_FAMILY_IPV6, &error);
    g_assert_cmpstr(list[0], ==, "2001:db8::1/64");
    g_assert_null(list[1]);
    berth_strv_free(list);
    berth_interface_config_clear_addresses(config, BERTH_IP_FAMILY_IPV6);
    list = berth_interface_config_get_addresses(config, BERTH_IP_FAMILY_IPV6, &error);
    g_assert_null(list[0]);
    berth_strv_free(list);
    berth_interface_config_unref(config);
}

static void test_ports(void)
{
    berth_error *error = NULL;
    berth_interface_config *bridge = berth_interface_config_new(BERTH_INTERFACE_TYPE_BRIDGE, "br0", &error);
    berth_interface_config *port = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, "eth0", &error);
    berth_interface_config *self = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, "br0", &error);
    assert_ok(berth_interface_config_add_port(bridge, port, &error));
    g_assert_false(berth_interface_config_add_port(bridge, port, &error));
    assert_error(error, BERTH_ERROR_INVALID, "already");
    g_assert_false(berth_interface_config_add_port(bridge, self, &error));
    assert_error(error, BERTH_ERROR_INVALID, "itself");
    g_assert_false(berth_interface_config_add_port(port, bridge, &error));
    assert_error(error, BERTH_ERROR_INVALID, "a bridge or a bond has ports");
    assert_ok(berth_interface_config_set_dhcp(self, BERTH_IP_FAMILY_IPV4, true, &error));
    berth_interface_config_unref(self);
    berth_interface_config_unref(port);
    berth_interface_config_unref(bridge);
}

static void test_bonds(void)
{
    berth_interface_config *bond = berth_interface_config_new(BERTH_INTERFACE_TYPE_BOND, "bond0", NULL);
    berth_interface_config *port = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, "eth0", NULL);
    berth_interface_config *bridge = berth_interface_config_new(BERTH_INTERFACE_TYPE_BRIDGE, "br0", NULL);
    berth_bond_mode mode;
    int64_t time_ms = 0;
    bool use_carrier = false;
    berth_error *error = NULL;

    g_assert_false(berth_interface_config_get_bond_mode(bond, &mode, &error));
    assert_error(error, BERTH_ERROR_NOT_SET, "'bond0'");
    g_assert_true(berth_interface_config_set_bond_mode(bond, BERTH_BOND_MODE_IEEE_802_3AD, NULL));
    g_assert_true(berth_interface_config_get_bond_mode(bond, &mode, NULL));
    g_assert_cmpstr(berth_bond_mode_get_name(mode), ==, "802.3ad");
    error = NULL;
    g_assert_false(berth_interface_config_set_bond_mode(bond, (berth_bond_mode)7, &error));
    assert_error(error, BERTH_ERROR_INVALID, "7");
    error = NULL;
    g_assert_false(berth_interface_config_set_miimon(port, 100, &error));
    assert_error(error, BERTH_ERROR_INVALID, "not bond");

    g_assert_true(berth_interface_config_set_bond_primary(bond, "eth0", NULL));
    g_assert_cmpstr(berth_interface_config_get_bond_primary(bond), ==, "eth0");
    g_assert_true(berth_interface_config_set_miimon(bond, 100, NULL));
    g_assert_true(berth_interface_config_get_miimon(bond, &time_ms, NULL));
    g_assert_cmpint(time_ms, ==, 100);
    g_assert_true(berth_interface_config_set_updelay(bond, 200, NULL));
    g_assert_true(berth_interface_config_get_updelay(bond, &time_ms, NULL));
    g_assert_cmpint(time_ms, ==, 200);
    g_assert_true(berth_interface_config_set_downdelay(bond, 0, NULL));
    g_assert_true(berth_interface_config_get_downdelay(bond, &time_ms, NULL));
    g_assert_cmpint(time_ms, ==, 0);
    g_assert_false(berth_interface_config_set_updelay(bond, -1, NULL));
    g_assert_true(berth_interface_config_set_use_carrier(bond, true, NULL));
    g_assert_true(berth_interface_config_get_use_carrier(bond, &use_carrier, NULL));
    g_assert_true(use_carrier);
    g_assert_false(berth_interface_config_get_arp_interval(bond, &time_ms, NULL));
    g_assert_true(berth_interface_config_set_arp_interval(bond, 1000, NULL));
    g_assert_true(berth_interface_config_add_arp_target(bond, "192.0.2.1", NULL));
    g_assert_false(berth_interface_config_add_arp_target(bond, "2001:db8::1", NULL));
    char **targets = berth_interface_config_get_arp_targets(bond, NULL);
    g_assert_cmpstr(targets[0], ==, "192.0.2.1");
    g_assert_null(targets[1]);
    berth_strv_free(targets);

    /* A bond's port cannot be the bridge's port too. */
    g_assert_true(berth_interface_config_add_port(bond, port, NULL));
    g_assert_true(berth_interface_config_add_port(bridge, bond, NULL));
    error = NULL;
    g_assert_false(berth_interface_config_add_port(bridge, port, &error));
    assert_error(error, BERTH_ERROR_INVALID, "'eth0' is a port of 'br0' already");
    berth_interface_config *copy = berth_interface_config_get_port(bridge, "bond0", NULL);
    g_assert_true(berth_interface_config_equal(copy, bond));
    berth_interface_config_unref(copy);
    g_assert_true(berth_interface_config_remove_port(bridge, "bond0", NULL));
    error = NULL;
    g_assert_false(berth_interface_config_remove_port(bridge, "bond0", &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "'bond0'");
    berth_interface_config_unref(bond);
    berth_interface_config_unref(port);
    berth_interface_config_unref(bridge);
}

static void test_paths(void)
{
    berth_interface_config *config = berth_interface_config_new(BERTH_INTERFACE_TYPE_BOND, "bond0", NULL);
    berth_error *error = NULL;

    g_assert_true(berth_interface_config_set_setting(config, "mtu", "1500", NULL));
    g_assert_true(berth_interface_config_set_setting(config, "ipv4.addresses[0].address", "192.0.2.1/25", NULL));
    g_assert_true(berth_interface_config_set_setting(config, "ipv4.addresses[0].prefix", "24", NULL));
    g_assert_true(berth_interface_config_set_setting(config, "ipv4.addresses[1]",
                                                     "{\"address\": \"192.0.2.2\", \"prefix\": 24}", NULL));
    g_assert_true(berth_interface_config_set_setting(config, "ipv6.autoconf", "true", NULL));
    g_assert_true(berth_interface_config_set_setting(config, "bond.mode", "802.3ad", NULL));
    g_assert_true(berth_interface_config_set_setting(config, "dns.search[0]", "1e3", NULL));
    assert_setting(config, "mtu", "1500");
    assert_setting(config, "ipv4.addresses[0].prefix", "24");
    assert_setting(config, "ipv4.addresses[1]", "{\"address\":\"192.0.2.2\",\"prefix\":24}");
    assert_setting(config, "ipv6.autoconf", "true");
    assert_setting(config, "bond.mode", "802.3ad");
    assert_setting(config, "dns.search[0]", "1e3");

    char **paths = berth_interface_config_list_settings(config, NULL);
    char *all = g_strjoinv(" ", paths);
    g_assert_cmpstr(all, ==,
                    "type name start mtu ipv4.addresses[0].address ipv4.addresses[0].prefix "
                    "ipv4.addresses[1].address ipv4.addresses[1].prefix ipv6.autoconf dns.search[0] bond.mode");
    g_free(all);
    berth_strv_free(paths);

    static const struct {
        const char *path, *value;
        berth_error_code code;
        const char *part;
    } wrong[] = {
        {"mtu",                       "12",          BERTH_ERROR_INVALID, "mtu"                },
        {"mtu",                       "big",         BERTH_ERROR_SCHEMA,  "whole number"       },
        {"colour",                    "blue",        BERTH_ERROR_SCHEMA,  "colour"             },
        {"ipv4..dhcp",                "true",        BERTH_ERROR_INVALID, "no path"            },
        {"ipv4.addresses[x]",         "true",        BERTH_ERROR_INVALID, "no path"            },
        {"ipv4.addresses[9].prefix",  "24",          BERTH_ERROR_SCHEMA,  "no \"address\""     },
        {"ipv4.addresses[2].address", "10.0.0.1",    BERTH_ERROR_INVALID, "write '10.0.0.1/24'"},
        {"ipv4.addresses[1].address", "10.0.0.1/16", BERTH_ERROR_INVALID, "another prefix"     },
        {"mtu.size",                  "1500",        BERTH_ERROR_INVALID, "no path"            },
        {"",                          "1",           BERTH_ERROR_INVALID, "no path"            },
        {"ipv4.gateway",              "10.0.0.x",    BERTH_ERROR_INVALID, "ipv4.gateway"       },
        {"name",                      "a/b",         BERTH_ERROR_INVALID, "'a/b'"              },
        {"mtu",                       "\xff",        BERTH_ERROR_INVALID, "not UTF-8"          },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        error = NULL;
        char *shown = g_strescape(wrong[i].value, NULL);
        g_test_message("%s = %s", wrong[i].path, shown);
        g_free(shown);
        g_assert_false(berth_interface_config_set_setting(config, wrong[i].path, wrong[i].value, &error));
        assert_error(error, wrong[i].code, wrong[i].part);
    }
    assert_setting(config, "mtu", "1500");

    g_assert_true(berth_interface_config_unset_setting(config, "mtu", NULL));
    g_assert_true(berth_interface_config_unset_setting(config, "mtu", NULL));
    g_assert_true(berth_interface_config_unset_setting(config, "dns.search[0]", NULL));
    g_assert_true(berth_interface_config_unset_setting(config, "ipv6.autoconf", NULL));
    g_assert_false(berth_interface_config_unset_setting(config, "name", NULL));
    error = NULL;
    g_assert_null(berth_interface_config_get_setting(config, "dns.search[0]", &error));
    assert_error(error, BERTH_ERROR_NOT_SET, "dns.search[0]");
    error = NULL;
    g_assert_null(berth_interface_config_get_setting(config, "ipv6", &error));
    assert_error(error, BERTH_ERROR_NOT_SET, "ipv6");
    error = NULL;
    g_assert_false(berth_interface_config_get_origin(config, "mtu", NULL, NULL, &error));
    assert_error(error, BERTH_ERROR_NOT_SET, "mtu");
    berth_interface_config_unref(config);
}

/* XML has one way of monitoring; what it has no words for is not left out. */
static void test_monitors_in_xml(void)
{
    berth_error *error = NULL;
    berth_interface_config *bond = from_xml(BOND("", "<arpmon interval='100' target='192.0.2.1' carrier='ioctl'/>"));
    bool use_carrier = true;
    assert_ok(berth_interface_config_get_use_carrier(bond, &use_carrier, &error));
    g_assert_false(use_carrier);
    char *xml = berth_interface_config_to_xml(bond, &error);
    assert_ok(xml);
    g_assert_nonnull(strstr(xml, "<arpmon interval=\"100\" target=\"192.0.2.1\" carrier=\"ioctl\"/>"));
    berth_free(xml);
    assert_ok(berth_interface_config_set_miimon(bond, 100, &error));
    g_assert_null(berth_interface_config_to_xml(bond, &error));
    assert_error(error, BERTH_ERROR_INVALID, "MII and ARP monitoring");
    berth_interface_config_unref(bond);

    bond = from_xml(BOND("", ""));
    assert_ok(berth_interface_config_add_arp_target(bond, "192.0.2.1", &error));
    g_assert_null(berth_interface_config_to_xml(bond, &error));
    assert_error(error, BERTH_ERROR_INVALID, "no interval");
    berth_interface_config *bridge = berth_interface_config_new(BERTH_INTERFACE_TYPE_BRIDGE, "br0", &error);
    assert_ok(berth_interface_config_add_port(bridge, bond, &error));
    g_assert_null(berth_interface_config_to_xml(bridge, &error));
    assert_error(error, BERTH_ERROR_INVALID, "no interval");
    berth_interface_config_unref(bridge);
    berth_interface_config_unref(bond);
}

/* Whether an address has no prefix, as XML alone may have it. */
static bool has_bare_address(const berth_interface_config *config)
{
    bool found = false;
    for (berth_ip_family family = BERTH_IP_FAMILY_IPV4; family <= BERTH_IP_FAMILY_IPV6; family += 2) {
        char **list = berth_interface_config_get_addresses(config, family, NULL);
        for (char **one = list; *one; one++)
            found = found || !strchr(*one, '/');
        berth_strv_free(list);
    }
    return found;
}

/* Every document in the folder goes through XML and JSON and comes out the same. */
static void test_both_forms(void)
{
    const char *folder = TEST_DATA "/interface/xml";
    GError *problem = NULL;
    GDir *files = g_dir_open(folder, 0, &problem);
    int count = 0;
    g_assert_no_error(problem);
    for (const char *name; (name = g_dir_read_name(files)); count++) {
        if (!g_str_has_suffix(name, ".xml"))
            continue;
        char *path = g_build_filename(folder, name, NULL), *text = NULL;
        berth_error *error = NULL;
        g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
        berth_interface_config *config = from_xml(text);
        char *xml = berth_interface_config_to_xml(config, &error);
        char *json = berth_interface_config_to_json(config, &error);
        berth_interface_config *again = berth_interface_config_from_json(json, NULL, &error);
        berth_interface_config *copy = berth_interface_config_copy(config);
        g_assert_cmpstr(xml, ==, text);
        if (has_bare_address(config)) {
            g_assert_null(again);
            assert_error(error, BERTH_ERROR_INVALID, "has no prefix");
        } else {
            assert_ok(again);
            g_assert_true(berth_interface_config_equal(config, again));
        }
        g_assert_true(berth_interface_config_equal(config, copy));
        berth_free(xml);
        berth_free(json);
        berth_interface_config_unref(copy);
        berth_interface_config_unref(again);
        berth_interface_config_unref(config);
        g_free(text);
        g_free(path);
    }
    g_dir_close(files);
    g_assert_cmpint(count, >=, 8);
}

/* What an XML document left open stays open while other settings are set by path, and nothing else may be so. */
static void test_addresses_without_prefix(void)
{
    berth_error *error = NULL;
    berth_interface_config *config =
        from_xml(XML("<protocol family='ipv4'><ip address='10.0.0.1'/><ip address='10.0.0.2' prefix='8'/></protocol>"));
    assert_ok(berth_interface_config_set_setting(config, "mtu", "1400", &error));
    assert_setting(config, "ipv4.addresses[0]", "{\"address\":\"10.0.0.1\"}");
    g_assert_false(berth_interface_config_unset_setting(config, "ipv4.addresses[1].prefix", &error));
    assert_error(error, BERTH_ERROR_INVALID, "ipv4.addresses[1]: '10.0.0.2' has no prefix");
    g_assert_false(berth_interface_config_set_setting(config, "ipv4.addresses[0].address", "10.0.0.3", &error));
    assert_error(error, BERTH_ERROR_INVALID, "ipv4.addresses[0]: '10.0.0.3' has no prefix");
    assert_ok(berth_interface_config_set_setting(config, "ipv4.addresses[0].prefix", "24", &error));
    char *json = berth_interface_config_to_json(config, &error);
    berth_interface_config *again = berth_interface_config_from_json(json, NULL, &error);
    assert_ok(again);
    berth_free(json);
    berth_interface_config_unref(again);
    berth_interface_config_unref(config);
}

static void test_refused_xml(void)
{
    static const struct {
        const char *xml;
        berth_error_code code;
        const char *part;
    } cases[] = {
        {"",                                            BERTH_ERROR_PARSE,                                                                        "test.xml:1: "},
        {"<interface",                                  BERTH_ERROR_PARSE,                                                                        "test.xml:1: "},
        {"<interface type='ethernet'\n\n name='eth0'>", BERTH_ERROR_PARSE,                                                                        "test.xml:3: "},
        {"<domain/>",                                   BERTH_ERROR_SCHEMA,                                                                       "test.xml:1: the document is a <domain>"},
        {"<interface name='eth0'/>",                    BERTH_ERROR_SCHEMA,                                                                       "'type'"},
        {"<interface type='ethernet'/>",                BERTH_ERROR_SCHEMA,                                                                       "'name'"},
        {"<interface type='token' name='eth0'/>",       BERTH_ERROR_SCHEMA,                                                                       "'token'"},
        {BOND(" mode='fast'",                           ""),                                                                                      BERTH_ERROR_SCHEMA,"'fast' is no bonding mode"},
        {BOND(" mode='1'",                                             ""),                                                                                                                      BERTH_ERROR_SCHEMA,"'1' is no bonding mode"},
        {BOND(" primary='a/b'",                     ""),                                                                                                             BERTH_ERROR_INVALID,                   "'a/b' has a '/'"},
        {BOND(" mode='802.3ad' primary='eth0'",                          ""),BERTH_ERROR_INVALID,"does not know"},
        {BOND("",                 "<miimon freq='often'/>"),                                                                                                  BERTH_ERROR_SCHEMA,                                                                                                                 "freq"},
        {BOND("",                                       "<miimon carrier='yes'/>"),                                                                                      BERTH_ERROR_SCHEMA,"'netif' nor 'ioctl'"},
        {BOND("",                                             "<miimon freq='1'/><arpmon interval='1'/>"),                                                                                                                               BERTH_ERROR_SCHEMA,"remove one of the two"},
        {BOND("",                        "<arpmon target='192.0.2.1'/>"),                                                                                                                BERTH_ERROR_SCHEMA,                                                                                                                                        "'interval'"},
        {BOND("",                           "<arpmon interval='1' target='::1'/>"),BERTH_ERROR_INVALID,"IPv4"},
        {BOND("","<arpmon interval='1' target='192.0.2.1 192.0.2.1'/>"),BERTH_ERROR_INVALID,"already"},
        {BOND("",                                       "<arpmon interval='1' validate='maybe'/>"),                                                               BERTH_ERROR_SCHEMA,"'maybe' is no"},
        {BOND(" mode='802.3ad'",                                             "<arpmon interval='1'/>"),                                                                                                                               BERTH_ERROR_INVALID,"use miimon"},
        {BOND("",                                    "<interface type='vlan' name='e.1'><vlan tag='1'><interface name='e'/></vlan></interface>"),
         BERTH_ERROR_INVALID,                                                                                                                                                                                                                                                                                                                            "a port of a bond is ethernet"},
        {BOND("",                           "<interface type='ethernet' name='bond0'/>"),                                      BERTH_ERROR_INVALID,"port of itself"},
        {XML("<bond/>"),BERTH_ERROR_SCHEMA,"<bond>"},
        {XML("<dns><server/></dns>"),                                       BERTH_ERROR_SCHEMA, "'address'"},
        {XML("<dns><server address='here'/></dns>"),                                             BERTH_ERROR_INVALID,                                                                                                                               "test.xml:2: <server>: "},
        {XML("<dns><search domain='a b'/></dns>"),                             BERTH_ERROR_INVALID,                                                                                                                     "one word"},
        {"<interface type='ethernet' name='sixteen-letters-'/>",                                     BERTH_ERROR_INVALID,                                                                                                                                                                                                               "16 bytes"                                                                                                                                                                                },
        {"<interface type='vlan' name='eth0.1'/>",                                  BERTH_ERROR_INVALID,                                                                                                                          "no tag"},
        {"<interface type='vlan'><vlan tag='1'><interface name='eth0'/></vlan></interface>",                     BERTH_ERROR_SCHEMA,
         "'name'"},
        {XML("<mtu size='12'/>"),                                   BERTH_ERROR_INVALID,       "test.xml:2: <mtu>: "},
        {XML("<mtu size='x'/>"),                                   BERTH_ERROR_SCHEMA,"test.xml:2: "},
        {XML("<mtu/>"),                                     BERTH_ERROR_SCHEMA,    "'size'"},
        {XML("<mac address='zz'/>"),                                      BERTH_ERROR_INVALID,                                                                                                                              "test.xml:2: <mac>: "                                    },
        {XML("<start mode='later'/>"),                        BERTH_ERROR_SCHEMA,                                                                                                          "'later'"                                                                                               },
        {XML("<mtu size='1400'/><mtu size='1500'/>"),                               BERTH_ERROR_SCHEMA,                                                                                                                                                                                                           "there already"                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                         },
        {XML("<mtu size='1400'>zzz</mtu>"),                                     BERTH_ERROR_SCHEMA,                                                                                                                          "text"                                                                                                                                        },
        {XML("<start mode='none'><foo/></start>"),                        BERTH_ERROR_SCHEMA,"<foo> is not allowed"},
        {XML("<x:mtu xmlns:x='urn:a' size='1400'/>"),                                    BERTH_ERROR_SCHEMA,                   "namespace"},
        {XML("<frobnicate/>"),                              BERTH_ERROR_SCHEMA,"<frobnicate> is not allowed in <interface>"},
        {XML("<mtu size='1500' unit='b'/>"),                                       BERTH_ERROR_SCHEMA,      "'unit'"},
        {XML("words"),                       BERTH_ERROR_SCHEMA,                                                                                                                             "text"                                                                                                                                                               },
        {XML("<bridge/>"),                                  BERTH_ERROR_SCHEMA,                                                                                                        "<bridge>"                                                                                                                                                                                                           },
        {XML("<vlan tag='1'/>"), BERTH_ERROR_SCHEMA,                                                                                                                                                                              "<vlan>"                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                          },
        {XML("<protocol family='ipx'/>"),                                     BERTH_ERROR_SCHEMA,                                                                                                                        "'ipx'"                                                                                                                                                                                                                                                                                      },
        {XML("<protocol family='ipv4'/><protocol family='ipv4'/>"),                                       BERTH_ERROR_SCHEMA,   "two"},
        {XML("<protocol family='ipv4'><autoconf/></protocol>"),                                   BERTH_ERROR_SCHEMA,                    "ipv6"},
        {XML("<protocol family='ipv4'><ip address='1.2.3'/></protocol>"),                                     BERTH_ERROR_INVALID,"test.xml:2: <ip>: "},
        {XML("<protocol family='ipv4'><ip address='1.2.3.4' prefix='33'/></protocol>"),                                      BERTH_ERROR_SCHEMA,       "32"},
        {XML("<protocol family='ipv4'><route gateway='::1'/></protocol>"),                                        BERTH_ERROR_INVALID,                                                                                                                              "IPv4"                                                                                                                                                                                                                                                     },
        {XML("<mtu size='1000'/><protocol family='ipv6'><dhcp/></protocol>"),                                       BERTH_ERROR_INVALID,                                                                                                            "1280"                                                                                                                                                                                                                                                          },
        {"<!DOCTYPE interface [<!ENTITY a 'b'>]><interface type='ethernet' name='&a;'/>",                         BERTH_ERROR_SCHEMA,
         "DOCTYPE"                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                              },
        {"<interface type='bridge' name='br0'><bridge><interface type='bridge' name='br1'/></bridge></interface>",
         BERTH_ERROR_INVALID,                                                                                                                           "'br1' cannot be a port"                                                                                                                                                                                                                                                                                                                                                                                                   },
        {"<interface type='bridge' name='br0'><bridge delay='soon'/></interface>",                                       BERTH_ERROR_SCHEMA,  "'soon'"},
        {"<interface type='vlan' name='eth0.4095'><vlan tag='4095'><interface name='eth0'/></vlan></interface>",
         BERTH_ERROR_SCHEMA,                    "4094"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        berth_error *error = NULL;
        g_test_message("%s", cases[i].xml);
        g_assert_null(berth_interface_config_from_xml(cases[i].xml, "test.xml", &error));
        assert_error(error, cases[i].code, cases[i].part);
    }
}

static void test_refused_json(void)
{
    static const struct {
        const char *json;
        berth_error_code code;
        const char *part;
    } cases[] = {
        {"",                                                                                                                                      BERTH_ERROR_PARSE,   "test.json:1: "                                                                              },
        {"{\n\"berth\": 1,\n}",                                                                                                                   BERTH_ERROR_PARSE,   "test.json:3: "                                                                              },
        {"[]",                                                                                                                                    BERTH_ERROR_SCHEMA,  "no JSON object"                                                                             },
        {"{\"type\": \"ethernet\", \"name\": \"eth0\"}",                                                                                          BERTH_ERROR_SCHEMA,  "\"berth\": 1"                                                                               },
        {"{\"berth\": 1, \"type\": \"ethernet\"}",                                                                                                BERTH_ERROR_SCHEMA,  "\"name\""                                                                                   },
        {"{\"berth\": 1, \"type\": \"ethernet\", \"name\": \"eth0\", \"mtu\": \"1500\"}",                                                         BERTH_ERROR_SCHEMA,
         "mtu: must be a whole number"                                                                                                                                                                                                                              },
        {"{\"berth\": 1, \"type\": \"ethernet\", \"name\": \"eth0\", \"mtu\": 12}",                                                               BERTH_ERROR_INVALID, "mtu: "                                                                                      },
        {"{\"berth\": 1, \"type\": \"ethernet\", \"name\": \"eth0\", \"colour\": 1}",                                                             BERTH_ERROR_SCHEMA,  "colour: "                                                                                   },
        {"{\"berth\": 1, \"type\": \"ethernet\", \"name\": \"eth0\", \"ipv4\": {\"addresses\": [{\"address\": \"1.2.3\"}]}}",
         BERTH_ERROR_INVALID,                                                                                                                                          "ipv4.addresses[0]: "                                                                        },
        {"{\"berth\": 1, \"type\": \"ethernet\", \"name\": \"eth0\", \"ipv6\": {\"addresses\": [{\"address\": \"::2\"}]}}",
         BERTH_ERROR_INVALID,                                                                                                                                          "ipv6.addresses[0]: '::2' has no prefix, which says how large its network is; write '::2/64'"},
        {"{\"berth\": 1, \"type\": \"ethernet\", \"name\": \"eth0\", \"ipv4\": {\"addresses\": [{\"address\": \"10.0.0.1/8\", \"prefix\": 9}]}}",
         BERTH_ERROR_INVALID,                                                                                                                                          "another prefix"                                                                             },
        {"{\"berth\": 1, \"type\": \"vlan\", \"name\": \"eth0.1\", \"vlan\": {\"tag\": 4095, \"device\": \"eth0\"}}",
         BERTH_ERROR_INVALID,                                                                                                                                          "vlan: "                                                                                     },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        berth_error *error = NULL;
        g_test_message("%s", cases[i].json);
        g_assert_null(berth_interface_config_from_json(cases[i].json, "test.json", &error));
        assert_error(error, cases[i].code, cases[i].part);
    }
}

static void add_cases(void)
{
    add_case("/config/bounds", test_bounds);
    add_case("/config/names", test_names);
    add_case("/config/other", test_other);
    add_case("/config/metrics", test_metrics);
    add_case("/config/metric-of-an-empty-family", test_metric_of_an_empty_family);
    add_case("/config/labels", test_labels);
    add_case("/config/addresses", test_addresses);
    add_case("/config/ports", test_ports);
    add_case("/config/bonds", test_bonds);
    add_case("/config/paths", test_paths);
    add_case("/config/both-forms", test_both_forms);
    add_case("/config/addresses-without-prefix", test_addresses_without_prefix);
    add_case("/config/monitors-in-xml", test_monitors_in_xml);
    add_case("/config/refused-xml", test_refused_xml);
    add_case("/config/refused-json", test_refused_json);
}

int main(int argc, char **argv)
{
    return run_suite(argc, argv, add_cases);
}
