/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The conformance cases in C: answers what ../protocol.md asks. How each function is called is in calls.h, which
 * ../write-calls makes from the headers. */
#include <berth/berth.h>
#include <jansson.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MAX_FIELDS 32
#define MAX_COVERED 512

typedef struct kind {
    const char *name;
    void *(*ref)(void *object);
    void (*unref)(void *object);
    const char *covered;
} kind;

typedef struct variable {
    struct variable *next;
    char *name;
    const kind *kind;
    void *object;
} variable;

/* One call: its arguments as they were asked for, and what it gives back. */
typedef struct call {
    const char *name; /* of the variable to keep the result as */
    char **arguments;
    size_t count;
    berth_cancel *cancel;
    berth_error *error;
    json_t *result;
    json_t *list; /* while several results are given */
} call;

typedef struct function {
    const char *name;
    void (*run)(call *c);
    const char *covered;
} function;

static variable *variables;
static json_t *steps; /* what progresses were told, by their names */
static const char *covered[MAX_COVERED];

static void cover(const char *names)
{
    for (size_t i = 0; i < MAX_COVERED; i++) {
        if (covered[i] == names)
            return;
        if (!covered[i]) {
            covered[i] = names;
            return;
        }
    }
    abort();
}

/* --- Variables --- */

static variable *find(const char *name)
{
    for (variable *one = variables; one; one = one->next)
        if (strcmp(one->name, name) == 0)
            return one;
    fprintf(stderr, "nothing was kept as %s\n", name);
    exit(2);
}

static void end_variable(variable *one)
{
    one->kind->unref(one->object);
    free(one->name);
    free(one);
}

static void forget(const char *name)
{
    for (variable **at = &variables; *at;)
        if (!name || strcmp((*at)->name, name) == 0) {
            variable *one = *at;
            *at = one->next;
            end_variable(one);
        } else {
            at = &(*at)->next;
        }
}

/* Takes over @object; it is held once more and let go, as programs do. */
static void keep(const char *name, const kind *of, void *object)
{
    variable *made = malloc(sizeof *made);
    if (!made || of->ref(object) != object)
        abort();
    of->unref(object);
    cover(of->covered);
    forget(name);
    *made = (variable){variables, strdup(name), of, object};
    variables = made;
}

/* --- Arguments --- */

static const char *argument(const call *c, size_t place)
{
    if (place < c->count)
        return c->arguments[place];
    fprintf(stderr, "there is no argument %zu\n", place);
    exit(2);
}

static void *object(const call *c, size_t place)
{
    const char *value = argument(c, place);
    return *value == 'n' ? NULL : find(value + 1)->object;
}

static const char *text(const call *c, size_t place)
{
    const char *value = argument(c, place);
    return *value == 'n' ? NULL : value + 1;
}

static int64_t number(const call *c, size_t place)
{
    const char *value = argument(c, place);
    return strtoll(*value == 'e' || *value == 'f' ? strchr(value, '=') + 1 : value + 1, NULL, 10);
}

/* --- Results --- */

static void give(call *c, json_t *value)
{
    if (c->list)
        json_array_append_new(c->list, value);
    else
        c->result = value;
}

static void begin_list(call *c)
{
    c->list = json_array();
}

static void end_list(call *c)
{
    c->result = c->list;
}

static void give_nothing(call *c)
{
    give(c, json_null());
}

static void give_truth(call *c, bool value)
{
    give(c, json_boolean(value));
}

static void give_number(call *c, int64_t value)
{
    give(c, json_integer(value));
}

static void give_text(call *c, const char *value)
{
    give(c, value ? json_string(value) : json_null());
}

static void give_texts(call *c, char **values)
{
    json_t *list = json_array();
    for (char **value = values; value && *value; value++)
        json_array_append_new(list, json_string(*value));
    give(c, list);
}

