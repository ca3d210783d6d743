/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The life of a configuration: made, copied, compared, checked as a whole. Its settings are config-settings.c's. */
#include "interface/config.h"

#include <ctype.h>

#include "base/error.h"
#include "base/utf8.h"
#include "interface/address.h"

#define INVALID(error, ...) berth_fail(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_INVALID, __VA_ARGS__)

static const char *const type_names[] = {
    [BERTH_INTERFACE_TYPE_OTHER] = "other",       [BERTH_INTERFACE_TYPE_LOOPBACK] = "loopback",
    [BERTH_INTERFACE_TYPE_ETHERNET] = "ethernet", [BERTH_INTERFACE_TYPE_BRIDGE] = "bridge",
    [BERTH_INTERFACE_TYPE_VLAN] = "vlan",         [BERTH_INTERFACE_TYPE_BOND] = "bond",
};

static const char *const start_names[] = {
    [BERTH_START_MODE_NONE] = "none",
    [BERTH_START_MODE_ONBOOT] = "onboot",
    [BERTH_START_MODE_HOTPLUG] = "hotplug",
    [BERTH_START_MODE_ONBOOT_HOTPLUG] = "onboot-hotplug",
};

/* The kernel's own words (Documentation/networking/bonding.rst). */
static const char *const bond_mode_names[] = {
    [BERTH_BOND_MODE_BALANCE_RR] = "balance-rr",   [BERTH_BOND_MODE_ACTIVE_BACKUP] = "active-backup",
    [BERTH_BOND_MODE_BALANCE_XOR] = "balance-xor", [BERTH_BOND_MODE_BROADCAST] = "broadcast",
    [BERTH_BOND_MODE_IEEE_802_3AD] = "802.3ad",    [BERTH_BOND_MODE_BALANCE_TLB] = "balance-tlb",
    [BERTH_BOND_MODE_BALANCE_ALB] = "balance-alb",
};

static const char *const arp_validate_names[] = {"none", "active", "backup", "all"};

static const char *name_at(const char *const *names, size_t count, unsigned number)
{
    return number < count ? names[number] : NULL;
}

static int number_of(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (names[i] && strcmp(names[i], name) == 0)
            return (int)i;
    return -1;
}

const char *berth_interface_type_get_name(berth_interface_type type)
{
    return name_at(type_names, BERTH_COUNT(type_names), (unsigned)type);
}

const char *berth_start_mode_get_name(berth_start_mode mode)
{
    return name_at(start_names, BERTH_COUNT(start_names), (unsigned)mode);
}

const char *berth_bond_mode_get_name(berth_bond_mode mode)
{
    return name_at(bond_mode_names, BERTH_COUNT(bond_mode_names), (unsigned)mode);
}

const char *berth_arp_validate_get_name(int validate)
{
    return name_at(arp_validate_names, BERTH_COUNT(arp_validate_names), (unsigned)validate);
}

int berth_interface_type_from_name(const char *name)
{
    return number_of(type_names, BERTH_COUNT(type_names), name);
}

int berth_start_mode_from_name(const char *name)
{
    return number_of(start_names, BERTH_COUNT(start_names), name);
}

int berth_bond_mode_from_name(const char *name)
{
    return number_of(bond_mode_names, BERTH_COUNT(bond_mode_names), name);
}

int berth_arp_validate_from_name(const char *name)
{
    return number_of(arp_validate_names, BERTH_COUNT(arp_validate_names), name);
}

bool berth_check_interface_name(const char *name, berth_error **error)
{
    if (!name || !*name)
        return INVALID(error, "an interface needs a name");
    if (strlen(name) > BERTH_NAME_MAX)
        return INVALID(error, "the interface name '%s' is %zu bytes long; the kernel allows %d", name, strlen(name),
                       BERTH_NAME_MAX);
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return INVALID(error, "'%s' cannot be an interface name", name);
    for (const char *byte = name; *byte; byte++)
        if (*byte == '/' || *byte == ':' || isspace((unsigned char)*byte) || iscntrl((unsigned char)*byte))
            return INVALID(error, "the interface name '%s' has a '%c' in it; '/', ':' and white space are not allowed",
                           name, *byte);
    return berth_is_utf8(name) ||
           INVALID(error, "the interface name '%s' is not UTF-8 text, so XML and JSON cannot hold it", name);
}

