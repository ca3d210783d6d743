/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/define.h"

#include "base/error.h"
#include "base/process.h"
#include "interface/adopt.h"
#include "interface/apply.h"
#include "interface/fake.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

typedef bool (*write_func)(const berth_driver *driver, const berth_driver_host *host, void *data, berth_error **error);

/* Does @write under the lock, and again as long as somebody else's writing comes in between. */
static bool write_files(const berth_driver *driver, const berth_driver_host *host, write_func write, void *data,
                        berth_error **error)
{
    berth_writing writing;
    berth_driver_host where = *host;
    if (host->fake)
        return write(driver, host, data, error);
    if (!berth_writing_begin(&writing, host->root, host->cancel, DOMAIN, error))
        return false;
    where.writing = &writing;
    int64_t end = berth_clock_ms() + BERTH_WRITING_TIMEOUT_MS;
    berth_error *problem = NULL;
    bool done = write(driver, &where, data, &problem);
    while (!done && writing.overtaken && berth_clock_ms() < end) {
        writing.overtaken = false;
        berth_error_free(BERTH_STEAL(problem));
        done = write(driver, &where, data, &problem);
    }
    berth_writing_end(&writing);
    return done || berth_fail_with(error, problem, "");
}

typedef struct definition {
    const berth_interface_config *config;
    unsigned flags;
    berth_interface_config *written;
} definition;

static bool define(const berth_driver *driver, const berth_driver_host *host, void *data, berth_error **error)
{
    definition *what = data;
    BERTH_AUTO_CONFIG berth_interface_config *copy = berth_interface_config_copy(what->config);
    if (!copy)
        return berth_fail_memory(error, DOMAIN);
    berth_interface_config_forget_findings(copy);
    if (!berth_adopt(driver, host, copy, what->flags, error) || !driver->define(host, copy, what->flags, error))
        return false;
    what->written = BERTH_STEAL(copy);
    return true;
}

berth_interface_config *berth_define(const berth_driver *driver, const berth_driver_host *host,
                                     const berth_interface_config *config, unsigned flags, berth_error **error)
{
    definition what = {config, flags, NULL};
    return write_files(driver, host, define, &what, error) ? what.written : NULL;
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

typedef struct removal {
    const char *name;
    unsigned flags;
} removal;

static bool undefine(const berth_driver *driver, const berth_driver_host *host, void *data, berth_error **error)
{
    const removal *what = data;
    return (what->flags & BERTH_UNDEFINE_FORCE || check_down(driver, host, what->name, error)) &&
           driver->undefine(host, what->name, what->flags, error);
}

bool berth_undefine(const berth_driver *driver, const berth_driver_host *host, const char *name, unsigned flags,
                    berth_error **error)
{
    removal what = {name, flags};
    return write_files(driver, host, undefine, &what, error);
}
