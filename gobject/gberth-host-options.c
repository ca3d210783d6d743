/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * How to open a host. Values are kept as they come; opening the host is what judges them, since a
 * property has no way to fail.
 */
#include "gberth-private.h"

struct _GBerthHostOptions {
    GObject parent;
    char *root;
    char *driver;
};

enum { PROP_ROOT = 1, PROP_DRIVER, N_PROPS };

static GParamSpec *properties[N_PROPS];

/**
 * GBerthHostOptions:
 *
 * How to open a host with gberth_host_open(). Options that nobody sets change nothing.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthHostOptions, gberth_host_options, G_TYPE_OBJECT)

static void gberth_host_options_get_property(GObject *object, guint id, GValue *value, GParamSpec *spec)
{
    GBerthHostOptions *options = GBERTH_HOST_OPTIONS(object);

    switch (id) {
    case PROP_ROOT:
        g_value_set_string(value, options->root);
        break;
    case PROP_DRIVER:
        g_value_set_string(value, options->driver);
        break;
    default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, spec);
    }
}

static void gberth_host_options_set_property(GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
    GBerthHostOptions *options = GBERTH_HOST_OPTIONS(object);

    switch (id) {
    case PROP_ROOT:
        gberth_host_options_set_root(options, g_value_get_string(value));
        break;
    case PROP_DRIVER:
        gberth_host_options_set_driver(options, g_value_get_string(value));
        break;
    default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, spec);
    }
}

static void gberth_host_options_finalize(GObject *object)
{
    GBerthHostOptions *options = GBERTH_HOST_OPTIONS(object);

    g_free(options->root);
    g_free(options->driver);
    G_OBJECT_CLASS(gberth_host_options_parent_class)->finalize(object);
}

static void gberth_host_options_class_init(GBerthHostOptionsClass *class)
{
    GObjectClass *object_class = G_OBJECT_CLASS(class);
    const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

    object_class->get_property = gberth_host_options_get_property;
    object_class->set_property = gberth_host_options_set_property;
    object_class->finalize = gberth_host_options_finalize;

    /**
     * GBerthHostOptions:root:
     *
     * The folder to open in place of "/". Every path is moved under it, symbolic links included. Such a
     * host is offline: it has files and no running system.
     *
     * Since: 0.1
     */
    properties[PROP_ROOT] = g_param_spec_string("root", NULL, NULL, NULL, flags);

    /**
     * GBerthHostOptions:driver:
     *
     * The name of the interface driver, "debian"; %NULL to find out from the host's files.
     *
     * Since: 0.1
     */
    properties[PROP_DRIVER] = g_param_spec_string("driver", NULL, NULL, NULL, flags);

    g_object_class_install_properties(object_class, N_PROPS, properties);
}

static void gberth_host_options_init(GBerthHostOptions *options G_GNUC_UNUSED)
{
}

/**
 * gberth_host_options_new:
 *
 * Makes options that change nothing.
 *
 * Returns: (transfer full): the options
 *
 * Since: 0.1
 */
GBerthHostOptions *gberth_host_options_new(void)
{
    return g_object_new(GBERTH_TYPE_HOST_OPTIONS, NULL);
}

/**
 * gberth_host_options_get_root:
 * @options: the options
 *
 * Tells which folder is opened in place of "/".
 *
 * Returns: (nullable): the folder, or %NULL for "/"
 *
 * Since: 0.1
 */
const char *gberth_host_options_get_root(GBerthHostOptions *options)
{
    g_return_val_if_fail(GBERTH_IS_HOST_OPTIONS(options), NULL);

    return options->root;
}

/* Setting what is set already is no change, so nobody is told. */
static void set_string(GBerthHostOptions *options, char **field, const char *value, guint property)
{
    if (g_strcmp0(*field, value) == 0)
        return;
    g_free(*field);
    *field = g_strdup(value);
    g_object_notify_by_pspec(G_OBJECT(options), properties[property]);
}

/**
 * gberth_host_options_set_root:
 * @options: the options
 * @root: (nullable): a folder, or %NULL for "/"
 *
 * Moves every path the library uses under @root.
 *
 * Since: 0.1
 */
void gberth_host_options_set_root(GBerthHostOptions *options, const char *root)
{
    g_return_if_fail(GBERTH_IS_HOST_OPTIONS(options));

    set_string(options, &options->root, root, PROP_ROOT);
}

/**
 * gberth_host_options_get_driver:
 * @options: the options
 *
 * Tells which interface driver is asked for.
 *
 * Returns: (nullable): the driver's name, or %NULL to find out from the host's files
 *
 * Since: 0.1
 */
const char *gberth_host_options_get_driver(GBerthHostOptions *options)
{
    g_return_val_if_fail(GBERTH_IS_HOST_OPTIONS(options), NULL);

    return options->driver;
}

/**
 * gberth_host_options_set_driver:
 * @options: the options
 * @driver: (nullable): the name of an interface driver, "debian"; %NULL to find out from the host's files
 *
 * Asks for one interface driver. gberth_host_open() fails with %GBERTH_ERROR_UNSUPPORTED when there is
 * none of that name.
 *
 * Since: 0.1
 */
void gberth_host_options_set_driver(GBerthHostOptions *options, const char *driver)
{
    g_return_if_fail(GBERTH_IS_HOST_OPTIONS(options));

    set_string(options, &options->driver, driver, PROP_DRIVER);
}
