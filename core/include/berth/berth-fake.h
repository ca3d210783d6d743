/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The fake host: a host in memory, for the tests of programs that are built on this library. It needs no privilege and
 * no Debian, and changes nothing on the machine.
 *
 * The URI "fake:///" opens a small one: lo, eth0 that has its address by DHCP, and eth1 that nothing defines.
 * "fake:FILE.json" opens the one that FILE describes: { "berth": 1, "interfaces": [ ... ] }, each interface a
 * configuration as berth_interface_config_to_json() writes it, with three members more: "defined" (whether the host's
 * files have it; true), "active" (whether it is up; false) and "present" (whether the kernel has it; true for devices).
 * A member "delay_ms" beside "interfaces" makes every call take that long.
 * Each call of berth_host_open() makes another host. Definitions and links behave as on a real one: what is defined is
 * brought up with berth_interface_up(), a DHCP server answers after 100 ms of the fake's time, a device that is not
 * there does not come up.
 */
#ifndef BERTH_FAKE_H
#define BERTH_FAKE_H

#include <berth/berth-base.h>
#include <berth/berth-host.h>
#include <berth/berth-interface.h>

#ifdef __cplusplus
extern "C" {
#endif

/** berth_host_is_fake: Returns: whether @host was opened by a "fake:" URI. The calls below fail UNSUPPORTED on any
 * other. Since: 0.1 */
BERTH_API bool berth_host_is_fake(const berth_host *host);

/**
 * berth_fake_fail_next:
 * @host: a fake host
 * @call: (nullable): a call by its C name without "berth_", such as "interface_up"; "watch_next" for every way in which
 * a watch looks for what changed; NULL for whichever is next
 * @code: how it shall fail
 *
 * Makes the next such call fail, once. Several wait in line.
 *
 * Returns: true; false with UNSUPPORTED, INVALID for a number that is no code or a call that is none, NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_fake_fail_next(berth_host *host, const char *call, berth_error_code code, berth_error **error);

/**
 * berth_fake_set_delay:
 * @host: a fake host
 * @call: (nullable): a call, as for berth_fake_fail_next(); NULL for all that have no delay of their own
 * @delay_ms: how long each such call takes from now on, at least, in milliseconds; 0 for no delay
 *
 * Makes calls take their time.
 *
 * Returns: true; false with UNSUPPORTED, INVALID, NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_fake_set_delay(berth_host *host, const char *call, int delay_ms, berth_error **error);

/**
 * berth_fake_advance:
 * @duration_ms: how much of the fake's time passes at once, in milliseconds.
 *
 * Lets time pass on the host at once, such as the 100 ms until its DHCP server answers.
 *
 * Returns: true; false with UNSUPPORTED or INVALID.
 * Since: 0.1
 */
BERTH_API bool berth_fake_advance(berth_host *host, int64_t duration_ms, berth_error **error);

/**
 * berth_fake_set_link:
 * @host: a fake host
 * @config: what the link has: its type, hardware address, MTU, addresses, ports
 * @up: whether it is up
 *
 * Makes a link, or changes the one of that name, as another program would do it; watches see it.
 *
 * Returns: true; false with UNSUPPORTED, INVALID, NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_fake_set_link(berth_host *host, const berth_interface_config *config, bool up,
                                   berth_error **error);

/** berth_fake_remove_link: Takes a link away, as when a card is pulled. Returns: true; false with UNSUPPORTED or
 * NOT_FOUND. Since: 0.1 */
BERTH_API bool berth_fake_remove_link(berth_host *host, const char *name, berth_error **error);

/** berth_fake_lose_events: makes every watch of the host miss what happened, so that its next event is RESYNC. Returns:
 * true; false with UNSUPPORTED. Since: 0.1 */
BERTH_API bool berth_fake_lose_events(berth_host *host, berth_error **error);

/**
 * berth_fake_list_keys:
 * @host: a fake host
 * @uri: (nullable): of a key target; NULL for all of them
 *
 * Lists what key targets of this host were sent, in its order: "press KEY_A", "wait 20", "release KEY_A".
 *
 * Returns: (owned) (nullable): the events, NULL-terminated, freed with berth_strv_free(); NULL with UNSUPPORTED,
 *   NO_MEMORY.
 * Since: 0.1
 */
BERTH_API char **berth_fake_list_keys(berth_host *host, const char *uri, berth_error **error);

#ifdef __cplusplus
}
#endif

#endif
