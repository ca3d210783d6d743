/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/xml-schema.h"

#include <pthread.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

/* How much an error tells: nothing of where, in which element, which element, or what is wrong with it. */
typedef enum error_weight { NO_ERROR, NOWHERE, INSIDE, PLACE, CAUSE } error_weight;

typedef struct best_error {
    error_weight weight;
    int line;
    char element[64];
    char text[256];
} best_error;

static error_weight weigh(const xmlError *problem)
{
    if (!problem->node)
        return NOWHERE;
    switch (problem->code) {
    case XML_RELAXNG_ERR_INTERSEQ:
    case XML_RELAXNG_ERR_INTEREXTRA:
        return INSIDE;
    case XML_RELAXNG_ERR_CONTENTVALID:
    case XML_RELAXNG_ERR_ATTRVALID:
        return PLACE;
    default:
        return CAUSE;
    }
}

/* What is wrong may come before or after what only follows from it. */
static void remember(void *data, xmlErrorPtr problem)
{
    best_error *best = data;
    const xmlNode *node = problem->node;
    error_weight weight = weigh(problem);
    if (problem->level < XML_ERR_ERROR || weight <= best->weight)
        return;
    best->weight = weight;
    best->line = problem->line;
    berth_print_cut(best->element, sizeof best->element, "%s", node && node->name ? (const char *)node->name : "");
    berth_print_cut(best->text, sizeof best->text, "%s",
                    weight == CAUSE && problem->message ? problem->message : "is not allowed there as it stands");
    best->text[strcspn(best->text, "\n")] = '\0';
}

static xmlRelaxNG *parse(const berth_libxml *xml, const berth_xml_schema *schema, berth_error_domain domain,
                         berth_error **error)
{
    best_error problem = {0};
    xmlDoc *document = berth_xml_parse(xml, schema->text, schema->name, domain, error);
    if (!document)
        return NULL;
    xmlRelaxNGParserCtxt *context = xml->xmlRelaxNGNewDocParserCtxt(document); /* of a copy, which it owns */
    xml->xmlFreeDoc(document);
    if (context)
        xml->xmlRelaxNGSetParserStructuredErrors(context, remember, &problem);
    xmlRelaxNG *parsed = context ? xml->xmlRelaxNGParse(context) : NULL;
    xml->xmlRelaxNGFreeParserCtxt(context);
    if (!parsed && problem.weight)
        berth_fail_at(error, domain, BERTH_ERROR_SCHEMA, schema->name, (unsigned)problem.line,
                      "is a schema that libxml2 does not understand: %s", problem.text);
    else if (!parsed)
        berth_fail_memory(error, domain);
    return parsed;
}

/*
 * The first schema that is parsed fills tables of datatypes that all of libxml2 shares, without a lock of its own
 * (xmlRelaxNGInitTypes() and xmlSchemaInitTypes(), before 2.15), hence one lock for all schemas. Validating
 * only reads the schema and these tables.
 */
static xmlRelaxNG *parse_once(const berth_libxml *xml, berth_xml_schema *schema, berth_error_domain domain,
                              berth_error **error)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&lock);
    if (!schema->parsed)
        schema->parsed = parse(xml, schema, domain, error);
    xmlRelaxNG *parsed = schema->parsed;
    pthread_mutex_unlock(&lock);
    return parsed;
}

bool berth_xml_validate(const berth_libxml *xml, xmlDoc *document, berth_xml_schema *schema, const char *source,
                        berth_error_domain domain, berth_error **error)
{
    best_error problem = {0};
    xmlRelaxNG *parsed = parse_once(xml, schema, domain, error);
    if (!parsed)
        return false;
    xmlRelaxNGValidCtxt *context = xml->xmlRelaxNGNewValidCtxt(parsed);
    if (!context)
        return berth_fail_memory(error, domain);
    xml->xmlRelaxNGSetValidStructuredErrors(context, remember, &problem);
    bool valid = xml->xmlRelaxNGValidateDoc(context, document) == 0;
    xml->xmlRelaxNGFreeValidCtxt(context);
    return valid || berth_fail_at(error, domain, BERTH_ERROR_SCHEMA, source ? source : "XML",
                                  problem.line > 0 ? (unsigned)problem.line : 1,
                                  "<%s>: %s; change it to what %s allows", problem.element, problem.text, schema->name);
}
