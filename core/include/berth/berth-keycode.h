/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Key codes: every system numbers the keys of a keyboard in its own way. These functions translate between the sets,
 * and between codes and names. All they need is in constant tables: they do no input or output, never wait, and may be
 * called from any thread.
 */
#ifndef BERTH_KEYCODE_H
#define BERTH_KEYCODE_H

#include <berth/berth-base.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * berth_codeset:
 *
 * A set of key codes. 0 to 9 are libvirt's numbers (virKeycodeSet). QCODE, HTML and XKB have names alone: the code of a
 * key there is its code in LINUX. Since: 0.1
 */
typedef enum berth_codeset {
    BERTH_CODESET_LINUX = 0,         /**< linux/input-event-codes.h, names as KEY_A */
    BERTH_CODESET_XT = 1,            /**< the IBM XT keyboard; extended keys as 0xe0XX, so the same as ATSET1 */
    BERTH_CODESET_ATSET1 = 2,        /**< scan code set 1 of the IBM AT keyboard */
    BERTH_CODESET_ATSET2 = 3,        /**< scan code set 2 of the IBM AT keyboard */
    BERTH_CODESET_ATSET3 = 4,        /**< scan code set 3 of the IBM PS/2 keyboard */
    BERTH_CODESET_OSX = 5,           /**< macOS, HIToolbox/Events.h; names without kVK_, as ANSI_A */
    BERTH_CODESET_XT_KBD = 6,        /**< ATSET1 with extended keys as 0x1XX, as Linux numbered them */
    BERTH_CODESET_USB = 7,           /**< USB HID usage tables, the keyboard page */
    BERTH_CODESET_WIN32 = 8,         /**< Windows, winuser.h; names as VK_A */
    BERTH_CODESET_RFB = 9,           /**< QEMU's key numbers, which its extension of RFB (VNC) sends */
    BERTH_CODESET_QCODE = 10,        /**< QEMU's QKeyCode, as QMP takes it; names alone, as a */
    BERTH_CODESET_HTML = 11,         /**< KeyboardEvent.code of browsers (W3C); names alone, as KeyA */
    BERTH_CODESET_X11 = 12,          /**< X key symbols of the unmodified key, X11/keysymdef.h; names without XK_ */
    BERTH_CODESET_XKB = 13,          /**< XKB key names, xkb-data's keycodes/evdev; names alone, as AC01 */
    BERTH_CODESET_XORG_EVDEV = 14,   /**< keycodes of X servers with evdev or libinput, and of Wayland: LINUX + 8 */
    BERTH_CODESET_XORG_KBD = 15,     /**< keycodes of X servers with the driver kbd */
    BERTH_CODESET_XORG_XQUARTZ = 16, /**< keycodes of XQuartz on macOS: OSX + 8 */
    BERTH_CODESET_XORG_XWIN = 17,    /**< keycodes of XWin, Cygwin's X server */
    BERTH_CODESET_SUN = 18,          /**< Sun keyboards, type 4 and 5 */
    BERTH_CODESET_ADB = 19           /**< Apple Desktop Bus */
} berth_codeset;

/** berth_display_type: what a program's window stands on. Since: 0.1 */
typedef enum berth_display_type {
    BERTH_DISPLAY_TYPE_X11 = 1,     /**< an X server, here or elsewhere */
    BERTH_DISPLAY_TYPE_WAYLAND = 2, /**< a Wayland compositor */
    BERTH_DISPLAY_TYPE_WIN32 = 3,   /**< Windows */
    BERTH_DISPLAY_TYPE_MACOS = 4,   /**< macOS itself, without an X server */
    BERTH_DISPLAY_TYPE_BROADWAY = 5 /**< GDK in a browser */
} berth_display_type;

/** berth_codeset_get_name: @set: a set. Returns: (constant) (nullable): its name, "xt_kbd", as in commands and files;
 * NULL for a number that is no set. Since: 0.1 */
BERTH_API const char *berth_codeset_get_name(berth_codeset set);

/** berth_codeset_get_description: @set: a set. Returns: (constant) (nullable): what it is, in one line; NULL for a
 * number that is no set. Since: 0.1 */
BERTH_API const char *berth_codeset_get_description(berth_codeset set);

/**
 * berth_codeset_from_name:
 * @name: the name of a set, such as "xt_kbd"; "qnum" is RFB. Its number as a text is one too
 * @set: (out): the set
 *
 * Finds a set by its name.
 *
 * Returns: true; false with NOT_FOUND, and the message names those there are.
 * Since: 0.1
 */
BERTH_API bool berth_codeset_from_name(const char *name, berth_codeset *set, berth_error **error);

/**
 * berth_codeset_from_display:
 * @type: what the display is
 * @xkb_keycodes: (nullable): for X11, the name of the server's XKB keycodes (XkbGetNames(3), XkbKeycodesNameMask), such
 * as "evdev+aliases(qwerty)"
 * @server: (nullable): for X11, what else tells its kind: its vendor (ServerVendor(3)) and the names of its extensions,
 *   in any order
 * @set: (out): the set of the hardware key codes in its key events
 *
 * Finds out in which set a display numbers its keys: what a viewer needs to know before it translates a key event's
 * hardware code, such as GDK's, into the code of a guest. The kind of the server counts, not the system the program
 * runs on: the server may be elsewhere.
 *
 * Returns: true; false with INVALID for a type that is none, or NOT_FOUND for an X server whose keycodes are none that
 *   are known.
 * Since: 0.1
 */
