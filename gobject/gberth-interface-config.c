/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The settings of one interface: the class, its documents, and what every interface has.
 */
#include "gberth-call.h"
#include "gberth-interface-config-private.h"

/**
 * GBerthInterfaceConfig:
 *
 * The settings of one interface, apart from any host and any file format. It belongs to one thread at a
 * time; calls on a host that take one copy it.
 *
 * A setting that has no value fails with %GBERTH_ERROR_NOT_SET when it is read; no number stands for
 * "not set".
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthInterfaceConfig, gberth_interface_config, G_TYPE_OBJECT)

static void gberth_interface_config_finalize(GObject *object)
{
    berth_interface_config_unref(GBERTH_INTERFACE_CONFIG(object)->core);
    G_OBJECT_CLASS(gberth_interface_config_parent_class)->finalize(object);
}

static void gberth_interface_config_class_init(GBerthInterfaceConfigClass *class)
{
    G_OBJECT_CLASS(class)->finalize = gberth_interface_config_finalize;
}

static void gberth_interface_config_init(GBerthInterfaceConfig *config G_GNUC_UNUSED)
{
}

GBerthInterfaceConfig *_gberth_interface_config_wrap(berth_interface_config *core)
{
    GBerthInterfaceConfig *config = g_object_new(GBERTH_TYPE_INTERFACE_CONFIG, NULL);

    config->core = core;
    return config;
}

const berth_interface_config *_gberth_interface_config_get_core(GBerthInterfaceConfig *config)
{
    return GBERTH_IS_INTERFACE_CONFIG(config) ? config->core : NULL;
}

GBerthInterfaceConfig *_gberth_interface_config_wrap_or_fail(berth_interface_config *core, berth_error **failure,
                                                             GError **error)
{
    return _gberth_take_success(core != NULL, failure, error) ? _gberth_interface_config_wrap(core) : NULL;
}

/* --- Documents ------------------------------------------------------------------------------ */

/**
 * gberth_interface_config_new:
 * @type: %GBERTH_INTERFACE_TYPE_LOOPBACK, %GBERTH_INTERFACE_TYPE_ETHERNET, %GBERTH_INTERFACE_TYPE_BRIDGE,
 *   %GBERTH_INTERFACE_TYPE_VLAN, %GBERTH_INTERFACE_TYPE_BOND, or %GBERTH_INTERFACE_TYPE_OTHER: that has what every
 *   type has, and what makes the interface is in its extras, which the host's driver knows
 * @name: the interface's name: 1 to 15 bytes, no "/", ":" or white space, not "." or ".."
 * @error: where to say what failed
 *
 * Makes a configuration with start mode %GBERTH_START_MODE_NONE and nothing else set. Fails with
 * %GBERTH_ERROR_INVALID for another type or name.
 *
 * Returns: (transfer full): the configuration
 *
 * Since: 0.1
 */
GBerthInterfaceConfig *gberth_interface_config_new(GBerthInterfaceType type, const char *name, GError **error)
{
    g_return_val_if_fail(name != NULL, NULL);
    berth_error *failure = NULL;
    berth_interface_config *core = berth_interface_config_new((berth_interface_type)type, name, &failure);

    return _gberth_interface_config_wrap_or_fail(core, &failure, error);
}

/**
 * gberth_interface_config_new_from_xml:
 * @xml: a document in the interface format of netcf and libvirt
 * @source: (nullable): the name of the file it came from, for messages
 * @error: where to say what failed
 *
 * Reads an XML document. Fails with %GBERTH_ERROR_PARSE when it is not well formed,
 * %GBERTH_ERROR_SCHEMA when it is no interface, %GBERTH_ERROR_INVALID for a value that is not allowed,
 * each with file and line.
 *
 * An address may stand there without a prefix: it keeps the one that the host's definition gives that
 * address, or gets the one that the host's tool would give it. <link>, which tells what a running link
 * does, is left out; a host that the configuration is defined on logs that.
 *
 * Returns: (transfer full): the configuration
 *
 * Since: 0.1
 */
