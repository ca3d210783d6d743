/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/read.h"

#include <stdio.h>

#include "base/error.h"
#include "base/utf8.h"
#include "interface/address.h"
#include "interface/drivers/debian/commands.h"
#include "interface/drivers/debian/effect.h"
#include "interface/drivers/debian/extras.h"
#include "interface/drivers/debian/findings.h"
#include "interface/drivers/debian/index.h"
#include "interface/drivers/debian/methods.h"
#include "interface/drivers/debian/options.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define MAX_DEPTH 4 /* of ports that have ports */

typedef struct reader {
    const debian_files *files;
    berth_interface_config *config;
    bool *read; /* by the number of its first stanza, each interface that is read already: once is enough */
    debian_effects effects;
    berth_error **error;
} reader;

static berth_interface_config *read_interface(const debian_files *files, const char *name, int depth, bool *read,
                                              berth_error **error);

static const char *file_of(const reader *in, const debian_stanza *stanza)
{
    return in->files->documents[stanza->document].shown;
}

static bool fail_at(const reader *in, const debian_stanza *stanza, size_t line, berth_error_code code,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));

static bool fail_at(const reader *in, const debian_stanza *stanza, size_t line, berth_error_code code,
                    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    berth_vfail_at(in->error, DOMAIN, code, file_of(in, stanza), debian_files_line(in->files, stanza, line)->number,
                   format, arguments);
    va_end(arguments);
    return false;
}

/* Passes on what a setter said of a line's value. Takes @problem over. */
static bool value_error(const reader *in, const char *file, const debian_line *line, berth_error *problem)
{
    berth_fail_at(in->error, DOMAIN, berth_error_get_code(problem), file, line->number, "%s",
                  berth_error_get_message(problem));
    berth_error_free(problem);
    return false;
}

/* Remembers where the setting at a path was read. */
static bool origin(reader *in, const char *file, const debian_line *line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static bool origin(reader *in, const char *file, const debian_line *line, const char *format, ...)
{
    char path[64];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(path, sizeof path, format, arguments);
    va_end(arguments);
    return berth_interface_config_add_origin(in->config, path, file, line->number) ||
           berth_fail_memory(in->error, DOMAIN);
}

/* The interface that "eth0.42" names as the one below it. */
static char *device_in_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? strndup(name, (size_t)(dot - name)) : NULL;
}

static bool add_port(reader *in, debian_slice word, int depth, berth_error **problem)
{
    BERTH_AUTO_FREE char *name = debian_slice_copy(word);
    BERTH_AUTO_CONFIG berth_interface_config *port = NULL;
    if (!name)
        return berth_fail_memory(problem, DOMAIN);
    /* A port with a stanza of its own brings its settings, the first time that it is met; one that cannot be a port as
     * it stands is only named. */
    const debian_stanza *first = debian_files_first(in->files, name);
    if (depth < MAX_DEPTH && first && !in->read[first - in->files->stanzas])
        port = read_interface(in->files, name, depth + 1, in->read, NULL);
    if (port && berth_interface_config_can_be_port(in->config, port) &&
        berth_interface_config_add_port(in->config, port, NULL))
        return true;
    berth_interface_config_unref(BERTH_STEAL(port));
    port = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, name, problem);
    return port && berth_interface_config_add_port(in->config, port, problem);
}

static bool set_vlan(reader *in, const char *device, berth_error **problem)
{
    const char *said = in->effects.decisions[DEBIAN_VLAN_ID].value;
    int64_t tag = debian_vlan_tag(in->config->name);
    tag = tag < 0 && said ? berth_parse_number(said, 1, BERTH_VLAN_TAG_MAX) : tag;
    if (tag < 0)
        return berth_fail(problem, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                          "the name '%s' does not tell the vlan's tag; rename it to %s.TAG or vlanTAG",
                          in->config->name, device);
    return berth_interface_config_set_vlan(in->config, tag, device, problem);
}

