/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A handle to one interface of a host.
 */
#include "gberth-call.h"

struct _GBerthInterface {
    GObject parent;
    berth_interface *core;
    GBerthHost *host; /* so that get_host() gives back the object the program has */
};

/* g_object_new() makes a handle to nothing; no call may reach the core with it. */
#define IS_HANDLE(iface) (GBERTH_IS_INTERFACE(iface) && (iface)->core)

enum { PROP_NAME = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

/**
 * GBerthInterface:
 *
 * A handle: a host and an interface's name. It holds no state, so it never goes stale; the interface may
 * vanish, and calls then fail with %GBERTH_ERROR_NOT_FOUND. A #GBerthHost gives it out. It may be used
 * from several threads at once.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthInterface, gberth_interface, G_TYPE_OBJECT)

static void gberth_interface_get_property(GObject *object, guint id, GValue *value, GParamSpec *spec)
{
    GBerthInterface *iface = GBERTH_INTERFACE(object);

    switch (id) {
    case PROP_NAME:
        g_value_set_string(value, gberth_interface_get_name(iface));
        break;
    default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, spec);
    }
}

static void gberth_interface_finalize(GObject *object)
{
    GBerthInterface *iface = GBERTH_INTERFACE(object);

    berth_interface_unref(iface->core);
    g_clear_object(&iface->host);
    G_OBJECT_CLASS(gberth_interface_parent_class)->finalize(object);
}

static void gberth_interface_class_init(GBerthInterfaceClass *class)
{
    GObjectClass *object_class = G_OBJECT_CLASS(class);

    object_class->get_property = gberth_interface_get_property;
    object_class->finalize = gberth_interface_finalize;

    /**
     * GBerthInterface:name:
     *
     * The interface's name.
     *
     * Since: 0.1
     */
    properties[PROP_NAME] = g_param_spec_string("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

    g_object_class_install_properties(object_class, N_PROPS, properties);
}

static void gberth_interface_init(GBerthInterface *iface G_GNUC_UNUSED)
{
}

GBerthInterface *_gberth_interface_wrap(berth_interface *core, GBerthHost *host)
{
    GBerthInterface *iface = g_object_new(GBERTH_TYPE_INTERFACE, NULL);

    iface->core = core;
    iface->host = g_object_ref(host);
    return iface;
}

static berth_interface *core_of(const GBerthCall *call)
{
    return GBERTH_INTERFACE(call->object)->core;
}

/**
 * gberth_interface_schema:
 *
 * The grammar of the XML documents that describe an interface, for editors and other programs.
 *
 * Returns: a RELAX NG schema in its XML syntax
 *
 * Since: 0.1
 */
const char *gberth_interface_schema(void)
{
    return berth_interface_schema();
}

/**
 * gberth_interface_get_name: (get-property name)
 * @iface: an interface
 *
 * Tells its name.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *gberth_interface_get_name(GBerthInterface *iface)
{
    g_return_val_if_fail(IS_HANDLE(iface), NULL);

    return berth_interface_get_name(iface->core);
}

/**
 * gberth_interface_get_host:
 * @iface: an interface
 *
 * Tells which host it belongs to.
 *
 * Returns: (transfer none): the host that gave out this handle
 *
 * Since: 0.1
 */
GBerthHost *gberth_interface_get_host(GBerthInterface *iface)
{
    g_return_val_if_fail(IS_HANDLE(iface), NULL);

    return iface->host;
}

/* --- Reading -------------------------------------------------------------------------------- */

static gpointer run_get_config(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    berth_interface_config *core = berth_interface_get_config(core_of(call), cancel, error);

    return core ? _gberth_interface_config_wrap(core) : NULL;
}

static const GBerthVerb get_config_verb = {"gberth_interface_get_config", run_get_config, g_object_unref};

/**
 * gberth_interface_get_config:
 * @iface: an interface
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Reads what the host's files say of it now.
 *
 * Fails with %GBERTH_ERROR_NOT_FOUND when they define no such interface, %GBERTH_ERROR_UNSUPPORTED when
 * they say something that a configuration cannot hold, %GBERTH_ERROR_INVALID for a value that is none
 * (both with file and line), or as gberth_host_list_interfaces() does.
 *
 * Returns: (transfer full): the configuration
 *
 * Since: 0.1
 */
GBerthInterfaceConfig *gberth_interface_get_config(GBerthInterface *iface, GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_HANDLE(iface), NULL);

