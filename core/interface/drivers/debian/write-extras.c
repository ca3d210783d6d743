/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the model does not know, and the commands that bring up a bridge's bonds. */
#include "base/error.h"
#include "interface/drivers/debian/commands.h"
#include "interface/drivers/debian/extras.h"
#include "interface/drivers/debian/writer.h"

void debian_print_extra(berth_buffer *buffer, const char *indent, const berth_extra *extra)
{
    berth_buffer_printf(buffer, "%s%s %s\n", indent, extra->name, extra->value);
}

/*
 * An extra belongs into the old stanza of its number where that stays, else into the new one that will have its number,
 * else into the last old one, or the last of all where none stays.
 */
bool debian_place_extras(debian_writer *out)
{
    size_t staying = 0, new = 0, last = 0;
    out->homes = calloc(out->config->extra_count + 1, sizeof *out->homes);
    for (size_t i = 0; i < out->count; i++)
        if (debian_stays(out, i)) {
            staying++;
            last = i;
        }
    for (size_t p = 0; p < out->plan.count; p++)
        new += !out->used[p];
    for (size_t i = 0; out->homes && i < out->config->extra_count; i++) {
        size_t wanted = (size_t)out->config->extras[i].stanza;
        if (wanted < out->count && debian_stays(out, wanted))
            out->homes[i] = (debian_home){wanted, false};
        else if (wanted >= out->count && wanted - staying < new)
            out->homes[i] = (debian_home){wanted - staying, true};
        else if (staying)
            out->homes[i] = (debian_home){last, false};
        else
            out->homes[i] = (debian_home){wanted < new ? wanted : new - 1, true};
    }
    return out->homes || debian_no_memory(out);
}

/* Whether extra @index is an option that belongs into the stanza @stanza, of the old ones or of those written anew. */
static bool belongs(const debian_writer *out, size_t index, size_t stanza, bool is_new)
{
    return out->homes[index].is_new == is_new && out->homes[index].stanza == stanza &&
           !debian_is_stanza_extra(&out->config->extras[index]);
}

void debian_print_extras(const debian_writer *out, berth_buffer *buffer, const char *indent, size_t stanza)
{
    for (size_t i = 0; i < out->config->extra_count; i++)
        if (belongs(out, i, stanza, true))
            debian_print_extra(buffer, indent, &out->config->extras[i]);
}

/* A metric is looked for where the default route will be made, not where it was. */
static bool is_extra(const debian_writer *out, const debian_extras *told, const debian_line *line)
{
    size_t stanza = told->place.ordinal;
    if (debian_field_of(line) == DEBIAN_METRIC)
        return out->routes[debian_family_to_be(out, stanza) == BERTH_IP_FAMILY_IPV6] != stanza;
    return debian_is_extra(told, line);
}

/* Lines whose option is still wanted stay; the others go, and new ones stand in their order among them. */
static bool change_stanza_extras(const debian_writer *out, size_t stanza)
{
    const berth_interface_config *config = out->config;
    const debian_stanza *old = out->old[stanza];
    debian_extras told = {out->files, old, out->places[stanza], &out->effects, config};
    BERTH_AUTO_FREE char *indent = debian_indentation(out, stanza);
    berth_buffer added = {0};
    size_t next = 0;
    for (size_t i = old->first + 1; indent && i < old->end; i++) {
        debian_line *line = debian_line_of(out, stanza, i);
        size_t match = next;
        /* What was rewritten is a setting, whatever it says now. */
        if (line->deleted || (line->edit && line->edit->replacement) || !is_extra(out, &told, line))
            continue;
        while (match < config->extra_count && !(belongs(out, match, stanza, false) &&
                                                debian_slice_is(debian_keyword(line), config->extras[match].name) &&
                                                debian_slice_is(debian_value(line), config->extras[match].value)))
            match++;
        if (match == config->extra_count) {
            line->deleted = true;
            continue;
        }
        for (; next < match; next++)
            if (belongs(out, next, stanza, false))
                debian_print_extra(&added, indent, &config->extras[next]);
        next = match + 1;
        BERTH_AUTO_FREE char *text = added.length ? berth_buffer_steal(&added) : NULL;
        if (text && !debian_line_add_before(debian_document_of(out, stanza), line, text))
            return debian_no_memory(out);
    }
    for (; indent && next < config->extra_count; next++)
        if (belongs(out, next, stanza, false))
            debian_print_extra(&added, indent, &config->extras[next]);
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&added);
    return (indent && text &&
            (!*text || debian_line_add_after(debian_document_of(out, stanza), debian_line_of(out, stanza, old->end - 1),
                                             text))) ||
           debian_no_memory(out);
}

