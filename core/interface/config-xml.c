/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The XML form of a configuration: the interface format of netcf (its data/xml/interface.rng) and libvirt, with
 * elements of ours: <dns>, and <extras> for what only the host's own format knows; and attributes: what <miimon> has of
 * a bond's carrier, <arpmon> has too.
 */
#include "base/xml.h"

#include "base/buffer.h"
#include "base/error.h"
#include "interface/address.h"
#include "interface/config.h"
#include "interface/schema.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define MAX_DEPTH 4 /* a bridge over a bond over a vlan over an interface */

typedef struct reader {
    const berth_libxml *xml;
    const char *file;
    berth_error **error;
    int depth;
    const berth_interface_config *config; /* whose addresses are being read */
} reader;

typedef bool (*element_func)(reader *in, xmlNode *node, void *target);

/* One element that may stand in another: the attributes it may have, and what reads it. */
typedef struct element {
    const char *name;
    const char *attributes; /* separated by spaces */
    element_func read;
    unsigned how; /* MANY, FULL */
} element;

#define MANY 1U /* may stand there more than once */
#define FULL 2U /* reads what stands in it itself; others must be empty */

static bool schema_error(reader *in, const xmlNode *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool schema_error(reader *in, const xmlNode *node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    berth_vfail_at(in->error, DOMAIN, BERTH_ERROR_SCHEMA, in->file, (unsigned)in->xml->xmlGetLineNo(node), format,
                   arguments);
    va_end(arguments);
    return false;
}

/* Passes on what a setter said of a value, with the place of the element it stood in. Takes @problem over. */
static bool value_error(reader *in, const xmlNode *node, berth_error *problem)
{
    berth_fail_at(in->error, DOMAIN, berth_error_get_code(problem), in->file, (unsigned)in->xml->xmlGetLineNo(node),
                  "<%s>: %s", (const char *)node->name, berth_error_get_message(problem));
    berth_error_free(problem);
    return false;
}

static char *attribute(const reader *in, const xmlNode *node, const char *name)
{
    xmlChar *value = in->xml->xmlGetNoNsProp(node, (const xmlChar *)name);
    char *copy = value ? strdup((const char *)value) : NULL;
    if (value)
        (*in->xml->xmlFree)(value);
    return copy;
}

static char *required(reader *in, const xmlNode *node, const char *name)
{
    char *value = attribute(in, node, name);
    if (!value)
        schema_error(in, node, "<%s> has no attribute '%s'; add %s=\"...\"", (const char *)node->name, name, name);
    return value;
}

static bool is_word(const char *word, const char *words)
{
    size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)); at += length)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
            return true;
    return false;
}

static bool check_attributes(reader *in, const xmlNode *node, const char *allowed)
{
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
        if (attr->ns || !is_word((const char *)attr->name, allowed))
            return schema_error(in, node, "<%s> has an unknown attribute '%s'; allowed: %s", (const char *)node->name,
                                (const char *)attr->name, *allowed ? allowed : "none");
    return true;
}

static bool unknown_element(reader *in, const xmlNode *node, const element *allowed, size_t count)
{
    berth_buffer names = {0};
    for (size_t i = 0; i < count; i++)
        berth_buffer_printf(&names, "%s<%s>", i ? ", " : "", allowed[i].name);
    BERTH_AUTO_FREE char *list = berth_buffer_steal(&names);
    return schema_error(in, node, "<%s> is not allowed in <%s>; allowed: %s", (const char *)node->name,
                        (const char *)node->parent->name, list && *list ? list : "nothing");
}

