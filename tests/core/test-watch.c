/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Events: what is told of a host in memory and of files under a root, when, and to whom. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "suite.h"

#define INTERFACES BERTH_EVENT_MASK_INTERFACES
#define LO "auto lo\niface lo inet loopback\n"

/* A host whose files are below a folder of its own, and a watch of it. */
typedef struct fixture {
    char *folder;
    berth_host *host;
    berth_watch *watch;
} fixture;

static berth_watch *start_watch(berth_host *host)
{
    berth_error *error = NULL;
    berth_watch *watch = berth_host_watch(host, INTERFACES, NULL, &error);
    assert_ok(watch);
    return watch;
}

static berth_host *open_fake(void)
{
    berth_error *error = NULL;
    berth_host *host = berth_host_open("fake:///", NULL, &error);
    assert_ok(host);
    return host;
}

/* --- Events --- */

static bool is_readable_within(const berth_watch *watch, int time_ms)
{
    struct pollfd source = {.fd = berth_watch_get_fd(watch), .events = POLLIN};
    g_assert_cmpint(poll(&source, 1, time_ms), >=, 0);
    return source.revents & POLLIN;
}

static bool is_readable(const berth_watch *watch)
{
    return is_readable_within(watch, 0);
}

static void assert_nothing(berth_watch *watch)
{
    berth_error *error = NULL;
    berth_event *event = NULL;
    assert_ok(berth_watch_next(watch, &event, &error));
    if (event)
        g_error("an event too many: %s", berth_event_type_get_name(berth_event_get_event_type(event)));
    g_assert_false(is_readable(watch));
}

/* The next event, which is there already. */
static berth_event *take(berth_watch *watch, berth_event_type type, const char *name)
{
    berth_error *error = NULL;
    berth_event *event = NULL;
    g_assert_true(is_readable(watch));
    assert_ok(berth_watch_next(watch, &event, &error));
    g_assert_nonnull(event);
    g_assert_cmpstr(berth_event_type_get_name(berth_event_get_event_type(event)), ==, berth_event_type_get_name(type));
    const berth_interface_info *info = berth_event_get_info(event);
    g_assert_cmpstr(info ? berth_interface_info_get_name(info) : NULL, ==, name);
    return event;
}

static void assert_event(berth_watch *watch, berth_event_type type, const char *name)
{
    berth_event_unref(take(watch, type, name));
}

static void assert_one_event(berth_watch *watch, berth_event_type type, const char *name)
{
    assert_event(watch, type, name);
    assert_nothing(watch);
}

/* --- What is done --- */

static berth_interface *define(berth_host *host, const char *xml)
{
    berth_error *error = NULL;
    berth_interface_config *config = berth_interface_config_from_xml(xml, NULL, &error);
    assert_ok(config);
    berth_interface *iface = berth_host_define_interface(host, config, BERTH_DEFINE_DEFAULT, NULL, &error);
    assert_ok(iface);
    berth_interface_config_unref(config);
    return iface;
}

static void set_link(berth_host *host, const char *name, bool up)
{
    berth_error *error = NULL;
    berth_interface_config *config = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, name, &error);
    assert_ok(berth_fake_set_link(host, config, up, &error));
    berth_interface_config_unref(config);
}

static char *path_in(const fixture *test, const char *name)
{
    return g_build_filename(test->folder, name, NULL);
}

static void make_folder(const fixture *test, const char *name)
{
    char *path = path_in(test, name);
    g_assert_cmpint(g_mkdir(path, 0755), ==, 0);
    g_free(path);
}

/* In place: the file stays the one it was. */
static void write_file(const fixture *test, const char *name, int flags, const char *text)
{
    char *path = path_in(test, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0644);
    g_assert_cmpint(fd, >=, 0);
    g_assert_cmpint(write(fd, text, strlen(text)), ==, strlen(text));
    close(fd);
    g_free(path);
}

static void remove_file(const fixture *test, const char *name)
{
    char *path = path_in(test, name);
    g_assert_cmpint(g_unlink(path), ==, 0);
    g_free(path);
}

