/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_KEYCODE_UINPUT_H
#define BERTH_KEYCODE_UINPUT_H

#include <stdbool.h>

#include "berth/berth-base.h"

/** Looks whether this process may make a keyboard of this machine's. Makes none. */
bool uinput_check(berth_error **error);

#endif
