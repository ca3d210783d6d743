/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/info.h"

#include "base/error.h"
#include "base/json.h"
#include "interface/config-json.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

struct berth_interface_info {
    atomic_int references;
    char *name, *mac, *master;
    berth_interface_type type;
    bool defined, present, active;
    int index;
    berth_interface_config *live; /* NULL for an absent one, and for a kind the model does not describe */
};

static bool fill(berth_interface_info *info, const berth_definition *definition, const berth_live *live,
                 const berth_link *link, berth_error **error)
{
    const char *mac = definition ? definition->mac : NULL;
    info->name = strdup(definition ? definition->name : link->name);
    info->type = link ? link->type : definition->type;
    info->defined = definition != NULL;
    if (link) {
        const berth_link *master = link->master ? berth_live_by_index(live, link->master) : NULL;
        info->present = true;
        info->active = link->up;
        info->index = link->index;
        info->master = master ? strdup(master->name) : NULL;
        if (master && !info->master)
            return berth_fail_memory(error, DOMAIN);
        mac = *link->mac ? link->mac : NULL;
        BERTH_AUTO_ERROR berth_error *problem = NULL;
        info->live = berth_live_to_config(live, link, &problem);
        if (!info->live && berth_error_get_code(problem) != BERTH_ERROR_UNSUPPORTED) {
            if (error)
                *error = BERTH_STEAL(problem);
            return false;
        }
    }
    info->mac = mac ? strdup(mac) : NULL;
    return (info->name && (info->mac || !mac)) || berth_fail_memory(error, DOMAIN);
}

berth_interface_info *berth_interface_info_new(const berth_definition *definition, const berth_live *live,
                                               const berth_link *link, berth_error **error)
{
    berth_interface_info *info = calloc(1, sizeof *info);
    if (!info) {
        berth_fail_memory(error, DOMAIN);
        return NULL;
    }
    atomic_init(&info->references, 1);
    if (fill(info, definition, live, link, error))
        return info;
    berth_interface_info_unref(info);
    return NULL;
}

berth_interface_info *berth_interface_info_ref(berth_interface_info *info)
{
    atomic_fetch_add(&info->references, 1);
    return info;
}

void berth_interface_info_unref(berth_interface_info *info)
{
    if (!info || atomic_fetch_sub(&info->references, 1) != 1)
        return;
    berth_interface_config_unref(info->live);
    free(info->name);
    free(info->mac);
    free(info->master);
    free(info);
}

bool berth_interface_info_equal(const berth_interface_info *info, const berth_interface_info *other)
{
    return info->type == other->type && info->defined == other->defined && info->present == other->present &&
           info->active == other->active && info->index == other->index && berth_streq(info->name, other->name) &&
           berth_streq(info->mac, other->mac) && berth_streq(info->master, other->master) &&
           !info->live == !other->live && (!info->live || berth_interface_config_equal(info->live, other->live));
}

const char *berth_interface_info_get_name(const berth_interface_info *info)
{
    return info->name;
}

berth_interface_type berth_interface_info_get_interface_type(const berth_interface_info *info)
{
    return info->type;
}

bool berth_interface_info_is_defined(const berth_interface_info *info)
{
    return info->defined;
}

bool berth_interface_info_is_active(const berth_interface_info *info)
{
    return info->active;
}

bool berth_interface_info_is_present(const berth_interface_info *info)
{
    return info->present;
}

bool berth_interface_info_get_index(const berth_interface_info *info, int64_t *index, berth_error **error)
{
    if (!info->present)
        return berth_fail(error, DOMAIN, BERTH_ERROR_NOT_SET, "'%s' is not in the kernel, so it has no index",
                          info->name);
    *index = info->index;
    return true;
}

const char *berth_interface_info_get_mac(const berth_interface_info *info)
{
    return info->mac;
}

const char *berth_interface_info_get_master(const berth_interface_info *info)
{
    return info->master;
}

berth_interface_config *berth_interface_info_get_live_config(const berth_interface_info *info, berth_error **error)
{
    if (info->live) {
        berth_interface_config *copy = berth_interface_config_copy(info->live);
        if (!copy)
            berth_fail_memory(error, DOMAIN);
        return copy;
    }
    if (info->present)
        berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                   "'%s' is a kind of interface that this version does not describe", info->name);
    else
        berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND, "'%s' is not in the kernel; bring it up first", info->name);
    return NULL;
}

char *berth_interface_info_to_json(const berth_interface_info *info, berth_error **error)
{
    json_t *object = json_object();
    json_object_set_new(object, "berth", json_integer(BERTH_JSON_VERSION));
    json_object_set_new(object, "name", json_string(info->name));
    json_object_set_new(object, "type", json_string(berth_interface_type_get_name(info->type)));
    json_object_set_new(object, "defined", json_boolean(info->defined));
    json_object_set_new(object, "present", json_boolean(info->present));
    json_object_set_new(object, "active", json_boolean(info->active));
    if (info->present)
        json_object_set_new(object, "index", json_integer(info->index));
    if (info->mac)
        json_object_set_new(object, "mac", json_string(info->mac));
    if (info->master)
        json_object_set_new(object, "master", json_string(info->master));
    if (info->live) {
        json_t *live = json_object();
        berth_interface_config_write_json(info->live, live);
        json_object_set_new(object, "live", live);
    }
    return berth_json_print(object, DOMAIN, error);
}
