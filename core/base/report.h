/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_BASE_REPORT_H
#define BERTH_BASE_REPORT_H

#include <stdarg.h>

#include "berth/berth-report.h"

/** NULL when memory ran out. */
berth_report *berth_report_new(void);

/** @setting and @file may be NULL, @line 0. False when memory ran out. */
bool berth_report_add(berth_report *report, berth_error_code code, const char *setting, const char *file, int64_t line,
                      const char *format, va_list arguments);

/** Forgets all findings. */
void berth_report_clear(berth_report *report);

#endif
