/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/view.h"

#include "base/cancel.h"
#include "base/error.h"
#include "host/host.h"
#include "interface/fake.h"

void berth_view_clear(berth_view *all)
{
    berth_definitions_clear(&all->definitions);
    berth_live_clear(&all->live);
}

bool berth_view_read(berth_view *all, berth_host *host, berth_view_what what, berth_cancel *cancel, berth_error **error)
{
    const berth_driver *driver = berth_host_find_driver(host);
    berth_driver_host where = berth_host_for_driver(host, cancel);
    static const berth_list_details details[] = {
        [BERTH_VIEW_NAMES] = BERTH_LIST_NAMES,
        [BERTH_VIEW_DETAILS] = BERTH_LIST_DETAILS,
        [BERTH_VIEW_REVISIONS] = BERTH_LIST_REVISIONS,
    };
    memset(all, 0, sizeof *all);
    if (berth_cancel_check(cancel, BERTH_ERROR_DOMAIN_INTERFACE, error) &&
        (!driver || driver->list(&where, details[what], &all->definitions, error)) &&
        berth_live_read_of(&where, &all->live, what == BERTH_VIEW_NAMES ? BERTH_LIVE_LINKS : BERTH_LIVE_ALL, error) &&
        (berth_live_sort_names(&all->live) || berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE)))
        return true;
    berth_view_clear(all);
    return false;
}

/* What is defined, in its order, each with its link; then the links that nothing defines. */
berth_view_entry *berth_view_join(const berth_view *all, size_t *count)
{
    const berth_definitions *definitions = &all->definitions;
    size_t links = all->live.count;
    BERTH_AUTO_FREE bool *used = calloc(links + 1, sizeof *used);
    berth_view_entry *entries = berth_allocate_filled((definitions->count + links + 1) * sizeof *entries);
    *count = 0;
    if (!used || !entries) {
        free(entries);
        return NULL;
    }
    for (size_t i = 0; i < definitions->count; i++) {
        const berth_definition *one = &definitions->items[i];
        const berth_link *link = berth_live_find(&all->live, one->name);
        entries[(*count)++] = (berth_view_entry){one->name, one, link};
        if (link)
            used[link - all->live.links] = true;
    }
    for (size_t i = 0; i < links; i++)
        if (!used[i])
            entries[(*count)++] = (berth_view_entry){all->live.links[i].name, NULL, &all->live.links[i]};
    return entries;
}
