/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-keycode-enums.h>
#include <berth-gobject/gberth-keycode-list.h>

G_BEGIN_DECLS

GBERTH_API const char *gberth_codeset_get_name(GBerthCodeset set);
GBERTH_API const char *gberth_codeset_get_description(GBerthCodeset set);
GBERTH_API gboolean gberth_codeset_from_name(const char *name, GBerthCodeset *set, GError **error);
GBERTH_API gboolean gberth_codeset_from_display(GBerthDisplayType type, const char *xkb_keycodes, const char *server,
                                                GBerthCodeset *set, GError **error);
GBERTH_API GBerthKeycodeList *gberth_codeset_list_codes(GBerthCodeset set, GError **error);

GBERTH_API gboolean gberth_keycode_translate(GBerthCodeset source, GBerthCodeset target, gint64 code, gint64 *result,
                                             GError **error);
GBERTH_API gboolean gberth_keycode_from_name(GBerthCodeset set, const char *name, gint64 *code, GError **error);
GBERTH_API gboolean gberth_keycode_from_text(GBerthCodeset set, const char *text, gint64 *code, GError **error);
GBERTH_API const char *gberth_keycode_get_name(GBerthCodeset set, gint64 code);

G_END_DECLS
