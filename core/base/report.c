/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/report.h"

#include <stdatomic.h>
#include <stdio.h>

#include "base/error.h"
#include "base/json.h"
#include "base/memory.h"

typedef struct finding {
    berth_error_code code;
    char *setting, *text, *file;
    int64_t line;
} finding;

struct berth_report {
    atomic_int references;
    finding *findings;
    size_t count, capacity;
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
    free(one->setting);
    free(one->text);
    free(one->file);
}

void berth_report_clear(berth_report *report)
{
    for (size_t i = 0; i < report->count; i++)
        end_finding(&report->findings[i]);
    report->count = 0;
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

bool berth_report_add(berth_report *report, berth_error_code code, const char *setting, const char *file, int64_t line,
                      const char *format, va_list arguments)
{
    finding one = {.code = code, .line = line};
    if (vasprintf(&one.text, format, arguments) < 0)
        one.text = NULL;
    one.setting = setting ? strdup(setting) : NULL;
    one.file = file ? strdup(file) : NULL;
    if (!one.text || (setting && !one.setting) || (file && !one.file) ||
        !BERTH_GROW(report->findings, report->count, report->capacity)) {
        end_finding(&one);
        return false;
    }
    report->findings[report->count++] = one;
    return true;
}

static const finding *at(const berth_report *report, size_t number)
{
    static const finding none = {.code = BERTH_ERROR_NOT_FOUND};
    return number < report->count ? &report->findings[number] : &none;
}

size_t berth_report_get_count(const berth_report *report)
{
    return report->count;
}

bool berth_report_is_ok(const berth_report *report)
{
    return report->count == 0;
}

berth_error_code berth_report_get_code(const berth_report *report, size_t number)
{
    return at(report, number)->code;
}

const char *berth_report_get_text(const berth_report *report, size_t number)
{
    return at(report, number)->text;
}

const char *berth_report_get_setting(const berth_report *report, size_t number)
{
    return at(report, number)->setting;
}

const char *berth_report_get_file(const berth_report *report, size_t number)
{
    return at(report, number)->file;
}

int64_t berth_report_get_line(const berth_report *report, size_t number)
{
    return at(report, number)->line;
}

char *berth_report_to_json(const berth_report *report, berth_error **error)
{
    json_t *object = json_object(), *list = json_array();
    json_object_set_new(object, "berth", json_integer(BERTH_JSON_VERSION));
    json_object_set_new(object, "ok", json_boolean(report->count == 0));
    for (size_t i = 0; i < report->count; i++) {
        const finding *one = &report->findings[i];
        json_t *item = json_object();
        json_object_set_new(item, "code", json_string(berth_error_code_get_name(one->code)));
        if (one->setting)
            json_object_set_new(item, "setting", json_string(one->setting));
        json_object_set_new(item, "text", json_string(one->text));
        if (one->file) {
            json_object_set_new(item, "file", json_string(one->file));
            json_object_set_new(item, "line", json_integer(one->line));
        }
        json_array_append_new(list, item);
    }
    json_object_set_new(object, "items", list);
    return berth_json_print(object, BERTH_ERROR_DOMAIN_BASE, error);
}
