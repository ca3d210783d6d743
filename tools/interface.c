/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* berth interface ...: each command asks the library and prints; nothing is decided here. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"

#define MAX_DOCUMENT (1 << 20)

static json_t *info_to_json(const berth_interface_info *info)
{
    char *text = berth_interface_info_to_json(info, NULL);
    json_t *object = text ? json_loads(text, 0, NULL) : NULL;
    berth_free(text);
    json_object_del(object, "berth");
    return object;
}

static int print_infos_json(berth_interface_info *const *list)
{
    json_t *array = json_array();
    for (; *list; list++)
        json_array_append_new(array, info_to_json(*list));
    return print_json(json_pack("{s:o}", "interfaces", array));
}

static unsigned list_filter(const invocation *call)
{
    bool offline = strcmp(berth_host_get_root(call->host), "/") != 0;
    if (call->given[OPTION_INACTIVE])
        return BERTH_INTERFACE_FILTER_INACTIVE;
    return call->given[OPTION_ALL] || offline ? BERTH_INTERFACE_FILTER_ALL : BERTH_INTERFACE_FILTER_ACTIVE;
}

int interface_list(const invocation *call)
{
    berth_error *error = NULL;
    int status = EXIT_DONE;
    if (call->given[OPTION_ALL] && call->given[OPTION_INACTIVE])
        return report_usage(wants_json(call), "--all and --inactive exclude each other");
    if (!call->given[OPTION_MAC] && !wants_json(call)) {
        berth_interface **list = berth_host_list_interfaces(call->host, list_filter(call), NULL, &error);
        if (!list)
            return report(error, false);
        for (berth_interface **one = list; *one; one++)
            puts(berth_interface_get_name(*one));
        berth_interface_list_free(list);
        return status;
    }
    berth_interface_info **list = berth_host_list_interfaces_info(call->host, list_filter(call), NULL, &error);
    if (!list)
        return report(error, wants_json(call));
    if (wants_json(call))
        status = print_infos_json(list);
    else
        for (berth_interface_info **one = list; *one; one++) {
            const char *mac = berth_interface_info_get_mac(*one);
            printf("%-15s %s\n", berth_interface_info_get_name(*one), mac ? mac : "-");
        }
    berth_interface_info_list_free(list);
    return status;
}

/* What is done with the handle tells whether there is such an interface; a look beforehand would cost as much. */
static berth_interface *named(const invocation *call, berth_error **error)
{
    return berth_host_get_interface(call->host, call->arguments[0], error);
}

/* For commands that only look: several interfaces may share a hardware address, and nothing is done to the first. */
static berth_interface *by_name_or_mac(const invocation *call, const char *name, berth_error **error)
{
    /* No name has a colon in it, so six pairs with colons between are a hardware address. */
    if (strlen(name) == 17 && strspn(name, "0123456789abcdefABCDEF:") == 17 && name[2] == ':' && name[14] == ':')
        return berth_host_lookup_interface_by_mac(call->host, name, NULL, error);
    return berth_host_get_interface(call->host, name, error);
}

static berth_interface *named_or_by_mac(const invocation *call, berth_error **error)
{
    return by_name_or_mac(call, call->arguments[0], error);
}

static json_t *setting_to_json(const char *path, const char *value, const char *file, int64_t line)
{
    json_t *object = json_pack("{s:s, s:s}", "path", path, "value", value);
    if (file) {
        json_object_set_new(object, "file", json_string(file));
        json_object_set_new(object, "line", json_integer(line));
    }
    return object;
}

/* Each setting with the place it was read from; "-" for what is said nowhere. */
static int print_origins(const invocation *call, const berth_interface_config *config)
{
    berth_error *error = NULL;
    char **paths = berth_interface_config_list_settings(config, &error);
    if (!paths)
        return report(error, wants_json(call));
    json_t *list = json_array();
    for (char **path = paths; *path; path++) {
        const char *file = NULL;
        int64_t line = 0;
        char *value = berth_interface_config_get_setting(config, *path, NULL);
        bool known = berth_interface_config_get_origin(config, *path, &file, &line, NULL);
        if (wants_json(call))
            json_array_append_new(list, setting_to_json(*path, value ? value : "", file, line));
        else if (known)
            printf("%-28s %-24s %s:%lld\n", *path, value ? value : "", file, (long long)line);
        else
            printf("%-28s %-24s -\n", *path, value ? value : "");
        berth_free(value);
    }
    berth_strv_free(paths);
    if (wants_json(call))
        return print_json(json_pack("{s:o}", "settings", list));
    json_decref(list);
    return EXIT_DONE;
}

