/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Checking: what of the files is true on the running system, what they say in vain, and what was not looked at. */
#ifndef BERTH_INTERFACE_CHECK_H
#define BERTH_INTERFACE_CHECK_H

#include "interface/driver.h"

/** As berth_interface_check(). */
berth_report *berth_check(const berth_driver *driver, const berth_driver_host *host, const char *name,
                          berth_error **error);

/** As berth_host_check_interfaces(). @driver is NULL where the host has no files that one knows. */
berth_report *berth_check_all(const berth_driver *driver, const berth_driver_host *host, berth_error **error);

#endif
