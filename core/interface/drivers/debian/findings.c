/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/findings.h"

#include <stdio.h>

#define FILE_OF(in, stanza) ((in)->files->documents[(stanza)->document].shown)

/* A stanza that needs the device before another one makes it. */
static bool find_too_early(berth_interface_config *config, const debian_extras *in)
{
    const debian_stanza *maker =
        in->place.ordinal < in->effects->maker ? debian_stanza_at(in->files, config->name, in->effects->maker) : NULL;
    bool needs = !debian_slice_is(in->place.method, "manual") ||
                 debian_find_option(in->files, in->stanza, DEBIAN_MTU, NULL, NULL) ||
                 debian_find_option(in->files, in->stanza, DEBIAN_HWADDRESS, NULL, NULL);
    /* What has its device's name in its own, ifup makes by itself. */
    if (!maker || !needs || berth_vlan_tag_in_name(config->name) > 0)
        return true;
    return berth_interface_config_add_finding(
        config, NULL, FILE_OF(in, in->stanza), debian_files_line(in->files, in->stanza, in->stanza->first)->number,
        "ifup fails on this stanza, since the one in %s:%u makes the device after it; move it behind that one",
        FILE_OF(in, maker), debian_files_line(in->files, maker, maker->first)->number);
}

/* Beside a netmask ifup does not look at the prefix. */
static bool find_netmask(berth_interface_config *config, const debian_extras *in)
{
    berth_ip_family family = (berth_ip_family)in->place.family;
    const char *file = NULL, *wins = strchr(in->place.address, '/');
    const debian_line *line = debian_find_option(in->files, in->stanza, DEBIAN_ADDRESS, NULL, &file);
    BERTH_AUTO_FREE char *said =
        wins && line ? debian_option_canonical(DEBIAN_ADDRESS, family, line, file, NULL) : NULL;
    const char *slash = said ? strchr(said, '/') : NULL;
    if (!slash || strcmp(slash, wins) == 0)
        return true;
    return berth_interface_config_add_finding(
        config, family == BERTH_IP_FAMILY_IPV6 ? "ipv6.addresses" : "ipv4.addresses", file, line->number,
        "the prefix of %s has no effect: the netmask makes it %s; write one of the two", said, wins);
}

/* Where nothing says how large the network is it is seldom as large as ifup makes it. */
static bool find_no_prefix(berth_interface_config *config, const debian_extras *in)
{
    const char *file = NULL, *made = in->place.address;
    const debian_line *line = debian_find_option(in->files, in->stanza, DEBIAN_ADDRESS, NULL, &file);
    if (!*made || !debian_address_is_bare(in->files, in->stanza))
        return true;
    return berth_interface_config_add_finding(
        config, in->place.family == BERTH_IP_FAMILY_IPV6 ? "ipv6.addresses" : "ipv4.addresses", file, line->number,
        "'%.*s' has no prefix; ifup makes it %s; write the prefix you mean", (int)strcspn(made, "/"), made, made);
}

/* ifup adds a default route of IPv4, which fails beside another of the same metric, and replaces one of IPv6. */
static bool find_second_gateway(berth_interface_config *config, const debian_extras *in, const debian_line *line)
{
    bool ipv6 = in->place.family == BERTH_IP_FAMILY_IPV6;
    if (!in->place.family || !debian_slice_is(in->place.method, "static") ||
        debian_route_metric(in->files, in->stanza, in->place.family) != in->effects->routes[ipv6].metric)
        return true;
    return berth_interface_config_add_finding(
        config, ipv6 ? "ipv6.gateway" : "ipv4.gateway", FILE_OF(in, in->stanza), line->number,
        ipv6
            ? "gateway %.*s has no effect, since a later stanza names another; remove one of the two"
            : "gateway %.*s is a second one of the same metric, on which ifup fails; give them different ones or remove one",
        (int)debian_value(line).length, debian_value(line).text);
}

/* An option of the interface that ifup does not take from where it stands. */
static bool find_without_effect(berth_interface_config *config, const debian_extras *in, const debian_line *line)
{
    debian_field field = debian_field_of(line);
    if (!debian_is_extra(in, line))
        return true;
    if (field == DEBIAN_GATEWAY)
        return find_second_gateway(config, in, line);
    if (field == DEBIAN_EXTRA || !debian_field_is_of_link(field) || !debian_field_fits(field, config->type))
        return true;
    BERTH_AUTO_FREE char *why = debian_explain_effect(in->effects, &in->place, line);
    return why && berth_interface_config_add_finding(config, debian_field_path(field), FILE_OF(in, in->stanza),
                                                     line->number, "%s %.*s %s", debian_field_name(field),
                                                     (int)debian_value(line).length, debian_value(line).text, why);
}

/* What makes a vlan of another name is ifupdown2; the tools of the package vlan go by the name. */
static bool find_vlan_id(berth_interface_config *config, const debian_extras *in, const debian_line *line)
{
    return debian_field_of(line) != DEBIAN_VLAN_ID || debian_vlan_tag(config->name) > 0 ||
           berth_interface_config_add_finding(
               config, "vlan.tag", FILE_OF(in, in->stanza), line->number,
               "ifup takes a vlan's tag from its name, and does not know vlan-id, which is "
               "ifupdown2's; call the vlan %s.%d",
               config->vlan.device, (int)config->vlan.tag);
}

bool debian_add_findings(berth_interface_config *config, const debian_extras *in)
{
    if (in->place.is_other)
        return true;
    bool done = find_too_early(config, in) && find_netmask(config, in) && find_no_prefix(config, in);
    for (size_t i = in->stanza->first + 1; done && i < in->stanza->end; i++) {
        const debian_line *line = debian_files_line(in->files, in->stanza, i);
        done = find_vlan_id(config, in, line) && find_without_effect(config, in, line);
    }
    return done;
}
