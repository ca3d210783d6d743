/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_KEYCODE_VNC_H
#define BERTH_KEYCODE_VNC_H

#include <stdbool.h>

#include "berth/berth-base.h"

#define VNC_CHALLENGE_SIZE 16

/** What VNC authentication (RFC 6143, 7.2.2) answers a challenge with. Fails UNSUPPORTED without a library for DES. */
bool vnc_answer(const unsigned char challenge[VNC_CHALLENGE_SIZE], const char *password,
                unsigned char answer[VNC_CHALLENGE_SIZE], berth_error **error);

#endif
