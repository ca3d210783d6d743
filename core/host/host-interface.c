/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where a host and the interface area meet: handles, listing, and the calls that change something. */
#include "base/cancel.h"
#include "base/error.h"
#include "host/host.h"
#include "interface/address.h"
#include "interface/apply.h"
#include "interface/info.h"
#include "interface/live.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define FILTERS (BERTH_INTERFACE_FILTER_ACTIVE | BERTH_INTERFACE_FILTER_INACTIVE | BERTH_INTERFACE_FILTER_DEFINED)
#define DEFINE_FLAGS (BERTH_DEFINE_CREATE_ONLY | BERTH_DEFINE_UPDATE_ONLY)

struct berth_interface {
    atomic_int references;
    berth_host *host;
    char name[]; /* as long as it is: lists may hold very many */
};

static berth_interface *interface_new(berth_host *host, const char *name, berth_error **error)
{
    size_t size = strlen(name) + 1;
    berth_interface *iface = malloc(sizeof *iface + size);
    if (!iface) {
        berth_fail_memory(error, DOMAIN);
        return NULL;
    }
    atomic_init(&iface->references, 1);
    iface->host = berth_host_ref(host);
    memcpy(iface->name, name, size);
    return iface;
}

berth_interface *berth_interface_ref(berth_interface *iface)
{
    atomic_fetch_add(&iface->references, 1);
    return iface;
}

void berth_interface_unref(berth_interface *iface)
{
    if (!iface || atomic_fetch_sub(&iface->references, 1) != 1)
        return;
    berth_host_unref(iface->host);
    free(iface);
}

const char *berth_interface_get_name(const berth_interface *iface)
{
    return iface->name;
}

berth_host *berth_interface_get_host(const berth_interface *iface)
{
    return iface->host;
}

static berth_driver_host for_driver(const berth_host *host, berth_cancel *cancel)
{
    return (berth_driver_host){&host->root, &host->log, cancel};
}

/* The driver, for a call that cannot do without. */
static const berth_driver *require_driver(const berth_host *host, berth_error **error)
{
    const berth_driver *driver = berth_host_find_driver(host);
    if (!driver)
        berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                   "no interface configuration that berth knows is under %s (it looks for etc/network/interfaces); "
                   "install ifupdown, or name the driver to use",
                   host->root.path);
    return driver;
}

/* --- Listing --- */

/* What the files and the kernel say at one time. */
typedef struct view {
    berth_definitions definitions;
    berth_live live;
} view;

static void view_clear(view *all)
{
    berth_definitions_clear(&all->definitions);
    berth_live_clear(&all->live);
}

/* A host under another root has files and no kernel. */
static bool view_read(view *all, berth_host *host, berth_live_what what, berth_cancel *cancel, berth_error **error)
{
    const berth_driver *driver = berth_host_find_driver(host);
    berth_driver_host where = for_driver(host, cancel);
    memset(all, 0, sizeof *all);
    if (berth_cancel_check(cancel, DOMAIN, error) &&
        (!driver || driver->list(&where, what == BERTH_LIVE_ALL, &all->definitions, error)) &&
        (!berth_root_is_system(&host->root) || berth_live_read(&all->live, what, error)))
        return true;
    view_clear(all);
    return false;
}

typedef struct entry {
    const char *name;
    const berth_definition *definition;
    const berth_link *link;
} entry;

static int compare_entries(const void *a, const void *b)
{
    return strcmp(((const entry *)a)->name, ((const entry *)b)->name);
}

/* Links by name, for joining: sorted once, so that the cost stays near linear. */
static entry *sort_links(const berth_live *live)
{
    entry *sorted = calloc(live->count + 1, sizeof *sorted);
    for (size_t i = 0; sorted && i < live->count; i++)
        sorted[i] = (entry){live->links[i].name, NULL, &live->links[i]};
    if (sorted)
        qsort(sorted, live->count, sizeof *sorted, compare_entries);
    return sorted;
}

