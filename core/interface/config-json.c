/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The JSON form of a configuration: the same model as the XML, with the settings' paths as keys
 * ("ipv4.addresses[0].prefix") and durations in milliseconds.
 */
#include "base/json.h"

#include <stdio.h>

#include "base/error.h"
#include "base/utf8.h"
#include "interface/address.h"
#include "interface/config-json.h"
#include "interface/config.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define MAX_DEPTH 4

typedef struct reader {
    const char *file;
    berth_error **error;
    char path[128]; /* of the value being read, for messages */
    int depth;
    const berth_interface_config *base;   /* nullable: whose addresses may have no prefix here too */
    const berth_interface_config *config; /* whose addresses are being read */
} reader;

typedef bool (*member_func)(reader *in, const json_t *value, void *target);

typedef struct member {
    const char *name;
    json_type type; /* JSON_TRUE stands for both truth values */
    member_func read;
} member;

static bool fail(reader *in, berth_error_code code, const char *text)
{
    return berth_fail_at(in->error, DOMAIN, code, in->file, 0, "%s: %s", in->path[0] ? in->path : "document", text);
}

static bool pass_on(reader *in, berth_error *problem)
{
    fail(in, berth_error_get_code(problem), berth_error_get_message(problem));
    berth_error_free(problem);
    return false;
}

static bool has_type(const json_t *value, json_type type)
{
    return json_typeof(value) == type || (type == JSON_TRUE && json_is_boolean(value));
}

static const char *type_name(json_type type)
{
    static const char *const names[] = {"an object",      "an array", "a string",
                                        "a whole number", "a number", "true or false"};
    return names[type];
}

static bool read_members(reader *in, const json_t *object, const member *allowed, size_t count, void *target)
{
    const char *name;
    json_t *value;
    char message[64];
    size_t length = strlen(in->path);
    json_object_foreach ((json_t *)object, name, value) {
        size_t row = 0;
        berth_print_cut(in->path + length, sizeof in->path - length, "%s%s", length ? "." : "", name);
        while (row < count && strcmp(allowed[row].name, name) != 0)
            row++;
        if (row == count)
            return fail(in, BERTH_ERROR_SCHEMA, "is not a setting here; remove it, or see the documented JSON form");
        if (!has_type(value, allowed[row].type)) {
            snprintf(message, sizeof message, "must be %s", type_name(allowed[row].type));
            return fail(in, BERTH_ERROR_SCHEMA, message);
        }
        if (allowed[row].read && !allowed[row].read(in, value, target))
            return false;
        in->path[length] = '\0';
    }
    return true;
}

/* Reads each element of @array with @read. */
static bool read_elements(reader *in, const json_t *array, json_type type, member_func read, void *target)
{
    size_t index, length = strlen(in->path);
    json_t *value;
    json_array_foreach (array, index, value) {
        berth_print_cut(in->path + length, sizeof in->path - length, "[%zu]", index);
        if (!has_type(value, type))
            return fail(in, BERTH_ERROR_SCHEMA, type == JSON_OBJECT ? "must be an object" : "must be a string");
        if (!read(in, value, target))
            return false;
        in->path[length] = '\0';
    }
    return true;
}

static bool read_start(reader *in, const json_t *value, void *target)
{
    berth_interface_config *config = target;
    int mode = berth_start_mode_from_name(json_string_value(value));
    if (mode < 0)
        return fail(in, BERTH_ERROR_SCHEMA, "must be \"none\", \"onboot\", \"hotplug\" or \"onboot-hotplug\"");
    config->start = (berth_start_mode)mode;
    config->start_given = true;
    return true;
}

static bool read_mac(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_set_mac(target, json_string_value(value), &problem) ? true : pass_on(in, problem);
}

static bool read_mtu(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_set_mtu(target, json_integer_value(value), &problem) ? true : pass_on(in, problem);
}

static bool read_dhcp(reader *in, const json_t *value, void *target)
{
    (void)in;
    ((berth_ip *)target)->dhcp = json_is_true(value);
    return true;
}

static bool read_peerdns(reader *in, const json_t *value, void *target)
{
    (void)in;
    ((berth_ip *)target)->peerdns = json_is_true(value) ? BERTH_ON : BERTH_OFF;
    return true;
}

