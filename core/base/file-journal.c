/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/file-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/file-private.h"
#include "base/state.h"

#define NAME "journal"
#define HEAD "berth-journal 1\n" /* then for each file its three numbers, and two names that each end in a NUL */

bool berth_journal_add(berth_journal *journal, const char *folder, const char *name, dev_t device, ino_t old, ino_t new)
{
    berth_journal_entry entry = {strdup(folder), strdup(name), device, old, new};
    if (entry.folder && entry.name && BERTH_GROW(journal->entries, journal->count, journal->capacity)) {
        journal->entries[journal->count++] = entry;
        return true;
    }
    free(entry.folder);
    free(entry.name);
    return false;
}

void berth_journal_clear(berth_journal *journal)
{
    for (size_t i = 0; i < journal->count; i++) {
        free(journal->entries[i].folder);
        free(journal->entries[i].name);
    }
    free(journal->entries);
    *journal = (berth_journal){0};
}

static char *beside(const char *name, const char *what)
{
    char *text = NULL;
    return asprintf(&text, ".%s.berth-%s", name, what) < 0 ? NULL : text;
}

char *berth_journal_new_name(const char *name)
{
    return beside(name, "new");
}

char *berth_journal_old_name(const char *name)
{
    return beside(name, "old");
}

bool berth_journal_write(const berth_journal *journal, int state)
{
    berth_buffer text = {0};
    berth_buffer_add_string(&text, HEAD);
    for (size_t i = 0; i < journal->count; i++) {
        const berth_journal_entry *one = &journal->entries[i];
        berth_buffer_printf(&text, "%" PRIu64 " %" PRIu64 " %" PRIu64 " ", (uint64_t)one->device, (uint64_t)one->old,
                            (uint64_t)one->new);
        berth_buffer_add(&text, one->folder, strlen(one->folder) + 1);
        berth_buffer_add(&text, one->name, strlen(one->name) + 1);
    }
    size_t size = text.length;
    BERTH_AUTO_FREE char *bytes = berth_buffer_steal(&text);
    BERTH_AUTO_CLOSE int fd =
        openat(state, BERTH_JOURNAL_NEW, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (bytes && fd >= 0 && berth_write_all(fd, bytes, size) && fsync(fd) == 0 &&
        renameat(state, BERTH_JOURNAL_NEW, state, NAME) == 0 && fsync(state) == 0)
        return true;
    int reason = bytes ? errno : ENOMEM;
    unlinkat(state, BERTH_JOURNAL_NEW, 0);
    errno = reason;
    return false;
}

bool berth_journal_remove(int state)
{
    unlinkat(state, BERTH_JOURNAL_NEW, 0);
    return (unlinkat(state, NAME, 0) == 0 || errno == ENOENT) && fsync(state) == 0;
}

/* Takes one entry off @at. */
static bool parse_entry(berth_journal *journal, const char **at, const char *end)
{
    char *rest = NULL;
    uint64_t numbers[3];
    for (size_t i = 0; i < 3; i++) {
        numbers[i] = strtoull(*at, &rest, 10);
        if (rest == *at || *rest != ' ')
            return false;
        *at = rest + 1;
    }
    const char *folder = *at, *name = folder + strlen(folder) + 1;
    if (name >= end || *folder != '/' || !*name || strchr(name, '/'))
        return false;
    *at = name + strlen(name) + 1;
    return *at <= end &&
           berth_journal_add(journal, folder, name, (dev_t)numbers[0], (ino_t)numbers[1], (ino_t)numbers[2]);
}

bool berth_journal_read(berth_journal *journal, int state)
{
    berth_content content = {0};
    struct stat status;
    *journal = (berth_journal){0};
    BERTH_AUTO_CLOSE int fd = openat(state, NAME, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return errno == ENOENT;
    if (fstat(fd, &status) < 0 || !berth_content_fill(&content, fd, (size_t)status.st_size))
        return false;
    const char *at = content.data, *end = content.data + content.size;
    bool done = strncmp(at, HEAD, strlen(HEAD)) == 0;
    for (at += done ? strlen(HEAD) : 0; done && at < end;)
        done = parse_entry(journal, &at, end);
    berth_content_clear(&content);
    if (done)
        return true;
    berth_journal_clear(journal);
    errno = EBADMSG;
    return false;
}

/* --- Readers --- */

/* Whether an entry is about what is open, or about the path of what is not there. */
static bool is_about(const berth_journal_entry *entry, const char *path, int fd, const struct stat *status)
{
    size_t length = strlen(entry->folder);
    if (fd >= 0)
        return entry->old && status->st_dev == entry->device && status->st_ino == entry->old;
    return !entry->old && strncmp(path, entry->folder, length) == 0 && path[length] == '/' &&
           strcmp(path + length + 1, entry->name) == 0;
}

int berth_journal_open_new(const berth_root *root, const char *path, int fd, const struct stat *status)
{
    berth_journal journal;
    struct stat found;
    int opened = -1;
    BERTH_AUTO_CLOSE int state = berth_state_open(root);
    if (state < 0 || !berth_journal_read(&journal, state))
        return -1;
    for (size_t i = 0; i < journal.count && opened < 0; i++) {
        const berth_journal_entry *entry = &journal.entries[i];
        BERTH_AUTO_FREE char *name = berth_journal_new_name(entry->name);
        BERTH_AUTO_CLOSE int folder =
            is_about(entry, path, fd, status) ? berth_root_open_file(root, entry->folder, O_PATH | O_DIRECTORY) : -1;
        if (folder < 0 || !name)
            continue;
        opened = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
        if (opened >= 0 && (fstat(opened, &found) < 0 || found.st_ino != entry->new)) {
            close(opened);
            opened = -1;
        }
    }
    berth_journal_clear(&journal);
    return opened;
}

/* --- The next writer --- */

/* One file of a journal as it is found. */
typedef struct found {
    int folder;
    char *new_name, *old_name;
    bool waits;          /* the new file was not renamed yet */
    bool is_old, is_new; /* which of the two stands in its place; neither: somebody else's */
} found;

static ino_t inode_of(int folder, const char *name)
{
    struct stat status;
    return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status.st_ino : 0;
}

static bool look(found *at, const berth_root *root, const berth_journal_entry *entry)
{
    *at = (found){
        .folder = berth_root_open_file(root, entry->folder, O_RDONLY | O_DIRECTORY),
        .new_name = berth_journal_new_name(entry->name),
        .old_name = berth_journal_old_name(entry->name),
    };
    if (at->folder < 0 || !at->new_name || !at->old_name)
        return false;
    ino_t now = inode_of(at->folder, entry->name);
    at->waits = inode_of(at->folder, at->new_name) == entry->new;
    at->is_new = now == entry->new;
    at->is_old = now == entry->old;
    return true;
}

static bool go_on(const found *at, const berth_journal_entry *entry)
{
    return at->is_new || (at->waits && at->is_old && renameat(at->folder, at->new_name, at->folder, entry->name) == 0 &&
                          fsync(at->folder) == 0);
}

/* The old file takes its place again, where ours has it; somebody else's stays. */
static bool go_back(const found *at, const berth_journal_entry *entry)
{
    if (inode_of(at->folder, entry->name) != entry->new)
        return true;
    bool done = entry->old ? renameat(at->folder, at->old_name, at->folder, entry->name) == 0
                           : unlinkat(at->folder, entry->name, 0) == 0;
    return done && fsync(at->folder) == 0;
}

static bool settle(found *files, const berth_root *root, const berth_journal *journal)
{
    bool forward = true, done = true;
    for (size_t i = 0; i < journal->count; i++) {
        if (!look(&files[i], root, &journal->entries[i]))
            return false;
        forward = forward && (files[i].is_new || (files[i].waits && files[i].is_old));
    }
    for (size_t i = 0; forward && i < journal->count; i++)
        forward = go_on(&files[i], &journal->entries[i]);
    for (size_t i = 0; !forward && i < journal->count; i++)
        done = go_back(&files[i], &journal->entries[i]) && done;
    return done;
}

static void tidy(found *at)
{
    if (at->folder >= 0 && at->new_name && at->old_name) {
        unlinkat(at->folder, at->new_name, 0);
        unlinkat(at->folder, at->old_name, 0);
    }
}

bool berth_journal_finish(const berth_root *root, int state, berth_error_domain domain, berth_error **error)
{
    berth_journal journal;
    BERTH_AUTO_FREE char *shown = berth_root_show(root, BERTH_STATE_FOLDER "/" NAME);
    if (!berth_journal_read(&journal, state))
        return berth_fail_at(
            error, domain, BERTH_ERROR_CORRUPT, shown, 0,
            "cannot be read, and some save may be half done; look at the files that changed last, then "
            "remove it");
    found *files = calloc(journal.count + 1, sizeof *files);
    bool done = files != NULL;
    for (size_t i = 0; done && i < journal.count; i++)
        files[i].folder = -1;
    done = done && settle(files, root, &journal) && (!journal.count || berth_journal_remove(state));
    int reason = errno;
    for (size_t i = 0; files && i < journal.count; i++) {
        if (done)
            tidy(&files[i]);
        if (files[i].folder >= 0)
            close(files[i].folder);
        free(files[i].new_name);
        free(files[i].old_name);
    }
    free(files);
    berth_journal_clear(&journal);
    return done || berth_fail_errno(error, domain, reason, shown,
                                    "a save that was cut short can be neither finished nor undone");
}
