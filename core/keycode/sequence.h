/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A sequence as its senders see it. */
#ifndef BERTH_KEYCODE_SEQUENCE_H
#define BERTH_KEYCODE_SEQUENCE_H

#include <stdatomic.h>
#include <stdint.h>

#include "berth/berth-key-sequence.h"

typedef enum key_action {
    KEY_PRESS = 1,
    KEY_RELEASE,
    KEY_WAIT,
} key_action;

typedef struct key_event {
    uint16_t action;
    uint16_t key; /* its number in the table */
    union {
        uint32_t keysym; /* of a key: the X key symbol that it makes in the guest's layout; 0: not known */
        int32_t wait_ms;
    };
} key_event;

struct berth_key_sequence {
    atomic_int references;
    key_event *events;
    size_t count, capacity;
    size_t key_count; /* of presses and releases */
    int rate;         /* keys a second; 0: no limit */
};

bool berth_key_sequence_add(berth_key_sequence *sequence, key_event event);

/** Forgets all events after the first @count. */
void berth_key_sequence_cut(berth_key_sequence *sequence, size_t count);

#endif
