/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A host in memory, and what a test tells it to do.
 */
#include "gberth-call.h"

struct _GBerthFakeHost {
    GBerthHost parent;
};

/* g_object_new() makes a host that nothing was opened for; no call may reach the core with it. */
#define IS_OPEN(host) (GBERTH_IS_FAKE_HOST(host) && (host)->parent.core)

/**
 * GBerthFakeHost:
 *
 * A host in memory, for the tests of programs that are built on this library. It needs no privilege and
 * no Debian, and changes nothing on the machine. Definitions and links behave as on a real host; beside
 * that it fails, waits and lets time pass as it is told. Each one that is opened is another host.
 *
 * It may be used from several threads at once.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthFakeHost, gberth_fake_host, GBERTH_TYPE_HOST)

static void gberth_fake_host_class_init(GBerthFakeHostClass *class G_GNUC_UNUSED)
{
}

static void gberth_fake_host_init(GBerthFakeHost *host G_GNUC_UNUSED)
{
}

static gpointer run_new(const GBerthCall *call, berth_cancel *cancel G_GNUC_UNUSED, berth_error **error)
{
    return _gberth_host_open(call->text[0], NULL, NULL, call->context, error);
}

static const GBerthVerb new_verb = {"gberth_fake_host_new", run_new, g_object_unref};

/**
 * gberth_fake_host_new:
 * @file: (nullable) (type filename): a JSON document that describes the host; or %NULL for a small one: lo,
 *   eth0 that has its address by DHCP, and eth1 that nothing defines
 * @error: where to say what failed
 *
 * Opens a host in memory. The document is { "berth": 1, "interfaces": [ ... ] }, each interface as
 * gberth_interface_config_to_json() writes it, with three members more: "defined" (whether the host's files
 * have it; true), "active" (whether it is up; false) and "present" (whether the kernel has it; true for
 * devices).
 *
 * gberth_host_open_async() with the URI "fake:FILE.json" reads the file without blocking.
 *
 * Fails with %GBERTH_ERROR_NOT_FOUND, %GBERTH_ERROR_DENIED or %GBERTH_ERROR_IO when the file cannot be read,
 * %GBERTH_ERROR_PARSE, %GBERTH_ERROR_SCHEMA or %GBERTH_ERROR_INVALID for what it says.
 *
 * Returns: (transfer full): the host
 *
 * Since: 0.1
 */
GBerthFakeHost *gberth_fake_host_new(const char *file, GError **error)
{
    char *uri = g_strconcat("fake:", file ? file : "///", NULL);
    GBerthCall call = {.text[0] = uri, .context = g_main_context_ref_thread_default()};
    GBerthFakeHost *host = _gberth_call(&new_verb, &call, NULL, error);

    g_main_context_unref(call.context);
    g_free(uri);
    return host;
}

/**
 * gberth_fake_host_fail_next:
 * @host: a fake host
 * @call: (nullable): a call by its name in C without "gberth_", such as "interface_up"; %NULL for whichever
 *   is next
 * @code: how it shall fail
 * @error: where to say what failed
 *
 * Makes the next such call fail, once. Several wait in line.
 *
 * Fails with %GBERTH_ERROR_INVALID for a number that is no code.
 *
 * Returns: %TRUE when it will
 *
 * Since: 0.1
 */
gboolean gberth_fake_host_fail_next(GBerthFakeHost *host, const char *call, GBerthError code, GError **error)
{
    g_return_val_if_fail(IS_OPEN(host), FALSE);

    berth_error *failure = NULL;
    return _gberth_take_success(berth_fake_fail_next(host->parent.core, call, (berth_error_code)code, &failure),
                                &failure, error);
}

/**
 * gberth_fake_host_set_delay:
 * @host: a fake host
 * @call: (nullable): a call by its name in C without "gberth_"; %NULL for all that have no delay of their own
 * @delay_ms: how long each such call takes from now on, at least, in milliseconds; 0 for no delay
 * @error: where to say what failed
 *
 * Makes calls take their time. Fails with %GBERTH_ERROR_INVALID for a delay below 0.
 *
 * Returns: %TRUE when they will
 *
 * Since: 0.1
 */
