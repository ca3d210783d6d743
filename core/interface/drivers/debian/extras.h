/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The lines of a stanza that the model does not know: what counts as one, and which may be written. */
#ifndef BERTH_DEBIAN_EXTRAS_H
#define BERTH_DEBIAN_EXTRAS_H

#include "interface/drivers/debian/files.h"

/** Whether @line is an option that says no setting of @config's, of which type and ports are looked at. */
bool debian_is_extra(const debian_files *files, const debian_stanza *stanza, const debian_line *line,
                     const berth_interface_config *config);

/** Fails INVALID for an extra that would not come back as the same one. */
bool debian_check_extra(const berth_interface_config *config, const berth_extra *extra, berth_error **error);

#endif
