/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * getaddrinfo(3) has no limit, and nothing ends it: names are looked up by a thread, which goes on by itself when
 * nobody waits for it any more.
 */
#include "keycode/targets/lookup.h"

#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/cancel.h"
#include "base/error.h"
#include "base/memory.h"
#include "keycode/targets/stream.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE

/* Held by who asks and by the thread. */
typedef struct lookup {
    atomic_int holders;
    int fd; /* polls readable when it is done */
    char *host, *port;
    int failure;
    struct addrinfo *found;
} lookup;

static const struct addrinfo HINTS = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};

static void let_go(lookup *one)
{
    if (atomic_fetch_sub(&one->holders, 1) != 1)
        return;
    if (one->found)
        freeaddrinfo(one->found);
    if (one->fd >= 0)
        close(one->fd);
    free(one->host);
    free(one->port);
    free(one);
}

static void *look_up(void *data)
{
    lookup *one = data;
    one->failure = getaddrinfo(one->host, one->port, &HINTS, &one->found);
    eventfd_write(one->fd, 1);
    let_go(one);
    return NULL;
}

/* The thread gets none of the program's signals. */
static bool start(lookup *one)
{
    pthread_t thread;
    pthread_attr_t detached;
    sigset_t all, before;
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    atomic_fetch_add(&one->holders, 1);
    bool done = pthread_create(&thread, &detached, look_up, one) == 0;
    if (!done)
        atomic_fetch_sub(&one->holders, 1);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&detached);
    return done;
}

static struct addrinfo *fail(const char *host, const char *port, int failure, berth_error **error)
{
    berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND, "there is no address of %s port %s: %s", host, port,
               gai_strerror(failure));
    return NULL;
}

static struct addrinfo *wait_for(lookup *one, const key_deadline *deadline, berth_error **error)
{
    key_stream done = {.fd = one->fd};
    if (key_stream_wait(&done, deadline->end_ms, deadline)) {
        struct addrinfo *found = one->found;
        one->found = NULL;
        return found ? found : fail(one->host, one->port, one->failure, error);
    }
    if (berth_cancel_check(deadline->cancel, DOMAIN, error))
        berth_fail(error, DOMAIN, BERTH_ERROR_TIMEOUT, "the address of %s was not found in time", one->host);
    return NULL;
}

struct addrinfo *key_lookup(const char *host, const char *port, const key_deadline *deadline, berth_error **error)
{
    struct addrinfo numeric = HINTS, *found = NULL;
    numeric.ai_flags = AI_NUMERICHOST;
    int failure = getaddrinfo(host, port, &numeric, &found);
    if (!failure)
        return found;
    if (failure != EAI_NONAME)
        return fail(host, port, failure, error);
    lookup *one = calloc(1, sizeof *one);
    if (!one) {
        berth_fail_memory(error, DOMAIN);
        return NULL;
    }
    atomic_init(&one->holders, 1);
    one->fd = eventfd(0, EFD_CLOEXEC);
    one->host = strdup(host);
    one->port = strdup(port);
    if (one->fd < 0 || !one->host || !one->port || !start(one))
        berth_fail(error, DOMAIN, BERTH_ERROR_IO, "no thread can be made that looks up %s", host);
    else
        found = wait_for(one, deadline, error);
    let_go(one);
    return found;
}
