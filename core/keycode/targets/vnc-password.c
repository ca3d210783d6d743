/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The password of VNC authentication: a key for DES, which nettle does. */
#include <nettle/des.h>
#include <string.h>

#include "base/error.h"
#include "base/library.h"
#include "keycode/targets/vnc.h"

static struct {
    __typeof__(des_set_key) *set_key;
    __typeof__(des_encrypt) *encrypt;
} des;
static bool need_nettle(berth_error **error)
{
    static const berth_library_function functions[] = {
        {"nettle_des_set_key", &des.set_key},
        {"nettle_des_encrypt", &des.encrypt},
    };
    static berth_library library = {
        .file = "libnettle.so.8",
        .needed_by = "VNC passwords need",
        .advice = "install libnettle8",
        .functions = functions,
        .count = BERTH_COUNT(functions),
        .lock = PTHREAD_MUTEX_INITIALIZER,
    };
    return berth_library_need(&library, BERTH_ERROR_DOMAIN_KEYCODE, error);
}

/* RFC 6143 leaves out what every server does: each byte of the key has its bits the other way round. */
static unsigned char reversed(unsigned char byte)
{
    unsigned char result = 0;
    for (int i = 0; i < 8; i++)
        result = (unsigned char)(result << 1 | ((byte >> i) & 1));
    return result;
}

bool vnc_answer(const unsigned char challenge[VNC_CHALLENGE_SIZE], const char *password,
                unsigned char answer[VNC_CHALLENGE_SIZE], berth_error **error)
{
    unsigned char key[DES_KEY_SIZE] = {0};
    struct des_ctx context;
    if (!need_nettle(error))
        return false;
    for (size_t i = 0; i < DES_KEY_SIZE && password[i]; i++)
        key[i] = reversed((unsigned char)password[i]);
    /* It tells weak keys, such as an empty password's, and sets them all the same. */
    des.set_key(&context, key);
    des.encrypt(&context, VNC_CHALLENGE_SIZE, answer, challenge);
    explicit_bzero(key, sizeof key);
    explicit_bzero(&context, sizeof context);
    return true;
}
