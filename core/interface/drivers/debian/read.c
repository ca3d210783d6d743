/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/read.h"

#include "base/error.h"
#include "base/utf8.h"
#include "interface/address.h"
#include "interface/drivers/debian/options.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define MAX_DEPTH 4 /* of ports that have ports */

typedef struct reader {
    const debian_files *files;
    berth_interface_config *config;
    berth_error **error;
} reader;

static berth_interface_config *read_interface(const debian_files *files, const char *name, int depth,
                                              berth_error **error);

static bool fail_at(const reader *in, const debian_stanza *stanza, size_t line, berth_error_code code,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));

static bool fail_at(const reader *in, const debian_stanza *stanza, size_t line, berth_error_code code,
                    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    berth_vfail_at(in->error, DOMAIN, code, in->files->documents[stanza->document].shown,
                   debian_files_line(in->files, stanza, line)->number, format, arguments);
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

int64_t debian_vlan_tag(const char *name)
{
    if (strncmp(name, "vlan", 4) == 0)
        return berth_parse_number(name + 4, 1, BERTH_VLAN_TAG_MAX);
    return berth_vlan_tag_in_name(name);
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
    /* A port with a stanza of its own brings its settings; one that cannot be a port as it stands is only named. */
    if (depth < MAX_DEPTH && strcmp(name, in->config->name) != 0)
        port = read_interface(in->files, name, depth + 1, NULL);
    if (port && (port->ipv4.present || port->ipv6.present ||
                 (port->type != BERTH_INTERFACE_TYPE_ETHERNET && port->type != BERTH_INTERFACE_TYPE_VLAN))) {
        berth_interface_config_unref(port);
        port = NULL;
    }
    if (!port)
        port = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, name, problem);
    return port && berth_interface_config_add_port(in->config, port, problem);
}

static bool set_ports(reader *in, const char *value, int depth, berth_error **problem)
{
    debian_slice rest = {value, strlen(value)}, word;
    while (debian_next_word(&rest, &word))
        if (!add_port(in, word, depth, problem))
            return false;
    return true;
}

static bool set_vlan(reader *in, const char *device, berth_error **problem)
{
    int64_t tag = debian_vlan_tag(in->config->name);
    if (tag < 0)
        return berth_fail(problem, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                          "the name '%s' does not tell the vlan's tag; rename it to %s.TAG or vlanTAG",
                          in->config->name, device);
    return berth_interface_config_set_vlan(in->config, tag, device, problem);
}

/* Sets what one option of the interface says; @value is canonical. */
static bool set_link_option(reader *in, debian_field field, const char *value, int depth, berth_error **problem)
{
    switch (field) {
    case DEBIAN_MTU:
        return berth_interface_config_set_mtu(in->config, berth_parse_number(value, 0, INT32_MAX), problem);
    case DEBIAN_HWADDRESS:
        return berth_interface_config_set_mac(in->config, value, problem);
    case DEBIAN_BRIDGE_PORTS:
        return set_ports(in, value, depth, problem);
    case DEBIAN_BRIDGE_STP:
        return berth_interface_config_set_stp(in->config, strcmp(value, "on") == 0, problem);
    case DEBIAN_BRIDGE_FD:
        return berth_interface_config_set_delay(in->config, berth_parse_number(value, 0, INT32_MAX), problem);
    case DEBIAN_VLAN_RAW_DEVICE:
        return set_vlan(in, value, problem);
    default:
        return true;
    }
}

