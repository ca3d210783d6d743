/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-enums.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_INTERFACE_CONFIG (gberth_interface_config_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthInterfaceConfig, gberth_interface_config, GBERTH, INTERFACE_CONFIG, GObject)

GBERTH_API GBerthInterfaceConfig *gberth_interface_config_new(GBerthInterfaceType type, const char *name,
                                                              GError **error);
GBERTH_API GBerthInterfaceConfig *gberth_interface_config_new_from_xml(const char *xml, const char *source,
                                                                       GError **error);
GBERTH_API GBerthInterfaceConfig *gberth_interface_config_new_from_json(const char *json, const char *source,
                                                                        GError **error);
GBERTH_API char *gberth_interface_config_to_xml(GBerthInterfaceConfig *config, GError **error);
GBERTH_API char *gberth_interface_config_to_json(GBerthInterfaceConfig *config, GError **error);
GBERTH_API GBerthInterfaceConfig *gberth_interface_config_copy(GBerthInterfaceConfig *config);
GBERTH_API gboolean gberth_interface_config_equal(GBerthInterfaceConfig *config, GBerthInterfaceConfig *other);
GBERTH_API void gberth_interface_config_adopt_revision(GBerthInterfaceConfig *config, GBerthInterfaceConfig *other);

GBERTH_API GBerthInterfaceType gberth_interface_config_get_interface_type(GBerthInterfaceConfig *config);
GBERTH_API const char *gberth_interface_config_get_name(GBerthInterfaceConfig *config);

GBERTH_API GBerthStartMode gberth_interface_config_get_start_mode(GBerthInterfaceConfig *config);
GBERTH_API gboolean gberth_interface_config_set_start_mode(GBerthInterfaceConfig *config, GBerthStartMode mode,
                                                           GError **error);

GBERTH_API const char *gberth_interface_config_get_mac(GBerthInterfaceConfig *config);
GBERTH_API gboolean gberth_interface_config_set_mac(GBerthInterfaceConfig *config, const char *mac, GError **error);

GBERTH_API gboolean gberth_interface_config_get_mtu(GBerthInterfaceConfig *config, gint64 *mtu, GError **error);
GBERTH_API gboolean gberth_interface_config_set_mtu(GBerthInterfaceConfig *config, gint64 mtu, GError **error);
GBERTH_API void gberth_interface_config_unset_mtu(GBerthInterfaceConfig *config);

GBERTH_API gboolean gberth_interface_config_get_dhcp(GBerthInterfaceConfig *config, GBerthIpFamily family);
GBERTH_API gboolean gberth_interface_config_set_dhcp(GBerthInterfaceConfig *config, GBerthIpFamily family,
                                                     gboolean dhcp, GError **error);

GBERTH_API gboolean gberth_interface_config_get_autoconf(GBerthInterfaceConfig *config);
GBERTH_API void gberth_interface_config_set_autoconf(GBerthInterfaceConfig *config, gboolean autoconf);

GBERTH_API gboolean gberth_interface_config_get_peerdns(GBerthInterfaceConfig *config, GBerthIpFamily family,
                                                        gboolean *peerdns, GError **error);
GBERTH_API gboolean gberth_interface_config_set_peerdns(GBerthInterfaceConfig *config, GBerthIpFamily family,
                                                        gboolean peerdns, GError **error);

GBERTH_API char **gberth_interface_config_get_addresses(GBerthInterfaceConfig *config, GBerthIpFamily family,
                                                        GError **error);
GBERTH_API gboolean gberth_interface_config_add_address(GBerthInterfaceConfig *config, GBerthIpFamily family,
                                                        const char *address, GError **error);
GBERTH_API void gberth_interface_config_clear_addresses(GBerthInterfaceConfig *config, GBerthIpFamily family);

GBERTH_API const char *gberth_interface_config_get_gateway(GBerthInterfaceConfig *config, GBerthIpFamily family);
GBERTH_API gboolean gberth_interface_config_set_gateway(GBerthInterfaceConfig *config, GBerthIpFamily family,
                                                        const char *gateway, GError **error);

GBERTH_API char **gberth_interface_config_get_dns_servers(GBerthInterfaceConfig *config, GError **error);
GBERTH_API gboolean gberth_interface_config_add_dns_server(GBerthInterfaceConfig *config, const char *server,
                                                           GError **error);
GBERTH_API char **gberth_interface_config_get_dns_search(GBerthInterfaceConfig *config, GError **error);
GBERTH_API gboolean gberth_interface_config_add_dns_search(GBerthInterfaceConfig *config, const char *domain,
                                                           GError **error);
GBERTH_API void gberth_interface_config_clear_dns(GBerthInterfaceConfig *config);

