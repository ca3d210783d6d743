/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What the classes need of one another, and of the core: each wraps one core object. Nothing here is
 * exported.
 */
#pragma once

#include <berth-gobject/berth-gobject.h>
#include <berth/berth.h>

/* The _wrap functions take over the core object they are given. */
GBerthHost *_gberth_host_wrap(berth_host *core);
GBerthInterface *_gberth_interface_wrap(berth_interface *core, GBerthHost *host);
GBerthInterfaceConfig *_gberth_interface_config_wrap(berth_interface_config *core);
GBerthInterfaceInfo *_gberth_interface_info_wrap(berth_interface_info *core);
GBerthReport *_gberth_report_wrap(berth_report *core);

/* NULL for an object that a program made with g_object_new(), which stands for nothing. */
const berth_interface_config *_gberth_interface_config_get_core(GBerthInterfaceConfig *config);
