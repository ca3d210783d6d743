/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

/* What jansson tells the program that calls it, as it is for the one who wrote the document. */
static const char *reword(const char *text)
{
    if (strstr(text, "JSON_ALLOW_NUL"))
        return "\\u0000 is not allowed in a text; take it out";
    if (strstr(text, "unable to decode byte"))
        return "this is not UTF-8 text; save the document as UTF-8";
    return text;
}

json_t *berth_json_parse(const char *text, const char *source, berth_error_domain domain, berth_error **error)
{
    const char *file = source ? source : "JSON";
    json_error_t problem;
    json_t *document = json_loads(berth_skip_mark(text), JSON_REJECT_DUPLICATES, &problem);
    if (!document) {
        berth_fail_at(error, domain, BERTH_ERROR_PARSE, file, problem.line > 0 ? (unsigned)problem.line : 1, "%s",
                      reword(problem.text));
        return NULL;
    }
    json_t *version = json_object_get(document, "berth");
    if (json_is_integer(version) && json_integer_value(version) == BERTH_JSON_VERSION)
        return document;
    berth_fail_at(error, domain, BERTH_ERROR_SCHEMA, file, 0,
                  json_is_object(document) ? "has no \"berth\": 1; add it, or use a version that knows this document"
                                           : "is no JSON object; write { \"berth\": 1, ... }");
    json_decref(document);
    return NULL;
}

char *berth_json_print(json_t *document, berth_error_domain domain, berth_error **error)
{
    char *text = document ? json_dumps(document, JSON_INDENT(2)) : NULL;
    char *result = NULL;
    if (!text || asprintf(&result, "%s\n", text) < 0)
        berth_fail_memory(error, domain);
    free(text);
    json_decref(document);
    return result;
}
