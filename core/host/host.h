/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What an open host is, for the files that join it to the areas. */
#ifndef BERTH_HOST_PRIVATE_H
#define BERTH_HOST_PRIVATE_H

#include <stdatomic.h>

#include "base/fake.h"
#include "base/file.h"
#include "base/log.h"
#include "berth/berth-host.h"
#include "interface/driver.h"

/* Nothing here changes once the host is open, so threads share it without a lock. */
struct berth_host {
    atomic_int references;
    char *uri;
    berth_root root;
    berth_log *log;             /* NULL: nobody reads it */
    struct berth_fake *fake;    /* NULL for a real host */
    const berth_driver *driver; /* the one that was asked for; NULL to find out each time */
};

/** The driver to use now; NULL when the host has no configuration that one knows. */
const berth_driver *berth_host_find_driver(const berth_host *host);

/** What a driver's call gets from the host. */
berth_driver_host berth_host_for_driver(const berth_host *host, berth_cancel *cancel);

#endif