static void open_root(fixture *test, gconstpointer interfaces)
{
    berth_error *error = NULL;
    berth_host_options *options = berth_host_options_new();
    test->folder = g_dir_make_tmp("berth-watch-XXXXXX", NULL);
    if (interfaces) {
        make_folder(test, "etc");
        make_folder(test, "etc/network");
        make_folder(test, "etc/network/interfaces.d");
        write_file(test, "etc/network/interfaces", O_TRUNC, interfaces);
    }
    assert_ok(berth_host_options_set_root(options, test->folder, &error));
    test->host = berth_host_open("local:///", options, &error);
    assert_ok(test->host);
    berth_host_options_free(options);
    test->watch = start_watch(test->host);
    assert_nothing(test->watch);
}

static void close_root(fixture *test, gconstpointer unused)
{
    char *arguments[] = {(char *)"rm", (char *)"-rf", test->folder, NULL};
    (void)unused;
    berth_watch_unref(test->watch);
    berth_host_unref(test->host);
    g_assert_true(g_spawn_sync(NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
    g_free(test->folder);
}

/* --- A host in memory --- */

static void test_links(void)
{
    berth_host *host = open_fake();
    berth_watch *watch = start_watch(host);
    berth_error *error = NULL;
    assert_nothing(watch);
    set_link(host, "tap0", false);
    berth_event *event = take(watch, BERTH_EVENT_TYPE_ADDED, "tap0");
    g_assert_false(berth_interface_info_is_active(berth_event_get_info(event)));
    g_assert_true(berth_interface_info_is_present(berth_event_get_info(event)));
    berth_event_unref(event);
    assert_nothing(watch);
    set_link(host, "tap0", true);
    event = take(watch, BERTH_EVENT_TYPE_CHANGED, "tap0");
    g_assert_true(berth_interface_info_is_active(berth_event_get_info(event)));
    berth_event_unref(event);
    assert_ok(berth_fake_remove_link(host, "tap0", &error));
    event = take(watch, BERTH_EVENT_TYPE_REMOVED, "tap0");
    /* As it was last. */
    g_assert_true(berth_interface_info_is_active(berth_event_get_info(event)));
    berth_event_unref(event);
    assert_nothing(watch);
    /* Where something led counts, not the way. */
    set_link(host, "tap0", true);
    assert_ok(berth_fake_remove_link(host, "tap0", &error));
    assert_nothing(watch);
    berth_watch_unref(watch);
    berth_host_unref(host);
}

static void test_definitions(void)
{
    berth_host *host = open_fake();
    berth_watch *watch = start_watch(host);
    berth_error *error = NULL;
    berth_interface *iface = define(host, "<interface type='bridge' name='br0'/>");
    berth_event *event = take(watch, BERTH_EVENT_TYPE_ADDED, "br0");
    g_assert_true(berth_interface_info_is_defined(berth_event_get_info(event)));
    g_assert_false(berth_interface_info_is_present(berth_event_get_info(event)));
    berth_event_unref(event);
    berth_interface_unref(define(host, "<interface type='bridge' name='br0'><mtu size='1400'/></interface>"));
    assert_one_event(watch, BERTH_EVENT_TYPE_CHANGED, "br0");
    assert_ok(berth_interface_up(iface, -1, NULL, NULL, &error));
    assert_one_event(watch, BERTH_EVENT_TYPE_CHANGED, "br0");
    assert_ok(berth_interface_undefine(iface, BERTH_UNDEFINE_FORCE, NULL, &error));
    event = take(watch, BERTH_EVENT_TYPE_CHANGED, "br0");
    g_assert_false(berth_interface_info_is_defined(berth_event_get_info(event)));
    berth_event_unref(event);
    assert_ok(berth_fake_remove_link(host, "br0", &error));
    assert_one_event(watch, BERTH_EVENT_TYPE_REMOVED, "br0");
    berth_interface_unref(iface);
    berth_watch_unref(watch);
    berth_host_unref(host);
}

static void test_numbers(void)
{
    static const char *const names[] = {"tap0", "tap1", "tap2", "tap3"};
    berth_host *host = open_fake();
    berth_watch *watch = start_watch(host), *late = NULL;
    int64_t number = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        set_link(host, names[i], false);
    /* Each watch counts for itself, and knows what was there before. */
    late = start_watch(host);
    assert_nothing(late);
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
            berth_event *event = take(watch, round ? BERTH_EVENT_TYPE_CHANGED : BERTH_EVENT_TYPE_ADDED, names[i]);
            g_assert_cmpint(berth_event_get_number(event), ==, ++number);
            berth_event_unref(event);
        }
        assert_nothing(watch);
        for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
            set_link(host, names[i], round % 2 == 0);
    }
    berth_event *first = take(late, BERTH_EVENT_TYPE_CHANGED, "tap0");
    g_assert_cmpint(berth_event_get_number(first), ==, 1);
    berth_event_unref(first);
    berth_watch_unref(late);
    berth_watch_unref(watch);
    berth_host_unref(host);
}