static bool read_autoconf(reader *in, const json_t *value, void *target)
{
    berth_ip *ip = target;
    if (ip->family != BERTH_IP_FAMILY_IPV6)
        return fail(in, BERTH_ERROR_SCHEMA, "belongs to ipv6");
    ip->autoconf = json_is_true(value);
    return true;
}

static bool has_address(const berth_ip *ip, const char *text, int prefix)
{
    for (size_t i = 0; i < ip->count; i++)
        if (strcmp(ip->addresses[i].text, text) == 0 && ip->addresses[i].prefix == prefix)
            return true;
    return false;
}

/* The prefix stands beside the address or in it, as the setters take it: by path there is one value to set. */
static bool read_prefix(reader *in, const json_t *prefix, const berth_ip *ip, const char *address, int *bits)
{
    char text[BERTH_ADDRESS_TEXT];
    berth_error *problem = NULL;
    json_int_t beside = prefix ? json_integer_value(prefix) : *bits;
    if (prefix && (beside < 0 || beside > berth_family_bits(ip->family)))
        return fail(in, BERTH_ERROR_INVALID, "the prefix is out of range");
    if (*bits >= 0 && beside != *bits)
        return fail(in, BERTH_ERROR_INVALID,
                    "the address has another prefix than \"prefix\" says; remove one of the two");
    *bits = (int)beside;
    if (*bits >= 0 || (in->base && has_address(berth_interface_config_ip(in->base, ip->family), address, *bits)))
        return true;
    berth_address_parse_whole(ip->family, address, text, bits, &problem);
    return pass_on(in, problem);
}

static bool read_address(reader *in, const json_t *object, void *target)
{
    static const member allowed[] = {
        {"address", JSON_STRING,  NULL},
        {"prefix",  JSON_INTEGER, NULL},
        {"label",   JSON_STRING,  NULL}
    };
    berth_ip *ip = target;
    berth_error *problem = NULL;
    char text[BERTH_ADDRESS_TEXT];
    if (!read_members(in, object, allowed, BERTH_COUNT(allowed), NULL))
        return false;
    int bits;
    const json_t *address = json_object_get(object, "address");
    const char *label = json_string_value(json_object_get(object, "label"));
    if (!address)
        return fail(in, BERTH_ERROR_SCHEMA, "has no \"address\"");
    if (!berth_address_parse_prefix(ip->family, json_string_value(address), text, &bits, &problem) ||
        (label && !berth_check_label(in->config, ip->family, label, &problem)))
        return pass_on(in, problem);
    if (!read_prefix(in, json_object_get(object, "prefix"), ip, text, &bits))
        return false;
    if (has_address(ip, text, bits))
        return fail(in, BERTH_ERROR_INVALID, "is there already; remove one of the two");
    return (berth_ip_append(ip, text, bits) && berth_ip_label(ip, label)) || berth_fail_memory(in->error, DOMAIN);
}

static bool read_addresses(reader *in, const json_t *array, void *target)
{
    return read_elements(in, array, JSON_OBJECT, read_address, target);
}

static bool read_gateway(reader *in, const json_t *value, void *target)
{
    berth_ip *ip = target;
    berth_error *problem = NULL;
    char text[BERTH_ADDRESS_TEXT];
    if (!berth_address_parse(ip->family, json_string_value(value), text, &problem))
        return pass_on(in, problem);
    ip->gateway = strdup(text);
    return ip->gateway ? true : berth_fail_memory(in->error, DOMAIN);
}

static bool read_metric(reader *in, const json_t *value, void *target)
{
    berth_ip *ip = target;
    ip->metric = json_integer_value(value);
    return (ip->metric >= 0 && ip->metric <= BERTH_METRIC_MAX) ||
           fail(in, BERTH_ERROR_INVALID, "the metric is out of range; it is 0 to 4294967295");
}

static bool read_ip(reader *in, const json_t *object, berth_interface_config *config, berth_ip *ip)
{
    static const member allowed[] = {
        {"dhcp",      JSON_TRUE,    read_dhcp     },
        {"peerdns",   JSON_TRUE,    read_peerdns  },
        {"autoconf",  JSON_TRUE,    read_autoconf },
        {"addresses", JSON_ARRAY,   read_addresses},
        {"gateway",   JSON_STRING,  read_gateway  },
        {"metric",    JSON_INTEGER, read_metric   },
    };
    in->config = config;
    if (!read_members(in, object, allowed, BERTH_COUNT(allowed), ip))
        return false;
    berth_ip_was_read(ip);
    return true;
}

