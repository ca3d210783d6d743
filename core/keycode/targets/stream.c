/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "keycode/targets/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/cancel.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/process.h"
#include "keycode/targets/lookup.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE
#define RETRY_MS 20
#define CHUNK ((size_t)16384)

void key_stream_init(key_stream *stream, int fd)
{
    *stream = (key_stream){.fd = fd};
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

void key_stream_close(key_stream *stream)
{
    if (stream->fd >= 0)
        close(stream->fd);
    free(stream->bytes);
    *stream = (key_stream){.fd = -1};
}

/* Waits for @events. Returns: 1 when they came, 0 when the time is over or the call was cancelled. */
static int wait_for(int fd, short events, int64_t end_ms, const key_deadline *deadline)
{
    for (;;) {
        int64_t left = end_ms - berth_clock_ms();
        struct pollfd sources[] = {
            {.fd = fd,                                                            .events = events},
            {.fd = deadline->cancel ? berth_cancel_get_fd(deadline->cancel) : -1, .events = POLLIN},
        };
        int ready = poll(sources, 2, left < 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int)left);
        if (ready > 0 && sources[1].revents)
            return 0;
        if (ready > 0)
            return 1;
        if (end_ms - berth_clock_ms() <= 0)
            return 0;
    }
}

static bool fail_wait(const key_deadline *deadline, berth_error **error)
{
    return berth_cancel_check(deadline->cancel, DOMAIN, error) &&
           berth_fail(error, DOMAIN, BERTH_ERROR_TIMEOUT, "it did not answer in time");
}

/* --- Connecting --- */

static bool connect_to(key_stream *stream, int family, const struct sockaddr *address, socklen_t length,
                       const key_deadline *deadline, int *reason, berth_error **error)
{
    int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    socklen_t size = sizeof *reason;
    *reason = 0;
    if (fd < 0 || (connect(fd, address, length) < 0 && errno != EINPROGRESS)) {
        *reason = errno;
        goto failed;
    }
    if (!wait_for(fd, POLLOUT, deadline->end_ms, deadline)) {
        fail_wait(deadline, error);
        goto failed;
    }
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, reason, &size) == 0 && *reason == 0) {
        key_stream_init(stream, fd);
        return true;
    }
failed:
    if (fd >= 0)
        close(fd);
    return false;
}

static bool fail_connect(int reason, const char *what, berth_error **error)
{
    if (reason == ECONNREFUSED || reason == ENOENT)
        return berth_fail(error, DOMAIN, BERTH_ERROR_NOT_FOUND, "nothing listens at %s; start it, or name another",
                          what);
    return berth_fail_errno(error, DOMAIN, reason, NULL, "cannot connect to %s", what);
}

bool key_stream_connect_unix(key_stream *stream, const char *path, const key_deadline *deadline, berth_error **error)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int reason = 0;
    if (strlen(path) >= sizeof address.sun_path)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID,
                          "the path '%s' is longer than %zu bytes, as sockets need it", path,
                          sizeof address.sun_path - 1);
    memcpy(address.sun_path, path, strlen(path) + 1);
    while (!connect_to(stream, AF_UNIX, (struct sockaddr *)&address, sizeof address, deadline, &reason, error)) {
        /* The server is busy with as many others as may wait for it. */
        if (reason == EAGAIN && key_deadline_sleep(deadline, RETRY_MS, error))
            continue;
        return reason && reason != EAGAIN && fail_connect(reason, path, error);
    }
    return true;
}

