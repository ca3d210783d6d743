/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The command line as data: parsing, --help, the manual page and the shell completion all read this one table.
 */
#ifndef BERTH_TOOLS_TABLE_H
#define BERTH_TOOLS_TABLE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum option_id {
    OPTION_CONNECT,
    OPTION_ROOT,
    OPTION_DRIVER,
    OPTION_JSON,
    OPTION_VERBOSE,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_ALL,
    OPTION_INACTIVE,
    OPTION_MAC,
    OPTION_LIVE,
    OPTION_ORIGIN,
    OPTION_CREATE_ONLY,
    OPTION_UPDATE_ONLY,
    OPTION_ADOPT,
    OPTION_FORCE,
    OPTION_TIMEOUT,
    OPTION_FROM,
    OPTION_TO,
    OPTION_LANG,
    OPTION_CODESET,
    OPTION_HOLDTIME,
    OPTION_LAYOUT,
    OPTION_VARIANT,
    OPTION_OPTIONS,
    OPTION_RATE,
    OPTION_PASSWORD_FILE,
    OPTION_CHECK,
    OPTION_COUNT
} option_id;

typedef struct option_row {
    const char *name;     /* without the dashes */
    char letter;          /* 0: none */
    const char *argument; /* what it takes; NULL: nothing */
    const char *help;
    bool global; /* goes with every command */
} option_row;

typedef enum command_id {
    COMMAND_LIST,
    COMMAND_SHOW,
    COMMAND_DEFINE,
    COMMAND_UNDEFINE,
    COMMAND_UP,
    COMMAND_DOWN,
    COMMAND_STATUS,
    COMMAND_CHECK,
    COMMAND_KEY_SETS,
    COMMAND_KEY_LIST,
    COMMAND_KEY_TRANSLATE,
    COMMAND_KEY_TABLE,
    COMMAND_KEY_SEND,
    COMMAND_KEY_PRESS,
    COMMAND_KEY_RELEASE,
    COMMAND_KEY_TYPE,
    COMMAND_KEY_SEQUENCE,
    COMMAND_SCHEMA,
    COMMAND_CAPABILITIES,
    COMMAND_URI,
    COMMAND_VERSION,
    COMMAND_COUNT
} command_id;

#define COMMAND_OPTIONS 7
#define ANY_NUMBER 1000000 /* of arguments */

typedef struct command_row {
    const char *area; /* NULL: a command of one word */
    const char *verb;
    const char *arguments; /* as written in a synopsis; "" for none */
    int least, most;       /* how many arguments */
    option_id options[COMMAND_OPTIONS];
    size_t option_count;
    const char *summary;     /* one line, without a full stop */
    const char *description; /* paragraphs, separated by empty lines */
} command_row;

typedef struct status_row {
    int status;
    const char *meaning;
} status_row;

extern const option_row option_table[OPTION_COUNT];
extern const command_row command_table[COMMAND_COUNT];
extern const status_row status_table[];
extern const size_t status_count;

#endif
