/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/fake.h"

#include <stdio.h>

#include "base/error.h"
#include "base/hash.h"
#include "base/json.h"
#include "interface/config-json.h"
#include "interface/owned.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define DHCP_MS 100 /* until a server that is always there has answered */
#define DEFAULT_MTU 1500

/* A link; its configuration is what it has, without what comes by itself. */
typedef struct fake_link {
    berth_interface_config *config;
    bool up;
    int index;
    int64_t addresses_at_ms; /* when those by DHCP and router advertisements arrive; 0: it asks for none */
} fake_link;

typedef struct fake_definition {
    berth_interface_config *config;
    uint64_t revision;
} fake_definition;

typedef struct fake_interfaces {
    fake_definition *definitions;
    size_t definition_count, definition_capacity;
    fake_link *links;
    size_t link_count, link_capacity;
    int last_index;
} fake_interfaces;

static void end(void *interfaces)
{
    fake_interfaces *all = interfaces;
    for (size_t i = 0; i < all->definition_count; i++)
        berth_interface_config_unref(all->definitions[i].config);
    for (size_t i = 0; i < all->link_count; i++)
        berth_interface_config_unref(all->links[i].config);
    free(all->definitions);
    free(all->links);
    free(all);
}

static fake_definition *find_definition(const fake_interfaces *all, const char *name)
{
    for (size_t i = 0; i < all->definition_count; i++)
        if (strcmp(all->definitions[i].config->name, name) == 0)
            return &all->definitions[i];
    return NULL;
}

static fake_link *find_link(const fake_interfaces *all, const char *name)
{
    for (size_t i = 0; i < all->link_count; i++)
        if (strcmp(all->links[i].config->name, name) == 0)
            return &all->links[i];
    return NULL;
}

/* Whether the tool makes the link: of the other kinds most are tunnels and dialled lines. */
static bool is_virtual(const berth_interface_config *config)
{
    return config->type == BERTH_INTERFACE_TYPE_BRIDGE || config->type == BERTH_INTERFACE_TYPE_BOND ||
           config->type == BERTH_INTERFACE_TYPE_VLAN || config->type == BERTH_INTERFACE_TYPE_OTHER;
}

/* --- Links --- */

/* A hardware address of its own, from the range that nobody sells (IEEE 802, locally administered). */
static bool give_mac(berth_interface_config *config, int index)
{
    if (config->mac || config->type == BERTH_INTERFACE_TYPE_LOOPBACK || config->type == BERTH_INTERFACE_TYPE_OTHER)
        return true;
    return asprintf(&config->mac, "02:00:00:%02x:%02x:%02x", index >> 16 & 0xff, index >> 8 & 0xff, index & 0xff) >= 0;
}

/* Puts a copy of @config in the place of the link of that name, or makes one. */
static bool put_link(fake_interfaces *all, const berth_interface_config *config, bool up, int64_t addresses_at_ms)
{
    fake_link *link = find_link(all, config->name);
    berth_interface_config *copy = berth_interface_config_copy(config);
    if (!copy)
        return false;
    if (link && !copy->mac && link->config->mac)
        copy->mac = strdup(link->config->mac);
    if (!link) {
        if (!BERTH_GROW(all->links, all->link_count, all->link_capacity)) {
            berth_interface_config_unref(copy);
            return false;
        }
        link = &all->links[all->link_count++];
        *link = (fake_link){.index = ++all->last_index};
    }
    berth_interface_config_unref(link->config);
    *link = (fake_link){copy, up, link->index, addresses_at_ms};
    if (copy->mtu < 0)
        copy->mtu = copy->type == BERTH_INTERFACE_TYPE_LOOPBACK ? 65536 : DEFAULT_MTU;
    return give_mac(copy, link->index);
}

static fake_link *find_vlan_on(const fake_interfaces *all, const char *device)
{
    for (size_t i = 0; i < all->link_count; i++)
        if (berth_streq(all->links[i].config->vlan.device, device))
            return &all->links[i];
    return NULL;
}

