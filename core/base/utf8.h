/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_BASE_UTF8_H
#define BERTH_BASE_UTF8_H

#include <stdbool.h>

/** Whether @text is UTF-8, as every string of XML, JSON and of this library's callers is. */
bool berth_is_utf8(const char *text);

/** Puts a '?' in place of each byte beyond ASCII, unless @text is UTF-8: to show what cannot be held. */
void berth_show_as_utf8(char *text);

#endif
