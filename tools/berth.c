/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The berth command: reads its arguments by the table, opens the host, runs one command. */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "help.h"

#define FIRST_LONG 256 /* getopt's values for options: beyond any letter */

static int print_schema(const invocation *call)
{
    const char *area = call->arguments[0];
    if (strcmp(area, "interface") != 0)
        return report_usage(wants_json(call), "there is no schema of '%s'; there is one of: interface", area);
    if (wants_json(call))
        return print_json(json_pack("{s:s}", "schema", berth_interface_schema()));
    fputs(berth_interface_schema(), stdout);
    return EXIT_DONE;
}

static int print_version(bool json)
{
    if (json)
        return print_json(json_pack("{s:s, s:s}", "version", BERTH_TOOL_VERSION, "library", berth_version()));
    printf("berth %s\nlibberth %s\n", BERTH_TOOL_VERSION, berth_version());
    return EXIT_DONE;
}

static int version(const invocation *call)
{
    return print_version(wants_json(call));
}

static const command_func commands[COMMAND_COUNT] = {
    [COMMAND_LIST] = interface_list,
    [COMMAND_SHOW] = interface_show,
    [COMMAND_DEFINE] = interface_define,
    [COMMAND_UNDEFINE] = interface_undefine,
    [COMMAND_UP] = interface_up,
    [COMMAND_DOWN] = interface_down,
    [COMMAND_STATUS] = interface_status,
    [COMMAND_CHECK] = interface_check,
    [COMMAND_KEY_SETS] = key_sets,
    [COMMAND_KEY_LIST] = key_list,
    [COMMAND_KEY_TRANSLATE] = key_translate,
    [COMMAND_KEY_TABLE] = key_table,
    [COMMAND_KEY_SEND] = key_send,
    [COMMAND_KEY_PRESS] = key_press,
    [COMMAND_KEY_RELEASE] = key_release,
    [COMMAND_KEY_TYPE] = key_type,
    [COMMAND_KEY_SEQUENCE] = key_sequence,
    [COMMAND_SCHEMA] = print_schema,
    [COMMAND_CAPABILITIES] = host_capabilities,
    [COMMAND_URI] = host_uri,
    [COMMAND_VERSION] = version,
};

/* Fills what getopt_long(3) wants from the table. */
static void make_getopt(struct option longs[OPTION_COUNT + 1], char letters[2 * OPTION_COUNT + 2])
{
    char *letter = letters;
    *letter++ = ':';
    for (int i = 0; i < OPTION_COUNT; i++) {
        const option_row *row = &option_table[i];
        longs[i] = (struct option){row->name, row->argument ? required_argument : no_argument, NULL, FIRST_LONG + i};
        if (row->letter)
            *letter++ = row->letter;
        if (row->letter && row->argument)
            *letter++ = ':';
    }
    longs[OPTION_COUNT] = (struct option){0};
    *letter = '\0';
}

static int option_for(int found)
{
    if (found >= FIRST_LONG)
        return found - FIRST_LONG;
    for (int i = 0; i < OPTION_COUNT; i++)
        if (option_table[i].letter == found)
            return i;
    return -1;
}

/* Options may stand anywhere, as with most commands; which of them go together is checked afterwards. */
static int read_options(invocation *call, int argc, char **argv)
{
    struct option longs[OPTION_COUNT + 1];
    char letters[2 * OPTION_COUNT + 2];
    int found;
    make_getopt(longs, letters);
    /* How errors are printed has to be known before the first one. */
    for (int i = 1; i < argc; i++)
        call->given[OPTION_JSON] = call->given[OPTION_JSON] || strcmp(argv[i], "--json") == 0;
    opterr = 0;
    while ((found = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        if (found == ':')
            return report_usage(wants_json(call), "the option %s needs a value", argv[optind - 1]);
        int option = found == '?' ? -1 : option_for(found);
        if (option < 0 && optopt && optopt < FIRST_LONG)
            return report_usage(wants_json(call), "unknown option -%c", optopt);
        if (option < 0)
            return report_usage(wants_json(call), "unknown option %s, or a value where it takes none",
                                argv[optind - 1]);
        call->given[option] = true;
        call->values[option] = optarg;
    }
    call->arguments = argv + optind;
    call->count = argc - optind;
    return EXIT_DONE;
}

static bool matches(const command_row *row, char **words, int count)
{
    if (!row->area)
        return count >= 1 && strcmp(words[0], row->verb) == 0;
    return count >= 2 && strcmp(words[0], row->area) == 0 && strcmp(words[1], row->verb) == 0;
}

static bool has_verbs(const char *area)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (command_table[i].area && strcmp(command_table[i].area, area) == 0)
            return true;
    return false;
}

