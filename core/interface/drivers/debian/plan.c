/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/plan.h"

#include <ctype.h>
#include <stdio.h>

#include "base/error.h"
#include "interface/address.h"
#include "interface/drivers/debian/extras.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define UNSUPPORTED(error, ...) berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, __VA_ARGS__)

static debian_planned *add(debian_plan *plan, int family, const char *method)
{
    if (!BERTH_GROW(plan->stanzas, plan->count, plan->capacity))
        return NULL;
    debian_planned *stanza = &plan->stanzas[plan->count++];
    *stanza = (debian_planned){.family = family, .method = method};
    return stanza;
}

static bool set_metric(debian_planned *stanza, const berth_ip *ip)
{
    char **text = &stanza->fields[DEBIAN_METRIC];
    if (ip->metric < 0 || asprintf(text, "%lld", (long long)ip->metric) >= 0)
        return true;
    *text = NULL;
    return false;
}

/* The first address without a label; where all have one, the first. */
static size_t first_own(const berth_ip *ip)
{
    for (size_t i = 0; i < ip->count; i++)
        if (!ip->addresses[i].label)
            return i;
    return 0;
}

static bool add_addresses(debian_plan *plan, const berth_ip *ip)
{
    size_t own = first_own(ip);
    for (size_t i = 0; i < ip->count; i++) {
        debian_planned *stanza = add(plan, (int)ip->family, "static");
        const berth_address *address = &ip->addresses[i];
        char **text = stanza ? &stanza->fields[DEBIAN_ADDRESS] : NULL;
        if (!text)
            return false;
        if (asprintf(text, "%s/%d", address->text, address->prefix) < 0) {
            *text = NULL;
            return false;
        }
        stanza->label = address->label;
        if (i == own && ip->gateway &&
            (!(stanza->fields[DEBIAN_GATEWAY] = strdup(ip->gateway)) || !set_metric(stanza, ip)))
            return false;
    }
    return true;
}

/* The metric is the gateway's where there is one. */
static bool add_dhcp(debian_plan *plan, const berth_ip *ip)
{
    debian_planned *stanza = add(plan, (int)ip->family, "dhcp");
    return stanza && (ip->gateway || set_metric(stanza, ip));
}

static debian_field ports_field(const berth_interface_config *config)
{
    return config->type == BERTH_INTERFACE_TYPE_BOND ? DEBIAN_BOND_SLAVES : DEBIAN_BRIDGE_PORTS;
}

/* Ports by pattern are no list of names: the line that has them is an extra. */
static bool has_port_pattern(const berth_interface_config *config)
{
    for (size_t i = 0; i < config->extra_count; i++)
        if (debian_field_by_name(config->extras[i].name) == ports_field(config))
            return true;
    return false;
}

/* Names that mean something else in interfaces(5), or to the shell that its scripts are read by. */
static bool check_name(const char *name, berth_error **error)
{
    static const char *const words[] = {"all", "none", "regex", "noregex"};
    bool plain = true;
    for (const char *byte = name; *byte; byte++)
        plain = plain && (isalnum((unsigned char)*byte) || (unsigned char)*byte > 0x7f || strchr("_.@+-", *byte));
    for (size_t i = 0; i < BERTH_COUNT(words); i++)
        plain = plain && strcmp(name, words[i]) != 0;
    if (plain && *name != '-')
        return true;
    return UNSUPPORTED(error, "interfaces(5) cannot take '%s' for a name; use letters, digits, '_', '.' and '-'", name);
}

/* A label is the name of an alias' stanza. */
static bool check_labels(const berth_interface_config *config, berth_error **error)
{
    for (size_t i = 0; i < config->ipv4.count; i++) {
        const char *label = config->ipv4.addresses[i].label;
        if (label && !check_name(strchr(label, ':') + 1, error))
            return false;
    }
    return true;
}

static bool check_names(const berth_interface_config *config, berth_error **error)
{
    for (size_t i = 0; i < config->ports.count; i++)
        if (!check_name(config->ports.items[i]->name, error))
            return false;
    return check_name(config->name, error) && check_labels(config, error) &&
           (!config->vlan.device || check_name(config->vlan.device, error)) &&
           (!config->bond.primary || check_name(config->bond.primary, error));
}

