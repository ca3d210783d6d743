/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/verify.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct verifier {
    const berth_live *live;
    const berth_link *link;
    berth_strings *differences;
    bool failed; /* memory ran out */
} verifier;

static void differs(verifier *check, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void differs(verifier *check, const char *format, ...)
{
    va_list arguments;
    char *text = NULL;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0 || !berth_strings_take(check->differences, text))
        check->failed = true;
}

static void verify_link(verifier *check, const berth_interface_config *config)
{
    const berth_link *link = check->link;
    if (link->type != config->type)
        differs(check, "type: should be %s, is %s", berth_interface_type_get_name(config->type),
                berth_interface_type_get_name(link->type));
    if (!link->up)
        differs(check, "%s: should be up, is down", link->name);
    if (config->mtu >= 0 && config->mtu != link->mtu)
        differs(check, "mtu: should be %lld, is %lld", (long long)config->mtu, (long long)link->mtu);
    if (config->mac && strcmp(config->mac, link->mac) != 0)
        differs(check, "mac: should be %s, is %s", config->mac, link->mac);
}

/* An address that was given without a prefix has whatever prefix the host's tool chose. */
static bool has_address(const berth_link *link, berth_ip_family family, const berth_address *address)
{
    for (size_t i = 0; i < link->count; i++) {
        const berth_live_address *one = &link->addresses[i];
        if (one->family == family && strcmp(one->text, address->text) == 0 &&
            (address->prefix < 0 || address->prefix == one->prefix))
            return true;
    }
    return false;
}

/* More addresses than the static ones, beyond those that every link gives itself. */
static bool has_dynamic_address(const berth_link *link, const berth_ip *ip)
{
    size_t others = 0;
    for (size_t i = 0; i < link->count; i++)
        others += link->addresses[i].family == ip->family && !link->addresses[i].link_local;
    return others > ip->count;
}

static void verify_ip(verifier *check, const berth_ip *ip)
{
    const berth_link *link = check->link;
    const char *gateway = ip->family == BERTH_IP_FAMILY_IPV6 ? link->gateway6 : link->gateway4;
    int version = (int)ip->family;
    for (size_t i = 0; i < ip->count; i++)
        if (!has_address(link, ip->family, &ip->addresses[i])) {
            if (ip->addresses[i].prefix < 0)
                differs(check, "ipv%d.addresses[%zu]: %s is not there", version, i, ip->addresses[i].text);
            else
                differs(check, "ipv%d.addresses[%zu]: %s/%d is not there", version, i, ip->addresses[i].text,
                        ip->addresses[i].prefix);
        }
    if (ip->dhcp && !has_dynamic_address(link, ip))
        differs(check, "ipv%d.dhcp: no address came", version);
    if (ip->gateway && strcmp(ip->gateway, gateway) != 0)
        differs(check, "ipv%d.gateway: should be %s, is %s", version, ip->gateway, *gateway ? gateway : "not there");
}

static void verify_autoconf(verifier *check, const berth_interface_config *config)
{
    bool wanted = config->ipv6.autoconf, found = check->link->autoconf;
    if (config->ipv6.present && config->type != BERTH_INTERFACE_TYPE_LOOPBACK && wanted != found)
        differs(check, "ipv6.autoconf: should be %s, is %s", wanted ? "on" : "off", found ? "on" : "off");
}

static void verify_ports(verifier *check, const berth_interface_config *config)
{
    const char *type = berth_interface_type_get_name(config->type);
    for (size_t i = 0; i < config->ports.count; i++) {
        const char *name = config->ports.items[i]->name;
        const berth_link *port = berth_live_find(check->live, name);
        if (!port)
            differs(check, "%s.ports[%zu]: %s does not exist", type, i, name);
        else if (port->master != check->link->index)
            differs(check, "%s.ports[%zu]: %s is no port of it", type, i, name);
    }
}

static void verify_bridge(verifier *check, const berth_bridge *bridge)
{
    const berth_link *link = check->link;
    if (bridge->stp != BERTH_UNSET && (bridge->stp == BERTH_ON) != link->stp)
        differs(check, "bridge.stp: should be %s, is %s", link->stp ? "off" : "on", link->stp ? "on" : "off");
    /* Without STP the kernel keeps any delay, with it none under 2 s (net/bridge/br_stp.c): only what it can hold
     * counts. */
    if (bridge->delay_ms >= 0 && !link->stp && bridge->delay_ms / 10 != link->delay_ms / 10)
        differs(check, "bridge.delay_ms: should be %lld, is %lld", (long long)bridge->delay_ms,
                (long long)link->delay_ms);
}

