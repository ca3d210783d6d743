/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Any bytes as what a VNC server says from the start of a connection to its end. */
#include "base/memory.h"
#include "peer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const unsigned keys[] = {30 /* KEY_A */, 119 /* KEY_PAUSE */};
    peer_say("vnc:/server", data, size, keys, BERTH_COUNT(keys));
    return 0;
}
