/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Sequences: what is to be sent, and how chords and texts become presses and releases. */
#include "keycode/sequence.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "keycode/keycode.h"
#include "keycode/layout.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE
#define INVALID(error, ...) berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, __VA_ARGS__)
#define DEFAULT_HOLD_MS 20
#define MAX_WAIT_MS 3600000
#define MAX_RATE 1000

/* --- Its life --- */

berth_key_sequence *berth_key_sequence_new(berth_error **error)
{
    berth_key_sequence *sequence = calloc(1, sizeof *sequence);
    if (sequence)
        atomic_init(&sequence->references, 1);
    else
        berth_fail_memory(error, DOMAIN);
    return sequence;
}

berth_key_sequence *berth_key_sequence_copy(const berth_key_sequence *sequence)
{
    berth_key_sequence *copy = berth_key_sequence_new(NULL);
    key_event *events = copy ? malloc((sequence->count + 1) * sizeof *events) : NULL;
    if (!events) {
        free(copy);
        return NULL;
    }
    if (sequence->count)
        memcpy(events, sequence->events, sequence->count * sizeof *events);
    copy->events = events;
    copy->count = sequence->count;
    copy->capacity = sequence->count + 1;
    copy->key_count = sequence->key_count;
    copy->rate = sequence->rate;
    return copy;
}

berth_key_sequence *berth_key_sequence_ref(berth_key_sequence *sequence)
{
    atomic_fetch_add(&sequence->references, 1);
    return sequence;
}

void berth_key_sequence_unref(berth_key_sequence *sequence)
{
    if (!sequence || atomic_fetch_sub(&sequence->references, 1) != 1)
        return;
    free(sequence->events);
    free(sequence);
}

bool berth_key_sequence_add(berth_key_sequence *sequence, key_event event)
{
    if (!BERTH_GROW(sequence->events, sequence->count, sequence->capacity))
        return false;
    sequence->events[sequence->count++] = event;
    sequence->key_count += event.action != KEY_WAIT;
    return true;
}

void berth_key_sequence_cut(berth_key_sequence *sequence, size_t count)
{
    while (sequence->count > count)
        sequence->key_count -= sequence->events[--sequence->count].action != KEY_WAIT;
}

size_t berth_key_sequence_get_count(const berth_key_sequence *sequence)
{
    return sequence->key_count;
}

static char *show(const key_event *event)
{
    char *text = NULL;
    int length = event->action == KEY_WAIT ? asprintf(&text, "wait %d", event->wait_ms)
                                           : asprintf(&text, "%s %s", event->action == KEY_PRESS ? "press" : "release",
                                                      berth_key_name(event->key));
    return length < 0 ? NULL : text;
}

char **berth_key_sequence_list_events(const berth_key_sequence *sequence, berth_error **error)
{
    char **list = calloc(sequence->count + 1, sizeof *list);
    for (size_t i = 0; list && i < sequence->count; i++) {
        list[i] = show(&sequence->events[i]);
        if (!list[i]) {
            berth_strv_free(list);
            list = NULL;
        }
    }
    if (!list)
        berth_fail_memory(error, DOMAIN);
    return list;
}

/* --- Keys --- */

static bool add_one(berth_key_sequence *sequence, key_action action, berth_codeset set, unsigned code,
                    berth_error **error)
{
    unsigned key = berth_key_of(set, code, error);
    if (!key)
        return false;
    return berth_key_sequence_add(sequence, (key_event){.action = (uint16_t)action, .key = (uint16_t)key}) ||
           berth_fail_memory(error, DOMAIN);
}

bool berth_key_sequence_add_press(berth_key_sequence *sequence, berth_codeset set, unsigned code, berth_error **error)
{
    return add_one(sequence, KEY_PRESS, set, code, error);
}

bool berth_key_sequence_add_release(berth_key_sequence *sequence, berth_codeset set, unsigned code, berth_error **error)
{
    return add_one(sequence, KEY_RELEASE, set, code, error);
}

static bool check_wait(int duration_ms, berth_error **error)
{
    return (duration_ms >= 0 && duration_ms <= MAX_WAIT_MS) ||
           INVALID(error, "a time of %d ms makes no sense here; it is 0 to %d", duration_ms, MAX_WAIT_MS);
}

static bool add_wait(berth_key_sequence *sequence, int duration_ms, berth_error **error)
{
    return berth_key_sequence_add(sequence, (key_event){.action = KEY_WAIT, .wait_ms = duration_ms}) ||
           berth_fail_memory(error, DOMAIN);
}

bool berth_key_sequence_add_wait(berth_key_sequence *sequence, int duration_ms, berth_error **error)
{
    return check_wait(duration_ms, error) && add_wait(sequence, duration_ms, error);
}

/* Presses what @keys names. */
static bool add_presses(berth_key_sequence *sequence, berth_codeset set, const char *keys, berth_error **error)
{
    const char *word = keys + strspn(keys, " \t");
    if (!*word)
        return INVALID(error, "there is no key to press; name one or more, such as KEY_A");
    while (*word) {
        size_t length = strcspn(word, " \t");
        BERTH_AUTO_FREE char *name = strndup(word, length);
        unsigned code = 0;
        if (!name)
            return berth_fail_memory(error, DOMAIN);
        if (!berth_keycode_from_text(set, name, &code, error) || !add_one(sequence, KEY_PRESS, set, code, error))
            return false;
        word += length;
        word += strspn(word, " \t");
    }
    return true;
}

bool berth_key_sequence_add_chord(berth_key_sequence *sequence, berth_codeset set, const char *keys, int hold_ms,
                                  berth_error **error)
{
    size_t before = sequence->count;
    if (hold_ms == -1)
        hold_ms = DEFAULT_HOLD_MS;
    bool done = check_wait(hold_ms, error) && add_presses(sequence, set, keys, error);
    size_t pressed = sequence->count;
    done = done && (!hold_ms || add_wait(sequence, hold_ms, error));
    for (size_t i = pressed; done && i-- > before;) {
        key_event release = sequence->events[i];
        release.action = KEY_RELEASE;
        done = berth_key_sequence_add(sequence, release) || berth_fail_memory(error, DOMAIN);
    }
    if (!done)
        berth_key_sequence_cut(sequence, before);
    return done;
}

bool berth_key_sequence_add_text(berth_key_sequence *sequence, const char *text, const berth_key_layout *layout,
                                 berth_error **error)
{
    size_t before = sequence->count;
    berth_key_layout *usual = layout ? NULL : berth_key_layout_new(NULL, NULL, NULL, error);
    if (!layout && !usual)
        return false;
    bool done = berth_key_layout_type(layout ? layout : usual, text, sequence, error);
    berth_key_layout_unref(usual);
    if (!done)
        berth_key_sequence_cut(sequence, before);
    return done;
}

bool berth_key_sequence_set_rate(berth_key_sequence *sequence, int keys_per_second, berth_error **error)
{
    if (keys_per_second < 0 || keys_per_second > MAX_RATE)
        return INVALID(error, "a rate of %d keys a second makes no sense; it is 1 to %d, or 0 for no limit",
                       keys_per_second, MAX_RATE);
    sequence->rate = keys_per_second;
    return true;
}