/* As in the kernel, what stands on a link goes with it. */
static void remove_link(fake_interfaces *all, fake_link *link)
{
    berth_interface_config *config = link->config;
    size_t after = (size_t)(&all->links[all->link_count] - link) - 1;
    memmove(link, link + 1, after * sizeof *link);
    all->link_count--;
    for (fake_link *vlan = find_vlan_on(all, config->name); vlan; vlan = find_vlan_on(all, config->name))
        remove_link(all, vlan);
    berth_interface_config_unref(config);
}

static bool add_live_address(berth_link *link, berth_ip_family family, const char *text, int prefix)
{
    if (!BERTH_GROW(link->addresses, link->count, link->capacity))
        return false;
    berth_live_address *address = &link->addresses[link->count++];
    *address = (berth_live_address){.family = family,
                                    .prefix = prefix < 0 ? berth_address_usual_prefix(family, text) : prefix};
    snprintf(address->text, sizeof address->text, "%s", text);
    return true;
}

/* What comes by DHCP or router advertisements: the link's number, in the ranges for documents (RFC 5737, RFC 3849). */
static bool add_dynamic(const fake_link *from, berth_link *link, const berth_ip *ip)
{
    char text[BERTH_ADDRESS_TEXT];
    bool ipv6 = ip->family == BERTH_IP_FAMILY_IPV6;
    if (ip->dhcp) {
        snprintf(text, sizeof text, ipv6 ? "2001:db8::%x" : "192.0.2.%d", from->index % 250 + 1);
        if (!add_live_address(link, ip->family, text, ipv6 ? 128 : 24))
            return false;
    }
    if (!ip->autoconf)
        return true;
    snprintf(text, sizeof text, "2001:db8::ffff:%x", from->index);
    return add_live_address(link, ip->family, text, 64);
}

static void set_route(berth_link *link, const berth_ip *ip)
{
    bool ipv6 = ip->family == BERTH_IP_FAMILY_IPV6;
    snprintf(ipv6 ? link->gateway6 : link->gateway4, BERTH_ADDRESS_TEXT, "%s", ip->gateway);
    *(ipv6 ? &link->metric6 : &link->metric4) = ip->metric > 0 ? ip->metric : berth_family_metric(ip->family);
}

static bool copy_addresses(const fake_link *from, berth_link *link, int64_t now_ms)
{
    const berth_ip *families[] = {&from->config->ipv4, &from->config->ipv6};
    for (size_t i = 0; i < BERTH_COUNT(families); i++) {
        const berth_ip *ip = families[i];
        for (size_t j = 0; j < ip->count; j++) {
            if (!add_live_address(link, ip->family, ip->addresses[j].text, ip->addresses[j].prefix))
                return false;
            if (ip->addresses[j].label)
                snprintf(link->addresses[link->count - 1].label, BERTH_NAME_MAX + 1, "%s", ip->addresses[j].label);
        }
        if (ip->gateway && from->up)
            set_route(link, ip);
        if (from->addresses_at_ms && now_ms >= from->addresses_at_ms && !add_dynamic(from, link, ip))
            return false;
    }
    return true;
}

static bool copy_bond(const fake_interfaces *all, const berth_interface_config *config, berth_link *link)
{
    const berth_bond *from = &config->bond;
    const fake_link *primary = from->primary ? find_link(all, from->primary) : NULL;
    berth_live_bond *bond = calloc(1, sizeof *bond);
    if (!bond)
        return false;
    bond->mode = from->mode < 0 ? 0 : from->mode;
    bond->miimon_ms = from->miimon_ms < 0 ? 0 : from->miimon_ms;
    bond->updelay_ms = from->updelay_ms < 0 ? 0 : from->updelay_ms;
    bond->downdelay_ms = from->downdelay_ms < 0 ? 0 : from->downdelay_ms;
    bond->arp_interval_ms = from->arp_interval_ms < 0 ? 0 : from->arp_interval_ms;
    bond->arp_validate = from->arp_validate < 0 ? 0 : from->arp_validate;
    bond->use_carrier = from->use_carrier != BERTH_OFF;
    bond->primary = primary ? primary->index : 0;
    for (size_t i = 0; i < from->arp_targets.count; i++)
        snprintf(bond->arp_targets[bond->arp_target_count++], BERTH_ADDRESS_TEXT, "%s", from->arp_targets.items[i]);
    link->bond = bond;
    return true;
}

