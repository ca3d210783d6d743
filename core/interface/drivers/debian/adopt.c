/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/adopt.h"

#include <stdio.h>

#include "base/error.h"
#include "interface/drivers/debian/effect.h"
#include "interface/drivers/debian/extras.h"
#include "interface/drivers/debian/methods.h"
#include "interface/drivers/debian/plan.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

/* What interfaces(5) has for addresses and how they come, and resolvconf(8) for names. */
static const char *const address_options[] = {
    "address",      "netmask",      "gateway",    "broadcast",      "network",     "metric",      "pointopoint",
    "scope",        "hostname",     "leasehours", "leasetime",      "vendor",      "client",      "accept-ra",
    "autoconf",     "privext",      "dhcp",       "request-prefix", "ll-attempts", "ll-interval", "preferred-lifetime",
    "dad-attempts", "dad-interval", "dns-domain", "dns-sortlist",   "dns-options",
};

static const char *const command_options[] = {"pre-up", "up", "post-up", "pre-down", "down", "post-down"};

static bool is_one_of(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (debian_is_option(debian_slice_of(name), names[i]))
            return true;
    return false;
}

static bool ends_in(debian_slice path, const char *name)
{
    size_t length = strlen(name);
    return path.length >= length && memcmp(path.text + path.length - length, name, length) == 0 &&
           (path.length == length || path.text[path.length - length - 1] == '/');
}

/* "ip route add ...", "/sbin/ip -6 addr ...", "route add ...", but not "ip link ..." */
static bool speaks_of_addresses(const char *command)
{
    debian_slice rest = debian_slice_of(command), word;
    while (debian_next_word(&rest, &word)) {
        if (ends_in(word, "route") || ends_in(word, "ifconfig") || ends_in(word, "dhclient"))
            return true;
        if (!ends_in(word, "ip"))
            continue;
        while (debian_next_word(&rest, &word) && *word.text == '-')
            continue;
        if (word.length && *word.text != 'l')
            return true;
    }
    return false;
}

bool debian_gives_address(const berth_extra *extra)
{
    return debian_is_stanza_extra(extra) && debian_method_of(debian_slice_of(extra->value)) == DEBIAN_OTHER_ADDRESS;
}

/* A command that sets addresses or routes names the port, or does so by what is not seen here. */
static bool is_unclear(const berth_extra *extra)
{
    return is_one_of(extra->name, command_options, BERTH_COUNT(command_options)) && speaks_of_addresses(extra->value);
}

/* An MTU that ifup passes by beside DHCP would count in the "inet manual" that is left of the port. */
static bool would_count(const berth_extra *extra)
{
    debian_field field = debian_field_of_option(debian_slice_of(extra->name), debian_slice_of(extra->value));
    return field == DEBIAN_MTU || field == DEBIAN_HWADDRESS;
}

static bool check_extra(const berth_interface_config *port, size_t number, const char *config, berth_error **error)
{
    const berth_extra *extra = &port->extras[number];
    bool unclear = is_unclear(extra);
    char path[32];
    const char *file = NULL;
    int64_t line = 0;
    if (!unclear && !would_count(extra))
        return true;
    snprintf(path, sizeof path, "extras[%zu]", number);
    berth_interface_config_get_origin(port, path, &file, &line, NULL);
    if (unclear)
        return berth_fail_at(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, file, (unsigned)line,
                             "'%s %s' of '%s' speaks of addresses or routes, and how it would do so for '%s' cannot be "
                             "told; move or remove it by hand first",
                             extra->name, extra->value, port->name, config);
    return berth_fail_at(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, file, (unsigned)line,
                         "'%s %s' has no effect on '%s' now, and would have one on a port of '%s'; remove it by hand "
                         "first",
                         extra->name, extra->value, port->name, config);
}

static bool check_extras(const berth_interface_config *port, const char *config, berth_error **error)
{
    for (size_t i = 0; i < port->extra_count; i++)
        if (!check_extra(port, i, config, error))
            return false;
    return true;
}

/* The number of the stanza in which the options that went with addresses of @family are to stand. */
static bool find_stanza(const debian_plan *plan, int family, int *number)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->stanzas[i].family == family && strcmp(plan->stanzas[i].method, "manual") != 0) {
            *number = (int)i;
            return true;
        }
    return false;
}

static bool move_extra(const debian_files *files, const debian_plan *plan, berth_interface_config *port, size_t number,
                       berth_interface_config *config, berth_error **error)
{
    berth_extra extra = port->extras[number];
    const debian_stanza *from = debian_stanza_at(files, port->name, (size_t)extra.stanza);
    int to = 0;
    /* The stanzas that are there may come to stand for others than the plan's first, second, ... */
    if (!from || (plan->count > 1 && debian_files_first(files, config->name)) ||
        !find_stanza(plan, debian_stanza_family(files, from), &to))
        return berth_fail_at(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, files->documents[0].shown, 0,
                             "where '%s %s' of '%s' would stand in '%s' cannot be told; move or remove it by hand "
                             "first",
                             extra.name, extra.value, port->name, config->name);
    if (!berth_interface_config_add_extra(config, to, extra.name, extra.value))
        return berth_fail_memory(error, DOMAIN);
    memmove(&port->extras[number], &port->extras[number + 1], (--port->extra_count - number) * sizeof extra);
    free(extra.name);
    free(extra.value);
    return true;
}

static bool move_all(const debian_files *files, berth_interface_config *port, berth_interface_config *config,
                     berth_error **error)
{
    debian_plan plan = {0};
    bool done = check_extras(port, config->name, error) && debian_plan_make(&plan, config, false, error);
    for (size_t i = 0; done && i < port->extra_count;) {
        if (is_one_of(port->extras[i].name, address_options, BERTH_COUNT(address_options)))
            done = move_extra(files, &plan, port, i, config, error);
        else
            i++;
    }
    debian_plan_clear(&plan);
    return done;
}

bool debian_move_extras(const berth_driver_host *host, berth_interface_config *port, berth_interface_config *config,
                        berth_error **error)
{
    debian_files files;
    if (!debian_files_load(&files, host, error))
        return false;
    bool done = move_all(&files, port, config, error);
    debian_files_clear(&files);
    return done;
}
