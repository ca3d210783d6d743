/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The keyboards that a host can send keys to.
 */
#include "gberth-call.h"
#include "gberth-keycode-private.h"

static gpointer run_open_key_target(const GBerthCall *call, berth_cancel *cancel, berth_error **error)
{
    berth_key_target *core = berth_host_open_key_target(GBERTH_HOST(call->object)->core, call->text[0], call->text[1],
                                                        call->timeout_ms, cancel, error);

    return core ? _gberth_key_target_wrap(core) : NULL;
}

static const GBerthVerb open_key_target_verb = {"gberth_host_open_key_target", run_open_key_target, g_object_unref};

/**
 * gberth_host_open_key_target:
 * @host: a host
 * @uri: which keyboard: "libvirt+URI/DOMAIN", a libvirt domain by its name or UUID, as "libvirt+qemu:///system/demo";
 *   "qmp:PATH", the socket of a QEMU monitor (-qmp unix:PATH,server=on); "vnc://HOST[:PORT]", or "vnc:PATH" for a
 *   socket of the file system: a VNC server; "uinput:" or "uinput:PATH", this machine, or the one whose /dev/uinput is
 *   at PATH
 * @password: (nullable): what a VNC server asks for; its first eight bytes count
 * @timeout_ms: how long it may take to connect, in milliseconds; 0 not to wait, -1 for 10000
 * @cancellable: (nullable): ends the call early
 * @error: where to say what failed
 *
 * Connects to a keyboard. On a fake host every such target is there, takes any key, and records what it is sent; see
 * gberth_fake_host_list_keys().
 *
 * Fails with %GBERTH_ERROR_INVALID for a text that is no such URI, %GBERTH_ERROR_UNSUPPORTED for a kind that this
 * system or that server lacks, %GBERTH_ERROR_NOT_FOUND when nothing is there, %GBERTH_ERROR_PARSE when the other side
 * is not what it should be, %GBERTH_ERROR_DENIED, %GBERTH_ERROR_TIMEOUT, %GBERTH_ERROR_CANCELLED, %GBERTH_ERROR_IO.
 *
 * Returns: (transfer full): the target
 *
 * Since: 0.1
 */
GBerthKeyTarget *gberth_host_open_key_target(GBerthHost *host, const char *uri, const char *password, int timeout_ms,
                                             GCancellable *cancellable, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);
    g_return_val_if_fail(uri != NULL, NULL);

    GBerthCall call = {
        .object = host, .text = {uri, password},
             .timeout_ms = timeout_ms
    };
    return _gberth_call(&open_key_target_verb, &call, cancellable, error);
}

/**
 * gberth_host_open_key_target_async:
 * @host: a host
 * @uri: which keyboard, as for gberth_host_open_key_target()
 * @password: (nullable): what a VNC server asks for; its first eight bytes count
 * @timeout_ms: how long it may take to connect, in milliseconds; 0 not to wait, -1 for 10000
 * @cancellable: (nullable): ends the call early
 * @callback: (scope async) (nullable): called when it is done
 * @user_data: (closure): passed to @callback
 *
 * Connects to a keyboard without blocking; @callback ends it with gberth_host_open_key_target_finish().
 *
 * Since: 0.1
 */
void gberth_host_open_key_target_async(GBerthHost *host, const char *uri, const char *password, int timeout_ms,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
    g_return_if_fail(IS_OPEN_HOST(host));
    g_return_if_fail(uri != NULL);

    GBerthCall call = {
        .object = host, .text = {uri, password},
             .timeout_ms = timeout_ms
    };
    _gberth_call_async(&open_key_target_verb, &call, cancellable, callback, user_data);
}

/**
 * gberth_host_open_key_target_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: where to say what failed
 *
 * Ends gberth_host_open_key_target_async(), and fails as gberth_host_open_key_target() does.
 *
 * Returns: (transfer full): the target
 *
 * Since: 0.1
 */
GBerthKeyTarget *gberth_host_open_key_target_finish(GBerthHost *host, GAsyncResult *result, GError **error)
{
    g_return_val_if_fail(IS_OPEN_HOST(host), NULL);

    return _gberth_call_finish(&open_key_target_verb, host, result, error);
}
