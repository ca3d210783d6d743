/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Errors: a code, an area, a message to act on, and a place where there is one. */
#include "base/error.h"

#define MAX_MESSAGE 2000

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/utf8.h"

struct berth_error {
    berth_error_code code;
    berth_error_domain domain;
    char *message; /* NULL when there was no memory for one */
    char *file;
    unsigned line;
};

/* Reporting that memory ran out must not need memory. */
static berth_error no_memory = {BERTH_ERROR_NO_MEMORY, BERTH_ERROR_DOMAIN_BASE, NULL, NULL, 0};

/* Returns: how many bytes the character at @text has, of UTF-8, if it is one that steers a terminal (C0, DEL, C1), ends
 * a line or turns the direction of writing (U+2028 to U+202E, U+2066 to U+2069); else 0. */
static size_t control_at(const char *text)
{
    unsigned char first = (unsigned char)text[0], second = first ? (unsigned char)text[1] : 0;
    unsigned char third = second ? (unsigned char)text[2] : 0;
    if (first < ' ' || first == 0x7f)
        return 1;
    if (first == 0xc2 && second < 0xa0)
        return 2;
    bool turns =
        (second == 0x80 && third >= 0xa8 && third <= 0xae) || (second == 0x81 && third >= 0xa6 && third <= 0xa9);
    return first == 0xe2 && turns ? 3 : 0;
}

void berth_tidy_message(char *message)
{
    berth_show_as_utf8(message);
    if (strnlen(message, MAX_MESSAGE + 1) > MAX_MESSAGE)
        berth_cut_text(message, MAX_MESSAGE + 1);
    for (char *at = message; *at; at++)
        memset(at, ' ', control_at(at));
}

bool berth_vfail_at(berth_error **error, berth_error_domain domain, berth_error_code code, const char *file,
                    unsigned line, const char *format, va_list arguments)
{
    if (!error)
        return false;
    berth_error *made = calloc(1, sizeof *made);
    char *text = NULL;
    *error = &no_memory;
    if (!made || vasprintf(&text, format, arguments) < 0) {
        free(made);
        return false;
    }
    char *message = text;
    int length = 0;
    if (file && line)
        length = asprintf(&message, "%s:%u: %s", file, line, text);
    else if (file)
        length = asprintf(&message, "%s: %s", file, text);
    if (message != text)
        free(text);
    if (length < 0) {
        free(made);
        return false;
    }
    berth_tidy_message(message);
    *made = (berth_error){code, domain, message, file ? strdup(file) : NULL, line};
    *error = made;
    return false;
}

bool berth_fail(berth_error **error, berth_error_domain domain, berth_error_code code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    berth_vfail_at(error, domain, code, NULL, 0, format, arguments);
    va_end(arguments);
    return false;
}

bool berth_fail_at(berth_error **error, berth_error_domain domain, berth_error_code code, const char *file,
                   unsigned line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    berth_vfail_at(error, domain, code, file, line, format, arguments);
    va_end(arguments);
    return false;
}

static berth_error_code code_for(int errnum)
{
    switch (errnum) {
    case ENOENT:
    case ENOTDIR:
    case ENODEV:
        return BERTH_ERROR_NOT_FOUND;
    case EACCES:
    case EPERM:
        return BERTH_ERROR_DENIED;
    case ENOMEM:
        return BERTH_ERROR_NO_MEMORY;
    default:
        return BERTH_ERROR_IO;
    }
}

/* What a person can do about it, where the reason alone does not say. */
static const char *advice_for(int errnum)
{
    switch (errnum) {
    case EACCES:
    case EPERM:
        return geteuid() == 0
                   ? "; root itself is refused here, as by a container, a security module or an attribute that "
                     "'lsattr' shows; do it outside of that"
                   : "; run this as root, or as a user who may do so";
    case EROFS:
        return "; remount it read-write, or name another --root";
    case ENOSPC:
    case EDQUOT:
        return "; free some space and try again";
    case EFBIG:
        return "; raise the limit on the size of files ('ulimit -f') and try again";
    case EMFILE:
    case ENFILE:
        return "; raise the limit on open files";
    default:
        return "";
    }
}

