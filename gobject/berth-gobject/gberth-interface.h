/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-host.h>
#include <berth-gobject/gberth-interface-config.h>
#include <berth-gobject/gberth-interface-info.h>
#include <berth-gobject/gberth-progress.h>
#include <berth-gobject/gberth-report.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_INTERFACE (gberth_interface_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthInterface, gberth_interface, GBERTH, INTERFACE, GObject)

GBERTH_API const char *gberth_interface_schema(void);

GBERTH_API const char *gberth_interface_get_name(GBerthInterface *iface);
GBERTH_API GBerthHost *gberth_interface_get_host(GBerthInterface *iface);

GBERTH_API GBerthInterfaceConfig *gberth_interface_get_config(GBerthInterface *iface, GCancellable *cancellable,
                                                              GError **error);
GBERTH_API void gberth_interface_get_config_async(GBerthInterface *iface, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthInterfaceConfig *gberth_interface_get_config_finish(GBerthInterface *iface, GAsyncResult *result,
                                                                     GError **error);

GBERTH_API GBerthInterfaceInfo *gberth_interface_get_info(GBerthInterface *iface, GCancellable *cancellable,
                                                          GError **error);
GBERTH_API void gberth_interface_get_info_async(GBerthInterface *iface, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthInterfaceInfo *gberth_interface_get_info_finish(GBerthInterface *iface, GAsyncResult *result,
                                                                 GError **error);
GBERTH_API GBerthReport *gberth_interface_check(GBerthInterface *iface, GCancellable *cancellable, GError **error);
GBERTH_API void gberth_interface_check_async(GBerthInterface *iface, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthReport *gberth_interface_check_finish(GBerthInterface *iface, GAsyncResult *result, GError **error);

GBERTH_API gboolean gberth_interface_up(GBerthInterface *iface, int timeout_ms, GBerthProgress *progress,
                                        GCancellable *cancellable, GError **error);
GBERTH_API void gberth_interface_up_async(GBerthInterface *iface, int timeout_ms, GBerthProgress *progress,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API gboolean gberth_interface_up_finish(GBerthInterface *iface, GAsyncResult *result, GError **error);

GBERTH_API gboolean gberth_interface_down(GBerthInterface *iface, int timeout_ms, GBerthProgress *progress,
                                          GCancellable *cancellable, GError **error);
GBERTH_API void gberth_interface_down_async(GBerthInterface *iface, int timeout_ms, GBerthProgress *progress,
                                            GCancellable *cancellable, GAsyncReadyCallback callback,
                                            gpointer user_data);
GBERTH_API gboolean gberth_interface_down_finish(GBerthInterface *iface, GAsyncResult *result, GError **error);

GBERTH_API gboolean gberth_interface_undefine(GBerthInterface *iface, GBerthUndefineFlags flags,
                                              GCancellable *cancellable, GError **error);
GBERTH_API void gberth_interface_undefine_async(GBerthInterface *iface, GBerthUndefineFlags flags,
                                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                                gpointer user_data);
GBERTH_API gboolean gberth_interface_undefine_finish(GBerthInterface *iface, GAsyncResult *result, GError **error);

G_END_DECLS
