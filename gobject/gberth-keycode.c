/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Sets of key codes, and translation between them.
 */
#include "gberth-call.h"
#include "gberth-keycode-private.h"

gboolean _gberth_take_keycode(gint64 code, unsigned *core, GError **error)
{
    if (code < 0 || code > G_MAXUINT32) {
        g_set_error(error, GBERTH_ERROR, GBERTH_ERROR_INVALID,
                    "%" G_GINT64_FORMAT " is no key code: those are from 0 to %u", code, G_MAXUINT32);
        return FALSE;
    }
    *core = (unsigned)code;
    return TRUE;
}

/* --- Sets ----------------------------------------------------------------------------------- */

/**
 * gberth_codeset_get_name:
 * @set: a set
 *
 * Tells its name, as in commands and files.
 *
 * Returns: (nullable): the name, such as "xt_kbd"; %NULL for a number that is no set
 *
 * Since: 0.1
 */
const char *gberth_codeset_get_name(GBerthCodeset set)
{
    return berth_codeset_get_name((berth_codeset)set);
}

/**
 * gberth_codeset_get_description:
 * @set: a set
 *
 * Tells what it is.
 *
 * Returns: (nullable): one line; %NULL for a number that is no set
 *
 * Since: 0.1
 */
const char *gberth_codeset_get_description(GBerthCodeset set)
{
    return berth_codeset_get_description((berth_codeset)set);
}

/* Only what succeeds has an answer; the caller's variable is its own otherwise. */
static gboolean take_set(bool success, berth_codeset found, GBerthCodeset *set, berth_error **failure, GError **error)
{
    if (success && set)
        *set = (GBerthCodeset)found;
    return _gberth_take_success(success, failure, error);
}

/**
 * gberth_codeset_from_name:
 * @name: the name of a set, such as "xt_kbd"; "qnum" is %GBERTH_CODESET_RFB
 * @set: (out): the set
 * @error: where to say what failed
 *
 * Finds a set by its name. Fails with %GBERTH_ERROR_NOT_FOUND, and the message names those there are.
 *
 * Returns: (skip): %TRUE when there is one
 *
 * Since: 0.1
 */
gboolean gberth_codeset_from_name(const char *name, GBerthCodeset *set, GError **error)
{
    g_return_val_if_fail(name != NULL, FALSE);

    berth_error *failure = NULL;
    berth_codeset found = BERTH_CODESET_LINUX;
    bool success = berth_codeset_from_name(name, &found, &failure);

    return take_set(success, found, set, &failure, error);
}

/**
 * gberth_codeset_from_display:
 * @type: what the display is
 * @xkb_keycodes: (nullable): for %GBERTH_DISPLAY_TYPE_X11, the name of the server's XKB keycodes (XkbGetNames(3),
 *   XkbKeycodesNameMask), such as "evdev+aliases(qwerty)"
 * @server: (nullable): for %GBERTH_DISPLAY_TYPE_X11, what else tells its kind: its vendor (ServerVendor(3)) and the
 *   names of its extensions, in any order
 * @set: (out): the set of the hardware key codes in its key events
 * @error: where to say what failed
 *
 * Finds out in which set a display numbers its keys: what a viewer needs to know before it translates a key event's
 * hardware code, such as GDK's, into the code of a guest. The kind of the server counts, not the system the program
 * runs on: the server may be elsewhere.
 *
 * Fails with %GBERTH_ERROR_INVALID for a type that is none, or %GBERTH_ERROR_NOT_FOUND for an X server whose keycodes
 * are none that are known.
 *
 * Returns: (skip): %TRUE when it is known
 *
 * Since: 0.1
 */
gboolean gberth_codeset_from_display(GBerthDisplayType type, const char *xkb_keycodes, const char *server,
                                     GBerthCodeset *set, GError **error)
{
    berth_error *failure = NULL;
    berth_codeset found = BERTH_CODESET_LINUX;
    bool success = berth_codeset_from_display((berth_display_type)type, xkb_keycodes, server, &found, &failure);

    return take_set(success, found, set, &failure, error);
}

