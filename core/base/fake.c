/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/fake.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/cancel.h"
#include "base/error.h"
#include "base/process.h"

struct berth_fake_listener {
    struct berth_fake_listener *next;
    int fd;
    bool lost;
};

struct berth_fake *berth_fake_new(berth_error **error)
{
    struct berth_fake *fake = calloc(1, sizeof *fake);
    if (!fake) {
        berth_fail_memory(error, BERTH_ERROR_DOMAIN_HOST);
        return NULL;
    }
    pthread_mutex_init(&fake->lock, NULL);
    return fake;
}

static void free_rules(berth_fake_rule *rules, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(rules[i].call);
    free(rules);
}

void berth_fake_free(struct berth_fake *fake)
{
    if (!fake)
        return;
    if (fake->end_interfaces)
        fake->end_interfaces(fake->interfaces);
    if (fake->end_keys)
        fake->end_keys(fake->keys);
    free_rules(fake->delays, fake->delay_count);
    free_rules(fake->failures, fake->failure_count);
    pthread_mutex_destroy(&fake->lock);
    free(fake);
}

bool berth_fake_add_delay(struct berth_fake *fake, const char *call, int delay_ms)
{
    for (size_t i = 0; i < fake->delay_count; i++)
        if (strcmp(fake->delays[i].call, call) == 0) {
            fake->delays[i].delay_ms = delay_ms;
            return true;
        }
    char *copy = strdup(call);
    if (!copy || !BERTH_GROW(fake->delays, fake->delay_count, fake->delay_capacity)) {
        free(copy);
        return false;
    }
    fake->delays[fake->delay_count++] = (berth_fake_rule){copy, delay_ms, 0};
    return true;
}

bool berth_fake_add_failure(struct berth_fake *fake, const char *call, berth_error_code code)
{
    char *copy = strdup(call);
    if (!copy || !BERTH_GROW(fake->failures, fake->failure_count, fake->failure_capacity)) {
        free(copy);
        return false;
    }
    fake->failures[fake->failure_count++] = (berth_fake_rule){copy, 0, code};
    return true;
}

/* A rule for this call goes before one for all. */
static int delay_of(const struct berth_fake *fake, const char *call)
{
    int all = 0;
    for (size_t i = 0; i < fake->delay_count; i++) {
        if (strcmp(fake->delays[i].call, call) == 0)
            return fake->delays[i].delay_ms;
        if (!*fake->delays[i].call)
            all = fake->delays[i].delay_ms;
    }
    return all;
}

/* The first failure that waits for this call, once. */
static berth_error_code take_failure(struct berth_fake *fake, const char *call)
{
    for (size_t i = 0; i < fake->failure_count; i++) {
        berth_fake_rule *rule = &fake->failures[i];
        if (*rule->call && strcmp(rule->call, call) != 0)
            continue;
        berth_error_code code = rule->failure;
        free(rule->call);
        memmove(rule, rule + 1, (--fake->failure_count - i) * sizeof *rule);
        return code;
    }
    return 0;
}

bool berth_fake_check_call(const char *call, berth_error_domain domain, berth_error **error)
{
    static const char *const calls[] = {
        "host_check_interfaces",
        "host_define_interface",
        "host_get_capabilities",
        "host_list_interfaces",
        "host_list_interfaces_info",
        "host_lookup_interface",
        "host_lookup_interface_by_mac",
        "host_watch",
        "interface_check",
        "interface_down",
        "interface_get_config",
        "interface_get_info",
        "interface_undefine",
        "interface_up",
        "key_target_close",
        "key_target_event",
        "key_target_press",
        "key_target_release",
        "key_target_send",
        "host_open_key_target",
        "watch_next",
    };
    BERTH_AUTO(berth_buffer_clear) berth_buffer names = {0};
    for (size_t i = 0; i < BERTH_COUNT(calls); i++) {
        if (strcmp(calls[i], call) == 0)
            return true;
        berth_buffer_printf(&names, "%s%s", i ? ", " : "", calls[i]);
    }
    return berth_fail(error, domain, BERTH_ERROR_INVALID, "no call '%s' can be told what to do; those that can are %s",
                      call, names.data ? names.data : "many");
}

bool berth_fake_enter(struct berth_fake *fake, const char *call, int timeout_ms, berth_cancel *cancel,
                      berth_error_domain domain, berth_error **error)
{
    if (!fake)
        return true;
    pthread_mutex_lock(&fake->lock);
    int delay_ms = delay_of(fake, call);
    berth_error_code failure = take_failure(fake, call);
    pthread_mutex_unlock(&fake->lock);
    bool late = timeout_ms >= 0 && delay_ms > timeout_ms;
    if (delay_ms > 0)
        berth_sleep_ms(late ? timeout_ms : delay_ms, cancel);
    if (!berth_cancel_check(cancel, domain, error))
        return false;
    if (late)
        return berth_fail(error, domain, BERTH_ERROR_TIMEOUT,
                          "%s was told to take %d ms on this fake host, and ended at its time limit of %d ms", call,
                          delay_ms, timeout_ms);
    return !failure || berth_fail(error, domain, failure, "%s was told to fail so on this fake host", call);
}

int64_t berth_fake_now_ms(const struct berth_fake *fake)
{
    return berth_clock_ms() + fake->advanced_ms;
}

int berth_fake_listen(struct berth_fake *fake)
{
    struct berth_fake_listener *listener = calloc(1, sizeof *listener);
    int fd = listener ? eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK) : -1;
    if (fd < 0) {
        free(listener);
        return -1;
    }
    listener->fd = fd;
    pthread_mutex_lock(&fake->lock);
    listener->next = fake->listeners;
    fake->listeners = listener;
    pthread_mutex_unlock(&fake->lock);
    return fd;
}

void berth_fake_unlisten(struct berth_fake *fake, int fd)
{
    pthread_mutex_lock(&fake->lock);
    struct berth_fake_listener **at = &fake->listeners;
    while (*at && (*at)->fd != fd)
        at = &(*at)->next;
    struct berth_fake_listener *found = *at;
    if (found)
        *at = found->next;
    pthread_mutex_unlock(&fake->lock);
    if (found)
        close(found->fd);
    free(found);
}

bool berth_fake_take_notices(struct berth_fake *fake, int fd, bool *lost)
{
    eventfd_t count = 0;
    bool any = eventfd_read(fd, &count) == 0;
    pthread_mutex_lock(&fake->lock);
    for (struct berth_fake_listener *one = fake->listeners; one; one = one->next)
        if (one->fd == fd) {
            *lost = *lost || one->lost;
            one->lost = false;
        }
    pthread_mutex_unlock(&fake->lock);
    return any;
}

void berth_fake_notify(struct berth_fake *fake, bool lost)
{
    for (struct berth_fake_listener *one = fake->listeners; one; one = one->next) {
        one->lost = one->lost || lost;
        eventfd_write(one->fd, 1);
    }
}