static void test_lost(void)
{
    berth_host *host = open_fake();
    berth_watch *watch = start_watch(host), *other = start_watch(host);
    berth_error *error = NULL;
    set_link(host, "tap0", true);
    assert_ok(berth_fake_lose_events(host, &error));
    berth_event *event = take(watch, BERTH_EVENT_TYPE_RESYNC, NULL);
    g_assert_cmpint(berth_event_get_number(event), ==, 1);
    berth_event_unref(event);
    /* What it stood for is not told once more, and it is not the end. */
    assert_nothing(watch);
    set_link(host, "tap1", true);
    event = take(watch, BERTH_EVENT_TYPE_ADDED, "tap1");
    g_assert_cmpint(berth_event_get_number(event), ==, 2);
    berth_event_unref(event);
    assert_nothing(watch);
    assert_one_event(other, BERTH_EVENT_TYPE_RESYNC, NULL);
    berth_watch_unref(other);
    berth_watch_unref(watch);
    berth_host_unref(host);
}

typedef struct bringing_up {
    berth_interface *iface;
    berth_cancel *cancel;
} bringing_up;

static gpointer bring_up(gpointer data)
{
    bringing_up *call = data;
    berth_interface_up(call->iface, -1, NULL, call->cancel, NULL);
    return NULL;
}

static void test_an_address_comes_by_itself(void)
{
    berth_host *host = open_fake();
    berth_error *error = NULL;
    berth_event *event = NULL;
    berth_interface *iface =
        define(host, "<interface type='ethernet' name='eth1'><protocol family='ipv4'><dhcp/></protocol></interface>");
    berth_watch *watch = start_watch(host);
    char **addresses = NULL;
    berth_cancel *cancel = berth_cancel_new(NULL);
    bringing_up call = {iface, cancel};
    /* Cut short, the call leaves the link up; the server answers none the less. */
    GThread *thread = g_thread_new("up", bring_up, &call);
    do {
        berth_strv_free(addresses);
        assert_ok(berth_watch_wait(watch, 10000, NULL, &event, &error));
        g_assert_cmpint(berth_event_get_event_type(event), ==, BERTH_EVENT_TYPE_CHANGED);
        berth_interface_config *live = berth_interface_info_get_live_config(berth_event_get_info(event), &error);
        assert_ok(live);
        addresses = berth_interface_config_get_addresses(live, BERTH_IP_FAMILY_IPV4, NULL);
        berth_interface_config_unref(live);
        berth_event_unref(event);
        berth_cancel_trigger(cancel);
    } while (!addresses[0]);
    g_thread_join(thread);
    assert_nothing(watch);
    berth_strv_free(addresses);
    berth_cancel_unref(cancel);
    berth_interface_unref(iface);
    berth_watch_unref(watch);
    berth_host_unref(host);
}

static void test_arguments(void)
{
    berth_host *host = open_fake();
    berth_error *error = NULL;
    g_assert_null(berth_host_watch(host, 0, NULL, &error));
    assert_error(error, BERTH_ERROR_INVALID, "mask");
    g_assert_null(berth_host_watch(host, INTERFACES | 1 << 20, NULL, &error));
    assert_error(error, BERTH_ERROR_INVALID, "mask");
    g_assert_cmpstr(berth_event_type_get_name(BERTH_EVENT_TYPE_RESYNC), ==, "resync");
    g_assert_null(berth_event_type_get_name((berth_event_type)0));
    g_assert_null(berth_event_type_get_name((berth_event_type)5));
    berth_watch_unref(NULL);
    berth_event_unref(NULL);
    berth_host_unref(host);
}

