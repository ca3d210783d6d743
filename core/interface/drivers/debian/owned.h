/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What goes with an interface when its definition goes. */
#ifndef BERTH_DEBIAN_OWNED_H
#define BERTH_DEBIAN_OWNED_H

#include "interface/drivers/debian/files.h"

/**
 * Adds @name, and the names of the ports that its definition brings: those whose stanzas define() would have written
 * with it, that do not start by themselves and that nothing else is made of.
 */
bool debian_find_owned(const debian_files *files, const char *name, berth_strings *names, berth_error **error);

#endif
