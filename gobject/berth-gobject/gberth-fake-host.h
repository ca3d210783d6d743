/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-error.h>
#include <berth-gobject/gberth-host.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_FAKE_HOST (gberth_fake_host_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthFakeHost, gberth_fake_host, GBERTH, FAKE_HOST, GBerthHost)

GBERTH_API GBerthFakeHost *gberth_fake_host_new(const char *file, GError **error);

GBERTH_API gboolean gberth_fake_host_fail_next(GBerthFakeHost *host, const char *call, GBerthError code,
                                               GError **error);
GBERTH_API gboolean gberth_fake_host_set_delay(GBerthFakeHost *host, const char *call, int delay_ms, GError **error);
GBERTH_API gboolean gberth_fake_host_advance(GBerthFakeHost *host, gint64 duration_ms, GError **error);
GBERTH_API gboolean gberth_fake_host_set_link(GBerthFakeHost *host, GBerthInterfaceConfig *config, gboolean up,
                                              GError **error);
GBERTH_API gboolean gberth_fake_host_remove_link(GBerthFakeHost *host, const char *name, GError **error);
GBERTH_API gboolean gberth_fake_host_lose_events(GBerthFakeHost *host, GError **error);
GBERTH_API char **gberth_fake_host_list_keys(GBerthFakeHost *host, const char *uri, GError **error);

G_END_DECLS
