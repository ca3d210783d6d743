/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_KEYCODE_LAYOUT_H
#define BERTH_KEYCODE_LAYOUT_H

#include "berth/berth-key-sequence.h"

/** Adds the events that type @text. On failure what was added stays. */
bool berth_key_layout_type(const berth_key_layout *layout, const char *text, berth_key_sequence *sequence,
                           berth_error **error);

#endif
