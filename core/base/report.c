/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/report.h"

#include <stdatomic.h>
#include <stdio.h>

#include "base/error.h"
#include "base/json.h"
#include "base/memory.h"

typedef struct finding {
    berth_finding about; /* its texts are owned */
    char *text;
} finding;

struct berth_report {
    atomic_int references;
    finding *findings;
    size_t count, capacity;
    size_t notes; /* of the findings */
    size_t checked;
};

berth_report *berth_report_new(void)
{
    berth_report *report = calloc(1, sizeof *report);
    if (report)
        atomic_init(&report->references, 1);
    return report;
}

static void end_finding(finding *one)
{
    free((char *)one->about.name);
    free((char *)one->about.setting);
    free((char *)one->about.file);
    free(one->text);
}

void berth_report_clear(berth_report *report)
{
    for (size_t i = 0; i < report->count; i++)
        end_finding(&report->findings[i]);
    report->count = report->notes = 0;
}

berth_report *berth_report_ref(berth_report *report)
{
    atomic_fetch_add(&report->references, 1);
    return report;
}

void berth_report_unref(berth_report *report)
{
    if (!report || atomic_fetch_sub(&report->references, 1) != 1)
        return;
    berth_report_clear(report);
    free(report->findings);
    free(report);
}

static bool copy_text(const char **to, const char *from)
{
    *to = from ? strdup(from) : NULL;
    return *to || !from;
}

bool berth_report_vadd(berth_report *report, const berth_finding *about, const char *format, va_list arguments)
{
    finding one = {
        .about = {.code = about->code, .line = about->line, .note = about->note}
    };
    if (vasprintf(&one.text, format, arguments) < 0)
        one.text = NULL;
    if (!copy_text(&one.about.name, about->name) || !copy_text(&one.about.setting, about->setting) ||
        !copy_text(&one.about.file, about->file) || !one.text ||
        !BERTH_GROW(report->findings, report->count, report->capacity)) {
        end_finding(&one);
        return false;
    }
    berth_tidy_message(one.text);
    if (one.about.name)
        berth_tidy_message((char *)one.about.name);
    report->findings[report->count++] = one;
    report->notes += about->note;
    return true;
}

bool berth_report_add(berth_report *report, const berth_finding *about, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    bool done = berth_report_vadd(report, about, format, arguments);
    va_end(arguments);
    return done;
}

bool berth_report_add_all(berth_report *report, const berth_report *from)
{
    for (size_t i = 0; from && i < from->count; i++)
        if (!berth_report_add(report, &from->findings[i].about, "%s", from->findings[i].text))
            return false;
    return true;
}

bool berth_report_has_place(const berth_report *report, const char *file, int64_t line)
{
    for (size_t i = 0; i < report->count; i++)
        if (report->findings[i].about.line == line && berth_streq(report->findings[i].about.file, file))
            return true;
    return false;
}

void berth_report_count_checked(berth_report *report, size_t count)
{
    report->checked += count;
}

static const finding *at(const berth_report *report, size_t number)
{
    static const finding none = {.about = {.code = BERTH_ERROR_NOT_FOUND}};
    return number < report->count ? &report->findings[number] : &none;
}

size_t berth_report_get_count(const berth_report *report)
{
    return report->count;
}

size_t berth_report_get_checked(const berth_report *report)
{
    return report->checked;
}

bool berth_report_is_ok(const berth_report *report)
{
    return report->count == report->notes;
}

berth_error_code berth_report_get_code(const berth_report *report, size_t number)
{
    return at(report, number)->about.code;
}

bool berth_report_is_note(const berth_report *report, size_t number)
{
    return at(report, number)->about.note;
}

const char *berth_report_get_name(const berth_report *report, size_t number)
{
    return at(report, number)->about.name;
}

const char *berth_report_get_text(const berth_report *report, size_t number)
{
    return at(report, number)->text;
}

const char *berth_report_get_setting(const berth_report *report, size_t number)
{
    return at(report, number)->about.setting;
}

const char *berth_report_get_file(const berth_report *report, size_t number)
{
    return at(report, number)->about.file;
}

int64_t berth_report_get_line(const berth_report *report, size_t number)
{
    return at(report, number)->about.line;
}

static void set_text(json_t *item, const char *key, const char *text)
{
    if (text)
        json_object_set_new(item, key, json_string(text));
}

static json_t *to_json(const finding *one)
{
    json_t *item = json_object();
    set_text(item, "code", berth_error_code_get_name(one->about.code));
    set_text(item, "name", one->about.name);
    set_text(item, "setting", one->about.setting);
    set_text(item, "text", one->text);
    set_text(item, "file", one->about.file);
    if (one->about.line)
        json_object_set_new(item, "line", json_integer(one->about.line));
    if (one->about.note)
        json_object_set_new(item, "note", json_true());
    return item;
}

char *berth_report_to_json(const berth_report *report, berth_error **error)
{
    json_t *object = json_object(), *list = json_array();
    json_object_set_new(object, "berth", json_integer(BERTH_JSON_VERSION));
    json_object_set_new(object, "ok", json_boolean(berth_report_is_ok(report)));
    json_object_set_new(object, "checked", json_integer((json_int_t)report->checked));
    for (size_t i = 0; i < report->count; i++)
        json_array_append_new(list, to_json(&report->findings[i]));
    json_object_set_new(object, "items", list);
    return berth_json_print(object, BERTH_ERROR_DOMAIN_BASE, error);
}
