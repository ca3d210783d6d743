/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Layouts: which strokes make a character. A stroke is a key with the modifiers that are held meanwhile. A character
 * that no stroke makes is looked for among what two make, a dead key and another, and with the compose key three.
 */
#include "keycode/layout.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/report.h"
#include "base/utf8.h"
#include "keycode/keycode.h"
#include "keycode/keymap.h"
#include "keycode/sequence.h"
#include "keycode/xkb.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE
#define EVDEV_OFFSET 8  /* from Linux's codes to those of XKB */
#define MAX_MODIFIERS 3 /* that are held for one stroke */
#define MAX_STROKES 3
#define MAX_NAME 64 /* bytes of a layout or variant */
#define MAX_NAMED 8 /* characters that a message names */
/* The keys and data of X11 that compose files are written in. */
#define COMPOSE_LOCALE "en_US.UTF-8"

typedef struct stroke {
    uint16_t key;
    uint16_t modifiers[MAX_MODIFIERS]; /* keys; 0: none */
    uint32_t keysym;
    uint32_t character; /* that it makes by itself; 0: none */
} stroke;

/* A character and how it is typed; costs less the fewer keys. */
typedef struct way {
    uint32_t character;
    uint16_t cost, count;
    stroke strokes[MAX_STROKES];
} way;

typedef struct ways {
    way *items; /* sorted by character once they are complete */
    size_t count, capacity;
} ways;

typedef struct modifier {
    xkb_mod_mask_t mask;
    uint16_t key;
} modifier;

struct berth_key_layout {
    atomic_int references;
    char *name;
    ways single;
    stroke *dead; /* strokes that make nothing by themselves: dead keys, and the compose key */
    size_t dead_count, dead_capacity;
    pthread_mutex_t lock; /* for what follows, which is made when it is first needed */
    bool composed_is_made;
    ways composed;
};

/* --- Ways --- */

static int compare_ways(const void *a, const void *b)
{
    const way *one = a, *other = b;
    return one->character != other->character
               ? (one->character > other->character) - (one->character < other->character)
               : one->cost - other->cost;
}

/* Keeps the cheapest way to each character. */
static void sort_ways(ways *list)
{
    size_t kept = 0;
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare_ways);
    for (size_t i = 0; i < list->count; i++)
        if (!kept || list->items[kept - 1].character != list->items[i].character)
            list->items[kept++] = list->items[i];
    list->count = kept;
}

static const way *find_way(const ways *list, uint32_t character)
{
    way wanted = {.character = character};
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (list->items[middle].character < wanted.character)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->count && list->items[low].character == character ? &list->items[low] : NULL;
}

/* What any keyboard of a PC has, and so any target can deliver. */
static bool is_usual(unsigned key)
{
    return berth_key_code(BERTH_CODESET_ATSET2, key) != KEYMAP_NO_CODE;
}

static bool add_way(ways *list, uint32_t character, const stroke *const strokes[], size_t count)
{
    if (!BERTH_GROW(list->items, list->count, list->capacity))
        return false;
    way *added = &list->items[list->count++];
    *added = (way){.character = character, .count = (uint16_t)count};
    for (size_t i = 0; i < count; i++) {
        added->strokes[i] = *strokes[i];
        added->cost = (uint16_t)(added->cost + (is_usual(strokes[i]->key) ? 4 : 100));
        for (size_t j = 0; j < MAX_MODIFIERS; j++)
            added->cost = (uint16_t)(added->cost + (strokes[i]->modifiers[j] ? 1 : 0));
    }
    return true;
}

/* --- Reading a layout --- */

typedef struct reader {
    const berth_xkb *xkb;
    struct xkb_keymap *keymap;
    berth_key_layout *layout;
    modifier *modifiers;
    size_t modifier_count, modifier_capacity;
} reader;

/* 0 for what is no key of a keyboard: XKB has some of its own, which have no name elsewhere. */
static unsigned key_of(xkb_keycode_t keycode)
{
    if (keycode < EVDEV_OFFSET || !berth_keycode_get_name(BERTH_CODESET_LINUX, keycode - EVDEV_OFFSET))
        return 0;
    return berth_key_by_linux(keycode - EVDEV_OFFSET);
}

