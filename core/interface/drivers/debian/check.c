/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/check.h"

#include "base/error.h"
#include "interface/address.h"
#include "interface/drivers/debian/options.h"
#include "interface/drivers/debian/problems.h"
#include "interface/drivers/debian/read.h"
#include "interface/drivers/debian/starts.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

/* --- Before --- */

/* The place of a label among the aliases that the files have; those that they do not have come last. */
static size_t place_of_label(const debian_files *files, const berth_interface_config *config, const char *label)
{
    size_t place = 1;
    for (const debian_stanza *stanza = debian_files_first(files, config->name); label && stanza;
         stanza = debian_files_next(files, stanza), place++)
        if (debian_slice_is(debian_stanza_label(stanza), label))
            return place;
    return label ? SIZE_MAX : 0;
}

/*
 * ifup has an order among an interface's own addresses, and brings aliases up after it: they come last, in the order of
 * their stanzas.
 */
static void sort_labels(const debian_files *files, berth_interface_config *config)
{
    berth_address *addresses = config->ipv4.addresses;
    for (size_t i = 1; i < config->ipv4.count; i++) {
        berth_address one = addresses[i];
        size_t place = place_of_label(files, config, one.label), to = i;
        if (!one.label && !addresses[i - 1].label)
            continue;
        for (; to > 0 && place_of_label(files, config, addresses[to - 1].label) > place; to--)
            addresses[to] = addresses[to - 1];
        addresses[to] = one;
    }
}

static bool complete_one(const debian_files *files, berth_interface_config *config, berth_error **error)
{
    berth_error *problem = NULL;
    BERTH_AUTO_CONFIG berth_interface_config *old = debian_read(files, config->name, &problem);
    if (!old && berth_error_get_code(problem) != BERTH_ERROR_NOT_FOUND)
        return berth_fail_with(error, problem, "; undefine the interface to replace it whole");
    berth_error_free(problem);
    /* dhclient sets the resolver unless it is told otherwise: saying so needs no words. */
    if (config->ipv4.peerdns == BERTH_ON)
        config->ipv4.peerdns = BERTH_UNSET;
    if (config->ipv6.peerdns == BERTH_ON)
        config->ipv6.peerdns = BERTH_UNSET;
    /* There is nothing to say of IPv4 where it gives no address. */
    config->ipv4.present = config->ipv4.dhcp || config->ipv4.count || config->ipv4.gateway;
    if (!berth_interface_config_complete_prefixes(config, old, files->host->log, error))
        return false;
    sort_labels(files, config);
    if (!old)
        return true;
    if ((old->type == BERTH_INTERFACE_TYPE_LOOPBACK) != (config->type == BERTH_INTERFACE_TYPE_LOOPBACK))
        return berth_fail_at(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, files->documents[0].shown, 0,
                             "defines '%s' as %s; undefine it first to make it something else", config->name,
                             berth_interface_type_get_name(old->type));
    return berth_interface_config_keep_unsaid(config, old) || berth_fail_memory(error, DOMAIN);
}

/* What has addresses, or a resolver, is more than a port, and would lose them by being written as one. */
static bool can_be_written_as_port(const debian_files *files, const char *name, berth_error **error)
{
    BERTH_AUTO_CONFIG berth_interface_config *old = debian_read(files, name, NULL);
    if (!old || !(old->ipv4.present || old->ipv6.present || old->dns_servers.count || old->dns_search.count))
        return true;
    return berth_fail_at(
        error, DOMAIN, BERTH_ERROR_UNSUPPORTED, files->documents[0].shown, 0,
        "gives '%s' addresses or DNS settings of its own, which it would lose as a port with settings; "
        "adopt what it has, undefine it first, or change it by itself",
        name);
}

bool debian_complete(const debian_files *files, berth_interface_config *config, berth_error **error)
{
    for (size_t i = 0; i < config->ports.count; i++) {
        berth_interface_config *port = config->ports.items[i];
        if (!berth_interface_config_is_bare(port) &&
            ((!port->replaces && !can_be_written_as_port(files, port->name, error)) ||
             !debian_complete(files, port, error)))
            return false;
    }
    return complete_one(files, config, error);
}

/* --- After --- */

/* An MTU that had no effect where it stands is part of the setting once that says the same. */
static bool is_of_setting(const berth_interface_config *config, const berth_extra *extra)
{
    if (debian_field_by_name(extra->name) == DEBIAN_ACCEPT_RA)
        return config->ipv6.autoconf && strcmp(extra->value, "2") == 0;
    return debian_field_by_name(extra->name) == DEBIAN_MTU && config->mtu >= 0 &&
           berth_parse_number(extra->value, 0, INT32_MAX) == config->mtu;
}