static int master_of(const fake_interfaces *all, const char *name)
{
    for (size_t i = 0; i < all->link_count; i++) {
        const berth_ports *ports = &all->links[i].config->ports;
        for (size_t j = 0; j < ports->count; j++)
            if (strcmp(ports->items[j]->name, name) == 0)
                return all->links[i].index;
    }
    return 0;
}

static bool copy_link(const fake_interfaces *all, const fake_link *from, berth_live *live, int64_t now_ms)
{
    const berth_interface_config *config = from->config;
    const fake_link *below = config->vlan.device ? find_link(all, config->vlan.device) : NULL;
    if (!BERTH_GROW(live->links, live->count, live->capacity))
        return false;
    berth_link *link = &live->links[live->count++];
    *link = (berth_link){
        .index = from->index,
        .type = config->type,
        .up = from->up,
        .mtu = config->mtu,
        .master = master_of(all, config->name),
        .below = below ? below->index : 0,
        .autoconf = config->ipv6.autoconf,
        .stp = config->bridge.stp == BERTH_ON,
        .delay_ms = config->type != BERTH_INTERFACE_TYPE_BRIDGE ? BERTH_NO_NUMBER
                    : config->bridge.delay_ms < 0               ? 15000
                                                                : config->bridge.delay_ms,
        .tag = config->vlan.tag,
    };
    snprintf(link->name, sizeof link->name, "%s", config->name);
    snprintf(link->mac, sizeof link->mac, "%s", config->mac ? config->mac : "");
    return (config->type != BERTH_INTERFACE_TYPE_BOND || copy_bond(all, config, link)) &&
           copy_addresses(from, link, now_ms);
}

bool berth_live_read_of(const berth_driver_host *host, berth_live *live, berth_live_what what, berth_error **error)
{
    struct berth_fake *fake = host->fake;
    bool done = true;
    memset(live, 0, sizeof *live);
    if (!fake)
        return !berth_root_is_system(host->root) || berth_live_read(live, what, error);
    pthread_mutex_lock(&fake->lock);
    const fake_interfaces *all = fake->interfaces;
    for (size_t i = 0; done && i < all->link_count; i++)
        done = copy_link(all, &all->links[i], live, berth_fake_now_ms(fake));
    pthread_mutex_unlock(&fake->lock);
    if (done)
        return true;
    berth_live_clear(live);
    return berth_fail_memory(error, DOMAIN);
}

bool berth_fake_interfaces_set_link(struct berth_fake *fake, const berth_interface_config *config, bool up,
                                    berth_error **error)
{
    if (!berth_interface_config_check(config, error))
        return false;
    pthread_mutex_lock(&fake->lock);
    bool dynamic = config->ipv4.dhcp || config->ipv6.dhcp || config->ipv6.autoconf;
    bool done = put_link(fake->interfaces, config, up, dynamic ? berth_fake_now_ms(fake) : 0);
    berth_fake_notify(fake, false);
    pthread_mutex_unlock(&fake->lock);
    return done || berth_fail_memory(error, DOMAIN);
}

int64_t berth_fake_interfaces_wait_ms(struct berth_fake *fake)
{
    int64_t wait_ms = -1;
    pthread_mutex_lock(&fake->lock);
    const fake_interfaces *all = fake->interfaces;
    int64_t now_ms = berth_fake_now_ms(fake);
    for (size_t i = 0; i < all->link_count; i++) {
        int64_t left_ms = all->links[i].addresses_at_ms - now_ms;
        if (left_ms > 0 && (wait_ms < 0 || left_ms < wait_ms))
            wait_ms = left_ms;
    }
    pthread_mutex_unlock(&fake->lock);
    return wait_ms;
}

