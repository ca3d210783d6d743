/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/library.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>

#include "base/error.h"

#define MUCH ((size_t)64 << 20) /* more than any of these libraries takes, with all that it needs */

static bool is_loaded(const char *file)
{
    void *handle = dlopen(file, RTLD_LAZY | RTLD_NOLOAD);
    if (handle)
        dlclose(handle);
    return handle != NULL;
}

static bool find_functions(const berth_library *library, void *handle)
{
    for (size_t i = 0; i < library->count; i++) {
        void *found = dlsym(handle, library->functions[i].name);
        if (!found)
            return false;
        memcpy(library->functions[i].pointer, &found, sizeof found);
    }
    return true;
}

static bool tells(const char *text, int errnum)
{
    char reason[128];
    return strstr(text, strerror_r(errnum, reason, sizeof reason)) != NULL;
}

/*
 * Whether a library was there, and there was no memory to open it. dlopen(3) has no error numbers, and its text for a
 * file that cannot be mapped says no reason and is translated. So it is tried whether much memory could be had.
 */
static bool lacked_memory(const char *text)
{
    if (tells(text, ENOENT))
        return false;
    return !berth_memory_is_left(MUCH) || tells(text, ENOMEM);
}

static bool open_library(berth_library *library, berth_error_domain domain, berth_error **error)
{
    bool by_us = !is_loaded(library->file);
    void *handle = dlopen(library->file, RTLD_LAZY | RTLD_LOCAL);
    const char *reason = handle ? NULL : dlerror();
    if (reason && lacked_memory(reason))
        return berth_fail_memory(error, domain);
    if (!handle || !find_functions(library, handle))
        return berth_fail(error, domain, BERTH_ERROR_UNSUPPORTED, "%s %s, which cannot be opened; %s",
                          library->needed_by, library->file, library->advice);
    if (library->opened)
        library->opened(by_us);
    return true;
}

bool berth_library_need(berth_library *library, berth_error_domain domain, berth_error **error)
{
    pthread_mutex_lock(&library->lock);
    library->complete = library->complete || open_library(library, domain, error);
    bool complete = library->complete;
    pthread_mutex_unlock(&library->lock);
    return complete;
}
