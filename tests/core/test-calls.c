/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What calls have in common: time limits, progress, being cancelled, the log, and what works at all. */
#include "suite.h"

static berth_host *open_fake(void)
{
    berth_error *error = NULL;
    berth_host *host = berth_host_open("fake:///", NULL, &error);
    assert_ok(host);
    return host;
}

static berth_interface *get(berth_host *host, const char *name)
{
    berth_error *error = NULL;
    berth_interface *iface = berth_host_get_interface(host, name, &error);
    assert_ok(iface);
    return iface;
}

/* --- Time limits --- */

static void test_time_limit(void)
{
    berth_host *host = open_fake();
    berth_interface *eth0 = get(host, "eth0");
    berth_error *error = NULL;
    assert_ok(berth_fake_set_delay(host, "interface_up", 5000, &error));
    gint64 start = g_get_monotonic_time();
    g_assert_false(berth_interface_up(eth0, 20, NULL, NULL, &error));
    assert_error(error, BERTH_ERROR_TIMEOUT, "20 ms");
    g_assert_false(berth_interface_up(eth0, 0, NULL, NULL, &error));
    assert_error(error, BERTH_ERROR_TIMEOUT, "0 ms");
    g_assert_cmpint(g_get_monotonic_time() - start, <, 2500000);
    g_assert_false(berth_interface_up(eth0, -2, NULL, NULL, &error));
    assert_error(error, BERTH_ERROR_INVALID, "-1");
    /* Within its limit a slow call is only slow. */
    assert_ok(berth_fake_set_delay(host, "interface_up", 20, &error));
    assert_ok(berth_interface_up(eth0, 2000, NULL, NULL, &error));
    berth_interface_unref(eth0);
    berth_host_unref(host);
}

/* --- Progress --- */

static void note_step(int64_t done, int64_t total, const char *item, void *user_data)
{
    g_string_append_printf(user_data, "%d/%d %s, ", (int)done, (int)total, item ? item : "-");
}

static void end_steps(void *user_data)
{
    g_string_append(user_data, "end");
}

static void test_progress(void)
{
    berth_host *host = open_fake();
    berth_interface *eth0 = get(host, "eth0");
    berth_error *error = NULL;
    GString *steps = g_string_new(NULL);
    berth_progress *progress = berth_progress_new(note_step, steps, end_steps, &error);
    assert_ok(progress);
    assert_ok(berth_interface_down(eth0, -1, progress, NULL, &error));
    g_assert_cmpstr(steps->str, ==, "0/1 eth0, 1/1 -, ");
    g_string_truncate(steps, 0);
    assert_ok(berth_interface_up(eth0, -1, progress, NULL, &error));
    g_assert_cmpstr(steps->str, ==, "0/2 eth0, 1/2 ipv4.dhcp, 2/2 -, ");
    g_string_truncate(steps, 0);
    /* Nothing is left to do, which is told too. */
    assert_ok(berth_interface_up(eth0, -1, progress, NULL, &error));
    g_assert_cmpstr(steps->str, ==, "0/0 -, ");
    g_string_truncate(steps, 0);
    berth_progress_unref(berth_progress_ref(progress));
    g_assert_cmpstr(steps->str, ==, "");
    berth_progress_unref(progress);
    g_assert_cmpstr(steps->str, ==, "end");
    g_assert_null(berth_progress_new(NULL, steps, end_steps, &error));
    assert_error(error, BERTH_ERROR_INVALID, "no progress");
    g_assert_cmpstr(steps->str, ==, "endend");
    g_string_free(steps, TRUE);
    berth_interface_unref(eth0);
    berth_host_unref(host);
}

/* --- Cancelling --- */

static void test_watch_cancelled(void)
{
    berth_host *host = open_fake();
    berth_error *error = NULL;
    berth_cancel *cancel = berth_cancel_new(&error);
    assert_ok(cancel);
    berth_cancel_trigger(cancel);
    g_assert_null(berth_host_watch(host, BERTH_EVENT_MASK_INTERFACES, cancel, &error));
    assert_error(error, BERTH_ERROR_CANCELLED, "");
    g_assert_null(berth_host_get_capabilities(host, cancel, &error));
    assert_error(error, BERTH_ERROR_CANCELLED, "");
    g_assert_null(berth_host_check_interfaces(host, cancel, &error));
    assert_error(error, BERTH_ERROR_CANCELLED, "");
    berth_cancel_unref(cancel);
    berth_host_unref(host);
}

