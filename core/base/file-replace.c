/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Replacing a file at one moment, with all that it carried besides its bytes. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file-journal.h"
#include "base/file-private.h"
#include "base/state.h"

#define MAX_LINKS 40 /* as the kernel's own limit, path_resolution(7) */

/* Where a file really is: its folder, held open, and its name there. */
typedef struct place {
    const berth_root *root;
    int folder;
    char *path; /* of the folder, under the root */
    char *name;
    char *temporary, *kept; /* the names beside it of the new file and of a link to the old one */
    bool is_written, is_kept;
    char *shown; /* for messages */
} place;

static void place_clear(place *where)
{
    if (where->folder >= 0)
        close(where->folder);
    free(where->path);
    free(where->name);
    free(where->temporary);
    free(where->kept);
    free(where->shown);
}

/* Fails with errno. What keeps even root from replacing a file is told, where the kernel says it: immutable and
 * append-only files and folders, chattr(1). */
static bool fail_to_write(const place *where, const char *what, berth_error_domain domain, berth_error **error)
{
    static const struct {
        uint64_t attribute;
        const char *name, letter;
    } kinds[] = {
        {STATX_ATTR_IMMUTABLE, "immutable",   'i'},
        {STATX_ATTR_APPEND,    "append-only", 'a'},
    };
    int reason = errno;
    struct statx file = {0}, folder = {0};
    if (reason == EPERM) {
        statx(where->folder, where->name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &file);
        statx(where->folder, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &folder);
    }
    BERTH_AUTO_FREE char *above = berth_root_show(where->root, where->path);
    for (size_t i = 0; above && i < BERTH_COUNT(kinds); i++) {
        if (file.stx_attributes & kinds[i].attribute)
            return berth_fail_at(error, domain, BERTH_ERROR_DENIED, where->shown, 0,
                                 "%s: it is %s; 'chattr -%c %s/%s' ends that", what, kinds[i].name, kinds[i].letter,
                                 above, where->name);
        if (folder.stx_attributes & kinds[i].attribute)
            return berth_fail_at(error, domain, BERTH_ERROR_DENIED, where->shown, 0,
                                 "%s: its folder is %s; 'chattr -%c %s' ends that", what, kinds[i].name,
                                 kinds[i].letter, above);
    }
    return berth_fail_errno(error, domain, reason, where->shown, "%s", what);
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
    *where = (place){.root = root, .folder = -1, .shown = berth_root_show(root, path)};
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
            where->path = strdup(folder);
            where->name = strdup(slash + 1);
            if (where->path && where->name)
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

static bool same_time(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool check_unchanged(const place *where, berth_writing *writing, const berth_stamp *expected,
                            struct stat *status, berth_error_domain domain, berth_error **error)
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
    writing->overtaken = true;
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

/*
 * Beyond a limit on the size of files the kernel sends the writing thread SIGXFSZ, which ends the whole program, unless
 * it is held back; the error is told all the same. The handling of signals is the program's, so the signal is held back
 * in this thread alone, and what came by this writing is taken off before it is let through again. One that waited
 * before is somebody else's, and stays.
 */
bool berth_write_all(int fd, const char *data, size_t size)
{
    static const struct timespec at_once;
    sigset_t too_large, before, waiting;
    sigemptyset(&too_large);
    sigaddset(&too_large, SIGXFSZ);
    sigpending(&waiting);
    pthread_sigmask(SIG_BLOCK, &too_large, &before);
    bool done = write_all(fd, data, size);
    int reason = errno;
    if (!done && reason == EFBIG && !sigismember(&waiting, SIGXFSZ))
        while (sigtimedwait(&too_large, NULL, &at_once) < 0 && errno == EINTR)
            continue;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = reason;
    return done;
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
    if (berth_write_all(fd, data, size) && copy_metadata(where, old, fd) && fsync(fd) == 0)
        return true;
    int reason = errno;
    unlinkat(where->folder, temporary, 0);
    errno = reason;
    return false;
}

/* Everything up to the rename: whatever fails here leaves the old file as it is. */
static bool prepare(place *where, berth_writing *writing, const berth_file_change *change, berth_error_domain domain,
                    berth_error **error)
{
    struct stat old;
    if (!place_find(where, writing->root, change->path, domain, error) ||
        !check_unchanged(where, writing, change->expected, &old, domain, error))
        return false;
    where->temporary = berth_journal_new_name(where->name);
    where->kept = berth_journal_old_name(where->name);
    if (!where->temporary || !where->kept)
        return berth_fail_memory(error, domain);
    /* Where there is no lock, writing fails as well, and tells better why. */
    if (writing->lock >= 0 && (!berth_writing_name_temporary(writing, where->path, where->temporary) ||
                               !berth_writing_name_temporary(writing, where->path, where->kept)))
        return berth_fail_errno(error, domain, errno, where->shown, "cannot note what is written beside it");
    where->is_written =
        write_beside(where, where->temporary, change->data, change->size, change->expected->exists ? &old : NULL);
    if (!where->is_written)
        return fail_to_write(where, "cannot write its new content beside it", domain, error);
    if (writing->lock >= 0)
        return true;
    return berth_fail_errno(error, domain, writing->reason, where->shown, "cannot be locked in " BERTH_STATE_FOLDER);
}

/* A link to the old file, by which it takes its place again if another cannot be replaced. */
static bool keep_old(place *where, berth_journal *journal, const berth_file_change *change, berth_error_domain domain,
                     berth_error **error)
{
    struct stat status;
    unlinkat(where->folder, where->kept, 0);
    if (change->expected->exists && linkat(where->folder, where->name, where->folder, where->kept, 0) < 0)
        return fail_to_write(where, "cannot keep the old file beside the new one", domain, error);
    where->is_kept = change->expected->exists;
    if (fstatat(where->folder, where->temporary, &status, AT_SYMLINK_NOFOLLOW) < 0)
        return berth_fail_errno(error, domain, errno, where->shown, "cannot look at its new content");
    return berth_journal_add(journal, where->path, where->name, status.st_dev,
                             change->expected->exists ? change->expected->inode : 0, status.st_ino) ||
           berth_fail_memory(error, domain);
}

static bool commit(place *where, berth_error_domain domain, berth_error **error)
{
    if (renameat(where->folder, where->temporary, where->folder, where->name) < 0)
        return fail_to_write(where, "cannot put the new file in its place", domain, error);
    where->is_written = false;
    if (fsync(where->folder) < 0)
        return berth_fail_errno(error, domain, errno, where->shown,
                                "was replaced, but its folder cannot be synced to disk");
    return true;
}

/* Puts the old files back in the places that new ones took. What cannot be is left to the next writer. */
static bool undo(place *places, size_t count, int state)
{
    bool done = true;
    for (size_t i = 0; i < count; i++) {
        if (places[i].is_written)
            continue;
        bool back = places[i].is_kept
                        ? renameat(places[i].folder, places[i].kept, places[i].folder, places[i].name) == 0
                        : unlinkat(places[i].folder, places[i].name, 0) == 0;
        done = back && fsync(places[i].folder) == 0 && done;
        places[i].is_kept = !back && places[i].is_kept;
    }
    if (done)
        berth_journal_remove(state);
    else
        for (size_t i = 0; i < count; i++)
            places[i].is_written = places[i].is_kept = false;
    return false;
}

/* Several files are one step by a journal: what is in it is new, even if a crash comes before it is renamed. */
static bool commit_all(place *places, size_t count, const berth_writing *writing, const berth_file_change *changes,
                       berth_error_domain domain, berth_error **error)
{
    berth_journal journal = {0};
    BERTH_AUTO_CLOSE int state = berth_state_open(writing->root);
    bool done = state >= 0 || berth_fail_errno(error, domain, errno, BERTH_STATE_FOLDER, "cannot open it");
    for (size_t i = 0; done && i < count; i++)
        done = keep_old(&places[i], &journal, &changes[i], domain, error);
    done =
        done && (berth_writing_name_temporary(writing, BERTH_STATE_FOLDER, BERTH_JOURNAL_NEW) ||
                 berth_fail_errno(error, domain, errno, BERTH_STATE_FOLDER, "cannot note that a journal is written"));
    if (done && !berth_journal_write(&journal, state)) {
        done = berth_fail_errno(error, domain, errno, BERTH_STATE_FOLDER, "cannot write the journal of a save");
        berth_journal_remove(state);
    }
    berth_journal_clear(&journal);
    if (!done)
        return false;
    for (size_t i = 0; done && i < count; i++)
        done = commit(&places[i], domain, error);
    if (done && !berth_journal_remove(state))
        done = berth_fail_errno(error, domain, errno, BERTH_STATE_FOLDER, "cannot take the journal of a save away");
    return done || undo(places, count, state);
}

bool berth_files_replace(berth_writing *writing, const berth_file_change *changes, size_t count,
                         berth_error_domain domain, berth_error **error)
{
    place *places = calloc(count, sizeof *places);
    struct stat unused;
    size_t found = 0;
    bool done = true;
    if (!places)
        return berth_fail_memory(error, domain);
    for (; done && found < count; found++)
        done = prepare(&places[found], writing, &changes[found], domain, error);
    /* Once more, as late as can be: a file may have changed while the new ones were written. */
    for (size_t i = 0; done && i < count; i++)
        done = check_unchanged(&places[i], writing, changes[i].expected, &unused, domain, error);
    if (done)
        done = count == 1 ? commit(places, domain, error) : commit_all(places, count, writing, changes, domain, error);
    for (size_t i = 0; i < found; i++) {
        if ((places[i].is_written && unlinkat(places[i].folder, places[i].temporary, 0) < 0) ||
            (places[i].is_kept && unlinkat(places[i].folder, places[i].kept, 0) < 0))
            writing->left = true;
        place_clear(&places[i]);
    }
    free(places);
    return done;
}
