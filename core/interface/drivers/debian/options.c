/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/options.h"

#include <stdio.h>

#include "base/error.h"
#include "interface/address.h"

#define MAX_INHERITANCE 16

typedef struct option {
    const char *name; /* with underscores where Debian's own documents have them */
    bool of_link;
} option;

static const option options[DEBIAN_FIELDS] = {
    [DEBIAN_ADDRESS] = {"address",         false},
    [DEBIAN_NETMASK] = {"netmask",         false},
    [DEBIAN_GATEWAY] = {"gateway",         false},
    [DEBIAN_MTU] = {"mtu",             true },
    [DEBIAN_HWADDRESS] = {"hwaddress",       true },
    [DEBIAN_BRIDGE_PORTS] = {"bridge_ports",    true },
    [DEBIAN_BRIDGE_STP] = {"bridge_stp",      true },
    [DEBIAN_BRIDGE_FD] = {"bridge_fd",       true },
    [DEBIAN_VLAN_RAW_DEVICE] = {"vlan_raw_device", true },
};

const char *debian_field_name(debian_field field)
{
    return options[field].name;
}

bool debian_field_is_of_link(debian_field field)
{
    return options[field].of_link;
}

/* ifupdown hands options to its scripts as IF_UPPER_CASE variables, where a hyphen becomes an underscore. */
static bool same_option(debian_slice word, const char *name)
{
    if (strlen(name) != word.length)
        return false;
    for (size_t i = 0; i < word.length; i++)
        if ((word.text[i] == '-' ? '_' : word.text[i]) != (name[i] == '-' ? '_' : name[i]))
            return false;
    return true;
}

static debian_field field_of_word(debian_slice word)
{
    for (int field = DEBIAN_EXTRA + 1; field < DEBIAN_FIELDS; field++)
        if (same_option(word, options[field].name))
            return (debian_field)field;
    return DEBIAN_EXTRA;
}

debian_field debian_field_by_name(const char *name)
{
    return field_of_word((debian_slice){name, strlen(name)});
}

/* Ports by pattern (bridge-utils-interfaces(5): "all", "regex") are no list of names; they are kept as they are. */
static bool has_port_patterns(debian_slice value)
{
    debian_slice word;
    while (debian_next_word(&value, &word))
        if (debian_slice_is(word, "all") || debian_slice_is(word, "regex") || debian_slice_is(word, "noregex"))
            return true;
    return false;
}

debian_field debian_field_of(const debian_line *line)
{
    if (line->kind != DEBIAN_OPTION)
        return DEBIAN_EXTRA;
    debian_field field = field_of_word(debian_keyword(line));
    if (field == DEBIAN_BRIDGE_PORTS && has_port_patterns(debian_value(line)))
        return DEBIAN_EXTRA;
    /* "hwaddress random" is no address, and a new one each time. */
    return field == DEBIAN_HWADDRESS && debian_slice_is(debian_value(line), "random") ? DEBIAN_EXTRA : field;
}

static char *canonical_ports(debian_slice value)
{
    berth_buffer ports = {0};
    debian_slice word;
    while (debian_next_word(&value, &word)) {
        if (debian_slice_is(word, "none"))
            continue;
        if (ports.length)
            berth_buffer_add_string(&ports, " ");
        berth_buffer_add(&ports, word.text, word.length);
    }
    return berth_buffer_steal(&ports);
}

static char *canonical_number(int64_t number)
{
    char *text = NULL;
    return number < 0 || asprintf(&text, "%lld", (long long)number) < 0 ? NULL : text;
}

/* "ether 52:54:00:12:34:56", as older documents have it, is the address alone. */
static char *canonical_mac(const char *text, berth_error **error)
{
    char mac[BERTH_MAC_TEXT];
    if (strncmp(text, "ether", 5) == 0 && (text[5] == ' ' || text[5] == '\t'))
        text += 5 + strspn(text + 5, " \t");
    return berth_mac_parse(text, mac, error) ? strdup(mac) : NULL;
}

