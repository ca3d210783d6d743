/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_INTERFACE_CONFIG_JSON_H
#define BERTH_INTERFACE_CONFIG_JSON_H

#include <jansson.h>

#include "berth/berth-interface.h"

/** Adds the settings of @config to @object, as members. */
void berth_interface_config_write_json(const berth_interface_config *config, json_t *object);

#endif
