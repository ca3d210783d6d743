/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A host that was opened.
 */
#include "gberth-call.h"

enum { PROP_URI = 1, PROP_ROOT, N_PROPS };

enum { SIGNAL_LOG, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/**
 * GBerthHost:
 *
 * A host that was opened with gberth_host_open(). It caches nothing about the host it stands for, and
 * may be used from several threads at once.
 *
 * Since: 0.1
 */
G_DEFINE_TYPE(GBerthHost, gberth_host, G_TYPE_OBJECT)

static void gberth_host_get_property(GObject *object, guint id, GValue *value, GParamSpec *spec)
{
    GBerthHost *host = GBERTH_HOST(object);

    switch (id) {
    case PROP_URI:
        g_value_set_string(value, gberth_host_get_uri(host));
        break;
    case PROP_ROOT:
        g_value_set_string(value, gberth_host_get_root(host));
        break;
    default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, spec);
    }
}

static void gberth_host_finalize(GObject *object)
{
    berth_host_unref(GBERTH_HOST(object)->core);
    G_OBJECT_CLASS(gberth_host_parent_class)->finalize(object);
}

static void gberth_host_class_init(GBerthHostClass *class)
{
    GObjectClass *object_class = G_OBJECT_CLASS(class);
    const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

    object_class->get_property = gberth_host_get_property;
    object_class->finalize = gberth_host_finalize;

    /**
     * GBerthHost:uri:
     *
     * The URI it was opened by.
     *
     * Since: 0.1
     */
    properties[PROP_URI] = g_param_spec_string("uri", NULL, NULL, NULL, flags);

    /**
     * GBerthHost:root:
     *
     * The folder its paths are under, "/" for a running system.
     *
     * Since: 0.1
     */
    properties[PROP_ROOT] = g_param_spec_string("root", NULL, NULL, NULL, flags);

    g_object_class_install_properties(object_class, N_PROPS, properties);

    /**
     * GBerthHost::log:
     * @host: the host
     * @level: how much it matters
     * @message: one line, without a newline
     *
     * The library says what it does. Emitted in the thread-default main context of the call that opened the host: a
     * blocking call from there emits it before it returns.
     *
     * Since: 0.1
     */
    signals[SIGNAL_LOG] = g_signal_new("log", GBERTH_TYPE_HOST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                       GBERTH_TYPE_LOG_LEVEL, G_TYPE_STRING);
}

static void gberth_host_init(GBerthHost *host G_GNUC_UNUSED)
{
}

static berth_host *core_of(const GBerthCall *call)
{
    return GBERTH_HOST(call->object)->core;
}

/* --- Its log -------------------------------------------------------------------------------- */

/* Whose log it is, and where it is emitted. The host holds it, and it does not hold the host. */
typedef struct {
    GWeakRef host;
    GMainContext *context;
} Log;

typedef struct {
    GBerthHost *host;
    GBerthLogLevel level;
    char *message;
} LogLine;

static gboolean emit_line(gpointer data)
{
    const LogLine *line = data;

    g_signal_emit(line->host, signals[SIGNAL_LOG], 0, line->level, line->message);
    return G_SOURCE_REMOVE;
}

static void free_line(gpointer data)
{
    LogLine *line = data;

    g_object_unref(line->host);
    g_free(line->message);
    g_free(line);
}

static void write_log(berth_log_level level, const char *message, void *user_data)
{
    Log *log = user_data;
    GBerthHost *host = g_weak_ref_get(&log->host);

    if (host && g_signal_has_handler_pending(host, signals[SIGNAL_LOG], 0, FALSE)) {
        LogLine *line = g_new(LogLine, 1);

        *line = (LogLine){g_object_ref(host), (GBerthLogLevel)level, g_strdup(message)};
        _gberth_call_back(log->context, emit_line, line, free_line);
    }
    g_clear_object(&host);
}