bool berth_fake_interfaces_remove_link(struct berth_fake *fake, const char *name, berth_error **error)
{
    pthread_mutex_lock(&fake->lock);
    fake_link *link = find_link(fake->interfaces, name);
    if (link) {
        remove_link(fake->interfaces, link);
        berth_fake_notify(fake, false);
    }
    pthread_mutex_unlock(&fake->lock);
    return link || berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND, "the fake host has no link '%s'", name);
}

/* --- Definitions --- */

static bool detect(const berth_root *root)
{
    (void)root;
    return false; /* only a URI makes a host a fake one */
}

static bool list(const berth_driver_host *host, berth_list_details details, berth_definitions *definitions,
                 berth_error **error)
{
    bool done = true;
    (void)details;
    pthread_mutex_lock(&host->fake->lock);
    const fake_interfaces *all = host->fake->interfaces;
    for (size_t i = 0; done && i < all->definition_count; i++) {
        const berth_interface_config *config = all->definitions[i].config;
        done = berth_definitions_add(definitions, config->name, strlen(config->name), config->type, config->mac,
                                     all->definitions[i].revision);
    }
    pthread_mutex_unlock(&host->fake->lock);
    return done || berth_fail_memory(error, DOMAIN);
}

static bool not_found(const char *name, berth_error **error)
{
    return berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND,
                      "the fake host defines no interface '%s'; list them to see which it does", name);
}

/* As where files define it: a port is as its own definition says now. */
static berth_interface_config *copy_definition(const fake_interfaces *all, const fake_definition *definition)
{
    BERTH_AUTO_CONFIG berth_interface_config *copy = berth_interface_config_copy(definition->config);
    if (!copy)
        return NULL;
    copy->revision = definition->revision;
    for (size_t i = 0; i < copy->ports.count; i++) {
        berth_interface_config **port = &copy->ports.items[i];
        const fake_definition *defined = find_definition(all, (*port)->name);
        if (!defined)
            continue;
        berth_interface_config *now =
            berth_interface_config_can_be_port(copy, defined->config)
                ? copy_definition(all, defined)
                : berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, (*port)->name, NULL);
        if (!now)
            return NULL;
        berth_interface_config_unref(*port);
        *port = now;
    }
    return BERTH_STEAL(copy);
}

static berth_interface_config *read(const berth_driver_host *host, const char *name, berth_error **error)
{
    pthread_mutex_lock(&host->fake->lock);
    const fake_definition *found = find_definition(host->fake->interfaces, name);
    berth_interface_config *copy = found ? copy_definition(host->fake->interfaces, found) : NULL;
    pthread_mutex_unlock(&host->fake->lock);
    if (!found)
        not_found(name, error);
    else if (!copy)
        berth_fail_memory(error, DOMAIN);
    return copy;
}

/* Copies of all definitions, or of that of @name; NULL when memory ran out. Nobody else waits for what is done with
 * them. */
static berth_interface_config **copy_definitions(const berth_driver_host *host, const char *name, size_t *count)
{
    pthread_mutex_lock(&host->fake->lock);
    const fake_interfaces *all = host->fake->interfaces;
    berth_interface_config **copies = calloc(all->definition_count + 1, sizeof *copies);
    bool done = copies;
    *count = 0;
    for (size_t i = 0; done && i < all->definition_count; i++) {
        if (name && strcmp(all->definitions[i].config->name, name) != 0)
            continue;
        copies[*count] = copy_definition(all, &all->definitions[i]);
        done = copies[(*count)++];
    }
    pthread_mutex_unlock(&host->fake->lock);
    return copies;
}

