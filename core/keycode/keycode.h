/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Keys as the rest of the area names them: by their number in the table, which is 0 for none. */
#ifndef BERTH_KEYCODE_KEYCODE_H
#define BERTH_KEYCODE_KEYCODE_H

#include "berth/berth-keycode.h"

bool berth_codeset_check(berth_codeset set, berth_error **error);

/** Returns: the key that @code means; 0 with INVALID or NOT_FOUND. */
unsigned berth_key_of(berth_codeset set, unsigned code, berth_error **error);

/** Returns: the key of a code of Linux, or 0. */
unsigned berth_key_by_linux(unsigned code);

/** Returns: its code in @set, or KEYMAP_NO_CODE. */
unsigned berth_key_code(berth_codeset set, unsigned key);

/** Returns: its name of Linux, for messages. */
const char *berth_key_name(unsigned key);

#endif
