/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The GObject layer as a C program sees it: each test has a folder of its own to be the host's root.
 */
#include <berth-gobject/berth-gobject.h>
#include <glib/gstdio.h>

#define INTERFACES "# kept as it is\nauto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet dhcp\n"

typedef struct {
    char *root;
    char *file;
    GBerthHost *host;
    GMainLoop *loop;
    GAsyncResult *result;
} Fixture;

static void make_folder(const char *root, const char *name)
{
    char *path = g_build_filename(root, name, NULL);

    g_assert_no_errno(g_mkdir(path, 0755));
    g_free(path);
}

static GBerthHost *open_root(const char *root, const char *driver, GError **error)
{
    GBerthHostOptions *options = g_object_new(GBERTH_TYPE_HOST_OPTIONS, "root", root, "driver", driver, NULL);
    GBerthHost *host = gberth_host_open(NULL, options, error);

    g_object_unref(options);
    return host;
}

static void set_up(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;

    f->root = g_dir_make_tmp("berth-XXXXXX", &error);
    g_assert_no_error(error);
    make_folder(f->root, "etc");
    make_folder(f->root, "etc/network");
    f->file = g_build_filename(f->root, "etc/network/interfaces", NULL);
    g_file_set_contents(f->file, INTERFACES, -1, &error);
    g_assert_no_error(error);
    f->host = open_root(f->root, NULL, &error);
    g_assert_no_error(error);
    f->loop = g_main_loop_new(NULL, FALSE);
}

static void remove_tree(const char *path)
{
    GDir *folder = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);

    for (const char *name; folder && (name = g_dir_read_name(folder));) {
        char *inner = g_build_filename(path, name, NULL);
        remove_tree(inner);
        g_free(inner);
    }
    g_clear_pointer(&folder, g_dir_close);
    g_assert_no_errno(g_remove(path));
}

/* The thread of a call lets go of its object some time after the callback was called. */
static void assert_finalized_soon(gpointer object)
{
    GWeakRef weak;
    gpointer left = object;

    g_weak_ref_init(&weak, object);
    for (int i = 0; i < 5000 && left; i++) {
        g_object_unref(left);
        g_usleep(1000);
        left = g_weak_ref_get(&weak);
    }
    g_assert_null(left);
    g_weak_ref_clear(&weak);
}

static void tear_down(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    g_clear_object(&f->result);
    assert_finalized_soon(f->host);
    g_main_loop_unref(f->loop);
    remove_tree(f->root);
    g_free(f->root);
    g_free(f->file);
}

static void finished(GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
    Fixture *f = data;

    g_set_object(&f->result, result);
    g_main_loop_quit(f->loop);
}

static GBerthInterfaceConfig *make_bridge(void)
{
    GError *error = NULL;
    GBerthInterfaceConfig *bridge = gberth_interface_config_new(GBERTH_INTERFACE_TYPE_BRIDGE, "br0", &error);

    g_assert_no_error(error);
    gberth_interface_config_set_start_mode(bridge, GBERTH_START_MODE_ONBOOT, &error);
    g_assert_no_error(error);
    gberth_interface_config_set_dhcp(bridge, GBERTH_IP_FAMILY_IPV4, TRUE, &error);
    g_assert_no_error(error);
    return bridge;
}