static char *canonical_address(berth_ip_family family, const char *text, berth_error **error)
{
    char address[BERTH_ADDRESS_TEXT], *result = NULL;
    int prefix;
    if (!berth_address_parse_prefix(family, text, address, &prefix, error))
        return NULL;
    if (prefix < 0)
        return strdup(address);
    return asprintf(&result, "%s/%d", address, prefix) < 0 ? NULL : result;
}

static char *canonical(debian_field field, berth_ip_family family, const char *text, debian_slice value,
                       berth_error **error)
{
    char address[BERTH_ADDRESS_TEXT];
    switch (field) {
    case DEBIAN_ADDRESS:
        return canonical_address(family, text, error);
    case DEBIAN_NETMASK:
        return canonical_number(berth_netmask_parse(family, text));
    case DEBIAN_GATEWAY:
        return berth_address_parse(family, text, address, error) ? strdup(address) : NULL;
    case DEBIAN_MTU:
        return canonical_number(berth_parse_number(text, 0, INT32_MAX));
    case DEBIAN_HWADDRESS:
        return canonical_mac(text, error);
    case DEBIAN_BRIDGE_PORTS:
        return canonical_ports(value);
    case DEBIAN_BRIDGE_STP:
        if (strcmp(text, "on") == 0 || strcmp(text, "yes") == 0)
            return strdup("on");
        return strcmp(text, "off") == 0 || strcmp(text, "no") == 0 ? strdup("off") : NULL;
    case DEBIAN_BRIDGE_FD:
        return canonical_number(berth_parse_seconds(text));
    default:
        return strdup(text);
    }
}

char *debian_option_canonical(debian_field field, berth_ip_family family, const debian_line *line, const char *file,
                              berth_error **error)
{
    BERTH_AUTO_ERROR berth_error *problem = NULL;
    BERTH_AUTO_FREE char *text = debian_slice_copy(debian_value(line));
    char *result = text ? canonical(field, family, text, debian_value(line), &problem) : NULL;
    if (!result)
        berth_fail_at(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_INVALID, file, line->number,
                      "'%s' is no value for %.*s%s%s", text ? text : "", (int)debian_keyword(line).length,
                      debian_keyword(line).text, problem ? ": " : "; correct this line",
                      problem ? berth_error_get_message(problem) : "");
    return result;
}

/* The stanza that @stanza inherits from: the last before it of that name, and of its family where it names one. */
const debian_stanza *debian_stanza_parent(const debian_files *files, const debian_stanza *stanza)
{
    const debian_stanza *parent = NULL;
    debian_iface said = debian_stanza_iface(files, stanza);
    if (!said.inherits.length)
        return NULL;
    BERTH_AUTO_FREE char *name = debian_slice_copy(said.inherits);
    const debian_stanza *other = name ? debian_files_first(files, name) : NULL;
    for (; other && other < stanza; other = debian_files_next(files, other)) {
        debian_slice family = debian_stanza_iface(files, other).family;
        if (!said.family.length ||
            (family.length == said.family.length && memcmp(family.text, said.family.text, family.length) == 0))
            parent = other;
    }
    return parent;
}

/* The family's word, which may be inherited. */
debian_slice debian_stanza_family_word(const debian_files *files, const debian_stanza *stanza)
{
    for (int depth = 0; stanza && depth < MAX_INHERITANCE; depth++, stanza = debian_stanza_parent(files, stanza)) {
        debian_slice family = debian_stanza_iface(files, stanza).family;
        if (family.length)
            return family;
    }
    return (debian_slice){"", 0};
}

int debian_stanza_family(const debian_files *files, const debian_stanza *stanza)
{
    debian_slice family = debian_stanza_family_word(files, stanza);
    if (debian_slice_is(family, "inet"))
        return BERTH_IP_FAMILY_IPV4;
    return debian_slice_is(family, "inet6") ? BERTH_IP_FAMILY_IPV6 : 0;
}

