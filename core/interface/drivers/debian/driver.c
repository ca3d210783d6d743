/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Debian and its kin: /etc/network/interfaces, brought up and down by ifupdown's ifup and ifdown. */
#include "interface/driver.h"

#include <stdio.h>

#include "base/cancel.h"
#include "base/error.h"
#include "base/utf8.h"
#include "interface/drivers/debian/adopt.h"
#include "interface/drivers/debian/check.h"
#include "interface/drivers/debian/ifup.h"
#include "interface/drivers/debian/index.h"
#include "interface/drivers/debian/options.h"
#include "interface/drivers/debian/owned.h"
#include "interface/drivers/debian/problems.h"
#include "interface/drivers/debian/read.h"
#include "interface/drivers/debian/write.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

/* What is no plain file is told by reading it: a host that has it is none without ifupdown. */
static bool detect(const berth_root *root)
{
    return berth_file_is_named(root, DEBIAN_MAIN_FILE);
}

/* The folders of the files there are, and of those that the source lines may bring. */
static bool folders(const berth_driver_host *host, berth_strings *list)
{
    debian_files files;
    bool done = berth_file_add_folders(host->root, DEBIAN_MAIN_FILE, list);
    if (!done || !debian_files_load(&files, host, NULL))
        return done;
    for (size_t i = 0; done && i < files.document_count; i++)
        done = berth_file_add_folders(host->root, files.documents[i].path, list);
    for (size_t i = 0; done && i < files.folders.count; i++) {
        BERTH_AUTO_FREE char *inside = NULL;
        done =
            asprintf(&inside, "%s/*", files.folders.items[i]) >= 0 && berth_file_add_folders(host->root, inside, list);
    }
    debian_files_clear(&files);
    return done;
}

static bool list(const berth_driver_host *host, berth_list_details details, berth_definitions *definitions,
                 berth_error **error)
{
    debian_files files;
    if (!debian_files_load(&files, host, error))
        return false;
    bool done =
        (details != BERTH_LIST_REVISIONS || debian_files_make_index(&files) || berth_fail_memory(error, DOMAIN)) &&
        debian_read_definitions(&files, details, definitions, error);
    debian_files_clear(&files);
    return done;
}

static berth_interface_config *read(const berth_driver_host *host, const char *name, berth_error **error)
{
    debian_files files;
    if (!debian_files_load(&files, host, error))
        return NULL;
    berth_interface_config *config = debian_read(&files, name, error);
    debian_files_clear(&files);
    return config;
}

static bool give(const debian_files *files, const debian_stanza *first, bool is_template, berth_defined_func each,
                 void *user_data, berth_error **error)
{
    BERTH_AUTO_FREE char *name = strndup(first->name, first->name_length);
    BERTH_AUTO_ERROR berth_error *problem = NULL;
    if (!name)
        return berth_fail_memory(error, DOMAIN);
    BERTH_AUTO_CONFIG berth_interface_config *config = debian_read(files, name, &problem);
    if (!config && berth_error_get_code(problem) == BERTH_ERROR_NO_MEMORY)
        return berth_fail_memory(error, DOMAIN);
    berth_defined one = {
        .file = files->documents[first->document].shown,
        .line = debian_files_line(files, first, first->first)->number,
        .start = debian_files_start_mode(files, name, NULL),
        .is_template = is_template,
        .config = config,
        .problem = problem,
    };
    berth_show_as_utf8(name);
    one.name = name;
    return each(&one, user_data, error);
}

/* For each stanza that is the first of its name: whether another inherits from one of that name. */
static bool *find_templates(const debian_files *files)
{
    bool *are = calloc(files->stanza_count + 1, sizeof *are);
    for (size_t i = 0; are && i < files->stanza_count; i++) {
        const debian_stanza *parent = debian_stanza_parent(files, &files->stanzas[i]);
        BERTH_AUTO_FREE char *name = parent ? strndup(parent->name, parent->name_length) : NULL;
        if (name)
            are[debian_files_first(files, name) - files->stanzas] = true;
    }
    return are;
}

static bool give_all(const debian_files *files, berth_report *report, berth_defined_func each, void *user_data,
                     berth_error **error)
{
    BERTH_AUTO_FREE bool *templates = find_templates(files);
    berth_finding none = {.code = BERTH_ERROR_NOT_FOUND, .file = files->documents[0].shown, .note = true};
    bool any = false;
    if (!templates)
        return berth_fail_memory(error, DOMAIN);
    for (size_t i = 0; i < files->stanza_count; i++) {
        const debian_stanza *stanza = &files->stanzas[i];
        if (!stanza->is_first || !stanza->name_length)
            continue;
        any = true;
        if (!give(files, stanza, templates[i], each, user_data, error))
            return false;
    }
    return any || berth_report_add(report, &none, "no interface is defined") || berth_fail_memory(error, DOMAIN);
}

