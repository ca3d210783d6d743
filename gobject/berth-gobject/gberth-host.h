/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-capabilities.h>
#include <berth-gobject/gberth-enums.h>
#include <berth-gobject/gberth-host-options.h>
#include <berth-gobject/gberth-interface-config.h>
#include <berth-gobject/gberth-key-target.h>
#include <berth-gobject/gberth-report.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_HOST (gberth_host_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthHost, gberth_host, GBERTH, HOST, GObject)

/* Named here because each header of the pair needs the other's type. */
typedef struct _GBerthInterface GBerthInterface;

GBERTH_API GBerthHost *gberth_host_open(const char *uri, GBerthHostOptions *options, GError **error);
GBERTH_API void gberth_host_open_async(const char *uri, GBerthHostOptions *options, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthHost *gberth_host_open_finish(GAsyncResult *result, GError **error);

GBERTH_API const char *gberth_host_get_uri(GBerthHost *host);
GBERTH_API const char *gberth_host_get_root(GBerthHost *host);
GBERTH_API const char *gberth_host_get_driver(GBerthHost *host);

GBERTH_API GBerthCapabilities *gberth_host_get_capabilities(GBerthHost *host, GCancellable *cancellable,
                                                            GError **error);
GBERTH_API void gberth_host_get_capabilities_async(GBerthHost *host, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthCapabilities *gberth_host_get_capabilities_finish(GBerthHost *host, GAsyncResult *result,
                                                                   GError **error);

GBERTH_API GList *gberth_host_list_interfaces(GBerthHost *host, GBerthInterfaceFilter filter, GCancellable *cancellable,
                                              GError **error);
GBERTH_API void gberth_host_list_interfaces_async(GBerthHost *host, GBerthInterfaceFilter filter,
                                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                                  gpointer user_data);
GBERTH_API GList *gberth_host_list_interfaces_finish(GBerthHost *host, GAsyncResult *result, GError **error);

GBERTH_API GList *gberth_host_list_interfaces_info(GBerthHost *host, GBerthInterfaceFilter filter,
                                                   GCancellable *cancellable, GError **error);
GBERTH_API void gberth_host_list_interfaces_info_async(GBerthHost *host, GBerthInterfaceFilter filter,
                                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                                       gpointer user_data);
GBERTH_API GList *gberth_host_list_interfaces_info_finish(GBerthHost *host, GAsyncResult *result, GError **error);

GBERTH_API GBerthReport *gberth_host_check_interfaces(GBerthHost *host, GCancellable *cancellable, GError **error);
GBERTH_API void gberth_host_check_interfaces_async(GBerthHost *host, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthReport *gberth_host_check_interfaces_finish(GBerthHost *host, GAsyncResult *result, GError **error);

GBERTH_API GBerthInterface *gberth_host_get_interface(GBerthHost *host, const char *name, GError **error);

GBERTH_API GBerthInterface *gberth_host_lookup_interface(GBerthHost *host, const char *name, GCancellable *cancellable,
                                                         GError **error);
GBERTH_API void gberth_host_lookup_interface_async(GBerthHost *host, const char *name, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthInterface *gberth_host_lookup_interface_finish(GBerthHost *host, GAsyncResult *result, GError **error);

GBERTH_API GBerthInterface *gberth_host_lookup_interface_by_mac(GBerthHost *host, const char *mac,
                                                                GCancellable *cancellable, GError **error);
GBERTH_API void gberth_host_lookup_interface_by_mac_async(GBerthHost *host, const char *mac, GCancellable *cancellable,
                                                          GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthInterface *gberth_host_lookup_interface_by_mac_finish(GBerthHost *host, GAsyncResult *result,
                                                                       GError **error);

GBERTH_API GBerthInterface *gberth_host_define_interface(GBerthHost *host, GBerthInterfaceConfig *config,
                                                         GBerthDefineFlags flags, GCancellable *cancellable,
                                                         GError **error);
GBERTH_API void gberth_host_define_interface_async(GBerthHost *host, GBerthInterfaceConfig *config,
                                                   GBerthDefineFlags flags, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthInterface *gberth_host_define_interface_finish(GBerthHost *host, GAsyncResult *result, GError **error);

GBERTH_API GBerthKeyTarget *gberth_host_open_key_target(GBerthHost *host, const char *uri, const char *password,
                                                        int timeout_ms, GCancellable *cancellable, GError **error);
GBERTH_API void gberth_host_open_key_target_async(GBerthHost *host, const char *uri, const char *password,
                                                  int timeout_ms, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthKeyTarget *gberth_host_open_key_target_finish(GBerthHost *host, GAsyncResult *result, GError **error);

G_END_DECLS