static bool has_others(const berth_interface_config *config)
{
    for (size_t i = 0; i < config->extra_count; i++)
        if (debian_is_stanza_extra(&config->extras[i]))
            return true;
    return false;
}

static bool check(const berth_interface_config *config, berth_error **error)
{
    const berth_ip *families[] = {&config->ipv4, &config->ipv6};
    for (size_t i = 0; i < BERTH_COUNT(families); i++) {
        const berth_ip *ip = families[i];
        if (ip->gateway && !ip->count)
            return UNSUPPORTED(error,
                               "interfaces(5) has a gateway only beside a static address; give '%s' an IPv%d "
                               "address or remove its gateway",
                               config->name, (int)ip->family);
        if (ip->metric >= 0 && !ip->gateway && !(ip->dhcp && ip->family == BERTH_IP_FAMILY_IPV4))
            return UNSUPPORTED(error,
                               "interfaces(5) has a metric only beside a gateway, or for IPv4 with DHCP; give '%s' one "
                               "of them or remove ipv%d.metric",
                               config->name, (int)ip->family);
        if (ip->peerdns == BERTH_OFF)
            return UNSUPPORTED(error,
                               "interfaces(5) cannot keep DHCP from setting the resolver of '%s'; remove peerdns",
                               config->name);
    }
    if (config->type == BERTH_INTERFACE_TYPE_OTHER && !has_others(config))
        return UNSUPPORTED(error,
                           "'%s' is of a kind that interfaces(5) makes by a method of its own; name it by the extra "
                           "option 'iface', as 'inet ppp'",
                           config->name);
    if (config->type == BERTH_INTERFACE_TYPE_OTHER && (config->mtu >= 0 || config->mac))
        return UNSUPPORTED(error, "the methods that make '%s' have options of their own for %s; set it as an extra",
                           config->name, config->mac ? "a hardware address" : "an mtu");
    if (config->ports.count && has_port_pattern(config))
        return UNSUPPORTED(error, "'%s' has ports by pattern (the extra option %s) and by name; remove one of the two",
                           config->name, debian_field_name(ports_field(config)));
    return true;
}

bool debian_plan_has_vlan_name(const berth_interface_config *config)
{
    const char *dot = strrchr(config->name, '.');
    size_t length = strlen(config->vlan.device);
    bool named = dot ? (size_t)(dot - config->name) == length && strncmp(config->name, config->vlan.device, length) == 0
                     : strncmp(config->name, "vlan", 4) == 0;
    return named && debian_vlan_tag(config->name) == config->vlan.tag;
}

static bool check_vlan_name(const berth_interface_config *config, berth_error **error)
{
    if (config->type != BERTH_INTERFACE_TYPE_VLAN || debian_plan_has_vlan_name(config))
        return true;
    return UNSUPPORTED(error, "on Debian a vlan's name tells its device and tag; call '%s' '%s.%d' or 'vlan%d'",
                       config->name, config->vlan.device, (int)config->vlan.tag, (int)config->vlan.tag);
}

static bool set_text(char **to, const char *from)
{
    *to = strdup(from);
    return *to != NULL;
}

static bool set_number(char **to, int64_t number)
{
    if (asprintf(to, "%lld", (long long)number) >= 0)
        return true;
    *to = NULL;
    return false;
}

/* A port that names its bond itself is not named by it. */
static bool names_master(const berth_interface_config *port, const char *bond)
{
    for (size_t i = 0; i < port->extra_count; i++)
        if ((strcmp(port->extras[i].name, "bond-master") == 0 || strcmp(port->extras[i].name, "bond_master") == 0) &&
            strcmp(port->extras[i].value, bond) == 0)
            return true;
    return false;
}

static bool plan_ports(debian_plan *plan, const berth_interface_config *config)
{
    bool bond = config->type == BERTH_INTERFACE_TYPE_BOND;
    berth_buffer ports = {0};
    plan->ports_by_pattern = has_port_pattern(config);
    /* Beside a pattern there is no list to write. */
    if (plan->ports_by_pattern)
        return true;
    for (size_t i = 0; i < config->ports.count; i++)
        if (!bond || !names_master(config->ports.items[i], config->name))
            berth_buffer_printf(&ports, "%s%s", ports.length ? " " : "", config->ports.items[i]->name);
    char **field = &plan->link[ports_field(config)];
    *field = berth_buffer_steal(&ports);
    return *field != NULL;
}

