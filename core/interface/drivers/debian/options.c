/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/options.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "interface/address.h"
#include "interface/drivers/debian/methods.h"

#define ANY 0U
#define A(type) (1U << (type))
#define BRIDGE A(BERTH_INTERFACE_TYPE_BRIDGE)
#define VLAN A(BERTH_INTERFACE_TYPE_VLAN)
#define BOND A(BERTH_INTERFACE_TYPE_BOND)

typedef struct option {
    const char *name; /* with underscores where Debian's own documents have them */
    bool of_link, is_list;
    unsigned types; /* ANY, or a bit for each type that has it */
} option;

static const option options[DEBIAN_FIELDS] = {
    [DEBIAN_ADDRESS] = {"address",            false, false, ANY   },
    [DEBIAN_NETMASK] = {"netmask",            false, false, ANY   },
    [DEBIAN_GATEWAY] = {"gateway",            false, false, ANY   },
    [DEBIAN_METRIC] = {"metric",             false, false, ANY   },
    [DEBIAN_AUTOCONF] = {"autoconf",           false, false, ANY   },
    [DEBIAN_ACCEPT_RA] = {"accept_ra",          false, false, ANY   },
    [DEBIAN_HWADDRESS] = {"hwaddress",          true,  false, ANY   },
    [DEBIAN_MTU] = {"mtu",                true,  false, ANY   },
    [DEBIAN_BRIDGE_PORTS] = {"bridge_ports",       true,  true,  BRIDGE},
    [DEBIAN_BRIDGE_STP] = {"bridge_stp",         true,  false, BRIDGE},
    [DEBIAN_BRIDGE_FD] = {"bridge_fd",          true,  false, BRIDGE},
    [DEBIAN_VLAN_RAW_DEVICE] = {"vlan_raw_device",    true,  false, VLAN  },
    [DEBIAN_VLAN_ID] = {"vlan-id",            true,  false, VLAN  },
    [DEBIAN_BOND_SLAVES] = {"bond_slaves",        true,  true,  BOND  },
    [DEBIAN_BOND_PRIMARY] = {"bond_primary",       true,  false, BOND  },
    [DEBIAN_BOND_MODE] = {"bond_mode",          true,  false, BOND  },
    [DEBIAN_BOND_MIIMON] = {"bond_miimon",        true,  false, BOND  },
    [DEBIAN_BOND_UPDELAY] = {"bond_updelay",       true,  false, BOND  },
    [DEBIAN_BOND_DOWNDELAY] = {"bond_downdelay",     true,  false, BOND  },
    [DEBIAN_BOND_USE_CARRIER] = {"bond_use_carrier",   true,  false, BOND  },
    [DEBIAN_BOND_ARP_INTERVAL] = {"bond_arp_interval",  true,  false, BOND  },
    [DEBIAN_BOND_ARP_IP_TARGET] = {"bond_arp_ip_target", true,  true,  BOND  },
    [DEBIAN_BOND_ARP_VALIDATE] = {"bond_arp_validate",  true,  false, BOND  },
    [DEBIAN_DNS_NAMESERVERS] = {"dns-nameservers",    true,  true,  ANY   },
    [DEBIAN_DNS_SEARCH] = {"dns-search",         true,  true,  ANY   },
};

const char *debian_field_name(debian_field field)
{
    return options[field].name;
}

const char *debian_field_path(debian_field field)
{
    static const char *const paths[DEBIAN_FIELDS] = {
        [DEBIAN_HWADDRESS] = "mac",
        [DEBIAN_MTU] = "mtu",
        [DEBIAN_BRIDGE_PORTS] = "bridge.ports",
        [DEBIAN_BRIDGE_STP] = "bridge.stp",
        [DEBIAN_BRIDGE_FD] = "bridge.delay_ms",
        [DEBIAN_VLAN_RAW_DEVICE] = "vlan.device",
        [DEBIAN_VLAN_ID] = "vlan.tag",
        [DEBIAN_BOND_SLAVES] = "bond.ports",
        [DEBIAN_BOND_PRIMARY] = "bond.primary",
        [DEBIAN_BOND_MODE] = "bond.mode",
        [DEBIAN_BOND_MIIMON] = "bond.miimon_ms",
        [DEBIAN_BOND_UPDELAY] = "bond.updelay_ms",
        [DEBIAN_BOND_DOWNDELAY] = "bond.downdelay_ms",
        [DEBIAN_BOND_USE_CARRIER] = "bond.use_carrier",
        [DEBIAN_BOND_ARP_INTERVAL] = "bond.arp_interval_ms",
        [DEBIAN_BOND_ARP_IP_TARGET] = "bond.arp_targets",
        [DEBIAN_BOND_ARP_VALIDATE] = "bond.arp_validate",
        [DEBIAN_DNS_NAMESERVERS] = "dns.servers",
        [DEBIAN_DNS_SEARCH] = "dns.search",
    };
    return paths[field];
}