/* An event needs no watch, and a watch keeps its host. */
static void test_lives(void)
{
    berth_host *host = open_fake();
    berth_watch *watch = start_watch(host), *same = berth_watch_ref(watch);
    set_link(host, "tap0", true);
    set_link(host, "tap1", true);
    berth_host_unref(host);
    berth_event *event = take(watch, BERTH_EVENT_TYPE_ADDED, "tap0"), *held = berth_event_ref(event);
    berth_watch_unref(watch);
    g_assert_true(is_readable(same));
    berth_watch_unref(same);
    berth_event_unref(event);
    g_assert_cmpstr(berth_interface_info_get_name(berth_event_get_info(held)), ==, "tap0");
    berth_event_unref(held);
}

/* --- Waiting --- */

static gpointer trigger_soon(gpointer cancel)
{
    g_usleep(50000);
    berth_cancel_trigger(cancel);
    return NULL;
}

static gpointer set_link_soon(gpointer host)
{
    g_usleep(50000);
    set_link(host, "tap0", true);
    return NULL;
}

static void test_wait(void)
{
    berth_host *host = open_fake();
    berth_watch *watch = start_watch(host);
    berth_cancel *cancel = berth_cancel_new(NULL);
    berth_error *error = NULL;
    berth_event *event = NULL;
    g_assert_false(berth_watch_wait(watch, 0, cancel, &event, &error));
    assert_error(error, BERTH_ERROR_TIMEOUT, "0 ms");
    gint64 start = g_get_monotonic_time();
    g_assert_false(berth_watch_wait(watch, 100, cancel, &event, &error));
    assert_error(error, BERTH_ERROR_TIMEOUT, "100 ms");
    g_assert_cmpint(g_get_monotonic_time() - start, >=, 99000);

    GThread *thread = g_thread_new("link", set_link_soon, host);
    assert_ok(berth_watch_wait(watch, -1, cancel, &event, &error));
    g_assert_cmpint(berth_event_get_event_type(event), ==, BERTH_EVENT_TYPE_ADDED);
    berth_event_unref(event);
    g_thread_join(thread);

    thread = g_thread_new("cancel", trigger_soon, cancel);
    g_assert_false(berth_watch_wait(watch, -1, cancel, &event, &error));
    assert_error(error, BERTH_ERROR_CANCELLED, "");
    g_thread_join(thread);
    /* What is there stays there for a call that is not cancelled. */
    set_link(host, "tap1", true);
    g_assert_false(berth_watch_wait(watch, 1000, cancel, &event, &error));
    assert_error(error, BERTH_ERROR_CANCELLED, "");
    assert_ok(berth_watch_wait(watch, 0, NULL, &event, &error));
    g_assert_cmpstr(berth_interface_info_get_name(berth_event_get_info(event)), ==, "tap1");
    berth_event_unref(event);
    berth_cancel_unref(cancel);
    berth_watch_unref(watch);
    berth_host_unref(host);
}

/* --- Watch first, then list --- */

static gpointer change_all_the_time(gpointer host)
{
    for (int i = 0; i < 200; i++) {
        char name[16];
        g_snprintf(name, sizeof name, "tap%d", i % 7);
        berth_error *error = NULL;
        if (i % 3 == 2)
            berth_fake_remove_link(host, name, NULL);
        else
            set_link(host, name, i % 2);
        if (i % 40 == 13)
            assert_ok(berth_fake_lose_events(host, &error));
    }
    return NULL;
}

/* The names that a list has, in a set. */
static GHashTable *list_names(berth_host *host)
{
    berth_error *error = NULL;
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    berth_interface_info **list = berth_host_list_interfaces_info(host, 0, NULL, &error);
    assert_ok(list);
    for (berth_interface_info **one = list; *one; one++)
        g_hash_table_insert(names, g_strdup(berth_interface_info_get_name(*one)),
                            GINT_TO_POINTER(1 + berth_interface_info_is_active(*one)));
    berth_interface_info_list_free(list);
    return names;
}

static void follow(berth_host *host, const berth_event *event, GHashTable **names)
{
    const berth_interface_info *info = berth_event_get_info(event);
    if (!info) {
        g_hash_table_unref(*names);
        *names = list_names(host);
    } else if (berth_event_get_event_type(event) == BERTH_EVENT_TYPE_REMOVED)
        g_hash_table_remove(*names, berth_interface_info_get_name(info));
    else
        g_hash_table_insert(*names, g_strdup(berth_interface_info_get_name(info)),
                            GINT_TO_POINTER(1 + berth_interface_info_is_active(info)));
}

