/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A string that grows. A failed allocation is remembered, so that callers check once, at the end. */
#ifndef BERTH_BASE_BUFFER_H
#define BERTH_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

typedef struct berth_buffer {
    char *data; /* NUL-terminated once anything was added */
    size_t length, capacity;
    bool failed;
} berth_buffer;

void berth_buffer_add(berth_buffer *buffer, const char *bytes, size_t length);
void berth_buffer_add_string(berth_buffer *buffer, const char *text);
void berth_buffer_printf(berth_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void berth_buffer_clear(berth_buffer *buffer);

/** Returns: (owned) (nullable): the text, "" when nothing was added; NULL when an allocation failed. */
char *berth_buffer_steal(berth_buffer *buffer);

#endif
