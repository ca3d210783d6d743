/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bringing interfaces up and down, and holding what came true against what was asked. */
#ifndef BERTH_INTERFACE_APPLY_H
#define BERTH_INTERFACE_APPLY_H

#include "interface/driver.h"

/** Whether a system runs what @host's files say; false with UNSUPPORTED. */
bool berth_can_run(const berth_driver_host *host, berth_error **error);

/** The same, and whether this process may bring interfaces up and down; false with UNSUPPORTED, DENIED. */
bool berth_can_apply(const berth_driver_host *host, berth_error **error);

/** As berth_interface_up() and berth_interface_down(); @timeout_ms is 0 or more. */
bool berth_apply(const berth_driver *driver, const berth_driver_host *host, const char *name, bool up, int timeout_ms,
                 berth_error **error);

#endif
