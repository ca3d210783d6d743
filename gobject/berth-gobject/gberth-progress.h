/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-base.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_PROGRESS (gberth_progress_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthProgress, gberth_progress, GBERTH, PROGRESS, GObject)

GBERTH_API GBerthProgress *gberth_progress_new(void);
GBERTH_API gint64 gberth_progress_get_done(GBerthProgress *progress);
GBERTH_API gint64 gberth_progress_get_total(GBerthProgress *progress);
GBERTH_API const char *gberth_progress_get_item(GBerthProgress *progress);
GBERTH_API void gberth_progress_update(GBerthProgress *progress, gint64 done, gint64 total, const char *item);

G_END_DECLS
