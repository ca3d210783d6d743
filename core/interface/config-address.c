/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The settings of the internet protocols: how addresses come, which they are, and who resolves names. */
#include <ctype.h>
#include <stdio.h>

#include "base/error.h"
#include "base/utf8.h"
#include "interface/address.h"
#include "interface/config.h"

#define INVALID(error, ...) berth_fail(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_INVALID, __VA_ARGS__)

berth_ip *berth_interface_config_ip(const berth_interface_config *config, berth_ip_family family)
{
    if (family == BERTH_IP_FAMILY_IPV4)
        return (berth_ip *)&config->ipv4;
    return family == BERTH_IP_FAMILY_IPV6 ? (berth_ip *)&config->ipv6 : NULL;
}

static berth_ip *find_ip(const berth_interface_config *config, berth_ip_family family, berth_error **error)
{
    berth_ip *ip = berth_interface_config_ip(config, family);
    if (!ip)
        INVALID(error, "%d is no IP family; use 4 or 6", (int)family);
    return ip;
}

bool berth_interface_config_get_dhcp(const berth_interface_config *config, berth_ip_family family)
{
    const berth_ip *ip = berth_interface_config_ip(config, family);
    return ip && ip->dhcp;
}

/* A family is there as long as something of it is set. */
static void update_present(berth_ip *ip)
{
    ip->present = ip->dhcp || ip->autoconf || ip->count || ip->gateway;
}

void berth_ip_was_read(berth_ip *ip)
{
    ip->present = true;
    if (ip->metric >= 0)
        update_present(ip);
}

/* IP6_RT_PRIO_USER, linux/ipv6_route.h; it also stands in for an IPv6 metric of 0. */
int64_t berth_family_metric(berth_ip_family family)
{
    return family == BERTH_IP_FAMILY_IPV6 ? 1024 : 0;
}

bool berth_interface_config_set_dhcp(berth_interface_config *config, berth_ip_family family, bool dhcp,
                                     berth_error **error)
{
    berth_ip *ip = find_ip(config, family, error);
    if (!ip)
        return false;
    ip->dhcp = dhcp;
    berth_interface_config_forget_origin(config, family == BERTH_IP_FAMILY_IPV6 ? "ipv6.dhcp" : "ipv4.dhcp");
    if (!dhcp)
        ip->peerdns = BERTH_UNSET;
    update_present(ip);
    return true;
}

bool berth_interface_config_get_autoconf(const berth_interface_config *config)
{
    return config->ipv6.autoconf;
}

void berth_interface_config_set_autoconf(berth_interface_config *config, bool autoconf)
{
    config->ipv6.autoconf = autoconf;
    config->ipv6.by_default = false;
    berth_interface_config_forget_origin(config, "ipv6.autoconf");
    update_present(&config->ipv6);
}

bool berth_interface_config_get_peerdns(const berth_interface_config *config, berth_ip_family family, bool *peerdns,
                                        berth_error **error)
{
    const berth_ip *ip = find_ip(config, family, error);
    if (!ip)
        return false;
    if (ip->peerdns == BERTH_UNSET)
        return berth_config_not_set(config, "peerdns", error);
    *peerdns = ip->peerdns == BERTH_ON;
    return true;
}

bool berth_interface_config_set_peerdns(berth_interface_config *config, berth_ip_family family, bool peerdns,
                                        berth_error **error)
{
    berth_ip *ip = find_ip(config, family, error);
    if (!ip)
        return false;
    if (!ip->dhcp)
        return INVALID(error, "'%s' has no IPv%d address by DHCP whose DNS could be taken or left; set that first",
                       config->name, (int)family);
    ip->peerdns = peerdns ? BERTH_ON : BERTH_OFF;
    return true;
}

/* --- Static addresses and gateways --- */

static void forget(berth_interface_config *config, const berth_ip *ip, const char *setting)
{
    char path[32];
    snprintf(path, sizeof path, "ipv%d.%s", (int)ip->family, setting);
    berth_interface_config_forget_origin(config, path);
}

