/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/live.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/ipv6.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <stdio.h>

#include "base/error.h"
#include "base/netlink.h"
#include "base/utf8.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define MAX_TRIES 5 /* at a dump that changes while it is read */
#define ATTRIBUTES 64

/* The attributes of one message or nest by their number; newer ones than this table are passed over. */
typedef struct attributes {
    const struct nlattr *by_type[ATTRIBUTES];
} attributes;

static int remember(const struct nlattr *attr, void *data)
{
    attributes *all = data;
    unsigned type = mnl_attr_get_type(attr);
    if (type < ATTRIBUTES)
        all->by_type[type] = attr;
    return MNL_CB_OK;
}

static uint32_t number(const attributes *all, unsigned type)
{
    return all->by_type[type] ? mnl_attr_get_u32(all->by_type[type]) : 0;
}

/* The unit of these attributes is USER_HZ, 1/100 s on every architecture that Linux still has (asm/param.h). */
static int64_t ticks_to_ms(uint32_t ticks)
{
    return (int64_t)ticks * 10;
}

static int remember_target(const struct nlattr *attr, void *data)
{
    berth_live_bond *bond = data;
    uint32_t address = mnl_attr_get_u32(attr);
    if (address && bond->arp_target_count < BERTH_ARP_TARGETS_MAX)
        inet_ntop(AF_INET, &address, bond->arp_targets[bond->arp_target_count++], BERTH_ADDRESS_TEXT);
    return MNL_CB_OK;
}

static uint8_t small_number(const attributes *all, unsigned type)
{
    return all->by_type[type] ? mnl_attr_get_u8(all->by_type[type]) : 0;
}

/* Attributes as Documentation/netlink/specs/rt_link.yaml has them. False when memory ran out. */
static bool read_bond(berth_link *link, const attributes *data)
{
    berth_live_bond *bond = calloc(1, sizeof *bond);
    if (!bond)
        return false;
    bond->mode = small_number(data, IFLA_BOND_MODE);
    bond->miimon_ms = number(data, IFLA_BOND_MIIMON);
    bond->updelay_ms = number(data, IFLA_BOND_UPDELAY);
    bond->downdelay_ms = number(data, IFLA_BOND_DOWNDELAY);
    bond->use_carrier = small_number(data, IFLA_BOND_USE_CARRIER) != 0;
    bond->arp_interval_ms = number(data, IFLA_BOND_ARP_INTERVAL);
    bond->arp_validate = (int)number(data, IFLA_BOND_ARP_VALIDATE);
    bond->primary = (int)number(data, IFLA_BOND_PRIMARY);
    if (data->by_type[IFLA_BOND_ARP_IP_TARGET])
        mnl_attr_parse_nested(data->by_type[IFLA_BOND_ARP_IP_TARGET], remember_target, bond);
    link->bond = bond;
    return true;
}

/* False when memory ran out. */
static bool read_kind(berth_link *link, const struct nlattr *nest)
{
    attributes info = {0}, data = {0};
    mnl_attr_parse_nested(nest, remember, &info);
    if (!info.by_type[IFLA_INFO_KIND])
        return true;
    const char *kind = mnl_attr_get_str(info.by_type[IFLA_INFO_KIND]);
    if (info.by_type[IFLA_INFO_DATA])
        mnl_attr_parse_nested(info.by_type[IFLA_INFO_DATA], remember, &data);
    if (strcmp(kind, "bridge") == 0) {
        link->type = BERTH_INTERFACE_TYPE_BRIDGE;
        link->stp = number(&data, IFLA_BR_STP_STATE) != 0;
        link->delay_ms = ticks_to_ms(number(&data, IFLA_BR_FORWARD_DELAY));
    } else if (strcmp(kind, "vlan") == 0) {
        link->type = BERTH_INTERFACE_TYPE_VLAN;
        link->tag = data.by_type[IFLA_VLAN_ID] ? mnl_attr_get_u16(data.by_type[IFLA_VLAN_ID]) : BERTH_NO_NUMBER;
    } else if (strcmp(kind, "bond") == 0) {
        link->type = BERTH_INTERFACE_TYPE_BOND;
        return read_bond(link, &data);
    }
    return true;
}

