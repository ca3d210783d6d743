/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A connection on which every wait has a limit and can be cancelled. */
#ifndef BERTH_KEYCODE_STREAM_H
#define BERTH_KEYCODE_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "keycode/target.h"

typedef struct key_stream {
    int fd;
    char *bytes; /* that were read and not taken yet */
    size_t start, count, capacity;
} key_stream;

/** Connects to a socket of the file system. Fails NOT_FOUND, DENIED, TIMEOUT, CANCELLED, IO. */
bool key_stream_connect_unix(key_stream *stream, const char *path, const key_deadline *deadline, berth_error **error);

/** Connects to a server by TCP; tries each of its addresses. Fails so too. */
bool key_stream_connect_tcp(key_stream *stream, const char *host, const char *port, const key_deadline *deadline,
                            berth_error **error);

/** Takes over a descriptor that is connected. */
void key_stream_init(key_stream *stream, int fd);
void key_stream_close(key_stream *stream);

bool key_stream_write(key_stream *stream, const void *bytes, size_t length, int64_t end_ms,
                      const key_deadline *deadline, berth_error **error);

/** Reads exactly @length bytes; into NULL: and forgets them. Fails IO when the other side ends before. */
bool key_stream_read(key_stream *stream, void *bytes, size_t length, int64_t end_ms, const key_deadline *deadline,
                     berth_error **error);

/** Reads a line of up to @most bytes. Returns: (borrowed): it without its end, until the next read. */
char *key_stream_read_line(key_stream *stream, size_t most, int64_t end_ms, const key_deadline *deadline,
                           berth_error **error);

/** Whether there is something to read before @end_ms. False, without an error, when there is not. */
bool key_stream_wait(key_stream *stream, int64_t end_ms, const key_deadline *deadline);

#endif
