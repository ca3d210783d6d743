/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What the two halves of a watch share: its signals, and waiting for events.
 */
#pragma once

#include "gberth-call.h"

#define CLOSED "the watch is closed"

/* What a thread may still be using when the watch is gone. */
typedef struct {
    GObject parent;
    GMutex lock; /* the core's watch is for one thread at a time */
    berth_watch *core;
    GCancellable *closing;
} Feed;

struct _GBerthWatch {
    GObject parent;
    Feed *feed;
    GSource *source;
};

/* g_object_new() makes a watch on nothing; no call may reach the core with it. */
#define IS_WATCH(watch) (GBERTH_IS_WATCH(watch) && (watch)->feed)

/* Whether @watch is closed; then @error says so. */
gboolean _gberth_watch_refuse_closed(GBerthWatch *watch, GError **error);

/*
 * Takes the feed for a call. Returns: (owned) (nullable): a cancel that its closing triggers too, @cancel or a new one;
 * NULL without memory, and then it is not taken.
 */
berth_cancel *_gberth_watch_begin(Feed *feed, berth_cancel *cancel, gulong *handler, berth_error **error);
void _gberth_watch_end(Feed *feed, berth_cancel *cancel, gulong handler);

/* Runs a look on the feed that the call's object is; whether an event is pending, as GINT_TO_POINTER(). */
gpointer _gberth_watch_run_look(const GBerthCall *call, berth_cancel *cancel, berth_error **error);

/*
 * Returns: (owned) (nullable): the next event. While another thread takes events, there are none here; that never
 * makes this one wait.
 */
GBerthEvent *_gberth_watch_take(Feed *feed, berth_error **error);
