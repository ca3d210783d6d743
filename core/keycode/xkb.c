/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "keycode/xkb.h"

#include <pthread.h>

#include "base/error.h"
#include "base/library.h"

#define LIBRARY "libxkbcommon.so.0"

static berth_xkb xkb;
static bool complete;

#define FUNCTION(name) {#name, &xkb.name},

static void open_once(void)
{
    static const berth_library_function functions[] = {BERTH_XKB_FUNCTIONS(FUNCTION)};
    complete = berth_library_load(LIBRARY, functions, BERTH_COUNT(functions));
}

const berth_xkb *berth_xkb_open(berth_error **error)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_once);
    if (complete)
        return &xkb;
    berth_fail(error, BERTH_ERROR_DOMAIN_KEYCODE, BERTH_ERROR_UNSUPPORTED,
               "layouts need " LIBRARY ", which cannot be opened; install libxkbcommon0");
    return NULL;
}
