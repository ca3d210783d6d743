/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/write.h"

#include <ctype.h>
#include <stdio.h>

#include "base/error.h"
#include "interface/drivers/debian/plan.h"
#include "interface/drivers/debian/starts.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define INDENT "    "

typedef struct writer {
    debian_files *files;
    const berth_interface_config *config;
    debian_plan plan;
    /* The stanzas the files have, and for each the planned one that it shall say; NULL for none. */
    const debian_stanza **old;
    const debian_planned **planned;
    size_t count;
    berth_error **error;
} writer;

static bool no_memory(const writer *out)
{
    return berth_fail_memory(out->error, DOMAIN);
}

static debian_line *line_of(const writer *out, size_t stanza, size_t line)
{
    return debian_files_line(out->files, out->old[stanza], line);
}

static debian_document *document_of(const writer *out, size_t stanza)
{
    return &out->files->documents[out->old[stanza]->document];
}

/* --- Extras --- */

static bool check_extra(const writer *out, const berth_extra *extra)
{
    const char *reason = NULL;
    for (const char *byte = extra->name; *byte; byte++)
        if (isspace((unsigned char)*byte) || iscntrl((unsigned char)*byte))
            reason = "has white space in its name";
    for (const char *byte = extra->value; *byte; byte++)
        if (iscntrl((unsigned char)*byte) && *byte != '\t')
            reason = "has a line break or control character in its value";
    if (debian_is_keyword(extra->name))
        reason = "is a keyword of interfaces(5), not an option";
    size_t length = strlen(extra->value);
    if (!*extra->name || *extra->name == '#' || strchr(extra->name, '\\'))
        reason = "is no name for an option";
    else if (!length || isspace((unsigned char)extra->value[0]) || extra->value[length - 1] == '\\')
        reason = "has no value, or one that starts with white space or ends in a backslash";
    debian_field field = debian_field_by_name(extra->name);
    bool random = field == DEBIAN_HWADDRESS && strcmp(extra->value, "random") == 0;
    if (field != DEBIAN_EXTRA && field != DEBIAN_BRIDGE_PORTS && !random)
        reason = "is a setting of its own; set that instead";
    if (!reason)
        return true;
    return berth_fail(out->error, DOMAIN, BERTH_ERROR_INVALID, "the extra option '%s' of '%s' %s", extra->name,
                      out->config->name, reason);
}

static void print_extra(berth_buffer *buffer, const char *indent, const berth_extra *extra)
{
    berth_buffer_printf(buffer, "%s%s %s\n", indent, extra->name, extra->value);
}

static bool is_carrier(const writer *out, size_t stanza)
{
    debian_slice method = debian_stanza_method(out->files, out->old[stanza]);
    return debian_slice_is(method, "manual") || debian_slice_is(method, "loopback");
}

/* How well an old stanza fits a planned one: 3 says the same already, 1 can be made to. */
static int fit(const writer *out, size_t stanza, const debian_planned *planned)
{
    const debian_stanza *old = out->old[stanza];
    if (debian_stanza_family(out->files, old) != planned->family)
        return 0;
    if (!debian_slice_is(debian_stanza_method(out->files, old), planned->method))
        return 1;
    if (!planned->fields[DEBIAN_ADDRESS])
        return 3;
    BERTH_AUTO_FREE char *address = debian_stanza_address(out->files, old, NULL);
    return berth_streq(address, planned->fields[DEBIAN_ADDRESS]) ? 3 : 2;
}

/* A stanza that nothing planned needs stays when it carries options, or says over again what a planned one says. */
static bool stays(const writer *out, size_t stanza)
{
    if (out->planned[stanza] || is_carrier(out, stanza))
        return true;
    for (size_t i = 0; i < out->plan.count; i++)
        if (fit(out, stanza, &out->plan.stanzas[i]) == 3)
            return true;
    return false;
}

