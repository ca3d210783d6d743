/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Eight threads use one host at once, all its calls, while interfaces come and go: first a host in memory, then files
 * under a root. Prints TAP. What a thread may meet is what another did: NOT_FOUND and CONFLICT. ThreadSanitizer tells
 * of the rest.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "berth/berth.h"

#define THREADS 8
#define SHARED 3 /* interfaces that all threads define, read and remove */
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What the threads have in common. */
typedef struct place {
    berth_host *host;
    berth_cancel *cancel;
    const char *root;           /* NULL: the host is in memory */
    berth_key_target *keyboard; /* of a host in memory */
    int rounds;
    atomic_int wrong;
} place;

typedef struct worker {
    place *place;
    pthread_t thread;
    int number;
    berth_watch *watch;
    int64_t last_event;
} worker;

static void complain(place *where, const char *call, const char *what)
{
    printf("# %s: %s\n", call, what);
    atomic_fetch_add(&where->wrong, 1);
}

/* Takes in how a call ended. @other: one more code that is right for it, or 0. Returns: @done. */
static bool check(place *where, bool done, berth_error *error, const char *call, berth_error_code other)
{
    berth_error_code code = error ? berth_error_get_code(error) : (berth_error_code)0;
    if (done ? error != NULL
             : code != BERTH_ERROR_NOT_FOUND && code != BERTH_ERROR_CONFLICT && (!other || code != other))
        complain(where, call, error ? berth_error_get_message(error) : "failed without an error");
    berth_error_free(error);
    return done;
}

/* Makes a call whose last parameter is @error, and checks how it ended. */
#define CALL(where, result, call) \
    do { \
        berth_error *error = NULL; \
        (result) = call; \
        check(where, (result) ? true : false, error, #call, 0); \
    } while (0)

/* --- What each thread does, once a round --- */

static void read_all(const worker *self)
{
    place *where = self->place;
    berth_interface **list;
    berth_interface_info **infos;
    CALL(where, list, berth_host_list_interfaces(where->host, 0, where->cancel, &error));
    for (berth_interface **one = list; one && *one; one++) {
        berth_interface_info *info;
        berth_interface_config *config;
        CALL(where, info, berth_interface_get_info(*one, where->cancel, &error));
        CALL(where, config, berth_interface_get_config(*one, where->cancel, &error));
        char *json = info ? berth_interface_info_to_json(info, NULL) : NULL;
        berth_free(json);
        berth_interface_info_unref(info);
        berth_interface_config_unref(config);
    }
    berth_interface_list_free(list);
    CALL(where, infos, berth_host_list_interfaces_info(where->host, 0, where->cancel, &error));
    berth_interface_info_list_free(infos);
}

static void look_up(const worker *self, const char *name)
{
    place *where = self->place;
    berth_interface *found;
    CALL(where, found, berth_host_lookup_interface(where->host, name, where->cancel, &error));
    berth_interface_unref(found);
    CALL(where, found, berth_host_lookup_interface_by_mac(where->host, "02:00:00:00:00:01", where->cancel, &error));
    berth_interface_unref(found);
}

static berth_interface *define(const worker *self, const berth_interface_config *config)
{
    place *where = self->place;
    berth_interface *iface;
    CALL(where, iface, berth_host_define_interface(where->host, config, 0, where->cancel, &error));
    return iface;
}

/* No system runs what is under a root. */
static void up_and_down(const worker *self, berth_interface *iface, bool down)
{
    place *where = self->place;
    berth_error_code other = where->root ? BERTH_ERROR_UNSUPPORTED : (berth_error_code)0;
    berth_error *error = NULL;
    bool done = berth_interface_up(iface, -1, NULL, where->cancel, &error);
    check(where, done, error, "up", other);
    if (!down)
        return;
    error = NULL;
    done = berth_interface_down(iface, -1, NULL, where->cancel, &error);
    check(where, done, error, "down", other);
}

/* An interface that no other thread changes. */
static void use_own(const worker *self)
{
    char name[16];
    snprintf(name, sizeof name, "vlan%d", self->number + 1);
    berth_interface_config *config = berth_interface_config_new(BERTH_INTERFACE_TYPE_VLAN, name, NULL);
    berth_interface_config_set_vlan(config, self->number + 1, "eth0", NULL);
    berth_interface *iface = define(self, config);
    if (iface)
        up_and_down(self, iface, true);
    berth_interface_unref(iface);
    berth_interface_config_unref(config);
}

/* One that every thread changes; all of them want the same of it. */
static void use_shared(const worker *self, int round)
{
    place *where = self->place;
    char name[16];
    bool done;
    snprintf(name, sizeof name, "eth%d", 1 + (round + self->number) % SHARED);
    look_up(self, name);
    berth_interface *iface = berth_host_get_interface(where->host, name, NULL);
    berth_interface_config *config = berth_interface_get_config(iface, where->cancel, NULL);
    if (!config)
        config = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, name, NULL);
    berth_interface_unref(define(self, config));
    up_and_down(self, iface, false);
    if (round % 2)
        CALL(where, done, berth_interface_undefine(iface, BERTH_UNDEFINE_FORCE, where->cancel, &error));
    berth_interface_config_unref(config);
    berth_interface_unref(iface);
}

