/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Any bytes as what a QEMU monitor says from the start of a connection to its end. */
#include "base/memory.h"
#include "peer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* One byte more than may wait in a PS/2 keyboard: it is asked how many have gone. */
    static const unsigned keys[] = {119 /* KEY_PAUSE */, 119, 55 /* KEY_KPASTERISK */};
    peer_say("qmp:/monitor", data, size, keys, BERTH_COUNT(keys));
    return 0;
}
