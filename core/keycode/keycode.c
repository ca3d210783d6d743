/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Codes to codes, names to codes and back, by the tables of keymap.h. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "keycode/keycode.h"
#include "keycode/keymap.h"
#include "keycode/suggest.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE

/* --- Sets --- */

static const keymap_set *set_of(berth_codeset set)
{
    return (unsigned)set < KEYMAP_SET_COUNT ? &keymap_sets[set] : NULL;
}

bool berth_codeset_check(berth_codeset set, berth_error **error)
{
    return set_of(set) || berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "%d is no code set; they are 0 to %d",
                                     (int)set, KEYMAP_SET_COUNT - 1);
}

const char *berth_codeset_get_name(berth_codeset set)
{
    const keymap_set *found = set_of(set);
    return found ? found->name : NULL;
}

const char *berth_codeset_get_description(berth_codeset set)
{
    const keymap_set *found = set_of(set);
    return found ? found->about : NULL;
}

bool berth_codeset_from_name(const char *name, berth_codeset *set, berth_error **error)
{
    char number[12];
    for (unsigned i = 0; i < KEYMAP_SET_COUNT; i++) {
        snprintf(number, sizeof number, "%u", i);
        if (strcmp(keymap_sets[i].name, name) == 0 || strcmp(number, name) == 0) {
            *set = (berth_codeset)i;
            return true;
        }
    }
    if (strcmp(name, "qnum") == 0) {
        *set = BERTH_CODESET_RFB;
        return true;
    }
    BERTH_AUTO(berth_buffer_clear) berth_buffer names = {0};
    for (unsigned i = 0; i < KEYMAP_SET_COUNT; i++)
        berth_buffer_printf(&names, "%s%s", i ? ", " : "", keymap_sets[i].name);
    return berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND, "there is no code set '%s'; there are %s", name,
                      names.data ? names.data : "others");
}

/* --- Displays --- */

/*
 * What an X server calls its XKB keycodes tells its driver: xkb-data's keycodes/evdev and keycodes/xfree86. XWin calls
 * them as the old driver does, and numbers them otherwise; its vendor is "The Cygwin/X Project". XQuartz alone has the
 * extensions of Apple's window manager.
 */
bool berth_codeset_from_display(berth_display_type type, const char *xkb_keycodes, const char *server,
                                berth_codeset *set, berth_error **error)
{
    static const struct {
        const char *in_server, *keycodes;
        berth_codeset set;
    } servers[] = {
        {"Cygwin/X",  NULL,      BERTH_CODESET_XORG_XWIN   },
        {"XWin",      NULL,      BERTH_CODESET_XORG_XWIN   },
        {"Apple-WM",  NULL,      BERTH_CODESET_XORG_XQUARTZ},
        {"Apple-DRI", NULL,      BERTH_CODESET_XORG_XQUARTZ},
        {"XWAYLAND",  NULL,      BERTH_CODESET_XORG_EVDEV  },
        {NULL,        "evdev",   BERTH_CODESET_XORG_EVDEV  },
        {NULL,        "xfree86", BERTH_CODESET_XORG_KBD    },
    };
    static const berth_codeset others[] = {
        [BERTH_DISPLAY_TYPE_WAYLAND] = BERTH_CODESET_XORG_EVDEV,
        [BERTH_DISPLAY_TYPE_WIN32] = BERTH_CODESET_WIN32,
        [BERTH_DISPLAY_TYPE_MACOS] = BERTH_CODESET_OSX,
        /* GDK gives the key symbol there. */
        [BERTH_DISPLAY_TYPE_BROADWAY] = BERTH_CODESET_X11,
    };
    if (type < BERTH_DISPLAY_TYPE_X11 || type > BERTH_DISPLAY_TYPE_BROADWAY)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "%d is no type of display", (int)type);
    if (type != BERTH_DISPLAY_TYPE_X11) {
        *set = others[type];
        return true;
    }
    for (size_t i = 0; i < BERTH_COUNT(servers); i++) {
        const char *part = servers[i].in_server, *keycodes = servers[i].keycodes;
        if ((part && server && strstr(server, part)) ||
            (keycodes && xkb_keycodes && strncmp(xkb_keycodes, keycodes, strlen(keycodes)) == 0)) {
            *set = servers[i].set;
            return true;
        }
    }
    return berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND,
                      "the XKB keycodes '%s' are none that are known, such as evdev or xfree86; choose the set by hand",
                      xkb_keycodes ? xkb_keycodes : "");
}

/* --- Codes --- */

static bool fail_code(const keymap_set *set, unsigned code, berth_error **error)
{
    return berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND,
                      "the code %u (%#x) is no key's in the set %s; 'berth key list %s' shows those there are", code,
                      code, set->name, set->name);
}

static bool fail_unmapped(const keymap_set *source, const keymap_set *target, unsigned code, berth_error **error)
{
    unsigned key = keymap_key(source, code);
    return berth_fail(error, DOMAIN, BERTH_ERROR_UNMAPPED, "%s, which is %u in %s, has no code in %s",
                      berth_key_name(key), code, source->name, target->name);
}

