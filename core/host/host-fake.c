/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a test tells a fake host to do. */
#include "base/error.h"
#include "berth/berth-fake.h"
#include "host/host.h"
#include "interface/fake.h"

#define DOMAIN BERTH_ERROR_DOMAIN_HOST

static bool is_fake(const berth_host *host, berth_error **error)
{
    return host->fake || berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                                    "'%s' is a real host; open fake:/// for one that does as it is told", host->uri);
}

bool berth_host_is_fake(const berth_host *host)
{
    return host->fake != NULL;
}

bool berth_fake_fail_next(berth_host *host, const char *call, berth_error_code code, berth_error **error)
{
    if (!is_fake(host, error))
        return false;
    if (code < BERTH_ERROR_INVALID || code > BERTH_ERROR_UNMAPPED)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "%d is no error code", (int)code);
    if (call && !berth_fake_check_call(call, DOMAIN, error))
        return false;
    pthread_mutex_lock(&host->fake->lock);
    bool done = berth_fake_add_failure(host->fake, call ? call : "", code);
    pthread_mutex_unlock(&host->fake->lock);
    return done || berth_fail_memory(error, DOMAIN);
}

bool berth_fake_set_delay(berth_host *host, const char *call, int delay_ms, berth_error **error)
{
    if (!is_fake(host, error))
        return false;
    if (delay_ms < 0)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "a delay of %d ms makes no sense; use 0 or more",
                          delay_ms);
    if (call && !berth_fake_check_call(call, DOMAIN, error))
        return false;
    pthread_mutex_lock(&host->fake->lock);
    bool done = berth_fake_add_delay(host->fake, call ? call : "", delay_ms);
    pthread_mutex_unlock(&host->fake->lock);
    return done || berth_fail_memory(error, DOMAIN);
}

bool berth_fake_advance(berth_host *host, int64_t duration_ms, berth_error **error)
{
    if (!is_fake(host, error))
        return false;
    if (duration_ms < 0)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "time goes forward only; use 0 ms or more");
    pthread_mutex_lock(&host->fake->lock);
    int64_t left_ms = INT64_MAX / 2 - host->fake->advanced_ms;
    host->fake->advanced_ms += duration_ms < left_ms ? duration_ms : left_ms;
    berth_fake_notify(host->fake, false);
    pthread_mutex_unlock(&host->fake->lock);
    return true;
}

bool berth_fake_set_link(berth_host *host, const berth_interface_config *config, bool up, berth_error **error)
{
    return is_fake(host, error) && berth_fake_interfaces_set_link(host->fake, config, up, error);
}

bool berth_fake_remove_link(berth_host *host, const char *name, berth_error **error)
{
    return is_fake(host, error) && berth_fake_interfaces_remove_link(host->fake, name, error);
}

bool berth_fake_lose_events(berth_host *host, berth_error **error)
{
    if (!is_fake(host, error))
        return false;
    pthread_mutex_lock(&host->fake->lock);
    berth_fake_notify(host->fake, true);
    pthread_mutex_unlock(&host->fake->lock);
    return true;
}
