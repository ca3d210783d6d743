/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What a call found in several places at once.
 */
#include "gberth-call.h"

struct _GBerthReport {
    GObject parent;
    berth_report *core;
};

/* g_object_new() makes a report of nothing; no call may reach the core with it. */
#define IS_REPORT(report) (GBERTH_IS_REPORT(report) && (report)->core)

/**
 * GBerthReport:
 *
 * An immutable list of findings, such as gberth_host_check_interfaces() returns. A call that returns one fails with
 * an error only when it could not look at all. It may be used from several threads at once.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthReport, gberth_report, G_TYPE_OBJECT)

static void gberth_report_finalize(GObject *object)
{
    berth_report_unref(GBERTH_REPORT(object)->core);
    G_OBJECT_CLASS(gberth_report_parent_class)->finalize(object);
}

static void gberth_report_class_init(GBerthReportClass *class)
{
    G_OBJECT_CLASS(class)->finalize = gberth_report_finalize;
}

static void gberth_report_init(GBerthReport *report G_GNUC_UNUSED)
{
}

GBerthReport *_gberth_report_wrap(berth_report *core)
{
    GBerthReport *report = g_object_new(GBERTH_TYPE_REPORT, NULL);

    report->core = core;
    return report;
}

/**
 * gberth_report_get_count:
 * @report: a report
 *
 * Counts the findings, notes included.
 *
 * Returns: how many there are
 *
 * Since: 0.1
 */
guint gberth_report_get_count(GBerthReport *report)
{
    g_return_val_if_fail(IS_REPORT(report), 0);

    return (guint)berth_report_get_count(report->core);
}

/**
 * gberth_report_get_checked:
 * @report: a report
 *
 * Counts what was looked at and held against what it should be: interfaces, characters of a text, or what a sequence
 * presses and releases. What could not be looked at does not count.
 *
 * Returns: how many things that are
 *
 * Since: 0.1
 */
guint gberth_report_get_checked(GBerthReport *report)
{
    g_return_val_if_fail(IS_REPORT(report), 0);

    return (guint)berth_report_get_checked(report->core);
}

/**
 * gberth_report_is_ok:
 * @report: a report
 *
 * Tells the verdict over the whole.
 *
 * Returns: whether nothing was found but notes
 *
 * Since: 0.1
 */
gboolean gberth_report_is_ok(GBerthReport *report)
{
    g_return_val_if_fail(IS_REPORT(report), FALSE);

    return berth_report_is_ok(report->core);
}

/**
 * gberth_report_get_code:
 * @report: a report
 * @number: of a finding, from 0
 *
 * Tells of what kind it is.
 *
 * Returns: a code; %GBERTH_ERROR_NOT_FOUND when there is no such finding
 *
 * Since: 0.1
 */
GBerthError gberth_report_get_code(GBerthReport *report, guint number)
{
    g_return_val_if_fail(IS_REPORT(report), GBERTH_ERROR_NOT_FOUND);

    return (GBerthError)berth_report_get_code(report->core, number);
}

/**
 * gberth_report_is_note:
 * @report: a report
 * @number: of a finding, from 0
 *
 * Tells whether it is only told and does not count for the verdict, such as what was not checked and why.
 *
 * Returns: whether it is a note
 *
 * Since: 0.1
 */
gboolean gberth_report_is_note(GBerthReport *report, guint number)
{
    g_return_val_if_fail(IS_REPORT(report), FALSE);

    return berth_report_is_note(report->core, number);
}

/**
 * gberth_report_get_name:
 * @report: a report
 * @number: of a finding, from 0
 *
 * Tells which interface it is about.
 *
 * Returns: (nullable): its name; %NULL when it is about none, or about more than one
 *
 * Since: 0.1
 */
const char *gberth_report_get_name(GBerthReport *report, guint number)
{
    g_return_val_if_fail(IS_REPORT(report), NULL);

    return berth_report_get_name(report->core, number);
}

/**
 * gberth_report_get_text:
 * @report: a report
 * @number: of a finding, from 0
 *
 * Tells what was found, in one line.
 *
 * Returns: (nullable): what was found; %NULL when there is no such finding
 *
 * Since: 0.1
 */
const char *gberth_report_get_text(GBerthReport *report, guint number)
{
    g_return_val_if_fail(IS_REPORT(report), NULL);

    return berth_report_get_text(report->core, number);
}

/**
 * gberth_report_get_setting:
 * @report: a report
 * @number: of a finding, from 0
 *
 * Tells which setting it is about.
 *
 * Returns: (nullable): the path of the setting; %NULL when it is about the whole
 *
 * Since: 0.1
 */
const char *gberth_report_get_setting(GBerthReport *report, guint number)
{
    g_return_val_if_fail(IS_REPORT(report), NULL);

    return berth_report_get_setting(report->core, number);
}

/**
 * gberth_report_get_file:
 * @report: a report
 * @number: of a finding, from 0
 *
 * Tells which file says what it is about.
 *
 * Returns: (nullable): the file; %NULL when it has no place
 *
 * Since: 0.1
 */
const char *gberth_report_get_file(GBerthReport *report, guint number)
{
    g_return_val_if_fail(IS_REPORT(report), NULL);

    return berth_report_get_file(report->core, number);
}

/**
 * gberth_report_get_line:
 * @report: a report
 * @number: of a finding, from 0
 *
 * Tells which line of gberth_report_get_file() says that.
 *
 * Returns: the line, from 1; 0 when it has no place, or is about the whole file
 *
 * Since: 0.1
 */
gint64 gberth_report_get_line(GBerthReport *report, guint number)
{
    g_return_val_if_fail(IS_REPORT(report), 0);

    return berth_report_get_line(report->core, number);
}

/**
 * gberth_report_to_json:
 * @report: a report
 * @error: where to say what failed
 *
 * Writes it as a JSON document.
 *
 * Returns: (transfer full): the document, ending in a newline
 *
 * Since: 0.1
 */
char *gberth_report_to_json(GBerthReport *report, GError **error)
{
    g_return_val_if_fail(IS_REPORT(report), NULL);
    berth_error *failure = NULL;
    char *json = berth_report_to_json(report->core, &failure);

    return _gberth_take_string(json, &failure, error);
}
