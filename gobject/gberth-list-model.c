/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The interfaces of a host as a list that follows them, for desktop programs.
 */
#include "gberth-call.h"

/* After a list that failed, how long until the next try. */
#define RETRY_S 1

struct _GBerthListModel {
    GObject parent;
    GBerthHost *host;
    GBerthWatch *watch;
    GBerthInterfaceFilter filter;
    GPtrArray *items;
    GMainContext *context;
    GSource *retry;   /* NULL: none waits */
    gboolean listing; /* after events were lost */
    gboolean again;   /* what is being listed may be older than an event that came since */
};

static void gberth_list_model_interface_init(GListModelInterface *interface);

/**
 * GBerthListModel:
 *
 * The interfaces of a host as a list of #GBerthInterfaceItem that follows them: made by
 * gberth_host_list_model(), it changes as they come, go and change, in the main context of the call that made
 * it. An interface keeps its item while it is in the list. What comes later stands at the end.
 *
 * It belongs to the thread of that main context.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE_WITH_CODE(GBerthListModel, gberth_list_model, G_TYPE_OBJECT,
                              G_IMPLEMENT_INTERFACE(G_TYPE_LIST_MODEL, gberth_list_model_interface_init))

static void gberth_list_model_dispose(GObject *object)
{
    GBerthListModel *model = GBERTH_LIST_MODEL(object);

    if (model->watch)
        gberth_watch_close(model->watch);
    if (model->retry)
        g_source_destroy(model->retry);
    g_clear_pointer(&model->retry, g_source_unref);
    G_OBJECT_CLASS(gberth_list_model_parent_class)->dispose(object);
}

static void gberth_list_model_finalize(GObject *object)
{
    GBerthListModel *model = GBERTH_LIST_MODEL(object);

    g_clear_object(&model->watch);
    g_clear_object(&model->host);
    g_ptr_array_unref(model->items);
    g_clear_pointer(&model->context, g_main_context_unref);
    G_OBJECT_CLASS(gberth_list_model_parent_class)->finalize(object);
}

static void gberth_list_model_class_init(GBerthListModelClass *class)
{
    G_OBJECT_CLASS(class)->dispose = gberth_list_model_dispose;
    G_OBJECT_CLASS(class)->finalize = gberth_list_model_finalize;
}

static void gberth_list_model_init(GBerthListModel *model)
{
    model->items = g_ptr_array_new_with_free_func(g_object_unref);
}

static GType get_item_type(GListModel *list G_GNUC_UNUSED)
{
    return GBERTH_TYPE_INTERFACE_ITEM;
}

static guint get_n_items(GListModel *list)
{
    return GBERTH_LIST_MODEL(list)->items->len;
}

static gpointer get_item(GListModel *list, guint position)
{
    const GPtrArray *items = GBERTH_LIST_MODEL(list)->items;

    return position < items->len ? g_object_ref(items->pdata[position]) : NULL;
}

static void gberth_list_model_interface_init(GListModelInterface *interface)
{
    interface->get_item_type = get_item_type;
    interface->get_n_items = get_n_items;
    interface->get_item = get_item;
}

/* --- Following ------------------------------------------------------------------------------ */

static gboolean find(const GBerthListModel *model, const char *name, guint *position)
{
    for (guint i = 0; i < model->items->len; i++)
        if (g_str_equal(gberth_interface_item_get_name(model->items->pdata[i]), name)) {
            *position = i;
            return TRUE;
        }
    return FALSE;
}

static gboolean matches(const GBerthListModel *model, GBerthInterfaceInfo *info)
{
    const GBerthInterfaceFilter filter = model->filter;

    return (!(filter & GBERTH_INTERFACE_FILTER_ACTIVE) || gberth_interface_info_is_active(info)) &&
           (!(filter & GBERTH_INTERFACE_FILTER_INACTIVE) || !gberth_interface_info_is_active(info)) &&
           (!(filter & GBERTH_INTERFACE_FILTER_DEFINED) || gberth_interface_info_is_defined(info));
}

static void append(GBerthListModel *model, GBerthInterfaceInfo *info)
{
    GBerthInterface *iface = gberth_host_get_interface(model->host, gberth_interface_info_get_name(info), NULL);

    /* No interface has an empty name. */
    g_return_if_fail(iface != NULL);
    g_ptr_array_add(model->items, _gberth_interface_item_new(iface, info));
    g_object_unref(iface);
}

static void remove_at(GBerthListModel *model, guint position)
{
    g_ptr_array_remove_index(model->items, position);
    g_list_model_items_changed(G_LIST_MODEL(model), position, 1, 0);
}

/* Puts what is so now of one interface into the list; @there is false for one that was removed. */
static void update(GBerthListModel *model, GBerthInterfaceInfo *info, gboolean there)
{
    const gboolean wanted = there && matches(model, info);
    guint position = 0;

    if (!find(model, gberth_interface_info_get_name(info), &position)) {
        if (!wanted)
            return;
        append(model, info);
        g_list_model_items_changed(G_LIST_MODEL(model), model->items->len - 1, 0, 1);
    } else if (wanted)
        _gberth_interface_item_set_info(model->items->pdata[position], info);
    else
        remove_at(model, position);
}

static void start_list(GBerthListModel *model);

static gboolean list_again(gpointer data)
{
    GBerthListModel *model = data;

    g_clear_pointer(&model->retry, g_source_unref);
    start_list(model);
    return G_SOURCE_REMOVE;
}

static void list_later(GBerthListModel *model)
{
    model->retry = g_timeout_source_new_seconds(RETRY_S);
    g_source_set_callback(model->retry, list_again, model, NULL);
    g_source_attach(model->retry, model->context);
}

