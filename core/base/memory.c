/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Ownership helpers, and the two public functions that end what callers own. */
#include "base/memory.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "berth/berth-base.h"

void berth_free(void *memory)
{
    free(memory);
}

void berth_strv_free(char **strings)
{
    if (!strings)
        return;
    for (char **string = strings; *string; string++)
        free(*string);
    free(strings);
}

void berth_cleanup_free(void *pointer_to_pointer)
{
    free(*(void **)pointer_to_pointer);
}

void berth_cleanup_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

/* Asks for the pages of a large block at once, instead of one fault for each. */
static void populate(char *memory, size_t from, size_t size)
{
    const size_t page = 4096, worthwhile = 16 * page;
    if (size - from < worthwhile)
        return;
    char *first = memory + from;
    first += (page - (uintptr_t)first % page) % page;
    /* Since Linux 5.14; where it is not known, the pages come one by one as ever. */
    madvise(first, (size_t)(memory + size - first), MADV_POPULATE_WRITE);
}

void *berth_grow(void *items, size_t count, size_t *capacity, size_t element_size)
{
    if (count < *capacity)
        return items;
    size_t wanted = *capacity ? *capacity * 2 : 8;
    void *grown = reallocarray(items, wanted, element_size);
    if (grown) {
        populate(grown, *capacity * element_size, wanted * element_size);
        *capacity = wanted;
    }
    return grown;
}

void *berth_allocate_filled(size_t size)
{
    char *memory = malloc(size);
    if (memory)
        populate(memory, 0, size);
    return memory;
}

bool berth_strings_take(berth_strings *strings, char *text)
{
    /* One element beyond the count is always there: the terminating NULL. */
    if (!text || !BERTH_GROW(strings->items, strings->count + 1, strings->capacity)) {
        free(text);
        return false;
    }
    strings->items[strings->count++] = text;
    strings->items[strings->count] = NULL;
    return true;
}

bool berth_strings_add(berth_strings *strings, const char *text)
{
    return berth_strings_take(strings, strdup(text));
}

bool berth_strings_has(const berth_strings *strings, const char *text)
{
    for (size_t i = 0; i < strings->count; i++)
        if (strcmp(strings->items[i], text) == 0)
            return true;
    return false;
}

void berth_strings_clear(berth_strings *strings)
{
    berth_strv_free(strings->items);
    memset(strings, 0, sizeof *strings);
}

#define FIRST_BLOCK_BYTES 4096
#define BLOCK_BYTES 131072

struct berth_pool_block {
    struct berth_pool_block *next;
    size_t used, size;
    char bytes[];
};

char *berth_pool_copy(berth_pool *pool, const char *text, size_t length)
{
    struct berth_pool_block *block = pool->blocks;
    if (!block || block->size - block->used <= length) {
        size_t usual = block ? BLOCK_BYTES : FIRST_BLOCK_BYTES, size = length < usual ? usual : length + 1;
        block = berth_allocate_filled(sizeof *block + size);
        if (!block)
            return NULL;
        *block = (struct berth_pool_block){.next = pool->blocks, .size = size};
        pool->blocks = block;
    }
    char *copy = block->bytes + block->used;
    memcpy(copy, text, length);
    copy[length] = '\0';
    block->used += length + 1;
    return copy;
}

void berth_pool_clear(berth_pool *pool)
{
    while (pool->blocks) {
        struct berth_pool_block *block = pool->blocks;
        pool->blocks = block->next;
        free(block);
    }
}

bool berth_streq(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool berth_memory_is_left(size_t size)
{
    void *area = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return area != MAP_FAILED && munmap(area, size) == 0;
}
