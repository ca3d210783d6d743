/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Making errors: the one way a function of the core says that it failed. */
#ifndef BERTH_BASE_ERROR_H
#define BERTH_BASE_ERROR_H

#include <stdarg.h>

#include "base/memory.h"
#include "berth/berth-base.h"

#define BERTH_AUTO_ERROR BERTH_AUTO(berth_cleanup_error)

/** Sets @error (when the caller wants one) and returns false, so that a failing function can return the call. */
bool berth_fail(berth_error **error, berth_error_domain domain, berth_error_code code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** The same with a place; @line 0 means the whole file. The message gets "FILE:LINE: " in front. */
bool berth_fail_at(berth_error **error, berth_error_domain domain, berth_error_code code, const char *file,
                   unsigned line, const char *format, ...) __attribute__((format(printf, 6, 7)));

/** The same for functions that take such arguments themselves. */
bool berth_vfail_at(berth_error **error, berth_error_domain domain, berth_error_code code, const char *file,
                    unsigned line, const char *format, va_list arguments) __attribute__((format(printf, 6, 0)));

/** The same for a failed system call: the code follows from @errnum, whose text ends the message. */
bool berth_fail_errno(berth_error **error, berth_error_domain domain, int errnum, const char *file, const char *format,
                      ...) __attribute__((format(printf, 5, 6)));

bool berth_fail_memory(berth_error **error, berth_error_domain domain);

/** Passes @problem (taken over) on as @error, its place kept, with @more behind its message. Returns false. */
bool berth_fail_with(berth_error **error, berth_error *problem, const char *more);

/** Makes one line of text of what may quote anything, and be endless: as every message is. In place. */
void berth_tidy_message(char *message);

/** The message without the place in front of it. */
const char *berth_error_get_reason(const berth_error *error);

void berth_cleanup_error(berth_error **error);

#endif