static size_t count_extras(const berth_interface_config *config)
{
    size_t count = 0;
    for (size_t i = 0; i < config->extra_count; i++)
        count += !is_of_setting(config, &config->extras[i]);
    return count;
}

/* Extras may have come to stand in stanzas of other numbers. */
static bool same_extras(const berth_interface_config *a, const berth_interface_config *b)
{
    if (count_extras(a) != count_extras(b))
        return false;
    for (size_t i = 0; i < a->extra_count; i++) {
        if (is_of_setting(a, &a->extras[i]))
            continue;
        size_t in_a = 0, in_b = 0;
        for (size_t j = 0; j < a->extra_count; j++)
            in_a += strcmp(a->extras[i].name, a->extras[j].name) == 0 &&
                    strcmp(a->extras[i].value, a->extras[j].value) == 0;
        for (size_t j = 0; j < b->extra_count; j++)
            in_b += strcmp(a->extras[i].name, b->extras[j].name) == 0 &&
                    strcmp(a->extras[i].value, b->extras[j].value) == 0;
        if (in_a != in_b)
            return false;
    }
    return true;
}

static bool same(const berth_interface_config *wanted, const berth_interface_config *found);

static const berth_interface_config *port_by_name(const berth_ports *ports, const char *name)
{
    for (size_t i = 0; i < ports->count; i++)
        if (strcmp(ports->items[i]->name, name) == 0)
            return ports->items[i];
    return NULL;
}

/*
 * A port that is only named may have settings of its own, which were left alone. A bond's ports come in another order
 * when some of them name the bond themselves.
 */
static bool same_ports(const berth_ports *wanted, const berth_ports *found, bool ordered)
{
    if (wanted->count != found->count)
        return false;
    for (size_t i = 0; i < wanted->count; i++) {
        const berth_interface_config *port = wanted->items[i];
        const berth_interface_config *other = ordered ? found->items[i] : port_by_name(found, port->name);
        if (!other ||
            (berth_interface_config_is_bare(port) ? strcmp(port->name, other->name) != 0 : !same(port, other)))
            return false;
    }
    return true;
}

static bool same(const berth_interface_config *wanted, const berth_interface_config *found)
{
    if (!same_extras(wanted, found) ||
        !same_ports(&wanted->ports, &found->ports, wanted->type != BERTH_INTERFACE_TYPE_BOND))
        return false;
    BERTH_AUTO_CONFIG berth_interface_config *a = berth_interface_config_copy(wanted);
    BERTH_AUTO_CONFIG berth_interface_config *b = berth_interface_config_copy(found);
    if (!a || !b)
        return false;
    berth_interface_config_clear_extras(a);
    berth_interface_config_clear_extras(b);
    /* The ports were compared; what is left must be equal. */
    while (a->ports.count)
        berth_interface_config_unref(a->ports.items[--a->ports.count]);
    while (b->ports.count)
        berth_interface_config_unref(b->ports.items[--b->ports.count]);
    return berth_interface_config_equal(a, b);
}

/* What a change is about: a configuration with those of its ports that it writes, or names that it removes. */
typedef struct subject {
    const berth_interface_config *config;
    const berth_strings *removed;
} subject;

static bool defines(const berth_interface_config *config, debian_slice name)
{
    if (debian_slice_is(name, config->name))
        return true;
    for (size_t i = 0; i < config->ports.count; i++)
        if (!berth_interface_config_is_bare(config->ports.items[i]) && defines(config->ports.items[i], name))
            return true;
    return false;
}

/* The name of an alias counts as its interface's. */
static bool concerns(const subject *about, debian_slice name)
{
    const char *colon = memchr(name.text, ':', name.length);
    name.length = colon ? (size_t)(colon - name.text) : name.length;
    if (about->config)
        return defines(about->config, name);
    for (size_t i = 0; i < about->removed->count; i++)
        if (debian_slice_is(name, about->removed->items[i]))
            return true;
    return false;
}

static bool would_change(const debian_files *files, debian_slice name, berth_error **error)
{
    return berth_fail_at(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, files->documents[0].shown, 0,
                         "this change would change '%.*s' as well; make it by hand", (int)name.length, name.text);
}

/* Every interface of @one that the change does not concern is defined by the same bytes in @other. */
static bool same_stanzas(const debian_files *one, const debian_files *other, const subject *about, berth_error **error)
{
    for (size_t i = 0; i < one->stanza_count; i++) {
        const debian_stanza *stanza = &one->stanzas[i];
        debian_slice word = {stanza->name, stanza->name_length};
        if (!stanza->is_first || concerns(about, word))
            continue;
        BERTH_AUTO_FREE char *name = debian_slice_copy(word);
        if (!name)
            return berth_fail_memory(error, DOMAIN);
        const debian_stanza *twin = debian_files_first(other, name);
        if (!twin || debian_files_hash(one, stanza) != debian_files_hash(other, twin))
            return would_change(one, word, error);
    }
    return true;
}

