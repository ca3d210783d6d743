/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/netlink.h"

#include <errno.h>
#include <linux/rtnetlink.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/error.h"

/* The kernel fills dumps up to 32 KiB a message when the reader offers that much (af_netlink.c). */
#define RECEIVE_SIZE 32768

struct berth_netlink {
    struct mnl_socket *socket;
    unsigned sequence;
    char buffer[RECEIVE_SIZE];
};

berth_netlink *berth_netlink_open(berth_error_domain domain, berth_error **error)
{
    const int on = 1;
    berth_netlink *netlink = calloc(1, sizeof *netlink);
    if (!netlink) {
        berth_fail_memory(error, domain);
        return NULL;
    }
    netlink->socket = mnl_socket_open2(NETLINK_ROUTE, SOCK_CLOEXEC);
    if (!netlink->socket || mnl_socket_bind(netlink->socket, 0, MNL_SOCKET_AUTOPID) < 0) {
        berth_fail_errno(error, domain, errno, NULL, "cannot open a netlink socket");
        berth_netlink_close(netlink);
        return NULL;
    }
    /* Since Linux 4.20; without it a filtered dump answers with everything, which the readers sort out themselves. */
    mnl_socket_setsockopt(netlink->socket, NETLINK_GET_STRICT_CHK, (void *)&on, sizeof on);
    return netlink;
}

void berth_netlink_close(berth_netlink *netlink)
{
    if (!netlink)
        return;
    if (netlink->socket)
        mnl_socket_close(netlink->socket);
    free(netlink);
}

bool berth_netlink_ask(berth_netlink *netlink, struct nlmsghdr *request, mnl_cb_t callback, void *data, bool *again,
                       berth_error_domain domain, berth_error **error)
{
    unsigned port = mnl_socket_get_portid(netlink->socket);
    request->nlmsg_seq = ++netlink->sequence;
    *again = false;
    if (mnl_socket_sendto(netlink->socket, request, request->nlmsg_len) < 0)
        return berth_fail_errno(error, domain, errno, NULL, "cannot ask the kernel over netlink");
    bool dump = (request->nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP;
    int more;
    do {
        ssize_t got = mnl_socket_recvfrom(netlink->socket, netlink->buffer, sizeof netlink->buffer);
        if (got < 0)
            return berth_fail_errno(error, domain, errno, NULL, "cannot read the kernel's answer over netlink");
        more = mnl_cb_run(netlink->buffer, (size_t)got, netlink->sequence, port, callback, data);
        if (more < 0 && errno == EINTR) {
            *again = true;
            return false;
        }
        if (more < 0)
            return berth_fail_errno(error, domain, errno, NULL, "the kernel refused a netlink request");
    } while (more > 0 && dump);
    return true;
}
