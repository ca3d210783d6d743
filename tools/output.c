/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "output.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Exit statuses by error code; whatever is not here is 1. */
static const struct {
    berth_error_code code;
    int status;
} statuses[] = {
    {BERTH_ERROR_NOT_FOUND,   EXIT_NOT_FOUND  },
    {BERTH_ERROR_UNMAPPED,    EXIT_NOT_FOUND  },
    {BERTH_ERROR_EXISTS,      4               },
    {BERTH_ERROR_CONFLICT,    4               },
    {BERTH_ERROR_BUSY,        4               },
    {BERTH_ERROR_DENIED,      EXIT_DENIED     },
    {BERTH_ERROR_UNSUPPORTED, EXIT_UNSUPPORTED},
    {BERTH_ERROR_LOSSY,       6               },
    {BERTH_ERROR_NOT_APPLIED, EXIT_NOT_APPLIED},
    {BERTH_ERROR_TIMEOUT,     8               },
};

volatile sig_atomic_t caught;

/* After a write that failed: whether to try it again. */
static bool wait_for_room(int fd)
{
    struct pollfd full = {.fd = fd, .events = POLLOUT};
    if (errno == EAGAIN && poll(&full, 1, -1) >= 0)
        return true;
    return errno == EINTR && !caught;
}

static ssize_t write_all(void *cookie, const char *data, size_t size)
{
    int fd = *(const int *)cookie;
    size_t done = 0;
    while (done < size) {
        ssize_t written = write(fd, data + done, size - done);
        if (written < 0 && !wait_for_room(fd))
            return (ssize_t)done;
        done += written < 0 ? 0 : (size_t)written;
    }
    return (ssize_t)done;
}

static void carry_on(int signal_number)
{
    (void)signal_number;
}

/*
 * Output may be non-blocking: it is so for everybody who shares it, and one of them may want it so. stdio drops what a
 * full pipe does not take. A file that grows beyond a limit is an error like others; a handler, other than
 * ignoring the signal, does not reach the programs that are started.
 */
void open_output(void)
{
    static const int fds[] = {STDOUT_FILENO, STDERR_FILENO};
    static const cookie_io_functions_t functions = {.write = write_all};
    struct sigaction action = {.sa_handler = carry_on, .sa_flags = SA_RESTART}, before;
    FILE *output = fopencookie((void *)&fds[0], "w", functions), *errors = fopencookie((void *)&fds[1], "w", functions);
    if (output && setvbuf(output, NULL, isatty(fds[0]) ? _IOLBF : _IOFBF, BUFSIZ) == 0)
        stdout = output;
    if (errors && setvbuf(errors, NULL, _IONBF, 0) == 0)
        stderr = errors;
    if (sigaction(SIGXFSZ, NULL, &before) == 0 && before.sa_handler == SIG_DFL)
        sigaction(SIGXFSZ, &action, NULL);
}

static void print_error(const char *code, const char *message, const char *file, unsigned line)
{
    json_t *details = json_object();
    json_object_set_new(details, "code", json_string(code));
    json_object_set_new(details, "message", json_string(message));
    if (file)
        json_object_set_new(details, "file", json_string(file));
    if (line)
        json_object_set_new(details, "line", json_integer(line));
    json_t *document = json_pack("{s:i, s:o}", "berth", 1, "error", details);
    char *text = document ? json_dumps(document, JSON_COMPACT) : NULL;
    fprintf(stderr, "%s\n", text ? text : "{\"berth\":1,\"error\":{\"code\":\"NO_MEMORY\"}}");
    free(text);
    json_decref(document);
}

int report(berth_error *error, bool json)
{
    berth_error_code code = berth_error_get_code(error);
    int status = EXIT_FAILED;
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++)
        if (statuses[i].code == code)
            status = statuses[i].status;
    if (json)
        print_error(berth_error_code_get_name(code), berth_error_get_message(error), berth_error_get_file(error),
                    berth_error_get_line(error));
    else
        fprintf(stderr, "berth: %s\n", berth_error_get_message(error));
    berth_error_free(error);
    return status;
}

static int report_text(bool json, const char *code, int status, const char *hint, const char *format, va_list arguments)
{
    char *text = NULL;
    if (vasprintf(&text, format, arguments) < 0)
        return EXIT_FAILED;
    if (json)
        print_error(code, text, NULL, 0);
    else
        fprintf(stderr, "berth: %s%s\n", text, hint);
    free(text);
    return status;
}

int report_failure(bool json, const char *code, int status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    status = report_text(json, code, status, "", format, arguments);
    va_end(arguments);
    return status;
}

int report_usage(bool json, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int status = report_text(json, "INVALID", EXIT_USAGE, "; see 'berth --help'", format, arguments);
    va_end(arguments);
    return status;
}

int print_json(json_t *document)
{
    json_t *whole = json_pack("{s:i}", "berth", 1);
    json_object_update(whole, document);
    char *text = json_dumps(whole, JSON_INDENT(2));
    if (text)
        puts(text);
    json_decref(whole);
    json_decref(document);
    free(text);
    return text ? EXIT_DONE : EXIT_FAILED;
}

int finish(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "berth: cannot write the output: %s\n", strerror(errno));
    return status == EXIT_DONE ? EXIT_FAILED : status;
}
