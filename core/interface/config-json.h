/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_INTERFACE_CONFIG_JSON_H
#define BERTH_INTERFACE_CONFIG_JSON_H

#include <jansson.h>

#include "berth/berth-interface.h"

/** Adds the settings of @config to @object, as members. */
void berth_interface_config_write_json(const berth_interface_config *config, json_t *object);

/** Reads what berth_interface_config_write_json() writes; @source is named in messages (nullable). */
berth_interface_config *berth_interface_config_read_json(const json_t *object, const char *source, berth_error **error);

#endif
