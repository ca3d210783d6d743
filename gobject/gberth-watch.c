/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Events of a host, as a signal of the main loop or one call after the other. A look at the host takes its time, so
 * the loop polls a descriptor and leaves the look to a thread.
 */
#include "gberth-watch-private.h"

/* --- The feed ------------------------------------------------------------------------------- */

typedef GObjectClass FeedClass;

static GType feed_get_type(void);
G_DEFINE_FINAL_TYPE(Feed, feed, G_TYPE_OBJECT)

static void feed_finalize(GObject *object)
{
    Feed *feed = (Feed *)object;

    berth_watch_unref(feed->core);
    g_object_unref(feed->closing);
    g_mutex_clear(&feed->lock);
    G_OBJECT_CLASS(feed_parent_class)->finalize(object);
}

static void feed_class_init(FeedClass *class)
{
    class->finalize = feed_finalize;
}

static void feed_init(Feed *feed)
{
    g_mutex_init(&feed->lock);
    feed->closing = g_cancellable_new();
}

static void end_early(GCancellable *closing G_GNUC_UNUSED, gpointer cancel)
{
    berth_cancel_trigger(cancel);
}

berth_cancel *_gberth_watch_begin(Feed *feed, berth_cancel *cancel, gulong *handler, berth_error **error)
{
    berth_cancel *any = cancel ? berth_cancel_ref(cancel) : berth_cancel_new(error);

    if (!any)
        return NULL;
    *handler = g_cancellable_connect(feed->closing, G_CALLBACK(end_early), any, NULL);
    g_mutex_lock(&feed->lock);
    return any;
}

void _gberth_watch_end(Feed *feed, berth_cancel *cancel, gulong handler)
{
    g_mutex_unlock(&feed->lock);
    g_cancellable_disconnect(feed->closing, handler);
    berth_cancel_unref(cancel);
}

gpointer _gberth_watch_run_look(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    Feed *feed = call->object;
    bool pending = false;
    gulong handler = 0;
    berth_cancel *any = _gberth_watch_begin(feed, cancel, &handler, error);

    if (!any)
        return NULL;
    berth_watch_look(feed->core, call->timeout_ms, any, &pending, error);
    _gberth_watch_end(feed, any, handler);
    return GINT_TO_POINTER(pending);
}

GBerthEvent *_gberth_watch_take(Feed *feed, berth_error **error)
{
    berth_event *event = NULL;

    if (!g_mutex_trylock(&feed->lock))
        return NULL;
    berth_watch_next(feed->core, &event, error);
    g_mutex_unlock(&feed->lock);
    return event ? _gberth_event_wrap(event) : NULL;
}

static const GBerthVerb look_verb = {"gberth_watch_source", _gberth_watch_run_look, NULL};

/* --- The watch ------------------------------------------------------------------------------ */

/* In the main context where the watch was made. It does not hold the watch, which may go at any time. */
typedef struct {
    GSource parent;
    GWeakRef watch;
    Feed *feed;
    gpointer descriptor;
    gboolean polling;
    gboolean looking; /* a thread is */
    gboolean failing;
} WatchSource;

enum { SIGNAL_EVENT, SIGNAL_FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

/**
 * GBerthWatch:
 *
 * Tells what changes on a host, whoever changes it: the kernel, the files, another process. Watch first, then
 * list: what happens between the two comes as an event.
 *
 * With a main loop, connect to #GBerthWatch::event. Without one, call gberth_watch_next() or
 * gberth_watch_wait(). Every event comes one way and once: while a handler is connected, events go to it.
 *
 * A watch that nobody holds any more ends. gberth_watch_close() ends it at once.
 *
 * The calls are for one thread at a time; gberth_watch_close() may be called from any.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthWatch, gberth_watch, G_TYPE_OBJECT)

static void gberth_watch_dispose(GObject *object)
{
    GBerthWatch *watch = GBERTH_WATCH(object);

    if (watch->feed)
        gberth_watch_close(watch);
    G_OBJECT_CLASS(gberth_watch_parent_class)->dispose(object);
}

static void gberth_watch_finalize(GObject *object)
{
    GBerthWatch *watch = GBERTH_WATCH(object);

    g_clear_pointer(&watch->source, g_source_unref);
    g_clear_object(&watch->feed);
    G_OBJECT_CLASS(gberth_watch_parent_class)->finalize(object);
}

static void gberth_watch_class_init(GBerthWatchClass *class)
{
    GObjectClass *object_class = G_OBJECT_CLASS(class);

    object_class->dispose = gberth_watch_dispose;
    object_class->finalize = gberth_watch_finalize;

    /**
     * GBerthWatch::event:
     * @watch: the watch
     * @event: what happened
     *
     * Something happened. Emitted in the thread-default main context of the call that made the watch, for
     * every event in the order of their numbers, and never after gberth_watch_close(). A handler that runs the
     * loop itself may get the next event before it returns.
     *
     * Since: 0.1
     */
    signals[SIGNAL_EVENT] = g_signal_new("event", GBERTH_TYPE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, GBERTH_TYPE_EVENT);