bool berth_check_document_size(const char *text, const char *source, berth_error **error)
{
    return strnlen(text, BERTH_DOCUMENT_MAX + 1) <= BERTH_DOCUMENT_MAX ||
           berth_fail_at(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_INVALID, source, 0,
                         "is longer than %zu KiB, which no interface needs", BERTH_DOCUMENT_MAX / 1024);
}

int64_t berth_vlan_tag_in_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && dot > name ? berth_parse_number(dot + 1, 1, BERTH_VLAN_TAG_MAX) : BERTH_NO_NUMBER;
}

berth_interface_config *berth_interface_config_new(berth_interface_type type, const char *name, berth_error **error)
{
    if (!berth_interface_type_get_name(type)) {
        INVALID(error, "%d is no interface type; use loopback, ethernet, bridge, vlan, bond or other", (int)type);
        return NULL;
    }
    if (!berth_check_interface_name(name, error))
        return NULL;
    berth_interface_config *config = calloc(1, sizeof *config);
    if (config)
        config->name = strdup(name);
    if (!config || !config->name) {
        free(config);
        berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
        return NULL;
    }
    atomic_init(&config->references, 1);
    config->type = type;
    config->start = BERTH_START_MODE_NONE;
    config->mtu = BERTH_NO_NUMBER;
    config->ipv4.family = BERTH_IP_FAMILY_IPV4;
    config->ipv6.family = BERTH_IP_FAMILY_IPV6;
    config->ipv4.metric = config->ipv6.metric = BERTH_NO_NUMBER;
    config->bridge.delay_ms = BERTH_NO_NUMBER;
    config->vlan.tag = BERTH_NO_NUMBER;
    config->bond = (berth_bond){
        .mode = BERTH_NO_NUMBER,
        .miimon_ms = BERTH_NO_NUMBER,
        .updelay_ms = BERTH_NO_NUMBER,
        .downdelay_ms = BERTH_NO_NUMBER,
        .arp_interval_ms = BERTH_NO_NUMBER,
        .arp_validate = BERTH_NO_NUMBER,
    };
    return config;
}

berth_interface_config *berth_interface_config_ref(berth_interface_config *config)
{
    atomic_fetch_add(&config->references, 1);
    return config;
}

void berth_interface_config_unref(berth_interface_config *config)
{
    if (!config || atomic_fetch_sub(&config->references, 1) != 1)
        return;
    berth_interface_config_clear_addresses(config, BERTH_IP_FAMILY_IPV4);
    berth_interface_config_clear_addresses(config, BERTH_IP_FAMILY_IPV6);
    for (size_t i = 0; i < config->ports.count; i++)
        berth_interface_config_unref(config->ports.items[i]);
    berth_interface_config_clear_extras(config);
    berth_strings_clear(&config->dns_servers);
    berth_strings_clear(&config->dns_search);
    berth_strings_clear(&config->bond.arp_targets);
    berth_interface_config_forget_origin(config, "");
    berth_strings_clear(&config->origin_files);
    berth_report_unref(config->findings);
    free(config->origins);
    free(config->ipv4.addresses);
    free(config->ipv4.gateway);
    free(config->ipv6.addresses);
    free(config->ipv6.gateway);
    free(config->ports.items);
    free(config->bond.primary);
    free(config->vlan.device);
    free(config->extras);
    free(config->mac);
    free(config->name);
    free(config);
}

void berth_cleanup_config(berth_interface_config **config)
{
    berth_interface_config_unref(*config);
}

static bool copy_text(char **to, const char *from)
{
    *to = from ? strdup(from) : NULL;
    return *to || !from;
}

static bool copy_strings(berth_strings *to, const berth_strings *from)
{
    for (size_t i = 0; i < from->count; i++)
        if (!berth_strings_add(to, from->items[i]))
            return false;
    return true;
}

