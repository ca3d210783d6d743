/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The settings of one interface: what bridges, bonds and vlans are made of, and how.
 */
#include "gberth-call.h"
#include "gberth-interface-config-private.h"

/* --- Ports ---------------------------------------------------------------------------------- */

/**
 * gberth_interface_config_get_ports:
 * @config: a bridge's or bond's configuration
 * @error: where to say what failed
 *
 * Tells the names of the ports, in order. Fails with %GBERTH_ERROR_INVALID when it is neither a bridge nor a
 * bond.
 *
 * Returns: (transfer full): the names
 *
 * Since: 0.1
 */
char **gberth_interface_config_get_ports(GBerthInterfaceConfig *config, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);
    berth_error *failure = NULL;
    char **ports = berth_interface_config_get_ports(config->core, &failure);

    return _gberth_take_strv(ports, &failure, error);
}

/**
 * gberth_interface_config_get_port:
 * @config: a bridge's or bond's configuration
 * @name: a port's name
 * @error: where to say what failed
 *
 * Tells the settings of a port. What is changed in them is not changed in @config. Fails with
 * %GBERTH_ERROR_NOT_FOUND, or %GBERTH_ERROR_INVALID when it is neither a bridge nor a bond.
 *
 * Returns: (transfer full): a copy of the port's configuration
 *
 * Since: 0.1
 */
GBerthInterfaceConfig *gberth_interface_config_get_port(GBerthInterfaceConfig *config, const char *name, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);
    g_return_val_if_fail(name != NULL, NULL);
    berth_error *failure = NULL;
    berth_interface_config *port = berth_interface_config_get_port(config->core, name, &failure);

    return _gberth_interface_config_wrap_or_fail(port, &failure, error);
}

/**
 * gberth_interface_config_add_port:
 * @config: a bridge's or bond's configuration
 * @port: for a bridge an ethernet, vlan or bond configuration, for a bond an ethernet one; copied
 * @error: where to say what failed
 *
 * Adds a port after those there are. Fails with %GBERTH_ERROR_INVALID when @config is neither a bridge nor a
 * bond, or @port is of another type, has addresses, or is there already.
 *
 * Returns: %TRUE when it is added
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_add_port(GBerthInterfaceConfig *config, GBerthInterfaceConfig *port, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    g_return_val_if_fail(IS_CONFIG(port), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_add_port(config->core, port->core, &failure), &failure, error);
}

/**
 * gberth_interface_config_remove_port:
 * @config: a bridge's or bond's configuration
 * @name: a port's name
 * @error: where to say what failed
 *
 * Removes a port. Fails with %GBERTH_ERROR_NOT_FOUND, or %GBERTH_ERROR_INVALID when it is neither a bridge nor
 * a bond.
 *
 * Returns: %TRUE when it is removed
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_remove_port(GBerthInterfaceConfig *config, const char *name, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    g_return_val_if_fail(name != NULL, FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_remove_port(config->core, name, &failure), &failure, error);
}

/* --- Bridges -------------------------------------------------------------------------------- */

