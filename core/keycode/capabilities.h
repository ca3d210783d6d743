/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_KEYCODE_CAPABILITIES_H
#define BERTH_KEYCODE_CAPABILITIES_H

#include "base/capabilities.h"

/** Adds what of this area needs more than the library itself. @fake: targets only record what they are sent. */
bool berth_keycode_add_capabilities(bool fake, berth_capabilities *capabilities, berth_error **error);

#endif