static void assert_same_names(GHashTable *found, GHashTable *wanted)
{
    GHashTableIter each;
    gpointer name, active;
    g_assert_cmpuint(g_hash_table_size(found), ==, g_hash_table_size(wanted));
    g_hash_table_iter_init(&each, wanted);
    while (g_hash_table_iter_next(&each, &name, &active))
        g_assert_true(g_hash_table_lookup(found, name) == active);
}

/* A watch tells how one look differs from the next. What came after the first and went before the second is in neither:
 * a list that was made in between has it, and no event speaks of it. */
static void forget_passers(GHashTable *names, GHashTable *told, GHashTable *wanted)
{
    GHashTableIter each;
    gpointer name;
    g_hash_table_iter_init(&each, names);
    while (g_hash_table_iter_next(&each, &name, NULL))
        if (!g_hash_table_contains(told, name) && !g_hash_table_contains(wanted, name))
            g_hash_table_iter_remove(&each);
}

/* When events were lost a new list is made, of which nothing has been told yet. */
static void note(GHashTable *told, const berth_event *event)
{
    const berth_interface_info *info = berth_event_get_info(event);
    if (info)
        g_hash_table_add(told, g_strdup(berth_interface_info_get_name(info)));
    else
        g_hash_table_remove_all(told);
}

static void test_nothing_falls_between(void)
{
    for (int round = 0; round < 5; round++) {
        berth_host *host = open_fake();
        GThread *thread = g_thread_new("changes", change_all_the_time, host);
        berth_watch *watch = start_watch(host);
        GHashTable *names = list_names(host), *told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        berth_error *error = NULL;
        berth_event *event = NULL;
        int64_t number = 0;
        while (berth_watch_wait(watch, 50, NULL, &event, &error)) {
            g_assert_cmpint(berth_event_get_number(event), ==, ++number);
            follow(host, event, &names);
            note(told, event);
            berth_event_unref(event);
        }
        assert_error(error, BERTH_ERROR_TIMEOUT, "50 ms");
        g_thread_join(thread);
        while (berth_watch_next(watch, &event, NULL) && event) {
            follow(host, event, &names);
            note(told, event);
            berth_event_unref(event);
        }
        GHashTable *wanted = list_names(host);
        forget_passers(names, told, wanted);
        assert_same_names(names, wanted);
        g_hash_table_unref(told);
        g_hash_table_unref(wanted);
        g_hash_table_unref(names);
        berth_watch_unref(watch);
        berth_host_unref(host);
    }
}

/* --- Files --- */

static void test_edit_in_place(fixture *test, gconstpointer unused)
{
    (void)unused;
    write_file(test, "etc/network/interfaces", O_APPEND, "iface eth0 inet dhcp\n");
    berth_event *event = take(test->watch, BERTH_EVENT_TYPE_ADDED, "eth0");
    g_assert_true(berth_interface_info_is_defined(berth_event_get_info(event)));
    berth_event_unref(event);
    assert_nothing(test->watch);
    write_file(test, "etc/network/interfaces", O_APPEND, "\tmtu 1400\n");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_CHANGED, "eth0");
    write_file(test, "etc/network/interfaces", O_TRUNC, LO);
    assert_one_event(test->watch, BERTH_EVENT_TYPE_REMOVED, "eth0");
    /* Of what means the same as before nothing is told. */
    write_file(test, "etc/network/interfaces", O_APPEND, "# nothing new\n");
    assert_nothing(test->watch);
}

static void test_rename_over(fixture *test, gconstpointer unused)
{
    (void)unused;
    char *from = path_in(test, "etc/network/interfaces.new"), *to = path_in(test, "etc/network/interfaces");
    for (int round = 0; round < 3; round++) {
        write_file(test, "etc/network/interfaces.new", 0, LO);
        assert_nothing(test->watch);
        if (round % 2 == 0)
            write_file(test, "etc/network/interfaces.new", O_APPEND, "iface eth0 inet dhcp\n");
        g_assert_cmpint(g_rename(from, to), ==, 0);
        assert_one_event(test->watch, round % 2 == 0 ? BERTH_EVENT_TYPE_ADDED : BERTH_EVENT_TYPE_REMOVED, "eth0");
    }
    g_free(from);
    g_free(to);
}

