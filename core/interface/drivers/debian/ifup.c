/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/ifup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/error.h"
#include "base/process.h"
#include "interface/drivers/debian/plan.h"
#include "interface/drivers/debian/write.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE
#define STATE_FILE "/run/network/ifstate" /* ifup(8), FILES */
#define MAX_DEPTH 4                       /* of ports that have ports */

/* ifup keeps a line "INTERFACE=STANZA" for each interface it brought up. Returns: (owned): the stanza's name, or NULL.
 */
static char *stanza_of(const berth_driver_host *host, const char *name)
{
    berth_content content;
    size_t length = strlen(name);
    char *found = NULL;
    if (!berth_file_read(host->root, STATE_FILE, &content, DOMAIN, NULL))
        return NULL;
    for (const char *line = content.data; line && *line && !found; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, name, length) == 0 && line[length] == '=')
            found = strndup(line + length + 1, strcspn(line + length + 1, "\n"));
    }
    berth_content_clear(&content);
    return found;
}

bool debian_counts_as_up(const berth_driver_host *host, const char *name)
{
    BERTH_AUTO_FREE char *stanza = stanza_of(host, name);
    return stanza != NULL;
}

/* One run of ifup or ifdown. */
typedef struct run {
    const char *program, *name;
    bool force;
    const char *file; /* to read instead of /etc/network/interfaces; NULL: that one */
} run;

static bool run_tool(const berth_driver_host *host, const run *what, int timeout_ms, char **said, berth_error **error)
{
    berth_process_result result;
    BERTH_AUTO_FREE char *path = berth_process_find(what->program);
    const char *words[6] = {path};
    size_t count = 1;
    if (!path)
        return berth_driver_miss(&(berth_driver_tool){what->program, DEBIAN_TOOL_PACKAGE}, error);
    if (what->force)
        words[count++] = "--force";
    if (what->file) {
        words[count++] = "--interfaces";
        words[count++] = what->file;
    }
    words[count] = what->name;
    if (!berth_process_run(words, timeout_ms, host->cancel, &result, DOMAIN, error))
        return false;
    berth_log_message(host->log, BERTH_LOG_INFO, "%s %s: %s %d", what->program, what->name,
                      result.exited ? "exit status" : "ended by signal", result.status);
    free(*said);
    *said = BERTH_STEAL(result.output);
    berth_process_result_clear(&result);
    return true;
}

static int left_until(int64_t deadline)
{
    int64_t left = deadline - berth_clock_ms();
    return left > 0 ? (int)left : 0;
}

static bool is_defined(const berth_driver_host *host, const char *name)
{
    debian_files files;
    if (!debian_files_load(&files, host, NULL))
        return false;
    bool found = debian_files_first(&files, name) != NULL;
    debian_files_clear(&files);
    return found;
}

/* Whether ifdown has to be forced: it does not know @name, or by a stanza that is gone, which it would pass over. */
static bool needs_force(const berth_driver_host *host, const char *name)
{
    BERTH_AUTO_FREE char *stanza = stanza_of(host, name);
    return !stanza || !is_defined(host, stanza);
}

/*
 * What is up already is taken down first: ifup would just say that it is configured, or trip over the addresses it has.
 * What ifup does not know of is taken down by force, and what it says of that is of no interest.
 */
static bool switch_one(const berth_driver_host *host, const char *name, bool up, bool in_use, int timeout_ms,
                       char **said, berth_error **error)
{
    int64_t deadline = berth_clock_ms() + timeout_ms;
    bool known = debian_counts_as_up(host, name);
    const run down = {"ifdown", name, needs_force(host, name), NULL}, then = {"ifup", name, false, NULL};
    if (!up)
        return run_tool(host, &down, timeout_ms, said, error);
    return ((!known && !in_use) || run_tool(host, &down, timeout_ms, said, error)) &&
           run_tool(host, &then, left_until(deadline), said, error);
}

/* /run is root's alone, and empty after a start. */
static bool write_file(char *path, const char *text, berth_error **error)
{
    BERTH_AUTO_CLOSE int fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0)
        return berth_fail_errno(error, DOMAIN, errno, path, "cannot make it");
    if (berth_write_all(fd, text, strlen(text)))
        return true;
    berth_fail_errno(error, DOMAIN, errno, path, "cannot write it");
    unlink(path);
    return false;
}

/* Takes @name down by the definitions in @text, whatever ifup counts as up. */
static bool run_by_text(const berth_driver_host *host, const char *name, const char *text, int timeout_ms, char **said,
                        berth_error **error)
{
    char path[] = "/run/berth-ifdown-XXXXXX";
    if (!write_file(path, text, error))
        return false;
    const run down = {"ifdown", name, true, path};
    bool done = run_tool(host, &down, timeout_ms, said, error);
    unlink(path);
    return done;
}

