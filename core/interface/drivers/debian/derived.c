/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/derived.h"

#include <arpa/inet.h>
#include <stdio.h>

static uint32_t mask_of(int prefix)
{
    return prefix ? UINT32_MAX << (32 - prefix) : 0;
}

static char *print(uint32_t address)
{
    char text[INET_ADDRSTRLEN];
    struct in_addr bytes = {htonl(address)};
    return strdup(inet_ntop(AF_INET, &bytes, text, sizeof text));
}

static bool is_network(const debian_line *line)
{
    return debian_slice_is(debian_keyword(line), "network");
}

static bool is_broadcast(const debian_line *line)
{
    return debian_slice_is(debian_keyword(line), "broadcast");
}

char *debian_derived_value(const debian_line *line, const char *address)
{
    char text[BERTH_ADDRESS_TEXT];
    struct in_addr bytes;
    int prefix = BERTH_NO_PREFIX;
    if (!address || !berth_address_parse_prefix(BERTH_IP_FAMILY_IPV4, address, text, &prefix, NULL) || prefix < 0 ||
        inet_pton(AF_INET, text, &bytes) != 1)
        return NULL;
    uint32_t mask = mask_of(prefix), number = ntohl(bytes.s_addr);
    if (is_network(line))
        return print(number & mask);
    /* A network of two has no broadcast address of its own (RFC 3021); ifup then takes this one. */
    return print(prefix == 31 ? UINT32_MAX : number | ~mask);
}

bool debian_follows_address(const debian_place *place, const debian_line *line)
{
    if (line->kind != DEBIAN_OPTION || (!is_network(line) && !is_broadcast(line)) ||
        place->family != BERTH_IP_FAMILY_IPV4)
        return false;
    BERTH_AUTO_FREE char *value = debian_derived_value(line, place->address);
    return value && debian_slice_is(debian_original_value(line), value);
}

char *debian_netmask_text(debian_slice old, int prefix)
{
    char *text = NULL;
    if (memchr(old.text, '.', old.length))
        return print(mask_of(prefix));
    return asprintf(&text, "%d", prefix) < 0 ? NULL : text;
}
