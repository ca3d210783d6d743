/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/methods.h"

/* interfaces(5), "INET ADDRESS FAMILY" and the sections after it. */
static const struct {
    const char *family, *method;
    debian_method is;
} methods[] = {
    {"inet",  "bootp",    DEBIAN_OTHER_ADDRESS},
    {"inet",  "ipv4ll",   DEBIAN_OTHER_ADDRESS},
    {"inet",  "tunnel",   DEBIAN_OTHER_DEVICE },
    {"inet",  "ppp",      DEBIAN_OTHER_DEVICE },
    {"inet",  "wvdial",   DEBIAN_OTHER_DEVICE },
    {"inet6", "v4tunnel", DEBIAN_OTHER_DEVICE },
    {"inet6", "6to4",     DEBIAN_OTHER_DEVICE },
    {"can",   "static",   DEBIAN_OTHER_DEVICE },
    {"ipx",   "static",   DEBIAN_OTHER_ADDRESS},
    {"ipx",   "dynamic",  DEBIAN_OTHER_ADDRESS},
};

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
