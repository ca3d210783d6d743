/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One setting at a time: read, checked on the way in, removed. */
#include <stdio.h>

#include "base/error.h"
#include "interface/address.h"
#include "interface/config.h"

#define INVALID(error, ...) berth_fail(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_INVALID, __VA_ARGS__)
#define MTU_MIN 68
#define MTU_MAX 65536 /* the loopback interface's own */

static bool not_set(const berth_interface_config *config, const char *setting, berth_error **error)
{
    return berth_fail(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_NOT_SET, "%s of '%s' is not set", setting,
                      config->name);
}

static bool is_a(const berth_interface_config *config, berth_interface_type type, berth_error **error)
{
    if (config->type == type)
        return true;
    return INVALID(error, "'%s' is of type %s, not %s", config->name, berth_interface_type_get_name(config->type),
                   berth_interface_type_get_name(type));
}

static bool set_text(char **to, const char *from, berth_error **error)
{
    char *copy = from ? strdup(from) : NULL;
    if (from && !copy)
        return berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
    free(*to);
    *to = copy;
    return true;
}

berth_interface_type berth_interface_config_get_interface_type(const berth_interface_config *config)
{
    return config->type;
}

const char *berth_interface_config_get_name(const berth_interface_config *config)
{
    return config->name;
}

berth_start_mode berth_interface_config_get_start_mode(const berth_interface_config *config)
{
    return config->start;
}

bool berth_interface_config_set_start_mode(berth_interface_config *config, berth_start_mode mode, berth_error **error)
{
    if (!berth_start_mode_get_name(mode))
        return INVALID(error, "%d is no start mode; use none, onboot or hotplug", (int)mode);
    config->start = mode;
    config->start_given = true;
    return true;
}

const char *berth_interface_config_get_mac(const berth_interface_config *config)
{
    return config->mac;
}

bool berth_interface_config_set_mac(berth_interface_config *config, const char *mac, berth_error **error)
{
    char text[BERTH_MAC_TEXT];
    if (mac && !berth_mac_parse(mac, text, error))
        return false;
    return set_text(&config->mac, mac ? text : NULL, error);
}

bool berth_interface_config_get_mtu(const berth_interface_config *config, int64_t *mtu, berth_error **error)
{
    if (config->mtu < 0)
        return not_set(config, "mtu", error);
    *mtu = config->mtu;
    return true;
}

bool berth_interface_config_set_mtu(berth_interface_config *config, int64_t mtu, berth_error **error)
{
    if (mtu < MTU_MIN || mtu > MTU_MAX)
        return INVALID(error, "an mtu of %lld is out of range; it is a number of bytes from %d to %d", (long long)mtu,
                       MTU_MIN, MTU_MAX);
    config->mtu = mtu;
    return true;
}

void berth_interface_config_unset_mtu(berth_interface_config *config)
{
    config->mtu = BERTH_NO_NUMBER;
}

berth_ip *berth_interface_config_ip(const berth_interface_config *config, berth_ip_family family)
{
    if (family == BERTH_IP_FAMILY_IPV4)
        return (berth_ip *)&config->ipv4;
    return family == BERTH_IP_FAMILY_IPV6 ? (berth_ip *)&config->ipv6 : NULL;
}

static berth_ip *find_ip(const berth_interface_config *config, berth_ip_family family, berth_error **error)
{
    berth_ip *ip = berth_interface_config_ip(config, family);
    if (!ip)
        INVALID(error, "%d is no IP family; use 4 or 6", (int)family);
    return ip;
}

bool berth_interface_config_get_dhcp(const berth_interface_config *config, berth_ip_family family)
{
    const berth_ip *ip = berth_interface_config_ip(config, family);
    return ip && ip->dhcp;
}

/* A family is there as long as something of it is set. */
static void update_present(berth_ip *ip)
{
    ip->present = ip->dhcp || ip->autoconf || ip->count || ip->gateway;
}

bool berth_interface_config_set_dhcp(berth_interface_config *config, berth_ip_family family, bool dhcp,
                                     berth_error **error)
{
    berth_ip *ip = find_ip(config, family, error);
    if (!ip)
        return false;
    ip->dhcp = dhcp;
    if (!dhcp)
        ip->peerdns = BERTH_UNSET;
    update_present(ip);
    return true;
}

