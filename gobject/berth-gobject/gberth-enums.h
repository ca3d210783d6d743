/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The words of the interface area, and of events. Values are those of the core, which gberth-enums.c sees to.
 */
#pragma once

#include <berth-gobject/gberth-base.h>

G_BEGIN_DECLS

/**
 * GBerthInterfaceType:
 * @GBERTH_INTERFACE_TYPE_OTHER: a kind that the model does not describe, as ppp and tunnels: extras make it
 * @GBERTH_INTERFACE_TYPE_LOOPBACK: the host's way to itself
 * @GBERTH_INTERFACE_TYPE_ETHERNET: a network card, or what looks like one
 * @GBERTH_INTERFACE_TYPE_BRIDGE: a switch made of the host's interfaces
 * @GBERTH_INTERFACE_TYPE_VLAN: IEEE 802.1Q, one tag on top of another interface
 * @GBERTH_INTERFACE_TYPE_BOND: several links used as one
 *
 * What kind of interface it is.
 *
 * Since: 0.1
 */
typedef enum {
    GBERTH_INTERFACE_TYPE_OTHER = 1,
    GBERTH_INTERFACE_TYPE_LOOPBACK = 2,
    GBERTH_INTERFACE_TYPE_ETHERNET = 3,
    GBERTH_INTERFACE_TYPE_BRIDGE = 4,
    GBERTH_INTERFACE_TYPE_VLAN = 5,
    GBERTH_INTERFACE_TYPE_BOND = 6
} GBerthInterfaceType;

/**
 * GBerthStartMode:
 * @GBERTH_START_MODE_NONE: never
 * @GBERTH_START_MODE_ONBOOT: when the host starts
 * @GBERTH_START_MODE_HOTPLUG: when the device appears
 * @GBERTH_START_MODE_ONBOOT_HOTPLUG: when the host starts, and when the device appears
 *
 * When the host brings an interface up by itself.
 *
 * Since: 0.1
 */
typedef enum {
    GBERTH_START_MODE_NONE = 1,
    GBERTH_START_MODE_ONBOOT = 2,
    GBERTH_START_MODE_HOTPLUG = 3,
    GBERTH_START_MODE_ONBOOT_HOTPLUG = 4
} GBerthStartMode;

/**
 * GBerthBondMode:
 * @GBERTH_BOND_MODE_BALANCE_RR: one packet after the other
 * @GBERTH_BOND_MODE_ACTIVE_BACKUP: one port at a time
 * @GBERTH_BOND_MODE_BALANCE_XOR: by a hash of each packet
 * @GBERTH_BOND_MODE_BROADCAST: each packet on all of them
 * @GBERTH_BOND_MODE_IEEE_802_3AD: link aggregation, negotiated by LACP
 * @GBERTH_BOND_MODE_BALANCE_TLB: sending by each port's load
 * @GBERTH_BOND_MODE_BALANCE_ALB: sending and receiving by each port's load
 *
 * How a bond uses its ports. The values are the kernel's numbers (linux/if_bonding.h).
 *
 * Since: 0.1
 */
typedef enum {
    GBERTH_BOND_MODE_BALANCE_RR = 0,
    GBERTH_BOND_MODE_ACTIVE_BACKUP = 1,
    GBERTH_BOND_MODE_BALANCE_XOR = 2,
    GBERTH_BOND_MODE_BROADCAST = 3,
    GBERTH_BOND_MODE_IEEE_802_3AD = 4,
    GBERTH_BOND_MODE_BALANCE_TLB = 5,
    GBERTH_BOND_MODE_BALANCE_ALB = 6
} GBerthBondMode;

/**
 * GBerthIpFamily:
 * @GBERTH_IP_FAMILY_IPV4: IPv4
 * @GBERTH_IP_FAMILY_IPV6: IPv6
 *
 * Which internet protocol. The values are the protocols' version numbers.
 *
 * Since: 0.1
 */
typedef enum {
    GBERTH_IP_FAMILY_IPV4 = 4, /* RFC 791 */
    GBERTH_IP_FAMILY_IPV6 = 6  /* RFC 8200 */
} GBerthIpFamily;