static void test_by_the_library(fixture *test, gconstpointer unused)
{
    (void)unused;
    berth_error *error = NULL;
    berth_interface *iface = define(test->host, "<interface type='ethernet' name='eth0'/>");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth0");
    assert_ok(berth_interface_undefine(iface, BERTH_UNDEFINE_DEFAULT, NULL, &error));
    assert_one_event(test->watch, BERTH_EVENT_TYPE_REMOVED, "eth0");
    berth_interface_unref(iface);
}

static void test_new_file(fixture *test, gconstpointer unused)
{
    (void)unused;
    write_file(test, "etc/network/interfaces.d/eth1", 0, "iface eth1 inet dhcp\n");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth1");
    write_file(test, "etc/network/interfaces.d/eth1", O_TRUNC, "iface eth2 inet dhcp\n");
    assert_event(test->watch, BERTH_EVENT_TYPE_REMOVED, "eth1");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth2");
    remove_file(test, "etc/network/interfaces.d/eth1");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_REMOVED, "eth2");
}

/* Folders that a new line names are watched from then on, also when they come only later. */
static void test_new_source_line(fixture *test, gconstpointer unused)
{
    (void)unused;
    make_folder(test, "etc/more");
    write_file(test, "etc/more/eth3", 0, "iface eth3 inet dhcp\n");
    assert_nothing(test->watch);
    write_file(test, "etc/network/interfaces", O_APPEND, "source /etc/more/*\nsource /srv/net/*\n");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth3");
    write_file(test, "etc/more/eth4", 0, "iface eth4 inet dhcp\n");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth4");
    make_folder(test, "srv");
    assert_nothing(test->watch);
    make_folder(test, "srv/net");
    assert_nothing(test->watch);
    write_file(test, "srv/net/eth5", 0, "iface eth5 inet dhcp\n");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth5");
    char *folder = path_in(test, "etc/more"), *away = path_in(test, "away");
    g_assert_cmpint(g_rename(folder, away), ==, 0);
    assert_event(test->watch, BERTH_EVENT_TYPE_REMOVED, "eth3");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_REMOVED, "eth4");
    g_assert_cmpint(g_rename(away, folder), ==, 0);
    assert_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth3");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth4");
    g_free(folder);
    g_free(away);
}

static void test_first_file(fixture *test, gconstpointer unused)
{
    static const char *const folders[] = {"etc", "etc/network"};
    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        make_folder(test, folders[i]);
        assert_nothing(test->watch);
    }
    write_file(test, "etc/network/interfaces", 0, LO);
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "lo");
    remove_file(test, "etc/network/interfaces");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_REMOVED, "lo");
}

/* A file that cannot be read is an error until it can, and then nothing is missing. Who waits for that does not spin.
 */
static void test_broken_file(fixture *test, gconstpointer unused)
{
    (void)unused;
    berth_error *error = NULL;
    berth_event *event = NULL;
    bool pending = true;
    int failures = 0;
    write_file(test, "etc/network/interfaces", O_TRUNC, "source interfaces\n");
    g_assert_true(is_readable(test->watch));
    for (int round = 0; round < 2; round++) {
        g_assert_false(berth_watch_next(test->watch, &event, &error));
        g_assert_null(event);
        assert_error(error, BERTH_ERROR_PARSE, "interfaces:1: ");
    }
    const gint64 start = g_get_monotonic_time();
    for (int round = 0; round < 100; round++) {
        g_assert_false(berth_watch_wait(test->watch, 1, NULL, &event, &error));
        failures += berth_error_get_code(error) == BERTH_ERROR_PARSE;
        g_clear_pointer(&error, berth_error_free);
        failures += !berth_watch_look(test->watch, -1, NULL, &pending, &error);
        g_clear_pointer(&error, berth_error_free);
        g_assert_false(pending);
    }
    g_assert_cmpint(failures, <=, 1 + (g_get_monotonic_time() - start) / G_USEC_PER_SEC);
    g_assert_true(is_readable_within(test->watch, 5000));
    g_assert_false(berth_watch_wait(test->watch, -1, NULL, &event, &error));
    assert_error(error, BERTH_ERROR_PARSE, "interfaces:1: ");
    write_file(test, "etc/network/interfaces", O_TRUNC, LO "iface eth0 inet dhcp\n");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth0");
}

