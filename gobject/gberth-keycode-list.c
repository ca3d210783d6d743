/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Some codes of one set, with their names.
 */
#include "gberth-call.h"
#include "gberth-keycode-private.h"

struct _GBerthKeycodeList {
    GObject parent;
    berth_keycode_list *core;
};

/* g_object_new() makes a list of nothing; no call may reach the core with it. */
#define IS_LIST(list) (GBERTH_IS_KEYCODE_LIST(list) && (list)->core)

/**
 * GBerthKeycodeList:
 *
 * Some codes of one set, with their names, as gberth_codeset_list_codes() and
 * gberth_keycode_list_new_alternatives() list them. It is immutable, and may be used from several threads at once.
 *
 * Since: 0.1
 */
G_DEFINE_FINAL_TYPE(GBerthKeycodeList, gberth_keycode_list, G_TYPE_OBJECT)

static void gberth_keycode_list_finalize(GObject *object)
{
    berth_keycode_list_unref(GBERTH_KEYCODE_LIST(object)->core);
    G_OBJECT_CLASS(gberth_keycode_list_parent_class)->finalize(object);
}

static void gberth_keycode_list_class_init(GBerthKeycodeListClass *class)
{
    G_OBJECT_CLASS(class)->finalize = gberth_keycode_list_finalize;
}

static void gberth_keycode_list_init(GBerthKeycodeList *list G_GNUC_UNUSED)
{
}

GBerthKeycodeList *_gberth_keycode_list_wrap(berth_keycode_list *core)
{
    GBerthKeycodeList *list = g_object_new(GBERTH_TYPE_KEYCODE_LIST, NULL);

    list->core = core;
    return list;
}

/**
 * gberth_keycode_list_new_alternatives:
 * @source: the set of @code
 * @target: the set of the result
 * @code: a key's code in @source
 * @error: where to say what failed
 *
 * Translates a code that may mean several keys, or keys that have several codes. The first is what
 * gberth_keycode_translate() gives, unless that fails with %GBERTH_ERROR_UNMAPPED. With @source as @target it lists
 * what else the code may mean.
 *
 * Fails as gberth_keycode_translate() does: with %GBERTH_ERROR_UNMAPPED when no such key has a code in @target.
 *
 * Returns: (transfer full): the codes, none twice
 *
 * Since: 0.1
 */
GBerthKeycodeList *gberth_keycode_list_new_alternatives(GBerthCodeset source, GBerthCodeset target, gint64 code,
                                                        GError **error)
{
    berth_error *failure = NULL;
    unsigned core;

    if (!_gberth_take_keycode(code, &core, error))
        return NULL;
    berth_keycode_list *found =
        berth_keycode_list_alternatives((berth_codeset)source, (berth_codeset)target, core, &failure);

    return _gberth_take_success(found != NULL, &failure, error) ? _gberth_keycode_list_wrap(found) : NULL;
}

/**
 * gberth_keycode_list_get_count:
 * @list: a list
 *
 * Counts the codes.
 *
 * Returns: how many there are
 *
 * Since: 0.1
 */
guint gberth_keycode_list_get_count(GBerthKeycodeList *list)
{
    g_return_val_if_fail(IS_LIST(list), 0);

    return (guint)berth_keycode_list_get_count(list->core);
}

/**
 * gberth_keycode_list_get_code:
 * @list: a list
 * @number: of an entry, from 0
 *
 * Tells the code.
 *
 * Returns: the code; 0 when there is no such entry
 *
 * Since: 0.1
 */
gint64 gberth_keycode_list_get_code(GBerthKeycodeList *list, guint number)
{
    g_return_val_if_fail(IS_LIST(list), 0);

    return berth_keycode_list_get_code(list->core, number);
}

/**
 * gberth_keycode_list_get_name:
 * @list: a list
 * @number: of an entry, from 0
 *
 * Tells the name.
 *
 * Returns: (nullable): the name; %NULL when it has none, or there is no such entry
 *
 * Since: 0.1
 */
const char *gberth_keycode_list_get_name(GBerthKeycodeList *list, guint number)
{
    g_return_val_if_fail(IS_LIST(list), NULL);

    return berth_keycode_list_get_name(list->core, number);
}

/**
 * gberth_keycode_list_get_aliases:
 * @list: a list
 * @number: of an entry, from 0
 * @error: where to say what failed
 *
 * Tells the other names of a code.
 *
 * Returns: (transfer full): the names, none when it has no other
 *
 * Since: 0.1
 */
char **gberth_keycode_list_get_aliases(GBerthKeycodeList *list, guint number, GError **error)
{
    g_return_val_if_fail(IS_LIST(list), NULL);

    berth_error *failure = NULL;
    char **names = berth_keycode_list_get_aliases(list->core, number, &failure);

    return _gberth_take_strv(names, &failure, error);
}
