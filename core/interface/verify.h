/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Holding a configuration against the kernel's state. */
#ifndef BERTH_INTERFACE_VERIFY_H
#define BERTH_INTERFACE_VERIFY_H

#include "base/report.h"
#include "interface/live.h"

/**
 * Adds to @report each setting of @config that the running system does not have: what it should be and what it is.
 * None: all of it is true. False when memory ran out.
 */
bool berth_verify_up(const berth_interface_config *config, const berth_live *live, berth_report *report);

/** The same for an interface that should be down: absent from the kernel is down too. */
bool berth_verify_down(const char *name, const berth_live *live, berth_report *report);

/**
 * The same for one that nothing defines, of which nothing is to be left: it is down and has no address.
 * @counts_as_up: whether the host's own tool still counts it as up
 */
bool berth_verify_undone(const char *name, const berth_live *live, bool counts_as_up, berth_report *report);

#endif
