/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-base.h>
#include <berth-gobject/gberth-error.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_REPORT (gberth_report_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthReport, gberth_report, GBERTH, REPORT, GObject)

GBERTH_API guint gberth_report_get_count(GBerthReport *report);
GBERTH_API guint gberth_report_get_checked(GBerthReport *report);
GBERTH_API gboolean gberth_report_is_ok(GBerthReport *report);
GBERTH_API GBerthError gberth_report_get_code(GBerthReport *report, guint number);
GBERTH_API gboolean gberth_report_is_note(GBerthReport *report, guint number);
GBERTH_API const char *gberth_report_get_name(GBerthReport *report, guint number);
GBERTH_API const char *gberth_report_get_text(GBerthReport *report, guint number);
GBERTH_API const char *gberth_report_get_setting(GBerthReport *report, guint number);
GBERTH_API const char *gberth_report_get_file(GBerthReport *report, guint number);
GBERTH_API gint64 gberth_report_get_line(GBerthReport *report, guint number);
GBERTH_API char *gberth_report_to_json(GBerthReport *report, GError **error);

G_END_DECLS
