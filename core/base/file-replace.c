/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Replacing a file at one moment, with all that it carried besides its bytes. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file-private.h"

#define MAX_LINKS 40 /* as the kernel's own limit, path_resolution(7) */
#define LOCK_TIMEOUT_MS 5000
#define LOCK_STEP_MS 10

/* Where a file really is: its folder, held open, and its name there. */
typedef struct place {
    int folder;
    char *name;
    char *temporary; /* the name of what was written beside it, once it was */
    char *shown;     /* for messages */
} place;

static void place_clear(place *where)
{
    if (where->folder >= 0)
        close(where->folder);
    free(where->name);
    free(where->temporary);
    free(where->shown);
}

/* The path that the link @target, found in the folder of @path, leads to. */
static char *follow(const char *path, const char *target)
{
    char *result = NULL;
    const char *slash = strrchr(path, '/');
    if (target[0] == '/')
        return strdup(target);
    return asprintf(&result, "%.*s/%s", slash ? (int)(slash - path) : 0, path, target) < 0 ? NULL : result;
}

static bool place_find(place *where, const berth_root *root, const char *path, berth_error_domain domain,
                       berth_error **error)
{
    BERTH_AUTO_FREE char *current = strdup(path);
    char target[PATH_MAX];
    *where = (place){.folder = -1, .shown = berth_root_show(root, path)};
    for (int links = 0; current && where->shown && links < MAX_LINKS; links++) {
        char *slash = strrchr(current, '/');
        BERTH_AUTO_FREE char *folder = slash == current ? strdup("/") : strndup(current, (size_t)(slash - current));
        int fd = folder ? berth_root_open_file(root, folder, O_RDONLY | O_DIRECTORY) : -1;
        if (fd < 0) {
            berth_fail_errno(error, domain, errno, where->shown, "cannot open its folder");
            return false;
        }
        ssize_t length = readlinkat(fd, slash + 1, target, sizeof target - 1);
        if (length < 0) {
            where->folder = fd;
            where->name = strdup(slash + 1);
            if (where->name)
                return true;
            berth_fail_memory(error, domain);
            return false;
        }
        close(fd);
        target[length] = '\0';
        char *next = follow(current, target);
        free(current);
        current = next;
    }
    if (!current || !where->shown)
        berth_fail_memory(error, domain);
    else
        berth_fail_errno(error, domain, ELOOP, where->shown, "cannot follow its symbolic links");
    return false;
}

