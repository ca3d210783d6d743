/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Events: what changed between one look at the host and the next. The kernel's and the files' notices only say when to
 * look again, so nothing depends on their order, and what is missed between two notices is no loss: the next look sees
 * where it led.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <poll.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "base/cancel.h"
#include "base/error.h"
#include "base/fake.h"
#include "base/file-private.h"
#include "base/process.h"
#include "berth/berth-watch.h"
#include "host/host.h"
#include "host/view.h"
#include "interface/fake.h"
#include "interface/info.h"

#define DOMAIN BERTH_ERROR_DOMAIN_HOST
#define RETRY_MS 1000 /* after a look that failed, unless something happens before */
#define FILE_EVENTS \
    (IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF)

struct berth_event {
    atomic_int references;
    berth_event_type type;
    int64_t number;
    berth_interface_info *info; /* NULL for RESYNC */
};

/* What was so of one interface at the last look. */
typedef struct seen {
    berth_interface_info *info;
    uint64_t revision; /* of its definition */
} seen;

struct berth_watch {
    atomic_int references;
    berth_host *host;
    unsigned mask;
    /* -1: none; timer_fd says when to look without a notice, queued_fd is readable while an event waits here */
    int epoll_fd, netlink_fd, files_fd, fake_fd, timer_fd, queued_fd;
    seen *last; /* sorted by name */
    size_t last_count;
    bool stale;       /* there were notices, and no look since then that succeeded */
    int64_t retry_ms; /* not before that, of berth_clock_ms(), is a look that failed tried again */
    bool lost;        /* and some were not kept for us */
    berth_event **queue;
    size_t queue_start, queue_count, queue_capacity;
    int64_t last_number;
};

/* --- Events --- */

const char *berth_event_type_get_name(berth_event_type type)
{
    static const char *const names[] = {
        [BERTH_EVENT_TYPE_ADDED] = "added",
        [BERTH_EVENT_TYPE_REMOVED] = "removed",
        [BERTH_EVENT_TYPE_CHANGED] = "changed",
        [BERTH_EVENT_TYPE_RESYNC] = "resync",
    };
    return (unsigned)type < BERTH_COUNT(names) ? names[type] : NULL;
}

berth_event_type berth_event_get_event_type(const berth_event *event)
{
    return event->type;
}

int64_t berth_event_get_number(const berth_event *event)
{
    return event->number;
}

const berth_interface_info *berth_event_get_info(const berth_event *event)
{
    return event->info;
}

berth_event *berth_event_ref(berth_event *event)
{
    atomic_fetch_add(&event->references, 1);
    return event;
}

void berth_event_unref(berth_event *event)
{
    if (!event || atomic_fetch_sub(&event->references, 1) != 1)
        return;
    berth_interface_info_unref(event->info);
    free(event);
}

static bool queue(berth_watch *watch, berth_event_type type, berth_interface_info *info)
{
    berth_event *event = calloc(1, sizeof *event);
    if (!event || !BERTH_GROW(watch->queue, watch->queue_count, watch->queue_capacity)) {
        free(event);
        return false;
    }
    atomic_init(&event->references, 1);
    event->type = type;
    event->number = ++watch->last_number;
    event->info = info ? berth_interface_info_ref(info) : NULL;
    watch->queue[watch->queue_count++] = event;
    return true;
}

/* --- Looking --- */

static int compare_seen(const void *a, const void *b)
{
    return strcmp(berth_interface_info_get_name(((const seen *)a)->info),
                  berth_interface_info_get_name(((const seen *)b)->info));
}

static void free_seen(seen *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        berth_interface_info_unref(list[i].info);
    free(list);
}

