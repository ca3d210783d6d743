/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Which options of interfaces(5) and of Debian's bridge-utils, vlan, ifenslave and resolvconf packages the model knows,
 * and the one text that stands for all their spellings.
 */
#ifndef BERTH_DEBIAN_OPTIONS_H
#define BERTH_DEBIAN_OPTIONS_H

#include "interface/drivers/debian/files.h"

#define DEBIAN_MAX_INHERITANCE 16 /* stanzas in a row that inherit; more is a mistake */

typedef enum debian_field {
    DEBIAN_EXTRA, /* an option that the model does not know */
    DEBIAN_ADDRESS,
    DEBIAN_NETMASK,
    DEBIAN_GATEWAY,
    DEBIAN_METRIC, /* where its stanza makes the default route; else it is an extra */
    DEBIAN_AUTOCONF,
    DEBIAN_ACCEPT_RA, /* where it only makes autoconf true beside a gateway; else it is an extra */
    DEBIAN_HWADDRESS,
    DEBIAN_MTU,
    DEBIAN_BRIDGE_PORTS,
    DEBIAN_BRIDGE_STP,
    DEBIAN_BRIDGE_FD,
    DEBIAN_VLAN_RAW_DEVICE,
    DEBIAN_VLAN_ID, /* ifupdown2's, where the name does not tell the tag */
    DEBIAN_BOND_SLAVES,
    DEBIAN_BOND_PRIMARY,
    DEBIAN_BOND_MODE,
    DEBIAN_BOND_MIIMON,
    DEBIAN_BOND_UPDELAY,
    DEBIAN_BOND_DOWNDELAY,
    DEBIAN_BOND_USE_CARRIER,
    DEBIAN_BOND_ARP_INTERVAL,
    DEBIAN_BOND_ARP_IP_TARGET,
    DEBIAN_BOND_ARP_VALIDATE,
    DEBIAN_DNS_NAMESERVERS,
    DEBIAN_DNS_SEARCH,
    DEBIAN_FIELDS
} debian_field;

/** The spelling this driver writes. */
const char *debian_field_name(debian_field field);

/** The path of the setting that it is in the model, of those that are of the interface; else NULL. */
const char *debian_field_path(debian_field field);

/** Whether the field is of the interface, not of one stanza's address. */
bool debian_field_is_of_link(debian_field field);

/** Whether an interface of this type can have the field. */
bool debian_field_fits(debian_field field, berth_interface_type type);

/** Whether all lines that set the field count, not the first alone. */
bool debian_field_is_list(debian_field field);

/** The field an option line sets; `-` and `_` are the same. A value that the model has no words for makes it an extra.
 */
debian_field debian_field_of(const debian_line *line);

/** As debian_field_of(), for an option that stands in no line. */
debian_field debian_field_of_option(debian_slice name, debian_slice value);

/** Whether @word is the option @name; `-` and `_` are the same. */
bool debian_is_option(debian_slice word, const char *name);

/** The field that options of this name mostly set, whatever their value. */
debian_field debian_field_by_name(const char *name);

/** Whether @line is an option of the field's name, whatever its value. */
bool debian_line_names(const debian_line *line, debian_field field);

/**
 * The value in its one canonical form ("24" and "255.255.255.0" are the same netmask).
 * Fails INVALID with the line's place. @family: 4 or 6.
 */
char *debian_option_canonical(debian_field field, berth_ip_family family, const debian_line *line, const char *file,
                              berth_error **error);

/**
 * Whether a bond's port says so itself: by a line "bond-master BOND" (ifenslave's README.Debian). Returns: that line,
 * or NULL.
 */
const debian_line *debian_bond_master_line(const debian_files *files, const debian_stanza *stanza, const char *bond);

/** The stanza that @stanza inherits from, or NULL. */
const debian_stanza *debian_stanza_parent(const debian_files *files, const debian_stanza *stanza);

/** The family's word, which may be inherited. */
debian_slice debian_stanza_family_word(const debian_files *files, const debian_stanza *stanza);

/** The family of a stanza: 4, 6, or 0 for another one. */
int debian_stanza_family(const debian_files *files, const debian_stanza *stanza);

/**
 * The first line of @stanza that sets @field, or of the stanza it inherits from; @inherited tells which (nullable).
 * @file gets the name of the file it is in (nullable).
 */
const debian_line *debian_find_option(const debian_files *files, const debian_stanza *stanza, debian_field field,
                                      bool *inherited, const char **file);

/** The method, which may be inherited too. */
debian_slice debian_stanza_method(const debian_files *files, const debian_stanza *stanza);

/**
 * "ADDRESS/PREFIX" of a static stanza, with the prefix that ifup gives it where it says none; NULL with INVALID when it
 * has no address or a wrong one.
 */
char *debian_stanza_address(const debian_files *files, const debian_stanza *stanza, berth_error **error);

/** The vlan tag in a name that Debian's vlan package understands: "eth0.42" or "vlan42". -1 for another. */
int64_t debian_vlan_tag(const char *name);

/** Whether a static stanza's address has neither a prefix nor a netmask. */
bool debian_address_is_bare(const debian_files *files, const debian_stanza *stanza);

/** What kind of interface a stanza's options make; 0 when they do not tell. */
berth_interface_type debian_stanza_type(const debian_files *files, const debian_stanza *stanza);

/** What kind of interface the stanzas of the name that @first is the first of make. */
berth_interface_type debian_interface_type(const debian_files *files, const debian_stanza *first);

#endif