bool debian_change_extras(const debian_writer *out)
{
    for (size_t i = 0; out->config->extras_given && i < out->count; i++)
        if (debian_stays(out, i) && !change_stanza_extras(out, i))
            return false;
    return true;
}

/* --- Ports --- */

/* A bond has to be there, with its own ports, before the bridge takes it; one that starts by itself is. */
static bool needs_commands(const berth_interface_config *port)
{
    return port->type == BERTH_INTERFACE_TYPE_BOND && port->start == BERTH_START_MODE_NONE;
}

static void print_commands(berth_buffer *buffer, const char *indent, const char *port)
{
    berth_buffer_printf(buffer, "%spre-up ifup %s\n%spost-down ifdown %s\n", indent, port, indent, port);
}

void debian_print_port_commands(const debian_writer *out, berth_buffer *buffer, const char *indent)
{
    const berth_ports *ports = &out->config->ports;
    for (size_t i = 0; out->config->type == BERTH_INTERFACE_TYPE_BRIDGE && i < ports->count; i++)
        if (needs_commands(ports->items[i]))
            print_commands(buffer, indent, ports->items[i]->name);
}

static bool is_wanted_extra(const debian_writer *out, const debian_line *line)
{
    for (size_t i = 0; i < out->config->extra_count; i++)
        if (debian_slice_is(debian_keyword(line), out->config->extras[i].name) &&
            debian_slice_is(debian_value(line), out->config->extras[i].value))
            return true;
    return false;
}

/* The commands of a port that is none any more go with it. */
static void delete_commands(const debian_writer *out, size_t stanza, const char *old_ports)
{
    const debian_stanza *old = out->old[stanza];
    const char *wanted = out->plan.link[DEBIAN_BRIDGE_PORTS];
    for (size_t i = old->first + 1; i < old->end; i++) {
        debian_line *line = debian_line_of(out, stanza, i);
        debian_slice about;
        debian_command command = debian_command_of(out->files, old, line, &about);
        if (command != DEBIAN_PORT_UP && command != DEBIAN_PORT_DOWN)
            continue;
        BERTH_AUTO_FREE char *name = debian_slice_copy(about);
        if (name && debian_has_word(debian_slice_of(old_ports), name) &&
            !debian_has_word(debian_slice_of(wanted ? wanted : ""), name) && !is_wanted_extra(out, line))
            line->deleted = true;
    }
}

bool debian_change_port_commands(const debian_writer *out, const char *old_ports)
{
    const berth_ports *ports = &out->config->ports;
    berth_buffer commands = {0};
    size_t target = out->maker;
    if (target == out->count)
        return true;
    for (size_t i = 0; i < out->count; i++)
        if (debian_stays(out, i))
            delete_commands(out, i, old_ports);
    BERTH_AUTO_FREE char *indent = debian_indentation(out, target);
    for (size_t i = 0; indent && out->config->type == BERTH_INTERFACE_TYPE_BRIDGE && i < ports->count; i++)
        if (needs_commands(ports->items[i]) && !debian_has_word(debian_slice_of(old_ports), ports->items[i]->name))
            print_commands(&commands, indent, ports->items[i]->name);
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&commands);
    return (indent && text &&
            (!*text || debian_line_add_after(debian_document_of(out, target),
                                             debian_line_of(out, target, out->old[target]->end - 1), text))) ||
           debian_no_memory(out);
}