bool debian_field_is_of_link(debian_field field)
{
    return options[field].of_link;
}

bool debian_field_fits(debian_field field, berth_interface_type type)
{
    return options[field].types == ANY || options[field].types & A(type);
}

bool debian_field_is_list(debian_field field)
{
    return options[field].is_list;
}

/* ifupdown hands options to its scripts as IF_UPPER_CASE variables, where a hyphen becomes an underscore. */
bool debian_is_option(debian_slice word, const char *name)
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
        if (debian_is_option(word, options[field].name))
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

/* Without a zone: "fe80::1%eth0" is no plain address. */
static bool are_addresses(debian_slice value)
{
    char text[BERTH_ADDRESS_TEXT], address[BERTH_ADDRESS_TEXT];
    debian_slice word;
    while (debian_next_word(&value, &word)) {
        if (word.length >= sizeof text)
            return false;
        memcpy(text, word.text, word.length);
        text[word.length] = '\0';
        if (!berth_address_parse(BERTH_IP_FAMILY_IPV4, text, address, NULL) &&
            !berth_address_parse(BERTH_IP_FAMILY_IPV6, text, address, NULL))
            return false;
    }
    return true;
}

/* By word or by number, as sysfs takes it. The newer "filter" modes are not in the model. */
static int arp_validate_of(debian_slice value)
{
    for (int i = 0; i <= 3; i++) {
        char digit[2] = {(char)('0' + i), '\0'};
        if (debian_slice_is(value, berth_arp_validate_get_name(i)) || debian_slice_is(value, digit))
            return i;
    }
    return -1;
}

/* As ip(8) reads it: 010 is 8, and 0x10 is 16. Returns: -1 for what is no metric. */
static int64_t metric_of(debian_slice value)
{
    char text[16] = "", *end = text;
    if (value.length >= sizeof text || !value.length || !isdigit((unsigned char)value.text[0]))
        return -1;
    memcpy(text, value.text, value.length);
    unsigned long long metric = strtoull(text, &end, 0);
    return *end || metric > BERTH_METRIC_MAX ? -1 : (int64_t)metric;
}

debian_field debian_field_of(const debian_line *line)
{
    return line->kind == DEBIAN_OPTION ? debian_field_of_option(debian_keyword(line), debian_value(line))
                                       : DEBIAN_EXTRA;
}

debian_field debian_field_of_option(debian_slice name, debian_slice value)
{
    debian_field field = field_of_word(name);
    switch (field) {
    case DEBIAN_BRIDGE_PORTS:
    case DEBIAN_BOND_SLAVES:
        return has_port_patterns(value) ? DEBIAN_EXTRA : field;
    case DEBIAN_HWADDRESS:
        /* "random" is no address, and a new one each time. */
        return debian_slice_is(value, "random") ? DEBIAN_EXTRA : field;
    case DEBIAN_METRIC:
        return metric_of(value) < 0 ? DEBIAN_EXTRA : field;
    case DEBIAN_DNS_NAMESERVERS:
        return are_addresses(value) ? field : DEBIAN_EXTRA;
    case DEBIAN_BOND_ARP_VALIDATE:
        return arp_validate_of(value) < 0 ? DEBIAN_EXTRA : field;
    case DEBIAN_BOND_USE_CARRIER:
        return debian_slice_is(value, "0") || debian_slice_is(value, "1") ? field : DEBIAN_EXTRA;
    default:
        return field;
    }
}

bool debian_line_names(const debian_line *line, debian_field field)
{
    return line->kind == DEBIAN_OPTION && debian_is_option(debian_keyword(line), options[field].name);
}

/* Words with one space between, without @skip; each in the form that @form gives it (nullable, in place). */
static char *canonical_words(debian_slice value, const char *skip, bool (*form)(char *word, size_t size))
{
    berth_buffer words = {0};
    debian_slice word;
    while (debian_next_word(&value, &word)) {
        char text[BERTH_ADDRESS_TEXT] = "";
        if (skip && debian_slice_is(word, skip))
            continue;
        if (words.length)
            berth_buffer_add_string(&words, " ");
        if (form && word.length < sizeof text) {
            memcpy(text, word.text, word.length);
            if (form(text, sizeof text))
                word = (debian_slice){text, strlen(text)};
        }
        berth_buffer_add(&words, word.text, word.length);
    }
    return berth_buffer_steal(&words);
}

static bool canonical_ip(char *word, size_t size)
{
    char address[BERTH_ADDRESS_TEXT];
    if (!berth_address_parse(BERTH_IP_FAMILY_IPV4, word, address, NULL) &&
        !berth_address_parse(BERTH_IP_FAMILY_IPV6, word, address, NULL))
        return false;
    snprintf(word, size, "%s", address);
    return true;
}