char **berth_interface_config_get_addresses(const berth_interface_config *config, berth_ip_family family,
                                            berth_error **error)
{
    const berth_ip *ip = find_ip(config, family, error);
    if (!ip)
        return NULL;
    char **list = calloc(ip->count + 1, sizeof *list);
    for (size_t i = 0; list && i < ip->count; i++) {
        const berth_address *address = &ip->addresses[i];
        bool made = address->prefix < 0 ? (list[i] = strdup(address->text)) != NULL
                                        : asprintf(&list[i], "%s/%d", address->text, address->prefix) >= 0;
        if (made)
            continue;
        list[i] = NULL;
        berth_strv_free(list);
        list = NULL;
    }
    if (!list)
        berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
    return list;
}

bool berth_ip_append(berth_ip *ip, const char *text, int prefix)
{
    if (!BERTH_GROW(ip->addresses, ip->count, ip->capacity))
        return false;
    char *copy = strdup(text);
    if (!copy)
        return false;
    ip->addresses[ip->count++] = (berth_address){.text = copy, .prefix = prefix};
    ip->present = true;
    return true;
}

/* Nullable: the first of them that is @text, and has this prefix unless that is BERTH_NO_PREFIX. */
static const berth_address *find_address(const berth_ip *ip, const char *text, int prefix)
{
    for (size_t i = 0; i < ip->count; i++)
        if (strcmp(ip->addresses[i].text, text) == 0 && (prefix < 0 || ip->addresses[i].prefix == prefix))
            return &ip->addresses[i];
    return NULL;
}

bool berth_ip_label(berth_ip *ip, const char *label)
{
    char **to = &ip->addresses[ip->count - 1].label;
    *to = label ? strdup(label) : NULL;
    return *to || !label;
}

/* What ip-address(8) asks for: the kernel takes any 15 bytes (IFNAMSIZ), and older tools show what follows the colon as
 * an interface of its own. */
bool berth_check_label(const berth_interface_config *config, berth_ip_family family, const char *label,
                       berth_error **error)
{
    size_t length = strlen(config->name);
    if (family != BERTH_IP_FAMILY_IPV4)
        return INVALID(error, "an IPv6 address has no label; remove '%s'", label);
    bool word = strlen(label) <= BERTH_NAME_MAX && strncmp(label, config->name, length) == 0 && label[length] == ':' &&
                label[length + 1];
    for (const char *byte = label; *byte; byte++)
        word = word && !isspace((unsigned char)*byte) && !iscntrl((unsigned char)*byte);
    return (word && berth_is_utf8(label)) ||
           INVALID(error,
                   "'%s' is no label of an address of '%s'; it is '%s:' and one more byte at least, without white "
                   "space, %d in all at most",
                   label, config->name, config->name, BERTH_NAME_MAX);
}

bool berth_interface_config_add_address(berth_interface_config *config, berth_ip_family family, const char *address,
                                        berth_error **error)
{
    char text[BERTH_ADDRESS_TEXT];
    int prefix;
    berth_ip *ip = find_ip(config, family, error);
    if (!ip || !berth_address_parse_whole(family, address, text, &prefix, error))
        return false;
    if (find_address(ip, text, prefix))
        return INVALID(error, "'%s' has the address %s already", config->name, address);
    return berth_ip_append(ip, text, prefix) ? true : berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
}

static bool complete_prefix(const berth_interface_config *config, berth_ip *ip, berth_address *address,
                            const berth_ip *old, const berth_log *log, berth_error **error)
{
    const berth_address *known = old ? find_address(old, address->text, BERTH_NO_PREFIX) : NULL;
    bool is_known = known && known->prefix >= 0;
    int prefix = is_known ? known->prefix : berth_address_usual_prefix(ip->family, address->text);
    if (find_address(ip, address->text, prefix))
        return INVALID(error, "'%s' has the address %s/%d, and %s without a prefix, which is the same; remove it",
                       config->name, address->text, prefix, address->text);
    if (!is_known)
        berth_log_message(log, BERTH_LOG_WARNING,
                          "'%s' of '%s' has no prefix; it gets the usual one, %s/%d; write the prefix you mean",
                          address->text, config->name, address->text, prefix);
    address->prefix = prefix;
    return true;
}

