/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Libraries that are opened when they are first needed: a program that does not need one does not pay for it. */
#ifndef BERTH_BASE_LIBRARY_H
#define BERTH_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"

/** A function, by its name, and the pointer to a function that is to be set. */
typedef struct berth_library_function {
    const char *name;
    void *pointer;
} berth_library_function;

/**
 * Opens a library and finds its functions. It stays open: other threads may hold them, and closing it gains nothing.
 * Returns: whether all were found.
 */
bool berth_library_load(const char *library, const berth_library_function *functions, size_t count);

/** Whether somebody has opened it already. */
bool berth_library_is_loaded(const char *library);

#endif
