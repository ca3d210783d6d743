/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The drivers there are. */
#include "interface/driver.h"

#include "base/error.h"
#include "base/utf8.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

static const berth_driver *const drivers[] = {&berth_driver_debian};

const berth_driver *berth_driver_by_name(const char *name)
{
    for (size_t i = 0; i < BERTH_COUNT(drivers); i++)
        if (strcmp(drivers[i]->name, name) == 0)
            return drivers[i];
    return NULL;
}

const berth_driver *berth_driver_detect(const berth_root *root)
{
    for (size_t i = 0; i < BERTH_COUNT(drivers); i++)
        if (drivers[i]->detect(root))
            return drivers[i];
    return NULL;
}

bool berth_driver_require(const berth_driver *driver, const berth_driver_host *host, berth_error **error)
{
    return driver ||
           berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                      "no interface configuration that berth knows is under %s (it looks for etc/network/interfaces); "
                      "install ifupdown, or name the driver to use",
                      host->root->path);
}

bool berth_driver_miss(const berth_driver_tool *tool, berth_error **error)
{
    return berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, "%s is not installed; install the package %s", tool->name,
                      tool->package);
}

bool berth_driver_add_folders(const berth_driver *driver, const berth_driver_host *host, berth_strings *folders)
{
    for (size_t i = 0; i < BERTH_COUNT(drivers); i++)
        if ((!driver || driver == drivers[i]) && drivers[i]->folders && !drivers[i]->folders(host, folders))
            return false;
    return true;
}

bool berth_definitions_add(berth_definitions *list, const char *name, size_t name_length, berth_interface_type type,
                           const char *mac, uint64_t revision)
{
    char *kept = berth_pool_copy(&list->texts, name, name_length);
    const char *kept_mac = mac ? berth_pool_copy(&list->texts, mac, strlen(mac)) : NULL;
    if (!kept || (mac && !kept_mac) || !BERTH_GROW(list->items, list->count, list->capacity))
        return false;
    berth_show_as_utf8(kept);
    list->items[list->count++] = (berth_definition){kept, type, kept_mac, revision};
    return true;
}

void berth_definitions_clear(berth_definitions *list)
{
    berth_pool_clear(&list->texts);
    free(list->items);
    memset(list, 0, sizeof *list);
}

const berth_definition *berth_definitions_find(const berth_definitions *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].name, name) == 0)
            return &list->items[i];
    return NULL;
}
