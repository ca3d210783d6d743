/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Commands that send keys to a guest or a machine. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "command.h"

#define MAX_INPUT 16777216 /* bytes of a text or a file of steps */
#define MAX_PASSWORD 1024
#define MAX_NUMBER 86400000 /* milliseconds of a day */

/* --- Reading --- */

static int report_unread(const invocation *call, const char *name, int reason)
{
    const char *code = reason == ENOENT ? "NOT_FOUND" : reason == EACCES ? "DENIED" : "IO";
    int status = reason == ENOENT ? EXIT_NOT_FOUND : reason == EACCES ? EXIT_DENIED : EXIT_FAILED;
    return report_failure(wants_json(call), code, status, "cannot read %s: %s", name, strerror(reason));
}

/* Returns: (owned): what @name, or standard input for "-", holds; NULL with an error that is printed. */
static char *read_input(const invocation *call, const char *name, size_t most, int *status)
{
    bool standard = strcmp(name, "-") == 0;
    FILE *file = standard ? stdin : fopen(name, "re");
    size_t length = 0;
    char *text = file ? malloc(most + 1) : NULL;
    if (text)
        length = fread(text, 1, most, file);
    if (!text || ferror(file))
        *status = report_unread(call, standard ? "standard input" : name, errno);
    else if (length == most || memchr(text, '\0', length))
        *status =
            report_failure(wants_json(call), "INVALID", EXIT_FAILED, "%s is %s", standard ? "standard input" : name,
                           length == most ? "too long" : "no text: there is a NUL byte in it");
    else
        *status = EXIT_DONE;
    if (file && !standard)
        fclose(file);
    if (text && *status == EXIT_DONE) {
        text[length] = '\0';
        return text;
    }
    free(text);
    return NULL;
}

/* A number of an option, or @otherwise. */
static bool read_number(const invocation *call, option_id option, int otherwise, int *number)
{
    const char *text = call->values[option];
    char *end = NULL;
    errno = 0;
    long value = text ? strtol(text, &end, 10) : otherwise;
    *number = (int)value;
    return !text || (end != text && !*end && !errno && value >= 0 && value <= MAX_NUMBER);
}

/* Of a command as a whole, whatever calls it makes. */
typedef struct time_limit {
    int limit_ms; /* -1: none */
    int64_t begun_ms;
} time_limit;

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool read_time_limit(const invocation *call, time_limit *limit)
{
    limit->begun_ms = now_ms();
    return read_number(call, OPTION_TIMEOUT, -1, &limit->limit_ms);
}

/* What the next call is given of it. */
static int time_left(const time_limit *limit)
{
    int64_t left = limit->limit_ms - (now_ms() - limit->begun_ms);
    return limit->limit_ms < 0 ? -1 : left < 0 ? 0 : (int)left;
}

static int refuse_number(const invocation *call, option_id option)
{
    return report_usage(wants_json(call), "--%s needs a number from 0 to %d, not '%s'", option_table[option].name,
                        MAX_NUMBER, call->values[option]);
}

static bool read_codeset(const invocation *call, berth_codeset *set, berth_error **error)
{
    const char *name = call->values[OPTION_CODESET];
    *set = BERTH_CODESET_LINUX;
    return !name || berth_codeset_from_name(name, set, error);
}

/* --- The target --- */

/* Returns: NULL with an error, or with a status that was reported. */
static berth_key_target *open_target(const invocation *call, const time_limit *limit, int *status, berth_error **error)
{
    const char *file = call->values[OPTION_PASSWORD_FILE];
    char *password = file ? read_input(call, file, MAX_PASSWORD, status) : NULL;
    if (file && !password)
        return NULL;
    if (password)
        password[strcspn(password, "\r\n")] = '\0';
    berth_key_target *target =
        berth_host_open_key_target(call->host, call->arguments[0], password, time_left(limit), call->cancel, error);
    free(password);
    return target;
}

static void print_progress(int64_t done, int64_t total, const char *item, void *user_data)
{
    (void)user_data;
    fprintf(stderr, "berth: %lld of %lld key events sent%s%s\n", (long long)done, (long long)total,
            item ? ", next " : "", item ? item : "");
}

/* Prints what the target cannot deliver, and sends nothing. */
static int print_check(const invocation *call, berth_key_target *target, const berth_key_sequence *sequence,
                       berth_error **error)
{
    berth_report *found = berth_key_target_check(target, sequence, error);
    size_t count = found ? berth_report_get_count(found) : 0;
    char *json = found && wants_json(call) ? berth_report_to_json(found, error) : NULL;
    if (json)
        fputs(json, stdout);
    for (size_t i = 0; !json && i < count; i++)
        puts(berth_report_get_text(found, i));
    berth_free(json);
    berth_report_unref(found);
    return count ? EXIT_UNSUPPORTED : EXIT_DONE;
}

