/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What every area shares: version, memory, errors, cancelling, the log hook. Nothing here knows an
 * area.
 */
#ifndef BERTH_BASE_H
#define BERTH_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define BERTH_API __attribute__((visibility("default")))
#else
#define BERTH_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** The version of these headers; berth_version() tells that of the library that runs. */
#define BERTH_MAJOR_VERSION 0
#define BERTH_MINOR_VERSION 1
#define BERTH_MICRO_VERSION 0

/**
 * berth_version:
 *
 * Returns: (constant): the version of the running library, "MAJOR.MINOR.MICRO".
 * Since: 0.1
 */
BERTH_API const char *berth_version(void);

/**
 * berth_free:
 * @memory: (nullable): a string that a function of this library returned as owned
 *
 * Since: 0.1
 */
BERTH_API void berth_free(void *memory);

/**
 * berth_strv_free:
 * @strings: (nullable): a NULL-terminated array of strings that a function of this library returned
 *
 * Since: 0.1
 */
BERTH_API void berth_strv_free(char **strings);

/**
 * berth_free_func:
 * @user_data: what was given together with the function
 *
 * Called once, when a function that was given with @user_data will not be called any more. May come in any thread.
 * Since: 0.1
 */
typedef void (*berth_free_func)(void *user_data);

/**
 * berth_error_code:
 *
 * Why a call failed. Values are never renumbered. Since: 0.1
 */
typedef enum berth_error_code {
    BERTH_ERROR_INVALID = 1,      /**< an argument or a setting's value is not allowed */
    BERTH_ERROR_PARSE = 2,        /**< a text is not well formed */
    BERTH_ERROR_SCHEMA = 3,       /**< a text is well formed but is not a document of this kind */
    BERTH_ERROR_NOT_SET = 4,      /**< the setting has no value */
    BERTH_ERROR_NOT_FOUND = 5,    /**< there is no such thing */
    BERTH_ERROR_EXISTS = 6,       /**< there is one already */
    BERTH_ERROR_CONFLICT = 7,     /**< somebody else changed it since it was read */
    BERTH_ERROR_BUSY = 8,         /**< somebody holds it; the message says who */
    BERTH_ERROR_UNSUPPORTED = 9,  /**< this driver, backend or system cannot do it */
    BERTH_ERROR_LOSSY = 10,       /**< doing it would lose something; the message says what */
    BERTH_ERROR_DENIED = 11,      /**< not permitted; the message says what would grant it */
    BERTH_ERROR_IO = 12,          /**< the system failed a read, a write or a request */
    BERTH_ERROR_NOT_APPLIED = 13, /**< it was done and did not come true; the message lists what */
    BERTH_ERROR_TIMEOUT = 14,     /**< the time limit passed; the message says whether work goes on */
    BERTH_ERROR_CANCELLED = 15,   /**< the caller cancelled it */
    BERTH_ERROR_EXHAUSTED = 16,   /**< none are left */
    BERTH_ERROR_UNDELIVERED = 17, /**< it was sent and did not arrive */
    BERTH_ERROR_CORRUPT = 18,     /**< state kept by this library is damaged */
    BERTH_ERROR_NO_MEMORY = 19,   /**< memory ran out */
    BERTH_ERROR_UNMAPPED = 20     /**< a key has no code in that set */
} berth_error_code;

/**
 * berth_error_domain:
 *
 * Which area of the library failed. Since: 0.1
 */
typedef enum berth_error_domain {
    BERTH_ERROR_DOMAIN_BASE = 1,
    BERTH_ERROR_DOMAIN_HOST = 2,
    BERTH_ERROR_DOMAIN_INTERFACE = 3,
    BERTH_ERROR_DOMAIN_KEYCODE = 4
} berth_error_domain;

/**
 * berth_error:
 *
 * What went wrong, in a form a program can branch on and a person can act on. A function that takes a
 * `berth_error **` sets it only when it fails; pass NULL to ignore it, or the address of a pointer
 * that is NULL. Freed with berth_error_free(). Since: 0.1
 */
typedef struct berth_error berth_error;

/** berth_error_get_code: Returns: why it failed. Since: 0.1 */
BERTH_API berth_error_code berth_error_get_code(const berth_error *error);

/** berth_error_get_domain: Returns: the area that failed. Since: 0.1 */
BERTH_API berth_error_domain berth_error_get_domain(const berth_error *error);

/**
 * berth_error_get_message:
 *
 * Returns: (borrowed): one line of UTF-8 that says what is wrong and what to do. It starts
 *   "FILE:LINE: " where the error has a place.
 * Since: 0.1
 */
