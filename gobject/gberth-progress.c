/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * How far a call is that takes its time.
 */
#include "gberth-private.h"

struct _GBerthProgress {
    GObject parent;
    gint64 done, total;
    char *item; /* NULL: all is done, or nothing was begun */
};

enum { PROP_DONE = 1, PROP_TOTAL, PROP_ITEM, N_PROPS };
enum { SIGNAL_CHANGED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/**
 * GBerthProgress:
 *
 * Follows a call that takes its time, such as gberth_interface_up(): give it to the call, and
 * #GBerthProgress::changed tells how far it is. A blocking call emits it before it returns, in its own thread; an
 * asynchronous one in the main context where its result arrives, and before that.
 *
 * It belongs to the thread where its signal comes. One that was given to no call stays at 0 of 0.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthProgress, gberth_progress, G_TYPE_OBJECT)

static void gberth_progress_get_property(GObject *object, guint id, GValue *value, GParamSpec *spec)
{
    GBerthProgress *progress = GBERTH_PROGRESS(object);

    switch (id) {
    case PROP_DONE:
        g_value_set_int64(value, progress->done);
        break;
    case PROP_TOTAL:
        g_value_set_int64(value, progress->total);
        break;
    case PROP_ITEM:
        g_value_set_string(value, progress->item);
        break;
    default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, spec);
    }
}

static void gberth_progress_finalize(GObject *object)
{
    g_free(GBERTH_PROGRESS(object)->item);
    G_OBJECT_CLASS(gberth_progress_parent_class)->finalize(object);
}

static void gberth_progress_class_init(GBerthProgressClass *class)
{
    GObjectClass *object_class = G_OBJECT_CLASS(class);
    const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

    object_class->get_property = gberth_progress_get_property;
    object_class->finalize = gberth_progress_finalize;

    /**
     * GBerthProgress:done:
     *
     * How much is done.
     *
     * Since: 0.1
     */
    properties[PROP_DONE] = g_param_spec_int64("done", NULL, NULL, 0, G_MAXINT64, 0, flags);

    /**
     * GBerthProgress:total:
     *
     * Of how much. It may grow while the work goes on.
     *
     * Since: 0.1
     */
    properties[PROP_TOTAL] = g_param_spec_int64("total", NULL, NULL, 0, G_MAXINT64, 0, flags);

    /**
     * GBerthProgress:item:
     *
     * What is being worked on, in the words of the call.
     *
     * Since: 0.1
     */
    properties[PROP_ITEM] = g_param_spec_string("item", NULL, NULL, NULL, flags);

    g_object_class_install_properties(object_class, N_PROPS, properties);

    /**
     * GBerthProgress::changed:
     * @progress: the progress
     *
     * The call is further than it was. Emitted once for each step, after the properties have changed.
     *
     * Since: 0.1
     */
    signals[SIGNAL_CHANGED] =
        g_signal_new("changed", GBERTH_TYPE_PROGRESS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void gberth_progress_init(GBerthProgress *progress G_GNUC_UNUSED)
{
}

/**
 * gberth_progress_new:
 *
 * Makes one to give to a call.
 *
 * Returns: (transfer full): the progress
 *
 * Since: 0.1
 */
GBerthProgress *gberth_progress_new(void)
{
    return g_object_new(GBERTH_TYPE_PROGRESS, NULL);
}

/**
 * gberth_progress_get_done: (get-property done)
 * @progress: a progress
 *
 * Tells how much is done.
 *
 * Returns: how much
 *
 * Since: 0.1
 */
gint64 gberth_progress_get_done(GBerthProgress *progress)
{
    g_return_val_if_fail(GBERTH_IS_PROGRESS(progress), 0);

    return progress->done;
}

/**
 * gberth_progress_get_total: (get-property total)
 * @progress: a progress
 *
 * Tells of how much gberth_progress_get_done() is a part.
 *
 * Returns: how much there is to do
 *
 * Since: 0.1
 */
gint64 gberth_progress_get_total(GBerthProgress *progress)
{
    g_return_val_if_fail(GBERTH_IS_PROGRESS(progress), 0);

    return progress->total;
}

/**
 * gberth_progress_get_item: (get-property item)
 * @progress: a progress
 *
 * Tells what is being worked on, in the words of the call: for an interface that is brought up, the path of the
 * setting that is waited for.
 *
 * Returns: (nullable): what it is; %NULL when all is done, or nothing was begun
 *
 * Since: 0.1
 */
const char *gberth_progress_get_item(GBerthProgress *progress)
{
    g_return_val_if_fail(GBERTH_IS_PROGRESS(progress), NULL);

    return progress->item;
}

/**
 * gberth_progress_update:
 * @progress: a progress
 * @done: how much is done
 * @total: of how much
 * @item: (nullable): what is being worked on
 *
 * Says how far the work is, and emits #GBerthProgress::changed. Calls of this library do so themselves; programs do
 * it for work of their own, or to pass on what another progress tells.
 *
 * Since: 0.1
 */
void gberth_progress_update(GBerthProgress *progress, gint64 done, gint64 total, const char *item)
{
    g_return_if_fail(GBERTH_IS_PROGRESS(progress));
    g_return_if_fail(done >= 0 && total >= 0);

    GObject *object = g_object_ref(G_OBJECT(progress));

    g_object_freeze_notify(object);
    if (progress->done != done) {
        progress->done = done;
        g_object_notify_by_pspec(object, properties[PROP_DONE]);
    }
    if (progress->total != total) {
        progress->total = total;
        g_object_notify_by_pspec(object, properties[PROP_TOTAL]);
    }
    if (g_strcmp0(progress->item, item) != 0) {
        g_free(progress->item);
        progress->item = g_strdup(item);
        g_object_notify_by_pspec(object, properties[PROP_ITEM]);
    }
    g_object_thaw_notify(object);
    g_signal_emit(progress, signals[SIGNAL_CHANGED], 0);
    g_object_unref(object);
}