/* Reads what stands in @node, each element by the row of the table that has its name. */
static bool read_children(reader *in, xmlNode *node, const element *allowed, size_t count, void *target)
{
    unsigned seen = 0; /* a bit for each row of the table */
    for (xmlNode *child = node->children; child; child = child->next) {
        size_t row = 0;
        if (child->type == XML_COMMENT_NODE || child->type == XML_PI_NODE || in->xml->xmlIsBlankNode(child))
            continue;
        if (child->type != XML_ELEMENT_NODE)
            return schema_error(in, child, "<%s> cannot hold text; remove it", (const char *)node->name);
        while (row < count && strcmp(allowed[row].name, (const char *)child->name) != 0)
            row++;
        if (row == count)
            return unknown_element(in, child, allowed, count);
        if (child->ns)
            return schema_error(in, child, "<%s> is in a namespace; this format has none", (const char *)child->name);
        if (!(allowed[row].how & MANY) && seen & 1U << row)
            return schema_error(in, child, "<%s> is there already; remove one of the two", (const char *)child->name);
        seen |= 1U << row;
        if (!check_attributes(in, child, allowed[row].attributes) ||
            (!(allowed[row].how & FULL) && !read_children(in, child, NULL, 0, NULL)) ||
            !allowed[row].read(in, child, target))
            return false;
    }
    return true;
}

static bool read_yes_no(reader *in, const xmlNode *node, const char *name, const char *yes, const char *no,
                        berth_tristate *value)
{
    BERTH_AUTO_FREE char *text = attribute(in, node, name);
    if (text && strcmp(text, yes) != 0 && strcmp(text, no) != 0)
        return schema_error(in, node, "<%s %s=\"%s\"> is neither '%s' nor '%s'", (const char *)node->name, name, text,
                            yes, no);
    *value = !text ? BERTH_UNSET : strcmp(text, yes) == 0 ? BERTH_ON : BERTH_OFF;
    return true;
}

static bool read_start(reader *in, xmlNode *node, void *target)
{
    berth_interface_config *config = target;
    BERTH_AUTO_FREE char *mode = required(in, node, "mode");
    int number = mode ? berth_start_mode_from_name(mode) : -1;
    if (mode && number < 0)
        schema_error(in, node, "'%s' is no start mode; use none, onboot, hotplug or onboot-hotplug", mode);
    if (number < 0)
        return false;
    config->start = (berth_start_mode)number;
    config->start_given = true;
    return true;
}

static bool read_mac(reader *in, xmlNode *node, void *target)
{
    berth_error *problem = NULL;
    BERTH_AUTO_FREE char *address = required(in, node, "address");
    if (!address)
        return false;
    return berth_interface_config_set_mac(target, address, &problem) ? true : value_error(in, node, problem);
}

static bool read_mtu(reader *in, xmlNode *node, void *target)
{
    berth_error *problem = NULL;
    BERTH_AUTO_FREE char *size = required(in, node, "size");
    if (!size)
        return false;
    int64_t mtu = berth_parse_number(size, 0, INT32_MAX);
    if (mtu < 0)
        return schema_error(in, node, "the mtu '%s' is no number of bytes", size);
    return berth_interface_config_set_mtu(target, mtu, &problem) ? true : value_error(in, node, problem);
}

/* What a running link does stands in documents that netcf and libvirt made of one, which people define again. */
static bool read_link(reader *in, xmlNode *node, void *target)
{
    return berth_interface_config_add_finding(
               target, NULL, in->file, (unsigned)in->xml->xmlGetLineNo(node),
               "<link> tells what a running link does and is no setting; it is left out") ||
           berth_fail_memory(in->error, DOMAIN);
}

static bool read_dhcp(reader *in, xmlNode *node, void *target)
{
    berth_ip *ip = target;
    ip->dhcp = true;
    return read_yes_no(in, node, "peerdns", "yes", "no", &ip->peerdns);
}

static bool read_autoconf(reader *in, xmlNode *node, void *target)
{
    berth_ip *ip = target;
    if (ip->family != BERTH_IP_FAMILY_IPV6)
        return schema_error(in, node, "<autoconf> belongs to <protocol family=\"ipv6\">");
    ip->autoconf = true;
    return true;
}

