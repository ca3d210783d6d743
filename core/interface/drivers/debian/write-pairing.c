/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which stanza is to say which of what is planned. */
#include <stdlib.h>

#include "interface/drivers/debian/commands.h"
#include "interface/drivers/debian/methods.h"
#include "interface/drivers/debian/writer.h"

/* Whether the stanza is of the alias @label, or with NULL of none. */
static bool has_label(const debian_stanza *old, const char *label)
{
    return label ? debian_slice_is(debian_stanza_label(old), label) : !debian_stanza_is_alias(old);
}

bool debian_says_method(const debian_writer *out, size_t stanza, const debian_planned *planned)
{
    const debian_stanza *old = out->old[stanza];
    debian_slice method = debian_stanza_method(out->files, old);
    if (planned->other || out->places[stanza].is_other) {
        BERTH_AUTO_FREE char *words = debian_stanza_words(out->files, old);
        return planned->other && berth_streq(words, planned->other);
    }
    if (debian_stanza_family(out->files, old) != planned->family || !has_label(old, planned->label))
        return false;
    if (debian_slice_is(method, planned->method))
        return true;
    /* Where the kernel's default holds, addresses come by router advertisements too. */
    return strcmp(planned->method, "auto") == 0 && debian_slice_is(method, "manual") &&
           debian_stanza_family(out->files, old) == BERTH_IP_FAMILY_IPV6 &&
           debian_stanza_autoconf(out->files, old, method, false);
}

debian_slice debian_method_to_be(const debian_writer *out, size_t stanza)
{
    const debian_planned *planned = out->planned[stanza];
    debian_slice method = debian_stanza_method(out->files, out->old[stanza]);
    if (!planned || debian_says_method(out, stanza, planned))
        return method;
    return (debian_slice){planned->method, strlen(planned->method)};
}

int debian_family_to_be(const debian_writer *out, size_t stanza)
{
    return out->planned[stanza] && !out->planned[stanza]->other ? out->planned[stanza]->family
                                                                : out->places[stanza].family;
}

static size_t find_maker(const debian_writer *out)
{
    size_t first = out->count;
    for (size_t i = 0; i < out->count; i++) {
        if (!out->staying[i] || debian_stanza_is_alias(out->old[i]))
            continue;
        if (out->places[i].makes_device)
            return i;
        first = first < out->count ? first : i;
    }
    return first;
}

debian_place debian_place_to_be(const debian_writer *out, size_t stanza)
{
    debian_place place = out->places[stanza];
    place.family = debian_family_to_be(out, stanza);
    place.method = debian_method_to_be(out, stanza);
    if (stanza == out->maker) {
        const char *ports = out->plan.link[DEBIAN_BRIDGE_PORTS];
        place.makes_device = true;
        place.has_ports = (ports && *ports) || out->plan.ports_by_pattern;
    }
    return place;
}

/* A stanza that means something beside those that give addresses. */
static bool is_carrier(const debian_writer *out, size_t stanza)
{
    const berth_ip *ipv6 = &out->config->ipv6;
    debian_slice method = debian_stanza_method(out->files, out->old[stanza]);
    bool manual = debian_slice_is(method, "manual");
    if (debian_slice_is(method, "loopback"))
        return true;
    if (debian_stanza_family(out->files, out->old[stanza]) == BERTH_IP_FAMILY_IPV4)
        return manual;
    return (manual && ipv6->present) || (debian_slice_is(method, "auto") && ipv6->autoconf);
}

/* How well an old stanza fits a planned one: 3 says the same already, 1 can be made to. */
static int fit(const debian_writer *out, size_t stanza, const debian_planned *planned)
{
    const debian_stanza *old = out->old[stanza];
    if (planned->other || out->places[stanza].is_other)
        return debian_says_method(out, stanza, planned) ? 3 : 0;
    /* An alias may get another name, but becomes no stanza of the interface's own. */
    if (debian_stanza_family(out->files, old) != planned->family ||
        debian_stanza_is_alias(old) != (planned->label != NULL))
        return 0;
    if (!debian_says_method(out, stanza, planned))
        return 1;
    if (!planned->fields[DEBIAN_ADDRESS])
        return 3;
    BERTH_AUTO_FREE char *address = debian_stanza_address(out->files, old, NULL);
    return berth_streq(address, planned->fields[DEBIAN_ADDRESS]) ? 3 : 2;
}

bool debian_stays(const debian_writer *out, size_t stanza)
{
    if (out->staying)
        return out->staying[stanza];
    if (out->planned[stanza] || is_carrier(out, stanza))
        return true;
    for (size_t i = 0; i < out->plan.count; i++)
        if (fit(out, stanza, &out->plan.stanzas[i]) == 3)
            return true;
    return false;
}

