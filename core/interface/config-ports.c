/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The settings of bridges, bonds and vlans: what they are made of, and how. */
#include "base/error.h"
#include "interface/address.h"
#include "interface/config.h"

#define INVALID(error, ...) berth_fail(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_INVALID, __VA_ARGS__)

/* --- Ports --- */

static void forget_ports(berth_interface_config *config)
{
    berth_interface_config_forget_origin(config,
                                         config->type == BERTH_INTERFACE_TYPE_BRIDGE ? "bridge.ports" : "bond.ports");
}

static bool may_have_ports(const berth_interface_config *config, berth_error **error)
{
    return berth_interface_config_has_ports(config) ||
           INVALID(error, "'%s' is of type %s; a bridge or a bond has ports", config->name,
                   berth_interface_type_get_name(config->type));
}

char **berth_interface_config_get_ports(const berth_interface_config *config, berth_error **error)
{
    berth_strings names = {0};
    if (!may_have_ports(config, error))
        return NULL;
    for (size_t i = 0; i < config->ports.count; i++)
        if (!berth_strings_add(&names, config->ports.items[i]->name)) {
            berth_strings_clear(&names);
            berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
            return NULL;
        }
    return berth_config_give_list(&names, error);
}

berth_interface_config *berth_interface_config_get_port(const berth_interface_config *config, const char *name,
                                                        berth_error **error)
{
    if (!may_have_ports(config, error))
        return NULL;
    for (size_t i = 0; i < config->ports.count; i++) {
        if (strcmp(config->ports.items[i]->name, name) != 0)
            continue;
        berth_interface_config *copy = berth_interface_config_copy(config->ports.items[i]);
        if (!copy)
            berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
        return copy;
    }
    berth_fail(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_NOT_FOUND, "'%s' has no port '%s'", config->name, name);
    return NULL;
}

/* Whether @config, or what it is made of, has this name. */
static bool has_name(const berth_interface_config *config, const char *name)
{
    if (strcmp(config->name, name) == 0)
        return true;
    for (size_t i = 0; i < config->ports.count; i++)
        if (has_name(config->ports.items[i], name))
            return true;
    return false;
}

/* Whether some name is in both. */
static const char *shared_name(const berth_interface_config *config, const berth_interface_config *port)
{
    if (has_name(config, port->name))
        return port->name;
    for (size_t i = 0; i < port->ports.count; i++) {
        const char *name = shared_name(config, port->ports.items[i]);
        if (name)
            return name;
    }
    return NULL;
}

static bool type_fits(const berth_interface_config *config, const berth_interface_config *port)
{
    return port->type == BERTH_INTERFACE_TYPE_ETHERNET ||
           (config->type == BERTH_INTERFACE_TYPE_BRIDGE &&
            (port->type == BERTH_INTERFACE_TYPE_VLAN || port->type == BERTH_INTERFACE_TYPE_BOND));
}

bool berth_interface_config_can_be_port(const berth_interface_config *config, const berth_interface_config *port)
{
    return type_fits(config, port) && !port->ipv4.present && !port->ipv6.present && port->ipv4.metric < 0 &&
           port->ipv6.metric < 0 && !port->dns_servers.count && !port->dns_search.count;
}

const char *berth_interface_config_use(const berth_interface_config *config, const char *name)
{
    if (berth_streq(config->vlan.device, name))
        return "is a vlan on";
    for (size_t i = 0; i < config->ports.count; i++)
        if (strcmp(config->ports.items[i]->name, name) == 0)
            return "has for a port";
    return NULL;
}

static bool check_port(const berth_interface_config *config, const berth_interface_config *port, berth_error **error)
{
    bool bridge = config->type == BERTH_INTERFACE_TYPE_BRIDGE;
    if (!type_fits(config, port))
        return INVALID(error, "'%s' cannot be a port of '%s': it is of type %s, a port of a %s", port->name,
                       config->name, berth_interface_type_get_name(port->type),
                       bridge ? "bridge is ethernet, vlan or bond" : "bond is ethernet");
    if (strcmp(port->name, config->name) == 0)
        return INVALID(error, "the %s '%s' cannot be a port of itself", berth_interface_type_get_name(config->type),
                       config->name);
    if (port->ipv4.present || port->ipv6.present || port->ipv4.metric >= 0 || port->ipv6.metric >= 0)
        return INVALID(error, "the port '%s' has addresses; they belong on the %s '%s'", port->name,
                       berth_interface_type_get_name(config->type), config->name);
    const char *twice = shared_name(config, port);
    if (twice)
        return INVALID(error, "'%s' is a port of '%s' already", twice, config->name);
    return true;
}

bool berth_interface_config_add_port(berth_interface_config *config, const berth_interface_config *port,
                                     berth_error **error)
{
    if (!may_have_ports(config, error) || !check_port(config, port, error))
        return false;
    berth_interface_config *copy = berth_interface_config_copy(port);
    if (!copy || !BERTH_GROW(config->ports.items, config->ports.count, config->ports.capacity)) {
        berth_interface_config_unref(copy);
        return berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
    }
    config->ports.items[config->ports.count++] = copy;
    forget_ports(config);
    return true;
}

