/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/xml.h"

#include <string.h>

#include "base/error.h"
#include "base/library.h"
#include "base/utf8.h"

/* What a schema and a document take, and more. Where memory runs out within libxml2 (2.9), it crashes. */
#define ROOM ((size_t)4 << 20)

static berth_libxml libxml;

#define FUNCTION(name) {#name, &libxml.name},

static void opened(bool by_us)
{
    (void)by_us;
    libxml.xmlInitParser();
}

const berth_libxml *berth_libxml_open(berth_error_domain domain, berth_error **error)
{
    static const berth_library_function functions[] = {
        BERTH_LIBXML_FUNCTIONS(FUNCTION){"xmlFree", &libxml.xmlFree}
    };
    static berth_library library = {
        .file = "libxml2.so.2",
        .needed_by = "XML needs",
        .advice = "install libxml2, or use JSON",
        .functions = functions,
        .count = BERTH_COUNT(functions),
        .opened = opened,
        .lock = PTHREAD_MUTEX_INITIALIZER,
    };
    if (!berth_library_need(&library, domain, error))
        return NULL;
    if (berth_memory_is_left(ROOM))
        return &libxml;
    berth_fail_memory(error, domain);
    return NULL;
}

typedef struct first_error {
    bool no_memory;
    int line;
    char text[256];
} first_error;

/* Later complaints are mostly echoes of the first. */
static void remember(void *data, xmlErrorPtr problem)
{
    xmlParserCtxtPtr context = data;
    first_error *first = context->_private;
    first->no_memory = first->no_memory || problem->code == XML_ERR_NO_MEMORY;
    if (first->line || problem->level < XML_ERR_ERROR)
        return;
    first->line = problem->line > 0 ? problem->line : 1;
    const char *message = problem->message ? problem->message : "not well formed";
    /* libxml2 advises the program there, not its user. */
    if (strstr(message, "XML_PARSE_HUGE"))
        message = "the elements are nested too deep, or a text is too long";
    if (strstr(message, "Document is empty"))
        message = "there is no element here; write an XML document";
    berth_print_cut(first->text, sizeof first->text, "%s", message);
    first->text[strcspn(first->text, "\n")] = '\0';
}

xmlDoc *berth_xml_parse(const berth_libxml *xml, const char *text, const char *source, berth_error_domain domain,
                        berth_error **error)
{
    const char *file = source ? source : "XML";
    first_error first = {0};
    text = berth_skip_mark(text);
    size_t size = strlen(text);
    if (size > INT32_MAX) {
        berth_fail_at(error, domain, BERTH_ERROR_PARSE, file, 0, "is larger than 2 GiB");
        return NULL;
    }
    xmlParserCtxtPtr context = xml->xmlNewParserCtxt();
    if (!context) {
        berth_fail_memory(error, domain);
        return NULL;
    }
    context->_private = &first;
    context->sax->serror = remember;
    xmlDoc *document = xml->xmlCtxtReadMemory(context, text, (int)size, NULL, "UTF-8",
                                              XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOCDATA);
    if (first.no_memory) {
        berth_fail_memory(error, domain);
        xml->xmlFreeDoc(document);
        document = NULL;
    } else if (!document || !context->wellFormed) {
        berth_fail_at(error, domain, BERTH_ERROR_PARSE, file, first.line ? (unsigned)first.line : 1, "%s",
                      first.text[0] ? first.text : "not well-formed XML");
        xml->xmlFreeDoc(document);
        document = NULL;
    } else if (document->intSubset) {
        berth_fail_at(error, domain, BERTH_ERROR_SCHEMA, file, 1,
                      "a document type declaration is not allowed here; remove the <!DOCTYPE ...>");
        xml->xmlFreeDoc(document);
        document = NULL;
    }
    xml->xmlFreeParserCtxt(context);
    return document;
}

char *berth_xml_print(const berth_libxml *xml, xmlDoc *document, berth_error_domain domain, berth_error **error)
{
    xmlBufferPtr buffer = xml->xmlBufferCreate();
    char *text = NULL;
    xmlSaveCtxtPtr save = buffer ? xml->xmlSaveToBuffer(buffer, "UTF-8", XML_SAVE_NO_DECL | XML_SAVE_FORMAT) : NULL;
    if (save) {
        xml->xmlSaveDoc(save, document);
        if (xml->xmlSaveClose(save) >= 0)
            text = strdup((const char *)xml->xmlBufferContent(buffer));
    }
    xml->xmlBufferFree(buffer);
    if (!text)
        berth_fail_memory(error, domain);
    return text;
}
