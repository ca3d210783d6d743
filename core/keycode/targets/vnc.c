/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * VNC servers: RFB, RFC 6143, with QEMU's extended key event (docs/interop of QEMU; encoding -258 and message 255 of
 * the community's rfbproto), which carries the key itself beside its symbol. A server without it is sent symbols, and
 * makes keys of them by its own layout.
 */
#include <endian.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/cancel.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/process.h"
#include "keycode/keycode.h"
#include "keycode/keymap.h"
#include "keycode/target.h"
#include "keycode/targets/stream.h"
#include "keycode/targets/vnc-symbols.h"
#include "keycode/targets/vnc.h"

#define DOMAIN BERTH_ERROR_DOMAIN_KEYCODE
#define DEFAULT_PORT "5900"
#define MAX_HOST 256
#define MAX_TEXT 65536        /* bytes of a name or a reason */
#define MAX_CUT_TEXT 67108864 /* bytes of a clipboard */
#define MAX_PICTURE 268435456 /* bytes of a rectangle: more than the largest screen has */
#define ACKNOWLEDGE_MS 500    /* until a server has said that it knows extended key events */
#define QEMU_PACE_MS 10       /* between two events: QEMU's default key-delay-ms, it queues no more than 1024 */
#define PACE_MS 1

#define SECURITY_NONE 1
#define SECURITY_VNC 2
#define ENCODING_RAW 0
#define ENCODING_EXTENDED_KEYS (-258)

typedef struct vnc {
    key_stream stream;
    int minor;          /* of the protocol's version 3: 3, 7 or 8 */
    size_t pixel_bytes; /* of one pixel */
    bool extended;
    bool broken;  /* a call ended in the middle of a message: what comes now is not understood */
    bool updated; /* a picture came since this was last cleared */
    bool unsure;  /* keys were sent, and the server was not seen to have taken them */
    int asked;    /* requests that no picture has come for yet; it may have come for several */
    int pace_ms;
    vnc_symbols symbols;
} vnc;

/* --- Numbers, which are big-endian --- */

static bool read_u8(vnc *server, uint8_t *value, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    return key_stream_read(&server->stream, value, 1, end_ms, deadline, error);
}

static bool read_u16(vnc *server, uint16_t *value, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    if (!key_stream_read(&server->stream, value, sizeof *value, end_ms, deadline, error))
        return false;
    *value = be16toh(*value);
    return true;
}

static bool read_u32(vnc *server, uint32_t *value, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    if (!key_stream_read(&server->stream, value, sizeof *value, end_ms, deadline, error))
        return false;
    *value = be32toh(*value);
    return true;
}

static bool skip(vnc *server, size_t length, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    return key_stream_read(&server->stream, NULL, length, end_ms, deadline, error);
}

/* Returns: (owned) (nullable): a text after its length. */
static char *read_text(vnc *server, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    uint32_t length = 0;
    if (!read_u32(server, &length, end_ms, deadline, error))
        return NULL;
    if (length > MAX_TEXT) {
        berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "it sends a text of %u bytes where a line belongs", length);
        return NULL;
    }
    char *text = calloc(1, (size_t)length + 1);
    if (!text)
        berth_fail_memory(error, DOMAIN);
    else if (key_stream_read(&server->stream, text, length, end_ms, deadline, error))
        return text;
    free(text);
    return NULL;
}

/* --- The beginning (RFC 6143, 7.1 to 7.3) --- */

static bool agree_on_version(vnc *server, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    char version[13] = "";
    unsigned major = 0, minor = 0;
    if (!key_stream_read(&server->stream, version, 12, end_ms, deadline, error))
        return false;
    if (sscanf(version, "RFB %3u.%3u\n", &major, &minor) != 2 || version[11] != '\n')
        return berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "it is no VNC server: it does not begin with 'RFB 003.'");
    if (major < 3 || (major == 3 && minor < 3))
        return berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, "it speaks RFB %u.%u; 3.3 or later is needed", major,
                          minor);
    server->minor = major > 3 || minor >= 8 ? 8 : minor == 7 ? 7 : 3;
    snprintf(version, sizeof version, "RFB 003.%03d", server->minor);
    version[11] = '\n';
    return key_stream_write(&server->stream, version, 12, end_ms, deadline, error);
}

