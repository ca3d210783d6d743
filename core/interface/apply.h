/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bringing interfaces up and down, and holding what came true against what was asked. */
#ifndef BERTH_INTERFACE_APPLY_H
#define BERTH_INTERFACE_APPLY_H

#include "base/report.h"
#include "interface/driver.h"

/** As berth_interface_up() and berth_interface_down(). */
bool berth_apply(const berth_driver *driver, const berth_driver_host *host, const char *name, bool up, int timeout_ms,
                 berth_error **error);

/** As berth_interface_check(). */
berth_report *berth_check(const berth_driver *driver, const berth_driver_host *host, const char *name,
                          berth_error **error);

#endif