/* A keyboard that all share, where others may send just now; and one of its own. What the host is told to fail with may
 * meet a single key, which is then not delivered. */
static void use_keys(const worker *self)
{
    place *where = self->place;
    berth_key_sequence *keys = berth_key_sequence_new(NULL);
    char uri[32];
    bool done;
    snprintf(uri, sizeof uri, "qmp:/run/%d", self->number);
    CALL(where, done, berth_key_sequence_add_chord(keys, BERTH_CODESET_LINUX, "KEY_LEFTCTRL KEY_C", 0, &error));
    CALL(where, done, berth_key_sequence_add_text(keys, "aB", NULL, &error));
    berth_key_target *own = berth_host_open_key_target(where->host, uri, NULL, -1, where->cancel, NULL);
    for (int i = 0; i < 2; i++) {
        berth_key_target *target = i ? own : where->keyboard;
        berth_error *error = NULL;
        done = target && berth_key_target_send(target, keys, -1, NULL, where->cancel, &error);
        bool lost = error && berth_error_get_code(error) == BERTH_ERROR_UNDELIVERED;
        if (target)
            check(where, done, error, "send", lost ? BERTH_ERROR_UNDELIVERED : i ? 0 : BERTH_ERROR_BUSY);
    }
    char **sent = berth_fake_list_keys(where->host, uri, NULL);
    if (!sent)
        complain(where, "list_keys", "failed");
    berth_strv_free(sent);
    berth_key_target_unref(own);
    berth_key_sequence_unref(keys);
}

/* As another program would do it. */
static void change_links(const worker *self, int round)
{
    place *where = self->place;
    char name[16];
    bool done;
    snprintf(name, sizeof name, "tap%d", self->number);
    berth_interface_config *config = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, name, NULL);
    berth_interface_config_set_dhcp(config, BERTH_IP_FAMILY_IPV4, true, NULL);
    CALL(where, done, berth_fake_set_link(where->host, config, round % 2, &error));
    berth_interface_config_unref(config);
    snprintf(name, sizeof name, "tap%d", (self->number + 1) % THREADS);
    CALL(where, done, berth_fake_remove_link(where->host, name, &error));
}

static void change_files(const worker *self, int round)
{
    char from[256], to[256], text[64];
    const char *root = self->place->root;
    snprintf(from, sizeof from, "%s/tap%d", root, self->number);
    snprintf(to, sizeof to, "%s/etc/network/interfaces.d/tap%d", root, self->number);
    int length = snprintf(text, sizeof text, "iface tap%d inet manual\n\tmtu %d\n", self->number, 1400 + round);
    int fd = open(from, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0 || write(fd, text, (size_t)length) != length || rename(from, to) < 0)
        complain(self->place, "file", "cannot write");
    if (fd >= 0)
        close(fd);
    snprintf(to, sizeof to, "%s/etc/network/interfaces.d/tap%d", root, (self->number + 1) % THREADS);
    unlink(to);
}