/* @what: is refused; the server says why. It refuses also when its reason does not come, or is too long to be one. */
static bool fail_by_reason(vnc *server, const char *what, int64_t end_ms, const key_deadline *deadline,
                           berth_error **error)
{
    BERTH_AUTO_FREE char *reason = read_text(server, end_ms, deadline, NULL);
    return berth_cancel_check(deadline->cancel, DOMAIN, error) &&
           berth_fail(error, DOMAIN, BERTH_ERROR_DENIED, "it refuses %s: %s", what,
                      reason && *reason ? reason : "it gives no reason");
}

static bool choose(const uint8_t *types, size_t count, const char *password, uint8_t *chosen, berth_error **error)
{
    bool none = memchr(types, SECURITY_NONE, count), vnc_password = memchr(types, SECURITY_VNC, count);
    *chosen = vnc_password && (password || !none) ? SECURITY_VNC : SECURITY_NONE;
    if (*chosen == SECURITY_VNC && !password)
        return berth_fail(error, DOMAIN, BERTH_ERROR_DENIED, "it asks for a password; give it one");
    return none || vnc_password ||
           berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                      "it asks for a kind of security (number %u) that is neither none nor a VNC password", types[0]);
}

/* Before version 3.7 the server chooses. */
static bool agree_on_security(vnc *server, const char *password, uint8_t *chosen, int64_t end_ms,
                              const key_deadline *deadline, berth_error **error)
{
    uint8_t types[255], count = 0;
    uint32_t only = 0;
    if (server->minor == 3) {
        if (!read_u32(server, &only, end_ms, deadline, error))
            return false;
        if (!only)
            return fail_by_reason(server, "the connection", end_ms, deadline, error);
        types[0] = only < 256 ? (uint8_t)only : 0;
        return choose(types, 1, password, chosen, error);
    }
    if (!read_u8(server, &count, end_ms, deadline, error))
        return false;
    if (!count)
        return fail_by_reason(server, "the connection", end_ms, deadline, error);
    return key_stream_read(&server->stream, types, count, end_ms, deadline, error) &&
           choose(types, count, password, chosen, error) &&
           key_stream_write(&server->stream, chosen, 1, end_ms, deadline, error);
}

static bool authenticate(vnc *server, const char *password, int64_t end_ms, const key_deadline *deadline,
                         berth_error **error)
{
    uint8_t chosen = 0;
    uint32_t result = 0;
    unsigned char challenge[VNC_CHALLENGE_SIZE], answer[VNC_CHALLENGE_SIZE];
    if (!agree_on_security(server, password, &chosen, end_ms, deadline, error))
        return false;
    if (chosen == SECURITY_VNC &&
        (!key_stream_read(&server->stream, challenge, sizeof challenge, end_ms, deadline, error) ||
         !vnc_answer(challenge, password, answer, error) ||
         !key_stream_write(&server->stream, answer, sizeof answer, end_ms, deadline, error)))
        return false;
    if (chosen == SECURITY_NONE && server->minor < 8)
        return true;
    if (!read_u32(server, &result, end_ms, deadline, error))
        return false;
    if (!result)
        return true;
    const char *what = chosen == SECURITY_VNC ? "the password" : "the connection";
    if (server->minor == 8)
        return fail_by_reason(server, what, end_ms, deadline, error);
    return berth_fail(error, DOMAIN, BERTH_ERROR_DENIED, "it refuses %s", what);
}