/* Whether extra @index belongs into stanza @ordinal; those of stanzas that are gone go to the last one. */
static bool belongs(const writer *out, size_t index, size_t ordinal, size_t last)
{
    size_t wanted = (size_t)out->config->extras[index].stanza;
    bool there = out->count ? wanted < out->count && stays(out, wanted) : wanted <= last;
    return (there ? wanted : last) == ordinal;
}

/* --- New stanzas --- */

static bool print_field(berth_buffer *buffer, const char *indent, debian_field field, const char *canonical)
{
    if (!canonical)
        return true;
    BERTH_AUTO_FREE char *value = debian_plan_value(field, canonical);
    if (value)
        berth_buffer_printf(buffer, "%s%s %s\n", indent, debian_field_name(field), value);
    return value != NULL;
}

/* @carries_link: with the options of the interface. */
static bool print_stanza(const writer *out, berth_buffer *buffer, const debian_planned *stanza, bool carries_link)
{
    bool done = true;
    berth_buffer_printf(buffer, "iface %s %s %s\n", out->config->name,
                        stanza->family == BERTH_IP_FAMILY_IPV6 ? "inet6" : "inet", stanza->method);
    for (int field = DEBIAN_EXTRA + 1; field < DEBIAN_FIELDS; field++) {
        done = done && print_field(buffer, INDENT, (debian_field)field, stanza->fields[field]);
        if (carries_link)
            done = done && print_field(buffer, INDENT, (debian_field)field, out->plan.link[field]);
    }
    return done;
}

/* The extras of a new interface's stanza: of its number, and in the last one those of stanzas there are not. */
static void print_extras(const writer *out, berth_buffer *buffer, size_t ordinal)
{
    for (size_t i = 0; i < out->config->extra_count; i++)
        if (belongs(out, i, ordinal, out->plan.count - 1))
            print_extra(buffer, INDENT, &out->config->extras[i]);
}

/* New interfaces go to the end of the main file, after an empty line. */
static bool write_new(writer *out)
{
    debian_document *main_file = &out->files->documents[0];
    berth_buffer buffer = {0};
    bool done = true;
    if (main_file->content.size || main_file->appended)
        berth_buffer_add_string(&buffer, "\n");
    if (out->config->start != BERTH_START_MODE_NONE)
        berth_buffer_printf(&buffer, "%s %s\n", debian_start_keyword(out->config->start), out->config->name);
    for (size_t i = 0; done && i < out->plan.count; i++) {
        done = print_stanza(out, &buffer, &out->plan.stanzas[i], i == 0);
        print_extras(out, &buffer, i);
    }
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&buffer);
    return (done && text && debian_document_append(main_file, text)) || no_memory(out);
}

/* --- Changing stanzas --- */

/* A planned stanza that only carries options: the others of the plan say what the interface is. */
static bool is_planned_carrier(const writer *out, size_t planned)
{
    return out->plan.count > 1 && planned == 0 && strcmp(out->plan.stanzas[0].method, "manual") == 0;
}

/* Pairs what is there with what shall be there, best fits first. Nothing is turned into a mere carrier. */
static void pair(writer *out, bool *used)
{
    for (int wanted = 3; wanted > 0; wanted--)
        for (size_t p = 0; p < out->plan.count; p++)
            for (size_t i = 0; i < out->count && !used[p]; i++)
                if (!out->planned[i] && (wanted == 3 || !is_planned_carrier(out, p)) &&
                    fit(out, i, &out->plan.stanzas[p]) == wanted) {
                    out->planned[i] = &out->plan.stanzas[p];
                    used[p] = true;
                }
}

static void delete_lines(const writer *out, size_t stanza)
{
    for (size_t i = out->old[stanza]->first; i < out->old[stanza]->end; i++)
        line_of(out, stanza, i)->deleted = true;
}

/* The white space before the stanza's first option, or four spaces. */
static char *indentation(const writer *out, size_t stanza)
{
    const debian_stanza *old = out->old[stanza];
    for (size_t i = old->first + 1; i < old->end; i++) {
        const debian_line *line = line_of(out, stanza, i);
        size_t length = 0;
        while (length < line->raw_length && (line->raw[length] == ' ' || line->raw[length] == '\t'))
            length++;
        if (line->kind == DEBIAN_OPTION)
            return strndup(line->raw, length);
    }
    return strdup(INDENT);
}