    GBerthCall call = {.object = iface};
    return _gberth_call(&get_config_verb, &call, cancellable, error);
}

/**
 * gberth_interface_get_config_async:
 * @iface: an interface
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Reads its configuration without blocking; @callback ends it with gberth_interface_get_config_finish().
 *
 * Since: 0.1
 */
void gberth_interface_get_config_async(GBerthInterface *iface, GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data)
{
    g_return_if_fail(IS_HANDLE(iface));

    GBerthCall call = {.object = iface};
    _gberth_call_async(&get_config_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_interface_get_config_finish:
 * @iface: an interface
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_interface_get_config_async(), and fails as gberth_interface_get_config() does.
 *
 * Returns: (transfer full): the configuration
 *
 * Since: 0.1
 */
GBerthInterfaceConfig *gberth_interface_get_config_finish(GBerthInterface *iface, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_HANDLE(iface), NULL);

    return _gberth_call_finish(&get_config_verb, iface, result, error);
}

static gpointer run_get_info(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    berth_interface_info *core = berth_interface_get_info(core_of(call), cancel, error);

    return core ? _gberth_interface_info_wrap(core) : NULL;
}

static const GBerthVerb get_info_verb = {"gberth_interface_get_info", run_get_info, g_object_unref};

/**
 * gberth_interface_get_info:
 * @iface: an interface
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Takes a snapshot of it. Fails with %GBERTH_ERROR_NOT_FOUND when it is neither defined nor in the
 * kernel, or as gberth_host_list_interfaces() does.
 *
 * Returns: (transfer full): the snapshot
 *
 * Since: 0.1
 */
GBerthInterfaceInfo *gberth_interface_get_info(GBerthInterface *iface, GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_HANDLE(iface), NULL);

    GBerthCall call = {.object = iface};
    return _gberth_call(&get_info_verb, &call, cancellable, error);
}

/**
 * gberth_interface_get_info_async:
 * @iface: an interface
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Takes a snapshot without blocking; @callback ends it with gberth_interface_get_info_finish().
 *
 * Since: 0.1
 */
void gberth_interface_get_info_async(GBerthInterface *iface, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
    g_return_if_fail(IS_HANDLE(iface));

    GBerthCall call = {.object = iface};
    _gberth_call_async(&get_info_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_interface_get_info_finish:
 * @iface: an interface
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_interface_get_info_async(), and fails as gberth_interface_get_info() does.
 *
 * Returns: (transfer full): the snapshot
 *
 * Since: 0.1
 */
GBerthInterfaceInfo *gberth_interface_get_info_finish(GBerthInterface *iface, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_HANDLE(iface), NULL);

    return _gberth_call_finish(&get_info_verb, iface, result, error);
}

static gpointer run_check(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    berth_report *core = berth_interface_check(core_of(call), cancel, error);

    return core ? _gberth_report_wrap(core) : NULL;
}

static const GBerthVerb check_verb = {"gberth_interface_check", run_check, g_object_unref};

/**
 * gberth_interface_check:
 * @iface: an interface
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Holds the running system against the definition, as gberth_interface_up() does at its end, and changes
 * nothing. Where no system runs, on a host under another root, it looks at the files alone.
 *
 * There is a finding for each setting that is not true (%GBERTH_ERROR_NOT_APPLIED), for each line that the host's own
 * tool ignores or takes otherwise than it seems (%GBERTH_ERROR_INVALID) or refuses, and with it the file
 * (%GBERTH_ERROR_PARSE), and for a definition that cannot be read (%GBERTH_ERROR_INVALID, %GBERTH_ERROR_UNSUPPORTED),
 * which is then not checked.
 *
 * Fails with %GBERTH_ERROR_NOT_FOUND when nothing defines it, %GBERTH_ERROR_UNSUPPORTED when the host has no
 * configuration that a driver knows, or as gberth_host_list_interfaces() does.
 *
 * Returns: (transfer full): a report; without findings the interface is up as it is defined
 *
 * Since: 0.1
 */
GBerthReport *gberth_interface_check(GBerthInterface *iface, GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_HANDLE(iface), NULL);

    GBerthCall call = {.object = iface};
    return _gberth_call(&check_verb, &call, cancellable, error);
}

/**
 * gberth_interface_check_async:
 * @iface: an interface
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Holds it against its definition without blocking; @callback ends it with gberth_interface_check_finish().
 *
 * Since: 0.1
 */
