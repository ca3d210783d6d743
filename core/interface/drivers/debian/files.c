/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/files.h"

#include <ctype.h>
#include <fnmatch.h>
#include <stdio.h>

#include "base/cancel.h"
#include "base/error.h"
#include "base/hash.h"
#include "interface/drivers/debian/index.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define MAX_INCLUDE_DEPTH 32

debian_line *debian_files_line(const debian_files *files, const debian_stanza *stanza, size_t line)
{
    return &files->documents[stanza->document].lines[line];
}

/* --- Includes --- */

typedef struct include {
    const struct include *above;
    size_t document; /* an index: the array of documents moves as it grows */
    unsigned line;   /* the one that includes what is being loaded */
} include;

static bool load_file(debian_files *files, char *path, const include *above, berth_error **error);

/* An inode's number alone may have come to another file since the first was read. */
static bool same_file(const berth_stamp *a, const berth_stamp *b)
{
    return a->device == b->device && a->inode == b->inode && a->size == b->size &&
           a->modified.tv_sec == b->modified.tv_sec && a->modified.tv_nsec == b->modified.tv_nsec;
}

/* A relative path is relative to the folder of the file that includes it. */
static char *resolve(const debian_document *document, debian_slice word)
{
    char *path = NULL;
    const char *slash = strrchr(document->path, '/');
    if (word.length && *word.text == '/')
        return debian_slice_copy(word);
    return asprintf(&path, "%.*s%.*s", (int)(slash - document->path + 1), document->path, (int)word.length, word.text) <
                   0
               ? NULL
               : path;
}

/* The names that source-directory takes: ^[a-zA-Z0-9_-]+$ (interfaces(5), "INCLUDING OTHER FILES"). */
static bool is_folder_name(const char *name)
{
    for (; *name; name++)
        if (!isalnum((unsigned char)*name) && *name != '_' && *name != '-')
            return false;
    return true;
}

static bool find_in_folders(const debian_files *files, const char *pattern, berth_strings *paths)
{
    BERTH_AUTO_FREE char *inside = NULL;
    berth_strings all = {0};
    bool done = asprintf(&inside, "%s/*", pattern) >= 0 && berth_file_glob(files->host->root, inside, &all);
    for (size_t i = 0; done && i < all.count; i++)
        if (is_folder_name(strrchr(all.items[i], '/') + 1))
            done = berth_strings_add(paths, all.items[i]);
    berth_strings_clear(&all);
    return done;
}

/*
 * ifup expands these words by wordexp(3). Patterns and quotes around a whole word are understood here; what a shell
 * would have to work out is refused, since guessing wrong would hide a definition.
 */
static bool unquote(const debian_files *files, const include *from, debian_slice *word, berth_error **error)
{
    char quote = *word->text;
    if (word->length > 1 && (quote == '"' || quote == '\'') && word->text[word->length - 1] == quote) {
        word->text++;
        word->length -= 2;
    }
    for (size_t i = 0; i < word->length; i++)
        if (strchr("$`~\"'{}\\", word->text[i]))
            return berth_fail_at(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, files->documents[from->document].shown,
                                 from->line, "'%.*s' needs a shell to expand it; write the path out", (int)word->length,
                                 word->text);
    return true;
}

/* Where a file that a source line would bring in may appear. */
static bool remember_folder(debian_files *files, const char *pattern, debian_line_kind kind)
{
    const char *slash = strrchr(pattern, '/');
    if (kind == DEBIAN_SOURCE_DIRECTORY)
        return berth_strings_add(&files->folders, pattern);
    return berth_strings_take(&files->folders, strndup(pattern, slash > pattern ? (size_t)(slash - pattern) : 1));
}

