/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/effect.h"

#include <stdio.h>

#include "interface/drivers/debian/methods.h"

#define ETHERNET_MTU 1500 /* ETH_DATA_LEN, linux/if_ether.h */

/* The option that names the ports, also by pattern, in a stanza or in what it inherits. */
static const debian_line *ports_line(const debian_files *files, const debian_stanza *stanza, debian_field field)
{
    for (int depth = 0; stanza && depth < DEBIAN_MAX_INHERITANCE; depth++, stanza = debian_stanza_parent(files, stanza))
        for (size_t i = stanza->first + 1; i < stanza->end; i++) {
            const debian_line *line = debian_files_line(files, stanza, i);
            if (!line->deleted && debian_line_names(line, field))
                return line;
        }
    return NULL;
}

static bool has_option(const debian_files *files, const debian_stanza *stanza, debian_field field)
{
    return debian_find_option(files, stanza, field, NULL, NULL) != NULL;
}

debian_place debian_place_of(const debian_files *files, const debian_stanza *stanza, size_t ordinal)
{
    const debian_line *ports = ports_line(files, stanza, DEBIAN_BRIDGE_PORTS);
    ports = ports ? ports : ports_line(files, stanza, DEBIAN_BOND_SLAVES);
    debian_place place = {
        .ordinal = ordinal,
        .family = debian_stanza_family(files, stanza),
        .method = debian_stanza_method(files, stanza),
        .is_other = debian_stanza_other(files, stanza) != DEBIAN_MODEL_METHOD,
        .makes_device =
            ports || has_option(files, stanza, DEBIAN_BOND_MODE) || has_option(files, stanza, DEBIAN_VLAN_RAW_DEVICE),
        .has_ports = ports && debian_value(ports).length && !debian_slice_is(debian_value(ports), "none"),
    };
    BERTH_AUTO_FREE char *address =
        debian_slice_is(place.method, "static") ? debian_stanza_address(files, stanza, NULL) : NULL;
    snprintf(place.address, sizeof place.address, "%s", address ? address : "");
    return place;
}

const debian_stanza *debian_stanza_at(const debian_files *files, const char *name, size_t ordinal)
{
    const debian_stanza *stanza = debian_files_first(files, name);
    for (size_t i = 0; stanza && i < ordinal; i++)
        stanza = debian_files_next(files, stanza);
    return stanza;
}

static bool is_one_of(debian_slice method, const char *a, const char *b)
{
    return debian_slice_is(method, a) || debian_slice_is(method, b);
}

/* Of the methods' own commands, inet's static and manual set an MTU; bridge-utils gives it to the ports it adds. */
static debian_effect effect_of_mtu(berth_interface_type type, const debian_place *place)
{
    if (type == BERTH_INTERFACE_TYPE_BRIDGE && place->has_ports)
        return DEBIAN_SETS;
    if (!is_one_of(place->method, "static", "manual"))
        return DEBIAN_NO_EFFECT;
    return place->family == BERTH_IP_FAMILY_IPV4   ? DEBIAN_SETS
           : place->family == BERTH_IP_FAMILY_IPV6 ? DEBIAN_RAISES
                                                   : DEBIAN_NO_EFFECT;
}

static debian_effect effect_of_hwaddress(const debian_place *place)
{
    bool taken =
        place->family && (is_one_of(place->method, "static", "manual") || debian_slice_is(place->method, "dhcp"));
    return taken ? DEBIAN_SETS : DEBIAN_NO_EFFECT;
}

bool debian_field_makes_device(debian_field field)
{
    return debian_field_is_of_link(field) && !debian_field_fits(field, BERTH_INTERFACE_TYPE_ETHERNET);
}

debian_effect debian_effect_of(debian_field field, berth_interface_type type, const debian_place *place)
{
    if (field == DEBIAN_MTU)
        return effect_of_mtu(type, place);
    if (field == DEBIAN_HWADDRESS)
        return effect_of_hwaddress(place);
    /* A tag is what it is wherever it is said. */
    bool taken = !debian_field_makes_device(field) || field == DEBIAN_VLAN_ID || place->makes_device;
    return taken ? DEBIAN_SETS : DEBIAN_NO_EFFECT;
}

