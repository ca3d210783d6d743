/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading XML documents: no network, no entities, no global state; errors with file and line. */
#ifndef BERTH_BASE_XML_H
#define BERTH_BASE_XML_H

#include <libxml/tree.h>

#include "berth/berth-base.h"

/**
 * @source: (nullable): the file's name for messages; "XML" stands in for it.
 * Fails PARSE (not well formed, with line), SCHEMA (a document type declaration: it could name entities or files).
 */
xmlDoc *berth_xml_parse(const char *text, const char *source, berth_error_domain domain, berth_error **error);

/** Serialises one element and what it holds, indented by two spaces, ending in a newline. */
char *berth_xml_print(xmlDoc *document, berth_error_domain domain, berth_error **error);

#endif