static xkb_keycode_t keycode_of(unsigned key)
{
    return berth_key_code(BERTH_CODESET_LINUX, key) + EVDEV_OFFSET;
}

/* What is held while this key is down, and only then; 0 for a key that is no modifier, or locks or latches one. */
static xkb_mod_mask_t mask_of(const reader *in, xkb_keycode_t keycode)
{
    struct xkb_state *state = in->xkb->xkb_state_new(in->keymap);
    if (!state)
        return 0;
    in->xkb->xkb_state_update_key(state, keycode, XKB_KEY_DOWN);
    xkb_mod_mask_t held = in->xkb->xkb_state_serialize_mods(state, XKB_STATE_MODS_DEPRESSED);
    xkb_mod_mask_t kept = in->xkb->xkb_state_serialize_mods(state, XKB_STATE_MODS_LATCHED | XKB_STATE_MODS_LOCKED);
    in->xkb->xkb_state_unref(state);
    return kept ? 0 : held;
}

/* Those that every keyboard has come first, so that they are taken. */
static bool read_modifiers(reader *in)
{
    static const unsigned usual[] = {42 /* KEY_LEFTSHIFT */, 100 /* KEY_RIGHTALT */, 54 /* KEY_RIGHTSHIFT */};
    for (size_t i = 0; i < BERTH_COUNT(usual); i++) {
        xkb_mod_mask_t mask = mask_of(in, usual[i] + EVDEV_OFFSET);
        if (!mask)
            continue;
        if (!BERTH_GROW(in->modifiers, in->modifier_count, in->modifier_capacity))
            return false;
        in->modifiers[in->modifier_count++] = (modifier){mask, (uint16_t)berth_key_by_linux(usual[i])};
    }
    xkb_keycode_t last = in->xkb->xkb_keymap_max_keycode(in->keymap);
    for (xkb_keycode_t keycode = in->xkb->xkb_keymap_min_keycode(in->keymap); keycode <= last; keycode++) {
        xkb_mod_mask_t mask = key_of(keycode) ? mask_of(in, keycode) : 0;
        bool known = false;
        for (size_t i = 0; i < in->modifier_count; i++)
            known = known || in->modifiers[i].mask == mask;
        if (!mask || known)
            continue;
        if (!BERTH_GROW(in->modifiers, in->modifier_count, in->modifier_capacity))
            return false;
        in->modifiers[in->modifier_count++] = (modifier){mask, (uint16_t)key_of(keycode)};
    }
    return true;
}

/* Finds keys that together hold exactly @mask, starting with the modifier @first. */
static bool find_keys(const reader *in, xkb_mod_mask_t mask, size_t first, uint16_t keys[], size_t left)
{
    if (!mask)
        return true;
    for (size_t i = first; left && i < in->modifier_count; i++) {
        if (in->modifiers[i].mask & ~mask)
            continue;
        *keys = in->modifiers[i].key;
        if (find_keys(in, mask & ~in->modifiers[i].mask, i + 1, keys + 1, left - 1))
            return true;
        *keys = 0;
    }
    return false;
}

static bool is_keypad(xkb_keysym_t keysym)
{
    return keysym >= XKB_KEY_KP_Space && keysym <= XKB_KEY_KP_9;
}

static bool is_dead(xkb_keysym_t keysym)
{
    return keysym == XKB_KEY_Multi_key || (keysym >= XKB_KEY_dead_grave && keysym <= XKB_KEY_dead_longsolidusoverlay);
}

/* Whether its modifiers, pressed in their order, make nothing by themselves, and the key then makes its symbol. */
static bool is_true(const reader *in, const stroke *made)
{
    struct xkb_state *state = in->xkb->xkb_state_new(in->keymap);
    bool done = state;
    for (size_t i = 0; done && i < MAX_MODIFIERS && made->modifiers[i]; i++) {
        xkb_keycode_t keycode = keycode_of(made->modifiers[i]);
        xkb_keysym_t keysym = in->xkb->xkb_state_key_get_one_sym(state, keycode);
        done = !in->xkb->xkb_keysym_to_utf32(keysym) && !is_dead(keysym);
        in->xkb->xkb_state_update_key(state, keycode, XKB_KEY_DOWN);
    }
    done = done && in->xkb->xkb_state_key_get_one_sym(state, keycode_of(made->key)) == made->keysym;
    if (state)
        in->xkb->xkb_state_unref(state);
    return done;
}

