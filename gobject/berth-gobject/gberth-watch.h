/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-event.h>
#include <berth-gobject/gberth-host.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_WATCH (gberth_watch_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthWatch, gberth_watch, GBERTH, WATCH, GObject)

GBERTH_API GBerthWatch *gberth_host_watch(GBerthHost *host, GBerthEventMask mask, GCancellable *cancellable,
                                          GError **error);
GBERTH_API void gberth_host_watch_async(GBerthHost *host, GBerthEventMask mask, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthWatch *gberth_host_watch_finish(GBerthHost *host, GAsyncResult *result, GError **error);

GBERTH_API int gberth_watch_get_fd(GBerthWatch *watch);
GBERTH_API GBerthEvent *gberth_watch_next(GBerthWatch *watch, GError **error);

GBERTH_API gboolean gberth_watch_look(GBerthWatch *watch, int timeout_ms, GCancellable *cancellable, gboolean *pending,
                                      GError **error);
GBERTH_API void gberth_watch_look_async(GBerthWatch *watch, int timeout_ms, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API gboolean gberth_watch_look_finish(GBerthWatch *watch, GAsyncResult *result, gboolean *pending,
                                             GError **error);

GBERTH_API GBerthEvent *gberth_watch_wait(GBerthWatch *watch, int timeout_ms, GCancellable *cancellable,
                                          GError **error);
GBERTH_API void gberth_watch_wait_async(GBerthWatch *watch, int timeout_ms, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthEvent *gberth_watch_wait_finish(GBerthWatch *watch, GAsyncResult *result, GError **error);

GBERTH_API void gberth_watch_close(GBerthWatch *watch);
GBERTH_API gboolean gberth_watch_is_closed(GBerthWatch *watch);

G_END_DECLS
