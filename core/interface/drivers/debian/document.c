/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lines and edits; the grammar is interfaces(5)'s, "FILE FORMAT", and what ifupdown 0.8.41 was seen to do. */
#include "interface/drivers/debian/document.h"

#include <ctype.h>
#include <stdio.h>

#include "base/error.h"

bool debian_slice_is(debian_slice slice, const char *text)
{
    return strlen(text) == slice.length && memcmp(slice.text, text, slice.length) == 0;
}

char *debian_slice_copy(debian_slice slice)
{
    return strndup(slice.text, slice.length);
}

static bool is_space(char byte)
{
    return isspace((unsigned char)byte) != 0;
}

bool debian_next_word(debian_slice *rest, debian_slice *word)
{
    while (rest->length && is_space(*rest->text)) {
        rest->text++;
        rest->length--;
    }
    *word = (debian_slice){rest->text, 0};
    while (rest->length && !is_space(*rest->text)) {
        rest->text++;
        rest->length--;
        word->length++;
    }
    return word->length > 0;
}

static debian_slice trim(debian_slice slice)
{
    while (slice.length && is_space(*slice.text)) {
        slice.text++;
        slice.length--;
    }
    while (slice.length && is_space(slice.text[slice.length - 1]))
        slice.length--;
    return slice;
}

static debian_line_kind kind_of(debian_slice keyword)
{
    static const struct {
        const char *word;
        debian_line_kind kind;
    } keywords[] = {
        {"iface",            DEBIAN_IFACE           },
        {"auto",             DEBIAN_ALLOW           },
        {"source",           DEBIAN_SOURCE          },
        {"source-directory", DEBIAN_SOURCE_DIRECTORY},
        {"mapping",          DEBIAN_OTHER           },
        {"rename",           DEBIAN_OTHER           },
        {"no-scripts",       DEBIAN_OTHER           },
        {"no-auto-down",     DEBIAN_OTHER           },
    };
    for (size_t i = 0; i < BERTH_COUNT(keywords); i++)
        if (debian_slice_is(keyword, keywords[i].word))
            return keywords[i].kind;
    if (keyword.length > 6 && memcmp(keyword.text, "allow-", 6) == 0)
        return DEBIAN_ALLOW;
    return DEBIAN_OPTION;
}

/* The length of the physical line at @text, its newline included. */
static size_t physical_length(const char *text, size_t left)
{
    const char *newline = memchr(text, '\n', left);
    return newline ? (size_t)(newline - text) + 1 : left;
}

static bool continues(const char *text, size_t length)
{
    return length >= 2 && text[length - 1] == '\n' && text[length - 2] == '\\';
}

/* ifupdown takes out the backslash and the newline and nothing else. */
static char *join(debian_slice raw, size_t *length)
{
    char *joined = malloc(raw.length + 1), *to = joined;
    if (!joined)
        return NULL;
    for (size_t i = 0; i < raw.length; i++) {
        bool last = i + 1 == raw.length;
        if (raw.text[i] == '\\' && (last || raw.text[i + 1] == '\n'))
            i++;
        else
            *to++ = raw.text[i];
    }
    *to = '\0';
    *length = (size_t)(to - joined);
    return joined;
}

static bool read_line(debian_line *line, bool continued)
{
    debian_slice text = line->raw;
    if (continued) {
        line->joined = join(line->raw, &text.length);
        if (!line->joined)
            return false;
        text.text = line->joined;
    }
    text = trim(text);
    line->kind = !text.length ? DEBIAN_BLANK : *text.text == '#' ? DEBIAN_COMMENT : DEBIAN_OPTION;
    if (line->kind != DEBIAN_OPTION)
        return true;
    debian_next_word(&text, &line->keyword);
    line->value = trim(text);
    line->kind = kind_of(line->keyword);
    return true;
}

/* A comment ends with its physical line, whatever its last character is. */
static bool starts_comment(const char *text, size_t length)
{
    while (length && is_space(*text)) {
        text++;
        length--;
    }
    return length && *text == '#';
}