/* Sets what one option of the interface says; @value is canonical. */
static bool set_link_option(reader *in, debian_field field, const char *value, berth_error **problem)
{
    int64_t number = berth_parse_number(value, 0, INT32_MAX);
    switch (field) {
    case DEBIAN_MTU:
        return berth_interface_config_set_mtu(in->config, number, problem);
    case DEBIAN_HWADDRESS:
        return berth_interface_config_set_mac(in->config, value, problem);
    case DEBIAN_BRIDGE_STP:
        return berth_interface_config_set_stp(in->config, strcmp(value, "on") == 0, problem);
    case DEBIAN_BRIDGE_FD:
        return berth_interface_config_set_delay(in->config, number, problem);
    case DEBIAN_VLAN_RAW_DEVICE:
        return set_vlan(in, value, problem);
    case DEBIAN_BOND_PRIMARY:
        return berth_interface_config_set_bond_primary(in->config, value, problem);
    case DEBIAN_BOND_MODE:
        in->config->bond.mode = berth_bond_mode_from_name(value);
        return true;
    case DEBIAN_BOND_MIIMON:
        return berth_interface_config_set_miimon(in->config, number, problem);
    case DEBIAN_BOND_UPDELAY:
        return berth_interface_config_set_updelay(in->config, number, problem);
    case DEBIAN_BOND_DOWNDELAY:
        return berth_interface_config_set_downdelay(in->config, number, problem);
    case DEBIAN_BOND_USE_CARRIER:
        return berth_interface_config_set_use_carrier(in->config, number == 1, problem);
    case DEBIAN_BOND_ARP_INTERVAL:
        return berth_interface_config_set_arp_interval(in->config, number, problem);
    case DEBIAN_BOND_ARP_VALIDATE:
        in->config->bond.arp_validate = (int)number;
        return true;
    default:
        return true;
    }
}

/* The stanza that decides over the option. */
static const debian_stanza *deciding_stanza(const reader *in, debian_field field)
{
    const debian_decision *decision = &in->effects.decisions[field];
    return decision->value ? debian_stanza_at(in->files, in->config->name, decision->ordinal) : NULL;
}

static bool read_link_option(reader *in, debian_field field)
{
    const char *file = NULL;
    const debian_stanza *stanza = deciding_stanza(in, field);
    const debian_line *line = stanza ? debian_find_option(in->files, stanza, field, NULL, &file) : NULL;
    if (!line)
        return true;
    berth_error *problem = NULL;
    BERTH_AUTO_FREE char *value = debian_option_canonical(field, BERTH_IP_FAMILY_IPV4, line, file, in->error);
    if (!value)
        return false;
    if (!set_link_option(in, field, value, &problem))
        return value_error(in, file, line, problem);
    return origin(in, file, line, "%s", debian_field_path(field));
}

/* The list that a field of which all lines count fills. */
static berth_strings *list_of(berth_interface_config *config, debian_field field)
{
    if (field == DEBIAN_BOND_ARP_IP_TARGET)
        return &config->bond.arp_targets;
    return field == DEBIAN_DNS_SEARCH ? &config->dns_search : &config->dns_servers;
}

/* What is there already adds nothing. */
static bool add_new(reader *in, debian_field field, const char *word, berth_error **problem)
{
    if (berth_strings_has(list_of(in->config, field), word))
        return true;
    if (field == DEBIAN_BOND_ARP_IP_TARGET)
        return berth_interface_config_add_arp_target(in->config, word, problem);
    return field == DEBIAN_DNS_SEARCH ? berth_interface_config_add_dns_search(in->config, word, problem)
                                      : berth_interface_config_add_dns_server(in->config, word, problem);
}

/* Whether @name is among the ports that were read already. */
static bool has_port(const reader *in, debian_slice name)
{
    for (size_t i = 0; i < in->config->ports.count; i++)
        if (debian_slice_is(name, in->config->ports.items[i]->name))
            return true;
    return false;
}

static bool read_ports_line(reader *in, debian_field field, const debian_line *line, const char *file, int depth)
{
    BERTH_AUTO_FREE char *value = debian_option_canonical(field, BERTH_IP_FAMILY_IPV4, line, file, in->error);
    debian_slice rest = {value, value ? strlen(value) : 0}, word;
    bool done = value && origin(in, file, line, "%s", debian_field_path(field));
    while (done && debian_next_word(&rest, &word)) {
        berth_error *problem = NULL;
        if (has_port(in, word))
            continue;
        if (!add_port(in, word, depth, &problem))
            return value_error(in, file, line, problem);
        done = origin(in, file, line, "%s[%zu]", debian_field_path(field), in->config->ports.count - 1);
    }
    return done;
}

