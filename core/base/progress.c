/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Progress: whom a call that takes its time tells how far it is. */
#include "base/progress.h"

#include <stdatomic.h>

#include "base/error.h"

struct berth_progress {
    atomic_int references;
    berth_progress_func func;
    void *user_data;
    berth_free_func free_func;
};

berth_progress *berth_progress_new(berth_progress_func func, void *user_data, berth_free_func free_func,
                                   berth_error **error)
{
    berth_progress *progress = func ? malloc(sizeof *progress) : NULL;
    if (progress) {
        *progress = (berth_progress){.func = func, .user_data = user_data, .free_func = free_func};
        atomic_init(&progress->references, 1);
        return progress;
    }
    if (!func)
        berth_fail(error, BERTH_ERROR_DOMAIN_BASE, BERTH_ERROR_INVALID,
                   "progress needs a function to tell; pass no progress where nobody follows it");
    else
        berth_fail_memory(error, BERTH_ERROR_DOMAIN_BASE);
    if (free_func)
        free_func(user_data);
    return NULL;
}

berth_progress *berth_progress_ref(berth_progress *progress)
{
    atomic_fetch_add(&progress->references, 1);
    return progress;
}

void berth_progress_unref(berth_progress *progress)
{
    if (!progress || atomic_fetch_sub(&progress->references, 1) != 1)
        return;
    if (progress->free_func)
        progress->free_func(progress->user_data);
    free(progress);
}

void berth_progress_tell(const berth_progress *progress, int64_t done, int64_t total, const char *item)
{
    if (progress)
        progress->func(done, total, item, progress->user_data);
}
