/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What ifup refuses in its files, and what it does not do though a line says so. */
#ifndef BERTH_DEBIAN_PROBLEMS_H
#define BERTH_DEBIAN_PROBLEMS_H

#include "base/report.h"
#include "interface/drivers/debian/files.h"

/**
 * Adds to @report what is wrong with the files by ifup's own rules: PARSE for what makes it refuse a file, INVALID for
 * what makes it fail later or is ignored. With @name (nullable) only what stands in that interface's stanzas, and what
 * keeps ifup from reading them. False when memory ran out.
 */
bool debian_find_problems(const debian_files *files, const char *name, berth_report *report);

#endif
