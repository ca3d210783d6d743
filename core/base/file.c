/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading files and folders under a root. Replacing them is file-replace.c's. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdio.h>
#include <sys/param.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file-journal.h"
#include "base/file-private.h"

/* Larger files are no configuration. */
#define MAX_SIZE ((off_t)1 << 30)

bool berth_root_open(berth_root *root, const char *path, berth_error_domain domain, berth_error **error)
{
    root->path = strdup(path);
    if (!root->path)
        return berth_fail_memory(error, domain);
    for (size_t end = strlen(root->path); end > 1 && root->path[end - 1] == '/'; end--)
        root->path[end - 1] = '\0';
    root->fd = open(root->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (root->fd >= 0)
        return true;
    berth_fail_errno(error, domain, errno, path, "cannot open the root folder");
    free(BERTH_STEAL(root->path));
    return false;
}

void berth_root_close(berth_root *root)
{
    if (!root->path)
        return;
    close(root->fd);
    free(BERTH_STEAL(root->path));
}

bool berth_root_is_system(const berth_root *root)
{
    return strcmp(root->path, "/") == 0;
}

char *berth_root_show(const berth_root *root, const char *path)
{
    char *shown = NULL;
    if (berth_root_is_system(root))
        return strdup(path);
    return asprintf(&shown, "%s%s%s", root->path, path[0] == '/' ? "" : "/", path) < 0 ? NULL : shown;
}

int berth_root_open_file(const berth_root *root, const char *path, int flags)
{
    struct open_how how = {.flags = (uint64_t)(flags | O_CLOEXEC)};
    /* The running system's own root needs no confinement, and openat2(2) is younger than some kernels. */
    if (berth_root_is_system(root))
        return open(path, flags | O_CLOEXEC);
    how.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
    int fd = (int)syscall(SYS_openat2, root->fd, path, &how, sizeof how);
    /* Sandboxes refuse calls they do not know with EPERM as well. */
    return fd < 0 && (errno == ENOSYS || errno == EPERM) ? berth_root_open_by_hand(root, path, flags) : fd;
}

berth_stamp berth_stamp_of(const struct stat *status)
{
    return (berth_stamp){
        .exists = true,
        .device = status->st_dev,
        .inode = status->st_ino,
        .size = status->st_size,
        .modified = status->st_mtim,
        .changed = status->st_ctim,
    };
}

void berth_content_clear(berth_content *content)
{
    free(content->data);
    memset(content, 0, sizeof *content);
}

bool berth_content_fill(berth_content *content, int fd, size_t expected)
{
    /* One byte for the NUL, and one so that the read that finds the end needs no more room. */
    size_t capacity = expected + 2;
    content->data = berth_allocate_filled(capacity);
    while (content->data) {
        ssize_t got = read(fd, content->data + content->size, capacity - content->size - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            content->data[content->size] = '\0';
            return got == 0;
        }
        content->size += (size_t)got;
        if (content->size < capacity - 1)
            continue;
        char *grown = realloc(content->data, capacity *= 2);
        if (!grown)
            break;
        content->data = grown;
    }
    errno = ENOMEM;
    return false;
}

static bool refuse_kind(mode_t mode, const char *shown, berth_error_domain domain, berth_error **error)
{
    static const struct {
        mode_t type;
        const char *name;
    } kinds[] = {
        {S_IFDIR,  "a folder"    },
        {S_IFIFO,  "a named pipe"},
        {S_IFSOCK, "a socket"    },
        {S_IFCHR,  "a device"    },
        {S_IFBLK,  "a device"    },
    };
    const char *name = "something else";
    for (size_t i = 0; i < BERTH_COUNT(kinds); i++)
        if ((mode & S_IFMT) == kinds[i].type)
            name = kinds[i].name;
    return berth_fail_at(error, domain, BERTH_ERROR_INVALID, shown, 0,
                         "is %s, not a regular file; put a plain file there", name);
}

/* Why @path could not be opened: a link that leads nowhere has the same errno as no file at all. */
static bool refuse_open(const berth_root *root, const char *path, int reason, const char *shown,
                        berth_error_domain domain, berth_error **error)
{
    char target[PATH_MAX];
    if (reason == ELOOP)
        return berth_fail_at(error, domain, BERTH_ERROR_INVALID, shown, 0,
                             "is a loop of symbolic links; put a plain file there");
    BERTH_AUTO_CLOSE int link = reason == ENOENT ? berth_root_open_file(root, path, O_PATH | O_NOFOLLOW) : -1;
    ssize_t length = link < 0 ? -1 : readlinkat(link, "", target, sizeof target - 1);
    if (length <= 0)
        return berth_fail_errno(error, domain, reason, shown, "cannot read");
    return berth_fail_at(error, domain, BERTH_ERROR_NOT_FOUND, shown, 0,
                         "is a symbolic link to '%.*s', where nothing is; make that file, or put a plain file in place "
                         "of the link",
                         (int)length, target);
}

bool berth_file_read(const berth_root *root, const char *path, berth_content *content, berth_error_domain domain,
                     berth_error **error)
{
    BERTH_AUTO_FREE char *shown = berth_root_show(root, path);
    struct stat status;
    memset(content, 0, sizeof *content);
    /* O_NONBLOCK: a named pipe must not make us wait for a writer. */
    BERTH_AUTO_CLOSE int fd = berth_root_open_file(root, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    int reason = errno;
    bool there = fd >= 0 && fstat(fd, &status) == 0;
    int new = there || reason == ENOENT ? berth_journal_open_new(root, path, fd, &status) : -1;
    if (new >= 0) {
        if (fd >= 0)
            close(fd);
        fd = new;
        there = fstat(fd, &status) == 0;
    }
    if (!there)
        return refuse_open(root, path, reason, shown, domain, error);
    if (!S_ISREG(status.st_mode))
        return refuse_kind(status.st_mode, shown, domain, error);
    if (status.st_size > MAX_SIZE)
        return berth_fail_at(error, domain, BERTH_ERROR_INVALID, shown, 0, "is larger than 1 GiB");
    content->stamp = berth_stamp_of(&status);
    if (berth_content_fill(content, fd, (size_t)status.st_size))
        return true;
    berth_fail_errno(error, domain, errno, shown, "cannot read");
    berth_content_clear(content);
    return false;
}

bool berth_file_exists(const berth_root *root, const char *path)
{
    struct stat status;
    BERTH_AUTO_CLOSE int fd = berth_root_open_file(root, path, O_PATH);
    if (fd < 0)
        return errno != ENOENT && errno != ENOTDIR;
    return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

bool berth_file_is_named(const berth_root *root, const char *path)
{
    BERTH_AUTO_CLOSE int fd = berth_root_open_file(root, path, O_PATH | O_NOFOLLOW);
    return fd >= 0 || (errno != ENOENT && errno != ENOTDIR);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool berth_file_list_folder(const berth_root *root, const char *path, berth_strings *names)
{
    size_t first = names->count;
    bool done = true;
    int fd = berth_root_open_file(root, path, O_RDONLY | O_DIRECTORY);
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    if (!folder) {
        if (fd >= 0)
            close(fd);
        return true;
    }
    for (struct dirent *entry; done && (entry = readdir(folder));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            done = berth_strings_add(names, entry->d_name);
    closedir(folder);
    if (names->count > first)
        qsort(names->items + first, names->count - first, sizeof *names->items, compare_names);
    return done;
}

/* Matches the pattern's components from @rest on below @folder, which ends in a slash. */
static bool glob_below(const berth_root *root, const char *folder, const char *rest, berth_strings *paths)
{
    size_t length = strcspn(rest, "/");
    const char *next = rest + length + strspn(rest + length, "/");
    BERTH_AUTO_FREE char *component = strndup(rest, length);
    berth_strings names = {0};
    bool done = component != NULL;
    if (done && strpbrk(component, "*?[\\"))
        done = berth_file_list_folder(root, folder, &names);
    else if (done)
        done = berth_strings_add(&names, component);
    for (size_t i = 0; done && i < names.count; i++) {
        char *path = NULL;
        if (strcmp(names.items[i], component) != 0 && fnmatch(component, names.items[i], FNM_PERIOD) != 0)
            continue;
        if (asprintf(&path, "%s%s%s", folder, names.items[i], *next ? "/" : "") < 0)
            done = false;
        else if (*next) {
            done = glob_below(root, path, next, paths);
            free(path);
        } else if (berth_file_exists(root, path))
            done = berth_strings_take(paths, path);
        else
            free(path);
    }
    berth_strings_clear(&names);
    return done;
}

bool berth_file_glob(const berth_root *root, const char *pattern, berth_strings *paths)
{
    return glob_below(root, "/", pattern + strspn(pattern, "/"), paths);
}
