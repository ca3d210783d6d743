/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading and writing JSON documents (RFC 8259), with errors that name file and line. */
#ifndef BERTH_BASE_JSON_H
#define BERTH_BASE_JSON_H

#include <jansson.h>

#include "berth/berth-base.h"

/** Every document carries "berth": this. Fields are only ever added. */
#define BERTH_JSON_VERSION 1

/** Reads an object with "berth": 1. Fails PARSE (with line), SCHEMA. */
json_t *berth_json_parse(const char *text, const char *source, berth_error_domain domain, berth_error **error);

/** Writes @document (taken over, also on failure; NULL fails NO_MEMORY), indented, ending in a newline. */
char *berth_json_print(json_t *document, berth_error_domain domain, berth_error **error);

#endif