static bool read_ipv4(reader *in, const json_t *object, void *target)
{
    berth_interface_config *config = target;
    return read_ip(in, object, config, &config->ipv4);
}

static bool read_ipv6(reader *in, const json_t *object, void *target)
{
    berth_interface_config *config = target;
    return read_ip(in, object, config, &config->ipv6);
}

static bool read_stp(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_set_stp(target, json_is_true(value), &problem) ? true : pass_on(in, problem);
}

static bool read_delay(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_set_delay(target, json_integer_value(value), &problem) ? true : pass_on(in, problem);
}

static berth_interface_config *read_interface(reader *in, const json_t *object);

static bool read_port(reader *in, const json_t *object, void *target)
{
    berth_error *problem = NULL;
    BERTH_AUTO_CONFIG berth_interface_config *port = read_interface(in, object);
    if (!port)
        return false;
    return berth_interface_config_add_port(target, port, &problem) ? true : pass_on(in, problem);
}

static bool read_ports(reader *in, const json_t *array, void *target)
{
    return read_elements(in, array, JSON_OBJECT, read_port, target);
}

static bool read_bridge(reader *in, const json_t *object, void *target)
{
    static const member allowed[] = {
        {"stp",      JSON_TRUE,    read_stp  },
        {"delay_ms", JSON_INTEGER, read_delay},
        {"ports",    JSON_ARRAY,   read_ports},
    };
    if (((berth_interface_config *)target)->type != BERTH_INTERFACE_TYPE_BRIDGE)
        return fail(in, BERTH_ERROR_SCHEMA, "belongs to the type \"bridge\"");
    return read_members(in, object, allowed, BERTH_COUNT(allowed), target);
}

static bool read_mode(reader *in, const json_t *value, void *target)
{
    berth_bond *bond = &((berth_interface_config *)target)->bond;
    bond->mode = berth_bond_mode_from_name(json_string_value(value));
    return bond->mode >= 0 || fail(in, BERTH_ERROR_SCHEMA,
                                   "must be \"balance-rr\", \"active-backup\", \"balance-xor\", \"broadcast\", "
                                   "\"802.3ad\", \"balance-tlb\" or \"balance-alb\"");
}

static bool read_primary(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_set_bond_primary(target, json_string_value(value), &problem) ? true
                                                                                               : pass_on(in, problem);
}

static bool read_miimon(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_set_miimon(target, json_integer_value(value), &problem) ? true : pass_on(in, problem);
}

static bool read_updelay(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_set_updelay(target, json_integer_value(value), &problem) ? true
                                                                                           : pass_on(in, problem);
}

static bool read_downdelay(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_set_downdelay(target, json_integer_value(value), &problem) ? true
                                                                                             : pass_on(in, problem);
}

static bool read_use_carrier(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_set_use_carrier(target, json_is_true(value), &problem) ? true : pass_on(in, problem);
}

static bool read_arp_interval(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_set_arp_interval(target, json_integer_value(value), &problem) ? true
                                                                                                : pass_on(in, problem);
}

static bool read_arp_target(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_add_arp_target(target, json_string_value(value), &problem) ? true
                                                                                             : pass_on(in, problem);
}

static bool read_arp_targets(reader *in, const json_t *array, void *target)
{
    return read_elements(in, array, JSON_STRING, read_arp_target, target);
}

static bool read_arp_validate(reader *in, const json_t *value, void *target)
{
    berth_bond *bond = &((berth_interface_config *)target)->bond;
    bond->arp_validate = berth_arp_validate_from_name(json_string_value(value));
    return bond->arp_validate >= 0 ||
           fail(in, BERTH_ERROR_SCHEMA, "must be \"none\", \"active\", \"backup\" or \"all\"");
}

static bool read_bond(reader *in, const json_t *object, void *target)
{
    static const member allowed[] = {
        {"mode",            JSON_STRING,  read_mode        },
        {"primary",         JSON_STRING,  read_primary     },
        {"miimon_ms",       JSON_INTEGER, read_miimon      },
        {"updelay_ms",      JSON_INTEGER, read_updelay     },
        {"downdelay_ms",    JSON_INTEGER, read_downdelay   },
        {"use_carrier",     JSON_TRUE,    read_use_carrier },
        {"arp_interval_ms", JSON_INTEGER, read_arp_interval},
        {"arp_targets",     JSON_ARRAY,   read_arp_targets },
        {"arp_validate",    JSON_STRING,  read_arp_validate},
        {"ports",           JSON_ARRAY,   read_ports       },
    };
    if (((berth_interface_config *)target)->type != BERTH_INTERFACE_TYPE_BOND)
        return fail(in, BERTH_ERROR_SCHEMA, "belongs to the type \"bond\"");
    return read_members(in, object, allowed, BERTH_COUNT(allowed), target);
}

