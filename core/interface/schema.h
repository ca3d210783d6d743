/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The schema of the XML form of a configuration: interface.rng, which the build puts into the library. */
#ifndef BERTH_INTERFACE_SCHEMA_H
#define BERTH_INTERFACE_SCHEMA_H

#include "base/xml-schema.h"

/** Holds @document against the schema. Afterwards it may only be freed. Fails SCHEMA (with line), NO_MEMORY. */
bool berth_interface_validate(const berth_libxml *xml, xmlDoc *document, const char *source, berth_error **error);

#endif
