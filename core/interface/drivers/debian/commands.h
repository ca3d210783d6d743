/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Settings that interfaces(5) has no option for, or had none when the file was written: people say them by commands
 * that ifup runs. Those that mean exactly one setting of the model are read as that setting.
 */
#ifndef BERTH_DEBIAN_COMMANDS_H
#define BERTH_DEBIAN_COMMANDS_H

#include "interface/drivers/debian/files.h"

typedef enum debian_command {
    DEBIAN_NO_COMMAND,     /* no command line, or one that only ifup understands */
    DEBIAN_AUTOCONF_OFF,   /* pre-up echo 0 > /proc/sys/net/ipv6/conf/IFACE/autoconf */
    DEBIAN_AUTOCONF_RESET, /* post-down echo 1 > the same */
    DEBIAN_ADDRESS_ADD,    /* up ip addr add ADDRESS/PREFIX dev IFACE, or by ifconfig */
    DEBIAN_ADDRESS_DELETE, /* down ip addr del ADDRESS/PREFIX dev IFACE, or by ifconfig */
    DEBIAN_PORT_UP,        /* pre-up ifup INTERFACE */
    DEBIAN_PORT_DOWN,      /* post-down ifdown INTERFACE */
} debian_command;

/** @about gets the address or the interface a command names (nullable). */
debian_command debian_command_of(const debian_files *files, const debian_stanza *stanza, const debian_line *line,
                                 debian_slice *about);

/**
 * The canonical "ADDRESS/PREFIX" that @line adds; NULL when it adds none. A line that deletes one belongs to the line
 * that adds it: with @deletes, the address that is deleted.
 */
char *debian_command_address(const debian_files *files, const debian_stanza *stanza, const debian_line *line,
                             bool deletes);

/** Whether @line brings the port @name up or down. */
bool debian_command_is_for_port(const debian_files *files, const debian_stanza *stanza, const debian_line *line,
                                const char *name);

/**
 * Whether IPv6 addresses come by router advertisements once ifup has run a stanza of this method with these options.
 * @gateway: whether it sets a gateway, beside which ifup's default is to take no advertisements.
 */
bool debian_stanza_autoconf(const debian_files *files, const debian_stanza *stanza, debian_slice method, bool gateway);

#endif
