/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/write.h"

#include "base/error.h"
#include "interface/drivers/debian/extras.h"
#include "interface/drivers/debian/starts.h"
#include "interface/drivers/debian/writer.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

/* --- New stanzas --- */

/* A stanza 'inet manual' after all others, for what no other takes. */
static void print_carrier(berth_buffer *buffer, const char *name, const berth_buffer *options)
{
    if (options->length)
        berth_buffer_printf(buffer, "iface %s inet manual\n%.*s", name, (int)options->length, options->data);
}

/*
 * Whether ifup takes an option of the interface from its first stanza, which makes the device and is written anew.
 * Beside an extra of its name it would say the same thing twice there.
 */
static bool first_takes(const debian_writer *out, debian_field field)
{
    for (size_t i = 0; i < out->config->extra_count; i++)
        if (debian_field_by_name(out->config->extras[i].name) == field && !debian_field_makes_device(field))
            return false;
    const debian_planned *first = &out->plan.stanzas[0];
    const char *ports = out->plan.link[DEBIAN_BRIDGE_PORTS];
    debian_place place = {
        .family = first->family,
        .method = debian_slice_of(first->method),
        .makes_device = true,
        .has_ports = (ports && *ports) || out->plan.ports_by_pattern,
    };
    return debian_effect_of(field, out->config->type, &place) == DEBIAN_SETS;
}

/* As the stanzas that the interface has are indented. */
static char *indentation_of(const debian_writer *out)
{
    return out->count ? debian_indentation(out, 0) : strdup(DEBIAN_INDENT);
}

/* @carrier: nullable; the stanza is the interface's first, and what it cannot carry of its options is added there. */
static bool print_stanza(const debian_writer *out, berth_buffer *buffer, const char *indent,
                         const debian_planned *stanza, berth_buffer *carrier)
{
    const char *family = stanza->family == BERTH_IP_FAMILY_IPV6 ? "inet6" : "inet";
    const char *name = stanza->label ? stanza->label : out->config->name;
    bool done = true;
    if (stanza->label)
        debian_print_starts(buffer, name, out->config->start);
    if (stanza->other)
        berth_buffer_printf(buffer, "iface %s %s\n", name, stanza->other);
    else
        berth_buffer_printf(buffer, "iface %s %s %s\n", name, family, stanza->method);
    for (int i = DEBIAN_EXTRA + 1; i < DEBIAN_FIELDS; i++) {
        debian_field field = (debian_field)i;
        done = done && debian_print_field(buffer, indent, field, stanza->fields[field]);
        if (carrier && out->plan.link[field])
            done = done &&
                   debian_print_field(first_takes(out, field) ? buffer : carrier, indent, field, out->plan.link[field]);
    }
    debian_print_commands(out, buffer, indent, stanza);
    if (carrier)
        debian_print_port_commands(out, buffer, indent);
    return done;
}

/* The planned stanzas that need new ones. @first: whether the first of them is the interface's first. */
static bool print_stanzas(const debian_writer *out, berth_buffer *buffer, bool first)
{
    BERTH_AUTO_FREE char *indent = indentation_of(out);
    berth_buffer carrier = {0};
    bool done = indent != NULL;
    size_t number = 0;
    for (size_t p = 0; done && p < out->plan.count; p++) {
        if (out->used[p])
            continue;
        done = print_stanza(out, buffer, indent, &out->plan.stanzas[p], first && !number ? &carrier : NULL);
        debian_print_extras(out, buffer, indent, number++);
    }
    print_carrier(buffer, out->config->name, &carrier);
    done = done && !carrier.failed;
    berth_buffer_clear(&carrier);
    return done;
}

/* New interfaces go to the end of the main file, after an empty line. */
static bool write_new(debian_writer *out)
{
    debian_document *main_file = &out->files->documents[0];
    berth_buffer buffer = {0};
    if (main_file->content.size || main_file->appended)
        berth_buffer_add_string(&buffer, "\n");
    debian_print_starts(&buffer, out->config->name, out->config->start);
    bool done = debian_place_extras(out) && print_stanzas(out, &buffer, true);
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&buffer);
    return (done && text && debian_document_append(main_file, text)) || debian_no_memory(out);
}

