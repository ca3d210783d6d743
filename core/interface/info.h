/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Making snapshots out of what the files and the kernel say. */
#ifndef BERTH_INTERFACE_INFO_H
#define BERTH_INTERFACE_INFO_H

#include "interface/driver.h"
#include "interface/live.h"

/** @definition or @link may be NULL, not both. */
berth_interface_info *berth_interface_info_new(const berth_definition *definition, const berth_live *live,
                                               const berth_link *link, berth_error **error);

/** Whether both tell the same, in all that they tell. */
bool berth_interface_info_equal(const berth_interface_info *info, const berth_interface_info *other);

#endif