bool berth_interface_config_complete_prefixes(berth_interface_config *config, const berth_interface_config *old,
                                              const berth_log *log, berth_error **error)
{
    static const berth_ip_family families[] = {BERTH_IP_FAMILY_IPV4, BERTH_IP_FAMILY_IPV6};
    for (size_t i = 0; i < BERTH_COUNT(families); i++) {
        berth_ip *ip = berth_interface_config_ip(config, families[i]);
        const berth_ip *before = old ? berth_interface_config_ip(old, families[i]) : NULL;
        for (size_t j = 0; j < ip->count; j++)
            if (ip->addresses[j].prefix < 0 && !complete_prefix(config, ip, &ip->addresses[j], before, log, error))
                return false;
    }
    return true;
}

void berth_interface_config_clear_addresses(berth_interface_config *config, berth_ip_family family)
{
    berth_ip *ip = berth_interface_config_ip(config, family);
    if (!ip)
        return;
    for (size_t i = 0; i < ip->count; i++) {
        free(ip->addresses[i].text);
        free(ip->addresses[i].label);
    }
    ip->count = 0;
    forget(config, ip, "addresses");
    update_present(ip);
}

const char *berth_interface_config_get_gateway(const berth_interface_config *config, berth_ip_family family)
{
    const berth_ip *ip = berth_interface_config_ip(config, family);
    return ip ? ip->gateway : NULL;
}

bool berth_interface_config_set_gateway(berth_interface_config *config, berth_ip_family family, const char *gateway,
                                        berth_error **error)
{
    char text[BERTH_ADDRESS_TEXT];
    berth_ip *ip = find_ip(config, family, error);
    if (!ip || (gateway && !berth_address_parse(family, gateway, text, error)) ||
        !berth_config_set_text(&ip->gateway, gateway ? text : NULL, error))
        return false;
    forget(config, ip, "gateway");
    update_present(ip);
    return true;
}

/* --- DNS --- */

static bool add_once(berth_interface_config *config, berth_strings *list, const char *text, berth_error **error)
{
    if (berth_strings_has(list, text))
        return INVALID(error, "'%s' has %s already", config->name, text);
    config->dns_given = true;
    return berth_strings_add(list, text) || berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
}

/* What resolv.conf(5) can take for a domain: one word of at most 253 bytes (RFC 1035, 2.3.4, as text). */
static bool check_domain(const char *domain, berth_error **error)
{
    size_t length = strlen(domain);
    bool word = length > 0 && length <= 253;
    for (const char *byte = domain; *byte; byte++)
        word =
            word && !isspace((unsigned char)*byte) && !iscntrl((unsigned char)*byte) && *byte != '\\' && *byte != '#';
    return (word && berth_is_utf8(domain)) ||
           INVALID(error, "'%s' is no domain name; it is one word of at most 253 bytes of UTF-8", domain);
}

char **berth_interface_config_get_dns_servers(const berth_interface_config *config, berth_error **error)
{
    return berth_config_copy_list(&config->dns_servers, error);
}

char **berth_interface_config_get_dns_search(const berth_interface_config *config, berth_error **error)
{
    return berth_config_copy_list(&config->dns_search, error);
}

bool berth_interface_config_add_dns_server(berth_interface_config *config, const char *server, berth_error **error)
{
    char text[BERTH_ADDRESS_TEXT];
    if (!berth_address_parse(BERTH_IP_FAMILY_IPV4, server, text, NULL) &&
        !berth_address_parse(BERTH_IP_FAMILY_IPV6, server, text, NULL))
        return INVALID(error, "'%s' is no address of a DNS server; it is an IPv4 or IPv6 address", server);
    return add_once(config, &config->dns_servers, text, error);
}

bool berth_interface_config_add_dns_search(berth_interface_config *config, const char *domain, berth_error **error)
{
    return check_domain(domain, error) && add_once(config, &config->dns_search, domain, error);
}

void berth_interface_config_clear_dns(berth_interface_config *config)
{
    berth_strings_clear(&config->dns_servers);
    berth_strings_clear(&config->dns_search);
    config->dns_given = true;
    berth_interface_config_forget_origin(config, "dns");
}