char **berth_interface_config_get_addresses(const berth_interface_config *config, berth_ip_family family,
                                            berth_error **error)
{
    const berth_ip *ip = find_ip(config, family, error);
    if (!ip)
        return NULL;
    char **list = calloc(ip->count + 1, sizeof *list);
    for (size_t i = 0; list && i < ip->count; i++) {
        const berth_address *address = &ip->addresses[i];
        bool made = address->prefix < 0 ? (list[i] = strdup(address->text)) != NULL
                                        : asprintf(&list[i], "%s/%d", address->text, address->prefix) >= 0;
        if (made)
            continue;
        list[i] = NULL;
        berth_strv_free(list);
        list = NULL;
    }
    if (!list)
        berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
    return list;
}

bool berth_ip_append(berth_ip *ip, const char *text, int prefix)
{
    if (!BERTH_GROW(ip->addresses, ip->count, ip->capacity))
        return false;
    char *copy = strdup(text);
    if (!copy)
        return false;
    ip->addresses[ip->count++] = (berth_address){copy, prefix};
    ip->present = true;
    return true;
}

bool berth_interface_config_add_address(berth_interface_config *config, berth_ip_family family, const char *address,
                                        berth_error **error)
{
    char text[BERTH_ADDRESS_TEXT];
    int prefix;
    berth_ip *ip = find_ip(config, family, error);
    if (!ip || !berth_address_parse_prefix(family, address, text, &prefix, error))
        return false;
    for (size_t i = 0; i < ip->count; i++)
        if (ip->addresses[i].prefix == prefix && strcmp(ip->addresses[i].text, text) == 0)
            return INVALID(error, "'%s' has the address %s already", config->name, address);
    return berth_ip_append(ip, text, prefix) ? true : berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
}

void berth_interface_config_clear_addresses(berth_interface_config *config, berth_ip_family family)
{
    berth_ip *ip = berth_interface_config_ip(config, family);
    if (!ip)
        return;
    for (size_t i = 0; i < ip->count; i++)
        free(ip->addresses[i].text);
    ip->count = 0;
    update_present(ip);
}

const char *berth_interface_config_get_gateway(const berth_interface_config *config, berth_ip_family family)
{
    const berth_ip *ip = berth_interface_config_ip(config, family);
    return ip ? ip->gateway : NULL;
}

bool berth_interface_config_set_gateway(berth_interface_config *config, berth_ip_family family, const char *gateway,
                                        berth_error **error)
{
    char text[BERTH_ADDRESS_TEXT];
    berth_ip *ip = find_ip(config, family, error);
    if (!ip || (gateway && !berth_address_parse(family, gateway, text, error)) ||
        !set_text(&ip->gateway, gateway ? text : NULL, error))
        return false;
    update_present(ip);
    return true;
}

char **berth_interface_config_get_ports(const berth_interface_config *config, berth_error **error)
{
    if (!is_a(config, BERTH_INTERFACE_TYPE_BRIDGE, error))
        return NULL;
    char **list = calloc(config->bridge.count + 1, sizeof *list);
    for (size_t i = 0; list && i < config->bridge.count; i++) {
        list[i] = strdup(config->bridge.ports[i]->name);
        if (list[i])
            continue;
        berth_strv_free(list);
        list = NULL;
    }
    if (!list)
        berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
    return list;
}

static bool check_port(const berth_interface_config *config, const berth_interface_config *port, berth_error **error)
{
    if (port->type != BERTH_INTERFACE_TYPE_ETHERNET && port->type != BERTH_INTERFACE_TYPE_VLAN)
        return INVALID(error, "'%s' cannot be a port of '%s': it is of type %s, a port is ethernet or vlan", port->name,
                       config->name, berth_interface_type_get_name(port->type));
    if (strcmp(port->name, config->name) == 0)
        return INVALID(error, "the bridge '%s' cannot be a port of itself", config->name);
    if (port->ipv4.present || port->ipv6.present)
        return INVALID(error, "the port '%s' has addresses; they belong on the bridge '%s'", port->name, config->name);
    for (size_t i = 0; i < config->bridge.count; i++)
        if (strcmp(config->bridge.ports[i]->name, port->name) == 0)
            return INVALID(error, "'%s' is a port of '%s' already", port->name, config->name);
    return true;
}

