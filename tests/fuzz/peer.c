/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "peer.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "keycode/target.h"

static struct {
    const uint8_t *data;
    size_t size;
    int fd; /* the server's end */
    int64_t clock_ms;
} peer;

/* The linker puts these in place of the functions without "__wrap_". */
int __wrap_connect(int fd, const struct sockaddr *address, socklen_t length);
ssize_t __real_recv(int fd, void *bytes, size_t length, int flags);
ssize_t __wrap_recv(int fd, void *bytes, size_t length, int flags);
int __real_poll(struct pollfd *sources, nfds_t count, int timeout_ms);
int __wrap_poll(struct pollfd *sources, nfds_t count, int timeout_ms);
int64_t __wrap_berth_clock_ms(void);
void __wrap_berth_sleep_ms(int duration_ms, const berth_cancel *cancel);

/* Some servers end the connection after their last byte, some fall silent. */
int __wrap_connect(int fd, const struct sockaddr *address, socklen_t length)
{
    int ends[2];
    (void)address;
    (void)length;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0 || dup3(ends[0], fd, O_CLOEXEC) < 0)
        abort();
    close(ends[0]);
    peer.fd = ends[1];
    if (send(peer.fd, peer.data, peer.size, MSG_DONTWAIT) != (ssize_t)peer.size)
        abort();
    if (peer.size % 2)
        shutdown(peer.fd, SHUT_WR);
    return 0;
}

/* What a server says comes in pieces. */
ssize_t __wrap_recv(int fd, void *bytes, size_t length, int flags)
{
    size_t most = peer.size % 64 + 1;
    return __real_recv(fd, bytes, length < most ? length : most, flags);
}

/* Nobody waits: where one would, the clock is put forward. */
int __wrap_poll(struct pollfd *sources, nfds_t count, int timeout_ms)
{
    int ready = __real_poll(sources, count, 0);
    if (ready == 0)
        peer.clock_ms += timeout_ms;
    return ready;
}

int64_t __wrap_berth_clock_ms(void)
{
    return peer.clock_ms;
}

void __wrap_berth_sleep_ms(int duration_ms, const berth_cancel *cancel)
{
    (void)cancel;
    peer.clock_ms += duration_ms;
}

/* A call fails with an error, and has none otherwise. */
static bool check(bool done, berth_error **error)
{
    if (done != !*error)
        abort();
    berth_error_free(*error);
    *error = NULL;
    return done;
}

void peer_say(const char *uri, const uint8_t *data, size_t size, const unsigned *keys, size_t count)
{
    berth_error *error = NULL;
    peer.data = data;
    peer.size = size;
    peer.fd = -1;
    berth_key_target *target = berth_key_target_new(uri, "secret", NULL, NULL, NULL, -1, NULL, &error);
    if (check(target, &error)) {
        for (size_t i = 0; i < count; i++)
            check(berth_key_target_press(target, BERTH_CODESET_LINUX, keys[i], -1, NULL, &error), &error);
        for (size_t i = 0; i < count; i++)
            check(berth_key_target_release(target, BERTH_CODESET_LINUX, keys[i], -1, NULL, &error), &error);
        check(berth_key_target_close(target, 0, NULL, &error), &error);
    }
    berth_key_target_unref(target);
    close(peer.fd);
}
