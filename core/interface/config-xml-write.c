/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A configuration as an XML document; config-xml.c reads what this writes. */
#include "base/xml.h"

#include <stdio.h>

#include "base/buffer.h"
#include "base/error.h"
#include "interface/address.h"
#include "interface/config.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

/* An element being written; its node is NULL once memory has run out. */
typedef struct writer {
    const berth_libxml *xml;
    xmlNode *node;
} writer;

static writer add(writer parent, const char *name)
{
    const berth_libxml *xml = parent.xml;
    return (writer){xml, parent.node ? xml->xmlNewChild(parent.node, NULL, (const xmlChar *)name, NULL) : NULL};
}

static void set(writer out, const char *name, const char *value)
{
    if (out.node)
        out.xml->xmlNewProp(out.node, (const xmlChar *)name, (const xmlChar *)value);
}

static void set_number(writer out, const char *name, int64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)value);
    set(out, name, text);
}

static void write_ip(writer parent, const berth_ip *ip)
{
    if (!ip->present && ip->metric < 0)
        return;
    writer protocol = add(parent, "protocol");
    set(protocol, "family", ip->family == BERTH_IP_FAMILY_IPV6 ? "ipv6" : "ipv4");
    if (ip->metric >= 0)
        set_number(protocol, "metric", ip->metric);
    if (ip->autoconf)
        add(protocol, "autoconf");
    if (ip->dhcp) {
        writer dhcp = add(protocol, "dhcp");
        if (ip->peerdns != BERTH_UNSET)
            set(dhcp, "peerdns", ip->peerdns == BERTH_ON ? "yes" : "no");
    }
    for (size_t i = 0; i < ip->count; i++) {
        writer address = add(protocol, "ip");
        set(address, "address", ip->addresses[i].text);
        if (ip->addresses[i].prefix >= 0)
            set_number(address, "prefix", ip->addresses[i].prefix);
        if (ip->addresses[i].label)
            set(address, "label", ip->addresses[i].label);
    }
    if (ip->gateway)
        set(add(protocol, "route"), "gateway", ip->gateway);
}

static void write_interface(writer node, const berth_interface_config *config, bool top);

static void write_ports(writer parent, const berth_ports *ports)
{
    for (size_t i = 0; i < ports->count; i++)
        write_interface(add(parent, "interface"), ports->items[i], false);
}

static void write_bridge(writer parent, const berth_interface_config *config)
{
    const berth_bridge *settings = &config->bridge;
    char delay[24];
    writer bridge = add(parent, "bridge");
    if (settings->stp != BERTH_UNSET)
        set(bridge, "stp", settings->stp == BERTH_ON ? "on" : "off");
    if (settings->delay_ms >= 0) {
        berth_print_seconds(settings->delay_ms, delay);
        set(bridge, "delay", delay);
    }
    write_ports(bridge, &config->ports);
}

static void write_carrier(writer monitor, const berth_bond *settings)
{
    if (settings->use_carrier != BERTH_UNSET)
        set(monitor, "carrier", settings->use_carrier == BERTH_ON ? "netif" : "ioctl");
}

static void write_miimon(writer parent, const berth_bond *settings)
{
    writer miimon = add(parent, "miimon");
    if (settings->miimon_ms >= 0)
        set_number(miimon, "freq", settings->miimon_ms);
    if (settings->updelay_ms >= 0)
        set_number(miimon, "updelay", settings->updelay_ms);
    if (settings->downdelay_ms >= 0)
        set_number(miimon, "downdelay", settings->downdelay_ms);
    write_carrier(miimon, settings);
}

static void write_arpmon(writer parent, const berth_bond *settings)
{
    writer arpmon = add(parent, "arpmon");
    berth_buffer targets = {0};
    set_number(arpmon, "interval", settings->arp_interval_ms);
    for (size_t i = 0; i < settings->arp_targets.count; i++)
        berth_buffer_printf(&targets, "%s%s", i ? " " : "", settings->arp_targets.items[i]);
    BERTH_AUTO_FREE char *list = berth_buffer_steal(&targets);
    if (list && *list)
        set(arpmon, "target", list);
    if (settings->arp_validate >= 0)
        set(arpmon, "validate", berth_arp_validate_get_name(settings->arp_validate));
    write_carrier(arpmon, settings);
}