/* A key that is Shift's neighbour on one level may be another thing on the next: then the other order may do. */
static bool become_true(const reader *in, stroke *made)
{
    size_t count = 0;
    if (is_true(in, made))
        return true;
    while (count < MAX_MODIFIERS && made->modifiers[count])
        count++;
    for (size_t i = 0; i < count / 2; i++) {
        uint16_t kept = made->modifiers[i];
        made->modifiers[i] = made->modifiers[count - 1 - i];
        made->modifiers[count - 1 - i] = kept;
    }
    return count > 1 && is_true(in, made);
}

static bool add_stroke(reader *in, const stroke *made)
{
    berth_key_layout *layout = in->layout;
    const stroke *one = made;
    if (made->character)
        return add_way(&layout->single, made->character, &one, 1);
    if (!BERTH_GROW(layout->dead, layout->dead_count, layout->dead_capacity))
        return false;
    layout->dead[layout->dead_count++] = *made;
    return true;
}

static bool read_level(reader *in, xkb_keycode_t keycode, xkb_level_index_t level)
{
    const xkb_keysym_t *keysyms;
    xkb_mod_mask_t masks[32];
    stroke made = {.key = (uint16_t)key_of(keycode)};
    if (in->xkb->xkb_keymap_key_get_syms_by_level(in->keymap, keycode, 0, level, &keysyms) != 1 || is_keypad(*keysyms))
        return true;
    made.keysym = *keysyms;
    made.character = in->xkb->xkb_keysym_to_utf32(*keysyms);
    if (!made.character && !is_dead(*keysyms))
        return true;
    size_t count = in->xkb->xkb_keymap_key_get_mods_for_level(in->keymap, keycode, 0, level, masks, BERTH_COUNT(masks));
    for (size_t i = 0; i < count; i++) {
        memset(made.modifiers, 0, sizeof made.modifiers);
        if (find_keys(in, masks[i], 0, made.modifiers, MAX_MODIFIERS) && become_true(in, &made))
            return add_stroke(in, &made);
    }
    return true;
}

static bool read_keys(reader *in)
{
    xkb_keycode_t last = in->xkb->xkb_keymap_max_keycode(in->keymap);
    for (xkb_keycode_t keycode = in->xkb->xkb_keymap_min_keycode(in->keymap); keycode <= last; keycode++) {
        xkb_level_index_t levels = key_of(keycode) ? in->xkb->xkb_keymap_num_levels_for_key(in->keymap, keycode, 0) : 0;
        for (xkb_level_index_t level = 0; level < levels; level++)
            if (!read_level(in, keycode, level))
                return false;
    }
    sort_ways(&in->layout->single);
    return true;
}

static struct xkb_context *open_context(const berth_xkb *xkb)
{
    struct xkb_context *context = xkb->xkb_context_new(XKB_CONTEXT_NO_ENVIRONMENT_NAMES);
    /* What is wrong is told by an error of ours. */
    if (context)
        xkb->xkb_context_set_log_level(context, (enum xkb_log_level)0);
    return context;
}

static char *show_name(const char *layout, const char *variant, const char *options)
{
    char *name = NULL;
    int length = asprintf(&name, "%s%s%s%s%s%s", layout, variant ? "(" : "", variant ? variant : "", variant ? ")" : "",
                          options ? " with " : "", options ? options : "");
    return length < 0 ? NULL : name;
}

static berth_key_layout *layout_alloc(const char *layout, const char *variant, const char *options)
{
    berth_key_layout *made = calloc(1, sizeof *made);
    if (!made)
        return NULL;
    atomic_init(&made->references, 1);
    pthread_mutex_init(&made->lock, NULL);
    made->name = show_name(layout, variant, options);
    if (made->name)
        return made;
    berth_key_layout_unref(made);
    return NULL;
}