static seen *look(const berth_watch *watch, size_t *count, berth_cancel *cancel, berth_error **error)
{
    berth_view all;
    seen *list = NULL;
    *count = 0;
    if (!berth_view_read(&all, watch->host, BERTH_VIEW_REVISIONS, cancel, error))
        return NULL;
    size_t entries_count = 0;
    berth_view_entry *entries = berth_view_join(&all, &entries_count);
    list = entries ? calloc(entries_count + 1, sizeof *list) : NULL;
    bool done = list != NULL;
    for (size_t i = 0; done && i < entries_count; i++) {
        list[i].info = berth_interface_info_new(entries[i].definition, &all.live, entries[i].link, error);
        list[i].revision = entries[i].definition ? entries[i].definition->revision : 0;
        done = list[i].info != NULL;
        *count += done;
    }
    free(entries);
    berth_view_clear(&all);
    if (done) {
        qsort(list, *count, sizeof *list, compare_seen);
        return list;
    }
    if (!list)
        berth_fail_memory(error, DOMAIN);
    free_seen(list, *count);
    return NULL;
}

static bool same(const seen *a, const seen *b)
{
    return a->revision == b->revision && berth_interface_info_equal(a->info, b->info);
}

/* Both lists are sorted: one pass finds what came, went and changed. */
static bool queue_differences(berth_watch *watch, const seen *now, size_t now_count)
{
    size_t old = 0, new = 0;
    bool done = true;
    while (done && (old < watch->last_count || new < now_count)) {
        int order = old == watch->last_count ? 1 : new == now_count ? -1 : compare_seen(&watch->last[old], &now[new]);
        if (order < 0)
            done = queue(watch, BERTH_EVENT_TYPE_REMOVED, watch->last[old++].info);
        else if (order > 0)
            done = queue(watch, BERTH_EVENT_TYPE_ADDED, now[new ++].info);
        else {
            if (!same(&watch->last[old], &now[new]))
                done = queue(watch, BERTH_EVENT_TYPE_CHANGED, now[new].info);
            old++;
            new ++;
        }
    }
    return done;
}

/* --- Notices --- */

static int add_source(const berth_watch *watch, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    return fd < 0 ? -1 : epoll_ctl(watch->epoll_fd, EPOLL_CTL_ADD, fd, &event);
}

static int open_netlink(void)
{
    struct sockaddr_nl address = {
        .nl_family = AF_NETLINK,
        .nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE,
    };
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Reads all there is. Returns: whether there was anything; @lost when some of it was not kept for us. */
static bool drain(int fd, bool netlink, bool *lost)
{
    _Alignas(struct inotify_event) char bytes[8192];
    bool any = false;
    for (;;) {
        ssize_t got = netlink ? recv(fd, bytes, sizeof bytes, 0) : read(fd, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == ENOBUFS) {
            *lost = any = true;
            continue;
        }
        if (got <= 0)
            return any;
        any = true;
        for (ssize_t at = 0; !netlink && at + (ssize_t)sizeof(struct inotify_event) <= got;) {
            const struct inotify_event *event = (const struct inotify_event *)(bytes + at);
            *lost = *lost || event->mask & IN_Q_OVERFLOW;
            at += (ssize_t)sizeof *event + event->len;
        }
    }
}

static bool watch_folder(const berth_watch *watch, const char *folder)
{
    char path[64];
    int fd = berth_root_open_file(&watch->host->root, folder, O_PATH | O_DIRECTORY);
    if (fd < 0)
        return false;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    bool done = inotify_add_watch(watch->files_fd, path, FILE_EVENTS | IN_ONLYDIR) >= 0;
    close(fd);
    return done;
}

/* Where @folder is not there, those above it tell when it comes; from the top down, so that none comes in between. */
static void watch_folder_or_above(const berth_watch *watch, char *folder)
{
    if (watch_folder(watch, folder))
        return;
    watch_folder(watch, "/");
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        watch_folder(watch, folder);
        *slash = '/';
    }
    watch_folder(watch, folder);
}

/* Which folders matter changes with the files: adding one that is watched already changes nothing. */
static void watch_folders(const berth_watch *watch)
{
    berth_driver_host where = berth_host_for_driver(watch->host, NULL);
    berth_strings folders = {0};
    if (watch->files_fd < 0)
        return;
    berth_driver_add_folders(berth_host_find_driver(watch->host), &where, &folders);
    for (size_t i = 0; i < folders.count; i++)
        watch_folder_or_above(watch, folders.items[i]);
    berth_strings_clear(&folders);
}