/**
 * gberth_interface_config_get_stp:
 * @config: a bridge's configuration
 * @stp: (out): whether the bridge speaks the spanning tree protocol
 * @error: where to say what failed
 *
 * Tells whether the bridge speaks the spanning tree protocol. Fails with %GBERTH_ERROR_NOT_SET, or
 * %GBERTH_ERROR_INVALID when it is no bridge.
 *
 * Returns: (skip): %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_stp(GBerthInterfaceConfig *config, gboolean *stp, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;
    bool value = false;
    bool found = berth_interface_config_get_stp(config->core, &value, &failure);

    if (stp)
        *stp = value;
    return _gberth_take_success(found, &failure, error);
}

/**
 * gberth_interface_config_set_stp:
 * @config: a bridge's configuration
 * @stp: whether the bridge speaks the spanning tree protocol
 * @error: where to say what failed
 *
 * Sets whether the bridge speaks the spanning tree protocol. Fails with %GBERTH_ERROR_INVALID when it is
 * no bridge.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_stp(GBerthInterfaceConfig *config, gboolean stp, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_set_stp(config->core, stp, &failure), &failure, error);
}

/**
 * gberth_interface_config_get_delay:
 * @config: a bridge's configuration
 * @delay_ms: (out): the bridge's forward delay in milliseconds
 * @error: where to say what failed
 *
 * Tells the bridge's forward delay in milliseconds. Fails with %GBERTH_ERROR_NOT_SET, or
 * %GBERTH_ERROR_INVALID when it is no bridge.
 *
 * Returns: (skip): %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_delay(GBerthInterfaceConfig *config, gint64 *delay_ms, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_get_delay(config->core, delay_ms, &failure), &failure, error);
}

/**
 * gberth_interface_config_set_delay:
 * @config: a bridge's configuration
 * @delay_ms: 0 to 30000 (IEEE 802.1D-2004, table 17-1)
 * @error: where to say what failed
 *
 * Sets the bridge's forward delay. Fails with %GBERTH_ERROR_INVALID outside those limits, or when it is no
 * bridge.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_delay(GBerthInterfaceConfig *config, gint64 delay_ms, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_set_delay(config->core, delay_ms, &failure), &failure, error);
}

/* --- Bonds ---------------------------------------------------------------------------------- */

/**
 * gberth_interface_config_get_bond_mode:
 * @config: a bond's configuration
 * @mode: (out): how the bond uses its ports
 * @error: where to say what failed
 *
 * Tells how the bond uses its ports. Fails with %GBERTH_ERROR_NOT_SET, or %GBERTH_ERROR_INVALID when it is no
 * bond.
 *
 * Returns: (skip): %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_bond_mode(GBerthInterfaceConfig *config, GBerthBondMode *mode, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;
    berth_bond_mode value = BERTH_BOND_MODE_BALANCE_RR;
    bool found = berth_interface_config_get_bond_mode(config->core, &value, &failure);

    if (mode)
        *mode = (GBerthBondMode)value;
    return _gberth_take_success(found, &failure, error);
}

/**
 * gberth_interface_config_set_bond_mode:
 * @config: a bond's configuration
 * @mode: how the bond uses its ports
 * @error: where to say what failed
 *
 * Sets how the bond uses its ports. Fails with %GBERTH_ERROR_INVALID for a number that is no mode, or when it
 * is no bond.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_bond_mode(GBerthInterfaceConfig *config, GBerthBondMode mode, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;
    bool done = berth_interface_config_set_bond_mode(config->core, (berth_bond_mode)mode, &failure);

    return _gberth_take_success(done, &failure, error);
}

/**
 * gberth_interface_config_get_bond_primary:
 * @config: a bond's configuration
 *
 * Tells the port the bond prefers.
 *
 * Returns: (nullable): the port's name; %NULL when there is none, or it is no bond
 *
 * Since: 0.1
 */
const char *gberth_interface_config_get_bond_primary(GBerthInterfaceConfig *config)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);

    return berth_interface_config_get_bond_primary(config->core);
}

