/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What works on a host, asked of each area. */
#include "base/cancel.h"
#include "base/capabilities.h"
#include "base/error.h"
#include "host/host.h"
#include "interface/capabilities.h"
#include "keycode/capabilities.h"

#define DOMAIN BERTH_ERROR_DOMAIN_HOST

berth_capabilities *berth_host_get_capabilities(berth_host *host, berth_cancel *cancel, berth_error **error)
{
    berth_driver_host where = berth_host_for_driver(host, cancel);
    if (!berth_fake_enter(host->fake, "host_get_capabilities", -1, cancel, DOMAIN, error))
        return NULL;
    berth_capabilities *capabilities = berth_capabilities_new();
    if (!capabilities)
        berth_fail_memory(error, DOMAIN);
    else if (berth_interface_add_capabilities(berth_host_find_driver(host), &where, capabilities, error) &&
             berth_keycode_add_capabilities(host->fake, capabilities, error))
        return capabilities;
    berth_capabilities_unref(capabilities);
    return NULL;
}
