/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/capabilities.h"

#include <stdatomic.h>

#include "base/error.h"
#include "base/json.h"

#define DOMAIN BERTH_ERROR_DOMAIN_HOST

typedef struct capability {
    const char *name;
    berth_error *problem; /* NULL: it works */
} capability;

struct berth_capabilities {
    atomic_int references;
    capability *items;
    size_t count, capacity;
};

berth_capabilities *berth_capabilities_new(void)
{
    berth_capabilities *capabilities = calloc(1, sizeof *capabilities);
    if (capabilities)
        atomic_init(&capabilities->references, 1);
    return capabilities;
}

bool berth_capabilities_add(berth_capabilities *capabilities, const char *name, berth_error *problem)
{
    if (!BERTH_GROW(capabilities->items, capabilities->count, capabilities->capacity)) {
        berth_error_free(problem);
        return false;
    }
    capabilities->items[capabilities->count++] = (capability){name, problem};
    return true;
}

berth_capabilities *berth_capabilities_ref(berth_capabilities *capabilities)
{
    atomic_fetch_add(&capabilities->references, 1);
    return capabilities;
}

void berth_capabilities_unref(berth_capabilities *capabilities)
{
    if (!capabilities || atomic_fetch_sub(&capabilities->references, 1) != 1)
        return;
    for (size_t i = 0; i < capabilities->count; i++)
        berth_error_free(capabilities->items[i].problem);
    free(capabilities->items);
    free(capabilities);
}

size_t berth_capabilities_get_count(const berth_capabilities *capabilities)
{
    return capabilities->count;
}

const char *berth_capabilities_get_name(const berth_capabilities *capabilities, size_t number)
{
    return number < capabilities->count ? capabilities->items[number].name : NULL;
}

const char *berth_capabilities_get_reason(const berth_capabilities *capabilities, size_t number)
{
    const berth_error *problem = number < capabilities->count ? capabilities->items[number].problem : NULL;
    return problem ? berth_error_get_message(problem) : NULL;
}

bool berth_capabilities_check(const berth_capabilities *capabilities, const char *name, berth_error **error)
{
    for (size_t i = 0; i < capabilities->count; i++) {
        const berth_error *problem = capabilities->items[i].problem;
        if (!berth_streq(capabilities->items[i].name, name))
            continue;
        return !problem || berth_fail_at(error, berth_error_get_domain(problem), berth_error_get_code(problem), NULL, 0,
                                         "%s", berth_error_get_message(problem));
    }
    return berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND,
                      "there is no capability '%s'; list them all to see which there are", name ? name : "");
}

char *berth_capabilities_to_json(const berth_capabilities *capabilities, berth_error **error)
{
    json_t *object = json_object(), *list = json_array();
    json_object_set_new(object, "berth", json_integer(BERTH_JSON_VERSION));
    for (size_t i = 0; i < capabilities->count; i++) {
        const capability *one = &capabilities->items[i];
        json_t *item = json_object();
        json_object_set_new(item, "name", json_string(one->name));
        json_object_set_new(item, "works", json_boolean(!one->problem));
        if (one->problem) {
            json_object_set_new(item, "code",
                                json_string(berth_error_code_get_name(berth_error_get_code(one->problem))));
            json_object_set_new(item, "reason", json_string(berth_error_get_message(one->problem)));
        }
        json_array_append_new(list, item);
    }
    json_object_set_new(object, "capabilities", list);
    return berth_json_print(object, DOMAIN, error);
}
