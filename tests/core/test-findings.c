/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a configuration keeps of lines of which something else comes than they seem to say, or nothing. */
#include "interface/driver.h"
#include "suite.h"

#include <glib/gstdio.h>

/* Reads eth0 of a host that has @interfaces for its file. */
static berth_interface_config *read_eth0(const char *interfaces)
{
    berth_error *error = NULL;
    char *folder = g_dir_make_tmp("berth-findings-XXXXXX", NULL);
    char *network = g_build_filename(folder, "etc/network", NULL);
    char *file = g_build_filename(network, "interfaces", NULL);
    g_assert_cmpint(g_mkdir_with_parents(network, 0700), ==, 0);
    g_assert_true(g_file_set_contents(file, interfaces, -1, NULL));
    berth_root root;
    assert_ok(berth_root_open(&root, folder, BERTH_ERROR_DOMAIN_INTERFACE, &error));
    berth_driver_host host = {.root = &root};
    berth_interface_config *config = berth_driver_debian.read(&host, "eth0", &error);
    assert_ok(config);
    berth_root_close(&root);
    g_unlink(file);
    g_rmdir(network);
    char *etc = g_build_filename(folder, "etc", NULL);
    g_rmdir(etc);
    g_rmdir(folder);
    g_free(etc);
    g_free(file);
    g_free(network);
    g_free(folder);
    return config;
}

static void test_addresses_without_prefix(void)
{
    static const struct {
        int64_t line;
        const char *setting, *text;
    } expected[] = {
        {2, "ipv4.addresses", "'10.0.0.1' has no prefix; ifup makes it 10.0.0.1/8; write the prefix you mean"        },
        {4, "ipv6.addresses", "'2001:db8::1' has no prefix; ifup makes it 2001:db8::1/128; write the prefix you mean"},
        {9, "ipv4.addresses", "'10.0.0.1' has no prefix; ifup makes it 10.0.0.1/8; write the prefix you mean"        },
    };
    berth_interface_config *config = read_eth0("iface eth0 inet static\n"
                                               "    address 10.0.0.1\n"
                                               "iface eth0 inet6 static\n"
                                               "    address 2001:DB8::1\n"
                                               "iface eth0 inet static\n"
                                               "    netmask 24\n    address 10.0.1.1\n"
                                               "iface eth0 inet static\n"
                                               "    address 10.0.0.1\n");
    const berth_report *report = config->findings;
    g_assert_cmpuint(berth_report_get_count(report), ==, G_N_ELEMENTS(expected));
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_assert_cmpint(berth_report_get_line(report, i), ==, expected[i].line);
        g_assert_cmpstr(berth_report_get_setting(report, i), ==, expected[i].setting);
        g_assert_cmpstr(berth_report_get_text(report, i), ==, expected[i].text);
    }
    berth_interface_config_unref(config);
}

/* They stay while settings change by path, and with copies. */
static void test_link_in_a_document(void)
{
    berth_error *error = NULL;
    berth_interface_config *config = berth_interface_config_from_xml(
        "<interface type='ethernet' name='eth0'>\n<link state='up'/>\n</interface>", "live.xml", &error);
    assert_ok(config);
    assert_ok(berth_interface_config_set_setting(config, "mtu", "1400", &error));
    berth_interface_config *copy = berth_interface_config_copy(config);
    g_assert_cmpuint(berth_report_get_count(copy->findings), ==, 1);
    g_assert_cmpstr(berth_report_get_file(copy->findings, 0), ==, "live.xml");
    g_assert_cmpint(berth_report_get_line(copy->findings, 0), ==, 2);
    berth_interface_config_unref(copy);
    berth_interface_config_unref(config);
}

static void add_cases(void)
{
    add_case("/findings/addresses-without-prefix", test_addresses_without_prefix);
    add_case("/findings/link-in-a-document", test_link_in_a_document);
}

int main(int argc, char **argv)
{
    return run_suite(argc, argv, add_cases);
}
