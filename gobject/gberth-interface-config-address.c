/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The settings of one interface: its addresses and where they come from, gateways, DNS.
 */
#include "gberth-call.h"
#include "gberth-interface-config-private.h"

/* --- Addresses ------------------------------------------------------------------------------ */

/**
 * gberth_interface_config_get_dhcp:
 * @config: a configuration
 * @family: which protocol
 *
 * Tells whether DHCP gives the interface its addresses of @family.
 *
 * Returns: whether it does; %FALSE for a number that is no family
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_dhcp(GBerthInterfaceConfig *config, GBerthIpFamily family)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);

    return berth_interface_config_get_dhcp(config->core, (berth_ip_family)family);
}

/**
 * gberth_interface_config_set_dhcp:
 * @config: a configuration
 * @family: which protocol
 * @dhcp: whether DHCP gives the addresses
 * @error: where to say what failed
 *
 * Sets whether DHCP gives the interface its addresses of @family. Fails with %GBERTH_ERROR_INVALID for a
 * number that is no family.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_dhcp(GBerthInterfaceConfig *config, GBerthIpFamily family, gboolean dhcp,
                                          GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;
    bool done = berth_interface_config_set_dhcp(config->core, (berth_ip_family)family, dhcp, &failure);

    return _gberth_take_success(done, &failure, error);
}

/**
 * gberth_interface_config_get_autoconf:
 * @config: a configuration
 *
 * Tells whether router advertisements give the interface IPv6 addresses (RFC 4862).
 *
 * Returns: whether they do
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_autoconf(GBerthInterfaceConfig *config)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);

    return berth_interface_config_get_autoconf(config->core);
}

/**
 * gberth_interface_config_set_autoconf:
 * @config: a configuration
 * @autoconf: whether router advertisements give the interface IPv6 addresses
 *
 * Sets whether router advertisements give the interface IPv6 addresses (RFC 4862).
 *
 * Since: 0.1
 */
void gberth_interface_config_set_autoconf(GBerthInterfaceConfig *config, gboolean autoconf)
{
    g_return_if_fail(IS_CONFIG(config));

    berth_interface_config_set_autoconf(config->core, autoconf);
}

/**
 * gberth_interface_config_get_peerdns:
 * @config: a configuration
 * @family: which protocol
 * @peerdns: (out): whether DHCP of @family sets the resolver
 * @error: where to say what failed
 *
 * Tells whether DHCP of @family sets the resolver. Fails with %GBERTH_ERROR_NOT_SET when the host's default
 * holds, or %GBERTH_ERROR_INVALID for a number that is no family.
 *
 * Returns: (skip): %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_peerdns(GBerthInterfaceConfig *config, GBerthIpFamily family, gboolean *peerdns,
                                             GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;
    bool value = false;
    bool found = berth_interface_config_get_peerdns(config->core, (berth_ip_family)family, &value, &failure);

    if (peerdns)
        *peerdns = value;
    return _gberth_take_success(found, &failure, error);
}

/**
 * gberth_interface_config_set_peerdns:
 * @config: a configuration
 * @family: which protocol
 * @peerdns: whether DHCP sets the resolver
 * @error: where to say what failed
 *
 * Sets whether DHCP of @family sets the resolver. Fails with %GBERTH_ERROR_INVALID for a number that is no
 * family, or without DHCP of @family.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_peerdns(GBerthInterfaceConfig *config, GBerthIpFamily family, gboolean peerdns,
                                             GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;
    bool done = berth_interface_config_set_peerdns(config->core, (berth_ip_family)family, peerdns, &failure);

    return _gberth_take_success(done, &failure, error);
}

/**
 * gberth_interface_config_get_addresses:
 * @config: a configuration
 * @family: which protocol
 * @error: where to say what failed
 *
 * Tells the static addresses of @family, in order. Fails with %GBERTH_ERROR_INVALID for a number that is
 * no family.
 *
 * Returns: (transfer full): the addresses, each "ADDRESS/PREFIX", or "ADDRESS" where no prefix was given
 *
 * Since: 0.1
 */
char **gberth_interface_config_get_addresses(GBerthInterfaceConfig *config, GBerthIpFamily family, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);
    berth_error *failure = NULL;
    char **addresses = berth_interface_config_get_addresses(config->core, (berth_ip_family)family, &failure);

    return _gberth_take_strv(addresses, &failure, error);
}

