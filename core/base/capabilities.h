/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_BASE_CAPABILITIES_H
#define BERTH_BASE_CAPABILITIES_H

#include "berth/berth-capabilities.h"

/** NULL when memory ran out. */
berth_capabilities *berth_capabilities_new(void);

/**
 * Adds what works here, or with @problem (taken over) what does not, and why.
 * @name: "AREA.WHAT", a constant
 * Returns: false when memory ran out.
 */
bool berth_capabilities_add(berth_capabilities *capabilities, const char *name, berth_error *problem);

#endif
