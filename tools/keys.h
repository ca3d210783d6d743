/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reading keys from the command line. */
#ifndef BERTH_TOOLS_KEYS_H
#define BERTH_TOOLS_KEYS_H

#include "berth/berth.h"

/** The set of this name; LINUX for NULL. */
bool read_codeset(const char *name, berth_codeset *set, berth_error **error);

/** A name of the set, or else a number, decimal or hexadecimal: what is both is the name. */
bool read_key(berth_codeset set, const char *word, unsigned *code, berth_error **error);

#endif