/* Every interface that the change does not concern inherits the same as before. */
static bool same_templates(const debian_files *before, const debian_files *after, const subject *about,
                           berth_error **error)
{
    for (size_t i = 0; i < before->stanza_count; i++) {
        const debian_stanza *heir = &before->stanzas[i];
        debian_slice word = {heir->name, heir->name_length};
        const debian_stanza *parent = concerns(about, word) ? NULL : debian_stanza_parent(before, heir);
        BERTH_AUTO_FREE char *name = parent ? strndup(parent->name, parent->name_length) : NULL;
        const debian_stanza *old = name ? debian_files_first(before, name) : NULL;
        const debian_stanza *now = name ? debian_files_first(after, name) : NULL;
        if (old && now && debian_files_hash(before, old) != debian_files_hash(after, now))
            return berth_fail_at(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, before->documents[heir->document].shown,
                                 debian_files_line(before, heir, heir->first)->number,
                                 "'%.*s' inherits from '%s', and this change would change it as well; make it by hand",
                                 (int)word.length, word.text, name);
    }
    return true;
}

/* Where one is in the words of all lines that name interfaces outside their stanzas. */
typedef struct naming_words {
    const debian_files *files;
    size_t document, line; /* that come next */
    debian_slice keyword, rest;
} naming_words;

/* Goes on to the next of those lines. */
static bool next_naming_line(naming_words *at)
{
    for (; at->document < at->files->document_count; at->document++, at->line = 0) {
        const debian_document *document = &at->files->documents[at->document];
        while (at->line < document->count) {
            const debian_line *line = &document->lines[at->line++];
            if (!debian_names_interfaces(line))
                continue;
            at->keyword = debian_keyword(line);
            at->rest = debian_original_value(line);
            return true;
        }
    }
    return false;
}

/* The next word that the change does not concern. */
static bool next_naming_word(naming_words *at, const subject *about, debian_slice *word)
{
    do {
        while (debian_next_word(&at->rest, word))
            if (!concerns(about, debian_named_by(at->keyword, *word)))
                return true;
    } while (next_naming_line(at));
    return false;
}

