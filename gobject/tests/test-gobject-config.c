/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Configurations as a C program sees them through GObject: every setting's value, error and ownership.
 */
#include <berth-gobject/berth-gobject.h>
#include <glib/gstdio.h>

#define INTERFACES \
    "auto br0\niface br0 inet static\n    address 192.0.2.1/24\n    bridge_ports eth0\n    bridge_stp on\n" \
    "    bridge_fd 2\n    mtu 1400\n"

static void assert_fails(GError **error, GBerthError code)
{
    g_assert_error(*error, GBERTH_ERROR, (int)code);
    g_clear_error(error);
}

static void assert_strv(char **got, GError *error, const char *expected)
{
    g_assert_no_error(error);
    char *all = g_strjoinv(" ", got);

    g_assert_cmpstr(all, ==, expected);
    g_free(all);
    g_strfreev(got);
}

static GBerthInterfaceConfig *make(GBerthInterfaceType type, const char *name)
{
    GError *error = NULL;
    GBerthInterfaceConfig *config = gberth_interface_config_new(type, name, &error);

    g_assert_no_error(error);
    return config;
}

static void add_port(GBerthInterfaceConfig *config, const char *name)
{
    GError *error = NULL;
    GBerthInterfaceConfig *port = make(GBERTH_INTERFACE_TYPE_ETHERNET, name);

    g_assert_true(gberth_interface_config_add_port(config, port, &error));
    g_assert_no_error(error);
    g_assert_finalize_object(port);
}

