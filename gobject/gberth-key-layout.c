/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A keyboard layout, as the guest has it.
 */
#include "gberth-call.h"
#include "gberth-keycode-private.h"

struct _GBerthKeyLayout {
    GObject parent;
    berth_key_layout *core;
};

/* g_object_new() makes a layout of nothing; no call may reach the core with it. */
#define IS_LAYOUT(layout) (GBERTH_IS_KEY_LAYOUT(layout) && (layout)->core)

enum { PROP_NAME = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];

/**
 * GBerthKeyLayout:
 *
 * A keyboard layout, as the guest has it: which keys make which characters. It is immutable, and may be used from
 * several threads at once.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthKeyLayout, gberth_key_layout, G_TYPE_OBJECT)

static void gberth_key_layout_get_property(GObject *object, guint id, GValue *value, GParamSpec *spec)
{
    GBerthKeyLayout *layout = GBERTH_KEY_LAYOUT(object);

    switch (id) {
    case PROP_NAME:
        g_value_set_string(value, gberth_key_layout_get_name(layout));
        break;
    default:
        G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, spec);
    }
}

static void gberth_key_layout_finalize(GObject *object)
{
    berth_key_layout_unref(GBERTH_KEY_LAYOUT(object)->core);
    G_OBJECT_CLASS(gberth_key_layout_parent_class)->finalize(object);
}

static void gberth_key_layout_class_init(GBerthKeyLayoutClass *class)
{
    GObjectClass *object_class = G_OBJECT_CLASS(class);

    object_class->get_property = gberth_key_layout_get_property;
    object_class->finalize = gberth_key_layout_finalize;

    /**
     * GBerthKeyLayout:name:
     *
     * What it was made from, as "de(nodeadkeys)".
     *
     * Since: 0.1
     */
    properties[PROP_NAME] = g_param_spec_string("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

    g_object_class_install_properties(object_class, N_PROPS, properties);
}

static void gberth_key_layout_init(GBerthKeyLayout *layout G_GNUC_UNUSED)
{
}

const berth_key_layout *_gberth_key_layout_get_core(GBerthKeyLayout *layout)
{
    return GBERTH_IS_KEY_LAYOUT(layout) ? layout->core : NULL;
}

/**
 * gberth_key_layout_new:
 * @layout: (nullable): a layout of xkb-data, such as "de"; %NULL for "us"
 * @variant: (nullable): a variant of it, such as "nodeadkeys"
 * @options: (nullable): XKB options with commas between them, such as "compose:ralt"
 * @error: where to say what failed
 *
 * Reads a layout from the XKB data of the system this runs on (xkeyboard-config(7) lists them). Its first group counts.
 *
 * Fails with %GBERTH_ERROR_NOT_FOUND when there is none of that name, %GBERTH_ERROR_UNSUPPORTED without libxkbcommon.
 *
 * Returns: (transfer full): the layout
 *
 * Since: 0.1
 */
GBerthKeyLayout *gberth_key_layout_new(const char *layout, const char *variant, const char *options, GError **error)
{
    berth_error *failure = NULL;
    berth_key_layout *core = berth_key_layout_new(layout, variant, options, &failure);

    if (!_gberth_take_success(core != NULL, &failure, error))
        return NULL;
    GBerthKeyLayout *made = g_object_new(GBERTH_TYPE_KEY_LAYOUT, NULL);

    made->core = core;
    return made;
}

/**
 * gberth_key_layout_get_name: (get-property name)
 * @layout: a layout
 *
 * Tells what it was made from.
 *
 * Returns: its name, as "de(nodeadkeys)"
 *
 * Since: 0.1
 */
const char *gberth_key_layout_get_name(GBerthKeyLayout *layout)
{
    g_return_val_if_fail(IS_LAYOUT(layout), NULL);

    return berth_key_layout_get_name(layout->core);
}

/**
 * gberth_key_layout_check:
 * @layout: a layout
 * @text: a text to type
 * @error: where to say what failed
 *
 * Looks which characters of a text the layout cannot type: neither by a key with Shift or AltGr, nor by a dead key, nor
 * by the compose key if @layout has one. Fails with %GBERTH_ERROR_INVALID when @text is not UTF-8.
 *
 * Returns: (transfer full): a report with a finding for each such character, where it is first
 *
 * Since: 0.1
 */
GBerthReport *gberth_key_layout_check(GBerthKeyLayout *layout, const char *text, GError **error)
{
    g_return_val_if_fail(IS_LAYOUT(layout), NULL);
    g_return_val_if_fail(text != NULL, NULL);

    berth_error *failure = NULL;
    berth_report *report = berth_key_layout_check(layout->core, text, &failure);

    return _gberth_take_success(report != NULL, &failure, error) ? _gberth_report_wrap(report) : NULL;
}
