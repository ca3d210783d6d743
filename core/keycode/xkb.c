/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "keycode/xkb.h"

#include "base/library.h"

static berth_xkb xkb;

#define FUNCTION(name) {#name, &xkb.name},

const berth_xkb *berth_xkb_open(berth_error **error)
{
    static const berth_library_function functions[] = {BERTH_XKB_FUNCTIONS(FUNCTION)};
    static berth_library library = {
        .file = "libxkbcommon.so.0",
        .needed_by = "layouts need",
        .advice = "install libxkbcommon0",
        .functions = functions,
        .count = BERTH_COUNT(functions),
        .lock = PTHREAD_MUTEX_INITIALIZER,
    };
    return berth_library_need(&library, BERTH_ERROR_DOMAIN_KEYCODE, error) ? &xkb : NULL;
}
