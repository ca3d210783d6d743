/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* /etc/network/interfaces and what it includes, with an index of stanzas and start lines. */
#ifndef BERTH_DEBIAN_FILES_H
#define BERTH_DEBIAN_FILES_H

#include "interface/driver.h"
#include "interface/drivers/debian/document.h"

#define DEBIAN_MAIN_FILE "/etc/network/interfaces"

/**
 * An `iface` line with the options that follow it. A name with a colon in it, "eth0:1", is an alias: its stanza is one
 * of eth0's, whose address has the whole name for a label.
 */
typedef struct debian_stanza {
    uint32_t document;
    uint32_t first, end;   /* lines: the iface line, and one past its last option */
    uint32_t next, last;   /* the next stanza of this name, or DEBIAN_NO_STANZA; in the first one also the last */
    uint32_t name_length;  /* of the interface's name */
    uint32_t label_length; /* of the name as it stands there, which is longer of an alias */
    const char *name;
    bool is_first; /* of its name */
} debian_stanza;

#define DEBIAN_NO_STANZA UINT32_MAX

/** What an `iface` line says besides the name; empty slices for what it leaves out. */
typedef struct debian_iface {
    debian_slice family, method, inherits;
} debian_iface;

/** One `auto` or `allow-*` line; @mode is ONBOOT, HOTPLUG, or NONE for another class. */
typedef struct debian_start {
    size_t document, line;
    berth_start_mode mode;
} debian_start;

typedef struct debian_files {
    const berth_driver_host *host;
    const struct debian_files *edited; /* whose documents are taken instead of the files; NULL: none */
    debian_document *documents;        /* the main file first */
    size_t document_count, document_capacity;
    debian_stanza *stanzas; /* in the order ifup reads them */
    size_t stanza_count, stanza_capacity;
    uint32_t *by_name; /* a hash table of the first stanzas' numbers from 1; 0: empty */
    size_t by_name_size;
    debian_start *starts;
    size_t start_count, start_capacity;
    berth_strings folders;      /* that source lines look in */
    struct debian_index *index; /* NULL: there is none (index.h) */
} debian_files;

/** Fails NOT_FOUND (no main file), PARSE (an include loop, a NUL byte), UNSUPPORTED, DENIED, IO. */
bool debian_files_load(debian_files *files, const berth_driver_host *host, berth_error **error);

/** Begins with one empty file, which stands nowhere, for what is to be written anew. */
bool debian_files_start_empty(debian_files *files, const berth_driver_host *host, berth_error **error);

/** Loads what @edited would be once it was saved. Fails CONFLICT when other files are included by now. */
bool debian_files_load_edited(debian_files *files, const debian_files *edited, berth_error **error);
void debian_files_clear(debian_files *files);

/** Writes all files that were edited, or none. */
bool debian_files_save(debian_files *files, berth_error **error);

debian_line *debian_files_line(const debian_files *files, const debian_stanza *stanza, size_t line);

/** The name as the stanza has it, which ifup goes by: an alias' label, else the interface's name. */
debian_slice debian_stanza_label(const debian_stanza *stanza);

/** Returns: (owned): by which name an interface starts: its own, or the first alias' where it has no other stanza. */
char *debian_starting_name(const debian_stanza *first, const debian_files *files);

/** Whether it is the stanza of an alias. */
bool debian_stanza_is_alias(const debian_stanza *stanza);

debian_iface debian_stanza_iface(const debian_files *files, const debian_stanza *stanza);

/** The first stanza of this name, or NULL. */
const debian_stanza *debian_files_first(const debian_files *files, const char *name);

/** The next one of the same name, or NULL. */
const debian_stanza *debian_files_next(const debian_files *files, const debian_stanza *stanza);

/** The first line of the kind ONBOOT or HOTPLUG that names @name or a pattern for it; NULL for none. */
const debian_start *debian_files_find_start(const debian_files *files, const char *name, berth_start_mode mode);

/**
 * When the host brings @name up, by the auto and allow-hotplug lines that name it or a pattern for it. @by gets the
 * first of them, of the auto lines if there is one, or NULL (nullable).
 */
berth_start_mode debian_files_start_mode(const debian_files *files, const char *name, const debian_start **by);

/** A hash of the bytes of all stanzas of the name that @first is the first of. */
uint64_t debian_files_hash(const debian_files *files, const debian_stanza *first);

/** A hash of every byte that defines @name, and of its start mode; 0 when nothing does. */
uint64_t debian_files_revision(const debian_files *files, const char *name);

/** Whether a word of an auto line is a pattern for names, "/VALUE". */
bool debian_word_is_pattern(debian_slice word);

/** Whether a word of an auto line is @name, or a pattern for it. */
bool debian_word_names(debian_slice word, const char *name);

/** Whether @line is an auto or an allow-hotplug line, and which. */
berth_start_mode debian_line_start_mode(const debian_line *line);

#endif
