/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What is renamed when several files are replaced in one step. While a journal is there, its files count as renamed:
 * readers take the new ones, and the next writer renames what is left.
 */
#ifndef BERTH_BASE_FILE_JOURNAL_H
#define BERTH_BASE_FILE_JOURNAL_H

#include "base/file.h"

#define BERTH_JOURNAL_NEW "journal.new" /* the name of one that is being written */

/** One file. Beside it, under names of its own, stand the new one until it is renamed and a link to the old one. */
typedef struct berth_journal_entry {
    char *folder, *name; /* under the root, without symbolic links */
    dev_t device;
    ino_t old; /* 0: there was none */
    ino_t new;
} berth_journal_entry;

typedef struct berth_journal {
    berth_journal_entry *entries;
    size_t count, capacity;
} berth_journal;

/** Copies the names. False when memory ran out. */
bool berth_journal_add(berth_journal *journal, const char *folder, const char *name, dev_t device, ino_t old,
                       ino_t new);
void berth_journal_clear(berth_journal *journal);

/** The name beside @name under which the new file waits, or the old one is kept. NULL when memory ran out. */
char *berth_journal_new_name(const char *name);
char *berth_journal_old_name(const char *name);

/** Puts @journal in its place in the folder of state @state, synced. False with errno. */
bool berth_journal_write(const berth_journal *journal, int state);

/** Takes the journal away, synced. False with errno. */
bool berth_journal_remove(int state);

/** Reads the journal; where there is none it is empty. False with errno; EBADMSG for one that is none. */
bool berth_journal_read(berth_journal *journal, int state);

/**
 * The descriptor of the new file that the journal says stands for @path, which is open as @fd (-1 for none) with
 * @status; -1 where it says nothing of it.
 */
int berth_journal_open_new(const berth_root *root, const char *path, int fd, const struct stat *status);

/** Renames what is left of a journal, or undoes it whole where that cannot be. Fails CORRUPT. */
bool berth_journal_finish(const berth_root *root, int state, berth_error_domain domain, berth_error **error);

#endif
