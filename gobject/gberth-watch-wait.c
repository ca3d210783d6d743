/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Waiting for the next event of a watch, and looking whether there is one, blocking or not.
 */
#include "gberth-watch-private.h"

static gpointer run_wait(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    Feed *feed = GBERTH_WATCH(call->object)->feed;
    berth_event *event = NULL;
    gulong handler = 0;
    berth_cancel *any = _gberth_watch_begin(feed, cancel, &handler, error);

    if (!any)
        return NULL;
    berth_watch_wait(feed->core, call->timeout_ms, any, &event, error);
    _gberth_watch_end(feed, any, handler);
    return event ? _gberth_event_wrap(event) : NULL;
}

static const GBerthVerb wait_verb = {"gberth_watch_wait", run_wait, g_object_unref};

/**
 * gberth_watch_wait:
 * @watch: a watch
 * @timeout_ms: how long to wait, in milliseconds; 0 not at all, -1 without limit
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Waits for the next event. Fails with %GBERTH_ERROR_TIMEOUT, with %GBERTH_ERROR_CANCELLED also when @watch is
 * closed, or as gberth_watch_next() does.
 *
 * Returns: (transfer full): the event
 *
 * Since: 0.1
 */
GBerthEvent *gberth_watch_wait(GBerthWatch *watch, int timeout_ms, GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_WATCH(watch), NULL);

    if (_gberth_watch_refuse_closed(watch, error))
        return NULL;
    GBerthCall call = {.object = watch, .timeout_ms = timeout_ms};
    return _gberth_call(&wait_verb, &call, cancellable, error);
}

/* --- Waiting without a thread ---------------------------------------------------------------- */

/* Many may wait, and for long: only a look is left to a thread, between two of them a source of the context polls. */
typedef struct {
    int timeout_ms;
    gint64 end; /* of the monotonic clock, in µs; -1: none */
} Waiting;

typedef struct {
    GSource parent;
    GTask *task;
    gpointer descriptor;
} WaitSource;

static void look_for(GTask *task);

static Feed *feed_of(GTask *task)
{
    return GBERTH_WATCH(g_task_get_source_object(task))->feed;
}

static void fail(GTask *task, GBerthError code, const char *message)
{
    g_task_return_new_error(task, GBERTH_ERROR, code, "%s", message);
    g_object_unref(task);
}

/* Whether nothing ends the waiting; if something does, the task has its result. */
static gboolean goes_on(GTask *task, gboolean may_look)
{
    const Waiting *waiting = g_task_get_task_data(task);
    GCancellable *cancellable = g_task_get_cancellable(task);

    if (g_cancellable_is_cancelled(feed_of(task)->closing))
        fail(task, GBERTH_ERROR_CANCELLED, CLOSED);
    else if (cancellable && g_cancellable_is_cancelled(cancellable))
        fail(task, GBERTH_ERROR_CANCELLED, "the call was cancelled");
    else if (!may_look && waiting->end >= 0 && g_get_monotonic_time() >= waiting->end) {
        char *message = g_strdup_printf("nothing happened within %d ms", waiting->timeout_ms);
        fail(task, GBERTH_ERROR_TIMEOUT, message);
        g_free(message);
    } else
        return TRUE;
    return FALSE;
}

/* Something happened, the time is over, or somebody ends it. */
static gboolean wait_dispatch(GSource *base, GSourceFunc callback G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
    WaitSource *source = (WaitSource *)base;
    const gboolean ready = g_source_query_unix_fd(base, source->descriptor) != 0;

    if (goes_on(source->task, ready))
        look_for(source->task);
    return G_SOURCE_REMOVE;
}

static void add_ending(GSource *source, GCancellable *cancellable)
{
    GSource *child = g_cancellable_source_new(cancellable);

    g_source_set_dummy_callback(child);
    g_source_add_child_source(source, child);
    g_source_unref(child);
}

static void poll_for(GTask *task)
{
    static GSourceFuncs functions = {.dispatch = wait_dispatch};
    const Waiting *waiting = g_task_get_task_data(task);
    GSource *base = g_source_new(&functions, sizeof(WaitSource));
    WaitSource *source = (WaitSource *)base;

    source->task = task;
    source->descriptor = g_source_add_unix_fd(base, berth_watch_get_fd(feed_of(task)->core), G_IO_IN);
    add_ending(base, feed_of(task)->closing);
    if (g_task_get_cancellable(task))
        add_ending(base, g_task_get_cancellable(task));
    if (waiting->end >= 0)
        g_source_set_ready_time(base, waiting->end);
    g_source_set_static_name(base, "gberth_watch_wait");
    g_source_attach(base, g_task_get_context(task));
    g_source_unref(base);
}

static const GBerthVerb wait_look_verb = {"gberth_watch_wait", _gberth_watch_run_look, NULL};

static void looked_for(GObject *feed, GAsyncResult *result, gpointer data)
{
    GTask *task = data;
    GError *error = NULL;
    const gboolean pending = GPOINTER_TO_INT(_gberth_call_finish(&wait_look_verb, feed, result, &error));

    if (!goes_on(task, pending)) {
        g_clear_error(&error);
        return;
    }
    /* Taken only here: what ends the waiting while a thread looks loses no event. */
    GBerthEvent *event = pending ? _gberth_watch_take((Feed *)feed, NULL) : NULL;
    if (error)
        g_task_return_error(task, error);
    else if (event)
        g_task_return_pointer(task, event, g_object_unref);
    else {
        poll_for(task);
        return;
    }
    g_object_unref(task);
}

