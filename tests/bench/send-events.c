/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * send-events SOCKET FILE: sends each line of the file, a command, to a QEMU monitor, when the one before was answered.
 * The floor under what types there: it reads nothing of an answer but that it is one.
 */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int is_answered(FILE *monitor)
{
    char line[65536];
    while (fgets(line, sizeof line, monitor)) {
        if (strncmp(line, "{\"return\"", 9) == 0)
            return 1;
        if (strncmp(line, "{\"error\"", 8) == 0)
            return 0;
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char line[1024];
    if (argc < 3)
        return 2;
    snprintf(address.sun_path, sizeof address.sun_path, "%s", argv[1]);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    FILE *commands = fopen(argv[2], "re"), *monitor = fdopen(fd, "re");
    if (!commands || !monitor || connect(fd, (struct sockaddr *)&address, sizeof address) < 0)
        return 1;
    while (fgets(line, sizeof line, commands))
        if (write(fd, line, strlen(line)) < 0 || !is_answered(monitor))
            return 1;
    return 0;
}