int interface_show(const invocation *call)
{
    berth_error *error = NULL;
    berth_interface_config *config = NULL;
    char *text = NULL;
    berth_interface *iface = named_or_by_mac(call, &error);
    if (iface && call->given[OPTION_LIVE]) {
        berth_interface_info *info = berth_interface_get_info(iface, NULL, &error);
        config = info ? berth_interface_info_get_live_config(info, &error) : NULL;
        berth_interface_info_unref(info);
    } else if (iface) {
        config = berth_interface_get_config(iface, NULL, &error);
    }
    if (config && call->given[OPTION_ORIGIN]) {
        int status = print_origins(call, config);
        berth_interface_config_unref(config);
        berth_interface_unref(iface);
        return status;
    }
    if (config)
        text = wants_json(call) ? berth_interface_config_to_json(config, &error)
                                : berth_interface_config_to_xml(config, &error);
    if (text)
        fputs(text, stdout);
    int status = text ? EXIT_DONE : report(error, wants_json(call));
    berth_free(text);
    berth_interface_config_unref(config);
    berth_interface_unref(iface);
    return status;
}

/* The whole of a file, or of standard input, as a string. */
static char *read_document(const char *name, bool json, int *status)
{
    bool input = strcmp(name, "-") == 0;
    FILE *file = input ? stdin : fopen(name, "re");
    char *text = NULL;
    size_t size = 0;
    FILE *memory = file ? open_memstream(&text, &size) : NULL;
    char bytes[65536];
    size_t got;
    /* The library refuses what is longer; there is no need to read all of it. */
    for (size_t total = 0; memory && total < MAX_DOCUMENT && (got = fread(bytes, 1, sizeof bytes, file)) > 0;
         total += got)
        fwrite(bytes, 1, got, memory);
    bool failed = !memory || ferror(file);
    int reason = errno;
    if (memory && fclose(memory) != 0)
        failed = true;
    if (file && !input)
        fclose(file);
    *status = EXIT_DONE;
    if (!failed && strlen(text) == size)
        return text;
    free(text);
    *status =
        !failed
            ? report_failure(json, "PARSE", EXIT_FAILED, "%s: has a NUL byte in it; it must be XML or JSON text", name)
        : reason == ENOENT ? report_failure(json, "NOT_FOUND", 3, "%s: there is no such file", name)
        : reason == EACCES ? report_failure(json, "DENIED", 5, "%s: not permitted to read it", name)
                           : report_failure(json, "IO", EXIT_FAILED, "%s: cannot read it: %s", name, strerror(reason));
    return NULL;
}

static berth_interface_config *parse(const char *text, const char *name, berth_error **error)
{
    const char *source = strcmp(name, "-") == 0 ? "standard input" : name;
    static const char mark[] = "\xef\xbb\xbf"; /* some editors put it in front of UTF-8 */
    const char *start = text + (strncmp(text, mark, strlen(mark)) == 0 ? strlen(mark) : 0);
    char first = start[strspn(start, " \t\r\n")];
    return first == '{' || first == '[' ? berth_interface_config_from_json(text, source, error)
                                        : berth_interface_config_from_xml(text, source, error);
}

