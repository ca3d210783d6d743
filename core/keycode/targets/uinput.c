/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A keyboard of this machine's, or of a container's that was given /dev/uinput: Documentation/input/uinput.rst of
 * Linux. It is there while the target is open. What the kernel takes goes to whoever reads the keyboard; its buffer for
 * each reader is small, hence the pace.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/uinput.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "keycode/keycode.h"
#include "keycode/keymap.h"
#include "keycode/target.h"
#include "keycode/targets/uinput.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE
#define DEFAULT_PATH "/dev/uinput"
#define SETTLE_MS 300 /* until who reads keyboards has opened a new one; nothing tells when */
#define LEAVE_MS 100  /* until they have read the last key */
#define PACE_MS 2     /* a reader of evdev that sleeps for 60 ms loses nothing then */

typedef struct keyboard {
    int fd;
} keyboard;

/* Codes of buttons would make it a mouse or a joystick to whoever looks at it. */
static bool is_key(unsigned code)
{
    const char *name = berth_keycode_get_name(BERTH_CODESET_LINUX, code);
    return name && strncmp(name, "KEY_", 4) == 0 && code < KEY_MAX;
}

static bool set_up(int fd)
{
    struct uinput_setup setup = {
        .id = {.bustype = BUS_VIRTUAL, .vendor = 0, .product = 0, .version = 1},
          .name = "Berth keyboard"
    };
    bool done = ioctl(fd, UI_SET_EVBIT, EV_KEY) == 0;
    for (unsigned key = 1; done && key <= keymap_key_count; key++) {
        unsigned code = berth_key_code(BERTH_CODESET_LINUX, key);
        done = !is_key(code) || ioctl(fd, UI_SET_KEYBIT, code) == 0;
    }
    return done && ioctl(fd, UI_DEV_SETUP, &setup) == 0 && ioctl(fd, UI_DEV_CREATE) == 0;
}

static bool fail_open(const char *path, int reason, berth_error **error)
{
    if (reason == ENOENT || reason == ENODEV || reason == ENXIO)
        return berth_fail_at(error, DOMAIN, BERTH_ERROR_NOT_FOUND, path, 0,
                             "there is no such device; load the kernel's module uinput, or give it to the container");
    return berth_fail_errno(error, DOMAIN, reason, path, "cannot open it");
}

bool uinput_check(berth_error **error)
{
    return faccessat(AT_FDCWD, DEFAULT_PATH, W_OK, AT_EACCESS) == 0 || fail_open(DEFAULT_PATH, errno, error);
}

static bool open_keyboard(berth_key_target *target, const char *address, const char *password,
                          const key_deadline *deadline, berth_error **error)
{
    const char *path = *address ? address : DEFAULT_PATH;
    keyboard *made = calloc(1, sizeof *made);
    (void)password;
    if (!made)
        return berth_fail_memory(error, DOMAIN);
    made->fd = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    bool done = made->fd >= 0 || fail_open(path, errno, error);
    if (done && !set_up(made->fd))
        done = berth_fail_errno(error, DOMAIN, errno, path, "this is no uinput device, or it takes no keyboard");
    if (done && key_deadline_sleep(deadline, SETTLE_MS, error)) {
        target->state = made;
        return true;
    }
    if (made->fd >= 0)
        close(made->fd);
    free(made);
    return false;
}

static const char *refuse(const berth_key_target *target, unsigned key, uint32_t keysym)
{
    (void)target;
    (void)keysym;
    return is_key(berth_key_code(BERTH_CODESET_LINUX, key)) ? NULL : "it is a button, and no key of a keyboard";
}

static bool send_event(berth_key_target *target, const key_event *event, const key_deadline *deadline,
                       berth_error **error)
{
    const keyboard *made = target->state;
    struct input_event events[2] = {
        {.type = EV_KEY,
         .code = (uint16_t)berth_key_code(BERTH_CODESET_LINUX, event->key),
         .value = event->action == KEY_PRESS},
        {.type = EV_SYN, .code = SYN_REPORT               },
    };
    if (write(made->fd, events, sizeof events) != sizeof events)
        return berth_fail_errno(error, DOMAIN, errno, NULL, "the kernel did not take a key");
    return key_deadline_sleep(deadline, PACE_MS, error);
}

/* What a reader has not read yet is lost when the keyboard goes. */
static void finish(berth_key_target *target, const key_deadline *deadline)
{
    (void)target;
    key_deadline_sleep(deadline, LEAVE_MS, NULL);
}

static void close_keyboard(berth_key_target *target)
{
    keyboard *made = target->state;
    ioctl(made->fd, UI_DEV_DESTROY);
    close(made->fd);
    free(made);
}

const key_backend key_backend_uinput = {
    .scheme = "uinput:",
    .open = open_keyboard,
    .refuse = refuse,
    .send = send_event,
    .finish = finish,
    .close = close_keyboard,
};
