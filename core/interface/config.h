/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The model: what one interface's configuration is made of, for the files of this area. */
#ifndef BERTH_INTERFACE_CONFIG_H
#define BERTH_INTERFACE_CONFIG_H

#include <stdatomic.h>

#include "base/buffer.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/report.h"
#include "berth/berth-interface.h"

#define BERTH_DOCUMENT_MAX ((size_t)256 * 1024) /* bytes; a bridge of 1,000 ports has 60,000 */
#define BERTH_NAME_MAX 15                       /* IFNAMSIZ - 1, linux/if.h */
#define BERTH_VLAN_TAG_MAX 4094
#define BERTH_BRIDGE_DELAY_MAX_MS 30000
#define BERTH_ARP_TARGETS_MAX 16               /* BOND_MAX_ARP_TARGETS, net/bonding.h */
#define BERTH_METRIC_MAX ((int64_t)UINT32_MAX) /* RTA_PRIORITY, rtnetlink(7) */
#define BERTH_NO_PREFIX (-1)
#define BERTH_NO_NUMBER (-1) /* an mtu, delay, tag or metric that is not set */

/** Three-valued: a setting that is on, off, or not there. */
typedef enum berth_tristate { BERTH_UNSET = 0, BERTH_OFF = 1, BERTH_ON = 2 } berth_tristate;

/** One static address, in the text form inet_ntop(3) gives it. */
typedef struct berth_address {
    char *text;
    int prefix;  /* BERTH_NO_PREFIX when it was not given */
    char *label; /* "eth0:1", of an IPv4 address alone; NULL: the interface's name */
} berth_address;

typedef struct berth_ip {
    berth_ip_family family;
    bool present; /* the family is configured, be it with nothing but link-local addresses */
    bool dhcp;
    bool autoconf;   /* IPv6: addresses by router advertisements (RFC 4862) */
    bool by_default; /* of a definition that was read: it asks for nothing, and autoconf is the kernel's default */
    berth_tristate peerdns; /* whether DHCP may set the resolver */
    berth_address *addresses;
    size_t count, capacity;
    char *gateway;
    int64_t metric; /* of the default route; alone it makes no family present */
} berth_ip;

/** An option of the host's own format that the model does not know, kept word for word. */
typedef struct berth_extra {
    int stanza; /* which of the interface's stanzas in the host's file it stands in, from 0 */
    char *name, *value;
} berth_extra;

/** What a bridge or bond is made of. */
typedef struct berth_ports {
    berth_interface_config **items;
    size_t count, capacity;
} berth_ports;

typedef struct berth_bridge {
    berth_tristate stp;
    int64_t delay_ms;
} berth_bridge;

/** Numbers are BERTH_NO_NUMBER where they are not set. */
typedef struct berth_bond {
    int mode; /* berth_bond_mode */
    char *primary;
    int64_t miimon_ms, updelay_ms, downdelay_ms;
    berth_tristate use_carrier; /* on: ask the driver's carrier state; off: MII or ethtool ioctls */
    int64_t arp_interval_ms;
    berth_strings arp_targets;
    int arp_validate; /* the kernel's number, 0 to 3 */
} berth_bond;

/** Where a setting was read. */
typedef struct berth_origin {
    char *path;
    const char *file; /* one of the configuration's origin_files */
    unsigned line;
} berth_origin;

typedef struct berth_vlan {
    int64_t tag;
    char *device;
} berth_vlan;

struct berth_interface_config {
    atomic_int references;
    berth_interface_type type;
    char *name;
    berth_start_mode start;
    bool start_given; /* false: nothing is said of it, and a definition keeps the one there is */
    char *mac;
    int64_t mtu;
    berth_ip ipv4, ipv6;
    berth_strings dns_servers, dns_search;
    bool dns_given;      /* false: nothing is said of them, and a definition keeps those that are there */
    berth_ports ports;   /* when type is BRIDGE or BOND */
    berth_bridge bridge; /* when type is BRIDGE */
    berth_bond bond;     /* when type is BOND */
    berth_vlan vlan;     /* when type is VLAN */
    berth_extra *extras;
    size_t extra_count, extra_capacity;
    bool extras_given; /* false: nothing is said of them, and a definition keeps those that are there */
    berth_origin *origins;
    size_t origin_count, origin_capacity;
    berth_strings origin_files;
    /* What the files or the document that it was read from say and what will not come of it; NULL: nothing. Shared by
     * copies. */
    berth_report *findings;
    bool replaces; /* of a port: its own definition becomes this, however little it says. No copy has it. */
    /* Which definition it was read from: a hash of its bytes, and 0 for one that was made elsewhere. A port has that of
     * its own definition. */
    uint64_t revision;
};

#define BERTH_AUTO_CONFIG BERTH_AUTO(berth_cleanup_config)
void berth_cleanup_config(berth_interface_config **config);

