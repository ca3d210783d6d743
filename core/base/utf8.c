/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/utf8.h"

#include <jansson.h>

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
