/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Texts for IP and hardware addresses. */
#ifndef BERTH_INTERFACE_ADDRESS_H
#define BERTH_INTERFACE_ADDRESS_H

#include <netinet/in.h>

#include "berth/berth-interface.h"

#define BERTH_ADDRESS_TEXT INET6_ADDRSTRLEN
#define BERTH_MAC_TEXT 18

/** Writes @text in its shortest form (RFC 5952 for IPv6). Fails INVALID. */
bool berth_address_parse(berth_ip_family family, const char *text, char out[BERTH_ADDRESS_TEXT], berth_error **error);

/** Splits "ADDRESS/PREFIX" or "ADDRESS" (@prefix then BERTH_NO_PREFIX). Fails INVALID. */
bool berth_address_parse_prefix(berth_ip_family family, const char *text, char out[BERTH_ADDRESS_TEXT], int *prefix,
                                berth_error **error);

/** As berth_address_parse_prefix(), and fails INVALID for an address without a prefix too. */
bool berth_address_parse_whole(berth_ip_family family, const char *text, char out[BERTH_ADDRESS_TEXT], int *prefix,
                               berth_error **error);

/**
 * The prefix that ifup gives an address without one: for IPv4 that of its class (RFC 791, 3.2; all bits beyond class
 * C), for IPv6 all bits, as ip-address(8) does. @text: an address of @family.
 */
int berth_address_usual_prefix(berth_ip_family family, const char *text);

/** A number of bits, or for IPv4 a dotted mask. Returns: the prefix's length, or -1. */
int berth_netmask_parse(berth_ip_family family, const char *text);

/** Writes six bytes in lower-case hexadecimal. Fails INVALID, also for group addresses. */
bool berth_mac_parse(const char *text, char out[BERTH_MAC_TEXT], berth_error **error);

/** Returns: the decimal number that is all of @text, when it lies within the bounds; else -1. */
int64_t berth_parse_number(const char *text, int64_t least, int64_t most);

/** Seconds with up to three decimals, as brctl(8) takes them. Returns: milliseconds, or -1. */
int64_t berth_parse_seconds(const char *text);

/** The shortest text of @milliseconds in seconds. */
void berth_print_seconds(int64_t milliseconds, char out[24]);

int berth_family_to_af(berth_ip_family family);
int berth_family_bits(berth_ip_family family);

#endif
