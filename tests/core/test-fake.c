/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The host in memory: how it starts, what its links do, and what a test tells it to do. */
#include <glib/gstdio.h>

#include "suite.h"

#define IPV4 BERTH_IP_FAMILY_IPV4
#define IPV6 BERTH_IP_FAMILY_IPV6
#define HOST(interfaces) "{\"berth\": 1, \"interfaces\": [" interfaces "]}"
#define DEVICE(name) "{\"type\": \"ethernet\", \"name\": \"" name "\", \"defined\": false}"

/* A host that a file with @json describes. */
static berth_host *open_json(const char *json, berth_error **error)
{
    char *folder = g_dir_make_tmp("berth-fake-XXXXXX", NULL), *path = g_build_filename(folder, "host.json", NULL);
    char *uri = g_strconcat("fake:", path, NULL);
    g_assert_true(g_file_set_contents(path, json, -1, NULL));
    berth_host *host = berth_host_open(uri, NULL, error);
    g_assert_cmpint(g_unlink(path), ==, 0);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    g_free(uri);
    g_free(path);
    g_free(folder);
    return host;
}

static berth_host *open_fake(const char *json)
{
    berth_error *error = NULL;
    berth_host *host = json ? open_json(json, &error) : berth_host_open("fake:///", NULL, &error);
    assert_ok(host);
    return host;
}

static berth_interface_config *from_xml(const char *xml)
{
    berth_error *error = NULL;
    berth_interface_config *config = berth_interface_config_from_xml(xml, "test.xml", &error);
    assert_ok(config);
    return config;
}

static berth_interface *define(berth_host *host, const char *xml)
{
    berth_error *error = NULL;
    berth_interface_config *config = from_xml(xml);
    berth_interface *iface = berth_host_define_interface(host, config, BERTH_DEFINE_DEFAULT, NULL, &error);
    assert_ok(iface);
    berth_interface_config_unref(config);
    return iface;
}

static berth_interface_info *get_info(berth_host *host, const char *name)
{
    berth_error *error = NULL;
    berth_interface *iface = berth_host_get_interface(host, name, NULL);
    berth_interface_info *info = berth_interface_get_info(iface, NULL, &error);
    assert_ok(info);
    berth_interface_unref(iface);
    return info;
}

static void set_link(berth_host *host, const char *xml, bool up)
{
    berth_error *error = NULL;
    berth_interface_config *config = from_xml(xml);
    assert_ok(berth_fake_set_link(host, config, up, &error));
    berth_interface_config_unref(config);
}

/* What is so of an interface, as "defined active present", with "-" for what is not. */
static void assert_state(berth_host *host, const char *name, const char *state)
{
    berth_interface_info *info = get_info(host, name);
    char *found = g_strdup_printf("%s %s %s", berth_interface_info_is_defined(info) ? "defined" : "-",
                                  berth_interface_info_is_active(info) ? "active" : "-",
                                  berth_interface_info_is_present(info) ? "present" : "-");
    g_assert_cmpstr(found, ==, state);
    g_free(found);
    berth_interface_info_unref(info);
}

/* The addresses that a link has, with spaces between. */
static void assert_addresses(berth_host *host, const char *name, berth_ip_family family, const char *addresses)
{
    berth_error *error = NULL;
    berth_interface_info *info = get_info(host, name);
    berth_interface_config *live = berth_interface_info_get_live_config(info, &error);
    assert_ok(live);
    char **list = berth_interface_config_get_addresses(live, family, NULL), *found = g_strjoinv(" ", list);
    g_assert_cmpstr(found, ==, addresses);
    g_free(found);
    berth_strv_free(list);
    berth_interface_config_unref(live);
    berth_interface_info_unref(info);
}

static void assert_master(berth_host *host, const char *name, const char *master)
{
    berth_interface_info *info = get_info(host, name);
    g_assert_cmpstr(berth_interface_info_get_master(info), ==, master);
    berth_interface_info_unref(info);
}