static bool read_ip_address(reader *in, xmlNode *node, void *target)
{
    berth_ip *ip = target;
    berth_error *problem = NULL;
    char address[BERTH_ADDRESS_TEXT];
    BERTH_AUTO_FREE char *text = required(in, node, "address");
    BERTH_AUTO_FREE char *bits = attribute(in, node, "prefix");
    BERTH_AUTO_FREE char *label = attribute(in, node, "label");
    if (!text)
        return false;
    if (!berth_address_parse(ip->family, text, address, &problem) ||
        (label && !berth_check_label(in->config, ip->family, label, &problem)))
        return value_error(in, node, problem);
    int prefix = bits ? (int)berth_parse_number(bits, 0, berth_family_bits(ip->family)) : BERTH_NO_PREFIX;
    if (bits && prefix < 0)
        return schema_error(in, node, "the prefix '%s' is no number from 0 to %d", bits, berth_family_bits(ip->family));
    for (size_t i = 0; i < ip->count; i++)
        if (strcmp(ip->addresses[i].text, address) == 0 && ip->addresses[i].prefix == prefix)
            return schema_error(in, node, "the address %s is there already; remove one of the two", text);
    return (berth_ip_append(ip, address, prefix) && berth_ip_label(ip, label)) || berth_fail_memory(in->error, DOMAIN);
}

static bool read_route(reader *in, xmlNode *node, void *target)
{
    berth_ip *ip = target;
    berth_error *problem = NULL;
    char address[BERTH_ADDRESS_TEXT];
    BERTH_AUTO_FREE char *gateway = required(in, node, "gateway");
    if (!gateway)
        return false;
    if (ip->gateway)
        return schema_error(in, node, "there is a <route> already; one gateway a protocol is allowed");
    if (!berth_address_parse(ip->family, gateway, address, &problem))
        return value_error(in, node, problem);
    ip->gateway = strdup(address);
    return ip->gateway ? true : berth_fail_memory(in->error, DOMAIN);
}

static bool read_metric(reader *in, const xmlNode *node, berth_ip *ip)
{
    BERTH_AUTO_FREE char *text = attribute(in, node, "metric");
    if (!text)
        return true;
    ip->metric = berth_parse_number(text, 0, BERTH_METRIC_MAX);
    return ip->metric >= 0 ||
           schema_error(in, node, "the metric '%s' is no number from 0 to %lld", text, (long long)BERTH_METRIC_MAX);
}

static bool read_protocol(reader *in, xmlNode *node, void *target)
{
    static const element allowed[] = {
        {"autoconf", "",                     read_autoconf,   0   },
        {"dhcp",     "peerdns",              read_dhcp,       0   },
        {"ip",       "address prefix label", read_ip_address, MANY},
        {"route",    "gateway",              read_route,      0   },
    };
    berth_interface_config *config = target;
    BERTH_AUTO_FREE char *family = required(in, node, "family");
    if (!family)
        return false;
    if (strcmp(family, "ipv4") != 0 && strcmp(family, "ipv6") != 0)
        return schema_error(in, node, "'%s' is no protocol family; use ipv4 or ipv6", family);
    berth_ip *ip = strcmp(family, "ipv6") == 0 ? &config->ipv6 : &config->ipv4;
    if (ip->present || ip->metric >= 0)
        return schema_error(in, node, "there are two <protocol family=\"%s\">; join them", family);
    in->config = config;
    if (!read_metric(in, node, ip) || !read_children(in, node, allowed, BERTH_COUNT(allowed), ip))
        return false;
    berth_ip_was_read(ip);
    return true;
}

static berth_interface_config *read_interface(reader *in, xmlNode *node);

static bool read_port(reader *in, xmlNode *node, void *target)
{
    berth_error *problem = NULL;
    BERTH_AUTO_CONFIG berth_interface_config *port = read_interface(in, node);
    if (!port)
        return false;
    return berth_interface_config_add_port(target, port, &problem) ? true : value_error(in, node, problem);
}

/* Seconds with a fraction, as brctl(8) has them, to milliseconds. */
static bool read_delay(reader *in, const xmlNode *node, berth_interface_config *config)
{
    berth_error *problem = NULL;
    BERTH_AUTO_FREE char *text = attribute(in, node, "delay");
    if (!text)
        return true;
    int64_t delay = berth_parse_seconds(text);
    if (delay < 0)
        return schema_error(in, node, "the delay '%s' is no number of seconds, such as 15 or 0.01", text);
    return berth_interface_config_set_delay(config, delay, &problem) ? true : value_error(in, node, problem);
}

