/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Domains of libvirt: virDomainSendKey(), which takes whole chords and comes back before the guest has them. QEMU works
 * through what it is sent at its own pace, holding each key for the time it is given; that pace is kept here, or its
 * queue would lose what does not fit.
 */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/library.h"
#include "base/memory.h"
#include "keycode/keycode.h"
#include "keycode/keymap.h"
#include "keycode/target.h"
#include "keycode/targets/libvirt.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE
#define LEAST_HOLD_MS 10
#define LIBVIRT_RFB 9 /* VIR_KEYCODE_SET_RFB, what its driver for QEMU sends on as it is */
/* virErrorNumber, libvirt/virterror.h */
#define LIBVIRT_NO_SUPPORT 3
#define LIBVIRT_NO_DOMAIN 42
#define LIBVIRT_AUTH_FAILED 45
#define LIBVIRT_AUTH_CANCELLED 79
#define LIBVIRT_ACCESS_DENIED 88

/* Of libvirt's interface, which never changes (its shared library's number), what is needed here. */
typedef struct virConnect *virConnectPtr;
typedef struct virDomain *virDomainPtr;
typedef struct virError {
    int code, domain;
    char *message;
} * virErrorPtr;

static struct {
    virConnectPtr (*virConnectOpen)(const char *name);
    int (*virConnectClose)(virConnectPtr connection);
    virDomainPtr (*virDomainLookupByName)(virConnectPtr connection, const char *name);
    virDomainPtr (*virDomainLookupByUUIDString)(virConnectPtr connection, const char *uuid);
    int (*virDomainFree)(virDomainPtr domain);
    int (*virDomainSendKey)(virDomainPtr domain, unsigned codeset, unsigned hold_ms, unsigned *codes, int count,
                            unsigned flags);
    virErrorPtr (*virGetLastError)(void);
    void (*virSetErrorFunc)(void *data, void (*handler)(void *data, virErrorPtr error));
} libvirt;

/* --- The library --- */

static void say_nothing(void *data, virErrorPtr error)
{
    (void)data;
    (void)error;
}

/* It would print its errors. A program that uses it too has its own mind about that. */
static void opened(bool by_us)
{
    if (by_us)
        libvirt.virSetErrorFunc(NULL, say_nothing);
}

bool libvirt_need(berth_error **error)
{
    static const berth_library_function functions[] = {
        {"virConnectOpen",              &libvirt.virConnectOpen             },
        {"virConnectClose",             &libvirt.virConnectClose            },
        {"virDomainLookupByName",       &libvirt.virDomainLookupByName      },
        {"virDomainLookupByUUIDString", &libvirt.virDomainLookupByUUIDString},
        {"virDomainFree",               &libvirt.virDomainFree              },
        {"virDomainSendKey",            &libvirt.virDomainSendKey           },
        {"virGetLastError",             &libvirt.virGetLastError            },
        {"virSetErrorFunc",             &libvirt.virSetErrorFunc            },
    };
    static berth_library library = {
        .file = "libvirt.so.0",
        .needed_by = "libvirt needs",
        .advice = "install libvirt0",
        .functions = functions,
        .count = BERTH_COUNT(functions),
        .opened = opened,
        .lock = PTHREAD_MUTEX_INITIALIZER,
    };
    return berth_library_need(&library, DOMAIN, error);
}

static bool fail_by_libvirt(const char *what, berth_error **error)
{
    const struct virError *reason = libvirt.virGetLastError();
    int number = reason ? reason->code : 0;
    berth_error_code code =
        number == LIBVIRT_NO_DOMAIN    ? BERTH_ERROR_NOT_FOUND
        : number == LIBVIRT_NO_SUPPORT ? BERTH_ERROR_UNSUPPORTED
        : number == LIBVIRT_AUTH_FAILED || number == LIBVIRT_AUTH_CANCELLED || number == LIBVIRT_ACCESS_DENIED
            ? BERTH_ERROR_DENIED
            : BERTH_ERROR_IO;
    return berth_fail(error, DOMAIN, code, "%s: libvirt says: %s", what,
                      reason && reason->message ? reason->message : "nothing");
}

/* --- The target --- */

typedef struct connection {
    virConnectPtr host;
    virDomainPtr guest;
} connection;