GBERTH_API char **gberth_interface_config_get_ports(GBerthInterfaceConfig *config, GError **error);
GBERTH_API GBerthInterfaceConfig *gberth_interface_config_get_port(GBerthInterfaceConfig *config, const char *name,
                                                                   GError **error);
GBERTH_API gboolean gberth_interface_config_add_port(GBerthInterfaceConfig *config, GBerthInterfaceConfig *port,
                                                     GError **error);
GBERTH_API gboolean gberth_interface_config_remove_port(GBerthInterfaceConfig *config, const char *name,
                                                        GError **error);

GBERTH_API gboolean gberth_interface_config_get_stp(GBerthInterfaceConfig *config, gboolean *stp, GError **error);
GBERTH_API gboolean gberth_interface_config_set_stp(GBerthInterfaceConfig *config, gboolean stp, GError **error);

GBERTH_API gboolean gberth_interface_config_get_delay(GBerthInterfaceConfig *config, gint64 *delay_ms, GError **error);
GBERTH_API gboolean gberth_interface_config_set_delay(GBerthInterfaceConfig *config, gint64 delay_ms, GError **error);

GBERTH_API gboolean gberth_interface_config_get_bond_mode(GBerthInterfaceConfig *config, GBerthBondMode *mode,
                                                          GError **error);
GBERTH_API gboolean gberth_interface_config_set_bond_mode(GBerthInterfaceConfig *config, GBerthBondMode mode,
                                                          GError **error);

GBERTH_API const char *gberth_interface_config_get_bond_primary(GBerthInterfaceConfig *config);
GBERTH_API gboolean gberth_interface_config_set_bond_primary(GBerthInterfaceConfig *config, const char *primary,
                                                             GError **error);

GBERTH_API gboolean gberth_interface_config_get_miimon(GBerthInterfaceConfig *config, gint64 *interval_ms,
                                                       GError **error);
GBERTH_API gboolean gberth_interface_config_set_miimon(GBerthInterfaceConfig *config, gint64 interval_ms,
                                                       GError **error);

GBERTH_API gboolean gberth_interface_config_get_updelay(GBerthInterfaceConfig *config, gint64 *delay_ms,
                                                        GError **error);
GBERTH_API gboolean gberth_interface_config_set_updelay(GBerthInterfaceConfig *config, gint64 delay_ms, GError **error);

GBERTH_API gboolean gberth_interface_config_get_downdelay(GBerthInterfaceConfig *config, gint64 *delay_ms,
                                                          GError **error);
GBERTH_API gboolean gberth_interface_config_set_downdelay(GBerthInterfaceConfig *config, gint64 delay_ms,
                                                          GError **error);

GBERTH_API gboolean gberth_interface_config_get_use_carrier(GBerthInterfaceConfig *config, gboolean *use_carrier,
                                                            GError **error);
GBERTH_API gboolean gberth_interface_config_set_use_carrier(GBerthInterfaceConfig *config, gboolean use_carrier,
                                                            GError **error);

GBERTH_API gboolean gberth_interface_config_get_arp_interval(GBerthInterfaceConfig *config, gint64 *interval_ms,
                                                             GError **error);
GBERTH_API gboolean gberth_interface_config_set_arp_interval(GBerthInterfaceConfig *config, gint64 interval_ms,
                                                             GError **error);

GBERTH_API char **gberth_interface_config_get_arp_targets(GBerthInterfaceConfig *config, GError **error);
GBERTH_API gboolean gberth_interface_config_add_arp_target(GBerthInterfaceConfig *config, const char *target,
                                                           GError **error);

GBERTH_API gboolean gberth_interface_config_get_vlan(GBerthInterfaceConfig *config, gint64 *tag, const char **device,
                                                     GError **error);
GBERTH_API gboolean gberth_interface_config_set_vlan(GBerthInterfaceConfig *config, gint64 tag, const char *device,
                                                     GError **error);

GBERTH_API char **gberth_interface_config_list_settings(GBerthInterfaceConfig *config, GError **error);
GBERTH_API char *gberth_interface_config_get_setting(GBerthInterfaceConfig *config, const char *path, GError **error);
GBERTH_API gboolean gberth_interface_config_set_setting(GBerthInterfaceConfig *config, const char *path,
                                                        const char *value, GError **error);
GBERTH_API gboolean gberth_interface_config_unset_setting(GBerthInterfaceConfig *config, const char *path,
                                                          GError **error);
GBERTH_API gboolean gberth_interface_config_get_origin(GBerthInterfaceConfig *config, const char *path, char **file,
                                                       gint64 *line, GError **error);

G_END_DECLS