/* A vlan is made once, and a bond keeps its mode once it has ports; all else is set again by each stanza. */
static bool first_decides(debian_field field)
{
    return field == DEBIAN_VLAN_RAW_DEVICE || field == DEBIAN_VLAN_ID || field == DEBIAN_BOND_MODE;
}

/* The name of a vlan tells its tag, whatever an option says; where it does not, the option does. */
static bool contradicts_name(debian_field field, const char *name, const char *value)
{
    int64_t tag = field == DEBIAN_VLAN_ID ? debian_vlan_tag(name) : BERTH_NO_NUMBER;
    return tag > 0 && tag != berth_parse_number(value, 1, BERTH_VLAN_TAG_MAX);
}

void debian_decide(debian_decision *decision, debian_field field, debian_effect effect, size_t ordinal, char *value)
{
    int64_t now = decision->value ? berth_parse_number(decision->value, 0, INT32_MAX) : ETHERNET_MTU;
    bool raises = effect == DEBIAN_RAISES && value && berth_parse_number(value, 0, INT32_MAX) > now;
    if ((effect != DEBIAN_SETS && !raises) || (decision->value && first_decides(field))) {
        free(value);
        return;
    }
    free(decision->value);
    *decision = (debian_decision){ordinal, value};
}

/* What is no number for it is told by ifup. The kernel has no IPv6 route of 0. */
int64_t debian_route_metric(const debian_files *files, const debian_stanza *stanza, int family)
{
    const debian_line *line = debian_find_option(files, stanza, DEBIAN_METRIC, NULL, NULL);
    BERTH_AUTO_FREE char *said =
        line ? debian_option_canonical(DEBIAN_METRIC, (berth_ip_family)family, line, "", NULL) : NULL;
    int64_t metric = said ? berth_parse_number(said, 1, BERTH_METRIC_MAX) : BERTH_NO_NUMBER;
    return metric > 0 ? metric : berth_family_metric((berth_ip_family)family);
}

/*
 * Looks at the gateway of one more stanza: the one of the lowest metric is used, and of several such the first of IPv4
 * and the last of IPv6 is there.
 */
static bool decide_gateway(debian_effects *effects, const debian_files *files, const debian_stanza *stanza,
                           const debian_place *place)
{
    const debian_line *line = debian_find_option(files, stanza, DEBIAN_GATEWAY, NULL, NULL);
    bool ipv6 = place->family == BERTH_IP_FAMILY_IPV6;
    debian_decision *decision = &effects->gateways[ipv6];
    debian_route *route = &effects->routes[ipv6];
    if (!line || !place->family || !debian_slice_is(place->method, "static"))
        return true;
    int64_t metric = debian_route_metric(files, stanza, place->family);
    if (decision->value && (ipv6 ? metric > route->metric : metric >= route->metric))
        return true;
    free(decision->value);
    *decision = (debian_decision){place->ordinal, debian_slice_copy(debian_value(line))};
    *route = (debian_route){true, place->ordinal, metric};
    return decision->value != NULL;
}

/* Of IPv6 DHCP brings addresses alone (RFC 8415): routes come by router advertisements. */
static void decide_dhcp(debian_effects *effects, const debian_files *files, const debian_stanza *stanza,
                        const debian_place *place)
{
    debian_route *route = &effects->routes[0];
    if (!route->is_made && place->family == BERTH_IP_FAMILY_IPV4 && debian_slice_is(place->method, "dhcp"))
        *route = (debian_route){true, place->ordinal, debian_route_metric(files, stanza, place->family)};
}

bool debian_metric_decides(const debian_effects *effects, const debian_place *place)
{
    const debian_route *route = &effects->routes[place->family == BERTH_IP_FAMILY_IPV6];
    return place->family && route->is_made && route->ordinal == place->ordinal;
}

const debian_decision *debian_gateway_decision(const debian_effects *effects, int family)
{
    return &effects->gateways[family == BERTH_IP_FAMILY_IPV6];
}

