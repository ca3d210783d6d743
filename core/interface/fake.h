/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The interfaces of a fake host: what is defined, and links that behave as the kernel's would, in memory. It stands
 * where the files, the host's own tool and rtnetlink stand on a real host; all that is above them is the same code.
 */
#ifndef BERTH_INTERFACE_FAKE_H
#define BERTH_INTERFACE_FAKE_H

#include "base/fake.h"
#include "interface/driver.h"
#include "interface/live.h"

extern const berth_driver berth_driver_fake;

/**
 * Gives @fake interfaces: those of the JSON document @json, or with NULL a small host of its own: lo, eth0 with an
 * address by DHCP, and eth1 that nothing defines. Fails PARSE, SCHEMA, INVALID, NO_MEMORY.
 */
bool berth_fake_interfaces_start(struct berth_fake *fake, const char *json, const char *source, berth_error **error);

/** As berth_live_read(), of the fake's links where @host is one, and nothing where no system runs. */
bool berth_live_read_of(const berth_driver_host *host, berth_live *live, berth_live_what what, berth_error **error);

/** Makes or changes a link as another process would do it. Fails INVALID, NO_MEMORY. */
bool berth_fake_interfaces_set_link(struct berth_fake *fake, const berth_interface_config *config, bool up,
                                    berth_error **error);

/** Returns: in how many milliseconds a link next gets addresses by itself; -1 when none will. */
int64_t berth_fake_interfaces_wait_ms(struct berth_fake *fake);

/** Takes a link away. Fails NOT_FOUND. */
bool berth_fake_interfaces_remove_link(struct berth_fake *fake, const char *name, berth_error **error);

#endif
