/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What works on a host, and why the rest does not.
 */
#include "gberth-call.h"

struct _GBerthCapabilities {
    GObject parent;
    berth_capabilities *core;
};

/* g_object_new() makes capabilities of nothing; no call may reach the core with it. */
#define IS_CAPABILITIES(capabilities) (GBERTH_IS_CAPABILITIES(capabilities) && (capabilities)->core)

/**
 * GBerthCapabilities:
 *
 * What works on a host for this process, as gberth_host_get_capabilities() found it. Each capability has a name:
 * "interface.read", "interface.define", "interface.up", "interface.bridge", "interface.vlan", "interface.bond";
 * "key.text" (typing in a layout), "key.libvirt", "key.uinput", "key.vnc-password". It is immutable, and may be used
 * from several threads at once.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthCapabilities, gberth_capabilities, G_TYPE_OBJECT)

static void gberth_capabilities_finalize(GObject *object)
{
    berth_capabilities_unref(GBERTH_CAPABILITIES(object)->core);
    G_OBJECT_CLASS(gberth_capabilities_parent_class)->finalize(object);
}

static void gberth_capabilities_class_init(GBerthCapabilitiesClass *class)
{
    G_OBJECT_CLASS(class)->finalize = gberth_capabilities_finalize;
}

static void gberth_capabilities_init(GBerthCapabilities *capabilities G_GNUC_UNUSED)
{
}

GBerthCapabilities *_gberth_capabilities_wrap(berth_capabilities *core)
{
    GBerthCapabilities *capabilities = g_object_new(GBERTH_TYPE_CAPABILITIES, NULL);

    capabilities->core = core;
    return capabilities;
}

/**
 * gberth_capabilities_get_count:
 * @capabilities: capabilities
 *
 * Counts them, whether they work or not.
 *
 * Returns: how many there are
 *
 * Since: 0.1
 */
guint gberth_capabilities_get_count(GBerthCapabilities *capabilities)
{
    g_return_val_if_fail(IS_CAPABILITIES(capabilities), 0);

    return (guint)berth_capabilities_get_count(capabilities->core);
}

/**
 * gberth_capabilities_get_name:
 * @capabilities: capabilities
 * @number: of a capability, from 0
 *
 * Tells its name.
 *
 * Returns: (nullable): the name; %NULL when there is no such capability
 *
 * Since: 0.1
 */
const char *gberth_capabilities_get_name(GBerthCapabilities *capabilities, guint number)
{
    g_return_val_if_fail(IS_CAPABILITIES(capabilities), NULL);

    return berth_capabilities_get_name(capabilities->core, number);
}

/**
 * gberth_capabilities_get_reason:
 * @capabilities: capabilities
 * @number: of a capability, from 0
 *
 * Tells why it does not work, and what would make it.
 *
 * Returns: (nullable): one line; %NULL when it works, or there is no such capability
 *
 * Since: 0.1
 */
const char *gberth_capabilities_get_reason(GBerthCapabilities *capabilities, guint number)
{
    g_return_val_if_fail(IS_CAPABILITIES(capabilities), NULL);

    return berth_capabilities_get_reason(capabilities->core, number);
}

/**
 * gberth_capabilities_check:
 * @capabilities: capabilities
 * @name: of a capability
 * @error: where to say why it does not work
 *
 * Asks for one by its name. Fails as a call that needs it would, with %GBERTH_ERROR_UNSUPPORTED or
 * %GBERTH_ERROR_DENIED mostly, and with %GBERTH_ERROR_NOT_FOUND when there is no capability of that name.
 *
 * Returns: %TRUE when it works
 *
 * Since: 0.1
 */
gboolean gberth_capabilities_check(GBerthCapabilities *capabilities, const char *name, GError **error)
{
    g_return_val_if_fail(IS_CAPABILITIES(capabilities), FALSE);
    g_return_val_if_fail(name != NULL, FALSE);

    berth_error *failure = NULL;
    return _gberth_take_success(berth_capabilities_check(capabilities->core, name, &failure), &failure, error);
}

/**
 * gberth_capabilities_to_json:
 * @capabilities: capabilities
 * @error: where to say what failed
 *
 * Writes them as a JSON document.
 *
 * Returns: (transfer full): the document, ending in a newline
 *
 * Since: 0.1
 */
char *gberth_capabilities_to_json(GBerthCapabilities *capabilities, GError **error)
{
    g_return_val_if_fail(IS_CAPABILITIES(capabilities), NULL);

    berth_error *failure = NULL;
    char *json = berth_capabilities_to_json(capabilities->core, &failure);

    return _gberth_take_string(json, &failure, error);
}