void gberth_interface_check_async(GBerthInterface *iface, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
    g_return_if_fail(IS_HANDLE(iface));

    GBerthCall call = {.object = iface};
    _gberth_call_async(&check_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_interface_check_finish:
 * @iface: an interface
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_interface_check_async(), and fails as gberth_interface_check() does.
 *
 * Returns: (transfer full): a report; without findings the interface is up as it is defined
 *
 * Since: 0.1
 */
GBerthReport *gberth_interface_check_finish(GBerthInterface *iface, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_HANDLE(iface), NULL);

    return _gberth_call_finish(&check_verb, iface, result, error);
}

/* --- Changing the running system ------------------------------------------------------------ */

static gpointer run_up(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    return GINT_TO_POINTER(berth_interface_up(core_of(call), call->timeout_ms, call->followed, cancel, error));
}

static const GBerthVerb up_verb = {"gberth_interface_up", run_up, NULL};

/**
 * gberth_interface_up:
 * @iface: an interface
 * @timeout_ms: how long the host's own tool may take, in milliseconds; -1 for 30,000
 * @progress: (nullable): told how many settings have come true, and which one is waited for
 * @cancellable: (nullable): ends the call early, and the tool with it
 * @error: where to say what failed
 *
 * Brings the interface up as its definition says, with the host's own tool (ifup on Debian), then reads
 * the kernel, for up to 5 seconds, until all of it came true. An interface that already is as defined is
 * left alone; one that is up otherwise is taken down first. Needs root.
 *
 * Fails with %GBERTH_ERROR_NOT_FOUND (no definition), %GBERTH_ERROR_NOT_APPLIED (the message lists what
 * did not come true), %GBERTH_ERROR_TIMEOUT or %GBERTH_ERROR_CANCELLED (the tool was ended, the interface
 * may be half up), %GBERTH_ERROR_DENIED, %GBERTH_ERROR_UNSUPPORTED (the host is offline, or its tool is
 * not installed), %GBERTH_ERROR_IO.
 *
 * Returns: %TRUE when it is up as defined
 *
 * Since: 0.1
 */
gboolean gberth_interface_up(GBerthInterface *iface, int timeout_ms, GBerthProgress *progress,
                             GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_HANDLE(iface), FALSE);
    g_return_val_if_fail(progress == NULL || GBERTH_IS_PROGRESS(progress), FALSE);

    GBerthCall call = {.object = iface, .timeout_ms = timeout_ms, .progress = progress};
    return _gberth_call(&up_verb, &call, cancellable, error) != NULL;
}

/**
 * gberth_interface_up_async:
 * @iface: an interface
 * @timeout_ms: how long the host's own tool may take, in milliseconds; -1 for 30,000
 * @progress: (nullable): told how many settings have come true, and which one is waited for
 * @cancellable: (nullable): ends the call early, and the tool with it
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Brings the interface up without blocking; @callback ends it with gberth_interface_up_finish().
 *
 * Since: 0.1
 */
void gberth_interface_up_async(GBerthInterface *iface, int timeout_ms, GBerthProgress *progress,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_HANDLE(iface));
    g_return_if_fail(progress == NULL || GBERTH_IS_PROGRESS(progress));

    GBerthCall call = {.object = iface, .timeout_ms = timeout_ms, .progress = progress};
    _gberth_call_async(&up_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_interface_up_finish:
 * @iface: an interface
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_interface_up_async(), and fails as gberth_interface_up() does.
 *
 * Returns: %TRUE when it is up as defined
 *
 * Since: 0.1
 */
gboolean gberth_interface_up_finish(GBerthInterface *iface, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_HANDLE(iface), FALSE);

    return _gberth_call_finish(&up_verb, iface, result, error) != NULL;
}

static gpointer run_down(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    return GINT_TO_POINTER(berth_interface_down(core_of(call), call->timeout_ms, call->followed, cancel, error));
}

static const GBerthVerb down_verb = {"gberth_interface_down", run_down, NULL};

/**
 * gberth_interface_down:
 * @iface: an interface
 * @timeout_ms: how long the host's own tool may take, in milliseconds; -1 for 30,000
 * @progress: (nullable): told how many settings have come true, and which one is waited for
 * @cancellable: (nullable): ends the call early, and the tool with it
 * @error: where to say what failed
 *
 * Takes the interface down with the host's own tool, then reads the kernel until it is. One that is
 * down already is left alone. One that is up and not defined, any more or at all, is taken down as well: its
 * addresses go, and the bridge, bond or vlan too that the host's tool made. Fails as gberth_interface_up() does;
 * %GBERTH_ERROR_NOT_FOUND is what neither the files nor the kernel have.
 *
 * Returns: %TRUE when it is down
 *
 * Since: 0.1
 */