/* Documentation/networking/ip-sysctl.rst: accept_ra 1 means no where packets are forwarded, 2 means yes even then. */
static bool reads_advertisements(const int32_t *conf, size_t count)
{
    if (count <= DEVCONF_AUTOCONF || !conf[DEVCONF_AUTOCONF])
        return false;
    return conf[DEVCONF_ACCEPT_RA] > 1 || (conf[DEVCONF_ACCEPT_RA] == 1 && !conf[DEVCONF_FORWARDING]);
}

static void read_autoconf(berth_link *link, const struct nlattr *families)
{
    attributes all = {0}, ipv6 = {0};
    mnl_attr_parse_nested(families, remember, &all);
    if (!all.by_type[AF_INET6])
        return;
    mnl_attr_parse_nested(all.by_type[AF_INET6], remember, &ipv6);
    const struct nlattr *conf = ipv6.by_type[IFLA_INET6_CONF];
    if (conf)
        link->autoconf =
            reads_advertisements(mnl_attr_get_payload(conf), mnl_attr_get_payload_len(conf) / sizeof(int32_t));
}

/* The kernel takes any bytes for a name. */
static void copy_name(char out[BERTH_NAME_MAX + 1], const char *name)
{
    snprintf(out, BERTH_NAME_MAX + 1, "%s", name);
    berth_show_as_utf8(out);
}

static int read_link(const struct nlmsghdr *message, void *target)
{
    berth_live *live = target;
    const struct ifinfomsg *header = mnl_nlmsg_get_payload(message);
    attributes all = {0};
    mnl_attr_parse(message, sizeof *header, remember, &all);
    if (message->nlmsg_type != RTM_NEWLINK || !all.by_type[IFLA_IFNAME])
        return MNL_CB_OK;
    if (!BERTH_GROW(live->links, live->count, live->capacity)) {
        errno = ENOMEM;
        return MNL_CB_ERROR;
    }
    berth_link *link = &live->links[live->count++];
    *link = (berth_link){
        .index = header->ifi_index,
        .up = (header->ifi_flags & IFF_UP) != 0,
        .mtu = number(&all, IFLA_MTU),
        .master = (int)number(&all, IFLA_MASTER),
        .below = (int)number(&all, IFLA_LINK),
        .tag = BERTH_NO_NUMBER,
        .delay_ms = BERTH_NO_NUMBER,
        .type = header->ifi_type == ARPHRD_ETHER      ? BERTH_INTERFACE_TYPE_ETHERNET
                : header->ifi_type == ARPHRD_LOOPBACK ? BERTH_INTERFACE_TYPE_LOOPBACK
                                                      : BERTH_INTERFACE_TYPE_OTHER,
    };
    copy_name(link->name, mnl_attr_get_str(all.by_type[IFLA_IFNAME]));
    const struct nlattr *mac = all.by_type[IFLA_ADDRESS];
    if (mac && mnl_attr_get_payload_len(mac) == 6) {
        const uint8_t *byte = mnl_attr_get_payload(mac);
        snprintf(link->mac, sizeof link->mac, "%02x:%02x:%02x:%02x:%02x:%02x", byte[0], byte[1], byte[2], byte[3],
                 byte[4], byte[5]);
    }
    if (all.by_type[IFLA_AF_SPEC])
        read_autoconf(link, all.by_type[IFLA_AF_SPEC]);
    if (!all.by_type[IFLA_LINKINFO] || read_kind(link, all.by_type[IFLA_LINKINFO]))
        return MNL_CB_OK;
    errno = ENOMEM;
    return MNL_CB_ERROR;
}

