/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-report.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_KEY_LAYOUT (gberth_key_layout_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthKeyLayout, gberth_key_layout, GBERTH, KEY_LAYOUT, GObject)

GBERTH_API GBerthKeyLayout *gberth_key_layout_new(const char *layout, const char *variant, const char *options,
                                                  GError **error);
GBERTH_API const char *gberth_key_layout_get_name(GBerthKeyLayout *layout);
GBERTH_API GBerthReport *gberth_key_layout_check(GBerthKeyLayout *layout, const char *text, GError **error);

G_END_DECLS
