/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What the two halves of a watch share: its signals, and waiting for events.
 */
#pragma once

#include "gberth-private.h"

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
