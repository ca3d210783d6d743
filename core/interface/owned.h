/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What goes with a definition that is undefined, and what keeps it from going: for every format, which tells what its
 * definitions say.
 */
#ifndef BERTH_INTERFACE_OWNED_H
#define BERTH_INTERFACE_OWNED_H

#include "interface/config.h"

/** One place where a definition is made of another one. */
typedef struct berth_use {
    char *user;       /* the name of the one that is made of the other; owned */
    const char *how;  /* "is a vlan on", before the other one's name */
    const char *file; /* NULL: it stands in no file */
    unsigned line;
    bool is_needed; /* without the other one it could not even be read: force does not help */
} berth_use;

void berth_use_clear(berth_use *use);

/** What a format knows; @data is its own. */
typedef struct berth_owned_source {
    const void *data;
    /**
     * Whether @name, a port of @parent, has a definition. @own gets what that says beyond what makes it the port, in
     * words that end "kept 'eth0', a port of 'br0'" (owned): an empty text when nothing, NULL when memory ran out.
     */
    bool (*look_at_port)(const void *data, const char *name, const char *parent, char **own);
    /** Whether a definition that is not in @going is made of @name; @use is then filled in. */
    bool (*find_use)(const void *data, const char *name, const berth_strings *going, berth_use *use);
} berth_owned_source;

/**
 * Finds what goes with @name: those of its ports, and of their ports, whose definitions say nothing more than that, and
 * that nothing else is made of.
 * @config: its definition, or NULL when that cannot be read: it then has no ports that are known
 * @names: gets @name and theirs
 * @kept: gets a line to tell for each port with a definition that stays
 * Fails BUSY when a definition that stays is made of @name, unless @flags force it; NO_MEMORY.
 */
bool berth_find_owned(const berth_owned_source *source, const char *name, const berth_interface_config *config,
                      unsigned flags, berth_strings *names, berth_strings *kept, berth_error **error);

#endif
