/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The shared half of every call: threads, cancelling, errors. It knows no verb.
 */
#include "gberth-call.h"

typedef struct {
    const GBerthVerb *verb;
    GBerthCall call;
    GWeakRef argument; /* the program may let it go meanwhile */
} PendingCall;

static void take_error(berth_error *failure, GError **error)
{
    g_set_error_literal(error, GBERTH_ERROR, (int)berth_error_get_code(failure), berth_error_get_message(failure));
    berth_error_free(failure);
}

gboolean _gberth_take_success(bool success, berth_error **failure, GError **error)
{
    if (*failure)
        take_error(*failure, error);
    return success;
}

/* A string of the core is freed by the core, one of GLib by GLib: the caller gets GLib's. */
char *_gberth_take_string(char *string, berth_error **failure, GError **error)
{
    char *copy = g_strdup(string);

    berth_free(string);
    _gberth_take_success(string != NULL, failure, error);
    return copy;
}

char **_gberth_take_strv(char **strings, berth_error **failure, GError **error)
{
    char **copy = g_strdupv(strings);

    berth_strv_free(strings);
    _gberth_take_success(strings != NULL, failure, error);
    return copy;
}

void _gberth_free_object_list(gpointer list)
{
    g_list_free_full(list, g_object_unref);
}

static void trigger(GCancellable *cancellable G_GNUC_UNUSED, gpointer cancel)
{
    berth_cancel_trigger(cancel);
}

/* Not every call of the core takes a berth_cancel, but a cancelled call must do nothing whichever it is. */
static gboolean refuse_cancelled(GCancellable *cancellable, GError **error)
{
    if (!g_cancellable_is_cancelled(cancellable))
        return FALSE;
    g_set_error_literal(error, GBERTH_ERROR, GBERTH_ERROR_CANCELLED, "cancelled before it began");
    return TRUE;
}

/* --- Progress ------------------------------------------------------------------------------- */

/* Whom a call tells how far it is, and where. */
typedef struct {
    GBerthProgress *progress;
    GMainContext *context; /* NULL: at once, in the call's own thread */
} Follower;

typedef struct {
    GBerthProgress *progress;
    gint64 done, total;
    char *item;
} Step;

static gboolean tell_step(gpointer data)
{
    const Step *step = data;

    gberth_progress_update(step->progress, step->done, step->total, step->item);
    return G_SOURCE_REMOVE;
}

static void free_step(gpointer data)
{
    Step *step = data;

    g_object_unref(step->progress);
    g_free(step->item);
    g_free(step);
}

/* In a thread of its own, the call leaves each step to the main context, ahead of its result. */
static void follow(int64_t done, int64_t total, const char *item, void *user_data)
{
    const Follower *follower = user_data;

    if (!follower->context) {
        gberth_progress_update(follower->progress, done, total, item);
        return;
    }
    Step *step = g_new(Step, 1);

    *step = (Step){g_object_ref(follower->progress), done, total, g_strdup(item)};
    _gberth_call_back(follower->context, tell_step, step, free_step);
}

/* --- Calls ---------------------------------------------------------------------------------- */

static gpointer run(const GBerthVerb *verb, const GBerthCall *call, GCancellable *cancellable, GMainContext *context,
                    GError **error)
{
    if (refuse_cancelled(cancellable, error))
        return NULL;
    berth_error *failure = NULL;
    Follower follower = {call->progress, context};
    berth_cancel *cancel = cancellable ? berth_cancel_new(&failure) : NULL;
    GBerthCall running = *call;
    gpointer result = NULL;

    if (call->progress && !failure)
        running.followed = berth_progress_new(follow, &follower, NULL, &failure);
    if (!failure) {
        gulong handler = cancel ? g_cancellable_connect(cancellable, G_CALLBACK(trigger), cancel, NULL) : 0;
        result = verb->run(&running, cancel, &failure);
        g_cancellable_disconnect(cancellable, handler);
    }
    berth_progress_unref(running.followed);
    berth_cancel_unref(cancel);
    if (failure)
        take_error(failure, error);
    return result;
}

