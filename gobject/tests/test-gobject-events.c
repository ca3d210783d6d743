/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The host in memory, and what changes on a host as a C program with a main loop sees it.
 */
#include <berth-gobject/berth-gobject.h>
#include <glib/gstdio.h>

#define LIMIT_MS 10000 /* for what should come at once */

typedef struct {
    GBerthFakeHost *fake;
    GBerthHost *host; /* the same */
    GMainContext *context;
    GAsyncResult *result;
    GString *told; /* what handlers were told */
} Fixture;

static void set_up(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;

    f->fake = gberth_fake_host_new(NULL, &error);
    g_assert_no_error(error);
    f->host = GBERTH_HOST(f->fake);
    f->context = g_main_context_default();
    f->told = g_string_new(NULL);
}

/* The thread of a call lets go of its object some time after the callback was called. */
static void assert_finalized_soon(gpointer object)
{
    GWeakRef weak;
    gpointer left = object;

    g_weak_ref_init(&weak, object);
    for (int i = 0; i < 5000 && left; i++) {
        g_object_unref(left);
        while (g_main_context_iteration(NULL, FALSE))
            ;
        g_usleep(1000);
        left = g_weak_ref_get(&weak);
    }
    g_assert_null(left);
    g_weak_ref_clear(&weak);
}

static void tear_down(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    g_clear_object(&f->result);
    assert_finalized_soon(f->fake);
    g_string_free(f->told, TRUE);
}

static gboolean wake(gpointer woken)
{
    *(gboolean *)woken = TRUE;
    return G_SOURCE_CONTINUE;
}

/* Runs the loop for so long. */
static void run_for(int duration_ms)
{
    gboolean over = FALSE;
    guint id = g_timeout_add(duration_ms, wake, &over);

    while (!over)
        g_main_context_iteration(NULL, TRUE);
    g_source_remove(id);
}

#define RUN_UNTIL(CONDITION) \
    do { \
        gboolean woken = FALSE; \
        guint id = g_timeout_add(LIMIT_MS, wake, &woken); \
        while (!(CONDITION) && !woken) \
            g_main_context_iteration(NULL, TRUE); \
        g_source_remove(id); \
        g_assert_true(CONDITION); \
    } while (0)

static void finished(GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
    g_set_object(&((Fixture *)data)->result, result);
}

static GAsyncResult *wait_for_result(Fixture *f)
{
    RUN_UNTIL(f->result);
    return f->result;
}

static void set_link(GBerthFakeHost *fake, const char *name, int mtu, gboolean up)
{
    GError *error = NULL;
    GBerthInterfaceConfig *config = gberth_interface_config_new(GBERTH_INTERFACE_TYPE_ETHERNET, name, &error);

    g_assert_no_error(error);
    gberth_interface_config_set_mtu(config, mtu, &error);
    g_assert_no_error(error);
    g_assert_true(gberth_fake_host_set_link(fake, config, up, &error));
    g_assert_no_error(error);
    g_object_unref(config);
}

static void remove_link(GBerthFakeHost *fake, const char *name)
{
    GError *error = NULL;

    g_assert_true(gberth_fake_host_remove_link(fake, name, &error));
    g_assert_no_error(error);
}

static void undefine(GBerthHost *host, const char *name)
{
    GError *error = NULL;
    GBerthInterface *iface = gberth_host_get_interface(host, name, &error);

    g_assert_no_error(error);
    g_assert_true(gberth_interface_undefine(iface, GBERTH_UNDEFINE_DEFAULT, NULL, &error));
    g_assert_no_error(error);
    g_object_unref(iface);
}

static GBerthWatch *make_watch(GBerthHost *host)
{
    GError *error = NULL;
    GBerthWatch *watch = gberth_host_watch(host, GBERTH_EVENT_MASK_INTERFACES, NULL, &error);

    g_assert_no_error(error);
    return watch;
}

static void describe(GString *told, GBerthEvent *event)
{
    static const char *const types[] = {NULL, "+", "-", "*", "?"};
    GBerthInterfaceInfo *info = gberth_event_get_info(event);

    g_string_append_printf(told, "%d%s%s ", (int)gberth_event_get_number(event),
                           types[gberth_event_get_event_type(event)], info ? gberth_interface_info_get_name(info) : "");
}

static void tell(GBerthWatch *watch G_GNUC_UNUSED, GBerthEvent *event, gpointer data)
{
    describe(((Fixture *)data)->told, event);
}

static void assert_next(Fixture *f, GBerthWatch *watch, const char *expected)
{
    GError *error = NULL;

    g_string_truncate(f->told, 0);
    for (GBerthEvent *event; (event = gberth_watch_next(watch, &error)); g_object_unref(event))
        describe(f->told, event);
    g_assert_no_error(error);
    g_assert_cmpstr(f->told->str, ==, expected);
}

#define ASSERT_FAILS(CODE, CALL) \
    do { \
        GError *failure = NULL; \
        g_assert_true(!(CALL)); \
        g_assert_error(failure, GBERTH_ERROR, CODE); \
        g_error_free(failure); \
    } while (0)

/* --- The host in memory --------------------------------------------------------------------- */