static bool insert_field(const writer *out, size_t stanza, debian_field field, const char *canonical)
{
    berth_buffer buffer = {0};
    BERTH_AUTO_FREE char *indent = indentation(out, stanza);
    bool done = indent && print_field(&buffer, indent, field, canonical);
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&buffer);
    /* An address comes first, as people write it. */
    size_t after = field == DEBIAN_ADDRESS ? out->old[stanza]->first : out->old[stanza]->end - 1;
    return (done && text && debian_line_add_after(document_of(out, stanza), line_of(out, stanza, after), text)) ||
           no_memory(out);
}

static bool set_field(const writer *out, size_t stanza, debian_line *line, debian_field field, const char *canonical)
{
    BERTH_AUTO_FREE char *value = debian_plan_value(field, canonical);
    return (value && debian_line_set_value(document_of(out, stanza), line, value)) || no_memory(out);
}

/*
 * Makes each line of @stanza that sets @field say @wanted, or removes it when that is NULL. @found: whether one does.
 * @inherited counts: a template that says the same needs no line here.
 */
static bool change_field(const writer *out, size_t stanza, debian_field field, const char *wanted, bool *found)
{
    const debian_stanza *old = out->old[stanza];
    berth_ip_family family = (berth_ip_family)debian_stanza_family(out->files, old);
    bool inherited = false;
    const debian_line *first = debian_find_option(out->files, old, field, &inherited, NULL);
    if (first && inherited) {
        BERTH_AUTO_FREE char *value = debian_option_canonical(field, family, first, "", NULL);
        *found = *found || (wanted && berth_streq(value, wanted));
    }
    for (size_t i = old->first + 1; i < old->end; i++) {
        debian_line *line = line_of(out, stanza, i);
        if (debian_field_of(line) != field)
            continue;
        if (!wanted) {
            line->deleted = true;
            continue;
        }
        *found = true;
        BERTH_AUTO_FREE char *value = debian_option_canonical(field, family, line, "", NULL);
        if (!berth_streq(value, wanted) && !set_field(out, stanza, line, field, wanted))
            return false;
    }
    return true;
}

/* A netmask line goes when the address is rewritten with its prefix. */
static bool change_address(const writer *out, size_t stanza, const char *wanted)
{
    BERTH_AUTO_FREE char *current = debian_stanza_address(out->files, out->old[stanza], NULL);
    bool found = false;
    if (berth_streq(current, wanted))
        return true;
    if (!change_field(out, stanza, DEBIAN_ADDRESS, wanted, &found) ||
        !change_field(out, stanza, DEBIAN_NETMASK, NULL, &found))
        return false;
    return found || !wanted || insert_field(out, stanza, DEBIAN_ADDRESS, wanted);
}

static bool change_method(const writer *out, size_t stanza, const char *method)
{
    const debian_stanza *old = out->old[stanza];
    debian_iface said = debian_stanza_iface(out->files, old);
    debian_line *line = line_of(out, stanza, old->first);
    BERTH_AUTO_FREE char *value = NULL;
    if (debian_slice_is(debian_stanza_method(out->files, old), method))
        return true;
    if (asprintf(&value, "%s %.*s %s%s%.*s", out->config->name, (int)said.family.length, said.family.text, method,
                 said.inherits.length ? " inherits " : "", (int)said.inherits.length, said.inherits.text) < 0)
        return no_memory(out);
    return debian_line_set_value(document_of(out, stanza), line, value) || no_memory(out);
}

static bool change_stanza(const writer *out, size_t stanza)
{
    const debian_planned *planned = out->planned[stanza];
    bool is_static = debian_slice_is(debian_stanza_method(out->files, out->old[stanza]), "static");
    if (!planned)
        return true;
    if (!change_method(out, stanza, planned->method))
        return false;
    /* Elsewhere than in a static stanza these words are no address of ours. */
    if (!is_static && !planned->fields[DEBIAN_ADDRESS])
        return true;
    return change_address(out, stanza, planned->fields[DEBIAN_ADDRESS]);
}

