/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Cancelling: an eventfd that, once written, stays readable for everyone who polls it. */
#include "base/cancel.h"

#include <errno.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/error.h"

struct berth_cancel {
    atomic_int references;
    atomic_bool triggered;
    int fd;
};

berth_cancel *berth_cancel_new(berth_error **error)
{
    berth_cancel *cancel = calloc(1, sizeof *cancel);
    if (!cancel) {
        berth_fail_memory(error, BERTH_ERROR_DOMAIN_BASE);
        return NULL;
    }
    cancel->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (cancel->fd < 0) {
        berth_fail_errno(error, BERTH_ERROR_DOMAIN_BASE, errno, NULL, "cannot make a descriptor to cancel with");
        free(cancel);
        return NULL;
    }
    atomic_init(&cancel->references, 1);
    atomic_init(&cancel->triggered, false);
    return cancel;
}

berth_cancel *berth_cancel_ref(berth_cancel *cancel)
{
    atomic_fetch_add(&cancel->references, 1);
    return cancel;
}

void berth_cancel_unref(berth_cancel *cancel)
{
    if (!cancel || atomic_fetch_sub(&cancel->references, 1) != 1)
        return;
    close(cancel->fd);
    free(cancel);
}

void berth_cancel_trigger(berth_cancel *cancel)
{
    const uint64_t one = 1;
    atomic_store(&cancel->triggered, true);
    /* It fails only when the counter is full, and then it polls readable already. */
    ssize_t written = write(cancel->fd, &one, sizeof one);
    (void)written;
}

bool berth_cancel_is_triggered(const berth_cancel *cancel)
{
    return atomic_load(&cancel->triggered);
}

int berth_cancel_get_fd(const berth_cancel *cancel)
{
    return cancel->fd;
}

bool berth_cancel_check(const berth_cancel *cancel, berth_error_domain domain, berth_error **error)
{
    if (!cancel || !berth_cancel_is_triggered(cancel))
        return true;
    return berth_fail(error, domain, BERTH_ERROR_CANCELLED, "the call was cancelled");
}