static void set_timer(const berth_watch *watch, int64_t wait_ms)
{
    struct itimerspec time = {0};
    time.it_value = (struct timespec){.tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000 + 1};
    timerfd_settime(watch->timer_fd, 0, &time, NULL);
}

/* A fake host says when something will come by itself. Called before a look, so that it comes in that or later. */
static void expect_from_fake(const berth_watch *watch)
{
    int64_t wait_ms = watch->host->fake ? berth_fake_interfaces_wait_ms(watch->host->fake) : -1;
    if (wait_ms >= 0)
        set_timer(watch, wait_ms);
}

/* Takes in every notice there is. */
static void take_notices(berth_watch *watch)
{
    uint64_t expirations;
    bool any = watch->netlink_fd >= 0 && drain(watch->netlink_fd, true, &watch->lost);
    if (watch->files_fd >= 0 && drain(watch->files_fd, false, &watch->lost)) {
        any = true;
        watch_folders(watch);
    }
    if (watch->fake_fd >= 0 && berth_fake_take_notices(watch->host->fake, watch->fake_fd, &watch->lost))
        any = true;
    if (read(watch->timer_fd, &expirations, sizeof expirations) > 0)
        any = true;
    if (!any)
        return;
    watch->stale = true;
    watch->retry_ms = 0;
}

/* --- The watch --- */

static bool open_sources(berth_watch *watch)
{
    bool real = !watch->host->fake, system = real && berth_root_is_system(&watch->host->root);
    watch->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    watch->queued_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    watch->netlink_fd = system ? open_netlink() : -1;
    watch->files_fd = real ? inotify_init1(IN_CLOEXEC | IN_NONBLOCK) : -1;
    watch->fake_fd = real ? -1 : berth_fake_listen(watch->host->fake);
    watch->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    return watch->epoll_fd >= 0 && add_source(watch, watch->queued_fd) == 0 &&
           add_source(watch, watch->timer_fd) == 0 && (!system || add_source(watch, watch->netlink_fd) == 0) &&
           add_source(watch, real ? watch->files_fd : watch->fake_fd) == 0;
}

berth_watch *berth_host_watch(berth_host *host, unsigned mask, berth_cancel *cancel, berth_error **error)
{
    if (!mask || mask & ~(unsigned)BERTH_EVENT_MASK_INTERFACES) {
        berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "the mask %#x has no events, or unknown ones", mask);
        return NULL;
    }
    if (!berth_fake_enter(host->fake, "host_watch", -1, cancel, DOMAIN, error))
        return NULL;
    berth_watch *watch = calloc(1, sizeof *watch);
    if (!watch) {
        berth_fail_memory(error, DOMAIN);
        return NULL;
    }
    atomic_init(&watch->references, 1);
    watch->host = berth_host_ref(host);
    watch->mask = mask;
    if (!open_sources(watch)) {
        berth_fail_errno(error, DOMAIN, errno, NULL, "cannot watch the host");
        berth_watch_unref(watch);
        return NULL;
    }
    watch_folders(watch);
    expect_from_fake(watch);
    /* From here on notices come, so the first look misses nothing. */
    watch->last = look(watch, &watch->last_count, cancel, error);
    if (watch->last)
        return watch;
    berth_watch_unref(watch);
    return NULL;
}

berth_watch *berth_watch_ref(berth_watch *watch)
{
    atomic_fetch_add(&watch->references, 1);
    return watch;
}

static void close_fd(int fd)
{
    if (fd >= 0)
        close(fd);
}

void berth_watch_unref(berth_watch *watch)
{
    if (!watch || atomic_fetch_sub(&watch->references, 1) != 1)
        return;
    for (size_t i = watch->queue_start; i < watch->queue_count; i++)
        berth_event_unref(watch->queue[i]);
    free(watch->queue);
    free_seen(watch->last, watch->last_count);
    if (watch->fake_fd >= 0)
        berth_fake_unlisten(watch->host->fake, watch->fake_fd);
    close_fd(watch->netlink_fd);
    close_fd(watch->files_fd);
    close_fd(watch->timer_fd);
    close_fd(watch->queued_fd);
    close_fd(watch->epoll_fd);
    berth_host_unref(watch->host);
    free(watch);
}

