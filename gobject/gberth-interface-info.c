/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What was so of one interface when a snapshot of it was taken.
 */
#include "gberth-call.h"

struct _GBerthInterfaceInfo {
    GObject parent;
    berth_interface_info *core;
};

/* g_object_new() makes a snapshot of nothing; no call may reach the core with it. */
#define IS_INFO(info) (GBERTH_IS_INTERFACE_INFO(info) && (info)->core)

/**
 * GBerthInterfaceInfo:
 *
 * An immutable snapshot of one interface: what was so when it was taken, with
 * gberth_interface_get_info() or gberth_host_list_interfaces_info(). It may be used from several threads
 * at once.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthInterfaceInfo, gberth_interface_info, G_TYPE_OBJECT)

static void gberth_interface_info_finalize(GObject *object)
{
    berth_interface_info_unref(GBERTH_INTERFACE_INFO(object)->core);
    G_OBJECT_CLASS(gberth_interface_info_parent_class)->finalize(object);
}

static void gberth_interface_info_class_init(GBerthInterfaceInfoClass *class)
{
    G_OBJECT_CLASS(class)->finalize = gberth_interface_info_finalize;
}

static void gberth_interface_info_init(GBerthInterfaceInfo *info G_GNUC_UNUSED)
{
}

GBerthInterfaceInfo *_gberth_interface_info_wrap(berth_interface_info *core)
{
    GBerthInterfaceInfo *info = g_object_new(GBERTH_TYPE_INTERFACE_INFO, NULL);

    info->core = core;
    return info;
}

/**
 * gberth_interface_info_get_name:
 * @info: a snapshot
 *
 * Tells the interface's name.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *gberth_interface_info_get_name(GBerthInterfaceInfo *info)
{
    g_return_val_if_fail(IS_INFO(info), NULL);

    return berth_interface_info_get_name(info->core);
}

/**
 * gberth_interface_info_get_interface_type:
 * @info: a snapshot
 *
 * Tells what kind of interface it is: what the kernel says; for one that is absent, what its definition
 * says.
 *
 * Returns: the type
 *
 * Since: 0.1
 */
GBerthInterfaceType gberth_interface_info_get_interface_type(GBerthInterfaceInfo *info)
{
    g_return_val_if_fail(IS_INFO(info), GBERTH_INTERFACE_TYPE_OTHER);

    return (GBerthInterfaceType)berth_interface_info_get_interface_type(info->core);
}

/**
 * gberth_interface_info_is_defined:
 * @info: a snapshot
 *
 * Tells whether the host's files define it.
 *
 * Returns: whether they do
 *
 * Since: 0.1
 */
gboolean gberth_interface_info_is_defined(GBerthInterfaceInfo *info)
{
    g_return_val_if_fail(IS_INFO(info), FALSE);

    return berth_interface_info_is_defined(info->core);
}

/**
 * gberth_interface_info_is_active:
 * @info: a snapshot
 *
 * Tells whether it is up in the kernel (IFF_UP, netdevice(7)).
 *
 * Returns: whether it is
 *
 * Since: 0.1
 */
gboolean gberth_interface_info_is_active(GBerthInterfaceInfo *info)
{
    g_return_val_if_fail(IS_INFO(info), FALSE);

    return berth_interface_info_is_active(info->core);
}

/**
 * gberth_interface_info_is_present:
 * @info: a snapshot
 *
 * Tells whether the kernel has it, up or down.
 *
 * Returns: whether it does
 *
 * Since: 0.1
 */
gboolean gberth_interface_info_is_present(GBerthInterfaceInfo *info)
{
    g_return_val_if_fail(IS_INFO(info), FALSE);

    return berth_interface_info_is_present(info->core);
}

/**
 * gberth_interface_info_get_index:
 * @info: a snapshot
 * @index: (out): the kernel's number for it
 * @error: where to say what failed
 *
 * Tells the kernel's number for it. Fails with %GBERTH_ERROR_NOT_SET when the kernel has no such
 * interface.
 *
 * Returns: (skip): %TRUE when it has one
 *
 * Since: 0.1
 */
gboolean gberth_interface_info_get_index(GBerthInterfaceInfo *info, gint64 *index, GError **error)
{
    g_return_val_if_fail(IS_INFO(info), FALSE);
    berth_error *failure = NULL;

    return _gberth_take_success(berth_interface_info_get_index(info->core, index, &failure), &failure, error);
}

/**
 * gberth_interface_info_get_mac:
 * @info: a snapshot
 *
 * Tells the hardware address it has; for one that is absent, the one its definition gives it.
 *
 * Returns: (nullable): the address, six bytes in hexadecimal with colons between
 *
 * Since: 0.1
 */
const char *gberth_interface_info_get_mac(GBerthInterfaceInfo *info)
{
    g_return_val_if_fail(IS_INFO(info), NULL);

    return berth_interface_info_get_mac(info->core);
}

/**
 * gberth_interface_info_get_master:
 * @info: a snapshot
 *
 * Tells the bridge or bond it is a port of.
 *
 * Returns: (nullable): the name of the bridge or bond
 *
 * Since: 0.1
 */
const char *gberth_interface_info_get_master(GBerthInterfaceInfo *info)
{
    g_return_val_if_fail(IS_INFO(info), NULL);

    return berth_interface_info_get_master(info->core);
}

/**
 * gberth_interface_info_get_live_config:
 * @info: a snapshot
 * @error: where to say what failed
 *
 * Gives what the running system has in the form of a configuration: addresses as they are, however they
 * came, and start mode %GBERTH_START_MODE_NONE.
 *
 * Fails with %GBERTH_ERROR_NOT_FOUND when the kernel has no such interface, %GBERTH_ERROR_UNSUPPORTED
 * for a kind that configurations do not describe.
 *
 * Returns: (transfer full): the configuration, a new one each time
 *
 * Since: 0.1
 */
GBerthInterfaceConfig *gberth_interface_info_get_live_config(GBerthInterfaceInfo *info, GError **error)
{
    g_return_val_if_fail(IS_INFO(info), NULL);
    berth_error *failure = NULL;
    berth_interface_config *core = berth_interface_info_get_live_config(info->core, &failure);

    if (!_gberth_take_success(core != NULL, &failure, error))
        return NULL;
    return _gberth_interface_config_wrap(core);
}

/**
 * gberth_interface_info_to_json:
 * @info: a snapshot
 * @error: where to say what failed
 *
 * Writes the snapshot as a JSON document.
 *
 * Returns: (transfer full): the document, ending in a newline
 *
 * Since: 0.1
 */
char *gberth_interface_info_to_json(GBerthInterfaceInfo *info, GError **error)
{
    g_return_val_if_fail(IS_INFO(info), NULL);
    berth_error *failure = NULL;
    char *json = berth_interface_info_to_json(info->core, &failure);

    return _gberth_take_string(json, &failure, error);
}
