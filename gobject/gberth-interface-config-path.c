/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The settings of one interface by path: each as text, whatever it is of.
 */
#include "gberth-call.h"
#include "gberth-interface-config-private.h"

/**
 * gberth_interface_config_list_settings:
 * @config: a configuration
 * @error: where to say what failed
 *
 * Tells the paths of all settings that have a value, in the order of the JSON document. A path names a setting
 * as its place in that document does: "mtu", "ipv4.addresses[0].prefix", "bond.ports[1].name",
 * "extras[0].value".
 *
 * Some settings have a path alone, and no function of their own. "ipv4.metric" and "ipv6.metric" are the metric of
 * the family's default route, 0 to 4294967295: of several routes the lowest is taken. Where it is not set the
 * kernel's default holds, which is 0 for IPv4 and 1024 for IPv6; an IPv6 metric of 0 is taken for 1024. It
 * configures no family by itself. "ipv4.addresses[0].label" is what the kernel calls that address, "eth0:1": the
 * interface's name, a colon and one more byte at least, 15 bytes in all at most, without white space. Where it is
 * not set that is the interface's name; IPv6 addresses have none.
 *
 * Returns: (transfer full): the paths
 *
 * Since: 0.1
 */
char **gberth_interface_config_list_settings(GBerthInterfaceConfig *config, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);
    berth_error *failure = NULL;
    char **paths = berth_interface_config_list_settings(config->core, &failure);

    return _gberth_take_strv(paths, &failure, error);
}

/**
 * gberth_interface_config_get_setting:
 * @config: a configuration
 * @path: of one setting, or of an object or list, as gberth_interface_config_list_settings() writes it
 * @error: where to say what failed
 *
 * Tells the value of a setting. Fails with %GBERTH_ERROR_NOT_SET, or %GBERTH_ERROR_INVALID for what is no path.
 *
 * Returns: (transfer full): the value as text: "1500", "true", "active-backup"; what is more than one value, as
 *   JSON
 *
 * Since: 0.1
 */
char *gberth_interface_config_get_setting(GBerthInterfaceConfig *config, const char *path, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), NULL);
    g_return_val_if_fail(path != NULL, NULL);
    berth_error *failure = NULL;
    char *value = berth_interface_config_get_setting(config->core, path, &failure);

    return _gberth_take_string(value, &failure, error);
}

/**
 * gberth_interface_config_set_setting:
 * @config: a configuration
 * @path: of one setting, or of an object or list
 * @value: its value as gberth_interface_config_get_setting() gives it
 * @error: where to say what failed
 *
 * Sets it, and what it stands in where that is not there yet; a path that ends in the number after a list's last
 * element appends. Fails with %GBERTH_ERROR_SCHEMA when there is no such setting, or it is of another kind, and
 * with %GBERTH_ERROR_INVALID for a value that is not allowed or what is no path; nothing has changed then.
 *
 * Returns: %TRUE when it is set
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_set_setting(GBerthInterfaceConfig *config, const char *path, const char *value,
                                             GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    g_return_val_if_fail(path != NULL, FALSE);
    g_return_val_if_fail(value != NULL, FALSE);
    berth_error *failure = NULL;
    bool done = berth_interface_config_set_setting(config->core, path, value, &failure);

    return _gberth_take_success(done, &failure, error);
}

/**
 * gberth_interface_config_unset_setting:
 * @config: a configuration
 * @path: of one setting, or of an object or list
 * @error: where to say what failed
 *
 * Takes its value away. Fails with %GBERTH_ERROR_SCHEMA or %GBERTH_ERROR_INVALID for what cannot be unset;
 * nothing has changed then.
 *
 * Returns: %TRUE when it has none, also when it had none before
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_unset_setting(GBerthInterfaceConfig *config, const char *path, GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    g_return_val_if_fail(path != NULL, FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_config_unset_setting(config->core, path, &failure), &failure, error);
}

/**
 * gberth_interface_config_get_origin:
 * @config: a configuration
 * @path: of one setting
 * @file: (out) (optional) (transfer full): the file it was read from
 * @line: (out) (optional): the line there, from 1
 * @error: where to say what failed
 *
 * Tells where a setting was read. Fails with %GBERTH_ERROR_NOT_SET when it was not read from a file, or was set
 * since.
 *
 * Returns: (skip): %TRUE when it was read from a file
 *
 * Since: 0.1
 */
gboolean gberth_interface_config_get_origin(GBerthInterfaceConfig *config, const char *path, char **file, gint64 *line,
                                            GError **error)
{
    g_return_val_if_fail(IS_CONFIG(config), FALSE);
    g_return_val_if_fail(path != NULL, FALSE);
    berth_error *failure = NULL;
    const char *name = NULL;
    bool found = berth_interface_config_get_origin(config->core, path, file ? &name : NULL, line, &failure);

    if (file)
        *file = g_strdup(name);
    return _gberth_take_success(found, &failure, error);
}
