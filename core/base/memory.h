/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Ownership helpers: automatic cleanup of locals, and arrays that grow. Allocation failure is reported,
 * never fatal: each caller turns NULL into BERTH_ERROR_NO_MEMORY.
 */
#ifndef BERTH_BASE_MEMORY_H
#define BERTH_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/** Frees a local when it leaves its scope: `BERTH_AUTO(berth_free_pointer) char *text = ...`. */
#define BERTH_AUTO(function) __attribute__((cleanup(function)))
#define BERTH_AUTO_FREE BERTH_AUTO(berth_cleanup_free)
#define BERTH_AUTO_CLOSE BERTH_AUTO(berth_cleanup_close)

/** Gives a pointer away: the local no longer frees it. */
#define BERTH_STEAL(pointer) \
    __extension__({ \
        __typeof__(pointer) stolen_ = (pointer); \
        (pointer) = NULL; \
        stolen_; \
    })

#define BERTH_COUNT(array) (sizeof(array) / sizeof((array)[0]))

void berth_cleanup_free(void *pointer_to_pointer);
void berth_cleanup_close(int *fd);

/** Makes room in @items for one more element after @count; false when memory ran out. */
#define BERTH_GROW(items, count, capacity) \
    __extension__({ \
        __typeof__(items) grown_ = berth_grow(items, count, &(capacity), sizeof *(items)); \
        if (grown_) \
            (items) = grown_; \
        grown_ != NULL; \
    })

/** What BERTH_GROW() calls: doubles the capacity, so that appending stays linear. */
void *berth_grow(void *items, size_t count, size_t *capacity, size_t element_size);

/** malloc(3) for a block that will all be written: the kernel gives its pages at once, not at one fault each. */
void *berth_allocate_filled(size_t size);

/** Whether the process may have so much more memory, as of now: other threads may take it meanwhile. Costs none. */
bool berth_memory_is_left(size_t size);

/** A NULL-terminated array of strings that owns them; ended by berth_strv_free(strings.items). */
typedef struct berth_strings {
    char **items;
    size_t count, capacity;
} berth_strings;

/** Appends @text and owns it, also when it fails. */
bool berth_strings_take(berth_strings *strings, char *text);
bool berth_strings_add(berth_strings *strings, const char *text);
bool berth_strings_has(const berth_strings *strings, const char *text);
void berth_strings_clear(berth_strings *strings);

/** Many small strings that live and end together: one allocation serves hundreds of them. */
typedef struct berth_pool {
    struct berth_pool_block *blocks;
} berth_pool;

/** Returns: (borrowed) (nullable): a copy of @length bytes with a NUL after them, which lives as long as the pool. */
char *berth_pool_copy(berth_pool *pool, const char *text, size_t length);
void berth_pool_clear(berth_pool *pool);

/** Compares two strings of which either may be NULL. */
bool berth_streq(const char *a, const char *b);

#endif