/* What a host in memory is told; it fails only as it may fail anyway. */
static void steer(const worker *self, int round)
{
    place *where = self->place;
    static const char *const calls[] = {NULL, "interface_get_info", "host_list_interfaces", "interface_up"};
    const char *call = calls[(unsigned)round % COUNT(calls)];
    bool done;
    CALL(where, done,
         berth_fake_fail_next(where->host, call, round % 2 ? BERTH_ERROR_CONFLICT : BERTH_ERROR_NOT_FOUND, &error));
    CALL(where, done, berth_fake_set_delay(where->host, call, round % 5 == 0, &error));
    CALL(where, done, berth_fake_advance(where->host, 1, &error));
    if (round % 7 == 0)
        CALL(where, done, berth_fake_lose_events(where->host, &error));
}

static void follow(worker *self)
{
    place *where = self->place;
    berth_event *event = NULL;
    bool done;
    if (!self->watch) {
        CALL(where, self->watch, berth_host_watch(where->host, BERTH_EVENT_MASK_INTERFACES, NULL, &error));
        self->last_event = 0;
    }
    for (int i = 0; self->watch && i < 50; i++) {
        CALL(where, done, berth_watch_next(self->watch, &event, &error));
        if (!done || !event)
            break;
        if (berth_event_get_number(event) != ++self->last_event)
            complain(where, "watch", "a gap in the events' numbers");
        berth_event_unref(event);
    }
    if (!self->watch)
        return;
    berth_error *error = NULL;
    done = berth_watch_wait(self->watch, 1, where->cancel, &event, &error);
    if (check(where, done, error, "wait", BERTH_ERROR_TIMEOUT)) {
        self->last_event++;
        berth_event_unref(event);
    }
}

static void *work(void *data)
{
    worker *self = data;
    for (int round = 0; round < self->place->rounds; round++) {
        follow(self);
        read_all(self);
        use_own(self);
        use_shared(self, round);
        if (self->place->root)
            change_files(self, round);
        else {
            change_links(self, round);
            use_keys(self);
            steer(self, round);
        }
        if (round % 8 == 7) {
            berth_watch_unref(self->watch);
            self->watch = NULL;
        }
    }
    berth_watch_unref(self->watch);
    return NULL;
}

/* --- Places --- */

static bool run(place *where)
{
    worker workers[THREADS];
    where->cancel = berth_cancel_new(NULL);
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (worker){.place = where, .number = i};
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0)
            abort();
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(workers[i].thread, NULL);
    berth_cancel_unref(where->cancel);
    berth_host_unref(where->host);
    return atomic_load(&where->wrong) == 0;
}

static bool in_memory(void)
{
    place where = {.host = berth_host_open("fake:///", NULL, NULL), .rounds = 40};
    char name[16];
    for (int i = 2; i <= SHARED; i++) {
        snprintf(name, sizeof name, "eth%d", i);
        berth_interface_config *config = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, name, NULL);
        berth_fake_set_link(where.host, config, false, NULL);
        berth_interface_config_unref(config);
    }
    where.keyboard = berth_host_open_key_target(where.host, "uinput:", NULL, -1, NULL, NULL);
    bool done = run(&where);
    berth_key_target_unref(where.keyboard);
    return done;
}

static bool under_a_root(const char *root)
{
    static const char *const folders[] = {"/etc", "/etc/network", "/etc/network/interfaces.d"};
    static const char text[] = "auto lo\niface lo inet loopback\nsource interfaces.d/*\n";
    place where = {.root = root, .rounds = 12};
    char path[256];
    for (size_t i = 0; i < COUNT(folders); i++) {
        snprintf(path, sizeof path, "%s%s", root, folders[i]);
        mkdir(path, 0755);
    }
    snprintf(path, sizeof path, "%s/etc/network/interfaces", root);
    FILE *file = fopen(path, "we");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        abort();
    berth_host_options *options = berth_host_options_new();
    berth_host_options_set_root(options, root, NULL);
    where.host = berth_host_open("local:///", options, NULL);
    berth_host_options_free(options);
    return run(&where);
}

static int say(int number, const char *name, bool done)
{
    printf("%s %d - %s\n", done ? "ok" : "not ok", number, name);
    return !done;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("threads EMPTY-FOLDER\n", stderr);
        return 2;
    }
    int failures = say(1, "eight threads on a host in memory", in_memory());
    failures += say(2, "eight threads on files under a root", under_a_root(argv[1]));
    puts("1..2");
    return failures > 0;
}