BERTH_API const char *berth_error_get_message(const berth_error *error);

/** berth_error_get_file: Returns: (borrowed) (nullable) (path): the file it applies to. Since: 0.1 */
BERTH_API const char *berth_error_get_file(const berth_error *error);

/** berth_error_get_line: Returns: the line in that file, counted from 1; 0 when it has none. Since: 0.1 */
BERTH_API unsigned berth_error_get_line(const berth_error *error);

/** berth_error_free: @error: (nullable): the error to free. Since: 0.1 */
BERTH_API void berth_error_free(berth_error *error);

/**
 * berth_error_code_get_name:
 *
 * Returns: (constant): the code's name as used in every language and in JSON, "NOT_FOUND";
 *   "UNKNOWN" for a number that is no code.
 * Since: 0.1
 */
BERTH_API const char *berth_error_code_get_name(berth_error_code code);

/**
 * berth_cancel:
 *
 * Ends a call that waits from another thread. May be used from any thread, and for several calls at
 * once. Ended with berth_cancel_unref(). Since: 0.1
 */
typedef struct berth_cancel berth_cancel;

/**
 * berth_cancel_new:
 *
 * Returns: (owned) (nullable): a cancel that nobody has triggered; NULL with IO or NO_MEMORY when the
 *   system has no descriptor or memory left.
 * Since: 0.1
 */
BERTH_API berth_cancel *berth_cancel_new(berth_error **error);

/** berth_cancel_ref: Returns: (owned): @cancel, held once more. Since: 0.1 */
BERTH_API berth_cancel *berth_cancel_ref(berth_cancel *cancel);

/** berth_cancel_unref: @cancel: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_cancel_unref(berth_cancel *cancel);

/** berth_cancel_trigger: makes every call that was given @cancel fail with CANCELLED, now and later. Since: 0.1 */
BERTH_API void berth_cancel_trigger(berth_cancel *cancel);

/** berth_cancel_is_triggered: Returns: whether berth_cancel_trigger() was called. Since: 0.1 */
BERTH_API bool berth_cancel_is_triggered(const berth_cancel *cancel);

/** berth_cancel_get_fd: Returns: (borrowed): a descriptor that polls readable once triggered; never read from it.
 * Since: 0.1 */
BERTH_API int berth_cancel_get_fd(const berth_cancel *cancel);

/**
 * berth_progress_func:
 * @done: how much is done
 * @total: of how much; it may grow while the work goes on
 * @item: (borrowed) (nullable): what is being worked on, in the words of the call; NULL when all is done
 * @user_data: what was given with the function
 *
 * Called in the thread that made the call it tells of, each time something changed. Since: 0.1
 */
typedef void (*berth_progress_func)(int64_t done, int64_t total, const char *item, void *user_data);

/**
 * berth_progress:
 *
 * Follows calls that take their time. May be used from any thread, and for several calls at once when its function may.
 * Ended with berth_progress_unref(). Since: 0.1
 */
typedef struct berth_progress berth_progress;

/**
 * berth_progress_new:
 * @func: called with how far a call is
 * @user_data: passed to @func
 * @free_func: (nullable): called with @user_data when the progress ends, and before this returns when it fails
 *
 * Returns: (owned) (nullable): a progress to give to calls; NULL with INVALID when @func is NULL, or NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_progress *berth_progress_new(berth_progress_func func, void *user_data, berth_free_func free_func,
                                             berth_error **error);

/** berth_progress_ref: Returns: (owned): @progress, held once more. Since: 0.1 */
BERTH_API berth_progress *berth_progress_ref(berth_progress *progress);

/** berth_progress_unref: @progress: (nullable): what to let go. Since: 0.1 */
BERTH_API void berth_progress_unref(berth_progress *progress);

/** berth_log_level: how much a log line matters. Since: 0.1 */
typedef enum berth_log_level {
    BERTH_LOG_DEBUG = 1,  /**< each step */
    BERTH_LOG_INFO = 2,   /**< what was done */
    BERTH_LOG_WARNING = 3 /**< something looks wrong, the call goes on */
} berth_log_level;

/**
 * berth_log_func:
 * @level: how much it matters
 * @message: (borrowed): one line of UTF-8, without a newline
 * @user_data: what was given with the function
 *
 * Called in the thread that made the call it reports on. Since: 0.1
 */
typedef void (*berth_log_func)(berth_log_level level, const char *message, void *user_data);

#ifdef __cplusplus
}
#endif

#endif