int interface_define(const invocation *call)
{
    int status;
    berth_error *error = NULL;
    berth_interface *iface = NULL;
    unsigned flags = (call->given[OPTION_CREATE_ONLY] ? BERTH_DEFINE_CREATE_ONLY : 0U) |
                     (call->given[OPTION_UPDATE_ONLY] ? BERTH_DEFINE_UPDATE_ONLY : 0U) |
                     (call->given[OPTION_ADOPT] ? BERTH_DEFINE_ADOPT : 0U);
    if (call->given[OPTION_CREATE_ONLY] && call->given[OPTION_UPDATE_ONLY])
        return report_usage(wants_json(call), "--create-only and --update-only exclude each other");
    char *text = read_document(call->arguments[0], wants_json(call), &status);
    if (!text)
        return status;
    berth_interface_config *config = parse(text, call->arguments[0], &error);
    if (config)
        iface = berth_host_define_interface(call->host, config, flags, NULL, &error);
    status = iface ? EXIT_DONE : report(error, wants_json(call));
    berth_interface_unref(iface);
    berth_interface_config_unref(config);
    free(text);
    return status;
}

int interface_undefine(const invocation *call)
{
    berth_error *error = NULL;
    berth_interface *iface = named(call, &error);
    unsigned flags = call->given[OPTION_FORCE] ? BERTH_UNDEFINE_FORCE : BERTH_UNDEFINE_DEFAULT;
    bool done = iface && berth_interface_undefine(iface, flags, NULL, &error);
    berth_interface_unref(iface);
    return done ? EXIT_DONE : report(error, wants_json(call));
}

static void print_progress(int64_t done, int64_t total, const char *item, void *user_data)
{
    (void)user_data;
    if (item)
        fprintf(stderr, "berth: %lld of %lld done, waiting for %s\n", (long long)done, (long long)total, item);
}

static int switch_to(const invocation *call, bool up)
{
    berth_error *error = NULL;
    const char *timeout = call->values[OPTION_TIMEOUT];
    char *end = NULL;
    long limit = timeout ? strtol(timeout, &end, 10) : -1;
    if (timeout && (end == timeout || *end || limit < 0 || limit > 86400000))
        return report_usage(wants_json(call), "--timeout takes a number of milliseconds, not '%s'", timeout);
    bool told = call->given[OPTION_VERBOSE];
    berth_progress *progress = told ? berth_progress_new(print_progress, NULL, NULL, &error) : NULL;
    berth_interface *iface = error ? NULL : named(call, &error);
    bool done = iface && (up ? berth_interface_up(iface, (int)limit, progress, call->cancel, &error)
                             : berth_interface_down(iface, (int)limit, progress, call->cancel, &error));
    berth_progress_unref(progress);
    berth_interface_unref(iface);
    return done ? EXIT_DONE : report(error, wants_json(call));
}

int interface_up(const invocation *call)
{
    return switch_to(call, true);
}

int interface_down(const invocation *call)
{
    return switch_to(call, false);
}

static void print_addresses(const berth_interface_config *live)
{
    static const berth_ip_family families[] = {BERTH_IP_FAMILY_IPV4, BERTH_IP_FAMILY_IPV6};
    bool any = false;
    for (size_t i = 0; live && i < 2; i++) {
        char **addresses = berth_interface_config_get_addresses(live, families[i], NULL);
        for (char **address = addresses; address && *address; address++) {
            printf("%s%s", any ? " " : "", *address);
            any = true;
        }
        berth_strv_free(addresses);
    }
    puts(any ? "" : "-");
}

static void print_status(const berth_interface_info *info)
{
    const char *mac = berth_interface_info_get_mac(info);
    berth_interface_config *live = berth_interface_info_get_live_config(info, NULL);
    printf("%-15s %-8s %-9s %-8s %-17s ", berth_interface_info_get_name(info),
           berth_interface_info_is_active(info)    ? "up"
           : berth_interface_info_is_present(info) ? "down"
                                                   : "absent",
           berth_interface_info_is_defined(info) ? "defined" : "-",
           berth_interface_type_get_name(berth_interface_info_get_interface_type(info)), mac ? mac : "-");
    print_addresses(live);
    berth_interface_config_unref(live);
}