/* ifup takes the aliases of an interface for interfaces of their own; each is named once. */
static bool find_aliases(const berth_driver_host *host, const char *name, berth_strings *aliases, berth_error **error)
{
    debian_files files;
    if (!debian_files_load(&files, host, error))
        return false;
    bool done = true;
    for (const debian_stanza *stanza = debian_files_first(&files, name); done && stanza;
         stanza = debian_files_next(&files, stanza)) {
        bool again = !debian_stanza_is_alias(stanza);
        for (size_t i = 0; i < aliases->count; i++)
            again = again || debian_slice_is(debian_stanza_label(stanza), aliases->items[i]);
        done = again || berth_strings_take(aliases, debian_slice_copy(debian_stanza_label(stanza)));
    }
    debian_files_clear(&files);
    return done || berth_fail_memory(error, DOMAIN);
}

/* What ifup counts as up and nothing defines any more it forgets by a stanza that does nothing. */
static bool forget_alias(const berth_driver_host *host, const char *alias, int timeout_ms, char **said,
                         berth_error **error)
{
    BERTH_AUTO_FREE char *text = NULL;
    if (asprintf(&text, "no-scripts %s\niface %s inet manual\n", alias, alias) < 0)
        return berth_fail_memory(error, DOMAIN);
    return run_by_text(host, alias, text, timeout_ms, said, error);
}

static bool forget_old_aliases(const berth_driver_host *host, const char *name, const berth_strings *aliases,
                               int64_t deadline, char **said, berth_error **error)
{
    berth_content content;
    size_t length = strlen(name);
    bool done = true;
    if (!berth_file_read(host->root, STATE_FILE, &content, DOMAIN, NULL))
        return true;
    for (const char *line = content.data; line && *line && done; line = strchr(line, '\n')) {
        line += *line == '\n';
        bool defined = strncmp(line, name, length) != 0 || line[length] != ':';
        BERTH_AUTO_FREE char *alias = defined ? NULL : strndup(line, strcspn(line, "=\n"));
        defined = defined || (alias && berth_strings_has(aliases, alias));
        done = defined || (alias && forget_alias(host, alias, left_until(deadline), said, error));
    }
    berth_content_clear(&content);
    return done;
}

/* Aliases go before their interface, with which ifdown would take their addresses but count them as up, and come after.
 */
bool debian_switch_to(const berth_driver_host *host, const char *name, bool up, bool in_use, int timeout_ms,
                      char **said, berth_error **error)
{
    int64_t deadline = berth_clock_ms() + timeout_ms;
    berth_strings aliases = {0};
    bool done =
        find_aliases(host, name, &aliases, error) && forget_old_aliases(host, name, &aliases, deadline, said, error);
    for (size_t i = aliases.count; done && i-- > 0;)
        if (debian_counts_as_up(host, aliases.items[i]))
            done = switch_one(host, aliases.items[i], false, false, left_until(deadline), said, error);
    done = done && switch_one(host, name, up, in_use, left_until(deadline), said, error);
    for (size_t i = 0; done && up && i < aliases.count; i++)
        done = switch_one(host, aliases.items[i], true, false, left_until(deadline), said, error);
    berth_strings_clear(&aliases);
    return done;
}

/* --- What nothing defines --- */

/* The clients that ifup starts leave their number in such files (ifupdown's inet.defn and inet6.defn). */
static bool has_dhcp_client(const berth_driver_host *host, const char *name, berth_ip_family family)
{
    static const char *const files[] = {"/run/dhclient.%s.pid", "/run/udhcpc.%s.pid"};
    bool found = false;
    for (size_t i = 0; i < BERTH_COUNT(files); i++) {
        BERTH_AUTO_FREE char *path = NULL;
        const char *format = family == BERTH_IP_FAMILY_IPV6 ? "/run/dhclient6.%s.pid" : files[i];
        found = found || (asprintf(&path, format, name) >= 0 && berth_file_exists(host->root, path));
    }
    return found;
}

static bool copy_addresses(berth_interface_config *to, const berth_ip *from)
{
    berth_ip *ip = berth_interface_config_ip(to, from->family);
    for (size_t i = 0; i < from->count; i++)
        if (!berth_ip_append(ip, from->addresses[i].text, from->addresses[i].prefix))
            return false;
    return true;
}

/* The kind of what has to be undone: with the device of @live, or without one that ifup did not make. */
static berth_interface_type type_to_undo(const berth_driver_host *host, const berth_interface_config *live)
{
    bool named = live->type != BERTH_INTERFACE_TYPE_VLAN || (live->vlan.device && debian_plan_has_vlan_name(live));
    return named && debian_counts_as_up(host, live->name) ? live->type : BERTH_INTERFACE_TYPE_ETHERNET;
}

