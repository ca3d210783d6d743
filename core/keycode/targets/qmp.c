/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * QEMU's monitor protocol, QMP (docs/interop/qmp-spec.rst and qapi/ui.json of QEMU): input-send-event, one press or
 * release a command. That it is answered means that QEMU has taken it, not that the guest has: the PS/2 keyboard holds
 * 16 bytes until the guest reads them, and loses what comes beyond that. How many it has read is seen by its
 * interrupts.
 */
#include <errno.h>
#include <jansson.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/process.h"
#include "keycode/keycode.h"
#include "keycode/keymap.h"
#include "keycode/target.h"
#include "keycode/targets/stream.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE
#define MAX_LINE 1048576 /* bytes of one message; QEMU's own schema, the longest, has some 200 KiB */
#define PS2_BYTES 12     /* that may wait in the PS/2 keyboard, which holds 16 (hw/input/ps2.c: PS2_QUEUE_SIZE) */
#define PS2_IRQ "\n 1: " /* the keyboard's, as x-query-irq prints it */
#define READ_MS 1000     /* how long a guest may take to read a byte before it is taken for one without interrupts */
#define BLIND_PACE_MS 10 /* between two events that nobody sees being read */

/* Of a key, which of a machine's keyboards can send it on. */
typedef enum keyboard {
    KEYBOARD_PS2 = 1 << 0,
    KEYBOARD_USB = 1 << 1,
    KEYBOARD_VIRTIO = 1 << 2,
} keyboard;

typedef struct qmp {
    key_stream stream;
    unsigned keyboards;       /* that the machine has; 0: none that we know */
    const char **known_names; /* by key: the QKeyCode that this QEMU has for it, or NULL */
    char *text;               /* of the command that is sent */
    json_int_t last_id;       /* of commands: the answer to one that ran out of time may come later */
    bool reads;               /* the guest was seen to read it */
    bool counts;              /* the PS/2 keyboard's interrupts tell what the guest has read */
    long long interrupts;     /* that there had been when this was last looked at */
    long long waiting;        /* bytes in the keyboard, at the most */
} qmp;

/* --- Messages --- */

static json_t *read_message(qmp *monitor, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    json_error_t problem;
    const char *line = key_stream_read_line(&monitor->stream, MAX_LINE, end_ms, deadline, error);
    json_t *message = line ? json_loads(line, 0, &problem) : NULL;
    if (line && !json_is_object(message)) {
        json_decref(message);
        berth_fail(error, DOMAIN, BERTH_ERROR_PARSE,
                   "it does not speak QMP, as a QEMU monitor does (-qmp unix:PATH,server=on,wait=off)");
        return NULL;
    }
    return message;
}

static bool fail_by(json_t *failure, const char *command, berth_error **error)
{
    const char *text = json_string_value(json_object_get(failure, "desc"));
    return berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, "QEMU refused %s: %s", command,
                      text ? text : "no reason");
}

/* Returns: (owned) (nullable): what the command returned. What else came meanwhile is passed over: since the last
 * command there may have been any number of events. */
static json_t *read_answer(qmp *monitor, const char *command, const key_deadline *deadline, berth_error **error)
{
    int64_t end_ms = key_deadline_for_answer(deadline);
    for (;;) {
        json_t *message = read_message(monitor, end_ms, deadline, error);
        if (!message)
            return NULL;
        json_t *failure = json_object_get(message, "error");
        json_t *result = failure ? NULL : json_incref(json_object_get(message, "return"));
        json_t *id = json_object_get(message, "id");
        bool other = json_object_get(message, "event") || (id && json_integer_value(id) != monitor->last_id);
        if (other)
            json_decref(result);
        else if (failure)
            fail_by(failure, command, error);
        else if (!result)
            berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "it does not answer as QMP does");
        json_decref(message);
        if (!other)
            return result;
    }
}

/* Takes over @arguments, which may be NULL. */
static json_t *execute(qmp *monitor, const char *command, json_t *arguments, const key_deadline *deadline,
                       berth_error **error)
{
    json_t *message =
        json_pack("{s:s, s:o*, s:I}", "execute", command, "arguments", arguments, "id", ++monitor->last_id);
    free(monitor->text);
    monitor->text = message ? json_dumps(message, JSON_COMPACT) : NULL;
    json_decref(message);
    if (!monitor->text) {
        berth_fail_memory(error, DOMAIN);
        return NULL;
    }
    size_t length = strlen(monitor->text);
    monitor->text[length] = '\n'; /* in place of the NUL: the command is sent, and nothing else */
    if (!key_stream_write(&monitor->stream, monitor->text, length + 1, key_deadline_for_answer(deadline), deadline,
                          error))
        return NULL;
    return read_answer(monitor, command, deadline, error);
}

