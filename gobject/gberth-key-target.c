/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A keyboard to send keys to.
 */
#include "gberth-call.h"
#include "gberth-keycode-private.h"

struct _GBerthKeyTarget {
    GObject parent;
    berth_key_target *core;
};

/* g_object_new() makes a target that nothing was opened for; no call may reach the core with it. */
#define IS_TARGET(target) (GBERTH_IS_KEY_TARGET(target) && (target)->core)

enum { PROP_URI = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

/**
 * GBerthKeyTarget:
 *
 * A keyboard to send keys to, opened by gberth_host_open_key_target(): that of a guest, or of a machine. It is driven
 * at its own pace, and is given no key before the one before was taken. Keys that a call pressed are released again,
 * also when it fails, is cancelled or runs out of time.
 *
 * It may be used from several threads at once; a call while another sends fails with %GBERTH_ERROR_BUSY. The last
 * reference closes it, as gberth_key_target_close() does with %GBERTH_KEY_CLOSE_DEFAULT.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthKeyTarget, gberth_key_target, G_TYPE_OBJECT)

static void gberth_key_target_get_property(GObject *object, guint id, GValue *value, GParamSpec *spec)
{
    GBerthKeyTarget *target = GBERTH_KEY_TARGET(object);

    switch (id) {
    case PROP_URI:
        g_value_set_string(value, gberth_key_target_get_uri(target));
        break;
    default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, spec);
    }
}

static void gberth_key_target_finalize(GObject *object)
{
    berth_key_target_unref(GBERTH_KEY_TARGET(object)->core);
    G_OBJECT_CLASS(gberth_key_target_parent_class)->finalize(object);
}

static void gberth_key_target_class_init(GBerthKeyTargetClass *class)
{
    GObjectClass *object_class = G_OBJECT_CLASS(class);

    object_class->get_property = gberth_key_target_get_property;
    object_class->finalize = gberth_key_target_finalize;

    /**
     * GBerthKeyTarget:uri:
     *
     * The URI it was opened by.
     *
     * Since: 0.1
     */
    properties[PROP_URI] = g_param_spec_string("uri", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

    g_object_class_install_properties(object_class, N_PROPS, properties);
}

static void gberth_key_target_init(GBerthKeyTarget *target G_GNUC_UNUSED)
{
}

GBerthKeyTarget *_gberth_key_target_wrap(berth_key_target *core)
{
    GBerthKeyTarget *target = g_object_new(GBERTH_TYPE_KEY_TARGET, NULL);

    target->core = core;
    return target;
}

static berth_key_target *core_of(const GBerthCall *call)
{
    return GBERTH_KEY_TARGET(call->object)->core;
}

/**
 * gberth_key_target_get_uri: (get-property uri)
 * @target: a target
 *
 * Tells what it was opened by.
 *
 * Returns: the URI
 *
 * Since: 0.1
 */
const char *gberth_key_target_get_uri(GBerthKeyTarget *target)
{
    g_return_val_if_fail(IS_TARGET(target), NULL);

    return berth_key_target_get_uri(target->core);
}

/**
 * gberth_key_target_keeps_pressed:
 * @target: a target
 *
 * Tells whether a key that is down can stay down when the target is closed.
 *
 * Returns: %TRUE when it can
 *
 * Since: 0.1
 */
gboolean gberth_key_target_keeps_pressed(GBerthKeyTarget *target)
{
    g_return_val_if_fail(IS_TARGET(target), FALSE);

    return berth_key_target_keeps_pressed(target->core);
}

/**
 * gberth_key_target_can_deliver:
 * @target: a target
 * @set: the set of @code
 * @code: a key's code
 * @error: where to say why not
 *
 * Tells whether the target has a way to send this key. Whether the guest listens is another matter. Fails with
 * %GBERTH_ERROR_UNSUPPORTED when it has none, or as gberth_keycode_translate() does.
 *
 * Returns: %TRUE when it has
 *
 * Since: 0.1
 */
gboolean gberth_key_target_can_deliver(GBerthKeyTarget *target, GBerthCodeset set, gint64 code, GError **error)
{
    g_return_val_if_fail(IS_TARGET(target), FALSE);

    berth_error *failure = NULL;
    unsigned core;

    return _gberth_take_keycode(code, &core, error) &&
           _gberth_take_success(berth_key_target_can_deliver(target->core, (berth_codeset)set, core, &failure),
                                &failure, error);
}

/**
 * gberth_key_target_check:
 * @target: a target
 * @sequence: what would be sent
 * @error: where to say what failed
 *
 * Looks which keys of a sequence the target cannot deliver. Sends nothing.
 *
 * Returns: (transfer full): a report with a finding for each such key
 *
 * Since: 0.1
 */
GBerthReport *gberth_key_target_check(GBerthKeyTarget *target, GBerthKeySequence *sequence, GError **error)
{
    g_return_val_if_fail(IS_TARGET(target), NULL);
    g_return_val_if_fail(GBERTH_IS_KEY_SEQUENCE(sequence), NULL);

    berth_error *failure = NULL;
    berth_report *report = berth_key_target_check(target->core, _gberth_key_sequence_get_core(sequence), &failure);

    return _gberth_take_success(report != NULL, &failure, error) ? _gberth_report_wrap(report) : NULL;
}

/* --- Sending -------------------------------------------------------------------------------- */

static gpointer run_send(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    return GINT_TO_POINTER(
        berth_key_target_send(core_of(call), call->sequence, call->timeout_ms, call->followed, cancel, error));
}

static const GBerthVerb send_verb = {"gberth_key_target_send", run_send, NULL};

/**
 * gberth_key_target_send:
 * @target: a target
 * @sequence: what to send
 * @timeout_ms: how long it may take altogether, in milliseconds; 0 not to wait for an answer, -1 for as long as it
 *   takes, but 5000 for each answer of the target
 * @progress: (nullable): told each press and release: how many are done, of how many, the key
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Sends a sequence. When the target cannot deliver all of it, nothing is sent.
 *
 * Fails with %GBERTH_ERROR_UNSUPPORTED for a key that it cannot deliver; %GBERTH_ERROR_UNDELIVERED when the target
 * failed, went away or did not show that it took the keys, %GBERTH_ERROR_TIMEOUT or %GBERTH_ERROR_CANCELLED, and the
 * message says how many key events went out, and which keys may still be down; %GBERTH_ERROR_BUSY while another call
 * sends; %GBERTH_ERROR_INVALID when the target is closed or @sequence is empty.
 *
 * Returns: %TRUE when all of it went out
 *
 * Since: 0.1
 */
gboolean gberth_key_target_send(GBerthKeyTarget *target, GBerthKeySequence *sequence, int timeout_ms,
                                GBerthProgress *progress, GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_TARGET(target), FALSE);
    g_return_val_if_fail(GBERTH_IS_KEY_SEQUENCE(sequence), FALSE);
    g_return_val_if_fail(progress == NULL || GBERTH_IS_PROGRESS(progress), FALSE);

