/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Symbols for RFB. Their numbers are those of X11/keysymdef.h. */
#include "keycode/targets/vnc-symbols.h"

#include <stdlib.h>

#include "base/memory.h"
#include "keycode/keycode.h"
#include "keycode/keymap.h"

#define SYMBOL_NUM_LOCK 0xff7f
#define SYMBOL_SHIFT_L 0xffe1
#define SYMBOL_SHIFT_R 0xffe2
#define SYMBOL_CAPS_LOCK 0xffe5
#define SYMBOL_KP_SEPARATOR 0xffac
#define SYMBOL_KP_DECIMAL 0xffae
#define SYMBOL_KP_DELETE 0xff9f
#define SYMBOL_KP_0 0xffb0

bool vnc_symbols_init(vnc_symbols *symbols)
{
    symbols->pressed = calloc(keymap_key_count + 1, sizeof *symbols->pressed);
    return symbols->pressed;
}

void vnc_symbols_end(vnc_symbols *symbols)
{
    free(symbols->pressed);
}

/* RFC 6143, 7.5.4: keys that make no character have a symbol too. */
static uint32_t plain_symbol(unsigned key)
{
    unsigned symbol = berth_key_code(BERTH_CODESET_X11, key);
    return symbol == KEYMAP_NO_CODE ? 0 : symbol;
}

uint32_t vnc_symbols_find(const vnc_symbols *symbols, unsigned key, uint32_t keysym)
{
    /* KP_Insert, KP_End, KP_Down, KP_Next, KP_Left, KP_Begin, KP_Right, KP_Home, KP_Up, KP_Prior */
    static const uint32_t without_num_lock[] = {0xff9e, 0xff9c, 0xff99, 0xff9b, 0xff96,
                                                0xff9d, 0xff98, 0xff95, 0xff97, 0xff9a};
    uint32_t symbol = keysym ? keysym : plain_symbol(key);
    if (keysym)
        return symbol;
    if (symbol >= 'a' && symbol <= 'z')
        return (symbols->left_shift || symbols->right_shift) != symbols->caps_lock ? symbol - 'a' + 'A' : symbol;
    if (symbols->num_lock)
        return symbol;
    if (symbol >= SYMBOL_KP_0 && symbol < SYMBOL_KP_0 + BERTH_COUNT(without_num_lock))
        return without_num_lock[symbol - SYMBOL_KP_0];
    return symbol == SYMBOL_KP_DECIMAL || symbol == SYMBOL_KP_SEPARATOR ? SYMBOL_KP_DELETE : symbol;
}

uint32_t vnc_symbols_take(vnc_symbols *symbols, unsigned key, uint32_t keysym, bool press)
{
    uint32_t plain = plain_symbol(key), symbol = symbols->pressed[key];
    if (press || !symbol)
        symbol = vnc_symbols_find(symbols, key, keysym);
    symbols->pressed[key] = press ? symbol : 0;
    if (plain == SYMBOL_SHIFT_L)
        symbols->left_shift = press;
    else if (plain == SYMBOL_SHIFT_R)
        symbols->right_shift = press;
    else if (plain == SYMBOL_CAPS_LOCK)
        symbols->caps_lock ^= press;
    else if (plain == SYMBOL_NUM_LOCK)
        symbols->num_lock ^= press;
    return symbol;
}
