/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/define.h"

#include "base/error.h"
#include "interface/adopt.h"
#include "interface/apply.h"
#include "interface/fake.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

bool berth_define(const berth_driver *driver, const berth_driver_host *host, berth_interface_config *config,
                  unsigned flags, berth_error **error)
{
    return berth_adopt(driver, host, config, flags, error) && driver->define(host, config, flags, error);
}

/* Whether the files define it; true as well when they cannot be read, which the driver then tells. */
static bool is_defined(const berth_driver *driver, const berth_driver_host *host, const char *name)
{
    berth_definitions list = {0};
    bool found = !driver->list(host, BERTH_LIST_NAMES, &list, NULL) || berth_definitions_find(&list, name);
    berth_definitions_clear(&list);
    return found;
}

/* What is up would stay up, and nothing would say any more how it is taken down. */
static bool check_down(const berth_driver *driver, const berth_driver_host *host, const char *name, berth_error **error)
{
    berth_live live;
    if (!berth_can_run(host, NULL))
        return true;
    if (!berth_live_read_of(host, &live, BERTH_LIVE_LINKS, error))
        return false;
    const berth_link *link = berth_live_find(&live, name);
    bool up = link && link->up;
    berth_live_clear(&live);
    return !up || !is_defined(driver, host, name) ||
           berth_fail(error, DOMAIN, BERTH_ERROR_BUSY, "'%s' is up; take it down first, or force it", name);
}

bool berth_undefine(const berth_driver *driver, const berth_driver_host *host, const char *name, unsigned flags,
                    berth_error **error)
{
    return (flags & BERTH_UNDEFINE_FORCE || check_down(driver, host, name, error)) &&
           driver->undefine(host, name, flags, error);
}
