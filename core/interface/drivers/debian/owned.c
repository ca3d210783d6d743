/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/owned.h"

#include <stdio.h>

#include "base/error.h"
#include "interface/drivers/debian/options.h"
#include "interface/drivers/debian/read.h"
#include "interface/drivers/debian/uses.h"

/* An auto or allow-* line of any class starts it without the interface that it is a port of. */
static bool starts_by_itself(const debian_files *files, const char *name)
{
    for (size_t i = 0; i < files->start_count; i++)
        if (debian_has_word(debian_value(&files->documents[files->starts[i].document].lines[files->starts[i].line]),
                            name))
            return true;
    return debian_files_start_mode(files, name, NULL) != BERTH_START_MODE_NONE;
}

/* "allow-BOND" and "bond-master BOND" are part of what makes it a port of that bond. */
static bool is_started_for(const debian_files *files, const char *name, const char *bond)
{
    const debian_stanza *stanza = debian_files_first(files, name);
    for (; stanza; stanza = debian_files_next(files, stanza))
        if (debian_bond_master_line(files, stanza, bond))
            return true;
    return false;
}

/* Options of ifenslave and of the vlan package: "bond-lacp-rate", "vlan_flags". */
static bool has_prefix(const char *option, const char *prefix)
{
    size_t length = strlen(prefix);
    return strncmp(option, prefix, length) == 0 && (option[length] == '-' || option[length] == '_');
}

/* "pre-up ifup PORT" and "post-down ifdown PORT" */
static bool is_command_for_port(const berth_interface_config *config, const berth_extra *extra)
{
    const char *program = strcmp(extra->name, "pre-up") == 0 ? "ifup " : "ifdown ";
    size_t length = strlen(program);
    if ((strcmp(extra->name, "pre-up") != 0 && strcmp(extra->name, "post-down") != 0) ||
        strncmp(extra->value, program, length) != 0)
        return false;
    for (size_t i = 0; i < config->ports.count; i++)
        if (strcmp(config->ports.items[i]->name, extra->value + length) == 0)
            return true;
    return false;
}

/* Whether an option that the model does not know makes the device, or makes it a port of a bond. */
static bool makes_device(const berth_interface_config *config, const berth_extra *extra)
{
    if (config->type == BERTH_INTERFACE_TYPE_VLAN)
        return has_prefix(extra->name, "vlan");
    return has_prefix(extra->name, "bond") || is_command_for_port(config, extra);
}

/* The words for what @port, as it is defined, says beyond being a port of @parent: "start, mtu"; NULL: no memory. */
static char *list_own(const debian_files *files, const berth_interface_config *port, const char *parent)
{
    berth_buffer words = {0};
    if (starts_by_itself(files, port->name) && !is_started_for(files, port->name, parent))
        berth_buffer_add_string(&words, "start");
    berth_interface_config_list_own(port, makes_device, &words);
    return berth_buffer_steal(&words);
}

static bool look_at_port(const void *data, const char *name, const char *parent, char **own)
{
    const debian_files *files = data;
    BERTH_AUTO_ERROR berth_error *problem = NULL;
    if (!debian_files_first(files, name))
        return false;
    BERTH_AUTO_CONFIG berth_interface_config *port = debian_read(files, name, &problem);
    BERTH_AUTO_FREE char *words = port ? list_own(files, port, parent) : NULL;
    const char *before = port ? " that has settings of its own: " : ": ";
    const char *after = port ? words : berth_error_get_message(problem);
    if (port && words && !*words)
        *own = BERTH_STEAL(words);
    else if (!after || asprintf(own, "%s%s", before, after) < 0)
        *own = NULL;
    return true;
}

static bool find_use(const void *data, const char *name, const berth_strings *going, berth_use *use)
{
    return debian_find_use(data, name, going, use);
}

bool debian_find_owned(const debian_files *files, const char *name, unsigned flags, berth_strings *names,
                       berth_strings *kept, berth_error **error)
{
    const berth_owned_source source = {files, look_at_port, find_use};
    BERTH_AUTO_CONFIG berth_interface_config *config = debian_read(files, name, NULL);
    return berth_find_owned(&source, name, config, flags, names, kept, error);
}
