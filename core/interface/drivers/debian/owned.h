/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What goes with an interface when its definition goes. */
#ifndef BERTH_DEBIAN_OWNED_H
#define BERTH_DEBIAN_OWNED_H

#include "interface/drivers/debian/files.h"

/** As berth_find_owned(), of what the files define. */
bool debian_find_owned(const debian_files *files, const char *name, unsigned flags, berth_strings *names,
                       berth_strings *kept, berth_error **error);

#endif
