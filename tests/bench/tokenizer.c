/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The floor to measure against: reads interfaces(5), splits it into words, prints the name of each new stanza. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    FILE *file = argc > 1 ? fopen(argv[1], "r") : stdin;
    char *line = NULL, *rest, last[64] = "";
    size_t size = 0;
    while (file && getline(&line, &size, file) > 0)
        for (char *word = strtok_r(line, " \t\n", &rest); word; word = strtok_r(NULL, " \t\n", &rest))
            if (strcmp(word, "iface") == 0 && (word = strtok_r(NULL, " \t\n", &rest)) && strcmp(word, last) != 0)
                puts(strncpy(last, word, sizeof last - 1));
    free(line);
    return !file;
}