bool debian_document_parse(debian_document *document, berth_error **error)
{
    const char *text = document->content.data;
    size_t left = document->content.size;
    unsigned number = 1;
    const char *nul = memchr(text, '\0', left);
    if (nul) {
        for (const char *byte = text; byte < nul; byte++)
            number += *byte == '\n';
        return berth_fail_at(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_PARSE, document->shown, number,
                             "there is a NUL byte in this line; remove it");
    }
    while (left) {
        size_t length = physical_length(text, left);
        unsigned lines = 1;
        bool comment = starts_comment(text, length);
        while (!comment && length < left && continues(text, length)) {
            length += physical_length(text + length, left - length);
            lines++;
        }
        if (!BERTH_GROW(document->lines, document->count, document->capacity))
            return berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
        debian_line *line = &document->lines[document->count++];
        *line = (debian_line){
            .number = number, .raw = {text, length}
        };
        bool trailing = text[length - 1] == '\\' || continues(text, length);
        if (!read_line(line, !comment && (lines > 1 || trailing)))
            return berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
        text += length;
        left -= length;
        number += lines;
    }
    return true;
}

void debian_document_clear(debian_document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        free(document->lines[i].joined);
        free(document->lines[i].replacement);
        free(document->lines[i].before);
        free(document->lines[i].after);
    }
    free(document->lines);
    free(document->appended);
    free(document->path);
    free(document->shown);
    berth_content_clear(&document->content);
    memset(document, 0, sizeof *document);
}

bool debian_document_changed(const debian_document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        const debian_line *line = &document->lines[i];
        if (line->deleted || line->replacement || line->before || line->after)
            return true;
    }
    return document->appended != NULL;
}

static void add_text(berth_buffer *buffer, const char *text)
{
    if (text)
        berth_buffer_add_string(buffer, text);
}

/* New text starts on a line of its own, also where the file's last newline is missing. */
static void end_line(berth_buffer *buffer)
{
    if (buffer->length && buffer->data[buffer->length - 1] != '\n')
        berth_buffer_add_string(buffer, "\n");
}

void debian_document_print(const debian_document *document, berth_buffer *buffer)
{
    for (size_t i = 0; i < document->count; i++) {
        const debian_line *line = &document->lines[i];
        add_text(buffer, line->before);
        if (line->replacement)
            add_text(buffer, line->replacement);
        else if (!line->deleted)
            berth_buffer_add(buffer, line->raw.text, line->raw.length);
        if (line->after) {
            end_line(buffer);
            add_text(buffer, line->after);
        }
    }
    if (document->appended) {
        end_line(buffer);
        add_text(buffer, document->appended);
    }
}

/* Keeps what is before the value: the indentation, the keyword as it is spelled, the space between. */
bool debian_line_set_value(debian_line *line, const char *value)
{
    debian_slice raw = line->raw;
    size_t start = 0;
    while (start < raw.length && is_space(raw.text[start]))
        start++;
    size_t gap = start + line->keyword.length, end = gap;
    while (end < raw.length && (raw.text[end] == ' ' || raw.text[end] == '\t'))
        end++;
    char *text = NULL;
    /* A keyword that a backslash cuts in two is written whole. */
    bool whole = !line->joined || memcmp(raw.text + start, line->keyword.text, line->keyword.length) == 0;
    int length = whole ? asprintf(&text, "%.*s%s%s\n", (int)end, raw.text, end > gap ? "" : " ", value)
                       : asprintf(&text, "%.*s%.*s %s\n", (int)start, raw.text, (int)line->keyword.length,
                                  line->keyword.text, value);
    if (length < 0)
        return false;
    free(line->replacement);
    line->replacement = text;
    line->value = (debian_slice){text + (size_t)length - 1 - strlen(value), strlen(value)};
    return true;
}

static bool add_to(char **text, const char *more)
{
    char *joined = NULL;
    if (asprintf(&joined, "%s%s", *text ? *text : "", more) < 0)
        return false;
    free(*text);
    *text = joined;
    return true;
}

bool debian_line_add_before(debian_line *line, const char *text)
{
    return add_to(&line->before, text);
}

bool debian_line_add_after(debian_line *line, const char *text)
{
    return add_to(&line->after, text);
}

bool debian_document_append(debian_document *document, const char *text)
{
    return add_to(&document->appended, text);
}
