/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/uses.h"

#include "interface/drivers/debian/commands.h"
#include "interface/drivers/debian/options.h"

/* How a stanza with this option is made of what the option names. */
static const char *const uses_by_field[DEBIAN_FIELDS] = {
    [DEBIAN_BRIDGE_PORTS] = "has for a port",
    [DEBIAN_BOND_SLAVES] = "has for a port",
    [DEBIAN_VLAN_RAW_DEVICE] = "is a vlan on",
};

static bool is_in(const berth_strings *names, debian_slice name)
{
    for (size_t i = 0; i < names->count; i++)
        if (debian_slice_is(name, names->items[i]))
            return true;
    return false;
}

static debian_slice name_of(const debian_stanza *stanza)
{
    return (debian_slice){stanza->name, stanza->name_length};
}

static bool names_device(const debian_files *files, const debian_stanza *stanza)
{
    BERTH_AUTO_FREE char *name = debian_slice_copy(name_of(stanza));
    const debian_stanza *one = name ? debian_files_first(files, name) : NULL;
    while (one && !debian_find_option(files, one, DEBIAN_VLAN_RAW_DEVICE, NULL, NULL))
        one = debian_files_next(files, one);
    return one != NULL;
}

/* "eth0.42" is a vlan on eth0 without saying so, unless it names another device (vlan-interfaces(5)). */
static bool is_vlan_by_name(const debian_files *files, const debian_stanza *stanza, const char *device)
{
    size_t length = strlen(device), at = length + 1;
    if (stanza->name_length <= at || memcmp(stanza->name, device, length) != 0 || stanza->name[length] != '.')
        return false;
    for (; at < stanza->name_length; at++)
        if (stanza->name[at] < '0' || stanza->name[at] > '9')
            return false;
    return !names_device(files, stanza);
}

/* How @line of another interface's stanza uses @name; NULL when it does not. */
static const char *use_in_line(const debian_files *files, const debian_stanza *stanza, const debian_line *line,
                               const char *name)
{
    debian_slice about;
    const char *how = uses_by_field[debian_field_of(line)];
    if (how && debian_has_word(debian_value(line), name))
        return how;
    if (debian_command_of(files, stanza, line, &about) == DEBIAN_PORT_UP && debian_slice_is(about, name))
        return "brings up";
    return line == debian_bond_master_line(files, stanza, name) ? "is a port of" : NULL;
}

/* The line of another interface's stanza by which that is made of @name; NULL when it is not. */
static const debian_line *find_in_stanza(const debian_files *files, const debian_stanza *stanza, const char *name,
                                         const char **how)
{
    const debian_line *first = debian_files_line(files, stanza, stanza->first);
    *how = debian_slice_is(debian_stanza_iface(files, stanza).inherits, name) ? "inherits from"
           : is_vlan_by_name(files, stanza, name)                             ? "is a vlan on"
                                                                              : NULL;
    if (*how)
        return first;
    for (size_t i = stanza->first + 1; i < stanza->end; i++) {
        const debian_line *line = debian_files_line(files, stanza, i);
        *how = use_in_line(files, stanza, line, name);
        if (*how)
            return line;
    }
    return NULL;
}

static void fill_in(const debian_files *files, const debian_stanza *stanza, const debian_line *line, debian_slice user,
                    const char *how, berth_use *use)
{
    *use = (berth_use){
        .user = debian_slice_copy(user),
        .how = how,
        .file = files->documents[stanza->document].shown,
        .line = line->number,
    };
}

/* A bond is made of the port that names it: the line stands in the port's own stanza. */
static bool find_own_master(const debian_files *files, const char *name, const berth_strings *going, berth_use *use)
{
    const debian_stanza *stanza = debian_files_first(files, name);
    for (; stanza; stanza = debian_files_next(files, stanza)) {
        const debian_line *line = debian_bond_master_line(files, stanza, NULL);
        BERTH_AUTO_FREE char *bond = line ? debian_slice_copy(debian_value(line)) : NULL;
        if (!bond || is_in(going, debian_value(line)) || !debian_files_first(files, bond))
            continue;
        fill_in(files, stanza, line, debian_value(line), "has for a port", use);
        return true;
    }
    return false;
}

bool debian_find_use(const debian_files *files, const char *name, const berth_strings *going, berth_use *use)
{
    const char *how = NULL;
    for (size_t i = 0; i < files->stanza_count; i++) {
        const debian_stanza *stanza = &files->stanzas[i];
        if (debian_slice_is(name_of(stanza), name))
            continue;
        const debian_line *line = find_in_stanza(files, stanza, name, &how);
        if (!line || is_in(going, name_of(stanza)))
            continue;
        fill_in(files, stanza, line, name_of(stanza), how, use);
        /* ifup refuses a whole file in which one stanza inherits from what is not there. */
        use->is_needed = debian_slice_is(debian_stanza_iface(files, stanza).inherits, name);
        return true;
    }
    return find_own_master(files, name, going, use);
}
