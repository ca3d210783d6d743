/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which definitions another one is made of, and the lines that say so. */
#ifndef BERTH_DEBIAN_USES_H
#define BERTH_DEBIAN_USES_H

#include "interface/drivers/debian/files.h"

/** One place where an interface uses another one. */
typedef struct debian_use {
    char *user;       /* the name of the interface that is made of the other one; owned */
    const char *how;  /* "is a vlan on", before the other one's name */
    const char *file; /* borrowed from the files */
    unsigned line;
} debian_use;

/**
 * Looks for the first place where an interface that is not in @going is made of @name: has it for a port, is a vlan on
 * it, inherits from it. Returns: whether there is one; @use is then filled in.
 */
bool debian_find_use(const debian_files *files, const char *name, const berth_strings *going, debian_use *use);
void debian_use_clear(debian_use *use);

/** Fails BUSY with the place of @use and what to do about it. */
bool debian_refuse_used(const debian_use *use, const char *name, berth_error **error);

#endif
