/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_BASE_UTF8_H
#define BERTH_BASE_UTF8_H

#include <stdbool.h>

/** Whether @text is UTF-8, as every string of XML, JSON and of this library's callers is. */
bool berth_is_utf8(const char *text);

#endif