static bool read_list_line(reader *in, debian_field field, const debian_line *line, const char *file, int depth)
{
    bool ports = field == DEBIAN_BRIDGE_PORTS || field == DEBIAN_BOND_SLAVES;
    if (ports)
        return read_ports_line(in, field, line, file, depth);
    const berth_strings *list = list_of(in->config, field);
    BERTH_AUTO_FREE char *value = debian_option_canonical(field, BERTH_IP_FAMILY_IPV4, line, file, in->error);
    debian_slice rest = {value, value ? strlen(value) : 0}, word;
    while (value && debian_next_word(&rest, &word)) {
        berth_error *problem = NULL;
        size_t before = list->count;
        BERTH_AUTO_FREE char *text = debian_slice_copy(word);
        if (!text)
            return berth_fail_memory(in->error, DOMAIN);
        if (!add_new(in, field, text, &problem))
            return value_error(in, file, line, problem);
        if (list->count > before && !origin(in, file, line, "%s[%zu]", debian_field_path(field), before))
            return false;
    }
    return value != NULL;
}

/* What is inherited comes first, as ifup joins it. */
static bool read_list_stanza(reader *in, const debian_stanza *stanza, debian_field field, int depth, int inherited)
{
    const debian_stanza *parent = inherited < DEBIAN_MAX_INHERITANCE ? debian_stanza_parent(in->files, stanza) : NULL;
    if (parent && !read_list_stanza(in, parent, field, depth, inherited + 1))
        return false;
    for (size_t i = stanza->first + 1; i < stanza->end; i++) {
        const debian_line *line = debian_files_line(in->files, stanza, i);
        if (debian_field_of(line) == field && !read_list_line(in, field, line, file_of(in, stanza), depth))
            return false;
    }
    return true;
}

static bool read_list_option(reader *in, debian_field field, int depth)
{
    const debian_stanza *stanza = debian_files_first(in->files, in->config->name);
    for (; stanza; stanza = debian_files_next(in->files, stanza))
        if (!read_list_stanza(in, stanza, field, depth, 0))
            return false;
    return true;
}

/* Ports that name their bond themselves come after those that it names. */
static bool read_bond_masters(reader *in, int depth)
{
    size_t count = in->files->stanza_count;
    const uint32_t *numbers = in->files->index ? debian_index_bond_ports(in->files->index, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        const debian_stanza *stanza = &in->files->stanzas[numbers ? numbers[i] : i];
        const debian_line *line = debian_bond_master_line(in->files, stanza, in->config->name);
        debian_slice name = {stanza->name, stanza->name_length};
        berth_error *problem = NULL;
        if (!line || has_port(in, name))
            continue;
        if (!add_port(in, name, depth, &problem))
            return value_error(in, file_of(in, stanza), line, problem);
        if (!origin(in, file_of(in, stanza), line, "bond.ports[%zu]", in->config->ports.count - 1))
            return false;
    }
    return true;
}

static bool has_address(const berth_ip *ip, const char *address)
{
    char text[BERTH_ADDRESS_TEXT];
    int prefix;
    if (!berth_address_parse_prefix(ip->family, address, text, &prefix, NULL))
        return false;
    for (size_t i = 0; i < ip->count; i++)
        if (ip->addresses[i].prefix == prefix && strcmp(ip->addresses[i].text, text) == 0)
            return true;
    return false;
}