static bool fail_layout(const char *name, berth_error **error)
{
    return berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND,
                      "there is no keyboard layout '%s'; xkeyboard-config(7) lists those there are", name);
}

/* libxkbcommon takes lists there, and reads files by these names. */
static bool is_name(const char *name)
{
    return !name || (*name && !name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")]);
}

/* "us(intl)" is the variant intl of us. */
static bool split_name(const char *both, char layout[MAX_NAME], char variant[MAX_NAME])
{
    int end = 0;
    return sscanf(both, "%63[^(](%63[^)])%n", layout, variant, &end) == 2 && end && !both[end];
}

berth_key_layout *berth_key_layout_new(const char *layout, const char *variant, const char *options,
                                       berth_error **error)
{
    const berth_xkb *xkb = berth_xkb_open(error);
    char name[MAX_NAME], part[MAX_NAME];
    layout = layout && *layout ? layout : "us";
    variant = variant && *variant ? variant : NULL;
    options = options && *options ? options : NULL;
    if (!xkb)
        return NULL;
    if (!variant && split_name(layout, name, part)) {
        layout = name;
        variant = part;
    }
    berth_key_layout *made = layout_alloc(layout, variant, options);
    struct xkb_context *context = made ? open_context(xkb) : NULL;
    reader in = {.xkb = xkb, .layout = made};
    bool named = is_name(layout) && is_name(variant);
    if (context && named)
        in.keymap = xkb->xkb_keymap_new_from_names(
            context,
            &(struct xkb_rule_names){
                .rules = "evdev", .model = "pc105", .layout = layout, .variant = variant, .options = options},
            XKB_KEYMAP_COMPILE_NO_FLAGS);
    bool done = in.keymap && read_modifiers(&in) && read_keys(&in);
    if (!made || !context || (in.keymap && !done))
        berth_fail_memory(error, DOMAIN);
    else if (!done)
        fail_layout(made->name, error);
    free(in.modifiers);
    if (in.keymap)
        xkb->xkb_keymap_unref(in.keymap);
    if (context)
        xkb->xkb_context_unref(context);
    if (done)
        return made;
    berth_key_layout_unref(made);
    return NULL;
}

berth_key_layout *berth_key_layout_ref(berth_key_layout *layout)
{
    atomic_fetch_add(&layout->references, 1);
    return layout;
}

void berth_key_layout_unref(berth_key_layout *layout)
{
    if (!layout || atomic_fetch_sub(&layout->references, 1) != 1)
        return;
    pthread_mutex_destroy(&layout->lock);
    free(layout->single.items);
    free(layout->composed.items);
    free(layout->dead);
    free(layout->name);
    free(layout);
}

const char *berth_key_layout_get_name(const berth_key_layout *layout)
{
    return layout->name;
}

/* --- Composing --- */

typedef struct composer {
    const berth_xkb *xkb;
    struct xkb_compose_state *state;
    berth_key_layout *layout;
} composer;

/* Feeds one stroke more; @strokes are all so far. A composed character is kept. Returns: false without memory. */
static bool feed(const composer *in, const stroke *strokes[], size_t count);

static bool feed_each(const composer *in, const stroke *strokes[], size_t count)
{
    const ways *single = &in->layout->single;
    for (size_t i = 0; i < single->count; i++) {
        strokes[count] = single->items[i].strokes;
        if (!feed(in, strokes, count + 1))
            return false;
    }
    for (size_t i = 0; i < in->layout->dead_count; i++) {
        strokes[count] = &in->layout->dead[i];
        if (!feed(in, strokes, count + 1))
            return false;
    }
    return true;
}

static bool feed(const composer *in, const stroke *strokes[], size_t count)
{
    in->xkb->xkb_compose_state_reset(in->state);
    for (size_t i = 0; i < count; i++)
        in->xkb->xkb_compose_state_feed(in->state, strokes[i]->keysym);
    enum xkb_compose_status status = in->xkb->xkb_compose_state_get_status(in->state);
    if (status == XKB_COMPOSE_COMPOSED) {
        uint32_t character = in->xkb->xkb_keysym_to_utf32(in->xkb->xkb_compose_state_get_one_sym(in->state));
        return !character || add_way(&in->layout->composed, character, strokes, count);
    }
    return status != XKB_COMPOSE_COMPOSING || count == MAX_STROKES || feed_each(in, strokes, count);
}

static bool compose_all(berth_key_layout *layout)
{
    const berth_xkb *xkb = berth_xkb_open(NULL);
    struct xkb_context *context = layout->dead_count && xkb ? open_context(xkb) : NULL;
    struct xkb_compose_table *table =
        context ? xkb->xkb_compose_table_new_from_locale(context, COMPOSE_LOCALE, XKB_COMPOSE_COMPILE_NO_FLAGS) : NULL;
    composer in = {xkb, table ? xkb->xkb_compose_state_new(table, XKB_COMPOSE_STATE_NO_FLAGS) : NULL, layout};
    bool done = true;
    for (size_t i = 0; in.state && done && i < layout->dead_count; i++) {
        const stroke *strokes[MAX_STROKES] = {&layout->dead[i]};
        done = feed(&in, strokes, 1);
    }
    if (in.state)
        xkb->xkb_compose_state_unref(in.state);
    if (table)
        xkb->xkb_compose_table_unref(table);
    if (context)
        xkb->xkb_context_unref(context);
    sort_ways(&layout->composed);
    return done;
}

/* Returns: false without memory; then the next try makes it. */
static bool make_composed(const berth_key_layout *layout)
{
    berth_key_layout *changed = (berth_key_layout *)layout;
    pthread_mutex_lock(&changed->lock);
    if (!changed->composed_is_made) {
        changed->composed.count = 0;
        changed->composed_is_made = compose_all(changed);
    }
    bool done = changed->composed_is_made;
    pthread_mutex_unlock(&changed->lock);
    return done;
}

/* --- Typing --- */

/* The next character of valid UTF-8 (RFC 3629); the end of a line is one, also that of other systems. */
static uint32_t next_character(const char **text)
{
    const unsigned char *bytes = (const unsigned char *)*text;
    if (bytes[0] == '\r' && bytes[1] == '\n')
        bytes = (const unsigned char *)++*text;
    int more = bytes[0] < 0x80 ? 0 : bytes[0] < 0xe0 ? 1 : bytes[0] < 0xf0 ? 2 : 3;
    uint32_t character = more ? bytes[0] & (0x3fU >> more) : bytes[0];
    for (int i = 1; i <= more; i++)
        character = character << 6 | (bytes[i] & 0x3f);
    *text += more + 1;
    return character;
}

/* @found is NULL for what cannot be typed. Returns: false without memory. */
static bool look_up(const berth_key_layout *layout, uint32_t character, const way **found)
{
    /* A new line is what Enter makes. */
    *found = find_way(&layout->single, character == '\n' ? '\r' : character);
    if (*found)
        return true;
    if (!make_composed(layout))
        return false;
    *found = find_way(&layout->composed, character);
    return true;
}

static bool add_key(berth_key_sequence *sequence, key_action action, unsigned key, uint32_t keysym)
{
    return berth_key_sequence_add(sequence,
                                  (key_event){.action = (uint16_t)action, .key = (uint16_t)key, .keysym = keysym});
}

static bool add_modifier(berth_key_sequence *sequence, key_action action, unsigned key)
{
    /* For servers that take symbols: Shift is one everywhere, and AltGr is not the Alt that the table has for its key.
     */
    uint32_t keysym = key == berth_key_by_linux(100) ? XKB_KEY_ISO_Level3_Shift : 0;
    return add_key(sequence, action, key, keysym);
}

static bool add_strokes(berth_key_sequence *sequence, const way *found)
{
    bool done = true;
    for (size_t i = 0; done && i < found->count; i++) {
        const stroke *each = &found->strokes[i];
        for (size_t j = 0; done && j < MAX_MODIFIERS; j++)
            done = !each->modifiers[j] || add_modifier(sequence, KEY_PRESS, each->modifiers[j]);
        done = done && add_key(sequence, KEY_PRESS, each->key, each->keysym) &&
               add_key(sequence, KEY_RELEASE, each->key, each->keysym);
        for (size_t j = MAX_MODIFIERS; done && j-- > 0;)
            done = !each->modifiers[j] || add_modifier(sequence, KEY_RELEASE, each->modifiers[j]);
    }
    return done;
}

static bool check_text(const char *text, berth_error **error)
{
    return berth_is_utf8(text) ||
           berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "the text is not UTF-8; convert it, as by iconv(1)");
}