static void test_addresses(void)
{
    GError *error = NULL;
    GBerthInterfaceConfig *config = make(GBERTH_INTERFACE_TYPE_ETHERNET, "eth0");
    gboolean peerdns = TRUE;

    g_assert_false(gberth_interface_config_get_autoconf(config));
    gberth_interface_config_set_autoconf(config, TRUE);
    g_assert_true(gberth_interface_config_get_autoconf(config));

    g_assert_false(gberth_interface_config_get_peerdns(config, GBERTH_IP_FAMILY_IPV4, &peerdns, &error));
    assert_fails(&error, GBERTH_ERROR_NOT_SET);
    g_assert_false(gberth_interface_config_get_peerdns(config, (GBerthIpFamily)5, &peerdns, &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    g_assert_false(gberth_interface_config_set_peerdns(config, GBERTH_IP_FAMILY_IPV4, FALSE, &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    g_assert_true(gberth_interface_config_set_dhcp(config, GBERTH_IP_FAMILY_IPV4, TRUE, &error));
    for (int value = FALSE; value <= TRUE; value++) {
        g_assert_true(gberth_interface_config_set_peerdns(config, GBERTH_IP_FAMILY_IPV4, value, &error));
        g_assert_true(gberth_interface_config_get_peerdns(config, GBERTH_IP_FAMILY_IPV4, &peerdns, &error));
        g_assert_cmpint(peerdns, ==, value);
    }
    g_assert_finalize_object(config);
}

static void test_dns(void)
{
    GError *error = NULL;
    GBerthInterfaceConfig *config = make(GBERTH_INTERFACE_TYPE_ETHERNET, "eth0");

    assert_strv(gberth_interface_config_get_dns_servers(config, &error), error, "");
    g_assert_true(gberth_interface_config_add_dns_server(config, "192.0.2.53", &error));
    g_assert_true(gberth_interface_config_add_dns_server(config, "2001:db8::53", &error));
    g_assert_false(gberth_interface_config_add_dns_server(config, "192.0.2.53", &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    g_assert_false(gberth_interface_config_add_dns_server(config, "here", &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    g_assert_true(gberth_interface_config_add_dns_search(config, "example.com", &error));
    g_assert_false(gberth_interface_config_add_dns_search(config, "two words", &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    assert_strv(gberth_interface_config_get_dns_servers(config, &error), error, "192.0.2.53 2001:db8::53");
    assert_strv(gberth_interface_config_get_dns_search(config, &error), error, "example.com");
    gberth_interface_config_clear_dns(config);
    assert_strv(gberth_interface_config_get_dns_servers(config, &error), error, "");
    assert_strv(gberth_interface_config_get_dns_search(config, &error), error, "");
    g_assert_finalize_object(config);
}

/* What get_port() gives out is a copy, which outlives the configuration and changes nothing in it. */
static void test_ports(void)
{
    GError *error = NULL;
    GBerthInterfaceConfig *bridge = make(GBERTH_INTERFACE_TYPE_BRIDGE, "br0");
    GBerthInterfaceConfig *bond = make(GBERTH_INTERFACE_TYPE_BOND, "bond0");
    gint64 mtu = 0;

    add_port(bond, "eth0");
    add_port(bond, "eth1");
    g_assert_true(gberth_interface_config_add_port(bridge, bond, &error));
    assert_strv(gberth_interface_config_get_ports(bridge, &error), error, "bond0");
    GBerthInterfaceConfig *copy = gberth_interface_config_get_port(bridge, "bond0", &error);
    g_assert_no_error(error);
    g_assert_true(gberth_interface_config_equal(copy, bond));
    assert_strv(gberth_interface_config_get_ports(copy, &error), error, "eth0 eth1");
    GBerthInterfaceConfig *port = gberth_interface_config_get_port(copy, "eth1", &error);
    g_assert_no_error(error);
    g_assert_true(gberth_interface_config_set_mtu(port, 9000, &error));
    g_assert_true(gberth_interface_config_equal(copy, bond));
    g_assert_finalize_object(copy);
    g_assert_true(gberth_interface_config_get_mtu(port, &mtu, &error));
    g_assert_cmpint(mtu, ==, 9000);

    g_assert_null(gberth_interface_config_get_port(bridge, "eth7", &error));
    assert_fails(&error, GBERTH_ERROR_NOT_FOUND);
    g_assert_null(gberth_interface_config_get_port(port, "eth0", &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    g_assert_true(gberth_interface_config_remove_port(bridge, "bond0", &error));
    assert_strv(gberth_interface_config_get_ports(bridge, &error), error, "");
    g_assert_false(gberth_interface_config_remove_port(bridge, "bond0", &error));
    assert_fails(&error, GBERTH_ERROR_NOT_FOUND);
    g_assert_false(gberth_interface_config_remove_port(port, "eth0", &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    g_assert_finalize_object(port);
    g_assert_finalize_object(bond);
    g_assert_finalize_object(bridge);
}

static void test_bond(void)
{
    GError *error = NULL;
    GBerthInterfaceConfig *bond = make(GBERTH_INTERFACE_TYPE_BOND, "bond0");
    GBerthInterfaceConfig *ethernet = make(GBERTH_INTERFACE_TYPE_ETHERNET, "eth0");
    GBerthBondMode mode = GBERTH_BOND_MODE_BALANCE_RR;
    gboolean carrier = FALSE;

    g_assert_false(gberth_interface_config_get_bond_mode(bond, &mode, &error));
    assert_fails(&error, GBERTH_ERROR_NOT_SET);
    g_assert_false(gberth_interface_config_get_bond_mode(ethernet, &mode, &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    g_assert_false(gberth_interface_config_set_bond_mode(bond, (GBerthBondMode)7, &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    for (int number = 0; number <= 6; number++) {
        g_assert_true(gberth_interface_config_set_bond_mode(bond, (GBerthBondMode)number, &error));
        g_assert_true(gberth_interface_config_get_bond_mode(bond, &mode, &error));
        g_assert_cmpint(mode, ==, number);
    }

    g_assert_null(gberth_interface_config_get_bond_primary(bond));
    g_assert_true(gberth_interface_config_set_bond_primary(bond, "eth1", &error));
    g_assert_cmpstr(gberth_interface_config_get_bond_primary(bond), ==, "eth1");
    g_assert_false(gberth_interface_config_set_bond_primary(bond, "a/b", &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    g_assert_true(gberth_interface_config_set_bond_primary(bond, NULL, &error));
    g_assert_null(gberth_interface_config_get_bond_primary(bond));

    g_assert_false(gberth_interface_config_get_use_carrier(bond, &carrier, &error));
    assert_fails(&error, GBERTH_ERROR_NOT_SET);
    for (int value = FALSE; value <= TRUE; value++) {
        g_assert_true(gberth_interface_config_set_use_carrier(bond, value, &error));
        g_assert_true(gberth_interface_config_get_use_carrier(bond, &carrier, &error));
        g_assert_cmpint(carrier, ==, value);
    }
    g_assert_false(gberth_interface_config_set_use_carrier(ethernet, TRUE, &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);

    assert_strv(gberth_interface_config_get_arp_targets(bond, &error), error, "");
    g_assert_true(gberth_interface_config_add_arp_target(bond, "192.0.2.1", &error));
    g_assert_false(gberth_interface_config_add_arp_target(bond, "192.0.2.1", &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    g_assert_false(gberth_interface_config_add_arp_target(bond, "2001:db8::1", &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    assert_strv(gberth_interface_config_get_arp_targets(bond, &error), error, "192.0.2.1");
    g_assert_null(gberth_interface_config_get_arp_targets(ethernet, &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    g_assert_finalize_object(ethernet);
    g_assert_finalize_object(bond);
}

static void test_bond_times(void)
{
    static const struct {
        gboolean (*get)(GBerthInterfaceConfig *config, gint64 *time_ms, GError **error);
        gboolean (*set)(GBerthInterfaceConfig *config, gint64 time_ms, GError **error);
    } times[] = {
        {gberth_interface_config_get_miimon,       gberth_interface_config_set_miimon      },
        {gberth_interface_config_get_updelay,      gberth_interface_config_set_updelay     },
        {gberth_interface_config_get_downdelay,    gberth_interface_config_set_downdelay   },
        {gberth_interface_config_get_arp_interval, gberth_interface_config_set_arp_interval},
    };
    GError *error = NULL;
    GBerthInterfaceConfig *bond = make(GBERTH_INTERFACE_TYPE_BOND, "bond0");
    GBerthInterfaceConfig *ethernet = make(GBERTH_INTERFACE_TYPE_ETHERNET, "eth0");

    for (gint64 i = 0; i < (gint64)G_N_ELEMENTS(times); i++) {
        gint64 time_ms = -1;
        g_assert_false(times[i].get(bond, &time_ms, &error));
        assert_fails(&error, GBERTH_ERROR_NOT_SET);
        g_assert_false(times[i].set(bond, -1, &error));
        assert_fails(&error, GBERTH_ERROR_INVALID);
        g_assert_false(times[i].set(bond, G_MAXINT32 + G_GINT64_CONSTANT(1), &error));
        assert_fails(&error, GBERTH_ERROR_INVALID);
        g_assert_false(times[i].set(ethernet, 100, &error));
        assert_fails(&error, GBERTH_ERROR_INVALID);
        g_assert_true(times[i].set(bond, 100 * i, &error));
    }
    for (gint64 i = 0; i < (gint64)G_N_ELEMENTS(times); i++) {
        gint64 time_ms = -1;
        g_assert_true(times[i].get(bond, &time_ms, &error));
        g_assert_cmpint(time_ms, ==, 100 * i);
        g_assert_false(times[i].get(ethernet, &time_ms, &error));
        assert_fails(&error, GBERTH_ERROR_INVALID);
    }
    g_assert_finalize_object(ethernet);
    g_assert_finalize_object(bond);
}

static void test_settings_by_path(void)
{
    GError *error = NULL;
    GBerthInterfaceConfig *config = make(GBERTH_INTERFACE_TYPE_ETHERNET, "eth0");

    g_assert_true(gberth_interface_config_set_setting(config, "ipv4.addresses[0].address", "192.0.2.1/25", &error));
    g_assert_true(gberth_interface_config_set_setting(config, "ipv4.addresses[0].prefix", "24", &error));
    g_assert_true(gberth_interface_config_set_setting(config, "mtu", "1400", &error));
    assert_strv(gberth_interface_config_list_settings(config, &error), error,
                "type name start mtu ipv4.addresses[0].address ipv4.addresses[0].prefix");
    char *value = gberth_interface_config_get_setting(config, "mtu", &error);
    g_assert_cmpstr(value, ==, "1400");
    g_free(value);
    g_assert_false(gberth_interface_config_set_setting(config, "mtu", "12", &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    g_assert_false(gberth_interface_config_set_setting(config, "colour", "blue", &error));
    assert_fails(&error, GBERTH_ERROR_SCHEMA);
    g_assert_false(gberth_interface_config_unset_setting(config, "name", &error));
    assert_fails(&error, GBERTH_ERROR_SCHEMA);
    g_assert_true(gberth_interface_config_unset_setting(config, "mtu", &error));
    g_assert_true(gberth_interface_config_unset_setting(config, "mtu", &error));
    g_assert_null(gberth_interface_config_get_setting(config, "mtu", &error));
    assert_fails(&error, GBERTH_ERROR_NOT_SET);
    g_assert_null(gberth_interface_config_get_setting(config, "a..b", &error));
    assert_fails(&error, GBERTH_ERROR_INVALID);
    g_assert_finalize_object(config);
}

static GBerthInterfaceConfig *read_bridge(const char *root)
{
    GError *error = NULL;
    GBerthHostOptions *options = g_object_new(GBERTH_TYPE_HOST_OPTIONS, "root", root, NULL);
    GBerthHost *host = gberth_host_open(NULL, options, &error);
    g_assert_no_error(error);
    GBerthInterface *iface = gberth_host_get_interface(host, "br0", &error);
    g_assert_no_error(error);
    GBerthInterfaceConfig *config = gberth_interface_get_config(iface, NULL, &error);

    g_assert_no_error(error);
    g_object_unref(iface);
    g_object_unref(host);
    g_object_unref(options);
    return config;
}

/* The file's name is the caller's, and stays when the configuration goes. */
static void test_origin(void)
{
    static const char *const changed[] = {"mtu", "bridge.stp", "bridge.delay_ms", "bridge.ports[1].name"};
    GError *error = NULL;
    char *root = g_dir_make_tmp("berth-XXXXXX", &error);
    char *folder = g_build_filename(root, "etc", "network", NULL);
    char *path = g_build_filename(folder, "interfaces", NULL);
    char *file = NULL;
    gint64 line = 0;

    g_assert_no_errno(g_mkdir_with_parents(folder, 0755));
    g_assert_true(g_file_set_contents(path, INTERFACES, -1, &error));
    GBerthInterfaceConfig *config = read_bridge(root);
    g_assert_true(gberth_interface_config_get_origin(config, "bridge.ports[0].name", NULL, &line, &error));
    g_assert_cmpint(line, ==, 4);
    g_assert_true(gberth_interface_config_set_mtu(config, 1500, &error));
    g_assert_true(gberth_interface_config_set_stp(config, FALSE, &error));
    g_assert_true(gberth_interface_config_set_delay(config, 1000, &error));
    add_port(config, "eth1");
    for (size_t i = 0; i < G_N_ELEMENTS(changed); i++) {
        g_test_message("%s", changed[i]);
        g_assert_false(gberth_interface_config_get_origin(config, changed[i], &file, &line, &error));
        assert_fails(&error, GBERTH_ERROR_NOT_SET);
        g_assert_null(file);
    }
    g_assert_true(gberth_interface_config_get_origin(config, "ipv4.addresses[0].prefix", &file, NULL, &error));
    g_assert_finalize_object(config);
    g_assert_cmpstr(file, ==, path);

    char *etc = g_path_get_dirname(folder);
    g_assert_no_errno(g_remove(path));
    g_assert_no_errno(g_remove(folder));
    g_assert_no_errno(g_remove(etc));
    g_assert_no_errno(g_remove(root));
    g_free(etc);
    g_free(file);
    g_free(path);
    g_free(folder);
    g_free(root);
}

static void test_made_without_a_constructor(void)
{
    GBerthInterfaceConfig *config = g_object_new(GBERTH_TYPE_INTERFACE_CONFIG, NULL);

    g_test_expect_message("Berth", G_LOG_LEVEL_CRITICAL, "*IS_CONFIG*");
    g_assert_null(gberth_interface_config_list_settings(config, NULL));
    g_test_assert_expected_messages();
    g_object_unref(config);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/config/addresses", test_addresses);
    g_test_add_func("/config/dns", test_dns);
    g_test_add_func("/config/ports", test_ports);
    g_test_add_func("/config/bond", test_bond);
    g_test_add_func("/config/bond-times", test_bond_times);
    g_test_add_func("/config/settings-by-path", test_settings_by_path);
    g_test_add_func("/config/origin", test_origin);
    g_test_add_func("/config/made-without-a-constructor", test_made_without_a_constructor);
    return g_test_run();
}
