/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What every C suite needs: GLib's test framework, one case by BERTH_TEST_CASE, errors in messages. */
#ifndef BERTH_TESTS_SUITE_H
#define BERTH_TESTS_SUITE_H

#include <glib.h>

#include "berth/berth.h"

/** Whether BERTH_TEST_CASE lets a case run: it is not set, or a part of @path. */
static inline bool is_wanted(const char *path)
{
    const char *wanted = g_getenv("BERTH_TEST_CASE");
    return !wanted || strstr(path, wanted);
}

static inline void add_case(const char *path, GTestFunc run)
{
    if (is_wanted(path))
        g_test_add_func(path, run);
}

static inline int run_suite(int argc, char **argv, void (*add_cases)(void))
{
    g_test_init(&argc, &argv, NULL);
    add_cases();
    return g_test_run();
}

#define assert_ok(call) \
    G_STMT_START \
    { \
        if (!(call)) \
            g_error("%s:%d: %s failed: %s", __FILE__, __LINE__, #call, \
                    error ? berth_error_get_message(error) : "without an error"); \
    } \
    G_STMT_END

/** Checks and frees @error: its code, and a part of its message. */
static inline void assert_error_(berth_error **error, berth_error_code code, const char *part)
{
    g_assert_nonnull(*error);
    g_assert_cmpstr(berth_error_code_get_name(berth_error_get_code(*error)), ==, berth_error_code_get_name(code));
    if (!strstr(berth_error_get_message(*error), part))
        g_error("the message '%s' lacks '%s'", berth_error_get_message(*error), part);
    berth_error_free(*error);
    *error = NULL;
}
#define assert_error(error, code, part) assert_error_(&(error), code, part)

#endif
