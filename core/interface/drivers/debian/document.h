/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * One file in the format of interfaces(5), held line by line so that what is not changed comes back byte for byte. It
 * knows the format's keywords, not the meaning of its options.
 */
#ifndef BERTH_DEBIAN_DOCUMENT_H
#define BERTH_DEBIAN_DOCUMENT_H

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
    DEBIAN_OTHER,  /* mapping, rename, no-auto-down, no-scripts: they end a stanza and are kept */
    DEBIAN_OPTION, /* any other word: an option of the stanza above it */
} debian_line_kind;

/** A logical line: the physical lines that backslashes join count as one. */
typedef struct debian_line {
    debian_line_kind kind;
    unsigned number;      /* of its first physical line, from 1 */
    debian_slice raw;     /* all its bytes, the newline included */
    debian_slice keyword; /* its first word */
    debian_slice value;   /* what follows, without white space at its ends */
    char *joined;         /* owned: where keyword and value point when backslashes were taken out */
    /* The edit: what is written instead, before it, and after it. */
    bool deleted;
    char *replacement, *before, *after;
} debian_line;

typedef struct debian_document {
    char *path;  /* under the root */
    char *shown; /* for messages */
    berth_content content;
    debian_line *lines;
    size_t count, capacity;
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
bool debian_line_set_value(debian_line *line, const char *value);
bool debian_line_add_before(debian_line *line, const char *text);
bool debian_line_add_after(debian_line *line, const char *text);
bool debian_document_append(debian_document *document, const char *text);

bool debian_slice_is(debian_slice slice, const char *text);
char *debian_slice_copy(debian_slice slice);

/** Takes the next word off @rest. Returns: false when there is none. */
bool debian_next_word(debian_slice *rest, debian_slice *word);

#endif
