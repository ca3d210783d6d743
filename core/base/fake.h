/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What a fake host is told to do beside its normal work: wait, fail, let time pass. Areas keep their own fake state
 * beside it.
 */
#ifndef BERTH_BASE_FAKE_H
#define BERTH_BASE_FAKE_H

#include <pthread.h>

#include "base/memory.h"
#include "berth/berth-base.h"

/** An entry for one call, or for all (an empty name). */
typedef struct berth_fake_rule {
    char *call;
    int delay_ms;
    berth_error_code failure; /* 0: none */
} berth_fake_rule;

struct berth_fake {
    pthread_mutex_t lock; /* guards all that follows, the areas' state too; never held while a call waits */
    berth_fake_rule *delays, *failures;
    size_t delay_count, delay_capacity, failure_count, failure_capacity;
    int64_t advanced_ms;
    struct berth_fake_listener *listeners; /* one for each watch */
    void *interfaces;                      /* the interface area's, ended by @end_interfaces */
    void (*end_interfaces)(void *interfaces);
    void *keys; /* and so the key codes' */
    void (*end_keys)(void *keys);
};

struct berth_fake *berth_fake_new(berth_error **error);
void berth_fake_free(struct berth_fake *fake);

/**
 * What every call on a fake host starts with: waits as long as it is told to, and fails if it is told to.
 * @timeout_ms: the call's time limit, which a longer wait fails with TIMEOUT; -1 when it has none
 */
bool berth_fake_enter(struct berth_fake *fake, const char *call, int timeout_ms, berth_cancel *cancel,
                      berth_error_domain domain, berth_error **error);

/** Whether @call is one that begins with berth_fake_enter(); fails INVALID, and says which do. */
bool berth_fake_check_call(const char *call, berth_error_domain domain, berth_error **error);

/** The fake's own clock, in milliseconds: the system's, and what it was advanced. */
int64_t berth_fake_now_ms(const struct berth_fake *fake);

/** Returns: a descriptor that polls readable while there are notices; -1 when there is none left. */
int berth_fake_listen(struct berth_fake *fake);
void berth_fake_unlisten(struct berth_fake *fake, int fd);

/** Takes in what was told to @fd. Returns: whether there was anything; sets @lost when some of it was lost. */
bool berth_fake_take_notices(struct berth_fake *fake, int fd, bool *lost);

/* The lock is held for these. */

/** Tells all listeners that something changed; with @lost, that they missed what. */
void berth_fake_notify(struct berth_fake *fake, bool lost);
bool berth_fake_add_delay(struct berth_fake *fake, const char *call, int delay_ms);
bool berth_fake_add_failure(struct berth_fake *fake, const char *call, berth_error_code code);

#endif