static bool initialize(vnc *server, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    static const uint8_t shared = 1;
    struct {
        uint16_t width, height;
        uint8_t bits_per_pixel, rest[15];
    } init;
    if (!key_stream_write(&server->stream, &shared, 1, end_ms, deadline, error) ||
        !key_stream_read(&server->stream, &init, sizeof init, end_ms, deadline, error))
        return false;
    server->pixel_bytes = init.bits_per_pixel / 8;
    if (init.bits_per_pixel != 8 && init.bits_per_pixel != 16 && init.bits_per_pixel != 32)
        return berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "it has pixels of %u bits; VNC has 8, 16 and 32",
                          init.bits_per_pixel);
    BERTH_AUTO_FREE char *name = read_text(server, end_ms, deadline, error);
    server->pace_ms = name && strncmp(name, "QEMU", 4) == 0 ? QEMU_PACE_MS : PACE_MS;
    return name != NULL;
}

/* --- What the server sends (7.6) --- */

/* @picture: is set for a rectangle that has pixels */
static bool read_rectangle(vnc *server, bool *picture, int64_t end_ms, const key_deadline *deadline,
                           berth_error **error)
{
    struct {
        uint16_t x, y, width, height;
        int32_t encoding;
    } head;
    if (!key_stream_read(&server->stream, &head, sizeof head, end_ms, deadline, error))
        return false;
    int32_t encoding = (int32_t)be32toh((uint32_t)head.encoding);
    if (encoding == ENCODING_EXTENDED_KEYS) {
        server->extended = true;
        return true;
    }
    if (encoding != ENCODING_RAW)
        return berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "it uses the encoding %d, which it was not asked for",
                          encoding);
    *picture = true;
    uint64_t size = (uint64_t)be16toh(head.width) * be16toh(head.height) * server->pixel_bytes;
    return size <= MAX_PICTURE
               ? skip(server, (size_t)size, end_ms, deadline, error)
               : berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "it sends a picture of %" PRIu64 " bytes", size);
}

static bool read_update(vnc *server, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    uint16_t count = 0;
    bool done = skip(server, 1, end_ms, deadline, error) && read_u16(server, &count, end_ms, deadline, error);
    /* One that says of extended key events alone that they are known is no answer to what was asked. */
    bool picture = done && count == 0;
    for (unsigned i = 0; done && i < count; i++)
        done = read_rectangle(server, &picture, end_ms, deadline, error);
    server->updated = server->updated || picture;
    server->asked -= picture && server->asked;
    return done;
}

static bool read_colours(vnc *server, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    uint16_t count = 0;
    return skip(server, 3, end_ms, deadline, error) && read_u16(server, &count, end_ms, deadline, error) &&
           skip(server, (size_t)count * 6, end_ms, deadline, error);
}

static bool read_cut_text(vnc *server, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    uint32_t length = 0;
    if (!skip(server, 3, end_ms, deadline, error) || !read_u32(server, &length, end_ms, deadline, error))
        return false;
    return length <= MAX_CUT_TEXT
               ? skip(server, length, end_ms, deadline, error)
               : berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "it sends a clipboard of %u bytes", length);
}

static bool read_message(vnc *server, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    uint8_t type = 0;
    if (!read_u8(server, &type, end_ms, deadline, error))
        return false;
    switch (type) {
    case 0:
        return read_update(server, end_ms, deadline, error);
    case 1:
        return read_colours(server, end_ms, deadline, error);
    case 2: /* a bell */
        return true;
    case 3:
        return read_cut_text(server, end_ms, deadline, error);
    default:
        return berth_fail(error, DOMAIN, BERTH_ERROR_PARSE, "it sends a message of type %u, which nobody asked for",
                          type);
    }
}

/* Reads what is there already. Fails when the server has gone, or does not stop. */
static bool read_pending(vnc *server, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    while (key_stream_wait(&server->stream, 0, deadline))
        if (!read_message(server, end_ms, deadline, error))
            return false;
    return true;
}

static bool fail_broken(berth_error **error)
{
    return berth_fail(error, DOMAIN, BERTH_ERROR_IO,
                      "the connection ended before, or did so in the middle of a message; open the target again");
}

