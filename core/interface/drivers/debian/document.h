/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * One file in the format of interfaces(5), held line by line so that what is not changed comes back byte for byte. It
 * knows the format's keywords, not the meaning of its options.
 */
#ifndef BERTH_DEBIAN_DOCUMENT_H
#define BERTH_DEBIAN_DOCUMENT_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/file.h"

/** A piece of text that belongs to somebody else. */
typedef struct debian_slice {
    const char *text;
    size_t length;
} debian_slice;

typedef enum debian_line_kind {
    DEBIAN_BLANK,
    DEBIAN_COMMENT,
    DEBIAN_IFACE,
    DEBIAN_ALLOW, /* auto and allow-* */
    DEBIAN_SOURCE,
    DEBIAN_SOURCE_DIRECTORY,
    DEBIAN_OTHER,  /* mapping, rename, no-auto-down, no-scripts: they end a stanza */
    DEBIAN_OPTION, /* any other word: an option of the stanza above it */
} debian_line_kind;

/** What few lines have: text of their own, and changes. */
typedef struct debian_edit {
    char *joined;      /* the line without the backslashes that continue it */
    char *replacement; /* written instead of the line; its value is the line's value from then on */
    debian_slice value;
    char *before, *after; /* written around it */
} debian_edit;

/**
 * A logical line: the physical lines that backslashes join count as one. A file may have very many of them, so they
 * are kept small: keyword and value are places in the line's text.
 */
typedef struct debian_line {
    const char *raw; /* all its bytes, the newline included */
    uint32_t raw_length;
    uint32_t number; /* of its first physical line, from 1 */
    uint32_t keyword_at, keyword_length, value_at, value_length;
    uint8_t kind; /* debian_line_kind */
    bool deleted;
    debian_edit *edit; /* owned; NULL for most */
} debian_line;

/** The first word of a line. */
debian_slice debian_keyword(const debian_line *line);

/** Whether a line that starts with @word is no option. */
bool debian_is_keyword(const char *word);

/** What follows the first word, without white space at its ends. */
debian_slice debian_value(const debian_line *line);

/** The same as the file has it, whatever was edited. */
debian_slice debian_original_value(const debian_line *line);

typedef struct debian_document {
    char *path;  /* under the root */
    char *shown; /* for messages */
    berth_content content;
    debian_line *lines;
    size_t count, capacity;
    bool has_edits; /* some line has a debian_edit */
    bool has_crlf;  /* its first line ends in CR LF */
    char *appended; /* what is written after the last line */
} debian_document;

/** Splits the content, which it takes over. Fails PARSE at a NUL byte; nothing else is malformed at this level. */
bool debian_document_parse(debian_document *document, berth_error **error);
void debian_document_clear(debian_document *document);

/** Whether the document was edited. */
bool debian_document_changed(const debian_document *document);

/** Writes the bytes of the document with its edits. */
void debian_document_print(const debian_document *document, berth_buffer *buffer);

/* Edits. They return false when memory ran out. */
bool debian_line_set_value(debian_document *document, debian_line *line, const char *value);
bool debian_line_add_before(debian_document *document, debian_line *line, const char *text);
bool debian_line_add_after(debian_document *document, debian_line *line, const char *text);
bool debian_document_append(debian_document *document, const char *text);

debian_slice debian_slice_of(const char *text);
bool debian_slice_is(debian_slice slice, const char *text);
char *debian_slice_copy(debian_slice slice);

/** Takes the next word off @rest. Returns: false when there is none. */
bool debian_next_word(debian_slice *rest, debian_slice *word);

/** Whether @name is one of the words. */
bool debian_has_word(debian_slice words, const char *name);

#endif
