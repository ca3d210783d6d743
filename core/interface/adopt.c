/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/adopt.h"

#include <stdio.h>

#include "base/error.h"
#include "interface/address.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

typedef struct adopter {
    const berth_driver *driver;
    const berth_driver_host *host;
    berth_interface_config *top; /* what is defined, and takes the addresses */
    bool adopts;
    bool is_whole; /* @top has what its old definition said and it says nothing of */
    berth_definitions defined;
    berth_error **error;
} adopter;

/* --- What a port has --- */

/* How a family has addresses: where that was read, and in words. Empty words: it has none. */
typedef struct reason {
    char path[32];
    char words[BERTH_ADDRESS_TEXT + 32];
} reason;

static reason why_ip(const berth_ip *ip)
{
    reason found = {"", ""};
    int family = (int)ip->family;
    const berth_address *first = ip->addresses;
    if (ip->count) {
        snprintf(found.path, sizeof found.path, "ipv%d.addresses[0]", family);
        snprintf(found.words, sizeof found.words, first->prefix < 0 ? "the address %s" : "the address %s/%d",
                 first->text, first->prefix);
    } else if (ip->dhcp) {
        snprintf(found.path, sizeof found.path, "ipv%d.dhcp", family);
        snprintf(found.words, sizeof found.words, "addresses by DHCP%s", family == 6 ? "v6" : "");
    } else if (ip->autoconf && !ip->by_default) {
        snprintf(found.path, sizeof found.path, "ipv%d.autoconf", family);
        snprintf(found.words, sizeof found.words, "addresses by router advertisements");
    }
    return found;
}

/* A way to addresses that the model does not have. */
static reason why_extra(const adopter *all, const berth_interface_config *config)
{
    reason found = {"", ""};
    for (size_t i = 0; all->driver->gives_address && i < config->extra_count && !*found.words; i++) {
        if (!all->driver->gives_address(&config->extras[i]))
            continue;
        snprintf(found.path, sizeof found.path, "extras[%zu]", i);
        snprintf(found.words, sizeof found.words, "addresses by '%.30s'", config->extras[i].value);
    }
    return found;
}

static reason why(const adopter *all, const berth_interface_config *port)
{
    reason found = why_ip(&port->ipv4);
    if (!*found.words)
        found = why_ip(&port->ipv6);
    return *found.words ? found : why_extra(all, port);
}