/* A look that fails for a reason that passes by itself, without another notice. */
static void test_look_that_fails(fixture *test, gconstpointer unused)
{
    (void)unused;
    struct rlimit limit, none;
    berth_error *error = NULL;
    berth_event *event = NULL;
    write_file(test, "etc/network/interfaces", O_APPEND, "iface eth0 inet dhcp\n");
    g_assert_cmpint(getrlimit(RLIMIT_NOFILE, &limit), ==, 0);
    none = limit;
    none.rlim_cur = 3;
    g_assert_cmpint(setrlimit(RLIMIT_NOFILE, &none), ==, 0);
    bool done = berth_watch_next(test->watch, &event, &error);
    g_assert_cmpint(setrlimit(RLIMIT_NOFILE, &limit), ==, 0);
    g_assert_false(done);
    assert_error(error, BERTH_ERROR_IO, "open files");
    g_assert_true(is_readable_within(test->watch, 5000));
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth0");
}

static void make_link(const fixture *test, const char *target, const char *name)
{
    char *path = path_in(test, name);
    g_unlink(path);
    g_assert_cmpint(symlink(target, path), ==, 0);
    g_free(path);
}

/* Wherever a link on the way leads, and when one leads elsewhere. */
static void test_linked_files(fixture *test, gconstpointer unused)
{
    (void)unused;
    make_folder(test, "srv");
    make_folder(test, "srv/first");
    make_folder(test, "srv/second");
    write_file(test, "srv/first/if", 0, LO);
    write_file(test, "srv/second/if", 0, LO "iface eth2 inet dhcp\n");
    make_link(test, "first", "srv/now");
    assert_nothing(test->watch);
    make_link(test, "/srv/now/if", "etc/network/interfaces");
    assert_nothing(test->watch);
    write_file(test, "srv/first/if", O_APPEND, "iface eth1 inet dhcp\n");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth1");
    berth_interface_unref(define(test->host, "<interface type='ethernet' name='eth0'/>"));
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth0");
    make_link(test, "second", "srv/now");
    assert_event(test->watch, BERTH_EVENT_TYPE_REMOVED, "eth0");
    assert_event(test->watch, BERTH_EVENT_TYPE_REMOVED, "eth1");
    assert_one_event(test->watch, BERTH_EVENT_TYPE_ADDED, "eth2");
}

/* --- All --- */

#define SOURCES "source-directory interfaces.d\n"

static void add_root_case(const char *path, const char *interfaces, void (*run)(fixture *, gconstpointer))
{
    if (is_wanted(path))
        g_test_add(path, fixture, interfaces, open_root, run, close_root);
}

static void add_cases(void)
{
    add_case("/watch/links", test_links);
    add_case("/watch/definitions", test_definitions);
    add_case("/watch/numbers", test_numbers);
    add_case("/watch/lost", test_lost);
    add_case("/watch/an-address-comes-by-itself", test_an_address_comes_by_itself);
    add_case("/watch/arguments", test_arguments);
    add_case("/watch/lives", test_lives);
    add_case("/watch/wait", test_wait);
    add_case("/watch/nothing-falls-between", test_nothing_falls_between);
    add_root_case("/watch/files/edit-in-place", LO, test_edit_in_place);
    add_root_case("/watch/files/rename-over", LO, test_rename_over);
    add_root_case("/watch/files/by-the-library", LO, test_by_the_library);
    add_root_case("/watch/files/new-file", LO SOURCES, test_new_file);
    add_root_case("/watch/files/new-source-line", LO, test_new_source_line);
    add_root_case("/watch/files/first-file", NULL, test_first_file);
    add_root_case("/watch/files/broken-file", LO, test_broken_file);
    add_root_case("/watch/files/look-that-fails", LO, test_look_that_fails);
    add_root_case("/watch/files/linked-files", LO, test_linked_files);
}

int main(int argc, char **argv)
{
    return run_suite(argc, argv, add_cases);
}
