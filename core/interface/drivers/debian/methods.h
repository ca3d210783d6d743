/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Methods of interfaces(5) that the model does not describe. A stanza of such a method is kept as extras: one named
 * "iface", whose value is what follows the interface's name in the iface line, then all its options.
 */
#ifndef BERTH_DEBIAN_METHODS_H
#define BERTH_DEBIAN_METHODS_H

#include "interface/drivers/debian/options.h"

#define DEBIAN_IFACE_EXTRA "iface"

typedef enum debian_method {
    DEBIAN_MODEL_METHOD,  /* the model has it, or there is no such method */
    DEBIAN_OTHER_ADDRESS, /* another way to addresses */
    DEBIAN_OTHER_DEVICE,  /* it makes a device of a kind that the model does not have */
} debian_method;

/** What the words "FAMILY METHOD", which may be followed by "inherits STANZA", stand for. */
debian_method debian_method_of(debian_slice words);

/** The same of a stanza, whose family and method may be inherited. */
debian_method debian_stanza_other(const debian_files *files, const debian_stanza *stanza);

/** What follows the name in the iface line, with one space between the words; NULL when memory ran out. */
char *debian_stanza_words(const debian_files *files, const debian_stanza *stanza);

#endif