static bool load_included(debian_files *files, include *from, size_t line_index, berth_error **error)
{
    debian_line line = files->documents[from->document].lines[line_index];
    from->line = line.number;
    debian_slice rest = debian_value(&line), word;
    berth_strings paths = {0};
    bool done = true;
    while (done && debian_next_word(&rest, &word)) {
        if (!unquote(files, from, &word, error)) {
            done = false;
            break;
        }
        BERTH_AUTO_FREE char *pattern = resolve(&files->documents[from->document], word);
        done = pattern && remember_folder(files, pattern, line.kind) &&
               (line.kind == DEBIAN_SOURCE_DIRECTORY ? find_in_folders(files, pattern, &paths)
                                                     : berth_file_glob(files->host->root, pattern, &paths));
        if (!done)
            berth_fail_memory(error, DOMAIN);
        else if (!paths.count)
            berth_log_message(files->host->log, BERTH_LOG_DEBUG, "%s:%u: nothing matches '%s'",
                              files->documents[from->document].shown, line.number, pattern);
    }
    for (size_t i = 0; done && i < paths.count; i++) {
        char *path = strdup(paths.items[i]);
        done = path ? load_file(files, path, from, error) : berth_fail_memory(error, DOMAIN);
    }
    berth_strings_clear(&paths);
    return done;
}

/* Tells a loop, which ifup would follow until it runs out of descriptors, from a file that is named twice. */
static bool check_loop(debian_files *files, const berth_stamp *stamp, const char *shown, const include *above,
                       bool *known, berth_error **error)
{
    int depth = 0;
    *known = false;
    for (const include *at = above; at; at = at->above, depth++)
        if (same_file(&files->documents[at->document].content.stamp, stamp))
            return berth_fail_at(error, DOMAIN, BERTH_ERROR_PARSE, files->documents[above->document].shown, above->line,
                                 "includes '%s', which includes it: remove one of the two source lines", shown);
    if (depth > MAX_INCLUDE_DEPTH)
        return berth_fail_at(error, DOMAIN, BERTH_ERROR_PARSE, shown, 0, "is included more than %d files deep",
                             MAX_INCLUDE_DEPTH);
    for (size_t i = 0; i < files->document_count; i++)
        *known = *known || same_file(&files->documents[i].content.stamp, stamp);
    if (*known)
        berth_log_message(files->host->log, BERTH_LOG_WARNING, "%s: is included twice; it counts once here", shown);
    return true;
}

/* --- The index --- */

static bool add_stanza(debian_files *files, size_t document, size_t line_index)
{
    debian_slice rest = debian_value(&files->documents[document].lines[line_index]), name;
    debian_next_word(&rest, &name);
    const char *colon = name.length ? memchr(name.text, ':', name.length) : NULL;
    if (!BERTH_GROW(files->stanzas, files->stanza_count, files->stanza_capacity))
        return false;
    files->stanzas[files->stanza_count++] = (debian_stanza){
        .document = (uint32_t)document,
        .first = (uint32_t)line_index,
        .end = (uint32_t)line_index + 1,
        .next = DEBIAN_NO_STANZA,
        .name = name.text,
        .name_length = (uint32_t)(colon ? (size_t)(colon - name.text) : name.length),
        .label_length = (uint32_t)name.length,
    };
    return true;
}

debian_slice debian_stanza_label(const debian_stanza *stanza)
{
    return (debian_slice){stanza->name, stanza->label_length};
}

char *debian_starting_name(const debian_stanza *first, const debian_files *files)
{
    const debian_stanza *own = first;
    while (debian_stanza_is_alias(own) && own->next != DEBIAN_NO_STANZA)
        own = debian_files_next(files, own);
    const debian_stanza *named = debian_stanza_is_alias(own) ? first : own;
    return strndup(named->name, named->label_length);
}

bool debian_stanza_is_alias(const debian_stanza *stanza)
{
    return stanza->label_length > stanza->name_length;
}

/* "iface NAME inherits OTHER" and "iface NAME FAMILY inherits OTHER" leave words out. What follows is ignored by ifup.
 */
