/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a stanza says and ifup does not do, or does otherwise than it seems. */
#ifndef BERTH_DEBIAN_FINDINGS_H
#define BERTH_DEBIAN_FINDINGS_H

#include "interface/drivers/debian/extras.h"

/** Adds to @config, which is read from it, what there is to say of the stanza. False when memory ran out. */
bool debian_add_findings(berth_interface_config *config, const debian_extras *in);

#endif