static bool read_dns_server(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_add_dns_server(target, json_string_value(value), &problem) ? true
                                                                                             : pass_on(in, problem);
}

static bool read_dns_domain(reader *in, const json_t *value, void *target)
{
    berth_error *problem = NULL;
    return berth_interface_config_add_dns_search(target, json_string_value(value), &problem) ? true
                                                                                             : pass_on(in, problem);
}

static bool read_dns_servers(reader *in, const json_t *array, void *target)
{
    return read_elements(in, array, JSON_STRING, read_dns_server, target);
}

static bool read_dns_search(reader *in, const json_t *array, void *target)
{
    return read_elements(in, array, JSON_STRING, read_dns_domain, target);
}

static bool read_dns(reader *in, const json_t *object, void *target)
{
    static const member allowed[] = {
        {"servers", JSON_ARRAY, read_dns_servers},
        {"search",  JSON_ARRAY, read_dns_search },
    };
    ((berth_interface_config *)target)->dns_given = true;
    return read_members(in, object, allowed, BERTH_COUNT(allowed), target);
}

static bool read_vlan(reader *in, const json_t *object, void *target)
{
    static const member allowed[] = {
        {"tag",    JSON_INTEGER, NULL},
        {"device", JSON_STRING,  NULL}
    };
    berth_error *problem = NULL;
    if (!read_members(in, object, allowed, BERTH_COUNT(allowed), NULL))
        return false;
    const json_t *tag = json_object_get(object, "tag");
    const json_t *device = json_object_get(object, "device");
    if (!tag || !device)
        return fail(in, BERTH_ERROR_SCHEMA, "needs \"tag\" and \"device\"");
    return berth_interface_config_set_vlan(target, json_integer_value(tag), json_string_value(device), &problem)
               ? true
               : pass_on(in, problem);
}

static bool read_extra(reader *in, const json_t *object, void *target)
{
    static const member allowed[] = {
        {"stanza", JSON_INTEGER, NULL},
        {"name",   JSON_STRING,  NULL},
        {"value",  JSON_STRING,  NULL},
    };
    if (!read_members(in, object, allowed, BERTH_COUNT(allowed), NULL))
        return false;
    const char *name = json_string_value(json_object_get(object, "name"));
    const char *value = json_string_value(json_object_get(object, "value"));
    json_int_t stanza = json_integer_value(json_object_get(object, "stanza"));
    if (!name || !value || stanza < 0 || stanza > INT32_MAX)
        return fail(in, BERTH_ERROR_SCHEMA, "needs \"name\", \"value\" and a \"stanza\" of 0 or more");
    return berth_interface_config_add_extra(target, (int)stanza, name, value) ? true
                                                                              : berth_fail_memory(in->error, DOMAIN);
}

static bool read_extras(reader *in, const json_t *array, void *target)
{
    ((berth_interface_config *)target)->extras_given = true;
    return read_elements(in, array, JSON_OBJECT, read_extra, target);
}

static berth_interface_config *start_interface(reader *in, const json_t *object)
{
    berth_error *problem = NULL;
    const char *type = json_string_value(json_object_get(object, "type"));
    const char *name = json_string_value(json_object_get(object, "name"));
    int number = type ? berth_interface_type_from_name(type) : -1;
    if (!type || !name)
        fail(in, BERTH_ERROR_SCHEMA, "needs a \"type\" and a \"name\"");
    else if (number < 0)
        fail(in, BERTH_ERROR_SCHEMA,
             "the type must be \"loopback\", \"ethernet\", \"bridge\", \"vlan\", \"bond\" or \"other\"");
    else {
        berth_interface_config *config = berth_interface_config_new((berth_interface_type)number, name, &problem);
        if (!config)
            pass_on(in, problem);
        return config;
    }
    return NULL;
}

