/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/starts.h"

#include <ctype.h>
#include <stdio.h>

#include "base/error.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

/* Takes a word and the white space before it out of a line; the last word takes the line along. */
static bool remove_word(debian_document *document, debian_line *line, debian_slice word)
{
    debian_slice value = debian_value(line);
    const char *start = word.text, *end = word.text + word.length;
    const char *value_end = value.text + value.length;
    while (start > value.text && isspace((unsigned char)start[-1]))
        start--;
    if (start == value.text)
        while (end < value_end && isspace((unsigned char)*end))
            end++;
    char *rest = NULL;
    if (asprintf(&rest, "%.*s%.*s", (int)(start - value.text), value.text, (int)(value_end - end), end) < 0)
        return false;
    bool done = true;
    if (*rest)
        done = debian_line_set_value(document, line, rest);
    else
        line->deleted = true;
    free(rest);
    return done;
}

bool debian_remove_starts(debian_files *files, const char *name, int mode)
{
    for (size_t i = 0; i < files->start_count; i++) {
        debian_document *document = &files->documents[files->starts[i].document];
        debian_line *line = &document->lines[files->starts[i].line];
        debian_slice rest = debian_value(line), word;
        if (mode && debian_line_start_mode(line) != (berth_start_mode)mode)
            continue;
        while (!line->deleted && debian_next_word(&rest, &word)) {
            if (!debian_slice_is(word, name))
                continue;
            if (!remove_word(document, line, word))
                return false;
            rest = debian_value(line);
        }
    }
    return true;
}

const char *debian_start_keyword(berth_start_mode mode)
{
    return mode == BERTH_START_MODE_ONBOOT ? "auto" : "allow-hotplug";
}

bool debian_set_start(debian_files *files, const debian_stanza *first, const char *name, berth_start_mode wanted,
                      berth_error **error)
{
    berth_start_mode old = debian_files_start_mode(files, name, NULL);
    BERTH_AUTO_FREE char *text = NULL;
    if (old == wanted)
        return true;
    if (old != BERTH_START_MODE_NONE) {
        if (!debian_remove_starts(files, name, BERTH_START_MODE_ONBOOT) ||
            !debian_remove_starts(files, name, BERTH_START_MODE_HOTPLUG))
            return berth_fail_memory(error, DOMAIN);
        if (debian_files_start_mode(files, name, NULL) != BERTH_START_MODE_NONE)
            return berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                              "a pattern in an auto or allow-hotplug line starts '%s'; change that line by hand first",
                              name);
    }
    if (wanted == BERTH_START_MODE_NONE)
        return true;
    if (asprintf(&text, "%s %s\n", debian_start_keyword(wanted), name) < 0 ||
        !debian_line_add_before(&files->documents[first->document], debian_files_line(files, first, first->first),
                                text))
        return berth_fail_memory(error, DOMAIN);
    return true;
}
