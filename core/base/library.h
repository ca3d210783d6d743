/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Libraries that are opened when they are first needed: a program that does not need one does not pay for it. */
#ifndef BERTH_BASE_LIBRARY_H
#define BERTH_BASE_LIBRARY_H

#include <pthread.h>
#include <stddef.h>

#include "base/memory.h"
#include "berth/berth-base.h"

/** A function, by its name, and the pointer to a function that is to be set. */
typedef struct berth_library_function {
    const char *name;
    void *pointer;
} berth_library_function;

typedef struct berth_library {
    const char *file;
    const char *needed_by; /* "XML needs", for messages */
    const char *advice;    /* what to do where it is missing */
    const berth_library_function *functions;
    size_t count;
    void (*opened)(bool by_us); /* nullable: called once; @by_us: nobody else in the program had opened it */
    pthread_mutex_t lock;
    bool complete;
} berth_library;

/**
 * Opens a library and finds its functions, unless that is done. It stays open: other threads may hold them, and closing
 * it gains nothing. Fails UNSUPPORTED (not there, or without one of the functions), NO_MEMORY (it does not fit into
 * what the process may have); the next call tries again.
 */
bool berth_library_need(berth_library *library, berth_error_domain domain, berth_error **error);

#endif
