/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/verify.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct verifier {
    const char *name;
    const berth_interface_config *config; /* NULL where nothing is wanted of it but to be down */
    const berth_live *live;
    const berth_link *link;
    berth_report *report;
    bool failed; /* memory ran out */
} verifier;

static void differs(verifier *check, const char *setting, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* @setting is NULL for what is wrong with the whole interface. */
static void differs(verifier *check, const char *setting, const char *format, ...)
{
    berth_finding about = {.code = BERTH_ERROR_NOT_APPLIED, .name = check->name, .setting = setting};
    va_list arguments;
    if (check->config)
        berth_interface_config_get_origin(check->config, setting ? setting : "name", &about.file, &about.line, NULL);
    va_start(arguments, format);
    if (!berth_report_vadd(check->report, &about, format, arguments))
        check->failed = true;
    va_end(arguments);
}

/* The path of one element of a list. */
typedef struct element_path {
    char text[64];
} element_path;

static element_path element(const char *list, size_t index)
{
    element_path path;
    snprintf(path.text, sizeof path.text, "%s[%zu]", list, index);
    return path;
}

static void verify_link(verifier *check, const berth_interface_config *config)
{
    const berth_link *link = check->link;
    if (link->type != config->type && config->type != BERTH_INTERFACE_TYPE_OTHER)
        differs(check, "type", "should be %s, is %s", berth_interface_type_get_name(config->type),
                berth_interface_type_get_name(link->type));
    if (!link->up)
        differs(check, NULL, "should be up, is down");
    if (config->mtu >= 0 && config->mtu != link->mtu)
        differs(check, "mtu", "should be %lld, is %lld", (long long)config->mtu, (long long)link->mtu);
    if (config->mac && strcmp(config->mac, link->mac) != 0)
        differs(check, "mac", "should be %s, is %s", config->mac, link->mac);
}

/* An address that was given without a prefix has whatever prefix the host's tool chose. */
static const berth_live_address *find_address(const berth_link *link, berth_ip_family family,
                                              const berth_address *address)
{
    for (size_t i = 0; i < link->count; i++) {
        const berth_live_address *one = &link->addresses[i];
        if (one->family == family && strcmp(one->text, address->text) == 0 &&
            (address->prefix < 0 || address->prefix == one->prefix))
            return one;
    }
    return NULL;
}

static void verify_address(verifier *check, const char *path, const berth_ip *ip, const berth_address *address)
{
    const berth_live_address *found = find_address(check->link, ip->family, address);
    char label[80];
    if (!found && address->prefix < 0)
        differs(check, path, "%s is not there", address->text);
    else if (!found)
        differs(check, path, "%s/%d is not there", address->text, address->prefix);
    if (!found || !address->label || strcmp(address->label, found->label) == 0)
        return;
    snprintf(label, sizeof label, "%s.label", path);
    differs(check, label, "should be %s, is %s", address->label, *found->label ? found->label : check->link->name);
}

/* Where no default route came, by DHCP say, there is none whose metric could be wrong. An IPv6 metric of 0 is taken for
 * the kernel's default. */
static void verify_metric(verifier *check, const berth_ip *ip)
{
    const berth_link *link = check->link;
    bool ipv6 = ip->family == BERTH_IP_FAMILY_IPV6;
    int64_t wanted = ip->metric ? ip->metric : berth_family_metric(ip->family);
    int64_t found = ipv6 ? link->metric6 : link->metric4;
    if (*(ipv6 ? link->gateway6 : link->gateway4) && wanted >= 0 && wanted != found)
        differs(check, ipv6 ? "ipv6.metric" : "ipv4.metric", "should be %lld, is %lld", (long long)wanted,
                (long long)found);
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
    bool ipv6 = ip->family == BERTH_IP_FAMILY_IPV6;
    const char *addresses = ipv6 ? "ipv6.addresses" : "ipv4.addresses", *dhcp = ipv6 ? "ipv6.dhcp" : "ipv4.dhcp";
    const char *route = ipv6 ? "ipv6.gateway" : "ipv4.gateway";
    for (size_t i = 0; i < ip->count; i++)
        verify_address(check, element(addresses, i).text, ip, &ip->addresses[i]);
    if (ip->dhcp && !has_dynamic_address(link, ip))
        differs(check, dhcp, "no address came");
    if (ip->gateway && strcmp(ip->gateway, gateway) != 0)
        differs(check, route, "should be %s, is %s", ip->gateway, *gateway ? gateway : "not there");
    verify_metric(check, ip);
}

static void verify_autoconf(verifier *check, const berth_interface_config *config)
{
    bool wanted = config->ipv6.autoconf, found = check->link->autoconf;
    if (config->ipv6.present && config->type != BERTH_INTERFACE_TYPE_LOOPBACK && wanted != found)
        differs(check, "ipv6.autoconf", "should be %s, is %s", wanted ? "on" : "off", found ? "on" : "off");
}

static void verify_ports(verifier *check, const berth_interface_config *config)
{
    const char *list = config->type == BERTH_INTERFACE_TYPE_BOND ? "bond.ports" : "bridge.ports";
    for (size_t i = 0; i < config->ports.count; i++) {
        const char *name = config->ports.items[i]->name;
        const berth_link *port = berth_live_find(check->live, name);
        if (!port)
            differs(check, element(list, i).text, "%s does not exist", name);
        else if (port->master != check->link->index)
            differs(check, element(list, i).text, "%s is no port of it", name);
    }
}

static void verify_bridge(verifier *check, const berth_bridge *bridge)
{
    const berth_link *link = check->link;
    if (bridge->stp != BERTH_UNSET && (bridge->stp == BERTH_ON) != link->stp)
        differs(check, "bridge.stp", "should be %s, is %s", link->stp ? "off" : "on", link->stp ? "on" : "off");
    /* Without STP the kernel keeps any delay, with it none under 2 s (net/bridge/br_stp.c): only what it can hold
     * counts. */
    if (bridge->delay_ms >= 0 && !link->stp && bridge->delay_ms / 10 != link->delay_ms / 10)
        differs(check, "bridge.delay_ms", "should be %lld, is %lld", (long long)bridge->delay_ms,
                (long long)link->delay_ms);
}

static void verify_time(verifier *check, const char *path, int64_t wanted, int64_t found)
{
    if (wanted >= 0 && wanted != found)
        differs(check, path, "should be %lld, is %lld", (long long)wanted, (long long)found);
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
        differs(check, "bond.mode", "should be %s, is %s", berth_bond_mode_get_name((berth_bond_mode)bond->mode),
                berth_bond_mode_get_name((berth_bond_mode)live->mode));
    if (bond->primary && (!primary || strcmp(bond->primary, primary->name) != 0))
        differs(check, "bond.primary", "should be %s, is %s", bond->primary, primary ? primary->name : "not set");
    verify_time(check, "bond.miimon_ms", bond->miimon_ms, live->miimon_ms);
    verify_time(check, "bond.arp_interval_ms", bond->arp_interval_ms, live->arp_interval_ms);
    if (bond->miimon_ms > 0) {
        verify_time(check, "bond.updelay_ms", bond->updelay_ms < 0 ? -1 : bond->updelay_ms / step * step,
                    live->updelay_ms);
        verify_time(check, "bond.downdelay_ms", bond->downdelay_ms < 0 ? -1 : bond->downdelay_ms / step * step,
                    live->downdelay_ms);
    }
    if (bond->arp_validate >= 0 && bond->arp_validate != live->arp_validate)
        differs(check, "bond.arp_validate", "should be %s, is another",
                berth_arp_validate_get_name(bond->arp_validate));
    for (size_t i = 0; i < bond->arp_targets.count; i++)
        if (!has_target(live, bond->arp_targets.items[i]))
            differs(check, element("bond.arp_targets", i).text, "%s is not there", bond->arp_targets.items[i]);
}

static void verify_vlan(verifier *check, const berth_vlan *vlan)
{
    const berth_link *below = check->link->below ? berth_live_by_index(check->live, check->link->below) : NULL;
    if (check->link->tag != vlan->tag)
        differs(check, "vlan.tag", "should be %lld, is %lld", (long long)vlan->tag, (long long)check->link->tag);
    if (!below || strcmp(below->name, vlan->device) != 0)
        differs(check, "vlan.device", "should be %s, is %s", vlan->device, below ? below->name : "not there");
}

bool berth_verify_up(const berth_interface_config *config, const berth_live *live, berth_report *report)
{
    verifier check = {config->name, config, live, berth_live_find(live, config->name), report, false};
    if (!check.link) {
        differs(&check, NULL, "%s does not exist", config->name);
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

bool berth_verify_down(const char *name, const berth_live *live, berth_report *report)
{
    verifier check = {name, NULL, live, berth_live_find(live, name), report, false};
    if (check.link && check.link->up)
        differs(&check, NULL, "should be down, is up");
    return !check.failed;
}

bool berth_verify_undone(const char *name, const berth_live *live, bool counts_as_up, berth_report *report)
{
    verifier check = {name, NULL, live, berth_live_find(live, name), report, false};
    if (check.link && check.link->up)
        differs(&check, NULL, "should be down, is up");
    for (size_t i = 0; check.link && i < check.link->count; i++)
        if (!check.link->addresses[i].link_local)
            differs(&check, NULL, "%s/%d is still there", check.link->addresses[i].text,
                    check.link->addresses[i].prefix);
    if (counts_as_up)
        differs(&check, NULL, "the host's own tool counts it as up");
    return !check.failed;
}
