/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where a host and the interface area meet: handles, listing, and the calls that change something. */
#include "base/cancel.h"
#include "base/error.h"
#include "host/host.h"
#include "host/view.h"
#include "interface/address.h"
#include "interface/apply.h"
#include "interface/check.h"
#include "interface/define.h"
#include "interface/info.h"
#include "interface/live.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define FILTERS (BERTH_INTERFACE_FILTER_ACTIVE | BERTH_INTERFACE_FILTER_INACTIVE | BERTH_INTERFACE_FILTER_DEFINED)
/* A fake host may be told to make a call wait or fail; the call is named as in C, without "berth_". */
#define ENTER_WITHIN(host, timeout_ms, cancel, error) \
    berth_fake_enter((host)->fake, __func__ + sizeof "berth_" - 1, timeout_ms, cancel, DOMAIN, error)
#define ENTER(host, cancel, error) ENTER_WITHIN(host, -1, cancel, error)
#define DEFAULT_TIMEOUT_MS 30000
#define EXISTENCE_FLAGS (BERTH_DEFINE_CREATE_ONLY | BERTH_DEFINE_UPDATE_ONLY)
#define DEFINE_FLAGS (EXISTENCE_FLAGS | BERTH_DEFINE_ADOPT)
#define UNDEFINE_FLAGS BERTH_UNDEFINE_FORCE

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

/* The driver, for a call that cannot do without. */
static const berth_driver *require_driver(const berth_host *host, berth_error **error)
{
    const berth_driver *driver = berth_host_find_driver(host);
    berth_driver_host where = berth_host_for_driver(host, NULL);
    return berth_driver_require(driver, &where, error) ? driver : NULL;
}

/* --- Listing --- */

static bool passes(const berth_view_entry *one, unsigned filter)
{
    bool active = one->link && one->link->up;
    return !((filter & BERTH_INTERFACE_FILTER_ACTIVE && !active) ||
             (filter & BERTH_INTERFACE_FILTER_INACTIVE && active) ||
             (filter & BERTH_INTERFACE_FILTER_DEFINED && !one->definition));
}

typedef void *(*make_func)(const berth_view_entry *one, const berth_view *all, berth_host *host, berth_error **error);

static void *make_interface(const berth_view_entry *one, const berth_view *all, berth_host *host, berth_error **error)
{
    (void)all;
    return interface_new(host, one->name, error);
}

static void *make_info(const berth_view_entry *one, const berth_view *all, berth_host *host, berth_error **error)
{
    (void)host;
    return berth_interface_info_new(one->definition, &all->live, one->link, error);
}

/* Makes a NULL-terminated list of what passes; stops at the first failure and leaves the rest to the caller. */
static void **make_list(const berth_view *all, berth_host *host, unsigned filter, make_func make, bool *done,
                        berth_error **error)
{
    size_t count = 0, made = 0;
    berth_view_entry *entries = berth_view_join(all, &count);
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
    berth_view all;
    bool done = false;
    if (!ENTER(host, cancel, error) || !check_filter(filter, error) ||
        !berth_view_read(&all, host, BERTH_VIEW_NAMES, cancel, error))
        return NULL;
    berth_interface **list = (berth_interface **)make_list(&all, host, filter, make_interface, &done, error);
    berth_view_clear(&all);
    if (!done) {
        berth_interface_list_free(list);
        return NULL;
    }
    return list;
}

static berth_interface_info **list_infos(berth_host *host, unsigned filter, berth_cancel *cancel, berth_error **error)
{
    berth_view all;
    bool done = false;
    if (!check_filter(filter, error) || !berth_view_read(&all, host, BERTH_VIEW_DETAILS, cancel, error))
        return NULL;
    berth_interface_info **list = (berth_interface_info **)make_list(&all, host, filter, make_info, &done, error);
    berth_view_clear(&all);
    if (!done) {
        berth_interface_info_list_free(list);
        return NULL;
    }
    return list;
}

berth_interface_info **berth_host_list_interfaces_info(berth_host *host, unsigned filter, berth_cancel *cancel,
                                                       berth_error **error)
{
    return ENTER(host, cancel, error) ? list_infos(host, filter, cancel, error) : NULL;
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
    berth_view all;
    if (!name || !*name) {
        berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "an interface needs a name");
        return NULL;
    }
    if (!ENTER(host, cancel, error) || !berth_view_read(&all, host, BERTH_VIEW_NAMES, cancel, error))
        return NULL;
    bool found = berth_definitions_find(&all.definitions, name) || berth_live_find(&all.live, name);
    berth_view_clear(&all);
    if (found)
        return interface_new(host, name, error);
    not_found("name", name, error);
    return NULL;
}

berth_interface *berth_host_lookup_interface_by_mac(berth_host *host, const char *mac, berth_cancel *cancel,
                                                    berth_error **error)
{
    char wanted[BERTH_MAC_TEXT];
    if (!ENTER(host, cancel, error) || !berth_mac_parse(mac, wanted, error))
        return NULL;
    berth_interface_info **list = list_infos(host, 0, cancel, error);
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
    berth_view all;
    if (!ENTER(iface->host, cancel, error) || !berth_view_read(&all, iface->host, BERTH_VIEW_DETAILS, cancel, error))
        return NULL;
    const berth_definition *definition = berth_definitions_find(&all.definitions, iface->name);
    const berth_link *link = berth_live_find(&all.live, iface->name);
    berth_interface_info *info = NULL;
    if (definition || link)
        info = berth_interface_info_new(definition, &all.live, link, error);
    else
        not_found("name", iface->name, error);
    berth_view_clear(&all);
    return info;
}

