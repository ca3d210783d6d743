/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Capabilities: what works on a host for whoever asks, and why the rest does not.
 */
#ifndef BERTH_CAPABILITIES_H
#define BERTH_CAPABILITIES_H

#include <berth/berth-base.h>
#include <berth/berth-host.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * berth_capabilities:
 *
 * What works on a host, immutable. May be used from several threads. Ended with berth_capabilities_unref(). Since: 0.1
 */
typedef struct berth_capabilities berth_capabilities;

/**
 * berth_host_get_capabilities:
 * @host: a host
 * @cancel: (nullable): ends the call early
 *
 * Looks at what this process may do there now, and changes nothing. In their order: "interface.read" (what defines
 * interfaces can be read), "interface.define", "interface.up" (also down), and "interface.bridge", "interface.vlan",
 * "interface.bond" (the kernel and the host's own tool know that kind); "key.text" (typing in a keyboard layout),
 * "key.libvirt", "key.uinput" (such targets can be opened), "key.vnc-password" (a VNC server's can be answered).
 *
 * Returns: (owned) (nullable): what works and what does not; NULL with CANCELLED or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_capabilities *berth_host_get_capabilities(berth_host *host, berth_cancel *cancel, berth_error **error);

/** berth_capabilities_ref: Returns: (owned): @capabilities, held once more. Since: 0.1 */
BERTH_API berth_capabilities *berth_capabilities_ref(berth_capabilities *capabilities);

/** berth_capabilities_unref: @capabilities: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_capabilities_unref(berth_capabilities *capabilities);

/** berth_capabilities_get_count: Returns: how many there are, whether they work or not. Since: 0.1 */
BERTH_API size_t berth_capabilities_get_count(const berth_capabilities *capabilities);

/** berth_capabilities_get_name: @number: of a capability, from 0. Returns: (borrowed) (nullable): its name, such as
 * "interface.define"; NULL when there is no such capability. Since: 0.1 */
BERTH_API const char *berth_capabilities_get_name(const berth_capabilities *capabilities, size_t number);

/** berth_capabilities_get_reason: @number: of a capability, from 0. Returns: (borrowed) (nullable): one line that says
 * why it does not work and what would make it; NULL when it works, or there is no such capability. Since: 0.1 */
BERTH_API const char *berth_capabilities_get_reason(const berth_capabilities *capabilities, size_t number);

/**
 * berth_capabilities_check:
 * @name: of a capability
 *
 * Asks for one capability by its name.
 *
 * Returns: true when it works; false with the error that defining, up or down would fail with, UNSUPPORTED and DENIED
 * mostly, or NOT_FOUND when there is no capability of that name. Since: 0.1
 */
BERTH_API bool berth_capabilities_check(const berth_capabilities *capabilities, const char *name, berth_error **error);

/** berth_capabilities_to_json: Returns: (owned) (nullable): them as a JSON document, ending in a newline; NULL with
 * NO_MEMORY. Since: 0.1 */
BERTH_API char *berth_capabilities_to_json(const berth_capabilities *capabilities, berth_error **error);

#ifdef __cplusplus
}
#endif

#endif