/* --- What this QEMU and its machine have --- */

static bool has_value(const json_t *values, const char *wanted)
{
    const json_t *value;
    size_t i;
    json_array_foreach (values, i, value)
        if (berth_streq(json_string_value(value), wanted))
            return true;
    return false;
}

/* The names of types are no part of the interface: the enumeration is known by two of its values. */
static const json_t *find_qkeycode(const json_t *schema)
{
    const json_t *entry;
    size_t i;
    json_array_foreach (schema, i, entry) {
        const json_t *values = json_object_get(entry, "values");
        if (values && has_value(values, "kp_multiply") && has_value(values, "caps_lock"))
            return values;
    }
    return NULL;
}

static bool has_command(const json_t *schema, const char *name)
{
    const json_t *entry;
    size_t i;
    json_array_foreach (schema, i, entry)
        if (berth_streq(json_string_value(json_object_get(entry, "name")), name) &&
            berth_streq(json_string_value(json_object_get(entry, "meta-type")), "command"))
            return true;
    return false;
}

/* @name: NULL for a value that is no string. */
static void remember_name(qmp *monitor, const char *name)
{
    const keymap_slot *slot = name ? keymap_find(&keymap_sets[BERTH_CODESET_QCODE], name) : NULL;
    if (!slot)
        return;
    /* The main name of a key stands before its others. */
    const char *main_name = keymap_name(&keymap_sets[BERTH_CODESET_QCODE], slot->key, slot->code);
    if (!monitor->known_names[slot->key] || berth_streq(name, main_name))
        monitor->known_names[slot->key] = keymap_names + slot->name;
}

static bool read_names(qmp *monitor, const key_deadline *deadline, berth_error **error)
{
    json_t *schema = execute(monitor, "query-qmp-schema", NULL, deadline, error);
    const json_t *values = find_qkeycode(schema), *value;
    size_t i;
    monitor->known_names = calloc(keymap_key_count + 1, sizeof *monitor->known_names);
    if (schema && !monitor->known_names)
        berth_fail_memory(error, DOMAIN);
    else if (schema && !values)
        berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, "it knows no keys; QEMU does since 2.6");
    bool done = values && monitor->known_names;
    json_array_foreach (done ? values : NULL, i, value)
        remember_name(monitor, json_string_value(value));
    monitor->counts = has_command(schema, "x-query-irq");
    json_decref(schema);
    return done;
}

static unsigned keyboard_of_type(const char *type)
{
    static const struct {
        const char *start;
        keyboard keyboard;
    } types[] = {
        {"child<i8042",           KEYBOARD_PS2   },
        {"child<usb-kbd",         KEYBOARD_USB   },
        {"child<virtio-keyboard", KEYBOARD_VIRTIO},
    };
    for (size_t i = 0; i < BERTH_COUNT(types); i++)
        if (type && strncmp(type, types[i].start, strlen(types[i].start)) == 0)
            return types[i].keyboard;
    return 0;
}

/* What QEMU does not tell is not known, which is no failure: then a key's name is all that counts. */
static bool read_keyboards(qmp *monitor, const key_deadline *deadline, berth_error **error)
{
    static const char *const folders[] = {"/machine/peripheral", "/machine/peripheral-anon", "/machine/unattached"};
    for (size_t i = 0; i < BERTH_COUNT(folders); i++) {
        berth_error *problem = NULL;
        json_t *list = execute(monitor, "qom-list", json_pack("{s:s}", "path", folders[i]), deadline, &problem), *entry;
        size_t number;
        if (problem && berth_error_get_code(problem) != BERTH_ERROR_UNSUPPORTED)
            return berth_fail_with(error, problem, "");
        berth_error_free(problem);
        json_array_foreach (list, number, entry)
            monitor->keyboards |= keyboard_of_type(json_string_value(json_object_get(entry, "type")));
        json_decref(list);
    }
    return true;
}

