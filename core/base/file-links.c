/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Where the way to a file leads through symbolic links: who watches the file has to watch those folders. */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file-private.h"

#define MAX_LINKS 40 /* as the kernel's own limit, path_resolution(7) */

/* The target of the link that the first @length bytes of @way name. Returns: false when that is no link. */
static bool read_link(const berth_root *root, const char *way, size_t length, char target[PATH_MAX])
{
    char prefix[PATH_MAX];
    snprintf(prefix, sizeof prefix, "%.*s", (int)length, way);
    int fd = berth_root_open_file(root, prefix, O_PATH | O_NOFOLLOW);
    ssize_t size = fd < 0 ? -1 : readlinkat(fd, "", target, PATH_MAX - 1);
    if (fd >= 0)
        close(fd);
    if (size <= 0)
        return false;
    target[size] = '\0';
    return true;
}

/* The length of the folder's name in the first @length bytes of @way. */
static size_t folder_length(const char *way, size_t length)
{
    while (length > 0 && way[length - 1] != '/')
        length--;
    return length > 1 ? length - 1 : length;
}

static bool add_folder(const char *way, size_t length, berth_strings *folders)
{
    return berth_strings_take(folders, strndup(way, folder_length(way, length)));
}

static bool walk(const berth_root *root, const char *path, berth_strings *folders)
{
    char way[PATH_MAX], target[PATH_MAX], next[2 * PATH_MAX + 2];
    snprintf(way, sizeof way, "%s", path);
    for (int links = 0; links <= MAX_LINKS; links++) {
        size_t end = 0, size = strlen(way);
        bool found = false;
        while (!found && end < size) {
            end += strspn(way + end, "/");
            end += strcspn(way + end, "/");
            found = read_link(root, way, end, target);
        }
        if (!add_folder(way, end, folders))
            return false;
        if (!found)
            break;
        int length = *target == '/' ? snprintf(next, sizeof next, "%s%s", target, way + end)
                                    : snprintf(next, sizeof next, "%.*s/%s%s", (int)folder_length(way, end), way,
                                               target, way + end);
        if (length >= PATH_MAX)
            break;
        memcpy(way, next, (size_t)length + 1);
    }
    return true;
}

bool berth_file_add_folders(const berth_root *root, const char *path, berth_strings *folders)
{
    berth_strings passed = {0};
    bool done = walk(root, path, &passed);
    for (size_t i = passed.count; done && i-- > 0;)
        done = berth_strings_add(folders, passed.items[i]);
    berth_strings_clear(&passed);
    return done;
}
