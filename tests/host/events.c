/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Prints a host's events, for test_host.py: one line each, its number, its type, the interface's name, its state and
 * its addresses. Starts with the line "watching", and ends with its input.
 */
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "berth/berth.h"

static int fail(berth_error *error)
{
    fprintf(stderr, "events: %s\n", berth_error_get_message(error));
    berth_error_free(error);
    return 1;
}

static void print_addresses(const berth_interface_config *live, berth_ip_family family)
{
    char **list = berth_interface_config_get_addresses(live, family, NULL);
    for (char **one = list; one && *one; one++)
        printf(" %s", *one);
    berth_strv_free(list);
}

static void print(const berth_event *event)
{
    const berth_interface_info *info = berth_event_get_info(event);
    printf("%lld %s", (long long)berth_event_get_number(event),
           berth_event_type_get_name(berth_event_get_event_type(event)));
    if (info) {
        printf(" %s %s", berth_interface_info_get_name(info), berth_interface_info_is_active(info) ? "up" : "down");
        berth_interface_config *live = berth_interface_info_get_live_config(info, NULL);
        if (live) {
            print_addresses(live, BERTH_IP_FAMILY_IPV4);
            print_addresses(live, BERTH_IP_FAMILY_IPV6);
        }
        berth_interface_config_unref(live);
    }
    putchar('\n');
}

int main(void)
{
    berth_error *error = NULL;
    berth_event *event = NULL;
    berth_host *host = berth_host_open(NULL, NULL, &error);
    berth_watch *watch = host ? berth_host_watch(host, BERTH_EVENT_MASK_INTERFACES, NULL, &error) : NULL;
    if (!watch) {
        berth_host_unref(host);
        return fail(error);
    }
    puts("watching");
    for (;;) {
        fflush(stdout);
        struct pollfd sources[] = {
            {.fd = berth_watch_get_fd(watch), .events = POLLIN},
            {.fd = STDIN_FILENO,              .events = POLLIN},
        };
        if (poll(sources, 2, -1) < 0 || sources[1].revents)
            break;
        while (berth_watch_next(watch, &event, &error) && event) {
            print(event);
            berth_event_unref(event);
        }
        if (error)
            break;
    }
    berth_watch_unref(watch);
    berth_host_unref(host);
    return error ? fail(error) : 0;
}
