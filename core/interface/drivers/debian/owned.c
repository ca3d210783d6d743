/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/owned.h"

#include "base/error.h"
#include "interface/drivers/debian/options.h"
#include "interface/drivers/debian/read.h"
#include "interface/drivers/debian/uses.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

/* An auto or allow-* line of any class starts it without the interface that it is a port of. */
static bool starts_by_itself(const debian_files *files, const char *name)
{
    for (size_t i = 0; i < files->start_count; i++)
        if (debian_has_word(debian_value(&files->documents[files->starts[i].document].lines[files->starts[i].line]),
                            name))
            return true;
    return false;
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

static bool is_used_elsewhere(const debian_files *files, const berth_strings *going, const char *name)
{
    debian_use use;
    bool used = debian_find_use(files, name, going, &use);
    if (used)
        debian_use_clear(&use);
    return used;
}

static bool add_ports(const debian_files *files, const berth_interface_config *config, berth_strings *names)
{
    for (size_t i = 0; i < config->ports.count; i++) {
        const berth_interface_config *port = config->ports.items[i];
        /* A port that was only named has no revision: its stanza, if there is one, is more than a port's. */
        if (!port->revision || berth_interface_config_is_bare(port) || port->start != BERTH_START_MODE_NONE ||
            (starts_by_itself(files, port->name) && !is_started_for(files, port->name, config->name)) ||
            is_used_elsewhere(files, names, port->name))
            continue;
        if (!berth_strings_add(names, port->name) || !add_ports(files, port, names))
            return false;
    }
    return true;
}

bool debian_find_owned(const debian_files *files, const char *name, berth_strings *names, berth_error **error)
{
    /* What cannot be read has no ports that are known. */
    BERTH_AUTO_CONFIG berth_interface_config *config = debian_read(files, name, NULL);
    if (berth_strings_add(names, name) && (!config || add_ports(files, config, names)))
        return true;
    return berth_fail_memory(error, DOMAIN);
}