static void test_open(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthHost *host = gberth_host_open("fake:///", NULL, &error);

    g_assert_no_error(error);
    g_assert_true(GBERTH_IS_FAKE_HOST(host));
    g_assert_cmpstr(gberth_host_get_uri(f->host), ==, "fake:///");
    g_object_unref(host);
    ASSERT_FAILS(GBERTH_ERROR_NOT_FOUND, gberth_fake_host_new("/nowhere/at-all.json", &failure));

    char *path = NULL;
    int descriptor = g_file_open_tmp("berth-XXXXXX.json", &path, &error);
    g_assert_no_error(error);
    g_close(descriptor, NULL);
    g_file_set_contents(path, "{\"berth\": 1, \"interfaces\": [{\"type\": \"ethernet\", \"name\": \"eth7\"}]}", -1,
                        &error);
    g_assert_no_error(error);
    GBerthFakeHost *described = gberth_fake_host_new(path, &error);
    g_assert_no_error(error);
    GBerthInterface *iface = gberth_host_lookup_interface(GBERTH_HOST(described), "eth7", NULL, &error);
    g_assert_no_error(error);
    g_object_unref(iface);
    g_object_unref(described);
    g_file_set_contents(path, "{\"berth\": 1", -1, NULL);
    ASSERT_FAILS(GBERTH_ERROR_PARSE, gberth_fake_host_new(path, &failure));
    g_remove(path);
    g_free(path);
}

static GBerthInterface *get_interface(Fixture *f, const char *name)
{
    GBerthInterface *iface = gberth_host_get_interface(f->host, name, NULL);

    g_assert_nonnull(iface);
    return iface;
}

static void test_failures(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthInterface *iface = get_interface(f, "eth0");

    g_assert_true(gberth_fake_host_fail_next(f->fake, "interface_up", GBERTH_ERROR_NOT_APPLIED, &error));
    g_assert_true(gberth_interface_down(iface, -1, NULL, NULL, &error));
    g_assert_no_error(error);
    ASSERT_FAILS(GBERTH_ERROR_NOT_APPLIED, gberth_interface_up(iface, -1, NULL, NULL, &failure));
    g_assert_true(gberth_interface_up(iface, -1, NULL, NULL, &error));
    g_assert_no_error(error);

    g_assert_true(gberth_fake_host_fail_next(f->fake, NULL, GBERTH_ERROR_IO, &error));
    ASSERT_FAILS(GBERTH_ERROR_IO, gberth_interface_get_info(iface, NULL, &failure));
    gberth_fake_host_fail_next(f->fake, NULL, GBERTH_ERROR_BUSY, &error);
    gberth_interface_get_info_async(iface, NULL, finished, f);
    ASSERT_FAILS(GBERTH_ERROR_BUSY, gberth_interface_get_info_finish(iface, wait_for_result(f), &failure));

    ASSERT_FAILS(GBERTH_ERROR_INVALID, gberth_fake_host_set_delay(f->fake, NULL, -1, &failure));
    ASSERT_FAILS(GBERTH_ERROR_INVALID, gberth_fake_host_advance(f->fake, -1, &failure));
    ASSERT_FAILS(GBERTH_ERROR_NOT_FOUND, gberth_fake_host_remove_link(f->fake, "eth9", &failure));
    g_object_unref(iface);
}

