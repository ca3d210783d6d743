/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes the manual page and the shell completion from the command's table, when the project is built. */
#include <stdio.h>
#include <string.h>

#include "table.h"

/* man(7) takes a line that starts with a dot or an apostrophe as a request, and "-" as a hyphen. */
static void print_roff(const char *text)
{
    bool line_start = true;
    for (; *text; text++) {
        if (strncmp(text, "\n\n", 2) == 0) {
            printf("\n.PP\n");
            text++;
            line_start = true;
            continue;
        }
        if (line_start && (*text == '.' || *text == '\''))
            printf("\\&");
        line_start = false;
        if (*text == '-')
            printf("\\-");
        else if (*text == '\\')
            printf("\\e");
        else
            putchar(*text);
    }
}

static void print_option_roff(const option_row *option)
{
    printf(".TP\n");
    if (option->letter)
        printf("\\fB\\-%c\\fR, ", option->letter);
    printf("\\fB\\-\\-");
    print_roff(option->name);
    printf("\\fR");
    if (option->argument)
        printf(" \\fI%s\\fR", option->argument);
    printf("\n");
    print_roff(option->help);
    printf("\n");
}

static void print_command_roff(const command_row *command)
{
    printf(".SS \"berth %s%s%s%s\"\n", command->area ? command->area : "", command->area ? " " : "", command->verb,
           *command->arguments ? " " : "");
    if (*command->arguments)
        printf(".RI [ OPTION ...]\\~\"%s\"\n.PP\n", command->arguments);
    print_roff(command->description);
    printf("\n");
    for (size_t i = 0; i < command->option_count; i++)
        print_option_roff(&option_table[command->options[i]]);
}

static void print_manual(const char *release, const char *date)
{
    printf(".\\\" SPDX-License-Identifier: LGPL-2.1-or-later\n");
    printf(".TH BERTH 1 %s \"berth %s\" \"User Commands\"\n", date, release);
    printf(".SH NAME\nberth \\- manage a virtualization host\n");
    printf(".SH SYNOPSIS\n.B berth\n.RI [ OPTION ...]\n.I AREA VERB\n.RI [ ARGUMENT ...]\n");
    printf(".SH DESCRIPTION\n");
    print_roff(
        "berth reads and changes the network interface configuration of a host, whatever format its files have, and "
        "brings interfaces up and down with the host's own tools. It translates key codes, and sends keys to guests. It "
        "prints plain lines or XML, and with --json one "
        "JSON document. On failure it prints one line on standard error that says what is wrong and what to do.");
    printf("\n.SH COMMANDS\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        print_command_roff(&command_table[i]);
    printf(".SH OPTIONS\nThese go with every command, before or after its words.\n");
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (option_table[i].global)
            print_option_roff(&option_table[i]);
    printf(".SH EXIT STATUS\n");
    for (size_t i = 0; i < status_count; i++)
        printf(".TP\n.B %d\n%s\n", status_table[i].status, status_table[i].meaning);
    printf(".SH ENVIRONMENT\n.TP\n.B BERTH_DEFAULT_URI\nthe host to work on when \\fB\\-\\-connect\\fR is not given\n");
    printf(".SH FILES\n.TP\n.I /etc/network/interfaces\nthe configuration on Debian; new definitions go to its end\n");
    printf(".SH EXAMPLES\n.TP\nShow what defines br0, change it, and make it so:\n.EX\n"
           "berth interface show br0 > br0.xml\nberth interface define br0.xml\nberth interface up br0\n.EE\n"
           ".TP\nType into a guest of libvirt that has a German keyboard:\n.EX\n"
           "berth key type libvirt+qemu:///system/demo \\-\\-layout de \\(aqmoin\\(aq\n.EE\n");
    printf(".SH SEE ALSO\n.BR interfaces (5),\n.BR ifup (8),\n.BR virsh (1)\n");
}

static bool is_first_of_area(size_t number)
{
    const char *area = command_table[number].area;
    for (size_t i = 0; i < number; i++)
        if (area && command_table[i].area && strcmp(command_table[i].area, area) == 0)
            return false;
    return area;
}

/* What takes a value that the completion of files and names has nothing to say of. */
static void print_valued_options(const char *before)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (option_table[i].argument && !option_table[i].global) {
            printf("%s--%s", before, option_table[i].name);
            before = "|";
        }
}

static void print_option_words(const command_row *command)
{
    for (size_t i = 0; i < command->option_count; i++)
        printf(" --%s", option_table[command->options[i]].name);
}

