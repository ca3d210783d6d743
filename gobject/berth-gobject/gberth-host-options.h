/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <berth-gobject/gberth-base.h>

G_BEGIN_DECLS

#define GBERTH_TYPE_HOST_OPTIONS (gberth_host_options_get_type())

GBERTH_API
G_DECLARE_FINAL_TYPE(GBerthHostOptions, gberth_host_options, GBERTH, HOST_OPTIONS, GObject)

GBERTH_API GBerthHostOptions *gberth_host_options_new(void);
GBERTH_API const char *gberth_host_options_get_root(GBerthHostOptions *options);
GBERTH_API void gberth_host_options_set_root(GBerthHostOptions *options, const char *root);
GBERTH_API const char *gberth_host_options_get_driver(GBerthHostOptions *options);
GBERTH_API void gberth_host_options_set_driver(GBerthHostOptions *options, const char *driver);

G_END_DECLS
