/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Running ifupdown's ifup and ifdown, and reading what they count as up. */
#ifndef BERTH_DEBIAN_IFUP_H
#define BERTH_DEBIAN_IFUP_H

#include "interface/driver.h"

#define DEBIAN_TOOL_PACKAGE "ifupdown"

/** As berth_driver.counts_as_up(). */
bool debian_counts_as_up(const berth_driver_host *host, const char *name);

/** As berth_driver.switch_to(). */
bool debian_switch_to(const berth_driver_host *host, const char *name, bool up, bool in_use, int timeout_ms,
                      char **said, berth_error **error);

/** As berth_driver.take_down(): by ifdown, with a file of its own that says what @live says. */
bool debian_take_down(const berth_driver_host *host, const berth_interface_config *live, int timeout_ms, char **said,
                      berth_error **error);

#endif