static bool add_address(reader *in, const debian_stanza *stanza, berth_ip *ip, const char *address,
                        const debian_line *line, const char *file)
{
    berth_error *problem = NULL;
    /* The same address over again adds nothing, and ifup does not mind. */
    if (has_address(ip, address))
        return true;
    if (!berth_interface_config_add_address(in->config, ip->family, address, &problem))
        return value_error(in, file_of(in, stanza), debian_files_line(in->files, stanza, stanza->first), problem);
    BERTH_AUTO_FREE char *label =
        debian_stanza_is_alias(stanza) ? debian_slice_copy(debian_stanza_label(stanza)) : NULL;
    if (label && !berth_check_label(in->config, ip->family, label, &problem))
        return value_error(in, file_of(in, stanza), debian_files_line(in->files, stanza, stanza->first), problem);
    if (!berth_ip_label(ip, label) || (debian_stanza_is_alias(stanza) && !label))
        return berth_fail_memory(in->error, DOMAIN);
    return origin(in, file, line, "ipv%d.addresses[%zu]", (int)ip->family, ip->count - 1);
}

static bool read_static(reader *in, const debian_stanza *stanza, berth_ip *ip)
{
    const char *file = NULL;
    BERTH_AUTO_FREE char *address = debian_stanza_address(in->files, stanza, in->error);
    if (!address)
        return false;
    const debian_line *line = debian_find_option(in->files, stanza, DEBIAN_ADDRESS, NULL, &file);
    if (!add_address(in, stanza, ip, address, line, file))
        return false;
    for (size_t i = stanza->first + 1; i < stanza->end; i++) {
        const debian_line *command = debian_files_line(in->files, stanza, i);
        BERTH_AUTO_FREE char *added = debian_command_address(in->files, stanza, command, false);
        if (added && !add_address(in, stanza, ip, added, command, file_of(in, stanza)))
            return false;
    }
    return true;
}

static bool read_gateway(reader *in, berth_ip *ip)
{
    const char *file = NULL;
    const debian_decision *decision = debian_gateway_decision(&in->effects, (int)ip->family);
    const debian_stanza *stanza =
        decision->value ? debian_stanza_at(in->files, in->config->name, decision->ordinal) : NULL;
    if (!stanza)
        return true;
    const debian_line *line = debian_find_option(in->files, stanza, DEBIAN_GATEWAY, NULL, &file);
    ip->gateway = debian_option_canonical(DEBIAN_GATEWAY, ip->family, line, file, in->error);
    return ip->gateway && origin(in, file, line, "ipv%d.gateway", (int)ip->family);
}

static bool read_method(reader *in, const debian_stanza *stanza)
{
    int family = debian_stanza_family(in->files, stanza);
    debian_slice method = debian_stanza_method(in->files, stanza);
    debian_slice family_word = debian_stanza_family_word(in->files, stanza);
    const debian_line *first = debian_files_line(in->files, stanza, stanza->first);
    berth_ip *ip = berth_interface_config_ip(in->config, (berth_ip_family)family);
    if (debian_stanza_other(in->files, stanza) != DEBIAN_MODEL_METHOD)
        return true;
    if (debian_stanza_is_alias(stanza) &&
        (family != BERTH_IP_FAMILY_IPV4 || !(debian_slice_is(method, "static") || debian_slice_is(method, "manual"))))
        return fail_at(in, stanza, stanza->first, BERTH_ERROR_UNSUPPORTED,
                       "'%.*s' is an alias, which can be the label of a static IPv4 address alone; write this as a "
                       "stanza of '%s'",
                       (int)debian_stanza_label(stanza).length, stanza->name, in->config->name);
    if (!ip)
        return fail_at(
            in, stanza, stanza->first, BERTH_ERROR_UNSUPPORTED,
            "the address family '%.*s' of '%s' is none of interfaces(5); ifup refuses this file, correct the line",
            (int)family_word.length, family_word.text, in->config->name);
    if (debian_slice_is(method, "static"))
        return read_static(in, stanza, ip);
    if (debian_slice_is(method, "dhcp")) {
        bool again = ip->dhcp;
        ip->dhcp = ip->present = true;
        return again || origin(in, file_of(in, stanza), first, "ipv%d.dhcp", family);
    }
    if (debian_slice_is(method, "manual") || (debian_slice_is(method, "auto") && family == BERTH_IP_FAMILY_IPV6))
        ip->present = ip->present || family == BERTH_IP_FAMILY_IPV6;
    else if (!debian_slice_is(method, "loopback"))
        return fail_at(
            in, stanza, stanza->first, BERTH_ERROR_UNSUPPORTED,
            "the method '%.*s' of '%s' is none of its family's in interfaces(5); ifup refuses this file, correct the line",
            (int)method.length, method.text, in->config->name);
    return true;
}

