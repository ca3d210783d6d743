/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-keycode-enums.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_KEYCODE_LIST (gberth_keycode_list_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthKeycodeList, gberth_keycode_list, GBERTH, KEYCODE_LIST, GObject)

GBERTH_API GBerthKeycodeList *gberth_keycode_list_new_alternatives(GBerthCodeset source, GBerthCodeset target,
                                                                   gint64 code, GError **error);
GBERTH_API guint gberth_keycode_list_get_count(GBerthKeycodeList *list);
GBERTH_API gint64 gberth_keycode_list_get_code(GBerthKeycodeList *list, guint number);
GBERTH_API const char *gberth_keycode_list_get_name(GBerthKeycodeList *list, guint number);
GBERTH_API char **gberth_keycode_list_get_aliases(GBerthKeycodeList *list, guint number, GError **error);

G_END_DECLS
