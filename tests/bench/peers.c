/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The least that such calls can be; in a library, because a call into one has its price. */
#include "peers.h"

#include <string.h>

struct key_name;
const struct key_name *find_name(const char *name, size_t length);

#include "names.h" /* by gperf */

static unsigned codes[PEER_CODES];

void peer_set_code(unsigned code, unsigned result)
{
    codes[code] = result;
}

unsigned peer_translate(unsigned code)
{
    return codes[code];
}

bool peer_from_name(const char *name, unsigned *code)
{
    const struct key_name *found = find_name(name, strlen(name));
    if (found)
        *code = found->code;
    return found;
}
