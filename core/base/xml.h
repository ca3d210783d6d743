/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Reading XML documents: no network, no entities, no global state; errors with file and line.
 *
 * libxml2 is opened when the first document is read or written, not when this library is: with what it needs itself
 * (ICU on Debian) it doubles the time a process takes to start, and listing interfaces needs none of it.
 */
#ifndef BERTH_BASE_XML_H
#define BERTH_BASE_XML_H

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <libxml/xmlsave.h>

#include "berth/berth-base.h"

/* Every function of libxml2 that is used. */
#define BERTH_LIBXML_FUNCTIONS(function) \
    function(xmlBufferContent) function(xmlBufferCreate) function(xmlBufferFree) function(xmlCtxtReadMemory) \
        function(xmlDocGetRootElement) function(xmlDocSetRootElement) function(xmlFreeDoc) function(xmlFreeParserCtxt) \
            function(xmlGetLineNo) function(xmlGetNoNsProp) function(xmlInitParser) function(xmlIsBlankNode) \
                function(xmlNewChild) function(xmlNewDoc) function(xmlNewDocNode) function(xmlNewParserCtxt) \
                    function(xmlNewProp) function(xmlRelaxNGFreeParserCtxt) function(xmlRelaxNGFreeValidCtxt) \
                        function(xmlRelaxNGNewDocParserCtxt) function(xmlRelaxNGNewValidCtxt) \
                            function(xmlRelaxNGParse) function(xmlRelaxNGSetParserStructuredErrors) \
                                function(xmlRelaxNGSetValidStructuredErrors) function(xmlRelaxNGValidateDoc) \
                                    function(xmlSaveClose) function(xmlSaveDoc) function(xmlSaveToBuffer)

#define BERTH_LIBXML_MEMBER(name) __typeof__(&(name)) name;

typedef struct berth_libxml {
    BERTH_LIBXML_FUNCTIONS(BERTH_LIBXML_MEMBER)
    xmlFreeFunc *xmlFree; /* the address of libxml2's variable: a program may have put its own function there */
} berth_libxml;

/** Opens libxml2, once. Fails UNSUPPORTED when it is not there, NO_MEMORY. */
const berth_libxml *berth_libxml_open(berth_error_domain domain, berth_error **error);

/**
 * @source: (nullable): the file's name for messages; "XML" stands in for it.
 * Fails PARSE (not well formed, with line), SCHEMA (a document type declaration: it could name entities or files).
 */
xmlDoc *berth_xml_parse(const berth_libxml *xml, const char *text, const char *source, berth_error_domain domain,
                        berth_error **error);

/** Serialises one element and what it holds, indented by two spaces, ending in a newline. */
char *berth_xml_print(const berth_libxml *xml, xmlDoc *document, berth_error_domain domain, berth_error **error);

#endif