    /**
     * GBerthWatch::failed:
     * @watch: the watch
     * @code: why
     * @message: one line that says what is wrong and what to do
     *
     * The host could not be looked at, as gberth_host_list_interfaces() fails. The watch goes on, and tells
     * what changed when it can. Emitted where #GBerthWatch::event is and while that has a handler, for the first
     * such failure in a row.
     *
     * Since: 0.1
     */
    signals[SIGNAL_FAILED] = g_signal_new("failed", GBERTH_TYPE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, GBERTH_TYPE_ERROR, G_TYPE_STRING);
}

static void gberth_watch_init(GBerthWatch *watch G_GNUC_UNUSED)
{
}

/* --- In the main loop ----------------------------------------------------------------------- */

/* Emits a signal, unless the watch was closed or let go, and does not keep it from going while a handler runs. */
static void emit(WatchSource *source, guint signal, ...)
{
    GBerthWatch *watch = g_source_is_destroyed(&source->parent) ? NULL : g_weak_ref_get(&source->watch);
    va_list arguments;

    if (!watch)
        return;
    va_start(arguments, signal);
    g_signal_emit_valist(watch, signals[signal], 0, arguments);
    va_end(arguments);
    g_object_unref(watch);
}

static gboolean has_listener(GBerthWatch *watch)
{
    return watch && g_signal_has_handler_pending(watch, signals[SIGNAL_EVENT], 0, FALSE);
}

/* One at a time: who takes no more of them leaves the rest to other ways, and a handler may run the loop itself. */
static void tell_next(WatchSource *source)
{
    GBerthWatch *watch = g_source_is_destroyed(&source->parent) ? NULL : g_weak_ref_get(&source->watch);
    GBerthEvent *event = has_listener(watch) ? _gberth_watch_take(source->feed, NULL) : NULL;

    g_clear_object(&watch);
    if (!event)
        return;
    emit(source, SIGNAL_EVENT, event);
    g_object_unref(event);
}

static void looked(GObject *feed, GAsyncResult *result, gpointer data)
{
    WatchSource *source = data;
    GError *error = NULL;
    const gboolean pending = GPOINTER_TO_INT(_gberth_call_finish(&look_verb, feed, result, &error));
    const gboolean failed_before = source->failing;

    source->failing = error != NULL;
    source->looking = FALSE;
    if (pending)
        tell_next(source);
    else if (error && !failed_before)
        emit(source, SIGNAL_FAILED, error->code, error->message);
    g_clear_error(&error);
    g_source_unref(&source->parent);
}

static gboolean source_dispatch(GSource *base, GSourceFunc callback G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
    WatchSource *source = (WatchSource *)base;
    GMainContext *context = g_source_get_context(base);
    GBerthCall call = {.object = source->feed, .timeout_ms = -1};

    source->looking = TRUE;
    /* Whoever runs the loop need not have made its context the thread's default. */
    g_main_context_push_thread_default(context);
    _gberth_call_async(&look_verb, &call, NULL, looked, g_source_ref(base));
    g_main_context_pop_thread_default(context);
    return G_SOURCE_CONTINUE;
}

/* The descriptor is polled while somebody listens and no thread is looking. */
static gboolean source_prepare(GSource *base, int *timeout)
{
    WatchSource *source = (WatchSource *)base;
    GBerthWatch *watch = g_weak_ref_get(&source->watch);
    gboolean wanted = !source->looking && has_listener(watch);

    *timeout = -1;
    if (wanted != source->polling) {
        source->polling = wanted;
        g_source_modify_unix_fd(base, source->descriptor, wanted ? G_IO_IN : 0);
    }
    g_clear_object(&watch);
    return FALSE;
}

static void source_finalize(GSource *base)
{
    WatchSource *source = (WatchSource *)base;

    g_weak_ref_clear(&source->watch);
    g_object_unref(source->feed);
}

static GSource *attach_source(GBerthWatch *watch, GMainContext *context)
{
    static GSourceFuncs functions = {
        .prepare = source_prepare, .dispatch = source_dispatch, .finalize = source_finalize};
    GSource *base = g_source_new(&functions, sizeof(WatchSource));
    WatchSource *source = (WatchSource *)base;

    g_weak_ref_init(&source->watch, watch);
    source->feed = g_object_ref(watch->feed);
    source->descriptor = g_source_add_unix_fd(base, berth_watch_get_fd(watch->feed->core), 0);
    g_source_set_static_name(base, "gberth_watch");
    g_source_attach(base, context);
    return base;
}

GBerthWatch *_gberth_watch_wrap(berth_watch *core, GMainContext *context)
{
    GBerthWatch *watch = g_object_new(GBERTH_TYPE_WATCH, NULL);

    watch->feed = g_object_new(feed_get_type(), NULL);
    watch->feed->core = core;
    watch->source = attach_source(watch, context);
    return watch;
}

