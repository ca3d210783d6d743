/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The life of a configuration: made, copied, compared, checked as a whole. Its settings are config-settings.c's. */
#include "interface/config.h"

#include <ctype.h>

#include "base/error.h"
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
};

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

int berth_interface_type_from_name(const char *name)
{
    return number_of(type_names, BERTH_COUNT(type_names), name);
}

int berth_start_mode_from_name(const char *name)
{
    return number_of(start_names, BERTH_COUNT(start_names), name);
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
    return true;
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
    if (type < BERTH_INTERFACE_TYPE_LOOPBACK || type > BERTH_INTERFACE_TYPE_VLAN) {
        INVALID(error, "a configuration's type is loopback, ethernet, bridge or vlan, not %s (%d)",
                berth_interface_type_get_name(type) ? berth_interface_type_get_name(type) : "a number", (int)type);
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
    config->bridge.delay_ms = BERTH_NO_NUMBER;
    config->vlan.tag = BERTH_NO_NUMBER;
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
    for (size_t i = 0; i < config->bridge.count; i++)
        berth_interface_config_unref(config->bridge.ports[i]);
    berth_interface_config_clear_extras(config);
    free(config->ipv4.addresses);
    free(config->ipv4.gateway);
    free(config->ipv6.addresses);
    free(config->ipv6.gateway);
    free(config->bridge.ports);
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

static bool copy_ip(berth_ip *to, const berth_ip *from)
{
    to->present = from->present;
    to->dhcp = from->dhcp;
    to->autoconf = from->autoconf;
    to->peerdns = from->peerdns;
    for (size_t i = 0; i < from->count; i++)
        if (!berth_ip_append(to, from->addresses[i].text, from->addresses[i].prefix))
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
    for (size_t i = 0; i < from->bridge.count; i++) {
        berth_interface_config *port = berth_interface_config_copy(from->bridge.ports[i]);
        if (!port || !BERTH_GROW(to->bridge.ports, to->bridge.count, to->bridge.capacity)) {
            berth_interface_config_unref(port);
            return false;
        }
        to->bridge.ports[to->bridge.count++] = port;
    }
    for (size_t i = 0; i < from->extra_count; i++)
        if (!berth_interface_config_add_extra(to, from->extras[i].stanza, from->extras[i].name, from->extras[i].value))
            return false;
    return copy_text(&to->mac, from->mac) && copy_text(&to->vlan.device, from->vlan.device) &&
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
        a->count != b->count || !berth_streq(a->gateway, b->gateway))
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->addresses[i].prefix != b->addresses[i].prefix || strcmp(a->addresses[i].text, b->addresses[i].text) != 0)
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

static bool equal_bridge(const berth_bridge *a, const berth_bridge *b)
{
    if (a->stp != b->stp || a->delay_ms != b->delay_ms || a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!berth_interface_config_equal(a->ports[i], b->ports[i]))
            return false;
    return true;
}

bool berth_interface_config_equal(const berth_interface_config *config, const berth_interface_config *other)
{
    return config->type == other->type && strcmp(config->name, other->name) == 0 && config->start == other->start &&
           config->mtu == other->mtu && config->vlan.tag == other->vlan.tag && berth_streq(config->mac, other->mac) &&
           berth_streq(config->vlan.device, other->vlan.device) && equal_ip(&config->ipv4, &other->ipv4) &&
           equal_ip(&config->ipv6, &other->ipv6) && equal_bridge(&config->bridge, &other->bridge) &&
           equal_extras(config, other);
}

bool berth_interface_config_is_bare(const berth_interface_config *config)
{
    return config->type == BERTH_INTERFACE_TYPE_ETHERNET && config->start == BERTH_START_MODE_NONE && !config->mac &&
           config->mtu < 0 && !config->ipv4.present && !config->ipv6.present && !config->extra_count;
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
    for (size_t i = 0; i < config->bridge.count; i++)
        if (!berth_interface_config_check(config->bridge.ports[i], error))
            return false;
    return true;
}