/**
 * gberth_interface_config_add_address:
 * @config: a configuration
 * @family: which protocol
 * @address: "ADDRESS/PREFIX", in the family's notation
 * @error: where to say what failed
 *
 * Adds a static address after those there are. Fails with %GBERTH_ERROR_INVALID for what is none, for one
 * without a prefix, and for one that is there already.
 *
 * Returns: %TRUE when it is added
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_add_address(GBerthInterfaceConfig *config, GBerthIpFamily family, const char *address,
                                             GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    g_return_val_if_fail(address != NULL, FALSE);
    berth_error *failure = NULL;
    bool done = berth_interface_config_add_address(config->core, (berth_ip_family)family, address, &failure);

    return _gberth_take_success(done, &failure, error);
}

/**
 * gberth_interface_config_clear_addresses:
 * @config: a configuration
 * @family: which protocol
 *
 * Removes all static addresses of @family.
 *
 * Since: 0.1
 */
void gberth_interface_config_clear_addresses(GBerthInterfaceConfig *config, GBerthIpFamily family)
{
    g_return_if_fail(IS_CONFIG(config));

    berth_interface_config_clear_addresses(config->core, (berth_ip_family)family);
}

/**
 * gberth_interface_config_get_gateway:
 * @config: a configuration
 * @family: which protocol
 *
 * Tells the default gateway of @family.
 *
 * Returns: (nullable): the gateway's address; %NULL when there is none
 *
 * Since: 0.1
 */
const char *gberth_interface_config_get_gateway(GBerthInterfaceConfig *config, GBerthIpFamily family)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);

    return berth_interface_config_get_gateway(config->core, (berth_ip_family)family);
}

/**
 * gberth_interface_config_set_gateway:
 * @config: a configuration
 * @family: which protocol
 * @gateway: (nullable): an address of @family; %NULL to unset
 * @error: where to say what failed
 *
 * Sets the default gateway of @family. Fails with %GBERTH_ERROR_INVALID for what is no address of it.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_gateway(GBerthInterfaceConfig *config, GBerthIpFamily family, const char *gateway,
                                             GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    berth_error *failure = NULL;
    bool done = berth_interface_config_set_gateway(config->core, (berth_ip_family)family, gateway, &failure);

    return _gberth_take_success(done, &failure, error);
}

/* --- DNS ------------------------------------------------------------------------------------ */

/**
 * gberth_interface_config_get_dns_servers:
 * @config: a configuration
 * @error: where to say what failed
 *
 * Tells the addresses of the DNS servers, in order.
 *
 * Returns: (transfer full): the addresses
 *
 * Since: 0.1
 */
char **gberth_interface_config_get_dns_servers(GBerthInterfaceConfig *config, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);
    berth_error *failure = NULL;
    char **servers = berth_interface_config_get_dns_servers(config->core, &failure);

    return _gberth_take_strv(servers, &failure, error);
}

/**
 * gberth_interface_config_add_dns_server:
 * @config: a configuration
 * @server: an IPv4 or IPv6 address
 * @error: where to say what failed
 *
 * Adds a DNS server after those there are. Fails with %GBERTH_ERROR_INVALID for what is no address, and for one
 * that is there already.
 *
 * Returns: %TRUE when it is added
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_add_dns_server(GBerthInterfaceConfig *config, const char *server, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    g_return_val_if_fail(server != NULL, FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_add_dns_server(config->core, server, &failure), &failure, error);
}

/**
 * gberth_interface_config_get_dns_search:
 * @config: a configuration
 * @error: where to say what failed
 *
 * Tells the domains that short names are looked up in, in order.
 *
 * Returns: (transfer full): the domains
 *
 * Since: 0.1
 */
char **gberth_interface_config_get_dns_search(GBerthInterfaceConfig *config, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);
    berth_error *failure = NULL;
    char **domains = berth_interface_config_get_dns_search(config->core, &failure);

    return _gberth_take_strv(domains, &failure, error);
}

/**
 * gberth_interface_config_add_dns_search:
 * @config: a configuration
 * @domain: one word of at most 253 bytes (RFC 1035)
 * @error: where to say what failed
 *
 * Adds a domain that short names are looked up in after those there are. Fails with %GBERTH_ERROR_INVALID for
 * what is none, and for one that is there already.
 *
 * Returns: %TRUE when it is added
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_add_dns_search(GBerthInterfaceConfig *config, const char *domain, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    g_return_val_if_fail(domain != NULL, FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_add_dns_search(config->core, domain, &failure), &failure, error);
}

/**
 * gberth_interface_config_clear_dns:
 * @config: a configuration
 *
 * Removes all DNS servers and search domains.
 *
 * Since: 0.1
 */
void gberth_interface_config_clear_dns(GBerthInterfaceConfig *config)
{
    g_return_if_fail(IS_CONFIG(config));

    berth_interface_config_clear_dns(config->core);
}
