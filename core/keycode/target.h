/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What a kind of target has to do: connect, say which keys it can send, send one event, disconnect. What is held, what
 * is released after a failure, time, progress and messages are target.c's.
 */
#ifndef BERTH_KEYCODE_TARGET_H
#define BERTH_KEYCODE_TARGET_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

#include "berth/berth-key-target.h"
#include "keycode/sequence.h"

#define KEY_MAX_CHORD 16 /* as libvirt's VIR_DOMAIN_SEND_KEY_MAX_KEYS */

struct berth_fake;
struct berth_log;

/** Until when a call may wait, and what else ends it. */
typedef struct key_deadline {
    int64_t end_ms;    /* of berth_clock_ms(); INT64_MAX: no limit */
    int64_t answer_ms; /* how long the target may take for one answer */
    berth_cancel *cancel;
} key_deadline;

typedef struct key_backend {
    const char *scheme; /* with what is between it and the address: "qmp:" */
    bool keeps_pressed; /* what is down stays down when the connection ends */
    bool chords;        /* takes whole chords alone, by send_chord */
    /** Whether @address, the URI after the scheme, can name one at all; fails INVALID. NULL: anything can. */
    bool (*check)(const char *address, berth_error **error);
    /** Sets target->state. @address: the URI after the scheme. */
    bool (*open)(berth_key_target *target, const char *address, const char *password, const key_deadline *deadline,
                 berth_error **error);
    /** Returns: NULL when the key can be delivered, else why not, for people. @keysym: 0 when it is not known. */
    const char *(*refuse)(const berth_key_target *target, unsigned key, uint32_t keysym);
    /** Sends one press or release, and waits until the target took it, if it has no confirm. */
    bool (*send)(berth_key_target *target, const key_event *event, const key_deadline *deadline, berth_error **error);
    bool (*send_chord)(berth_key_target *target, const unsigned *keys, size_t count, int hold_ms,
                       const key_deadline *deadline, berth_error **error);
    /** Waits until the target is known to have taken all that was sent; may be NULL. Fails when it did not, or does not
     * tell. */
    bool (*confirm)(berth_key_target *target, const key_deadline *deadline, berth_error **error);
    /** Waits until all that was sent is on its way to the guest; may be NULL. */
    void (*finish)(berth_key_target *target, const key_deadline *deadline);
    void (*close)(berth_key_target *target);
} key_backend;

struct berth_key_target {
    atomic_int references;
    char *uri;
    const key_backend *kind;    /* by its URI */
    const key_backend *backend; /* what is sent to: that, or a fake host's recording */
    void *state;
    struct berth_fake *fake; /* of a fake host, which @owner holds; else NULL */
    void *owner;
    void (*unref_owner)(void *owner);
    pthread_mutex_t lock; /* for @busy and @closed alone */
    bool busy, closed;
    uint16_t *held; /* keys that are down by us, in the order of their presses */
    size_t held_count, held_capacity;
    size_t kept; /* the first of them, that were down before the sequence which is being sent */
};

extern const key_backend key_backend_libvirt, key_backend_qmp, key_backend_record, key_backend_uinput, key_backend_vnc;

/**
 * Opens the target of a URI; with @fake its recording. @owner is what the target holds while it lives, taken over also
 * when this fails.
 */
berth_key_target *berth_key_target_new(const char *uri, const char *password, struct berth_fake *fake, void *owner,
                                       void (*unref_owner)(void *owner), int timeout_ms, berth_cancel *cancel,
                                       berth_error **error);

/* For backends. */

/** The limit for one answer from now on. */
int64_t key_deadline_for_answer(const key_deadline *deadline);

/** Sleeps until @duration_ms are over, or the deadline. */
bool key_deadline_sleep(const key_deadline *deadline, int64_t duration_ms, berth_error **error);

/** Fails TIMEOUT or CANCELLED when the time is over or the call was cancelled. */
bool key_deadline_check(const key_deadline *deadline, int64_t end_ms, berth_error **error);

#endif