static bool read_bridge(reader *in, xmlNode *node, void *target)
{
    static const element allowed[] = {
        {"interface", "type name", read_port, MANY | FULL}
    };
    berth_interface_config *config = target;
    if (config->type != BERTH_INTERFACE_TYPE_BRIDGE)
        return schema_error(in, node, "<bridge> belongs to <interface type=\"bridge\">");
    return read_yes_no(in, node, "stp", "on", "off", &config->bridge.stp) && read_delay(in, node, config) &&
           read_children(in, node, allowed, BERTH_COUNT(allowed), config);
}

/* The interface below a vlan is only named. */
static bool read_vlan_device(reader *in, xmlNode *node, void *target)
{
    berth_interface_config *config = target;
    BERTH_AUTO_FREE char *name = required(in, node, "name");
    berth_error *problem = NULL;
    if (!name)
        return false;
    if (config->vlan.device)
        return schema_error(in, node, "a vlan is on top of one interface; remove the second <interface>");
    if (!berth_check_interface_name(name, &problem))
        return value_error(in, node, problem);
    config->vlan.device = strdup(name);
    return config->vlan.device ? read_children(in, node, NULL, 0, NULL) : berth_fail_memory(in->error, DOMAIN);
}

static bool read_vlan(reader *in, xmlNode *node, void *target)
{
    static const element allowed[] = {
        {"interface", "name", read_vlan_device, MANY}
    };
    berth_interface_config *config = target;
    BERTH_AUTO_FREE char *tag = required(in, node, "tag");
    if (!tag)
        return false;
    if (config->type != BERTH_INTERFACE_TYPE_VLAN)
        return schema_error(in, node, "<vlan> belongs to <interface type=\"vlan\">");
    if (!read_children(in, node, allowed, BERTH_COUNT(allowed), config))
        return false;
    if (!config->vlan.device)
        return schema_error(in, node, "<vlan> does not name the interface below it; add <interface name=\"...\"/>");
    config->vlan.tag = berth_parse_number(tag, 1, BERTH_VLAN_TAG_MAX);
    if (config->vlan.tag < 0)
        return schema_error(in, node, "the vlan tag '%s' is no number from 1 to %d", tag, BERTH_VLAN_TAG_MAX);
    return true;
}

/* A number of milliseconds. */
static bool read_time(reader *in, const xmlNode *node, const char *name, int64_t *value)
{
    BERTH_AUTO_FREE char *text = attribute(in, node, name);
    if (!text)
        return true;
    *value = berth_parse_number(text, 0, INT32_MAX);
    return *value >= 0 ||
           schema_error(in, node, "<%s %s=\"%s\"> is no number of milliseconds", (const char *)node->name, name, text);
}

static bool check_monitor(reader *in, const xmlNode *node, const berth_bond *bond)
{
    if (bond->miimon_ms < 0 && bond->updelay_ms < 0 && bond->downdelay_ms < 0 && bond->use_carrier == BERTH_UNSET &&
        bond->arp_interval_ms < 0)
        return true;
    return schema_error(in, node, "a bond is monitored by <miimon> or <arpmon>; remove one of the two");
}

static bool read_carrier(reader *in, const xmlNode *node, berth_bond *bond)
{
    return read_yes_no(in, node, "carrier", "netif", "ioctl", &bond->use_carrier);
}

static bool read_miimon(reader *in, xmlNode *node, void *target)
{
    berth_bond *bond = &((berth_interface_config *)target)->bond;
    if (!node->properties)
        return schema_error(in, node, "<miimon> says nothing; write how often it looks, freq=\"100\", or remove it");
    return check_monitor(in, node, bond) && read_time(in, node, "freq", &bond->miimon_ms) &&
           read_time(in, node, "updelay", &bond->updelay_ms) && read_time(in, node, "downdelay", &bond->downdelay_ms) &&
           read_carrier(in, node, bond);
}

