/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-interface-item.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_LIST_MODEL (gberth_list_model_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthListModel, gberth_list_model, GBERTH, LIST_MODEL, GObject)

GBERTH_API GBerthListModel *gberth_host_list_model(GBerthHost *host, GBerthInterfaceFilter filter,
                                                   GCancellable *cancellable, GError **error);
GBERTH_API void gberth_host_list_model_async(GBerthHost *host, GBerthInterfaceFilter filter, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GBERTH_API GBerthListModel *gberth_host_list_model_finish(GBerthHost *host, GAsyncResult *result, GError **error);

G_END_DECLS
