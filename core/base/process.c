/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* posix_spawn, a pipe, a pidfd and poll: safe in a threaded process, and no signal handler. */
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"

#define MAX_OUTPUT 65536
#define GRACE_MS 1000 /* between asking a program to end and ending it */

int64_t berth_clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void berth_sleep_ms(int duration_ms, const berth_cancel *cancel)
{
    struct pollfd watched = {.fd = cancel ? berth_cancel_get_fd(cancel) : -1, .events = POLLIN};
    poll(&watched, 1, duration_ms);
}

void berth_process_result_clear(berth_process_result *result)
{
    free(result->output);
    memset(result, 0, sizeof *result);
}

char *berth_process_find(const char *program)
{
    static const char *const folders[] = {"/usr/sbin", "/usr/bin", "/sbin", "/bin"};
    for (size_t i = 0; i < BERTH_COUNT(folders); i++) {
        char *path = NULL;
        if (asprintf(&path, "%s/%s", folders[i], program) < 0)
            return NULL;
        if (access(path, X_OK) == 0)
            return path;
        free(path);
    }
    return NULL;
}

static int spawn(const char *const argv[], int output, pid_t *pid)
{
    static const char *const environment[] = {"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                                              "LC_ALL=C.UTF-8", NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    posix_spawn_file_actions_adddup2(&actions, output, 2);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    int reason = posix_spawn(pid, argv[0], &actions, &attributes, (char *const *)argv, (char *const *)environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return reason;
}

/* Takes what is there to read; false once the pipe has ended. */
static bool drain(int fd, berth_buffer *output)
{
    char bytes[4096];
    ssize_t got = read(fd, bytes, sizeof bytes);
    if (got < 0)
        return errno == EAGAIN || errno == EINTR;
    if (output->length < MAX_OUTPUT)
        berth_buffer_add(output, bytes, (size_t)got);
    return got > 0;
}

typedef enum outcome { ENDED, TIMED_OUT, CANCELLED } outcome;

/*
 * Waits for the program itself, not for the end of its output: a daemon it leaves behind may keep the pipe
 * open for ever.
 */
static outcome wait_for(int pidfd, int output_fd, berth_buffer *output, int64_t deadline, const berth_cancel *cancel)
{
    struct pollfd watched[] = {
        {.fd = pidfd,                                     .events = POLLIN},
        {.fd = output_fd,                                 .events = POLLIN},
        {.fd = cancel ? berth_cancel_get_fd(cancel) : -1, .events = POLLIN},
    };
    for (;;) {
        int64_t left = deadline - berth_clock_ms();
        int ready = poll(watched, BERTH_COUNT(watched), left > 0 ? (int)left : 0);
        if (ready > 0 && watched[1].revents && !drain(output_fd, output))
            watched[1].fd = -1;
        if (ready > 0 && watched[0].revents)
            return ENDED;
        if (ready > 0 && watched[2].revents)
            return CANCELLED;
        if (ready == 0 && left <= 0)
            return TIMED_OUT;
    }
}

static void end_group(pid_t pid, int pidfd)
{
    struct pollfd watched = {.fd = pidfd, .events = POLLIN};
    kill(-pid, SIGTERM);
    poll(&watched, 1, GRACE_MS);
    kill(-pid, SIGKILL);
}

static void collect(pid_t pid, berth_process_result *result)
{
    int status = 0;
    pid_t waited;
    do
        waited = waitpid(pid, &status, 0);
    while (waited < 0 && errno == EINTR);
    /* Where the application ignores SIGCHLD nobody learns the status; the kernel's state tells the truth anyway. */
    result->exited = waited < 0 || WIFEXITED(status);
    result->status = waited < 0 ? 0 : WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
}

bool berth_process_run(const char *const argv[], int timeout_ms, const berth_cancel *cancel,
                       berth_process_result *result, berth_error_domain domain, berth_error **error)
{
    int ends[2];
    pid_t pid = -1;
    berth_buffer output = {0};
    memset(result, 0, sizeof *result);
    if (pipe2(ends, O_CLOEXEC) < 0)
        return berth_fail_errno(error, domain, errno, NULL, "cannot make a pipe for %s", argv[0]);
    BERTH_AUTO_CLOSE int output_fd = ends[0];
    fcntl(output_fd, F_SETFL, O_NONBLOCK);
    int64_t deadline = berth_clock_ms() + timeout_ms;
    int reason = spawn(argv, ends[1], &pid);
    close(ends[1]);
    if (reason)
        return berth_fail_errno(error, domain, reason, NULL, "cannot run %s", argv[0]);
    BERTH_AUTO_CLOSE int pidfd = (int)syscall(SYS_pidfd_open, pid, 0);
    if (pidfd < 0) {
        reason = errno;
        kill(-pid, SIGKILL);
        collect(pid, result);
        return berth_fail_errno(error, domain, reason, NULL, "cannot watch %s (pidfd_open(2), Linux 5.3)", argv[0]);
    }
    outcome how = wait_for(pidfd, output_fd, &output, deadline, cancel);
    if (how != ENDED)
        end_group(pid, pidfd);
    collect(pid, result);
    while (output.length < MAX_OUTPUT) {
        size_t before = output.length;
        if (!drain(output_fd, &output) || output.length == before)
            break;
    }
    result->output = berth_buffer_steal(&output);
    if (how == ENDED)
        return result->output ? true : berth_fail_memory(error, domain);
    berth_process_result_clear(result);
    if (how == CANCELLED)
        return berth_fail(error, domain, BERTH_ERROR_CANCELLED, "cancelled; %s was ended", argv[0]);
    return berth_fail(error, domain, BERTH_ERROR_TIMEOUT,
                      "%s did not end within %d ms and was ended; give it a longer time limit", argv[0], timeout_ms);
}