static void free_connection(connection *made)
{
    if (made->guest)
        libvirt.virDomainFree(made->guest);
    if (made->host)
        libvirt.virConnectClose(made->host);
    free(made);
}

/* "lxc:///NAME" is NAME of "lxc:///": what is left of a URI without a path keeps its slash. */
static char *host_uri(const char *address, size_t length)
{
    char *uri = NULL;
    const char *slashes = memmem(address, length, "://", 3);
    const char *authority = slashes ? slashes + 3 : NULL;
    bool has_path =
        authority && authority <= address + length && memchr(authority, '/', (size_t)(address + length - authority));
    return asprintf(&uri, "%.*s%s", (int)length, address, has_path ? "" : "/") < 0 ? NULL : uri;
}

/* @whole: the URI with the name, for messages */
static bool look_up(connection *made, const char *uri, const char *name, const char *whole, berth_error **error)
{
    made->host = libvirt.virConnectOpen(uri);
    if (!made->host)
        return fail_by_libvirt(uri, error);
    made->guest = libvirt.virDomainLookupByName(made->host, name);
    if (!made->guest)
        made->guest = libvirt.virDomainLookupByUUIDString(made->host, name);
    /* That it is no UUID either is no news. */
    if (!made->guest)
        made->guest = libvirt.virDomainLookupByName(made->host, name);
    return made->guest || fail_by_libvirt(whole, error);
}

/* What is before the domain ends in a slash, or is a URI without a path. */
static bool check_address(const char *address, berth_error **error)
{
    const char *slash = strrchr(address, '/'), *slashes = strstr(address, "://");
    return (slash && slashes && slash > slashes + 2 && slash[1]) ||
           berth_fail(error, DOMAIN, BERTH_ERROR_INVALID,
                      "'%s' names no domain; write libvirt+URI/DOMAIN, such as libvirt+qemu:///system/demo", address);
}

static bool open_domain(berth_key_target *target, const char *address, const char *password,
                        const key_deadline *deadline, berth_error **error)
{
    const char *slash = strrchr(address, '/');
    (void)password;
    if (!libvirt_need(error))
        return false;
    BERTH_AUTO_FREE char *uri = host_uri(address, (size_t)(slash - address));
    connection *made = uri ? calloc(1, sizeof *made) : NULL;
    if (!made)
        return berth_fail_memory(error, DOMAIN);
    /* A call to libvirt cannot be cut short; its time counts when it is over. */
    if (look_up(made, uri, slash + 1, target->uri, error) && key_deadline_check(deadline, deadline->end_ms, error)) {
        target->state = made;
        return true;
    }
    free_connection(made);
    return false;
}

static const char *refuse(const berth_key_target *target, unsigned key, uint32_t keysym)
{
    (void)target;
    (void)keysym;
    return berth_key_code(BERTH_CODESET_RFB, key) == KEYMAP_NO_CODE ? "libvirt has no number for it that QEMU knows"
                                                                    : NULL;
}

static bool send_chord(berth_key_target *target, const unsigned *keys, size_t count, int hold_ms,
                       const key_deadline *deadline, berth_error **error)
{
    const connection *made = target->state;
    unsigned codes[KEY_MAX_CHORD];
    int held_ms = hold_ms > LEAST_HOLD_MS ? hold_ms : LEAST_HOLD_MS;
    for (size_t i = 0; i < count; i++)
        codes[i] = berth_key_code(BERTH_CODESET_RFB, keys[i]);
    if (libvirt.virDomainSendKey(made->guest, LIBVIRT_RFB, (unsigned)held_ms, codes, (int)count, 0) < 0)
        return fail_by_libvirt("it did not send the keys", error);
    /* QEMU, qmp_send_key() in ui/input-legacy.c: it waits as long after each press and after each release. */
    return key_deadline_sleep(deadline, (int64_t)held_ms * 2 * (int64_t)count, error);
}

static void close_domain(berth_key_target *target)
{
    free_connection(target->state);
}

const key_backend key_backend_libvirt = {
    .scheme = "libvirt+",
    .chords = true,
    .check = check_address,
    .open = open_domain,
    .refuse = refuse,
    .send_chord = send_chord,
    .close = close_domain,
};