/* Of the default route, wherever that is made. */
static bool read_metric(reader *in, berth_ip *ip)
{
    const debian_route *route = &in->effects.routes[ip->family == BERTH_IP_FAMILY_IPV6];
    const debian_stanza *stanza = route->is_made ? debian_stanza_at(in->files, in->config->name, route->ordinal) : NULL;
    const char *file = NULL;
    const debian_line *line = stanza ? debian_find_option(in->files, stanza, DEBIAN_METRIC, NULL, &file) : NULL;
    if (!line)
        return true;
    BERTH_AUTO_FREE char *value = debian_option_canonical(DEBIAN_METRIC, ip->family, line, file, in->error);
    if (!value)
        return false;
    ip->metric = berth_parse_number(value, 0, BERTH_METRIC_MAX);
    return origin(in, file, line, "ipv%d.metric", (int)ip->family);
}

/* The line that decides is the one that says it, else the iface line whose method does. */
static const debian_line *autoconf_line(const reader *in, const debian_stanza *stanza)
{
    const debian_line *said = debian_find_option(in->files, stanza, DEBIAN_AUTOCONF, NULL, NULL);
    for (size_t i = stanza->first + 1; !said && i < stanza->end; i++) {
        const debian_line *line = debian_files_line(in->files, stanza, i);
        if (debian_command_of(in->files, stanza, line, NULL) == DEBIAN_AUTOCONF_OFF)
            said = line;
    }
    return said ? said : debian_files_line(in->files, stanza, stanza->first);
}

/* Only where no other method speaks of IPv6 does "manual" mean that the kernel's default holds, which is on. */
static bool read_autoconf(reader *in)
{
    const debian_stanza *weak = NULL, *strong = NULL, *stanza = debian_files_first(in->files, in->config->name);
    bool weak_on = false, strong_on = false;
    for (; stanza; stanza = debian_files_next(in->files, stanza)) {
        debian_slice method = debian_stanza_method(in->files, stanza);
        if (debian_stanza_family(in->files, stanza) != BERTH_IP_FAMILY_IPV6 || debian_slice_is(method, "loopback") ||
            debian_stanza_other(in->files, stanza) != DEBIAN_MODEL_METHOD)
            continue;
        const debian_line *gateway = debian_find_option(in->files, stanza, DEBIAN_GATEWAY, NULL, NULL);
        bool on = debian_stanza_autoconf(in->files, stanza, method, gateway != NULL);
        bool is_weak = debian_slice_is(method, "manual");
        if (is_weak && (!weak || (on && !weak_on)))
            weak = stanza;
        if (!is_weak && (!strong || (on && !strong_on)))
            strong = stanza;
        weak_on = weak_on || (is_weak && on);
        strong_on = strong_on || (!is_weak && on);
    }
    in->config->ipv6.autoconf = strong ? strong_on : weak_on;
    in->config->ipv6.by_default = !strong && weak_on;
    stanza = strong ? strong : weak;
    return !stanza || origin(in, file_of(in, stanza), autoconf_line(in, stanza), "ipv6.autoconf");
}

/* XML and JSON hold text; a value that is none cannot be shown without loss. */
static bool is_text(const char *bytes)
{
    for (const char *byte = bytes; *byte; byte++)
        if ((unsigned char)*byte < ' ' && *byte != '\t')
            return false;
    return berth_is_utf8(bytes);
}

