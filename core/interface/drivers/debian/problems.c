/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The rules are those of ifupdown 0.8.41, as ifquery and `ifup --no-act` apply them; tests/interface/problems holds
 * each against the real ones. What a value means is read.c's.
 */
#include "interface/drivers/debian/problems.h"

#include <fnmatch.h>
#include <stdio.h>

#include "interface/drivers/debian/methods.h"
#include "interface/drivers/debian/options.h"

typedef struct finder {
    const debian_files *files;
    const char *only; /* NULL: all */
    bool *concerned;  /* for each document: whether what refuses it is told */
    uint32_t *first;  /* for each document: its first stanza that was not looked at yet */
    uint32_t *next;   /* for each stanza: the one after it in its document */
    debian_slice *mappings;
    size_t mapping_count, mapping_capacity;
    berth_report *report;
    bool failed; /* memory ran out */
} finder;

/* Where something is wrong; @stanza is NULL outside of any. */
typedef struct place {
    size_t document;
    const debian_line *line;
    const debian_stanza *stanza;
} place;

/* --- Telling --- */

static void add(finder *in, place at, berth_error_code code, debian_slice name, const char *before, const char *format,
                va_list arguments) __attribute__((format(printf, 6, 0)));

static void add(finder *in, place at, berth_error_code code, debian_slice name, const char *before, const char *format,
                va_list arguments)
{
    BERTH_AUTO_FREE char *kept = debian_slice_copy(name);
    BERTH_AUTO_FREE char *text = NULL;
    if (vasprintf(&text, format, arguments) < 0)
        text = NULL;
    berth_finding about = {
        .code = code,
        .name = name.length ? kept : NULL,
        .setting = at.stanza ? debian_field_path(debian_field_of(at.line)) : NULL,
        .file = in->files->documents[at.document].shown,
        .line = at.line->number,
    };
    if (!kept || !text || !berth_report_add(in->report, &about, "%s%s", before, text))
        in->failed = true;
}

static debian_slice name_at(place at)
{
    return at.stanza ? (debian_slice){at.stanza->name, at.stanza->name_length} : (debian_slice){"", 0};
}

static bool is_wanted(const finder *in, debian_slice name)
{
    return !in->only || debian_slice_is(name, in->only);
}

