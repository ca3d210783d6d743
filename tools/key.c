/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Commands about key codes: what the sets are, and what a key is in each. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "command.h"

static bool only_names(berth_codeset set)
{
    return set == BERTH_CODESET_QCODE || set == BERTH_CODESET_HTML || set == BERTH_CODESET_XKB;
}

static bool read_codeset(const char *name, berth_codeset *set, berth_error **error)
{
    *set = BERTH_CODESET_LINUX;
    return !name || berth_codeset_from_name(name, set, error);
}

/* --- Sets --- */

int key_sets(const invocation *call)
{
    json_t *list = json_array();
    for (int i = 0; berth_codeset_get_name((berth_codeset)i); i++) {
        const char *name = berth_codeset_get_name((berth_codeset)i);
        const char *about = berth_codeset_get_description((berth_codeset)i);
        json_array_append_new(list, json_pack("{s:i, s:s, s:s}", "number", i, "name", name, "description", about));
        if (!wants_json(call))
            printf("%-2d %-12s  %s\n", i, name, about);
    }
    if (wants_json(call))
        return print_json(json_pack("{s:o}", "sets", list));
    json_decref(list);
    return EXIT_DONE;
}

static json_t *list_aliases(const berth_keycode_list *list, size_t number)
{
    json_t *names = json_array();
    char **aliases = berth_keycode_list_get_aliases(list, number, NULL);
    for (size_t i = 0; aliases && aliases[i]; i++)
        json_array_append_new(names, json_string(aliases[i]));
    berth_strv_free(aliases);
    return names;
}

static json_t *describe(const berth_keycode_list *list, size_t number)
{
    const char *name = berth_keycode_list_get_name(list, number);
    json_t *entry = json_pack("{s:I}", "code", (json_int_t)berth_keycode_list_get_code(list, number));
    if (name)
        json_object_set_new(entry, "name", json_string(name));
    json_object_set_new(entry, "aliases", list_aliases(list, number));
    return entry;
}

static void print_entry(const json_t *entry)
{
    const json_t *alias;
    size_t i;
    unsigned code = (unsigned)json_integer_value(json_object_get(entry, "code"));
    const char *name = json_string_value(json_object_get(entry, "name"));
    printf("%-5u %#-7x", code, code);
    if (name)
        printf(" %s", name);
    json_array_foreach (json_object_get(entry, "aliases"), i, alias)
        printf(" %s", json_string_value(alias));
    putchar('\n');
}

int key_list(const invocation *call)
{
    berth_error *error = NULL;
    berth_codeset set;
    berth_keycode_list *list =
        read_codeset(call->arguments[0], &set, &error) ? berth_codeset_list_codes(set, &error) : NULL;
    if (!list)
        return report(error, wants_json(call));
    json_t *all = json_array();
    for (size_t i = 0; i < berth_keycode_list_get_count(list); i++) {
        json_t *entry = describe(list, i);
        if (!wants_json(call))
            print_entry(entry);
        json_array_append_new(all, entry);
    }
    berth_keycode_list_unref(list);
    if (wants_json(call))
        return print_json(json_pack("{s:o}", "codes", all));
    json_decref(all);
    return EXIT_DONE;
}

/* --- Translating --- */

static bool read_sets(const invocation *call, berth_codeset *source, berth_codeset *target, berth_error **error)
{
    return read_codeset(call->values[OPTION_FROM], source, error) &&
           read_codeset(call->values[OPTION_TO], target, error);
}

static int print_answer(berth_codeset target, const berth_keycode_list *list)
{
    unsigned code = list ? berth_keycode_list_get_code(list, 0) : 0;
    const char *name = list && only_names(target) ? berth_keycode_list_get_name(list, 0) : NULL;
    return !list ? puts("unmapped") : name ? puts(name) : printf("%u\n", code);
}

/* One key; @list is NULL for one that has no code there. */
static bool translate(berth_codeset source, berth_codeset target, const char *word, berth_keycode_list **list,
                      berth_error **error)
{
    unsigned code = 0;
    berth_error *problem = NULL;
    *list = NULL;
    if (!berth_keycode_from_text(source, word, &code, error))
        return false;
    *list = berth_keycode_list_alternatives(source, target, code, &problem);
    if (*list || berth_error_get_code(problem) == BERTH_ERROR_UNMAPPED) {
        berth_error_free(problem);
        return true;
    }
    *error = problem;
    return false;
}

static json_t *answer_as_json(const char *word, const berth_keycode_list *list)
{
    json_t *answer = json_pack("{s:s}", "key", word), *others = json_array();
    for (size_t i = 0; list && i < berth_keycode_list_get_count(list); i++) {
        json_t *entry = describe(list, i);
        if (i)
            json_array_append(others, entry);
        else
            json_object_update(answer, entry);
        json_decref(entry);
    }
    json_object_set_new(answer, "unmapped", json_boolean(!list));
    json_object_set_new(answer, "alternatives", others);
    return answer;
}