berth_interface_config *berth_interface_get_config(berth_interface *iface, berth_cancel *cancel, berth_error **error)
{
    const berth_driver *driver = berth_host_find_driver(iface->host);
    berth_driver_host where = berth_host_for_driver(iface->host, cancel);
    if (!driver) {
        berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND,
                   "nothing defines '%s': no interface configuration that berth knows is under %s", iface->name,
                   iface->host->root.path);
        return NULL;
    }
    return ENTER(iface->host, cancel, error) && berth_cancel_check(cancel, DOMAIN, error)
               ? driver->read(&where, iface->name, error)
               : NULL;
}

/* --- Changing --- */

berth_interface *berth_host_define_interface(berth_host *host, const berth_interface_config *config, unsigned flags,
                                             berth_cancel *cancel, berth_error **error)
{
    const berth_driver *driver = require_driver(host, error);
    berth_driver_host where = berth_host_for_driver(host, cancel);
    if (!driver || !ENTER(host, cancel, error))
        return NULL;
    if (flags & ~(unsigned)DEFINE_FLAGS || (flags & EXISTENCE_FLAGS) == EXISTENCE_FLAGS) {
        berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "the flags %#x are unknown, or contradict each other", flags);
        return NULL;
    }
    if (!berth_interface_config_check(config, error) || !berth_cancel_check(cancel, DOMAIN, error))
        return NULL;
    BERTH_AUTO_CONFIG berth_interface_config *copy = berth_define(driver, &where, config, flags, error);
    if (!copy)
        return NULL;
    /* Of what was read from the host a check tells; a document of the caller's tells this once. */
    if (!config->revision)
        berth_interface_config_log_findings(config, where.log);
    berth_interface_config_log_findings(copy, where.log);
    /* No setting of the caller's changes; but what it was read from is now what it says, so it can be changed again. */
    if (config->revision)
        berth_interface_config_adopt_revision((berth_interface_config *)config, copy);
    return interface_new(host, copy->name, error);
}

bool berth_interface_undefine(berth_interface *iface, unsigned flags, berth_cancel *cancel, berth_error **error)
{
    const berth_driver *driver = require_driver(iface->host, error);
    berth_driver_host where = berth_host_for_driver(iface->host, cancel);
    if (!driver || !ENTER(iface->host, cancel, error))
        return false;
    if (flags & ~(unsigned)UNDEFINE_FLAGS)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "the flags %#x are unknown", flags);
    return berth_cancel_check(cancel, DOMAIN, error) && berth_undefine(driver, &where, iface->name, flags, error);
}

/* Puts the default in place of -1. */
static bool read_timeout(int *timeout_ms, berth_error **error)
{
    if (*timeout_ms < -1)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID,
                          "a time limit of %d ms makes no sense; use -1 for the default", *timeout_ms);
    if (*timeout_ms == -1)
        *timeout_ms = DEFAULT_TIMEOUT_MS;
    return true;
}

static bool apply(berth_interface *iface, bool up, int timeout_ms, berth_progress *progress, berth_cancel *cancel,
                  berth_error **error)
{
    const berth_driver *driver = require_driver(iface->host, error);
    berth_driver_host where = berth_host_for_driver(iface->host, cancel);
    where.progress = progress;
    return driver && berth_apply(driver, &where, iface->name, up, timeout_ms, error);
}

bool berth_interface_up(berth_interface *iface, int timeout_ms, berth_progress *progress, berth_cancel *cancel,
                        berth_error **error)
{
    return read_timeout(&timeout_ms, error) && ENTER_WITHIN(iface->host, timeout_ms, cancel, error) &&
           apply(iface, true, timeout_ms, progress, cancel, error);
}

bool berth_interface_down(berth_interface *iface, int timeout_ms, berth_progress *progress, berth_cancel *cancel,
                          berth_error **error)
{
    return read_timeout(&timeout_ms, error) && ENTER_WITHIN(iface->host, timeout_ms, cancel, error) &&
           apply(iface, false, timeout_ms, progress, cancel, error);
}

berth_report *berth_interface_check(berth_interface *iface, berth_cancel *cancel, berth_error **error)
{
    const berth_driver *driver = require_driver(iface->host, error);
    berth_driver_host where = berth_host_for_driver(iface->host, cancel);
    if (!driver || !ENTER(iface->host, cancel, error) || !berth_cancel_check(cancel, DOMAIN, error))
        return NULL;
    return berth_check(driver, &where, iface->name, error);
}

berth_report *berth_host_check_interfaces(berth_host *host, berth_cancel *cancel, berth_error **error)
{
    berth_driver_host where = berth_host_for_driver(host, cancel);
    return ENTER(host, cancel, error) ? berth_check_all(berth_host_find_driver(host), &where, error) : NULL;
}
