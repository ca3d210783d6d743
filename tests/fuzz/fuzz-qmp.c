/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Any bytes as what a QEMU monitor says from the start of a connection to its end. */
#include "base/memory.h"
#include "peer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const unsigned keys[] = {55 /* KEY_KPASTERISK */, 119 /* KEY_PAUSE */};
    peer_say("qmp:/monitor", data, size, keys, BERTH_COUNT(keys));
    return 0;
}