static bool read_all(const berth_driver_host *host, const char *name, berth_report *report, berth_defined_func each,
                     void *user_data, berth_error **error)
{
    size_t count;
    berth_interface_config **all = copy_definitions(host, name, &count);
    berth_finding none = {.code = BERTH_ERROR_NOT_FOUND, .note = true};
    bool done = all || berth_fail_memory(error, DOMAIN);
    if (done && !count)
        done = name ? not_found(name, error)
                    : berth_report_add(report, &none, "no interface is defined") || berth_fail_memory(error, DOMAIN);
    for (size_t i = 0; all && i < count; i++) {
        if (done && !all[i])
            done = berth_fail_memory(error, DOMAIN);
        else if (done)
            done = each(&(berth_defined){.name = all[i]->name, .start = all[i]->start, .config = all[i]}, user_data,
                        error);
        berth_interface_config_unref(all[i]);
    }
    free(all);
    return done;
}

static bool put_definition(fake_interfaces *all, const berth_interface_config *config)
{
    fake_definition *old = find_definition(all, config->name);
    BERTH_AUTO_CONFIG berth_interface_config *copy = berth_interface_config_copy(config);
    if (!copy || (old && !berth_interface_config_keep_unsaid(copy, old->config)))
        return false;
    copy->start_given = copy->dns_given = copy->extras_given = true;
    BERTH_AUTO_FREE char *content = berth_interface_config_to_json(copy, NULL);
    if (!content)
        return false;
    if (!old) {
        if (!BERTH_GROW(all->definitions, all->definition_count, all->definition_capacity))
            return false;
        old = &all->definitions[all->definition_count++];
        *old = (fake_definition){0};
    }
    berth_interface_config_unref(old->config);
    *old = (fake_definition){BERTH_STEAL(copy), berth_hash(BERTH_HASH_START, content, strlen(content)) | 1};
    for (size_t i = 0; i < config->ports.count; i++)
        if (!berth_interface_config_is_bare(config->ports.items[i]) && !put_definition(all, config->ports.items[i]))
            return false;
    return true;
}

static bool is_as_read(const fake_interfaces *all, const berth_interface_config *config, berth_error **error)
{
    const fake_definition *now = find_definition(all, config->name);
    if (config->revision && (!now || config->revision != now->revision))
        return berth_fail(error, DOMAIN, BERTH_ERROR_CONFLICT,
                          "somebody changed '%s' since it was read; nothing was written, read it again and retry",
                          config->name);
    for (size_t i = 0; i < config->ports.count; i++)
        if (!berth_interface_config_is_bare(config->ports.items[i]) && !is_as_read(all, config->ports.items[i], error))
            return false;
    return true;
}

static bool check_flags(const fake_interfaces *all, const berth_interface_config *config, unsigned flags,
                        berth_error **error)
{
    const fake_definition *old = find_definition(all, config->name);
    if (old && flags & BERTH_DEFINE_CREATE_ONLY)
        return berth_fail(error, DOMAIN, BERTH_ERROR_EXISTS, "the fake host defines '%s' already", config->name);
    if (!old && flags & BERTH_DEFINE_UPDATE_ONLY)
        return not_found(config->name, error);
    return is_as_read(all, config, error);
}

static void renew_revisions(const fake_interfaces *all, berth_interface_config *config)
{
    const fake_definition *definition = find_definition(all, config->name);
    config->revision = definition ? definition->revision : 0;
    for (size_t i = 0; i < config->ports.count; i++)
        renew_revisions(all, config->ports.items[i]);
}

/* Without the lock: whoever reads the log may ask the host something. */
static bool complete(const berth_driver_host *host, berth_interface_config *config, berth_error **error)
{
    berth_error *problem = NULL;
    BERTH_AUTO_CONFIG berth_interface_config *old = read(host, config->name, &problem);
    if (!old && berth_error_get_code(problem) != BERTH_ERROR_NOT_FOUND)
        return berth_fail_with(error, problem, "");
    berth_error_free(problem);
    return berth_interface_config_complete_prefixes(config, old, host->log, error);
}