static berth_interface_config *read_interface(reader *in, const json_t *object)
{
    static const member allowed[] = {
        {"berth",  JSON_INTEGER, NULL       },
        {"type",   JSON_STRING,  NULL       },
        {"name",   JSON_STRING,  NULL       },
        {"start",  JSON_STRING,  read_start },
        {"mac",    JSON_STRING,  read_mac   },
        {"mtu",    JSON_INTEGER, read_mtu   },
        {"ipv4",   JSON_OBJECT,  read_ipv4  },
        {"ipv6",   JSON_OBJECT,  read_ipv6  },
        {"dns",    JSON_OBJECT,  read_dns   },
        {"bridge", JSON_OBJECT,  read_bridge},
        {"bond",   JSON_OBJECT,  read_bond  },
        {"vlan",   JSON_OBJECT,  read_vlan  },
        {"extras", JSON_ARRAY,   read_extras},
    };
    if (++in->depth > MAX_DEPTH) {
        fail(in, BERTH_ERROR_SCHEMA, "interfaces are nested too deep");
        return NULL;
    }
    BERTH_AUTO_CONFIG berth_interface_config *config = start_interface(in, object);
    if (!config || !read_members(in, object, allowed, BERTH_COUNT(allowed), config))
        return NULL;
    in->depth--;
    return BERTH_STEAL(config);
}

static berth_interface_config *read_whole(reader *in, const json_t *document)
{
    berth_error *problem = NULL;
    berth_interface_config *config = read_interface(in, document);
    if (!config || berth_interface_config_check(config, &problem))
        return config;
    pass_on(in, problem);
    berth_interface_config_unref(config);
    return NULL;
}

berth_interface_config *berth_interface_config_read_json(const json_t *object, const char *source,
                                                         const berth_interface_config *base, berth_error **error)
{
    reader in = {.file = source, .error = error, .base = base};
    return read_whole(&in, object);
}

berth_interface_config *berth_interface_config_from_json(const char *json, const char *source, berth_error **error)
{
    if (!berth_check_document_size(json, source ? source : "JSON", error))
        return NULL;
    reader in = {.file = source ? source : "JSON", .error = error};
    json_t *document = berth_json_parse(json, source, DOMAIN, error);
    if (!document)
        return NULL;
    berth_interface_config *config = read_whole(&in, document);
    json_decref(document);
    return config;
}

/* --- Writing: jansson's *_new setters take NULL for "out of memory" and report it, checked once at the end. --- */

static json_t *write_addresses(const berth_ip *ip)
{
    json_t *list = json_array();
    for (size_t i = 0; i < ip->count; i++) {
        json_t *address = json_object();
        json_object_set_new(address, "address", json_string(ip->addresses[i].text));
        if (ip->addresses[i].prefix >= 0)
            json_object_set_new(address, "prefix", json_integer(ip->addresses[i].prefix));
        if (ip->addresses[i].label)
            json_object_set_new(address, "label", json_string(ip->addresses[i].label));
        json_array_append_new(list, address);
    }
    return list;
}

static void write_ip(json_t *parent, const char *name, const berth_ip *ip)
{
    if (!ip->present && ip->metric < 0)
        return;
    json_t *object = json_object();
    if (ip->autoconf)
        json_object_set_new(object, "autoconf", json_true());
    if (ip->dhcp)
        json_object_set_new(object, "dhcp", json_true());
    if (ip->peerdns != BERTH_UNSET)
        json_object_set_new(object, "peerdns", json_boolean(ip->peerdns == BERTH_ON));
    if (ip->count)
        json_object_set_new(object, "addresses", write_addresses(ip));
    if (ip->gateway)
        json_object_set_new(object, "gateway", json_string(ip->gateway));
    if (ip->metric >= 0)
        json_object_set_new(object, "metric", json_integer(ip->metric));
    json_object_set_new(parent, name, object);
}

static json_t *write_ports(const berth_ports *ports)
{
    json_t *list = json_array();
    for (size_t i = 0; i < ports->count; i++) {
        json_t *port = json_object();
        berth_interface_config_write_json(ports->items[i], port);
        json_array_append_new(list, port);
    }
    return list;
}

static json_t *write_strings(const berth_strings *strings)
{
    json_t *list = json_array();
    for (size_t i = 0; i < strings->count; i++)
        json_array_append_new(list, json_string(strings->items[i]));
    return list;
}

