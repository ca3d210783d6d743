/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Usage: decode-keys LAYOUT [VARIANT]
 *
 * Reads the lines of print-keys and prints the text that a program would get which has this layout and composes as X
 * does. It knows nothing of the table of keys or of how texts are typed.
 */
#include <stdio.h>
#include <xkbcommon/xkbcommon-compose.h>
#include <xkbcommon/xkbcommon.h>

static void print_symbol(xkb_keysym_t symbol)
{
    char text[16];
    if (symbol == XKB_KEY_Return)
        putchar('\n');
    else if (xkb_keysym_to_utf8(symbol, text, sizeof text) > 0)
        fputs(text, stdout);
}

static void press(struct xkb_state *state, struct xkb_compose_state *compose, xkb_keycode_t code)
{
    xkb_keysym_t symbol = xkb_state_key_get_one_sym(state, code);
    if (xkb_compose_state_feed(compose, symbol) == XKB_COMPOSE_FEED_IGNORED) // a modifier: the status is still the last
        return;
    switch (xkb_compose_state_get_status(compose)) {
    case XKB_COMPOSE_COMPOSED:
        print_symbol(xkb_compose_state_get_one_sym(compose));
        break;
    case XKB_COMPOSE_NOTHING:
        print_symbol(symbol);
        break;
    default:
        break;
    }
}

int main(int argc, char **argv)
{
    unsigned code;
    int value;
    char line[256];
    struct xkb_rule_names names = {
        .rules = "evdev", .model = "pc105", .layout = argc > 1 ? argv[1] : "us", .variant = argc > 2 ? argv[2] : NULL};
    struct xkb_context *context = xkb_context_new(XKB_CONTEXT_NO_FLAGS);
    struct xkb_keymap *keymap = xkb_keymap_new_from_names(context, &names, XKB_KEYMAP_COMPILE_NO_FLAGS);
    struct xkb_compose_table *table =
        xkb_compose_table_new_from_locale(context, "en_US.UTF-8", XKB_COMPOSE_COMPILE_NO_FLAGS);
    if (!keymap || !table)
        return 1;
    struct xkb_state *state = xkb_state_new(keymap);
    struct xkb_compose_state *compose = xkb_compose_state_new(table, XKB_COMPOSE_STATE_NO_FLAGS);
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "%u %d", &code, &value) != 2)
            continue;
        if (value)
            press(state, compose, code + 8);
        if (value != 2)
            xkb_state_update_key(state, code + 8, value ? XKB_KEY_DOWN : XKB_KEY_UP);
    }
    return 0;
}
