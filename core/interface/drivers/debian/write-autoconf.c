/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whether router advertisements count: by a method, by an option, or by commands, as the stanzas say it already. */
#include "interface/drivers/debian/commands.h"
#include "interface/drivers/debian/writer.h"

static bool is_ipv6(const debian_writer *out, size_t stanza)
{
    return debian_stays(out, stanza) && !out->places[stanza].is_other &&
           debian_family_to_be(out, stanza) == BERTH_IP_FAMILY_IPV6 &&
           !debian_slice_is(debian_stanza_method(out->files, out->old[stanza]), "loopback");
}

/* Only where no other method speaks of IPv6 does "manual" say anything (as the reader takes it). */
static bool has_strong(const debian_writer *out)
{
    for (size_t i = 0; i < out->count; i++)
        if (is_ipv6(out, i) && !debian_slice_is(debian_method_to_be(out, i), "manual"))
            return true;
    for (size_t p = 0; p < out->plan.count; p++)
        if (!out->used[p] && out->plan.stanzas[p].family == BERTH_IP_FAMILY_IPV6 &&
            strcmp(out->plan.stanzas[p].method, "manual") != 0)
            return true;
    return false;
}

static bool planned_autoconf(const debian_planned *stanza)
{
    const char *said = stanza->fields[DEBIAN_AUTOCONF];
    return said ? strcmp(said, "1") == 0 : strcmp(stanza->method, "auto") == 0 || strcmp(stanza->method, "dhcp") == 0;
}

static bool had_gateway(const debian_writer *out, size_t stanza)
{
    return is_ipv6(out, stanza) && debian_slice_is(debian_stanza_method(out->files, out->old[stanza]), "static") &&
           debian_find_option(out->files, out->old[stanza], DEBIAN_GATEWAY, NULL, NULL);
}

/* Where the gateway will be: where it was, else in the first static stanza. */
static bool has_gateway(const debian_writer *out, size_t stanza)
{
    bool any = false, first = true;
    for (size_t i = 0; i < out->count; i++) {
        any = any || had_gateway(out, i);
        if (i < stanza && is_ipv6(out, i) && debian_slice_is(debian_method_to_be(out, i), "static"))
            first = false;
    }
    return out->config->ipv6.gateway && (any ? had_gateway(out, stanza) : first);
}

static bool will_autoconf(const debian_writer *out, size_t stanza)
{
    return debian_stanza_autoconf(out->files, out->old[stanza], debian_method_to_be(out, stanza),
                                  has_gateway(out, stanza));
}

/* What the stanzas would say as they are: those that stay under their new methods, and new ones. */
static bool says_autoconf(const debian_writer *out, bool strong)
{
    for (size_t i = 0; i < out->count; i++) {
        debian_slice method = is_ipv6(out, i) ? debian_method_to_be(out, i) : (debian_slice){"", 0};
        if (method.length && debian_slice_is(method, "manual") != strong && will_autoconf(out, i))
            return true;
    }
    for (size_t p = 0; p < out->plan.count; p++)
        if (!out->used[p] && out->plan.stanzas[p].family == BERTH_IP_FAMILY_IPV6 &&
            planned_autoconf(&out->plan.stanzas[p]))
            return true;
    return false;
}

static void delete_autoconf_lines(const debian_writer *out, size_t stanza, bool options, bool commands)
{
    const debian_stanza *old = out->old[stanza];
    for (size_t i = old->first + 1; i < old->end; i++) {
        debian_line *line = debian_line_of(out, stanza, i);
        debian_command command = debian_command_of(out->files, old, line, NULL);
        debian_field field = debian_field_of(line);
        if ((options && (field == DEBIAN_AUTOCONF || field == DEBIAN_ACCEPT_RA)) ||
            (commands && (command == DEBIAN_AUTOCONF_OFF || command == DEBIAN_AUTOCONF_RESET)))
            line->deleted = true;
    }
}

static void print_autoconf_commands(const debian_writer *out, berth_buffer *buffer, const char *indent)
{
    static const char file[] = "/proc/sys/net/ipv6/conf";
    const char *name = out->config->name;
    berth_buffer_printf(buffer, "%spre-up echo 0 > %s/%s/autoconf\n", indent, file, name);
    berth_buffer_printf(buffer, "%spost-down echo 1 > %s/%s/autoconf\n", indent, file, name);
}

void debian_print_commands(const debian_writer *out, berth_buffer *buffer, const char *indent,
                           const debian_planned *stanza)
{
    const berth_ip *ipv6 = &out->config->ipv6;
    if (stanza->family == BERTH_IP_FAMILY_IPV6 && strcmp(stanza->method, "manual") == 0 && !ipv6->autoconf)
        print_autoconf_commands(out, buffer, indent);
}

static bool say(const debian_writer *out, size_t stanza, debian_field field, const char *value)
{
    bool found = false;
    return debian_change_field(out, stanza, field, value, &found) &&
           (found || debian_insert_field(out, stanza, field, value));
}

static bool set_autoconf(const debian_writer *out, size_t stanza, bool strong)
{
    bool wanted = out->config->ipv6.autoconf;
    debian_slice method = debian_method_to_be(out, stanza);
    bool is_static = debian_slice_is(method, "static"), manual = debian_slice_is(method, "manual");
    if (will_autoconf(out, stanza) == wanted || manual == strong)
        return true;
    if (wanted || manual)
        delete_autoconf_lines(out, stanza, !is_static, wanted);
    if (!manual && is_static == wanted)
        return say(out, stanza, DEBIAN_AUTOCONF, wanted ? "1" : "0") &&
               (!wanted || say(out, stanza, DEBIAN_ACCEPT_RA, "2"));
    if (!wanted && is_static)
        delete_autoconf_lines(out, stanza, true, false);
    if (wanted || !manual)
        return true;
    berth_buffer commands = {0};
    BERTH_AUTO_FREE char *indent = debian_indentation(out, stanza);
    print_autoconf_commands(out, &commands, indent ? indent : DEBIAN_INDENT);
    BERTH_AUTO_FREE char *text = berth_buffer_steal(&commands);
    return (indent && text &&
            debian_line_add_after(debian_document_of(out, stanza),
                                  debian_line_of(out, stanza, out->old[stanza]->end - 1), text)) ||
           debian_no_memory(out);
}

/* Where the stanzas say what is wanted already, however they do, all are left as they are. */
bool debian_change_autoconf(const debian_writer *out)
{
    bool strong = has_strong(out);
    for (size_t i = 0; i < out->count; i++) {
        debian_slice method = debian_method_to_be(out, i);
        if (debian_stays(out, i) && out->places[i].family == BERTH_IP_FAMILY_IPV6 && !is_ipv6(out, i) &&
            !debian_slice_is(method, "loopback"))
            delete_autoconf_lines(out, i, true, true);
        /* The option means nothing in these methods, and would come back as an extra. */
        if (is_ipv6(out, i) && out->planned[i] && !debian_says_method(out, i, out->planned[i]) &&
            (debian_slice_is(method, "auto") || debian_slice_is(method, "manual")))
            delete_autoconf_lines(out, i, true, debian_slice_is(method, "auto"));
    }
    if (!out->config->ipv6.present || says_autoconf(out, strong) == out->config->ipv6.autoconf)
        return true;
    for (size_t i = 0; i < out->count; i++)
        if (is_ipv6(out, i) && !set_autoconf(out, i, strong))
            return false;
    return true;
}
