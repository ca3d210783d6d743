/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-key-sequence.h>
#include <berth-gobject/gberth-progress.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_KEY_TARGET (gberth_key_target_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthKeyTarget, gberth_key_target, GBERTH, KEY_TARGET, GObject)

GBERTH_API const char *gberth_key_target_get_uri(GBerthKeyTarget *target);
GBERTH_API gboolean gberth_key_target_keeps_pressed(GBerthKeyTarget *target);
GBERTH_API gboolean gberth_key_target_can_deliver(GBerthKeyTarget *target, GBerthCodeset set, gint64 code,
                                                  GError **error);
GBERTH_API GBerthReport *gberth_key_target_check(GBerthKeyTarget *target, GBerthKeySequence *sequence, GError **error);

GBERTH_API gboolean gberth_key_target_send(GBerthKeyTarget *target, GBerthKeySequence *sequence, int timeout_ms,
                                           GBerthProgress *progress, GCancellable *cancellable, GError **error);
GBERTH_API void gberth_key_target_send_async(GBerthKeyTarget *target, GBerthKeySequence *sequence, int timeout_ms,
                                             GBerthProgress *progress, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API gboolean gberth_key_target_send_finish(GBerthKeyTarget *target, GAsyncResult *result, GError **error);

GBERTH_API gboolean gberth_key_target_press(GBerthKeyTarget *target, GBerthCodeset set, gint64 code, int timeout_ms,
                                            GCancellable *cancellable, GError **error);
GBERTH_API void gberth_key_target_press_async(GBerthKeyTarget *target, GBerthCodeset set, gint64 code, int timeout_ms,
                                              GCancellable *cancellable, GAsyncReadyCallback callback,
                                              gpointer user_data);
GBERTH_API gboolean gberth_key_target_press_finish(GBerthKeyTarget *target, GAsyncResult *result, GError **error);

GBERTH_API gboolean gberth_key_target_release(GBerthKeyTarget *target, GBerthCodeset set, gint64 code, int timeout_ms,
                                              GCancellable *cancellable, GError **error);
GBERTH_API void gberth_key_target_release_async(GBerthKeyTarget *target, GBerthCodeset set, gint64 code, int timeout_ms,
                                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                                gpointer user_data);
GBERTH_API gboolean gberth_key_target_release_finish(GBerthKeyTarget *target, GAsyncResult *result, GError **error);

GBERTH_API gboolean gberth_key_target_close(GBerthKeyTarget *target, GBerthKeyCloseFlags flags,
                                            GCancellable *cancellable, GError **error);
GBERTH_API void gberth_key_target_close_async(GBerthKeyTarget *target, GBerthKeyCloseFlags flags,
                                              GCancellable *cancellable, GAsyncReadyCallback callback,
                                              gpointer user_data);
GBERTH_API gboolean gberth_key_target_close_finish(GBerthKeyTarget *target, GAsyncResult *result, GError **error);

G_END_DECLS