/* Handlers may let go of the model, or run the loop, which brings events: what they say is newer than this list. */
static void take_list(GBerthListModel *model, GList *infos)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);

    for (GList *at = infos; at; at = at->next)
        g_hash_table_add(names, (gpointer)gberth_interface_info_get_name(at->data));
    for (guint i = model->items->len; i-- > 0 && !model->again;)
        if (!g_hash_table_contains(names, gberth_interface_item_get_name(model->items->pdata[i])))
            remove_at(model, i);
    for (GList *at = infos; at && !model->again; at = at->next)
        update(model, at->data, TRUE);
    g_hash_table_unref(names);
}

static void listed(GObject *host, GAsyncResult *result, gpointer data)
{
    GError *error = NULL;
    GList *infos = gberth_host_list_interfaces_info_finish(GBERTH_HOST(host), result, &error);
    GWeakRef *weak = data;
    GBerthListModel *model = g_weak_ref_get(weak);

    if (model) {
        if (!error)
            take_list(model, infos);
        const gboolean again = model->again;
        model->listing = model->again = FALSE;
        if (error)
            list_later(model);
        else if (again)
            start_list(model);
        g_object_unref(model);
    }
    g_weak_ref_clear(weak);
    g_free(weak);
    g_clear_error(&error);
    _gberth_free_object_list(infos);
}

/* Events were lost. The model is not held: a list that nobody wants any more comes to nothing. */
static void start_list(GBerthListModel *model)
{
    if (model->listing) {
        model->again = TRUE;
        return;
    }
    if (model->retry)
        return;
    GWeakRef *weak = g_new(GWeakRef, 1);

    model->listing = TRUE;
    g_weak_ref_init(weak, model);
    g_main_context_push_thread_default(model->context);
    gberth_host_list_interfaces_info_async(model->host, GBERTH_INTERFACE_FILTER_ALL, NULL, listed, weak);
    g_main_context_pop_thread_default(model->context);
}

static void on_event(GBerthWatch *watch G_GNUC_UNUSED, GBerthEvent *event, gpointer data)
{
    GBerthListModel *model = data;
    const GBerthEventType type = gberth_event_get_event_type(event);

    if (type == GBERTH_EVENT_TYPE_RESYNC) {
        start_list(model);
        return;
    }
    if (model->listing)
        model->again = TRUE;
    update(model, gberth_event_get_info(event), type != GBERTH_EVENT_TYPE_REMOVED);
}

/* --- Making one ----------------------------------------------------------------------------- */

/* Watches, then lists: nothing falls between. */
static gpointer run_list_model(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    GBerthHost *host = call->object;
    berth_watch *watch = berth_host_watch(host->core, GBERTH_EVENT_MASK_INTERFACES, cancel, error);
    berth_interface_info **infos =
        watch ? berth_host_list_interfaces_info(host->core, call->flags, cancel, error) : NULL;
    if (!infos) {
        berth_watch_unref(watch);
        return NULL;
    }
    GBerthListModel *model = g_object_new(GBERTH_TYPE_LIST_MODEL, NULL);

    model->host = g_object_ref(host);
    model->filter = call->flags;
    model->context = g_main_context_ref(call->context);
    for (size_t i = 0; infos[i]; i++) {
        GBerthInterfaceInfo *info = _gberth_interface_info_wrap(berth_interface_info_ref(infos[i]));
        append(model, info);
        g_object_unref(info);
    }
    berth_interface_info_list_free(infos);
    model->watch = _gberth_watch_wrap(watch, call->context);
    g_signal_connect_object(model->watch, "event", G_CALLBACK(on_event), model, 0);
    /* The loop may run in another thread, and has not seen yet that somebody listens. */
    g_main_context_wakeup(call->context);
    return model;
}

static const GBerthVerb list_model_verb = {"gberth_host_list_model", run_list_model, g_object_unref};

/**
 * gberth_host_list_model:
 * @host: a host
 * @filter: which interfaces
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Lists interfaces into a model that follows them from then on, in the thread-default main context of this
 * call. Nothing falls between the list and the first change.
 *
 * Fails as gberth_host_watch() and gberth_host_list_interfaces_info() do.
 *
 * Returns: (transfer full): the model
 *
 * Since: 0.1
 */
GBerthListModel *gberth_host_list_model(GBerthHost *host, GBerthInterfaceFilter filter, GCancellable *cancellable,
                                        GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    GBerthCall call = {.object = host, .flags = filter, .context = g_main_context_ref_thread_default()};
    GBerthListModel *model = _gberth_call(&list_model_verb, &call, cancellable, error);
    g_main_context_unref(call.context);
    return model;
}

/**
 * gberth_host_list_model_async:
 * @host: a host
 * @filter: which interfaces
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Makes a model without blocking; @callback ends it with gberth_host_list_model_finish().
 *
 * Since: 0.1
 */
void gberth_host_list_model_async(GBerthHost *host, GBerthInterfaceFilter filter, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_OPEN_HOST(host));

    GBerthCall call = {.object = host, .flags = filter, .context = g_main_context_ref_thread_default()};
    _gberth_call_async(&list_model_verb, &call, cancellable, callback, user_data);
    g_main_context_unref(call.context);
}

/**
 * gberth_host_list_model_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_host_list_model_async(), and fails as gberth_host_list_model() does.
 *
 * Returns: (transfer full): the model
 *
 * Since: 0.1
 */
GBerthListModel *gberth_host_list_model_finish(GBerthHost *host, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    return _gberth_call_finish(&list_model_verb, host, result, error);
}