/**
 * gberth_interface_config_set_bond_primary:
 * @config: a bond's configuration
 * @primary: (nullable): the name of the port to prefer; %NULL to unset
 * @error: where to say what failed
 *
 * Sets the port the bond prefers. Fails with %GBERTH_ERROR_INVALID for what is no interface's name, or when it
 * is no bond.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_bond_primary(GBerthInterfaceConfig *config, const char *primary, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;
    bool done = berth_interface_config_set_bond_primary(config->core, primary, &failure);

    return _gberth_take_success(done, &failure, error);
}

/**
 * gberth_interface_config_get_miimon:
 * @config: a bond's configuration
 * @interval_ms: (out): the time in milliseconds; 0 never
 * @error: where to say what failed
 *
 * Tells how often the bond looks at its ports' link state, in milliseconds. Fails with %GBERTH_ERROR_NOT_SET, or
 * %GBERTH_ERROR_INVALID when it is no bond.
 *
 * Returns: (skip): %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_miimon(GBerthInterfaceConfig *config, gint64 *interval_ms, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_get_miimon(config->core, interval_ms, &failure), &failure,
                                error);
}

/**
 * gberth_interface_config_set_miimon:
 * @config: a bond's configuration
 * @interval_ms: 0 to 2147483647; 0 never
 * @error: where to say what failed
 *
 * Sets how often the bond looks at its ports' link state, in milliseconds. Fails with %GBERTH_ERROR_INVALID outside
 * those limits, or when it is no bond.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_miimon(GBerthInterfaceConfig *config, gint64 interval_ms, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_set_miimon(config->core, interval_ms, &failure), &failure,
                                error);
}

/**
 * gberth_interface_config_get_updelay:
 * @config: a bond's configuration
 * @delay_ms: (out): the time in milliseconds
 * @error: where to say what failed
 *
 * Tells how long a port must have its link before it is used, in milliseconds. Fails with %GBERTH_ERROR_NOT_SET, or
 * %GBERTH_ERROR_INVALID when it is no bond.
 *
 * Returns: (skip): %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_updelay(GBerthInterfaceConfig *config, gint64 *delay_ms, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_get_updelay(config->core, delay_ms, &failure), &failure, error);
}

/**
 * gberth_interface_config_set_updelay:
 * @config: a bond's configuration
 * @delay_ms: 0 to 2147483647
 * @error: where to say what failed
 *
 * Sets how long a port must have its link before it is used, in milliseconds. Fails with %GBERTH_ERROR_INVALID outside
 * those limits, or when it is no bond.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_updelay(GBerthInterfaceConfig *config, gint64 delay_ms, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_set_updelay(config->core, delay_ms, &failure), &failure, error);
}

/**
 * gberth_interface_config_get_downdelay:
 * @config: a bond's configuration
 * @delay_ms: (out): the time in milliseconds
 * @error: where to say what failed
 *
 * Tells how long a port may be without link before it is left, in milliseconds. Fails with %GBERTH_ERROR_NOT_SET, or
 * %GBERTH_ERROR_INVALID when it is no bond.
 *
 * Returns: (skip): %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_downdelay(GBerthInterfaceConfig *config, gint64 *delay_ms, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_get_downdelay(config->core, delay_ms, &failure), &failure,
                                error);
}

/**
 * gberth_interface_config_set_downdelay:
 * @config: a bond's configuration
 * @delay_ms: 0 to 2147483647
 * @error: where to say what failed
 *
 * Sets how long a port may be without link before it is left, in milliseconds. Fails with %GBERTH_ERROR_INVALID outside
 * those limits, or when it is no bond.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_downdelay(GBerthInterfaceConfig *config, gint64 delay_ms, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_set_downdelay(config->core, delay_ms, &failure), &failure,
                                error);
}

/**
 * gberth_interface_config_get_use_carrier:
 * @config: a bond's configuration
 * @use_carrier: (out): whether the bond asks the network stack for its ports' link state
 * @error: where to say what failed
 *
 * Tells whether the bond asks the network stack for its ports' link state, or their drivers. Fails with
 * %GBERTH_ERROR_NOT_SET, or %GBERTH_ERROR_INVALID when it is no bond.
 *
 * Returns: (skip): %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_use_carrier(GBerthInterfaceConfig *config, gboolean *use_carrier, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;
    bool value = false;
    bool found = berth_interface_config_get_use_carrier(config->core, &value, &failure);

    if (use_carrier)
        *use_carrier = value;
    return _gberth_take_success(found, &failure, error);
}

/**
 * gberth_interface_config_set_use_carrier:
 * @config: a bond's configuration
 * @use_carrier: whether to ask the network stack for the ports' link state, or their drivers
 * @error: where to say what failed
 *
 * Sets whom the bond asks for its ports' link state. Fails with %GBERTH_ERROR_INVALID when it is no bond.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_use_carrier(GBerthInterfaceConfig *config, gboolean use_carrier, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;
    bool done = berth_interface_config_set_use_carrier(config->core, use_carrier, &failure);

    return _gberth_take_success(done, &failure, error);
}

/**
 * gberth_interface_config_get_arp_interval:
 * @config: a bond's configuration
 * @interval_ms: (out): the time in milliseconds; 0 never
 * @error: where to say what failed
 *
 * Tells how often the bond asks its ARP targets, in milliseconds. Fails with %GBERTH_ERROR_NOT_SET, or
 * %GBERTH_ERROR_INVALID when it is no bond.
 *
 * Returns: (skip): %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_arp_interval(GBerthInterfaceConfig *config, gint64 *interval_ms, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_get_arp_interval(config->core, interval_ms, &failure), &failure,
                                error);
}

/**
 * gberth_interface_config_set_arp_interval:
 * @config: a bond's configuration
 * @interval_ms: 0 to 2147483647; 0 never
 * @error: where to say what failed
 *
 * Sets how often the bond asks its ARP targets, in milliseconds. Fails with %GBERTH_ERROR_INVALID outside those limits,
 * or when it is no bond.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_arp_interval(GBerthInterfaceConfig *config, gint64 interval_ms, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_set_arp_interval(config->core, interval_ms, &failure), &failure,
                                error);
}

/**
 * gberth_interface_config_get_arp_targets:
 * @config: a bond's configuration
 * @error: where to say what failed
 *
 * Tells the addresses the bond's ports are tried with, in order. Fails with %GBERTH_ERROR_INVALID when it is no
 * bond.
 *
 * Returns: (transfer full): the addresses
 *
 * Since: 0.1
 */
