/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How addresses come and which they are: the lines that have to change for it. */
#include <stdio.h>
#include <stdlib.h>

#include "interface/drivers/debian/commands.h"
#include "interface/drivers/debian/derived.h"
#include "interface/drivers/debian/writer.h"

/* What says over again what the address says. Where there is none any more they go. */
static bool change_derived(const debian_writer *out, size_t stanza, const char *wanted)
{
    const debian_stanza *old = out->old[stanza];
    for (size_t i = old->first + 1; i < old->end; i++) {
        debian_line *line = debian_line_of(out, stanza, i);
        if (!debian_follows_address(&out->places[stanza], line))
            continue;
        BERTH_AUTO_FREE char *value = debian_derived_value(line, wanted);
        if (!value)
            line->deleted = true;
        else if (!debian_line_set_value(debian_document_of(out, stanza), line, value))
            return debian_no_memory(out);
    }
    return true;
}

/*
 * Where a netmask line gives the prefix it goes on to, in its own style. @bare: whether the address is to be written
 * without its prefix.
 */
static bool change_netmask(const debian_writer *out, size_t stanza, const char *wanted, bool *bare)
{
    bool inherited = false, found = false;
    berth_ip_family family = (berth_ip_family)debian_family_to_be(out, stanza);
    const debian_line *mask = debian_find_option(out->files, out->old[stanza], DEBIAN_NETMASK, &inherited, NULL);
    const char *prefix = wanted ? strchr(wanted, '/') : NULL;
    *bare = mask && prefix && out->places[stanza].family == (int)family;
    if (!mask)
        return true;
    if (!*bare)
        return debian_change_field(out, stanza, DEBIAN_NETMASK, NULL, &found);
    BERTH_AUTO_FREE char *now = debian_option_canonical(DEBIAN_NETMASK, family, mask, "", NULL);
    if (berth_streq(now, prefix + 1))
        return true;
    if (inherited)
        return debian_change_field(out, stanza, DEBIAN_NETMASK, prefix + 1, &found);
    BERTH_AUTO_FREE char *text = debian_netmask_text(debian_value(mask), atoi(prefix + 1));
    for (size_t i = out->old[stanza]->first + 1; text && i < out->old[stanza]->end; i++) {
        debian_line *line = debian_line_of(out, stanza, i);
        if (line == mask)
            return debian_line_set_value(debian_document_of(out, stanza), line, text) || debian_no_memory(out);
    }
    return debian_no_memory(out);
}

static bool change_address(const debian_writer *out, size_t stanza, const char *wanted)
{
    BERTH_AUTO_FREE char *current = debian_stanza_address(out->files, out->old[stanza], NULL);
    const debian_line *line = debian_find_option(out->files, out->old[stanza], DEBIAN_ADDRESS, NULL, NULL);
    bool found = false, bare = false;
    if (berth_streq(current, wanted))
        return true;
    if (!change_netmask(out, stanza, wanted, &bare) || !change_derived(out, stanza, wanted))
        return false;
    bare = bare && !(line && memchr(debian_value(line).text, '/', debian_value(line).length));
    BERTH_AUTO_FREE char *text = wanted ? strndup(wanted, bare ? strcspn(wanted, "/") : strlen(wanted)) : NULL;
    if (wanted && !text)
        return debian_no_memory(out);
    if (!debian_change_field(out, stanza, DEBIAN_ADDRESS, text, &found))
        return false;
    return found || !wanted || debian_insert_field(out, stanza, DEBIAN_ADDRESS, text);
}

static bool change_method(const debian_writer *out, size_t stanza, const char *method)
{
    const debian_stanza *old = out->old[stanza];
    debian_iface said = debian_stanza_iface(out->files, old);
    if (debian_family_to_be(out, stanza) != out->places[stanza].family)
        said.family = debian_slice_of(debian_family_to_be(out, stanza) == BERTH_IP_FAMILY_IPV6 ? "inet6" : "inet");
    debian_line *line = debian_line_of(out, stanza, old->first);
    BERTH_AUTO_FREE char *value = NULL;
    if (debian_says_method(out, stanza, out->planned[stanza]))
        return true;
    const char *label = out->planned[stanza]->label;
    if (asprintf(&value, "%s %.*s %s%s%.*s", label ? label : out->config->name, (int)said.family.length,
                 said.family.text, method, said.inherits.length ? " inherits " : "", (int)said.inherits.length,
                 said.inherits.text) < 0)
        return debian_no_memory(out);
    return debian_line_set_value(debian_document_of(out, stanza), line, value) || debian_no_memory(out);
}

/* Commands that add what is not wanted go, with those that delete the same again. */
static void change_commands(const debian_writer *out, size_t stanza)
{
    const debian_stanza *old = out->old[stanza];
    for (size_t i = old->first + 1; i < old->end; i++) {
        BERTH_AUTO_FREE char *added = debian_command_address(out->files, old, debian_line_of(out, stanza, i), false);
        if (!added || debian_keeps_command(out, stanza, added))
            continue;
        for (size_t j = old->first + 1; j < old->end; j++) {
            debian_line *line = debian_line_of(out, stanza, j);
            BERTH_AUTO_FREE char *same = debian_command_address(out->files, old, line, false);
            BERTH_AUTO_FREE char *undone = debian_command_address(out->files, old, line, true);
            if (j >= i && (berth_streq(same, added) || berth_streq(undone, added)))
                line->deleted = true;
        }
    }
}