static bool plan_list(char **to, const berth_strings *list)
{
    berth_buffer words = {0};
    for (size_t i = 0; i < list->count; i++)
        berth_buffer_printf(&words, "%s%s", i ? " " : "", list->items[i]);
    *to = list->count ? berth_buffer_steal(&words) : NULL;
    return *to || !list->count;
}

static bool plan_bond(char **link, const berth_bond *bond)
{
    const struct {
        debian_field field;
        int64_t number;
    } numbers[] = {
        {DEBIAN_BOND_MIIMON,       bond->miimon_ms      },
        {DEBIAN_BOND_UPDELAY,      bond->updelay_ms     },
        {DEBIAN_BOND_DOWNDELAY,    bond->downdelay_ms   },
        {DEBIAN_BOND_ARP_INTERVAL, bond->arp_interval_ms},
        {DEBIAN_BOND_ARP_VALIDATE, bond->arp_validate   },
    };
    for (size_t i = 0; i < BERTH_COUNT(numbers); i++)
        if (numbers[i].number >= 0 && !set_number(&link[numbers[i].field], numbers[i].number))
            return false;
    return (bond->mode < 0 ||
            set_text(&link[DEBIAN_BOND_MODE], berth_bond_mode_get_name((berth_bond_mode)bond->mode))) &&
           (!bond->primary || set_text(&link[DEBIAN_BOND_PRIMARY], bond->primary)) &&
           (bond->use_carrier == BERTH_UNSET ||
            set_text(&link[DEBIAN_BOND_USE_CARRIER], bond->use_carrier == BERTH_ON ? "1" : "0")) &&
           plan_list(&link[DEBIAN_BOND_ARP_IP_TARGET], &bond->arp_targets);
}

static bool plan_bridge(char **link, const berth_bridge *bridge)
{
    return (bridge->stp == BERTH_UNSET || set_text(&link[DEBIAN_BRIDGE_STP], bridge->stp == BERTH_ON ? "on" : "off")) &&
           (bridge->delay_ms < 0 || set_number(&link[DEBIAN_BRIDGE_FD], bridge->delay_ms));
}

static bool plan_link(debian_plan *plan, const berth_interface_config *config)
{
    char **link = plan->link;
    if ((config->mac && !set_text(&link[DEBIAN_HWADDRESS], config->mac)) ||
        (config->mtu >= 0 && !set_number(&link[DEBIAN_MTU], config->mtu)) ||
        !plan_list(&link[DEBIAN_DNS_NAMESERVERS], &config->dns_servers) ||
        !plan_list(&link[DEBIAN_DNS_SEARCH], &config->dns_search))
        return false;
    switch (config->type) {
    case BERTH_INTERFACE_TYPE_VLAN:
        return set_text(&link[DEBIAN_VLAN_RAW_DEVICE], config->vlan.device) &&
               (!plan->keeps_vlan_id || set_number(&link[DEBIAN_VLAN_ID], config->vlan.tag));
    case BERTH_INTERFACE_TYPE_BRIDGE:
        return plan_ports(plan, config) && plan_bridge(link, &config->bridge);
    case BERTH_INTERFACE_TYPE_BOND:
        return plan_ports(plan, config) && plan_bond(link, &config->bond);
    default:
        return true;
    }
}

bool debian_plan_has_options(const debian_plan *plan)
{
    for (int field = 0; field < DEBIAN_FIELDS; field++)
        if (plan->link[field])
            return true;
    return false;
}

