/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-enums.h>
#include <berth-gobject/gberth-interface-config.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_INTERFACE_INFO (gberth_interface_info_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthInterfaceInfo, gberth_interface_info, GBERTH, INTERFACE_INFO, GObject)

GBERTH_API const char *gberth_interface_info_get_name(GBerthInterfaceInfo *info);
GBERTH_API GBerthInterfaceType gberth_interface_info_get_interface_type(GBerthInterfaceInfo *info);
GBERTH_API gboolean gberth_interface_info_is_defined(GBerthInterfaceInfo *info);
GBERTH_API gboolean gberth_interface_info_is_active(GBerthInterfaceInfo *info);
GBERTH_API gboolean gberth_interface_info_is_present(GBerthInterfaceInfo *info);
GBERTH_API gboolean gberth_interface_info_get_index(GBerthInterfaceInfo *info, gint64 *index, GError **error);
GBERTH_API const char *gberth_interface_info_get_mac(GBerthInterfaceInfo *info);
GBERTH_API const char *gberth_interface_info_get_master(GBerthInterfaceInfo *info);
GBERTH_API GBerthInterfaceConfig *gberth_interface_info_get_live_config(GBerthInterfaceInfo *info, GError **error);
GBERTH_API char *gberth_interface_info_to_json(GBerthInterfaceInfo *info, GError **error);

G_END_DECLS
