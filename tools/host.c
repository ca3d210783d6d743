/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Commands about the host as a whole. */
#include <stdio.h>

#include "command.h"

int host_uri(const invocation *call)
{
    const char *uri = berth_host_get_uri(call->host);
    if (wants_json(call))
        return print_json(json_pack("{s:s}", "uri", uri));
    puts(uri);
    return EXIT_DONE;
}

int host_capabilities(const invocation *call)
{
    berth_error *error = NULL;
    berth_capabilities *found = berth_host_get_capabilities(call->host, call->cancel, &error);
    char *json = found && wants_json(call) ? berth_capabilities_to_json(found, &error) : NULL;
    if (json)
        fputs(json, stdout);
    for (size_t i = 0; !error && !json && i < berth_capabilities_get_count(found); i++) {
        const char *reason = berth_capabilities_get_reason(found, i);
        printf("%-20s %s%s\n", berth_capabilities_get_name(found, i), reason ? "no: " : "yes", reason ? reason : "");
    }
    berth_free(json);
    berth_capabilities_unref(found);
    return error ? report(error, wants_json(call)) : EXIT_DONE;
}