GBerthInterfaceConfig *gberth_interface_config_new_from_xml(const char *xml, const char *source, GError **error)
{
    g_return_val_if_fail(xml != NULL, NULL);
    berth_error *failure = NULL;
    berth_interface_config *core = berth_interface_config_from_xml(xml, source, &failure);

    return _gberth_interface_config_wrap_or_fail(core, &failure, error);
}

/**
 * gberth_interface_config_new_from_json:
 * @json: a document as gberth_interface_config_to_json() writes it
 * @source: (nullable): the name of the file it came from, for messages
 * @error: where to say what failed
 *
 * Reads a JSON document. Fails as gberth_interface_config_new_from_xml() does.
 *
 * Returns: (transfer full): the configuration
 *
 * Since: 0.1
 */
GBerthInterfaceConfig *gberth_interface_config_new_from_json(const char *json, const char *source, GError **error)
{
    g_return_val_if_fail(json != NULL, NULL);
    berth_error *failure = NULL;
    berth_interface_config *core = berth_interface_config_from_json(json, source, &failure);

    return _gberth_interface_config_wrap_or_fail(core, &failure, error);
}

/**
 * gberth_interface_config_to_xml:
 * @config: a configuration
 * @error: where to say what failed
 *
 * Writes it as an XML document in the interface format of netcf and libvirt. Fails with
 * %GBERTH_ERROR_INVALID for a bond whose settings that has no words for together: MII and ARP monitoring, or
 * ARP targets or validation without an interval.
 *
 * Returns: (transfer full): the document, ending in a newline
 *
 * Since: 0.1
 */
char *gberth_interface_config_to_xml(GBerthInterfaceConfig *config, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);
    berth_error *failure = NULL;
    char *xml = berth_interface_config_to_xml(config->core, &failure);

    return _gberth_take_string(xml, &failure, error);
}

/**
 * gberth_interface_config_to_json:
 * @config: a configuration
 * @error: where to say what failed
 *
 * Writes it as a JSON document.
 *
 * Returns: (transfer full): the document, ending in a newline
 *
 * Since: 0.1
 */
char *gberth_interface_config_to_json(GBerthInterfaceConfig *config, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);
    berth_error *failure = NULL;
    char *json = berth_interface_config_to_json(config->core, &failure);

    return _gberth_take_string(json, &failure, error);
}

/**
 * gberth_interface_config_copy:
 * @config: a configuration
 *
 * Makes another one with the same settings.
 *
 * Returns: (transfer full): the copy
 *
 * Since: 0.1
 */
GBerthInterfaceConfig *gberth_interface_config_copy(GBerthInterfaceConfig *config)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);
    berth_interface_config *core = berth_interface_config_copy(config->core);

    if (!core)
        g_error("gberth_interface_config_copy: out of memory");
    return _gberth_interface_config_wrap(core);
}

/**
 * gberth_interface_config_equal:
 * @config: a configuration
 * @other: another one
 *
 * Compares two configurations.
 *
 * Returns: whether both have the same settings, in the same order where order means something
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_equal(GBerthInterfaceConfig *config, GBerthInterfaceConfig *other)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    g_return_val_if_fail(IS_CONFIG(other), FALSE);

    return berth_interface_config_equal(config->core, other->core);
}

/**
 * gberth_interface_config_adopt_revision:
 * @config: a configuration
 * @other: a configuration of the same interface
 *
 * Makes @config count as read when @other was, so that defining it is a %GBERTH_ERROR_CONFLICT only with what came
 * after that. Its settings stay as they are. For a program that has seen what somebody else changed, and means to
 * write over it.
 *
 * Since: 0.1
 */
void gberth_interface_config_adopt_revision(GBerthInterfaceConfig *config, GBerthInterfaceConfig *other)
{
    g_return_if_fail(IS_CONFIG(config));
    g_return_if_fail(IS_CONFIG(other));

    berth_interface_config_adopt_revision(config->core, other->core);
}

void _gberth_interface_config_adopt(GBerthInterfaceConfig *config, const berth_interface_config *defined)
{
    berth_interface_config_adopt_revision(config->core, defined);
}

/* --- Settings of every interface ------------------------------------------------------------ */