    GBerthCall call = {.object = target,
                       .sequence = _gberth_key_sequence_get_core(sequence),
                       .timeout_ms = timeout_ms,
                       .progress = progress};
    return _gberth_call(&send_verb, &call, cancellable, error) != NULL;
}

/**
 * gberth_key_target_send_async:
 * @target: a target
 * @sequence: what to send; it is copied
 * @timeout_ms: how long it may take altogether, in milliseconds; 0 not to wait for an answer, -1 for as long as it
 *   takes, but 5000 for each answer of the target
 * @progress: (nullable): told each press and release: how many are done, of how many, the key
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Sends a sequence without blocking; @callback ends it with gberth_key_target_send_finish().
 *
 * Since: 0.1
 */
void gberth_key_target_send_async(GBerthKeyTarget *target, GBerthKeySequence *sequence, int timeout_ms,
                                  GBerthProgress *progress, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
    g_return_if_fail(IS_TARGET(target));
    g_return_if_fail(GBERTH_IS_KEY_SEQUENCE(sequence));
    g_return_if_fail(progress == NULL || GBERTH_IS_PROGRESS(progress));

    GBerthCall call = {.object = target,
                       .sequence = _gberth_key_sequence_get_core(sequence),
                       .timeout_ms = timeout_ms,
                       .progress = progress};
    _gberth_call_async(&send_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_key_target_send_finish:
 * @target: a target
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_key_target_send_async(), and fails as gberth_key_target_send() does.
 *
 * Returns: %TRUE when all of it went out
 *
 * Since: 0.1
 */
gboolean gberth_key_target_send_finish(GBerthKeyTarget *target, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_TARGET(target), FALSE);

    return _gberth_call_finish(&send_verb, target, result, error) != NULL;
}

/* --- One key -------------------------------------------------------------------------------- */

static gboolean send_key(const GBerthVerb *verb, GBerthKeyTarget *target, GBerthCodeset set, gint64 code,
                         int timeout_ms, GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_TARGET(target), FALSE);

    GBerthCall call = {.object = target, .flags = set, .timeout_ms = timeout_ms};
    return _gberth_take_keycode(code, &call.code, error) && _gberth_call(verb, &call, cancellable, error);
}

