/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* From stanzas to the model. */
#ifndef BERTH_DEBIAN_READ_H
#define BERTH_DEBIAN_READ_H

#include "interface/drivers/debian/files.h"

/** Fails NOT_FOUND, UNSUPPORTED (a method or kind the model does not have), INVALID (a value), each with its place. */
berth_interface_config *debian_read(const debian_files *files, const char *name, berth_error **error);

/** Every interface, once, in the files' order; with @details, its type and hardware address too. */
bool debian_read_definitions(const debian_files *files, berth_list_details details, berth_definitions *list,
                             berth_error **error);

#endif
