/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

struct berth_log {
    atomic_int references;
    berth_log_func func;
    void *user_data;
    berth_free_func free_func;
};

berth_log *berth_log_new(berth_log_func func, void *user_data, berth_free_func free_func)
{
    berth_log *log = malloc(sizeof *log);
    if (log) {
        *log = (berth_log){.func = func, .user_data = user_data, .free_func = free_func};
        atomic_init(&log->references, 1);
    } else if (free_func) {
        free_func(user_data);
    }
    return log;
}

berth_log *berth_log_ref(berth_log *log)
{
    if (log)
        atomic_fetch_add(&log->references, 1);
    return log;
}

void berth_log_unref(berth_log *log)
{
    if (!log || atomic_fetch_sub(&log->references, 1) != 1)
        return;
    if (log->free_func)
        log->free_func(log->user_data);
    free(log);
}

void berth_log_message(const berth_log *log, berth_log_level level, const char *format, ...)
{
    va_list arguments;
    char *message = NULL;
    if (!log)
        return;
    va_start(arguments, format);
    int length = vasprintf(&message, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    log->func(level, message, log->user_data);
    free(message);
}