static bool read_extras(reader *in, const debian_stanza *stanza, int ordinal)
{
    debian_extras told = {in->files, stanza, debian_place_of(in->files, stanza, (size_t)ordinal), &in->effects,
                          in->config};
    if (!debian_add_findings(in->config, &told))
        return berth_fail_memory(in->error, DOMAIN);
    for (size_t i = stanza->first; i < stanza->end; i++) {
        const debian_line *line = debian_files_line(in->files, stanza, i);
        bool is_stanza = i == stanza->first && told.place.is_other;
        if (!is_stanza && !debian_is_extra(&told, line))
            continue;
        BERTH_AUTO_FREE char *name = debian_slice_copy(debian_keyword(line));
        BERTH_AUTO_FREE char *value =
            is_stanza ? debian_stanza_words(in->files, stanza) : debian_slice_copy(debian_value(line));
        if (!name || !value)
            return berth_fail_memory(in->error, DOMAIN);
        if (!is_text(name) || !is_text(value))
            return fail_at(in, stanza, i, BERTH_ERROR_INVALID,
                           "this option is not UTF-8 text, so XML and JSON cannot hold it; save the file as UTF-8");
        if (!berth_interface_config_add_extra(in->config, ordinal, name, value))
            return berth_fail_memory(in->error, DOMAIN);
        if (!origin(in, file_of(in, stanza), line, "extras[%zu]", in->config->extra_count - 1))
            return false;
    }
    return true;
}

static bool read_stanzas(reader *in)
{
    const debian_stanza *stanza = NULL;
    int ordinal = 0;
    in->config->extras_given = in->config->dns_given = true;
    /* ifup brings aliases up after their interface. */
    for (int alias = 0; alias < 2; alias++)
        for (stanza = debian_files_first(in->files, in->config->name); stanza;
             stanza = debian_files_next(in->files, stanza))
            if (debian_stanza_is_alias(stanza) == (alias == 1) && !read_method(in, stanza))
                return false;
    if (!read_gateway(in, &in->config->ipv4) || !read_gateway(in, &in->config->ipv6) ||
        !read_metric(in, &in->config->ipv4) || !read_metric(in, &in->config->ipv6))
        return false;
    /* What is an extra depends on what all stanzas say. */
    for (stanza = debian_files_first(in->files, in->config->name); stanza;
         stanza = debian_files_next(in->files, stanza))
        if (!read_extras(in, stanza, ordinal++))
            return false;
    return read_autoconf(in);
}

static bool read_link(reader *in, int depth)
{
    for (int i = DEBIAN_EXTRA + 1; i < DEBIAN_FIELDS; i++) {
        debian_field field = (debian_field)i;
        if (!debian_field_is_of_link(field) || !debian_field_fits(field, in->config->type))
            continue;
        if (debian_field_is_list(field) ? !read_list_option(in, field, depth) : !read_link_option(in, field))
            return false;
    }
    return in->config->type != BERTH_INTERFACE_TYPE_BOND || read_bond_masters(in, depth);
}

static bool read_start(reader *in, const debian_stanza *first)
{
    const debian_start *start = NULL;
    BERTH_AUTO_FREE char *starts = debian_starting_name(first, in->files);
    if (!starts)
        return berth_fail_memory(in->error, DOMAIN);
    in->config->start = debian_files_start_mode(in->files, starts, &start);
    in->config->start_given = true;
    const debian_line *line = debian_files_line(in->files, first, first->first);
    if (!origin(in, file_of(in, first), line, "type") || !origin(in, file_of(in, first), line, "name"))
        return false;
    if (!start)
        return true;
    const debian_document *document = &in->files->documents[start->document];
    return origin(in, document->shown, &document->lines[start->line], "start");
}

static bool finish_vlan(reader *in, const debian_stanza *first)
{
    const debian_line *line = debian_files_line(in->files, first, first->first);
    berth_error *problem = NULL;
    if (in->config->type != BERTH_INTERFACE_TYPE_VLAN)
        return true;
    /* Its name tells the tag, and often the device. */
    if (!in->effects.decisions[DEBIAN_VLAN_ID].value && !origin(in, file_of(in, first), line, "vlan.tag"))
        return false;
    if (in->config->vlan.device)
        return true;
    BERTH_AUTO_FREE char *device = device_in_name(in->config->name);
    if (!device)
        return fail_at(in, first, first->first, BERTH_ERROR_INVALID,
                       "the vlan '%s' does not name the interface below it; add the line 'vlan_raw_device INTERFACE'",
                       in->config->name);
    if (set_vlan(in, device, &problem))
        return origin(in, file_of(in, first), line, "vlan.tag") && origin(in, file_of(in, first), line, "vlan.device");
    return value_error(in, file_of(in, first), line, problem);
}