bool debian_is_planned_carrier(const debian_writer *out, size_t planned)
{
    return out->plan.count > 1 && planned == 0 && strcmp(out->plan.stanzas[0].method, "manual") == 0;
}

/*
 * Pairs what is there with what shall be there, best fits first down to @least, and of two that fit as well first the
 * stanza that makes the device. Nothing is turned into a mere carrier.
 */
static void pair_by_fit(debian_writer *out, int least)
{
    for (int wanted = 3; wanted >= least; wanted--)
        for (size_t p = 0; p < out->plan.count; p++)
            for (size_t i = 0; i < 2 * out->count && !out->used[p]; i++) {
                size_t stanza = i % out->count;
                bool looks = i >= out->count || out->places[stanza].makes_device;
                if (looks && !out->planned[stanza] && (wanted == 3 || !debian_is_planned_carrier(out, p)) &&
                    fit(out, stanza, &out->plan.stanzas[p]) == wanted) {
                    out->planned[stanza] = &out->plan.stanzas[p];
                    out->used[p] = true;
                }
            }
}

/* Pairs static stanzas one after the other, whatever addresses they have now. */
static void pair_by_order(debian_writer *out)
{
    for (size_t p = 0; p < out->plan.count; p++)
        for (size_t i = 0; i < out->count && !out->used[p]; i++)
            if (!out->planned[i] && out->plan.stanzas[p].fields[DEBIAN_ADDRESS] &&
                fit(out, i, &out->plan.stanzas[p]) >= 2) {
                out->planned[i] = &out->plan.stanzas[p];
                out->used[p] = true;
            }
}

static void unpair(debian_writer *out)
{
    memset(out->planned, 0, out->count * sizeof *out->planned);
    memset(out->used, 0, out->plan.count * sizeof *out->used);
}

static bool *drops_commands(debian_writer *out, int family)
{
    return &out->drops_commands[family == BERTH_IP_FAMILY_IPV6];
}

bool debian_keeps_command(const debian_writer *out, size_t stanza, const char *address)
{
    const debian_stanza *old = out->old[stanza];
    int family = debian_stanza_family(out->files, old);
    if (out->drops_commands[family == BERTH_IP_FAMILY_IPV6] ||
        !debian_slice_is(debian_method_to_be(out, stanza), "static"))
        return false;
    for (size_t p = 0; p < out->plan.count; p++)
        if (out->plan.stanzas[p].family == family && berth_streq(out->plan.stanzas[p].fields[DEBIAN_ADDRESS], address))
            return true;
    return false;
}

/* Addresses that commands add need no stanza. */
static void use_commands(debian_writer *out)
{
    for (size_t stanza = 0; stanza < out->count; stanza++)
        for (size_t i = out->old[stanza]->first + 1; i < out->old[stanza]->end; i++) {
            BERTH_AUTO_FREE char *address =
                debian_command_address(out->files, out->old[stanza], debian_line_of(out, stanza, i), false);
            for (size_t p = 0; address && p < out->plan.count; p++)
                if (!out->used[p] && debian_keeps_command(out, stanza, address) &&
                    berth_streq(out->plan.stanzas[p].fields[DEBIAN_ADDRESS], address))
                    out->used[p] = true;
        }
}

/* The addresses of a family as they will be read, against those that are wanted. */
typedef struct order {
    const debian_writer *out;
    int family;
    size_t next; /* of the planned stanzas */
    bool holds;
} order;

static void meet(order *so_far, const char *address)
{
    const debian_plan *plan = &so_far->out->plan;
    for (size_t p = 0; p < so_far->next; p++)
        if (plan->stanzas[p].family == so_far->family && berth_streq(plan->stanzas[p].fields[DEBIAN_ADDRESS], address))
            return; /* said over again */
    while (so_far->next < plan->count && (plan->stanzas[so_far->next].family != so_far->family ||
                                          !plan->stanzas[so_far->next].fields[DEBIAN_ADDRESS]))
        so_far->next++;
    so_far->holds = so_far->holds && so_far->next < plan->count &&
                    berth_streq(plan->stanzas[so_far->next].fields[DEBIAN_ADDRESS], address);
    so_far->next += so_far->holds;
}

