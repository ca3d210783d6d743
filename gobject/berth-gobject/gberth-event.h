/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-enums.h>
#include <berth-gobject/gberth-interface-info.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_EVENT (gberth_event_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthEvent, gberth_event, GBERTH, EVENT, GObject)

GBERTH_API GBerthEventType gberth_event_get_event_type(GBerthEvent *event);
GBERTH_API gint64 gberth_event_get_number(GBerthEvent *event);
GBERTH_API GBerthInterfaceInfo *gberth_event_get_info(GBerthEvent *event);

G_END_DECLS