/**
 * GBerthInterfaceFilter:
 * @GBERTH_INTERFACE_FILTER_ALL: all of them
 * @GBERTH_INTERFACE_FILTER_ACTIVE: those that are up in the kernel
 * @GBERTH_INTERFACE_FILTER_INACTIVE: those that are down, or absent from the kernel
 * @GBERTH_INTERFACE_FILTER_DEFINED: those in the host's configuration
 *
 * Which interfaces to list. All that are named must hold.
 *
 * Since: 0.1
 */
typedef enum /*< flags >*/ {
    GBERTH_INTERFACE_FILTER_ALL = 0,
    GBERTH_INTERFACE_FILTER_ACTIVE = 1 << 0,
    GBERTH_INTERFACE_FILTER_INACTIVE = 1 << 1,
    GBERTH_INTERFACE_FILTER_DEFINED = 1 << 2
} GBerthInterfaceFilter;

/**
 * GBerthDefineFlags:
 * @GBERTH_DEFINE_DEFAULT: replace a definition of that name, or add one
 * @GBERTH_DEFINE_CREATE_ONLY: fail with EXISTS when there is a definition of that name
 * @GBERTH_DEFINE_UPDATE_ONLY: fail with NOT_FOUND when there is none
 * @GBERTH_DEFINE_ADOPT: what its ports have of addresses comes to the bridge or bond
 *
 * What a definition may replace, or takes over.
 *
 * Since: 0.1
 */
typedef enum /*< flags >*/ {
    GBERTH_DEFINE_DEFAULT = 0,
    GBERTH_DEFINE_CREATE_ONLY = 1 << 0,
    GBERTH_DEFINE_UPDATE_ONLY = 1 << 1,
    GBERTH_DEFINE_ADOPT = 1 << 2
} GBerthDefineFlags;

/**
 * GBerthUndefineFlags:
 * @GBERTH_UNDEFINE_DEFAULT: neither what is up nor what other definitions are made of
 * @GBERTH_UNDEFINE_FORCE: those too
 *
 * What is undefined all the same.
 *
 * Since: 0.1
 */
typedef enum /*< flags >*/ {
    GBERTH_UNDEFINE_DEFAULT = 0,
    /* A single name would have no prefix to tell from it. */
    GBERTH_UNDEFINE_FORCE = 1 << 0
} GBerthUndefineFlags;

/**
 * GBerthLogLevel:
 * @GBERTH_LOG_DEBUG: each step
 * @GBERTH_LOG_INFO: what was done
 * @GBERTH_LOG_WARNING: something looks wrong, the call goes on
 *
 * How much a log line matters.
 *
 * Since: 0.1
 */
typedef enum {
    /* glib-mkenums overlooks an enumeration on one line, which the layout makes of one without a comment. */
    GBERTH_LOG_DEBUG = 1,
    GBERTH_LOG_INFO = 2,
    GBERTH_LOG_WARNING = 3
} GBerthLogLevel;

/**
 * GBerthEventMask:
 * @GBERTH_EVENT_MASK_NONE: nothing; no watch is made for it
 * @GBERTH_EVENT_MASK_INTERFACES: interfaces, and what defines them
 *
 * Which events to watch for.
 *
 * Since: 0.1
 */
typedef enum /*< flags >*/ {
    GBERTH_EVENT_MASK_NONE = 0,
    /* A single name would have no prefix to tell from it. */
    GBERTH_EVENT_MASK_INTERFACES = 1 << 0
} GBerthEventMask;

/**
 * GBerthEventType:
 * @GBERTH_EVENT_TYPE_ADDED: an interface is there that was not
 * @GBERTH_EVENT_TYPE_REMOVED: neither the kernel nor the files have it any more
 * @GBERTH_EVENT_TYPE_CHANGED: its state, or its definition, is another
 * @GBERTH_EVENT_TYPE_RESYNC: events were lost: list everything again
 *
 * What happened.
 *
 * Since: 0.1
 */
typedef enum {
    GBERTH_EVENT_TYPE_ADDED = 1,
    GBERTH_EVENT_TYPE_REMOVED = 2,
    GBERTH_EVENT_TYPE_CHANGED = 3,
    GBERTH_EVENT_TYPE_RESYNC = 4
} GBerthEventType;

G_END_DECLS
