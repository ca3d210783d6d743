/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The methods of interfaces(5). A stanza of one that the model does not describe is kept as extras: one named "iface",
 * whose value is what follows the interface's name in the iface line, then all its options.
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

/** What ifup makes of a method. */
typedef struct debian_method_rule {
    const char *family, *method;
    debian_method is;
    const char *needs; /* options, of which each must be there; the reader asks for addresses */
    const char *once;  /* options whose lines, also inherited ones, ifup joins into one word of a command */
} debian_method_rule;

/** All methods, those of a family together; @count gets how many there are. */
const debian_method_rule *debian_method_rules(size_t *count);

/** What the words "FAMILY METHOD", which may be followed by "inherits STANZA", stand for. */
debian_method debian_method_of(debian_slice words);

/** The same of a stanza, whose family and method may be inherited. */
debian_method debian_stanza_other(const debian_files *files, const debian_stanza *stanza);

/** What follows the name in the iface line, with one space between the words; NULL when memory ran out. */
char *debian_stanza_words(const debian_files *files, const debian_stanza *stanza);

#endif