static void assert_gone(berth_host *host, const char *name)
{
    berth_error *error = NULL;
    g_assert_null(berth_host_lookup_interface(host, name, NULL, &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, name);
}

static void assert_names(berth_host *host, const char *names)
{
    berth_error *error = NULL;
    GString *found = g_string_new(NULL);
    berth_interface **list = berth_host_list_interfaces(host, 0, NULL, &error);
    assert_ok(list);
    for (berth_interface **one = list; *one; one++)
        g_string_append_printf(found, "%s%s", found->len ? " " : "", berth_interface_get_name(*one));
    g_assert_cmpstr(found->str, ==, names);
    g_string_free(found, TRUE);
    berth_interface_list_free(list);
}

/* --- The start --- */

static void test_small_host(void)
{
    berth_host *host = open_fake(NULL), *other = open_fake(NULL);
    g_assert_true(berth_host_is_fake(host));
    g_assert_cmpstr(berth_host_get_uri(host), ==, "fake:///");
    assert_names(host, "lo eth0 eth1");
    assert_state(host, "lo", "defined active present");
    assert_state(host, "eth0", "defined active present");
    assert_addresses(host, "eth0", IPV4, "192.0.2.3/24");
    assert_state(host, "eth1", "- - present");
    /* Each is a host of its own. */
    berth_interface_unref(define(host, "<interface type='ethernet' name='eth1'/>"));
    assert_state(host, "eth1", "defined - present");
    assert_state(other, "eth1", "- - present");
    berth_host_unref(other);
    berth_host_unref(host);
}

static void test_document(void)
{
    static const struct {
        const char *name, *state;
    } states[] = {
        {"eth0",   "defined - present"     },
        {"eth1",   "defined active present"},
        {"eth2",   "- - present"           },
        {"eth3",   "- active present"      },
        {"eth4",   "defined - -"           },
        {"br0",    "defined - -"           },
        {"br1",    "defined active present"},
        {"br2",    "- - present"           },
        {"eth0.7", "defined active present"},
    };
    berth_host *host = open_fake(HOST(
        "{\"type\": \"ethernet\", \"name\": \"eth0\", \"ipv4\": {\"addresses\": [{\"address\": \"192.0.2.10\", "
        "\"prefix\": 24}]}},"
        "{\"type\": \"ethernet\", \"name\": \"eth1\", \"active\": true, \"mtu\": 9000, \"ipv4\": {\"dhcp\": true}},"
        "{\"type\": \"ethernet\", \"name\": \"eth2\", \"defined\": false},"
        "{\"type\": \"ethernet\", \"name\": \"eth3\", \"defined\": false, \"active\": true, \"mac\": "
        "\"52:54:00:00:00:03\"},"
        "{\"type\": \"ethernet\", \"name\": \"eth4\", \"present\": false},"
        "{\"type\": \"bridge\", \"name\": \"br0\"},"
        "{\"type\": \"bridge\", \"name\": \"br1\", \"active\": true, \"bridge\": {\"ports\": [{\"type\": \"ethernet\", "
        "\"name\": \"eth3\"}]}},"
        "{\"type\": \"bridge\", \"name\": \"br2\", \"defined\": false, \"present\": true},"
        "{\"type\": \"vlan\", \"name\": \"eth0.7\", \"active\": true, \"vlan\": {\"tag\": 7, \"device\": \"eth0\"}}"));
    for (size_t i = 0; i < G_N_ELEMENTS(states); i++) {
        g_test_message("%s", states[i].name);
        assert_state(host, states[i].name, states[i].state);
    }
    assert_addresses(host, "eth0", IPV4, "");
    assert_addresses(host, "eth1", IPV4, "192.0.2.3/24");
    assert_master(host, "eth3", "br1");
    berth_interface *found = berth_host_lookup_interface_by_mac(host, "52:54:00:00:00:03", NULL, NULL);
    g_assert_cmpstr(berth_interface_get_name(found), ==, "eth3");
    berth_interface_unref(found);
    berth_host_unref(host);
}

static void test_refused_documents(void)
{
    static const struct {
        const char *json, *part;
        berth_error_code code;
    } cases[] = {
        {"{",                                                                                      "host.json:1: ",         BERTH_ERROR_PARSE  },
        {"[]",                                                                                     "is no JSON object",     BERTH_ERROR_SCHEMA },
        {"{\"interfaces\": []}",                                                                   "has no \"berth\": 1",   BERTH_ERROR_SCHEMA },
        {"{\"berth\": 1}",                                                                         "\"interfaces\"",        BERTH_ERROR_SCHEMA },
        {"{\"berth\": 1, \"interfaces\": {}}",                                                     "\"interfaces\"",        BERTH_ERROR_SCHEMA },
        {HOST("7"),                                                                                "interfaces[0]: ",       BERTH_ERROR_SCHEMA },
        {HOST(DEVICE("eth0") ", null"),                                                            "interfaces[1]: ",       BERTH_ERROR_SCHEMA },
        {HOST("{\"type\": \"ethernet\"}"),                                                         "name",                  BERTH_ERROR_SCHEMA },
        {HOST("{\"type\": \"ethernet\", \"name\": \"eth0\", \"active\": 1}"),                      "active: must be true",
         BERTH_ERROR_SCHEMA                                                                                                                    },
        {HOST("{\"type\": \"ethernet\", \"name\": \"eth0\", \"defined\": \"no\"}"),                "defined: must be true",
         BERTH_ERROR_SCHEMA                                                                                                                    },
        {HOST("{\"type\": \"ethernet\", \"name\": \"eth0\", \"present\": null}"),                  "present: must be true",
         BERTH_ERROR_SCHEMA                                                                                                                    },
        {HOST("{\"type\": \"bridge\", \"name\": \"b\"}, {\"type\": \"bridge\", \"name\": \"b\"}"), "'b' is there twice",
         BERTH_ERROR_INVALID                                                                                                                   },
        {HOST("{\"type\": \"ethernet\", \"name\": \"eth0\", \"mtu\": 1}"),                         "mtu",                   BERTH_ERROR_INVALID},
    };
    berth_error *error = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].json);
        g_assert_null(open_json(cases[i].json, &error));
        assert_error(error, cases[i].code, cases[i].part);
    }
    g_assert_null(berth_host_open("fake:/nowhere/host.json", NULL, &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "/nowhere/host.json");
    g_assert_null(berth_host_open("fake:", NULL, &error));
    assert_error(error, BERTH_ERROR_INVALID, "names no file");
    g_assert_null(berth_host_open("fake:/", NULL, &error));
    assert_error(error, BERTH_ERROR_INVALID, "names no file");
}

/* --- Definitions --- */

