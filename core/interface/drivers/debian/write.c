/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/write.h"

#include "base/error.h"
#include "interface/drivers/debian/extras.h"
#include "interface/drivers/debian/starts.h"
#include "interface/drivers/debian/writer.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

/* --- New stanzas --- */

/* @carries_link: with the options of the interface. */
static bool print_stanza(const debian_writer *out, berth_buffer *buffer, const debian_planned *stanza,
                         bool carries_link)
{
    bool done = true;
    berth_buffer_printf(buffer, "iface %s %s %s\n", out->config->name,
                        stanza->family == BERTH_IP_FAMILY_IPV6 ? "inet6" : "inet", stanza->method);
    for (int field = DEBIAN_EXTRA + 1; field < DEBIAN_FIELDS; field++) {
        done = done && debian_print_field(buffer, DEBIAN_INDENT, (debian_field)field, stanza->fields[field]);
        if (carries_link)
            done = done && debian_print_field(buffer, DEBIAN_INDENT, (debian_field)field, out->plan.link[field]);
    }
    debian_print_commands(out, buffer, stanza);
    if (carries_link)
        debian_print_port_commands(out, buffer, DEBIAN_INDENT);
    return done;
}

/* New interfaces go to the end of the main file, after an empty line. */
static bool write_new(debian_writer *out)
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
        debian_print_extras(out, &buffer, i);
    }
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&buffer);
    return (done && text && debian_document_append(main_file, text)) || debian_no_memory(out);
}

/* --- Options of the interface --- */

/*
 * An option of the interface may stand in any of its stanzas, and the first one counts: where that says what is wanted
 * all are left as they are. @found: whether one says it now.
 */
static bool change_link(const debian_writer *out, debian_field field, bool *found)
{
    const char *wanted = out->plan.link[field];
    size_t first = 0;
    while (first < out->count && !debian_find_option(out->files, out->old[first], field, NULL, NULL))
        first++;
    *found = first < out->count && debian_says(out, first, field, wanted);
    if (*found)
        return true;
    for (size_t i = 0; i < out->count; i++)
        if (debian_stays(out, i) && !debian_change_field(out, i, field, wanted, found))
            return false;
    return true;
}

/* Whether a new option can go into a stanza: ifup takes an MTU from inet static and inet manual alone. */
static bool carries(const debian_writer *out, size_t stanza, debian_field field)
{
    if (!debian_stays(out, stanza))
        return false;
    if (field != DEBIAN_MTU)
        return true;
    debian_slice method = debian_stanza_method(out->files, out->old[stanza]);
    return debian_stanza_family(out->files, out->old[stanza]) == BERTH_IP_FAMILY_IPV4 &&
           (debian_slice_is(method, "static") || debian_slice_is(method, "manual"));
}

/* The options that no stanza says yet go into the first that can carry them, or into a new one before all others. */
static bool add_link(const debian_writer *out, const bool *missing)
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
            done = debian_insert_field(out, target, (debian_field)field, out->plan.link[field]);
            continue;
        }
        if (!carrier.length)
            berth_buffer_printf(&carrier, "iface %s inet manual\n", out->config->name);
        done = debian_print_field(&carrier, DEBIAN_INDENT, (debian_field)field, out->plan.link[field]) ||
               debian_no_memory(out);
    }
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&carrier);
    if (!done || !text)
        return done && debian_no_memory(out);
    return !*text ||
           debian_line_add_before(debian_document_of(out, 0), debian_line_of(out, 0, out->old[0]->first), text) ||
           debian_no_memory(out);
}

/* --- Lists: every line counts, wherever it stands --- */

static void add_new_words(berth_buffer *words, const char *more)
{
    debian_slice rest = {more, strlen(more)}, word, known;
    while (debian_next_word(&rest, &word)) {
        debian_slice before = {words->data, words->length};
        bool again = false;
        while (!again && debian_next_word(&before, &known))
            again = known.length == word.length && memcmp(known.text, word.text, word.length) == 0;
        if (again)
            continue;
        if (words->length)
            berth_buffer_add_string(words, " ");
        berth_buffer_add(words, word.text, word.length);
    }
}

