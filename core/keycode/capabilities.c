/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "keycode/capabilities.h"

#include "base/error.h"
#include "berth/berth-key-sequence.h"
#include "keycode/targets/libvirt.h"
#include "keycode/targets/uinput.h"
#include "keycode/targets/vnc.h"

static bool can_type(berth_error **error)
{
    berth_key_layout *layout = berth_key_layout_new(NULL, NULL, NULL, error);
    berth_key_layout_unref(layout);
    return layout != NULL;
}

static bool can_answer(berth_error **error)
{
    unsigned char challenge[VNC_CHALLENGE_SIZE] = {0}, answer[VNC_CHALLENGE_SIZE];
    return vnc_answer(challenge, "", answer, error);
}

bool berth_keycode_add_capabilities(bool fake, berth_capabilities *capabilities, berth_error **error)
{
    static const struct {
        const char *name;
        bool (*check)(berth_error **error);
        bool needs_target;
    } all[] = {
        {"key.text",         can_type,     false},
        {"key.libvirt",      libvirt_need, true },
        {"key.uinput",       uinput_check, true },
        {"key.vnc-password", can_answer,   true },
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        berth_error *problem = NULL;
        if (!all[i].needs_target || !fake)
            all[i].check(&problem);
        if (!berth_capabilities_add(capabilities, all[i].name, problem))
            return berth_fail_memory(error, BERTH_ERROR_DOMAIN_KEYCODE);
    }
    return true;
}