static bool greet(qmp *monitor, const key_deadline *deadline, berth_error **error)
{
    berth_error *problem = NULL;
    json_t *greeting = read_message(monitor, key_deadline_for_answer(deadline), deadline, &problem);
    bool known = greeting && json_object_get(greeting, "QMP");
    if (greeting && !known)
        berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "it greets otherwise than QMP does");
    json_decref(greeting);
    if (problem && berth_error_get_code(problem) == BERTH_ERROR_TIMEOUT)
        return berth_fail_with(error, problem, "; a monitor speaks with one program at a time");
    if (problem)
        return berth_fail_with(error, problem, "");
    json_t *answer = known ? execute(monitor, "qmp_capabilities", NULL, deadline, error) : NULL;
    json_decref(answer);
    return answer != NULL;
}

/* --- Not faster than the guest reads --- */

/* Returns: the number at the start of @text; -1 when there is none, or none that counts something. */
static long long read_count(const char *text)
{
    char *end = NULL;
    errno = 0;
    long long count = strtoll(text, &end, 10);
    return end != text && !errno && count >= 0 ? count : -1;
}

/* Returns: how many interrupts the PS/2 keyboard has made, one for each byte that it hands over; -1 when nothing tells,
 * or with the error. */
static long long count_interrupts(qmp *monitor, const key_deadline *deadline, berth_error **error)
{
    berth_error *problem = NULL;
    json_t *answer = execute(monitor, "x-query-irq", NULL, deadline, &problem);
    const char *text = json_string_value(json_object_get(answer, "human-readable-text"));
    const char *line = text ? strstr(text, PS2_IRQ) : NULL;
    long long count = line ? read_count(line + strlen(PS2_IRQ)) : -1;
    json_decref(answer);
    if (problem && berth_error_get_code(problem) == BERTH_ERROR_UNSUPPORTED)
        berth_error_free(problem);
    else if (problem)
        berth_fail_with(error, problem, "");
    return count;
}

/* Of an event, as PCs have them translated to set 1 (hw/input/ps2.c: ps2_keyboard_event()). */
static int bytes_of(unsigned key, bool press)
{
    switch (berth_key_code(BERTH_CODESET_LINUX, key)) {
    case 99: /* KEY_SYSRQ */
        return 4;
    case 119: /* KEY_PAUSE */
        return press ? 6 : 0;
    default:
        return berth_key_code(BERTH_CODESET_ATSET1, key) > 0xff ? 2 : 1;
    }
}

/* Waits until the keyboard has room for so many bytes more. A guest that never took one for a while has its interrupts
 * off, as some firmware: nothing is seen of it from then on. One that took some and stops has to go on. */
static bool wait_for_room(qmp *monitor, int bytes, const key_deadline *deadline, berth_error **error)
{
    int64_t begun_ms = berth_clock_ms(), end_ms = key_deadline_for_answer(deadline);
    while (monitor->counts && monitor->waiting + bytes > PS2_BYTES) {
        berth_error *problem = NULL;
        long long count = count_interrupts(monitor, deadline, &problem), read = count - monitor->interrupts;
        if (problem)
            return berth_fail_with(error, problem, "");
        /* What went back counts nothing: from then on the guest is not seen to read. */
        if (read < 0) {
            monitor->counts = false;
            return true;
        }
        /* The first byte makes one by itself. */
        monitor->reads = monitor->reads || read > 1;
        if (read > 0)
            end_ms = key_deadline_for_answer(deadline);
        monitor->interrupts = count;
        monitor->waiting = read < monitor->waiting ? monitor->waiting - read : 0;
        monitor->counts = monitor->reads || berth_clock_ms() < begun_ms + READ_MS;
        if (monitor->counts && berth_clock_ms() >= end_ms)
            return berth_fail(error, DOMAIN, BERTH_ERROR_TIMEOUT, "the guest does not read its keyboard any more");
        if (monitor->waiting + bytes > PS2_BYTES && !key_deadline_sleep(deadline, 1, error))
            return false;
    }
    return true;
}

/* A keyboard of USB is asked once in some 10 ms, and holds 16 events (hw/usb/dev-hid.c, hw/input/hid.c). */
static bool keep_pace(qmp *monitor, const key_event *event, const key_deadline *deadline, berth_error **error)
{
    int bytes = bytes_of(event->key, event->action == KEY_PRESS);
    if (monitor->keyboards & KEYBOARD_VIRTIO)
        return true;
    if (!wait_for_room(monitor, bytes, deadline, error))
        return false;
    monitor->waiting += bytes;
    return monitor->counts || key_deadline_sleep(deadline, BLIND_PACE_MS, error);
}

