/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Why a call failed.
 */
#pragma once

#include <berth-gobject/gberth-base.h>

G_BEGIN_DECLS

/**
 * GBERTH_ERROR:
 *
 * The domain of every error of this library.
 *
 * Since: 0.1
 */
#define GBERTH_ERROR (gberth_error_quark())

/**
 * GBerthError:
 * @GBERTH_ERROR_INVALID: an argument or a setting's value is not allowed
 * @GBERTH_ERROR_PARSE: a text is not well formed
 * @GBERTH_ERROR_SCHEMA: a text is well formed but is not a document of this kind
 * @GBERTH_ERROR_NOT_SET: the setting has no value
 * @GBERTH_ERROR_NOT_FOUND: there is no such thing
 * @GBERTH_ERROR_EXISTS: there is one already
 * @GBERTH_ERROR_CONFLICT: somebody else changed it since it was read
 * @GBERTH_ERROR_BUSY: somebody holds it; the message says who
 * @GBERTH_ERROR_UNSUPPORTED: this driver, backend or system cannot do it
 * @GBERTH_ERROR_LOSSY: doing it would lose something; the message says what
 * @GBERTH_ERROR_DENIED: not permitted; the message says what would grant it
 * @GBERTH_ERROR_IO: the system failed a read, a write or a request
 * @GBERTH_ERROR_NOT_APPLIED: it was done and did not come true; the message lists what
 * @GBERTH_ERROR_TIMEOUT: the time limit passed; the message says whether work goes on
 * @GBERTH_ERROR_CANCELLED: the caller cancelled it
 * @GBERTH_ERROR_EXHAUSTED: none are left
 * @GBERTH_ERROR_UNDELIVERED: it was sent and did not arrive
 * @GBERTH_ERROR_CORRUPT: state kept by this library is damaged
 * @GBERTH_ERROR_NO_MEMORY: memory ran out
 * @GBERTH_ERROR_UNMAPPED: a key has no code in that set
 *
 * Why a call failed. The message that comes with it is one line that says what is wrong and what to
 * do; it starts "FILE:LINE: " where the error has a place.
 *
 * Since: 0.1
 */
typedef enum {
    GBERTH_ERROR_INVALID = 1,
    GBERTH_ERROR_PARSE = 2,
    GBERTH_ERROR_SCHEMA = 3,
    GBERTH_ERROR_NOT_SET = 4,
    GBERTH_ERROR_NOT_FOUND = 5,
    GBERTH_ERROR_EXISTS = 6,
    GBERTH_ERROR_CONFLICT = 7,
    GBERTH_ERROR_BUSY = 8,
    GBERTH_ERROR_UNSUPPORTED = 9,
    GBERTH_ERROR_LOSSY = 10,
    GBERTH_ERROR_DENIED = 11,
    GBERTH_ERROR_IO = 12,
    GBERTH_ERROR_NOT_APPLIED = 13,
    GBERTH_ERROR_TIMEOUT = 14,
    GBERTH_ERROR_CANCELLED = 15,
    GBERTH_ERROR_EXHAUSTED = 16,
    GBERTH_ERROR_UNDELIVERED = 17,
    GBERTH_ERROR_CORRUPT = 18,
    GBERTH_ERROR_NO_MEMORY = 19,
    GBERTH_ERROR_UNMAPPED = 20
} GBerthError;

GBERTH_API GQuark gberth_error_quark(void);

G_END_DECLS