static bool change_stanza(const debian_writer *out, size_t stanza)
{
    const debian_planned *planned = out->planned[stanza];
    bool is_static = debian_slice_is(debian_stanza_method(out->files, out->old[stanza]), "static");
    change_commands(out, stanza);
    if (!planned)
        return true;
    if (!change_method(out, stanza, planned->method))
        return false;
    /* Elsewhere than in a static stanza these words are no address of ours. */
    if (!is_static && !planned->fields[DEBIAN_ADDRESS])
        return true;
    /* A gateway of the family that the stanza comes to was not found in one of that family. */
    const char *gateway = planned->family == out->places[stanza].family ? NULL : planned->fields[DEBIAN_GATEWAY];
    return change_address(out, stanza, planned->fields[DEBIAN_ADDRESS]) &&
           (!gateway || debian_insert_field(out, stanza, DEBIAN_GATEWAY, gateway));
}

/* --- Gateways --- */

bool debian_says(const debian_writer *out, size_t stanza, debian_field field, const char *wanted)
{
    const debian_line *line = debian_find_option(out->files, out->old[stanza], field, NULL, NULL);
    berth_ip_family family = (berth_ip_family)debian_stanza_family(out->files, out->old[stanza]);
    BERTH_AUTO_FREE char *value = line ? debian_option_canonical(field, family, line, "", NULL) : NULL;
    return wanted && berth_streq(value, wanted) && debian_stays(out, stanza);
}

/*
 * The gateway of a family may stand in any of its static stanzas, and stays where it is; another stanza's that does not
 * count is left alone.
 */
static bool change_gateway(debian_writer *out, berth_ip_family family)
{
    const char *wanted = berth_interface_config_get_gateway(out->config, family);
    const debian_route *old = &out->effects.routes[family == BERTH_IP_FAMILY_IPV6];
    size_t first = out->count, *route = &out->routes[family == BERTH_IP_FAMILY_IPV6];
    bool found = false;
    *route = out->count;
    for (size_t i = 0; i < out->count; i++) {
        const debian_planned *planned = out->planned[i];
        if (out->places[i].family != (int)family)
            continue;
        bool was_static = debian_slice_is(out->places[i].method, "static");
        bool is_static = planned ? planned->fields[DEBIAN_ADDRESS] && planned->family == (int)family
                                 : was_static && debian_stays(out, i);
        const debian_line *line = debian_find_option(out->files, out->old[i], DEBIAN_GATEWAY, NULL, NULL);
        bool decides = was_static && line && debian_gateway_decides(&out->effects, &out->places[i], line);
        if (decides && (is_static || planned) &&
            !debian_change_field(out, i, DEBIAN_GATEWAY, is_static ? wanted : NULL, &found))
            return false;
        if (decides && is_static && wanted && (*route == out->count || i == old->ordinal))
            *route = i;
        if (planned && is_static && first == out->count && !planned->label)
            first = i;
    }
    /* A new stanza brings the gateway only where no old one has it. */
    for (size_t p = 0; p < out->plan.count; p++) {
        char **gateway = &out->plan.stanzas[p].fields[DEBIAN_GATEWAY];
        if (out->used[p] || out->plan.stanzas[p].family != (int)family || !*gateway)
            continue;
        if (found || first < out->count)
            free(BERTH_STEAL(*gateway));
    }
    if (*route == out->count && wanted)
        *route = first;
    return found || !wanted || first == out->count || debian_insert_field(out, first, DEBIAN_GATEWAY, wanted);
}

/* --- Metrics --- */

/* Whether @stanza will make the default route of @family where no stanza that is there has its gateway. */
static bool makes_route(const debian_writer *out, size_t stanza, berth_ip_family family)
{
    const debian_planned *planned = out->planned[stanza];
    if (!debian_stays(out, stanza) || out->places[stanza].is_other || debian_family_to_be(out, stanza) != (int)family)
        return false;
    if (berth_interface_config_get_gateway(out->config, family))
        return out->places[stanza].family != (int)family && planned && planned->fields[DEBIAN_GATEWAY];
    return family == BERTH_IP_FAMILY_IPV4 && debian_slice_is(debian_method_to_be(out, stanza), "dhcp");
}

/* A new stanza brings the metric only where no old one makes the route. */
static bool change_metric(debian_writer *out, berth_ip_family family)
{
    size_t *route = &out->routes[family == BERTH_IP_FAMILY_IPV6];
    int64_t metric = berth_interface_config_ip(out->config, family)->metric;
    char wanted[24];
    bool found = false;
    for (size_t i = 0; i < out->count && *route == out->count; i++)
        if (makes_route(out, i, family))
            *route = i;
    if (*route == out->count)
        return true;
    for (size_t p = 0; p < out->plan.count; p++)
        if (!out->used[p] && out->plan.stanzas[p].family == (int)family)
            free(BERTH_STEAL(out->plan.stanzas[p].fields[DEBIAN_METRIC]));
    snprintf(wanted, sizeof wanted, "%lld", (long long)metric);
    /* The reader takes the first line; where that is right, a second one is left as it is. */
    if (metric >= 0 && debian_says(out, *route, DEBIAN_METRIC, wanted))
        return true;
    return debian_change_field(out, *route, DEBIAN_METRIC, metric < 0 ? NULL : wanted, &found) &&
           (found || metric < 0 || debian_insert_field(out, *route, DEBIAN_METRIC, wanted));
}

bool debian_change_addresses(debian_writer *out)
{
    /* Before the methods change: the gateway of a stanza that was static goes with them. */
    if (!change_gateway(out, BERTH_IP_FAMILY_IPV4) || !change_gateway(out, BERTH_IP_FAMILY_IPV6) ||
        !change_metric(out, BERTH_IP_FAMILY_IPV4) || !change_metric(out, BERTH_IP_FAMILY_IPV6) ||
        !debian_change_autoconf(out))
        return false;
    for (size_t i = 0; i < out->count; i++)
        if (!change_stanza(out, i))
            return false;
    return true;
}