static char *canonical_first_word(debian_slice value)
{
    debian_slice word;
    return debian_next_word(&value, &word) ? debian_slice_copy(word) : NULL;
}

/* By word or by number, as the kernel's module takes it. */
static char *canonical_mode(const char *text, berth_error **error)
{
    int64_t number = berth_parse_number(text, 0, BERTH_BOND_MODE_BALANCE_ALB);
    int mode = number >= 0 ? (int)number : berth_bond_mode_from_name(text);
    if (mode >= 0)
        return strdup(berth_bond_mode_get_name((berth_bond_mode)mode));
    berth_fail(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_INVALID,
               "use balance-rr, active-backup, balance-xor, broadcast, 802.3ad, balance-tlb or balance-alb");
    return NULL;
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

/* "192.0.2.1/24", or as ifup takes it too, "192.0.2.1/255.255.255.0". */
static bool parse_address(berth_ip_family family, const char *text, char address[BERTH_ADDRESS_TEXT], int *prefix,
                          berth_error **error)
{
    const char *slash = strchr(text, '/');
    int mask = slash && strchr(slash, '.') ? berth_netmask_parse(family, slash + 1) : BERTH_NO_PREFIX;
    BERTH_AUTO_FREE char *alone = mask >= 0 ? strndup(text, (size_t)(slash - text)) : NULL;
    if (!alone)
        return berth_address_parse_prefix(family, text, address, prefix, error);
    *prefix = mask;
    return berth_address_parse(family, alone, address, error);
}

static char *canonical_address(berth_ip_family family, const char *text, berth_error **error)
{
    char address[BERTH_ADDRESS_TEXT], *result = NULL;
    int prefix;
    if (!parse_address(family, text, address, &prefix, error))
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
    case DEBIAN_METRIC:
        return canonical_number(metric_of(value));
    case DEBIAN_HWADDRESS:
        return canonical_mac(text, error);
    case DEBIAN_BRIDGE_PORTS:
    case DEBIAN_BOND_SLAVES:
        return canonical_words(value, "none", NULL);
    case DEBIAN_BOND_ARP_IP_TARGET:
    case DEBIAN_DNS_NAMESERVERS:
        return canonical_words(value, NULL, canonical_ip);
    case DEBIAN_DNS_SEARCH:
        return canonical_words(value, NULL, NULL);
    case DEBIAN_BOND_PRIMARY:
        return canonical_first_word(value);
    case DEBIAN_BOND_MODE:
        return canonical_mode(text, error);
    case DEBIAN_BOND_ARP_VALIDATE:
        return canonical_number(arp_validate_of(value));
    case DEBIAN_AUTOCONF:
        return strcmp(text, "0") == 0 ? strdup("0") : strdup("1");
    case DEBIAN_BOND_MIIMON:
    case DEBIAN_BOND_UPDELAY:
    case DEBIAN_BOND_DOWNDELAY:
    case DEBIAN_BOND_USE_CARRIER:
    case DEBIAN_BOND_ARP_INTERVAL:
    case DEBIAN_MTU:
        return canonical_number(berth_parse_number(text, 0, INT32_MAX));
    case DEBIAN_VLAN_ID:
        return canonical_number(berth_parse_number(text, 1, BERTH_VLAN_TAG_MAX));
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
                      debian_keyword(line).text,
                      text && strchr(text, '#') ? "; a comment needs a line of its own, move it"
                      : problem                 ? ": "
                                                : "; correct this line",
                      problem && !strchr(text, '#') ? berth_error_get_message(problem) : "");
    return result;
}

