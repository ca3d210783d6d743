/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What the files of the class GBerthInterfaceConfig share: each holds the settings of the core's file of that name.
 */
#pragma once

#include "gberth-private.h"

struct _GBerthInterfaceConfig {
    GObject parent;
    berth_interface_config *core;
};

/* g_object_new() makes a configuration without even a name; no call may reach the core with it. */
#define IS_CONFIG(config) (GBERTH_IS_INTERFACE_CONFIG(config) && (config)->core)

/* Takes over what the core returned, and the error it set. */
GBerthInterfaceConfig *_gberth_interface_config_wrap_or_fail(berth_interface_config *core, berth_error **failure,
                                                             GError **error);