/* What is inherited comes first, as the reader takes it. */
static void collect_stanza(const debian_writer *out, const debian_stanza *stanza, debian_field field, int inherited,
                           berth_buffer *words)
{
    const debian_stanza *parent = inherited < DEBIAN_MAX_INHERITANCE ? debian_stanza_parent(out->files, stanza) : NULL;
    if (parent)
        collect_stanza(out, parent, field, inherited + 1, words);
    for (size_t i = stanza->first + 1; i < stanza->end; i++) {
        const debian_line *line = debian_files_line(out->files, stanza, i);
        if (debian_field_of(line) != field || line->deleted)
            continue;
        BERTH_AUTO_FREE char *value = debian_option_canonical(field, BERTH_IP_FAMILY_IPV4, line, "", NULL);
        add_new_words(words, value ? value : "");
    }
}

/* The words that the stanzas say together, each once, without those that go. */
static char *collect_list(const debian_writer *out, debian_field field)
{
    berth_buffer words = {0};
    for (size_t i = 0; i < out->count; i++)
        collect_stanza(out, out->old[i], field, 0, &words);
    return berth_buffer_steal(&words);
}

/* Whether the files have a line by which @name itself says that it belongs to the bond. */
static bool names_master(const debian_writer *out, const char *name)
{
    const debian_stanza *stanza = debian_files_first(out->files, name);
    for (; stanza; stanza = debian_files_next(out->files, stanza))
        if (debian_bond_master_line(out->files, stanza, out->config->name))
            return true;
    return false;
}

/* A port that says by itself that it is one is named by the bond too where it was before, and only there. */
static bool plan_slaves(debian_writer *out, const char *said)
{
    berth_buffer slaves = {0};
    for (size_t i = 0; i < out->config->ports.count; i++) {
        const char *name = out->config->ports.items[i]->name;
        if (debian_has_word(debian_slice_of(said), name) || !names_master(out, name))
            berth_buffer_printf(&slaves, "%s%s", slaves.length ? " " : "", name);
    }
    free(out->plan.link[DEBIAN_BOND_SLAVES]);
    out->plan.link[DEBIAN_BOND_SLAVES] = berth_buffer_steal(&slaves);
    return out->plan.link[DEBIAN_BOND_SLAVES] || debian_no_memory(out);
}

/* The first line gets the whole list, the others go. */
static bool change_list(debian_writer *out, debian_field field, bool *found)
{
    BERTH_AUTO_FREE char *said = collect_list(out, field);
    if (!said)
        return debian_no_memory(out);
    if (field == DEBIAN_BOND_SLAVES && out->config->type == BERTH_INTERFACE_TYPE_BOND && !out->plan.ports_by_pattern &&
        !plan_slaves(out, said))
        return false;
    const char *wanted = out->plan.link[field];
    bool same = strcmp(said, wanted ? wanted : "") == 0;
    if ((field == DEBIAN_BRIDGE_PORTS || field == DEBIAN_BOND_SLAVES) && out->plan.ports_by_pattern)
        return true;
    for (size_t i = 0; same && i < out->count; i++)
        *found = *found || (debian_stays(out, i) && debian_find_option(out->files, out->old[i], field, NULL, NULL));
    if (same)
        return true;
    for (size_t i = 0; i < out->count; i++)
        for (size_t j = out->old[i]->first + 1; debian_stays(out, i) && j < out->old[i]->end; j++) {
            debian_line *line = debian_line_of(out, i, j);
            if (debian_field_of(line) != field)
                continue;
            if (!wanted || *found)
                line->deleted = true;
            else if (!debian_set_field(out, i, line, field, wanted))
                return false;
            *found = true;
        }
    return true;
}

/* New stanzas come after the last one; where none of the old ones stays, the first takes over their extras. */
static bool insert_stanzas(const debian_writer *out, bool any_stays)
{
    const debian_stanza *beside = out->old[out->count - 1];
    berth_buffer buffer = {0};
    bool done = true, extras = !any_stays;
    for (size_t p = 0; done && p < out->plan.count; p++) {
        if (out->used[p])
            continue;
        done = print_stanza(out, &buffer, &out->plan.stanzas[p], false);
        for (size_t i = 0; extras && i < out->config->extra_count; i++)
            debian_print_extra(&buffer, DEBIAN_INDENT, &out->config->extras[i]);
        extras = false;
    }
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&buffer);
    if (!done || !text)
        return debian_no_memory(out);
    return !*text ||
           debian_line_add_after(debian_document_of(out, out->count - 1),
                                 debian_line_of(out, out->count - 1, beside->end - 1), text) ||
           debian_no_memory(out);
}

