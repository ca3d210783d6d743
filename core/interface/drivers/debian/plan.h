/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the stanzas of a configuration should say, before looking at what the file says already. */
#ifndef BERTH_DEBIAN_PLAN_H
#define BERTH_DEBIAN_PLAN_H

#include "interface/drivers/debian/options.h"

typedef struct debian_planned {
    int family; /* 4 or 6 */
    const char *method;
    const char *label; /* of an alias; NULL: the interface's own stanza */
    const char *other; /* of a method that the model does not have: the iface line after the name; else NULL */
    char *fields[DEBIAN_FIELDS]; /* canonical values; NULL: not there */
} debian_planned;

typedef struct debian_plan {
    debian_planned *stanzas;
    size_t count, capacity;
    char *link[DEBIAN_FIELDS]; /* the options of the interface, whichever stanza they are in */
    bool keeps_vlan_id;        /* its tag is said by an option, so that its name need not tell it */
    bool ports_by_pattern;     /* an extra names the ports: lines that do are left alone */
} debian_plan;

/**
 * @keeps_vlan_id: whether the files say the vlan's tag by an option. Fails UNSUPPORTED where interfaces(5) has no words
 * for a setting, INVALID for one that makes no sense here.
 */
bool debian_plan_make(debian_plan *plan, const berth_interface_config *config, bool keeps_vlan_id, berth_error **error);
/** Whether there is an option of the interface to write. */
bool debian_plan_has_options(const debian_plan *plan);

void debian_plan_clear(debian_plan *plan);

/** Whether the name of a vlan tells what it is, as ifup's scripts take it (vlan-interfaces(5)). */
bool debian_plan_has_vlan_name(const berth_interface_config *config);

/** The text to write for a canonical value. */
char *debian_plan_value(debian_field field, const char *canonical);

#endif
