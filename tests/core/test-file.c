/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading and replacing files under a root: what a file carries besides its bytes, conflicts, confinement. */
#include "base/file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "suite.h"

#define DOMAIN BERTH_ERROR_DOMAIN_BASE

typedef struct fixture {
    char *folder;
    berth_root root;
} fixture;

static char *path_in(const fixture *test, const char *name)
{
    return g_build_filename(test->folder, name, NULL);
}

static void write_text(const fixture *test, const char *name, const char *text)
{
    char *path = path_in(test, name);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_free(path);
}

static void assert_text(const fixture *test, const char *name, const char *text)
{
    char *path = path_in(test, name), *found = NULL;
    g_assert_true(g_file_get_contents(path, &found, NULL, NULL));
    g_assert_cmpstr(found, ==, text);
    g_free(found);
    g_free(path);
}

static void set_up(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    (void)unused;
    test->folder = g_dir_make_tmp("berth-file-XXXXXX", NULL);
    g_assert_nonnull(test->folder);
    assert_ok(berth_root_open(&test->root, test->folder, DOMAIN, &error));
}

static void remove_tree(const char *path)
{
    char *arguments[] = {(char *)"rm", (char *)"-rf", (char *)path, NULL};
    g_assert_true(g_spawn_sync(NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void tear_down(fixture *test, gconstpointer unused)
{
    (void)unused;
    berth_root_close(&test->root);
    remove_tree(test->folder);
    g_free(test->folder);
}

static bool replace(fixture *test, const char *name, const char *text, const berth_stamp *expected, berth_error **error)
{
    berth_file_change change = {name, text, strlen(text), expected};
    berth_writing writing;
    if (!berth_writing_begin(&writing, &test->root, NULL, DOMAIN, error))
        return false;
    bool done = berth_files_replace(&writing, &change, 1, DOMAIN, error);
    berth_writing_end(&writing);
    return done;
}

/* Reads @name and replaces it with @text in one go. */
static bool rewrite(fixture *test, const char *name, const char *text, berth_error **error)
{
    berth_content content;
    if (!berth_file_read(&test->root, name, &content, DOMAIN, error))
        return false;
    bool done = replace(test, name, text, &content.stamp, error);
    berth_content_clear(&content);
    return done;
}

static void test_keeps_what_it_carries(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    struct stat before, after;
    char value[32] = "";
    (void)unused;
    write_text(test, "file", "old\n");
    char *path = path_in(test, "file");
    g_assert_cmpint(chmod(path, 0640), ==, 0);
    bool owned = geteuid() != 0 || chown(path, 1, 2) == 0;
    g_assert_true(owned);
    bool attributes = setxattr(path, "user.berth", "kept", 4, 0) == 0;
    g_assert_cmpint(stat(path, &before), ==, 0);
    assert_ok(rewrite(test, "/file", "new\n", &error));
    g_assert_cmpint(stat(path, &after), ==, 0);
    g_assert_cmpuint(before.st_mode, ==, after.st_mode);
    g_assert_cmpuint(before.st_uid, ==, after.st_uid);
    g_assert_cmpuint(before.st_gid, ==, after.st_gid);
    g_assert_cmpuint(before.st_ino, !=, after.st_ino);
    if (attributes) {
        g_assert_cmpint(getxattr(path, "user.berth", value, sizeof value), ==, 4);
        g_assert_cmpstr(value, ==, "kept");
    } else {
        g_test_skip("this file system has no extended attributes");
    }
    assert_text(test, "file", "new\n");
    g_free(path);
}

static void test_follows_links(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    struct stat status;
    (void)unused;
    char *folder = path_in(test, "real"), *first = path_in(test, "first"), *second = path_in(test, "real/second");
    g_assert_cmpint(mkdir(folder, 0755), ==, 0);
    write_text(test, "real/file", "old\n");
    /* An absolute target means the root's, not the machine's. */
    g_assert_cmpint(symlink("/real/second", first), ==, 0);
    g_assert_cmpint(symlink("file", second), ==, 0);
    assert_ok(rewrite(test, "/first", "new\n", &error));
    assert_text(test, "real/file", "new\n");
    g_assert_cmpint(lstat(first, &status), ==, 0);
    g_assert_true(S_ISLNK(status.st_mode));
    g_free(folder);
    g_free(first);
    g_free(second);
}

static void test_stays_inside(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    berth_content content;
    (void)unused;
    char *link = path_in(test, "escape"), *up = path_in(test, "up");
    g_assert_cmpint(symlink("/etc/passwd", link), ==, 0);
    g_assert_cmpint(symlink("../../../../etc/passwd", up), ==, 0);
    g_assert_false(berth_file_read(&test->root, "/escape", &content, DOMAIN, &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "escape");
    g_assert_false(berth_file_read(&test->root, "/up", &content, DOMAIN, &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "up");
    g_assert_false(berth_file_read(&test->root, "/../../etc/passwd", &content, DOMAIN, &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "passwd");
    g_free(link);
    g_free(up);
}

static void test_link_loop(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    berth_stamp none = {0};
    (void)unused;
    char *link = path_in(test, "loop");
    g_assert_cmpint(symlink("loop", link), ==, 0);
    g_assert_false(replace(test, "/loop", "x", &none, &error));
    assert_error(error, BERTH_ERROR_IO, "symbolic links");
    g_free(link);
}

static void test_conflict(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    berth_content content;
    berth_stamp none = {0};
    (void)unused;
    write_text(test, "file", "one\n");
    assert_ok(berth_file_read(&test->root, "/file", &content, DOMAIN, &error));
    write_text(test, "file", "two\n");
    g_assert_false(replace(test, "/file", "mine\n", &content.stamp, &error));
    assert_error(error, BERTH_ERROR_CONFLICT, "somebody changed it");
    assert_text(test, "file", "two\n");
    /* A file that appeared where there was none is a change too. */
    g_assert_false(replace(test, "/file", "mine\n", &none, &error));
    assert_error(error, BERTH_ERROR_CONFLICT, "somebody changed it");
    assert_text(test, "file", "two\n");
    berth_content_clear(&content);
}

static void test_new_file(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    berth_stamp none = {0};
    (void)unused;
    assert_ok(replace(test, "/file", "new\n", &none, &error));
    assert_text(test, "file", "new\n");
    g_assert_false(replace(test, "/no/file", "new\n", &none, &error));
    assert_error(error, BERTH_ERROR_NOT_FOUND, "folder");
}

/* What a crash left behind does not stop the next write. */
static void test_left_over(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    (void)unused;
    write_text(test, "file", "old\n");
    write_text(test, ".file.berth-new", "half of someth");
    assert_ok(rewrite(test, "/file", "new\n", &error));
    assert_text(test, "file", "new\n");
    char *left = path_in(test, ".file.berth-new");
    g_assert_false(g_file_test(left, G_FILE_TEST_EXISTS));
    g_free(left);
}

static void test_locked(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    berth_writing writing;
    (void)unused;
    write_text(test, "file", "old\n");
    assert_ok(berth_writing_begin(&writing, &test->root, NULL, DOMAIN, &error));
    g_assert_false(rewrite(test, "/file", "new\n", &error));
    char *holder = g_strdup_printf("process %d ('%s')", (int)getpid(), program_invocation_short_name);
    assert_error(error, BERTH_ERROR_BUSY, holder);
    g_free(holder);
    assert_text(test, "file", "old\n");
    berth_writing_end(&writing);
    error = NULL;
    assert_ok(rewrite(test, "/file", "new\n", &error));
}

/* A lock on a folder or file that others can open keeps nobody from writing. */
static void test_lock_of_others(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    struct stat status;
    (void)unused;
    write_text(test, "file", "old\n");
    int fd = open(test->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    g_assert_cmpint(flock(fd, LOCK_EX), ==, 0);
    assert_ok(rewrite(test, "/file", "new\n", &error));
    close(fd);
    char *lock = path_in(test, "var/lib/berth/lock");
    g_assert_cmpint(stat(lock, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 07777, ==, 0600);
    g_assert_cmpint(status.st_size, ==, 0);
    g_free(lock);
}

static gpointer cancel_soon(gpointer cancel)
{
    g_usleep(100000);
    berth_cancel_trigger(cancel);
    return NULL;
}

static void test_waiting_is_cancelled(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    berth_writing writing, other;
    berth_cancel *cancel = berth_cancel_new(NULL);
    (void)unused;
    assert_ok(berth_writing_begin(&writing, &test->root, NULL, DOMAIN, &error));
    GThread *thread = g_thread_new("cancel", cancel_soon, cancel);
    gint64 start = g_get_monotonic_time();
    g_assert_false(berth_writing_begin(&other, &test->root, cancel, DOMAIN, &error));
    assert_error(error, BERTH_ERROR_CANCELLED, "");
    g_assert_cmpint(g_get_monotonic_time() - start, <, 2000000);
    g_thread_join(thread);
    berth_writing_end(&writing);
    berth_cancel_unref(cancel);
}

/* --- Several files --- */

static const char *const several[] = {"one", "two", "sub/three"};

static bool replace_several(fixture *test, const char *text, berth_error **why)
{
    berth_content contents[3];
    berth_file_change changes[3];
    char *paths[3];
    berth_writing writing;
    berth_error *error = NULL;
    assert_ok(berth_writing_begin(&writing, &test->root, NULL, DOMAIN, &error));
    for (size_t i = 0; i < 3; i++) {
        paths[i] = g_strdup_printf("/%s", several[i]);
        assert_ok(berth_file_read(&test->root, paths[i], &contents[i], DOMAIN, &error));
        changes[i] = (berth_file_change){paths[i], text, strlen(text), &contents[i].stamp};
    }
    bool done = berth_files_replace(&writing, changes, 3, DOMAIN, why);
    berth_writing_end(&writing);
    for (size_t i = 0; i < 3; i++) {
        berth_content_clear(&contents[i]);
        g_free(paths[i]);
    }
    return done;
}

static void make_several(fixture *test)
{
    char *folder = path_in(test, "sub");
    g_assert_cmpint(mkdir(folder, 0755), ==, 0);
    for (size_t i = 0; i < 3; i++)
        write_text(test, several[i], "old\n");
    g_free(folder);
}

static void assert_several(fixture *test, const char *text)
{
    static const char *const folders[] = {"", "sub", "var/lib/berth"};
    for (size_t i = 0; i < 3; i++)
        assert_text(test, several[i], text);
    for (size_t i = 0; i < 3; i++) {
        char *path = path_in(test, folders[i]);
        GDir *folder = g_dir_open(path, 0, NULL);
        for (const char *name; folder && (name = g_dir_read_name(folder));)
            if (g_str_has_suffix(name, ".berth-new") || g_str_has_suffix(name, ".berth-old") ||
                g_str_has_prefix(name, "journal"))
                g_error("%s was left in %s", name, path);
        g_dir_close(folder);
        g_free(path);
    }
}

static void test_several(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    (void)unused;
    make_several(test);
    assert_ok(replace_several(test, "new\n", &error));
    assert_several(test, "new\n");
}

/* Where the last of them cannot be replaced, none is. */
static void test_several_or_none(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    (void)unused;
    make_several(test);
    char *path = path_in(test, "sub/three");
    char *immutable[] = {(char *)"chattr", (char *)"+i", path, NULL};
    char *mutable[] = {(char *)"chattr", (char *)"-i", path, NULL};
    int status = -1;
    if (!g_spawn_sync(NULL, immutable, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                      &status, NULL) ||
        status) {
        g_test_skip("chattr +i needs root, and a file system that knows it");
        g_free(path);
        return;
    }
    g_assert_false(replace_several(test, "new\n", &error));
    g_assert_true(g_spawn_sync(NULL, mutable, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL));
    g_assert_true(error != NULL);
    berth_error_free(error);
    assert_several(test, "old\n");
    g_free(path);
}

/* What the kernel sends for a file that is too large must neither end the program nor stay pending; one that waited
 * before stays, and so does the mask. */
static void test_limit_on_size(fixture *test, gconstpointer unused)
{
    static const rlim_t limits[] = {0, 600};
    berth_error *error = NULL;
    struct rlimit before, limit;
    sigset_t mask, pending, too_large;
    (void)unused;
    if (g_getenv("BERTH_TEST_VALGRIND")) {
        g_test_skip("valgrind's own log meets the limit, and ends the program");
        return;
    }
    char *text = g_strnfill(2000, 'x');
    write_text(test, "file", "old\n");
    sigemptyset(&too_large);
    sigaddset(&too_large, SIGXFSZ);
    signal(SIGXFSZ, SIG_DFL);
    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &before), ==, 0);
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(limits); i++) {
        bool waited = i >= G_N_ELEMENTS(limits);
        if (waited) {
            pthread_sigmask(SIG_BLOCK, &too_large, NULL);
            raise(SIGXFSZ);
        }
        limit = before;
        limit.rlim_cur = limits[i % G_N_ELEMENTS(limits)];
        g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
        bool done = rewrite(test, "/file", text, &error);
        g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &before), ==, 0);
        g_assert_false(done);
        assert_error(error, BERTH_ERROR_IO, "File too large; raise the limit");
        sigpending(&pending);
        g_assert_cmpint(sigismember(&pending, SIGXFSZ), ==, waited);
        pthread_sigmask(SIG_BLOCK, NULL, &mask);
        g_assert_cmpint(sigismember(&mask, SIGXFSZ), ==, waited);
        if (waited) {
            g_assert_cmpint(sigwaitinfo(&too_large, NULL), ==, SIGXFSZ);
            pthread_sigmask(SIG_UNBLOCK, &too_large, NULL);
        }
        assert_text(test, "file", "old\n");
        char *left = path_in(test, ".file.berth-new");
        g_assert_false(g_file_test(left, G_FILE_TEST_EXISTS));
        g_free(left);
    }
    assert_ok(rewrite(test, "/file", text, &error));
    g_free(text);
}

static void test_no_plain_file(fixture *test, gconstpointer unused)
{
    berth_error *error = NULL;
    berth_content content;
    (void)unused;
    char *pipe_path = path_in(test, "pipe");
    g_assert_cmpint(mkfifo(pipe_path, 0600), ==, 0);
    g_assert_false(berth_file_read(&test->root, "/pipe", &content, DOMAIN, &error));
    assert_error(error, BERTH_ERROR_INVALID, "regular file");
    g_assert_false(berth_file_read(&test->root, "/", &content, DOMAIN, &error));
    assert_error(error, BERTH_ERROR_INVALID, "regular file");
    g_free(pipe_path);
}

static void test_glob(fixture *test, gconstpointer unused)
{
    berth_strings paths = {0};
    (void)unused;
    char *folder = path_in(test, "d");
    g_assert_cmpint(mkdir(folder, 0755), ==, 0);
    write_text(test, "d/b", "");
    write_text(test, "d/a", "");
    write_text(test, "d/.hidden", "");
    g_assert_true(berth_file_glob(&test->root, "/d/*", &paths));
    g_assert_true(berth_file_glob(&test->root, "/?/a", &paths));
    g_assert_true(berth_file_glob(&test->root, "/none/*", &paths));
    g_assert_cmpuint(paths.count, ==, 3);
    g_assert_cmpstr(paths.items[0], ==, "/d/a");
    g_assert_cmpstr(paths.items[1], ==, "/d/b");
    g_assert_cmpstr(paths.items[2], ==, "/d/a");
    berth_strings_clear(&paths);
    g_free(folder);
}

/* Where there is no openat2(2) paths are followed by hand, and end at the same files. */
static void test_by_hand(fixture *test, gconstpointer unused)
{
    static const char *const paths[] = {
        "/",         "/d",          "/d/",   "d/file", "/d/../d/./file", "/../../d/file", "/link/file",
        "/up/file",  "/absolute",   "/loop", "/none",  "/d/none",        "/d/file/x",     "//d//file",
        "/dangling", "/out/passwd", ""};
    (void)unused;
    char *folder = path_in(test, "d");
    g_assert_cmpint(mkdir(folder, 0755), ==, 0);
    write_text(test, "d/file", "text");
    static const char *const links[][2] = {
        {"d",               "link"    },
        {"../d",            "up"      },
        {"/d/file",         "absolute"},
        {"loop",            "loop"    },
        {"/none/x",         "dangling"},
        {"../../../../etc", "out"     }
    };
    for (size_t i = 0; i < G_N_ELEMENTS(links); i++) {
        char *link = path_in(test, links[i][1]);
        g_assert_cmpint(symlink(links[i][0], link), ==, 0);
        g_free(link);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        struct stat one = {0}, other = {0};
        int hand = berth_root_open_by_hand(&test->root, paths[i], O_PATH);
        int reason = errno;
        int kernel = berth_root_open_file(&test->root, paths[i], O_PATH);
        g_test_message("%s", paths[i]);
        if (*paths[i])
            g_assert_cmpint(hand < 0, ==, kernel < 0);
        if (kernel >= 0) {
            g_assert_cmpint(fstat(hand, &one) + fstat(kernel, &other), ==, 0);
            g_assert_cmpuint(one.st_ino, ==, other.st_ino);
        } else if (*paths[i]) {
            g_assert_cmpint(reason, ==, errno);
        }
        if (hand >= 0)
            close(hand);
        if (kernel >= 0)
            close(kernel);
    }
    g_free(folder);
}

static void add_cases(void)
{
    static const struct {
        const char *path;
        void (*run)(fixture *, gconstpointer);
    } cases[] = {
        {"/file/keeps-what-it-carries", test_keeps_what_it_carries},
        {"/file/follows-links",         test_follows_links        },
        {"/file/stays-inside",          test_stays_inside         },
        {"/file/link-loop",             test_link_loop            },
        {"/file/conflict",              test_conflict             },
        {"/file/new-file",              test_new_file             },
        {"/file/left-over",             test_left_over            },
        {"/file/locked",                test_locked               },
        {"/file/lock-of-others",        test_lock_of_others       },
        {"/file/waiting-is-cancelled",  test_waiting_is_cancelled },
        {"/file/several",               test_several              },
        {"/file/several-or-none",       test_several_or_none      },
        {"/file/limit-on-size",         test_limit_on_size        },
        {"/file/no-plain-file",         test_no_plain_file        },
        {"/file/glob",                  test_glob                 },
        {"/file/by-hand",               test_by_hand              },
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        if (is_wanted(cases[i].path))
            g_test_add(cases[i].path, fixture, NULL, set_up, cases[i].run, tear_down);
}

int main(int argc, char **argv)
{
    return run_suite(argc, argv, add_cases);
}
