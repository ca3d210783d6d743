/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/apply.h"

#include <unistd.h>

#include "base/buffer.h"
#include "base/cancel.h"
#include "base/error.h"
#include "base/process.h"
#include "base/progress.h"
#include "interface/fake.h"
#include "interface/verify.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define SETTLE_MS 5000 /* what the kernel, DHCP and duplicate address detection may take after the tool has ended */
#define SETTLE_STEP_MS 50
#define MAX_QUOTE 300 /* bytes of what the tool said */

typedef struct apply {
    const berth_driver *driver;
    const berth_interface_config *config; /* what the files define, or what the kernel has of what they do not */
    bool up;
    bool defined;
    bool in_use; /* up, or with addresses, when it was last looked at */
    size_t most; /* of what was not true at a look */
    size_t told; /* how much of it was not true when progress was told last */
} apply;

static bool counts_as_up(const berth_driver *driver, const berth_driver_host *host, const char *name)
{
    return driver->counts_as_up && driver->counts_as_up(host, name);
}

static bool verify(const apply *wanted, const berth_driver_host *host, const berth_live *live, berth_report *report)
{
    const char *name = wanted->config->name;
    if (wanted->up)
        return berth_verify_up(wanted->config, live, report);
    return wanted->defined ? berth_verify_down(name, live, report)
                           : berth_verify_undone(name, live, counts_as_up(wanted->driver, host, name), report);
}

/* One look at the kernel: what of @wanted is not true. */
static bool look(apply *wanted, const berth_driver_host *host, berth_report *report, berth_error **error)
{
    berth_live live;
    berth_report_clear(report);
    if (!berth_live_read_of(host, &live, BERTH_LIVE_ALL, error))
        return false;
    bool done = verify(wanted, host, &live, report);
    const berth_link *link = berth_live_find(&live, wanted->config->name);
    wanted->in_use = link && (link->up || link->count);
    berth_live_clear(&live);
    return done || berth_fail_memory(error, DOMAIN);
}

/* Progress counts what has come true of all that was not. Each step is told once. */
static void tell(apply *wanted, const berth_driver_host *host, const berth_report *report)
{
    size_t left = berth_report_get_count(report);
    if (left > wanted->most)
        wanted->most = left;
    else if (left == wanted->told)
        return;
    wanted->told = left;
    const char *item = left ? berth_report_get_setting(report, 0) : NULL;
    berth_progress_tell(host->progress, (int64_t)(wanted->most - left), (int64_t)wanted->most,
                        left && !item ? wanted->config->name : item);
}

/* A fake host's time may be advanced while somebody waits. */
static int64_t now_ms(const berth_driver_host *host)
{
    if (!host->fake)
        return berth_clock_ms();
    pthread_mutex_lock(&host->fake->lock);
    int64_t now = berth_fake_now_ms(host->fake);
    pthread_mutex_unlock(&host->fake->lock);
    return now;
}

/* Looks until all is true, for at most SETTLE_MS. */
static bool settle(apply *wanted, const berth_driver_host *host, berth_report *report, berth_error **error)
{
    int64_t end = now_ms(host) + SETTLE_MS;
    for (;;) {
        if (!look(wanted, host, report, error) || !berth_cancel_check(host->cancel, DOMAIN, error))
            return false;
        tell(wanted, host, report);
        if (!berth_report_get_count(report) || now_ms(host) >= end)
            return true;
        berth_sleep_ms(SETTLE_STEP_MS, host->cancel);
    }
}

/* The tool's last words, on one line: what comes before them is mostly banners. */
static void quote(berth_buffer *message, const char *said)
{
    size_t length = strlen(said);
    const char *start = said + (length > MAX_QUOTE ? length - MAX_QUOTE : 0);
    const char *separator = "";
    if (start > said)
        start += strcspn(start, "\n");
    for (const char *line = start; *line;) {
        size_t size = strcspn(line, "\n");
        if (size) {
            berth_buffer_add_string(message, separator);
            berth_buffer_add(message, line, size);
            separator = "; ";
        }
        line += size + (line[size] == '\n');
    }
}

static const char *text_or_nothing(const char *text)
{
    return text ? text : "";
}

static bool not_applied(const apply *wanted, const berth_report *report, const char *said, berth_error **error)
{
    berth_buffer list = {0}, words = {0};
    for (size_t i = 0; i < berth_report_get_count(report); i++)
        berth_buffer_printf(&list, "%s%s%s%s", i ? "; " : "", text_or_nothing(berth_report_get_setting(report, i)),
                            berth_report_get_setting(report, i) ? ": " : "", berth_report_get_text(report, i));
    quote(&words, said ? said : "");
    BERTH_AUTO_FREE char *what = berth_buffer_steal(&list);
    BERTH_AUTO_FREE char *quoted = berth_buffer_steal(&words);
    if (!what || !quoted)
        return berth_fail_memory(error, DOMAIN);
    return berth_fail(error, DOMAIN, BERTH_ERROR_NOT_APPLIED, "'%s' did not come %s: %s%s%s%s", wanted->config->name,
                      wanted->up ? "up as defined" : "down", what, *quoted ? " ('" : "", quoted,
                      *quoted ? "' was said)" : "");
}

