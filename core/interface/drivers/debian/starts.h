/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The auto and allow-* lines: when the host brings an interface up by itself. */
#ifndef BERTH_DEBIAN_STARTS_H
#define BERTH_DEBIAN_STARTS_H

#include "interface/drivers/debian/files.h"

/** "auto" or "allow-hotplug"; @mode is ONBOOT or HOTPLUG. */
const char *debian_start_keyword(berth_start_mode mode);

/** Removes @name from the lines of a start mode, or from every auto and allow-* line when @mode is 0. */
bool debian_remove_starts(debian_files *files, const char *name, int mode);

/**
 * Gives @name, whose first stanza is @first, the start mode @wanted. Fails UNSUPPORTED where a pattern starts it: what
 * else that matches is not known here.
 */
bool debian_set_start(debian_files *files, const debian_stanza *first, const char *name, berth_start_mode wanted,
                      berth_error **error);

#endif