static void write_bond(writer parent, const berth_interface_config *config)
{
    const berth_bond *settings = &config->bond;
    writer bond = add(parent, "bond");
    if (settings->mode >= 0)
        set(bond, "mode", berth_bond_mode_get_name((berth_bond_mode)settings->mode));
    if (settings->primary)
        set(bond, "primary", settings->primary);
    if (settings->arp_interval_ms >= 0)
        write_arpmon(bond, settings);
    else if (settings->miimon_ms >= 0 || settings->updelay_ms >= 0 || settings->downdelay_ms >= 0 ||
             settings->use_carrier != BERTH_UNSET)
        write_miimon(bond, settings);
    write_ports(bond, &config->ports);
}

static void write_dns(writer parent, const berth_interface_config *config)
{
    if (!config->dns_servers.count && !config->dns_search.count)
        return;
    writer dns = add(parent, "dns");
    for (size_t i = 0; i < config->dns_servers.count; i++)
        set(add(dns, "server"), "address", config->dns_servers.items[i]);
    for (size_t i = 0; i < config->dns_search.count; i++)
        set(add(dns, "search"), "domain", config->dns_search.items[i]);
}

static void write_extras(writer parent, const berth_interface_config *config)
{
    writer extras = add(parent, "extras");
    for (size_t i = 0; i < config->extra_count; i++) {
        writer option = add(extras, "option");
        set_number(option, "stanza", config->extras[i].stanza);
        set(option, "name", config->extras[i].name);
        set(option, "value", config->extras[i].value);
    }
}

static void write_interface(writer node, const berth_interface_config *config, bool top)
{
    set(node, "type", berth_interface_type_get_name(config->type));
    set(node, "name", config->name);
    /* netcf's ports have no start mode: it is written where it says something. */
    if (top || config->start != BERTH_START_MODE_NONE)
        set(add(node, "start"), "mode", berth_start_mode_get_name(config->start));
    if (config->mac)
        set(add(node, "mac"), "address", config->mac);
    if (config->mtu >= 0)
        set_number(add(node, "mtu"), "size", config->mtu);
    write_ip(node, &config->ipv4);
    write_ip(node, &config->ipv6);
    write_dns(node, config);
    if (config->type == BERTH_INTERFACE_TYPE_BRIDGE)
        write_bridge(node, config);
    if (config->type == BERTH_INTERFACE_TYPE_BOND)
        write_bond(node, config);
    if (config->type == BERTH_INTERFACE_TYPE_VLAN && config->vlan.tag >= 0) {
        writer vlan = add(node, "vlan");
        set_number(vlan, "tag", config->vlan.tag);
        set(add(vlan, "interface"), "name", config->vlan.device);
    }
    if (config->extra_count)
        write_extras(node, config);
}

/* What the elements have no words for must not be left out. */
static bool check_words(const berth_interface_config *config, berth_error **error)
{
    for (size_t i = 0; i < config->ports.count; i++)
        if (!check_words(config->ports.items[i], error))
            return false;
    return config->type != BERTH_INTERFACE_TYPE_BOND || berth_interface_config_check_monitors(config, error);
}

char *berth_interface_config_to_xml(const berth_interface_config *config, berth_error **error)
{
    const berth_libxml *xml = check_words(config, error) ? berth_libxml_open(DOMAIN, error) : NULL;
    if (!xml)
        return NULL;
    xmlDoc *document = xml->xmlNewDoc((const xmlChar *)"1.0");
    xmlNode *root = document ? xml->xmlNewDocNode(document, NULL, (const xmlChar *)"interface", NULL) : NULL;
    char *text = NULL;
    if (root) {
        xml->xmlDocSetRootElement(document, root);
        write_interface((writer){xml, root}, config, true);
        text = berth_xml_print(xml, document, DOMAIN, error);
    } else {
        berth_fail_memory(error, DOMAIN);
    }
    xml->xmlFreeDoc(document);
    return text;
}