/* Before a key is sent. */
static bool keep_reading(vnc *server, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    if (server->broken)
        return fail_broken(error);
    server->broken = !read_pending(server, end_ms, deadline, error);
    return !server->broken;
}

/* For a pixel of the screen: a server takes one message after the other, so that its answer tells that it has taken all
 * that was sent before. */
static bool ask_for_update(vnc *server, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    static const uint8_t request[10] = {3, 0, 0, 0, 0, 0, 0, 1, 0, 1};
    server->updated = false;
    server->asked++;
    return key_stream_write(&server->stream, request, sizeof request, end_ms, deadline, error);
}

static bool ask_for_extended_keys(vnc *server, const key_deadline *deadline, berth_error **error)
{
    struct {
        uint8_t type, padding;
        uint16_t count;
        uint32_t encodings[2];
    } message = {
        2, 0, htobe16(2), {htobe32(ENCODING_RAW), htobe32((uint32_t)ENCODING_EXTENDED_KEYS)}
    };
    int64_t end_ms = key_deadline_for_answer(deadline), until_ms = berth_clock_ms() + ACKNOWLEDGE_MS;
    if (!key_stream_write(&server->stream, &message, sizeof message, end_ms, deadline, error) ||
        !ask_for_update(server, end_ms, deadline, error))
        return false;
    /* Some servers say so at once, some with the first update. */
    while (!server->extended && !server->updated && key_stream_wait(&server->stream, until_ms, deadline))
        if (!read_message(server, end_ms, deadline, error))
            return false;
    return true;
}

/* --- The target --- */

/* "//HOST", "//HOST:PORT", "//[ADDRESS]:PORT" or "PATH", whose @host stays empty. */
static bool read_address(const char *address, char host[MAX_HOST], char port[8], berth_error **error)
{
    const char *name = address + 2, *end = name + strcspn(name, ":");
    *host = '\0';
    if (*address == '/' && address[1] && address[1] != '/')
        return true;
    if (strncmp(address, "//", 2) != 0)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "write vnc://HOST:PORT, or vnc:/PATH/OF/SOCKET");
    if (*name == '[') {
        end = strchr(++name, ']');
        if (!end)
            return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "the address lacks its ']'");
    }
    const char *after = *end == ']' ? end + 1 : end, *digits = *after == ':' ? after + 1 : DEFAULT_PORT;
    size_t count = strspn(digits, "0123456789");
    if (end == name || end - name >= MAX_HOST || (*after && *after != ':') || !count || count > 5 || digits[count] ||
        atoi(digits) > UINT16_MAX)
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID,
                          "write vnc://HOST:PORT; PORT is a number up to 65535, such as 5900");
    snprintf(host, MAX_HOST, "%.*s", (int)(end - name), name);
    snprintf(port, 8, "%s", digits);
    return true;
}

static bool check_address(const char *address, berth_error **error)
{
    char host[MAX_HOST], port[8];
    return read_address(address, host, port, error);
}

static bool connect_to(vnc *server, const char *address, const key_deadline *deadline, berth_error **error)
{
    char host[MAX_HOST], port[8];
    if (!read_address(address, host, port, error))
        return false;
    return *host ? key_stream_connect_tcp(&server->stream, host, port, deadline, error)
                 : key_stream_connect_unix(&server->stream, address, deadline, error);
}

static bool start(vnc *server, const char *password, const key_deadline *deadline, berth_error **error)
{
    int64_t end_ms = key_deadline_for_answer(deadline);
    return agree_on_version(server, end_ms, deadline, error) &&
           authenticate(server, password, end_ms, deadline, error) && initialize(server, end_ms, deadline, error) &&
           ask_for_extended_keys(server, deadline, error);
}

static void free_server(vnc *server)
{
    key_stream_close(&server->stream);
    vnc_symbols_end(&server->symbols);
    free(server);
}

