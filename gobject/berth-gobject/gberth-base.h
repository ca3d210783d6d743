/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What every header here needs, and the version.
 */
#pragma once

#include <gio/gio.h>

#if defined(__GNUC__)
#define GBERTH_API __attribute__((visibility("default")))
#else
#define GBERTH_API
#endif

G_BEGIN_DECLS

GBERTH_API const char *gberth_version(void);

G_END_DECLS