/* Whether @stanza is the first that says @field (as the reader takes it), stays, and says @wanted. */
static bool says(const writer *out, size_t stanza, debian_field field, const char *wanted)
{
    const debian_line *line = debian_find_option(out->files, out->old[stanza], field, NULL, NULL);
    berth_ip_family family = (berth_ip_family)debian_stanza_family(out->files, out->old[stanza]);
    BERTH_AUTO_FREE char *value = line ? debian_option_canonical(field, family, line, "", NULL) : NULL;
    return wanted && berth_streq(value, wanted) && stays(out, stanza);
}

/* The gateway of a family may stand in any of its static stanzas, and stays where it is. */
static bool change_gateway(writer *out, berth_ip_family family, const bool *used)
{
    const char *wanted = berth_interface_config_get_gateway(out->config, family);
    size_t first = out->count;
    bool found = false, seen = false, kept = false;
    for (size_t i = 0; i < out->count; i++) {
        const debian_planned *planned = out->planned[i];
        if (debian_stanza_family(out->files, out->old[i]) != (int)family)
            continue;
        bool was_static = debian_slice_is(debian_stanza_method(out->files, out->old[i]), "static");
        bool is_static = planned ? planned->fields[DEBIAN_ADDRESS] != NULL : was_static && stays(out, i);
        /* The reader takes the first; where that stays and is right, later ones are left as they are. */
        if (was_static && !seen && debian_find_option(out->files, out->old[i], DEBIAN_GATEWAY, NULL, NULL)) {
            seen = true;
            kept = found = is_static && says(out, i, DEBIAN_GATEWAY, wanted);
        }
        bool change = is_static ? !kept : planned && was_static;
        if (change && !change_field(out, i, DEBIAN_GATEWAY, is_static ? wanted : NULL, &found))
            return false;
        if (planned && is_static && first == out->count)
            first = i;
    }
    /* A new stanza brings the gateway only where no old one has it. */
    for (size_t p = 0; p < out->plan.count; p++) {
        char **gateway = &out->plan.stanzas[p].fields[DEBIAN_GATEWAY];
        if (used[p] || out->plan.stanzas[p].family != (int)family || !*gateway)
            continue;
        if (found || first < out->count)
            free(BERTH_STEAL(*gateway));
    }
    return found || !wanted || first == out->count || insert_field(out, first, DEBIAN_GATEWAY, wanted);
}

/*
 * An option of the interface may stand in any of its stanzas, and the first one counts: where that says what is wanted
 * all are left as they are. @found: whether one says it now.
 */
static bool change_link(const writer *out, debian_field field, bool *found)
{
    const char *wanted = out->plan.link[field];
    size_t first = 0;
    if (field == DEBIAN_BRIDGE_PORTS && out->plan.ports_by_pattern)
        return true;
    while (first < out->count && !debian_find_option(out->files, out->old[first], field, NULL, NULL))
        first++;
    *found = first < out->count && says(out, first, field, wanted);
    if (*found)
        return true;
    for (size_t i = 0; i < out->count; i++)
        if (stays(out, i) && !change_field(out, i, field, wanted, found))
            return false;
    return true;
}

/* Whether a new option can go into a stanza: ifup takes an MTU from inet static and inet manual alone. */
static bool carries(const writer *out, size_t stanza, debian_field field)
{
    if (!stays(out, stanza))
        return false;
    if (field != DEBIAN_MTU)
        return true;
    debian_slice method = debian_stanza_method(out->files, out->old[stanza]);
    return debian_stanza_family(out->files, out->old[stanza]) == BERTH_IP_FAMILY_IPV4 &&
           (debian_slice_is(method, "static") || debian_slice_is(method, "manual"));
}

