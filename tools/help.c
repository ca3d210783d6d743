/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "help.h"

#include <stdio.h>
#include <string.h>

#define WIDTH 78

/* Prints words, broken into lines, each behind @indent spaces. */
static void print_wrapped(const char *text, int indent)
{
    int column = 0;
    while (*text) {
        int length = (int)strcspn(text, " \n");
        if (column && column + 1 + length > WIDTH) {
            putchar('\n');
            column = 0;
        }
        column += column ? printf(" %.*s", length, text) : printf("%*s%.*s", indent, "", length, text);
        text += length;
        if (strncmp(text, "\n\n", 2) == 0) {
            printf("\n\n");
            column = 0;
        }
        text += strspn(text, " \n");
    }
    putchar('\n');
}

static void print_option(const option_row *option)
{
    char spelled[48];
    snprintf(spelled, sizeof spelled, "%s%c%s--%s%s%s", option->letter ? "-" : "",
             option->letter ? option->letter : ' ', option->letter ? ", " : "   ", option->name,
             option->argument ? "=" : "", option->argument ? option->argument : "");
    printf("  %-26s %s\n", spelled, option->help);
}

static void print_command(const command_row *command)
{
    char spelled[48];
    snprintf(spelled, sizeof spelled, "%s%s%s%s%s", command->area ? command->area : "", command->area ? " " : "",
             command->verb, *command->arguments ? " " : "", command->arguments);
    printf("  %-26s %s\n", spelled, command->summary);
}

static void print_global_options(void)
{
    printf("\nOptions of every command:\n");
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (option_table[i].global)
            print_option(&option_table[i]);
}

void print_area_help(const char *area)
{
    printf("Usage: berth [OPTION...] %s VERB [ARGUMENT...]\n\nCommands:\n", area);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (command_table[i].area && strcmp(command_table[i].area, area) == 0)
            print_command(&command_table[i]);
    print_global_options();
    printf("\n'berth %s VERB --help' tells more of one command; berth(1) is the manual page.\n", area);
}

void print_help(void)
{
    printf("Usage: berth [OPTION...] AREA VERB [ARGUMENT...]\n\nManages a virtualization host.\n\nCommands:\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        print_command(&command_table[i]);
    print_global_options();
    printf("\n'berth AREA VERB --help' tells more of one command; berth(1) is the manual page.\n");
}

void print_command_help(const command_row *command)
{
    printf("Usage: berth [OPTION...] %s%s%s%s%s\n\n", command->area ? command->area : "", command->area ? " " : "",
           command->verb, *command->arguments ? " " : "", command->arguments);
    print_wrapped(command->description, 0);
    if (command->option_count)
        printf("\nOptions:\n");
    for (size_t i = 0; i < command->option_count; i++)
        print_option(&option_table[command->options[i]]);
    print_global_options();
}