/* Takes over @sequence; NULL with @error. */
static int deliver(const invocation *call, berth_key_sequence *sequence, berth_error *error)
{
    int status = EXIT_DONE;
    time_limit limit;
    if (!read_time_limit(call, &limit) && sequence) {
        berth_key_sequence_unref(sequence);
        return refuse_number(call, OPTION_TIMEOUT);
    }
    /* Keys are released, also when nobody reads how far it is. */
    signal(SIGPIPE, SIG_IGN);
    berth_key_target *target = sequence ? open_target(call, &limit, &status, &error) : NULL;
    berth_progress *progress =
        target && call->given[OPTION_VERBOSE] ? berth_progress_new(print_progress, NULL, NULL, &error) : NULL;
    if (target && call->given[OPTION_CHECK])
        status = print_check(call, target, sequence, &error);
    else if (target && !error &&
             berth_key_target_send(target, sequence, time_left(&limit), progress, call->cancel, &error))
        berth_key_target_close(target, BERTH_KEY_CLOSE_DEFAULT, NULL, &error);
    berth_progress_unref(progress);
    berth_key_target_unref(target);
    berth_key_sequence_unref(sequence);
    return error ? report(error, wants_json(call)) : status;
}

/* --- The commands --- */

/* Returns: (owned): the arguments from @first on, with spaces between; NULL when memory ran out. */
static char *join_arguments(const invocation *call, int first)
{
    char *joined = NULL;
    size_t length;
    FILE *stream = open_memstream(&joined, &length);
    for (int i = first; stream && i < call->count; i++)
        fprintf(stream, "%s%s", i > first ? " " : "", call->arguments[i]);
    if (!stream || fclose(stream) == 0)
        return joined;
    free(joined);
    return NULL;
}

int key_send(const invocation *call)
{
    berth_error *error = NULL;
    berth_codeset set;
    int hold_ms = -1;
    if (!read_number(call, OPTION_HOLDTIME, -1, &hold_ms))
        return refuse_number(call, OPTION_HOLDTIME);
    char *keys = join_arguments(call, 1);
    berth_key_sequence *sequence = keys && read_codeset(call, &set, &error) ? berth_key_sequence_new(&error) : NULL;
    if (sequence && !berth_key_sequence_add_chord(sequence, set, keys, hold_ms, &error)) {
        berth_key_sequence_unref(sequence);
        sequence = NULL;
    }
    free(keys);
    return sequence || error ? deliver(call, sequence, error) : EXIT_FAILED;
}

/* The keys stay as they are put; the command has to be over for that. */
static int change_keys(const invocation *call, bool press)
{
    berth_error *error = NULL;
    berth_codeset set;
    time_limit limit;
    int status = EXIT_DONE;
    unsigned code = 0;
    if (!read_time_limit(call, &limit))
        return refuse_number(call, OPTION_TIMEOUT);
    if (!read_codeset(call, &set, &error))
        return report(error, wants_json(call));
    for (int i = 1; i < call->count; i++)
        if (!berth_keycode_from_text(set, call->arguments[i], &code, &error))
            return report(error, wants_json(call));
    berth_key_target *target = open_target(call, &limit, &status, &error);
    if (target && !berth_key_target_keeps_pressed(target)) {
        status = report_failure(wants_json(call), "UNSUPPORTED", EXIT_UNSUPPORTED,
                                "%s releases all keys when a command ends; use 'berth key send --holdtime'",
                                call->arguments[0]);
        berth_key_target_unref(target);
        return status;
    }
    bool done = target != NULL;
    for (int i = 1; done && i < call->count; i++)
        done = berth_keycode_from_text(set, call->arguments[i], &code, &error) &&
               (press ? berth_key_target_press(target, set, code, time_left(&limit), call->cancel, &error)
                      : berth_key_target_release(target, set, code, time_left(&limit), call->cancel, &error));
    if (done)
        berth_key_target_close(target, BERTH_KEY_CLOSE_LEAVE_PRESSED, NULL, &error);
    berth_key_target_unref(target);
    return error ? report(error, wants_json(call)) : status;
}

int key_press(const invocation *call)
{
    return change_keys(call, true);
}

int key_release(const invocation *call)
{
    return change_keys(call, false);
}

static berth_key_sequence *make_text(const invocation *call, const char *text, int rate, berth_error **error)
{
    berth_key_layout *layout = berth_key_layout_new(call->values[OPTION_LAYOUT], call->values[OPTION_VARIANT],
                                                    call->values[OPTION_OPTIONS], error);
    berth_key_sequence *sequence = layout ? berth_key_sequence_new(error) : NULL;
    bool done = sequence && berth_key_sequence_add_text(sequence, text, layout, error) &&
                berth_key_sequence_set_rate(sequence, rate, error);
    berth_key_layout_unref(layout);
    if (done)
        return sequence;
    berth_key_sequence_unref(sequence);
    return NULL;
}

int key_type(const invocation *call)
{
    berth_error *error = NULL;
    int status = EXIT_DONE, rate = 0;
    const char *text = call->arguments[1];
    bool standard = strcmp(text, "-") == 0;
    if (!read_number(call, OPTION_RATE, 0, &rate))
        return refuse_number(call, OPTION_RATE);
    char *input = standard ? read_input(call, text, MAX_INPUT, &status) : NULL;
    if (standard && !input)
        return status;
    berth_key_sequence *sequence = make_text(call, standard ? input : text, rate, &error);
    free(input);
    return deliver(call, sequence, error);
}

int key_sequence(const invocation *call)
{
    berth_error *error = NULL;
    int status = EXIT_DONE;
    const char *name = call->arguments[1];
    char *text = read_input(call, name, MAX_INPUT, &status);
    if (!text)
        return status;
    berth_key_sequence *sequence =
        berth_key_sequence_from_text(text, strcmp(name, "-") == 0 ? "standard input" : name, &error);
    free(text);
    return deliver(call, sequence, error);
}
