/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The conformance cases in C: conform CASES DOCUMENTS ROOTS */
#include <berth/berth.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BOND "bond0.xml" /* the document whose settings are read and changed by path */

static const char *documents;

/* One case's call. What it comes to hold is let go in one place, check(). */
typedef struct call {
    const char *root;
    const char *argument;
    FILE *out; /* what the call gives back, as text */
    berth_host *host;
    berth_interface *iface;
    berth_interface_config *config;
    berth_error *error;
} call;

/* The whole of a file, freed by the caller. */
static char *read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = NULL;
    size_t size = 0;
    FILE *copy = open_memstream(&text, &size);
    if (!file || !copy) {
        perror(path);
        exit(2);
    }
    for (int byte; (byte = getc(file)) != EOF;)
        putc(byte, copy);
    fclose(file);
    fclose(copy);
    return text;
}

static char *read_document(const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", documents, name);
    return read_file(path);
}

static bool open_host(call *c, const char *driver)
{
    berth_host_options *options = berth_host_options_new();
    if (berth_host_options_set_root(options, c->root, &c->error) &&
        berth_host_options_set_driver(options, driver, &c->error))
        c->host = berth_host_open(NULL, options, &c->error);
    berth_host_options_free(options);
    return c->host != NULL;
}

static bool find_interface(call *c)
{
    if (open_host(c, NULL))
        c->iface = berth_host_lookup_interface(c->host, c->argument, NULL, &c->error);
    return c->iface != NULL;
}

static bool find_config(call *c)
{
    if (find_interface(c))
        c->config = berth_interface_get_config(c->iface, NULL, &c->error);
    return c->config != NULL;
}

static bool define_with(call *c, berth_define_flags flags)
{
    char *text = read_document(c->argument);
    c->config = strstr(c->argument, ".json") ? berth_interface_config_from_json(text, c->argument, &c->error)
                                             : berth_interface_config_from_xml(text, c->argument, &c->error);
    free(text);
    if (c->config && open_host(c, NULL))
        c->iface = berth_host_define_interface(c->host, c->config, flags, NULL, &c->error);
    return c->iface != NULL;
}

static bool put_and_free(call *c, char *text)
{
    fputs(text ? text : "", c->out);
    berth_free(text);
    return text != NULL;
}

static bool call_open(call *c)
{
    return open_host(c, c->argument);
}

static bool call_list(call *c)
{
    berth_interface **list = NULL;
    if (open_host(c, c->argument))
        list = berth_host_list_interfaces(c->host, BERTH_INTERFACE_FILTER_ALL, NULL, &c->error);
    for (size_t i = 0; list && list[i]; i++)
        fprintf(c->out, "%s\n", berth_interface_get_name(list[i]));
    berth_interface_list_free(list);
    return list != NULL;
}

static bool call_show_xml(call *c)
{
    return find_config(c) && put_and_free(c, berth_interface_config_to_xml(c->config, &c->error));
}

static bool call_show_json(call *c)
{
    return find_config(c) && put_and_free(c, berth_interface_config_to_json(c->config, &c->error));
}

static bool call_define(call *c)
{
    return define_with(c, BERTH_DEFINE_DEFAULT);
}

static bool call_create(call *c)
{
    return define_with(c, BERTH_DEFINE_CREATE_ONLY);
}

static bool call_update(call *c)
{
    return define_with(c, BERTH_DEFINE_UPDATE_ONLY);
}

static bool call_undefine(call *c)
{
    return find_interface(c) && berth_interface_undefine(c->iface, NULL, &c->error);
}

static bool call_up(call *c)
{
    return find_interface(c) && berth_interface_up(c->iface, -1, NULL, NULL, &c->error);
}

static bool call_down(call *c)
{
    return find_interface(c) && berth_interface_down(c->iface, -1, NULL, NULL, &c->error);
}

static bool call_new_type(call *c)
{
    c->config = berth_interface_config_new((berth_interface_type)strtol(c->argument, NULL, 10), "eth0", &c->error);
    return c->config != NULL;
}

static bool add_ethernet_port(call *c, const char *name)
{
    berth_interface_config *port = berth_interface_config_new(BERTH_INTERFACE_TYPE_ETHERNET, name, &c->error);
    bool done = port && berth_interface_config_add_port(c->config, port, &c->error);
    berth_interface_config_unref(port);
    return done;
}

/* Every language makes this bond of its own setters. */
static bool call_new_bond(call *c)
{
    berth_interface_config *bond = berth_interface_config_new(BERTH_INTERFACE_TYPE_BOND, "bond0", &c->error);
    c->config = bond;
    if (!bond || !add_ethernet_port(c, "eth0") || !add_ethernet_port(c, "eth1") ||
        !berth_interface_config_set_start_mode(bond, BERTH_START_MODE_ONBOOT, &c->error) ||
        !berth_interface_config_set_bond_mode(bond, BERTH_BOND_MODE_ACTIVE_BACKUP, &c->error) ||
        !berth_interface_config_set_bond_primary(bond, "eth1", &c->error) ||
        !berth_interface_config_set_miimon(bond, 100, &c->error) ||
        !berth_interface_config_set_updelay(bond, 200, &c->error) ||
        !berth_interface_config_set_downdelay(bond, 0, &c->error) ||
        !berth_interface_config_set_use_carrier(bond, true, &c->error) ||
        !berth_interface_config_set_dhcp(bond, BERTH_IP_FAMILY_IPV4, true, &c->error) ||
        !berth_interface_config_set_peerdns(bond, BERTH_IP_FAMILY_IPV4, false, &c->error) ||
        !berth_interface_config_add_dns_server(bond, "192.0.2.53", &c->error) ||
        !berth_interface_config_add_dns_server(bond, "2001:db8::53", &c->error) ||
        !berth_interface_config_add_dns_search(bond, "example.com", &c->error))
        return false;
    berth_interface_config_set_autoconf(bond, true);
    return put_and_free(c, berth_interface_config_to_xml(bond, &c->error));
}

