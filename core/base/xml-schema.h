/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Holding a document against a RELAX NG schema that this library brings along; no file is looked for. */
#ifndef BERTH_BASE_XML_SCHEMA_H
#define BERTH_BASE_XML_SCHEMA_H

#include "base/xml.h"

typedef struct berth_xml_schema {
    const char *name;   /* for messages */
    const char *text;   /* holds no <include> and no <externalRef>: these would be looked for in files */
    xmlRelaxNG *parsed; /* NULL until a document is held against it, then there for good */
} berth_xml_schema;

/**
 * May be called from several threads at once, also with one @schema.
 *
 * @document: nothing else than xmlFreeDoc() may be done with it afterwards
 * @source: (nullable): the file's name for messages; "XML" stands in for it.
 * Fails SCHEMA (with line), NO_MEMORY.
 */
bool berth_xml_validate(const berth_libxml *xml, xmlDoc *document, berth_xml_schema *schema, const char *source,
                        berth_error_domain domain, berth_error **error);

#endif