const berth_link *berth_live_by_index(const berth_live *live, int index)
{
    size_t low = 0, high = live->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (live->links[middle].index == index)
            return &live->links[middle];
        if (live->links[middle].index < index)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static int read_address(const struct nlmsghdr *message, void *target)
{
    berth_live *live = target;
    const struct ifaddrmsg *header = mnl_nlmsg_get_payload(message);
    attributes all = {0};
    mnl_attr_parse(message, sizeof *header, remember, &all);
    berth_link *link = (berth_link *)berth_live_by_index(live, (int)header->ifa_index);
    /* IFA_LOCAL is ours where the link has two ends (rtnetlink(7)). */
    const struct nlattr *address = all.by_type[IFA_LOCAL] ? all.by_type[IFA_LOCAL] : all.by_type[IFA_ADDRESS];
    if (!link || !address || (header->ifa_family != AF_INET && header->ifa_family != AF_INET6))
        return MNL_CB_OK;
    if (!BERTH_GROW(link->addresses, link->count, link->capacity)) {
        errno = ENOMEM;
        return MNL_CB_ERROR;
    }
    berth_live_address *one = &link->addresses[link->count++];
    one->family = header->ifa_family == AF_INET6 ? BERTH_IP_FAMILY_IPV6 : BERTH_IP_FAMILY_IPV4;
    one->prefix = header->ifa_prefixlen;
    one->link_local = header->ifa_scope == RT_SCOPE_LINK;
    *one->label = '\0';
    if (all.by_type[IFA_LABEL])
        copy_name(one->label, mnl_attr_get_str(all.by_type[IFA_LABEL]));
    if (strcmp(one->label, link->name) == 0)
        *one->label = '\0';
    inet_ntop(header->ifa_family, mnl_attr_get_payload(address), one->text, sizeof one->text);
    return MNL_CB_OK;
}

static int read_route(const struct nlmsghdr *message, void *target)
{
    berth_live *live = target;
    const struct rtmsg *header = mnl_nlmsg_get_payload(message);
    attributes all = {0};
    mnl_attr_parse(message, sizeof *header, remember, &all);
    if (header->rtm_dst_len != 0 || header->rtm_table != RT_TABLE_MAIN || header->rtm_type != RTN_UNICAST ||
        !all.by_type[RTA_GATEWAY] || !all.by_type[RTA_OIF])
        return MNL_CB_OK;
    berth_link *link = (berth_link *)berth_live_by_index(live, (int)number(&all, RTA_OIF));
    if (!link || (header->rtm_family != AF_INET && header->rtm_family != AF_INET6))
        return MNL_CB_OK;
    bool ipv6 = header->rtm_family == AF_INET6;
    char *gateway = ipv6 ? link->gateway6 : link->gateway4;
    int64_t *metric = ipv6 ? &link->metric6 : &link->metric4;
    /* Of several routes the one that the kernel prefers. */
    if (*gateway && number(&all, RTA_PRIORITY) >= *metric)
        return MNL_CB_OK;
    *metric = number(&all, RTA_PRIORITY);
    inet_ntop(header->rtm_family, mnl_attr_get_payload(all.by_type[RTA_GATEWAY]), gateway, BERTH_ADDRESS_TEXT);
    return MNL_CB_OK;
}

typedef struct dump {
    uint16_t type;
    size_t header_size;
    mnl_cb_t read;
} dump;

static bool ask(berth_netlink *netlink, const dump *what, berth_live *live, bool *again, berth_error **error)
{
    char buffer[256] = {0}; /* a header and one small attribute */
    struct nlmsghdr *request = mnl_nlmsg_put_header(buffer);
    request->nlmsg_type = what->type;
    request->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    mnl_nlmsg_put_extra_header(request, what->header_size);
    if (what->type == RTM_GETLINK)
        mnl_attr_put_u32(request, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
    return berth_netlink_ask(netlink, request, what->read, live, again, DOMAIN, error);
}

/* Kernels before 6.8 list links by hash bucket. */
static int compare_links(const void *a, const void *b)
{
    const berth_link *one = a, *other = b;
    return (one->index > other->index) - (one->index < other->index);
}

bool berth_live_read(berth_live *live, berth_live_what what, berth_error **error)
{
    static const dump dumps[] = {
        {RTM_GETLINK,  sizeof(struct ifinfomsg), read_link   },
        {RTM_GETADDR,  sizeof(struct ifaddrmsg), read_address},
        {RTM_GETROUTE, sizeof(struct rtmsg),     read_route  },
    };
    size_t wanted = what == BERTH_LIVE_ALL ? BERTH_COUNT(dumps) : 1;
    bool done = false, again = true;
    memset(live, 0, sizeof *live);
    for (int tries = 0; again && tries < MAX_TRIES; tries++) {
        berth_netlink *netlink = berth_netlink_open(DOMAIN, error);
        if (!netlink)
            return false;
        berth_live_clear(live);
        done = true;
        again = false;
        for (size_t i = 0; done && i < wanted; i++) {
            done = ask(netlink, &dumps[i], live, &again, error);
            if (i == 0 && live->count)
                qsort(live->links, live->count, sizeof *live->links, compare_links);
        }
        berth_netlink_close(netlink);
    }
    if (done)
        return true;
    berth_live_clear(live);
    if (again)
        berth_fail(error, DOMAIN, BERTH_ERROR_IO,
                   "the kernel's interfaces change faster than they can be read; try again");
    return false;
}

void berth_live_clear(berth_live *live)
{
    for (size_t i = 0; i < live->count; i++) {
        free(live->links[i].addresses);
        free(live->links[i].bond);
    }
    free(live->links);
    free(live->by_name);
    memset(live, 0, sizeof *live);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp((*(const berth_link *const *)a)->name, (*(const berth_link *const *)b)->name);
}

bool berth_live_sort_names(berth_live *live)
{
    live->by_name = malloc((live->count + 1) * sizeof *live->by_name);
    for (size_t i = 0; live->by_name && i < live->count; i++)
        live->by_name[i] = &live->links[i];
    if (live->by_name)
        qsort(live->by_name, live->count, sizeof *live->by_name, compare_names);
    return live->by_name != NULL;
}

static int compare_with_name(const void *name, const void *link)
{
    return strcmp(name, (*(const berth_link *const *)link)->name);
}

const berth_link *berth_live_find(const berth_live *live, const char *name)
{
    if (live->by_name) {
        const berth_link **found = bsearch(name, live->by_name, live->count, sizeof *live->by_name, compare_with_name);
        return found ? *found : NULL;
    }
    for (size_t i = 0; i < live->count; i++)
        if (strcmp(live->links[i].name, name) == 0)
            return &live->links[i];
    return NULL;
}

static bool fill_ports(const berth_live *live, const berth_link *link, berth_interface_config *config,
                       berth_error **error);

static bool fill_bond(const berth_live *live, const berth_link *link, berth_interface_config *config,
                      berth_error **error)
{
    const berth_live_bond *from = link->bond;
    const berth_link *primary = from->primary ? berth_live_by_index(live, from->primary) : NULL;
    berth_bond *bond = &config->bond;
    bond->mode = from->mode;
    if (from->miimon_ms > 0) {
        bond->miimon_ms = from->miimon_ms;
        bond->updelay_ms = from->updelay_ms;
        bond->downdelay_ms = from->downdelay_ms;
        bond->use_carrier = from->use_carrier ? BERTH_ON : BERTH_OFF;
    } else if (from->arp_interval_ms > 0) {
        bond->arp_interval_ms = from->arp_interval_ms;
        bond->arp_validate = berth_arp_validate_get_name(from->arp_validate) ? from->arp_validate : BERTH_NO_NUMBER;
        for (size_t i = 0; i < from->arp_target_count; i++)
            if (!berth_interface_config_add_arp_target(config, from->arp_targets[i], error))
                return false;
    }
    return (!primary || berth_interface_config_set_bond_primary(config, primary->name, error)) &&
           fill_ports(live, link, config, error);
}

static bool add_port(const berth_live *live, const berth_link *link, berth_interface_config *config,
                     berth_error **error)
{
    /* Whatever kind of link it is, as a port it is an ethernet device; a vlan says what it is on, a bond what it is
     * made of. */
    const berth_link *below = link->below ? berth_live_by_index(live, link->below) : NULL;
    bool of_bridge = config->type == BERTH_INTERFACE_TYPE_BRIDGE;
    bool vlan = of_bridge && link->type == BERTH_INTERFACE_TYPE_VLAN && below && link->tag > 0;
    bool bond = of_bridge && link->bond;
    berth_interface_type type = vlan   ? BERTH_INTERFACE_TYPE_VLAN
                                : bond ? BERTH_INTERFACE_TYPE_BOND
                                       : BERTH_INTERFACE_TYPE_ETHERNET;
    BERTH_AUTO_CONFIG berth_interface_config *port = berth_interface_config_new(type, link->name, error);
    if (!port || (vlan && !berth_interface_config_set_vlan(port, link->tag, below->name, error)) ||
        (bond && !fill_bond(live, link, port, error)))
        return false;
    return berth_interface_config_add_port(config, port, error);
}

static bool fill_ports(const berth_live *live, const berth_link *link, berth_interface_config *config,
                       berth_error **error)
{
    for (size_t i = 0; i < live->count; i++)
        if (live->links[i].master == link->index && !add_port(live, &live->links[i], config, error))
            return false;
    return true;
}

/* The kernel takes any label; one that no configuration can have is left out. */
static bool fill_address(const berth_live_address *address, berth_interface_config *config, berth_ip *ip)
{
    bool labelled = *address->label && berth_check_label(config, ip->family, address->label, NULL);
    return berth_ip_append(ip, address->text, address->prefix) && berth_ip_label(ip, labelled ? address->label : NULL);
}

static bool fill_ip(const berth_link *link, berth_interface_config *config, berth_ip_family family, berth_error **error)
{
    berth_ip *ip = berth_interface_config_ip(config, family);
    bool ipv6 = family == BERTH_IP_FAMILY_IPV6;
    const char *gateway = ipv6 ? link->gateway6 : link->gateway4;
    int64_t metric = ipv6 ? link->metric6 : link->metric4;
    for (size_t i = 0; i < link->count; i++)
        if (link->addresses[i].family == family && !fill_address(&link->addresses[i], config, ip))
            return berth_fail_memory(error, DOMAIN);
    ip->autoconf = ip->present && ipv6 && link->autoconf && link->type != BERTH_INTERFACE_TYPE_LOOPBACK;
    if (*gateway && metric != berth_family_metric(family))
        ip->metric = metric;
    return !*gateway || berth_interface_config_set_gateway(config, family, gateway, error);
}

berth_interface_config *berth_live_to_config(const berth_live *live, const berth_link *link, berth_error **error)
{
    if (link->type == BERTH_INTERFACE_TYPE_OTHER) {
        berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                   "'%s' is a kind of interface that this version does not describe", link->name);
        return NULL;
    }
    BERTH_AUTO_CONFIG berth_interface_config *config = berth_interface_config_new(link->type, link->name, error);
    if (!config)
        return NULL;
    config->mtu = link->mtu;
    config->mac = *link->mac && link->type != BERTH_INTERFACE_TYPE_LOOPBACK ? strdup(link->mac) : NULL;
    if (link->type == BERTH_INTERFACE_TYPE_BRIDGE) {
        config->bridge.stp = link->stp ? BERTH_ON : BERTH_OFF;
        config->bridge.delay_ms = link->delay_ms;
        if (!fill_ports(live, link, config, error))
            return NULL;
    }
    if (link->bond && !fill_bond(live, link, config, error))
        return NULL;
    const berth_link *below = link->below ? berth_live_by_index(live, link->below) : NULL;
    if (link->type == BERTH_INTERFACE_TYPE_VLAN && below && link->tag > 0 &&
        !berth_interface_config_set_vlan(config, link->tag, below->name, error))
        return NULL;
    if (!fill_ip(link, config, BERTH_IP_FAMILY_IPV4, error) || !fill_ip(link, config, BERTH_IP_FAMILY_IPV6, error))
        return NULL;
    return BERTH_STEAL(config);
}