static bool same_slice(debian_slice a, debian_slice b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

/* The first stanza of that name above, and of the family where @stanza names one; that may be inherited there. */
const debian_stanza *debian_stanza_parent(const debian_files *files, const debian_stanza *stanza)
{
    debian_iface said = debian_stanza_iface(files, stanza);
    if (!said.inherits.length)
        return NULL;
    const char *colon = memchr(said.inherits.text, ':', said.inherits.length);
    BERTH_AUTO_FREE char *name =
        strndup(said.inherits.text, colon ? (size_t)(colon - said.inherits.text) : said.inherits.length);
    const debian_stanza *other = name ? debian_files_first(files, name) : NULL;
    for (; other && other < stanza; other = debian_files_next(files, other)) {
        bool fits = !said.family.length || same_slice(debian_stanza_family_word(files, other), said.family);
        if (fits && same_slice(debian_stanza_label(other), said.inherits))
            return other;
    }
    return NULL;
}

/* The family's word, which may be inherited. */
debian_slice debian_stanza_family_word(const debian_files *files, const debian_stanza *stanza)
{
    for (int depth = 0; stanza && depth < DEBIAN_MAX_INHERITANCE;
         depth++, stanza = debian_stanza_parent(files, stanza)) {
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
    for (int depth = 0; stanza && depth < DEBIAN_MAX_INHERITANCE;
         depth++, stanza = debian_stanza_parent(files, stanza)) {
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
    for (int depth = 0; stanza && depth < DEBIAN_MAX_INHERITANCE; depth++, stanza = debian_stanza_parent(files, stanza))
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
    bool bare = text && !strchr(text, '/');
    if (!text || (!mask && !bare))
        return text;
    /* Of a prefix and a netmask ifup takes the netmask, whichever stands first. */
    text[strcspn(text, "/")] = '\0';
    BERTH_AUTO_FREE char *whole = text;
    BERTH_AUTO_FREE char *prefix = mask ? debian_option_canonical(DEBIAN_NETMASK, family, mask, mask_file, error)
                                        : canonical_number(berth_address_usual_prefix(family, text));
    char *joined = NULL;
    return !prefix || asprintf(&joined, "%s/%s", whole, prefix) < 0 ? NULL : joined;
}

bool debian_address_is_bare(const debian_files *files, const debian_stanza *stanza)
{
    const debian_line *address = debian_find_option(files, stanza, DEBIAN_ADDRESS, NULL, NULL);
    debian_slice text = address ? debian_value(address) : (debian_slice){"/", 1};
    return !memchr(text.text, '/', text.length) && !debian_find_option(files, stanza, DEBIAN_NETMASK, NULL, NULL);
}

const debian_line *debian_bond_master_line(const debian_files *files, const debian_stanza *stanza, const char *bond)
{
    for (size_t i = stanza->first + 1; i < stanza->end; i++) {
        const debian_line *line = debian_files_line(files, stanza, i);
        if (line->kind == DEBIAN_OPTION && debian_is_option(debian_keyword(line), "bond_master") &&
            (!bond || debian_slice_is(debian_value(line), bond)))
            return line;
    }
    return NULL;
}

int64_t debian_vlan_tag(const char *name)
{
    if (strncmp(name, "vlan", 4) == 0)
        return berth_parse_number(name + 4, 1, BERTH_VLAN_TAG_MAX);
    return berth_vlan_tag_in_name(name);
}

static berth_interface_type type_by_option(const debian_line *line)
{
    if (line->kind != DEBIAN_OPTION)
        return 0;
    debian_slice keyword = debian_keyword(line);
    if (debian_is_option(keyword, "bridge_ports"))
        return BERTH_INTERFACE_TYPE_BRIDGE;
    if (debian_is_option(keyword, "vlan_raw_device") || debian_is_option(keyword, "vlan-id"))
        return BERTH_INTERFACE_TYPE_VLAN;
    if (debian_is_option(keyword, "bond_slaves") || debian_is_option(keyword, "bond_mode"))
        return BERTH_INTERFACE_TYPE_BOND;
    return 0;
}

berth_interface_type debian_stanza_type(const debian_files *files, const debian_stanza *stanza)
{
    if (debian_slice_is(debian_stanza_iface(files, stanza).method, "loopback"))
        return BERTH_INTERFACE_TYPE_LOOPBACK;
    for (int depth = 0; stanza && depth < DEBIAN_MAX_INHERITANCE; depth++, stanza = debian_stanza_parent(files, stanza))
        for (size_t i = stanza->first + 1; i < stanza->end; i++) {
            berth_interface_type type = type_by_option(debian_files_line(files, stanza, i));
            /* The ports of a bond may say again how the bond is to be. */
            if (type == BERTH_INTERFACE_TYPE_BOND && debian_bond_master_line(files, stanza, NULL))
                type = 0;
            if (type)
                return type;
        }
    return 0;
}

/* What kind an interface is whose options do not tell. */
static berth_interface_type type_by_name(const debian_stanza *stanza)
{
    char name[BERTH_NAME_MAX + 1];
    snprintf(name, sizeof name, "%.*s", (int)stanza->name_length, stanza->name);
    return berth_vlan_tag_in_name(name) > 0 ? BERTH_INTERFACE_TYPE_VLAN : BERTH_INTERFACE_TYPE_ETHERNET;
}

berth_interface_type debian_interface_type(const debian_files *files, const debian_stanza *first)
{
    bool other = true;
    for (const debian_stanza *stanza = first; stanza; stanza = debian_files_next(files, stanza)) {
        berth_interface_type type = debian_stanza_type(files, stanza);
        if (type)
            return type;
        other = other && debian_stanza_other(files, stanza) == DEBIAN_OTHER_DEVICE;
    }
    return other ? BERTH_INTERFACE_TYPE_OTHER : type_by_name(first);
}