static int find_command(invocation *call)
{
    for (size_t i = 0; i < COMMAND_COUNT && !call->command; i++)
        if (matches(&command_table[i], call->arguments, call->count))
            call->command = &command_table[i];
    if (!call->command && call->count == 1 && has_verbs(call->arguments[0]))
        return report_usage(wants_json(call), "say what to do; 'berth %s --help' lists it", call->arguments[0]);
    if (!call->command) {
        if (!call->count)
            return report_usage(wants_json(call), "say what to do, such as 'berth interface list'");
        return report_usage(wants_json(call), "there is no command '%s%s%s'", call->arguments[0],
                            call->count > 1 ? " " : "", call->count > 1 ? call->arguments[1] : "");
    }
    int words = call->command->area ? 2 : 1;
    call->arguments += words;
    call->count -= words;
    return EXIT_DONE;
}

static bool takes_option(const command_row *row, int option)
{
    for (size_t i = 0; i < row->option_count; i++)
        if (row->options[i] == (option_id)option)
            return true;
    return option_table[option].global;
}

static int check_call(const invocation *call)
{
    const command_row *row = call->command;
    for (int i = 0; i < OPTION_COUNT; i++)
        if (call->given[i] && !takes_option(row, i))
            return report_usage(wants_json(call), "'%s' does not take the option --%s", row->verb,
                                option_table[i].name);
    if (call->count < row->least)
        return report_usage(wants_json(call), "'%s' needs %s", row->verb, row->arguments);
    if (call->count > row->most)
        return report_usage(wants_json(call), "'%s' takes %s, '%s' is too much", row->verb,
                            *row->arguments ? row->arguments : "no argument", call->arguments[row->most]);
    return EXIT_DONE;
}

static void print_log(berth_log_level level, const char *message, void *user_data)
{
    bool verbose = *(const bool *)user_data;
    if (verbose || level >= BERTH_LOG_WARNING)
        fprintf(stderr, "berth: %s\n", message);
}

static berth_host *open_host(const invocation *call, berth_error **error)
{
    berth_host_options *options = berth_host_options_new();
    berth_host *host = NULL;
    if (options && berth_host_options_set_root(options, call->values[OPTION_ROOT], error) &&
        berth_host_options_set_driver(options, call->values[OPTION_DRIVER], error) &&
        berth_host_options_set_log(options, print_log, (void *)&call->given[OPTION_VERBOSE], NULL, error))
        host = berth_host_open(call->values[OPTION_CONNECT], options, error);
    berth_host_options_free(options);
    return host;
}

static berth_cancel *interrupted;

/* berth_cancel_trigger() stores a flag and writes to an eventfd: both may be done in a signal handler. */
static void interrupt(int signal_number)
{
    caught = signal_number;
    berth_cancel_trigger(interrupted);
}

/* The host's own tools run in groups of their own, so an interrupt has to be passed on to them. */
static void handle_interrupts(void (*handler)(int))
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction action = {.sa_handler = handler}, before;
    /* What is ignored stays ignored: nohup(1) works that way. */
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
}

static int run(invocation *call)
{
    berth_error *error = NULL;
    int status = check_call(call);
    if (status != EXIT_DONE)
        return status;
    call->host = open_host(call, &error);
    if (!call->host)
        return error ? report(error, wants_json(call)) : EXIT_FAILED;
    interrupted = call->cancel = berth_cancel_new(NULL);
    if (interrupted)
        handle_interrupts(interrupt);
    status = commands[call->command - command_table](call);
    /* What was asked for is done or has failed. Output that nobody reads may be interrupted like any. */
    if (interrupted)
        handle_interrupts(SIG_DFL);
    berth_cancel_unref(interrupted);
    berth_host_unref(call->host);
    return status;
}

int main(int argc, char **argv)
{
    invocation call = {0};
    open_output();
    int status = read_options(&call, argc, argv);
    if (status != EXIT_DONE)
        return status;
    if (call.given[OPTION_VERSION])
        return finish(print_version(wants_json(&call)));
    if (call.given[OPTION_HELP] && !call.count) {
        print_help();
        return finish(EXIT_DONE);
    }
    if (call.given[OPTION_HELP] && call.count == 1 && has_verbs(call.arguments[0])) {
        print_area_help(call.arguments[0]);
        return finish(EXIT_DONE);
    }
    status = find_command(&call);
    if (status != EXIT_DONE)
        return status;
    if (call.given[OPTION_HELP]) {
        print_command_help(call.command);
        return finish(EXIT_DONE);
    }
    status = finish(run(&call));
    /* Who started this has to see that it was interrupted: a shell ends its loop then. */
    if (caught)
        raise(caught);
    return status;
}
