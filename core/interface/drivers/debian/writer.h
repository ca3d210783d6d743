/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What the parts of writing one interface share: its stanzas as the files have them, which planned stanza each is to
 * become, and the edits of their lines.
 */
#ifndef BERTH_DEBIAN_WRITER_H
#define BERTH_DEBIAN_WRITER_H

#include "base/buffer.h"
#include "interface/drivers/debian/effect.h"
#include "interface/drivers/debian/plan.h"

#define DEBIAN_INDENT "    "

/** Where an extra is to stand. */
typedef struct debian_home {
    size_t stanza; /* among the old stanzas, or among those that are written anew */
    bool is_new;
} debian_home;

typedef struct debian_writer {
    debian_files *files;
    const berth_interface_config *config;
    debian_plan plan;
    bool *used; /* of the planned stanzas, those that need no new one */
    /* The stanzas the files have, and for each the planned one that it shall say; NULL for none. */
    const debian_stanza **old;
    const debian_planned **planned;
    bool *staying;          /* which of them stay; NULL until they are paired */
    size_t maker;           /* the one that makes the bridge, bond or vlan, or the first that stays; else count */
    debian_place *places;   /* what each is now */
    debian_effects effects; /* which of them decide over the options of the interface now */
    size_t count;
    /* By family, IPv4 first: which will make the default route and has its metric; count: a new one, or none. */
    size_t routes[2];
    debian_home *homes;     /* of the extras */
    bool drops_commands[2]; /* by family, IPv4 first: addresses that commands add get stanzas instead */
    berth_error **error;
} debian_writer;

bool debian_no_memory(const debian_writer *out);
debian_line *debian_line_of(const debian_writer *out, size_t stanza, size_t line);
debian_document *debian_document_of(const debian_writer *out, size_t stanza);

/** The white space before the stanza's first option, or four spaces. */
char *debian_indentation(const debian_writer *out, size_t stanza);

bool debian_print_field(berth_buffer *buffer, const char *indent, debian_field field, const char *canonical);
bool debian_insert_field(const debian_writer *out, size_t stanza, debian_field field, const char *canonical);
bool debian_set_field(const debian_writer *out, size_t stanza, debian_line *line, debian_field field,
                      const char *canonical);
void debian_delete_lines(const debian_writer *out, size_t stanza);

/**
 * Makes the first line of @stanza that sets @field say @wanted, or removes it when that is NULL; further ones, which
 * ifup would fail on, go. @found: whether one says it. What is inherited counts: a template that says the same needs no
 * line here.
 */
bool debian_change_field(const debian_writer *out, size_t stanza, debian_field field, const char *wanted, bool *found);

/** Whether @stanza stays: it is planned, or carries options, or says over again what a planned one says. */
bool debian_stays(const debian_writer *out, size_t stanza);

/** Whether @stanza is the first that says @field (as the reader takes it), stays, and says @wanted. */
bool debian_says(const debian_writer *out, size_t stanza, debian_field field, const char *wanted);

/** A planned stanza that only carries options: the others of the plan say what the interface is. */
bool debian_is_planned_carrier(const debian_writer *out, size_t planned);

/* Which stanza says what (write-pairing.c). */

/** Whether @stanza comes by its addresses as @planned says. */
bool debian_says_method(const debian_writer *out, size_t stanza, const debian_planned *planned);

/** The method that a stanza will have, and the family. */
debian_slice debian_method_to_be(const debian_writer *out, size_t stanza);
int debian_family_to_be(const debian_writer *out, size_t stanza);

/** What decides over the effect of options in a stanza once it is as planned. */
debian_place debian_place_to_be(const debian_writer *out, size_t stanza);

/** Whether the command in a line adds an address that is wanted, and may stay for it. */
bool debian_keeps_command(const debian_writer *out, size_t stanza, const char *address);

/** Pairs what is there with what shall be there. */
bool debian_pair(debian_writer *out);

/* Addresses and how they come (write-addresses.c). */

bool debian_change_addresses(debian_writer *out);

/* Router advertisements (write-autoconf.c). */

/** Makes the stanzas say whether they count; those that say so already are left as they are. */
bool debian_change_autoconf(const debian_writer *out);

/** Prints what only commands say of a new stanza. */
void debian_print_commands(const debian_writer *out, berth_buffer *buffer, const char *indent,
                           const debian_planned *stanza);

/* What the model does not know, and the commands that bring up ports (write-extras.c). */

void debian_print_extra(berth_buffer *buffer, const char *indent, const berth_extra *extra);

/** Finds where each extra is to stand. */
bool debian_place_extras(debian_writer *out);

/** The extras of a stanza that is written anew, by its number among those. */
void debian_print_extras(const debian_writer *out, berth_buffer *buffer, const char *indent, size_t stanza);
void debian_print_port_commands(const debian_writer *out, berth_buffer *buffer, const char *indent);
bool debian_change_extras(const debian_writer *out);
bool debian_change_port_commands(const debian_writer *out, const char *old_ports);

#endif
