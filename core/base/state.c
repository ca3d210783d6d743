/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/state.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file-private.h"

int berth_state_open(const berth_root *root)
{
    return berth_root_open_file(root, BERTH_STATE_FOLDER, O_RDONLY | O_DIRECTORY);
}

/* Makes the folder that the first @length bytes of its path name. */
static bool make_folder(const berth_root *root, size_t length)
{
    BERTH_AUTO_FREE char *path = strndup(BERTH_STATE_FOLDER, length);
    char *slash = path ? strrchr(path, '/') : NULL;
    if (!slash)
        return false;
    *slash = '\0';
    BERTH_AUTO_CLOSE int above = berth_root_open_file(root, *path ? path : "/", O_PATH | O_DIRECTORY);
    return above >= 0 && (mkdirat(above, slash + 1, 0755) == 0 || errno == EEXIST);
}

int berth_state_make(const berth_root *root)
{
    static const char folder[] = BERTH_STATE_FOLDER;
    int fd = berth_state_open(root);
    if (fd >= 0 || errno != ENOENT)
        return fd;
    for (size_t end = 0; folder[end];) {
        end += 1 + strcspn(&folder[end + 1], "/");
        if (!make_folder(root, end))
            return -1;
    }
    return berth_state_open(root);
}