bool berth_interface_config_remove_port(berth_interface_config *config, const char *name, berth_error **error)
{
    if (!may_have_ports(config, error))
        return false;
    berth_interface_config **items = config->ports.items;
    for (size_t i = 0; i < config->ports.count; i++) {
        if (strcmp(items[i]->name, name) != 0)
            continue;
        berth_interface_config_unref(items[i]);
        memmove(&items[i], &items[i + 1], (--config->ports.count - i) * sizeof *items);
        forget_ports(config);
        return true;
    }
    return berth_fail(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_NOT_FOUND, "'%s' has no port '%s'", config->name,
                      name);
}

/* --- Bridges --- */

bool berth_interface_config_get_stp(const berth_interface_config *config, bool *stp, berth_error **error)
{
    if (!berth_config_require_type(config, BERTH_INTERFACE_TYPE_BRIDGE, error))
        return false;
    if (config->bridge.stp == BERTH_UNSET)
        return berth_config_not_set(config, "stp", error);
    *stp = config->bridge.stp == BERTH_ON;
    return true;
}

bool berth_interface_config_set_stp(berth_interface_config *config, bool stp, berth_error **error)
{
    if (!berth_config_require_type(config, BERTH_INTERFACE_TYPE_BRIDGE, error))
        return false;
    config->bridge.stp = stp ? BERTH_ON : BERTH_OFF;
    berth_interface_config_forget_origin(config, "bridge.stp");
    return true;
}

bool berth_interface_config_get_delay(const berth_interface_config *config, int64_t *delay_ms, berth_error **error)
{
    if (!berth_config_require_type(config, BERTH_INTERFACE_TYPE_BRIDGE, error))
        return false;
    if (config->bridge.delay_ms < 0)
        return berth_config_not_set(config, "delay", error);
    *delay_ms = config->bridge.delay_ms;
    return true;
}

bool berth_interface_config_set_delay(berth_interface_config *config, int64_t delay_ms, berth_error **error)
{
    if (!berth_config_require_type(config, BERTH_INTERFACE_TYPE_BRIDGE, error))
        return false;
    if (delay_ms < 0 || delay_ms > BERTH_BRIDGE_DELAY_MAX_MS)
        return INVALID(error, "a delay of %lld ms is out of range; it is 0 to %d", (long long)delay_ms,
                       BERTH_BRIDGE_DELAY_MAX_MS);
    config->bridge.delay_ms = delay_ms;
    berth_interface_config_forget_origin(config, "bridge.delay_ms");
    return true;
}

/* --- Bonds --- */

static bool is_bond(const berth_interface_config *config, berth_error **error)
{
    return berth_config_require_type(config, BERTH_INTERFACE_TYPE_BOND, error);
}

bool berth_interface_config_get_bond_mode(const berth_interface_config *config, berth_bond_mode *mode,
                                          berth_error **error)
{
    if (!is_bond(config, error))
        return false;
    if (config->bond.mode < 0)
        return berth_config_not_set(config, "mode", error);
    *mode = (berth_bond_mode)config->bond.mode;
    return true;
}

bool berth_interface_config_set_bond_mode(berth_interface_config *config, berth_bond_mode mode, berth_error **error)
{
    if (!is_bond(config, error))
        return false;
    if (!berth_bond_mode_get_name(mode))
        return INVALID(error, "%d is no bonding mode; it is 0 (balance-rr) to 6 (balance-alb)", (int)mode);
    config->bond.mode = (int)mode;
    berth_interface_config_forget_origin(config, "bond.mode");
    return true;
}

const char *berth_interface_config_get_bond_primary(const berth_interface_config *config)
{
    return config->bond.primary;
}

bool berth_interface_config_set_bond_primary(berth_interface_config *config, const char *primary, berth_error **error)
{
    if (!is_bond(config, error) || (primary && !berth_check_interface_name(primary, error)))
        return false;
    berth_interface_config_forget_origin(config, "bond.primary");
    return berth_config_set_text(&config->bond.primary, primary, error);
}

/* A number of milliseconds of a bond. */
static bool get_time(const berth_interface_config *config, int64_t value, const char *setting, int64_t *time_ms,
                     berth_error **error)
{
    if (!is_bond(config, error))
        return false;
    if (value < 0)
        return berth_config_not_set(config, setting, error);
    *time_ms = value;
    return true;
}

/* The kernel takes an int (drivers/net/bonding/bond_options.c). */
static bool set_time(berth_interface_config *config, int64_t *to, const char *path, int64_t time_ms,
                     berth_error **error)
{
    if (!is_bond(config, error))
        return false;
    if (time_ms < 0 || time_ms > INT32_MAX)
        return INVALID(error, "%s of %lld ms is out of range; it is 0 to %d", path, (long long)time_ms, INT32_MAX);
    *to = time_ms;
    berth_interface_config_forget_origin(config, path);
    return true;
}