/* One writer at a time: readers of the library need no lock, a rename shows them the old or the new. */
static bool lock(const place *where, berth_error_domain domain, berth_error **error)
{
    const struct timespec step = {0, LOCK_STEP_MS * 1000000L};
    for (int waited = 0; waited < LOCK_TIMEOUT_MS; waited += LOCK_STEP_MS) {
        if (flock(where->folder, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (errno != EWOULDBLOCK && errno != EINTR)
            return berth_fail_errno(error, domain, errno, where->shown, "cannot lock its folder");
        nanosleep(&step, NULL);
    }
    return berth_fail_at(error, domain, BERTH_ERROR_BUSY, where->shown, 0,
                         "another program holds the lock on its folder for over 5 seconds; end it or try again");
}

static bool same_time(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool check_unchanged(const place *where, const berth_stamp *expected, struct stat *status,
                            berth_error_domain domain, berth_error **error)
{
    berth_stamp now = {0};
    if (fstatat(where->folder, where->name, status, AT_SYMLINK_NOFOLLOW) == 0)
        now = berth_stamp_of(status);
    else if (errno != ENOENT)
        return berth_fail_errno(error, domain, errno, where->shown, "cannot look at it");
    bool same = now.exists == expected->exists;
    if (same && now.exists)
        same = now.device == expected->device && now.inode == expected->inode && now.size == expected->size &&
               same_time(&now.modified, &expected->modified) && same_time(&now.changed, &expected->changed);
    if (same)
        return true;
    return berth_fail_at(
        error, domain, BERTH_ERROR_CONFLICT, where->shown, 0,
        "somebody changed it while this change was made; nothing was written, read it again and retry");
}

static bool copy_attributes(int from, int to)
{
    ssize_t length = flistxattr(from, NULL, 0);
    if (length <= 0)
        return length == 0 || errno == ENOTSUP;
    BERTH_AUTO_FREE char *names = malloc((size_t)length);
    if (!names || (length = flistxattr(from, names, (size_t)length)) < 0)
        return false;
    for (char *name = names; name < names + length; name += strlen(name) + 1) {
        ssize_t size = fgetxattr(from, name, NULL, 0);
        BERTH_AUTO_FREE char *value = size < 0 ? NULL : malloc((size_t)size + 1);
        if (!value || (size = fgetxattr(from, name, value, (size_t)size)) < 0)
            return false;
        if (fsetxattr(to, name, value, (size_t)size, 0) < 0)
            return false;
    }
    return true;
}

/* Owner before mode: chown(2) clears the set-id bits. */
static bool copy_metadata(const place *where, const struct stat *old, int to)
{
    if (!old)
        return fchmod(to, 0644) == 0;
    BERTH_AUTO_CLOSE int from = openat(where->folder, where->name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    return from >= 0 && fchown(to, old->st_uid, old->st_gid) == 0 && fchmod(to, old->st_mode & 07777) == 0 &&
           copy_attributes(from, to);
}

static bool write_all(int fd, const char *data, size_t size)
{
    while (size) {
        ssize_t written = write(fd, data, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        size -= (size_t)written;
    }
    return true;
}

/* A fixed name, safe under the lock: whatever a crash leaves behind, the next write takes over. */
static bool write_beside(const place *where, const char *temporary, const char *data, size_t size,
                         const struct stat *old)
{
    unlinkat(where->folder, temporary, 0);
    BERTH_AUTO_CLOSE int fd =
        openat(where->folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    if (write_all(fd, data, size) && copy_metadata(where, old, fd) && fsync(fd) == 0)
        return true;
    int reason = errno;
    unlinkat(where->folder, temporary, 0);
    errno = reason;
    return false;
}

static bool same_folder(const place *a, const place *b)
{
    struct stat one, other;
    return fstat(a->folder, &one) == 0 && fstat(b->folder, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

/* Everything up to the rename: whatever fails here leaves the old file as it is. */
static bool prepare(place *where, const place *earlier, const berth_root *root, const berth_file_change *change,
                    berth_error_domain domain, berth_error **error)
{
    struct stat old;
    bool locked = false;
    if (!place_find(where, root, change->path, domain, error))
        return false;
    /* A lock belongs to its descriptor: another one on the same folder would wait for ours. */
    for (; earlier < where; earlier++)
        locked = locked || same_folder(earlier, where);
    if ((!locked && !lock(where, domain, error)) || !check_unchanged(where, change->expected, &old, domain, error))
        return false;
    if (asprintf(&where->temporary, ".%s.berth-new", where->name) < 0) {
        where->temporary = NULL;
        return berth_fail_memory(error, domain);
    }
    if (write_beside(where, where->temporary, change->data, change->size, change->expected->exists ? &old : NULL))
        return true;
    int reason = errno;
    free(BERTH_STEAL(where->temporary));
    return berth_fail_errno(error, domain, reason, where->shown, "cannot write its new content beside it");
}

static bool commit(place *where, berth_error_domain domain, berth_error **error)
{
    if (renameat(where->folder, where->temporary, where->folder, where->name) < 0)
        return berth_fail_errno(error, domain, errno, where->shown, "cannot put the new file in its place");
    free(BERTH_STEAL(where->temporary));
    if (fsync(where->folder) < 0)
        return berth_fail_errno(error, domain, errno, where->shown,
                                "was replaced, but its folder cannot be synced to disk");
    return true;
}

bool berth_files_replace(const berth_root *root, const berth_file_change *changes, size_t count,
                         berth_error_domain domain, berth_error **error)
{
    place *places = calloc(count, sizeof *places);
    struct stat unused;
    size_t found = 0;
    bool done = true;
    if (!places)
        return berth_fail_memory(error, domain);
    for (; done && found < count; found++)
        done = prepare(&places[found], places, root, &changes[found], domain, error);
    /* Once more, as late as can be: a file may have changed while the new ones were written. */
    for (size_t i = 0; done && i < count; i++)
        done = check_unchanged(&places[i], changes[i].expected, &unused, domain, error);
    for (size_t i = 0; done && i < count; i++)
        done = commit(&places[i], domain, error);
    for (size_t i = 0; i < found; i++) {
        if (places[i].temporary)
            unlinkat(places[i].folder, places[i].temporary, 0);
        place_clear(&places[i]);
    }
    free(places);
    return done;
}
