/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The words of the key codes. Values are those of the core, which gberth-enums.c sees to.
 */
#pragma once

#include <berth-gobject/gberth-base.h>

G_BEGIN_DECLS

/**
 * GBerthCodeset:
 * @GBERTH_CODESET_LINUX: linux/input-event-codes.h, names as KEY_A
 * @GBERTH_CODESET_XT: the IBM XT keyboard; extended keys as 0xe0XX
 * @GBERTH_CODESET_ATSET1: scan code set 1 of the IBM AT keyboard
 * @GBERTH_CODESET_ATSET2: scan code set 2 of the IBM AT keyboard
 * @GBERTH_CODESET_ATSET3: scan code set 3 of the IBM PS/2 keyboard
 * @GBERTH_CODESET_OSX: macOS, HIToolbox/Events.h; names without kVK_, as ANSI_A
 * @GBERTH_CODESET_XT_KBD: scan code set 1 with extended keys as 0x1XX, as Linux numbered them
 * @GBERTH_CODESET_USB: USB HID usage tables, the keyboard page
 * @GBERTH_CODESET_WIN32: Windows, winuser.h; names as VK_A
 * @GBERTH_CODESET_RFB: QEMU's key numbers, which its extension of RFB (VNC) sends
 * @GBERTH_CODESET_QCODE: QEMU's QKeyCode, as QMP takes it; names alone, as a
 * @GBERTH_CODESET_HTML: KeyboardEvent.code of browsers (W3C); names alone, as KeyA
 * @GBERTH_CODESET_X11: X key symbols of the unmodified key, X11/keysymdef.h; names without XK_
 * @GBERTH_CODESET_XKB: XKB key names, xkb-data's keycodes/evdev; names alone, as AC01
 * @GBERTH_CODESET_XORG_EVDEV: keycodes of X servers with evdev or libinput, and of Wayland
 * @GBERTH_CODESET_XORG_KBD: keycodes of X servers with the driver kbd
 * @GBERTH_CODESET_XORG_XQUARTZ: keycodes of XQuartz on macOS
 * @GBERTH_CODESET_XORG_XWIN: keycodes of XWin, Cygwin's X server
 * @GBERTH_CODESET_SUN: Sun keyboards, type 4 and 5
 * @GBERTH_CODESET_ADB: Apple Desktop Bus
 *
 * A set of key codes. 0 to 9 are libvirt's numbers (virKeycodeSet). In %GBERTH_CODESET_QCODE, %GBERTH_CODESET_HTML
 * and %GBERTH_CODESET_XKB, which have names alone, the code of a key is the one that %GBERTH_CODESET_LINUX has for it.
 *
 * Since: 0.1
 */
typedef enum {
    GBERTH_CODESET_LINUX = 0,
    GBERTH_CODESET_XT = 1,
    GBERTH_CODESET_ATSET1 = 2,
    GBERTH_CODESET_ATSET2 = 3,
    GBERTH_CODESET_ATSET3 = 4,
    GBERTH_CODESET_OSX = 5,
    GBERTH_CODESET_XT_KBD = 6,
    GBERTH_CODESET_USB = 7,
    GBERTH_CODESET_WIN32 = 8,
    GBERTH_CODESET_RFB = 9,
    GBERTH_CODESET_QCODE = 10,
    GBERTH_CODESET_HTML = 11,
    GBERTH_CODESET_X11 = 12,
    GBERTH_CODESET_XKB = 13,
    GBERTH_CODESET_XORG_EVDEV = 14,
    GBERTH_CODESET_XORG_KBD = 15,
    GBERTH_CODESET_XORG_XQUARTZ = 16,
    GBERTH_CODESET_XORG_XWIN = 17,
    GBERTH_CODESET_SUN = 18,
    GBERTH_CODESET_ADB = 19
} GBerthCodeset;

/**
 * GBerthDisplayType:
 * @GBERTH_DISPLAY_TYPE_X11: an X server, here or elsewhere
 * @GBERTH_DISPLAY_TYPE_WAYLAND: a Wayland compositor
 * @GBERTH_DISPLAY_TYPE_WIN32: Windows
 * @GBERTH_DISPLAY_TYPE_MACOS: macOS itself, without an X server
 * @GBERTH_DISPLAY_TYPE_BROADWAY: GDK in a browser
 *
 * What a program's window stands on.
 *
 * Since: 0.1
 */
typedef enum {
    GBERTH_DISPLAY_TYPE_X11 = 1,
    GBERTH_DISPLAY_TYPE_WAYLAND = 2,
    GBERTH_DISPLAY_TYPE_WIN32 = 3,
    GBERTH_DISPLAY_TYPE_MACOS = 4,
    GBERTH_DISPLAY_TYPE_BROADWAY = 5
} GBerthDisplayType;

/**
 * GBerthKeyCloseFlags:
 * @GBERTH_KEY_CLOSE_DEFAULT: keys that are down are released
 * @GBERTH_KEY_CLOSE_LEAVE_PRESSED: they stay down, where the target can do that
 *
 * How a key target is closed.
 *
 * Since: 0.1
 */
typedef enum /*< flags >*/ {
    GBERTH_KEY_CLOSE_DEFAULT = 0,
    /* A single name would have no prefix to tell from it. */
    GBERTH_KEY_CLOSE_LEAVE_PRESSED = 1 << 0
} GBerthKeyCloseFlags;

G_END_DECLS