/* The options that no stanza says yet go into the first that can carry them, or into a new one before all others. */
static bool add_link(const writer *out, const bool *missing)
{
    berth_buffer carrier = {0};
    bool done = true;
    for (int field = 0; done && field < DEBIAN_FIELDS; field++) {
        size_t target = 0;
        if (!missing[field])
            continue;
        while (target < out->count && !carries(out, target, (debian_field)field))
            target++;
        if (target < out->count) {
            done = insert_field(out, target, (debian_field)field, out->plan.link[field]);
            continue;
        }
        if (!carrier.length)
            berth_buffer_printf(&carrier, "iface %s inet manual\n", out->config->name);
        done = print_field(&carrier, INDENT, (debian_field)field, out->plan.link[field]) || no_memory(out);
    }
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&carrier);
    if (!done || !text)
        return done && no_memory(out);
    return !*text || debian_line_add_before(document_of(out, 0), line_of(out, 0, out->old[0]->first), text) ||
           no_memory(out);
}

/* Lines whose option is still wanted stay; the others go, and new ones stand in their order among them. */
static bool change_extras(const writer *out, size_t stanza, size_t last)
{
    const berth_interface_config *config = out->config;
    const debian_stanza *old = out->old[stanza];
    BERTH_AUTO_FREE char *indent = indentation(out, stanza);
    berth_buffer added = {0};
    size_t next = 0;
    for (size_t i = old->first + 1; indent && i < old->end; i++) {
        debian_line *line = line_of(out, stanza, i);
        size_t match = next;
        if (line->kind != DEBIAN_OPTION || debian_field_of(line) != DEBIAN_EXTRA)
            continue;
        while (match < config->extra_count && !(belongs(out, match, stanza, last) &&
                                                debian_slice_is(debian_keyword(line), config->extras[match].name) &&
                                                debian_slice_is(debian_value(line), config->extras[match].value)))
            match++;
        if (match == config->extra_count) {
            line->deleted = true;
            continue;
        }
        for (; next < match; next++)
            if (belongs(out, next, stanza, last))
                print_extra(&added, indent, &config->extras[next]);
        next = match + 1;
        BERTH_AUTO_FREE char *text = added.length ? berth_buffer_steal(&added) : NULL;
        if (text && !debian_line_add_before(document_of(out, stanza), line, text))
            return no_memory(out);
    }
    for (; indent && next < config->extra_count; next++)
        if (belongs(out, next, stanza, last))
            print_extra(&added, indent, &config->extras[next]);
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&added);
    return (indent && text &&
            (!*text || debian_line_add_after(document_of(out, stanza), line_of(out, stanza, old->end - 1), text))) ||
           no_memory(out);
}

/* New stanzas come after the last one; where none of the old ones stays, the first takes over their extras. */
static bool insert_stanzas(const writer *out, const bool *used, bool any_stays)
{
    const debian_stanza *beside = out->old[out->count - 1];
    berth_buffer buffer = {0};
    bool done = true, extras = !any_stays;
    for (size_t p = 0; done && p < out->plan.count; p++) {
        if (used[p])
            continue;
        done = print_stanza(out, &buffer, &out->plan.stanzas[p], false);
        for (size_t i = 0; extras && i < out->config->extra_count; i++)
            print_extra(&buffer, INDENT, &out->config->extras[i]);
        extras = false;
    }
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&buffer);
    if (!done || !text)
        return no_memory(out);
    return !*text ||
           debian_line_add_after(document_of(out, out->count - 1), line_of(out, out->count - 1, beside->end - 1),
                                 text) ||
           no_memory(out);
}