/* The first stanza that has the option decides; ifupdown runs them in order. */
static bool read_link_option(reader *in, debian_field field, int depth)
{
    const char *name = in->config->name, *file = NULL;
    const debian_stanza *stanza = debian_files_first(in->files, name);
    const debian_line *line = NULL;
    for (; !line && stanza; stanza = debian_files_next(in->files, stanza))
        line = debian_find_option(in->files, stanza, field, NULL, &file);
    if (!line)
        return true;
    berth_error *problem = NULL;
    BERTH_AUTO_FREE char *value = debian_option_canonical(field, BERTH_IP_FAMILY_IPV4, line, file, in->error);
    if (!value)
        return false;
    return set_link_option(in, field, value, depth, &problem) ? true : value_error(in, file, line, problem);
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

static bool read_static(reader *in, const debian_stanza *stanza, berth_ip *ip)
{
    berth_error *problem = NULL;
    const char *file = NULL;
    BERTH_AUTO_FREE char *address = debian_stanza_address(in->files, stanza, in->error);
    if (!address)
        return false;
    /* The same address over again adds nothing, and ifup does not mind. */
    if (!has_address(ip, address) && !berth_interface_config_add_address(in->config, ip->family, address, &problem))
        return value_error(in, in->files->documents[stanza->document].shown,
                           debian_files_line(in->files, stanza, stanza->first), problem);
    const debian_line *gateway = debian_find_option(in->files, stanza, DEBIAN_GATEWAY, NULL, &file);
    if (!gateway || ip->gateway)
        return true;
    ip->gateway = debian_option_canonical(DEBIAN_GATEWAY, ip->family, gateway, file, in->error);
    return ip->gateway != NULL;
}

static bool read_method(reader *in, const debian_stanza *stanza)
{
    int family = debian_stanza_family(in->files, stanza);
    debian_slice method = debian_stanza_method(in->files, stanza);
    debian_slice family_word = debian_stanza_family_word(in->files, stanza);
    berth_ip *ip = berth_interface_config_ip(in->config, (berth_ip_family)family);
    if (!ip)
        return fail_at(in, stanza, stanza->first, BERTH_ERROR_UNSUPPORTED,
                       "the address family '%.*s' of '%s' is not supported; berth knows inet and inet6",
                       (int)family_word.length, family_word.text, in->config->name);
    if (debian_slice_is(method, "static"))
        return read_static(in, stanza, ip);
    if (debian_slice_is(method, "dhcp"))
        ip->dhcp = ip->present = true;
    else if (debian_slice_is(method, "auto") && family == BERTH_IP_FAMILY_IPV6)
        ip->autoconf = ip->present = true;
    else if (debian_slice_is(method, "manual"))
        ip->present = ip->present || family == BERTH_IP_FAMILY_IPV6;
    else if (!debian_slice_is(method, "loopback"))
        return fail_at(
            in, stanza, stanza->first, BERTH_ERROR_UNSUPPORTED,
            "the method '%.*s' of '%s' is not supported; berth knows static, dhcp, auto, manual and loopback",
            (int)method.length, method.text, in->config->name);
    return true;
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
    for (size_t i = stanza->first + 1; i < stanza->end; i++) {
        const debian_line *line = debian_files_line(in->files, stanza, i);
        if (line->kind != DEBIAN_OPTION || debian_field_of(line) != DEBIAN_EXTRA)
            continue;
        BERTH_AUTO_FREE char *name = debian_slice_copy(debian_keyword(line));
        BERTH_AUTO_FREE char *value = debian_slice_copy(debian_value(line));
        if (!name || !value)
            return berth_fail_memory(in->error, DOMAIN);
        if (!is_text(name) || !is_text(value))
            return fail_at(in, stanza, i, BERTH_ERROR_INVALID,
                           "this option is not UTF-8 text, so XML and JSON cannot hold it; save the file as UTF-8");
        if (!berth_interface_config_add_extra(in->config, ordinal, name, value))
            return berth_fail_memory(in->error, DOMAIN);
    }
    return true;
}

static bool read_stanzas(reader *in)
{
    const debian_stanza *stanza = NULL;
    int ordinal = 0;
    in->config->extras_given = true;
    for (stanza = debian_files_first(in->files, in->config->name); stanza;
         stanza = debian_files_next(in->files, stanza))
        if (!read_method(in, stanza) || !read_extras(in, stanza, ordinal++))
            return false;
    return true;
}

static bool finish_vlan(reader *in, const debian_stanza *first)
{
    berth_error *problem = NULL;
    if (in->config->type != BERTH_INTERFACE_TYPE_VLAN || in->config->vlan.device)
        return true;
    BERTH_AUTO_FREE char *device = device_in_name(in->config->name);
    if (!device)
        return fail_at(in, first, first->first, BERTH_ERROR_INVALID,
                       "the vlan '%s' does not name the interface below it; add the line 'vlan_raw_device INTERFACE'",
                       in->config->name);
    if (set_vlan(in, device, &problem))
        return true;
    return value_error(in, in->files->documents[first->document].shown,
                       debian_files_line(in->files, first, first->first), problem);
}

static berth_interface_config *read_interface(const debian_files *files, const char *name, int depth,
                                              berth_error **error)
{
    const debian_stanza *first = debian_files_first(files, name);
    BERTH_AUTO_CONFIG berth_interface_config *config = NULL;
    reader in = {.files = files, .error = error};
    if (!first) {
        berth_fail_at(error, DOMAIN, BERTH_ERROR_NOT_FOUND, files->documents[0].shown, 0,
                      "defines no interface '%s'; list them to see which it does", name);
        return NULL;
    }
    berth_interface_type type = debian_interface_type(files, name);
    if (type == BERTH_INTERFACE_TYPE_BOND) {
        fail_at(&in, first, first->first, BERTH_ERROR_UNSUPPORTED, "'%s' is a bond, which this version cannot read",
                name);
        return NULL;
    }
    if (strchr(name, ':')) {
        fail_at(&in, first, first->first, BERTH_ERROR_UNSUPPORTED,
                "'%s' is an alias, which berth cannot read; give its address to the interface itself", name);
        return NULL;
    }
    berth_error *problem = NULL;
    config = berth_interface_config_new(type, name, &problem);
    if (!config) {
        value_error(&in, files->documents[first->document].shown, debian_files_line(files, first, first->first),
                    problem);
        return NULL;
    }
    in.config = config;
    config->start = debian_files_start_mode(files, name);
    config->start_given = true;
    for (int field = DEBIAN_EXTRA + 1; field < DEBIAN_FIELDS; field++)
        if (debian_field_is_of_link((debian_field)field) && !read_link_option(&in, (debian_field)field, depth))
            return NULL;
    if (!finish_vlan(&in, first) || !read_stanzas(&in))
        return NULL;
    config->revision = debian_files_revision(files, name);
    return BERTH_STEAL(config);
}

berth_interface_config *debian_read(const debian_files *files, const char *name, berth_error **error)
{
    return read_interface(files, name, 1, error);
}

/* --- Listing --- */

/* Adds the interface whose first stanza is @first. */
static bool add_definition(const debian_files *files, const debian_stanza *first, bool details, berth_definitions *list)
{
    char *name = strndup(first->name, first->name_length);
    const debian_line *mac_line = NULL;
    berth_interface_type type = 0;
    for (const debian_stanza *stanza = first; details && stanza; stanza = debian_files_next(files, stanza)) {
        if (!mac_line)
            mac_line = debian_find_option(files, stanza, DEBIAN_HWADDRESS, NULL, NULL);
        if (!type)
            type = debian_stanza_type(files, stanza);
    }
    if (details && name && !type)
        type = debian_type_by_name(name);
    char *mac = mac_line ? debian_option_canonical(DEBIAN_HWADDRESS, BERTH_IP_FAMILY_IPV4, mac_line, "", NULL) : NULL;
    return berth_definitions_add(list, name, type, mac);
}

bool debian_read_definitions(const debian_files *files, bool details, berth_definitions *list, berth_error **error)
{
    for (size_t i = 0; i < files->stanza_count; i++)
        if (files->stanzas[i].is_first && !add_definition(files, &files->stanzas[i], details, list))
            return berth_fail_memory(error, DOMAIN);
    return true;
}
