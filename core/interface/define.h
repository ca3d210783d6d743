/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Defining and undefining: what holds for every format, around what a driver does to its files. */
#ifndef BERTH_INTERFACE_DEFINE_H
#define BERTH_INTERFACE_DEFINE_H

#include "interface/driver.h"

/**
 * As berth_host_define_interface(); @flags are known ones. Other writers of this library are waited for. Who knows
 * nothing of its lock may write between reading and saving: then all is read and done again, for what that changes of
 * other interfaces contradicts nothing.
 *
 * Returns: (owned) (nullable): what was written: @config with all that it left open.
 */
berth_interface_config *berth_define(const berth_driver *driver, const berth_driver_host *host,
                                     const berth_interface_config *config, unsigned flags, berth_error **error);

/** As berth_interface_undefine(); @flags are known ones. */
bool berth_undefine(const berth_driver *driver, const berth_driver_host *host, const char *name, unsigned flags,
                    berth_error **error);

#endif
