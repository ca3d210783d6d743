/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Network interfaces: what the host's files say of them, and what its kernel says.
 */
#ifndef BERTH_INTERFACE_H
#define BERTH_INTERFACE_H

#include <berth/berth-base.h>
#include <berth/berth-host.h>
#include <berth/berth-report.h>

#ifdef __cplusplus
extern "C" {
#endif

/** berth_interface_type: what kind of interface it is. Since: 0.1 */
typedef enum berth_interface_type {
    BERTH_INTERFACE_TYPE_OTHER = 1,    /**< a kind the model does not describe, as ppp and tunnels: extras make it */
    BERTH_INTERFACE_TYPE_LOOPBACK = 2, /**< the host's way to itself */
    BERTH_INTERFACE_TYPE_ETHERNET = 3, /**< a network card, or what looks like one */
    BERTH_INTERFACE_TYPE_BRIDGE = 4,   /**< a switch made of the host's interfaces */
    BERTH_INTERFACE_TYPE_VLAN = 5,     /**< IEEE 802.1Q, one tag on top of another interface */
    BERTH_INTERFACE_TYPE_BOND = 6      /**< several links used as one (Documentation/networking/bonding.rst) */
} berth_interface_type;

/** berth_start_mode: when the host brings the interface up by itself. Since: 0.1 */
typedef enum berth_start_mode {
    BERTH_START_MODE_NONE = 1,          /**< never */
    BERTH_START_MODE_ONBOOT = 2,        /**< when the host starts */
    BERTH_START_MODE_HOTPLUG = 3,       /**< when the device appears */
    BERTH_START_MODE_ONBOOT_HOTPLUG = 4 /**< when the host starts, and when the device appears */
} berth_start_mode;

/** berth_bond_mode: how a bond uses its ports. The values are the kernel's numbers (linux/if_bonding.h). Since: 0.1 */
typedef enum berth_bond_mode {
    BERTH_BOND_MODE_BALANCE_RR = 0,    /**< one packet after the other */
    BERTH_BOND_MODE_ACTIVE_BACKUP = 1, /**< one port at a time */
    BERTH_BOND_MODE_BALANCE_XOR = 2,   /**< by a hash of each packet */
    BERTH_BOND_MODE_BROADCAST = 3,     /**< each packet on all of them */
    BERTH_BOND_MODE_IEEE_802_3AD = 4,  /**< link aggregation, negotiated by LACP */
    BERTH_BOND_MODE_BALANCE_TLB = 5,   /**< sending by each port's load */
    BERTH_BOND_MODE_BALANCE_ALB = 6    /**< sending and receiving by each port's load */
} berth_bond_mode;

/** berth_ip_family: which internet protocol. The values are the protocols' version numbers. Since: 0.1 */
typedef enum berth_ip_family {
    BERTH_IP_FAMILY_IPV4 = 4, /**< RFC 791 */
    BERTH_IP_FAMILY_IPV6 = 6  /**< RFC 8200 */
} berth_ip_family;

/** berth_interface_type_get_name: Returns: (constant) (nullable): "ethernet", as in XML and JSON; NULL for a number
 * that is no type. Since: 0.1 */
BERTH_API const char *berth_interface_type_get_name(berth_interface_type type);

/** berth_start_mode_get_name: Returns: (constant) (nullable): "onboot", as in XML and JSON; NULL for a number that is
 * no mode. Since: 0.1 */
BERTH_API const char *berth_start_mode_get_name(berth_start_mode mode);

/** berth_bond_mode_get_name: Returns: (constant) (nullable): "active-backup", the kernel's own word, as in XML and
 * JSON; NULL for a number that is no mode. Since: 0.1 */
BERTH_API const char *berth_bond_mode_get_name(berth_bond_mode mode);

/* --- Configurations ------------------------------------------------------------------------- */

/**
 * berth_interface_config:
 *
 * The settings of one interface, apart from any host and any file format. Belongs to one thread at a
 * time; calls on a host copy it. Ended with berth_interface_config_unref(). Since: 0.1
 */
typedef struct berth_interface_config berth_interface_config;

/**
 * berth_interface_config_new:
 * @type: LOOPBACK, ETHERNET, BRIDGE, VLAN, BOND, or OTHER: that has what every type has, and what makes the
 *   interface is in its extras, which the host's driver knows
 * @name: the interface's name: 1 to 15 bytes, no "/", ":" or white space, not "." or ".." (the kernel's
 *   dev_valid_name(), net/core/dev.c)
 *
 * Returns: (owned) (nullable): a configuration with start mode NONE and nothing else set; NULL with
 *   INVALID or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_interface_config *berth_interface_config_new(berth_interface_type type, const char *name,
                                                             berth_error **error);

/**
 * berth_interface_config_from_xml:
 * @xml: a document in the interface format of netcf and libvirt, UTF-8, of 256 KiB at most
 * @source: (nullable): the name of the file it came from, for messages
 *
 * Reads a configuration in XML. An address may stand there without a prefix, as netcf's documents have it: it keeps
 * the one that the host's definition gives that address, or gets the one that the host's tool would give it. <link>,
 * which tells what a running link does, is left out; a host that the configuration is defined on logs that.
 *
 * Returns: (owned) (nullable): the configuration; NULL with PARSE, SCHEMA or INVALID, each with file
 *   and line, or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_interface_config *berth_interface_config_from_xml(const char *xml, const char *source,
                                                                  berth_error **error);

/**
 * berth_interface_config_from_json:
 * @json: a document as berth_interface_config_to_json() writes it, UTF-8, of 256 KiB at most
 * @source: (nullable): the name of the file it came from, for messages
 *
 * Reads a configuration in JSON. Addresses have a prefix, beside them ("prefix": 24) or in them ("192.0.2.1/24").
 *
 * Returns: (owned) (nullable): the configuration; NULL with PARSE, SCHEMA or INVALID, or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_interface_config *berth_interface_config_from_json(const char *json, const char *source,
                                                                   berth_error **error);

/**
 * berth_interface_config_to_xml:
 *
 * Returns: (owned) (nullable): the document, ending in a newline; NULL with INVALID for a bond whose settings XML has
 * no words for together (MII and ARP monitoring, or ARP targets or validation without an interval), or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API char *berth_interface_config_to_xml(const berth_interface_config *config, berth_error **error);

/**
 * berth_interface_config_to_json:
 *
 * Returns: (owned) (nullable): the document, ending in a newline; NULL with NO_MEMORY. An address that an XML document
 *   gave without a prefix has none there either, and berth_interface_config_from_json() does not take it.
 * Since: 0.1
 */
BERTH_API char *berth_interface_config_to_json(const berth_interface_config *config, berth_error **error);

/**
 * berth_interface_schema:
 *
 * The grammar of what berth_interface_config_from_xml() reads, for editors and other programs. It knows nothing of what
 * two settings say together, such as that an address may stand there once; from_xml() does. The same text is installed
 * as DATADIR/berth/schemas/interface.rng.
 *
 * Returns: (constant): a RELAX NG schema in its XML syntax, UTF-8
 * Since: 0.1
 */
BERTH_API const char *berth_interface_schema(void);

/** berth_interface_config_ref: Returns: (owned): @config, held once more. Since: 0.1 */
BERTH_API berth_interface_config *berth_interface_config_ref(berth_interface_config *config);

/** berth_interface_config_unref: @config: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_interface_config_unref(berth_interface_config *config);

/** berth_interface_config_copy: Returns: (owned) (nullable): another one with the same settings; NULL when memory ran
 * out. Since: 0.1 */
BERTH_API berth_interface_config *berth_interface_config_copy(const berth_interface_config *config);

/** berth_interface_config_equal: Returns: whether both have the same settings, in the same order where order means
 * something. Since: 0.1 */
BERTH_API bool berth_interface_config_equal(const berth_interface_config *config, const berth_interface_config *other);

/**
 * berth_interface_config_adopt_revision:
 * @other: a configuration of the same interface
 *
 * Makes @config count as read when @other was, so that defining it is a CONFLICT only with what came after that; so too
 * each of its ports that @other has as well. Its settings stay as they are. For a program that has seen what somebody
 * else changed, and means to write over it.
 *
 * Since: 0.1
 */
BERTH_API void berth_interface_config_adopt_revision(berth_interface_config *config,
                                                     const berth_interface_config *other);

/** berth_interface_config_get_interface_type: Returns: its type. Since: 0.1 */
BERTH_API berth_interface_type berth_interface_config_get_interface_type(const berth_interface_config *config);

/** berth_interface_config_get_name: Returns: (borrowed): its name. Since: 0.1 */
BERTH_API const char *berth_interface_config_get_name(const berth_interface_config *config);

/** berth_interface_config_get_start_mode: Returns: when the host brings it up by itself. Since: 0.1 */
BERTH_API berth_start_mode berth_interface_config_get_start_mode(const berth_interface_config *config);

/**
 * berth_interface_config_set_start_mode:
 *
 * Says when the host brings it up by itself.
 *
 * Returns: true; false with INVALID for a number that is no mode.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_start_mode(berth_interface_config *config, berth_start_mode mode,
                                                     berth_error **error);

/** berth_interface_config_get_mac: Returns: (borrowed) (nullable): the hardware address to give it,
 * "52:54:00:12:34:56"; NULL when it keeps its own. Since: 0.1 */
BERTH_API const char *berth_interface_config_get_mac(const berth_interface_config *config);

/**
 * berth_interface_config_set_mac:
 * @mac: (nullable): six bytes in hexadecimal with colons between, not a group address; NULL to unset
 *
 * Gives it a hardware address, or lets it keep its own.
 *
 * Returns: true; false with INVALID or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_mac(berth_interface_config *config, const char *mac, berth_error **error);

/**
 * berth_interface_config_get_mtu:
 * @mtu: (out): the maximum transmission unit in bytes
 *
 * Returns: true; false with NOT_SET when the driver's default holds.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_get_mtu(const berth_interface_config *config, int64_t *mtu, berth_error **error);

/**
 * berth_interface_config_set_mtu:
 * @mtu: 68 (RFC 791, the smallest IPv4 can use) to 65536 bytes (the loopback interface has that); 1280 or more with
 *   IPv6 (RFC 8200)
 *
 * Sets the maximum transmission unit.
 *
 * Returns: true; false with INVALID.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_mtu(berth_interface_config *config, int64_t mtu, berth_error **error);

/** berth_interface_config_unset_mtu: leaves the MTU to the driver. Since: 0.1 */
BERTH_API void berth_interface_config_unset_mtu(berth_interface_config *config);

/** berth_interface_config_get_dhcp: Returns: whether DHCP gives its addresses of @family; false for a number that is no
 * family. Since: 0.1 */
BERTH_API bool berth_interface_config_get_dhcp(const berth_interface_config *config, berth_ip_family family);

/**
 * berth_interface_config_set_dhcp:
 *
 * Says whether DHCP gives its addresses of @family.
 *
 * Returns: true; false with INVALID for a number that is no family.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_dhcp(berth_interface_config *config, berth_ip_family family, bool dhcp,
                                               berth_error **error);

/** berth_interface_config_get_autoconf: Returns: whether router advertisements give it IPv6 addresses (RFC 4862).
 * Since: 0.1 */
BERTH_API bool berth_interface_config_get_autoconf(const berth_interface_config *config);

/** berth_interface_config_set_autoconf: says whether router advertisements give it IPv6 addresses. Since: 0.1 */
BERTH_API void berth_interface_config_set_autoconf(berth_interface_config *config, bool autoconf);

/** berth_interface_config_get_peerdns: @peerdns: (out): whether DHCP of @family sets the resolver. Returns: true; false
 * with NOT_SET when the host's default holds, or INVALID for a number that is no family. Since: 0.1 */
BERTH_API bool berth_interface_config_get_peerdns(const berth_interface_config *config, berth_ip_family family,
                                                  bool *peerdns, berth_error **error);

/**
 * berth_interface_config_set_peerdns:
 *
 * Says whether DHCP of @family sets the resolver.
 *
 * Returns: true; false with INVALID for a number that is no family, or without DHCP of @family.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_peerdns(berth_interface_config *config, berth_ip_family family, bool peerdns,
                                                  berth_error **error);

/**
 * berth_interface_config_get_addresses:
 *
 * Returns: (owned) (nullable): the static addresses of @family in order, NULL-terminated, each
 *   "ADDRESS/PREFIX", or "ADDRESS" where an XML document gave no prefix; NULL with INVALID for a number that is no
 *   family, or NO_MEMORY. Freed with berth_strv_free().
 * Since: 0.1
 */
BERTH_API char **berth_interface_config_get_addresses(const berth_interface_config *config, berth_ip_family family,
                                                      berth_error **error);

/**
 * berth_interface_config_add_address:
 * @family: which protocol
 * @address: "ADDRESS/PREFIX", in the family's notation: "192.0.2.1/24", "2001:db8::1/64"
 *
 * Adds a static address.
 *
 * Returns: true; false with INVALID (also for one that is there already, and for one without a prefix: what hosts make
 *   of that is seldom what is meant) or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_add_address(berth_interface_config *config, berth_ip_family family,
                                                  const char *address, berth_error **error);

/** berth_interface_config_clear_addresses: removes all static addresses of @family. Since: 0.1 */
BERTH_API void berth_interface_config_clear_addresses(berth_interface_config *config, berth_ip_family family);

/** berth_interface_config_get_gateway: Returns: (borrowed) (nullable): the default gateway of @family. Since: 0.1 */
BERTH_API const char *berth_interface_config_get_gateway(const berth_interface_config *config, berth_ip_family family);

/**
 * berth_interface_config_set_gateway:
 * @gateway: (nullable): an address of @family; NULL to unset
 *
 * Sets the default gateway of @family.
 *
 * Returns: true; false with INVALID or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_gateway(berth_interface_config *config, berth_ip_family family,
                                                  const char *gateway, berth_error **error);

/** berth_interface_config_get_dns_servers: Returns: (owned) (nullable): the addresses of its DNS servers in order,
 * NULL-terminated; NULL with NO_MEMORY. Freed with berth_strv_free(). Since: 0.1 */
BERTH_API char **berth_interface_config_get_dns_servers(const berth_interface_config *config, berth_error **error);

/**
 * berth_interface_config_add_dns_server:
 * @server: an IPv4 or IPv6 address.
 *
 * Adds a DNS server, to be asked after those before it.
 *
 * Returns: true; false with INVALID (also for one that is there already) or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_add_dns_server(berth_interface_config *config, const char *server,
                                                     berth_error **error);

/** berth_interface_config_get_dns_search: Returns: (owned) (nullable): the domains that short names are looked up in,
 * in order, NULL-terminated; NULL with NO_MEMORY. Freed with berth_strv_free(). Since: 0.1 */
BERTH_API char **berth_interface_config_get_dns_search(const berth_interface_config *config, berth_error **error);

/**
 * berth_interface_config_add_dns_search:
 * @domain: one word of at most 253 bytes (RFC 1035).
 *
 * Adds a domain that short names are looked up in.
 *
 * Returns: true; false with INVALID (also for one that is there already) or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_add_dns_search(berth_interface_config *config, const char *domain,
                                                     berth_error **error);

/** berth_interface_config_clear_dns: removes all DNS servers and search domains. Since: 0.1 */
BERTH_API void berth_interface_config_clear_dns(berth_interface_config *config);

/**
 * berth_interface_config_get_ports:
 *
 * Returns: (owned) (nullable): the names of a bridge's or bond's ports in order, NULL-terminated; NULL with
 *   INVALID when it is neither, or NO_MEMORY. Freed with berth_strv_free().
 * Since: 0.1
 */
BERTH_API char **berth_interface_config_get_ports(const berth_interface_config *config, berth_error **error);

/**
 * berth_interface_config_get_port:
 * @name: a port's name
 *
 * Returns: (owned) (nullable): a copy of that port's settings; NULL with NOT_FOUND, INVALID when @config has no
 *   ports by its type, or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_interface_config *berth_interface_config_get_port(const berth_interface_config *config,
                                                                  const char *name, berth_error **error);

/**
 * berth_interface_config_add_port:
 * @port: for a bridge an ethernet, vlan or bond configuration, for a bond an ethernet one; copied
 *
 * Adds a copy of @port to a bridge or bond.
 *
 * Returns: true; false with INVALID when @config is no bridge or bond, @port is of another type, has addresses, or is
 *   there already; or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_add_port(berth_interface_config *config, const berth_interface_config *port,
                                               berth_error **error);

/**
 * berth_interface_config_remove_port:
 *
 * Takes a port away from a bridge or bond.
 *
 * Returns: true; false with NOT_FOUND, or INVALID when it has no ports by its type.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_remove_port(berth_interface_config *config, const char *name,
                                                  berth_error **error);

/** berth_interface_config_get_stp: @stp: (out): whether the bridge speaks the spanning tree protocol. Returns: true;
 * false with NOT_SET, or INVALID when it is no bridge. Since: 0.1 */
BERTH_API bool berth_interface_config_get_stp(const berth_interface_config *config, bool *stp, berth_error **error);

/**
 * berth_interface_config_set_stp:
 *
 * Says whether a bridge speaks the spanning tree protocol.
 *
 * Returns: true; false with INVALID when it is no bridge.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_stp(berth_interface_config *config, bool stp, berth_error **error);

/** berth_interface_config_get_delay: @delay_ms: (out): the bridge's forward delay in milliseconds. Returns: true; false
 * with NOT_SET, or INVALID when it is no bridge. Since: 0.1 */
BERTH_API bool berth_interface_config_get_delay(const berth_interface_config *config, int64_t *delay_ms,
                                                berth_error **error);

/**
 * berth_interface_config_set_delay:
 * @delay_ms: 0 to 30000 (IEEE 802.1D-2004, table 17-1).
 *
 * Sets a bridge's forward delay.
 *
 * Returns: true; false with INVALID.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_delay(berth_interface_config *config, int64_t delay_ms, berth_error **error);

/** berth_interface_config_get_bond_mode: @mode: (out): how a bond uses its ports. Returns: true; false with NOT_SET, or
 * INVALID when it is no bond. Since: 0.1 */
BERTH_API bool berth_interface_config_get_bond_mode(const berth_interface_config *config, berth_bond_mode *mode,
                                                    berth_error **error);

/**
 * berth_interface_config_set_bond_mode:
 *
 * Says how a bond uses its ports.
 *
 * Returns: true; false with INVALID for a number that is no mode, or when it is no bond.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_bond_mode(berth_interface_config *config, berth_bond_mode mode,
                                                    berth_error **error);

/** berth_interface_config_get_bond_primary: Returns: (borrowed) (nullable): the port a bond prefers. Since: 0.1 */
BERTH_API const char *berth_interface_config_get_bond_primary(const berth_interface_config *config);

/**
 * berth_interface_config_set_bond_primary:
 * @primary: (nullable): the name of the port to prefer; NULL to unset.
 *
 * Names the port a bond prefers.
 *
 * Returns: true; false with INVALID or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_bond_primary(berth_interface_config *config, const char *primary,
                                                       berth_error **error);

/** berth_interface_config_get_miimon: @interval_ms: (out): how often a bond looks at its ports' link state, in
 * milliseconds; 0 never. Returns: true; false with NOT_SET, or INVALID when it is no bond. Since: 0.1 */
BERTH_API bool berth_interface_config_get_miimon(const berth_interface_config *config, int64_t *interval_ms,
                                                 berth_error **error);

/**
 * berth_interface_config_set_miimon:
 * @interval_ms: 0 to 2147483647.
 *
 * Sets how often a bond looks at its ports' link state; 0 is never.
 *
 * Returns: true; false with INVALID.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_miimon(berth_interface_config *config, int64_t interval_ms,
                                                 berth_error **error);

/** berth_interface_config_get_updelay: @delay_ms: (out): how long a bond's port must have its link before it is used,
 * in milliseconds. Returns: true; false with NOT_SET, or INVALID when it is no bond. Since: 0.1 */
BERTH_API bool berth_interface_config_get_updelay(const berth_interface_config *config, int64_t *delay_ms,
                                                  berth_error **error);

/**
 * berth_interface_config_set_updelay:
 * @delay_ms: 0 to 2147483647.
 *
 * Sets how long a bond's port must have its link before it is used.
 *
 * Returns: true; false with INVALID.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_updelay(berth_interface_config *config, int64_t delay_ms,
                                                  berth_error **error);

/** berth_interface_config_get_downdelay: @delay_ms: (out): how long a bond's port may be without link before it is
 * left, in milliseconds. Returns: true; false with NOT_SET, or INVALID when it is no bond. Since: 0.1 */
BERTH_API bool berth_interface_config_get_downdelay(const berth_interface_config *config, int64_t *delay_ms,
                                                    berth_error **error);

/**
 * berth_interface_config_set_downdelay:
 * @delay_ms: 0 to 2147483647.
 *
 * Sets how long a bond's port may be without link before it is left.
 *
 * Returns: true; false with INVALID.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_downdelay(berth_interface_config *config, int64_t delay_ms,
                                                    berth_error **error);

/** berth_interface_config_get_use_carrier: @use_carrier: (out): whether a bond asks the network stack for its ports'
 * link state ("netif"), or their drivers ("ioctl"). Returns: true; false with NOT_SET, or INVALID when it is no bond.
 * Since: 0.1 */
BERTH_API bool berth_interface_config_get_use_carrier(const berth_interface_config *config, bool *use_carrier,
                                                      berth_error **error);

/**
 * berth_interface_config_set_use_carrier:
 *
 * Says whether a bond asks the network stack for its ports' link state, or their drivers.
 *
 * Returns: true; false with INVALID when it is no bond.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_use_carrier(berth_interface_config *config, bool use_carrier,
                                                      berth_error **error);

/** berth_interface_config_get_arp_interval: @interval_ms: (out): how often a bond asks its ARP targets, in
 * milliseconds; 0 never. Returns: true; false with NOT_SET, or INVALID when it is no bond. Since: 0.1 */
BERTH_API bool berth_interface_config_get_arp_interval(const berth_interface_config *config, int64_t *interval_ms,
                                                       berth_error **error);

/**
 * berth_interface_config_set_arp_interval:
 * @interval_ms: 0 to 2147483647.
 *
 * Sets how often a bond asks its ARP targets; 0 is never.
 *
 * Returns: true; false with INVALID.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_arp_interval(berth_interface_config *config, int64_t interval_ms,
                                                       berth_error **error);

/** berth_interface_config_get_arp_targets: Returns: (owned) (nullable): the addresses a bond's ports are tried with,
 * NULL-terminated; NULL with INVALID when it is no bond, or NO_MEMORY. Freed with berth_strv_free(). Since: 0.1 */
BERTH_API char **berth_interface_config_get_arp_targets(const berth_interface_config *config, berth_error **error);

/**
 * berth_interface_config_add_arp_target:
 * @target: an IPv4 address; 16 at most (BOND_MAX_ARP_TARGETS).
 *
 * Adds an address that a bond's ports are tried with.
 *
 * Returns: true; false with INVALID (also for one that is there already) or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_add_arp_target(berth_interface_config *config, const char *target,
                                                     berth_error **error);

/**
 * berth_interface_config_get_vlan:
 * @tag: (out) (optional): the VLAN identifier
 * @device: (out) (optional) (borrowed): the name of the interface below
 *
 * Returns: true; false with NOT_SET, or INVALID when it is no vlan.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_get_vlan(const berth_interface_config *config, int64_t *tag, const char **device,
                                               berth_error **error);

/**
 * berth_interface_config_set_vlan:
 * @tag: 1 to 4094 (IEEE 802.1Q; 0 and 4095 are reserved)
 * @device: the name of the interface below
 *
 * Sets a vlan's tag, and the interface it is on.
 *
 * Returns: true; false with INVALID or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_vlan(berth_interface_config *config, int64_t tag, const char *device,
                                               berth_error **error);

/*
 * Settings by path. A path names a setting as its place in the JSON document does: "mtu", "ipv4.addresses[0].prefix",
 * "bridge.ports[1].name", "bond.arp_validate", "extras[0].value".
 */

/**
 * berth_interface_config_list_settings:
 *
 * Some settings have a path alone, and no function of their own. "ipv4.metric" and "ipv6.metric" are the metric of the
 * family's default route, 0 to 4294967295 (RTA_PRIORITY, rtnetlink(7)): of several routes the lowest is taken. Where it
 * is not set the kernel's default holds, which is 0 for IPv4 and 1024 for IPv6; an IPv6 metric of 0 is taken for 1024.
 * It configures no family by itself. "ipv4.addresses[0].label" is what the kernel calls that address, "eth0:1": the
 * interface's name, a colon and one more byte at least, 15 bytes in all at most, without white space (ip-address(8)).
 * Where it is not set that is the interface's name; IPv6 addresses have none.
 *
 * Returns: (owned) (nullable): the paths of all settings that have a value, in the document's order, NULL-terminated;
 *   NULL with NO_MEMORY. Freed with berth_strv_free().
 * Since: 0.1
 */
BERTH_API char **berth_interface_config_list_settings(const berth_interface_config *config, berth_error **error);

/**
 * berth_interface_config_get_setting:
 * @path: of one setting
 *
 * Returns: (owned) (nullable): its value as text: "1500", "true", "active-backup"; what is more than one value, as
 *   JSON. NULL with NOT_SET, INVALID for what is no path, or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API char *berth_interface_config_get_setting(const berth_interface_config *config, const char *path,
                                                   berth_error **error);

/**
 * berth_interface_config_set_setting:
 * @path: of one setting, or of an object or list
 * @value: its value as berth_interface_config_get_setting() gives it; a new address with its prefix, "192.0.2.1/24"
 *
 * Sets it, and what it stands in where that is not there yet; a path that ends in the number after a list's last
 * element appends. After a failure nothing has changed.
 *
 * Returns: true; false with SCHEMA (there is no such setting, or it is of another kind), INVALID or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_set_setting(berth_interface_config *config, const char *path, const char *value,
                                                  berth_error **error);

/**
 * berth_interface_config_unset_setting:
 *
 * Takes the value of a setting, an object or a list away.
 *
 * Returns: true, also when it had no value; false with SCHEMA or INVALID for what cannot be unset, or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_unset_setting(berth_interface_config *config, const char *path,
                                                    berth_error **error);

/**
 * berth_interface_config_get_origin:
 * @path: of one setting
 * @file: (out) (optional) (borrowed) (path): the file it was read from
 * @line: (out) (optional): the line there, from 1
 *
 * Returns: true; false with NOT_SET when it was not read from a file, or was set since.
 * Since: 0.1
 */
BERTH_API bool berth_interface_config_get_origin(const berth_interface_config *config, const char *path,
                                                 const char **file, int64_t *line, berth_error **error);

/* --- Handles -------------------------------------------------------------------------------- */

/**
 * berth_interface:
 *
 * A handle: a host and an interface's name. It holds no state, so it never goes stale; the interface
 * may vanish, and calls then fail NOT_FOUND. May be used from several threads. Ended with
 * berth_interface_unref(). Since: 0.1
 */
typedef struct berth_interface berth_interface;

/**
 * berth_interface_info:
 *
 * An immutable snapshot of one interface: what was so when it was taken. May be used from several
 * threads. Ended with berth_interface_info_unref(). Since: 0.1
 */
typedef struct berth_interface_info berth_interface_info;

/** berth_interface_filter: which interfaces to list, flags; those named must all hold, 0 lists all. Since: 0.1 */
typedef enum berth_interface_filter {
    BERTH_INTERFACE_FILTER_ALL = 0,
    BERTH_INTERFACE_FILTER_ACTIVE = 1 << 0,   /**< up in the kernel */
    BERTH_INTERFACE_FILTER_INACTIVE = 1 << 1, /**< down, or absent from the kernel */
    BERTH_INTERFACE_FILTER_DEFINED = 1 << 2   /**< in the host's configuration */
} berth_interface_filter;

/** berth_define_flags: what a definition may replace, or takes over. Since: 0.1 */
typedef enum berth_define_flags {
    BERTH_DEFINE_DEFAULT = 0,
    BERTH_DEFINE_CREATE_ONLY = 1 << 0, /**< EXISTS when there is a definition of that name */
    BERTH_DEFINE_UPDATE_ONLY = 1 << 1, /**< NOT_FOUND when there is none */
    BERTH_DEFINE_ADOPT = 1 << 2        /**< what its ports have of addresses comes to the bridge or bond */
} berth_define_flags;

/** berth_undefine_flags: what is undefined all the same. Since: 0.1 */
typedef enum berth_undefine_flags {
    BERTH_UNDEFINE_DEFAULT = 0,
    BERTH_UNDEFINE_FORCE = 1 << 0 /**< also what is up, and what other definitions are made of */
} berth_undefine_flags;

/**
 * berth_host_list_interfaces:
 * @filter: which, of berth_interface_filter
 * @cancel: (nullable): ends the call early
 *
 * Lists what the configuration defines, in its order, then what only the kernel has, by its index.
 *
 * Returns: (owned) (nullable): handles, NULL-terminated, freed with berth_interface_list_free(); NULL
 *   with PARSE (a configuration file with an include loop or a NUL byte), DENIED, IO, CANCELLED,
 *   NO_MEMORY, or NOT_FOUND when the driver asked for has no configuration file.
 * Since: 0.1
 */
BERTH_API berth_interface **berth_host_list_interfaces(berth_host *host, unsigned filter, berth_cancel *cancel,
                                                       berth_error **error);

/**
 * berth_host_list_interfaces_info:
 * @filter: which, of berth_interface_filter
 * @cancel: (nullable): ends the call early
 *
 * As berth_host_list_interfaces(), with a snapshot of each, all taken in one pass.
 *
 * Returns: (owned) (nullable): snapshots, freed with berth_interface_info_list_free().
 * Since: 0.1
 */
BERTH_API berth_interface_info **berth_host_list_interfaces_info(berth_host *host, unsigned filter,
                                                                 berth_cancel *cancel, berth_error **error);

/** berth_interface_list_free: @list: (nullable): frees a list and lets go of what is in it. Since: 0.1 */
BERTH_API void berth_interface_list_free(berth_interface **list);

/** berth_interface_info_list_free: @list: (nullable): frees a list and lets go of what is in it. Since: 0.1 */
BERTH_API void berth_interface_info_list_free(berth_interface_info **list);

/**
 * berth_host_get_interface:
 * @name: an interface's name
 *
 * Makes a handle without a look at the host: whether there is such an interface is told by what is done with it.
 *
 * Returns: (owned) (nullable): a handle; NULL with INVALID when @name is empty, or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_interface *berth_host_get_interface(berth_host *host, const char *name, berth_error **error);

/** berth_host_lookup_interface: Returns: (owned) (nullable): a handle to an interface that is defined or in the kernel;
 * NULL with NOT_FOUND, or as berth_host_list_interfaces(). Since: 0.1 */
BERTH_API berth_interface *berth_host_lookup_interface(berth_host *host, const char *name, berth_cancel *cancel,
                                                       berth_error **error);

/**
 * berth_host_lookup_interface_by_mac:
 * @mac: a hardware address, six bytes in hexadecimal with colons between
 *
 * Finds an interface by its hardware address. Several may share one (a bridge and its port):
 * berth_host_list_interfaces_info() shows all; this returns the first that is defined, else the first.
 *
 * Returns: (owned) (nullable): a handle; NULL with INVALID, NOT_FOUND, or as berth_host_list_interfaces().
 * Since: 0.1
 */
BERTH_API berth_interface *berth_host_lookup_interface_by_mac(berth_host *host, const char *mac, berth_cancel *cancel,
                                                              berth_error **error);

/**
 * berth_host_define_interface:
 * @config: what to write
 * @flags: of berth_define_flags
 *
 * Writes @config into the host's configuration, in place of a definition of that name. Nothing on the
 * running system changes. Bytes that the change does not concern stay as they are, and the file is
 * replaced at one moment: after any failure the old one is there whole. What a document did not mention,
 * its start mode, its DNS settings or its extras, stays as it is. A configuration that was read from the host can be
 * changed and defined again and again; it notices when somebody else changed the definition in between. What is written
 * then and the host's own tool ignores, or takes otherwise than it seems, is told to the host's log (WARNING).
 *
 * A bridge or bond over a port that has addresses of its own in the files is refused, unless the files have it so
 * already: both would have them. With BERTH_DEFINE_ADOPT they move to the bridge or bond in the same step: addresses,
 * gateways, DHCP and router advertisements, DNS settings, the options that go with them, and when it starts, if @config
 * does not say that (onboot where the port was hotplugged: a bridge is no device that could appear). The port keeps its
 * hardware address, its MTU and what else is its own, and with such settings its start mode, without which nothing
 * would set them.
 *
 * Returns: (owned) (nullable): a handle to it; NULL with INVALID, EXISTS, CONFLICT (the definition
 *   changed since @config was read from the host, or the file while it was being written),
 *   UNSUPPORTED (this driver cannot express it, a port has addresses of its own, or the host has no configuration
 *   a driver knows), DENIED, IO, NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_interface *berth_host_define_interface(berth_host *host, const berth_interface_config *config,
                                                       unsigned flags, berth_cancel *cancel, berth_error **error);

/**
 * berth_host_check_interfaces:
 * @cancel: (nullable): ends the call early
 *
 * Checks the whole host in one pass, and changes nothing. What starts by itself, with the host (ONBOOT) or with its
 * device where that is there (HOTPLUG), has to be up as it is defined, and so has what is up anyway. Where no system
 * runs, on a host under another root, it looks at the files alone.
 *
 * Findings are those of berth_interface_check(), for the files as a whole too; files that cannot be read, and a host
 * without any, are findings as well (PARSE, UNSUPPORTED, NOT_FOUND). Notes say which interfaces were not checked and
 * why: what does not start by itself and is down (NOT_APPLIED), what the kernel does not have, or has and no file
 * defines (NOT_FOUND), what is none by itself or more than the model holds (UNSUPPORTED); and that files define none at
 * all (NOT_FOUND, without a name).
 *
 * Returns: (owned) (nullable): a report, which tells of how many interfaces all was held against the running system;
 *   NULL with DENIED, IO, CANCELLED, NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_report *berth_host_check_interfaces(berth_host *host, berth_cancel *cancel, berth_error **error);

/** berth_interface_ref: Returns: (owned): @iface, held once more. Since: 0.1 */
BERTH_API berth_interface *berth_interface_ref(berth_interface *iface);

/** berth_interface_unref: @iface: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_interface_unref(berth_interface *iface);

/** berth_interface_get_name: Returns: (borrowed): its name. Since: 0.1 */
BERTH_API const char *berth_interface_get_name(const berth_interface *iface);

/** berth_interface_get_host: Returns: (borrowed): the host it belongs to, which it holds. Since: 0.1 */
BERTH_API berth_host *berth_interface_get_host(const berth_interface *iface);

/**
 * berth_interface_get_config:
 *
 * Returns: (owned) (nullable): what the host's files say of it now; NULL with NOT_FOUND when they
 *   define no such interface, UNSUPPORTED when they say something the model cannot hold (with file and
 *   line), INVALID for a value that is none (with file and line), or as berth_host_list_interfaces().
 * Since: 0.1
 */
BERTH_API berth_interface_config *berth_interface_get_config(berth_interface *iface, berth_cancel *cancel,
                                                             berth_error **error);

/** berth_interface_get_info: Returns: (owned) (nullable): a snapshot; NULL with NOT_FOUND, or as
 * berth_host_list_interfaces(). Since: 0.1 */
BERTH_API berth_interface_info *berth_interface_get_info(berth_interface *iface, berth_cancel *cancel,
                                                         berth_error **error);

/**
 * berth_interface_up:
 * @timeout_ms: how long the host's own tool may take, in milliseconds; -1 for 30 seconds
 * @progress: (nullable): told how many settings have come true, and which one is waited for
 * @cancel: (nullable): ends the call early, and the tool with it
 *
 * Brings the interface up as its definition says, with the host's own tool (ifup on Debian), then
 * reads the kernel, for up to 5 seconds, until all of it came true. An interface that already is as
 * defined is left alone; one that is up otherwise is taken down first. Needs root.
 *
 * Returns: true; false with NOT_FOUND (no definition), NOT_APPLIED (the message lists what did not
 *   come true), TIMEOUT or CANCELLED (the tool was ended, the interface may be half up), DENIED,
 *   UNSUPPORTED (the host is offline, or its tool is not installed), IO.
 * Since: 0.1
 */
BERTH_API bool berth_interface_up(berth_interface *iface, int timeout_ms, berth_progress *progress,
                                  berth_cancel *cancel, berth_error **error);

/**
 * berth_interface_down:
 *
 * Takes the interface down with the host's own tool, then reads the kernel until it is. One that is
 * down already is left alone. One that is up and not defined, any more or at all, is taken down as well: its
 * addresses go, and the bridge, bond or vlan too that the host's tool made. Parameters and errors as
 * berth_interface_up(), but NOT_FOUND is what neither the files nor the kernel have.
 * Since: 0.1
 */
BERTH_API bool berth_interface_down(berth_interface *iface, int timeout_ms, berth_progress *progress,
                                    berth_cancel *cancel, berth_error **error);

/**
 * berth_interface_check:
 * @cancel: (nullable): ends the call early
 *
 * Holds the running system against the definition, as berth_interface_up() does at its end, and changes nothing. Where
 * no system runs, on a host under another root, it looks at the files alone.
 *
 * Returns: (owned) (nullable): a report with a finding for each setting that is not true (NOT_APPLIED), with the line
 *   it was read from; for each line that the host's own tool ignores or takes otherwise than it seems (INVALID) or
 *   refuses, and with it the file (PARSE); and for a definition that cannot be read (INVALID, UNSUPPORTED), which is
 *   then not checked. Without findings the interface is up as it is defined. NULL with NOT_FOUND (no definition),
 *   UNSUPPORTED (the host has no configuration a driver knows), or as berth_host_list_interfaces().
 * Since: 0.1
 */
BERTH_API berth_report *berth_interface_check(berth_interface *iface, berth_cancel *cancel, berth_error **error);

/**
 * berth_interface_undefine:
 * @flags: of berth_undefine_flags
 * @cancel: (nullable): ends the call early
 *
 * Removes the definition from the host's files, and with it the definitions of those of its ports that say nothing
 * more than that they are its ports: that have no settings of their own, do not start by themselves and are used by
 * nothing else. Those that stay are named to the log, as warnings. The running system does not change.
 *
 * Returns: true; false with NOT_FOUND, BUSY (another definition is made of it: the message says which, and where; or
 *   it is up), CONFLICT, DENIED, IO, UNSUPPORTED, INVALID (unknown flags), NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_interface_undefine(berth_interface *iface, unsigned flags, berth_cancel *cancel,
                                        berth_error **error);

/* --- Snapshots ------------------------------------------------------------------------------ */

/** berth_interface_info_ref: Returns: (owned): @info, held once more. Since: 0.1 */
BERTH_API berth_interface_info *berth_interface_info_ref(berth_interface_info *info);

/** berth_interface_info_unref: @info: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_interface_info_unref(berth_interface_info *info);

/** berth_interface_info_get_name: Returns: (borrowed): the interface's name. Since: 0.1 */
BERTH_API const char *berth_interface_info_get_name(const berth_interface_info *info);

/** berth_interface_info_get_interface_type: Returns: what the kernel says it is; for one that is absent, what its
 * definition says. Since: 0.1 */
BERTH_API berth_interface_type berth_interface_info_get_interface_type(const berth_interface_info *info);

/** berth_interface_info_is_defined: Returns: whether the host's files define it. Since: 0.1 */
BERTH_API bool berth_interface_info_is_defined(const berth_interface_info *info);

/** berth_interface_info_is_active: Returns: whether it is up in the kernel (IFF_UP, netdevice(7)). Since: 0.1 */
BERTH_API bool berth_interface_info_is_active(const berth_interface_info *info);

/** berth_interface_info_is_present: Returns: whether the kernel has it, up or down. Since: 0.1 */
BERTH_API bool berth_interface_info_is_present(const berth_interface_info *info);

/** berth_interface_info_get_index: @index: (out): the kernel's number for it. Returns: true; false with NOT_SET when
 * the kernel has no such interface. Since: 0.1 */
BERTH_API bool berth_interface_info_get_index(const berth_interface_info *info, int64_t *index, berth_error **error);

/** berth_interface_info_get_mac: Returns: (borrowed) (nullable): the hardware address it has; for one that is absent,
 * the one its definition gives it. Since: 0.1 */
BERTH_API const char *berth_interface_info_get_mac(const berth_interface_info *info);

/** berth_interface_info_get_master: Returns: (borrowed) (nullable): the bridge or bond it is a port of. Since: 0.1 */
BERTH_API const char *berth_interface_info_get_master(const berth_interface_info *info);

/**
 * berth_interface_info_get_live_config:
 *
 * Returns: (owned) (nullable): what the running system has, in the form of a configuration (addresses
 *   as they are, however they came; start mode NONE); NULL with NOT_FOUND when the kernel has no such
 *   interface, UNSUPPORTED for a kind the model does not describe, or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_interface_config *berth_interface_info_get_live_config(const berth_interface_info *info,
                                                                       berth_error **error);

/**
 * berth_interface_info_to_json:
 *
 * Returns: (owned) (nullable): the snapshot as a JSON document, ending in a newline; NULL with NO_MEMORY.
 * Since: 0.1
 */
BERTH_API char *berth_interface_info_to_json(const berth_interface_info *info, berth_error **error);

#ifdef __cplusplus
}
#endif

#endif
