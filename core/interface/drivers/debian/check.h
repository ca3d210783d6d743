/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Looking before a change, and once more at its result before it is saved: the edited files are read again, and must
 * say what was asked and nothing else than before.
 */
#ifndef BERTH_DEBIAN_CHECK_H
#define BERTH_DEBIAN_CHECK_H

#include "interface/drivers/debian/files.h"

/**
 * Fills in what @config (and its ports) leaves open from what is there: start mode and extras. Fails when what is there
 * cannot be read, since then more could be lost than the model knows.
 */
bool debian_complete(const debian_files *files, berth_interface_config *config, berth_error **error);

/** Holds the result of defining @config against it. Gives it the new revision, and the findings about the result. */
bool debian_check_defined(const debian_files *files, berth_interface_config *config, berth_error **error);

/** The same after @names were removed. */
bool debian_check_removed(const debian_files *files, const berth_strings *names, berth_error **error);

#endif
