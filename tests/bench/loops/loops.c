/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The loops of tests/bench/bindings in C, through the core and through the GObject layer: loops FAKE.JSON [REPEATS]
 *
 * Each line is a figure: its name, and nanoseconds a call, or a pass.
 */
#include <berth-gobject/berth-gobject.h>
#include <berth/berth.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CALLS = 5000000, PASSES = 3 };

static volatile size_t sink;

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static void say(const char *name, double start, int count)
{
    printf("%s %.2f\n", name, (now() - start) / count);
}

static void core_calls(berth_host *host)
{
    berth_interface *iface = berth_host_get_interface(host, "e1", NULL);
    berth_interface_info **infos = berth_host_list_interfaces_info(host, BERTH_INTERFACE_FILTER_ALL, NULL, NULL);
    size_t sum = 0;

    double start = now();
    for (int i = 0; i < CALLS; i++)
        sum += strlen(berth_interface_get_name(iface)); /* which every language's own text knows */
    say("core text", start, CALLS);
    start = now();
    for (int i = 0; i < CALLS; i++)
        sum += berth_interface_info_is_active(infos[0]);
    say("core truth", start, CALLS);
    sink = sum;
    berth_interface_info_list_free(infos);
    berth_interface_unref(iface);
}

static void core_list(berth_host *host)
{
    double start = now();

    for (int pass = 0; pass < PASSES; pass++) {
        berth_interface_info **infos = berth_host_list_interfaces_info(host, BERTH_INTERFACE_FILTER_ALL, NULL, NULL);
        for (size_t i = 0; infos[i]; i++)
            sink = (size_t)berth_interface_info_get_name(infos[i]) + berth_interface_info_is_active(infos[i]) +
                   berth_interface_info_get_interface_type(infos[i]);
        berth_interface_info_list_free(infos);
    }
    say("core list", start, PASSES);
}

static void gobject_list(GBerthHost *host)
{
    double start = now();

    for (int pass = 0; pass < PASSES; pass++) {
        GList *infos = gberth_host_list_interfaces_info(host, GBERTH_INTERFACE_FILTER_ALL, NULL, NULL);
        for (GList *each = infos; each; each = each->next)
            sink = (size_t)gberth_interface_info_get_name(each->data) + gberth_interface_info_is_active(each->data) +
                   gberth_interface_info_get_interface_type(each->data);
        g_list_free_full(infos, g_object_unref);
    }
    say("list", start, PASSES);
}

int main(int argc, char **argv)
{
    char *uri = g_strconcat("fake:", argc > 1 ? argv[1] : "///", NULL);
    berth_host_options *options = berth_host_options_new();
    berth_host *core = berth_host_open(uri, options, NULL);
    GBerthHost *host = gberth_host_open(uri, NULL, NULL);

    if (!core || !host) {
        fprintf(stderr, "loops: %s cannot be opened\n", uri);
        return 1;
    }
    for (int repeat = argc > 2 ? atoi(argv[2]) : 1; repeat > 0; repeat--) {
        core_calls(core);
        core_list(core);
        gobject_list(host);
    }
    g_object_unref(host);
    berth_host_unref(core);
    berth_host_options_free(options);
    g_free(uri);
    return 0;
}
