/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From the model to edits of the files: only lines whose meaning changes are touched. */
#ifndef BERTH_DEBIAN_WRITE_H
#define BERTH_DEBIAN_WRITE_H

#include "interface/drivers/debian/files.h"

/** Edits @files so that they define @config, ports with settings of their own included. */
bool debian_write(debian_files *files, const berth_interface_config *config, berth_error **error);

/** Edits @files so that nothing defines @name any more. */
bool debian_remove(debian_files *files, const char *name, berth_error **error);

#endif
