/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/xml.h"

#include <libxml/parser.h>
#include <libxml/xmlsave.h>
#include <pthread.h>
#include <string.h>

#include "base/error.h"

typedef struct first_error {
    int line;
    char text[256];
} first_error;

/* Later complaints are mostly echoes of the first. */
static void remember(void *data, xmlErrorPtr problem)
{
    xmlParserCtxtPtr context = data;
    first_error *first = context->_private;
    if (first->line || problem->level < XML_ERR_ERROR)
        return;
    first->line = problem->line > 0 ? problem->line : 1;
    strncpy(first->text, problem->message ? problem->message : "not well formed", sizeof first->text - 1);
    first->text[strcspn(first->text, "\n")] = '\0';
}

xmlDoc *berth_xml_parse(const char *text, const char *source, berth_error_domain domain, berth_error **error)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    const char *file = source ? source : "XML";
    first_error first = {0};
    size_t size = strlen(text);
    pthread_once(&once, xmlInitParser);
    if (size > INT32_MAX) {
        berth_fail_at(error, domain, BERTH_ERROR_PARSE, file, 0, "is larger than 2 GiB");
        return NULL;
    }
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (!context) {
        berth_fail_memory(error, domain);
        return NULL;
    }
    context->_private = &first;
    context->sax->serror = remember;
    xmlDoc *document = xmlCtxtReadMemory(context, text, (int)size, NULL, "UTF-8",
                                         XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOCDATA);
    if (!document || !context->wellFormed) {
        berth_fail_at(error, domain, BERTH_ERROR_PARSE, file, first.line ? (unsigned)first.line : 1, "%s",
                      first.text[0] ? first.text : "not well-formed XML");
        xmlFreeDoc(document);
        document = NULL;
    } else if (document->intSubset) {
        berth_fail_at(error, domain, BERTH_ERROR_SCHEMA, file, 1,
                      "a document type declaration is not allowed here; remove the <!DOCTYPE ...>");
        xmlFreeDoc(document);
        document = NULL;
    }
    xmlFreeParserCtxt(context);
    return document;
}

char *berth_xml_print(xmlDoc *document, berth_error_domain domain, berth_error **error)
{
    xmlBufferPtr buffer = xmlBufferCreate();
    char *text = NULL;
    xmlSaveCtxtPtr save = buffer ? xmlSaveToBuffer(buffer, "UTF-8", XML_SAVE_NO_DECL | XML_SAVE_FORMAT) : NULL;
    if (save) {
        xmlSaveDoc(save, document);
        if (xmlSaveClose(save) >= 0)
            text = strdup((const char *)xmlBufferContent(buffer));
    }
    xmlBufferFree(buffer);
    if (!text)
        berth_fail_memory(error, domain);
    return text;
}
