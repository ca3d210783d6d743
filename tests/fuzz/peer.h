/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is at the other end of a target for keys: bytes that were all sent before anybody asked. */
#ifndef BERTH_FUZZ_PEER_H
#define BERTH_FUZZ_PEER_H

#include <stddef.h>
#include <stdint.h>

/** Opens @uri, whose server says @data and no more, presses and releases @count keys (codes of Linux), and closes. */
void peer_say(const char *uri, const uint8_t *data, size_t size, const unsigned *keys, size_t count);

#endif
