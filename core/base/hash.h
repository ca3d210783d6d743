/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* FNV-1a, 64 bits (RFC 9923): tells content apart; not against who means to deceive. */
#ifndef BERTH_BASE_HASH_H
#define BERTH_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define BERTH_HASH_START 0xcbf29ce484222325ULL

/** The hash of what @value is the hash of (BERTH_HASH_START: of nothing) and @bytes after it. */
static inline uint64_t berth_hash(uint64_t value, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        value = (value ^ (unsigned char)bytes[i]) * 0x100000001b3ULL;
    return value;
}

#endif