static bool read_arp_targets(reader *in, const xmlNode *node, char *list, berth_interface_config *config)
{
    char *rest = NULL;
    for (char *word = strtok_r(list, " \t\n", &rest); word; word = strtok_r(NULL, " \t\n", &rest)) {
        berth_error *problem = NULL;
        if (!berth_interface_config_add_arp_target(config, word, &problem))
            return value_error(in, node, problem);
    }
    return true;
}

static bool read_arpmon(reader *in, xmlNode *node, void *target)
{
    berth_interface_config *config = target;
    berth_bond *bond = &config->bond;
    BERTH_AUTO_FREE char *interval = required(in, node, "interval");
    BERTH_AUTO_FREE char *targets = attribute(in, node, "target");
    BERTH_AUTO_FREE char *validate = attribute(in, node, "validate");
    if (!interval || !check_monitor(in, node, bond) || !read_time(in, node, "interval", &bond->arp_interval_ms) ||
        !read_carrier(in, node, bond) || (targets && !read_arp_targets(in, node, targets, config)))
        return false;
    if (targets && !bond->arp_targets.count)
        return schema_error(in, node, "<arpmon target=\"\"> names no address; write one, or remove the attribute");
    bond->arp_validate = validate ? berth_arp_validate_from_name(validate) : BERTH_NO_NUMBER;
    return !validate || bond->arp_validate >= 0 ||
           schema_error(in, node, "'%s' is no ARP validation; use none, active, backup or all", validate);
}

static bool read_bond(reader *in, xmlNode *node, void *target)
{
    static const element allowed[] = {
        {"miimon",    "freq updelay downdelay carrier",   read_miimon, 0          },
        {"arpmon",    "interval target validate carrier", read_arpmon, 0          },
        {"interface", "type name",                        read_port,   MANY | FULL},
    };
    berth_interface_config *config = target;
    berth_error *problem = NULL;
    BERTH_AUTO_FREE char *mode = attribute(in, node, "mode");
    BERTH_AUTO_FREE char *primary = attribute(in, node, "primary");
    if (config->type != BERTH_INTERFACE_TYPE_BOND)
        return schema_error(in, node, "<bond> belongs to <interface type=\"bond\">");
    config->bond.mode = mode ? berth_bond_mode_from_name(mode) : BERTH_NO_NUMBER;
    if (mode && config->bond.mode < 0)
        return schema_error(in, node,
                            "'%s' is no bonding mode; use balance-rr, active-backup, balance-xor, broadcast, 802.3ad, "
                            "balance-tlb or balance-alb",
                            mode);
    if (primary && !berth_interface_config_set_bond_primary(config, primary, &problem))
        return value_error(in, node, problem);
    return read_children(in, node, allowed, BERTH_COUNT(allowed), config);
}

static bool read_dns_server(reader *in, xmlNode *node, void *target)
{
    berth_error *problem = NULL;
    BERTH_AUTO_FREE char *address = required(in, node, "address");
    if (!address)
        return false;
    return berth_interface_config_add_dns_server(target, address, &problem) ? true : value_error(in, node, problem);
}

static bool read_dns_search(reader *in, xmlNode *node, void *target)
{
    berth_error *problem = NULL;
    BERTH_AUTO_FREE char *domain = required(in, node, "domain");
    if (!domain)
        return false;
    return berth_interface_config_add_dns_search(target, domain, &problem) ? true : value_error(in, node, problem);
}

static bool read_dns(reader *in, xmlNode *node, void *target)
{
    static const element allowed[] = {
        {"server", "address", read_dns_server, MANY},
        {"search", "domain",  read_dns_search, MANY},
    };
    ((berth_interface_config *)target)->dns_given = true;
    return read_children(in, node, allowed, BERTH_COUNT(allowed), target);
}