static bool not_defined(const debian_files *files, const char *name, berth_error **error)
{
    return berth_fail_at(error, DOMAIN, BERTH_ERROR_NOT_FOUND, files->documents[0].shown, 0,
                         "defines no interface '%s'; list them to see which it does", name);
}

static bool read_all(const berth_driver_host *host, const char *name, berth_report *report, berth_defined_func each,
                     void *user_data, berth_error **error)
{
    debian_files files;
    if (!debian_files_load(&files, host, error))
        return false;
    const debian_stanza *first = name ? debian_files_first(&files, name) : NULL;
    bool done = first || !name || not_defined(&files, name, error);
    done = done && ((debian_files_make_index(&files) && debian_find_problems(&files, name, report)) ||
                    berth_fail_memory(error, DOMAIN));
    if (done)
        done = first ? give(&files, first, false, each, user_data, error)
                     : give_all(&files, report, each, user_data, error);
    debian_files_clear(&files);
    return done;
}

/* A port that is only named is not written, so nothing of it can be lost. */
static bool is_as_read(const debian_files *files, const berth_interface_config *config, berth_error **error)
{
    if (config->revision && config->revision != debian_files_revision(files, config->name))
        return berth_fail_at(error, DOMAIN, BERTH_ERROR_CONFLICT, files->documents[0].shown, 0,
                             "somebody changed '%s' since it was read; nothing was written, read it again and retry",
                             config->name);
    for (size_t i = 0; i < config->ports.count; i++)
        if (!berth_interface_config_is_bare(config->ports.items[i]) &&
            !is_as_read(files, config->ports.items[i], error))
            return false;
    return true;
}

static bool check_flags(const debian_files *files, const berth_interface_config *config, unsigned flags,
                        berth_error **error)
{
    bool exists = debian_files_first(files, config->name) != NULL;
    const char *file = files->documents[0].shown;
    if (exists && flags & BERTH_DEFINE_CREATE_ONLY)
        return berth_fail_at(error, DOMAIN, BERTH_ERROR_EXISTS, file, 0,
                             "defines '%s' already; undefine it first, or allow it to be replaced", config->name);
    if (!exists && flags & BERTH_DEFINE_UPDATE_ONLY)
        return berth_fail_at(error, DOMAIN, BERTH_ERROR_NOT_FOUND, file, 0,
                             "defines no '%s' to update; allow it to be created", config->name);
    return is_as_read(files, config, error);
}

static bool define(const berth_driver_host *host, berth_interface_config *config, unsigned flags, berth_error **error)
{
    debian_files files;
    if (!debian_files_load(&files, host, error))
        return false;
    bool done = check_flags(&files, config, flags, error) && debian_complete(&files, config, error) &&
                debian_write(&files, config, error) && debian_check_defined(&files, config, error) &&
                berth_cancel_check(host->cancel, DOMAIN, error) && debian_files_save(&files, error);
    debian_files_clear(&files);
    return done;
}

static bool undefine(const berth_driver_host *host, const char *name, unsigned flags, berth_error **error)
{
    debian_files files;
    if (!debian_files_load(&files, host, error))
        return false;
    bool done = debian_files_first(&files, name) || not_defined(&files, name, error);
    berth_strings names = {0}, kept = {0};
    done = done && debian_find_owned(&files, name, flags, &names, &kept, error);
    for (size_t i = 0; done && i < names.count; i++)
        done = debian_remove(&files, names.items[i], error);
    done = done && debian_check_removed(&files, &names, error) && berth_cancel_check(host->cancel, DOMAIN, error) &&
           debian_files_save(&files, error);
    for (size_t i = 0; done && i < kept.count; i++)
        berth_log_message(host->log, BERTH_LOG_WARNING, "%s", kept.items[i]);
    berth_strings_clear(&names);
    berth_strings_clear(&kept);
    debian_files_clear(&files);
    return done;
}

static const berth_driver_helper helpers[] = {
    {BERTH_INTERFACE_TYPE_BRIDGE, {"/etc/network/if-pre-up.d/bridge", "bridge-utils"}},
    {BERTH_INTERFACE_TYPE_VLAN,   {"/etc/network/if-pre-up.d/vlan", "vlan"}          },
    {BERTH_INTERFACE_TYPE_BOND,   {"/etc/network/if-pre-up.d/ifenslave", "ifenslave"}},
    {0,                           {NULL, NULL}                                       },
};

const berth_driver berth_driver_debian = {
    .name = "debian",
    .tool = {"ifup", DEBIAN_TOOL_PACKAGE},
    .helpers = helpers,
    .detect = detect,
    .folders = folders,
    .list = list,
    .read = read,
    .read_all = read_all,
    .define = define,
    .gives_address = debian_gives_address,
    .move_extras = debian_move_extras,
    .undefine = undefine,
    .switch_to = debian_switch_to,
    .counts_as_up = debian_counts_as_up,
    .take_down = debian_take_down,
};
