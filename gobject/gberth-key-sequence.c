/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What is sent to a guest's keyboard.
 */
#include "gberth-call.h"
#include "gberth-keycode-private.h"

struct _GBerthKeySequence {
    GObject parent;
    berth_key_sequence *core;
};

/**
 * GBerthKeySequence:
 *
 * Key events to send, in their order. It belongs to one thread at a time; calls on a target that take one copy it.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthKeySequence, gberth_key_sequence, G_TYPE_OBJECT)

static void gberth_key_sequence_finalize(GObject *object)
{
    berth_key_sequence_unref(GBERTH_KEY_SEQUENCE(object)->core);
    G_OBJECT_CLASS(gberth_key_sequence_parent_class)->finalize(object);
}

static void gberth_key_sequence_class_init(GBerthKeySequenceClass *class)
{
    G_OBJECT_CLASS(class)->finalize = gberth_key_sequence_finalize;
}

/* As in all of GLib, an object that memory does not suffice for ends the program. */
static void gberth_key_sequence_init(GBerthKeySequence *sequence)
{
    sequence->core = berth_key_sequence_new(NULL);
    if (!sequence->core)
        g_error("%s: out of memory", __func__);
}

static GBerthKeySequence *wrap(berth_key_sequence *core)
{
    GBerthKeySequence *sequence = g_object_new(GBERTH_TYPE_KEY_SEQUENCE, NULL);

    berth_key_sequence_unref(sequence->core);
    sequence->core = core;
    return sequence;
}

berth_key_sequence *_gberth_key_sequence_get_core(GBerthKeySequence *sequence)
{
    return GBERTH_IS_KEY_SEQUENCE(sequence) ? sequence->core : NULL;
}

/* --- Making one ----------------------------------------------------------------------------- */

/**
 * gberth_key_sequence_new:
 *
 * Makes an empty sequence.
 *
 * Returns: (transfer full): the sequence
 *
 * Since: 0.1
 */
GBerthKeySequence *gberth_key_sequence_new(void)
{
    return g_object_new(GBERTH_TYPE_KEY_SEQUENCE, NULL);
}

/**
 * gberth_key_sequence_new_from_text:
 * @text: what to send, a step a line
 * @source: (nullable): the file it comes from, for messages
 * @error: where to say what failed
 *
 * Reads a sequence. Empty lines and those that begin with '#' mean nothing; the others are
 *
 * - `chord KEY...` presses the keys, and releases them the other way round
 * - `hold MS KEY...` the same, with so many milliseconds between
 * - `press KEY...` presses them; what is still down at the end is released then
 * - `release KEY...`
 * - `text TEXT` types the rest of the line; \n, \t and \\ are a new line, a tab and a backslash
 * - `wait MS` does nothing for so many milliseconds
 * - `codeset SET` keys from here on are of that set; linux at first
 * - `layout LAYOUT [VARIANT]` texts from here on are for that layout; us at first
 * - `rate N` for all of it: so many keys a second at the most
 *
 * Fails with %GBERTH_ERROR_PARSE for a line that is none of these, or with the error of the function that does the
 * same, and its line.
 *
 * Returns: (transfer full): the sequence
 *
 * Since: 0.1
 */
GBerthKeySequence *gberth_key_sequence_new_from_text(const char *text, const char *source, GError **error)
{
    g_return_val_if_fail(text != NULL, NULL);

    berth_error *failure = NULL;
    berth_key_sequence *core = berth_key_sequence_from_text(text, source, &failure);

    return _gberth_take_success(core != NULL, &failure, error) ? wrap(core) : NULL;
}

/**
 * gberth_key_sequence_copy:
 * @sequence: a sequence
 *
 * Copies it.
 *
 * Returns: (transfer full): another sequence of the same events and rate
 *
 * Since: 0.1
 */
GBerthKeySequence *gberth_key_sequence_copy(GBerthKeySequence *sequence)
{
    g_return_val_if_fail(GBERTH_IS_KEY_SEQUENCE(sequence), NULL);

    berth_key_sequence *core = berth_key_sequence_copy(sequence->core);

    if (!core)
        g_error("%s: out of memory", __func__);
    return wrap(core);
}

/**
 * gberth_key_sequence_add_chord:
 * @sequence: a sequence
 * @set: the set of @keys
 * @keys: names or numbers with spaces between them, "KEY_LEFTCTRL KEY_LEFTALT KEY_DELETE"
 * @hold_ms: how long all are down, in milliseconds; -1 for 20
 * @error: where to say what failed
 *
 * Adds keys that are pressed one after the other, held together, and released the other way round.
 *
 * Fails with %GBERTH_ERROR_INVALID for a number that is no set, a time that makes no sense or no key at all,
 * %GBERTH_ERROR_NOT_FOUND for a key that is none. The sequence is then as it was.
 *
 * Returns: %TRUE when they are added
 *
 * Since: 0.1
 */
gboolean gberth_key_sequence_add_chord(GBerthKeySequence *sequence, GBerthCodeset set, const char *keys, int hold_ms,
                                       GError **error)
{
    g_return_val_if_fail(GBERTH_IS_KEY_SEQUENCE(sequence), FALSE);
    g_return_val_if_fail(keys != NULL, FALSE);

    berth_error *failure = NULL;
    return _gberth_take_success(
        berth_key_sequence_add_chord(sequence->core, (berth_codeset)set, keys, hold_ms, &failure), &failure, error);
}

/**
 * gberth_key_sequence_add_press:
 * @sequence: a sequence
 * @set: the set of @code
 * @code: a key's code
 * @error: where to say what failed
 *
 * Adds the press of a key. What the sequence leaves down is released at its end.
 *
 * Fails with %GBERTH_ERROR_INVALID for a number that is no set, %GBERTH_ERROR_NOT_FOUND when no key has that code.
 *
 * Returns: %TRUE when it is added
 *
 * Since: 0.1
 */
