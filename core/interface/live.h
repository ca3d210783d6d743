/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the kernel says of its interfaces, read over rtnetlink(7). */
#ifndef BERTH_INTERFACE_LIVE_H
#define BERTH_INTERFACE_LIVE_H

#include "interface/address.h"
#include "interface/config.h"

typedef struct berth_live_address {
    berth_ip_family family;
    char text[BERTH_ADDRESS_TEXT];
    int prefix;
    bool link_local;
    char label[BERTH_NAME_MAX + 1]; /* of an IPv4 address; "" where it is the link's name */
} berth_live_address;

/** What the kernel says of a bond; times are 0 where it does not do such a thing. */
typedef struct berth_live_bond {
    int mode;
    int64_t miimon_ms, updelay_ms, downdelay_ms, arp_interval_ms;
    bool use_carrier;
    int arp_validate;
    int primary; /* its index, or 0 */
    char arp_targets[BERTH_ARP_TARGETS_MAX][BERTH_ADDRESS_TEXT];
    size_t arp_target_count;
} berth_live_bond;

typedef struct berth_link {
    int index;
    char name[BERTH_NAME_MAX + 1];
    berth_interface_type type;
    bool up;
    char mac[BERTH_MAC_TEXT]; /* "" when it has none of six bytes */
    int64_t mtu;
    int master, below; /* indexes: of its bridge or bond, of the interface a vlan is on; 0 for none */
    bool autoconf;     /* IPv6 addresses come by router advertisements, if a router sends any */
    bool stp;
    int64_t delay_ms;
    int64_t tag;
    berth_live_bond *bond;                                           /* owned; NULL for what is none */
    char gateway4[BERTH_ADDRESS_TEXT], gateway6[BERTH_ADDRESS_TEXT]; /* "" for none */
    int64_t metric4, metric6;                                        /* of the routes by these */
    berth_live_address *addresses;
    size_t count, capacity;
} berth_link;

typedef struct berth_live {
    berth_link *links; /* by rising index, as the kernel lists them */
    size_t count, capacity;
    const berth_link **by_name; /* all of them, sorted; NULL until berth_live_sort_names() */
} berth_live;

typedef enum berth_live_what {
    BERTH_LIVE_LINKS, /* links alone, which is less to read */
    BERTH_LIVE_ALL    /* and their addresses and default routes */
} berth_live_what;

bool berth_live_read(berth_live *live, berth_live_what what, berth_error **error);
void berth_live_clear(berth_live *live);

/** Makes berth_live_find() quick, for those who look for many. False when memory ran out. */
bool berth_live_sort_names(berth_live *live);

const berth_link *berth_live_find(const berth_live *live, const char *name);
const berth_link *berth_live_by_index(const berth_live *live, int index);

/** The link in the form of a configuration. Fails UNSUPPORTED for a kind the model does not describe. */
berth_interface_config *berth_live_to_config(const berth_live *live, const berth_link *link, berth_error **error);

#endif
