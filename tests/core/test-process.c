/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Running programs: output, statuses, time limits, cancelling, and what is not inherited. */
#include "base/process.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "suite.h"

#define DOMAIN BERTH_ERROR_DOMAIN_BASE

static bool run(const char *script, int timeout_ms, berth_cancel *cancel, berth_process_result *result,
                berth_error **error)
{
    const char *const arguments[] = {"/bin/sh", "-c", script, NULL};
    return berth_process_run(arguments, timeout_ms, cancel, result, DOMAIN, error);
}

static void test_output_and_status(void)
{
    berth_error *error = NULL;
    berth_process_result result;
    assert_ok(run("echo out; echo err >&2; exit 7", 5000, NULL, &result, &error));
    g_assert_true(result.exited);
    g_assert_cmpint(result.status, ==, 7);
    g_assert_cmpstr(result.output, ==, "out\nerr\n");
    berth_process_result_clear(&result);
    assert_ok(run("kill -9 $$", 5000, NULL, &result, &error));
    g_assert_false(result.exited);
    g_assert_cmpint(result.status, ==, SIGKILL);
    berth_process_result_clear(&result);
}

static void test_nothing_is_inherited(void)
{
    berth_error *error = NULL;
    berth_process_result result;
    int leaked = open("/dev/null", O_RDONLY); /* without O_CLOEXEC, as other libraries do */
    g_setenv("BERTH_SECRET", "1", TRUE);
    assert_ok(
        run("ls /proc/self/fd | wc -l; env | grep -c BERTH_; readlink /proc/self/fd/0", 5000, NULL, &result, &error));
    g_unsetenv("BERTH_SECRET");
    close(leaked);
    /* 0, 1, 2 and the folder that ls reads. */
    g_assert_cmpstr(result.output, ==, "4\n0\n/dev/null\n");
    berth_process_result_clear(&result);
}

static void test_time_limit_ends_the_whole_group(void)
{
    berth_error *error = NULL;
    berth_process_result result;
    int64_t start = berth_clock_ms();
    g_assert_false(run("trap '' TERM; sleep 60 & sleep 60", 200, NULL, &result, &error));
    assert_error(error, BERTH_ERROR_TIMEOUT, "200 ms");
    g_assert_cmpint(berth_clock_ms() - start, <, 10000);
}

/* A daemon that keeps our pipe open must not make us wait for it. */
static void test_daemon_left_behind(void)
{
    berth_error *error = NULL;
    berth_process_result result;
    int64_t start = berth_clock_ms();
    assert_ok(run("echo before; sleep 5 & exit 0", 20000, NULL, &result, &error));
    g_assert_cmpstr(result.output, ==, "before\n");
    g_assert_cmpint(berth_clock_ms() - start, <, 4000);
    berth_process_result_clear(&result);
}

static gpointer trigger_soon(gpointer cancel)
{
    g_usleep(100000);
    berth_cancel_trigger(cancel);
    return NULL;
}

static void test_cancel(void)
{
    berth_error *error = NULL;
    berth_process_result result;
    berth_cancel *cancel = berth_cancel_new(&error);
    GThread *thread = g_thread_new("cancel", trigger_soon, cancel);
    g_assert_false(run("sleep 60", 60000, cancel, &result, &error));
    assert_error(error, BERTH_ERROR_CANCELLED, "cancelled");
    g_thread_join(thread);
    berth_cancel_unref(cancel);
}

static void test_cannot_start(void)
{
    berth_error *error = NULL;
    berth_process_result result;
    const char *const arguments[] = {"/no/such/program", NULL};
    g_assert_false(berth_process_run(arguments, 1000, NULL, &result, DOMAIN, &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "/no/such/program");
    g_assert_null(berth_process_find("no-such-program"));
}

static void test_much_output(void)
{
    berth_error *error = NULL;
    berth_process_result result;
    assert_ok(run("head -c 1000000 /dev/zero | tr '\\0' x", 10000, NULL, &result, &error));
    g_assert_cmpuint(strlen(result.output), >=, 65536);
    g_assert_cmpuint(strlen(result.output), <, 80000);
    berth_process_result_clear(&result);
}

static void add_cases(void)
{
    add_case("/process/output-and-status", test_output_and_status);
    add_case("/process/nothing-is-inherited", test_nothing_is_inherited);
    add_case("/process/time-limit-ends-the-whole-group", test_time_limit_ends_the_whole_group);
    add_case("/process/daemon-left-behind", test_daemon_left_behind);
    add_case("/process/cancel", test_cancel);
    add_case("/process/cannot-start", test_cannot_start);
    add_case("/process/much-output", test_much_output);
}

int main(int argc, char **argv)
{
    return run_suite(argc, argv, add_cases);
}
