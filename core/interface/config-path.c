/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Settings by path. The JSON document is the map: a path is a place in it, and what is set goes through the document's
 * reader, so that there is one set of checks for values wherever they come from.
 */
#include <ctype.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/error.h"
#include "interface/config-json.h"
#include "interface/config.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define MAX_PATH 256

/* One step of a path: a member's name, or an element's number. */
typedef struct step {
    char name[64];
    bool is_index;
    size_t index;
} step;

typedef enum step_result { STEP_NONE, STEP_TAKEN, STEP_MALFORMED } step_result;

/* Takes the first step off @path. */
static step_result take_step(const char **path, step *next)
{
    const char *at = *path;
    memset(next, 0, sizeof *next);
    if (!*at)
        return STEP_NONE;
    if (*at == '[') {
        char *end = NULL;
        if (!isdigit((unsigned char)at[1]))
            return STEP_MALFORMED;
        next->is_index = true;
        next->index = strtoul(at + 1, &end, 10);
        if (*end != ']')
            return STEP_MALFORMED;
        at = end + 1;
    } else {
        size_t length = strcspn(at, ".[]");
        if (!length || length >= sizeof next->name || at[length] == ']')
            return STEP_MALFORMED;
        memcpy(next->name, at, length);
        at += length;
    }
    /* A dot is followed by a name. */
    if (*at == '.' && (!at[1] || at[1] == '[' || at[1] == '.'))
        return STEP_MALFORMED;
    *path = at + (*at == '.');
    return STEP_TAKEN;
}

static json_t *follow(json_t *from, const step *next)
{
    return next->is_index ? json_array_get(from, next->index) : json_object_get(from, next->name);
}

static bool malformed(const char *path, berth_error **error)
{
    return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "'%s' is no path; write one like ipv4.addresses[0].prefix",
                      path);
}

static json_t *make_document(const berth_interface_config *config, berth_error **error)
{
    json_t *document = json_object();
    if (document)
        berth_interface_config_write_json(config, document);
    else
        berth_fail_memory(error, DOMAIN);
    return document;
}

/* --- Reading --- */

static char *print_value(const json_t *value)
{
    char *text = NULL;
    if (json_is_string(value))
        return strdup(json_string_value(value));
    text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    return text;
}

char *berth_interface_config_get_setting(const berth_interface_config *config, const char *path, berth_error **error)
{
    const char *rest = path;
    step next;
    step_result result;
    json_t *document = make_document(config, error);
    json_t *value = document;
    char *text = NULL;
    if (!document)
        return NULL;
    while ((result = take_step(&rest, &next)) == STEP_TAKEN)
        value = follow(value, &next);
    if (result == STEP_MALFORMED || !*path)
        malformed(path, error);
    else if (!value)
        berth_config_not_set(config, path, error);
    else if (!(text = print_value(value)))
        berth_fail_memory(error, DOMAIN);
    json_decref(document);
    return text;
}

static bool list_values(const json_t *value, const char *path, berth_strings *paths)
{
    char below[MAX_PATH];
    const char *name;
    json_t *child;
    size_t index;
    json_object_foreach ((json_t *)value, name, child) {
        snprintf(below, sizeof below, "%s%s%s", path, *path ? "." : "", name);
        if (!list_values(child, below, paths))
            return false;
    }
    json_array_foreach (value, index, child) {
        snprintf(below, sizeof below, "%s[%zu]", path, index);
        if (!list_values(child, below, paths))
            return false;
    }
    return json_is_object(value) || json_is_array(value) || berth_strings_add(paths, path);
}

char **berth_interface_config_list_settings(const berth_interface_config *config, berth_error **error)
{
    berth_strings paths = {0};
    json_t *document = make_document(config, error);
    if (!document)
        return NULL;
    bool done = list_values(document, "", &paths);
    json_decref(document);
    if (done)
        return berth_config_give_list(&paths, error);
    berth_strings_clear(&paths);
    berth_fail_memory(error, DOMAIN);
    return NULL;
}

/* --- Writing --- */

/* What @next leads to, made where it is not there: an object, or a list when the step after it is a number. */
static json_t *follow_or_make(json_t *from, const step *next, const char *rest)
{
    json_t *found = follow(from, next);
    if (found)
        return found;
    json_t *made = *rest == '[' ? json_array() : json_object();
    if (next->is_index ? json_array_append_new(from, made) : json_object_set_new(from, next->name, made))
        return NULL;
    return made;
}

static bool put(json_t *document, const char *path, json_t *value, berth_error **error);

/* An object or list goes with the last that it held. */
static bool take_away(json_t *document, json_t *from, const step *last, const char *path, berth_error **error)
{
    char above[MAX_PATH];
    const char *dot = strrchr(path, '.'), *bracket = strrchr(path, '[');
    const char *end = !dot || (bracket && bracket > dot) ? bracket : dot;
    if (last->is_index)
        json_array_remove(from, last->index);
    else
        json_object_del(from, last->name);
    if (!end || json_object_size(from) || json_array_size(from) || (size_t)(end - path) >= sizeof above)
        return true;
    snprintf(above, sizeof above, "%.*s", (int)(end - path), path);
    return put(document, above, NULL, error);
}

