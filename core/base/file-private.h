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

/** Reads @fd, of which some @expected bytes are, to its end; with a NUL behind. False with errno. */
bool berth_content_fill(berth_content *content, int fd, size_t expected);

/** Tells the next writer of a temporary file, under the root, that would be left by a crash. */
bool berth_writing_name_temporary(const berth_writing *writing, const char *folder, const char *name);

berth_stamp berth_stamp_of(const struct stat *status);

#endif
