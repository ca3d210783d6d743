/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The target of a fake host: takes every key at once, and records it. */
#include "keycode/targets/record.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/fake.h"
#include "base/memory.h"
#include "keycode/keycode.h"
#include "keycode/target.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE

typedef struct recorded {
    char *uri, *event;
} recorded;

typedef struct fake_keys {
    recorded *events;
    size_t count, capacity;
} fake_keys;

static void end(void *keys)
{
    fake_keys *all = keys;
    for (size_t i = 0; i < all->count; i++) {
        free(all->events[i].uri);
        free(all->events[i].event);
    }
    free(all->events);
    free(all);
}

/* The lock is held. */
static bool record(struct berth_fake *fake, const char *uri, const char *event)
{
    if (!fake->keys) {
        fake->keys = calloc(1, sizeof(fake_keys));
        fake->end_keys = end;
    }
    fake_keys *all = fake->keys;
    if (!all || !BERTH_GROW(all->events, all->count, all->capacity))
        return false;
    recorded *added = &all->events[all->count];
    *added = (recorded){strdup(uri), strdup(event)};
    if (added->uri && added->event) {
        all->count++;
        return true;
    }
    free(added->uri);
    free(added->event);
    return false;
}

static bool open_recording(berth_key_target *target, const char *address, const char *password,
                           const key_deadline *deadline, berth_error **error)
{
    (void)target;
    (void)address;
    (void)password;
    (void)deadline;
    (void)error;
    return true;
}

static const char *refuse(const berth_key_target *target, unsigned key, uint32_t keysym)
{
    (void)target;
    (void)key;
    (void)keysym;
    return NULL;
}

static bool send(berth_key_target *target, const key_event *event, const key_deadline *deadline, berth_error **error)
{
    char text[80];
    if (event->action == KEY_WAIT)
        snprintf(text, sizeof text, "wait %d", event->wait_ms);
    else
        snprintf(text, sizeof text, "%s %s", event->action == KEY_PRESS ? "press" : "release",
                 berth_key_name(event->key));
    if (!berth_fake_enter(target->fake, "key_target_event", -1, deadline->cancel, DOMAIN, error))
        return false;
    pthread_mutex_lock(&target->fake->lock);
    bool done = record(target->fake, target->uri, text);
    pthread_mutex_unlock(&target->fake->lock);
    return done || berth_fail_memory(error, DOMAIN);
}

static void close_recording(berth_key_target *target)
{
    (void)target;
}

const key_backend key_backend_record = {
    .scheme = "",
    .open = open_recording,
    .refuse = refuse,
    .send = send,
    .close = close_recording,
};

char **berth_fake_keys_list(struct berth_fake *fake, const char *uri)
{
    pthread_mutex_lock(&fake->lock);
    const fake_keys *all = fake->keys;
    size_t count = all ? all->count : 0, kept = 0;
    char **list = calloc(count + 1, sizeof *list);
    for (size_t i = 0; list && i < count; i++) {
        if (uri && strcmp(uri, all->events[i].uri) != 0)
            continue;
        list[kept] = strdup(all->events[i].event);
        if (list[kept++])
            continue;
        berth_strv_free(list);
        list = NULL;
    }
    pthread_mutex_unlock(&fake->lock);
    return list;
}
