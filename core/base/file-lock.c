/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * One writer at a time. The lock is on a file that its owner alone can open: nobody else can keep the owner from
 * writing. The file says who holds it and which temporary files it makes, so that the next one can name it, or tidy up
 * after it.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/cancel.h"
#include "base/error.h"
#include "base/file-journal.h"
#include "base/file-private.h"
#include "base/process.h"
#include "base/state.h"

#define NAME "lock"
#define STEP_MS 5
#define MAX_HOLDER 256 /* bytes of the first line */

/* The first line of the file: "PID SECONDS COMMAND". */
static bool read_holder(int fd, int64_t *pid, time_t *since, char command[MAX_HOLDER])
{
    char text[MAX_HOLDER] = "";
    long long number = 0, seconds = 0;
    ssize_t size = pread(fd, text, sizeof text - 1, 0);
    if (size <= 0 || sscanf(text, "%lld %lld %255[^\n]", &number, &seconds, command) != 3)
        return false;
    *pid = number;
    *since = (time_t)seconds;
    return true;
}

static bool busy(int fd, const char *shown, berth_error_domain domain, berth_error **error)
{
    int64_t pid = 0;
    time_t since = 0;
    struct tm parts;
    char command[MAX_HOLDER], when[32] = "";
    if (!read_holder(fd, &pid, &since, command))
        return berth_fail_at(error, domain, BERTH_ERROR_BUSY, shown, 0,
                             "another program has held this lock for over 5 seconds; try again");
    strftime(when, sizeof when, "%H:%M:%S", localtime_r(&since, &parts));
    return berth_fail_at(error, domain, BERTH_ERROR_BUSY, shown, 0,
                         "process %" PRId64 " ('%s') has held this lock since %s; wait for it, or end it and try again",
                         pid, command, when);
}

static bool wait_for(int fd, const char *shown, berth_cancel *cancel, berth_error_domain domain, berth_error **error)
{
    int64_t end = berth_clock_ms() + BERTH_WRITING_TIMEOUT_MS;
    while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return berth_fail_errno(error, domain, errno, shown, "cannot lock it");
        if (!berth_cancel_check(cancel, domain, error))
            return false;
        if (berth_clock_ms() >= end)
            return busy(fd, shown, domain, error);
        berth_sleep_ms(STEP_MS, cancel);
    }
    return true;
}

/* The lines after the first name temporary files; a writer that ended as it should left none. */
static void remove_left(const berth_writing *writing)
{
    berth_content content = {0};
    struct stat status;
    if (fstat(writing->lock, &status) < 0 || !status.st_size ||
        !berth_content_fill(&content, writing->lock, (size_t)status.st_size))
        return;
    for (char *line = strchr(content.data, '\n'); line && line[1]; line = strchr(line + 1, '\n')) {
        BERTH_AUTO_FREE char *path = strndup(line + 1, strcspn(line + 1, "\n"));
        char *slash = path ? strrchr(path, '/') : NULL;
        if (!slash)
            continue;
        *slash = '\0';
        BERTH_AUTO_CLOSE int folder = berth_root_open_file(writing->root, *path ? path : "/", O_PATH | O_DIRECTORY);
        if (folder >= 0)
            unlinkat(folder, slash + 1, 0);
    }
    berth_content_clear(&content);
}

static bool sign(int fd)
{
    char text[MAX_HOLDER];
    int length = snprintf(text, sizeof text, "%lld %lld %s\n", (long long)getpid(), (long long)time(NULL),
                          program_invocation_short_name);
    return ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0 && berth_write_all(fd, text, (size_t)length);
}

/* Reading it tells a waiting writer who holds the lock; what it says is of no matter otherwise. */
bool berth_writing_name_temporary(const berth_writing *writing, const char *folder, const char *name)
{
    char *line = NULL;
    int length = asprintf(&line, "%s/%s\n", strcmp(folder, "/") == 0 ? "" : folder, name);
    bool done =
        length >= 0 && lseek(writing->lock, 0, SEEK_END) >= 0 && berth_write_all(writing->lock, line, (size_t)length);
    if (length >= 0)
        free(line);
    return done;
}

bool berth_writing_begin(berth_writing *writing, const berth_root *root, berth_cancel *cancel,
                         berth_error_domain domain, berth_error **error)
{
    BERTH_AUTO_FREE char *shown = berth_root_show(root, BERTH_STATE_FOLDER "/" NAME);
    *writing = (berth_writing){.root = root, .lock = -1};
    BERTH_AUTO_CLOSE int state = berth_state_make(root);
    int fd = state < 0 ? -1 : openat(state, NAME, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) {
        writing->reason = errno;
        return true;
    }
    bool done = wait_for(fd, shown, cancel, domain, error);
    writing->lock = done ? fd : -1;
    if (!done) {
        close(fd);
        return false;
    }
    /* What is left of a save that had begun to rename is finished first, since it needs what is tidied up then. */
    done = berth_journal_finish(root, state, domain, error);
    if (done) {
        remove_left(writing);
        done = sign(fd) || berth_fail_errno(error, domain, errno, shown, "cannot write it");
    }
    if (!done)
        berth_writing_end(writing);
    return done;
}

void berth_writing_end(berth_writing *writing)
{
    if (writing->lock < 0)
        return;
    /* What stays in it is for the next writer. Without it nothing of ours is left, so a failure is of no matter. */
    int ignored = writing->left ? 0 : ftruncate(writing->lock, 0);
    (void)ignored;
    close(writing->lock);
    writing->lock = -1;
}