bool berth_interface_config_get_miimon(const berth_interface_config *config, int64_t *interval_ms, berth_error **error)
{
    return get_time(config, config->bond.miimon_ms, "miimon", interval_ms, error);
}

bool berth_interface_config_set_miimon(berth_interface_config *config, int64_t interval_ms, berth_error **error)
{
    return set_time(config, &config->bond.miimon_ms, "bond.miimon_ms", interval_ms, error);
}

bool berth_interface_config_get_updelay(const berth_interface_config *config, int64_t *delay_ms, berth_error **error)
{
    return get_time(config, config->bond.updelay_ms, "updelay", delay_ms, error);
}

bool berth_interface_config_set_updelay(berth_interface_config *config, int64_t delay_ms, berth_error **error)
{
    return set_time(config, &config->bond.updelay_ms, "bond.updelay_ms", delay_ms, error);
}

bool berth_interface_config_get_downdelay(const berth_interface_config *config, int64_t *delay_ms, berth_error **error)
{
    return get_time(config, config->bond.downdelay_ms, "downdelay", delay_ms, error);
}

bool berth_interface_config_set_downdelay(berth_interface_config *config, int64_t delay_ms, berth_error **error)
{
    return set_time(config, &config->bond.downdelay_ms, "bond.downdelay_ms", delay_ms, error);
}

bool berth_interface_config_get_use_carrier(const berth_interface_config *config, bool *use_carrier,
                                            berth_error **error)
{
    if (!is_bond(config, error))
        return false;
    if (config->bond.use_carrier == BERTH_UNSET)
        return berth_config_not_set(config, "use_carrier", error);
    *use_carrier = config->bond.use_carrier == BERTH_ON;
    return true;
}

bool berth_interface_config_set_use_carrier(berth_interface_config *config, bool use_carrier, berth_error **error)
{
    if (!is_bond(config, error))
        return false;
    config->bond.use_carrier = use_carrier ? BERTH_ON : BERTH_OFF;
    berth_interface_config_forget_origin(config, "bond.use_carrier");
    return true;
}

bool berth_interface_config_get_arp_interval(const berth_interface_config *config, int64_t *interval_ms,
                                             berth_error **error)
{
    return get_time(config, config->bond.arp_interval_ms, "arp_interval", interval_ms, error);
}

bool berth_interface_config_set_arp_interval(berth_interface_config *config, int64_t interval_ms, berth_error **error)
{
    return set_time(config, &config->bond.arp_interval_ms, "bond.arp_interval_ms", interval_ms, error);
}

char **berth_interface_config_get_arp_targets(const berth_interface_config *config, berth_error **error)
{
    return is_bond(config, error) ? berth_config_copy_list(&config->bond.arp_targets, error) : NULL;
}

bool berth_interface_config_add_arp_target(berth_interface_config *config, const char *target, berth_error **error)
{
    char text[BERTH_ADDRESS_TEXT];
    berth_strings *targets = &config->bond.arp_targets;
    if (!is_bond(config, error) || !berth_address_parse(BERTH_IP_FAMILY_IPV4, target, text, error))
        return false;
    if (berth_strings_has(targets, text))
        return INVALID(error, "'%s' has the ARP target %s already", config->name, text);
    if (targets->count == BERTH_ARP_TARGETS_MAX)
        return INVALID(error, "'%s' has %d ARP targets, and the kernel takes no more", config->name,
                       BERTH_ARP_TARGETS_MAX);
    berth_interface_config_forget_origin(config, "bond.arp_targets");
    return berth_strings_add(targets, text) || berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
}

/* --- Vlans --- */

bool berth_interface_config_get_vlan(const berth_interface_config *config, int64_t *tag, const char **device,
                                     berth_error **error)
{
    if (!berth_config_require_type(config, BERTH_INTERFACE_TYPE_VLAN, error))
        return false;
    if (config->vlan.tag < 0)
        return berth_config_not_set(config, "vlan", error);
    if (tag)
        *tag = config->vlan.tag;
    if (device)
        *device = config->vlan.device;
    return true;
}

bool berth_interface_config_set_vlan(berth_interface_config *config, int64_t tag, const char *device,
                                     berth_error **error)
{
    if (!berth_config_require_type(config, BERTH_INTERFACE_TYPE_VLAN, error) ||
        !berth_check_interface_name(device, error))
        return false;
    if (tag < 1 || tag > BERTH_VLAN_TAG_MAX)
        return INVALID(error, "a vlan tag of %lld is out of range; it is 1 to %d", (long long)tag, BERTH_VLAN_TAG_MAX);
    if (!berth_config_set_text(&config->vlan.device, device, error))
        return false;
    config->vlan.tag = tag;
    berth_interface_config_forget_origin(config, "vlan");
    return true;
}