/* What is defined, in its order, each with its link; then the links that nothing defines. */
static entry *join(const view *all, size_t *count)
{
    const berth_definitions *definitions = &all->definitions;
    size_t links = all->live.count;
    BERTH_AUTO_FREE entry *sorted = sort_links(&all->live);
    BERTH_AUTO_FREE bool *used = calloc(links + 1, sizeof *used);
    entry *entries = calloc(definitions->count + links + 1, sizeof *entries);
    *count = 0;
    if (!sorted || !used || !entries) {
        free(entries);
        return NULL;
    }
    for (size_t i = 0; i < definitions->count; i++) {
        entry *made = &entries[(*count)++];
        *made = (entry){definitions->items[i].name, &definitions->items[i], NULL};
        const entry *found = bsearch(made, sorted, links, sizeof *sorted, compare_entries);
        if (!found)
            continue;
        made->link = found->link;
        used[found->link - all->live.links] = true;
    }
    for (size_t i = 0; i < links; i++)
        if (!used[i])
            entries[(*count)++] = (entry){all->live.links[i].name, NULL, &all->live.links[i]};
    return entries;
}

static bool passes(const entry *one, unsigned filter)
{
    bool active = one->link && one->link->up;
    return !((filter & BERTH_INTERFACE_FILTER_ACTIVE && !active) ||
             (filter & BERTH_INTERFACE_FILTER_INACTIVE && active) ||
             (filter & BERTH_INTERFACE_FILTER_DEFINED && !one->definition));
}

typedef void *(*make_func)(const entry *one, const view *all, berth_host *host, berth_error **error);

static void *make_interface(const entry *one, const view *all, berth_host *host, berth_error **error)
{
    (void)all;
    return interface_new(host, one->name, error);
}

static void *make_info(const entry *one, const view *all, berth_host *host, berth_error **error)
{
    (void)host;
    return berth_interface_info_new(one->definition, &all->live, one->link, error);
}

/* Makes a NULL-terminated list of what passes; stops at the first failure and leaves the rest to the caller. */
static void **make_list(const view *all, berth_host *host, unsigned filter, make_func make, bool *done,
                        berth_error **error)
{
    size_t count = 0, made = 0;
    entry *entries = join(all, &count);
    void **list = entries ? calloc(count + 1, sizeof *list) : NULL;
    *done = list ? true : berth_fail_memory(error, DOMAIN);
    for (size_t i = 0; list && *done && i < count; i++)
        if (passes(&entries[i], filter)) {
            list[made] = make(&entries[i], all, host, error);
            *done = list[made++] != NULL;
        }
    free(entries);
    return list;
}

static bool check_filter(unsigned filter, berth_error **error)
{
    if (!(filter & ~(unsigned)FILTERS))
        return true;
    return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "the filter %#x has unknown flags", filter);
}

berth_interface **berth_host_list_interfaces(berth_host *host, unsigned filter, berth_cancel *cancel,
                                             berth_error **error)
{
    view all;
    bool done = false;
    if (!check_filter(filter, error) || !view_read(&all, host, BERTH_LIVE_LINKS, cancel, error))
        return NULL;
    berth_interface **list = (berth_interface **)make_list(&all, host, filter, make_interface, &done, error);
    view_clear(&all);
    if (!done) {
        berth_interface_list_free(list);
        return NULL;
    }
    return list;
}

berth_interface_info **berth_host_list_interfaces_info(berth_host *host, unsigned filter, berth_cancel *cancel,
                                                       berth_error **error)
{
    view all;
    bool done = false;
    if (!check_filter(filter, error) || !view_read(&all, host, BERTH_LIVE_ALL, cancel, error))
        return NULL;
    berth_interface_info **list = (berth_interface_info **)make_list(&all, host, filter, make_info, &done, error);
    view_clear(&all);
    if (!done) {
        berth_interface_info_list_free(list);
        return NULL;
    }
    return list;
}

void berth_interface_list_free(berth_interface **list)
{
    for (berth_interface **one = list; one && *one; one++)
        berth_interface_unref(*one);
    free(list);
}

void berth_interface_info_list_free(berth_interface_info **list)
{
    for (berth_interface_info **one = list; one && *one; one++)
        berth_interface_info_unref(*one);
    free(list);
}

/* --- Looking up --- */

static bool not_found(const char *what, const char *name, berth_error **error)
{
    return berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND,
                      "no interface has the %s '%s'; list them all to see which there are", what, name);
}

berth_interface *berth_host_get_interface(berth_host *host, const char *name, berth_error **error)
{
    if (name && *name)
        return interface_new(host, name, error);
    berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "an interface needs a name");
    return NULL;
}

berth_interface *berth_host_lookup_interface(berth_host *host, const char *name, berth_cancel *cancel,
                                             berth_error **error)
{
    view all;
    if (!name || !*name) {
        berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "an interface needs a name");
        return NULL;
    }
    if (!view_read(&all, host, BERTH_LIVE_LINKS, cancel, error))
        return NULL;
    bool found = berth_definitions_find(&all.definitions, name) || berth_live_find(&all.live, name);
    view_clear(&all);
    if (found)
        return interface_new(host, name, error);
    not_found("name", name, error);
    return NULL;
}

