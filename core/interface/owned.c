/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/owned.h"

#include <stdio.h>

#include "base/error.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

/* A port that has a definition. */
typedef struct owned_port {
    const char *name, *parent; /* borrowed */
    char *why;                 /* the reason why it stays; NULL: it goes */
} owned_port;

typedef struct finder {
    const berth_owned_source *source;
    const char *name;
    owned_port *ports;
    size_t count, capacity;
    berth_strings *going;
} finder;

void berth_use_clear(berth_use *use)
{
    free(use->user);
    *use = (berth_use){0};
}

static bool is_known(const finder *all, const char *name)
{
    bool known = strcmp(all->name, name) == 0;
    for (size_t i = 0; i < all->count; i++)
        known = known || strcmp(all->ports[i].name, name) == 0;
    return known;
}

/* Every port with a definition, and the ports of those that say nothing of their own. */
static bool collect(finder *all, const berth_interface_config *config)
{
    for (size_t i = 0; i < config->ports.count; i++) {
        const berth_interface_config *port = config->ports.items[i];
        char *own = NULL;
        if (is_known(all, port->name) || !all->source->look_at_port(all->source->data, port->name, config->name, &own))
            continue;
        if (!own || !BERTH_GROW(all->ports, all->count, all->capacity)) {
            free(own);
            return false;
        }
        bool bare = !*own;
        if (bare)
            free(BERTH_STEAL(own));
        all->ports[all->count++] = (owned_port){port->name, config->name, own};
        if (bare && !collect(all, port))
            return false;
    }
    return true;
}

static bool list_going(finder *all)
{
    berth_strings_clear(all->going);
    bool done = berth_strings_add(all->going, all->name);
    for (size_t i = 0; done && i < all->count; i++)
        done = all->ports[i].why || berth_strings_add(all->going, all->ports[i].name);
    return done;
}

/* What is made of a port keeps it, and by that what that is made of: until nothing changes any more. */
static bool keep_used(finder *all)
{
    bool done = list_going(all);
    for (bool changed = true; done && changed;) {
        changed = false;
        for (size_t i = 0; done && i < all->count; i++) {
            berth_use use;
            owned_port *one = &all->ports[i];
            if (one->why || !all->source->find_use(all->source->data, one->name, all->going, &use))
                continue;
            changed = true;
            done = use.user && asprintf(&one->why, ": '%s' %s it", use.user, use.how) >= 0;
            one->why = done ? one->why : NULL;
            berth_use_clear(&use);
        }
        done = done && list_going(all);
    }
    return done;
}

/* The ports of what stays itself are no matter of the one that goes. */
static bool tell(const finder *all, berth_strings *kept)
{
    bool done = true;
    for (size_t i = 0; done && i < all->count; i++) {
        const owned_port *one = &all->ports[i];
        char *line = NULL;
        if (!one->why || !berth_strings_has(all->going, one->parent))
            continue;
        done = asprintf(&line, "kept '%s', a port of '%s'%s", one->name, one->parent, one->why) >= 0 &&
               berth_strings_take(kept, line);
    }
    return done;
}

static bool check_unused(const finder *all, berth_error **error)
{
    berth_use use;
    if (!all->source->find_use(all->source->data, all->name, all->going, &use))
        return true;
    if (use.user)
        berth_fail_at(error, DOMAIN, BERTH_ERROR_BUSY, use.file, use.line,
                      "'%s' %s '%s'; change or undefine '%s' first%s", use.user, use.how, all->name, use.user,
                      use.is_needed ? "" : ", or force it");
    else
        berth_fail_memory(error, DOMAIN);
    berth_use_clear(&use);
    return false;
}

bool berth_find_owned(const berth_owned_source *source, const char *name, const berth_interface_config *config,
                      unsigned flags, berth_strings *names, berth_strings *kept, berth_error **error)
{
    finder all = {.source = source, .name = name, .going = names};
    bool done =
        ((!config || collect(&all, config)) && keep_used(&all) && tell(&all, kept)) || berth_fail_memory(error, DOMAIN);
    done = done && (flags & BERTH_UNDEFINE_FORCE || check_unused(&all, error));
    for (size_t i = 0; i < all.count; i++)
        free(all.ports[i].why);
    free(all.ports);
    return done;
}
