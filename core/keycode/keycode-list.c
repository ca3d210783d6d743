/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lists of codes: a whole set, and all that one code may be in another. */
#include <stdatomic.h>

#include "base/error.h"
#include "base/memory.h"
#include "keycode/keycode.h"
#include "keycode/keymap.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE

typedef struct entry {
    uint32_t code;
    unsigned key;
} entry;

struct berth_keycode_list {
    atomic_int references;
    const keymap_set *set;
    entry *entries;
    size_t count, capacity;
};

static berth_keycode_list *list_new(berth_codeset set, berth_error **error)
{
    berth_keycode_list *list = calloc(1, sizeof *list);
    if (!list) {
        berth_fail_memory(error, DOMAIN);
        return NULL;
    }
    atomic_init(&list->references, 1);
    list->set = &keymap_sets[set];
    return list;
}

static bool add(berth_keycode_list *list, uint32_t code, unsigned key)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->entries[i].code == code)
            return true;
    if (!BERTH_GROW(list->entries, list->count, list->capacity))
        return false;
    list->entries[list->count++] = (entry){code, key};
    return true;
}

static bool add_codes_of(berth_keycode_list *list, unsigned key)
{
    const keymap_set *set = list->set;
    bool done = set->codes[key] == KEYMAP_NO_CODE || add(list, set->codes[key], key);
    for (size_t i = 0; done && i < set->more_code_count; i++)
        done = set->more_codes[i].key != key || add(list, set->more_codes[i].code, key);
    return done;
}

static int compare(const void *a, const void *b)
{
    uint32_t one = ((const entry *)a)->code, other = ((const entry *)b)->code;
    return (one > other) - (one < other);
}

berth_keycode_list *berth_codeset_list_codes(berth_codeset set, berth_error **error)
{
    berth_keycode_list *list = berth_codeset_check(set, error) ? list_new(set, error) : NULL;
    if (!list)
        return NULL;
    list->entries = calloc(keymap_key_count, sizeof *list->entries);
    bool done = list->entries != NULL;
    list->capacity = keymap_key_count;
    for (unsigned key = 1; done && key <= keymap_key_count; key++) {
        uint32_t code = list->set->codes[key];
        /* A code that reads back as another key's is listed with that one. */
        if (code != KEYMAP_NO_CODE && keymap_key(list->set, code) == key)
            list->entries[list->count++] = (entry){code, key};
    }
    if (done) {
        qsort(list->entries, list->count, sizeof *list->entries, compare);
        return list;
    }
    berth_fail_memory(error, DOMAIN);
    berth_keycode_list_unref(list);
    return NULL;
}

berth_keycode_list *berth_keycode_list_alternatives(berth_codeset source, berth_codeset target, unsigned code,
                                                    berth_error **error)
{
    if (!berth_codeset_check(source, error) || !berth_codeset_check(target, error))
        return NULL;
    const keymap_set *from = &keymap_sets[source];
    unsigned key = berth_key_of(source, code, error);
    berth_keycode_list *list = key ? list_new(target, error) : NULL;
    if (!list)
        return NULL;
    bool done = (source != target || add(list, code, key)) && add_codes_of(list, key);
    for (size_t i = 0; done && i < from->more_key_count; i++)
        done = from->more_keys[i].code != code || add_codes_of(list, from->more_keys[i].key);
    if (done && list->count)
        return list;
    if (!done)
        berth_fail_memory(error, DOMAIN);
    else
        berth_keycode_translate(source, target, code, &key, error);
    berth_keycode_list_unref(list);
    return NULL;
}

berth_keycode_list *berth_keycode_list_ref(berth_keycode_list *list)
{
    atomic_fetch_add(&list->references, 1);
    return list;
}

void berth_keycode_list_unref(berth_keycode_list *list)
{
    if (!list || atomic_fetch_sub(&list->references, 1) != 1)
        return;
    free(list->entries);
    free(list);
}

size_t berth_keycode_list_get_count(const berth_keycode_list *list)
{
    return list->count;
}

unsigned berth_keycode_list_get_code(const berth_keycode_list *list, size_t number)
{
    return number < list->count ? list->entries[number].code : 0;
}

const char *berth_keycode_list_get_name(const berth_keycode_list *list, size_t number)
{
    return number < list->count ? keymap_name(list->set, list->entries[number].key, list->entries[number].code) : NULL;
}

char **berth_keycode_list_get_aliases(const berth_keycode_list *list, size_t number, berth_error **error)
{
    berth_strings names = {0};
    const keymap_set *set = list->set;
    bool done = true;
    for (size_t i = 0; done && number < list->count && i < set->alias_count; i++)
        if (set->aliases[i].key == list->entries[number].key && set->aliases[i].code == list->entries[number].code)
            done = berth_strings_add(&names, keymap_names + set->aliases[i].name);
    if (done && !names.items)
        names.items = calloc(1, sizeof *names.items);
    if (done && names.items)
        return names.items;
    berth_strings_clear(&names);
    berth_fail_memory(error, DOMAIN);
    return NULL;
}