char **gberth_interface_config_get_arp_targets(GBerthInterfaceConfig *config, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);
    berth_error *failure = NULL;
    char **targets = berth_interface_config_get_arp_targets(config->core, &failure);

    return _gberth_take_strv(targets, &failure, error);
}

/**
 * gberth_interface_config_add_arp_target:
 * @config: a bond's configuration
 * @target: an IPv4 address; the kernel takes 16 of them
 * @error: where to say what failed
 *
 * Adds an address to try the bond's ports with after those there are. Fails with %GBERTH_ERROR_INVALID for what
 * is no IPv4 address, for one that is there already or one too many, or when it is no bond.
 *
 * Returns: %TRUE when it is added
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_add_arp_target(GBerthInterfaceConfig *config, const char *target, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    g_return_val_if_fail(target != NULL, FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_add_arp_target(config->core, target, &failure), &failure, error);
}

/* --- VLANs ---------------------------------------------------------------------------------- */

/**
 * gberth_interface_config_get_vlan:
 * @config: a vlan's configuration
 * @tag: (out) (optional): the VLAN identifier
 * @device: (out) (optional) (transfer none): the name of the interface below
 * @error: where to say what failed
 *
 * Tells which VLAN of which interface it is. Fails with %GBERTH_ERROR_NOT_SET, or %GBERTH_ERROR_INVALID
 * when it is no vlan.
 *
 * Returns: (skip): %TRUE when both are set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_vlan(GBerthInterfaceConfig *config, gint64 *tag, const char **device,
                                          GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_get_vlan(config->core, tag, device, &failure), &failure, error);
}

/**
 * gberth_interface_config_set_vlan:
 * @config: a vlan's configuration
 * @tag: 1 to 4094 (IEEE 802.1Q; 0 and 4095 are reserved)
 * @device: the name of the interface below
 * @error: where to say what failed
 *
 * Sets which VLAN of which interface it is. Fails with %GBERTH_ERROR_INVALID for another tag, for what is
 * no interface's name, or when it is no vlan.
 *
 * Returns: %TRUE when both are set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_vlan(GBerthInterfaceConfig *config, gint64 tag, const char *device, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    g_return_val_if_fail(device != NULL, FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_set_vlan(config->core, tag, device, &failure), &failure, error);
}