gpointer _gberth_call(const GBerthVerb *verb, const GBerthCall *call, GCancellable *cancellable, GError **error)
{
    return run(verb, call, cancellable, NULL, error);
}

static PendingCall *pending_call_new(const GBerthVerb *verb, const GBerthCall *call)
{
    PendingCall *pending = g_new(PendingCall, 1);

    pending->verb = verb;
    pending->call = *call;
    if (call->context)
        g_main_context_ref(call->context);
    if (call->progress)
        g_object_ref(call->progress);
    g_weak_ref_init(&pending->argument, call->argument);
    for (size_t i = 0; i < G_N_ELEMENTS(call->text); i++)
        pending->call.text[i] = g_strdup(call->text[i]);
    if (call->config)
        pending->call.config = berth_interface_config_copy(call->config);
    if (call->sequence)
        pending->call.sequence = berth_key_sequence_copy(call->sequence);
    if (!pending->call.config != !call->config || !pending->call.sequence != !call->sequence)
        g_error("%s: out of memory", verb->name);
    return pending;
}

static void pending_call_free(gpointer data)
{
    PendingCall *pending = data;

    for (size_t i = 0; i < G_N_ELEMENTS(pending->call.text); i++)
        g_free((char *)pending->call.text[i]);
    berth_interface_config_unref((berth_interface_config *)pending->call.config);
    berth_key_sequence_unref((berth_key_sequence *)pending->call.sequence);
    g_clear_pointer(&pending->call.context, g_main_context_unref);
    g_clear_object(&pending->call.progress);
    g_weak_ref_clear(&pending->argument);
    g_free(pending);
}

/* Set in a thread that this layer started, while it makes a call. */
static GPrivate in_own_thread;

void _gberth_call_back(GMainContext *context, GSourceFunc func, gpointer data, GDestroyNotify free_data)
{
    if (!g_private_get(&in_own_thread)) {
        g_main_context_invoke_full(context, G_PRIORITY_DEFAULT, func, data, free_data);
        return;
    }
    /* Not by g_main_context_invoke(): where nobody runs the context's loop yet, that would call @func in this thread.
     */
    GSource *source = g_idle_source_new();

    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    g_source_set_callback(source, func, data, free_data);
    g_source_attach(source, context);
    g_source_unref(source);
}

static void run_in_thread(GTask *task, gpointer object G_GNUC_UNUSED, gpointer data, GCancellable *cancellable)
{
    const PendingCall *pending = data;
    GError *error = NULL;

    g_private_set(&in_own_thread, task);
    gpointer result = run(pending->verb, &pending->call, cancellable, g_task_get_context(task), &error);
    g_private_set(&in_own_thread, NULL);

    if (error)
        g_task_return_error(task, error);
    else
        g_task_return_pointer(task, result, pending->verb->free_result);
}

void _gberth_call_async(const GBerthVerb *verb, const GBerthCall *call, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
    GTask *task = g_task_new(call->object, cancellable, callback, user_data);

    g_task_set_name(task, verb->name);
    g_task_set_source_tag(task, (gpointer)verb);
    g_task_set_task_data(task, pending_call_new(verb, call), pending_call_free);
    /* GTask would report a G_IO_ERROR; a cancelled call fails with GBERTH_ERROR_CANCELLED, blocking or not. */
    g_task_set_check_cancellable(task, FALSE);
    g_task_run_in_thread(task, run_in_thread);
    g_object_unref(task);
}

void _gberth_fail_async(const GBerthVerb *verb, gpointer object, GError *error, GAsyncReadyCallback callback,
                        gpointer user_data)
{
    g_task_report_error(object, callback, user_data, (gpointer)verb, error);
}

gpointer _gberth_call_finish(const GBerthVerb *verb, gpointer object, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(g_task_is_valid(result, object), NULL);
    g_return_val_if_fail(g_async_result_is_tagged(result, (gpointer)verb), NULL);

    return g_task_propagate_pointer(G_TASK(result), error);
}

gpointer _gberth_call_get_argument(GAsyncResult *result, const berth_interface_config **config)
{
    PendingCall *pending = g_task_get_task_data(G_TASK(result));

    *config = pending->call.config;
    return g_weak_ref_get(&pending->argument);
}
