/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_INTERFACE_CONFIG_JSON_H
#define BERTH_INTERFACE_CONFIG_JSON_H

#include <jansson.h>

#include "berth/berth-interface.h"

/** Adds the settings of @config to @object, as members. */
void berth_interface_config_write_json(const berth_interface_config *config, json_t *object);

/**
 * Reads what berth_interface_config_write_json() writes; @source is named in messages (nullable). @base: (nullable)
 * what was written: an address may have no prefix where it has none there either, as it came from an XML document.
 */
berth_interface_config *berth_interface_config_read_json(const json_t *object, const char *source,
                                                         const berth_interface_config *base, berth_error **error);

#endif
