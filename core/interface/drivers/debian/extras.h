/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The lines of a stanza that the model does not know: what counts as one, and which may be written. */
#ifndef BERTH_DEBIAN_EXTRAS_H
#define BERTH_DEBIAN_EXTRAS_H

#include "interface/drivers/debian/effect.h"

/** What tells an extra: the stanza, what decides over the interface's options, and its type and ports. */
typedef struct debian_extras {
    const debian_files *files;
    const debian_stanza *stanza;
    debian_place place;
    const debian_effects *effects;
    const berth_interface_config *config;
} debian_extras;

/** Whether @line is an option that says no setting of the interface. */
bool debian_is_extra(const debian_extras *in, const debian_line *line);

/** Whether it is no option but a stanza of its number, of a method that the model does not describe. */
bool debian_is_stanza_extra(const berth_extra *extra);

/** Fails INVALID for an extra that would not come back as the same one. */
bool debian_check_extra(const berth_interface_config *config, const berth_extra *extra, berth_error **error);

#endif