static void show_character(uint32_t character, const char *start, const char *end, char out[40])
{
    if (character < ' ' || character == 0x7f)
        snprintf(out, 40, "U+%04X", character);
    else
        snprintf(out, 40, "'%.*s' (U+%04X)", (int)(end - start), start, character);
}

static bool add_finding(berth_report *report, size_t place, const char *format, ...)
{
    char setting[48];
    va_list arguments;
    snprintf(setting, sizeof setting, "text[%zu]", place);
    va_start(arguments, format);
    berth_finding about = {.code = BERTH_ERROR_UNSUPPORTED, .setting = setting};
    bool done = berth_report_vadd(report, &about, format, arguments);
    va_end(arguments);
    return done;
}

/* What there is no way to: each character once. */
typedef struct untypable {
    uint32_t *characters;
    size_t count, capacity;
    berth_report *report; /* gets a finding for each; NULL: none is wanted */
    berth_buffer names;   /* of the first few */
} untypable;

static bool note(untypable *found, const berth_key_layout *layout, uint32_t character, const char *shown, size_t place)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->characters[i] == character)
            return true;
    if (!BERTH_GROW(found->characters, found->count, found->capacity))
        return false;
    if (found->count < MAX_NAMED)
        berth_buffer_printf(&found->names, "%s%s", found->count ? ", " : "", shown);
    found->characters[found->count++] = character;
    return !found->report || add_finding(found->report, place, "the layout %s cannot type %s", layout->name, shown);
}