/*
 * What has to be undone of @live: its device, its addresses and how they came. Its ports are only named: settings of
 * their own would be theirs. NULL when memory ran out.
 */
static berth_interface_config *make_definition(const berth_driver_host *host, const berth_interface_config *live)
{
    BERTH_AUTO_CONFIG berth_interface_config *config =
        berth_interface_config_new(type_to_undo(host, live), live->name, NULL);
    if (!config || !copy_addresses(config, &live->ipv4) || !copy_addresses(config, &live->ipv6))
        return NULL;
    if (config->type == BERTH_INTERFACE_TYPE_VLAN &&
        !berth_interface_config_set_vlan(config, live->vlan.tag, live->vlan.device, NULL))
        return NULL;
    for (size_t i = 0; berth_interface_config_has_ports(config) && i < live->ports.count; i++) {
        BERTH_AUTO_CONFIG berth_interface_config *port =
            berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, live->ports.items[i]->name, NULL);
        if (!port || !berth_interface_config_add_port(config, port, NULL))
            return NULL;
    }
    config->ipv4.dhcp = has_dhcp_client(host, live->name, BERTH_IP_FAMILY_IPV4);
    config->ipv6.dhcp = has_dhcp_client(host, live->name, BERTH_IP_FAMILY_IPV6);
    config->ipv4.present = config->ipv4.dhcp || config->ipv4.count;
    config->ipv6.present = config->ipv6.dhcp || config->ipv6.count;
    return BERTH_STEAL(config);
}

/*
 * The text of a file that defines @config alone. No script that other packages add is run for what ifup did not bring
 * up: that of ifenslave would remove any bond.
 */
static char *print_definition(const berth_driver_host *host, const berth_interface_config *config, berth_error **error)
{
    debian_files files;
    berth_buffer text = {0};
    if (!debian_files_start_empty(&files, host, error))
        return NULL;
    bool done = debian_write(&files, config, error);
    if (done && !debian_counts_as_up(host, config->name))
        berth_buffer_printf(&text, "no-scripts %s\n", config->name);
    if (done)
        debian_document_print(&files.documents[0], &text);
    debian_files_clear(&files);
    if (!done)
        return NULL;
    char *made = berth_buffer_steal(&text);
    if (!made)
        berth_fail_memory(error, DOMAIN);
    return made;
}

static bool take_down_by_file(const berth_driver_host *host, const berth_interface_config *live, int timeout_ms,
                              char **said, berth_error **error)
{
    BERTH_AUTO_CONFIG berth_interface_config *config = make_definition(host, live);
    if (!config)
        return berth_fail_memory(error, DOMAIN);
    BERTH_AUTO_FREE char *text = print_definition(host, config, error);
    return text && run_by_text(host, live->name, text, timeout_ms, said, error);
}

/*
 * A bond that was up for a bridge alone is left over with it, since ifup ran for it by a command of the bridge's
 * stanza. What ifup did not bring up, or what is defined, is not.
 */
static bool is_left_over(const berth_driver_host *host, const berth_interface_config *port)
{
    return (port->type == BERTH_INTERFACE_TYPE_BOND || port->type == BERTH_INTERFACE_TYPE_VLAN) &&
           debian_counts_as_up(host, port->name) && !is_defined(host, port->name);
}

static bool take_down(const berth_driver_host *host, const berth_interface_config *live, int64_t deadline, int depth,
                      char **said, berth_error **error)
{
    const berth_strings no_aliases = {0};
    if (!forget_old_aliases(host, live->name, &no_aliases, deadline, said, error))
        return false;
    BERTH_AUTO_FREE char *stanza = stanza_of(host, live->name);
    /* By "ifup eth0=home" another name's definition brought it up, and knows best how it is taken down. */
    const run by_stanza = {"ifdown", live->name, false, NULL};
    bool done = stanza && is_defined(host, stanza) ? run_tool(host, &by_stanza, left_until(deadline), said, error)
                                                   : take_down_by_file(host, live, left_until(deadline), said, error);
    for (size_t i = 0; done && depth < MAX_DEPTH && i < live->ports.count; i++)
        if (is_left_over(host, live->ports.items[i]))
            done = take_down(host, live->ports.items[i], deadline, depth + 1, said, error);
    return done;
}

bool debian_take_down(const berth_driver_host *host, const berth_interface_config *live, int timeout_ms, char **said,
                      berth_error **error)
{
    return take_down(host, live, berth_clock_ms() + timeout_ms, 0, said, error);
}