static void test_delays(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthInterface *iface = get_interface(f, "eth0");
    gint64 start = g_get_monotonic_time();

    g_assert_true(gberth_fake_host_set_delay(f->fake, "interface_get_info", 100, &error));
    g_clear_object(&f->result);
    GBerthInterfaceInfo *info = gberth_interface_get_info(iface, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(g_get_monotonic_time() - start, >=, 100000);
    g_object_unref(info);

    /* A call that waits ends when it is cancelled. */
    g_assert_true(gberth_fake_host_set_delay(f->fake, NULL, 60000, &error));
    GCancellable *cancellable = g_cancellable_new();
    gberth_interface_up_async(iface, -1, NULL, cancellable, finished, f);
    run_for(20);
    g_assert_null(f->result);
    g_cancellable_cancel(cancellable);
    ASSERT_FAILS(GBERTH_ERROR_CANCELLED, gberth_interface_up_finish(iface, wait_for_result(f), &failure));
    g_object_unref(cancellable);
    g_object_unref(iface);
}

/* --- Progress and the log ------------------------------------------------------------------- */

static void note_progress(GBerthProgress *progress, gpointer data)
{
    const Fixture *f = data;
    const char *item = gberth_progress_get_item(progress);

    g_assert_true(g_main_context_is_owner(f->context) || !g_main_depth());
    g_string_append_printf(f->told, "%d/%d %s, ", (int)gberth_progress_get_done(progress),
                           (int)gberth_progress_get_total(progress), item ? item : "-");
}

static void note_end(GObject *source, GAsyncResult *result, gpointer data)
{
    g_string_append(((Fixture *)data)->told, "end");
    finished(source, result, data);
}

static void test_progress(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthInterface *iface = get_interface(f, "eth0");
    GBerthProgress *progress = gberth_progress_new();

    g_signal_connect(progress, "changed", G_CALLBACK(note_progress), f);
    g_assert_true(gberth_interface_down(iface, -1, progress, NULL, &error));
    g_assert_cmpstr(f->told->str, ==, "0/1 eth0, 1/1 -, ");
    g_string_truncate(f->told, 0);

    /* All steps of a call come before its result, in the loop. */
    gberth_interface_up_async(iface, -1, progress, NULL, note_end, f);
    g_assert_true(gberth_interface_up_finish(iface, wait_for_result(f), &error));
    g_assert_cmpstr(f->told->str, ==, "0/2 eth0, 1/2 ipv4.dhcp, 2/2 -, end");
    g_string_truncate(f->told, 0);

    /* A program's own work is told the same way. */
    gberth_progress_update(progress, 3, 4, "the rest");
    g_assert_cmpstr(f->told->str, ==, "3/4 the rest, ");
    gint64 done = 0, total = 0;
    char *item = NULL;
    g_object_get(progress, "done", &done, "total", &total, "item", &item, NULL);
    g_assert_cmpint(done, ==, 3);
    g_assert_cmpint(total, ==, 4);
    g_assert_cmpstr(item, ==, "the rest");
    g_free(item);
    g_clear_object(&f->result);
    assert_finalized_soon(progress);
    g_object_unref(iface);
}

static void note_line(GBerthHost *host G_GNUC_UNUSED, GBerthLogLevel level, const char *message, gpointer data)
{
    const Fixture *f = data;

    g_assert_cmpint(level, ==, GBERTH_LOG_INFO);
    g_string_append_printf(f->told, "%s, ", message);
}

static void test_log(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthInterface *iface = get_interface(f, "eth0");

    g_assert_true(gberth_interface_up(iface, -1, NULL, NULL, &error));
    g_signal_connect(f->host, "log", G_CALLBACK(note_line), f);
    g_assert_true(gberth_interface_up(iface, -1, NULL, NULL, &error));
    g_assert_cmpstr(f->told->str, ==, "'eth0' is as defined already, ");
    g_string_truncate(f->told, 0);
    gberth_interface_up_async(iface, -1, NULL, NULL, note_end, f);
    g_assert_true(gberth_interface_up_finish(iface, wait_for_result(f), &error));
    g_assert_cmpstr(f->told->str, ==, "'eth0' is as defined already, end");
    g_object_unref(iface);
}

/* --- One event after the other -------------------------------------------------------------- */

static void test_next(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthWatch *watch = make_watch(f->host);

    assert_next(f, watch, "");
    set_link(f->fake, "eth2", 1500, FALSE);
    assert_next(f, watch, "1+eth2 ");
    set_link(f->fake, "eth2", 1400, FALSE);
    assert_next(f, watch, "2*eth2 ");
    remove_link(f->fake, "eth2");
    assert_next(f, watch, "3-eth2 ");
    g_assert_true(gberth_fake_host_lose_events(f->fake, &error));
    assert_next(f, watch, "4? ");

    /* It is there, but nobody takes it: a loop with no handler leaves it for the next call. */
    remove_link(f->fake, "eth1");
    run_for(50);
    GBerthEvent *event = gberth_watch_wait(watch, 0, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(gberth_event_get_number(event), ==, 5);
    g_object_unref(event);
    ASSERT_FAILS(GBERTH_ERROR_TIMEOUT, gberth_watch_wait(watch, 20, NULL, &failure));

    g_assert_false(gberth_watch_is_closed(watch));
    gberth_watch_close(watch);
    gberth_watch_close(watch);
    g_assert_true(gberth_watch_is_closed(watch));
    ASSERT_FAILS(GBERTH_ERROR_CANCELLED, gberth_watch_next(watch, &failure));
    ASSERT_FAILS(GBERTH_ERROR_CANCELLED, gberth_watch_wait(watch, -1, NULL, &failure));
    g_object_unref(watch);
    ASSERT_FAILS(GBERTH_ERROR_INVALID, gberth_host_watch(f->host, GBERTH_EVENT_MASK_NONE, NULL, &failure));
}

static void count_down(GObject *watch, GAsyncResult *result, gpointer left)
{
    GError *error = NULL;
    GBerthEvent *event = gberth_watch_wait_finish(GBERTH_WATCH(watch), result, &error);

    g_assert_no_error(error);
    g_object_unref(event);
    (*(int *)left)--;
}

/* However many wait, and for however long, they take no thread from the calls of others. */
static void test_many_wait(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthWatch *watches[100];
    int left = G_N_ELEMENTS(watches);

    for (size_t i = 0; i < G_N_ELEMENTS(watches); i++) {
        watches[i] = make_watch(f->host);
        gberth_watch_wait_async(watches[i], -1, NULL, count_down, &left);
    }
    run_for(100);
    gberth_host_list_interfaces_async(f->host, GBERTH_INTERFACE_FILTER_ALL, NULL, finished, f);
    g_list_free_full(gberth_host_list_interfaces_finish(f->host, wait_for_result(f), &error), g_object_unref);
    g_assert_no_error(error);
    g_assert_cmpint(left, ==, G_N_ELEMENTS(watches));
    set_link(f->fake, "eth2", 1500, FALSE);
    RUN_UNTIL(left == 0);
    for (size_t i = 0; i < G_N_ELEMENTS(watches); i++)
        assert_finalized_soon(watches[i]);
}

/* Each of several that wait at one watch has an event of its own. */
static void test_waits_share_a_watch(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GBerthWatch *watch = make_watch(f->host);
    int left = 3;

    for (int i = 0; i < 3; i++)
        gberth_watch_wait_async(watch, -1, NULL, count_down, &left);
    run_for(20);
    set_link(f->fake, "eth2", 1500, FALSE);
    RUN_UNTIL(left == 2);
    run_for(20);
    g_assert_cmpint(left, ==, 2);
    set_link(f->fake, "eth3", 1500, FALSE);
    remove_link(f->fake, "eth2");
    RUN_UNTIL(left == 0);
    assert_finalized_soon(watch);
}

static void test_wait_async(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthWatch *watch = make_watch(f->host);
    GCancellable *cancellable = g_cancellable_new();

    gberth_watch_wait_async(watch, -1, NULL, finished, f);
    run_for(20);
    g_assert_null(f->result);
    set_link(f->fake, "eth2", 1500, FALSE);
    GBerthEvent *event = gberth_watch_wait_finish(watch, wait_for_result(f), &error);
    g_assert_no_error(error);
    describe(f->told, event);
    g_assert_cmpstr(f->told->str, ==, "1+eth2 ");
    g_object_unref(event);
    g_clear_object(&f->result);

    gberth_watch_wait_async(watch, -1, cancellable, finished, f);
    run_for(20);
    g_cancellable_cancel(cancellable);
    ASSERT_FAILS(GBERTH_ERROR_CANCELLED, gberth_watch_wait_finish(watch, wait_for_result(f), &failure));
    g_clear_object(&f->result);

    gberth_watch_wait_async(watch, -1, NULL, finished, f);
    run_for(20);
    gberth_watch_close(watch);
    ASSERT_FAILS(GBERTH_ERROR_CANCELLED, gberth_watch_wait_finish(watch, wait_for_result(f), &failure));
    g_clear_object(&f->result);
    g_object_unref(cancellable);
    assert_finalized_soon(watch);
}

static void test_cancelled_before(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GCancellable *cancellable = g_cancellable_new();
    GBerthWatch *watch = make_watch(f->host);

    g_cancellable_cancel(cancellable);
    gberth_host_watch_async(f->host, GBERTH_EVENT_MASK_INTERFACES, cancellable, finished, f);
    ASSERT_FAILS(GBERTH_ERROR_CANCELLED, gberth_host_watch_finish(f->host, wait_for_result(f), &failure));
    g_clear_object(&f->result);
    gberth_host_list_model_async(f->host, GBERTH_INTERFACE_FILTER_ALL, cancellable, finished, f);
    ASSERT_FAILS(GBERTH_ERROR_CANCELLED, gberth_host_list_model_finish(f->host, wait_for_result(f), &failure));
    g_clear_object(&f->result);
    gberth_watch_wait_async(watch, -1, cancellable, finished, f);
    ASSERT_FAILS(GBERTH_ERROR_CANCELLED, gberth_watch_wait_finish(watch, wait_for_result(f), &failure));
    g_clear_object(&f->result);
    g_object_unref(cancellable);
    assert_finalized_soon(watch);
}

/* A model that is being listed ends early too. */
static void test_cancelled_list_model(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GCancellable *cancellable = g_cancellable_new();

    gberth_fake_host_set_delay(f->fake, "host_list_interfaces_info", 60000, NULL);
    gberth_host_list_model_async(f->host, GBERTH_INTERFACE_FILTER_ALL, cancellable, finished, f);
    run_for(20);
    g_assert_null(f->result);
    g_cancellable_cancel(cancellable);
    ASSERT_FAILS(GBERTH_ERROR_CANCELLED, gberth_host_list_model_finish(f->host, wait_for_result(f), &failure));
    g_object_unref(cancellable);
}

/* --- In the main loop ----------------------------------------------------------------------- */

static void test_signal(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;

    gberth_host_watch_async(f->host, GBERTH_EVENT_MASK_INTERFACES, NULL, finished, f);
    GBerthWatch *watch = gberth_host_watch_finish(f->host, wait_for_result(f), &error);
    g_assert_no_error(error);

    /* What happens before the list, and before anybody listens, is told too. */
    set_link(f->fake, "eth2", 1500, FALSE);
    remove_link(f->fake, "eth1");
    GList *list = gberth_host_list_interfaces(f->host, GBERTH_INTERFACE_FILTER_ALL, NULL, &error);
    g_assert_cmpuint(g_list_length(list), ==, 3);
    g_list_free_full(list, g_object_unref);
    g_signal_connect(watch, "event", G_CALLBACK(tell), f);
    g_assert_cmpstr(f->told->str, ==, "");
    RUN_UNTIL(f->told->len >= strlen("1-eth1 2+eth2 "));
    g_assert_cmpstr(f->told->str, ==, "1-eth1 2+eth2 ");

    g_string_truncate(f->told, 0);
    set_link(f->fake, "eth2", 1400, TRUE);
    gberth_fake_host_lose_events(f->fake, &error);
    RUN_UNTIL(f->told->len);
    g_assert_cmpstr(f->told->str, ==, "3? ");
    remove_link(f->fake, "eth2");
    RUN_UNTIL(f->told->len > strlen("3? "));
    g_assert_cmpstr(f->told->str, ==, "3? 4-eth2 ");
    assert_finalized_soon(watch);
}

typedef struct {
    Fixture *f;
    GThread *thread;
    int events; /* atomic */
    int ready;  /* atomic */
    int end;    /* atomic */
} Elsewhere;

static void count(GBerthWatch *watch G_GNUC_UNUSED, GBerthEvent *event, gpointer data)
{
    Elsewhere *elsewhere = data;

    g_assert_true(g_thread_self() == elsewhere->thread);
    g_assert_cmpint(gberth_event_get_number(event), ==, g_atomic_int_add(&elsewhere->events, 1) + 1);
}

static gpointer run_elsewhere(gpointer data)
{
    Elsewhere *elsewhere = data;
    GMainContext *context = g_main_context_new();

    elsewhere->thread = g_thread_self();
    g_main_context_push_thread_default(context);
    GBerthWatch *watch = make_watch(elsewhere->f->host);
    g_main_context_pop_thread_default(context);
    g_signal_connect(watch, "event", G_CALLBACK(count), elsewhere);
    g_atomic_int_set(&elsewhere->ready, 1);
    /* The context is not the thread's default while it runs. */
    while (!g_atomic_int_get(&elsewhere->end))
        if (!g_main_context_iteration(context, FALSE))
            g_usleep(1000);
    g_object_unref(watch);
    g_main_context_unref(context);
    return NULL;
}

static void test_context(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    Elsewhere elsewhere = {.f = f};
    GThread *thread = g_thread_new("elsewhere", run_elsewhere, &elsewhere);

    while (!g_atomic_int_get(&elsewhere.ready))
        g_usleep(1000);
    for (int i = 0; i < 50; i++) {
        set_link(f->fake, "eth2", 1000 + i, FALSE);
        for (int j = 0; j < LIMIT_MS && g_atomic_int_get(&elsewhere.events) <= i; j++) {
            g_main_context_iteration(NULL, FALSE);
            g_usleep(1000);
        }
        g_assert_cmpint(g_atomic_int_get(&elsewhere.events), ==, i + 1);
    }
    g_atomic_int_set(&elsewhere.end, 1);
    g_thread_join(thread);
}

static void close_at_first(GBerthWatch *watch, GBerthEvent *event, gpointer data)
{
    tell(watch, event, data);
    gberth_watch_close(watch);
}

static void test_close_in_handler(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GBerthWatch *watch = make_watch(f->host);

    g_signal_connect(watch, "event", G_CALLBACK(close_at_first), f);
    remove_link(f->fake, "eth1");
    remove_link(f->fake, "lo");
    RUN_UNTIL(f->told->len);
    run_for(50);
    g_assert_cmpstr(f->told->str, ==, "1-eth1 ");
    g_object_unref(watch);
}

static void drop_at_first(GBerthWatch *watch, GBerthEvent *event, gpointer data)
{
    tell(watch, event, data);
    g_object_unref(watch);
}

static void test_drop_in_handler(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GBerthWatch *watch = make_watch(f->host);
    gpointer left = watch;

    g_object_add_weak_pointer(left, &left);
    g_signal_connect(watch, "event", G_CALLBACK(drop_at_first), f);
    remove_link(f->fake, "eth1");
    remove_link(f->fake, "lo");
    RUN_UNTIL(!left);
    run_for(50);
    g_assert_cmpstr(f->told->str, ==, "1-eth1 ");
}

/* Whatever its thread is doing, a watch that is dropped is gone at once, and tells nothing more. */
static void test_drop_any_time(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    for (int i = 0; i < 200; i++) {
        GBerthWatch *watch = make_watch(f->host);
        gpointer left = watch;

        g_object_add_weak_pointer(left, &left);
        g_signal_connect(watch, "event", G_CALLBACK(tell), f);
        set_link(f->fake, "eth2", 1000 + i, FALSE);
        for (int j = 0; j < i % 5; j++)
            g_main_context_iteration(NULL, FALSE);
        g_usleep(i % 7 * 20);
        g_object_unref(watch);
        g_assert_null(left);
        g_string_truncate(f->told, 0);
        for (int j = 0; j < 3; j++)
            g_main_context_iteration(NULL, FALSE);
        g_assert_cmpstr(f->told->str, ==, "");
    }
}

static void nest(GBerthWatch *watch, GBerthEvent *event, gpointer data)
{
    Fixture *f = data;

    tell(watch, event, f);
    if (gberth_event_get_number(event) != 1)
        return;
    set_link(f->fake, "eth3", 1500, FALSE);
    run_for(50);
    g_string_append(f->told, "| ");
}

static void test_order_in_nested_loop(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GBerthWatch *watch = make_watch(f->host);

    g_signal_connect(watch, "event", G_CALLBACK(nest), f);
    remove_link(f->fake, "eth1");
    remove_link(f->fake, "lo");
    RUN_UNTIL(strchr(f->told->str, '|'));
    g_assert_cmpstr(f->told->str, ==, "1-eth1 2*lo 3+eth3 | ");
    g_object_unref(watch);
}

static void tell_once(GBerthWatch *watch, GBerthEvent *event, gpointer data)
{
    tell(watch, event, data);
    g_signal_handlers_disconnect_by_data(watch, data);
}

/* What no handler was told is there for the other ways. */
static void test_handler_that_leaves(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GBerthWatch *watch = make_watch(f->host);
    GError *error = NULL;

    g_signal_connect(watch, "event", G_CALLBACK(tell_once), f);
    set_link(f->fake, "eth2", 1500, FALSE);
    set_link(f->fake, "eth3", 1500, FALSE);
    RUN_UNTIL(f->told->len);
    run_for(20);
    g_assert_cmpstr(f->told->str, ==, "1+eth2 ");
    GBerthEvent *event = gberth_watch_wait(watch, 1000, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpint(gberth_event_get_number(event), ==, 2);
    g_object_unref(event);
    g_object_unref(watch);
}

/* Waiting ends at once, whatever a thread is at; no event is lost by that. */
static void test_end_while_looking(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GBerthWatch *watch = make_watch(f->host);
    GCancellable *cancellable = g_cancellable_new();
    GError *error = NULL;
    gboolean pending = FALSE;
    const gint64 start = g_get_monotonic_time();

    gberth_fake_host_set_delay(f->fake, "watch_next", 60000, NULL);
    set_link(f->fake, "eth2", 1500, FALSE);
    gberth_watch_wait_async(watch, 20, NULL, finished, f);
    ASSERT_FAILS(GBERTH_ERROR_TIMEOUT, gberth_watch_wait_finish(watch, wait_for_result(f), &failure));
    g_clear_object(&f->result);
    ASSERT_FAILS(GBERTH_ERROR_TIMEOUT, gberth_watch_wait(watch, 20, NULL, &failure));
    ASSERT_FAILS(GBERTH_ERROR_TIMEOUT, gberth_watch_look(watch, 20, NULL, &pending, &failure));
    gberth_watch_wait_async(watch, -1, cancellable, finished, f);
    run_for(20);
    g_cancellable_cancel(cancellable);
    ASSERT_FAILS(GBERTH_ERROR_CANCELLED, gberth_watch_wait_finish(watch, wait_for_result(f), &failure));
    g_clear_object(&f->result);

    gberth_fake_host_set_delay(f->fake, "watch_next", 0, NULL);
    gberth_watch_look_async(watch, -1, NULL, finished, f);
    g_assert_true(gberth_watch_look_finish(watch, wait_for_result(f), &pending, &error));
    g_assert_no_error(error);
    g_assert_true(pending);
    g_clear_object(&f->result);
    GBerthEvent *event = gberth_watch_next(watch, &error);
    g_assert_no_error(error);
    g_assert_cmpint(gberth_event_get_number(event), ==, 1);
    g_object_unref(event);

    gberth_fake_host_set_delay(f->fake, "watch_next", 60000, NULL);
    remove_link(f->fake, "eth2");
    gberth_watch_wait_async(watch, -1, NULL, finished, f);
    run_for(20);
    gberth_watch_close(watch);
    ASSERT_FAILS(GBERTH_ERROR_CANCELLED, gberth_watch_wait_finish(watch, wait_for_result(f), &failure));
    g_clear_object(&f->result);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 30 * G_USEC_PER_SEC);
    g_object_unref(cancellable);
    g_object_unref(watch);
}

/* --- Files ---------------------------------------------------------------------------------- */

static void tell_failure(GBerthWatch *watch G_GNUC_UNUSED, GBerthError code, const char *message, gpointer data)
{
    g_string_append_printf(((Fixture *)data)->told, "%s ", code == GBERTH_ERROR_PARSE ? "PARSE" : message);
}

static void test_files(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    char *root = g_dir_make_tmp("berth-XXXXXX", &error);
    char *folder = g_build_filename(root, "etc/network", NULL);
    char *file = g_build_filename(folder, "interfaces", NULL);
    char *etc = g_build_filename(root, "etc", NULL);
    GBerthHostOptions *options = g_object_new(GBERTH_TYPE_HOST_OPTIONS, "root", root, NULL);

    g_assert_no_errno(g_mkdir_with_parents(folder, 0755));
    g_file_set_contents(file, "iface lo inet loopback\n", -1, NULL);
    GBerthHost *host = gberth_host_open(NULL, options, &error);
    g_assert_no_error(error);
    GBerthWatch *watch = make_watch(host);
    g_signal_connect(watch, "event", G_CALLBACK(tell), f);
    g_signal_connect(watch, "failed", G_CALLBACK(tell_failure), f);
    g_file_set_contents(file, "iface lo inet loopback\niface eth0 inet dhcp\n", -1, NULL);
    RUN_UNTIL(f->told->len);
    g_assert_cmpstr(f->told->str, ==, "1+eth0 ");

    /* What cannot be read is told once, and what it led to when it can be read again. */
    g_string_truncate(f->told, 0);
    g_file_set_contents(file, "source interfaces\n", -1, NULL);
    RUN_UNTIL(f->told->len);
    g_assert_cmpstr(f->told->str, ==, "PARSE ");
    g_string_truncate(f->told, 0);
    g_file_set_contents(file, "iface lo inet loopback\niface eth0 inet manual\n", -1, NULL);
    RUN_UNTIL(f->told->len);
    g_assert_cmpstr(f->told->str, ==, "2*eth0 ");

    assert_finalized_soon(watch);
    assert_finalized_soon(host);
    g_object_unref(options);
    g_remove(file);
    g_remove(folder);
    g_remove(etc);
    g_assert_no_errno(g_remove(root));
    g_free(etc);
    g_free(file);
    g_free(folder);
    g_free(root);
}

/* --- The list ------------------------------------------------------------------------------- */

static void items_changed(GListModel *model, guint position, guint removed, guint added, gpointer data)
{
    g_string_append_printf(((Fixture *)data)->told, "%u-%u+%u=%u ", position, removed, added,
                           g_list_model_get_n_items(model));
}

static void info_changed(GBerthInterfaceItem *item, GParamSpec *spec G_GNUC_UNUSED, gpointer data)
{
    g_string_append_printf(((Fixture *)data)->told, "info of %s ", gberth_interface_item_get_name(item));
}

static GBerthInterfaceItem *item_at(GBerthListModel *model, guint position, const char *name)
{
    GBerthInterfaceItem *item = g_list_model_get_item(G_LIST_MODEL(model), position);

    g_assert_nonnull(item);
    g_assert_cmpstr(gberth_interface_item_get_name(item), ==, name);
    g_assert_cmpstr(gberth_interface_get_name(gberth_interface_item_get_interface(item)), ==, name);
    g_assert_cmpstr(gberth_interface_info_get_name(gberth_interface_item_get_info(item)), ==, name);
    g_object_unref(item);
    return item;
}

static void assert_told(Fixture *f, const char *expected)
{
    RUN_UNTIL(f->told->len >= strlen(expected));
    run_for(20);
    g_assert_cmpstr(f->told->str, ==, expected);
    g_string_truncate(f->told, 0);
}

static void test_list_model(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;

    gberth_host_list_model_async(f->host, GBERTH_INTERFACE_FILTER_ALL, NULL, finished, f);
    GBerthListModel *model = gberth_host_list_model_finish(f->host, wait_for_result(f), &error);
    g_assert_no_error(error);
    g_assert_true(g_list_model_get_item_type(G_LIST_MODEL(model)) == GBERTH_TYPE_INTERFACE_ITEM);
    g_assert_cmpuint(g_list_model_get_n_items(G_LIST_MODEL(model)), ==, 3);
    g_assert_null(g_list_model_get_item(G_LIST_MODEL(model), 3));
    const gpointer lo = item_at(model, 0, "lo"), eth0 = item_at(model, 1, "eth0"), eth1 = item_at(model, 2, "eth1");
    g_signal_connect(model, "items-changed", G_CALLBACK(items_changed), f);
    g_signal_connect(eth1, "notify::info", G_CALLBACK(info_changed), f);

    set_link(f->fake, "eth1", 1400, TRUE);
    assert_told(f, "info of eth1 ");
    g_assert_true(gberth_interface_info_is_active(gberth_interface_item_get_info(eth1)));
    set_link(f->fake, "eth2", 1500, FALSE);
    assert_told(f, "3-0+1=4 ");
    item_at(model, 3, "eth2");

    /* What happened unseen is found by listing again; what was there keeps its item. */
    set_link(f->fake, "eth3", 1500, FALSE);
    set_link(f->fake, "eth1", 1300, FALSE);
    remove_link(f->fake, "eth2");
    gberth_fake_host_lose_events(f->fake, &error);
    assert_told(f, "3-1+0=3 info of eth1 3-0+1=4 ");
    g_assert_true(item_at(model, 0, "lo") == lo);
    g_assert_true(item_at(model, 1, "eth0") == eth0);
    g_assert_true(item_at(model, 2, "eth1") == eth1);
    item_at(model, 3, "eth3");
    remove_link(f->fake, "eth1");
    assert_told(f, "2-1+0=3 ");

    /* A list again that fails is tried again. */
    gberth_fake_host_fail_next(f->fake, "host_list_interfaces_info", GBERTH_ERROR_IO, &error);
    remove_link(f->fake, "eth3");
    gberth_fake_host_lose_events(f->fake, &error);
    assert_told(f, "2-1+0=2 ");
    assert_finalized_soon(model);
}

static void test_filtered_list_model(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthListModel *model = gberth_host_list_model(f->host, GBERTH_INTERFACE_FILTER_ACTIVE, NULL, &error);

    g_assert_no_error(error);
    guint before = g_list_model_get_n_items(G_LIST_MODEL(model));
    g_signal_connect(model, "items-changed", G_CALLBACK(items_changed), f);
    set_link(f->fake, "eth2", 1500, FALSE);
    set_link(f->fake, "eth3", 1500, TRUE);
    char *expected = g_strdup_printf("%u-0+1=%u ", before, before + 1);
    assert_told(f, expected);
    g_free(expected);
    set_link(f->fake, "eth3", 1500, FALSE);
    expected = g_strdup_printf("%u-1+0=%u ", before, before);
    assert_told(f, expected);
    g_free(expected);
    assert_finalized_soon(model);
}

/* As one that shows a dialog: it takes away what the list it was called from still means to look at. */
static void nest_changes(GListModel *model, guint position G_GNUC_UNUSED, guint removed G_GNUC_UNUSED,
                         guint added G_GNUC_UNUSED, gpointer data)
{
    Fixture *f = data;

    g_signal_handlers_disconnect_by_data(model, f);
    remove_link(f->fake, "lo");
    undefine(f->host, "lo");
    remove_link(f->fake, "eth0");
    undefine(f->host, "eth0");
    run_for(50);
    g_string_append(f->told, "nested ");
}

static void test_nested_list_model(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthListModel *model = gberth_host_list_model(f->host, GBERTH_INTERFACE_FILTER_ALL, NULL, &error);

    g_assert_no_error(error);
    g_signal_connect(model, "items-changed", G_CALLBACK(nest_changes), f);
    set_link(f->fake, "eth2", 1500, FALSE);
    remove_link(f->fake, "eth1");
    gberth_fake_host_lose_events(f->fake, &error);
    RUN_UNTIL(f->told->len);
    RUN_UNTIL(g_list_model_get_n_items(G_LIST_MODEL(model)) == 1);
    item_at(model, 0, "eth2");
    assert_finalized_soon(model);
}

static void drop_model(GListModel *model, guint position G_GNUC_UNUSED, guint removed G_GNUC_UNUSED,
                       guint added G_GNUC_UNUSED, gpointer data)
{
    g_string_append(((Fixture *)data)->told, "dropped ");
    g_object_unref(model);
}

/* In a handler, and while it lists again. */
static void test_drop_list_model(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    gpointer model = gberth_host_list_model(f->host, GBERTH_INTERFACE_FILTER_ALL, NULL, &error);

    g_assert_no_error(error);
    g_object_add_weak_pointer(model, &model);
    g_signal_connect(model, "items-changed", G_CALLBACK(drop_model), f);
    remove_link(f->fake, "eth1");
    remove_link(f->fake, "lo");
    RUN_UNTIL(!model);
    assert_told(f, "dropped ");

    model = gberth_host_list_model(f->host, GBERTH_INTERFACE_FILTER_ALL, NULL, &error);
    g_assert_no_error(error);
    g_object_add_weak_pointer(model, &model);
    gberth_fake_host_set_delay(f->fake, "host_list_interfaces_info", 100, &error);
    gberth_fake_host_lose_events(f->fake, &error);
    run_for(50);
    g_object_unref(model);
    g_assert_null(model);
    run_for(100);
}

/* --- A loop that goes on -------------------------------------------------------------------- */

typedef struct {
    gint64 last;
    int ticks, late;
    gint64 worst;
} Ticks;

static gboolean tick(gpointer data)
{
    Ticks *ticks = data;
    gint64 now = g_get_monotonic_time(), gap = now - ticks->last;

    ticks->last = now;
    ticks->ticks++;
    ticks->late += gap > 16000;
    ticks->worst = MAX(ticks->worst, gap);
    return G_SOURCE_CONTINUE;
}

/* One call of 200 ms in the loop would make a gap of as much; a busy machine makes shorter ones, and few. */
static void test_loop_goes_on(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthInterface *iface = get_interface(f, "eth0");
    GBerthWatch *watch = make_watch(f->host);
    GBerthListModel *model = gberth_host_list_model(f->host, GBERTH_INTERFACE_FILTER_ALL, NULL, &error);
    GBerthInterfaceConfig *config = gberth_interface_config_new(GBERTH_INTERFACE_TYPE_ETHERNET, "eth5", &error);

    g_signal_connect(watch, "event", G_CALLBACK(tell), f);
    gberth_fake_host_set_delay(f->fake, NULL, 200, &error);
    Ticks ticks = {.last = g_get_monotonic_time()};
    guint id = g_timeout_add(5, tick, &ticks);
#define CALL(FINISH, START, ...) \
    do { \
        START##_async(__VA_ARGS__, NULL, finished, f); \
        FINISH; \
        g_assert_no_error(error); \
        g_clear_object(&f->result); \
    } while (0)
    GBerthWatch *other = NULL;
    CALL(g_list_free_full(gberth_host_list_interfaces_finish(f->host, wait_for_result(f), &error), g_object_unref),
         gberth_host_list_interfaces, f->host, GBERTH_INTERFACE_FILTER_ALL);
    CALL(g_list_free_full(gberth_host_list_interfaces_info_finish(f->host, wait_for_result(f), &error), g_object_unref),
         gberth_host_list_interfaces_info, f->host, GBERTH_INTERFACE_FILTER_ALL);
    CALL(g_object_unref(gberth_host_define_interface_finish(f->host, wait_for_result(f), &error)),
         gberth_host_define_interface, f->host, config, GBERTH_DEFINE_DEFAULT);
    CALL(g_object_unref(gberth_interface_get_info_finish(iface, wait_for_result(f), &error)), gberth_interface_get_info,
         iface);
    CALL(g_object_unref(gberth_interface_get_config_finish(iface, wait_for_result(f), &error)),
         gberth_interface_get_config, iface);
    CALL(gberth_interface_down_finish(iface, wait_for_result(f), &error), gberth_interface_down, iface, -1, NULL);
    CALL(gberth_interface_up_finish(iface, wait_for_result(f), &error), gberth_interface_up, iface, -1, NULL);
    CALL(other = gberth_host_watch_finish(f->host, wait_for_result(f), &error), gberth_host_watch, f->host,
         GBERTH_EVENT_MASK_INTERFACES);
    CALL(g_object_unref(gberth_host_list_model_finish(f->host, wait_for_result(f), &error)), gberth_host_list_model,
         f->host, GBERTH_INTERFACE_FILTER_ALL);
    gberth_fake_host_lose_events(f->fake, &error);
    run_for(300);
    g_source_remove(id);
#undef CALL
    g_test_message("%d ticks, %d late, the worst gap %d us", ticks.ticks, ticks.late, (int)ticks.worst);
    g_assert_cmpint(ticks.ticks, >, 150);
    g_assert_cmpint(ticks.late * 20, <, ticks.ticks);
    g_assert_cmpint(ticks.worst, <, 150000);
    g_assert_nonnull(strstr(f->told->str, "?"));
    g_object_unref(config);
    g_object_unref(iface);
    g_object_unref(other);
    assert_finalized_soon(model);
    assert_finalized_soon(watch);
}

static void test_made_without_a_constructor(void)
{
    const GType types[] = {GBERTH_TYPE_FAKE_HOST, GBERTH_TYPE_EVENT, GBERTH_TYPE_WATCH, GBERTH_TYPE_INTERFACE_ITEM,
                           GBERTH_TYPE_LIST_MODEL};

    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        g_object_unref(g_object_new(types[i], NULL));

    GBerthWatch *watch = g_object_new(GBERTH_TYPE_WATCH, NULL);
    g_test_expect_message("Berth", G_LOG_LEVEL_CRITICAL, "*IS_WATCH*");
    g_assert_null(gberth_watch_next(watch, NULL));
    g_test_assert_expected_messages();
    g_object_unref(watch);
    GBerthFakeHost *fake = g_object_new(GBERTH_TYPE_FAKE_HOST, NULL);
    g_test_expect_message("Berth", G_LOG_LEVEL_CRITICAL, "*IS_OPEN*");
    g_assert_false(gberth_fake_host_lose_events(fake, NULL));
    g_test_assert_expected_messages();
    g_object_unref(fake);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(NAME) g_test_add("/" #NAME, Fixture, NULL, set_up, test_##NAME, tear_down)
    ADD(open);
    ADD(failures);
    ADD(delays);
    ADD(next);
    ADD(progress);
    ADD(log);
    ADD(wait_async);
    ADD(many_wait);
    ADD(waits_share_a_watch);
    ADD(cancelled_before);
    ADD(cancelled_list_model);
    ADD(signal);
    ADD(context);
    ADD(close_in_handler);
    ADD(drop_in_handler);
    ADD(drop_any_time);
    ADD(order_in_nested_loop);
    ADD(handler_that_leaves);
    ADD(end_while_looking);
    ADD(nested_list_model);
    ADD(files);
    ADD(list_model);
    ADD(filtered_list_model);
    ADD(drop_list_model);
    ADD(loop_goes_on);
#undef ADD
    g_test_add_func("/made_without_a_constructor", test_made_without_a_constructor);
    return g_test_run();
}
