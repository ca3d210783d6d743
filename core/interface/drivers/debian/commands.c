/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/commands.h"

#include <stdio.h>

#include "interface/address.h"
#include "interface/drivers/debian/options.h"

#define MAX_WORDS 8

typedef struct words {
    debian_slice items[MAX_WORDS];
    size_t count; /* 0 when there are more than fit: no command we know is as long */
} words;

static words split(debian_slice value)
{
    words all = {0};
    debian_slice word;
    while (debian_next_word(&value, &word)) {
        if (all.count == MAX_WORDS)
            return (words){0};
        all.items[all.count++] = word;
    }
    return all;
}

static bool is(const words *all, size_t at, const char *word)
{
    return at < all->count && debian_slice_is(all->items[at], word);
}

/* A program by its name or its path. */
static bool runs(const words *all, const char *name)
{
    if (!all->count)
        return false;
    debian_slice word = all->items[0];
    size_t length = strlen(name);
    bool ends = word.length >= length && memcmp(word.text + word.length - length, name, length) == 0;
    size_t before = word.length - length;
    return ends && (!before || (before == 6 && memcmp(word.text, "/sbin/", 6) == 0) ||
                    (before == 5 && memcmp(word.text, "/bin/", 5) == 0) ||
                    (before == 10 && memcmp(word.text, "/usr/sbin/", 10) == 0));
}

/* ifup's own variable, or the name itself (interfaces(5), IFACE OPTIONS). */
static bool names_stanza(debian_slice word, const debian_stanza *stanza)
{
    return debian_slice_is(word, "$IFACE") ||
           (word.length == stanza->label_length && memcmp(word.text, stanza->name, word.length) == 0);
}

static bool is_autoconf_file(debian_slice word, const debian_stanza *stanza)
{
    static const char start[] = "/proc/sys/net/ipv6/conf/", end[] = "/autoconf";
    size_t ends = sizeof start - 1 + sizeof end - 1;
    if (word.length <= ends || memcmp(word.text, start, sizeof start - 1) != 0 ||
        memcmp(word.text + word.length - (sizeof end - 1), end, sizeof end - 1) != 0)
        return false;
    return names_stanza((debian_slice){word.text + sizeof start - 1, word.length - ends}, stanza);
}

static bool sets_autoconf(const words *all, const char *value, const debian_stanza *stanza)
{
    return all->count == 4 && is(all, 0, "echo") && is(all, 1, value) && is(all, 2, ">") &&
           is_autoconf_file(all->items[3], stanza);
}

/* "ifconfig eth0 inet6 add ADDRESS/PREFIX" */
static bool by_ifconfig(const words *all, const char *verb, const debian_stanza *stanza, debian_slice *address)
{
    if (all->count != 5 || !runs(all, "ifconfig") || !names_stanza(all->items[1], stanza) || !is(all, 2, "inet6") ||
        !is(all, 3, verb))
        return false;
    *address = all->items[4];
    return true;
}

/* "ip [-4|-6] addr add ADDRESS/PREFIX dev eth0" */
static bool by_ip(const words *all, const char *verb, const debian_stanza *stanza, debian_slice *address)
{
    size_t at = is(all, 1, "-4") || is(all, 1, "-6") ? 2 : 1;
    if (all->count != at + 5 || !runs(all, "ip") ||
        !(is(all, at, "addr") || is(all, at, "address") || is(all, at, "a")) || !is(all, at + 1, verb) ||
        !is(all, at + 3, "dev") || !names_stanza(all->items[at + 4], stanza))
        return false;
    *address = all->items[at + 2];
    return true;
}

static debian_command address_command(const words *all, bool up, const debian_files *files, const debian_stanza *stanza,
                                      debian_slice *about)
{
    const char *verb = up ? "add" : "del";
    if (!debian_slice_is(debian_stanza_method(files, stanza), "static"))
        return DEBIAN_NO_COMMAND;
    if (!by_ip(all, verb, stanza, about) && !by_ifconfig(all, verb, stanza, about))
        return DEBIAN_NO_COMMAND;
    return up ? DEBIAN_ADDRESS_ADD : DEBIAN_ADDRESS_DELETE;
}