static void give_object(call *c, const kind *of, void *value, bool owned)
{
    if (!value) {
        give_nothing(c);
        return;
    }
    keep(c->name, of, owned ? value : of->ref(value));
    give(c, json_pack("{s:s}", "object", of->name));
}

static void give_list(call *c, const kind *of, void **values)
{
    json_int_t count = 0;
    for (void **value = values; value && *value; value++) {
        char name[256];
        snprintf(name, sizeof name, "%s.%d", c->name, (int)count++);
        keep(name, of, of->ref(*value));
    }
    give(c, json_pack("{s:I, s:s}", "list", count, "object", of->name));
}

#include "calls.h"

/* --- What takes functions --- */

static void ignore_line(berth_log_level level, const char *message, void *user_data)
{
    (void)level;
    (void)message;
    (void)user_data;
}

static void open_host(call *c)
{
    berth_host_options *options = berth_host_options_new();
    berth_host *host = NULL;
    if (berth_host_options_set_root(options, text(c, 1), &c->error) &&
        berth_host_options_set_driver(options, text(c, 2), &c->error) &&
        berth_host_options_set_log(options, ignore_line, NULL, NULL, &c->error))
        host = berth_host_open(text(c, 0), options, &c->error);
    berth_host_options_free(options);
    if (host) {
        give_object(c, &kind_berth_host, host, true);
        if (berth_host_is_fake(host))
            json_object_set_new(c->result, "object", json_string("FakeHost"));
    }
}

static void note_step(int64_t done, int64_t total, const char *item, void *list)
{
    json_array_append_new(list, json_pack("[I, I, s?]", (json_int_t)done, (json_int_t)total, item));
}

static void end_steps(void *list)
{
    json_decref(list);
}

static void make_progress(call *c)
{
    json_t *list = json_array();
    json_object_set(steps, c->name, list);
    give_object(c, &kind_berth_progress, berth_progress_new(note_step, list, end_steps, &c->error), true);
}

static const function by_hand[] = {
    {"berth_host_open",    open_host,
     "berth_host_open berth_host_options_new berth_host_options_free berth_host_options_set_root "
     "berth_host_options_set_driver berth_host_options_set_log"},
    {"berth_progress_new", make_progress, "berth_progress_new" },
};

static const function *find_function(const char *name)
{
    for (size_t i = 0; i < COUNT(by_hand); i++)
        if (strcmp(by_hand[i].name, name) == 0)
            return &by_hand[i];
    for (size_t i = 0; i < COUNT(functions); i++)
        if (strcmp(functions[i].name, name) == 0)
            return &functions[i];
    fprintf(stderr, "there is no function %s\n", name);
    exit(2);
}

/* --- Cancelling --- */

typedef struct ending {
    berth_cancel *cancel;
    int late_ms;
} ending;

static void *end_later(void *data)
{
    ending *after = data;
    poll(NULL, 0, after->late_ms);
    berth_cancel_trigger(after->cancel);
    /* What polls the descriptor of a cancel sees it. */
    struct pollfd ready = {.fd = berth_cancel_get_fd(after->cancel), .events = POLLIN};
    if (!berth_cancel_is_triggered(after->cancel) || poll(&ready, 1, 0) != 1)
        abort();
    return NULL;
}

/* --- Answers --- */

/* Puts backslashes where tabs, newlines and backslashes are. */
static void put(const char *field)
{
    for (; *field; field++)
        switch (*field) {
        case '\t':
            fputs("\\t", stdout);
            break;
        case '\n':
            fputs("\\n", stdout);
            break;
        case '\\':
            fputs("\\\\", stdout);
            break;
        default:
            putchar(*field);
        }
}

static void answer(json_t *value)
{
    char *json = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    fputs("ok\t", stdout);
    put(json);
    putchar('\n');
    free(json);
    json_decref(value);
}

