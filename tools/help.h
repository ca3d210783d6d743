/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Help texts, written from the table. */
#ifndef BERTH_TOOLS_HELP_H
#define BERTH_TOOLS_HELP_H

#include "table.h"

void print_help(void);

/** The commands of one area. */
void print_area_help(const char *area);
void print_command_help(const command_row *command);

#endif
