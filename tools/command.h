/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a command gets, and the commands of each area. */
#ifndef BERTH_TOOLS_COMMAND_H
#define BERTH_TOOLS_COMMAND_H

#include "output.h"
#include "table.h"

typedef struct invocation {
    const command_row *command;
    bool given[OPTION_COUNT];
    const char *values[OPTION_COUNT]; /* of options that take one */
    char **arguments;
    int count;
    berth_host *host;     /* open */
    berth_cancel *cancel; /* triggered by an interrupt; NULL when there could be none */
} invocation;

typedef int (*command_func)(const invocation *call);

static inline bool wants_json(const invocation *call)
{
    return call->given[OPTION_JSON];
}

int host_capabilities(const invocation *call);
int host_uri(const invocation *call);

int key_sets(const invocation *call);
int key_list(const invocation *call);
int key_translate(const invocation *call);
int key_table(const invocation *call);
int key_send(const invocation *call);
int key_press(const invocation *call);
int key_release(const invocation *call);
int key_type(const invocation *call);
int key_sequence(const invocation *call);

int interface_list(const invocation *call);
int interface_show(const invocation *call);
int interface_define(const invocation *call);
int interface_undefine(const invocation *call);
int interface_up(const invocation *call);
int interface_down(const invocation *call);
int interface_status(const invocation *call);
int interface_check(const invocation *call);

#endif
