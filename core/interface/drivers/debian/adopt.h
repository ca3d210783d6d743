/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What of a port's options goes along with its addresses. */
#ifndef BERTH_DEBIAN_ADOPT_H
#define BERTH_DEBIAN_ADOPT_H

#include "interface/driver.h"

/** As berth_driver.gives_address(). */
bool debian_gives_address(const berth_extra *extra);

/** As berth_driver.move_extras(). */
bool debian_move_extras(const berth_driver_host *host, berth_interface_config *port, berth_interface_config *config,
                        berth_error **error);

#endif