static bool call_bond_mode(call *c)
{
    berth_bond_mode mode = (berth_bond_mode)strtol(c->argument, NULL, 10);
    c->config = berth_interface_config_new(BERTH_INTERFACE_TYPE_BOND, "bond0", &c->error);
    return c->config && berth_interface_config_set_bond_mode(c->config, mode, &c->error);
}

static bool read_argument(call *c, const char *document)
{
    char *text = read_document(document);
    c->config = berth_interface_config_from_xml(text, document, &c->error);
    free(text);
    return c->config != NULL;
}

static bool call_list_settings(call *c)
{
    char **paths = read_argument(c, c->argument) ? berth_interface_config_list_settings(c->config, &c->error) : NULL;
    for (size_t i = 0; paths && paths[i]; i++)
        fprintf(c->out, "%s\n", paths[i]);
    berth_strv_free(paths);
    return paths != NULL;
}

static bool call_get_setting(call *c)
{
    if (!read_argument(c, BOND) ||
        !put_and_free(c, berth_interface_config_get_setting(c->config, c->argument, &c->error)))
        return false;
    fputs("\n", c->out);
    return true;
}

static bool call_set_setting(call *c)
{
    char *path = strdup(c->argument);
    char *value = path;
    strsep(&value, "=");
    bool done = read_argument(c, BOND) && berth_interface_config_set_setting(c->config, path, value, &c->error);
    free(path);
    return done && put_and_free(c, berth_interface_config_to_xml(c->config, &c->error));
}

static bool call_unset_setting(call *c)
{
    return read_argument(c, BOND) && berth_interface_config_unset_setting(c->config, c->argument, &c->error) &&
           put_and_free(c, berth_interface_config_to_xml(c->config, &c->error));
}

static const struct {
    const char *name;
    bool (*run)(call *c);
} calls[] = {
    {"open",          call_open         },
    {"list",          call_list         },
    {"show-xml",      call_show_xml     },
    {"show-json",     call_show_json    },
    {"define",        call_define       },
    {"create",        call_create       },
    {"update",        call_update       },
    {"undefine",      call_undefine     },
    {"up",            call_up           },
    {"down",          call_down         },
    {"new-type",      call_new_type     },
    {"new-bond",      call_new_bond     },
    {"bond-mode",     call_bond_mode    },
    {"list-settings", call_list_settings},
    {"get-setting",   call_get_setting  },
    {"set-setting",   call_set_setting  },
    {"unset-setting", call_unset_setting},
};

static bool run_call(const char *name, call *c)
{
    for (size_t i = 0; i < COUNT(calls); i++)
        if (strcmp(calls[i].name, name) == 0)
            return calls[i].run(c);
    fprintf(stderr, "there is no call '%s'\n", name);
    exit(2);
}

static bool check(int number, char *row, const char *roots)
{
    enum { NAME, ROOT, CALL, ARGUMENT, CODE, PART, COLUMNS };
    const char *column[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++)
        column[i] = strsep(&row, "\t");
    char root[4096];
    snprintf(root, sizeof root, "%s/%s", roots, column[ROOT]);
    char *text = NULL;
    size_t size = 0;
    call c = {root, strcmp(column[ARGUMENT], "-") == 0 ? NULL : column[ARGUMENT], open_memstream(&text, &size)};

    bool ok = run_call(column[CALL], &c);
    fclose(c.out);
    const char *code = ok ? "OK" : berth_error_code_get_name(berth_error_get_code(c.error));
    const char *got = ok ? text : berth_error_get_message(c.error);
    bool right = strcmp(code, column[CODE]) == 0;
    if (right && ok) {
        char *expected = read_document(column[PART]);
        right = strcmp(got, expected) == 0;
        free(expected);
    } else if (right) {
        right = strstr(got, column[PART]) != NULL;
    }
    printf("%s %d - %s\n", right ? "ok" : "not ok", number, column[NAME]);
    if (!right)
        printf("# expected %s: %s\n# got %s: %s\n", column[CODE], column[PART], code, got);

    berth_error_free(c.error);
    berth_interface_config_unref(c.config);
    berth_interface_unref(c.iface);
    berth_host_unref(c.host);
    free(text);
    return right;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    documents = argv[2];
    char *cases = read_file(argv[1]);
    char *rest = cases;
    const char *header = NULL;
    int number = 0;
    int failures = 0;
    for (char *line; (line = strsep(&rest, "\n"));) {
        if (!*line || *line == '#')
            continue;
        if (header)
            failures += !check(++number, line, argv[3]);
        else
            header = line;
    }
    printf("1..%d\n", number);
    free(cases);
    return failures ? 1 : 0;
}