static bool open_server(berth_key_target *target, const char *address, const char *password,
                        const key_deadline *deadline, berth_error **error)
{
    berth_error *problem = NULL;
    vnc *server = calloc(1, sizeof *server);
    if (!server || !vnc_symbols_init(&server->symbols)) {
        free(server);
        return berth_fail_memory(error, DOMAIN);
    }
    server->stream.fd = -1;
    target->state = server;
    if (connect_to(server, address, deadline, &problem) && start(server, password, deadline, &problem))
        return true;
    free_server(server);
    berth_fail(error, DOMAIN, berth_error_get_code(problem), "%s: %s", target->uri, berth_error_get_message(problem));
    berth_error_free(problem);
    return false;
}

static uint32_t number_of(const vnc *server, unsigned key)
{
    unsigned number = server->extended ? berth_key_code(BERTH_CODESET_RFB, key) : KEYMAP_NO_CODE;
    return number == KEYMAP_NO_CODE ? 0 : number;
}

static const char *refuse(const berth_key_target *target, unsigned key, uint32_t keysym)
{
    const vnc *server = target->state;
    if (number_of(server, key) || vnc_symbols_find(&server->symbols, key, keysym))
        return NULL;
    return server->extended
               ? "VNC has no number for it"
               : "this server takes key symbols alone (it lacks QEMU's extended key event), and it has none";
}

static bool send_event(berth_key_target *target, const key_event *event, const key_deadline *deadline,
                       berth_error **error)
{
    vnc *server = target->state;
    bool press = event->action == KEY_PRESS;
    uint32_t number = htobe32(number_of(server, event->key));
    uint32_t symbol = htobe32(vnc_symbols_take(&server->symbols, event->key, event->keysym, press));
    struct {
        uint8_t type, kind;
        uint16_t down;
        uint32_t symbol, number;
    } extended = {255, 0, htobe16(press), symbol, number};
    struct {
        uint8_t type, down;
        uint16_t padding;
        uint32_t symbol;
    } plain = {4, press, 0, symbol};
    int64_t end_ms = key_deadline_for_answer(deadline);
    bool fine = keep_reading(server, end_ms, deadline, error);
    /* One that is released goes out whatever the server has to say. */
    if (!fine && press)
        return false;
    berth_error **problem = fine ? error : NULL;
    server->unsure = true;
    bool done = number ? key_stream_write(&server->stream, &extended, sizeof extended, end_ms, deadline, problem)
                       : key_stream_write(&server->stream, &plain, sizeof plain, end_ms, deadline, problem);
    return fine && done && key_deadline_sleep(deadline, server->pace_ms, error);
}

/* Waits for the next picture. */
static bool await_update(vnc *server, int64_t end_ms, const key_deadline *deadline, berth_error **error)
{
    while (!server->updated && key_stream_wait(&server->stream, end_ms, deadline))
        if (!read_message(server, end_ms, deadline, error)) {
            server->broken = true;
            return false;
        }
    if (server->updated)
        return true;
    bool over = berth_clock_ms() >= deadline->end_ms;
    return berth_cancel_check(deadline->cancel, DOMAIN, error) &&
           berth_fail(error, DOMAIN, over ? BERTH_ERROR_TIMEOUT : BERTH_ERROR_IO,
                      "it was sent the keys, and does not tell that it took them");
}

/* A picture may be for what was asked before, and one be for several such: the one after as many others is for what was
 * asked here, or later. */
static bool confirm(berth_key_target *target, const key_deadline *deadline, berth_error **error)
{
    vnc *server = target->state;
    int64_t end_ms = key_deadline_for_answer(deadline);
    if (!server->unsure)
        return true;
    if (server->broken)
        return fail_broken(error);
    for (int left = server->asked + 1; left; left--)
        if (!ask_for_update(server, end_ms, deadline, error) || !await_update(server, end_ms, deadline, error))
            return false;
    server->unsure = false;
    return true;
}

static void close_server(berth_key_target *target)
{
    free_server(target->state);
}

const key_backend key_backend_vnc = {
    .scheme = "vnc:",
    .check = check_address,
    .open = open_server,
    .refuse = refuse,
    .send = send_event,
    .confirm = confirm,
    .close = close_server,
};
