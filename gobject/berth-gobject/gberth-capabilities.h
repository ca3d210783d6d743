/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-base.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_CAPABILITIES (gberth_capabilities_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthCapabilities, gberth_capabilities, GBERTH, CAPABILITIES, GObject)

GBERTH_API guint gberth_capabilities_get_count(GBerthCapabilities *capabilities);
GBERTH_API const char *gberth_capabilities_get_name(GBerthCapabilities *capabilities, guint number);
GBERTH_API const char *gberth_capabilities_get_reason(GBerthCapabilities *capabilities, guint number);
GBERTH_API gboolean gberth_capabilities_check(GBerthCapabilities *capabilities, const char *name, GError **error);
GBERTH_API char *gberth_capabilities_to_json(GBerthCapabilities *capabilities, GError **error);

G_END_DECLS