static bool read_all(reader *in, const debian_stanza *first, int depth)
{
    bool done = debian_effects_find(&in->effects, in->files, in->config->name, in->config->type) ||
                berth_fail_memory(in->error, DOMAIN);
    done = done && read_start(in, first) && read_link(in, depth) && finish_vlan(in, first) && read_stanzas(in);
    debian_effects_clear(&in->effects);
    return done;
}

static berth_interface_config *read_interface(const debian_files *files, const char *name, int depth, bool *read,
                                              berth_error **error)
{
    const debian_stanza *first = debian_files_first(files, name);
    BERTH_AUTO_CONFIG berth_interface_config *config = NULL;
    reader in = {.files = files, .read = read, .error = error};
    if (!first) {
        const char *colon = strchr(name, ':');
        if (colon)
            berth_fail_at(error, DOMAIN, BERTH_ERROR_NOT_FOUND, files->documents[0].shown, 0,
                          "'%s' is no interface: the address of such an alias is one of '%.*s', with the alias for a "
                          "label",
                          name, (int)(colon - name), name);
        else
            berth_fail_at(error, DOMAIN, BERTH_ERROR_NOT_FOUND, files->documents[0].shown, 0,
                          "defines no interface '%s'; list them to see which it does", name);
        return NULL;
    }
    read[first - files->stanzas] = true;
    berth_interface_type type = debian_interface_type(files, first);
    berth_error *problem = NULL;
    config = berth_interface_config_new(type, name, &problem);
    if (!config) {
        value_error(&in, files->documents[first->document].shown, debian_files_line(files, first, first->first),
                    problem);
        return NULL;
    }
    in.config = config;
    if (!read_all(&in, first, depth))
        return NULL;
    /* Of the rules that no single line breaks, ifup's tools trip over those for bonds. */
    if (type == BERTH_INTERFACE_TYPE_BOND && !berth_interface_config_check(config, &problem)) {
        value_error(&in, file_of(&in, first), debian_files_line(files, first, first->first), problem);
        return NULL;
    }
    config->revision = debian_files_revision(files, name);
    return BERTH_STEAL(config);
}

berth_interface_config *debian_read(const debian_files *files, const char *name, berth_error **error)
{
    BERTH_AUTO_FREE bool *read = calloc(files->stanza_count + 1, sizeof *read);
    if (read)
        return read_interface(files, name, 1, read, error);
    berth_fail_memory(error, DOMAIN);
    return NULL;
}

/* --- Listing --- */

/* As debian_files_revision(), without looking for the stanza. */
static uint64_t revision_of(const debian_files *files, const debian_stanza *first)
{
    BERTH_AUTO_FREE char *name = strndup(first->name, first->name_length);
    return name ? debian_files_revision(files, name) : 0;
}

/* Adds the interface whose first stanza is @first. */
static bool add_definition(const debian_files *files, const debian_stanza *first, berth_list_details details,
                           berth_definitions *list)
{
    const debian_line *mac_line = NULL;
    for (const debian_stanza *stanza = first; details && stanza && !mac_line; stanza = debian_files_next(files, stanza))
        mac_line = debian_find_option(files, stanza, DEBIAN_HWADDRESS, NULL, NULL);
    berth_interface_type type = details ? debian_interface_type(files, first) : 0;
    BERTH_AUTO_FREE char *mac =
        mac_line ? debian_option_canonical(DEBIAN_HWADDRESS, BERTH_IP_FAMILY_IPV4, mac_line, "", NULL) : NULL;
    return berth_definitions_add(list, first->name, first->name_length, type, mac,
                                 details == BERTH_LIST_REVISIONS ? revision_of(files, first) : 0);
}

bool debian_read_definitions(const debian_files *files, berth_list_details details, berth_definitions *list,
                             berth_error **error)
{
    for (size_t i = 0; i < files->stanza_count; i++)
        if (files->stanzas[i].is_first && files->stanzas[i].name_length &&
            !add_definition(files, &files->stanzas[i], details, list))
            return berth_fail_memory(error, DOMAIN);
    return true;
}
