/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The settings that every type of interface has: read, checked on the way in, removed. */
#include <stdio.h>

#include "base/error.h"
#include "interface/address.h"
#include "interface/config.h"

#define INVALID(error, ...) berth_fail(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_INVALID, __VA_ARGS__)
#define MTU_MIN 68
#define MTU_MAX 65536 /* the loopback interface's own */

bool berth_config_not_set(const berth_interface_config *config, const char *setting, berth_error **error)
{
    return berth_fail(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_NOT_SET, "%s of '%s' is not set", setting,
                      config->name);
}

bool berth_config_require_type(const berth_interface_config *config, berth_interface_type type, berth_error **error)
{
    if (config->type == type)
        return true;
    return INVALID(error, "'%s' is of type %s, not %s", config->name, berth_interface_type_get_name(config->type),
                   berth_interface_type_get_name(type));
}

bool berth_config_set_text(char **to, const char *from, berth_error **error)
{
    char *copy = from ? strdup(from) : NULL;
    if (from && !copy)
        return berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
    free(*to);
    *to = copy;
    return true;
}

char **berth_config_copy_list(const berth_strings *from, berth_error **error)
{
    berth_strings copy = {0};
    for (size_t i = 0; i < from->count; i++)
        if (!berth_strings_add(&copy, from->items[i])) {
            berth_strings_clear(&copy);
            berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
            return NULL;
        }
    return berth_config_give_list(&copy, error);
}

char **berth_config_give_list(berth_strings *list, berth_error **error)
{
    char **items = list->items ? list->items : calloc(1, sizeof *items);
    if (!items)
        berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
    return items;
}

berth_interface_type berth_interface_config_get_interface_type(const berth_interface_config *config)
{
    return config->type;
}

const char *berth_interface_config_get_name(const berth_interface_config *config)
{
    return config->name;
}

berth_start_mode berth_interface_config_get_start_mode(const berth_interface_config *config)
{
    return config->start;
}

bool berth_interface_config_set_start_mode(berth_interface_config *config, berth_start_mode mode, berth_error **error)
{
    if (!berth_start_mode_get_name(mode))
        return INVALID(error, "%d is no start mode; use none, onboot, hotplug or onboot-hotplug", (int)mode);
    config->start = mode;
    config->start_given = true;
    berth_interface_config_forget_origin(config, "start");
    return true;
}

const char *berth_interface_config_get_mac(const berth_interface_config *config)
{
    return config->mac;
}

bool berth_interface_config_set_mac(berth_interface_config *config, const char *mac, berth_error **error)
{
    char text[BERTH_MAC_TEXT];
    if (mac && !berth_mac_parse(mac, text, error))
        return false;
    berth_interface_config_forget_origin(config, "mac");
    return berth_config_set_text(&config->mac, mac ? text : NULL, error);
}

bool berth_interface_config_get_mtu(const berth_interface_config *config, int64_t *mtu, berth_error **error)
{
    if (config->mtu < 0)
        return berth_config_not_set(config, "mtu", error);
    *mtu = config->mtu;
    return true;
}

bool berth_interface_config_set_mtu(berth_interface_config *config, int64_t mtu, berth_error **error)
{
    if (mtu < MTU_MIN || mtu > MTU_MAX)
        return INVALID(error, "an mtu of %lld is out of range; it is a number of bytes from %d to %d", (long long)mtu,
                       MTU_MIN, MTU_MAX);
    config->mtu = mtu;
    berth_interface_config_forget_origin(config, "mtu");
    return true;
}

void berth_interface_config_unset_mtu(berth_interface_config *config)
{
    config->mtu = BERTH_NO_NUMBER;
    berth_interface_config_forget_origin(config, "mtu");
}

void berth_interface_config_clear_extras(berth_interface_config *config)
{
    for (size_t i = 0; i < config->extra_count; i++) {
        free(config->extras[i].name);
        free(config->extras[i].value);
    }
    config->extra_count = 0;
}

bool berth_interface_config_add_extra(berth_interface_config *config, int stanza, const char *name, const char *value)
{
    if (!BERTH_GROW(config->extras, config->extra_count, config->extra_capacity))
        return false;
    berth_extra extra = {stanza, strdup(name), strdup(value)};
    if (!extra.name || !extra.value) {
        free(extra.name);
        free(extra.value);
        return false;
    }
    config->extras[config->extra_count++] = extra;
    config->extras_given = true;
    return true;
}
