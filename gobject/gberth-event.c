/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * One thing that happened on a host.
 */
#include "gberth-private.h"

struct _GBerthEvent {
    GObject parent;
    berth_event *core;
    GBerthInterfaceInfo *info; /* NULL for RESYNC */
};

/* g_object_new() makes an event of nothing; no call may reach the core with it. */
#define IS_EVENT(event) (GBERTH_IS_EVENT(event) && (event)->core)

/**
 * GBerthEvent:
 *
 * One thing that happened on a host, as a #GBerthWatch tells it. It tells where something led, not each
 * step on the way. It is immutable, and may be used from several threads at once.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthEvent, gberth_event, G_TYPE_OBJECT)

static void gberth_event_finalize(GObject *object)
{
    GBerthEvent *event = GBERTH_EVENT(object);

    g_clear_object(&event->info);
    berth_event_unref(event->core);
    G_OBJECT_CLASS(gberth_event_parent_class)->finalize(object);
}

static void gberth_event_class_init(GBerthEventClass *class)
{
    G_OBJECT_CLASS(class)->finalize = gberth_event_finalize;
}

static void gberth_event_init(GBerthEvent *event G_GNUC_UNUSED)
{
}

GBerthEvent *_gberth_event_wrap(berth_event *core)
{
    GBerthEvent *event = g_object_new(GBERTH_TYPE_EVENT, NULL);
    const berth_interface_info *info = berth_event_get_info(core);

    event->core = core;
    if (info)
        event->info = _gberth_interface_info_wrap(berth_interface_info_ref((berth_interface_info *)info));
    return event;
}

/**
 * gberth_event_get_event_type:
 * @event: an event
 *
 * Tells what happened.
 *
 * Returns: what happened
 *
 * Since: 0.1
 */
GBerthEventType gberth_event_get_event_type(GBerthEvent *event)
{
    g_return_val_if_fail(IS_EVENT(event), GBERTH_EVENT_TYPE_RESYNC);

    return (GBerthEventType)berth_event_get_event_type(event->core);
}

/**
 * gberth_event_get_number:
 * @event: an event
 *
 * Tells its number in its watch. Numbers start at 1 and have no gaps.
 *
 * Returns: the number
 *
 * Since: 0.1
 */
gint64 gberth_event_get_number(GBerthEvent *event)
{
    g_return_val_if_fail(IS_EVENT(event), 0);

    return berth_event_get_number(event->core);
}

/**
 * gberth_event_get_info:
 * @event: an event
 *
 * Tells what it happened to: the interface as it is now, or as it was last for one that was removed.
 *
 * Returns: (transfer none) (nullable): a snapshot; %NULL for %GBERTH_EVENT_TYPE_RESYNC
 *
 * Since: 0.1
 */
GBerthInterfaceInfo *gberth_event_get_info(GBerthEvent *event)
{
    g_return_val_if_fail(IS_EVENT(event), NULL);

    return event->info;
}
