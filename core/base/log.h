/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The log hook a host carries. */
#ifndef BERTH_BASE_LOG_H
#define BERTH_BASE_LOG_H

#include "berth/berth-base.h"

typedef struct berth_log berth_log;

/** NULL when memory ran out; @user_data is then freed. */
berth_log *berth_log_new(berth_log_func func, void *user_data, berth_free_func free_func);

/** @log: (nullable). */
berth_log *berth_log_ref(berth_log *log);
void berth_log_unref(berth_log *log);

/** @log: (nullable): nobody reads it. */
void berth_log_message(const berth_log *log, berth_log_level level, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