int berth_watch_get_fd(const berth_watch *watch)
{
    return watch->epoll_fd;
}

static bool try_look(berth_watch *watch, int timeout_ms, berth_cancel *cancel, berth_error **error)
{
    size_t count = 0;
    if (!berth_fake_enter(watch->host->fake, "watch_next", timeout_ms, cancel, DOMAIN, error))
        return false;
    expect_from_fake(watch);
    seen *now = look(watch, &count, cancel, error);
    if (!now)
        return false;
    bool done = watch->lost ? queue(watch, BERTH_EVENT_TYPE_RESYNC, NULL) : queue_differences(watch, now, count);
    free_seen(watch->last, watch->last_count);
    watch->last = now;
    watch->last_count = count;
    /* Of what could not be queued nothing is known any more. */
    watch->lost = watch->stale = !done;
    return done || berth_fail_memory(error, DOMAIN);
}

static bool is_pending(const berth_watch *watch)
{
    return watch->queue_start < watch->queue_count;
}

/* The descriptor is readable as long as an event waits here. */
static void show_queue(const berth_watch *watch)
{
    eventfd_t ignored;
    if (is_pending(watch))
        eventfd_write(watch->queued_fd, 1);
    else
        eventfd_read(watch->queued_fd, &ignored);
}

/* Looks again where there were notices, and queues what is different. A look that fails is made up for by another; who
 * is patient leaves that for later. */
static bool update(berth_watch *watch, bool patient, int timeout_ms, berth_cancel *cancel, berth_error **error)
{
    if (is_pending(watch))
        return true;
    watch->queue_start = watch->queue_count = 0;
    take_notices(watch);
    if (!watch->stale || (patient && berth_clock_ms() < watch->retry_ms))
        return true;
    berth_error *problem = NULL;
    bool done = try_look(watch, timeout_ms, cancel, &problem);
    if (!done) {
        berth_error_code code = berth_error_get_code(problem);
        int64_t wait_ms = code == BERTH_ERROR_CANCELLED || code == BERTH_ERROR_TIMEOUT ? 0 : RETRY_MS;
        watch->retry_ms = berth_clock_ms() + wait_ms;
        set_timer(watch, wait_ms);
        berth_fail_with(error, problem, "");
    }
    show_queue(watch);
    return done;
}

static berth_event *take(berth_watch *watch)
{
    berth_event *event = is_pending(watch) ? watch->queue[watch->queue_start++] : NULL;
    show_queue(watch);
    return event;
}

bool berth_watch_look(berth_watch *watch, int timeout_ms, berth_cancel *cancel, bool *pending, berth_error **error)
{
    bool done = berth_cancel_check(cancel, DOMAIN, error) && update(watch, true, timeout_ms, cancel, error);
    *pending = is_pending(watch);
    return done;
}

bool berth_watch_next(berth_watch *watch, berth_event **event, berth_error **error)
{
    bool done = update(watch, false, -1, NULL, error);
    *event = done ? take(watch) : NULL;
    return done;
}

bool berth_watch_wait(berth_watch *watch, int timeout_ms, berth_cancel *cancel, berth_event **event,
                      berth_error **error)
{
    int64_t end = timeout_ms < 0 ? INT64_MAX : berth_clock_ms() + timeout_ms, left = timeout_ms;
    *event = NULL;
    for (;;) {
        if (!berth_cancel_check(cancel, DOMAIN, error) ||
            !update(watch, true, timeout_ms < 0 ? -1 : (int)left, cancel, error))
            return false;
        *event = take(watch);
        if (*event)
            return true;
        left = end - berth_clock_ms();
        if (left <= 0)
            return berth_fail(error, DOMAIN, BERTH_ERROR_TIMEOUT, "nothing happened within %d ms", timeout_ms);
        struct pollfd sources[] = {
            {.fd = watch->epoll_fd,                           .events = POLLIN},
            {.fd = cancel ? berth_cancel_get_fd(cancel) : -1, .events = POLLIN},
        };
        poll(sources, 2, left > INT32_MAX ? INT32_MAX : (int)left);
    }
}
