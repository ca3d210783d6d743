/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The version, and the error domain.
 */
#include "gberth-private.h"

/**
 * gberth_version:
 *
 * Tells which Berth is running.
 *
 * Returns: the version of the running library, "MAJOR.MINOR.MICRO"
 *
 * Since: 0.1
 */
const char *gberth_version(void)
{
    return berth_version();
}

/**
 * gberth_error_quark:
 *
 * The domain of every error of this library; its codes are those of #GBerthError.
 *
 * Returns: the quark
 *
 * Since: 0.1
 */
GQuark gberth_error_quark(void)
{
    return g_quark_from_static_string("gberth-error-quark");
}
