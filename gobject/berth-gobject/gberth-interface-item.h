/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-interface.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_INTERFACE_ITEM (gberth_interface_item_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthInterfaceItem, gberth_interface_item, GBERTH, INTERFACE_ITEM, GObject)

GBERTH_API const char *gberth_interface_item_get_name(GBerthInterfaceItem *item);
GBERTH_API GBerthInterface *gberth_interface_item_get_interface(GBerthInterfaceItem *item);
GBERTH_API GBerthInterfaceInfo *gberth_interface_item_get_info(GBerthInterfaceItem *item);

G_END_DECLS
