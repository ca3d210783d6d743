/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/writer.h"

#include "base/error.h"

bool debian_no_memory(const debian_writer *out)
{
    return berth_fail_memory(out->error, BERTH_ERROR_DOMAIN_INTERFACE);
}

debian_line *debian_line_of(const debian_writer *out, size_t stanza, size_t line)
{
    return debian_files_line(out->files, out->old[stanza], line);
}

debian_document *debian_document_of(const debian_writer *out, size_t stanza)
{
    return &out->files->documents[out->old[stanza]->document];
}

char *debian_indentation(const debian_writer *out, size_t stanza)
{
    const debian_stanza *old = out->old[stanza];
    for (size_t i = old->first + 1; i < old->end; i++) {
        const debian_line *line = debian_line_of(out, stanza, i);
        size_t length = 0;
        while (length < line->raw_length && (line->raw[length] == ' ' || line->raw[length] == '\t'))
            length++;
        if (line->kind == DEBIAN_OPTION)
            return strndup(line->raw, length);
    }
    return strdup(DEBIAN_INDENT);
}

bool debian_print_field(berth_buffer *buffer, const char *indent, debian_field field, const char *canonical)
{
    if (!canonical)
        return true;
    BERTH_AUTO_FREE char *value = debian_plan_value(field, canonical);
    if (value)
        berth_buffer_printf(buffer, "%s%s %s\n", indent, debian_field_name(field), value);
    return value != NULL;
}

bool debian_insert_field(const debian_writer *out, size_t stanza, debian_field field, const char *canonical)
{
    berth_buffer buffer = {0};
    BERTH_AUTO_FREE char *indent = debian_indentation(out, stanza);
    bool done = indent && debian_print_field(&buffer, indent, field, canonical);
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&buffer);
    /* An address comes first, as people write it. */
    size_t after = field == DEBIAN_ADDRESS ? out->old[stanza]->first : out->old[stanza]->end - 1;
    return (done && text &&
            debian_line_add_after(debian_document_of(out, stanza), debian_line_of(out, stanza, after), text)) ||
           debian_no_memory(out);
}

bool debian_set_field(const debian_writer *out, size_t stanza, debian_line *line, debian_field field,
                      const char *canonical)
{
    BERTH_AUTO_FREE char *value = debian_plan_value(field, canonical);
    return (value && debian_line_set_value(debian_document_of(out, stanza), line, value)) || debian_no_memory(out);
}

bool debian_change_field(const debian_writer *out, size_t stanza, debian_field field, const char *wanted, bool *found)
{
    const debian_stanza *old = out->old[stanza];
    berth_ip_family family = (berth_ip_family)debian_stanza_family(out->files, old);
    bool inherited = false, seen = false;
    const debian_line *first = debian_find_option(out->files, old, field, &inherited, NULL);
    if (first && inherited) {
        debian_slice parent = debian_stanza_iface(out->files, old).inherits;
        BERTH_AUTO_FREE char *value = debian_option_canonical(field, family, first, "", NULL);
        if (!berth_streq(value, wanted))
            return berth_fail(out->error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_UNSUPPORTED,
                              "'%s' inherits %s from '%.*s'%s; change it there", out->config->name,
                              debian_field_name(field), (int)parent.length, parent.text,
                              wanted ? ", and ifup would take both values" : "");
        *found = true;
    }
    for (size_t i = old->first + 1; i < old->end; i++) {
        debian_line *line = debian_line_of(out, stanza, i);
        if (debian_field_of(line) != field)
            continue;
        if (!wanted || seen) {
            line->deleted = true;
            continue;
        }
        *found = seen = true;
        BERTH_AUTO_FREE char *value = debian_option_canonical(field, family, line, "", NULL);
        if (berth_streq(value, wanted))
            return true;
        if (!debian_set_field(out, stanza, line, field, wanted))
            return false;
    }
    return true;
}

void debian_delete_lines(const debian_writer *out, size_t stanza)
{
    for (size_t i = out->old[stanza]->first; i < out->old[stanza]->end; i++)
        debian_line_of(out, stanza, i)->deleted = true;
}
