/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Opening a path inside a root by hand, one component at a time, for systems without openat2(2): kernels before 5.6,
 * and sandboxes that do not know it yet.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file-private.h"

#define MAX_LINKS 40 /* as the kernel's own limit, path_resolution(7) */

static bool same(int a, int b)
{
    struct stat one, other;
    return fstat(a, &one) == 0 && fstat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* Replaces *@folder by what @name is in it; the folder above the root is the root. */
static bool enter(const berth_root *root, int *folder, const char *name, int flags)
{
    bool stay = strcmp(name, "..") == 0 && same(*folder, root->fd);
    int next = openat(*folder, stay ? "." : name, flags | O_NOFOLLOW | O_CLOEXEC);
    int reason = errno;
    close(*folder);
    *folder = next;
    errno = reason;
    return next >= 0;
}

/* Puts the target of the link @name in front of what is left of the path. */
static bool prepend_target(int folder, const char *name, char rest[PATH_MAX])
{
    char target[PATH_MAX], joined[2 * PATH_MAX];
    int size;
    ssize_t length = readlinkat(folder, name, target, sizeof target - 1);
    if (length < 0)
        return false;
    target[length] = '\0';
    size = snprintf(joined, sizeof joined, "%s/%s", target, rest);
    if (size >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(rest, joined, (size_t)size + 1);
    return true;
}

int berth_root_open_by_hand(const berth_root *root, const char *path, int flags)
{
    char rest[PATH_MAX];
    int folder = fcntl(root->fd, F_DUPFD_CLOEXEC, 0);
    if (snprintf(rest, sizeof rest, "%s", path) >= (int)sizeof rest) {
        errno = ENAMETOOLONG;
        goto failed;
    }
    for (int links = 0; folder >= 0 && links <= MAX_LINKS;) {
        char name[NAME_MAX + 1];
        struct stat status;
        char *start = rest + strspn(rest, "/");
        size_t length = strcspn(start, "/");
        bool last = start[length + strspn(start + length, "/")] == '\0';
        if (length > NAME_MAX) {
            errno = ENAMETOOLONG;
            goto failed;
        }
        snprintf(name, sizeof name, "%.*s", length ? (int)length : 1, length ? start : ".");
        memmove(rest, start + length, strlen(start + length) + 1);
        bool follow = !(last && flags & O_NOFOLLOW);
        if (follow && fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode)) {
            if (!prepend_target(folder, name, rest))
                goto failed;
            if (rest[0] == '/') {
                close(folder);
                folder = fcntl(root->fd, F_DUPFD_CLOEXEC, 0);
            }
            links++;
        } else if (!enter(root, &folder, name, last ? flags : O_PATH) || last) {
            return folder;
        }
    }
    if (folder >= 0)
        errno = ELOOP;
failed:
    if (folder >= 0) {
        int reason = errno;
        close(folder);
        errno = reason;
    }
    return -1;
}