static void send_key_async(const GBerthVerb *verb, GBerthKeyTarget *target, GBerthCodeset set, gint64 code,
                           int timeout_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_TARGET(target));

    GBerthCall call = {.object = target, .flags = set, .timeout_ms = timeout_ms};
    GError *error = NULL;

    if (_gberth_take_keycode(code, &call.code, &error))
        _gberth_call_async(verb, &call, cancellable, callback, user_data);
    else
        _gberth_fail_async(verb, target, error, callback, user_data);
}

static gpointer run_press(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    return GINT_TO_POINTER(
        berth_key_target_press(core_of(call), (berth_codeset)call->flags, call->code, call->timeout_ms, cancel, error));
}

static const GBerthVerb press_verb = {"gberth_key_target_press", run_press, NULL};

/**
 * gberth_key_target_press:
 * @target: a target
 * @set: the set of @code
 * @code: a key's code
 * @timeout_ms: as for gberth_key_target_send()
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Presses a key, which stays down until gberth_key_target_release(), or until the target is closed.
 *
 * Fails as gberth_key_target_send() does, or with %GBERTH_ERROR_UNSUPPORTED where keys can be sent only as whole
 * chords, or as gberth_keycode_translate() does.
 *
 * Returns: %TRUE when it is down
 *
 * Since: 0.1
 */
gboolean gberth_key_target_press(GBerthKeyTarget *target, GBerthCodeset set, gint64 code, int timeout_ms,
                                 GCancellable *cancellable, GError **error)
{
    return send_key(&press_verb, target, set, code, timeout_ms, cancellable, error);
}

/**
 * gberth_key_target_press_async:
 * @target: a target
 * @set: the set of @code
 * @code: a key's code
 * @timeout_ms: as for gberth_key_target_send()
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Presses a key without blocking; @callback ends it with gberth_key_target_press_finish().
 *
 * Since: 0.1
 */
void gberth_key_target_press_async(GBerthKeyTarget *target, GBerthCodeset set, gint64 code, int timeout_ms,
                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    send_key_async(&press_verb, target, set, code, timeout_ms, cancellable, callback, user_data);
}

/**
 * gberth_key_target_press_finish:
 * @target: a target
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_key_target_press_async(), and fails as gberth_key_target_press() does.
 *
 * Returns: %TRUE when it is down
 *
 * Since: 0.1
 */
gboolean gberth_key_target_press_finish(GBerthKeyTarget *target, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_TARGET(target), FALSE);

    return _gberth_call_finish(&press_verb, target, result, error) != NULL;
}

static gpointer run_release(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    return GINT_TO_POINTER(berth_key_target_release(core_of(call), (berth_codeset)call->flags, call->code,
                                                    call->timeout_ms, cancel, error));
}