gboolean gberth_fake_host_set_delay(GBerthFakeHost *host, const char *call, int delay_ms, GError **error)
{
    g_return_val_if_fail(IS_OPEN(host), FALSE);

    berth_error *failure = NULL;
    return _gberth_take_success(berth_fake_set_delay(host->parent.core, call, delay_ms, &failure), &failure, error);
}

/**
 * gberth_fake_host_advance:
 * @host: a fake host
 * @duration_ms: how much of its time passes at once, in milliseconds
 * @error: where to say what failed
 *
 * Lets time pass on the host: a DHCP server answers after 100 ms of it. Fails with %GBERTH_ERROR_INVALID for
 * a duration below 0.
 *
 * Returns: %TRUE when it has
 *
 * Since: 0.1
 */
gboolean gberth_fake_host_advance(GBerthFakeHost *host, gint64 duration_ms, GError **error)
{
    g_return_val_if_fail(IS_OPEN(host), FALSE);

    berth_error *failure = NULL;
    return _gberth_take_success(berth_fake_advance(host->parent.core, duration_ms, &failure), &failure, error);
}

/**
 * gberth_fake_host_set_link:
 * @host: a fake host
 * @config: what the link has: its type, hardware address, MTU, addresses, ports
 * @up: whether it is up
 * @error: where to say what failed
 *
 * Makes a link, or changes the one of that name, as another program would do it; watches see it.
 *
 * Fails with %GBERTH_ERROR_INVALID for what no link can have.
 *
 * Returns: %TRUE when it is so
 *
 * Since: 0.1
 */
gboolean gberth_fake_host_set_link(GBerthFakeHost *host, GBerthInterfaceConfig *config, gboolean up, GError **error)
{
    g_return_val_if_fail(IS_OPEN(host), FALSE);
    const berth_interface_config *core = _gberth_interface_config_get_core(config);
    g_return_val_if_fail(core != NULL, FALSE);

    berth_error *failure = NULL;
    return _gberth_take_success(berth_fake_set_link(host->parent.core, core, up, &failure), &failure, error);
}

/**
 * gberth_fake_host_remove_link:
 * @host: a fake host
 * @name: of the link
 * @error: where to say what failed
 *
 * Takes a link away, as when a card is pulled; watches see it. Fails with %GBERTH_ERROR_NOT_FOUND.
 *
 * Returns: %TRUE when it is gone
 *
 * Since: 0.1
 */
gboolean gberth_fake_host_remove_link(GBerthFakeHost *host, const char *name, GError **error)
{
    g_return_val_if_fail(IS_OPEN(host), FALSE);
    g_return_val_if_fail(name != NULL, FALSE);

    berth_error *failure = NULL;
    return _gberth_take_success(berth_fake_remove_link(host->parent.core, name, &failure), &failure, error);
}

/**
 * gberth_fake_host_lose_events:
 * @host: a fake host
 * @error: where to say what failed
 *
 * Makes every watch of the host miss what happened, so that its next event is %GBERTH_EVENT_TYPE_RESYNC.
 *
 * Returns: %TRUE when they do
 *
 * Since: 0.1
 */
gboolean gberth_fake_host_lose_events(GBerthFakeHost *host, GError **error)
{
    g_return_val_if_fail(IS_OPEN(host), FALSE);

    berth_error *failure = NULL;
    return _gberth_take_success(berth_fake_lose_events(host->parent.core, &failure), &failure, error);
}

/**
 * gberth_fake_host_list_keys:
 * @host: a fake host
 * @uri: (nullable): of a key target; %NULL for all of them
 * @error: where to say what failed
 *
 * Lists what key targets of this host were sent, in its order: "press KEY_A", "wait 20", "release KEY_A".
 *
 * Returns: (transfer full): the events, none when nothing was sent
 *
 * Since: 0.1
 */
char **gberth_fake_host_list_keys(GBerthFakeHost *host, const char *uri, GError **error)
{
    g_return_val_if_fail(IS_OPEN(host), NULL);

    berth_error *failure = NULL;
    char **events = berth_fake_list_keys(host->parent.core, uri, &failure);

    return _gberth_take_strv(events, &failure, error);
}
