/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Files under a root folder: read whole, replaced whole. Every path the library touches goes through
 * here, so that a root moves all of them and nothing outside it is ever followed.
 */
#ifndef BERTH_BASE_FILE_H
#define BERTH_BASE_FILE_H

#include <sys/stat.h>

#include "base/memory.h"
#include "berth/berth-base.h"

/** A folder that stands for "/"; @fd holds it open (O_PATH), so renaming it does not move us. */
typedef struct berth_root {
    char *path; /* as given, without a trailing slash; "/" for the running system */
    int fd;
} berth_root;

bool berth_root_open(berth_root *root, const char *path, berth_error_domain domain, berth_error **error);
void berth_root_close(berth_root *root);
bool berth_root_is_system(const berth_root *root);

/** Returns: (owned) (nullable): @path as the caller of the library would write it, for messages. */
char *berth_root_show(const berth_root *root, const char *path);

/** What a file was when it was read: enough to see that somebody wrote it since. */
typedef struct berth_stamp {
    bool exists;
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec modified, changed;
} berth_stamp;

/** A file's whole content, with a NUL after the last byte. */
typedef struct berth_content {
    char *data;
    size_t size;
    berth_stamp stamp;
} berth_content;

void berth_content_clear(berth_content *content);

/** Reads a regular file. Fails NOT_FOUND, DENIED, IO, INVALID (no regular file), NO_MEMORY. */
bool berth_file_read(const berth_root *root, const char *path, berth_content *content, berth_error_domain domain,
                     berth_error **error);

/** write(2) to the end, also beyond a limit on the size of files: fails with EFBIG, and no signal reaches the program.
 */
bool berth_write_all(int fd, const char *data, size_t size);

/** Returns: whether @path is a regular file, or cannot be looked at: then reading it tells why. */
bool berth_file_exists(const berth_root *root, const char *path);

/** Returns: whether anything has the name @path, be it a link that leads nowhere: reading it tells what is wrong. */
bool berth_file_is_named(const berth_root *root, const char *path);

/**
 * What one writer at a time holds, from before it reads what it will change until that is saved. Readers need none:
 * they see the old files or the new ones.
 */
#define BERTH_WRITING_TIMEOUT_MS 5000

typedef struct berth_writing {
    const berth_root *root;
    bool left;      /* a temporary file could not be removed; the next writer tries again */
    bool overtaken; /* somebody who does not know the lock wrote a file since it was read */
    int lock;       /* -1 where it could not be had, of which @reason is the errno: then nothing is written */
    int reason;
} berth_writing;

/**
 * Waits for other writers, for 5 seconds, and finishes or undoes what one left that crashed. A folder of state that
 * cannot be written to is no failure here: what cannot be written is found out where it is tried. Fails BUSY (which
 * says who holds the lock), CANCELLED, IO, CORRUPT (what was left can be neither finished nor undone).
 */
bool berth_writing_begin(berth_writing *writing, const berth_root *root, berth_cancel *cancel,
                         berth_error_domain domain, berth_error **error);
void berth_writing_end(berth_writing *writing);

/** What a file is to become. */
typedef struct berth_file_change {
    const char *path;
    const char *data;
    size_t size;
    const berth_stamp *expected; /* what the file was when it was read */
} berth_file_change;

/**
 * Replaces files, all or none: writes a temporary file beside each, syncs it, renames it over the old one, syncs the
 * folder. What is renamed of several stands in a journal first, so that after a crash the next writer, and until then
 * each reader, takes all of them as new. Keeps owner, mode and extended attributes (access lists and SELinux labels are
 * such), and follows symbolic links to the file they end at. Fails CONFLICT when a file is not the one that is
 * expected, DENIED, IO, NOT_FOUND (no folder).
 */
bool berth_files_replace(berth_writing *writing, const berth_file_change *changes, size_t count,
                         berth_error_domain domain, berth_error **error);

/** Adds the folders in which the way to @path may change: where it ends, then that of each symbolic link on it. */
bool berth_file_add_folders(const berth_root *root, const char *path, berth_strings *folders);

/** Adds the paths that match a glob(7) pattern, sorted; none is no failure. */
bool berth_file_glob(const berth_root *root, const char *pattern, berth_strings *paths);

/** Adds the names in a folder, sorted, without "." and ".."; a folder that cannot be read adds none. */
bool berth_file_list_folder(const berth_root *root, const char *path, berth_strings *names);

#endif
