/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Events: what changes on a host while a program runs, whoever changes it: the kernel, the files, another process.
 *
 * Watch first, then list: what happens between the two comes as an event. An event tells where something led, not each
 * step on the way: a link that went down and up again between two looks has not changed. A list made between two looks
 * may have what is in neither of them; where that matters, list again once events come.
 */
#ifndef BERTH_WATCH_H
#define BERTH_WATCH_H

#include <berth/berth-base.h>
#include <berth/berth-host.h>
#include <berth/berth-interface.h>

#ifdef __cplusplus
extern "C" {
#endif

/** berth_event_mask: which events to watch for, flags. Since: 0.1 */
typedef enum berth_event_mask {
    BERTH_EVENT_MASK_NONE = 0,           /**< nothing; no watch is made for it */
    BERTH_EVENT_MASK_INTERFACES = 1 << 0 /**< interfaces, and what defines them */
} berth_event_mask;

/** berth_event_type: what happened. Since: 0.1 */
typedef enum berth_event_type {
    BERTH_EVENT_TYPE_ADDED = 1,   /**< an interface is there that was not */
    BERTH_EVENT_TYPE_REMOVED = 2, /**< neither the kernel nor the files have it any more */
    BERTH_EVENT_TYPE_CHANGED = 3, /**< its state, or its definition, is another */
    BERTH_EVENT_TYPE_RESYNC = 4   /**< events were lost: list everything again */
} berth_event_type;

/** berth_event_type_get_name: Returns: (constant) (nullable): "changed", as in JSON; NULL for a number that is no type.
 * Since: 0.1 */
BERTH_API const char *berth_event_type_get_name(berth_event_type type);

/**
 * berth_watch:
 *
 * Watches a host. May be used from one thread at a time; its descriptor may be polled from any. Ended with
 * berth_watch_unref(). Since: 0.1
 */
typedef struct berth_watch berth_watch;

/** berth_event: One event, immutable. May be used from several threads. Ended with berth_event_unref(). Since: 0.1 */
typedef struct berth_event berth_event;

/**
 * berth_host_watch:
 * @mask: what to watch for, of berth_event_mask
 * @cancel: (nullable): ends the call early
 *
 * Starts to watch: what happens from now on is told.
 *
 * Returns: (owned) (nullable): a watch; NULL with INVALID, IO, NO_MEMORY, or as berth_host_list_interfaces().
 * Since: 0.1
 */
BERTH_API berth_watch *berth_host_watch(berth_host *host, unsigned mask, berth_cancel *cancel, berth_error **error);

/** berth_watch_ref: Returns: (owned): @watch, held once more. Since: 0.1 */
BERTH_API berth_watch *berth_watch_ref(berth_watch *watch);

/** berth_watch_unref: @watch: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_watch_unref(berth_watch *watch);

/** berth_watch_get_fd: Returns: a descriptor that polls readable while berth_watch_next() may have something; after a
 * look that failed, with the next notice or a second later. Nobody may read from it; it lives as long as the watch.
 * Since: 0.1 */
BERTH_API int berth_watch_get_fd(const berth_watch *watch);

/**
 * berth_watch_look:
 * @timeout_ms: how long it may take, in milliseconds; -1 without limit
 * @cancel: (nullable): ends the call early
 * @pending: (out): whether berth_watch_next() has an event now, without a look
 *
 * Looks at the host if something may have happened since the last look, and no event of that is left. Takes no event.
 * For a program that lets a thread look and takes the events in its main loop.
 *
 * Returns: true; false with TIMEOUT, CANCELLED, or as berth_watch_next(). Within a second of a look that failed there
 *   is another only when something happened.
 * Since: 0.1
 */
BERTH_API bool berth_watch_look(berth_watch *watch, int timeout_ms, berth_cancel *cancel, bool *pending,
                                berth_error **error);

/**
 * berth_watch_next:
 * @event: (out) (owned) (nullable): the next event, or NULL when there is none now
 *
 * Takes the next event; looks at the host first, if need be, and does not wait for anything to happen. Events come in
 * the order of their numbers, and none twice.
 *
 * Returns: true; false with the errors of berth_host_list_interfaces(): the host could not be looked at, and what
 *   changed is told by a later call.
 * Since: 0.1
 */
BERTH_API bool berth_watch_next(berth_watch *watch, berth_event **event, berth_error **error);

/**
 * berth_watch_wait:
 * @timeout_ms: how long to wait, in milliseconds; 0 not at all, -1 without limit
 * @cancel: (nullable): ends the call early
 * @event: (out) (owned): the next event
 *
 * Waits for the next event.
 *
 * Returns: true; false with TIMEOUT, CANCELLED, or as berth_watch_next(). After a look that failed it waits for a
 * second, or until something happens, before it looks again. Since: 0.1
 */
BERTH_API bool berth_watch_wait(berth_watch *watch, int timeout_ms, berth_cancel *cancel, berth_event **event,
                                berth_error **error);

/** berth_event_ref: Returns: (owned): @event, held once more. Since: 0.1 */
BERTH_API berth_event *berth_event_ref(berth_event *event);

/** berth_event_unref: @event: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_event_unref(berth_event *event);

/** berth_event_get_event_type: Returns: what happened. Since: 0.1 */
BERTH_API berth_event_type berth_event_get_event_type(const berth_event *event);

/** berth_event_get_number: Returns: its number in this watch, from 1, without gaps. Since: 0.1 */
BERTH_API int64_t berth_event_get_number(const berth_event *event);

/** berth_event_get_info: Returns: (borrowed) (nullable): the interface as it is now, or as it was last for one that was
 * removed; NULL for RESYNC. Since: 0.1 */
BERTH_API const berth_interface_info *berth_event_get_info(const berth_event *event);

#ifdef __cplusplus
}
#endif

#endif
