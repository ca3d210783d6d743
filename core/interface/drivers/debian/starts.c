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

/* Besides auto and allow-*, whose kind is their own. */
static bool is_other_with_names(debian_slice keyword)
{
    return debian_slice_is(keyword, "no-auto-down") || debian_slice_is(keyword, "no-scripts") ||
           debian_slice_is(keyword, "rename");
}

bool debian_names_interfaces(const debian_line *line)
{
    return line->kind == DEBIAN_ALLOW || (line->kind == DEBIAN_OTHER && is_other_with_names(debian_keyword(line)));
}

static bool has_wildcard(debian_slice word)
{
    for (size_t i = 0; i < word.length; i++)
        if (strchr("*?[\\", word.text[i]))
            return true;
    return false;
}

/* What follows @mark in @word; @word keeps what is before it. An empty slice without a mark. */
static debian_slice cut(debian_slice *word, char mark)
{
    const char *at = memchr(word->text, mark, word->length);
    if (!at)
        return (debian_slice){"", 0};
    debian_slice after = {at + 1, (size_t)(word->text + word->length - at) - 1};
    word->length = (size_t)(at - word->text);
    return after;
}

debian_slice debian_named_by(debian_slice keyword, debian_slice word)
{
    static const debian_slice none = {"", 0};
    bool starts_with_dev = word.length > 5 && memcmp(word.text, "/dev/", 5) == 0;
    if (debian_slice_is(keyword, "no-auto-down") || debian_slice_is(keyword, "no-scripts"))
        return has_wildcard(word) ? none : word; /* a "/" is no pattern here, as ifup was seen to take it */
    debian_slice logical = cut(&word, '=');
    if (debian_slice_is(keyword, "rename"))
        return has_wildcard(word) ? none : logical;
    /* Whatever such a pattern matches is brought up by that definition alone. */
    if (logical.length)
        return logical;
    if (word.length < 2 || *word.text != '/' || starts_with_dev)
        return word;
    word = (debian_slice){word.text + 1, word.length - 1};
    cut(&word, '/');
    return has_wildcard(word) ? none : word;
}

static bool remove_from(debian_document *document, debian_line *line, const char *name)
{
    debian_slice rest = debian_value(line), word;
    while (!line->deleted && debian_next_word(&rest, &word)) {
        if (!debian_slice_is(debian_named_by(debian_keyword(line), word), name))
            continue;
        if (!remove_word(document, line, word))
            return false;
        rest = debian_value(line);
    }
    return true;
}

bool debian_remove_name(debian_files *files, const char *name)
{
    for (size_t i = 0; i < files->document_count; i++)
        for (size_t j = 0; j < files->documents[i].count; j++) {
            debian_line *line = &files->documents[i].lines[j];
            if (debian_names_interfaces(line) && !remove_from(&files->documents[i], line, name))
                return false;
        }
    return true;
}

static bool remove_starts(debian_files *files, const char *name, berth_start_mode mode)
{
    for (size_t i = 0; i < files->start_count; i++) {
        debian_document *document = &files->documents[files->starts[i].document];
        debian_line *line = &document->lines[files->starts[i].line];
        if (files->starts[i].mode == mode && !remove_from(document, line, name))
            return false;
    }
    return true;
}

/* The kinds of lines that a start mode is made of. */
static const struct {
    berth_start_mode mode;
    const char *keyword;
} kinds[] = {
    {BERTH_START_MODE_ONBOOT,  "auto"         },
    {BERTH_START_MODE_HOTPLUG, "allow-hotplug"},
};

static bool has_kind(berth_start_mode mode, size_t kind)
{
    return mode == kinds[kind].mode || mode == BERTH_START_MODE_ONBOOT_HOTPLUG;
}

void debian_print_starts(berth_buffer *buffer, const char *name, berth_start_mode mode)
{
    for (size_t kind = 0; kind < BERTH_COUNT(kinds); kind++)
        if (has_kind(mode, kind))
            berth_buffer_printf(buffer, "%s %s\n", kinds[kind].keyword, name);
}

/* Takes @name out of the lines of one kind. */
static bool end_kind(debian_files *files, const char *name, size_t kind, berth_error **error)
{
    if (!remove_starts(files, name, kinds[kind].mode))
        return berth_fail_memory(error, DOMAIN);
    return !debian_files_find_start(files, name, kinds[kind].mode) ||
           berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                      "a pattern in an %s line starts '%s'; change that line by hand first", kinds[kind].keyword, name);
}

bool debian_set_start(debian_files *files, const debian_stanza *first, const char *name, berth_start_mode wanted,
                      berth_error **error)
{
    berth_buffer lines = {0};
    for (size_t kind = 0; kind < BERTH_COUNT(kinds); kind++) {
        bool has = debian_files_find_start(files, name, kinds[kind].mode) != NULL;
        if (has && !has_kind(wanted, kind) && !end_kind(files, name, kind, error)) {
            berth_buffer_clear(&lines);
            return false;
        }
        if (!has && has_kind(wanted, kind))
            debian_print_starts(&lines, name, kinds[kind].mode);
    }
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&lines);
    return (text && (!*text || debian_line_add_before(&files->documents[first->document],
                                                      debian_files_line(files, first, first->first), text))) ||
           berth_fail_memory(error, DOMAIN);
}