static void answer_error(berth_error *error)
{
    cover("berth_error_get_code berth_error_get_message berth_error_get_file berth_error_get_line berth_error_free "
          "berth_error_code_get_name berth_error_get_domain");
    if (berth_error_get_domain(error) < BERTH_ERROR_DOMAIN_BASE)
        abort();
    printf("fail\t%s\t", berth_error_code_get_name(berth_error_get_code(error)));
    put(berth_error_get_message(error));
    putchar('\t');
    put(berth_error_get_file(error) ? berth_error_get_file(error) : "");
    printf("\t%u\n", berth_error_get_line(error));
    berth_error_free(error);
}

static void run_call(char **fields, size_t count)
{
    enum { MODE = 1, LATE_MS, CANCEL, NAME, FUNCTION, TARGET, ARGUMENTS };
    const function *wanted = find_function(fields[FUNCTION]);
    size_t first = strcmp(fields[TARGET], "-") == 0 ? ARGUMENTS : TARGET;
    char target[256];
    if (first == TARGET) {
        snprintf(target, sizeof target, "v%s", fields[TARGET]);
        fields[TARGET] = target;
    }
    call c = {.name = fields[NAME], .arguments = fields + first, .count = count - first};
    pthread_t thread;
    ending after = {.late_ms = atoi(fields[LATE_MS])};
    bool late = strcmp(fields[MODE], "late") == 0;
    if (strcmp(fields[MODE], "plain") != 0) {
        c.cancel = berth_cancel_new(&c.error);
        cover("berth_cancel_new berth_cancel_trigger berth_cancel_is_triggered berth_cancel_get_fd berth_cancel_ref "
              "berth_cancel_unref");
        after.cancel = berth_cancel_ref(c.cancel);
        if (late)
            pthread_create(&thread, NULL, end_later, &after);
        else
            berth_cancel_trigger(c.cancel);
    }
    wanted->run(&c);
    if (late)
        pthread_join(thread, NULL);
    berth_cancel_unref(after.cancel);
    berth_cancel_unref(c.cancel);
    cover(wanted->covered);
    if (c.error)
        answer_error(c.error);
    else
        answer(c.result);
}

static json_t *all_covered(void)
{
    char *names = NULL;
    size_t size = 0;
    FILE *list = open_memstream(&names, &size);
    for (size_t i = 0; i < MAX_COVERED && covered[i]; i++)
        fprintf(list, "%s ", covered[i]);
    fclose(list);
    json_t *text = json_string(names);
    free(names);
    return text;
}

static void unescape(char *field)
{
    char *to = field;
    for (const char *from = field; *from; from++) {
        bool escaped = *from == '\\';
        from += escaped;
        *to++ = !escaped ? *from : *from == 'n' ? '\n' : *from == 't' ? '\t' : *from;
    }
    *to = '\0';
}

static void obey(char *line)
{
    char *fields[MAX_FIELDS];
    size_t count = 0;
    for (char *field; (field = strsep(&line, "\t")) && count < MAX_FIELDS;) {
        unescape(field);
        fields[count++] = field;
    }
    if (strcmp(fields[0], "call") == 0) {
        run_call(fields, count);
    } else if (strcmp(fields[0], "forget") == 0) {
        forget(NULL);
        json_object_clear(steps);
        answer(json_null());
    } else if (strcmp(fields[0], "steps") == 0) {
        answer(json_incref(json_object_get(steps, fields[2])));
    } else if (strcmp(fields[0], "collect") == 0) {
        answer(json_boolean(malloc_trim(0)));
    } else if (strcmp(fields[0], "covered") == 0) {
        answer(all_covered());
    } else {
        fprintf(stderr, "it does not know how to %s\n", fields[0]);
        exit(2);
    }
}

int main(void)
{
    char *line = NULL;
    size_t size = 0;
    ssize_t length;
    steps = json_object();
    while ((length = getline(&line, &size, stdin)) > 0) {
        line[length - 1] = '\0';
        obey(line);
        fflush(stdout);
    }
    forget(NULL);
    json_decref(steps);
    free(line);
    return 0;
}
