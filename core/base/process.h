/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Running one of the host's own programs to its end, with a time limit. */
#ifndef BERTH_BASE_PROCESS_H
#define BERTH_BASE_PROCESS_H

#include "base/memory.h"
#include "berth/berth-base.h"

typedef struct berth_process_result {
    bool exited;  /* false: ended by a signal */
    int status;   /* the exit status, or the signal */
    char *output; /* what it wrote to stdout and stderr, cut at 64 KiB */
} berth_process_result;

void berth_process_result_clear(berth_process_result *result);

/** Returns: (owned) (nullable): the path of a program in the system's own folders (the caller's PATH is not trusted).
 */
char *berth_process_find(const char *program);

/**
 * Runs @argv to its end: stdin empty, a plain environment, no descriptor inherited, a process group of its own.
 * Fails TIMEOUT or CANCELLED after ending the whole group; IO when it cannot be started.
 * @timeout_ms: 0 or more.
 */
bool berth_process_run(const char *const argv[], int timeout_ms, const berth_cancel *cancel,
                       berth_process_result *result, berth_error_domain domain, berth_error **error);

/** Milliseconds of a clock that only goes forward. */
int64_t berth_clock_ms(void);

/** Sleeps, at most until @cancel is triggered. */
void berth_sleep_ms(int duration_ms, const berth_cancel *cancel);

#endif