/**
 * gberth_interface_config_get_interface_type:
 * @config: a configuration
 *
 * Tells what kind of interface it is for.
 *
 * Returns: the type
 *
 * Since: 0.1
 */
GBerthInterfaceType gberth_interface_config_get_interface_type(GBerthInterfaceConfig *config)
{
    g_return_val_if_fail(IS_CONFIG(config), GBERTH_INTERFACE_TYPE_OTHER);

    return (GBerthInterfaceType)berth_interface_config_get_interface_type(config->core);
}

/**
 * gberth_interface_config_get_name:
 * @config: a configuration
 *
 * Tells the interface's name.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *gberth_interface_config_get_name(GBerthInterfaceConfig *config)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);

    return berth_interface_config_get_name(config->core);
}

/**
 * gberth_interface_config_get_start_mode:
 * @config: a configuration
 *
 * Tells when the host brings the interface up by itself.
 *
 * Returns: the start mode
 *
 * Since: 0.1
 */
GBerthStartMode gberth_interface_config_get_start_mode(GBerthInterfaceConfig *config)
{
    g_return_val_if_fail(IS_CONFIG(config), GBERTH_START_MODE_NONE);

    return (GBerthStartMode)berth_interface_config_get_start_mode(config->core);
}

/**
 * gberth_interface_config_set_start_mode:
 * @config: a configuration
 * @mode: when the host brings the interface up by itself
 * @error: where to say what failed
 *
 * Sets when the host brings the interface up by itself. Fails with %GBERTH_ERROR_INVALID for a number
 * that is no mode.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_start_mode(GBerthInterfaceConfig *config, GBerthStartMode mode, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;
    bool done = berth_interface_config_set_start_mode(config->core, (berth_start_mode)mode, &failure);

    return _gberth_take_success(done, &failure, error);
}

/**
 * gberth_interface_config_get_mac:
 * @config: a configuration
 *
 * Tells the hardware address to give the interface.
 *
 * Returns: (nullable): the address, "52:54:00:12:34:56"; %NULL when it keeps its own
 *
 * Since: 0.1
 */
const char *gberth_interface_config_get_mac(GBerthInterfaceConfig *config)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);

    return berth_interface_config_get_mac(config->core);
}

/**
 * gberth_interface_config_set_mac:
 * @config: a configuration
 * @mac: (nullable): six bytes in hexadecimal with colons between, not a group address; %NULL to unset
 * @error: where to say what failed
 *
 * Sets the hardware address to give the interface. Fails with %GBERTH_ERROR_INVALID for what is none.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_mac(GBerthInterfaceConfig *config, const char *mac, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_set_mac(config->core, mac, &failure), &failure, error);
}

/**
 * gberth_interface_config_get_mtu:
 * @config: a configuration
 * @mtu: (out): the maximum transmission unit in bytes
 * @error: where to say what failed
 *
 * Tells the maximum transmission unit in bytes. Fails with %GBERTH_ERROR_NOT_SET when the driver's default
 * holds.
 *
 * Returns: (skip): %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_mtu(GBerthInterfaceConfig *config, gint64 *mtu, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_get_mtu(config->core, mtu, &failure), &failure, error);
}

/**
 * gberth_interface_config_set_mtu:
 * @config: a configuration
 * @mtu: 68 to 65536 bytes; 1280 or more with IPv6
 * @error: where to say what failed
 *
 * Sets the maximum transmission unit. Fails with %GBERTH_ERROR_INVALID outside those limits, which are
 * those of RFC 791, the loopback interface, and RFC 8200.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_mtu(GBerthInterfaceConfig *config, gint64 mtu, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_set_mtu(config->core, mtu, &failure), &failure, error);
}

/**
 * gberth_interface_config_unset_mtu:
 * @config: a configuration
 *
 * Leaves the maximum transmission unit to the driver.
 *
 * Since: 0.1
 */
void gberth_interface_config_unset_mtu(GBerthInterfaceConfig *config)
{
    g_return_if_fail(IS_CONFIG(config));

    berth_interface_config_unset_mtu(config->core);
}