static void refuses(finder *in, place at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* What an included file has above the line is defined nevertheless; of the main file ifup then takes nothing. */
static void refuses(finder *in, place at, const char *format, ...)
{
    const char *what = at.document ? "ifup leaves out the rest of this file: " : "ifup refuses the whole file: ";
    va_list arguments;
    if (!is_wanted(in, name_at(at)) && !in->concerned[at.document])
        return;
    va_start(arguments, format);
    add(in, at, BERTH_ERROR_PARSE, name_at(at), what, format, arguments);
    va_end(arguments);
}

static void tells(finder *in, place at, debian_slice name, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void tells(finder *in, place at, debian_slice name, const char *format, ...)
{
    va_list arguments;
    if (!is_wanted(in, name))
        return;
    va_start(arguments, format);
    add(in, at, BERTH_ERROR_INVALID, name, "", format, arguments);
    va_end(arguments);
}

static void stops(finder *in, place at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* What keeps ifup from bringing up anything, though it reads the files. */
static void stops(finder *in, place at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(in, at, BERTH_ERROR_INVALID, (debian_slice){"", 0}, "ifup brings nothing up: ", format, arguments);
    va_end(arguments);
}

/* --- iface lines --- */

static const debian_method_rule *find_rule(debian_slice family, debian_slice method)
{
    size_t count = 0;
    const debian_method_rule *methods = debian_method_rules(&count);
    for (size_t i = 0; i < count; i++)
        if (debian_slice_is(family, methods[i].family) &&
            (!method.length || debian_slice_is(method, methods[i].method)))
            return &methods[i];
    return NULL;
}

static void refuse_method(finder *in, place at, debian_slice family, debian_slice method)
{
    berth_buffer known = {0};
    size_t count = 0;
    const debian_method_rule *methods = debian_method_rules(&count);
    for (size_t i = 0; i < count; i++)
        if (debian_slice_is(family, methods[i].family))
            berth_buffer_printf(&known, "%s%s", known.length ? ", " : "", methods[i].method);
    BERTH_AUTO_FREE char *list = berth_buffer_steal(&known);
    if (!list)
        in->failed = true;
    else if (method.length)
        refuses(in, at, "'%.*s' is no method of %.*s; those are %s", (int)method.length, method.text,
                (int)family.length, family.text, list);
    else
        refuses(in, at, "a method is missing after '%.*s'; those are %s", (int)family.length, family.text, list);
}

static void check_parent(finder *in, place at, debian_slice rest)
{
    debian_slice parent;
    if (!debian_next_word(&rest, &parent))
        refuses(in, at, "'inherits' names no stanza; name one that stands above");
    else if (!debian_stanza_parent(in->files, at.stanza))
        refuses(in, at,
                "it inherits from '%.*s', which no line above defines%s; define it above, or write another name",
                (int)parent.length, parent.text,
                debian_stanza_iface(in->files, at.stanza).family.length ? " for this family" : "");
}

/* NAME [FAMILY [METHOD]] [inherits STANZA], in which "inherits" may stand for what it brings. */
static void check_iface(finder *in, place at)
{
    debian_slice rest = debian_value(at.line), name, family, method, more;
    if (!debian_next_word(&rest, &name)) {
        refuses(in, at, "an iface line without a name; write 'iface NAME inet METHOD', or remove it");
        return;
    }
    debian_next_word(&rest, &family);
    if (debian_slice_is(family, "inherits")) {
        check_parent(in, at, rest);
        return;
    }
    if (!family.length || !find_rule(family, (debian_slice){"", 0})) {
        refuses(in, at,
                family.length ? "'%.*s' is no address family; write inet or inet6"
                              : "%.*san address family and a method are missing; write such as 'inet dhcp'",
                (int)family.length, family.text);
        return;
    }
    debian_next_word(&rest, &method);
    if (!debian_slice_is(method, "inherits")) {
        if (!method.length || !find_rule(family, method)) {
            refuse_method(in, at, family, method);
            return;
        }
        if (!debian_next_word(&rest, &more))
            return;
        if (!debian_slice_is(more, "inherits")) {
            tells(in, at, name, "ifup ignores '%.*s' and what follows it; a comment has to stand in a line of its own",
                  (int)more.length, more.text);
            return;
        }
    }
    check_parent(in, at, rest);
}

/* --- Options --- */

static const debian_line *find_word(const debian_files *files, const debian_stanza *stanza, debian_slice option,
                                    size_t *from)
{
    for (; *from < stanza->end; (*from)++) {
        const debian_line *line = debian_files_line(files, stanza, *from);
        debian_slice keyword = debian_keyword(line);
        if (line->kind == DEBIAN_OPTION && keyword.length == option.length &&
            memcmp(keyword.text, option.text, option.length) == 0)
            return line;
    }
    return NULL;
}

/* The first stanza of @stanza and those it inherits from that has the option. */
static const debian_stanza *find_holder(const debian_files *files, const debian_stanza *stanza, debian_slice option)
{
    for (int depth = 0; stanza && depth < DEBIAN_MAX_INHERITANCE;
         depth++, stanza = debian_stanza_parent(files, stanza)) {
        size_t from = stanza->first + 1;
        if (find_word(files, stanza, option, &from))
            return stanza;
    }
    return NULL;
}

/* Of "A/24" and another address ifup takes the first, of "A" and another it makes a command that fails. */
static void check_once(finder *in, place at, debian_slice option)
{
    const char *outcome = debian_slice_is(option, "address")
                              ? ", and ignores it or fails; put it into a stanza of its own"
                              : " in one command, which fails; keep one";
    const debian_stanza *parent = debian_stanza_parent(in->files, at.stanza);
    const debian_stanza *holder = parent ? find_holder(in->files, parent, option) : NULL;
    size_t from = at.stanza->first + 1;
    const debian_line *own = find_word(in->files, at.stanza, option, &from);
    if (!own)
        return;
    at.line = own;
    if (holder) {
        tells(in, at, name_at(at), "ifup joins this '%.*s' and the one that is inherited from '%.*s'%s",
              (int)option.length, option.text, (int)holder->name_length, holder->name, outcome);
        return;
    }
    from++;
    at.line = find_word(in->files, at.stanza, option, &from);
    if (at.line)
        tells(in, at, name_at(at), "ifup joins this '%.*s' and the one of line %u%s", (int)option.length, option.text,
              own->number, outcome);
}

static void check_method(finder *in, place at, const debian_method_rule *rule)
{
    debian_slice words, option;
    for (words = debian_slice_of(rule->needs); debian_next_word(&words, &option);)
        if (!find_holder(in->files, at.stanza, option))
            tells(in, at, name_at(at), "ifup cannot bring it up: the method %s needs the option '%.*s'; add it",
                  rule->method, (int)option.length, option.text);
    for (words = debian_slice_of(rule->once); debian_next_word(&words, &option);)
        check_once(in, at, option);
}

static void check_stanza(finder *in, const debian_stanza *stanza)
{
    place at = {stanza->document, debian_files_line(in->files, stanza, stanza->first), stanza};
    debian_slice method = debian_stanza_method(in->files, stanza);
    const debian_method_rule *rule =
        method.length ? find_rule(debian_stanza_family_word(in->files, stanza), method) : NULL;
    check_iface(in, at);
    if (rule)
        check_method(in, at, rule);
    for (size_t i = stanza->first + 1; i < stanza->end; i++) {
        at.line = debian_files_line(in->files, stanza, i);
        debian_slice option = debian_keyword(at.line);
        if (at.line->kind == DEBIAN_OPTION && !debian_value(at.line).length)
            refuses(in, at, "the option '%.*s' has no value; give it one, or remove the line", (int)option.length,
                    option.text);
    }
}

/* --- Other lines --- */

/* Whether an iface line has that name, or that of an alias. */
static bool has_stanza(const debian_files *files, debian_slice name)
{
    const char *colon = memchr(name.text, ':', name.length);
    BERTH_AUTO_FREE char *interface = strndup(name.text, colon ? (size_t)(colon - name.text) : name.length);
    const debian_stanza *stanza = interface ? debian_files_first(files, interface) : NULL;
    for (; stanza; stanza = debian_files_next(files, stanza)) {
        debian_slice label = debian_stanza_label(stanza);
        if (label.length == name.length && memcmp(label.text, name.text, name.length) == 0)
            return true;
    }
    return false;
}

/* What is renamed, and what a mapping finds a stanza for, needs none of its own name. */
static bool is_defined(const finder *in, const char *name, debian_slice logical)
{
    if (has_stanza(in->files, logical) || debian_slice_is(logical, "lo"))
        return true;
    for (size_t i = 0; i < in->mapping_count; i++) {
        BERTH_AUTO_FREE char *pattern = debian_slice_copy(in->mappings[i]);
        if (!pattern || fnmatch(pattern, name, 0) == 0)
            return true;
    }
    return false;
}

/* "NAME" or "NAME=STANZA"; patterns are for what there may be. */
static void check_started(finder *in, place at, debian_slice word, berth_start_mode mode)
{
    const char *equals = memchr(word.text, '=', word.length);
    size_t length = equals ? (size_t)(equals - word.text) : word.length;
    debian_slice logical = equals ? (debian_slice){equals + 1, word.length - length - 1} : word;
    BERTH_AUTO_FREE char *name = strndup(word.text, length);
    if (*word.text == '/' || !name || is_defined(in, name, logical))
        return;
    tells(in, at, (debian_slice){name, length}, "no iface line defines '%.*s', so it %s; define it, or remove the word",
          (int)logical.length, logical.text,
          mode == BERTH_START_MODE_ONBOOT ? "makes 'ifup -a' fail" : "does not come up when it is plugged in");
}

static void check_words(finder *in, place at)
{
    berth_start_mode mode = debian_line_start_mode(at.line);
    bool renames = debian_slice_is(debian_keyword(at.line), "rename");
    debian_slice rest = debian_value(at.line), word;
    while ((renames || mode != BERTH_START_MODE_NONE) && debian_next_word(&rest, &word)) {
        if (!renames)
            check_started(in, at, word, mode);
        else if (!memchr(word.text, '=', word.length))
            stops(in, at, "'%.*s' is renamed to nothing; write '%.*s=NAME'", (int)word.length, word.text,
                  (int)word.length, word.text);
    }
}

/* What the options that come next belong to, as ifup sees it. */
typedef struct part {
    enum { NOTHING, STANZA, MAPPING } kind;
    const debian_line *mapping;
    bool has_script; /* with a value */
    bool names_script;
} part;

static void end_mapping(finder *in, part *now, size_t document)
{
    if (now->kind == MAPPING && !now->has_script && debian_value(now->mapping).length)
        tells(in, (place){document, now->mapping, NULL}, (debian_slice){"", 0},
              "a mapping without a script, so ifup fails for what it names; add a line 'script PROGRAM'");
    *now = (part){NOTHING, NULL, false, false};
}

static void check_mapping_line(finder *in, place at, part *now)
{
    debian_slice keyword = debian_keyword(at.line);
    if (debian_slice_is(keyword, "script")) {
        if (now->names_script)
            refuses(in, at, "a second script in one mapping; remove one of the two");
        now->names_script = true;
        now->has_script = debian_value(at.line).length != 0;
    } else if (!debian_slice_is(keyword, "map")) {
        refuses(in, at, "'%.*s' stands in a mapping, which has lines 'script' and 'map' alone; remove it",
                (int)keyword.length, keyword.text);
    }
}

static void check_option_line(finder *in, place at, part *now)
{
    debian_slice keyword = debian_keyword(at.line);
    if (now->kind == MAPPING)
        check_mapping_line(in, at, now);
    else if (now->kind == NOTHING)
        refuses(in, at, "the option '%.*s' stands in no stanza; put it below an iface line, or remove it",
                (int)keyword.length, keyword.text);
    else if (at.line->kind != DEBIAN_OPTION)
        tells(in, at, (debian_slice){"", 0},
              "ifup takes this line, and those that follow, as options of the stanza above; it knows no '%.*s'",
              (int)keyword.length, keyword.text);
}

static void check_document(finder *in, size_t number)
{
    const debian_document *document = &in->files->documents[number];
    part now = {NOTHING, NULL, false, false};
    for (size_t i = 0; i < document->count; i++) {
        place at = {number, &document->lines[i], NULL};
        debian_slice keyword;
        if (at.line->kind == DEBIAN_BLANK || at.line->kind == DEBIAN_COMMENT)
            continue;
        keyword = debian_keyword(at.line);
        /* A keyword of ifupdown-ng. */
        if (at.line->kind == DEBIAN_OPTION || debian_slice_is(keyword, "template")) {
            check_option_line(in, at, &now);
            continue;
        }
        end_mapping(in, &now, number);
        if (at.line->kind == DEBIAN_IFACE) {
            now.kind = STANZA;
            check_stanza(in, &in->files->stanzas[in->first[number]]);
            in->first[number] = in->next[in->first[number]];
        } else if (debian_slice_is(keyword, "mapping"))
            now = (part){MAPPING, at.line, false, false};
        check_words(in, at);
    }
    end_mapping(in, &now, number);
}

/* --- All --- */

static bool collect_mappings(finder *in, const debian_document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        const debian_line *line = &document->lines[i];
        debian_slice rest = debian_value(line), word;
        if (line->kind != DEBIAN_OTHER || !debian_slice_is(debian_keyword(line), "mapping"))
            continue;
        while (debian_next_word(&rest, &word)) {
            if (!BERTH_GROW(in->mappings, in->mapping_count, in->mapping_capacity))
                return false;
            in->mappings[in->mapping_count++] = word;
        }
    }
    return true;
}

/* Of files that are not read to their end, those matter that define the one interface that is asked for. */
static bool choose_documents(finder *in)
{
    in->concerned = calloc(in->files->document_count, sizeof *in->concerned);
    if (!in->concerned)
        return false;
    in->concerned[0] = true;
    const debian_stanza *stanza = in->only ? debian_files_first(in->files, in->only) : NULL;
    for (; stanza; stanza = debian_files_next(in->files, stanza))
        in->concerned[stanza->document] = true;
    for (size_t i = 0; !in->only && i < in->files->document_count; i++)
        in->concerned[i] = true;
    return true;
}

/* The stanzas stand as ifup reads them, those of an included file amid those of the other. */
static bool chain_stanzas(finder *in)
{
    in->first = calloc(in->files->document_count, sizeof *in->first);
    in->next = calloc(in->files->stanza_count + 1, sizeof *in->next);
    if (!in->first || !in->next)
        return false;
    for (size_t i = in->files->stanza_count; i-- > 0;) {
        uint32_t *first = &in->first[in->files->stanzas[i].document];
        in->next[i] = *first;
        *first = (uint32_t)i;
    }
    return true;
}

bool debian_find_problems(const debian_files *files, const char *name, berth_report *report)
{
    finder in = {.files = files, .only = name, .report = report};
    in.failed = !choose_documents(&in) || !chain_stanzas(&in);
    for (size_t i = 0; !in.failed && i < files->document_count; i++)
        in.failed = !collect_mappings(&in, &files->documents[i]);
    for (size_t i = 0; !in.failed && i < files->document_count; i++)
        check_document(&in, i);
    free(in.concerned);
    free(in.first);
    free(in.next);
    free(in.mappings);
    return !in.failed;
}