static bool change_all(writer *out, bool *used)
{
    size_t last = 0;
    bool missing[DEBIAN_FIELDS] = {false}, any_stays = false;
    pair(out, used);
    /* What a planned carrier would hold is added where it is missing, and only then. */
    used[0] = used[0] || is_planned_carrier(out, 0);
    for (size_t i = 0; i < out->count; i++)
        any_stays = any_stays || stays(out, i);
    for (size_t i = 0; i < out->count; i++)
        if (!stays(out, i))
            delete_lines(out, i);
        else
            last = i;
    /* Before the methods change: the gateway of a stanza that was static goes with them. */
    if (!change_gateway(out, BERTH_IP_FAMILY_IPV4, used) || !change_gateway(out, BERTH_IP_FAMILY_IPV6, used))
        return false;
    for (size_t i = 0; i < out->count; i++)
        if (!change_stanza(out, i))
            return false;
    for (int field = DEBIAN_EXTRA + 1; field < DEBIAN_FIELDS; field++) {
        bool found = false;
        if (debian_field_is_of_link((debian_field)field) && !change_link(out, (debian_field)field, &found))
            return false;
        missing[field] = out->plan.link[field] && !found;
    }
    /* "eth0.42" says by itself what it is on; a line that was not needed before is not needed now. */
    if (strchr(out->config->name, '.'))
        missing[DEBIAN_VLAN_RAW_DEVICE] = false;
    for (size_t i = 0; out->config->extras_given && i < out->count; i++)
        if (stays(out, i) && !change_extras(out, i, last))
            return false;
    return add_link(out, missing) && insert_stanzas(out, used, any_stays) &&
           debian_set_start(out->files, out->old[0], out->config->name, out->config->start, out->error);
}

static bool collect(writer *out)
{
    const debian_stanza *stanza = NULL;
    out->count = 0;
    out->old = calloc(out->files->stanza_count + 1, sizeof *out->old);
    out->planned = calloc(out->files->stanza_count + 1, sizeof *out->planned);
    if (!out->old || !out->planned)
        return no_memory(out);
    for (stanza = debian_files_first(out->files, out->config->name); stanza;
         stanza = debian_files_next(out->files, stanza))
        out->old[out->count++] = stanza;
    return true;
}

static bool write_one(debian_files *files, const berth_interface_config *config, berth_error **error)
{
    writer out = {.files = files, .config = config, .error = error};
    bool done = debian_plan_make(&out.plan, config, error) && collect(&out);
    BERTH_AUTO_FREE bool *used = calloc(out.plan.count + 1, sizeof *used);
    for (size_t i = 0; done && i < config->extra_count; i++)
        done = check_extra(&out, &config->extras[i]);
    if (done)
        done = !used ? no_memory(&out) : out.count ? change_all(&out, used) : write_new(&out);
    free(out.old);
    free(out.planned);
    debian_plan_clear(&out.plan);
    return done;
}

bool debian_write(debian_files *files, const berth_interface_config *config, berth_error **error)
{
    for (size_t i = 0; i < config->bridge.count; i++)
        if (!berth_interface_config_is_bare(config->bridge.ports[i]) &&
            !debian_write(files, config->bridge.ports[i], error))
            return false;
    return write_one(files, config, error);
}

/* --- Removing --- */

static bool is_blank_or_end(const debian_document *document, size_t line)
{
    return line >= document->count || document->lines[line].kind == DEBIAN_BLANK;
}

/* Where a whole block went, one of the two empty lines around it goes too. */
static void close_gaps(debian_document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        size_t end = i;
        if (!document->lines[i].deleted)
            continue;
        while (end < document->count && document->lines[end].deleted)
            end++;
        if (i > 0 && document->lines[i - 1].kind == DEBIAN_BLANK && is_blank_or_end(document, end))
            document->lines[i - 1].deleted = true;
        i = end;
    }
}

bool debian_remove(debian_files *files, const char *name, berth_error **error)
{
    const debian_stanza *stanza = NULL;
    for (stanza = debian_files_first(files, name); stanza; stanza = debian_files_next(files, stanza))
        for (size_t i = stanza->first; i < stanza->end; i++)
            debian_files_line(files, stanza, i)->deleted = true;
    if (!debian_remove_starts(files, name, 0))
        return berth_fail_memory(error, DOMAIN);
    for (size_t i = 0; i < files->document_count; i++)
        close_gaps(&files->documents[i]);
    return true;
}
