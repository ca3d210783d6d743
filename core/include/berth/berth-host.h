/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The host: what a URI opens, and the one place that leads to every area.
 */
#ifndef BERTH_HOST_H
#define BERTH_HOST_H

#include <berth/berth-base.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * berth_host:
 *
 * A host that was opened. It caches nothing about the host it stands for. May be used from several
 * threads at once. Ended with berth_host_unref(). Since: 0.1
 */
typedef struct berth_host berth_host;

/**
 * berth_host_options:
 *
 * How to open a host. Freed with berth_host_options_free(). Since: 0.1
 */
typedef struct berth_host_options berth_host_options;

/** berth_host_options_new: Returns: (owned) (nullable): options that change nothing; NULL when memory ran out. Since:
 * 0.1 */
BERTH_API berth_host_options *berth_host_options_new(void);

/** berth_host_options_free: @options: (nullable): the options to free. Since: 0.1 */
BERTH_API void berth_host_options_free(berth_host_options *options);

/**
 * berth_host_options_set_root:
 * @options: the options
 * @root: (nullable) (path): a folder, or NULL for "/"
 *
 * Moves every path the library uses under @root, symbolic links included (nothing outside @root is
 * followed). Such a host is offline: it has files and no running system, so no interface in it is
 * active, and bringing one up or down is UNSUPPORTED.
 *
 * Returns: true; false with INVALID when @root is empty, NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_host_options_set_root(berth_host_options *options, const char *root, berth_error **error);

/**
 * berth_host_options_set_driver:
 * @options: the options
 * @driver: (nullable): the interface driver's name, "debian"; NULL to find out from the host's files
 *
 * Names the interface driver, in place of finding it out.
 *
 * Returns: true; false with UNSUPPORTED when there is no such driver, NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_host_options_set_driver(berth_host_options *options, const char *driver, berth_error **error);

/**
 * berth_host_options_set_log:
 * @options: the options
 * @func: (nullable): called with each log line, or NULL for none
 * @user_data: passed to @func
 * @free_func: (nullable): called with @user_data when neither the options nor a host opened with them, which every
 *   handle to an interface of it holds, can call @func any more; before this returns when it fails
 *
 * Returns: true; false with NO_MEMORY.
 * Since: 0.1
 */
BERTH_API bool berth_host_options_set_log(berth_host_options *options, berth_log_func func, void *user_data,
                                          berth_free_func free_func, berth_error **error);

/**
 * berth_host_open:
 * @uri: (nullable): "local:///"; "fake:///" or "fake:FILE.json" for a host in memory, see berth-fake.h; NULL for the
 *   variable BERTH_DEFAULT_URI and after that "local:///"
 * @options: (nullable): how to open it, copied
 *
 * Needs no privilege and reads no configuration yet.
 *
 * Returns: (owned) (nullable): the host; NULL with UNSUPPORTED for another URI, NOT_FOUND or DENIED when the root
 * folder or FILE.json cannot be opened, PARSE, SCHEMA, INVALID or IO when that file is no such host, NO_MEMORY. Since:
 * 0.1
 */
BERTH_API berth_host *berth_host_open(const char *uri, const berth_host_options *options, berth_error **error);

/** berth_host_ref: Returns: (owned): @host, held once more. Since: 0.1 */
BERTH_API berth_host *berth_host_ref(berth_host *host);

/** berth_host_unref: @host: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_host_unref(berth_host *host);

/** berth_host_get_uri: Returns: (borrowed): the URI it was opened by. Since: 0.1 */
BERTH_API const char *berth_host_get_uri(const berth_host *host);

/** berth_host_get_root: Returns: (borrowed) (path): the folder its paths are under, "/" for a running system. Since:
 * 0.1 */
BERTH_API const char *berth_host_get_root(const berth_host *host);

/**
 * berth_host_get_driver:
 *
 * Returns: (constant) (nullable): the name of the interface driver that was asked for, or found by a
 *   look at which configuration files the host has now; NULL when it has none that a driver knows.
 * Since: 0.1
 */
BERTH_API const char *berth_host_get_driver(const berth_host *host);

#ifdef __cplusplus
}
#endif

#endif
