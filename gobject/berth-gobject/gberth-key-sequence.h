/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-key-layout.h>
#include <berth-gobject/gberth-keycode-enums.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_KEY_SEQUENCE (gberth_key_sequence_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthKeySequence, gberth_key_sequence, GBERTH, KEY_SEQUENCE, GObject)

GBERTH_API GBerthKeySequence *gberth_key_sequence_new(void);
GBERTH_API GBerthKeySequence *gberth_key_sequence_new_from_text(const char *text, const char *source, GError **error);
GBERTH_API GBerthKeySequence *gberth_key_sequence_copy(GBerthKeySequence *sequence);
GBERTH_API gboolean gberth_key_sequence_add_chord(GBerthKeySequence *sequence, GBerthCodeset set, const char *keys,
                                                  int hold_ms, GError **error);
GBERTH_API gboolean gberth_key_sequence_add_press(GBerthKeySequence *sequence, GBerthCodeset set, gint64 code,
                                                  GError **error);
GBERTH_API gboolean gberth_key_sequence_add_release(GBerthKeySequence *sequence, GBerthCodeset set, gint64 code,
                                                    GError **error);
GBERTH_API gboolean gberth_key_sequence_add_text(GBerthKeySequence *sequence, const char *text, GBerthKeyLayout *layout,
                                                 GError **error);
GBERTH_API gboolean gberth_key_sequence_add_wait(GBerthKeySequence *sequence, int duration_ms, GError **error);
GBERTH_API gboolean gberth_key_sequence_set_rate(GBerthKeySequence *sequence, int keys_per_second, GError **error);
GBERTH_API guint gberth_key_sequence_get_count(GBerthKeySequence *sequence);
GBERTH_API char **gberth_key_sequence_list_events(GBerthKeySequence *sequence, GError **error);

G_END_DECLS