berth_interface *berth_host_lookup_interface_by_mac(berth_host *host, const char *mac, berth_cancel *cancel,
                                                    berth_error **error)
{
    char wanted[BERTH_MAC_TEXT];
    if (!berth_mac_parse(mac, wanted, error))
        return NULL;
    berth_interface_info **list = berth_host_list_interfaces_info(host, 0, cancel, error);
    const char *found = NULL;
    /* Defined interfaces come first in the list. */
    for (berth_interface_info **one = list; one && *one && !found; one++)
        if (berth_streq(berth_interface_info_get_mac(*one), wanted))
            found = berth_interface_info_get_name(*one);
    berth_interface *iface = found ? interface_new(host, found, error) : NULL;
    if (list && !found)
        not_found("hardware address", wanted, error);
    berth_interface_info_list_free(list);
    return iface;
}

berth_interface_info *berth_interface_get_info(berth_interface *iface, berth_cancel *cancel, berth_error **error)
{
    view all;
    if (!view_read(&all, iface->host, BERTH_LIVE_ALL, cancel, error))
        return NULL;
    const berth_definition *definition = berth_definitions_find(&all.definitions, iface->name);
    const berth_link *link = berth_live_find(&all.live, iface->name);
    berth_interface_info *info = NULL;
    if (definition || link)
        info = berth_interface_info_new(definition, &all.live, link, error);
    else
        not_found("name", iface->name, error);
    view_clear(&all);
    return info;
}

berth_interface_config *berth_interface_get_config(berth_interface *iface, berth_cancel *cancel, berth_error **error)
{
    const berth_driver *driver = berth_host_find_driver(iface->host);
    berth_driver_host where = for_driver(iface->host, cancel);
    if (!driver) {
        berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND,
                   "nothing defines '%s': no interface configuration that berth knows is under %s", iface->name,
                   iface->host->root.path);
        return NULL;
    }
    return berth_cancel_check(cancel, DOMAIN, error) ? driver->read(&where, iface->name, error) : NULL;
}

/* --- Changing --- */

berth_interface *berth_host_define_interface(berth_host *host, const berth_interface_config *config, unsigned flags,
                                             berth_cancel *cancel, berth_error **error)
{
    const berth_driver *driver = require_driver(host, error);
    berth_driver_host where = for_driver(host, cancel);
    if (!driver)
        return NULL;
    if (flags & ~(unsigned)DEFINE_FLAGS || flags == DEFINE_FLAGS) {
        berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "the flags %#x are unknown, or contradict each other", flags);
        return NULL;
    }
    BERTH_AUTO_CONFIG berth_interface_config *copy = berth_interface_config_copy(config);
    if (!copy) {
        berth_fail_memory(error, DOMAIN);
        return NULL;
    }
    if (!berth_interface_config_check(copy, error) || !berth_cancel_check(cancel, DOMAIN, error) ||
        !driver->define(&where, copy, flags, error))
        return NULL;
    /* No setting of the caller's changes; but what it was read from is now what it says, so it can be changed again. */
    if (config->revision)
        ((berth_interface_config *)config)->revision = copy->revision;
    return interface_new(host, copy->name, error);
}

bool berth_interface_undefine(berth_interface *iface, berth_cancel *cancel, berth_error **error)
{
    const berth_driver *driver = require_driver(iface->host, error);
    berth_driver_host where = for_driver(iface->host, cancel);
    return driver && berth_cancel_check(cancel, DOMAIN, error) && driver->undefine(&where, iface->name, error);
}

static bool apply(berth_interface *iface, bool up, int timeout_ms, berth_cancel *cancel, berth_error **error)
{
    const berth_driver *driver = require_driver(iface->host, error);
    berth_driver_host where = for_driver(iface->host, cancel);
    if (timeout_ms < -1)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID,
                          "a time limit of %d ms makes no sense; use -1 for the default", timeout_ms);
    return driver && berth_apply(driver, &where, iface->name, up, timeout_ms, error);
}

bool berth_interface_up(berth_interface *iface, int timeout_ms, berth_cancel *cancel, berth_error **error)
{
    return apply(iface, true, timeout_ms, cancel, error);
}

bool berth_interface_down(berth_interface *iface, int timeout_ms, berth_cancel *cancel, berth_error **error)
{
    return apply(iface, false, timeout_ms, cancel, error);
}