static void assert_file(const Fixture *f, const char *expected)
{
    GError *error = NULL;
    char *contents = NULL;

    g_file_get_contents(f->file, &contents, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(contents, ==, expected);
    g_free(contents);
}

/* --- Blocking ------------------------------------------------------------------------------- */

static void test_host(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    char *uri = NULL, *root = NULL;

    g_object_get(f->host, "uri", &uri, "root", &root, NULL);
    g_assert_cmpstr(uri, ==, "local:///");
    g_assert_cmpstr(root, ==, f->root);
    g_assert_cmpstr(gberth_host_get_driver(f->host), ==, "debian");
    g_free(uri);
    g_free(root);
}

static void test_list(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GList *list = gberth_host_list_interfaces(f->host, GBERTH_INTERFACE_FILTER_ALL, NULL, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(g_list_length(list), ==, 2);
    g_assert_cmpstr(gberth_interface_get_name(list->data), ==, "lo");
    g_assert_cmpstr(gberth_interface_get_name(list->next->data), ==, "eth0");
    g_assert_true(gberth_interface_get_host(list->data) == f->host);
    g_list_free_full(list, g_object_unref);

    /* No interface of an offline host is active, which is a list with nothing in it and no failure. */
    list = gberth_host_list_interfaces(f->host, GBERTH_INTERFACE_FILTER_ACTIVE, NULL, &error);
    g_assert_no_error(error);
    g_assert_null(list);
}

static void test_info(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GList *list = gberth_host_list_interfaces_info(f->host, GBERTH_INTERFACE_FILTER_DEFINED, NULL, &error);
    gint64 index = 0;

    g_assert_no_error(error);
    g_assert_cmpuint(g_list_length(list), ==, 2);
    GBerthInterfaceInfo *info = list->next->data;
    g_assert_cmpstr(gberth_interface_info_get_name(info), ==, "eth0");
    g_assert_cmpint(gberth_interface_info_get_interface_type(info), ==, GBERTH_INTERFACE_TYPE_ETHERNET);
    g_assert_true(gberth_interface_info_is_defined(info));
    g_assert_false(gberth_interface_info_is_active(info));
    g_assert_false(gberth_interface_info_is_present(info));
    g_assert_false(gberth_interface_info_get_index(info, &index, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_NOT_SET);
    g_clear_error(&error);
    g_assert_null(gberth_interface_info_get_live_config(info, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_list_free_full(list, g_object_unref);
}

static void test_config(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthInterfaceConfig *bridge = make_bridge();
    GBerthInterfaceConfig *copy = gberth_interface_config_copy(bridge);
    gboolean stp = FALSE;
    gint64 delay = 0;

    g_assert_true(gberth_interface_config_equal(bridge, copy));
    g_assert_false(gberth_interface_config_get_stp(bridge, &stp, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_NOT_SET);
    g_clear_error(&error);
    g_assert_true(gberth_interface_config_set_stp(bridge, TRUE, &error));
    g_assert_true(gberth_interface_config_get_stp(bridge, &stp, &error));
    g_assert_true(stp);
    g_assert_false(gberth_interface_config_set_delay(bridge, 30001, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_true(gberth_interface_config_set_delay(bridge, 2000, &error));
    g_assert_true(gberth_interface_config_get_delay(bridge, &delay, &error));
    g_assert_cmpint(delay, ==, 2000);
    g_assert_false(gberth_interface_config_equal(bridge, copy));

    char *xml = gberth_interface_config_to_xml(bridge, &error);
    g_assert_no_error(error);
    GBerthInterfaceConfig *again = gberth_interface_config_new_from_xml(xml, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(gberth_interface_config_equal(bridge, again));
    g_free(xml);
    g_assert_finalize_object(bridge);
    g_assert_finalize_object(copy);
    g_assert_finalize_object(again);
    (void)f;
}

static void test_define(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthInterfaceConfig *bridge = make_bridge();
    GBerthInterface *iface = gberth_host_define_interface(f->host, bridge, GBERTH_DEFINE_CREATE_ONLY, NULL, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(gberth_interface_get_name(iface), ==, "br0");
    g_assert_null(gberth_host_define_interface(f->host, bridge, GBERTH_DEFINE_CREATE_ONLY, NULL, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_EXISTS);
    g_clear_error(&error);

    GBerthInterfaceConfig *found = gberth_interface_get_config(iface, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(gberth_interface_config_equal(bridge, found));

    g_assert_true(gberth_interface_undefine(iface, GBERTH_UNDEFINE_DEFAULT, NULL, &error));
    g_assert_no_error(error);
    assert_file(f, INTERFACES);
    g_assert_false(gberth_interface_undefine(iface, GBERTH_UNDEFINE_DEFAULT, NULL, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_object_unref(found);
    g_object_unref(bridge);
    g_object_unref(iface);
}

static void test_offline(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthInterface *iface = gberth_host_lookup_interface(f->host, "eth0", NULL, &error);

    g_assert_no_error(error);
    g_assert_false(gberth_interface_up(iface, -1, NULL, NULL, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_UNSUPPORTED);
    g_clear_error(&error);
    g_assert_false(gberth_interface_down(iface, -1, NULL, NULL, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_UNSUPPORTED);
    g_clear_error(&error);
    g_object_unref(iface);
}

static void test_options(void)
{
    GError *error = NULL;

    g_assert_null(open_root("/no/such/folder", NULL, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_null(open_root(NULL, "nobody", &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_UNSUPPORTED);
    g_clear_error(&error);
    g_assert_null(open_root("", NULL, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_INVALID);
    g_clear_error(&error);
}

/* C and Perl do not check enumerations, so each number that is none must be refused below them. */
static void test_unknown_values(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthInterfaceConfig *bridge = make_bridge();

    g_assert_null(gberth_interface_config_new((GBerthInterfaceType)99, "eth0", &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_false(gberth_interface_config_set_start_mode(bridge, (GBerthStartMode)99, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_null(gberth_interface_config_get_addresses(bridge, (GBerthIpFamily)5, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_null(gberth_host_list_interfaces(f->host, (GBerthInterfaceFilter)(1 << 10), NULL, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_INVALID);
    g_clear_error(&error);
    g_assert_null(gberth_host_define_interface(f->host, bridge, (GBerthDefineFlags)(1 << 10), NULL, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_INVALID);
    g_clear_error(&error);
    assert_file(f, INTERFACES);
    g_object_unref(bridge);
}

static void test_made_without_a_constructor(void)
{
    GBerthHost *host = g_object_new(GBERTH_TYPE_HOST, NULL);

    g_test_expect_message("Berth", G_LOG_LEVEL_CRITICAL, "*IS_OPEN*");
    g_assert_null(gberth_host_list_interfaces(host, GBERTH_INTERFACE_FILTER_ALL, NULL, NULL));
    g_test_assert_expected_messages();
    g_object_unref(host);
}

/* --- Not blocking --------------------------------------------------------------------------- */

static void test_list_async(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;

    gberth_host_list_interfaces_async(f->host, GBERTH_INTERFACE_FILTER_ALL, NULL, finished, f);
    g_main_loop_run(f->loop);
    GList *list = gberth_host_list_interfaces_finish(f->host, f->result, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(g_list_length(list), ==, 2);
    g_list_free_full(list, g_object_unref);
}

static void test_open_async(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthHostOptions *options = gberth_host_options_new();

    gberth_host_options_set_root(options, f->root);
    gberth_host_open_async(NULL, options, NULL, finished, f);
    g_assert_finalize_object(options);
    g_main_loop_run(f->loop);
    GBerthHost *host = gberth_host_open_finish(f->result, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(gberth_host_get_root(host), ==, f->root);
    g_assert_finalize_object(host);
}

/* What a call was given is the caller's again as soon as the function returns. */
static void test_define_async(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GBerthInterfaceConfig *bridge = make_bridge();

    gberth_host_define_interface_async(f->host, bridge, GBERTH_DEFINE_DEFAULT, NULL, finished, f);
    gberth_interface_config_set_mtu(bridge, 9000, &error);
    g_assert_finalize_object(bridge);
    g_main_loop_run(f->loop);
    GBerthInterface *iface = gberth_host_define_interface_finish(f->host, f->result, &error);
    g_assert_no_error(error);

    gberth_interface_get_config_async(iface, NULL, finished, f);
    g_main_loop_run(f->loop);
    GBerthInterfaceConfig *found = gberth_interface_get_config_finish(iface, f->result, &error);
    g_assert_no_error(error);
    gint64 mtu = 0;
    g_assert_false(gberth_interface_config_get_mtu(found, &mtu, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_NOT_SET);
    g_clear_error(&error);
    g_object_unref(found);

    gberth_interface_undefine_async(iface, GBERTH_UNDEFINE_DEFAULT, NULL, finished, f);
    g_main_loop_run(f->loop);
    g_assert_true(gberth_interface_undefine_finish(iface, f->result, &error));
    assert_file(f, INTERFACES);
    g_clear_object(&f->result);
    g_object_unref(iface);
}

static void test_failing_async(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;

    gberth_host_lookup_interface_async(f->host, "eth9", NULL, finished, f);
    g_main_loop_run(f->loop);
    g_assert_null(gberth_host_lookup_interface_finish(f->host, f->result, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_NOT_FOUND);
    g_clear_error(&error);
}

/* A result that nobody takes is freed, and the host with it, which tear_down sees to. */
static void test_result_not_taken(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    gberth_host_list_interfaces_async(f->host, GBERTH_INTERFACE_FILTER_ALL, NULL, finished, f);
    g_main_loop_run(f->loop);
    g_clear_object(&f->result);
}

static void test_wrong_finish(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    gberth_host_list_interfaces_async(f->host, GBERTH_INTERFACE_FILTER_ALL, NULL, finished, f);
    g_main_loop_run(f->loop);
    g_test_expect_message("Berth", G_LOG_LEVEL_CRITICAL, "*g_async_result_is_tagged*");
    g_assert_null(gberth_host_lookup_interface_finish(f->host, f->result, NULL));
    g_test_assert_expected_messages();
    g_clear_object(&f->result);
}

/* --- Cancelling ----------------------------------------------------------------------------- */

static void test_cancelled_before(Fixture *f, gconstpointer unused G_GNUC_UNUSED)
{
    GError *error = NULL;
    GCancellable *cancellable = g_cancellable_new();
    GBerthInterfaceConfig *bridge = make_bridge();

    g_cancellable_cancel(cancellable);
    g_assert_null(gberth_host_define_interface(f->host, bridge, GBERTH_DEFINE_DEFAULT, cancellable, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_CANCELLED);
    g_clear_error(&error);

    gberth_host_define_interface_async(f->host, bridge, GBERTH_DEFINE_DEFAULT, cancellable, finished, f);
    g_main_loop_run(f->loop);
    g_assert_null(gberth_host_define_interface_finish(f->host, f->result, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_CANCELLED);
    g_clear_error(&error);
    g_clear_object(&f->result);

    gberth_host_open_async(NULL, NULL, cancellable, finished, f);
    g_main_loop_run(f->loop);
    g_assert_null(gberth_host_open_finish(f->result, &error));
    g_assert_error(error, GBERTH_ERROR, GBERTH_ERROR_CANCELLED);
    g_clear_error(&error);
    assert_file(f, INTERFACES);
    g_object_unref(bridge);
    g_object_unref(cancellable);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(NAME) g_test_add("/" #NAME, Fixture, NULL, set_up, test_##NAME, tear_down)
    ADD(host);
    ADD(list);
    ADD(info);
    ADD(config);
    ADD(define);
    ADD(offline);
    ADD(unknown_values);
    ADD(list_async);
    ADD(open_async);
    ADD(define_async);
    ADD(failing_async);
    ADD(result_not_taken);
    ADD(wrong_finish);
    ADD(cancelled_before);
#undef ADD
    g_test_add_func("/options", test_options);
    g_test_add_func("/made_without_a_constructor", test_made_without_a_constructor);
    return g_test_run();
}
