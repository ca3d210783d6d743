/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host/view.h"

#include "base/cancel.h"
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
        berth_live_read_of(&where, &all->live, what == BERTH_VIEW_NAMES ? BERTH_LIVE_LINKS : BERTH_LIVE_ALL, error))
        return true;
    berth_view_clear(all);
    return false;
}

static int compare_entries(const void *a, const void *b)
{
    return strcmp(((const berth_view_entry *)a)->name, ((const berth_view_entry *)b)->name);
}

/* Links by name, for joining: sorted once, so that the cost stays near linear. */
static berth_view_entry *sort_links(const berth_live *live)
{
    berth_view_entry *sorted = calloc(live->count + 1, sizeof *sorted);
    for (size_t i = 0; sorted && i < live->count; i++)
        sorted[i] = (berth_view_entry){live->links[i].name, NULL, &live->links[i]};
    if (sorted)
        qsort(sorted, live->count, sizeof *sorted, compare_entries);
    return sorted;
}

/* What is defined, in its order, each with its link; then the links that nothing defines. */
berth_view_entry *berth_view_join(const berth_view *all, size_t *count)
{
    const berth_definitions *definitions = &all->definitions;
    size_t links = all->live.count;
    BERTH_AUTO_FREE berth_view_entry *sorted = sort_links(&all->live);
    BERTH_AUTO_FREE bool *used = calloc(links + 1, sizeof *used);
    berth_view_entry *entries = berth_allocate_filled((definitions->count + links + 1) * sizeof *entries);
    *count = 0;
    if (!sorted || !used || !entries) {
        free(entries);
        return NULL;
    }
    for (size_t i = 0; i < definitions->count; i++) {
        berth_view_entry *made = &entries[(*count)++];
        *made = (berth_view_entry){definitions->items[i].name, &definitions->items[i], NULL};
        const berth_view_entry *found = bsearch(made, sorted, links, sizeof *sorted, compare_entries);
        if (!found)
            continue;
        made->link = found->link;
        used[found->link - all->live.links] = true;
    }
    for (size_t i = 0; i < links; i++)
        if (!used[i])
            entries[(*count)++] = (berth_view_entry){all->live.links[i].name, NULL, &all->live.links[i]};
    return entries;
}
