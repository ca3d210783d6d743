/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The addresses of a host, within the time that a call has. */
#ifndef BERTH_KEYCODE_LOOKUP_H
#define BERTH_KEYCODE_LOOKUP_H

#include <netdb.h>

#include "keycode/target.h"

/** Returns: (owned) (nullable): for freeaddrinfo(3); NULL with NOT_FOUND, TIMEOUT, CANCELLED, NO_MEMORY, IO. */
struct addrinfo *key_lookup(const char *host, const char *port, const key_deadline *deadline, berth_error **error);

#endif