static void test_definitions(void)
{
    berth_host *host = open_fake(HOST(DEVICE("eth0")));
    berth_interface_config *config = from_xml("<interface type='ethernet' name='eth0'><mtu size='1400'/></interface>");
    berth_error *error = NULL;
    g_assert_null(berth_host_define_interface(host, config, BERTH_DEFINE_UPDATE_ONLY, NULL, &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "'eth0'");
    berth_interface *iface = berth_host_define_interface(host, config, BERTH_DEFINE_CREATE_ONLY, NULL, &error);
    assert_ok(iface);
    g_assert_null(berth_host_define_interface(host, config, BERTH_DEFINE_CREATE_ONLY, NULL, &error));
    assert_error(error, BERTH_ERROR_EXISTS, "'eth0'");
    berth_interface_config *found = berth_interface_get_config(iface, NULL, &error);
    assert_ok(found);
    g_assert_true(berth_interface_config_equal(found, config));
    assert_state(host, "eth0", "defined - present");
    assert_ok(berth_interface_undefine(iface, BERTH_UNDEFINE_DEFAULT, NULL, &error));
    assert_state(host, "eth0", "- - present");
    g_assert_false(berth_interface_undefine(iface, BERTH_UNDEFINE_DEFAULT, NULL, &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "'eth0'");
    g_assert_null(berth_interface_get_config(iface, NULL, &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "'eth0'");
    g_assert_false(berth_interface_up(iface, -1, NULL, NULL, &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "'eth0'");
    berth_interface_config_unref(found);
    berth_interface_config_unref(config);
    berth_interface_unref(iface);
    berth_host_unref(host);
}

static void test_conflict(void)
{
    berth_host *host = open_fake(NULL);
    berth_interface *iface = berth_host_get_interface(host, "eth0", NULL);
    berth_error *error = NULL;
    berth_interface_config *mine = berth_interface_get_config(iface, NULL, &error);
    berth_interface_config *other = berth_interface_get_config(iface, NULL, &error);
    /* What was read can be changed and defined again and again, until somebody else does. */
    for (int64_t mtu = 1400; mtu < 1403; mtu++) {
        assert_ok(berth_interface_config_set_mtu(mine, mtu, &error));
        berth_interface *defined = berth_host_define_interface(host, mine, BERTH_DEFINE_DEFAULT, NULL, &error);
        assert_ok(defined);
        berth_interface_unref(defined);
    }
    g_assert_null(berth_host_define_interface(host, other, BERTH_DEFINE_DEFAULT, NULL, &error));
    assert_error(error, BERTH_ERROR_CONFLICT, "'eth0'");
    g_assert_false(berth_interface_undefine(iface, BERTH_UNDEFINE_DEFAULT, NULL, &error));
    assert_error(error, BERTH_ERROR_BUSY, "'eth0' is up");
    assert_ok(berth_interface_undefine(iface, BERTH_UNDEFINE_FORCE, NULL, &error));
    g_assert_null(berth_host_define_interface(host, mine, BERTH_DEFINE_DEFAULT, NULL, &error));
    assert_error(error, BERTH_ERROR_CONFLICT, "'eth0'");
    assert_state(host, "eth0", "- active present");
    berth_interface_config_unref(mine);
    berth_interface_config_unref(other);
    berth_interface_unref(iface);
    berth_host_unref(host);
}

static void test_what_is_not_mentioned_stays(void)
{
    berth_error *error = NULL;
    berth_host *host = open_fake(HOST("{\"type\": \"ethernet\", \"name\": \"eth0\", \"start\": \"onboot\", \"dns\": "
                                      "{\"servers\": [\"192.0.2.53\"], \"search\": [\"example.com\"]}}"));
    berth_interface *iface = define(host, "<interface type='ethernet' name='eth0'><mtu size='1400'/></interface>");
    berth_interface_config *config = berth_interface_get_config(iface, NULL, &error);
    int64_t mtu = 0;
    assert_ok(config);
    g_assert_cmpint(berth_interface_config_get_start_mode(config), ==, BERTH_START_MODE_ONBOOT);
    char *server = berth_interface_config_get_setting(config, "dns.servers[0]", &error);
    char *search = berth_interface_config_get_setting(config, "dns.search[0]", &error);
    g_assert_cmpstr(server, ==, "192.0.2.53");
    g_assert_cmpstr(search, ==, "example.com");
    assert_ok(berth_interface_config_get_mtu(config, &mtu, &error));
    g_assert_cmpint(mtu, ==, 1400);
    berth_interface_config_unref(config);
    berth_interface_unref(iface);
    /* What it mentions is as it says. */
    iface = define(host, "<interface type='ethernet' name='eth0'><start mode='none'/></interface>");
    config = berth_interface_get_config(iface, NULL, &error);
    g_assert_cmpint(berth_interface_config_get_start_mode(config), ==, BERTH_START_MODE_NONE);
    g_assert_false(berth_interface_config_get_mtu(config, &mtu, &error));
    assert_error(error, BERTH_ERROR_NOT_SET, "mtu");
    berth_free(server);
    berth_free(search);
    berth_interface_config_unref(config);
    berth_interface_unref(iface);
    berth_host_unref(host);
}

/* --- Up and down --- */

static void test_ethernet(void)
{
    berth_host *host = open_fake(NULL);
    berth_error *error = NULL;
    int64_t mtu = 0;
    berth_interface *iface = define(
        host, "<interface type='ethernet' name='eth1'><mtu size='1400'/><mac address='52:54:00:12:34:56'/>"
              "<protocol family='ipv4'><ip address='192.0.2.77' prefix='24'/><route gateway='192.0.2.1'/></protocol>"
              "<protocol family='ipv6'><ip address='2001:db8::7' prefix='64'/></protocol></interface>");
    assert_addresses(host, "eth1", IPV4, "");
    assert_ok(berth_interface_up(iface, -1, NULL, NULL, &error));
    assert_state(host, "eth1", "defined active present");
    assert_addresses(host, "eth1", IPV4, "192.0.2.77/24");
    assert_addresses(host, "eth1", IPV6, "2001:db8::7/64");
    berth_interface_info *info = get_info(host, "eth1");
    berth_interface_config *live = berth_interface_info_get_live_config(info, &error);
    assert_ok(berth_interface_config_get_mtu(live, &mtu, &error));
    g_assert_cmpint(mtu, ==, 1400);
    g_assert_cmpstr(berth_interface_info_get_mac(info), ==, "52:54:00:12:34:56");
    g_assert_cmpstr(berth_interface_config_get_gateway(live, IPV4), ==, "192.0.2.1");
    assert_ok(berth_interface_up(iface, -1, NULL, NULL, &error));
    assert_ok(berth_interface_down(iface, -1, NULL, NULL, &error));
    assert_ok(berth_interface_down(iface, -1, NULL, NULL, &error));
    assert_state(host, "eth1", "defined - present");
    assert_addresses(host, "eth1", IPV4, "");
    berth_interface_config_unref(live);
    berth_interface_info_unref(info);
    berth_interface_unref(iface);
    berth_host_unref(host);
}

/* What a link has at @path; NULL for nothing. */
static void assert_live(berth_host *host, const char *name, const char *path, const char *value)
{
    berth_interface_info *info = get_info(host, name);
    berth_interface_config *live = berth_interface_info_get_live_config(info, NULL);
    char *found = berth_interface_config_get_setting(live, path, NULL);
    g_assert_cmpstr(found, ==, value);
    berth_free(found);
    berth_interface_config_unref(live);
    berth_interface_info_unref(info);
}

/* All that a check finds, as "setting: text", one a line. */
static void assert_check(berth_interface *iface, const char *findings)
{
    berth_error *error = NULL;
    GString *found = g_string_new(NULL);
    berth_report *report = berth_interface_check(iface, NULL, &error);
    assert_ok(report);
    for (size_t i = 0; i < berth_report_get_count(report); i++) {
        const char *setting = berth_report_get_setting(report, i);
        g_string_append_printf(found, "%s: %s\n", setting ? setting : "", berth_report_get_text(report, i));
    }
    g_assert_cmpstr(found->str, ==, findings);
    g_string_free(found, TRUE);
    berth_report_unref(report);
}

#define ROUTES(ipv4, label, ipv6) \
    "<interface type='ethernet' name='eth1'><protocol family='ipv4'" ipv4 \
    "><ip address='192.0.2.77' prefix='24'" label \
    "/><route gateway='192.0.2.1'/></protocol><protocol family='ipv6'" ipv6 "><ip address='2001:db8::7' " \
    "prefix='64'/><route gateway='2001:db8::1'/></protocol></interface>"

static void test_metrics_and_labels(void)
{
    berth_host *host = open_fake(NULL);
    berth_error *error = NULL;
    berth_interface *iface = define(host, ROUTES(" metric='100'", " label='eth1:1'", " metric='200'"));
    assert_ok(berth_interface_up(iface, -1, NULL, NULL, &error));
    assert_live(host, "eth1", "ipv4.metric", "100");
    assert_live(host, "eth1", "ipv4.addresses[0].label", "eth1:1");
    assert_live(host, "eth1", "ipv6.metric", "200");
    assert_check(iface, "");

    set_link(host, ROUTES("", " label='eth1:2'", ""), true);
    assert_check(iface, "ipv4.addresses[0].label: should be eth1:1, is eth1:2\n"
                        "ipv4.metric: should be 100, is 0\n"
                        "ipv6.metric: should be 200, is 1024\n");
    set_link(host, ROUTES(" metric='4294967295'", "", " metric='200'"), true);
    assert_check(iface, "ipv4.addresses[0].label: should be eth1:1, is eth1\n"
                        "ipv4.metric: should be 100, is 4294967295\n");
    /* Without a route there is no metric, and without an address no label: what is missing is told once. */
    set_link(host, "<interface type='ethernet' name='eth1'/>", true);
    assert_check(iface, "ipv4.addresses[0]: 192.0.2.77/24 is not there\n"
                        "ipv4.gateway: should be 192.0.2.1, is not there\n"
                        "ipv6.addresses[0]: 2001:db8::7/64 is not there\n"
                        "ipv6.gateway: should be 2001:db8::1, is not there\n");

    /* The kernel's own metrics say nothing, and its IPv6 routes have none of 0. */
    berth_interface_unref(iface);
    iface = define(host, ROUTES(" metric='0'", "", " metric='0'"));
    assert_ok(berth_interface_up(iface, -1, NULL, NULL, &error));
    assert_live(host, "eth1", "ipv4.metric", NULL);
    assert_live(host, "eth1", "ipv6.metric", NULL);
    assert_live(host, "eth1", "ipv6.gateway", "2001:db8::1");
    assert_check(iface, "");
    /* Routes go with the link. */
    assert_ok(berth_interface_down(iface, -1, NULL, NULL, &error));
    assert_live(host, "eth1", "ipv4", NULL);
    berth_interface_unref(iface);
    berth_host_unref(host);
}

static void test_other(void)
{
    berth_host *host = open_fake(HOST(DEVICE("can0")));
    berth_error *error = NULL;
    berth_interface *iface = define(host, "<interface type='other' name='ppp0'><mtu size='1492'/></interface>");
    assert_check(iface, ": ppp0 does not exist\n");
    assert_ok(berth_interface_up(iface, -1, NULL, NULL, &error));
    assert_state(host, "ppp0", "defined active present");
    berth_interface_info *info = get_info(host, "ppp0");
    g_assert_cmpint(berth_interface_info_get_interface_type(info), ==, BERTH_INTERFACE_TYPE_OTHER);
    g_assert_null(berth_interface_info_get_mac(info));
    g_assert_null(berth_interface_info_get_live_config(info, &error));
    assert_error(error, BERTH_ERROR_UNSUPPORTED, "'ppp0'");
    berth_interface_info_unref(info);
    assert_check(iface, "");
    assert_ok(berth_interface_down(iface, -1, NULL, NULL, &error));
    assert_state(host, "ppp0", "defined - -");
    berth_interface_unref(iface);

    /* A device is brought up as what it is, and is left there. */
    iface = define(host, "<interface type='other' name='can0'><protocol family='ipv4'>"
                         "<ip address='192.0.2.1' prefix='32'/></protocol></interface>");
    assert_ok(berth_interface_up(iface, -1, NULL, NULL, &error));
    assert_live(host, "can0", "type", "ethernet");
    assert_addresses(host, "can0", IPV4, "192.0.2.1/32");
    assert_check(iface, "");
    assert_ok(berth_interface_down(iface, -1, NULL, NULL, &error));
    assert_state(host, "can0", "defined - present");
    berth_interface_unref(iface);
    berth_host_unref(host);
}

static void test_vlan(void)
{
    berth_host *host = open_fake(NULL);
    berth_error *error = NULL;
    berth_interface *iface = define(
        host, "<interface type='vlan' name='eth1.7'><protocol family='ipv4'><ip address='192.0.2.7' prefix='24'/>"
              "</protocol><vlan tag='7'><interface name='eth1'/></vlan></interface>");
    assert_state(host, "eth1.7", "defined - -");
    assert_ok(berth_interface_up(iface, -1, NULL, NULL, &error));
    assert_state(host, "eth1.7", "defined active present");
    assert_addresses(host, "eth1.7", IPV4, "192.0.2.7/24");
    assert_ok(berth_interface_down(iface, -1, NULL, NULL, &error));
    assert_state(host, "eth1.7", "defined - -");
    /* As in the kernel, it goes with the device that it stands on. */
    assert_ok(berth_interface_up(iface, -1, NULL, NULL, &error));
    assert_ok(berth_fake_remove_link(host, "eth1", &error));
    assert_gone(host, "eth1");
    assert_state(host, "eth1.7", "defined - -");
    berth_interface_unref(iface);
    berth_host_unref(host);
}

static void test_bridge_over_bond(void)
{
    static const char bond[] = "<bond mode='active-backup'><miimon freq='100'/><interface type='ethernet' name='eth0'/>"
                               "<interface type='ethernet' name='eth1'/></bond></interface>";
    char *inside = g_strconcat("<interface type='bridge' name='br0'><bridge stp='off' delay='0'><interface type='bond' "
                               "name='bond0'>",
                               bond, "</bridge></interface>", NULL);
    char *alone = g_strconcat("<interface type='bond' name='bond0'>", bond, NULL);
    berth_error *error = NULL;
    for (int round = 0; round < 2; round++) {
        berth_host *host = open_fake(HOST(DEVICE("eth0") "," DEVICE("eth1")));
        /* The bond may stand inside the bridge's document, or have one of its own. */
        berth_interface *bridge = define(host, round ? "<interface type='bridge' name='br0'><bridge><interface "
                                                       "type='bond' name='bond0'/></bridge></interface>"
                                                     : inside);
        if (round)
            berth_interface_unref(define(host, alone));
        assert_state(host, "bond0", "defined - -");
        berth_interface_config *config = berth_interface_get_config(bridge, NULL, &error);
        berth_interface_config *port = berth_interface_config_get_port(config, "bond0", &error);
        berth_bond_mode mode;
        assert_ok(berth_interface_config_get_bond_mode(port, &mode, &error));
        g_assert_cmpint(mode, ==, BERTH_BOND_MODE_ACTIVE_BACKUP);
        berth_interface_config_unref(port);
        berth_interface_config_unref(config);
        assert_ok(berth_interface_up(bridge, -1, NULL, NULL, &error));
        assert_state(host, "br0", "defined active present");
        assert_state(host, "bond0", "defined active present");
        assert_state(host, "eth0", "- active present");
        assert_master(host, "bond0", "br0");
        assert_master(host, "eth0", "bond0");
        assert_master(host, "eth1", "bond0");
        assert_ok(berth_interface_down(bridge, -1, NULL, NULL, &error));
        assert_state(host, "br0", "defined - -");
        assert_state(host, "bond0", "defined - -");
        berth_interface_unref(bridge);
        berth_host_unref(host);
    }
    g_free(inside);
    g_free(alone);
}

typedef struct ticking {
    berth_host *host;
    int stop;
} ticking;

/* Somebody who waits on the fake host waits for its time, which goes by here. */
static gpointer tick(gpointer data)
{
    ticking *clock = data;
    while (!g_atomic_int_get(&clock->stop)) {
        berth_fake_advance(clock->host, 1000, NULL);
        g_usleep(5000);
    }
    return NULL;
}

static void test_what_is_not_there_does_not_come_up(void)
{
    static const struct {
        const char *xml, *part;
    } cases[] = {
        {"<interface type='ethernet' name='nope0'/>",                                                                  "nope0 does not exist"},
        {"<interface type='vlan' name='v7'><vlan tag='7'><interface name='nope0'/></vlan></interface>",
         "v7 does not exist"                                                                                                                 },
        {"<interface type='bridge' name='br0'><bridge><interface type='ethernet' name='nope0'/></bridge></interface>",
         "bridge.ports[0]: nope0 does not exist"                                                                                             },
        {"<interface type='bridge' name='eth1'/>",                                                                     "should be bridge"    },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        berth_host *host = open_fake(NULL);
        berth_interface *iface = define(host, cases[i].xml);
        ticking clock = {host, 0};
        GThread *ticker = g_thread_new("clock", tick, &clock);
        berth_error *error = NULL;
        g_assert_false(berth_interface_up(iface, -1, NULL, NULL, &error));
        assert_error(error, BERTH_ERROR_NOT_APPLIED, cases[i].part);
        g_atomic_int_set(&clock.stop, 1);
        g_thread_join(ticker);
        berth_interface_unref(iface);
        berth_host_unref(host);
    }
}

static void test_dhcp(void)
{
    berth_host *host = open_fake(NULL);
    berth_error *error = NULL;
    berth_interface *iface =
        define(host, "<interface type='ethernet' name='eth1'><protocol family='ipv4'><dhcp/></protocol>"
                     "<protocol family='ipv6'><autoconf/></protocol></interface>");
    gint64 start = g_get_monotonic_time();
    assert_ok(berth_interface_up(iface, -1, NULL, NULL, &error));
    g_assert_cmpint(g_get_monotonic_time() - start, >=, 90000);
    assert_addresses(host, "eth1", IPV4, "192.0.2.4/24");
    assert_addresses(host, "eth1", IPV6, "2001:db8::ffff:3/64");
    assert_ok(berth_interface_down(iface, -1, NULL, NULL, &error));
    assert_addresses(host, "eth1", IPV4, "");
    berth_interface_unref(iface);
    berth_host_unref(host);
}

typedef struct bringing_up {
    berth_interface *iface;
    berth_cancel *cancel;
} bringing_up;

static gpointer cancel_once_up(gpointer data)
{
    bringing_up *call = data;
    bool active = false;
    while (!active) {
        berth_interface_info *info = berth_interface_get_info(call->iface, NULL, NULL);
        active = berth_interface_info_is_active(info);
        berth_interface_info_unref(info);
    }
    berth_cancel_trigger(call->cancel);
    return NULL;
}

/* The server's answer is a matter of the fake's time, not of somebody waiting for it. */
static void test_dhcp_by_advance(void)
{
    berth_host *host = open_fake(NULL);
    berth_error *error = NULL;
    bringing_up call = {
        define(host, "<interface type='ethernet' name='eth1'><protocol family='ipv4'><dhcp/></protocol></interface>"),
        berth_cancel_new(NULL)};
    GThread *thread = g_thread_new("cancel", cancel_once_up, &call);
    gint64 start = g_get_monotonic_time();
    g_assert_false(berth_interface_up(call.iface, -1, NULL, call.cancel, &error));
    assert_error(error, BERTH_ERROR_CANCELLED, "");
    g_thread_join(thread);
    berth_interface_info *info = get_info(host, "eth1");
    berth_interface_config *live = berth_interface_info_get_live_config(info, NULL);
    char **addresses = berth_interface_config_get_addresses(live, IPV4, NULL);
    if (g_get_monotonic_time() - start < 100000)
        g_assert_null(addresses[0]);
    assert_ok(berth_fake_advance(host, 100, &error));
    assert_addresses(host, "eth1", IPV4, "192.0.2.4/24");
    g_assert_false(berth_fake_advance(host, -1, &error));
    assert_error(error, BERTH_ERROR_INVALID, "forward");
    berth_strv_free(addresses);
    berth_interface_config_unref(live);
    berth_interface_info_unref(info);
    berth_interface_unref(call.iface);
    berth_cancel_unref(call.cancel);
    berth_host_unref(host);
}

/* --- Links by another program --- */

static void test_links(void)
{
    berth_host *host = open_fake(HOST(DEVICE("eth0")));
    berth_error *error = NULL;
    int64_t index = 0, again = 0;
    set_link(host, "<interface type='ethernet' name='tap0'><mac address='52:54:00:00:00:09'/></interface>", false);
    assert_state(host, "tap0", "- - present");
    berth_interface_info *info = get_info(host, "tap0");
    assert_ok(berth_interface_info_get_index(info, &index, &error));
    berth_interface_info_unref(info);
    /* It stays the same link, with the hardware address it has. */
    set_link(host,
             "<interface type='ethernet' name='tap0'><protocol family='ipv4'><ip address='192.0.2.9' prefix='24'/>"
             "</protocol></interface>",
             true);
    assert_state(host, "tap0", "- active present");
    assert_addresses(host, "tap0", IPV4, "192.0.2.9/24");
    info = get_info(host, "tap0");
    assert_ok(berth_interface_info_get_index(info, &again, &error));
    g_assert_cmpint(again, ==, index);
    g_assert_cmpstr(berth_interface_info_get_mac(info), ==, "52:54:00:00:00:09");
    berth_interface_info_unref(info);
    set_link(
        host,
        "<interface type='bridge' name='br0'><bridge><interface type='ethernet' name='tap0'/></bridge></interface>",
        true);
    assert_master(host, "tap0", "br0");
    assert_names(host, "eth0 tap0 br0");
    assert_ok(berth_fake_remove_link(host, "br0", &error));
    assert_master(host, "tap0", NULL);
    assert_ok(berth_fake_remove_link(host, "tap0", &error));
    assert_gone(host, "tap0");
    g_assert_false(berth_fake_remove_link(host, "tap0", &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "'tap0'");
    berth_interface_config *vlan = berth_interface_config_new(BERTH_INTERFACE_TYPE_VLAN, "v7", NULL);
    g_assert_false(berth_fake_set_link(host, vlan, true, &error));
    assert_error(error, BERTH_ERROR_INVALID, "v7");
    berth_interface_config_unref(vlan);
    berth_host_unref(host);
}

/* --- What it is told to do --- */

static void test_failures_in_line(void)
{
    berth_host *host = open_fake(NULL);
    berth_interface *iface = berth_host_get_interface(host, "eth0", NULL);
    berth_error *error = NULL;
    assert_ok(berth_fake_fail_next(host, "interface_up", BERTH_ERROR_BUSY, &error));
    assert_ok(berth_fake_fail_next(host, "interface_up", BERTH_ERROR_IO, &error));
    assert_ok(berth_fake_fail_next(host, NULL, BERTH_ERROR_DENIED, &error));
    g_assert_false(berth_interface_up(iface, -1, NULL, NULL, &error));
    assert_error(error, BERTH_ERROR_BUSY, "interface_up");
    g_assert_null(berth_host_list_interfaces(host, 0, NULL, &error));
    assert_error(error, BERTH_ERROR_DENIED, "host_list_interfaces");
    assert_names(host, "lo eth0 eth1");
    g_assert_false(berth_interface_up(iface, -1, NULL, NULL, &error));
    assert_error(error, BERTH_ERROR_IO, "interface_up");
    assert_ok(berth_interface_up(iface, -1, NULL, NULL, &error));
    static const int wrong[] = {0, -1, 21, 4711};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_assert_false(berth_fake_fail_next(host, NULL, (berth_error_code)wrong[i], &error));
        assert_error(error, BERTH_ERROR_INVALID, "is no error code");
    }
    berth_interface_unref(iface);
    berth_host_unref(host);
}

/* Every call that looks at the host, or changes it. */
static bool make_call(int number, berth_host *host, berth_interface *iface, berth_cancel *cancel, berth_error **error)
{
    void *made = NULL;
    switch (number) {
    case 0:
        made = berth_host_list_interfaces(host, 0, cancel, error);
        berth_interface_list_free(made);
        return made;
    case 1:
        made = berth_host_list_interfaces_info(host, 0, cancel, error);
        berth_interface_info_list_free(made);
        return made;
    case 2:
        made = berth_host_lookup_interface(host, "eth0", cancel, error);
        berth_interface_unref(made);
        return made;
    case 3:
        made = berth_host_lookup_interface_by_mac(host, "02:00:00:00:00:02", cancel, error);
        berth_interface_unref(made);
        return made;
    case 4:
        made = berth_interface_get_config(iface, cancel, error);
        berth_interface_config_unref(made);
        return made;
    case 5:
        made = berth_interface_get_info(iface, cancel, error);
        berth_interface_info_unref(made);
        return made;
    case 6:
        return berth_interface_up(iface, -1, NULL, cancel, error);
    case 7:
        return berth_interface_down(iface, -1, NULL, cancel, error);
    case 8: {
        berth_interface_config *config = from_xml("<interface type='ethernet' name='eth0'/>");
        made = berth_host_define_interface(host, config, 0, cancel, error);
        berth_interface_unref(made);
        berth_interface_config_unref(config);
        return made;
    }
    case 9:
        return berth_interface_undefine(iface, 0, cancel, error);
    default:
        made = berth_host_watch(host, BERTH_EVENT_MASK_INTERFACES, NULL, error);
        berth_watch_unref(made);
        return made;
    }
}

static const char *const calls[] = {
    "host_list_interfaces",
    "host_list_interfaces_info",
    "host_lookup_interface",
    "host_lookup_interface_by_mac",
    "interface_get_config",
    "interface_get_info",
    "interface_up",
    "interface_down",
    "host_define_interface",
    "interface_undefine",
    "host_watch",
};

static void test_every_call_fails_as_told(void)
{
    berth_host *host = open_fake(NULL);
    berth_interface *iface = berth_host_get_interface(host, "eth0", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(calls); i++) {
        berth_error *error = NULL;
        assert_ok(berth_fake_fail_next(host, calls[i], BERTH_ERROR_EXHAUSTED, &error));
        g_assert_false(make_call((int)i, host, iface, NULL, &error));
        assert_error(error, BERTH_ERROR_EXHAUSTED, calls[i]);
        assert_ok(make_call((int)i, host, iface, NULL, &error));
    }
    berth_interface_unref(iface);
    berth_host_unref(host);
}

static gint64 time_of(int call, berth_host *host, berth_interface *iface)
{
    berth_error *error = NULL;
    gint64 start = g_get_monotonic_time();
    assert_ok(make_call(call, host, iface, NULL, &error));
    return (g_get_monotonic_time() - start) / 1000;
}

static void test_delays(void)
{
    berth_host *host = open_fake(NULL);
    berth_interface *iface = berth_host_get_interface(host, "eth0", NULL);
    berth_error *error = NULL;
    assert_ok(berth_fake_set_delay(host, NULL, 60, &error));
    assert_ok(berth_fake_set_delay(host, "interface_get_info", 120, &error));
    assert_ok(berth_fake_set_delay(host, "host_list_interfaces", 0, &error));
    for (int round = 0; round < 2; round++)
        g_assert_cmpint(time_of(5, host, iface), >=, 119);
    g_assert_cmpint(time_of(4, host, iface), >=, 59);
    g_assert_cmpint(time_of(0, host, iface), <, 59);
    assert_ok(berth_fake_set_delay(host, NULL, 0, &error));
    assert_ok(berth_fake_set_delay(host, "interface_get_info", 30, &error));
    g_assert_cmpint(time_of(5, host, iface), >=, 29);
    g_assert_false(berth_fake_set_delay(host, NULL, -1, &error));
    assert_error(error, BERTH_ERROR_INVALID, "-1");
    berth_interface_unref(iface);
    berth_host_unref(host);
}

static gpointer trigger_soon(gpointer cancel)
{
    g_usleep(20000);
    berth_cancel_trigger(cancel);
    return NULL;
}

/* Every call with a cancel, that is all but the watch. */
static void test_cancel_during_a_delay(void)
{
    berth_host *host = open_fake(NULL);
    berth_interface *iface = berth_host_get_interface(host, "eth0", NULL);
    berth_error *error = NULL;
    assert_ok(berth_fake_set_delay(host, NULL, 30000, &error));
    for (size_t i = 0; i < G_N_ELEMENTS(calls) - 1; i++) {
        berth_cancel *cancel = berth_cancel_new(NULL);
        GThread *thread = g_thread_new("cancel", trigger_soon, cancel);
        gint64 start = g_get_monotonic_time();
        g_assert_false(make_call((int)i, host, iface, cancel, &error));
        assert_error(error, BERTH_ERROR_CANCELLED, "");
        g_assert_cmpint(g_get_monotonic_time() - start, <, 15 * G_USEC_PER_SEC);
        g_thread_join(thread);
        berth_cancel_unref(cancel);
    }
    assert_ok(berth_fake_set_delay(host, NULL, 0, &error));
    assert_state(host, "eth0", "defined active present");
    berth_interface_unref(iface);
    berth_host_unref(host);
}

static void test_real_host(void)
{
    char *folder = g_dir_make_tmp("berth-fake-XXXXXX", NULL);
    berth_host_options *options = berth_host_options_new();
    berth_error *error = NULL;
    assert_ok(berth_host_options_set_root(options, folder, &error));
    berth_host *host = berth_host_open("local:///", options, &error);
    assert_ok(host);
    berth_interface_config *config = from_xml("<interface type='ethernet' name='eth0'/>");
    g_assert_false(berth_host_is_fake(host));
    g_assert_false(berth_fake_fail_next(host, NULL, BERTH_ERROR_IO, &error));
    assert_error(error, BERTH_ERROR_UNSUPPORTED, "fake:///");
    g_assert_false(berth_fake_set_delay(host, NULL, 1, &error));
    assert_error(error, BERTH_ERROR_UNSUPPORTED, "fake:///");
    g_assert_false(berth_fake_advance(host, 1, &error));
    assert_error(error, BERTH_ERROR_UNSUPPORTED, "fake:///");
    g_assert_false(berth_fake_set_link(host, config, true, &error));
    assert_error(error, BERTH_ERROR_UNSUPPORTED, "fake:///");
    g_assert_false(berth_fake_remove_link(host, "eth0", &error));
    assert_error(error, BERTH_ERROR_UNSUPPORTED, "fake:///");
    g_assert_false(berth_fake_lose_events(host, &error));
    assert_error(error, BERTH_ERROR_UNSUPPORTED, "fake:///");
    berth_interface_config_unref(config);
    berth_host_options_free(options);
    berth_host_unref(host);
    g_rmdir(folder);
    g_free(folder);
}

static void add_cases(void)
{
    add_case("/fake/small-host", test_small_host);
    add_case("/fake/document", test_document);
    add_case("/fake/refused-documents", test_refused_documents);
    add_case("/fake/definitions", test_definitions);
    add_case("/fake/conflict", test_conflict);
    add_case("/fake/what-is-not-mentioned-stays", test_what_is_not_mentioned_stays);
    add_case("/fake/ethernet", test_ethernet);
    add_case("/fake/metrics-and-labels", test_metrics_and_labels);
    add_case("/fake/other", test_other);
    add_case("/fake/vlan", test_vlan);
    add_case("/fake/bridge-over-bond", test_bridge_over_bond);
    add_case("/fake/what-is-not-there-does-not-come-up", test_what_is_not_there_does_not_come_up);
    add_case("/fake/dhcp", test_dhcp);
    add_case("/fake/dhcp-by-advance", test_dhcp_by_advance);
    add_case("/fake/links", test_links);
    add_case("/fake/failures-in-line", test_failures_in_line);
    add_case("/fake/every-call-fails-as-told", test_every_call_fails_as_told);
    add_case("/fake/delays", test_delays);
    add_case("/fake/cancel-during-a-delay", test_cancel_during_a_delay);
    add_case("/fake/real-host", test_real_host);
}

int main(int argc, char **argv)
{
    return run_suite(argc, argv, add_cases);
}