/* --- Options of the interface --- */

/* The line that sets @field in a stanza that stays, as it was edited; NULL for none. */
static const debian_line *line_that_stays(const debian_writer *out, size_t stanza, debian_field field)
{
    bool inherited = false;
    const debian_line *line = debian_find_option(out->files, out->old[stanza], field, &inherited, NULL);
    if (!line || inherited || !line->deleted)
        return line;
    for (size_t i = out->old[stanza]->first + 1; i < out->old[stanza]->end; i++) {
        line = debian_line_of(out, stanza, i);
        if (!line->deleted && debian_field_of(line) == field)
            return line;
    }
    return NULL;
}

/* Whether the stanzas that stay make ifup set @wanted, or nothing where that is NULL. */
static bool says_wanted(const debian_writer *out, debian_field field, const char *wanted)
{
    debian_decision decision = {0};
    for (size_t i = 0; i < out->count; i++) {
        const debian_line *line = debian_stays(out, i) ? line_that_stays(out, i, field) : NULL;
        debian_place place = debian_place_to_be(out, i);
        if (line)
            debian_decide(&decision, field, debian_effect_of(field, out->config->type, &place), i,
                          debian_option_canonical(field, BERTH_IP_FAMILY_IPV4, line, "", NULL));
    }
    bool says = berth_streq(decision.value, wanted);
    free(decision.value);
    return says;
}

/* Lines that decide now get the new value where they still have an effect, and go where they have none. */
static bool change_lines(const debian_writer *out, size_t stanza, debian_field field)
{
    const debian_line *line = debian_find_option(out->files, out->old[stanza], field, NULL, NULL);
    debian_place place = debian_place_to_be(out, stanza);
    bool has_effect = debian_effect_of(field, out->config->type, &place) != DEBIAN_NO_EFFECT, found = false;
    if (!line || (debian_field_fits(field, out->effects.type) &&
                  !debian_line_decides(&out->effects, &out->places[stanza], line)))
        return true;
    return debian_change_field(out, stanza, field, has_effect ? out->plan.link[field] : NULL, &found);
}

/*
 * An option of the interface may stand in any of its stanzas: where those make ifup set what is wanted all are left as
 * they are. @found: whether they do now.
 */
static bool change_link(const debian_writer *out, debian_field field, bool *found)
{
    const char *wanted = out->plan.link[field];
    *found = says_wanted(out, field, wanted);
    for (size_t i = 0; !*found && i < out->count; i++)
        if (debian_stays(out, i) && !change_lines(out, i, field))
            return false;
    *found = *found || says_wanted(out, field, wanted);
    return true;
}

/* The stanza that a new option goes into; the number of stanzas where none of them can carry it. */
static size_t target_of(const debian_writer *out, debian_field field)
{
    size_t target = out->maker;
    if (debian_field_makes_device(field))
        return target;
    for (; target < out->count; target++) {
        debian_place place = debian_place_to_be(out, target);
        if (debian_stays(out, target) && !debian_stanza_is_alias(out->old[target]) &&
            debian_effect_of(field, out->config->type, &place) == DEBIAN_SETS)
            break;
    }
    return target;
}

/*
 * The options that no stanza says yet go to those that make the device, or into the first after them where ifup takes
 * them; else into a new one after all others, which gets them in @carrier.
 */
static bool add_link(const debian_writer *out, const bool *missing, berth_buffer *carrier)
{
    BERTH_AUTO_FREE char *indent = indentation_of(out);
    bool done = indent || debian_no_memory(out);
    for (int i = 0; done && i < DEBIAN_FIELDS; i++) {
        debian_field field = (debian_field)i;
        if (!missing[field])
            continue;
        size_t target = target_of(out, field);
        done = target < out->count
                   ? debian_insert_field(out, target, field, out->plan.link[field])
                   : debian_print_field(carrier, indent, field, out->plan.link[field]) || debian_no_memory(out);
    }
    return done;
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

/* New stanzas come after the last one, and after them the one for @options that no other carries. */
static bool insert_stanzas(const debian_writer *out, const berth_buffer *options)
{
    const debian_stanza *beside = out->old[out->count - 1];
    berth_buffer buffer = {0};
    bool done = print_stanzas(out, &buffer, out->maker == out->count) && !options->failed;
    print_carrier(&buffer, out->config->name, options);
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&buffer);
    if (!done || !text)
        return debian_no_memory(out);
    return !*text ||
           debian_line_add_after(debian_document_of(out, out->count - 1),
                                 debian_line_of(out, out->count - 1, beside->end - 1), text) ||
           debian_no_memory(out);
}