static void meet_stanza(order *so_far, size_t stanza)
{
    const debian_writer *out = so_far->out;
    const debian_stanza *old = out->old[stanza];
    const debian_planned *planned = out->planned[stanza];
    BERTH_AUTO_FREE char *address = planned ? NULL : debian_stanza_address(out->files, old, NULL);
    if (debian_stanza_family(out->files, old) != so_far->family || !debian_stays(out, stanza) ||
        !debian_slice_is(debian_method_to_be(out, stanza), "static"))
        return;
    meet(so_far, planned ? planned->fields[DEBIAN_ADDRESS] : address);
    for (size_t i = old->first + 1; i < old->end; i++) {
        BERTH_AUTO_FREE char *added = debian_command_address(out->files, old, debian_line_of(out, stanza, i), false);
        if (added && debian_keeps_command(out, stanza, added))
            meet(so_far, added);
    }
}

/* Whether every wanted address of @family will be there, in its order. */
static bool order_holds(const debian_writer *out, int family)
{
    order so_far = {out, family, 0, true};
    for (int alias = 0; alias < 2; alias++)
        for (size_t i = 0; i < out->count; i++)
            if (debian_stanza_is_alias(out->old[i]) == (alias == 1))
                meet_stanza(&so_far, i);
    for (size_t p = 0; p < out->plan.count; p++)
        if (!out->used[p] && out->plan.stanzas[p].family == family && out->plan.stanzas[p].fields[DEBIAN_ADDRESS])
            meet(&so_far, out->plan.stanzas[p].fields[DEBIAN_ADDRESS]);
    while (so_far.next < out->plan.count &&
           (out->plan.stanzas[so_far.next].family != family || !out->plan.stanzas[so_far.next].fields[DEBIAN_ADDRESS]))
        so_far.next++;
    return so_far.holds && so_far.next == out->plan.count;
}

/*
 * The stanza that makes the device stays what it is, whatever becomes of the addresses in it: it is turned into another
 * that is planned, or into one without addresses.
 */
static void keep_maker(debian_writer *out)
{
    static const debian_planned carrier = {.family = BERTH_IP_FAMILY_IPV4, .method = "manual"};
    size_t maker = 0;
    while (maker < out->count && !out->places[maker].makes_device)
        maker++;
    if (maker == out->count || debian_stays(out, maker) || out->config->type == BERTH_INTERFACE_TYPE_ETHERNET)
        return;
    out->planned[maker] = &carrier;
    for (size_t p = 0; p < out->plan.count && out->places[maker].family == BERTH_IP_FAMILY_IPV6; p++)
        if (!out->used[p] && out->plan.stanzas[p].family == BERTH_IP_FAMILY_IPV4) {
            out->planned[maker] = &out->plan.stanzas[p];
            out->used[p] = true;
            return;
        }
}

/* Beside aliases alone the interface keeps a stanza of its own, by whose name it starts. */
static void keep_own(debian_writer *out)
{
    size_t own = out->count;
    for (size_t i = 0; i < out->count; i++) {
        if (debian_stanza_is_alias(out->old[i]))
            continue;
        if (debian_stays(out, i))
            return;
        if (own == out->count && out->places[i].family == BERTH_IP_FAMILY_IPV4 && !out->places[i].is_other)
            own = i;
    }
    if (own == out->count || out->used[0] || !debian_is_planned_carrier(out, 0))
        return;
    out->planned[own] = &out->plan.stanzas[0];
    out->used[0] = true;
}

static void pair_stanzas(debian_writer *out)
{
    static const int families[] = {BERTH_IP_FAMILY_IPV4, BERTH_IP_FAMILY_IPV6};
    bool holds = true;
    use_commands(out);
    pair_by_fit(out, 1);
    for (size_t i = 0; i < BERTH_COUNT(families); i++)
        if (!order_holds(out, families[i])) {
            *drops_commands(out, families[i]) = true;
            holds = false;
        }
    if (holds)
        return;
    unpair(out);
    use_commands(out);
    pair_by_fit(out, 1);
    if (order_holds(out, BERTH_IP_FAMILY_IPV4) && order_holds(out, BERTH_IP_FAMILY_IPV6))
        return;
    unpair(out);
    use_commands(out);
    pair_by_order(out);
    pair_by_fit(out, 1);
    if (order_holds(out, BERTH_IP_FAMILY_IPV4) && order_holds(out, BERTH_IP_FAMILY_IPV6))
        return;
    /* No stanza becomes another kind: what is new comes after what is there. */
    unpair(out);
    use_commands(out);
    pair_by_fit(out, 2);
}

bool debian_pair(debian_writer *out)
{
    bool *staying = calloc(out->count + 1, sizeof *staying);
    if (!staying)
        return debian_no_memory(out);
    pair_stanzas(out);
    keep_maker(out);
    keep_own(out);
    for (size_t i = 0; i < out->count; i++)
        staying[i] = debian_stays(out, i);
    out->staying = staying;
    out->maker = find_maker(out);
    return true;
}
