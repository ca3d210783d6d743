/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What the classes of key codes need of one another. Nothing here is exported.
 */
#pragma once

#include "gberth-private.h"

/* Codes are 64 bits wide here: a language that wraps what is too large would make another key of it. */
gboolean _gberth_take_keycode(gint64 code, unsigned *core, GError **error);

/* The _wrap functions take over the core object they are given. */
GBerthKeycodeList *_gberth_keycode_list_wrap(berth_keycode_list *core);
GBerthKeyTarget *_gberth_key_target_wrap(berth_key_target *core);

/* NULL for an object that a program made with g_object_new(), which stands for nothing. */
const berth_key_layout *_gberth_key_layout_get_core(GBerthKeyLayout *layout);

/* NULL for what is none. */
berth_key_sequence *_gberth_key_sequence_get_core(GBerthKeySequence *sequence);