static bool define(const berth_driver_host *host, berth_interface_config *config, unsigned flags, berth_error **error)
{
    if (!complete(host, config, error))
        return false;
    pthread_mutex_lock(&host->fake->lock);
    fake_interfaces *all = host->fake->interfaces;
    bool allowed = check_flags(all, config, flags, error);
    bool done = allowed && put_definition(all, config);
    if (done) {
        renew_revisions(all, config);
        berth_fake_notify(host->fake, false);
    }
    pthread_mutex_unlock(&host->fake->lock);
    return done || (allowed && berth_fail_memory(error, DOMAIN));
}

static bool look_at_port(const void *data, const char *name, const char *parent, char **own)
{
    (void)parent;
    const fake_definition *port = find_definition(data, name);
    berth_buffer words = {0}, text = {0};
    if (!port)
        return false;
    if (port->config->start != BERTH_START_MODE_NONE)
        berth_buffer_add_string(&words, "start");
    berth_interface_config_list_own(port->config, NULL, &words);
    BERTH_AUTO_FREE char *list = berth_buffer_steal(&words);
    if (list && *list)
        berth_buffer_printf(&text, " that has settings of its own: %s", list);
    *own = list ? berth_buffer_steal(&text) : NULL;
    return true;
}

static bool find_use(const void *data, const char *name, const berth_strings *going, berth_use *use)
{
    const fake_interfaces *all = data;
    for (size_t i = 0; i < all->definition_count; i++) {
        const berth_interface_config *config = all->definitions[i].config;
        const char *how = berth_interface_config_use(config, name);
        if (!how || berth_strings_has(going, config->name))
            continue;
        *use = (berth_use){.user = strdup(config->name), .how = how};
        return true;
    }
    return false;
}

static void remove_definition(fake_interfaces *all, const char *name)
{
    fake_definition *definition = find_definition(all, name);
    size_t after = (size_t)(&all->definitions[all->definition_count] - definition) - 1;
    berth_interface_config_unref(definition->config);
    memmove(definition, definition + 1, after * sizeof *definition);
    all->definition_count--;
}

static bool undefine_locked(fake_interfaces *all, const char *name, unsigned flags, berth_strings *kept,
                            berth_error **error)
{
    const berth_owned_source source = {all, look_at_port, find_use};
    const fake_definition *found = find_definition(all, name);
    berth_strings going = {0};
    if (!found)
        return not_found(name, error);
    bool done = berth_find_owned(&source, name, found->config, flags, &going, kept, error);
    for (size_t i = 0; done && i < going.count; i++)
        remove_definition(all, going.items[i]);
    berth_strings_clear(&going);
    return done;
}

static bool undefine(const berth_driver_host *host, const char *name, unsigned flags, berth_error **error)
{
    berth_strings kept = {0};
    pthread_mutex_lock(&host->fake->lock);
    bool done = undefine_locked(host->fake->interfaces, name, flags, &kept, error);
    if (done)
        berth_fake_notify(host->fake, false);
    pthread_mutex_unlock(&host->fake->lock);
    for (size_t i = 0; done && i < kept.count; i++)
        berth_log_message(host->log, BERTH_LOG_WARNING, "%s", kept.items[i]);
    berth_strings_clear(&kept);
    return done;
}

/* --- Up and down --- */

static bool bring_up(struct berth_fake *fake, const berth_interface_config *config);

/* A port that has a definition, of its own or inside the other's, is brought up by it; a device only goes up. */
static bool bring_up_port(struct berth_fake *fake, const berth_interface_config *port)
{
    const fake_interfaces *all = fake->interfaces;
    const fake_definition *defined = find_definition(all, port->name);
    if (is_virtual(port))
        return bring_up(fake, defined ? defined->config : port);
    fake_link *link = find_link(all, port->name);
    if (link)
        link->up = true;
    return true;
}