debian_command debian_command_of(const debian_files *files, const debian_stanza *stanza, const debian_line *line,
                                 debian_slice *about)
{
    debian_slice keyword = debian_keyword(line), ignored;
    if (line->kind != DEBIAN_OPTION)
        return DEBIAN_NO_COMMAND;
    bool pre_up = debian_slice_is(keyword, "pre-up"), post_down = debian_slice_is(keyword, "post-down");
    bool up = debian_slice_is(keyword, "up") || debian_slice_is(keyword, "post-up");
    bool down = debian_slice_is(keyword, "down") || debian_slice_is(keyword, "pre-down");
    if (!pre_up && !post_down && !up && !down)
        return DEBIAN_NO_COMMAND;
    words all = split(debian_value(line));
    about = about ? about : &ignored;
    if (up || down)
        return address_command(&all, up, files, stanza, about);
    if (debian_stanza_family(files, stanza) == BERTH_IP_FAMILY_IPV6 &&
        !debian_slice_is(debian_stanza_method(files, stanza), "auto") &&
        sets_autoconf(&all, pre_up ? "0" : "1", stanza))
        return pre_up ? DEBIAN_AUTOCONF_OFF : DEBIAN_AUTOCONF_RESET;
    if (all.count == 2 && runs(&all, pre_up ? "ifup" : "ifdown")) {
        *about = all.items[1];
        return pre_up ? DEBIAN_PORT_UP : DEBIAN_PORT_DOWN;
    }
    return DEBIAN_NO_COMMAND;
}

char *debian_command_address(const debian_files *files, const debian_stanza *stanza, const debian_line *line,
                             bool deletes)
{
    debian_slice about;
    char address[BERTH_ADDRESS_TEXT], *text = NULL;
    int prefix;
    berth_ip_family family = (berth_ip_family)debian_stanza_family(files, stanza);
    if (debian_command_of(files, stanza, line, &about) != (deletes ? DEBIAN_ADDRESS_DELETE : DEBIAN_ADDRESS_ADD))
        return NULL;
    BERTH_AUTO_FREE char *copy = debian_slice_copy(about);
    if (!copy || !berth_address_parse_prefix(family, copy, address, &prefix, NULL) || prefix < 0)
        return NULL;
    return asprintf(&text, "%s/%d", address, prefix) < 0 ? NULL : text;
}

bool debian_command_is_for_port(const debian_files *files, const debian_stanza *stanza, const debian_line *line,
                                const char *name)
{
    debian_slice about;
    debian_command command = debian_command_of(files, stanza, line, &about);
    return (command == DEBIAN_PORT_UP || command == DEBIAN_PORT_DOWN) && debian_slice_is(about, name);
}

static bool says_zero(const debian_line *line)
{
    return debian_slice_is(debian_value(line), "0");
}

bool debian_stanza_autoconf(const debian_files *files, const debian_stanza *stanza, debian_slice method, bool gateway)
{
    if (debian_slice_is(method, "auto"))
        return true;
    if (!debian_slice_is(method, "manual")) {
        const debian_line *said = debian_find_option(files, stanza, DEBIAN_AUTOCONF, NULL, NULL);
        const debian_line *accepts = debian_find_option(files, stanza, DEBIAN_ACCEPT_RA, NULL, NULL);
        if (debian_slice_is(method, "static"))
            return said && !says_zero(said) && (accepts ? !says_zero(accepts) : !gateway);
        if (said)
            return !says_zero(said);
    }
    for (size_t i = stanza->first + 1; i < stanza->end; i++)
        if (debian_command_of(files, stanza, debian_files_line(files, stanza, i), NULL) == DEBIAN_AUTOCONF_OFF)
            return false;
    return true;
}
