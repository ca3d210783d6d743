/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What ifup does with an option of the interface, which may stand in several of its stanzas: most methods take some
 * options and pass others by, and of two that are taken one decides. Each rule was tried with ifupdown 0.8.41,
 * bridge-utils 1.7.1, ifenslave 2.13 and vlan 2.0.5; "ifup --no-act --verbose" shows those of ifupdown itself.
 */
#ifndef BERTH_DEBIAN_EFFECT_H
#define BERTH_DEBIAN_EFFECT_H

#include "interface/address.h"
#include "interface/drivers/debian/options.h"

typedef enum debian_effect {
    DEBIAN_NO_EFFECT, /* ifup and its scripts do not look at it there */
    DEBIAN_SETS,
    DEBIAN_RAISES, /* an MTU in inet6: only where the link has less, which is an Ethernet's 1500 where nothing set it */
} debian_effect;

/** What of a stanza decides over what its options mean; found once for all of them. */
typedef struct debian_place {
    size_t ordinal;                       /* of the stanza among its interface's, from 0 */
    int family;                           /* 4, 6, or 0 for another one */
    debian_slice method;                  /* that it has, or will have */
    bool is_other;                        /* the model does not describe the method */
    bool makes_device;                    /* it has the option by which a script makes the bridge, bond or vlan */
    bool has_ports;                       /* that option names ports, or patterns for them */
    char address[BERTH_ADDRESS_TEXT + 4]; /* "ADDRESS/PREFIX" of a static stanza, else "" */
} debian_place;

debian_place debian_place_of(const debian_files *files, const debian_stanza *stanza, size_t ordinal);

/** The effect of an option of the interface, not of a list, in a stanza of an interface of @type. */
debian_effect debian_effect_of(debian_field field, berth_interface_type type, const debian_place *place);

/** The stanza number @ordinal of the interface, from 0; NULL where there are not so many. */
const debian_stanza *debian_stanza_at(const debian_files *files, const char *name, size_t ordinal);

/** Whether @field is an option that makes the bridge, bond or vlan or says how: they stand together in one stanza. */
bool debian_field_makes_device(debian_field field);

/** Of one option: what decides so far, as stanza by stanza is looked at in ifup's order. */
typedef struct debian_decision {
    size_t ordinal; /* of the stanza that decides */
    char *value;    /* its canonical value; NULL: none decides */
} debian_decision;

/** Looks at one more stanza, which says @value (canonical; taken over). */
void debian_decide(debian_decision *decision, debian_field field, debian_effect effect, size_t ordinal, char *value);

/** What makes the default route of a family: the gateway that decides, or DHCP where there is none. */
typedef struct debian_route {
    bool is_made;
    size_t ordinal; /* of the stanza that makes it */
    int64_t metric; /* that it has in the kernel */
} debian_route;

/** Which stanza of an interface decides over each option, by its place among the interface's stanzas. */
typedef struct debian_effects {
    debian_decision decisions[DEBIAN_FIELDS];
    debian_decision gateways[2]; /* of IPv4 and IPv6: ifup adds the one, and replaces the other */
    debian_route routes[2];
    size_t maker; /* the stanza that makes the device; 0 where none has to */
    berth_interface_type type;
} debian_effects;

/** False when memory ran out. */
bool debian_effects_find(debian_effects *effects, const debian_files *files, const char *name,
                         berth_interface_type type);
void debian_effects_clear(debian_effects *effects);

/** What decides over the gateway of a family, 4 or 6. */
const debian_decision *debian_gateway_decision(const debian_effects *effects, int family);

/** Whether the gateway that @line of a static stanza names is the one that the interface comes to have. */
bool debian_gateway_decides(const debian_effects *effects, const debian_place *place, const debian_line *line);

/** The metric that the default route has which a stanza makes. */
int64_t debian_route_metric(const debian_files *files, const debian_stanza *stanza, int family);

/** Whether a metric in a stanza is that of the default route that the interface comes to have. */
bool debian_metric_decides(const debian_effects *effects, const debian_place *place);

/**
 * Whether @line, an option of the interface, is part of what decides: in the stanza that does, or in one where it has
 * an effect and says the same.
 */
bool debian_line_decides(const debian_effects *effects, const debian_place *place, const debian_line *line);

/** Why @line does not decide, to go on with after its option's name and value. NULL when memory ran out. */
char *debian_explain_effect(const debian_effects *effects, const debian_place *place, const debian_line *line);

#endif
