/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/address.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>

#include "base/error.h"
#include "interface/config.h"

#define INVALID(error, ...) berth_fail(error, BERTH_ERROR_DOMAIN_INTERFACE, BERTH_ERROR_INVALID, __VA_ARGS__)

int berth_family_to_af(berth_ip_family family)
{
    return family == BERTH_IP_FAMILY_IPV6 ? AF_INET6 : AF_INET;
}

int berth_family_bits(berth_ip_family family)
{
    return family == BERTH_IP_FAMILY_IPV6 ? 128 : 32;
}

bool berth_address_parse(berth_ip_family family, const char *text, char out[BERTH_ADDRESS_TEXT], berth_error **error)
{
    struct in6_addr bytes;
    int af = berth_family_to_af(family);
    if (inet_pton(af, text, &bytes) == 1 && inet_ntop(af, &bytes, out, BERTH_ADDRESS_TEXT))
        return true;
    return INVALID(error, "'%s' is no IPv%d address; write one as %s", text, (int)family,
                   family == BERTH_IP_FAMILY_IPV6 ? "2001:db8::1" : "192.0.2.1");
}

bool berth_address_parse_prefix(berth_ip_family family, const char *text, char out[BERTH_ADDRESS_TEXT], int *prefix,
                                berth_error **error)
{
    const char *slash = strchr(text, '/');
    BERTH_AUTO_FREE char *address = slash ? strndup(text, (size_t)(slash - text)) : strdup(text);
    if (!address)
        return berth_fail_memory(error, BERTH_ERROR_DOMAIN_INTERFACE);
    if (!berth_address_parse(family, address, out, error))
        return false;
    *prefix = slash ? (int)berth_parse_number(slash + 1, 0, berth_family_bits(family)) : BERTH_NO_PREFIX;
    return !slash || *prefix >= 0 ||
           INVALID(error, "'%s' has no valid prefix length; it is a number from 0 to %d", text,
                   berth_family_bits(family));
}

bool berth_address_parse_whole(berth_ip_family family, const char *text, char out[BERTH_ADDRESS_TEXT], int *prefix,
                               berth_error **error)
{
    if (!berth_address_parse_prefix(family, text, out, prefix, error))
        return false;
    return *prefix >= 0 ||
           INVALID(error, "'%s' has no prefix, which says how large its network is; write '%s/%d', or the one you mean",
                   text, out, family == BERTH_IP_FAMILY_IPV6 ? 64 : 24);
}

int berth_address_usual_prefix(berth_ip_family family, const char *text)
{
    static const struct {
        int below, prefix; /* of the first number */
    } classes[] = {
        {128, 8 },
        {192, 16},
        {224, 24},
    };
    int first = atoi(text);
    for (size_t i = 0; family == BERTH_IP_FAMILY_IPV4 && i < BERTH_COUNT(classes); i++)
        if (first < classes[i].below)
            return classes[i].prefix;
    return berth_family_bits(family);
}

int berth_netmask_parse(berth_ip_family family, const char *text)
{
    struct in_addr mask;
    int64_t bits = berth_parse_number(text, 0, berth_family_bits(family));
    if (bits >= 0 || family != BERTH_IP_FAMILY_IPV4 || inet_pton(AF_INET, text, &mask) != 1)
        return (int)bits;
    uint32_t host = ~ntohl(mask.s_addr);
    if (host & (host + 1)) /* a hole in the mask */
        return -1;
    int length = 32;
    for (; host; host >>= 1)
        length--;
    return length;
}

bool berth_mac_parse(const char *text, char out[BERTH_MAC_TEXT], berth_error **error)
{
    bool valid = strlen(text) == BERTH_MAC_TEXT - 1;
    for (int i = 0; valid && i < BERTH_MAC_TEXT - 1; i++) {
        valid = i % 3 == 2 ? text[i] == ':' : isxdigit((unsigned char)text[i]) != 0;
        out[i] = (char)tolower((unsigned char)text[i]);
    }
    if (!valid)
        return INVALID(error, "'%s' is no hardware address; write one as 52:54:00:12:34:56", text);
    out[BERTH_MAC_TEXT - 1] = '\0';
    /* The lowest bit of the first byte marks a group (IEEE 802, 8.2.2): an odd second digit. */
    if (strchr("13579bdf", out[1]))
        return INVALID(error, "'%s' is a group address, which no interface can have; make its first byte even", text);
    return true;
}

int64_t berth_parse_number(const char *text, int64_t least, int64_t most)
{
    int64_t number = 0;
    if (!isdigit((unsigned char)text[0]))
        return -1;
    for (; isdigit((unsigned char)*text); text++) {
        number = number * 10 + (*text - '0');
        if (number > most)
            return -1;
    }
    return *text || number < least ? -1 : number;
}

int64_t berth_parse_seconds(const char *text)
{
    int64_t milliseconds = 0, unit = 1000;
    bool any = false;
    for (; isdigit((unsigned char)*text) && milliseconds < INT32_MAX; text++, any = true)
        milliseconds = milliseconds * 10 + (int64_t)(*text - '0') * 1000;
    if (*text == '.')
        for (text++; isdigit((unsigned char)*text) && (unit > 1 || *text == '0'); text++, any = true)
            milliseconds += (*text - '0') * (unit /= 10);
    return any && !*text ? milliseconds : -1;
}

void berth_print_seconds(int64_t milliseconds, char out[24])
{
    int length = snprintf(out, 24, "%lld.%03d", (long long)(milliseconds / 1000), (int)(milliseconds % 1000));
    while (out[length - 1] == '0')
        out[--length] = '\0';
    if (out[length - 1] == '.')
        out[length - 1] = '\0';
}
