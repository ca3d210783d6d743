/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a bridge or bond does about ports that have addresses of their own: for every format. */
#ifndef BERTH_INTERFACE_ADOPT_H
#define BERTH_INTERFACE_ADOPT_H

#include "interface/driver.h"

/**
 * Looks for ports of @config that the files give addresses of their own. With BERTH_DEFINE_ADOPT in @flags they are
 * moved to @config, and the ports in it become what their definitions are to be; without it such a port is refused,
 * unless the files have it as a port of @config already. Fails UNSUPPORTED, IO, ..., NO_MEMORY.
 */
bool berth_adopt(const berth_driver *driver, const berth_driver_host *host, berth_interface_config *config,
                 unsigned flags, berth_error **error);

#endif