/**
 * gberth_codeset_list_codes:
 * @set: a set
 * @error: where to say what failed
 *
 * Lists the codes of a set, from the lowest: those that keys are translated to. Fails with %GBERTH_ERROR_INVALID for a
 * number that is no set.
 *
 * Returns: (transfer full): them
 *
 * Since: 0.1
 */
GBerthKeycodeList *gberth_codeset_list_codes(GBerthCodeset set, GError **error)
{
    berth_error *failure = NULL;
    berth_keycode_list *core = berth_codeset_list_codes((berth_codeset)set, &failure);

    return _gberth_take_success(core != NULL, &failure, error) ? _gberth_keycode_list_wrap(core) : NULL;
}

/* --- Codes ---------------------------------------------------------------------------------- */

static gboolean take_code(bool success, unsigned found, gint64 *code, berth_error **failure, GError **error)
{
    if (success && code)
        *code = found;
    return _gberth_take_success(success, failure, error);
}

/**
 * gberth_keycode_translate:
 * @source: the set of @code
 * @target: the set of the result
 * @code: a key's code in @source
 * @result: (out): its code in @target
 * @error: where to say what failed
 *
 * Translates a code. Of several keys that a code may mean this takes the usual one, and of several codes that a key has
 * the main one; gberth_keycode_list_new_alternatives() gives them all.
 *
 * Fails with %GBERTH_ERROR_INVALID for a number that is no set, %GBERTH_ERROR_NOT_FOUND when no key has that code,
 * %GBERTH_ERROR_UNMAPPED when the key has none in @target.
 *
 * Returns: (skip): %TRUE when it has one
 *
 * Since: 0.1
 */
gboolean gberth_keycode_translate(GBerthCodeset source, GBerthCodeset target, gint64 code, gint64 *result,
                                  GError **error)
{
    berth_error *failure = NULL;
    unsigned core, found = 0;

    if (!_gberth_take_keycode(code, &core, error))
        return FALSE;
    bool success = berth_keycode_translate((berth_codeset)source, (berth_codeset)target, core, &found, &failure);

    return take_code(success, found, result, &failure, error);
}

/**
 * gberth_keycode_from_name:
 * @set: a set that has names
 * @name: the name of a key there, or an alias of it; names of C may have their prefix, XK_ or kVK_
 * @code: (out): its code
 * @error: where to say what failed
 *
 * Finds a key by its name. Fails with %GBERTH_ERROR_INVALID for a number that is no set, %GBERTH_ERROR_UNSUPPORTED for
 * a set without names, %GBERTH_ERROR_NOT_FOUND, and then the message proposes names that are like it.
 *
 * Returns: (skip): %TRUE when there is one
 *
 * Since: 0.1
 */
gboolean gberth_keycode_from_name(GBerthCodeset set, const char *name, gint64 *code, GError **error)
{
    g_return_val_if_fail(name != NULL, FALSE);

    berth_error *failure = NULL;
    unsigned found = 0;
    bool success = berth_keycode_from_name((berth_codeset)set, name, &found, &failure);

    return take_code(success, found, code, &failure, error);
}

/**
 * gberth_keycode_from_text:
 * @set: a set
 * @text: a name of a key there, or a number: decimal, or hexadecimal after 0x. What is both is the name
 * @code: (out): the code
 * @error: where to say what failed
 *
 * Reads a key as people write it. A number need not be a key's code. Fails as gberth_keycode_from_name() does.
 *
 * Returns: (skip): %TRUE when it is one
 *
 * Since: 0.1
 */
gboolean gberth_keycode_from_text(GBerthCodeset set, const char *text, gint64 *code, GError **error)
{
    g_return_val_if_fail(text != NULL, FALSE);

    berth_error *failure = NULL;
    unsigned found = 0;
    bool success = berth_keycode_from_text((berth_codeset)set, text, &found, &failure);

    return take_code(success, found, code, &failure, error);
}

/**
 * gberth_keycode_get_name:
 * @set: a set
 * @code: a code there
 *
 * Tells a key's name.
 *
 * Returns: (nullable): the name; %NULL when it has none
 *
 * Since: 0.1
 */
const char *gberth_keycode_get_name(GBerthCodeset set, gint64 code)
{
    unsigned core;

    return _gberth_take_keycode(code, &core, NULL) ? berth_keycode_get_name((berth_codeset)set, core) : NULL;
}