debian_iface debian_stanza_iface(const debian_files *files, const debian_stanza *stanza)
{
    debian_iface said = {
        {"", 0},
        {"", 0},
        {"", 0}
    };
    debian_slice rest = debian_value(debian_files_line(files, stanza, stanza->first)), word;
    debian_next_word(&rest, &word);
    while (debian_next_word(&rest, &word) && !debian_slice_is(word, "inherits")) {
        if (said.method.length)
            return said;
        *(said.family.length ? &said.method : &said.family) = word;
    }
    debian_next_word(&rest, &said.inherits);
    return said;
}

static bool add_start(debian_files *files, size_t document, size_t line)
{
    if (!BERTH_GROW(files->starts, files->start_count, files->start_capacity))
        return false;
    berth_start_mode mode = debian_line_start_mode(&files->documents[document].lines[line]);
    files->starts[files->start_count++] = (debian_start){document, line, mode};
    return true;
}

static bool index_lines(debian_files *files, include *here, berth_error **error)
{
    size_t document = here->document;
    bool in_stanza = false;
    for (size_t i = 0; i < files->documents[document].count; i++) {
        bool done = true;
        switch (files->documents[document].lines[i].kind) {
        case DEBIAN_BLANK:
        case DEBIAN_COMMENT:
            continue;
        case DEBIAN_OPTION:
            if (in_stanza)
                files->stanzas[files->stanza_count - 1].end = (uint32_t)i + 1;
            continue;
        case DEBIAN_IFACE:
            done = add_stanza(files, document, i);
            break;
        case DEBIAN_ALLOW:
            done = add_start(files, document, i);
            break;
        case DEBIAN_SOURCE:
        case DEBIAN_SOURCE_DIRECTORY:
            if (!load_included(files, here, i, error))
                return false;
            break;
        case DEBIAN_OTHER:
            break;
        }
        if (!done)
            return berth_fail_memory(error, DOMAIN);
        in_stanza = files->documents[document].lines[i].kind == DEBIAN_IFACE;
    }
    return true;
}

/* The text of @path: the file's, or what an edited document would be. */
static bool read_content(const debian_files *files, const char *path, berth_content *content, berth_error **error)
{
    for (size_t i = 0; files->edited && i < files->edited->document_count; i++) {
        const debian_document *document = &files->edited->documents[i];
        berth_buffer buffer = {0};
        if (strcmp(document->path, path) != 0)
            continue;
        debian_document_print(document, &buffer);
        size_t size = buffer.length;
        *content = (berth_content){berth_buffer_steal(&buffer), size, document->content.stamp};
        return content->data ? true : berth_fail_memory(error, DOMAIN);
    }
    return berth_file_read(files->host->root, path, content, DOMAIN, error);
}

static bool load_file(debian_files *files, char *path, const include *above, berth_error **error)
{
    debian_document document = {.path = path, .shown = berth_root_show(files->host->root, path)};
    bool known = false;
    bool done = document.shown || berth_fail_memory(error, DOMAIN);
    done = done && berth_cancel_check(files->host->cancel, DOMAIN, error) &&
           read_content(files, path, &document.content, error) &&
           check_loop(files, &document.content.stamp, document.shown, above, &known, error);
    if (done && !known)
        done = debian_document_parse(&document, error);
    if (!done || known || !BERTH_GROW(files->documents, files->document_count, files->document_capacity)) {
        if (done && !known)
            done = berth_fail_memory(error, DOMAIN);
        debian_document_clear(&document);
        return done;
    }
    include here = {above, files->document_count, 0};
    files->documents[files->document_count++] = document;
    return index_lines(files, &here, error);
}

/* Where @name is in the table, or the empty place where it would be. */
static size_t place_of(const debian_files *files, debian_slice name)
{
    size_t mask = files->by_name_size - 1, place = berth_hash(BERTH_HASH_START, name.text, name.length) & mask;
    for (; files->by_name[place]; place = (place + 1) & mask) {
        const debian_stanza *other = &files->stanzas[files->by_name[place] - 1];
        if (other->name_length == name.length && memcmp(other->name, name.text, name.length) == 0)
            break;
    }
    return place;
}

