/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* One look at a host: what its files define and what its kernel has, joined by name. */
#ifndef BERTH_HOST_VIEW_H
#define BERTH_HOST_VIEW_H

#include "interface/driver.h"
#include "interface/live.h"

typedef enum berth_view_what {
    BERTH_VIEW_NAMES,    /* names, and links without their addresses */
    BERTH_VIEW_DETAILS,  /* all that a snapshot tells */
    BERTH_VIEW_REVISIONS /* and which state each definition is in */
} berth_view_what;

typedef struct berth_view {
    berth_definitions definitions;
    berth_live live;
} berth_view;

typedef struct berth_view_entry {
    const char *name;
    const berth_definition *definition; /* or NULL */
    const berth_link *link;             /* or NULL */
} berth_view_entry;

/** A host under another root has files and no kernel. */
bool berth_view_read(berth_view *all, berth_host *host, berth_view_what what, berth_cancel *cancel,
                     berth_error **error);
void berth_view_clear(berth_view *all);

/**
 * What is defined, in its order, each with its link; then the links that nothing defines.
 * Returns: (owned) (nullable): @count entries, which borrow from @all; NULL when memory ran out.
 */
berth_view_entry *berth_view_join(const berth_view *all, size_t *count);

#endif