static bool bring_up(struct berth_fake *fake, const berth_interface_config *config)
{
    fake_interfaces *all = fake->interfaces;
    const fake_link *link = find_link(all, config->name);
    berth_interface_type kind = link ? link->config->type : config->type;
    bool on_device = link && config->type == BERTH_INTERFACE_TYPE_OTHER && !is_virtual(link->config);
    /* As for ifup, a device that is not there, or is not there to build on, makes nothing of it; and none becomes
     * another kind of link. */
    if (link ? kind != config->type && !on_device : !is_virtual(config))
        return true;
    if (config->vlan.device && !find_link(all, config->vlan.device))
        return true;
    bool dynamic = config->ipv4.dhcp || config->ipv6.dhcp || config->ipv6.autoconf;
    for (size_t i = 0; i < config->ports.count; i++)
        if (!bring_up_port(fake, config->ports.items[i]))
            return false;
    if (!put_link(all, config, true, dynamic ? berth_fake_now_ms(fake) + DHCP_MS : 0))
        return false;
    find_link(all, config->name)->config->type = kind;
    return true;
}

static bool bring_down(struct berth_fake *fake, const berth_interface_config *config)
{
    fake_interfaces *all = fake->interfaces;
    fake_link *link = find_link(all, config->name);
    if (!link)
        return true;
    if (is_virtual(link->config)) {
        remove_link(all, link);
        /* What it alone is made of goes with it. */
        for (size_t i = 0; i < config->ports.count; i++)
            if (is_virtual(config->ports.items[i]) && config->ports.items[i]->start == BERTH_START_MODE_NONE)
                bring_down(fake, config->ports.items[i]);
        return true;
    }
    berth_interface_config_clear_addresses(link->config, BERTH_IP_FAMILY_IPV4);
    berth_interface_config_clear_addresses(link->config, BERTH_IP_FAMILY_IPV6);
    link->up = false;
    link->addresses_at_ms = 0;
    return true;
}

static bool switch_to(const berth_driver_host *host, const char *name, bool up, bool in_use, int timeout_ms,
                      char **said, berth_error **error)
{
    (void)in_use;
    (void)timeout_ms;
    (void)said;
    pthread_mutex_lock(&host->fake->lock);
    const fake_definition *found = find_definition(host->fake->interfaces, name);
    bool done = !found || (up ? bring_up(host->fake, found->config) : bring_down(host->fake, found->config));
    berth_fake_notify(host->fake, false);
    pthread_mutex_unlock(&host->fake->lock);
    return done || berth_fail_memory(error, DOMAIN);
}

static bool take_down(const berth_driver_host *host, const berth_interface_config *live, int timeout_ms, char **said,
                      berth_error **error)
{
    (void)timeout_ms;
    (void)said;
    pthread_mutex_lock(&host->fake->lock);
    bool done = bring_down(host->fake, live);
    berth_fake_notify(host->fake, false);
    pthread_mutex_unlock(&host->fake->lock);
    return done || berth_fail_memory(error, DOMAIN);
}

const berth_driver berth_driver_fake = {
    .name = "fake",
    .detect = detect,
    .list = list,
    .read = read,
    .read_all = read_all,
    .define = define,
    .undefine = undefine,
    .switch_to = switch_to,
    .take_down = take_down,
};

/* --- The start --- */

static const char small_host[] =
    "{\"berth\": 1, \"interfaces\": ["
    "{\"type\": \"loopback\", \"name\": \"lo\", \"start\": \"onboot\", \"active\": true},"
    "{\"type\": \"ethernet\", \"name\": \"eth0\", \"start\": \"onboot\", \"active\": true, \"ipv4\": {\"dhcp\": true}},"
    "{\"type\": \"ethernet\", \"name\": \"eth1\", \"defined\": false}]}";

/* Takes a truth value out of an interface's object, so that the rest of it is a configuration. */
static bool take_flag(json_t *object, const char *name, bool otherwise, bool *flag, const char *source,
                      berth_error **error)
{
    const json_t *value = json_object_get(object, name);
    if (value && !json_is_boolean(value))
        return berth_fail_at(error, DOMAIN, BERTH_ERROR_SCHEMA, source, 0, "%s: must be true or false", name);
    *flag = value ? json_is_true(value) : otherwise;
    json_object_del(object, name);
    return true;
}

