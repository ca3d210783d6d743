/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_KEYCODE_LIBVIRT_H
#define BERTH_KEYCODE_LIBVIRT_H

#include <stdbool.h>

#include "berth/berth-base.h"

/** Opens libvirt's library when that was not done. Fails UNSUPPORTED without it. */
bool libvirt_need(berth_error **error);

#endif
