/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Asking the kernel over rtnetlink(7). */
#ifndef BERTH_BASE_NETLINK_H
#define BERTH_BASE_NETLINK_H

#include <libmnl/libmnl.h>

#include "berth/berth-base.h"

typedef struct berth_netlink berth_netlink;

/** Opens a socket that filters dumps in the kernel where it can. */
berth_netlink *berth_netlink_open(berth_error_domain domain, berth_error **error);
void berth_netlink_close(berth_netlink *netlink);

/**
 * Sends @request (its flags NLM_F_REQUEST, and NLM_F_DUMP for a dump) and calls @callback for each answer; the
 * callback returns MNL_CB_OK, or MNL_CB_ERROR with errno to fail. A dump that the kernel marks as inconsistent is
 * asked for again by returning false with @again set; the callback's collection must then be emptied.
 */
bool berth_netlink_ask(berth_netlink *netlink, struct nlmsghdr *request, mnl_cb_t callback, void *data, bool *again,
                       berth_error_domain domain, berth_error **error);

#endif