static bool read_option(reader *in, xmlNode *node, void *target)
{
    BERTH_AUTO_FREE char *name = required(in, node, "name");
    BERTH_AUTO_FREE char *value = name ? required(in, node, "value") : NULL;
    BERTH_AUTO_FREE char *stanza = attribute(in, node, "stanza");
    int64_t number = stanza ? berth_parse_number(stanza, 0, INT32_MAX) : 0;
    if (!value)
        return false;
    if (number < 0)
        return schema_error(in, node, "the stanza '%s' is no number", stanza);
    return berth_interface_config_add_extra(target, (int)number, name, value) ? true
                                                                              : berth_fail_memory(in->error, DOMAIN);
}

static bool read_extras(reader *in, xmlNode *node, void *target)
{
    static const element allowed[] = {
        {"option", "stanza name value", read_option, MANY}
    };
    ((berth_interface_config *)target)->extras_given = true;
    return read_children(in, node, allowed, BERTH_COUNT(allowed), target);
}

static berth_interface_config *start_interface(reader *in, xmlNode *node)
{
    berth_error *problem = NULL;
    BERTH_AUTO_FREE char *type = required(in, node, "type");
    BERTH_AUTO_FREE char *name = type ? required(in, node, "name") : NULL;
    if (!name)
        return NULL;
    int number = berth_interface_type_from_name(type);
    if (number < 0) {
        schema_error(in, node, "'%s' is no interface type; use loopback, ethernet, bridge, vlan, bond or other", type);
        return NULL;
    }
    berth_interface_config *config = berth_interface_config_new((berth_interface_type)number, name, &problem);
    if (!config)
        value_error(in, node, problem);
    return config;
}

static berth_interface_config *read_interface(reader *in, xmlNode *node)
{
    static const element allowed[] = {
        {"start",    "mode",          read_start,    0          },
        {"mac",      "address",       read_mac,      0          },
        {"mtu",      "size",          read_mtu,      0          },
        {"link",     "speed state",   read_link,     0          },
        {"protocol", "family metric", read_protocol, MANY | FULL},
        {"dns",      "",              read_dns,      FULL       },
        {"bridge",   "stp delay",     read_bridge,   FULL       },
        {"bond",     "mode primary",  read_bond,     FULL       },
        {"vlan",     "tag",           read_vlan,     FULL       },
        {"extras",   "",              read_extras,   FULL       },
    };
    if (++in->depth > MAX_DEPTH) {
        schema_error(in, node, "interfaces are nested more than %d deep", MAX_DEPTH);
        return NULL;
    }
    BERTH_AUTO_CONFIG berth_interface_config *config = start_interface(in, node);
    if (!config || !read_children(in, node, allowed, BERTH_COUNT(allowed), config))
        return NULL;
    in->depth--;
    return BERTH_STEAL(config);
}

berth_interface_config *berth_interface_config_from_xml(const char *xml, const char *source, berth_error **error)
{
    if (!berth_check_document_size(xml, source ? source : "XML", error))
        return NULL;
    const berth_libxml *libxml = berth_libxml_open(DOMAIN, error);
    xmlDoc *document = libxml ? berth_xml_parse(libxml, xml, source, DOMAIN, error) : NULL;
    if (!document)
        return NULL;
    reader in = {.xml = libxml, .file = source ? source : "XML", .error = error};
    xmlNode *root = libxml->xmlDocGetRootElement(document);
    berth_interface_config *config = NULL;
    berth_error *problem = NULL;
    if (strcmp((const char *)root->name, "interface") != 0)
        schema_error(&in, root, "the document is a <%s>, not an <interface>", (const char *)root->name);
    else if (root->ns)
        schema_error(&in, root, "<interface> is in a namespace; this format has none");
    else if (check_attributes(&in, root, "type name"))
        config = read_interface(&in, root);
    if (config && !berth_interface_config_check(config, &problem)) {
        value_error(&in, root, problem);
        berth_interface_config_unref(config);
        config = NULL;
    }
    /* The reader's messages are better; the schema is held against what it lets pass. */
    if (config && !berth_interface_validate(libxml, document, source, error)) {
        berth_interface_config_unref(config);
        config = NULL;
    }
    libxml->xmlFreeDoc(document);
    return config;
}
