/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/capabilities.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/cancel.h"
#include "base/error.h"
#include "base/file-private.h"
#include "base/process.h"
#include "interface/apply.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

typedef struct kind {
    const char *capability;
    berth_interface_type type;
    const char *module; /* of the kernel */
    const char *trace;  /* a file that is there once the kernel has it */
} kind;

static const kind kinds[] = {
    {"interface.bridge", BERTH_INTERFACE_TYPE_BRIDGE, "bridge",  "/sys/module/bridge"            },
    {"interface.vlan",   BERTH_INTERFACE_TYPE_VLAN,   "8021q",   "/proc/net/vlan"                },
    {"interface.bond",   BERTH_INTERFACE_TYPE_BOND,   "bonding", "/sys/class/net/bonding_masters"},
};

static bool can_read(const berth_driver *driver, const berth_driver_host *host, berth_error **error)
{
    berth_definitions list = {0};
    if (!berth_driver_require(driver, host, error))
        return false;
    bool done = driver->list(host, BERTH_LIST_NAMES, &list, error);
    berth_definitions_clear(&list);
    return done;
}

/* Files are replaced by new ones, so it is their folder that has to be writable. */
static bool can_define(const berth_driver *driver, const berth_driver_host *host, berth_error **error)
{
    berth_strings folders = {0};
    if (!can_read(driver, host, error))
        return false;
    bool done = !driver->folders || driver->folders(host, &folders) || berth_fail_memory(error, DOMAIN);
    if (done && folders.count) {
        BERTH_AUTO_FREE char *shown = berth_root_show(host->root, folders.items[0]);
        BERTH_AUTO_CLOSE int fd = berth_root_open_file(host->root, folders.items[0], O_PATH | O_DIRECTORY);
        char path[64];
        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        if (fd < 0 || faccessat(AT_FDCWD, path, W_OK | X_OK, AT_EACCESS) < 0)
            done = berth_fail_errno(error, DOMAIN, errno, shown, "no file may be written there");
    }
    berth_strings_clear(&folders);
    return done;
}

static bool can_bring_up(const berth_driver *driver, const berth_driver_host *host, berth_error **error)
{
    if (!can_read(driver, host, error) || !berth_can_apply(host, error))
        return false;
    BERTH_AUTO_FREE char *path = driver->tool.name ? berth_process_find(driver->tool.name) : NULL;
    return path || !driver->tool.name || berth_driver_miss(&driver->tool, error);
}

/* The kernel's own lists of its modules, with a line for each: kmod's modules.dep(5), modules.builtin. */
static bool is_listed(const char *list, const char *module)
{
    char root_path[] = "/";
    berth_root root = {.path = root_path, .fd = AT_FDCWD};
    struct utsname kernel;
    berth_content content;
    BERTH_AUTO_FREE char *path = NULL, *name = NULL;
    if (uname(&kernel) < 0 || asprintf(&path, "/lib/modules/%s/%s", kernel.release, list) < 0 ||
        asprintf(&name, "/%s.ko", module) < 0 || !berth_file_read(&root, path, &content, DOMAIN, NULL))
        return false;
    bool found = strstr(content.data, name) != NULL;
    berth_content_clear(&content);
    return found;
}

static bool can_make(const kind *one, const berth_driver *driver, const berth_driver_host *host, berth_error **error)
{
    if (!berth_driver_require(driver, host, error) || !berth_can_run(host, error))
        return false;
    if (host->fake)
        return true;
    if (access(one->trace, F_OK) < 0 && !is_listed("modules.builtin", one->module) &&
        !is_listed("modules.dep", one->module))
        return berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                          "the running kernel has no %s; load that module, or run a kernel that has it", one->module);
    for (const berth_driver_helper *helper = driver->helpers; helper && helper->file.name; helper++)
        if (helper->type == one->type && access(helper->file.name, F_OK) < 0)
            return berth_driver_miss(&helper->file, error);
    return true;
}

static bool add(berth_capabilities *capabilities, const char *name, berth_error *problem, berth_error **error)
{
    return berth_capabilities_add(capabilities, name, problem) || berth_fail_memory(error, DOMAIN);
}

bool berth_interface_add_capabilities(const berth_driver *driver, const berth_driver_host *host,
                                      berth_capabilities *capabilities, berth_error **error)
{
    static const struct {
        const char *name;
        bool (*check)(const berth_driver *driver, const berth_driver_host *host, berth_error **error);
    } calls[] = {
        {"interface.read",   can_read    },
        {"interface.define", can_define  },
        {"interface.up",     can_bring_up},
    };
    bool done = berth_cancel_check(host->cancel, DOMAIN, error);
    for (size_t i = 0; done && i < BERTH_COUNT(calls); i++) {
        berth_error *problem = NULL;
        calls[i].check(driver, host, &problem);
        done = add(capabilities, calls[i].name, problem, error);
    }
    for (size_t i = 0; done && i < BERTH_COUNT(kinds); i++) {
        berth_error *problem = NULL;
        can_make(&kinds[i], driver, host, &problem);
        done = add(capabilities, kinds[i].capability, problem, error);
    }
    return done;
}
