/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What file.c and file-replace.c share. */
#ifndef BERTH_BASE_FILE_PRIVATE_H
#define BERTH_BASE_FILE_PRIVATE_H

#include <linux/openat2.h>
#include <sys/syscall.h>

#include "base/file.h"

/** open(2), close-on-exec, confined to @root. Returns: a descriptor, or -1 with errno. */
int berth_root_open_file(const berth_root *root, const char *path, int flags);

/** The same without openat2(2). */
int berth_root_open_by_hand(const berth_root *root, const char *path, int flags);

berth_stamp berth_stamp_of(const struct stat *status);

#endif