static bool same_slice(debian_slice a, debian_slice b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

/* The words of the other interfaces stand in the same kinds of lines, in the same order. */
static bool same_names(const debian_files *before, const debian_files *after, const subject *about, berth_error **error)
{
    naming_words a = {.files = before}, b = {.files = after};
    debian_slice one = {"", 0}, other = {"", 0};
    for (;;) {
        bool more = next_naming_word(&a, about, &one), others = next_naming_word(&b, about, &other);
        if (!more && !others)
            return true;
        if (more != others || !same_slice(a.keyword, b.keyword) || !same_slice(one, other))
            return would_change(before, more ? one : other, error);
    }
}

static bool others_unchanged(const debian_files *before, const debian_files *after, const subject *about,
                             berth_error **error)
{
    return same_stanzas(before, after, about, error) && same_stanzas(after, before, about, error) &&
           same_templates(before, after, about, error) && same_names(before, after, about, error);
}

/* ifup refuses a whole file in which one stanza inherits from what is not there. */
static bool heirs_have_parents(const debian_files *before, const debian_files *after, berth_error **error)
{
    size_t orphans = 0;
    for (size_t i = 0; i < before->stanza_count; i++)
        orphans += debian_stanza_iface(before, &before->stanzas[i]).inherits.length &&
                   !debian_stanza_parent(before, &before->stanzas[i]);
    for (size_t i = 0; i < after->stanza_count; i++) {
        const debian_stanza *stanza = &after->stanzas[i];
        debian_slice parent = debian_stanza_iface(after, stanza).inherits;
        if (!parent.length || debian_stanza_parent(after, stanza) || orphans-- > 0)
            continue;
        return berth_fail_at(
            error, DOMAIN, BERTH_ERROR_UNSUPPORTED, after->documents[stanza->document].shown, 0,
            "'%.*s' inherits from '%.*s', which this change would remove; without it ifup refuses the whole "
            "file, so undefine the heir first",
            (int)stanza->name_length, stanza->name, (int)parent.length, parent.text);
    }
    return true;
}

/* Whether @config has an extra of this name and value. */
static bool has_extra(const berth_interface_config *config, const berth_extra *extra)
{
    for (size_t i = 0; i < config->extra_count; i++)
        if (strcmp(config->extras[i].name, extra->name) == 0 && strcmp(config->extras[i].value, extra->value) == 0)
            return true;
    return false;
}

/* An extra that has no effect where it stands would get one by the change. */
static bool cannot_leave(const debian_files *files, const berth_interface_config *wanted,
                         const berth_interface_config *found, berth_error **error)
{
    for (size_t i = 0; i < wanted->extra_count; i++) {
        const berth_extra *extra = &wanted->extras[i];
        if (!has_extra(found, extra) && debian_field_by_name(extra->name) != DEBIAN_EXTRA)
            return berth_fail_at(error, DOMAIN, BERTH_ERROR_INVALID, files->documents[0].shown, 0,
                                 "the extra option '%s %s' of '%s' would take effect by this change; remove it, "
                                 "or set what it says as the setting that it is",
                                 extra->name, extra->value, wanted->name);
    }
    return true;
}

/* Names the first setting that would not be as it was asked for. */
static bool cannot_say(const debian_files *files, const berth_interface_config *wanted,
                       const berth_interface_config *found, berth_error **error)
{
    const berth_interface_config *sides[] = {wanted, found};
    if (!cannot_leave(files, wanted, found, error))
        return false;
    for (size_t i = 0; i < wanted->ports.count && i < found->ports.count; i++)
        if (!berth_interface_config_is_bare(wanted->ports.items[i]) &&
            !cannot_leave(files, wanted->ports.items[i], found->ports.items[i], error))
            return false;
    for (size_t side = 0; side < BERTH_COUNT(sides); side++) {
        char **paths = berth_interface_config_list_settings(sides[side], NULL);
        for (char **path = paths; path && *path; path++) {
            BERTH_AUTO_FREE char *asked = berth_interface_config_get_setting(wanted, *path, NULL);
            BERTH_AUTO_FREE char *got = berth_interface_config_get_setting(found, *path, NULL);
            if (strstr(*path, ".stanza") || berth_streq(asked, got))
                continue;
            berth_fail_at(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, files->documents[0].shown, 0,
                          "%s of '%s' would be %s, not %s: another line decides over it, or a pattern, or a template; "
                          "change it by hand",
                          *path, wanted->name, got ? got : "unset", asked ? asked : "unset");
            berth_strv_free(paths);
            return false;
        }
        berth_strv_free(paths);
    }
    return berth_fail_at(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, files->documents[0].shown, 0,
                         "cannot be made to say what was asked of '%s'; change it by hand", wanted->name);
}

static void renew_revisions(const debian_files *after, berth_interface_config *config)
{
    config->revision = debian_files_revision(after, config->name);
    for (size_t i = 0; i < config->ports.count; i++)
        renew_revisions(after, config->ports.items[i]);
}

/* What was written and will not be done: of the interface, and of the ports that were written with it. */
static bool take_findings(const debian_files *after, berth_interface_config *config,
                          const berth_interface_config *found, berth_error **error)
{
    berth_interface_config_forget_findings(config);
    config->findings = berth_report_new();
    for (size_t i = 0; i < config->ports.count; i++) {
        berth_interface_config *port = config->ports.items[i];
        const berth_interface_config *written = port_by_name(&found->ports, port->name);
        if (written && written->findings && !berth_interface_config_is_bare(port))
            port->findings = berth_report_ref(written->findings);
    }
    return (config->findings && berth_report_add_all(config->findings, found->findings) &&
            debian_find_problems(after, config->name, config->findings)) ||
           berth_fail_memory(error, DOMAIN);
}

bool debian_check_defined(const debian_files *files, berth_interface_config *config, berth_error **error)
{
    debian_files after;
    if (!debian_files_load_edited(&after, files, error))
        return false;
    subject about = {.config = config};
    bool done = others_unchanged(files, &after, &about, error) && heirs_have_parents(files, &after, error);
    BERTH_AUTO_CONFIG berth_interface_config *found = done ? debian_read(&after, config->name, error) : NULL;
    done = found != NULL;
    if (done && !same(config, found))
        done = cannot_say(files, config, found, error);
    done = done && take_findings(&after, config, found, error);
    renew_revisions(&after, config);
    debian_files_clear(&after);
    return done;
}

bool debian_check_removed(const debian_files *files, const berth_strings *names, berth_error **error)
{
    debian_files after;
    if (!debian_files_load_edited(&after, files, error))
        return false;
    subject about = {.removed = names};
    bool done = others_unchanged(files, &after, &about, error) && heirs_have_parents(files, &after, error);
    debian_files_clear(&after);
    return done;
}