/* --- The target --- */

static void free_monitor(qmp *monitor)
{
    key_stream_close(&monitor->stream);
    free(monitor->known_names);
    free(monitor->text);
    free(monitor);
}

/* Says whose fault it was. */
static bool fail_about(const char *path, berth_error *problem, berth_error **error)
{
    berth_fail(error, DOMAIN, berth_error_get_code(problem), "qmp:%s: %s", path, berth_error_get_message(problem));
    berth_error_free(problem);
    return false;
}

static bool start(qmp *monitor, const key_deadline *deadline, berth_error **error)
{
    berth_error *problem = NULL;
    if (!greet(monitor, deadline, error) || !read_names(monitor, deadline, error) ||
        !read_keyboards(monitor, deadline, error))
        return false;
    /* Where there is another keyboard too, that one is sent the keys. */
    monitor->interrupts =
        monitor->counts && monitor->keyboards == KEYBOARD_PS2 ? count_interrupts(monitor, deadline, &problem) : -1;
    monitor->counts = monitor->interrupts >= 0;
    return !problem || berth_fail_with(error, problem, "");
}

static bool check_address(const char *address, berth_error **error)
{
    return (*address == '/' && address[1]) ||
           berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "'%s' is no path; write qmp:/PATH/OF/SOCKET", address);
}

static bool open_monitor(berth_key_target *target, const char *address, const char *password,
                         const key_deadline *deadline, berth_error **error)
{
    berth_error *problem = NULL;
    qmp *monitor = calloc(1, sizeof *monitor);
    (void)password;
    if (!monitor)
        return berth_fail_memory(error, DOMAIN);
    monitor->stream.fd = -1;
    target->state = monitor;
    if (key_stream_connect_unix(&monitor->stream, address, deadline, &problem) && start(monitor, deadline, &problem))
        return true;
    free_monitor(monitor);
    return fail_about(address, problem, error);
}

/* QEMU's keyboard is in set 2 until the guest changes that, where 0xf1 and 0xf2 would be answers and no keys. */
static bool is_on_ps2(unsigned key)
{
    unsigned code = berth_key_code(BERTH_CODESET_ATSET2, key);
    return code != KEYMAP_NO_CODE && code != 0xf1 && code != 0xf2;
}

/* QEMU's is the keyboard of a PC with the keys of Japanese ones and for the volume (hw/input/hid.c: hid_usage_keys). */
static bool is_on_usb(unsigned key)
{
    unsigned code = berth_key_code(BERTH_CODESET_USB, key);
    return code <= 0x66 || (code >= 0x7f && code <= 0x81) || (code >= 0x87 && code <= 0x8b) ||
           (code >= 0xe0 && code <= 0xe7);
}

static const char *refuse(const berth_key_target *target, unsigned key, uint32_t keysym)
{
    const qmp *monitor = target->state;
    (void)keysym;
    if (!monitor->known_names[key])
        return "QEMU has no name for it";
    unsigned able = is_on_ps2(key) ? KEYBOARD_PS2 : 0;
    able |= is_on_usb(key) ? KEYBOARD_USB : 0;
    able |= KEYBOARD_VIRTIO;
    if (monitor->keyboards && !(able & monitor->keyboards))
        return "the machine's keyboard has no such key; give it a virtio keyboard";
    return NULL;
}

static bool send_event(berth_key_target *target, const key_event *event, const key_deadline *deadline,
                       berth_error **error)
{
    qmp *monitor = target->state;
    json_t *arguments =
        json_pack("{s:[{s:s, s:{s:b, s:{s:s, s:s}}}]}", "events", "type", "key", "data", "down",
                  event->action == KEY_PRESS, "key", "type", "qcode", "data", monitor->known_names[event->key]);
    if (!arguments)
        return berth_fail_memory(error, DOMAIN);
    if (!keep_pace(monitor, event, deadline, error)) {
        json_decref(arguments);
        return false;
    }
    json_t *answer = execute(monitor, "input-send-event", arguments, deadline, error);
    json_decref(answer);
    return answer != NULL;
}

static void close_monitor(berth_key_target *target)
{
    free_monitor(target->state);
}

const key_backend key_backend_qmp = {
    .scheme = "qmp:",
    .keeps_pressed = true,
    .check = check_address,
    .open = open_monitor,
    .refuse = refuse,
    .send = send_event,
    .close = close_monitor,
};