static Log *log_new(GMainContext *context)
{
    Log *log = g_new(Log, 1);

    g_weak_ref_init(&log->host, NULL);
    log->context = g_main_context_ref(context);
    return log;
}

static void log_free(void *user_data)
{
    Log *log = user_data;

    g_weak_ref_clear(&log->host);
    g_main_context_unref(log->context);
    g_free(log);
}

GBerthHost *_gberth_host_open(const char *uri, const char *root, const char *driver, GMainContext *context,
                              berth_error **error)
{
    berth_host_options *options = berth_host_options_new();
    if (!options)
        g_error("gberth_host_open: out of memory");
    berth_host *core = NULL;
    GBerthHost *host = NULL;
    Log *log = log_new(context);

    if (berth_host_options_set_log(options, write_log, log, log_free, error) &&
        berth_host_options_set_root(options, root, error) && berth_host_options_set_driver(options, driver, error))
        core = berth_host_open(uri, options, error);
    if (core) {
        host = g_object_new(berth_host_is_fake(core) ? GBERTH_TYPE_FAKE_HOST : GBERTH_TYPE_HOST, NULL);
        host->core = core;
        g_weak_ref_set(&log->host, host);
    }
    berth_host_options_free(options);
    return host;
}

/* --- Opening -------------------------------------------------------------------------------- */

enum { OPEN_URI, OPEN_ROOT, OPEN_DRIVER };

static gpointer run_open(const GBerthCall *call, berth_cancel *cancel G_GNUC_UNUSED, berth_error **error)
{
    return _gberth_host_open(call->text[OPEN_URI], call->text[OPEN_ROOT], call->text[OPEN_DRIVER], call->context,
                             error);
}

static const GBerthVerb open_verb = {"gberth_host_open", run_open, g_object_unref};

/* The caller lets its context go. */
static GBerthCall open_call(const char *uri, GBerthHostOptions *options)
{
    GBerthCall call = {.text[OPEN_URI] = uri, .context = g_main_context_ref_thread_default()};

    if (options) {
        call.text[OPEN_ROOT] = gberth_host_options_get_root(options);
        call.text[OPEN_DRIVER] = gberth_host_options_get_driver(options);
    }
    return call;
}

/**
 * gberth_host_open: (constructor)
 * @uri: (nullable): "local:///"; "fake:///" or "fake:FILE.json" for a #GBerthFakeHost; or %NULL for the
 *   variable BERTH_DEFAULT_URI and after that "local:///"
 * @options: (nullable): how to open it, or %NULL for the running system and the driver its files ask for
 * @error: where to say what failed
 *
 * Opens a host. Needs no privilege and reads no configuration yet.
 *
 * Fails with %GBERTH_ERROR_UNSUPPORTED for another URI or a driver there is none of,
 * %GBERTH_ERROR_NOT_FOUND or %GBERTH_ERROR_DENIED when the root folder cannot be opened, and
 * %GBERTH_ERROR_INVALID when it is empty.
 *
 * Returns: (transfer full): the host
 *
 * Since: 0.1
 */
GBerthHost *gberth_host_open(const char *uri, GBerthHostOptions *options, GError **error)
{
    g_return_val_if_fail(options == NULL || GBERTH_IS_HOST_OPTIONS(options), NULL);

    GBerthCall call = open_call(uri, options);
    GBerthHost *host = _gberth_call(&open_verb, &call, NULL, error);
    g_main_context_unref(call.context);
    return host;
}

/**
 * gberth_host_open_async:
 * @uri: (nullable): as for gberth_host_open()
 * @options: (nullable): as for gberth_host_open()
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Opens a host without blocking; @callback ends it with gberth_host_open_finish().
 *
 * Since: 0.1
 */
void gberth_host_open_async(const char *uri, GBerthHostOptions *options, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(options == NULL || GBERTH_IS_HOST_OPTIONS(options));

    GBerthCall call = open_call(uri, options);
    _gberth_call_async(&open_verb, &call, cancellable, callback, user_data);
    g_main_context_unref(call.context);
}

