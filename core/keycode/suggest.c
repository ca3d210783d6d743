/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "keycode/suggest.h"

#include <ctype.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE
#define MAX_LENGTH 40 /* of what is compared; the longest name is shorter */
#define MAX_PROPOSED 4
#define NOT_LIKE 1000

/* How many letters have to be changed, added, taken away or swapped with the next (optimal string alignment). */
static unsigned distance(const char *a, const char *b)
{
    unsigned rows[3][MAX_LENGTH + 1] = {{0}};
    size_t a_length = strnlen(a, MAX_LENGTH), b_length = strnlen(b, MAX_LENGTH);
    for (unsigned j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (unsigned i = 1; i <= a_length; i++) {
        unsigned *row = rows[i % 3], *above = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (unsigned j = 1; j <= b_length; j++) {
            bool same = tolower((unsigned char)a[i - 1]) == tolower((unsigned char)b[j - 1]);
            unsigned least = above[j - 1] + !same;
            least = above[j] + 1 < least ? above[j] + 1 : least;
            least = row[j - 1] + 1 < least ? row[j - 1] + 1 : least;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < least)
                least = before[j - 2] + 1;
            row[j] = least;
        }
    }
    return rows[a_length % 3][b_length];
}

/* The part that tells one key from another: what is after KEY_, VK_, ANSI_. */
static const char *essence(const char *name)
{
    static const char *const prefixes[] = {"KEY_", "BTN_", "VK_", "XK_", "kVK_", "ANSI_"};
    for (size_t i = 0; i < BERTH_COUNT(prefixes); i++)
        if (strncasecmp(name, prefixes[i], strlen(prefixes[i])) == 0)
            name += strlen(prefixes[i]);
    return name;
}

static unsigned unlikeness(const char *name, const char *known)
{
    const char *asked = essence(name), *there = essence(known);
    if (strcasecmp(asked, there) == 0)
        return 0;
    size_t steps = distance(asked, there);
    if (steps * 3 <= strlen(there))
        return (unsigned)steps;
    /* "CONTROL" for KEY_CONTROLPANEL; a letter alone is in most names. */
    return strlen(asked) > 2 && strcasestr(there, asked) ? MAX_LENGTH + (unsigned)strlen(there) : NOT_LIKE;
}

bool berth_suggest(const keymap_set *set, const char *name, berth_error **error)
{
    struct {
        const char *name;
        unsigned unlikeness;
    } best[MAX_PROPOSED + 1];
    size_t count = 0;
    for (size_t i = 0; i < (size_t)1 << set->hash_bits; i++) {
        const char *known = keymap_names + set->slots[i].name;
        unsigned value = *known ? unlikeness(name, known) : NOT_LIKE;
        size_t place = count;
        if (value == NOT_LIKE)
            continue;
        for (; place > 0 && (best[place - 1].unlikeness > value ||
                             (best[place - 1].unlikeness == value && strcmp(best[place - 1].name, known) > 0));
             place--)
            best[place] = best[place - 1];
        best[place].name = known;
        best[place].unlikeness = value;
        count += count < MAX_PROPOSED;
    }
    BERTH_AUTO(berth_buffer_clear) berth_buffer names = {0};
    for (size_t i = 0; i < count; i++)
        berth_buffer_printf(&names, "%s%s", !i ? "" : i + 1 < count ? ", " : " or ", best[i].name);
    if (names.data)
        return berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND, "the set %s has no key '%s'; perhaps %s is meant",
                          set->name, name, names.data);
    return berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND,
                      "the set %s has no key '%s'; 'berth key list %s' shows those there are", set->name, name,
                      set->name);
}
