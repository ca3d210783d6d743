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
     * blocking call from there emits it before it returns, and so does one from another thread while nobody runs that
     * context's loop.
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
 * %GBERTH_ERROR_NOT_FOUND or %GBERTH_ERROR_DENIED when the root folder or FILE.json cannot be opened,
 * %GBERTH_ERROR_PARSE, %GBERTH_ERROR_SCHEMA, %GBERTH_ERROR_INVALID or %GBERTH_ERROR_IO when that file is no such host,
 * and %GBERTH_ERROR_INVALID when the root is empty.
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