/* Chains the stanzas of each name. */
static bool index_names(debian_files *files)
{
    files->by_name_size = 16;
    while (files->by_name_size < 2 * files->stanza_count)
        files->by_name_size *= 2;
    files->by_name = calloc(files->by_name_size, sizeof *files->by_name);
    for (size_t i = 0; files->by_name && i < files->stanza_count; i++) {
        debian_stanza *stanza = &files->stanzas[i];
        uint32_t *entry = &files->by_name[place_of(files, (debian_slice){stanza->name, stanza->name_length})];
        stanza->is_first = !*entry;
        if (!*entry)
            *entry = (uint32_t)i + 1;
        debian_stanza *first = &files->stanzas[*entry - 1];
        if (!stanza->is_first)
            files->stanzas[first->last].next = (uint32_t)i;
        first->last = (uint32_t)i;
    }
    return files->by_name != NULL;
}

static bool load_all(debian_files *files, berth_error **error)
{
    char *path = strdup(DEBIAN_MAIN_FILE);
    if (!path)
        return berth_fail_memory(error, DOMAIN);
    if (load_file(files, path, NULL, error) && (index_names(files) || berth_fail_memory(error, DOMAIN)))
        return true;
    debian_files_clear(files);
    return false;
}

bool debian_files_load(debian_files *files, const berth_driver_host *host, berth_error **error)
{
    *files = (debian_files){.host = host};
    return load_all(files, error);
}

bool debian_files_start_empty(debian_files *files, const berth_driver_host *host, berth_error **error)
{
    *files = (debian_files){.host = host};
    bool done = BERTH_GROW(files->documents, files->document_count, files->document_capacity);
    if (done)
        files->documents[files->document_count++] = (debian_document){0};
    if (done && index_names(files))
        return true;
    debian_files_clear(files);
    return berth_fail_memory(error, DOMAIN);
}

bool debian_files_load_edited(debian_files *files, const debian_files *edited, berth_error **error)
{
    *files = (debian_files){.host = edited->host, .edited = edited};
    if (!load_all(files, error))
        return false;
    bool same = files->document_count == edited->document_count;
    for (size_t i = 0; same && i < files->document_count; i++)
        same = strcmp(files->documents[i].path, edited->documents[i].path) == 0;
    if (same)
        return true;
    debian_files_clear(files);
    return berth_fail_at(error, DOMAIN, BERTH_ERROR_CONFLICT, edited->documents[0].shown, 0,
                         "somebody added or removed a file that it includes; nothing was written, try again");
}

void debian_files_clear(debian_files *files)
{
    for (size_t i = 0; i < files->document_count; i++)
        debian_document_clear(&files->documents[i]);
    free(files->documents);
    free(files->stanzas);
    free(files->starts);
    berth_strings_clear(&files->folders);
    free(files->by_name);
    debian_index_free(files->index);
    memset(files, 0, sizeof *files);
}

bool debian_files_save(debian_files *files, berth_error **error)
{
    BERTH_AUTO_FREE berth_file_change *changes = calloc(files->document_count, sizeof *changes);
    size_t count = 0;
    bool done = true;
    if (!changes)
        return berth_fail_memory(error, DOMAIN);
    for (size_t i = 0; done && i < files->document_count; i++) {
        const debian_document *document = &files->documents[i];
        berth_buffer buffer = {0};
        if (!debian_document_changed(document))
            continue;
        debian_document_print(document, &buffer);
        size_t size = buffer.length;
        changes[count] =
            (berth_file_change){document->path, berth_buffer_steal(&buffer), size, &document->content.stamp};
        done = changes[count++].data || berth_fail_memory(error, DOMAIN);
    }
    if (done && count)
        done = berth_files_replace(files->host->writing, changes, count, DOMAIN, error);
    for (size_t i = 0; i < count; i++) {
        BERTH_AUTO_FREE char *shown = done ? berth_root_show(files->host->root, changes[i].path) : NULL;
        if (shown)
            berth_log_message(files->host->log, BERTH_LOG_INFO, "%s: written", shown);
        free((char *)changes[i].data);
    }
    return done;
}

