/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Key targets of a host. */
#include "base/error.h"
#include "berth/berth-fake.h"
#include "berth/berth-key-target.h"
#include "host/host.h"
#include "keycode/target.h"
#include "keycode/targets/record.h"

#define DOMAIN BERTH_ERROR_DOMAIN_HOST

static void unref_host(void *host)
{
    berth_host_unref(host);
}

berth_key_target *berth_host_open_key_target(berth_host *host, const char *uri, const char *password, int timeout_ms,
                                             berth_cancel *cancel, berth_error **error)
{
    return berth_key_target_new(uri, password, host->fake, berth_host_ref(host), unref_host, timeout_ms, cancel, error);
}

char **berth_fake_list_keys(berth_host *host, const char *uri, berth_error **error)
{
    if (!host->fake) {
        berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, "%s is no fake host, and records no keys", host->uri);
        return NULL;
    }
    char **list = berth_fake_keys_list(host->fake, uri);
    if (!list)
        berth_fail_memory(error, DOMAIN);
    return list;
}
