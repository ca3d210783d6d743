/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Where keys are sent: the keyboard of a guest, or of a machine.
 *
 * Each target is driven at its own pace, and is given no key before the one before was taken; a VNC server, which
 * answers to no key, has to show at the end of a call that it took them all. Keys that a call pressed are released
 * again, also when it fails, is cancelled or runs out of time.
 */
#ifndef BERTH_KEY_TARGET_H
#define BERTH_KEY_TARGET_H

#include <berth/berth-host.h>
#include <berth/berth-key-sequence.h>

#ifdef __cplusplus
extern "C" {
#endif

/** berth_key_target: A keyboard to send keys to. May be used from several threads; a call while another sends fails
 * with BUSY. Ended with berth_key_target_unref(), which closes it. Since: 0.1 */
typedef struct berth_key_target berth_key_target;

/** berth_key_close_flags: how a target is closed. Since: 0.1 */
typedef enum berth_key_close_flags {
    BERTH_KEY_CLOSE_DEFAULT = 0,           /**< keys that are down are released */
    BERTH_KEY_CLOSE_LEAVE_PRESSED = 1 << 0 /**< they stay down, where the target can do that */
} berth_key_close_flags;

/**
 * berth_host_open_key_target:
 * @uri: which keyboard:
 *   "libvirt+URI/DOMAIN", a libvirt domain by its name or UUID, as "libvirt+qemu:///system/demo";
 *   "qmp:PATH", the socket of a QEMU monitor (-qmp unix:PATH,server=on);
 *   "vnc://HOST[:PORT]", or "vnc:PATH" for a socket of the file system: a VNC server;
 *   "uinput:" or "uinput:PATH", this machine, or the one whose /dev/uinput is at PATH
 * @password: (nullable): what a VNC server asks for; its first eight bytes count
 * @timeout_ms: how long it may take to connect, in milliseconds; 0 not to wait, -1 for 10000
 * @cancel: (nullable): ends the call early
 *
 * Connects to a keyboard. On a fake host every such target is there, takes any key, and records what it is sent; see
 * berth_fake_list_keys().
 *
 * Returns: (owned) (nullable): the target; NULL with INVALID for a text that is no such URI, UNSUPPORTED for a kind
 * that this system or that server lacks, NOT_FOUND when nothing is there, DENIED, TIMEOUT, CANCELLED, IO, PARSE when
 * the other side is not what it should be, NO_MEMORY. Since: 0.1
 */
BERTH_API berth_key_target *berth_host_open_key_target(berth_host *host, const char *uri, const char *password,
                                                       int timeout_ms, berth_cancel *cancel, berth_error **error);

/** berth_key_target_ref: Returns: (owned): @target, held once more. Since: 0.1 */
BERTH_API berth_key_target *berth_key_target_ref(berth_key_target *target);

/** berth_key_target_unref: @target: (nullable): what to let go; the last one closes it, as with
 * BERTH_KEY_CLOSE_DEFAULT. Since: 0.1 */
BERTH_API void berth_key_target_unref(berth_key_target *target);

/** berth_key_target_get_uri: Returns: (borrowed): the URI it was opened by. Since: 0.1 */
BERTH_API const char *berth_key_target_get_uri(const berth_key_target *target);

/** berth_key_target_keeps_pressed: Returns: whether a key that is down can stay down when the target is closed.
 * Since: 0.1 */
BERTH_API bool berth_key_target_keeps_pressed(const berth_key_target *target);

/**
 * berth_key_target_can_deliver:
 * @set: the set of @code
 * @code: a key's code
 *
 * Tells whether the target has a way to send this key. Whether the guest listens is another matter.
 *
 * Returns: true; false with UNSUPPORTED and why not, or the errors of berth_keycode_translate().
 * Since: 0.1
 */
BERTH_API bool berth_key_target_can_deliver(const berth_key_target *target, berth_codeset set, unsigned code,
                                            berth_error **error);

/**
 * berth_key_target_check:
 * @sequence: what would be sent
 *
 * Looks which keys of a sequence the target cannot deliver. Sends nothing.
 *
 * Returns: (owned) (nullable): a finding for each such key; NULL with NO_MEMORY.
 * Since: 0.1
 */
BERTH_API berth_report *berth_key_target_check(const berth_key_target *target, const berth_key_sequence *sequence,
                                               berth_error **error);

/**
 * berth_key_target_send:
 * @sequence: what to send
 * @timeout_ms: how long it may take altogether, in milliseconds; 0 not to wait for an answer, -1 for as long as it
 * takes, but 5000 for each answer of the target
 * @progress: (nullable): is told each press and release: how many are done, of how many, the key
 * @cancel: (nullable): ends the call early
 *
 * Sends a sequence. When the target cannot deliver all of it, nothing is sent.
 *
 * Returns: true; false with UNSUPPORTED for a key that it cannot deliver; UNDELIVERED when the target failed, went away
 * or did not show that it took the keys, TIMEOUT or CANCELLED, and the message says how many key events went out, and
 * which keys may still be down; BUSY while another call sends; INVALID when the target is closed or @sequence is empty.
 * Since: 0.1
 */
BERTH_API bool berth_key_target_send(berth_key_target *target, const berth_key_sequence *sequence, int timeout_ms,
                                     berth_progress *progress, berth_cancel *cancel, berth_error **error);

/**
 * berth_key_target_press:
 * @set: the set of @code
 * @code: a key's code
 * @timeout_ms: as for berth_key_target_send()
 * @cancel: (nullable): ends the call early
 *
 * Presses a key, which stays down until berth_key_target_release(), or until the target is closed.
 *
 * Returns: true; false as berth_key_target_send(), or with UNSUPPORTED where keys can be sent only as whole chords, or
 * the errors of berth_keycode_translate(). Since: 0.1
 */
BERTH_API bool berth_key_target_press(berth_key_target *target, berth_codeset set, unsigned code, int timeout_ms,
                                      berth_cancel *cancel, berth_error **error);

/**
 * berth_key_target_release:
 * @set: the set of @code
 * @code: a key's code
 * @timeout_ms: as for berth_key_target_send()
 * @cancel: (nullable): ends the call early
 *
 * Releases a key, whoever pressed it.
 *
 * Returns: true; false as berth_key_target_press().
 * Since: 0.1
 */
BERTH_API bool berth_key_target_release(berth_key_target *target, berth_codeset set, unsigned code, int timeout_ms,
                                        berth_cancel *cancel, berth_error **error);

/**
 * berth_key_target_close:
 * @flags: of berth_key_close_flags
 * @cancel: (nullable): keeps the call from beginning, and cuts short what it does
 *
 * Releases what is down, and disconnects, within a second. A target that is closed already stays so.
 *
 * Returns: true; false with UNSUPPORTED when keys cannot be left down there, INVALID for flags that are none, BUSY
 * while another call sends, CANCELLED, and then it is not closed; UNDELIVERED when a release did not go out: it is
 * closed then. Since: 0.1
 */
BERTH_API bool berth_key_target_close(berth_key_target *target, unsigned flags, berth_cancel *cancel,
                                      berth_error **error);

#ifdef __cplusplus
}
#endif

#endif
