/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Lines and edits; the grammar is interfaces(5)'s, "FILE FORMAT", and what ifupdown 0.8.41 was seen to do. */
#include "interface/drivers/debian/document.h"

#include <stdio.h>

#include "base/error.h"

debian_slice debian_slice_of(const char *text)
{
    return (debian_slice){text, strlen(text)};
}

bool debian_slice_is(debian_slice slice, const char *text)
{
    return strlen(text) == slice.length && memcmp(slice.text, text, slice.length) == 0;
}

char *debian_slice_copy(debian_slice slice)
{
    return strndup(slice.text, slice.length);
}

/* White space as isspace(3) has it in the C locale, which ifupdown runs in. */
static inline bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool debian_next_word(debian_slice *rest, debian_slice *word)
{
    *word = (debian_slice){rest->text, 0};
    if (!rest->length)
        return false;
    const char *at = rest->text, *end = at + rest->length;
    while (at < end && is_space(*at))
        at++;
    const char *start = at;
    while (at < end && !is_space(*at))
        at++;
    *word = (debian_slice){start, (size_t)(at - start)};
    *rest = (debian_slice){at, (size_t)(end - at)};
    return at > start;
}

bool debian_has_word(debian_slice words, const char *name)
{
    debian_slice word;
    while (debian_next_word(&words, &word))
        if (debian_slice_is(word, name))
            return true;
    return false;
}

static debian_slice trim(debian_slice slice)
{
    const char *start = slice.text, *end = start + slice.length;
    while (start < end && is_space(*start))
        start++;
    while (end > start && is_space(end[-1]))
        end--;
    return (debian_slice){start, (size_t)(end - start)};
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
        {"source-dir",       DEBIAN_SOURCE_DIRECTORY},
        {"mapping",          DEBIAN_OTHER           },
        {"rename",           DEBIAN_OTHER           },
        {"template",         DEBIAN_OTHER           },
        {"no-scripts",       DEBIAN_OTHER           },
        {"no-auto-down",     DEBIAN_OTHER           },
    };
    /* Most lines are options: their first letter tells. */
    if (!strchr("iasmrnt", *keyword.text))
        return DEBIAN_OPTION;
    for (size_t i = 0; i < BERTH_COUNT(keywords); i++)
        if (debian_slice_is(keyword, keywords[i].word))
            return keywords[i].kind;
    if (keyword.length > 6 && memcmp(keyword.text, "allow-", 6) == 0)
        return DEBIAN_ALLOW;
    return DEBIAN_OPTION;
}

bool debian_is_keyword(const char *word)
{
    return *word && kind_of((debian_slice){word, strlen(word)}) != DEBIAN_OPTION;
}

/* The text that keyword and value are places in. */
static const char *base_of(const debian_line *line)
{
    return line->edit && line->edit->joined ? line->edit->joined : line->raw;
}

debian_slice debian_keyword(const debian_line *line)
{
    return (debian_slice){base_of(line) + line->keyword_at, line->keyword_length};
}

debian_slice debian_original_value(const debian_line *line)
{
    return (debian_slice){base_of(line) + line->value_at, line->value_length};
}

debian_slice debian_value(const debian_line *line)
{
    return line->edit && line->edit->replacement ? line->edit->value : debian_original_value(line);
}

static debian_edit *edit_of(debian_document *document, debian_line *line)
{
    if (!line->edit)
        line->edit = calloc(1, sizeof *line->edit);
    document->has_edits = true;
    return line->edit;
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
static char *join(const char *text, size_t size)
{
    char *joined = calloc(1, size + 1), *to = joined;
    if (!joined)
        return NULL;
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\\' && (i + 1 == size || text[i + 1] == '\n'))
            i++;
        else
            *to++ = text[i];
    }
    *to = '\0';
    return joined;
}

