/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Options that say over again what an address with its prefix says: network and broadcast (interfaces(5), "INET ADDRESS
 * FAMILY"), and netmask. The model has the address alone; these follow it.
 */
#ifndef BERTH_DEBIAN_DERIVED_H
#define BERTH_DEBIAN_DERIVED_H

#include "interface/drivers/debian/effect.h"

/** Whether @line is a network or broadcast line of a static IPv4 stanza that says what its address gives. */
bool debian_follows_address(const debian_place *place, const debian_line *line);

/** What such a line has to say beside @address ("ADDRESS/PREFIX"); NULL where there is nothing that it could say. */
char *debian_derived_value(const debian_line *line, const char *address);

/** A prefix length as a netmask line of the same style as @old writes it: dotted, or a number. NULL: no memory. */
char *debian_netmask_text(debian_slice old, int prefix);

#endif