/* --- Questions --- */

const debian_stanza *debian_files_first(const debian_files *files, const char *name)
{
    uint32_t entry = files->by_name[place_of(files, (debian_slice){name, strlen(name)})];
    return entry ? &files->stanzas[entry - 1] : NULL;
}

const debian_stanza *debian_files_next(const debian_files *files, const debian_stanza *stanza)
{
    return stanza->next == DEBIAN_NO_STANZA ? NULL : &files->stanzas[stanza->next];
}

berth_start_mode debian_line_start_mode(const debian_line *line)
{
    if (debian_slice_is(debian_keyword(line), "auto") || debian_slice_is(debian_keyword(line), "allow-auto"))
        return BERTH_START_MODE_ONBOOT;
    return debian_slice_is(debian_keyword(line), "allow-hotplug") ? BERTH_START_MODE_HOTPLUG : BERTH_START_MODE_NONE;
}

/* interfaces(5), "PATTERN MATCHING INTERFACES". */
bool debian_word_is_pattern(debian_slice word)
{
    return word.length > 1 && *word.text == '/' && !(word.length > 5 && memcmp(word.text, "/dev/", 5) == 0);
}

bool debian_word_names(debian_slice word, const char *name)
{
    if (!debian_word_is_pattern(word))
        return debian_slice_is(word, name);
    size_t end = 1;
    while (end < word.length && word.text[end] != '/' && word.text[end] != '=')
        end++;
    BERTH_AUTO_FREE char *pattern = strndup(word.text + 1, end - 1);
    return pattern && fnmatch(pattern, name, 0) == 0;
}

const debian_start *debian_files_find_start(const debian_files *files, const char *name, berth_start_mode mode)
{
    if (files->index)
        return debian_index_find_start(files, name, mode);
    for (size_t i = 0; i < files->start_count; i++) {
        const debian_start *start = &files->starts[i];
        const debian_line *line = &files->documents[start->document].lines[start->line];
        debian_slice word;
        if (start->mode != mode || line->deleted)
            continue;
        for (debian_slice rest = debian_value(line); debian_next_word(&rest, &word);)
            if (debian_word_names(word, name))
                return start;
    }
    return NULL;
}

berth_start_mode debian_files_start_mode(const debian_files *files, const char *name, const debian_start **by)
{
    const debian_start *onboot = debian_files_find_start(files, name, BERTH_START_MODE_ONBOOT);
    const debian_start *hotplug = debian_files_find_start(files, name, BERTH_START_MODE_HOTPLUG);
    if (by)
        *by = onboot ? onboot : hotplug;
    if (onboot)
        return hotplug ? BERTH_START_MODE_ONBOOT_HOTPLUG : BERTH_START_MODE_ONBOOT;
    return hotplug ? BERTH_START_MODE_HOTPLUG : BERTH_START_MODE_NONE;
}

uint64_t debian_files_hash(const debian_files *files, const debian_stanza *first)
{
    uint64_t value = BERTH_HASH_START;
    for (const debian_stanza *stanza = first; stanza; stanza = debian_files_next(files, stanza))
        for (size_t i = stanza->first; i < stanza->end; i++) {
            const debian_line *line = debian_files_line(files, stanza, i);
            /* Without its end: the last line of a file may have none, and get one. */
            size_t length = line->raw_length;
            while (length && (line->raw[length - 1] == '\n' || line->raw[length - 1] == '\r'))
                length--;
            value = berth_hash(value, line->raw, length);
        }
    return value;
}

uint64_t debian_files_revision(const debian_files *files, const char *name)
{
    const debian_stanza *first = debian_files_first(files, name);
    if (!first)
        return 0;
    char mode = (char)debian_files_start_mode(files, name, NULL);
    return berth_hash(debian_files_hash(files, first), &mode, 1) | 1;
}