static bool read_line(debian_document *document, debian_line *line, bool continued)
{
    debian_slice text = {line->raw, line->raw_length}, keyword;
    if (continued) {
        debian_edit *edit = edit_of(document, line);
        if (!edit || !(edit->joined = join(text.text, text.length)))
            return false;
        text = (debian_slice){edit->joined, strlen(edit->joined)};
    }
    const char *base = text.text;
    text = trim(text);
    line->kind = !text.length ? DEBIAN_BLANK : *text.text == '#' ? DEBIAN_COMMENT : DEBIAN_OPTION;
    if (line->kind != DEBIAN_OPTION)
        return true;
    debian_next_word(&text, &keyword);
    text = trim(text);
    line->keyword_at = (uint32_t)(keyword.text - base);
    line->keyword_length = (uint32_t)keyword.length;
    line->value_at = (uint32_t)(text.text - base);
    line->value_length = (uint32_t)text.length;
    line->kind = kind_of(keyword);
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

static bool check_text(const debian_document *document, berth_error **error)
{
    const char *text = document->content.data;
    const char *nul = memchr(text, '\0', document->content.size);
    unsigned number = 1;
    for (const char *byte = text; nul && byte < nul; byte++)
        number += *byte == '\n';
    return !nul || berth_fail_at(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_PARSE, document->shown, number,
                                 "there is a NUL byte in this line; remove it");
}

/* Room for as many lines as there are newlines: growing would touch the memory twice. */
static bool make_room(debian_document *document)
{
    const char *at = document->content.data, *end = at + document->content.size;
    size_t lines = 1;
    for (; (at = memchr(at, '\n', (size_t)(end - at))); at++)
        lines++;
    document->lines = berth_allocate_filled(lines * sizeof *document->lines);
    return document->lines != NULL;
}

bool debian_document_parse(debian_document *document, berth_error **error)
{
    const char *text = document->content.data;
    size_t left = document->content.size;
    uint32_t number = 1;
    if (!check_text(document, error))
        return false;
    if (!make_room(document))
        return berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
    const char *newline = memchr(text, '\n', left);
    document->has_crlf = newline && newline > text && newline[-1] == '\r';
    while (left) {
        size_t length = physical_length(text, left);
        uint32_t lines = 1;
        bool backslash = text[length - 1] == '\\' || continues(text, length);
        bool comment = backslash && starts_comment(text, length);
        while (!comment && length < left && continues(text, length)) {
            length += physical_length(text + length, left - length);
            lines++;
        }
        debian_line *line = &document->lines[document->count++];
        *line = (debian_line){.number = number, .raw = text, .raw_length = (uint32_t)length};
        if (!read_line(document, line, backslash && !comment))
            return berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
        text += length;
        left -= length;
        number += lines;
    }
    return true;
}

static void edit_free(debian_edit *edit)
{
    if (!edit)
        return;
    free(edit->joined);
    free(edit->replacement);
    free(edit->before);
    free(edit->after);
    free(edit);
}

void debian_document_clear(debian_document *document)
{
    for (size_t i = 0; document->has_edits && i < document->count; i++)
        edit_free(document->lines[i].edit);
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
        const debian_edit *edit = document->lines[i].edit;
        if (document->lines[i].deleted || (edit && (edit->replacement || edit->before || edit->after)))
            return true;
    }
    return document->appended != NULL;
}

/* New text ends its lines as the file does. */
static void add_text(const debian_document *document, berth_buffer *buffer, const char *text)
{
    while (text && *text) {
        size_t length = strcspn(text, "\n");
        berth_buffer_add(buffer, text, length);
        text += length;
        if (*text != '\n')
            continue;
        berth_buffer_add_string(buffer, document->has_crlf ? "\r\n" : "\n");
        text++;
    }
}

/* New text starts on a line of its own, also where the file's last newline is missing or continues its line. */
static void end_line(berth_buffer *buffer)
{
    size_t length = buffer->length;
    const char *data = buffer->data;
    if (length && data[length - 1] == '\\')
        berth_buffer_add_string(buffer, "\n\n");
    else if (length && data[length - 1] != '\n')
        berth_buffer_add_string(buffer, "\n");
    else if (length > 1 && data[length - 2] == '\\')
        berth_buffer_add_string(buffer, "\n");
}

static void print_line(const debian_document *document, const debian_line *line, berth_buffer *buffer)
{
    static const debian_edit none = {0};
    const debian_edit *edit = line->edit ? line->edit : &none;
    if (edit->before) {
        end_line(buffer);
        add_text(document, buffer, edit->before);
    }
    if (!line->deleted && edit->replacement)
        add_text(document, buffer, edit->replacement);
    else if (!line->deleted)
        berth_buffer_add(buffer, line->raw, line->raw_length);
    if (edit->after) {
        end_line(buffer);
        add_text(document, buffer, edit->after);
    }
}

void debian_document_print(const debian_document *document, berth_buffer *buffer)
{
    for (size_t i = 0; i < document->count; i++)
        print_line(document, &document->lines[i], buffer);
    if (document->appended) {
        end_line(buffer);
        add_text(document, buffer, document->appended);
    }
}

/* Keeps what is before the value: the indentation, the keyword as it is spelled, the space between. */
bool debian_line_set_value(debian_document *document, debian_line *line, const char *value)
{
    debian_edit *edit = edit_of(document, line);
    debian_slice keyword = debian_keyword(line);
    size_t start = 0;
    char *text = NULL;
    if (!edit)
        return false;
    while (start < line->raw_length && is_space(line->raw[start]))
        start++;
    size_t gap = start + keyword.length, end = gap;
    while (end < line->raw_length && (line->raw[end] == ' ' || line->raw[end] == '\t'))
        end++;
    /* A keyword that a backslash cuts in two is written whole. */
    bool whole = !edit->joined || memcmp(line->raw + start, keyword.text, keyword.length) == 0;
    int length =
        whole ? asprintf(&text, "%.*s%s%s\n", (int)end, line->raw, end > gap ? "" : " ", value)
              : asprintf(&text, "%.*s%.*s %s\n", (int)start, line->raw, (int)keyword.length, keyword.text, value);
    if (length < 0)
        return false;
    free(edit->replacement);
    edit->replacement = text;
    edit->value = (debian_slice){text + (size_t)length - 1 - strlen(value), strlen(value)};
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

bool debian_line_add_before(debian_document *document, debian_line *line, const char *text)
{
    debian_edit *edit = edit_of(document, line);
    return edit && add_to(&edit->before, text);
}

bool debian_line_add_after(debian_document *document, debian_line *line, const char *text)
{
    debian_edit *edit = edit_of(document, line);
    return edit && add_to(&edit->after, text);
}

bool debian_document_append(debian_document *document, const char *text)
{
    return add_to(&document->appended, text);
}