/* What a translation seldom is: from a set to itself, or a failure that is told. It stands apart, so that the others
 * save no registers for it. */
__attribute__((noinline)) static bool translate_rare(berth_codeset source, berth_codeset target, unsigned code,
                                                     unsigned *result, berth_error **error)
{
    if (!berth_codeset_check(source, error) || !berth_codeset_check(target, error))
        return false;
    const keymap_set *from = &keymap_sets[source];
    if (!keymap_key(from, code))
        return fail_code(from, code, error);
    if (source != target)
        return fail_unmapped(from, &keymap_sets[target], code, error);
    *result = code;
    return true;
}

bool berth_keycode_translate(berth_codeset source, berth_codeset target, unsigned code, unsigned *result,
                             berth_error **error)
{
    if ((unsigned)source < KEYMAP_SET_COUNT && (unsigned)target < KEYMAP_SET_COUNT && source != target) {
        uint32_t found = keymap_sets[target].codes[keymap_key(&keymap_sets[source], code)]; /* no key has no code */
        *result = found;
        if (!error || found != KEYMAP_NO_CODE)
            return found != KEYMAP_NO_CODE;
    }
    return translate_rare(source, target, code, result, error);
}

unsigned berth_key_of(berth_codeset set, unsigned code, berth_error **error)
{
    if (!berth_codeset_check(set, error))
        return 0;
    unsigned key = keymap_key(&keymap_sets[set], code);
    if (!key)
        fail_code(&keymap_sets[set], code, error);
    return key;
}

unsigned berth_key_code(berth_codeset set, unsigned key)
{
    return keymap_sets[set].codes[key];
}

unsigned berth_key_by_linux(unsigned code)
{
    return keymap_key(&keymap_sets[BERTH_CODESET_LINUX], code);
}

/* --- Names --- */

const keymap_slot *keymap_find(const keymap_set *set, const char *name)
{
    /* FNV-1a, 32 bits (RFC 9923), as keymap.py. */
    uint32_t value = 0x811c9dc5;
    for (const char *byte = name; *byte; byte++)
        value = (value ^ (unsigned char)*byte) * 0x01000193;
    uint32_t place = (value + set->displacements[value & set->bucket_mask]) * 0x9e3779b1U >> (32 - set->hash_bits);
    const keymap_slot *slot = &set->slots[place];
    return slot->name && strcmp(keymap_names + slot->name, name) == 0 ? slot : NULL;
}

const char *keymap_name(const keymap_set *set, unsigned key, uint32_t code)
{
    unsigned name = 0;
    if (!set->names || !key)
        return NULL;
    if (set->codes[key] == code || set->only_names)
        name = set->names[key];
    else
        for (size_t i = 0; i < set->more_code_count && !name; i++)
            if (set->more_codes[i].key == key && set->more_codes[i].code == code)
                name = set->more_codes[i].name;
    return name ? keymap_names + name : NULL;
}

const char *berth_key_name(unsigned key)
{
    const char *name =
        key ? keymap_name(&keymap_sets[BERTH_CODESET_LINUX], key, keymap_sets[BERTH_CODESET_LINUX].codes[key]) : NULL;
    return name ? name : "a key without a name";
}

static const char *without_prefix(berth_codeset set, const char *name)
{
    const char *prefix = set == BERTH_CODESET_X11 ? "XK_" : set == BERTH_CODESET_OSX ? "kVK_" : NULL;
    return prefix && strncmp(name, prefix, strlen(prefix)) == 0 ? name + strlen(prefix) : name;
}

bool berth_keycode_from_name(berth_codeset set, const char *name, unsigned *code, berth_error **error)
{
    if (!berth_codeset_check(set, error))
        return false;
    const keymap_set *known = &keymap_sets[set];
    if (!known->names)
        return berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, "the set %s has no names; give '%s' as a number",
                          known->name, name);
    const keymap_slot *slot = keymap_find(known, name);
    const char *bare = slot ? name : without_prefix(set, name);
    if (bare != name)
        slot = keymap_find(known, bare);
    if (!slot)
        return error && berth_suggest(known, name, error);
    *code = slot->code;
    return true;
}

/* Returns: whether @word is a number; beyond what a code can be it is the greatest. */
static bool read_number(const char *word, unsigned *code)
{
    char *end = NULL;
    errno = 0;
    unsigned long number = isdigit((unsigned char)*word) ? strtoul(word, &end, 0) : 0;
    *code = (unsigned)number;
    return end && !*end && !errno && number <= UINT32_MAX;
}

bool berth_keycode_from_text(berth_codeset set, const char *text, unsigned *code, berth_error **error)
{
    const keymap_set *known = set_of(set);
    bool named = known && known->names && keymap_find(known, text);
    return (!named && read_number(text, code)) || berth_keycode_from_name(set, text, code, error);
}

const char *berth_keycode_get_name(berth_codeset set, unsigned code)
{
    const keymap_set *known = set_of(set);
    return known ? keymap_name(known, keymap_key(known, code), code) : NULL;
}
