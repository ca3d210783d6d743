/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* libxkbcommon, opened when the first layout is read: who types no text does not pay for it. */
#ifndef BERTH_KEYCODE_XKB_H
#define BERTH_KEYCODE_XKB_H

#include <xkbcommon/xkbcommon-compose.h>
#include <xkbcommon/xkbcommon.h>

#include "berth/berth-base.h"

#define BERTH_XKB_FUNCTIONS(F) \
    F(xkb_compose_state_feed) \
    F(xkb_compose_state_get_one_sym) \
    F(xkb_compose_state_get_status) \
    F(xkb_compose_state_new) \
    F(xkb_compose_state_reset) \
    F(xkb_compose_state_unref) \
    F(xkb_compose_table_new_from_locale) \
    F(xkb_compose_table_unref) \
    F(xkb_context_new) \
    F(xkb_context_set_log_level) \
    F(xkb_context_unref) \
    F(xkb_keymap_key_get_mods_for_level) \
    F(xkb_keymap_key_get_syms_by_level) \
    F(xkb_keymap_max_keycode) \
    F(xkb_keymap_min_keycode) \
    F(xkb_keymap_new_from_names) \
    F(xkb_keymap_num_levels_for_key) \
    F(xkb_keymap_unref) \
    F(xkb_keysym_to_utf32) \
    F(xkb_state_key_get_one_sym) \
    F(xkb_state_new) \
    F(xkb_state_serialize_mods) \
    F(xkb_state_unref) \
    F(xkb_state_update_key)

typedef struct berth_xkb {
#define DECLARE(name) __typeof__(name) *name;
    BERTH_XKB_FUNCTIONS(DECLARE)
#undef DECLARE
} berth_xkb;

/** Returns: (constant) (nullable): the library; NULL with UNSUPPORTED, NO_MEMORY. */
const berth_xkb *berth_xkb_open(berth_error **error);

#endif