/* What a bridge's stanzas name as its ports now. */
static char *old_ports(const debian_writer *out)
{
    for (size_t i = 0; i < out->count; i++) {
        const debian_line *line = debian_find_option(out->files, out->old[i], DEBIAN_BRIDGE_PORTS, NULL, NULL);
        if (line)
            return debian_option_canonical(DEBIAN_BRIDGE_PORTS, BERTH_IP_FAMILY_IPV4, line, "", NULL);
    }
    return strdup("");
}

/* The options of the interface. @missing: those that no stanza says yet. */
static bool change_links(debian_writer *out, bool *missing)
{
    berth_interface_type type = debian_interface_type(out->files, out->config->name);
    for (int i = DEBIAN_EXTRA + 1; i < DEBIAN_FIELDS; i++) {
        debian_field field = (debian_field)i;
        bool found = false;
        /* What neither the old nor the new type has is an extra. */
        if (!debian_field_is_of_link(field) ||
            (!debian_field_fits(field, out->config->type) && !debian_field_fits(field, type)))
            continue;
        if (debian_field_is_list(field) ? !change_list(out, field, &found) : !change_link(out, field, &found))
            return false;
        missing[field] = out->plan.link[field] && !found;
    }
    /* "eth0.42" says by itself what it is on, and a mode says that there is a bond: a line that was not needed before
     * is not needed now. */
    if (strchr(out->config->name, '.'))
        missing[DEBIAN_VLAN_RAW_DEVICE] = false;
    if (missing[DEBIAN_BOND_SLAVES] && !*out->plan.link[DEBIAN_BOND_SLAVES] && out->plan.link[DEBIAN_BOND_MODE])
        missing[DEBIAN_BOND_SLAVES] = false;
    return true;
}

static bool change_all(debian_writer *out)
{
    bool missing[DEBIAN_FIELDS] = {false}, any_stays = false;
    BERTH_AUTO_FREE char *ports = old_ports(out);
    debian_pair(out);
    /* What a planned carrier would hold is added where it is missing, and only then. */
    out->used[0] = out->used[0] || debian_is_planned_carrier(out, 0);
    for (size_t i = 0; i < out->count; i++)
        if (debian_stays(out, i))
            any_stays = true;
        else
            debian_delete_lines(out, i);
    return (ports || debian_no_memory(out)) && debian_change_addresses(out) && change_links(out, missing) &&
           debian_change_extras(out) && add_link(out, missing) && debian_change_port_commands(out, ports) &&
           insert_stanzas(out, any_stays) &&
           debian_set_start(out->files, out->old[0], out->config->name, out->config->start, out->error);
}

static bool collect(debian_writer *out)
{
    const debian_stanza *stanza = NULL;
    out->count = 0;
    out->old = calloc(out->files->stanza_count + 1, sizeof *out->old);
    out->planned = calloc(out->files->stanza_count + 1, sizeof *out->planned);
    out->used = calloc(out->plan.count + 1, sizeof *out->used);
    if (!out->old || !out->planned || !out->used)
        return debian_no_memory(out);
    for (stanza = debian_files_first(out->files, out->config->name); stanza;
         stanza = debian_files_next(out->files, stanza))
        out->old[out->count++] = stanza;
    return true;
}

static bool write_one(debian_files *files, const berth_interface_config *config, berth_error **error)
{
    debian_writer out = {.files = files, .config = config, .error = error};
    bool done = debian_plan_make(&out.plan, config, error) && collect(&out);
    for (size_t i = 0; done && i < config->extra_count; i++)
        done = debian_check_extra(config, &config->extras[i], error);
    if (done)
        done = out.count ? change_all(&out) : write_new(&out);
    free(out.old);
    free(out.planned);
    free(out.used);
    debian_plan_clear(&out.plan);
    return done;
}

/* A port that the bridge brings up stands after it, one that comes up by itself before it. */
static bool write_ports(debian_files *files, const berth_interface_config *config, bool before, berth_error **error)
{
    for (size_t i = 0; i < config->ports.count; i++) {
        const berth_interface_config *port = config->ports.items[i];
        if (!berth_interface_config_is_bare(port) && (port->start != BERTH_START_MODE_NONE) == before &&
            !debian_write(files, port, error))
            return false;
    }
    return true;
}

bool debian_write(debian_files *files, const berth_interface_config *config, berth_error **error)
{
    return write_ports(files, config, true, error) && write_one(files, config, error) &&
           write_ports(files, config, false, error);
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