/**
 * gberth_host_open_finish: (constructor)
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_host_open_async(), and fails as gberth_host_open() does or with %GBERTH_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the host
 *
 * Since: 0.1
 */
GBerthHost *gberth_host_open_finish(GAsyncResult *result, GError **error)
{
    return _gberth_call_finish(&open_verb, NULL, result, error);
}

/* --- What it is ----------------------------------------------------------------------------- */

/**
 * gberth_host_get_uri: (get-property uri)
 * @host: a host
 *
 * Tells by which URI it was opened.
 *
 * Returns: the URI
 *
 * Since: 0.1
 */
const char *gberth_host_get_uri(GBerthHost *host)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    return berth_host_get_uri(host->core);
}

/**
 * gberth_host_get_root: (get-property root)
 * @host: a host
 *
 * Tells which folder its paths are under.
 *
 * Returns: the folder, "/" for a running system
 *
 * Since: 0.1
 */
const char *gberth_host_get_root(GBerthHost *host)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    return berth_host_get_root(host->core);
}

/**
 * gberth_host_get_driver:
 * @host: a host
 *
 * Tells which interface driver serves it: the one that was asked for, or the one found by a look at
 * which configuration files the host has now.
 *
 * Returns: (nullable): the driver's name; %NULL when the host has no configuration that a driver knows
 *
 * Since: 0.1
 */
const char *gberth_host_get_driver(GBerthHost *host)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    return berth_host_get_driver(host->core);
}

static gpointer run_get_capabilities(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    berth_capabilities *core = berth_host_get_capabilities(core_of(call), cancel, error);

    return core ? _gberth_capabilities_wrap(core) : NULL;
}

static const GBerthVerb get_capabilities_verb = {"gberth_host_get_capabilities", run_get_capabilities, g_object_unref};

/**
 * gberth_host_get_capabilities:
 * @host: a host
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Looks at what this process may do there now, and changes nothing. Fails with %GBERTH_ERROR_CANCELLED.
 *
 * Returns: (transfer full): what works, and why the rest does not
 *
 * Since: 0.1
 */
GBerthCapabilities *gberth_host_get_capabilities(GBerthHost *host, GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    GBerthCall call = {.object = host};
    return _gberth_call(&get_capabilities_verb, &call, cancellable, error);
}

/**
 * gberth_host_get_capabilities_async:
 * @host: a host
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Looks without blocking; @callback ends it with gberth_host_get_capabilities_finish().
 *
 * Since: 0.1
 */
