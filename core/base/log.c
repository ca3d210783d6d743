/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void berth_log_message(const berth_log *log, berth_log_level level, const char *format, ...)
{
    va_list arguments;
    char *message = NULL;
    if (!log->func)
        return;
    va_start(arguments, format);
    int length = vasprintf(&message, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    log->func(level, message, log->user_data);
    free(message);
}