static void print_verbs(const char *area)
{
    const char *before = "";
    printf("        %s) COMPREPLY=($(compgen -W '", area);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (command_table[i].area && strcmp(command_table[i].area, area) == 0) {
            printf("%s%s", before, command_table[i].verb);
            before = " ";
        }
    printf("' -- \"$cur\"));;\n");
}

static void print_completion(void)
{
    printf("# SPDX-License-Identifier: LGPL-2.1-or-later\n# bash completion for berth(1)\n\n");
    printf(
        "# Names come from files that somebody else may have written: they are compared and quoted, never expanded.\n"
        "_berth_names()\n{\n    local cur=$1 name\n    shift\n    while IFS= read -r name; do\n"
        "        [[ $name == \"$cur\"* ]] && COMPREPLY+=(\"$(printf '%%q' \"$name\")\")\n"
        "    done < <(berth \"$@\" interface list --all 2>/dev/null)\n}\n\n"
        "_berth_sets()\n{\n    local number name about\n    while read -r number name about; do\n"
        "        [[ $name == \"$1\"* ]] && COMPREPLY+=(\"$name\")\n"
        "    done < <(berth key sets 2>/dev/null)\n}\n\n_berth()\n{\n");
    printf("    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=() opts i\n");
    printf("    local -a host=()\n    COMPREPLY=()\n");
    printf("    case $prev in\n        -c|--connect) COMPREPLY=($(compgen -W 'local:///' -- \"$cur\")); return;;\n");
    printf("        --root) COMPREPLY=($(compgen -d -- \"$cur\")); return;;\n");
    printf("        --driver) COMPREPLY=($(compgen -W 'debian' -- \"$cur\")); return;;\n"
           "        --from|--to|--codeset) _berth_sets \"$cur\"; return;;\n"
           "        --lang) COMPREPLY=($(compgen -W 'c rust python js' -- \"$cur\")); return;;\n"
           "        --password-file) COMPREPLY=($(compgen -f -- \"$cur\")); return;;\n");
    print_valued_options("        ");
    printf(") return;;\n    esac\n");
    printf(
        "    # The words that are no options say which command it is; --root and its like are passed on to look names up.\n");
    printf(
        "    for ((i = 1; i < COMP_CWORD; i++)); do\n        case ${COMP_WORDS[i]} in\n"
        "            -c|--connect|--root|--driver) host+=(\"${COMP_WORDS[i]}\" \"${COMP_WORDS[i+1]}\"); ((i++));;\n");
    print_valued_options("            ");
    printf(") ((i++));;\n            -*) ;;\n            *) words+=(\"${COMP_WORDS[i]}\");;\n"
           "        esac\n    done\n");
    printf("    opts='");
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (option_table[i].global)
            printf("%s--%s", i ? " " : "", option_table[i].name);
    printf("'\n    case \"${words[*]}\" in\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        const command_row *command = &command_table[i];
        printf("        '%s%s%s'*) opts+='", command->area ? command->area : "", command->area ? " " : "",
               command->verb);
        print_option_words(command);
        printf("';;\n");
    }
    printf(
        "    esac\n    if [[ $cur == -* ]]; then\n        COMPREPLY=($(compgen -W \"$opts\" -- \"$cur\"))\n        return\n    fi\n");
    printf("    case \"${words[*]}\" in\n        '') COMPREPLY=($(compgen -W '");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!command_table[i].area || is_first_of_area(i))
            printf("%s%s", i ? " " : "", command_table[i].area ? command_table[i].area : command_table[i].verb);
    printf("' -- \"$cur\"));;\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (is_first_of_area(i))
            print_verbs(command_table[i].area);
    printf("        'interface define'|'key sequence '*) COMPREPLY=($(compgen -f -- \"$cur\"));;\n"
           "        'key list') _berth_sets \"$cur\";;\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(command_table[i].arguments, "AREA") == 0)
            printf("        '%s') COMPREPLY=($(compgen -W 'interface' -- \"$cur\"));;\n", command_table[i].verb);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strstr(command_table[i].arguments, "NAME"))
            printf("        '%s %s') _berth_names \"$cur\" \"${host[@]}\";;\n", command_table[i].area,
                   command_table[i].verb);
    printf("    esac\n}\n\ncomplete -F _berth berth\n");
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "manual") == 0)
        print_manual(argv[2], argv[3]);
    else if (argc == 2 && strcmp(argv[1], "completion") == 0)
        print_completion();
    else
        return 2;
    return 0;
}