static bool copy_ports(berth_ports *to, const berth_ports *from)
{
    for (size_t i = 0; i < from->count; i++) {
        berth_interface_config *port = berth_interface_config_copy(from->items[i]);
        if (!port || !BERTH_GROW(to->items, to->count, to->capacity)) {
            berth_interface_config_unref(port);
            return false;
        }
        to->items[to->count++] = port;
    }
    return true;
}

static bool copy_bond(berth_bond *to, const berth_bond *from)
{
    to->mode = from->mode;
    to->miimon_ms = from->miimon_ms;
    to->updelay_ms = from->updelay_ms;
    to->downdelay_ms = from->downdelay_ms;
    to->use_carrier = from->use_carrier;
    to->arp_interval_ms = from->arp_interval_ms;
    to->arp_validate = from->arp_validate;
    return copy_text(&to->primary, from->primary) && copy_strings(&to->arp_targets, &from->arp_targets);
}

static bool copy_ip(berth_ip *to, const berth_ip *from)
{
    to->present = from->present;
    to->dhcp = from->dhcp;
    to->autoconf = from->autoconf;
    to->by_default = from->by_default;
    to->peerdns = from->peerdns;
    to->metric = from->metric;
    for (size_t i = 0; i < from->count; i++)
        if (!berth_ip_append(to, from->addresses[i].text, from->addresses[i].prefix) ||
            !berth_ip_label(to, from->addresses[i].label))
            return false;
    return copy_text(&to->gateway, from->gateway);
}

static bool copy_settings(berth_interface_config *to, const berth_interface_config *from)
{
    to->start = from->start;
    to->start_given = from->start_given;
    to->mtu = from->mtu;
    to->bridge.stp = from->bridge.stp;
    to->bridge.delay_ms = from->bridge.delay_ms;
    to->vlan.tag = from->vlan.tag;
    to->revision = from->revision;
    to->extras_given = from->extras_given;
    to->dns_given = from->dns_given;
    to->findings = from->findings ? berth_report_ref(from->findings) : NULL;
    for (size_t i = 0; i < from->origin_count; i++)
        if (!berth_interface_config_add_origin(to, from->origins[i].path, from->origins[i].file, from->origins[i].line))
            return false;
    for (size_t i = 0; i < from->extra_count; i++)
        if (!berth_interface_config_add_extra(to, from->extras[i].stanza, from->extras[i].name, from->extras[i].value))
            return false;
    return copy_text(&to->mac, from->mac) && copy_text(&to->vlan.device, from->vlan.device) &&
           copy_ports(&to->ports, &from->ports) && copy_bond(&to->bond, &from->bond) &&
           copy_strings(&to->dns_servers, &from->dns_servers) && copy_strings(&to->dns_search, &from->dns_search) &&
           copy_ip(&to->ipv4, &from->ipv4) && copy_ip(&to->ipv6, &from->ipv6);
}

berth_interface_config *berth_interface_config_copy(const berth_interface_config *config)
{
    berth_interface_config *copy = berth_interface_config_new(config->type, config->name, NULL);
    if (copy && copy_settings(copy, config))
        return copy;
    berth_interface_config_unref(copy);
    return NULL;
}

static bool equal_ip(const berth_ip *a, const berth_ip *b)
{
    if (a->present != b->present || a->dhcp != b->dhcp || a->autoconf != b->autoconf || a->peerdns != b->peerdns ||
        a->count != b->count || !berth_streq(a->gateway, b->gateway) || a->metric != b->metric)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->addresses[i].prefix != b->addresses[i].prefix ||
            strcmp(a->addresses[i].text, b->addresses[i].text) != 0 ||
            !berth_streq(a->addresses[i].label, b->addresses[i].label))
            return false;
    return true;
}

static bool equal_extras(const berth_interface_config *a, const berth_interface_config *b)
{
    if (a->extra_count != b->extra_count)
        return false;
    for (size_t i = 0; i < a->extra_count; i++)
        if (a->extras[i].stanza != b->extras[i].stanza || strcmp(a->extras[i].name, b->extras[i].name) != 0 ||
            strcmp(a->extras[i].value, b->extras[i].value) != 0)
            return false;
    return true;
}

