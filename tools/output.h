/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the command prints, and the status it ends with. */
#ifndef BERTH_TOOLS_OUTPUT_H
#define BERTH_TOOLS_OUTPUT_H

#include <jansson.h>
#include <signal.h>

#include "berth/berth.h"

typedef enum exit_status {
    EXIT_DONE = 0,
    EXIT_FAILED = 1,
    EXIT_USAGE = 2,
    EXIT_NOT_FOUND = 3,
    EXIT_DENIED = 5,
    EXIT_UNSUPPORTED = 6,
    EXIT_NOT_APPLIED = 7,
} exit_status;

/** The signal that interrupted the command, or 0: set by the handler, it also ends the wait for whoever reads. */
extern volatile sig_atomic_t caught;

/** Makes standard output and standard error wait where they are full, before anything is printed. */
void open_output(void);

/** Prints the error, as JSON where that was asked for, frees it, and returns the status to exit with. */
int report(berth_error *error, bool json);

/** The same for a wrong command line; the text ends with a hint at --help. */
int report_usage(bool json, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** The same for what the command itself could not do: @code is an error code's name. Returns @status. */
int report_failure(bool json, const char *code, int status, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** Prints @document (taken over) with "berth": 1 in front. */
int print_json(json_t *document);

/** Makes sure that all output arrived. */
int finish(int status);

#endif
