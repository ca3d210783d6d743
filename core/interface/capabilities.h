/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What of this area works on a host for this process. */
#ifndef BERTH_INTERFACE_CAPABILITIES_H
#define BERTH_INTERFACE_CAPABILITIES_H

#include "base/capabilities.h"
#include "interface/driver.h"

/** @driver: NULL where the host has no configuration that one knows. Fails CANCELLED, NO_MEMORY. */
bool berth_interface_add_capabilities(const berth_driver *driver, const berth_driver_host *host,
                                      berth_capabilities *capabilities, berth_error **error);

#endif
