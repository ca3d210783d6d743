/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_BASE_UTF8_H
#define BERTH_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/** Whether @text is UTF-8, as every string of XML, JSON and of this library's callers is. */
bool berth_is_utf8(const char *text);

/** Puts a '?' in place of each byte beyond ASCII, unless @text is UTF-8: to show what cannot be held. */
void berth_show_as_utf8(char *text);

/** Ends a text that does not fit into @size bytes, of which it fills all: between characters, by "...". */
void berth_cut_text(char *text, size_t size);

/** snprintf(3) into @size bytes that cuts as berth_cut_text(). */
void berth_print_cut(char *text, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));

/** Returns: @text behind the byte order mark that some editors put in front of UTF-8. */
const char *berth_skip_mark(const char *text);

#endif
