/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What the classes need of one another, and of the core: each wraps one core object. Nothing here is
 * exported.
 */
#pragma once

#include <berth-gobject/berth-gobject.h>
#include <berth/berth.h>

/* Only this library derives from a host. */
struct _GBerthHost {
    GObject parent;
    berth_host *core;
};

/* g_object_new() makes a host that nothing was opened for; no call may reach the core with it. */
#define IS_OPEN_HOST(host) (GBERTH_IS_HOST(host) && (host)->core)

/* The _wrap functions take over the core object they are given. */
GBerthInterface *_gberth_interface_wrap(berth_interface *core, GBerthHost *host);
GBerthInterfaceConfig *_gberth_interface_config_wrap(berth_interface_config *core);
GBerthInterfaceInfo *_gberth_interface_info_wrap(berth_interface_info *core);
GBerthReport *_gberth_report_wrap(berth_report *core);
GBerthCapabilities *_gberth_capabilities_wrap(berth_capabilities *core);
GBerthEvent *_gberth_event_wrap(berth_event *core);

/* Its signals come in @context. */
GBerthWatch *_gberth_watch_wrap(berth_watch *core, GMainContext *context);
GBerthInterfaceItem *_gberth_interface_item_new(GBerthInterface *iface, GBerthInterfaceInfo *info);
void _gberth_interface_item_set_info(GBerthInterfaceItem *item, GBerthInterfaceInfo *info);

/* Every way to open a host; its log comes in @context. */
GBerthHost *_gberth_host_open(const char *uri, const char *root, const char *driver, GMainContext *context,
                              berth_error **error);

/* Once a copy of it was defined, @config stands for what the host has. */
void _gberth_interface_config_adopt(GBerthInterfaceConfig *config, const berth_interface_config *defined);

/* NULL for an object that a program made with g_object_new(), which stands for nothing. */
const berth_interface_config *_gberth_interface_config_get_core(GBerthInterfaceConfig *config);
