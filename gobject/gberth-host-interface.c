/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The interfaces of a host: listing, finding and defining them.
 */
#include "gberth-call.h"

static berth_host *core_of(const GBerthCall *call)
{
    return GBERTH_HOST(call->object)->core;
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

/* --- Checking ------------------------------------------------------------------------------- */

static gpointer run_check_interfaces(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    berth_report *core = berth_host_check_interfaces(core_of(call), cancel, error);

    return core ? _gberth_report_wrap(core) : NULL;
}

static const GBerthVerb check_interfaces_verb = {"gberth_host_check_interfaces", run_check_interfaces, g_object_unref};

/**
 * gberth_host_check_interfaces:
 * @host: a host
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Checks the whole host in one pass, and changes nothing. What starts by itself, with the host or with its device where
 * that is there, has to be up as it is defined, and so has what is up anyway. Where no system runs, on a host under
 * another root, it looks at the files alone.
 *
 * Findings are those of gberth_interface_check(), for the files as a whole too; files that cannot be read, and a host
 * without any, are findings as well (%GBERTH_ERROR_PARSE, %GBERTH_ERROR_UNSUPPORTED, %GBERTH_ERROR_NOT_FOUND). Notes
 * say which interfaces were not checked and why: what does not start by itself and is down (%GBERTH_ERROR_NOT_APPLIED),
 * what the kernel does not have, or has and no file defines (%GBERTH_ERROR_NOT_FOUND), what is none by itself or more
 * than the library holds (%GBERTH_ERROR_UNSUPPORTED).
 *
 * Fails with %GBERTH_ERROR_DENIED, %GBERTH_ERROR_IO, or %GBERTH_ERROR_CANCELLED.
 *
 * Returns: (transfer full): a report, which tells how many interfaces were checked
 *
 * Since: 0.1
 */
GBerthReport *gberth_host_check_interfaces(GBerthHost *host, GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    GBerthCall call = {.object = host};
    return _gberth_call(&check_interfaces_verb, &call, cancellable, error);
}

/**
 * gberth_host_check_interfaces_async:
 * @host: a host
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Checks the host without blocking; @callback ends it with gberth_host_check_interfaces_finish().
 *
 * Since: 0.1
 */
void gberth_host_check_interfaces_async(GBerthHost *host, GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data)
{
    g_return_if_fail(IS_OPEN_HOST(host));

    GBerthCall call = {.object = host};
    _gberth_call_async(&check_interfaces_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_host_check_interfaces_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_host_check_interfaces_async(), and fails as gberth_host_check_interfaces() does.
 *
 * Returns: (transfer full): a report, which tells how many interfaces were checked
 *
 * Since: 0.1
 */
GBerthReport *gberth_host_check_interfaces_finish(GBerthHost *host, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    return _gberth_call_finish(&check_interfaces_verb, host, result, error);
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
 * @flags: what it may replace, or takes over
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Writes @config into the host's configuration, in place of a definition of that name. Nothing on the
 * running system changes. Bytes that the change does not concern stay as they are, and the file is
 * replaced at one moment: after any failure the old one is there whole. What is written then and the host's own
 * tool ignores, or takes otherwise than it seems, #GBerthHost::log tells.
 *
 * A bridge or bond over a port that has addresses of its own in the files is refused, unless the files have it so
 * already. With %GBERTH_DEFINE_ADOPT they move to the bridge or bond in the same step: addresses, gateways, DHCP and
 * router advertisements, DNS settings, the options that go with them, and when it starts, if @config does not say that
 * (onboot where the port was hotplugged). The port keeps its hardware address, its MTU and what else is its own, and
 * with such settings its start mode, without which nothing would set them.
 *
 * Fails with %GBERTH_ERROR_INVALID, %GBERTH_ERROR_EXISTS or %GBERTH_ERROR_NOT_FOUND as @flags say,
 * %GBERTH_ERROR_CONFLICT (the definition changed since @config was read from the host, or the file while
 * it was being written), %GBERTH_ERROR_UNSUPPORTED (the driver cannot express it, a port has addresses of
 * its own, or the host has no configuration that a driver knows), %GBERTH_ERROR_DENIED, %GBERTH_ERROR_IO,
 * %GBERTH_ERROR_CANCELLED.
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
 * @flags: what it may replace, or takes over
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

    GBerthCall call = {.object = host, .config = core, .argument = config, .flags = flags};
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

    if (iface) {
        const berth_interface_config *defined = NULL;
        g_autoptr(GBerthInterfaceConfig) config = _gberth_call_get_argument(result, &defined);

        /* What was defined is a copy; the program's own belongs to the thread that takes the result. */
        if (config)
            _gberth_interface_config_adopt(config, defined);
    }
    return iface;
}
