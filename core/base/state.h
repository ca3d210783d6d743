/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The folder below a root in which the library keeps what has to outlast a process: the writers' lock, journals. */
#ifndef BERTH_BASE_STATE_H
#define BERTH_BASE_STATE_H

#include "base/file.h"

#define BERTH_STATE_FOLDER "/var/lib/berth" /* FHS 3.0, 5.8: the state of programs */

/** Opens the folder for reading names in it. Returns: a descriptor, or -1 with errno; ENOENT where there is none. */
int berth_state_open(const berth_root *root);

/** The same, and makes it where there is none. */
int berth_state_make(const berth_root *root);

#endif