debian_slice debian_stanza_method(const debian_files *files, const debian_stanza *stanza)
{
    for (int depth = 0; stanza && depth < MAX_INHERITANCE; depth++, stanza = debian_stanza_parent(files, stanza)) {
        debian_slice method = debian_stanza_iface(files, stanza).method;
        if (method.length)
            return method;
    }
    return (debian_slice){"", 0};
}

const debian_line *debian_find_option(const debian_files *files, const debian_stanza *stanza, debian_field field,
                                      bool *inherited, const char **file)
{
    const debian_stanza *own = stanza;
    for (int depth = 0; stanza && depth < MAX_INHERITANCE; depth++, stanza = debian_stanza_parent(files, stanza))
        for (size_t i = stanza->first + 1; i < stanza->end; i++) {
            const debian_line *line = debian_files_line(files, stanza, i);
            if (debian_field_of(line) != field)
                continue;
            if (inherited)
                *inherited = stanza != own;
            if (file)
                *file = files->documents[stanza->document].shown;
            return line;
        }
    return NULL;
}

char *debian_stanza_address(const debian_files *files, const debian_stanza *stanza, berth_error **error)
{
    berth_ip_family family = (berth_ip_family)debian_stanza_family(files, stanza);
    const char *file = files->documents[stanza->document].shown, *address_file = NULL, *mask_file = NULL;
    const debian_line *address = debian_find_option(files, stanza, DEBIAN_ADDRESS, NULL, &address_file);
    const debian_line *mask = debian_find_option(files, stanza, DEBIAN_NETMASK, NULL, &mask_file);
    if (!address) {
        berth_fail_at(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_INVALID, file,
                      debian_files_line(files, stanza, stanza->first)->number,
                      "a static stanza needs an address; add the line 'address ADDRESS/PREFIX'");
        return NULL;
    }
    char *text = debian_option_canonical(DEBIAN_ADDRESS, family, address, address_file, error);
    if (!text || !mask || strchr(text, '/'))
        return text;
    BERTH_AUTO_FREE char *whole = text;
    BERTH_AUTO_FREE char *prefix = debian_option_canonical(DEBIAN_NETMASK, family, mask, mask_file, error);
    char *joined = NULL;
    return !prefix || asprintf(&joined, "%s/%s", whole, prefix) < 0 ? NULL : joined;
}

static berth_interface_type type_by_option(const debian_line *line)
{
    if (line->kind != DEBIAN_OPTION)
        return 0;
    if (same_option(debian_keyword(line), "bridge_ports"))
        return BERTH_INTERFACE_TYPE_BRIDGE;
    if (same_option(debian_keyword(line), "vlan_raw_device"))
        return BERTH_INTERFACE_TYPE_VLAN;
    if (same_option(debian_keyword(line), "bond_slaves") || same_option(debian_keyword(line), "bond_mode"))
        return BERTH_INTERFACE_TYPE_BOND;
    return 0;
}

berth_interface_type debian_stanza_type(const debian_files *files, const debian_stanza *stanza)
{
    if (debian_slice_is(debian_stanza_iface(files, stanza).method, "loopback"))
        return BERTH_INTERFACE_TYPE_LOOPBACK;
    for (int depth = 0; stanza && depth < MAX_INHERITANCE; depth++, stanza = debian_stanza_parent(files, stanza))
        for (size_t i = stanza->first + 1; i < stanza->end; i++) {
            berth_interface_type type = type_by_option(debian_files_line(files, stanza, i));
            if (type)
                return type;
        }
    return 0;
}

berth_interface_type debian_type_by_name(const char *name)
{
    return berth_vlan_tag_in_name(name) > 0 ? BERTH_INTERFACE_TYPE_VLAN : BERTH_INTERFACE_TYPE_ETHERNET;
}

berth_interface_type debian_interface_type(const debian_files *files, const char *name)
{
    const debian_stanza *stanza = NULL;
    for (stanza = debian_files_first(files, name); stanza; stanza = debian_files_next(files, stanza)) {
        berth_interface_type type = debian_stanza_type(files, stanza);
        if (type)
            return type;
    }
    return debian_type_by_name(name);
}
