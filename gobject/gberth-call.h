/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The one way from this layer into the core: every call that does I/O, blocking or not, is a verb and
 * its arguments. It also turns the core's errors and strings into GLib's.
 */
#pragma once

#include "gberth-private.h"

typedef struct GBerthVerb GBerthVerb;
typedef struct GBerthCall GBerthCall;

/* The arguments a call may have; each verb knows its own. */
struct GBerthCall {
    gpointer object;                      /* what it is called on; NULL for a constructor */
    const char *text[3];                  /* each may be NULL */
    const berth_interface_config *config; /* may be NULL */
    const berth_key_sequence *sequence;   /* may be NULL */
    gpointer argument;                    /* the program's object that it belongs to, where that matters */
    GMainContext *context;                /* where its object shall emit signals; may be NULL */
    GBerthProgress *progress;             /* may be NULL */
    berth_progress *followed;             /* the core's for it, there while the call runs */
    guint flags;                          /* flags, or an enumeration's value */
    guint code;                           /* of a key */
    int timeout_ms;
};

/* The address of a verb tells the results of one from those of another, so each is one static object. */
struct GBerthVerb {
    const char *name;
    gpointer (*run)(const GBerthCall *call, berth_cancel *cancel, berth_error **error);
    GDestroyNotify free_result; /* NULL for what is no pointer */
};

gpointer _gberth_call(const GBerthVerb *verb, const GBerthCall *call, GCancellable *cancellable, GError **error);
void _gberth_call_async(const GBerthVerb *verb, const GBerthCall *call, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
/* Takes over @error: the call ends with it. */
void _gberth_fail_async(const GBerthVerb *verb, gpointer object, GError *error, GAsyncReadyCallback callback,
                        gpointer user_data);
gpointer _gberth_call_finish(const GBerthVerb *verb, gpointer object, GAsyncResult *result, GError **error);

/*
 * Calls @func in @context: before this returns in a blocking call of the thread that runs or could run it, else from
 * its loop, in the order of these calls and before the result of the call that makes it.
 */
void _gberth_call_back(GMainContext *context, GSourceFunc func, gpointer data, GDestroyNotify free_data);

/*
 * Returns: (owned) (nullable): the argument that the call was given, or NULL when the program has let it go. @config
 * gets the copy that the call was made with, as the call left it.
 */
gpointer _gberth_call_get_argument(GAsyncResult *result, const berth_interface_config **config);

/*
 * For calls without I/O: these take over what the core returned, and the error it set. The error is passed by
 * address, since it may be set by an argument of the same call.
 */
gboolean _gberth_take_success(bool success, berth_error **failure, GError **error);
char *_gberth_take_string(char *string, berth_error **failure, GError **error);
char **_gberth_take_strv(char **strings, berth_error **failure, GError **error);

void _gberth_free_object_list(gpointer list);
