/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The table of keys, as keymap.py writes it: for each set arrays from code to key and from key to code. */
#ifndef BERTH_KEYCODE_KEYMAP_H
#define BERTH_KEYCODE_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "berth/berth-keycode.h"

#define KEYMAP_SET_COUNT (BERTH_CODESET_ADB + 1)
#define KEYMAP_NO_CODE UINT32_MAX

/** One more code or name of a key. Sorted by key, or by code. */
typedef struct keymap_more {
    uint16_t key, name; /* name: in keymap_names; 0: none */
    uint32_t code;
} keymap_more;

typedef struct keymap_slot {
    uint16_t name, key; /* name 0: the slot is empty */
    uint32_t code;
} keymap_slot;

/** Keys have numbers from 1, which mean nothing outside; 0 is no key. */
typedef struct keymap_set {
    const char *name, *about;
    bool only_names;
    const uint32_t *codes; /* by key; KEYMAP_NO_CODE */
    const uint8_t *pages;  /* by code / 256: which 256 of @keys */
    const uint16_t *keys;  /* what a code means; 0: nothing */
    const keymap_more *more_codes, *more_keys;
    size_t more_code_count, more_key_count;
    const uint16_t *names; /* by key, in keymap_names; NULL: the set has no names */
    const keymap_more *aliases;
    size_t alias_count;
    unsigned hash_bits, bucket_mask;
    const uint16_t *displacements;
    const keymap_slot *slots;
} keymap_set;

extern const keymap_set keymap_sets[KEYMAP_SET_COUNT];
extern const size_t keymap_key_count;
extern const char *const keymap_names;

/** Returns: the key that @code means; 0 for none. */
static inline unsigned keymap_key(const keymap_set *set, uint32_t code)
{
    return code < 0x10000 ? set->keys[set->pages[code >> 8] * 256U + (code & 0xff)] : 0;
}

/** Returns: where @name stands, or NULL. */
const keymap_slot *keymap_find(const keymap_set *set, const char *name);

/** Returns: the name of @code, which means @key, or NULL. */
const char *keymap_name(const keymap_set *set, unsigned key, uint32_t code);

#endif
