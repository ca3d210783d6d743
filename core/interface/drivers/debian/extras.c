/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/extras.h"

#include <ctype.h>

#include "base/error.h"
#include "interface/drivers/debian/commands.h"
#include "interface/drivers/debian/derived.h"
#include "interface/drivers/debian/methods.h"
#include "interface/drivers/debian/options.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

/* A bond that is a port has to be brought up by hand, before the bridge; the model says so by its being a port. */
static bool brings_bond(const debian_files *files, const debian_stanza *stanza, const debian_line *line,
                        const berth_interface_config *config)
{
    for (size_t i = 0; config->type == BERTH_INTERFACE_TYPE_BRIDGE && i < config->ports.count; i++)
        if (config->ports.items[i]->type == BERTH_INTERFACE_TYPE_BOND &&
            debian_command_is_for_port(files, stanza, line, config->ports.items[i]->name))
            return true;
    return false;
}

/* A line that deletes an address says nothing where no line adds it. */
static bool undoes_address(const debian_files *files, const debian_stanza *stanza, const debian_line *line)
{
    BERTH_AUTO_FREE char *address = debian_command_address(files, stanza, line, true);
    for (size_t i = stanza->first + 1; address && i < stanza->end; i++) {
        BERTH_AUTO_FREE char *other = debian_command_address(files, stanza, debian_files_line(files, stanza, i), false);
        if (berth_streq(address, other))
            return true;
    }
    return false;
}

static bool is_command_we_know(const debian_files *files, const debian_stanza *stanza, const debian_line *line,
                               const berth_interface_config *config)
{
    BERTH_AUTO_FREE char *address = NULL;
    switch (debian_command_of(files, stanza, line, NULL)) {
    case DEBIAN_AUTOCONF_OFF:
    case DEBIAN_AUTOCONF_RESET:
        return true;
    case DEBIAN_ADDRESS_ADD:
        address = debian_command_address(files, stanza, line, false);
        return address != NULL;
    case DEBIAN_ADDRESS_DELETE:
        return undoes_address(files, stanza, line);
    case DEBIAN_PORT_UP:
    case DEBIAN_PORT_DOWN:
        return brings_bond(files, stanza, line, config);
    default:
        return false;
    }
}

/* Some options mean something in some methods alone (interfaces(5)). */
static bool means_something(const debian_extras *in, const debian_line *line, debian_field field)
{
    debian_slice method = in->place.method;
    bool is_static = debian_slice_is(method, "static"), ipv6 = in->place.family == BERTH_IP_FAMILY_IPV6;
    switch (field) {
    case DEBIAN_ADDRESS:
    case DEBIAN_NETMASK:
        return is_static;
    case DEBIAN_GATEWAY:
        return is_static && debian_gateway_decides(in->effects, &in->place, line);
    case DEBIAN_METRIC:
        return debian_metric_decides(in->effects, &in->place);
    case DEBIAN_AUTOCONF:
        return ipv6 && (is_static || debian_slice_is(method, "dhcp"));
    case DEBIAN_ACCEPT_RA:
        return is_static && debian_slice_is(debian_value(line), "2") && ipv6 &&
               debian_stanza_autoconf(in->files, in->stanza, method, true);
    default:
        return true;
    }
}

bool debian_is_extra(const debian_extras *in, const debian_line *line)
{
    if (line->kind != DEBIAN_OPTION)
        return false;
    debian_field field = debian_field_of(line);
    if (field == DEBIAN_EXTRA)
        return !is_command_we_know(in->files, in->stanza, line, in->config) &&
               !debian_follows_address(&in->place, line);
    if (!debian_field_fits(field, in->config->type))
        return true;
    /* What lists hold is said for the interface, in whichever stanza. */
    if (in->place.is_other)
        return !debian_field_is_list(field);
    return debian_field_is_of_link(field) ? !debian_line_decides(in->effects, &in->place, line)
                                          : !means_something(in, line, field);
}

/*
 * Whether an option of this name and value is read as a setting wherever it stands. What others mean depends on their
 * stanza; the check of the result sees to those.
 */
static bool is_setting(const berth_interface_config *config, const berth_extra *extra)
{
    debian_slice name = {extra->name, strlen(extra->name)}, value = {extra->value, strlen(extra->value)};
    debian_field field = debian_field_of_option(name, value);
    return field != DEBIAN_EXTRA && debian_field_is_list(field) && debian_field_fits(field, config->type);
}

bool debian_is_stanza_extra(const berth_extra *extra)
{
    return strcmp(extra->name, DEBIAN_IFACE_EXTRA) == 0 &&
           debian_method_of(debian_slice_of(extra->value)) != DEBIAN_MODEL_METHOD;
}

bool debian_check_extra(const berth_interface_config *config, const berth_extra *extra, berth_error **error)
{
    const char *reason = NULL;
    for (const char *byte = extra->name; *byte; byte++)
        if (isspace((unsigned char)*byte) || iscntrl((unsigned char)*byte))
            reason = "has white space in its name";
    for (const char *byte = extra->value; *byte; byte++)
        if (iscntrl((unsigned char)*byte) && *byte != '\t')
            reason = "has a line break or control character in its value";
    if (debian_is_stanza_extra(extra))
        return true;
    if (debian_is_keyword(extra->name))
        reason = "is a keyword of interfaces(5), not an option";
    size_t length = strlen(extra->value);
    if (!*extra->name || *extra->name == '#' || strchr(extra->name, '\\'))
        reason = "is no name for an option";
    else if (!length || isspace((unsigned char)extra->value[0]) || extra->value[length - 1] == '\\')
        reason = "has no value, or one that starts with white space or ends in a backslash";
    if (is_setting(config, extra))
        reason = "is a setting of its own; set that instead";
    if (!reason)
        return true;
    return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID, "the extra option '%s' of '%s' %s", extra->name, config->name,
                      reason);
}
