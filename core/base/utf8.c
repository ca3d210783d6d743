/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/utf8.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool berth_is_utf8(const char *text)
{
    /* jansson makes a string of nothing else. */
    json_t *string = json_string(text);
    json_decref(string);
    return string != NULL;
}

void berth_show_as_utf8(char *text)
{
    if (berth_is_utf8(text))
        return;
    for (char *byte = text; *byte; byte++)
        if ((unsigned char)*byte > 0x7f)
            *byte = '?';
}

void berth_cut_text(char *text, size_t size)
{
    static const char dots[] = "...";
    size_t end = size > sizeof dots ? size - sizeof dots : 0;
    while (end && (text[end] & 0xc0) == 0x80)
        end--;
    snprintf(text + end, size - end, "%s", dots);
}

void berth_print_cut(char *text, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, size, format, arguments);
    va_end(arguments);
    if (length >= 0 && (size_t)length >= size)
        berth_cut_text(text, size);
}

const char *berth_skip_mark(const char *text)
{
    static const char mark[] = "\xef\xbb\xbf";
    return strncmp(text, mark, strlen(mark)) == 0 ? text + strlen(mark) : text;
}