gboolean gberth_key_sequence_add_press(GBerthKeySequence *sequence, GBerthCodeset set, gint64 code, GError **error)
{
    g_return_val_if_fail(GBERTH_IS_KEY_SEQUENCE(sequence), FALSE);

    berth_error *failure = NULL;
    unsigned core;

    return _gberth_take_keycode(code, &core, error) &&
           _gberth_take_success(berth_key_sequence_add_press(sequence->core, (berth_codeset)set, core, &failure),
                                &failure, error);
}

/**
 * gberth_key_sequence_add_release:
 * @sequence: a sequence
 * @set: the set of @code
 * @code: a key's code
 * @error: where to say what failed
 *
 * Adds the release of a key, which counts also when the sequence did not press it. Fails as
 * gberth_key_sequence_add_press() does.
 *
 * Returns: %TRUE when it is added
 *
 * Since: 0.1
 */
gboolean gberth_key_sequence_add_release(GBerthKeySequence *sequence, GBerthCodeset set, gint64 code, GError **error)
{
    g_return_val_if_fail(GBERTH_IS_KEY_SEQUENCE(sequence), FALSE);

    berth_error *failure = NULL;
    unsigned core;

    return _gberth_take_keycode(code, &core, error) &&
           _gberth_take_success(berth_key_sequence_add_release(sequence->core, (berth_codeset)set, core, &failure),
                                &failure, error);
}

/**
 * gberth_key_sequence_add_text:
 * @sequence: a sequence
 * @text: what to type; the end of a line, as Unix or others write it, is Enter
 * @layout: (nullable): the guest's layout; %NULL for "us"
 * @error: where to say what failed
 *
 * Adds the keys that type a text, with Shift, AltGr, dead keys and the compose key. The guest's Caps Lock has to be
 * off, and its layout that one.
 *
 * Fails with %GBERTH_ERROR_UNSUPPORTED when the layout cannot type it all, and the message names what;
 * %GBERTH_ERROR_INVALID when @text is not UTF-8, or as gberth_key_layout_new() does. The sequence is then as it was.
 *
 * Returns: %TRUE when they are added
 *
 * Since: 0.1
 */
gboolean gberth_key_sequence_add_text(GBerthKeySequence *sequence, const char *text, GBerthKeyLayout *layout,
                                      GError **error)
{
    g_return_val_if_fail(GBERTH_IS_KEY_SEQUENCE(sequence), FALSE);
    g_return_val_if_fail(layout == NULL || _gberth_key_layout_get_core(layout), FALSE);
    g_return_val_if_fail(text != NULL, FALSE);

    berth_error *failure = NULL;
    const berth_key_layout *core = layout ? _gberth_key_layout_get_core(layout) : NULL;

    return _gberth_take_success(berth_key_sequence_add_text(sequence->core, text, core, &failure), &failure, error);
}

/**
 * gberth_key_sequence_add_wait:
 * @sequence: a sequence
 * @duration_ms: how long, in milliseconds
 * @error: where to say what failed
 *
 * Adds a time in which nothing is sent. Fails with %GBERTH_ERROR_INVALID for a time that makes no sense.
 *
 * Returns: %TRUE when it is added
 *
 * Since: 0.1
 */
gboolean gberth_key_sequence_add_wait(GBerthKeySequence *sequence, int duration_ms, GError **error)
{
    g_return_val_if_fail(GBERTH_IS_KEY_SEQUENCE(sequence), FALSE);

    berth_error *failure = NULL;
    return _gberth_take_success(berth_key_sequence_add_wait(sequence->core, duration_ms, &failure), &failure, error);
}

/**
 * gberth_key_sequence_set_rate:
 * @sequence: a sequence
 * @keys_per_second: how many keys are pressed in a second at the most, Shift and its like aside; 0 for as many
 *   as the target takes
 * @error: where to say what failed
 *
 * Slows a sequence down, for a guest that loses keys. Fails with %GBERTH_ERROR_INVALID for a number below 0 or above
 * 1000.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_key_sequence_set_rate(GBerthKeySequence *sequence, int keys_per_second, GError **error)
{
    g_return_val_if_fail(GBERTH_IS_KEY_SEQUENCE(sequence), FALSE);

    berth_error *failure = NULL;
    return _gberth_take_success(berth_key_sequence_set_rate(sequence->core, keys_per_second, &failure), &failure,
                                error);
}

/* --- Looking into it ------------------------------------------------------------------------ */

/**
 * gberth_key_sequence_get_count:
 * @sequence: a sequence
 *
 * Counts the presses and releases.
 *
 * Returns: how many there are
 *
 * Since: 0.1
 */
guint gberth_key_sequence_get_count(GBerthKeySequence *sequence)
{
    g_return_val_if_fail(GBERTH_IS_KEY_SEQUENCE(sequence), 0);

    return (guint)berth_key_sequence_get_count(sequence->core);
}

/**
 * gberth_key_sequence_list_events:
 * @sequence: a sequence
 * @error: where to say what failed
 *
 * Lists what would be sent, such as "press KEY_A", "wait 20", "release KEY_A".
 *
 * Returns: (transfer full): the events, none when it is empty
 *
 * Since: 0.1
 */
char **gberth_key_sequence_list_events(GBerthKeySequence *sequence, GError **error)
{
    g_return_val_if_fail(GBERTH_IS_KEY_SEQUENCE(sequence), NULL);

    berth_error *failure = NULL;
    char **events = berth_key_sequence_list_events(sequence->core, &failure);

    return _gberth_take_strv(events, &failure, error);
}