void gberth_host_get_capabilities_async(GBerthHost *host, GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data)
{
    g_return_if_fail(IS_OPEN_HOST(host));

    GBerthCall call = {.object = host};
    _gberth_call_async(&get_capabilities_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_host_get_capabilities_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_host_get_capabilities_async(), and fails as gberth_host_get_capabilities() does.
 *
 * Returns: (transfer full): what works, and why the rest does not
 *
 * Since: 0.1
 */
GBerthCapabilities *gberth_host_get_capabilities_finish(GBerthHost *host, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    return _gberth_call_finish(&get_capabilities_verb, host, result, error);
}

/* --- Listing -------------------------------------------------------------------------------- */

static gpointer run_list_interfaces(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    berth_interface **found = berth_host_list_interfaces(core_of(call), call->flags, cancel, error);
    GList *list = NULL;

    for (size_t i = 0; found && found[i]; i++)
        list = g_list_prepend(list, _gberth_interface_wrap(berth_interface_ref(found[i]), call->object));
    berth_interface_list_free(found);
    return g_list_reverse(list);
}

static const GBerthVerb list_interfaces_verb = {"gberth_host_list_interfaces", run_list_interfaces,
                                                _gberth_free_object_list};

/**
 * gberth_host_list_interfaces:
 * @host: a host
 * @filter: which interfaces
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Lists what the configuration defines, in its order, then what only the kernel has, by its index.
 *
 * Fails with %GBERTH_ERROR_PARSE for a configuration file with an include loop or a NUL byte,
 * %GBERTH_ERROR_NOT_FOUND when the driver that was asked for has no configuration file,
 * %GBERTH_ERROR_DENIED, %GBERTH_ERROR_IO, or %GBERTH_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type GBerthInterface): handles, none when no interface is left
 *
 * Since: 0.1
 */
GList *gberth_host_list_interfaces(GBerthHost *host, GBerthInterfaceFilter filter, GCancellable *cancellable,
                                   GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    GBerthCall call = {.object = host, .flags = filter};
    return _gberth_call(&list_interfaces_verb, &call, cancellable, error);
}

/**
 * gberth_host_list_interfaces_async:
 * @host: a host
 * @filter: which interfaces
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Lists interfaces without blocking; @callback ends it with gberth_host_list_interfaces_finish().
 *
 * Since: 0.1
 */
void gberth_host_list_interfaces_async(GBerthHost *host, GBerthInterfaceFilter filter, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_OPEN_HOST(host));

    GBerthCall call = {.object = host, .flags = filter};
    _gberth_call_async(&list_interfaces_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_host_list_interfaces_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_host_list_interfaces_async(), and fails as gberth_host_list_interfaces() does.
 *
 * Returns: (transfer full) (element-type GBerthInterface): handles, none when no interface is left
 *
 * Since: 0.1
 */
GList *gberth_host_list_interfaces_finish(GBerthHost *host, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    return _gberth_call_finish(&list_interfaces_verb, host, result, error);
}

static gpointer run_list_interfaces_info(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    berth_interface_info **found = berth_host_list_interfaces_info(core_of(call), call->flags, cancel, error);
    GList *list = NULL;

    for (size_t i = 0; found && found[i]; i++)
        list = g_list_prepend(list, _gberth_interface_info_wrap(berth_interface_info_ref(found[i])));
    berth_interface_info_list_free(found);
    return g_list_reverse(list);
}

static const GBerthVerb list_interfaces_info_verb = {"gberth_host_list_interfaces_info", run_list_interfaces_info,
                                                     _gberth_free_object_list};

/**
 * gberth_host_list_interfaces_info:
 * @host: a host
 * @filter: which interfaces
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Lists as gberth_host_list_interfaces() does, with a snapshot of each, all taken in one pass.
 *
 * Returns: (transfer full) (element-type GBerthInterfaceInfo): snapshots, none when no interface is left
 *
 * Since: 0.1
 */
GList *gberth_host_list_interfaces_info(GBerthHost *host, GBerthInterfaceFilter filter, GCancellable *cancellable,
                                        GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    GBerthCall call = {.object = host, .flags = filter};
    return _gberth_call(&list_interfaces_info_verb, &call, cancellable, error);
}

/**
 * gberth_host_list_interfaces_info_async:
 * @host: a host
 * @filter: which interfaces
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Takes snapshots without blocking; @callback ends it with gberth_host_list_interfaces_info_finish().
 *
 * Since: 0.1
 */
void gberth_host_list_interfaces_info_async(GBerthHost *host, GBerthInterfaceFilter filter, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_OPEN_HOST(host));

    GBerthCall call = {.object = host, .flags = filter};
    _gberth_call_async(&list_interfaces_info_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_host_list_interfaces_info_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_host_list_interfaces_info_async(), and fails as gberth_host_list_interfaces() does.
 *
 * Returns: (transfer full) (element-type GBerthInterfaceInfo): snapshots, none when no interface is left
 *
 * Since: 0.1
 */
GList *gberth_host_list_interfaces_info_finish(GBerthHost *host, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    return _gberth_call_finish(&list_interfaces_info_verb, host, result, error);
}

/* --- Finding one ---------------------------------------------------------------------------- */

static gpointer wrap_for(const GBerthCall *call, berth_interface *core)
{
    return core ? _gberth_interface_wrap(core, call->object) : NULL;
}

/**
 * gberth_host_get_interface:
 * @host: a host
 * @name: an interface's name
 * @error: where to say what failed
 *
 * Makes a handle without a look at the host: whether there is such an interface is told by what is done with it.
 * Fails with %GBERTH_ERROR_INVALID when @name is empty.
 *
 * Returns: (transfer full): a handle
 *
 * Since: 0.1
 */
GBerthInterface *gberth_host_get_interface(GBerthHost *host, const char *name, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);
    g_return_val_if_fail(name != NULL, NULL);

    berth_error *failure = NULL;
    berth_interface *core = berth_host_get_interface(host->core, name, &failure);

    return _gberth_take_success(core != NULL, &failure, error) ? _gberth_interface_wrap(core, host) : NULL;
}

static gpointer run_lookup_interface(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    return wrap_for(call, berth_host_lookup_interface(core_of(call), call->text[0], cancel, error));
}

static const GBerthVerb lookup_interface_verb = {"gberth_host_lookup_interface", run_lookup_interface, g_object_unref};

/**
 * gberth_host_lookup_interface:
 * @host: a host
 * @name: an interface's name
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Finds an interface that is defined or in the kernel. Fails with %GBERTH_ERROR_NOT_FOUND when there
 * is none of that name, or as gberth_host_list_interfaces() does.
 *
 * Returns: (transfer full): a handle to it
 *
 * Since: 0.1
 */
GBerthInterface *gberth_host_lookup_interface(GBerthHost *host, const char *name, GCancellable *cancellable,
                                              GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);
    g_return_val_if_fail(name != NULL, NULL);

    GBerthCall call = {.object = host, .text[0] = name};
    return _gberth_call(&lookup_interface_verb, &call, cancellable, error);
}

/**
 * gberth_host_lookup_interface_async:
 * @host: a host
 * @name: an interface's name
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Finds an interface without blocking; @callback ends it with gberth_host_lookup_interface_finish().
 *
 * Since: 0.1
 */
void gberth_host_lookup_interface_async(GBerthHost *host, const char *name, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_OPEN_HOST(host));
    g_return_if_fail(name != NULL);

    GBerthCall call = {.object = host, .text[0] = name};
    _gberth_call_async(&lookup_interface_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_host_lookup_interface_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_host_lookup_interface_async(), and fails as gberth_host_lookup_interface() does.
 *
 * Returns: (transfer full): a handle to it
 *
 * Since: 0.1
 */
GBerthInterface *gberth_host_lookup_interface_finish(GBerthHost *host, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    return _gberth_call_finish(&lookup_interface_verb, host, result, error);
}

static gpointer run_lookup_interface_by_mac(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    return wrap_for(call, berth_host_lookup_interface_by_mac(core_of(call), call->text[0], cancel, error));
}

static const GBerthVerb lookup_interface_by_mac_verb = {"gberth_host_lookup_interface_by_mac",
                                                        run_lookup_interface_by_mac, g_object_unref};

/**
 * gberth_host_lookup_interface_by_mac:
 * @host: a host
 * @mac: a hardware address, six bytes in hexadecimal with colons between
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Finds an interface by its hardware address. Several may share one (a bridge and its port):
 * gberth_host_list_interfaces_info() shows all, this finds the first that is defined, else the first.
 *
 * Fails with %GBERTH_ERROR_INVALID when @mac is no hardware address, %GBERTH_ERROR_NOT_FOUND when none
 * has it, or as gberth_host_list_interfaces() does.
 *
 * Returns: (transfer full): a handle to it
 *
 * Since: 0.1
 */
GBerthInterface *gberth_host_lookup_interface_by_mac(GBerthHost *host, const char *mac, GCancellable *cancellable,
                                                     GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);
    g_return_val_if_fail(mac != NULL, NULL);

    GBerthCall call = {.object = host, .text[0] = mac};
    return _gberth_call(&lookup_interface_by_mac_verb, &call, cancellable, error);
}

/**
 * gberth_host_lookup_interface_by_mac_async:
 * @host: a host
 * @mac: a hardware address, six bytes in hexadecimal with colons between
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Finds an interface without blocking; @callback ends it with
 * gberth_host_lookup_interface_by_mac_finish().
 *
 * Since: 0.1
 */
void gberth_host_lookup_interface_by_mac_async(GBerthHost *host, const char *mac, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_OPEN_HOST(host));
    g_return_if_fail(mac != NULL);

    GBerthCall call = {.object = host, .text[0] = mac};
    _gberth_call_async(&lookup_interface_by_mac_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_host_lookup_interface_by_mac_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_host_lookup_interface_by_mac_async(), and fails as
 * gberth_host_lookup_interface_by_mac() does.
 *
 * Returns: (transfer full): a handle to it
 *
 * Since: 0.1
 */
GBerthInterface *gberth_host_lookup_interface_by_mac_finish(GBerthHost *host, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    return _gberth_call_finish(&lookup_interface_by_mac_verb, host, result, error);
}

/* --- Defining ------------------------------------------------------------------------------- */

static gpointer run_define_interface(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    return wrap_for(call, berth_host_define_interface(core_of(call), call->config, call->flags, cancel, error));
}

static const GBerthVerb define_interface_verb = {"gberth_host_define_interface", run_define_interface, g_object_unref};

/**
 * gberth_host_define_interface:
 * @host: a host
 * @config: what to write
 * @flags: what it may replace
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Writes @config into the host's configuration, in place of a definition of that name. Nothing on the
 * running system changes. Bytes that the change does not concern stay as they are, and the file is
 * replaced at one moment: after any failure the old one is there whole.
 *
 * Fails with %GBERTH_ERROR_INVALID, %GBERTH_ERROR_EXISTS or %GBERTH_ERROR_NOT_FOUND as @flags say,
 * %GBERTH_ERROR_CONFLICT (the definition changed since @config was read from the host, or the file while
 * it was being written), %GBERTH_ERROR_UNSUPPORTED (the driver cannot express it, or the host has no
 * configuration that a driver knows), %GBERTH_ERROR_DENIED, %GBERTH_ERROR_IO, %GBERTH_ERROR_CANCELLED.
 *
 * Returns: (transfer full): a handle to it
 *
 * Since: 0.1
 */
GBerthInterface *gberth_host_define_interface(GBerthHost *host, GBerthInterfaceConfig *config, GBerthDefineFlags flags,
                                              GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);
    const berth_interface_config *core = _gberth_interface_config_get_core(config);
    g_return_val_if_fail(core != NULL, NULL);

    GBerthCall call = {.object = host, .config = core, .flags = flags};
    return _gberth_call(&define_interface_verb, &call, cancellable, error);
}

/**
 * gberth_host_define_interface_async:
 * @host: a host
 * @config: what to write, copied before the function returns
 * @flags: what it may replace
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Defines an interface without blocking; @callback ends it with gberth_host_define_interface_finish().
 *
 * Since: 0.1
 */
void gberth_host_define_interface_async(GBerthHost *host, GBerthInterfaceConfig *config, GBerthDefineFlags flags,
                                        GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_OPEN_HOST(host));
    const berth_interface_config *core = _gberth_interface_config_get_core(config);
    g_return_if_fail(core != NULL);

    GBerthCall call = {.object = host, .config = core, .defined = config, .flags = flags};
    _gberth_call_async(&define_interface_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_host_define_interface_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_host_define_interface_async(), and fails as gberth_host_define_interface() does.
 *
 * Returns: (transfer full): a handle to it
 *
 * Since: 0.1
 */
GBerthInterface *gberth_host_define_interface_finish(GBerthHost *host, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    GBerthInterface *iface = _gberth_call_finish(&define_interface_verb, host, result, error);

    if (iface)
        _gberth_call_adopt_defined(result);
    return iface;
}
