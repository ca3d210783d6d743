/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What a VNC viewer needs to know of the X server that its window is on: in which set the server numbers its keys, and
 * what a key is for the VNC server. The X server may be on another machine than this program, so it is asked.
 *
 * keyboard CODE...: the code of a key for VNC, for each hardware code of the X server
 *
 * cc -o keyboard keyboard.c $(pkg-config --cflags --libs berth x11)
 */
#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <berth/berth.h>
#include <stdio.h>
#include <stdlib.h>

/* The set of the server's codes, as it says itself. */
static bool find_codeset(Display *display, berth_codeset *set, berth_error **error)
{
    XkbDescPtr keyboard = XkbAllocKeyboard();
    char *name = NULL;

    if (keyboard && XkbGetNames(display, XkbKeycodesNameMask, keyboard) == Success && keyboard->names->keycodes)
        name = XGetAtomName(display, keyboard->names->keycodes);
    bool found = berth_codeset_from_display(BERTH_DISPLAY_TYPE_X11, name, ServerVendor(display), set, error);
    XFree(name);
    XkbFreeKeyboard(keyboard, XkbAllComponentsMask, True);
    return found;
}

int main(int argc, char **argv)
{
    Display *display = XOpenDisplay(NULL);
    berth_error *error = NULL;
    berth_codeset set;
    int status = EXIT_SUCCESS;

    if (!display) {
        fprintf(stderr, "keyboard: there is no X server at $DISPLAY\n");
        return EXIT_FAILURE;
    }
    if (find_codeset(display, &set, &error))
        printf("set %s\n", berth_codeset_get_name(set));
    for (int i = 1; i < argc && !error; i++) {
        unsigned code, number = (unsigned)strtoul(argv[i], NULL, 0);

        if (berth_keycode_translate(set, BERTH_CODESET_RFB, number, &code, &error))
            printf("%u is %#x\n", number, code);
    }
    if (error) {
        fprintf(stderr, "keyboard: %s\n", berth_error_get_message(error));
        status = EXIT_FAILURE;
    }
    berth_error_free(error);
    XCloseDisplay(display);
    return status;
}