static bool add_interface(fake_interfaces *all, json_t *object, const char *source, berth_error **error)
{
    bool defined = false, active = false, present = false;
    const char *type = json_string_value(json_object_get(object, "type"));
    bool is_device = type && (strcmp(type, "ethernet") == 0 || strcmp(type, "loopback") == 0);
    if (!take_flag(object, "defined", true, &defined, source, error) ||
        !take_flag(object, "active", false, &active, source, error) ||
        !take_flag(object, "present", active || is_device, &present, source, error))
        return false;
    if (active && !present)
        return berth_fail_at(error, DOMAIN, BERTH_ERROR_SCHEMA, source, 0,
                             "active: what is not present cannot be active; remove one of the two");
    BERTH_AUTO_CONFIG berth_interface_config *config = berth_interface_config_read_json(object, source, NULL, error);
    if (!config)
        return false;
    if (defined && find_definition(all, config->name))
        return berth_fail_at(error, DOMAIN, BERTH_ERROR_INVALID, source, 0,
                             "'%s' is there twice; remove one of the two", config->name);
    if (defined && !put_definition(all, config))
        return berth_fail_memory(error, DOMAIN);
    bool dynamic = active && (config->ipv4.dhcp || config->ipv6.dhcp || config->ipv6.autoconf);
    if (present && !active) {
        berth_interface_config_clear_addresses(config, BERTH_IP_FAMILY_IPV4);
        berth_interface_config_clear_addresses(config, BERTH_IP_FAMILY_IPV6);
    }
    return !present || put_link(all, config, active, dynamic ? 1 : 0) || berth_fail_memory(error, DOMAIN);
}

static bool add_numbered(fake_interfaces *all, json_t *one, size_t number, const char *source, berth_error **error)
{
    BERTH_AUTO_FREE char *where = NULL;
    berth_error *problem = NULL;
    if (!json_is_object(one))
        return berth_fail_at(error, DOMAIN, BERTH_ERROR_SCHEMA, source, 0, "interfaces[%zu]: must be an object",
                             number);
    if (add_interface(all, one, source, &problem))
        return true;
    if (asprintf(&where, " (interfaces[%zu])", number) < 0)
        where = NULL;
    return berth_fail_with(error, problem, where ? where : "");
}

bool berth_fake_interfaces_start(struct berth_fake *fake, const char *json, const char *source, berth_error **error)
{
    const char *file = source ? source : "JSON";
    fake_interfaces *all = calloc(1, sizeof *all);
    if (!all)
        return berth_fail_memory(error, DOMAIN);
    fake->interfaces = all;
    fake->end_interfaces = end;
    json_t *document = berth_json_parse(json ? json : small_host, file, DOMAIN, error);
    json_t *interfaces = json_object_get(document, "interfaces"), *delay = json_object_get(document, "delay_ms"), *one;
    size_t number;
    bool done = document != NULL;
    if (document && !json_is_array(interfaces))
        done = berth_fail_at(error, DOMAIN, BERTH_ERROR_SCHEMA, file, 0, "has no list \"interfaces\"; add one");
    if (done && delay) {
        json_int_t delay_ms = json_is_integer(delay) ? json_integer_value(delay) : -1;
        if (delay_ms < 0 || delay_ms > INT32_MAX)
            done =
                berth_fail_at(error, DOMAIN, BERTH_ERROR_SCHEMA, file, 0, "delay_ms: must be a number of milliseconds");
        else
            done = berth_fake_add_delay(fake, "", (int)delay_ms) || berth_fail_memory(error, DOMAIN);
    }
    if (done)
        json_array_foreach (interfaces, number, one) {
            done = add_numbered(all, one, number, file, error);
            if (!done)
                break;
        }
    json_decref(document);
    return done;
}