/* Puts @value (taken over) at @path; with NULL takes away what is there. */
static bool put(json_t *document, const char *path, json_t *value, berth_error **error)
{
    const char *rest = path;
    json_t *at = document;
    step next;
    if (take_step(&rest, &next) != STEP_TAKEN) {
        json_decref(value);
        return malformed(path, error);
    }
    while (*rest) {
        at = value ? follow_or_make(at, &next, rest) : follow(at, &next);
        if (at && take_step(&rest, &next) == STEP_TAKEN)
            continue;
        json_decref(value);
        return at ? malformed(path, error) : !value || malformed(path, error);
    }
    if (!value)
        return take_away(document, at, &next, path, error);
    int failed = !next.is_index                      ? json_object_set_new(at, next.name, value)
                 : next.index == json_array_size(at) ? json_array_append_new(at, value)
                                                     : json_array_set_new(at, next.index, value);
    return !failed || malformed(path, error);
}

/* What JSON does not carry: what was never said, and where the rest was read. */
static void keep_unsaid(berth_interface_config *to, const berth_interface_config *from)
{
    to->start_given = from->start_given || to->start != from->start;
    to->extras_given = from->extras_given || to->extra_count;
    to->dns_given = from->dns_given || to->dns_servers.count || to->dns_search.count;
    to->revision = from->revision;
    to->findings = from->findings ? berth_report_ref(from->findings) : NULL;
    for (size_t i = 0; i < from->origin_count; i++)
        berth_interface_config_add_origin(to, from->origins[i].path, from->origins[i].file, from->origins[i].line);
    for (size_t i = 0; i < to->ports.count; i++)
        for (size_t j = 0; j < from->ports.count; j++)
            if (strcmp(to->ports.items[i]->name, from->ports.items[j]->name) == 0)
                keep_unsaid(to->ports.items[i], from->ports.items[j]);
}

/* Gives @config what @other has, and @other what it had. */
static void exchange(berth_interface_config *config, berth_interface_config *other)
{
    berth_interface_config kept = *config;
    int held = atomic_load(&config->references);
    *config = *other;
    *other = kept;
    atomic_store(&config->references, held);
    atomic_store(&other->references, 1);
}

/* A list's later elements move when one before them goes: their places are forgotten with it. */
static void forget_changed(berth_interface_config *config, const char *path)
{
    char above[MAX_PATH];
    const char *bracket = strchr(path, '[');
    snprintf(above, sizeof above, "%.*s", (int)(bracket ? bracket - path : (ptrdiff_t)strlen(path)), path);
    berth_interface_config_forget_origin(config, above);
}

/*
 * A family that is there with nothing to it has link-local addresses alone, and is an empty object. With a metric in it
 * the object would be no family any more, so what was there would go.
 */
static bool keeps_families(const berth_interface_config *to, const berth_interface_config *from, berth_error **error)
{
    const berth_ip *old[] = {&from->ipv4, &from->ipv6}, *new[] = {&to->ipv4, &to->ipv6};
    for (size_t i = 0; i < BERTH_COUNT(old); i++) {
        bool empty = old[i]->present && !old[i]->dhcp && !old[i]->autoconf && !old[i]->count && !old[i]->gateway;
        if (empty && !new[i]->present &&new[i]->metric >= 0)
            return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID,
                              "ipv%d.metric: '%s' has no default route over IPv%d; set its gateway first",
                              (int)old[i]->family, from->name, (int)old[i]->family);
    }
    return true;
}

static bool change(berth_interface_config *config, const char *path, json_t *value, berth_error **error)
{
    json_t *document = make_document(config, error);
    if (!document || !put(document, path, value, error)) {
        json_decref(document);
        return false;
    }
    BERTH_AUTO_CONFIG berth_interface_config *changed = berth_interface_config_read_json(document, NULL, config, error);
    json_decref(document);
    if (!changed || !keeps_families(changed, config, error))
        return false;
    keep_unsaid(changed, config);
    if (strcmp(path, "start") == 0)
        changed->start_given = value != NULL;
    if (strncmp(path, "extras", 6) == 0)
        changed->extras_given = true;
    if (strncmp(path, "dns", 3) == 0)
        changed->dns_given = true;
    forget_changed(changed, path);
    exchange(config, changed);
    return true;
}

bool berth_interface_config_set_setting(berth_interface_config *config, const char *path, const char *value,
                                        berth_error **error)
{
    BERTH_AUTO_ERROR berth_error *problem = NULL;
    json_t *parsed = json_loads(value, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
    /* "802.3ad" and "eth0" are no JSON, and "10" may be a name: what a setting takes is tried first as what it looks
     * like, then as a string. */
    if (json_is_string(parsed)) {
        json_decref(parsed);
        parsed = NULL;
    }
    if (parsed && change(config, path, parsed, &problem))
        return true;
    bool wrong_kind = problem && berth_error_get_code(problem) == BERTH_ERROR_SCHEMA;
    json_t *text = problem && !wrong_kind ? NULL : json_string(value);
    if (text && change(config, path, text, problem ? NULL : error))
        return true;
    if (problem && error)
        *error = BERTH_STEAL(problem);
    else if (!text && !problem)
        berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "%s: the value is not UTF-8 text", path);
    return false;
}

bool berth_interface_config_unset_setting(berth_interface_config *config, const char *path, berth_error **error)
{
    return change(config, path, NULL, error);
}