int interface_status(const invocation *call)
{
    berth_error *error = NULL;
    berth_interface_info *one[] = {NULL, NULL};
    berth_interface_info **list = one;
    if (call->count) {
        berth_interface *iface = named_or_by_mac(call, &error);
        one[0] = iface ? berth_interface_get_info(iface, NULL, &error) : NULL;
        berth_interface_unref(iface);
    } else {
        list = berth_host_list_interfaces_info(call->host, BERTH_INTERFACE_FILTER_ALL, NULL, &error);
    }
    if (error)
        return report(error, wants_json(call));
    int status = EXIT_DONE;
    if (wants_json(call))
        status = print_infos_json(list);
    else
        for (berth_interface_info **info = list; *info; info++)
            print_status(*info);
    if (list == one)
        berth_interface_info_unref(one[0]);
    else
        berth_interface_info_list_free(list);
    return status;
}

static void print_finding(const berth_report *found, size_t number)
{
    const char *name = berth_report_get_name(found, number), *setting = berth_report_get_setting(found, number);
    const char *file = berth_report_get_file(found, number);
    int64_t line = berth_report_get_line(found, number);
    if (file && line)
        printf("%s:%lld: ", file, (long long)line);
    else if (file)
        printf("%s: ", file);
    if (berth_report_is_note(found, number))
        fputs("note: ", stdout);
    if (name)
        printf("%s%s%s: ", name, setting ? " " : "", setting ? setting : "");
    puts(berth_report_get_text(found, number));
}

/* What several checks came to. */
typedef struct check_sum {
    size_t checked, findings, unchecked;
    json_t *items; /* all that was found */
    size_t known;  /* of them, by the reports before */
} check_sum;

static void print_sum(const check_sum *sum)
{
    printf("checked %zu interface%s: ", sum->checked, sum->checked == 1 ? "" : "s");
    if (sum->findings)
        printf("%zu finding%s", sum->findings, sum->findings == 1 ? "" : "s");
    else
        fputs("no findings", stdout);
    if (sum->unchecked)
        printf("; %zu not checked", sum->unchecked);
    putchar('\n');
}

/* Whether it was found before: what is wrong with a file is so for each of its interfaces. */
static bool is_known(const check_sum *sum, json_t *item)
{
    for (size_t i = 0; i < sum->known; i++)
        if (json_equal(json_array_get(sum->items, i), item))
            return true;
    return false;
}

/* Adds what was found, and prints it where it is not to be JSON; frees the report. */
static bool add_report(const invocation *call, berth_report *found, check_sum *sum, berth_error **error)
{
    char *text = found ? berth_report_to_json(found, error) : NULL;
    json_t *document = text ? json_loads(text, 0, NULL) : NULL;
    json_t *item;
    size_t i;
    sum->known = json_array_size(sum->items);
    json_array_foreach (json_object_get(document, "items"), i, item) {
        bool note = berth_report_is_note(found, i);
        if (is_known(sum, item))
            continue;
        json_array_append(sum->items, item);
        sum->findings += !note;
        sum->unchecked += note && berth_report_get_name(found, i);
        if (!wants_json(call))
            print_finding(found, i);
    }
    sum->checked += document ? berth_report_get_checked(found) : 0;
    json_decref(document);
    berth_free(text);
    berth_report_unref(found);
    return text != NULL;
}

static bool check_named(const invocation *call, const char *name, check_sum *sum, berth_error **error)
{
    berth_interface *iface = by_name_or_mac(call, name, error);
    berth_report *found = iface ? berth_interface_check(iface, call->cancel, error) : NULL;
    berth_interface_unref(iface);
    return add_report(call, found, sum, error);
}

int interface_check(const invocation *call)
{
    berth_error *error = NULL;
    check_sum sum = {.items = json_array()};
    bool done =
        call->count || add_report(call, berth_host_check_interfaces(call->host, call->cancel, &error), &sum, &error);
    for (int i = 0; done && i < call->count; i++)
        done = check_named(call, call->arguments[i], &sum, &error);
    if (!done) {
        json_decref(sum.items);
        return report(error, wants_json(call));
    }
    if (wants_json(call)) {
        print_json(json_pack("{s:b, s:I, s:o}", "ok", sum.findings == 0, "checked", (json_int_t)sum.checked, "items",
                             sum.items));
    } else {
        print_sum(&sum);
        json_decref(sum.items);
    }
    return sum.findings ? EXIT_NOT_APPLIED : EXIT_DONE;
}