/* A look that is told to fail takes nothing away: what changed comes with the next. */
static void test_look_fails(void)
{
    berth_host *host = open_fake();
    berth_error *error = NULL;
    berth_event *event = NULL;
    berth_watch *watch = berth_host_watch(host, BERTH_EVENT_MASK_INTERFACES, NULL, &error);
    assert_ok(watch);
    assert_ok(berth_fake_fail_next(host, "watch_next", BERTH_ERROR_IO, &error));
    /* Without a change there is no look. */
    assert_ok(berth_watch_next(watch, &event, &error));
    g_assert_null(event);
    assert_ok(berth_fake_remove_link(host, "eth0", &error));
    g_assert_false(berth_watch_next(watch, &event, &error));
    assert_error(error, BERTH_ERROR_IO, "watch_next");
    assert_ok(berth_watch_next(watch, &event, &error));
    g_assert_cmpint(berth_event_get_event_type(event), ==, BERTH_EVENT_TYPE_CHANGED);
    berth_event_unref(event);
    berth_watch_unref(watch);
    berth_host_unref(host);
}

/* --- The log --- */

static void note_line(berth_log_level level, const char *message, void *user_data)
{
    g_string_append_printf(user_data, "%d %s, ", (int)level, message);
}

static void test_log(void)
{
    GString *lines = g_string_new(NULL);
    berth_error *error = NULL;
    berth_host_options *options = berth_host_options_new();
    assert_ok(berth_host_options_set_log(options, note_line, lines, end_steps, &error));
    berth_host *host = berth_host_open("fake:///", options, &error);
    assert_ok(host);
    berth_host_options_free(options);
    berth_interface *eth0 = get(host, "eth0");
    berth_host_unref(host);
    assert_ok(berth_interface_up(eth0, -1, NULL, NULL, &error));
    g_assert_cmpstr(lines->str, ==, "2 'eth0' is as defined already, ");
    g_string_truncate(lines, 0);
    berth_interface_unref(eth0);
    g_assert_cmpstr(lines->str, ==, "end");
    /* What is given again, or for nothing, is freed at once. */
    options = berth_host_options_new();
    assert_ok(berth_host_options_set_log(options, note_line, lines, end_steps, &error));
    assert_ok(berth_host_options_set_log(options, NULL, lines, end_steps, &error));
    g_assert_cmpstr(lines->str, ==, "endendend");
    berth_host_options_free(options);
    g_string_free(lines, TRUE);
}

/* --- Capabilities --- */

static void test_capabilities(void)
{
    static const char *const names[] = {"interface.read", "interface.define", "interface.up", "interface.bridge",
                                        "interface.vlan", "interface.bond",   "key.text",     "key.libvirt",
                                        "key.uinput",     "key.vnc-password"};
    berth_host *host = open_fake();
    berth_error *error = NULL;
    berth_capabilities *found = berth_host_get_capabilities(host, NULL, &error);
    assert_ok(found);
    g_assert_cmpuint(berth_capabilities_get_count(found), ==, G_N_ELEMENTS(names));
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_assert_cmpstr(berth_capabilities_get_name(found, i), ==, names[i]);
        g_assert_null(berth_capabilities_get_reason(found, i));
        assert_ok(berth_capabilities_check(found, names[i], &error));
    }
    g_assert_null(berth_capabilities_get_name(found, G_N_ELEMENTS(names)));
    g_assert_null(berth_capabilities_get_reason(found, G_N_ELEMENTS(names)));
    g_assert_false(berth_capabilities_check(found, "interface.fly", &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "'interface.fly'");
    berth_capabilities_unref(berth_capabilities_ref(found));
    berth_capabilities_unref(found);
    berth_host_unref(host);
}

static void test_capabilities_of_nothing(void)
{
    berth_error *error = NULL;
    berth_host_options *options = berth_host_options_new();
    assert_ok(berth_host_options_set_root(options, TEST_DATA "/core", &error));
    berth_host *host = berth_host_open(NULL, options, &error);
    assert_ok(host);
    berth_capabilities *found = berth_host_get_capabilities(host, NULL, &error);
    assert_ok(found);
    g_assert_nonnull(strstr(berth_capabilities_get_reason(found, 0), "etc/network/interfaces"));
    g_assert_false(berth_capabilities_check(found, "interface.define", &error));
    assert_error(error, BERTH_ERROR_UNSUPPORTED, "etc/network/interfaces");
    char *json = berth_capabilities_to_json(found, &error);
    assert_ok(json);
    g_assert_nonnull(strstr(json, "\"code\": \"UNSUPPORTED\""));
    berth_free(json);
    berth_capabilities_unref(found);
    berth_host_unref(host);
    berth_host_options_free(options);
}

static void add_cases(void)
{
    add_case("/calls/time-limit", test_time_limit);
    add_case("/calls/progress", test_progress);
    add_case("/calls/watch-cancelled", test_watch_cancelled);
    add_case("/calls/look-fails", test_look_fails);
    add_case("/calls/log", test_log);
    add_case("/calls/capabilities", test_capabilities);
    add_case("/calls/capabilities-of-nothing", test_capabilities_of_nothing);
}

int main(int argc, char **argv)
{
    return run_suite(argc, argv, add_cases);
}
