/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(berth_buffer *buffer, size_t more)
{
    if (buffer->failed)
        return false;
    size_t needed = buffer->length + more + 1;
    if (needed <= buffer->capacity)
        return true;
    size_t capacity = buffer->capacity ? buffer->capacity : 256;
    while (capacity < needed)
        capacity *= 2;
    char *grown = realloc(buffer->data, capacity);
    if (!grown) {
        buffer->failed = true;
        return false;
    }
    buffer->data = grown;
    buffer->capacity = capacity;
    return true;
}

void berth_buffer_add(berth_buffer *buffer, const char *bytes, size_t length)
{
    if (!reserve(buffer, length))
        return;
    if (length)
        memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void berth_buffer_add_string(berth_buffer *buffer, const char *text)
{
    berth_buffer_add(buffer, text, strlen(text));
}

void berth_buffer_printf(berth_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    char *text = NULL;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0) {
        buffer->failed = true;
        return;
    }
    berth_buffer_add(buffer, text, (size_t)length);
    free(text);
}

void berth_buffer_clear(berth_buffer *buffer)
{
    free(buffer->data);
    memset(buffer, 0, sizeof *buffer);
}

char *berth_buffer_steal(berth_buffer *buffer)
{
    berth_buffer_add(buffer, "", 0);
    char *text = buffer->failed ? NULL : buffer->data;
    if (!text)
        free(buffer->data);
    memset(buffer, 0, sizeof *buffer);
    return text;
}