int key_translate(const invocation *call)
{
    berth_error *error = NULL;
    berth_codeset source, target;
    json_t *answers = json_array();
    bool all_mapped = true, done = read_sets(call, &source, &target, &error);
    for (int i = 0; done && i < call->count; i++) {
        berth_keycode_list *list = NULL;
        done = translate(source, target, call->arguments[i], &list, &error);
        if (done && !wants_json(call))
            print_answer(target, list);
        if (done)
            json_array_append_new(answers, answer_as_json(call->arguments[i], list));
        all_mapped = all_mapped && list;
        berth_keycode_list_unref(list);
    }
    int status = !done ? report(error, wants_json(call)) : all_mapped ? EXIT_DONE : EXIT_NOT_FOUND;
    if (done && wants_json(call))
        return print_json(json_pack("{s:o}", "answers", answers)) == EXIT_DONE ? status : EXIT_FAILED;
    json_decref(answers);
    return status;
}

/* --- Tables for other projects --- */

typedef struct language {
    const char *name;
    /* %1$s, %2$s: the sets, %3$zu: how many lines, %4$s, %5$s: the types of both sides */
    const char *before;
    const char *line; /* %1$s, %2$s: the codes or quoted names, %3$s: the key's name */
    const char *after;
    const char *text_type, *number_type;
    bool capitals;
} language;

static const language languages[] = {
    {"c",
     "/* In the order of the first. What is not here has none there. */\n"
     "static const struct {\n    %4$s from;\n    %5$s to;\n} %1$s_to_%2$s[%3$zu] = {\n",       "    {%1$s, %2$s}, /* %3$s */\n", "};\n",  "const char *", "unsigned", false},
    {"rust",
     "/// In the order of the first. What is not here has none there.\n"
     "pub const %1$s_TO_%2$s: [(%4$s, %5$s); %3$zu] = [\n",                                    "    (%1$s, %2$s), // %3$s\n",    "];\n",  "&str",         "u32",      true },
    {"python", "# What is not here has none there.\n%1$s_TO_%2$s = {\n",                       "    %1$s: %2$s,  # %3$s\n",      "}\n",   "",             "",
     true                                                                                                                                                                  },
    {"js",     "// What is not here has none there.\nexport const %1$s_TO_%2$s = new Map([\n",
     "    [%1$s, %2$s], // %3$s\n",                                                                                              "]);\n", "",             "",         true },
};

static void set_name(berth_codeset set, const language *in, char out[32])
{
    snprintf(out, 32, "%s", berth_codeset_get_name(set));
    for (char *byte = out; in->capitals && *byte; byte++)
        *byte = (char)toupper((unsigned char)*byte);
}

/* No name needs escaping in any of these languages. */
static void write_code(berth_codeset set, unsigned code, char out[64])
{
    if (only_names(set))
        snprintf(out, 64, "\"%s\"", berth_keycode_get_name(set, code));
    else
        snprintf(out, 64, "%u", code);
}

static const char *type_in(const language *in, berth_codeset set)
{
    return only_names(set) ? in->text_type : in->number_type;
}

/* A name of a key for a comment, whatever set the code is in. */
static const char *show_key(berth_codeset source, unsigned code)
{
    unsigned linux_code = 0;
    const char *name = berth_keycode_translate(source, BERTH_CODESET_LINUX, code, &linux_code, NULL)
                           ? berth_keycode_get_name(BERTH_CODESET_LINUX, linux_code)
                           : NULL;
    return name ? name : "no name";
}

typedef struct row {
    unsigned from;
    char left[64], right[64];
} row;

/* By their numbers, or by their names. */
static int compare_rows(const void *left, const void *right)
{
    const row *one = left, *other = right;
    if (*one->left == '"')
        return strcmp(one->left, other->left);
    return (one->from > other->from) - (one->from < other->from);
}

/* @rows: room for the whole list */
static void print_table(const language *in, berth_codeset source, berth_codeset target, const berth_keycode_list *list,
                        row *rows)
{
    char from_name[32], to_name[32];
    size_t count = 0;
    for (size_t i = 0; i < berth_keycode_list_get_count(list); i++) {
        row *next = &rows[count];
        unsigned to;
        next->from = berth_keycode_list_get_code(list, i);
        if (!berth_keycode_translate(source, target, next->from, &to, NULL))
            continue;
        write_code(source, next->from, next->left);
        write_code(target, to, next->right);
        count++;
    }
    qsort(rows, count, sizeof *rows, compare_rows);
    set_name(source, in, from_name);
    set_name(target, in, to_name);
    printf(in->before, from_name, to_name, count, type_in(in, source), type_in(in, target));
    for (size_t i = 0; i < count; i++)
        printf(in->line, rows[i].left, rows[i].right, show_key(source, rows[i].from));
    fputs(in->after, stdout);
}

int key_table(const invocation *call)
{
    berth_error *error = NULL;
    berth_codeset source, target;
    const char *wanted = call->values[OPTION_LANG] ? call->values[OPTION_LANG] : "c";
    const language *in = NULL;
    for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
        if (strcmp(languages[i].name, wanted) == 0)
            in = &languages[i];
    if (!in)
        return report_usage(wants_json(call), "'%s' is no language of tables; there are c, rust, python and js",
                            wanted);
    berth_keycode_list *list =
        read_sets(call, &source, &target, &error) ? berth_codeset_list_codes(source, &error) : NULL;
    row *rows = list ? calloc(berth_keycode_list_get_count(list) + 1, sizeof *rows) : NULL;
    if (rows)
        print_table(in, source, target, list, rows);
    free(rows);
    berth_keycode_list_unref(list);
    return error ? report(error, wants_json(call)) : rows ? EXIT_DONE : EXIT_FAILED;
}
