/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The drivers there are. */
#include "interface/driver.h"

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

bool berth_definitions_add(berth_definitions *list, char *name, berth_interface_type type, char *mac)
{
    if (!name || !BERTH_GROW(list->items, list->count, list->capacity)) {
        free(name);
        free(mac);
        return false;
    }
    list->items[list->count++] = (berth_definition){name, type, mac};
    return true;
}

void berth_definitions_clear(berth_definitions *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].name);
        free(list->items[i].mac);
    }
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