/* What a stanza has to say where its method's default is another: off for static, on for dhcp. */
static bool plan_autoconf(debian_plan *plan, const berth_ip *ipv6)
{
    bool autoconf = ipv6->autoconf;
    for (size_t i = 0; i < plan->count; i++) {
        debian_planned *stanza = &plan->stanzas[i];
        bool is_static = strcmp(stanza->method, "static") == 0;
        if (stanza->family != BERTH_IP_FAMILY_IPV6 || (!is_static && strcmp(stanza->method, "dhcp") != 0))
            continue;
        if (is_static == autoconf && !set_text(&stanza->fields[DEBIAN_AUTOCONF], autoconf ? "1" : "0"))
            return false;
        /* Without it advertisements do not count beside a gateway, nor on a host that forwards. */
        if (is_static && autoconf && !set_text(&stanza->fields[DEBIAN_ACCEPT_RA], "2"))
            return false;
    }
    return true;
}

/* Puts the stanzas that the model does not have where their numbers say, but not before @first. */
static bool add_others(debian_plan *plan, const berth_interface_config *config, size_t first)
{
    for (size_t i = 0; i < config->extra_count; i++) {
        size_t place = (size_t)config->extras[i].stanza > first ? (size_t)config->extras[i].stanza : first;
        if (!debian_is_stanza_extra(&config->extras[i]))
            continue;
        if (!add(plan, 0, ""))
            return false;
        place = place < plan->count ? place : plan->count - 1;
        memmove(&plan->stanzas[place + 1], &plan->stanzas[place], (plan->count - 1 - place) * sizeof *plan->stanzas);
        plan->stanzas[place] = (debian_planned){.method = "", .other = config->extras[i].value};
    }
    return true;
}

bool debian_plan_make(debian_plan *plan, const berth_interface_config *config, bool keeps_vlan_id, berth_error **error)
{
    const berth_ip *ipv4 = &config->ipv4, *ipv6 = &config->ipv6;
    memset(plan, 0, sizeof *plan);
    plan->keeps_vlan_id = keeps_vlan_id;
    if (!check_names(config, error) || !check(config, error) || (!keeps_vlan_id && !check_vlan_name(config, error)))
        return false;
    bool done = plan_link(plan, config);
    bool loopback = config->type == BERTH_INTERFACE_TYPE_LOOPBACK;
    bool has_ipv4 = loopback || ipv4->dhcp || ipv4->count;
    bool alias_first = ipv4->count && ipv4->addresses[0].label && !loopback && !ipv4->dhcp;
    bool carrier =
        alias_first || (!has_ipv4 && !has_others(config) && (!ipv6->present || debian_plan_has_options(plan)));
    if (carrier)
        done = done && add(plan, BERTH_IP_FAMILY_IPV4, "manual");
    if (loopback)
        done = done && add(plan, BERTH_IP_FAMILY_IPV4, "loopback");
    if (ipv4->dhcp)
        done = done && add_dhcp(plan, ipv4);
    done = done && add_addresses(plan, ipv4);
    if (ipv6->dhcp)
        done = done && add_dhcp(plan, ipv6);
    done = done && add_addresses(plan, ipv6);
    /* DHCP and static stanzas say by an option whether router advertisements count; else the method says it. */
    if (ipv6->present && !ipv6->dhcp && !ipv6->count)
        done = done && add(plan, BERTH_IP_FAMILY_IPV6, ipv6->autoconf ? "auto" : "manual");
    done = done && plan_autoconf(plan, ipv6) && add_others(plan, config, carrier);
    return done || berth_fail_memory(error, DOMAIN);
}

void debian_plan_clear(debian_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        for (int field = 0; field < DEBIAN_FIELDS; field++)
            free(plan->stanzas[i].fields[field]);
    for (int field = 0; field < DEBIAN_FIELDS; field++)
        free(plan->link[field]);
    free(plan->stanzas);
    memset(plan, 0, sizeof *plan);
}

char *debian_plan_value(debian_field field, const char *canonical)
{
    char seconds[24];
    if ((field == DEBIAN_BRIDGE_PORTS || field == DEBIAN_BOND_SLAVES) && !*canonical)
        return strdup("none");
    if (field == DEBIAN_BOND_ARP_VALIDATE)
        return strdup(berth_arp_validate_get_name((int)berth_parse_number(canonical, 0, 3)));
    if (field != DEBIAN_BRIDGE_FD)
        return strdup(canonical);
    berth_print_seconds(berth_parse_number(canonical, 0, INT32_MAX), seconds);
    return strdup(seconds);
}