/* The options of the interface. @missing: those that no stanza says yet. */
static bool change_links(debian_writer *out, bool *missing)
{
    berth_interface_type type = out->effects.type;
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

/* Whether a line is an option that stays, or something was written beside it. */
static bool keeps_stanza(const debian_line *line)
{
    bool option = line->kind == DEBIAN_OPTION && !line->deleted;
    return option || line->kind == DEBIAN_COMMENT || (line->edit && (line->edit->before || line->edit->after));
}

/* The stanza after all others that only carries options, as add_link() makes one, goes with the last of them. */
static void remove_empty_carrier(const debian_writer *out)
{
    size_t last = out->count - 1;
    const debian_stanza *old = out->old[last];
    const debian_planned *planned = out->planned[last];
    bool carries = !planned || (planned == &out->plan.stanzas[0] && debian_is_planned_carrier(out, 0));
    if (!last || !carries || !debian_stays(out, last) || out->places[last].family != BERTH_IP_FAMILY_IPV4 ||
        !debian_slice_is(out->places[last].method, "manual") || old->end == old->first + 1)
        return;
    for (size_t i = old->first; i < old->end; i++)
        if (keeps_stanza(debian_line_of(out, last, i)))
            return;
    debian_delete_lines(out, last);
}

/*
 * An alias starts as its interface does, also where it did so in another way; one that did not start stays so. One that
 * goes starts no more, and another name takes the old one's place.
 */
static bool change_alias_start(const debian_writer *out, size_t stanza, berth_start_mode before)
{
    const debian_planned *planned = out->planned[stanza];
    BERTH_AUTO_FREE char *label = debian_slice_copy(debian_stanza_label(out->old[stanza]));
    if (!label)
        return debian_no_memory(out);
    berth_start_mode mode = debian_files_start_mode(out->files, label, NULL), wanted = out->config->start;
    bool follows = before != wanted && (mode != BERTH_START_MODE_NONE || before == BERTH_START_MODE_NONE);
    bool renamed = planned && planned->label && strcmp(planned->label, label) != 0;
    if ((renamed || !debian_stays(out, stanza)) && !debian_remove_name(out->files, label))
        return debian_no_memory(out);
    return (!renamed && !follows) || !debian_stays(out, stanza) ||
           debian_set_start(out->files, out->old[stanza], renamed ? planned->label : label, follows ? wanted : mode,
                            out->error);
}

/* Whether the interface has a stanza that is no alias', or gets one. */
static bool has_own(const debian_writer *out)
{
    bool found = false;
    for (size_t i = 0; i < out->count; i++)
        found = found || (!debian_stanza_is_alias(out->old[i]) && debian_stays(out, i) &&
                          !debian_line_of(out, i, out->old[i]->first)->deleted);
    for (size_t p = 0; p < out->plan.count; p++)
        found = found || (!out->used[p] && !out->plan.stanzas[p].label);
    return found;
}

/* The interface's own lines stand before its own first stanza. */
static bool change_starts(const debian_writer *out)
{
    BERTH_AUTO_FREE char *starts = debian_starting_name(out->old[0], out->files);
    size_t own = 0;
    if (!starts)
        return debian_no_memory(out);
    berth_start_mode before = debian_files_start_mode(out->files, starts, NULL);
    while (own + 1 < out->count && debian_stanza_is_alias(out->old[own]))
        own++;
    for (size_t i = 0; i < out->count; i++)
        if (debian_stanza_is_alias(out->old[i]) && !change_alias_start(out, i, before))
            return false;
    /* Without a stanza of that name ifup fails on a line that names it. */
    if (!has_own(out))
        return debian_stanza_is_alias(out->old[own]) || debian_remove_name(out->files, out->config->name) ||
               debian_no_memory(out);
    return debian_set_start(out->files, out->old[own], out->config->name, out->config->start, out->error);
}

static bool change_all(debian_writer *out)
{
    bool missing[DEBIAN_FIELDS] = {false};
    berth_buffer carrier = {0};
    BERTH_AUTO_FREE char *ports = collect_list(out, DEBIAN_BRIDGE_PORTS);
    if (!ports)
        return debian_no_memory(out);
    if (!debian_pair(out))
        return false;
    /* What a planned carrier would hold is added where it is missing, and only then; beside aliases alone it is needed
     * for options. */
    out->used[0] = out->used[0] || (debian_is_planned_carrier(out, 0) &&
                                    (out->maker < out->count || !debian_plan_has_options(&out->plan)));
    for (size_t i = 0; i < out->count; i++)
        if (!debian_stays(out, i))
            debian_delete_lines(out, i);
    bool done = debian_place_extras(out) && debian_change_addresses(out) && change_links(out, missing) &&
                debian_change_extras(out);
    /* Where no stanza stays, the first new one says all. */
    if (done && out->maker < out->count)
        done = add_link(out, missing, &carrier) && debian_change_port_commands(out, ports);
    remove_empty_carrier(out);
    done = done && insert_stanzas(out, &carrier) && change_starts(out);
    berth_buffer_clear(&carrier);
    return done;
}

static bool collect(debian_writer *out)
{
    const debian_stanza *stanza = NULL;
    size_t most = 1;
    out->count = 0;
    for (stanza = debian_files_first(out->files, out->config->name); stanza;
         stanza = debian_files_next(out->files, stanza))
        most++;
    out->old = calloc(most, sizeof *out->old);
    out->planned = calloc(most, sizeof *out->planned);
    out->used = calloc(out->plan.count + 1, sizeof *out->used);
    out->places = calloc(most, sizeof *out->places);
    if (!out->places || !out->old || !out->planned || !out->used)
        return debian_no_memory(out);
    for (stanza = debian_files_first(out->files, out->config->name); stanza;
         stanza = debian_files_next(out->files, stanza)) {
        out->places[out->count] = debian_place_of(out->files, stanza, out->count);
        out->old[out->count++] = stanza;
    }
    return true;
}

static bool write_one(debian_files *files, const berth_interface_config *config, berth_error **error)
{
    debian_writer out = {.files = files, .config = config, .error = error};
    const debian_stanza *first = debian_files_first(files, config->name);
    berth_interface_type type = first ? debian_interface_type(files, first) : config->type;
    bool done = (debian_effects_find(&out.effects, files, config->name, type) || debian_no_memory(&out)) &&
                debian_plan_make(&out.plan, config, out.effects.decisions[DEBIAN_VLAN_ID].value, error) &&
                collect(&out);
    for (size_t i = 0; done && i < config->extra_count; i++)
        done = debian_check_extra(config, &config->extras[i], error);
    if (done)
        done = out.count ? change_all(&out) : write_new(&out);
    free(out.old);
    free(out.planned);
    free(out.used);
    free(out.places);
    free(out.staying);
    free(out.homes);
    debian_effects_clear(&out.effects);
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

/* The name goes with those of its aliases. */
static bool remove_names(debian_files *files, const char *name)
{
    for (const debian_stanza *stanza = debian_files_first(files, name); stanza;
         stanza = debian_files_next(files, stanza)) {
        BERTH_AUTO_FREE char *label = debian_slice_copy(debian_stanza_label(stanza));
        if (!label || (debian_stanza_is_alias(stanza) && !debian_remove_name(files, label)))
            return false;
    }
    return debian_remove_name(files, name);
}

bool debian_remove(debian_files *files, const char *name, berth_error **error)
{
    const debian_stanza *stanza = NULL;
    for (stanza = debian_files_first(files, name); stanza; stanza = debian_files_next(files, stanza))
        for (size_t i = stanza->first; i < stanza->end; i++)
            debian_files_line(files, stanza, i)->deleted = true;
    if (!remove_names(files, name))
        return berth_fail_memory(error, DOMAIN);
    for (size_t i = 0; i < files->document_count; i++)
        close_gaps(&files->documents[i]);
    return true;
}
