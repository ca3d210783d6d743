/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What somebody may have meant who gave a name that is none. */
#ifndef BERTH_KEYCODE_SUGGEST_H
#define BERTH_KEYCODE_SUGGEST_H

#include "keycode/keymap.h"

/** Fails NOT_FOUND, and proposes the names of @set that are most like @name. Returns false. */
bool berth_suggest(const keymap_set *set, const char *name, berth_error **error);

#endif