/* Takes over the hold on @task. */
static void look_for(GTask *task)
{
    const Waiting *waiting = g_task_get_task_data(task);
    GBerthCall call = {.object = feed_of(task), .timeout_ms = -1};

    if (!goes_on(task, TRUE))
        return;
    if (waiting->end >= 0)
        call.timeout_ms = (int)(MAX(0, waiting->end - g_get_monotonic_time()) / 1000);
    g_main_context_push_thread_default(g_task_get_context(task));
    _gberth_call_async(&wait_look_verb, &call, g_task_get_cancellable(task), looked_for, task);
    g_main_context_pop_thread_default(g_task_get_context(task));
}

/**
 * gberth_watch_wait_async:
 * @watch: a watch
 * @timeout_ms: how long to wait, in milliseconds; 0 not at all, -1 without limit
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Waits for the next event without blocking; @callback ends it with gberth_watch_wait_finish(). The watch is
 * held until then.
 *
 * Since: 0.1
 */
void gberth_watch_wait_async(GBerthWatch *watch, int timeout_ms, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_WATCH(watch));

    Waiting *waiting = g_new0(Waiting, 1);
    GTask *task = g_task_new(watch, cancellable, callback, user_data);

    waiting->timeout_ms = timeout_ms;
    waiting->end = timeout_ms < 0 ? -1 : g_get_monotonic_time() + (gint64)timeout_ms * 1000;
    g_task_set_name(task, wait_verb.name);
    g_task_set_source_tag(task, (gpointer)&wait_verb);
    g_task_set_task_data(task, waiting, g_free);
    g_task_set_check_cancellable(task, FALSE);
    look_for(task);
}

/**
 * gberth_watch_wait_finish:
 * @watch: a watch
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_watch_wait_async(), and fails as gberth_watch_wait() does.
 *
 * Returns: (transfer full): the event
 *
 * Since: 0.1
 */
GBerthEvent *gberth_watch_wait_finish(GBerthWatch *watch, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_WATCH(watch), NULL);

    return _gberth_call_finish(&wait_verb, watch, result, error);
}

/* --- Looking --------------------------------------------------------------------------------- */

static gpointer run_look(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    const GBerthCall on_feed = {.object = GBERTH_WATCH(call->object)->feed, .timeout_ms = call->timeout_ms};

    return _gberth_watch_run_look(&on_feed, cancel, error);
}

/* What a closed watch fails with has its own words. */
static gboolean take_look(GBerthWatch *watch, GError *failure, GError **error)
{
    if (!failure)
        return TRUE;
    if (g_error_matches(failure, GBERTH_ERROR, GBERTH_ERROR_CANCELLED) && _gberth_watch_refuse_closed(watch, error))
        g_error_free(failure);
    else
        g_propagate_error(error, failure);
    return FALSE;
}

static const GBerthVerb look_verb = {"gberth_watch_look", run_look, NULL};

/**
 * gberth_watch_look:
 * @watch: a watch
 * @timeout_ms: how long it may take, in milliseconds; -1 without limit
 * @cancellable: (nullable): ends the call early
 * @pending: (out): whether gberth_watch_next() has an event now, without a look
 * @error: where to say what failed
 *
 * Looks at the host if something may have happened since the last look, and no event of that is left. It takes no
 * event: a program with a loop of its own looks in a thread, and takes the events in its loop.
 *
 * Fails with %GBERTH_ERROR_TIMEOUT, with %GBERTH_ERROR_CANCELLED also when @watch is closed, or as
 * gberth_watch_next() does.
 *
 * Returns: (skip): %TRUE unless it fails
 *
 * Since: 0.1
 */
gboolean gberth_watch_look(GBerthWatch *watch, int timeout_ms, GCancellable *cancellable, gboolean *pending,
                           GError **error)
{
    GError *failure = NULL;

    g_return_val_if_fail(IS_WATCH(watch), FALSE);
    GBerthCall call = {.object = watch, .timeout_ms = timeout_ms};
    *pending = GPOINTER_TO_INT(_gberth_call(&look_verb, &call, cancellable, &failure));
    return take_look(watch, failure, error);
}

/**
 * gberth_watch_look_async:
 * @watch: a watch
 * @timeout_ms: how long it may take, in milliseconds; -1 without limit
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Looks at the host without blocking; @callback ends it with gberth_watch_look_finish().
 *
 * Since: 0.1
 */
void gberth_watch_look_async(GBerthWatch *watch, int timeout_ms, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_WATCH(watch));

    GBerthCall call = {.object = watch, .timeout_ms = timeout_ms};
    _gberth_call_async(&look_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_watch_look_finish:
 * @watch: a watch
 * @result: what the callback was given
 * @pending: (out): whether gberth_watch_next() has an event now, without a look
 * @error: where to say what failed
 *
 * Ends gberth_watch_look_async(), and fails as gberth_watch_look() does.
 *
 * Returns: (skip): %TRUE unless it fails
 *
 * Since: 0.1
 */
gboolean gberth_watch_look_finish(GBerthWatch *watch, GAsyncResult *result, gboolean *pending, GError **error)
{
    GError *failure = NULL;

    g_return_val_if_fail(IS_WATCH(watch), FALSE);
    *pending = GPOINTER_TO_INT(_gberth_call_finish(&look_verb, watch, result, &failure));
    return take_look(watch, failure, error);
}
