/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_BASE_REPORT_H
#define BERTH_BASE_REPORT_H

#include <stdarg.h>

#include "berth/berth-report.h"

/** What a finding is about, besides its text. Texts may be NULL, @line 0; they are copied. */
typedef struct berth_finding {
    berth_error_code code;
    const char *name, *setting, *file;
    int64_t line;
    bool note;
} berth_finding;

/** NULL when memory ran out. */
berth_report *berth_report_new(void);

/** False when memory ran out. */
bool berth_report_add(berth_report *report, const berth_finding *about, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool berth_report_vadd(berth_report *report, const berth_finding *about, const char *format, va_list arguments);

/** Adds copies of the findings of @from (nullable). */
bool berth_report_add_all(berth_report *report, const berth_report *from);

/** Whether something was found at that place. */
bool berth_report_has_place(const berth_report *report, const char *file, int64_t line);

/** Counts things that were looked at. */
void berth_report_count_checked(berth_report *report, size_t count);

/** Forgets all findings. */
void berth_report_clear(berth_report *report);

#endif