bool berth_interface_config_add_port(berth_interface_config *config, const berth_interface_config *port,
                                     berth_error **error)
{
    if (!is_a(config, BERTH_INTERFACE_TYPE_BRIDGE, error) || !check_port(config, port, error))
        return false;
    berth_interface_config *copy = berth_interface_config_copy(port);
    if (!copy || !BERTH_GROW(config->bridge.ports, config->bridge.count, config->bridge.capacity)) {
        berth_interface_config_unref(copy);
        return berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
    }
    config->bridge.ports[config->bridge.count++] = copy;
    return true;
}

bool berth_interface_config_get_stp(const berth_interface_config *config, bool *stp, berth_error **error)
{
    if (!is_a(config, BERTH_INTERFACE_TYPE_BRIDGE, error))
        return false;
    if (config->bridge.stp == BERTH_UNSET)
        return not_set(config, "stp", error);
    *stp = config->bridge.stp == BERTH_ON;
    return true;
}

bool berth_interface_config_set_stp(berth_interface_config *config, bool stp, berth_error **error)
{
    if (!is_a(config, BERTH_INTERFACE_TYPE_BRIDGE, error))
        return false;
    config->bridge.stp = stp ? BERTH_ON : BERTH_OFF;
    return true;
}

bool berth_interface_config_get_delay(const berth_interface_config *config, int64_t *delay_ms, berth_error **error)
{
    if (!is_a(config, BERTH_INTERFACE_TYPE_BRIDGE, error))
        return false;
    if (config->bridge.delay_ms < 0)
        return not_set(config, "delay", error);
    *delay_ms = config->bridge.delay_ms;
    return true;
}

bool berth_interface_config_set_delay(berth_interface_config *config, int64_t delay_ms, berth_error **error)
{
    if (!is_a(config, BERTH_INTERFACE_TYPE_BRIDGE, error))
        return false;
    if (delay_ms < 0 || delay_ms > BERTH_BRIDGE_DELAY_MAX_MS)
        return INVALID(error, "a delay of %lld ms is out of range; it is 0 to %d", (long long)delay_ms,
                       BERTH_BRIDGE_DELAY_MAX_MS);
    config->bridge.delay_ms = delay_ms;
    return true;
}

bool berth_interface_config_get_vlan(const berth_interface_config *config, int64_t *tag, const char **device,
                                     berth_error **error)
{
    if (!is_a(config, BERTH_INTERFACE_TYPE_VLAN, error))
        return false;
    if (config->vlan.tag < 0)
        return not_set(config, "vlan", error);
    if (tag)
        *tag = config->vlan.tag;
    if (device)
        *device = config->vlan.device;
    return true;
}

bool berth_interface_config_set_vlan(berth_interface_config *config, int64_t tag, const char *device,
                                     berth_error **error)
{
    if (!is_a(config, BERTH_INTERFACE_TYPE_VLAN, error) || !berth_check_interface_name(device, error))
        return false;
    if (tag < 1 || tag > BERTH_VLAN_TAG_MAX)
        return INVALID(error, "a vlan tag of %lld is out of range; it is 1 to %d", (long long)tag, BERTH_VLAN_TAG_MAX);
    if (!set_text(&config->vlan.device, device, error))
        return false;
    config->vlan.tag = tag;
    return true;
}

void berth_interface_config_clear_extras(berth_interface_config *config)
{
    for (size_t i = 0; i < config->extra_count; i++) {
        free(config->extras[i].name);
        free(config->extras[i].value);
    }
    config->extra_count = 0;
}

bool berth_interface_config_add_extra(berth_interface_config *config, int stanza, const char *name, const char *value)
{
    if (!BERTH_GROW(config->extras, config->extra_count, config->extra_capacity))
        return false;
    berth_extra extra = {stanza, strdup(name), strdup(value)};
    if (!extra.name || !extra.value) {
        free(extra.name);
        free(extra.value);
        return false;
    }
    config->extras[config->extra_count++] = extra;
    config->extras_given = true;
    return true;
}