gboolean gberth_interface_down(GBerthInterface *iface, int timeout_ms, GBerthProgress *progress,
                               GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_HANDLE(iface), FALSE);
    g_return_val_if_fail(progress == NULL || GBERTH_IS_PROGRESS(progress), FALSE);

    GBerthCall call = {.object = iface, .timeout_ms = timeout_ms, .progress = progress};
    return _gberth_call(&down_verb, &call, cancellable, error) != NULL;
}

/**
 * gberth_interface_down_async:
 * @iface: an interface
 * @timeout_ms: how long the host's own tool may take, in milliseconds; -1 for 30,000
 * @progress: (nullable): told how many settings have come true, and which one is waited for
 * @cancellable: (nullable): ends the call early, and the tool with it
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Takes the interface down without blocking; @callback ends it with gberth_interface_down_finish().
 *
 * Since: 0.1
 */
void gberth_interface_down_async(GBerthInterface *iface, int timeout_ms, GBerthProgress *progress,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_HANDLE(iface));
    g_return_if_fail(progress == NULL || GBERTH_IS_PROGRESS(progress));

    GBerthCall call = {.object = iface, .timeout_ms = timeout_ms, .progress = progress};
    _gberth_call_async(&down_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_interface_down_finish:
 * @iface: an interface
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_interface_down_async(), and fails as gberth_interface_down() does.
 *
 * Returns: %TRUE when it is down
 *
 * Since: 0.1
 */
gboolean gberth_interface_down_finish(GBerthInterface *iface, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_HANDLE(iface), FALSE);

    return _gberth_call_finish(&down_verb, iface, result, error) != NULL;
}

/* --- Changing the files --------------------------------------------------------------------- */

static gpointer run_undefine(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    return GINT_TO_POINTER(berth_interface_undefine(core_of(call), call->flags, cancel, error));
}

static const GBerthVerb undefine_verb = {"gberth_interface_undefine", run_undefine, NULL};

/**
 * gberth_interface_undefine:
 * @iface: an interface
 * @flags: what is undefined all the same
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Removes the definition from the host's files, and with it the definitions of those of its ports that say nothing
 * more than that they are its ports. Those that stay are named to the log, as warnings. The running system does not
 * change.
 *
 * Fails with %GBERTH_ERROR_NOT_FOUND, %GBERTH_ERROR_BUSY (another definition is made of it, or it is up),
 * %GBERTH_ERROR_CONFLICT, %GBERTH_ERROR_DENIED, %GBERTH_ERROR_IO, %GBERTH_ERROR_UNSUPPORTED,
 * %GBERTH_ERROR_INVALID, %GBERTH_ERROR_CANCELLED.
 *
 * Returns: %TRUE when it is gone
 *
 * Since: 0.1
 */
gboolean gberth_interface_undefine(GBerthInterface *iface, GBerthUndefineFlags flags, GCancellable *cancellable,
                                   GError **error)
{
    g_return_val_if_fail(IS_HANDLE(iface), FALSE);

    GBerthCall call = {.object = iface, .flags = flags};
    return _gberth_call(&undefine_verb, &call, cancellable, error) != NULL;
}

/**
 * gberth_interface_undefine_async:
 * @iface: an interface
 * @flags: what is undefined all the same
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Removes the definition without blocking; @callback ends it with gberth_interface_undefine_finish().
 *
 * Since: 0.1
 */
void gberth_interface_undefine_async(GBerthInterface *iface, GBerthUndefineFlags flags, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_HANDLE(iface));

    GBerthCall call = {.object = iface, .flags = flags};
    _gberth_call_async(&undefine_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_interface_undefine_finish:
 * @iface: an interface
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_interface_undefine_async(), and fails as gberth_interface_undefine() does.
 *
 * Returns: %TRUE when it is gone
 *
 * Since: 0.1
 */
gboolean gberth_interface_undefine_finish(GBerthInterface *iface, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_HANDLE(iface), FALSE);

    return _gberth_call_finish(&undefine_verb, iface, result, error) != NULL;
}