/* Files alone are nothing that could be up. */
bool berth_can_run(const berth_driver_host *host, berth_error **error)
{
    if (berth_root_is_system(host->root) || host->fake)
        return true;
    return berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                      "no system runs the files under %s; open the host without a root", host->root->path);
}

bool berth_can_apply(const berth_driver_host *host, berth_error **error)
{
    if (!berth_can_run(host, error))
        return false;
    return host->fake || geteuid() == 0 ||
           berth_fail(error, DOMAIN, BERTH_ERROR_DENIED,
                      "only root may bring interfaces up and down; run this as root");
}

static bool run_tool(const apply *wanted, const berth_driver_host *host, int timeout_ms, char **said,
                     berth_error **error)
{
    return wanted->defined ? wanted->driver->switch_to(host, wanted->config->name, wanted->up, wanted->in_use,
                                                       timeout_ms, said, error)
                           : wanted->driver->take_down(host, wanted->config, timeout_ms, said, error);
}

static bool run(const berth_driver_host *host, apply *wanted, int timeout_ms, berth_report *report, berth_error **error)
{
    BERTH_AUTO_FREE char *said = NULL;
    if (!look(wanted, host, report, error))
        return false;
    if (!berth_report_get_count(report)) {
        berth_log_message(host->log, BERTH_LOG_INFO, "'%s' is %s already", wanted->config->name,
                          wanted->up ? "as defined" : "down");
        berth_progress_tell(host->progress, 0, 0, NULL);
        return true;
    }
    if (!berth_can_apply(host, error))
        return false;
    tell(wanted, host, report);
    if (!run_tool(wanted, host, timeout_ms, &said, error) || !settle(wanted, host, report, error))
        return false;
    return !berth_report_get_count(report) || not_applied(wanted, report, said, error);
}

static bool apply_config(const berth_driver_host *host, apply *wanted, int timeout_ms, berth_error **error)
{
    berth_report *report = berth_report_new();
    if (!report)
        return berth_fail_memory(error, DOMAIN);
    bool done = run(host, wanted, timeout_ms, report, error);
    berth_report_unref(report);
    return done;
}

/* --- What nothing defines --- */

/* What the kernel has of @name, which may be a kind of link that the model does not describe, or nothing. */
static berth_interface_config *describe(const berth_live *live, const char *name, berth_error **error)
{
    const berth_link *link = berth_live_find(live, name);
    if (link && link->type != BERTH_INTERFACE_TYPE_OTHER)
        return berth_live_to_config(live, link, error);
    BERTH_AUTO_CONFIG berth_interface_config *config =
        berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, name, error);
    for (size_t i = 0; config && link && i < link->count; i++) {
        const berth_live_address *address = &link->addresses[i];
        if (berth_ip_append(berth_interface_config_ip(config, address->family), address->text, address->prefix))
            continue;
        berth_fail_memory(error, DOMAIN);
        return NULL;
    }
    return BERTH_STEAL(config);
}

/* Takes down what is up, or counts as such, and is not defined. @problem: what reading the definition said (owned). */
static bool take_down(const berth_driver *driver, const berth_driver_host *host, const char *name, int timeout_ms,
                      berth_error *problem, berth_error **error)
{
    berth_live live = {0};
    if (!berth_can_run(host, NULL))
        return berth_fail_with(error, problem, "");
    if (!berth_live_read_of(host, &live, BERTH_LIVE_ALL, error)) {
        berth_error_free(problem);
        return false;
    }
    bool known = berth_live_find(&live, name) || counts_as_up(driver, host, name);
    BERTH_AUTO_CONFIG berth_interface_config *config = known ? describe(&live, name, error) : NULL;
    berth_live_clear(&live);
    if (!known)
        return berth_fail_with(error, problem, "");
    berth_error_free(problem);
    apply wanted = {.driver = driver, .config = config};
    return config && apply_config(host, &wanted, timeout_ms, error);
}

/* Says of what is not defined if it is up all the same. */
static bool not_defined(const berth_driver_host *host, const char *name, berth_error *problem, berth_error **error)
{
    berth_live live = {0};
    bool looked = berth_can_run(host, NULL) && berth_live_read_of(host, &live, BERTH_LIVE_LINKS, NULL);
    const berth_link *link = looked ? berth_live_find(&live, name) : NULL;
    bool up = link && link->up;
    berth_live_clear(&live);
    return berth_fail_with(error, problem, up ? "; it is up all the same: define it, or take it down" : "");
}

bool berth_apply(const berth_driver *driver, const berth_driver_host *host, const char *name, bool up, int timeout_ms,
                 berth_error **error)
{
    berth_error *problem = NULL;
    if (!berth_cancel_check(host->cancel, DOMAIN, error))
        return false;
    BERTH_AUTO_CONFIG berth_interface_config *config = driver->read(host, name, &problem);
    if (!config && berth_error_get_code(problem) != BERTH_ERROR_NOT_FOUND)
        return berth_fail_with(error, problem, "");
    if (!config)
        return up ? not_defined(host, name, problem, error) : take_down(driver, host, name, timeout_ms, problem, error);
    if (!berth_can_run(host, error))
        return false;
    apply wanted = {.driver = driver, .config = config, .up = up, .defined = true};
    return apply_config(host, &wanted, timeout_ms, error);
}