/* --- Making one ----------------------------------------------------------------------------- */

static gpointer run_watch(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    berth_watch *core = berth_host_watch(GBERTH_HOST(call->object)->core, call->flags, cancel, error);

    return core ? _gberth_watch_wrap(core, call->context) : NULL;
}

static const GBerthVerb watch_verb = {"gberth_host_watch", run_watch, g_object_unref};

/**
 * gberth_host_watch:
 * @host: a host
 * @mask: what to watch for
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Starts to watch: what happens from now on is told.
 *
 * Fails with %GBERTH_ERROR_INVALID when @mask has no events, or as gberth_host_list_interfaces() does.
 *
 * Returns: (transfer full): a watch
 *
 * Since: 0.1
 */
GBerthWatch *gberth_host_watch(GBerthHost *host, GBerthEventMask mask, GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    GBerthCall call = {.object = host, .flags = mask, .context = g_main_context_ref_thread_default()};
    GBerthWatch *watch = _gberth_call(&watch_verb, &call, cancellable, error);
    g_main_context_unref(call.context);
    return watch;
}

/**
 * gberth_host_watch_async:
 * @host: a host
 * @mask: what to watch for
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Starts to watch without blocking; @callback ends it with gberth_host_watch_finish().
 *
 * Since: 0.1
 */
void gberth_host_watch_async(GBerthHost *host, GBerthEventMask mask, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_OPEN_HOST(host));

    GBerthCall call = {.object = host, .flags = mask, .context = g_main_context_ref_thread_default()};
    _gberth_call_async(&watch_verb, &call, cancellable, callback, user_data);
    g_main_context_unref(call.context);
}

/**
 * gberth_host_watch_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_host_watch_async(), and fails as gberth_host_watch() does.
 *
 * Returns: (transfer full): a watch
 *
 * Since: 0.1
 */
GBerthWatch *gberth_host_watch_finish(GBerthHost *host, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    return _gberth_call_finish(&watch_verb, host, result, error);
}

/* --- One event after the other -------------------------------------------------------------- */

gboolean _gberth_watch_refuse_closed(GBerthWatch *watch, GError **error)
{
    if (!gberth_watch_is_closed(watch))
        return FALSE;
    g_set_error_literal(error, GBERTH_ERROR, GBERTH_ERROR_CANCELLED, CLOSED);
    return TRUE;
}

static gpointer run_next(const GBerthCall *call, berth_cancel *cancel G_GNUC_UNUSED, berth_error **error)
{
    return _gberth_watch_take(GBERTH_WATCH(call->object)->feed, error);
}

static const GBerthVerb next_verb = {"gberth_watch_next", run_next, g_object_unref};

/**
 * gberth_watch_get_fd:
 * @watch: a watch
 *
 * Gives a descriptor for event loops of other kinds: it polls readable while gberth_watch_next() may have something;
 * after a look that failed, with the next notice or a second later. Nobody may read from it.
 *
 * Returns: the descriptor, which lives as long as the watch
 *
 * Since: 0.1
 */
int gberth_watch_get_fd(GBerthWatch *watch)
{
    g_return_val_if_fail(IS_WATCH(watch), -1);

    return berth_watch_get_fd(watch->feed->core);
}

/**
 * gberth_watch_next:
 * @watch: a watch
 * @error: where to say what failed
 *
 * Takes the next event. It never waits, but may look at the host.
 *
 * Fails with %GBERTH_ERROR_CANCELLED when @watch is closed, or as gberth_host_list_interfaces() does: the
 * host could not be looked at.
 *
 * Returns: (transfer full) (nullable): the event; %NULL when there is none now
 *
 * Since: 0.1
 */
GBerthEvent *gberth_watch_next(GBerthWatch *watch, GError **error)
{
    g_return_val_if_fail(IS_WATCH(watch), NULL);

    if (_gberth_watch_refuse_closed(watch, error))
        return NULL;
    GBerthCall call = {.object = watch};
    return _gberth_call(&next_verb, &call, NULL, error);
}

/**
 * gberth_watch_close:
 * @watch: a watch
 *
 * Ends it: no signal comes any more, and a call that waits fails with %GBERTH_ERROR_CANCELLED. One that is
 * closed already stays so.
 *
 * Since: 0.1
 */
void gberth_watch_close(GBerthWatch *watch)
{
    g_return_if_fail(IS_WATCH(watch));

    g_source_destroy(watch->source);
    g_cancellable_cancel(watch->feed->closing);
}

/**
 * gberth_watch_is_closed:
 * @watch: a watch
 *
 * Tells whether it was closed.
 *
 * Returns: whether it was
 *
 * Since: 0.1
 */
gboolean gberth_watch_is_closed(GBerthWatch *watch)
{
    g_return_val_if_fail(IS_WATCH(watch), TRUE);

    return g_cancellable_is_cancelled(watch->feed->closing);
}
