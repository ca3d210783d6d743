/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Which definitions another one is made of, and the lines that say so. */
#ifndef BERTH_DEBIAN_USES_H
#define BERTH_DEBIAN_USES_H

#include "interface/drivers/debian/files.h"
#include "interface/owned.h"

/**
 * Looks for the first place where an interface that is not in @going is made of @name: has it for a port, is a vlan on
 * it, inherits from it. Returns: whether there is one; @use is then filled in.
 */
bool debian_find_use(const debian_files *files, const char *name, const berth_strings *going, berth_use *use);

#endif
