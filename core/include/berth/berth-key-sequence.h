/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What is sent to a guest's keyboard: presses and releases of keys, one after the other, and how a text becomes them.
 */
#ifndef BERTH_KEY_SEQUENCE_H
#define BERTH_KEY_SEQUENCE_H

#include <berth/berth-keycode.h>
#include <berth/berth-report.h>

#ifdef __cplusplus
extern "C" {
#endif

/** berth_key_layout: A keyboard layout, as the guest has it: which keys make which characters. Immutable; may be used
 * from several threads. Ended with berth_key_layout_unref(). Since: 0.1 */
typedef struct berth_key_layout berth_key_layout;

/**
 * berth_key_layout_new:
 * @layout: (nullable): a layout of xkb-data, such as "de"; NULL for "us"
 * @variant: (nullable): a variant of it, such as "nodeadkeys"
 * @options: (nullable): XKB options with commas between them, such as "compose:ralt"
 *
 * Reads a layout from the XKB data of the system this runs on (xkeyboard-config(7) lists them). Its first group counts.
 *
 * Returns: (owned) (nullable): the layout; NULL with NOT_FOUND when there is none of that name, UNSUPPORTED without
 *   libxkbcommon, NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_key_layout *berth_key_layout_new(const char *layout, const char *variant, const char *options,
                                                 berth_error **error);

/** berth_key_layout_ref: Returns: (owned): @layout, held once more. Since: 0.1 */
BERTH_API berth_key_layout *berth_key_layout_ref(berth_key_layout *layout);

/** berth_key_layout_unref: @layout: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_key_layout_unref(berth_key_layout *layout);

/** berth_key_layout_get_name: Returns: (borrowed): what it was made from, as "de(nodeadkeys)". Since: 0.1 */
BERTH_API const char *berth_key_layout_get_name(const berth_key_layout *layout);

/**
 * berth_key_layout_check:
 * @text: UTF-8
 *
 * Looks which characters of a text the layout cannot type: neither by a key with Shift or AltGr, nor by a dead key, nor
 * by the compose key if @layout has one.
 *
 * Returns: (owned) (nullable): a finding for each such character, where it is first; NULL with INVALID when @text is
 * not UTF-8, NO_MEMORY. Since: 0.1
 */
BERTH_API berth_report *berth_key_layout_check(const berth_key_layout *layout, const char *text, berth_error **error);

/** berth_key_sequence: Key events to send, in their order. Belongs to one thread at a time; calls copy it. Ended with
 * berth_key_sequence_unref(). Since: 0.1 */
typedef struct berth_key_sequence berth_key_sequence;

/** berth_key_sequence_new: Returns: (owned) (nullable): an empty sequence; NULL with NO_MEMORY. Since: 0.1 */
BERTH_API berth_key_sequence *berth_key_sequence_new(berth_error **error);

/**
 * berth_key_sequence_from_text:
 * @text: what to send, a step a line, UTF-8
 * @source: (nullable): the file it comes from, for messages
 *
 * Reads a sequence. Empty lines and those that begin with '#' mean nothing; the others are
 *
 *     chord KEY...        presses the keys, and releases them the other way round
 *     hold MS KEY...      the same, with so many milliseconds between
 *     press KEY...        presses them; what is still down at the end is released then
 *     release KEY...
 *     text TEXT           types the rest of the line; \n, \t, \\: a new line, a tab, a backslash
 *     wait MS             does nothing for so many milliseconds
 *     codeset SET         keys from here on are of that set; linux at first
 *     layout LAYOUT [VARIANT]   texts from here on are for that layout; us at first
 *     rate N              for all of it: so many keys a second at the most
 *
 * Returns: (owned) (nullable): the sequence; NULL with PARSE for a line that is none of these, or with the error of the
 *   function that does the same, and its line.
 * Since: 0.1
 */
BERTH_API berth_key_sequence *berth_key_sequence_from_text(const char *text, const char *source, berth_error **error);

/** berth_key_sequence_copy: Returns: (owned) (nullable): another sequence of the same events and rate; NULL when memory
 * ran out. Since: 0.1 */
BERTH_API berth_key_sequence *berth_key_sequence_copy(const berth_key_sequence *sequence);

/** berth_key_sequence_ref: Returns: (owned): @sequence, held once more. Since: 0.1 */
BERTH_API berth_key_sequence *berth_key_sequence_ref(berth_key_sequence *sequence);

/** berth_key_sequence_unref: @sequence: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_key_sequence_unref(berth_key_sequence *sequence);

/**
 * berth_key_sequence_add_chord:
 * @set: the set of @keys
 * @keys: names or numbers with spaces between them, "KEY_LEFTCTRL KEY_LEFTALT KEY_DELETE"
 * @hold_ms: how long all are down, in milliseconds; -1 for 20
 *
 * Adds keys that are pressed one after the other, held together, and released the other way round.
 *
 * Returns: true; false with INVALID for a number that is no set, a time that makes no sense or no key at all, NOT_FOUND
 * for a key that is none, NO_MEMORY. The sequence is then as it was. Since: 0.1
 */
BERTH_API bool berth_key_sequence_add_chord(berth_key_sequence *sequence, berth_codeset set, const char *keys,
                                            int hold_ms, berth_error **error);

/**
 * berth_key_sequence_add_press:
 * @set: the set of @code
 * @code: a key's code
 *
 * Adds the press of a key. What the sequence leaves down is released at its end.
 *
 * Returns: true; false with INVALID for a number that is no set, NOT_FOUND when no key has that code, NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_key_sequence_add_press(berth_key_sequence *sequence, berth_codeset set, unsigned code,
                                            berth_error **error);

/**
 * berth_key_sequence_add_release:
 * @set: the set of @code
 * @code: a key's code
 *
 * Adds the release of a key, which counts also when the sequence did not press it.
 *
 * Returns: true; false as berth_key_sequence_add_press().
 * Since: 0.1
 */
BERTH_API bool berth_key_sequence_add_release(berth_key_sequence *sequence, berth_codeset set, unsigned code,
                                              berth_error **error);

/**
 * berth_key_sequence_add_text:
 * @text: UTF-8; the end of a line, as Unix or others write it, is Enter
 * @layout: (nullable): the guest's layout; NULL for "us"
 *
 * Adds the keys that type a text, with Shift, AltGr, dead keys and the compose key. The guest's Caps Lock has to be
 * off, and its layout that one.
 *
 * Returns: true; false with UNSUPPORTED when the layout cannot type it all, and the message names what; INVALID when
 *   @text is not UTF-8, or as berth_key_layout_new(). The sequence is then as it was.
 * Since: 0.1
 */
BERTH_API bool berth_key_sequence_add_text(berth_key_sequence *sequence, const char *text,
                                           const berth_key_layout *layout, berth_error **error);

/**
 * berth_key_sequence_add_wait:
 * @duration_ms: how long, in milliseconds
 *
 * Adds a time in which nothing is sent.
 *
 * Returns: true; false with INVALID for a time that makes no sense, NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_key_sequence_add_wait(berth_key_sequence *sequence, int duration_ms, berth_error **error);

/**
 * berth_key_sequence_set_rate:
 * @keys_per_second: how many keys are pressed in a second at the most, Shift and its like aside; 0 for as many as the
 *   target takes
 *
 * Slows a sequence down, for a guest that loses keys.
 *
 * Returns: true; false with INVALID for a number below 0 or above 1000.
 * Since: 0.1
 */
BERTH_API bool berth_key_sequence_set_rate(berth_key_sequence *sequence, int keys_per_second, berth_error **error);

/** berth_key_sequence_get_count: Returns: how many presses and releases it has. Since: 0.1 */
BERTH_API size_t berth_key_sequence_get_count(const berth_key_sequence *sequence);

/**
 * berth_key_sequence_list_events:
 *
 * Lists what would be sent, such as "press KEY_A", "wait 20", "release KEY_A".
 *
 * Returns: (owned) (nullable): the events, NULL-terminated, freed with berth_strv_free(); NULL with NO_MEMORY.
 * Since: 0.1
 */
BERTH_API char **berth_key_sequence_list_events(const berth_key_sequence *sequence, berth_error **error);

#ifdef __cplusplus
}
#endif

#endif