bool berth_fail_errno(berth_error **error, berth_error_domain domain, int errnum, const char *file, const char *format,
                      ...)
{
    va_list arguments;
    char *what = NULL;
    char reason[128];
    va_start(arguments, format);
    int length = vasprintf(&what, format, arguments);
    va_end(arguments);
    if (length < 0)
        return berth_fail_memory(error, domain);
    const char *text = strerror_r(errnum, reason, sizeof reason);
    berth_fail_at(error, domain, code_for(errnum), file, 0, "%s: %s%s", what, text, advice_for(errnum));
    free(what);
    return false;
}

bool berth_fail_memory(berth_error **error, berth_error_domain domain)
{
    (void)domain;
    if (error)
        *error = &no_memory;
    return false;
}

bool berth_fail_with(berth_error **error, berth_error *problem, const char *more)
{
    char *message = NULL;
    if (problem != &no_memory && asprintf(&message, "%s%s", problem->message, more) >= 0) {
        free(problem->message);
        problem->message = message;
    }
    if (error)
        *error = problem;
    else
        berth_error_free(problem);
    return false;
}

void berth_cleanup_error(berth_error **error)
{
    berth_error_free(*error);
}

void berth_error_free(berth_error *error)
{
    if (!error || error == &no_memory)
        return;
    free(error->message);
    free(error->file);
    free(error);
}

berth_error_code berth_error_get_code(const berth_error *error)
{
    return error->code;
}

berth_error_domain berth_error_get_domain(const berth_error *error)
{
    return error->domain;
}

const char *berth_error_get_message(const berth_error *error)
{
    return error->message ? error->message : "memory ran out";
}

const char *berth_error_get_reason(const berth_error *error)
{
    const char *message = berth_error_get_message(error), *end = NULL;
    size_t length = error->file ? strlen(error->file) : 0;
    if (error->file && strncmp(message, error->file, length) == 0)
        end = strstr(message + length, ": ");
    return end ? end + strlen(": ") : message;
}

const char *berth_error_get_file(const berth_error *error)
{
    return error->file;
}

unsigned berth_error_get_line(const berth_error *error)
{
    return error->line;
}

const char *berth_error_code_get_name(berth_error_code code)
{
    static const char *const names[] = {
        [BERTH_ERROR_INVALID] = "INVALID",         [BERTH_ERROR_PARSE] = "PARSE",
        [BERTH_ERROR_SCHEMA] = "SCHEMA",           [BERTH_ERROR_NOT_SET] = "NOT_SET",
        [BERTH_ERROR_NOT_FOUND] = "NOT_FOUND",     [BERTH_ERROR_EXISTS] = "EXISTS",
        [BERTH_ERROR_CONFLICT] = "CONFLICT",       [BERTH_ERROR_BUSY] = "BUSY",
        [BERTH_ERROR_UNSUPPORTED] = "UNSUPPORTED", [BERTH_ERROR_LOSSY] = "LOSSY",
        [BERTH_ERROR_DENIED] = "DENIED",           [BERTH_ERROR_IO] = "IO",
        [BERTH_ERROR_NOT_APPLIED] = "NOT_APPLIED", [BERTH_ERROR_TIMEOUT] = "TIMEOUT",
        [BERTH_ERROR_CANCELLED] = "CANCELLED",     [BERTH_ERROR_EXHAUSTED] = "EXHAUSTED",
        [BERTH_ERROR_UNDELIVERED] = "UNDELIVERED", [BERTH_ERROR_CORRUPT] = "CORRUPT",
        [BERTH_ERROR_NO_MEMORY] = "NO_MEMORY",     [BERTH_ERROR_UNMAPPED] = "UNMAPPED",
    };
    unsigned index = (unsigned)code;
    return index < BERTH_COUNT(names) && names[index] ? names[index] : "UNKNOWN";
}