static bool refuse(const adopter *all, const berth_interface_config *port, const char *path, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static bool refuse(const adopter *all, const berth_interface_config *port, const char *path, const char *format, ...)
{
    const char *file = NULL;
    int64_t line = 0;
    va_list arguments;
    berth_interface_config_get_origin(port, path, &file, &line, NULL);
    va_start(arguments, format);
    berth_vfail_at(all->error, DOMAIN, BERTH_ERROR_UNSUPPORTED, file, (unsigned)line, format, arguments);
    va_end(arguments);
    return false;
}

/* --- Moving it --- */

static bool has_address(const berth_ip *ip, const berth_address *address)
{
    for (size_t i = 0; i < ip->count; i++)
        if (strcmp(ip->addresses[i].text, address->text) == 0 &&
            (ip->addresses[i].prefix < 0 || ip->addresses[i].prefix == address->prefix))
            return true;
    return false;
}

/* Whether all that @theirs has is in @mine, so that nothing has to move. */
static bool includes(const berth_ip *mine, const berth_ip *theirs)
{
    bool all = (mine->dhcp || !theirs->dhcp) && (mine->autoconf || !theirs->autoconf);
    for (size_t i = 0; i < theirs->count; i++)
        all = all && has_address(mine, &theirs->addresses[i]);
    return all;
}

/* A label has the name of the interface in front: it gets the new one's. */
static bool rename_labels(const adopter *all, const berth_interface_config *port, berth_ip *ip)
{
    for (size_t i = 0; i < ip->count; i++) {
        const char *label = ip->addresses[i].label, *colon = label ? strchr(label, ':') : NULL;
        char *renamed = NULL;
        if (!colon)
            continue;
        if (strlen(all->top->name) + strlen(colon) > BERTH_NAME_MAX)
            return refuse(all, port, "ipv4.addresses", "the label '%s' would be too long as one of '%s'; remove it",
                          label, all->top->name);
        if (asprintf(&renamed, "%s%s", all->top->name, colon) < 0)
            return berth_fail_memory(all->error, DOMAIN);
        free(ip->addresses[i].label);
        ip->addresses[i].label = renamed;
    }
    return true;
}

static bool move_ip(const adopter *all, berth_interface_config *port, berth_ip_family family)
{
    berth_ip *mine = berth_interface_config_ip(all->top, family);
    berth_ip *theirs = berth_interface_config_ip(port, family);
    bool is_said = mine->dhcp || mine->autoconf || mine->count || mine->gateway ||
                   (family == BERTH_IP_FAMILY_IPV6 && mine->present);
    reason one = why_ip(theirs), other = why_ip(mine);
    char path[24];
    snprintf(path, sizeof path, "ipv%d.gateway", (int)family);
    if (!theirs->present || theirs->by_default)
        return true;
    if (!is_said) {
        berth_ip kept = *mine;
        *mine = *theirs;
        *theirs = kept;
        return rename_labels(all, port, mine);
    }
    if (!includes(mine, theirs))
        return refuse(all, port, one.path, "'%s' has %s, and '%s' is to have %s; remove one of the two", port->name,
                      one.words, all->top->name, *other.words ? other.words : "none of that family");
    if (!mine->gateway)
        mine->gateway = BERTH_STEAL(theirs->gateway);
    return !theirs->gateway || strcmp(mine->gateway, theirs->gateway) == 0 ||
           refuse(all, port, path, "'%s' has the gateway %s, and '%s' is to have %s; remove one of the two", port->name,
                  theirs->gateway, all->top->name, mine->gateway);
}

/* Whoever resolves names for the port does so for the bridge too, besides its own. */
static bool move_strings(berth_strings *to, const berth_strings *from)
{
    for (size_t i = 0; i < from->count; i++)
        if (!berth_strings_has(to, from->items[i]) && !berth_strings_add(to, from->items[i]))
            return false;
    return true;
}

/* A bridge or bond is made, not plugged in: what hotplug did for its port, the start of the host does for it. */
static void move_start(const adopter *all, const berth_interface_config *port)
{
    if (all->top->start_given || all->top->start != BERTH_START_MODE_NONE || port->start == BERTH_START_MODE_NONE)
        return;
    all->top->start = BERTH_START_MODE_ONBOOT;
    all->top->start_given = true;
}

static void clear_ip(berth_interface_config *port, berth_ip *ip)
{
    berth_interface_config_clear_addresses(port, ip->family);
    free(BERTH_STEAL(ip->gateway));
    ip->present = ip->dhcp = ip->autoconf = ip->by_default = false;
    ip->peerdns = BERTH_UNSET;
}

static bool has_settings(const berth_interface_config *port)
{
    berth_buffer words = {0};
    berth_interface_config_list_own(port, NULL, &words);
    bool any = words.length > 0;
    berth_buffer_clear(&words);
    return any;
}

/*
 * Leaves of @port what is its own. Its hardware address, its MTU and the like are set when it is brought up by itself,
 * not when a bridge takes it: with such settings it goes on starting as it did.
 */
static void strip(berth_interface_config *port)
{
    clear_ip(port, &port->ipv4);
    clear_ip(port, &port->ipv6);
    berth_interface_config_clear_dns(port);
    if (!has_settings(port))
        port->start = BERTH_START_MODE_NONE;
    port->start_given = port->dns_given = port->extras_given = true;
    berth_interface_config_forget_origin(port, "");
    berth_report_unref(BERTH_STEAL(port->findings));
    port->replaces = true;
}

/* What the old definition said and the new one does not mention is there before anything comes to it. */
static bool make_whole(adopter *all)
{
    BERTH_AUTO_CONFIG berth_interface_config *old =
        all->is_whole ? NULL : all->driver->read(all->host, all->top->name, NULL);
    all->is_whole = true;
    return !old || berth_interface_config_keep_unsaid(all->top, old);
}

/* What is said of the port itself counts; what is not mentioned of it stays as it is. */
static bool merge(berth_interface_config *said, berth_interface_config *stripped)
{
    if (!berth_interface_config_keep_unsaid(said, stripped))
        return false;
    if (!said->mac)
        said->mac = BERTH_STEAL(stripped->mac);
    if (said->mtu < 0)
        said->mtu = stripped->mtu;
    said->start_given = said->replaces = true;
    said->revision = stripped->revision;
    return true;
}

static bool adopt(adopter *all, const berth_interface_config *parent, berth_interface_config **place,
                  berth_interface_config *port)
{
    reason extra = why_extra(all, port);
    if (*extra.words)
        return refuse(all, port, extra.path, "'%s' has %s of its own, which cannot be adopted; remove that first",
                      port->name, extra.words);
    if (!make_whole(all))
        return berth_fail_memory(all->error, DOMAIN);
    if (!move_ip(all, port, BERTH_IP_FAMILY_IPV4) || !move_ip(all, port, BERTH_IP_FAMILY_IPV6) ||
        (all->driver->move_extras && !all->driver->move_extras(all->host, port, all->top, all->error)))
        return false;
    if (!move_strings(&all->top->dns_servers, &port->dns_servers) ||
        !move_strings(&all->top->dns_search, &port->dns_search))
        return berth_fail_memory(all->error, DOMAIN);
    all->top->dns_given = all->top->dns_given || port->dns_servers.count || port->dns_search.count;
    move_start(all, port);
    strip(port);
    if (!berth_interface_config_is_bare(*place))
        return merge(*place, port) || berth_fail_memory(all->error, DOMAIN);
    if (!berth_interface_config_can_be_port(parent, port))
        return refuse(all, port, "name", "'%s' is of type %s, which a %s cannot adopt; remove its addresses by hand",
                      port->name, berth_interface_type_get_name(port->type),
                      berth_interface_type_get_name(parent->type));
    berth_interface_config_unref(*place);
    *place = berth_interface_config_ref(port);
    return true;
}

/* --- Looking for it --- */

static bool is_port_of(const berth_interface_config *config, const char *name)
{
    for (size_t i = 0; config && i < config->ports.count; i++)
        if (strcmp(config->ports.items[i]->name, name) == 0)
            return true;
    return false;
}

/* What the files say of a port; NULL when they say nothing, or nothing that can be read. */
static berth_interface_config *read_port(const adopter *all, const char *name, bool *failed)
{
    berth_error *problem = NULL;
    *failed = false;
    if (!berth_definitions_find(&all->defined, name))
        return NULL;
    berth_interface_config *port = all->driver->read(all->host, name, &problem);
    berth_error_code code = problem ? berth_error_get_code(problem) : 0;
    bool is_unreadable =
        code == BERTH_ERROR_NOT_FOUND || code == BERTH_ERROR_UNSUPPORTED || code == BERTH_ERROR_INVALID;
    *failed = !port && (all->adopts || !is_unreadable);
    if (*failed)
        berth_fail_with(all->error, problem, "");
    else
        berth_error_free(problem);
    return port;
}

static bool look_at_port(adopter *all, const berth_interface_config *parent, berth_interface_config **place)
{
    bool failed = false;
    BERTH_AUTO_CONFIG berth_interface_config *port = read_port(all, (*place)->name, &failed);
    if (!port)
        return !failed;
    reason found = why(all, port);
    if (!*found.words && !(all->adopts && (port->dns_servers.count || port->dns_search.count)))
        return true;
    if (all->adopts)
        return adopt(all, parent, place, port);
    return refuse(all, port, found.path,
                  "'%s', which is to be a port of '%s', has %s of its own; adopt what it has, or remove that first",
                  port->name, parent->name, found.words);
}

static bool look_at_ports(adopter *all, berth_interface_config *config)
{
    BERTH_AUTO_CONFIG berth_interface_config *old =
        berth_definitions_find(&all->defined, config->name) ? all->driver->read(all->host, config->name, NULL) : NULL;
    bool done = true;
    for (size_t i = 0; done && i < config->ports.count; i++) {
        berth_interface_config **place = &config->ports.items[i];
        if (all->adopts || !is_port_of(old, (*place)->name))
            done = look_at_port(all, config, place);
        if (done && !(*place)->replaces)
            done = look_at_ports(all, *place);
    }
    return done;
}

bool berth_adopt(const berth_driver *driver, const berth_driver_host *host, berth_interface_config *config,
                 unsigned flags, berth_error **error)
{
    adopter all = {
        .driver = driver,
        .host = host,
        .top = config,
        .adopts = flags & BERTH_DEFINE_ADOPT,
        .error = error,
    };
    if (!config->ports.count)
        return true;
    bool done = driver->list(host, BERTH_LIST_NAMES, &all.defined, error) && look_at_ports(&all, config);
    berth_definitions_clear(&all.defined);
    return done;
}