bool key_stream_connect_tcp(key_stream *stream, const char *host, const char *port, const key_deadline *deadline,
                            berth_error **error)
{
    struct addrinfo *found = key_lookup(host, port, deadline, error);
    char what[300];
    int reason = 0, one = 1;
    bool done = false;
    snprintf(what, sizeof what, "%s port %s", host, port);
    if (!found)
        return false;
    berth_error *problem = NULL;
    for (const struct addrinfo *each = found; each && !done && !problem; each = each->ai_next)
        done = connect_to(stream, each->ai_family, each->ai_addr, each->ai_addrlen, deadline, &reason, &problem);
    freeaddrinfo(found);
    if (problem)
        return berth_fail_with(error, problem, "");
    if (!done)
        return fail_connect(reason, what, error);
    setsockopt(stream->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return true;
}

/* --- Reading and writing --- */

bool key_stream_write(key_stream *stream, const void *bytes, size_t length, int64_t end_ms,
                      const key_deadline *deadline, berth_error **error)
{
    const char *at = bytes;
    while (length) {
        ssize_t sent = send(stream->fd, at, length, MSG_NOSIGNAL);
        if (sent >= 0) {
            at += sent;
            length -= (size_t)sent;
        } else if (errno != EAGAIN && errno != EINTR)
            return berth_fail_errno(error, DOMAIN, errno, NULL, "it went away");
        else if (!wait_for(stream->fd, POLLOUT, end_ms, deadline))
            return fail_wait(deadline, error);
    }
    return true;
}

/* Reads what there is, once there is something. The time ends this also where there is no end to what comes. */
static bool fill(key_stream *stream, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    if (stream->start) {
        memmove(stream->bytes, stream->bytes + stream->start, stream->count);
        stream->start = 0;
    }
    if (stream->capacity - stream->count < CHUNK) {
        char *more = realloc(stream->bytes, stream->capacity + 2 * CHUNK);
        if (!more)
            return berth_fail_memory(error, DOMAIN);
        stream->bytes = more;
        stream->capacity += 2 * CHUNK;
    }
    while (berth_clock_ms() < end_ms && berth_cancel_check(deadline->cancel, DOMAIN, NULL)) {
        ssize_t got = recv(stream->fd, stream->bytes + stream->count, stream->capacity - stream->count, 0);
        if (got > 0) {
            stream->count += (size_t)got;
            return true;
        }
        if (got == 0)
            return berth_fail(error, DOMAIN, BERTH_ERROR_IO, "it ended the connection");
        if (errno != EAGAIN && errno != EINTR)
            return berth_fail_errno(error, DOMAIN, errno, NULL, "it went away");
        if (!wait_for(stream->fd, POLLIN, end_ms, deadline))
            break;
    }
    return fail_wait(deadline, error);
}

bool key_stream_read(key_stream *stream, void *bytes, size_t length, int64_t end_ms, const key_deadline *deadline,
                     berth_error **error)
{
    char *to = bytes;
    while (length) {
        if (!stream->count && !fill(stream, end_ms, deadline, error))
            return false;
        size_t taken = length < stream->count ? length : stream->count;
        if (to) {
            memcpy(to, stream->bytes + stream->start, taken);
            to += taken;
        }
        stream->start += taken;
        stream->count -= taken;
        length -= taken;
    }
    return true;
}

char *key_stream_read_line(key_stream *stream, size_t most, int64_t end_ms, const key_deadline *deadline,
                           berth_error **error)
{
    size_t looked_at = 0;
    for (;;) {
        char *line = stream->count ? stream->bytes + stream->start : NULL;
        char *end = stream->count > looked_at ? memchr(line + looked_at, '\n', stream->count - looked_at) : NULL;
        if (end && (size_t)(end - line) <= most) {
            *end = '\0';
            stream->count -= (size_t)(end + 1 - line);
            stream->start += (size_t)(end + 1 - line);
            return line;
        }
        looked_at = stream->count;
        if (looked_at > most) {
            berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "it sent a line of more than %zu bytes", most);
            return NULL;
        }
        if (!fill(stream, end_ms, deadline, error))
            return NULL;
    }
}

bool key_stream_wait(key_stream *stream, int64_t end_ms, const key_deadline *deadline)
{
    return stream->count || wait_for(stream->fd, POLLIN, end_ms, deadline);
}
