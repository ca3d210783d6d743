/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * One row of a list of interfaces.
 */
#include "gberth-private.h"

struct _GBerthInterfaceItem {
    GObject parent;
    GBerthInterface *iface;
    GBerthInterfaceInfo *info;
};

/* g_object_new() makes an item of nothing. */
#define IS_ITEM(item) (GBERTH_IS_INTERFACE_ITEM(item) && (item)->iface)

enum { PROP_NAME = 1, PROP_INTERFACE, PROP_INFO, N_PROPS };

static GParamSpec *properties[N_PROPS];

/**
 * GBerthInterfaceItem:
 *
 * One interface in a #GBerthListModel: the handle, and the newest snapshot of it. It is the same object for
 * as long as the interface is in the list; #GBerthInterfaceItem:info changes with the interface. Reading it
 * does no input or output. It belongs to the thread of its list.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthInterfaceItem, gberth_interface_item, G_TYPE_OBJECT)

static void gberth_interface_item_get_property(GObject *object, guint id, GValue *value, GParamSpec *spec)
{
    GBerthInterfaceItem *item = GBERTH_INTERFACE_ITEM(object);

    switch (id) {
    case PROP_NAME:
        g_value_set_string(value, gberth_interface_item_get_name(item));
        break;
    case PROP_INTERFACE:
        g_value_set_object(value, gberth_interface_item_get_interface(item));
        break;
    case PROP_INFO:
        g_value_set_object(value, gberth_interface_item_get_info(item));
        break;
    default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, spec);
    }
}

static void gberth_interface_item_finalize(GObject *object)
{
    GBerthInterfaceItem *item = GBERTH_INTERFACE_ITEM(object);

    g_clear_object(&item->iface);
    g_clear_object(&item->info);
    G_OBJECT_CLASS(gberth_interface_item_parent_class)->finalize(object);
}

static void gberth_interface_item_class_init(GBerthInterfaceItemClass *class)
{
    GObjectClass *object_class = G_OBJECT_CLASS(class);
    const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

    object_class->get_property = gberth_interface_item_get_property;
    object_class->finalize = gberth_interface_item_finalize;

    /**
     * GBerthInterfaceItem:name:
     *
     * The interface's name. It never changes.
     *
     * Since: 0.1
     */
    properties[PROP_NAME] = g_param_spec_string("name", NULL, NULL, NULL, flags);

    /**
     * GBerthInterfaceItem:interface:
     *
     * The handle to it. It never changes.
     *
     * Since: 0.1
     */
    properties[PROP_INTERFACE] = g_param_spec_object("interface", NULL, NULL, GBERTH_TYPE_INTERFACE, flags);

    /**
     * GBerthInterfaceItem:info:
     *
     * The newest snapshot of it.
     *
     * Since: 0.1
     */
    properties[PROP_INFO] =
        g_param_spec_object("info", NULL, NULL, GBERTH_TYPE_INTERFACE_INFO, flags | G_PARAM_EXPLICIT_NOTIFY);

    g_object_class_install_properties(object_class, N_PROPS, properties);
}

static void gberth_interface_item_init(GBerthInterfaceItem *item G_GNUC_UNUSED)
{
}

GBerthInterfaceItem *_gberth_interface_item_new(GBerthInterface *iface, GBerthInterfaceInfo *info)
{
    GBerthInterfaceItem *item = g_object_new(GBERTH_TYPE_INTERFACE_ITEM, NULL);

    item->iface = g_object_ref(iface);
    item->info = g_object_ref(info);
    return item;
}

void _gberth_interface_item_set_info(GBerthInterfaceItem *item, GBerthInterfaceInfo *info)
{
    if (g_set_object(&item->info, info))
        g_object_notify_by_pspec(G_OBJECT(item), properties[PROP_INFO]);
}

/**
 * gberth_interface_item_get_name: (get-property name)
 * @item: an item
 *
 * Tells the interface's name.
 *
 * Returns: the name
 *
 * Since: 0.1
 */
const char *gberth_interface_item_get_name(GBerthInterfaceItem *item)
{
    g_return_val_if_fail(IS_ITEM(item), NULL);

    return gberth_interface_get_name(item->iface);
}

/**
 * gberth_interface_item_get_interface: (get-property interface)
 * @item: an item
 *
 * Gives the handle to it.
 *
 * Returns: (transfer none): the handle
 *
 * Since: 0.1
 */
GBerthInterface *gberth_interface_item_get_interface(GBerthInterfaceItem *item)
{
    g_return_val_if_fail(IS_ITEM(item), NULL);

    return item->iface;
}

/**
 * gberth_interface_item_get_info: (get-property info)
 * @item: an item
 *
 * Gives the newest snapshot of it, without a look at the host.
 *
 * Returns: (transfer none): the snapshot
 *
 * Since: 0.1
 */
GBerthInterfaceInfo *gberth_interface_item_get_info(GBerthInterfaceItem *item)
{
    g_return_val_if_fail(IS_ITEM(item), NULL);

    return item->info;
}