BERTH_API bool berth_codeset_from_display(berth_display_type type, const char *xkb_keycodes, const char *server,
                                          berth_codeset *set, berth_error **error);

/**
 * berth_keycode_translate:
 * @source: the set of @code
 * @target: the set of the result
 * @code: a key's code in @source
 * @result: (out): its code in @target
 *
 * Translates a code. Of several keys that a code may mean this takes the usual one, and of several codes that a key has
 * the main one; berth_keycode_list_alternatives() gives them all.
 *
 * Returns: true; false with INVALID for a number that is no set, NOT_FOUND when no key has that code, UNMAPPED when the
 *   key has none in @target.
 * Since: 0.1
 */
BERTH_API bool berth_keycode_translate(berth_codeset source, berth_codeset target, unsigned code, unsigned *result,
                                       berth_error **error);

/**
 * berth_keycode_from_name:
 * @set: a set that has names
 * @name: the name of a key there, or an alias of it; names of C may have their prefix, XK_ or kVK_
 * @code: (out): its code
 *
 * Finds a key by its name.
 *
 * Returns: true; false with INVALID for a number that is no set, UNSUPPORTED for a set without names, NOT_FOUND, and
 * then the message proposes names that are like it. Since: 0.1
 */
BERTH_API bool berth_keycode_from_name(berth_codeset set, const char *name, unsigned *code, berth_error **error);

/**
 * berth_keycode_from_text:
 * @set: a set
 * @text: a name of a key there, or a number: decimal, or hexadecimal after 0x. What is both is the name
 * @code: (out): the code
 *
 * Reads a key as people write it. A number need not be a key's code.
 *
 * Returns: true; false as berth_keycode_from_name().
 * Since: 0.1
 */
BERTH_API bool berth_keycode_from_text(berth_codeset set, const char *text, unsigned *code, berth_error **error);

/** berth_keycode_get_name: @set: a set. @code: a code there. Returns: (constant) (nullable): its name; NULL when it has
 * none. Since: 0.1 */
BERTH_API const char *berth_keycode_get_name(berth_codeset set, unsigned code);

/** berth_keycode_list: Some codes of one set, with their names. Immutable; may be used from several threads. Ended with
 * berth_keycode_list_unref(). Since: 0.1 */
typedef struct berth_keycode_list berth_keycode_list;

/**
 * berth_codeset_list_codes:
 * @set: a set
 *
 * Lists the codes of a set, from the lowest: those that keys are translated to.
 *
 * Returns: (owned) (nullable): them; NULL with INVALID for a number that is no set, NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_keycode_list *berth_codeset_list_codes(berth_codeset set, berth_error **error);

/**
 * berth_keycode_list_alternatives:
 * @source: the set of @code
 * @target: the set of the result
 * @code: a key's code in @source
 *
 * Translates a code that may mean several keys, or keys that have several codes. The first is what
 * berth_keycode_translate() gives, unless that fails with UNMAPPED. With @source as @target it lists what else the code
 * may mean.
 *
 * Returns: (owned) (nullable): the codes, none twice; NULL with the errors of berth_keycode_translate(), UNMAPPED when
 * no such key has a code in @target, NO_MEMORY. Since: 0.1
 */
BERTH_API berth_keycode_list *berth_keycode_list_alternatives(berth_codeset source, berth_codeset target, unsigned code,
                                                              berth_error **error);

/** berth_keycode_list_ref: Returns: (owned): @list, held once more. Since: 0.1 */
BERTH_API berth_keycode_list *berth_keycode_list_ref(berth_keycode_list *list);

/** berth_keycode_list_unref: @list: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_keycode_list_unref(berth_keycode_list *list);

/** berth_keycode_list_get_count: Returns: how many codes it has. Since: 0.1 */
BERTH_API size_t berth_keycode_list_get_count(const berth_keycode_list *list);

/** berth_keycode_list_get_code: @number: of an entry, from 0. Returns: its code; 0 when there is no such entry.
 * Since: 0.1 */
BERTH_API unsigned berth_keycode_list_get_code(const berth_keycode_list *list, size_t number);

/** berth_keycode_list_get_name: @number: of an entry, from 0. Returns: (constant) (nullable): its name; NULL when it
 * has none. Since: 0.1 */
BERTH_API const char *berth_keycode_list_get_name(const berth_keycode_list *list, size_t number);

/**
 * berth_keycode_list_get_aliases:
 * @number: of an entry, from 0
 *
 * Tells the other names of a code.
 *
 * Returns: (owned) (nullable): the names, NULL-terminated, freed with berth_strv_free(); NULL with NO_MEMORY.
 * Since: 0.1
 */
BERTH_API char **berth_keycode_list_get_aliases(const berth_keycode_list *list, size_t number, berth_error **error);

#ifdef __cplusplus
}
#endif

#endif