static bool equal_strings(const berth_strings *a, const berth_strings *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->items[i], b->items[i]) != 0)
            return false;
    return true;
}

static bool equal_ports(const berth_ports *a, const berth_ports *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!berth_interface_config_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

static bool equal_bond(const berth_bond *a, const berth_bond *b)
{
    return a->mode == b->mode && berth_streq(a->primary, b->primary) && a->miimon_ms == b->miimon_ms &&
           a->updelay_ms == b->updelay_ms && a->downdelay_ms == b->downdelay_ms && a->use_carrier == b->use_carrier &&
           a->arp_interval_ms == b->arp_interval_ms && a->arp_validate == b->arp_validate &&
           equal_strings(&a->arp_targets, &b->arp_targets);
}

void berth_interface_config_adopt_revision(berth_interface_config *config, const berth_interface_config *other)
{
    config->revision = other->revision;
    for (size_t i = 0; i < config->ports.count; i++)
        for (size_t j = 0; j < other->ports.count; j++)
            if (strcmp(config->ports.items[i]->name, other->ports.items[j]->name) == 0)
                berth_interface_config_adopt_revision(config->ports.items[i], other->ports.items[j]);
}

bool berth_interface_config_equal(const berth_interface_config *config, const berth_interface_config *other)
{
    return config->type == other->type && strcmp(config->name, other->name) == 0 && config->start == other->start &&
           config->mtu == other->mtu && config->vlan.tag == other->vlan.tag && berth_streq(config->mac, other->mac) &&
           berth_streq(config->vlan.device, other->vlan.device) && equal_ip(&config->ipv4, &other->ipv4) &&
           equal_ip(&config->ipv6, &other->ipv6) && config->bridge.stp == other->bridge.stp &&
           config->bridge.delay_ms == other->bridge.delay_ms && equal_bond(&config->bond, &other->bond) &&
           equal_strings(&config->dns_servers, &other->dns_servers) &&
           equal_strings(&config->dns_search, &other->dns_search) && equal_ports(&config->ports, &other->ports) &&
           equal_extras(config, other);
}

bool berth_interface_config_keep_unsaid(berth_interface_config *config, const berth_interface_config *old)
{
    bool keep_dns = !config->dns_given, keep_extras = !config->extras_given;
    if (!config->start_given)
        config->start = old->start;
    if (keep_dns && (!copy_strings(&config->dns_servers, &old->dns_servers) ||
                     !copy_strings(&config->dns_search, &old->dns_search)))
        return false;
    for (size_t i = 0; keep_extras && i < old->extra_count; i++)
        if (!berth_interface_config_add_extra(config, old->extras[i].stanza, old->extras[i].name, old->extras[i].value))
            return false;
    config->dns_given = config->extras_given = true;
    return true;
}

bool berth_interface_config_is_bare(const berth_interface_config *config)
{
    return config->type == BERTH_INTERFACE_TYPE_ETHERNET && !config->replaces &&
           config->start == BERTH_START_MODE_NONE && !config->mac && config->mtu < 0 && !config->ipv4.present &&
           !config->ipv6.present && config->ipv4.metric < 0 && config->ipv6.metric < 0 && !config->extra_count &&
           !config->dns_servers.count && !config->dns_search.count;
}

static void add_word(berth_buffer *words, const char *word)
{
    berth_buffer_printf(words, "%s%s", words->length ? ", " : "", word);
}

void berth_interface_config_list_own(const berth_interface_config *config,
                                     bool (*makes_device)(const berth_interface_config *config,
                                                          const berth_extra *extra),
                                     berth_buffer *words)
{
    const struct {
        const char *name;
        bool said;
    } settings[] = {
        {"mac",  config->mac != NULL                                  },
        {"mtu",  config->mtu >= 0                                     },
        {"ipv4", config->ipv4.present                                 },
        {"ipv6", config->ipv6.present                                 },
        {"dns",  config->dns_servers.count || config->dns_search.count},
    };
    for (size_t i = 0; i < BERTH_COUNT(settings); i++)
        if (settings[i].said)
            add_word(words, settings[i].name);
    for (size_t i = 0; i < config->extra_count; i++) {
        bool again = makes_device && makes_device(config, &config->extras[i]);
        for (size_t j = 0; j < i; j++)
            again = again || strcmp(config->extras[i].name, config->extras[j].name) == 0;
        if (!again)
            add_word(words, config->extras[i].name);
    }
}

bool berth_interface_config_has_ports(const berth_interface_config *config)
{
    return config->type == BERTH_INTERFACE_TYPE_BRIDGE || config->type == BERTH_INTERFACE_TYPE_BOND;
}

bool berth_interface_config_check_monitors(const berth_interface_config *config, berth_error **error)
{
    const berth_bond *bond = &config->bond;
    bool mii = bond->miimon_ms >= 0 || bond->updelay_ms >= 0 || bond->downdelay_ms >= 0;
    bool arp = bond->arp_interval_ms >= 0;
    if (mii && arp)
        return INVALID(error, "the bond '%s' has MII and ARP monitoring; the kernel does one of them, remove the other",
                       config->name);
    return arp || (!bond->arp_targets.count && bond->arp_validate < 0) ||
           INVALID(error, "the bond '%s' has ARP targets or validation, but no interval for them", config->name);
}

static bool check_bond(const berth_interface_config *config, berth_error **error)
{
    const berth_bond *bond = &config->bond;
    bool load = bond->mode == BERTH_BOND_MODE_IEEE_802_3AD || bond->mode == BERTH_BOND_MODE_BALANCE_TLB ||
                bond->mode == BERTH_BOND_MODE_BALANCE_ALB;
    if (!berth_interface_config_check_monitors(config, error))
        return false;
    if (bond->arp_interval_ms >= 0 && load)
        return INVALID(error, "the bond '%s' has ARP monitoring, which the mode %s cannot have; use miimon",
                       config->name, berth_bond_mode_get_name((berth_bond_mode)bond->mode));
    if (bond->primary && bond->mode >= 0 && bond->mode != BERTH_BOND_MODE_ACTIVE_BACKUP &&
        bond->mode != BERTH_BOND_MODE_BALANCE_TLB && bond->mode != BERTH_BOND_MODE_BALANCE_ALB)
        return INVALID(error,
                       "the bond '%s' has a primary port, which the mode %s does not know; use active-backup, "
                       "balance-tlb or balance-alb, or remove the primary",
                       config->name, berth_bond_mode_get_name((berth_bond_mode)bond->mode));
    return true;
}

bool berth_interface_config_check(const berth_interface_config *config, berth_error **error)
{
    if (config->type == BERTH_INTERFACE_TYPE_VLAN && config->vlan.tag < 0)
        return INVALID(error, "the vlan '%s' has no tag; give it one from 1 to %d", config->name, BERTH_VLAN_TAG_MAX);
    if (config->type == BERTH_INTERFACE_TYPE_VLAN && strcmp(config->vlan.device, config->name) == 0)
        return INVALID(error, "the vlan '%s' cannot be on top of itself", config->name);
    if (config->ipv6.present && config->mtu >= 0 && config->mtu < 1280)
        return INVALID(error, "an mtu of %d is too small for IPv6, which needs 1280; raise it or remove ipv6",
                       (int)config->mtu);
    if (config->type == BERTH_INTERFACE_TYPE_BOND && !check_bond(config, error))
        return false;
    for (size_t i = 0; i < config->ports.count; i++)
        if (!berth_interface_config_check(config->ports.items[i], error))
            return false;
    return true;
}

/* --- Origins --- */

bool berth_interface_config_add_origin(berth_interface_config *config, const char *path, const char *file,
                                       unsigned line)
{
    berth_strings *files = &config->origin_files;
    if (!files->count || strcmp(files->items[files->count - 1], file) != 0)
        if (!berth_strings_add(files, file))
            return false;
    char *copy = strdup(path);
    if (!copy || !BERTH_GROW(config->origins, config->origin_count, config->origin_capacity)) {
        free(copy);
        return false;
    }
    config->origins[config->origin_count++] = (berth_origin){copy, files->items[files->count - 1], line};
    return true;
}

bool berth_interface_config_add_finding(berth_interface_config *config, const char *setting, const char *file,
                                        unsigned line, const char *format, ...)
{
    berth_finding about = {BERTH_ERROR_INVALID, config->name, setting, file, line, false};
    va_list arguments;
    if (!config->findings)
        config->findings = berth_report_new();
    va_start(arguments, format);
    bool done = config->findings && berth_report_vadd(config->findings, &about, format, arguments);
    va_end(arguments);
    return done;
}

void berth_interface_config_forget_findings(berth_interface_config *config)
{
    berth_report_unref(BERTH_STEAL(config->findings));
    for (size_t i = 0; i < config->ports.count; i++)
        berth_interface_config_forget_findings(config->ports.items[i]);
}

void berth_interface_config_log_findings(const berth_interface_config *config, const berth_log *log)
{
    const berth_report *findings = config->findings;
    for (size_t i = 0; findings && i < berth_report_get_count(findings); i++)
        berth_log_message(log, BERTH_LOG_WARNING, "%s:%lld: %s", berth_report_get_file(findings, i),
                          (long long)berth_report_get_line(findings, i), berth_report_get_text(findings, i));
    for (size_t i = 0; i < config->ports.count; i++)
        berth_interface_config_log_findings(config->ports.items[i], log);
}

/* Whether @path is @above or something below it: "mtu", "ipv4.gateway" below "ipv4", "ports[0]" below "ports". */
static bool is_below(const char *path, const char *above)
{
    size_t length = strlen(above);
    return strncmp(path, above, length) == 0 &&
           (!length || !path[length] || path[length] == '.' || path[length] == '[');
}

void berth_interface_config_forget_origin(berth_interface_config *config, const char *path)
{
    size_t kept = 0;
    for (size_t i = 0; i < config->origin_count; i++)
        if (is_below(config->origins[i].path, path))
            free(config->origins[i].path);
        else
            config->origins[kept++] = config->origins[i];
    config->origin_count = kept;
}

static const berth_origin *find_origin(const berth_interface_config *config, const char *path, size_t length)
{
    for (size_t i = 0; i < config->origin_count; i++)
        if (strncmp(config->origins[i].path, path, length) == 0 && !config->origins[i].path[length])
            return &config->origins[i];
    return NULL;
}

/* "bridge.ports[2].mtu" is the setting "mtu" of a port; @rest gets what follows, or NULL where nothing does. */
static const berth_interface_config *find_port(const berth_interface_config *config, const char *path,
                                               const char **rest)
{
    static const char *const lists[] = {"bridge.ports[", "bond.ports["};
    for (size_t i = 0; i < BERTH_COUNT(lists); i++) {
        size_t length = strlen(lists[i]);
        if (strncmp(path, lists[i], length) != 0)
            continue;
        char *end = NULL;
        unsigned long number = strtoul(path + length, &end, 10);
        if (end == path + length || end[0] != ']' || number >= config->ports.count)
            return NULL;
        *rest = end[1] == '.' ? end + 2 : NULL;
        return config->ports.items[number];
    }
    return NULL;
}

bool berth_interface_config_get_origin(const berth_interface_config *config, const char *path, const char **file,
                                       int64_t *line, berth_error **error)
{
    const char *rest = NULL;
    const berth_interface_config *port = find_port(config, path, &rest);
    if (port && rest && berth_interface_config_get_origin(port, rest, file, line, NULL))
        return true;
    /* What stands in one line has that line's place, whichever part of it is asked for. */
    for (size_t length = strlen(path); length; length--) {
        if (path[length] && path[length] != '.' && path[length] != '[')
            continue;
        const berth_origin *origin = find_origin(config, path, length);
        if (!origin)
            continue;
        if (file)
            *file = origin->file;
        if (line)
            *line = origin->line;
        return true;
    }
    return berth_fail(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_NOT_SET,
                      "'%s' of '%s' was read from no file, or is not set", path, config->name);
}
