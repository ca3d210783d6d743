/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/methods.h"

#define MODEL DEBIAN_MODEL_METHOD
#define ADDRESS DEBIAN_OTHER_ADDRESS
#define DEVICE DEBIAN_OTHER_DEVICE
#define STATIC_ONCE "address netmask gateway metric scope mtu hwaddress "

/* interfaces(5), "INET ADDRESS FAMILY" and the sections after it; what ifupdown 0.8.41 needs and joins was tried. */
static const debian_method_rule methods[] = {
    {"inet",  "static",   MODEL,   "",                      STATIC_ONCE "broadcast pointopoint"},
    {"inet",  "manual",   MODEL,   "",                      "mtu hwaddress"                    },
    {"inet",  "dhcp",     MODEL,   "",                      "metric hwaddress"                 },
    {"inet",  "loopback", MODEL,   "",                      ""                                 },
    {"inet",  "bootp",    ADDRESS, "",                      ""                                 },
    {"inet",  "tunnel",   DEVICE,  "netmask mode endpoint", ""                                 },
    {"inet",  "ppp",      DEVICE,  "",                      ""                                 },
    {"inet",  "wvdial",   DEVICE,  "",                      ""                                 },
    {"inet",  "ipv4ll",   ADDRESS, "",                      ""                                 },
    {"inet6", "static",   MODEL,   "",                      STATIC_ONCE "preferred-lifetime"   },
    {"inet6", "manual",   MODEL,   "",                      "mtu hwaddress"                    },
    {"inet6", "auto",     MODEL,   "",                      ""                                 },
    {"inet6", "dhcp",     MODEL,   "",                      "hwaddress"                        },
    {"inet6", "loopback", MODEL,   "",                      ""                                 },
    {"inet6", "v4tunnel", DEVICE,  "endpoint",              ""                                 },
    {"inet6", "6to4",     DEVICE,  "local",                 ""                                 },
    {"inet6", "tunnel",   DEVICE,  "mode endpoint",         ""                                 },
    {"ipx",   "static",   ADDRESS, "frame netnum",          ""                                 },
    {"ipx",   "dynamic",  ADDRESS, "frame",                 ""                                 },
    {"can",   "static",   DEVICE,  "bitrate",               ""                                 },
    {"meta",  "none",     MODEL,   "",                      ""                                 },
};

const debian_method_rule *debian_method_rules(size_t *count)
{
    *count = BERTH_COUNT(methods);
    return methods;
}

static debian_method find(debian_slice family, debian_slice method)
{
    for (size_t i = 0; i < BERTH_COUNT(methods); i++)
        if (debian_slice_is(family, methods[i].family) && debian_slice_is(method, methods[i].method))
            return methods[i].is;
    return DEBIAN_MODEL_METHOD;
}

debian_method debian_method_of(debian_slice words)
{
    debian_slice family, method, word;
    if (!debian_next_word(&words, &family) || !debian_next_word(&words, &method))
        return DEBIAN_MODEL_METHOD;
    bool more = debian_next_word(&words, &word);
    if (more &&
        (!debian_slice_is(word, "inherits") || !debian_next_word(&words, &word) || debian_next_word(&words, &word)))
        return DEBIAN_MODEL_METHOD;
    return find(family, method);
}

debian_method debian_stanza_other(const debian_files *files, const debian_stanza *stanza)
{
    return find(debian_stanza_family_word(files, stanza), debian_stanza_method(files, stanza));
}

char *debian_stanza_words(const debian_files *files, const debian_stanza *stanza)
{
    debian_slice rest = debian_value(debian_files_line(files, stanza, stanza->first)), word;
    berth_buffer words = {0};
    debian_next_word(&rest, &word);
    while (debian_next_word(&rest, &word)) {
        if (words.length)
            berth_buffer_add_string(&words, " ");
        berth_buffer_add(&words, word.text, word.length);
    }
    return berth_buffer_steal(&words);
}
