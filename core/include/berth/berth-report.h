/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Reports: what a call found in several places at once. A call that returns one fails with an error only when it could
 * not look at all.
 */
#ifndef BERTH_REPORT_H
#define BERTH_REPORT_H

#include <berth/berth-base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** berth_report: An immutable list of findings. May be used from several threads. Ended with berth_report_unref().
 * Since: 0.1 */
typedef struct berth_report berth_report;

/** berth_report_ref: Returns: (owned): @report, held once more. Since: 0.1 */
BERTH_API berth_report *berth_report_ref(berth_report *report);

/** berth_report_unref: @report: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_report_unref(berth_report *report);

/** berth_report_get_count: Returns: how many findings it has, notes included. Since: 0.1 */
BERTH_API size_t berth_report_get_count(const berth_report *report);

/** berth_report_get_checked: Returns: how many things were looked at and held against what they should be: interfaces,
 * characters of a text, or what a sequence presses and releases. What could not be looked at does not count.
 * Since: 0.1 */
BERTH_API size_t berth_report_get_checked(const berth_report *report);

/** berth_report_is_ok: Returns: the verdict over the whole: whether nothing was found but notes. Since: 0.1 */
BERTH_API bool berth_report_is_ok(const berth_report *report);

/** berth_report_get_code: @number: of a finding, from 0. Returns: of what kind it is; NOT_FOUND when there is no such
 * finding. Since: 0.1 */
BERTH_API berth_error_code berth_report_get_code(const berth_report *report, size_t number);

/** berth_report_is_note: @number: of a finding, from 0. Returns: whether it is only told and does not count for the
 * verdict, such as what was not checked and why; false when there is no such finding. Since: 0.1 */
BERTH_API bool berth_report_is_note(const berth_report *report, size_t number);

/** berth_report_get_name: Returns: (borrowed) (nullable): the name of the interface it is about; NULL when it is about
 * none, or about more than one. Since: 0.1 */
BERTH_API const char *berth_report_get_name(const berth_report *report, size_t number);

/** berth_report_get_text: Returns: (borrowed) (nullable): what was found, in one line, without its name, setting and
 * place; NULL when there is no such finding. Since: 0.1 */
BERTH_API const char *berth_report_get_text(const berth_report *report, size_t number);

/** berth_report_get_setting: Returns: (borrowed) (nullable): the path of the setting it is about; NULL when it is about
 * the whole. Since: 0.1 */
BERTH_API const char *berth_report_get_setting(const berth_report *report, size_t number);

/** berth_report_get_file: Returns: (borrowed) (nullable) (path): the file that says what it is about. Since: 0.1 */
BERTH_API const char *berth_report_get_file(const berth_report *report, size_t number);

/** berth_report_get_line: Returns: the line in that file, from 1; 0 when it has no place, or is about the whole file.
 * Since: 0.1 */
BERTH_API int64_t berth_report_get_line(const berth_report *report, size_t number);

/** berth_report_to_json: Returns: (owned) (nullable): the report as a JSON document, ending in a newline; NULL with
 * NO_MEMORY. Since: 0.1 */
BERTH_API char *berth_report_to_json(const berth_report *report, berth_error **error);

#ifdef __cplusplus
}
#endif

#endif