static void verify_time(verifier *check, const char *path, int64_t wanted, int64_t found)
{
    if (wanted >= 0 && wanted != found)
        differs(check, "%s: should be %lld, is %lld", path, (long long)wanted, (long long)found);
}

static bool has_target(const berth_live_bond *bond, const char *target)
{
    for (size_t i = 0; i < bond->arp_target_count; i++)
        if (strcmp(bond->arp_targets[i], target) == 0)
            return true;
    return false;
}

/*
 * The delays are kept as a number of looks, so the kernel rounds them down to it. use_carrier is not looked at: it says
 * how to look, and kernels since 6.18 know one way alone.
 */
static void verify_bond(verifier *check, const berth_bond *bond)
{
    const berth_live_bond *live = check->link->bond;
    const berth_link *primary = live->primary ? berth_live_by_index(check->live, live->primary) : NULL;
    int64_t step = bond->miimon_ms > 0 ? bond->miimon_ms : 1;
    if (bond->mode >= 0 && bond->mode != live->mode)
        differs(check, "bond.mode: should be %s, is %s", berth_bond_mode_get_name((berth_bond_mode)bond->mode),
                berth_bond_mode_get_name((berth_bond_mode)live->mode));
    if (bond->primary && (!primary || strcmp(bond->primary, primary->name) != 0))
        differs(check, "bond.primary: should be %s, is %s", bond->primary, primary ? primary->name : "not set");
    verify_time(check, "bond.miimon_ms", bond->miimon_ms, live->miimon_ms);
    verify_time(check, "bond.arp_interval_ms", bond->arp_interval_ms, live->arp_interval_ms);
    if (bond->miimon_ms > 0) {
        verify_time(check, "bond.updelay_ms", bond->updelay_ms < 0 ? -1 : bond->updelay_ms / step * step,
                    live->updelay_ms);
        verify_time(check, "bond.downdelay_ms", bond->downdelay_ms < 0 ? -1 : bond->downdelay_ms / step * step,
                    live->downdelay_ms);
    }
    if (bond->arp_validate >= 0 && bond->arp_validate != live->arp_validate)
        differs(check, "bond.arp_validate: should be %s, is another", berth_arp_validate_get_name(bond->arp_validate));
    for (size_t i = 0; i < bond->arp_targets.count; i++)
        if (!has_target(live, bond->arp_targets.items[i]))
            differs(check, "bond.arp_targets[%zu]: %s is not there", i, bond->arp_targets.items[i]);
}

static void verify_vlan(verifier *check, const berth_vlan *vlan)
{
    const berth_link *below = check->link->below ? berth_live_by_index(check->live, check->link->below) : NULL;
    if (check->link->tag != vlan->tag)
        differs(check, "vlan.tag: should be %lld, is %lld", (long long)vlan->tag, (long long)check->link->tag);
    if (!below || strcmp(below->name, vlan->device) != 0)
        differs(check, "vlan.device: should be %s, is %s", vlan->device, below ? below->name : "not there");
}

bool berth_verify_up(const berth_interface_config *config, const berth_live *live, berth_strings *differences)
{
    verifier check = {live, berth_live_find(live, config->name), differences, false};
    if (!check.link) {
        differs(&check, "%s does not exist", config->name);
        return !check.failed;
    }
    verify_link(&check, config);
    verify_ip(&check, &config->ipv4);
    verify_ip(&check, &config->ipv6);
    verify_autoconf(&check, config);
    verify_ports(&check, config);
    if (config->type == BERTH_INTERFACE_TYPE_BRIDGE && check.link->type == config->type)
        verify_bridge(&check, &config->bridge);
    if (config->type == BERTH_INTERFACE_TYPE_BOND && check.link->bond)
        verify_bond(&check, &config->bond);
    if (config->type == BERTH_INTERFACE_TYPE_VLAN && check.link->type == config->type)
        verify_vlan(&check, &config->vlan);
    return !check.failed;
}

bool berth_verify_down(const char *name, const berth_live *live, berth_strings *differences)
{
    verifier check = {live, berth_live_find(live, name), differences, false};
    if (check.link && check.link->up)
        differs(&check, "%s: should be down, is up", name);
    return !check.failed;
}