static bool find_untypable(const berth_key_layout *layout, const char *text, untypable *found)
{
    size_t place = 0;
    bool done = true;
    for (const char *at = text; done && *at; place++) {
        const char *start = at;
        const way *known;
        char shown[40];
        uint32_t character = next_character(&at);
        done = look_up(layout, character, &known);
        if (!done || known)
            continue;
        show_character(character, start, at, shown);
        done = note(found, layout, character, shown, place);
    }
    free(found->characters);
    if (found->report)
        berth_report_count_checked(found->report, place);
    return done && !found->names.failed;
}

berth_report *berth_key_layout_check(const berth_key_layout *layout, const char *text, berth_error **error)
{
    if (!check_text(text, error))
        return NULL;
    untypable found = {.report = berth_report_new()};
    bool done = found.report && find_untypable(layout, text, &found);
    berth_buffer_clear(&found.names);
    if (done)
        return found.report;
    berth_report_unref(found.report);
    berth_fail_memory(error, DOMAIN);
    return NULL;
}

static bool fail_text(const berth_key_layout *layout, const char *text, berth_error **error)
{
    untypable found = {0};
    char more[40] = "";
    if (!find_untypable(layout, text, &found)) {
        berth_buffer_clear(&found.names);
        return berth_fail_memory(error, DOMAIN);
    }
    if (found.count > MAX_NAMED)
        snprintf(more, sizeof more, " and %zu more", found.count - MAX_NAMED);
    berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
               "the layout %s cannot type %s%s; choose the layout that the guest has, or leave them out", layout->name,
               found.names.data, more);
    berth_buffer_clear(&found.names);
    return false;
}

bool berth_key_layout_type(const berth_key_layout *layout, const char *text, berth_key_sequence *sequence,
                           berth_error **error)
{
    if (!check_text(text, error))
        return false;
    for (const char *at = text; *at;) {
        const way *found;
        if (!look_up(layout, next_character(&at), &found))
            return berth_fail_memory(error, DOMAIN);
        if (!found)
            return fail_text(layout, text, error);
        if (!add_strokes(sequence, found))
            return berth_fail_memory(error, DOMAIN);
    }
    return true;
}
