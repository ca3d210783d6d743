/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The lines that name interfaces outside their stanzas: auto and allow-*, by which the host brings one up by itself,
 * and no-auto-down, no-scripts and rename.
 */
#ifndef BERTH_DEBIAN_STARTS_H
#define BERTH_DEBIAN_STARTS_H

#include "base/buffer.h"
#include "interface/drivers/debian/files.h"

/** The lines by which @name has the start mode @mode; none for NONE. */
void debian_print_starts(berth_buffer *buffer, const char *name, berth_start_mode mode);

/** Whether the words of @line are names of interfaces, or patterns for them. */
bool debian_names_interfaces(const debian_line *line);

/**
 * The one definition that @word of a line with this @keyword is about: itself, the name that a pattern without
 * wildcards stands for, or what follows the "=" (interfaces(5), "PATTERN MATCHING INTERFACES" and "INTERFACE
 * RENAMING"). Empty where it may be about several.
 */
debian_slice debian_named_by(debian_slice keyword, debian_slice word);

/** Takes the words that are about @name alone out of all those lines. */
bool debian_remove_name(debian_files *files, const char *name);

/**
 * Gives @name, whose first stanza is @first, the start mode @wanted; lines of a kind that stays are left as they are.
 * Fails UNSUPPORTED where a pattern starts it and must not: what else that matches is not known here.
 */
bool debian_set_start(debian_files *files, const debian_stanza *first, const char *name, berth_start_mode wanted,
                      berth_error **error);

#endif