/* Enum words, the same in XML, JSON and the command. -1 for a word that is none. */
int berth_interface_type_from_name(const char *name);
int berth_start_mode_from_name(const char *name);
int berth_bond_mode_from_name(const char *name);
int berth_arp_validate_from_name(const char *name);
const char *berth_arp_validate_get_name(int validate);

/** Fails INVALID with the reason, and what would be allowed. */
bool berth_check_interface_name(const char *name, berth_error **error);

/** Fails INVALID for a document that is longer than any description of an interface. */
bool berth_check_document_size(const char *text, const char *source, berth_error **error);

/** NULL for a number that is no family. */
berth_ip *berth_interface_config_ip(const berth_interface_config *config, berth_ip_family family);

/** Appends an address that the caller has parsed already. */
bool berth_ip_append(berth_ip *ip, const char *text, int prefix);

/** Labels the address appended last; NULL leaves it without a label. */
bool berth_ip_label(berth_ip *ip, const char *label);

/** Fails INVALID for what cannot be the label of an address of @config: too long, not of its name, or of IPv6. */
bool berth_check_label(const berth_interface_config *config, berth_ip_family family, const char *label,
                       berth_error **error);

/** Whether the family is there, once a document has said all of it: a metric alone configures nothing. */
void berth_ip_was_read(berth_ip *ip);

/** The metric that the kernel gives a default route where none was asked for. */
int64_t berth_family_metric(berth_ip_family family);

/**
 * Adds, with commas between, what @config says beyond what makes the device and its place: "mac, mtu, ipv4, dns" and
 * its extras by their names, but for those that @makes_device says make the device (nullable: none do).
 */
void berth_interface_config_list_own(const berth_interface_config *config,
                                     bool (*makes_device)(const berth_interface_config *config,
                                                          const berth_extra *extra),
                                     berth_buffer *words);

/** Whether it may have ports: a bridge or a bond. */
bool berth_interface_config_has_ports(const berth_interface_config *config);

/* What the accessors share. */
bool berth_config_not_set(const berth_interface_config *config, const char *setting, berth_error **error);
bool berth_config_require_type(const berth_interface_config *config, berth_interface_type type, berth_error **error);
bool berth_config_set_text(char **to, const char *from, berth_error **error);
char **berth_config_copy_list(const berth_strings *from, berth_error **error);
/** Gives @list away as a NULL-terminated array, also when it is empty. */
char **berth_config_give_list(berth_strings *list, berth_error **error);

/** Remembers where the setting at @path was read; false when memory ran out. */
bool berth_interface_config_add_origin(berth_interface_config *config, const char *path, const char *file,
                                       unsigned line);

/** Forgets where @path, and what is below it, was read: it was set since. */
void berth_interface_config_forget_origin(berth_interface_config *config, const char *path);

/**
 * Remembers that the host's tool will not do what a line says, or something else than it seems to say, or that a
 * document says what cannot be defined. @setting is NULL for what is no setting. False when memory ran out.
 */
bool berth_interface_config_add_finding(berth_interface_config *config, const char *setting, const char *file,
                                        unsigned line, const char *format, ...) __attribute__((format(printf, 5, 6)));

/** Forgets what is remembered so, of its ports too. */
void berth_interface_config_forget_findings(berth_interface_config *config);

/** Logs what of the document that @config was read from is left out, also of its ports. */
void berth_interface_config_log_findings(const berth_interface_config *config, const berth_log *log);

void berth_interface_config_clear_extras(berth_interface_config *config);
bool berth_interface_config_add_extra(berth_interface_config *config, int stanza, const char *name, const char *value);

/** Takes from @old what nothing was said of: start mode, DNS settings, extras. False when memory ran out. */
bool berth_interface_config_keep_unsaid(berth_interface_config *config, const berth_interface_config *old);

/**
 * Gives each address that has no prefix the one that @old (nullable) has for it, or else the one that ifup would give
 * it, and logs that. Fails INVALID where it would then be there twice.
 */
bool berth_interface_config_complete_prefixes(berth_interface_config *config, const berth_interface_config *old,
                                              const berth_log *log, berth_error **error);

/** Fails INVALID for a bond that is monitored in two ways, or by ARP without an interval. */
bool berth_interface_config_check_monitors(const berth_interface_config *config, berth_error **error);

/** What no single setter can see: a vlan without its tag, an MTU too small for IPv6, ... */
bool berth_interface_config_check(const berth_interface_config *config, berth_error **error);

/** Whether what is defined by itself can be shown as a port of @config: what has addresses is more than that. */
bool berth_interface_config_can_be_port(const berth_interface_config *config, const berth_interface_config *port);

/** Whether it says nothing beyond its type and name, as the ports of a bridge usually do. */
bool berth_interface_config_is_bare(const berth_interface_config *config);

/** How @config is made of @name: "has for a port" or "is a vlan on"; NULL: it is not. */
const char *berth_interface_config_use(const berth_interface_config *config, const char *name);

/** A name with a number after its last dot, "eth0.42", names a vlan of it. Returns: the tag, or BERTH_NO_NUMBER. */
int64_t berth_vlan_tag_in_name(const char *name);

#endif