static const GBerthVerb release_verb = {"gberth_key_target_release", run_release, NULL};

/**
 * gberth_key_target_release:
 * @target: a target
 * @set: the set of @code
 * @code: a key's code
 * @timeout_ms: as for gberth_key_target_send()
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Releases a key, whoever pressed it. Fails as gberth_key_target_press() does.
 *
 * Returns: %TRUE when it is up
 *
 * Since: 0.1
 */
gboolean gberth_key_target_release(GBerthKeyTarget *target, GBerthCodeset set, gint64 code, int timeout_ms,
                                   GCancellable *cancellable, GError **error)
{
    return send_key(&release_verb, target, set, code, timeout_ms, cancellable, error);
}

/**
 * gberth_key_target_release_async:
 * @target: a target
 * @set: the set of @code
 * @code: a key's code
 * @timeout_ms: as for gberth_key_target_send()
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Releases a key without blocking; @callback ends it with gberth_key_target_release_finish().
 *
 * Since: 0.1
 */
void gberth_key_target_release_async(GBerthKeyTarget *target, GBerthCodeset set, gint64 code, int timeout_ms,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    send_key_async(&release_verb, target, set, code, timeout_ms, cancellable, callback, user_data);
}

/**
 * gberth_key_target_release_finish:
 * @target: a target
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_key_target_release_async(), and fails as gberth_key_target_release() does.
 *
 * Returns: %TRUE when it is up
 *
 * Since: 0.1
 */
gboolean gberth_key_target_release_finish(GBerthKeyTarget *target, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_TARGET(target), FALSE);

    return _gberth_call_finish(&release_verb, target, result, error) != NULL;
}

/* --- Closing -------------------------------------------------------------------------------- */

static gpointer run_close(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    return GINT_TO_POINTER(berth_key_target_close(core_of(call), call->flags, cancel, error));
}

static const GBerthVerb close_verb = {"gberth_key_target_close", run_close, NULL};

/**
 * gberth_key_target_close:
 * @target: a target
 * @flags: what becomes of keys that are down
 * @cancellable: (nullable): keeps the call from beginning, and cuts short what it does
 * @error: where to say what failed
 *
 * Releases what is down, and disconnects, within a second. A target that is closed already stays so.
 *
 * Fails with %GBERTH_ERROR_UNSUPPORTED when keys cannot be left down there, %GBERTH_ERROR_INVALID for flags that are
 * none, %GBERTH_ERROR_BUSY while another call sends, %GBERTH_ERROR_CANCELLED, and then it is not closed;
 * %GBERTH_ERROR_UNDELIVERED when a release did not go out: it is closed then.
 *
 * Returns: %TRUE when it is closed
 *
 * Since: 0.1
 */
gboolean gberth_key_target_close(GBerthKeyTarget *target, GBerthKeyCloseFlags flags, GCancellable *cancellable,
                                 GError **error)
{
    g_return_val_if_fail(IS_TARGET(target), FALSE);

    GBerthCall call = {.object = target, .flags = flags};
    return _gberth_call(&close_verb, &call, cancellable, error) != NULL;
}

/**
 * gberth_key_target_close_async:
 * @target: a target
 * @flags: what becomes of keys that are down
 * @cancellable: (nullable): keeps the call from beginning, and cuts short what it does
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Closes it without blocking; @callback ends it with gberth_key_target_close_finish().
 *
 * Since: 0.1
 */
void gberth_key_target_close_async(GBerthKeyTarget *target, GBerthKeyCloseFlags flags, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_TARGET(target));

    GBerthCall call = {.object = target, .flags = flags};
    _gberth_call_async(&close_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_key_target_close_finish:
 * @target: a target
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_key_target_close_async(), and fails as gberth_key_target_close() does.
 *
 * Returns: %TRUE when it is closed
 *
 * Since: 0.1
 */
gboolean gberth_key_target_close_finish(GBerthKeyTarget *target, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_TARGET(target), FALSE);

    return _gberth_call_finish(&close_verb, target, result, error) != NULL;
}