bool debian_gateway_decides(const debian_effects *effects, const debian_place *place, const debian_line *line)
{
    const debian_decision *decision = debian_gateway_decision(effects, place->family);
    return decision->value &&
           (place->ordinal == decision->ordinal || debian_slice_is(debian_original_value(line), decision->value));
}

bool debian_effects_find(debian_effects *effects, const debian_files *files, const char *name,
                         berth_interface_type type)
{
    size_t ordinal = 0;
    *effects = (debian_effects){.type = type};
    for (const debian_stanza *stanza = debian_files_first(files, name); stanza;
         stanza = debian_files_next(files, stanza), ordinal++) {
        debian_place place = debian_place_of(files, stanza, ordinal);
        if (place.makes_device && !effects->maker)
            effects->maker = ordinal;
        decide_dhcp(effects, files, stanza, &place);
        if (!decide_gateway(effects, files, stanza, &place))
            return false;
        for (int i = DEBIAN_EXTRA + 1; i < DEBIAN_FIELDS; i++) {
            debian_field field = (debian_field)i;
            if (!debian_field_is_of_link(field) || debian_field_is_list(field) || !debian_field_fits(field, type))
                continue;
            const debian_line *line = debian_find_option(files, stanza, field, NULL, NULL);
            debian_effect effect = line ? debian_effect_of(field, type, &place) : DEBIAN_NO_EFFECT;
            if (effect == DEBIAN_NO_EFFECT)
                continue;
            /* A value that is none decides too, and is told by whoever reads it. */
            char *value = debian_option_canonical(field, BERTH_IP_FAMILY_IPV4, line, "", NULL);
            value = value ? value : debian_slice_copy(debian_value(line));
            if (!value)
                return false;
            if (contradicts_name(field, name, value))
                effect = DEBIAN_NO_EFFECT;
            debian_decide(&effects->decisions[field], field, effect, ordinal, value);
        }
    }
    return true;
}

void debian_effects_clear(debian_effects *effects)
{
    for (int field = 0; field < DEBIAN_FIELDS; field++)
        free(effects->decisions[field].value);
    free(effects->gateways[0].value);
    free(effects->gateways[1].value);
    *effects = (debian_effects){0};
}

bool debian_line_decides(const debian_effects *effects, const debian_place *place, const debian_line *line)
{
    debian_field field = debian_field_of(line);
    const debian_decision *decision = &effects->decisions[field];
    if (debian_field_is_list(field))
        return true;
    if (!decision->value)
        return false;
    if (place->ordinal == decision->ordinal)
        return true;
    BERTH_AUTO_FREE char *value = debian_option_canonical(field, BERTH_IP_FAMILY_IPV4, line, "", NULL);
    return berth_streq(value, decision->value) && debian_effect_of(field, effects->type, place) != DEBIAN_NO_EFFECT;
}

char *debian_explain_effect(const debian_effects *effects, const debian_place *place, const debian_line *line)
{
    debian_field field = debian_field_of(line);
    const char *holds = effects->decisions[field].value;
    const char *family = place->family == BERTH_IP_FAMILY_IPV6 ? "inet6" : "inet";
    debian_effect effect = debian_effect_of(field, effects->type, place);
    char *text = NULL;
    int length = -1;
    if (field == DEBIAN_VLAN_ID)
        length = asprintf(&text, "has no effect, since the name of the vlan tells its tag; remove this line");
    else if (effect == DEBIAN_SETS)
        length = asprintf(&text, "is overruled by another stanza: %s is what holds; remove one of the two", holds);
    else if (effect == DEBIAN_RAISES)
        length = asprintf(&text,
                          "is for IPv6 alone: in %s ifup makes no link's MTU smaller; "
                          "write it into a stanza 'inet manual' to change that",
                          family);
    else if (debian_field_makes_device(field))
        length =
            asprintf(&text, "has no effect in a stanza that does not make the device; move it to the one that does");
    else
        length = asprintf(&text,
                          "has no effect in '%s %.*s', where ifup does not look at it; "
                          "write it into a stanza 'inet manual'",
                          family, (int)place->method.length, place->method.text);
    return length < 0 ? NULL : text;
}