static void write_time(json_t *object, const char *name, int64_t time_ms)
{
    if (time_ms >= 0)
        json_object_set_new(object, name, json_integer(time_ms));
}

static json_t *write_bridge(const berth_interface_config *config)
{
    const berth_bridge *settings = &config->bridge;
    json_t *object = json_object();
    if (settings->stp != BERTH_UNSET)
        json_object_set_new(object, "stp", json_boolean(settings->stp == BERTH_ON));
    write_time(object, "delay_ms", settings->delay_ms);
    json_object_set_new(object, "ports", write_ports(&config->ports));
    return object;
}

static json_t *write_bond(const berth_interface_config *config)
{
    const berth_bond *settings = &config->bond;
    json_t *object = json_object();
    if (settings->mode >= 0)
        json_object_set_new(object, "mode", json_string(berth_bond_mode_get_name((berth_bond_mode)settings->mode)));
    if (settings->primary)
        json_object_set_new(object, "primary", json_string(settings->primary));
    write_time(object, "miimon_ms", settings->miimon_ms);
    write_time(object, "updelay_ms", settings->updelay_ms);
    write_time(object, "downdelay_ms", settings->downdelay_ms);
    if (settings->use_carrier != BERTH_UNSET)
        json_object_set_new(object, "use_carrier", json_boolean(settings->use_carrier == BERTH_ON));
    write_time(object, "arp_interval_ms", settings->arp_interval_ms);
    if (settings->arp_targets.count)
        json_object_set_new(object, "arp_targets", write_strings(&settings->arp_targets));
    if (settings->arp_validate >= 0)
        json_object_set_new(object, "arp_validate", json_string(berth_arp_validate_get_name(settings->arp_validate)));
    json_object_set_new(object, "ports", write_ports(&config->ports));
    return object;
}

static void write_dns(json_t *parent, const berth_interface_config *config)
{
    if (!config->dns_servers.count && !config->dns_search.count)
        return;
    json_t *object = json_object();
    if (config->dns_servers.count)
        json_object_set_new(object, "servers", write_strings(&config->dns_servers));
    if (config->dns_search.count)
        json_object_set_new(object, "search", write_strings(&config->dns_search));
    json_object_set_new(parent, "dns", object);
}

static json_t *write_extras(const berth_interface_config *config)
{
    json_t *list = json_array();
    for (size_t i = 0; i < config->extra_count; i++) {
        json_t *extra = json_object();
        json_object_set_new(extra, "stanza", json_integer(config->extras[i].stanza));
        json_object_set_new(extra, "name", json_string(config->extras[i].name));
        json_object_set_new(extra, "value", json_string(config->extras[i].value));
        json_array_append_new(list, extra);
    }
    return list;
}

void berth_interface_config_write_json(const berth_interface_config *config, json_t *object)
{
    json_object_set_new(object, "type", json_string(berth_interface_type_get_name(config->type)));
    json_object_set_new(object, "name", json_string(config->name));
    json_object_set_new(object, "start", json_string(berth_start_mode_get_name(config->start)));
    if (config->mac)
        json_object_set_new(object, "mac", json_string(config->mac));
    if (config->mtu >= 0)
        json_object_set_new(object, "mtu", json_integer(config->mtu));
    write_ip(object, "ipv4", &config->ipv4);
    write_ip(object, "ipv6", &config->ipv6);
    write_dns(object, config);
    if (config->type == BERTH_INTERFACE_TYPE_BRIDGE)
        json_object_set_new(object, "bridge", write_bridge(config));
    if (config->type == BERTH_INTERFACE_TYPE_BOND)
        json_object_set_new(object, "bond", write_bond(config));
    if (config->type == BERTH_INTERFACE_TYPE_VLAN && config->vlan.tag >= 0) {
        json_t *vlan = json_object();
        json_object_set_new(vlan, "tag", json_integer(config->vlan.tag));
        json_object_set_new(vlan, "device", json_string(config->vlan.device));
        json_object_set_new(object, "vlan", vlan);
    }
    if (config->extra_count)
        json_object_set_new(object, "extras", write_extras(config));
}

char *berth_interface_config_to_json(const berth_interface_config *config, berth_error **error)
{
    json_t *object = json_object();
    json_object_set_new(object, "berth", json_integer(BERTH_JSON_VERSION));
    berth_interface_config_write_json(config, object);
    return berth_json_print(object, DOMAIN, error);
}
