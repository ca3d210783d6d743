/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The X key symbol that goes with a key in RFB: what a keyboard with nothing but our own presses would make of it.
 * QEMU's server presses Caps Lock or Num Lock when a letter or a keypad's symbol is not what it expects of its own idea
 * of them, and servers that take symbols alone press or release Shift.
 */
#ifndef BERTH_KEYCODE_TARGETS_VNC_SYMBOLS_H
#define BERTH_KEYCODE_TARGETS_VNC_SYMBOLS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct vnc_symbols {
    uint32_t *pressed; /* by key: the symbol it was pressed with; 0: none */
    bool left_shift, right_shift, caps_lock, num_lock;
} vnc_symbols;

/** Returns: false when memory ran out. */
bool vnc_symbols_init(vnc_symbols *symbols);
void vnc_symbols_end(vnc_symbols *symbols);

/** @keysym: what a layout makes of the key; 0 when that is not known. Returns: the symbol; 0 when there is none. */
uint32_t vnc_symbols_find(const vnc_symbols *symbols, unsigned key, uint32_t keysym);

/** The symbol of a press, or of a release: the one that it was pressed with. Takes note of the press. */
uint32_t vnc_symbols_take(vnc_symbols *symbols, unsigned key, uint32_t keysym, bool press);

#endif
