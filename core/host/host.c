/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Opening a host. */
#include "host/host.h"

#include <fcntl.h>

#include "base/error.h"
#include "interface/fake.h"

#define DOMAIN BERTH_ERROR_DOMAIN_HOST
#define LOCAL_URI "local:///"
#define FAKE_URI "fake:"

struct berth_host_options {
    char *root;
    const berth_driver *driver;
    berth_log *log;
};

berth_host_options *berth_host_options_new(void)
{
    return calloc(1, sizeof(berth_host_options));
}

void berth_host_options_free(berth_host_options *options)
{
    if (!options)
        return;
    free(options->root);
    berth_log_unref(options->log);
    free(options);
}

bool berth_host_options_set_root(berth_host_options *options, const char *root, berth_error **error)
{
    char *copy = root ? strdup(root) : NULL;
    if (root && !*root) {
        free(copy);
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID,
                          "the root folder's name is empty; use / for the running system");
    }
    if (root && !copy)
        return berth_fail_memory(error, DOMAIN);
    free(options->root);
    options->root = copy;
    return true;
}

bool berth_host_options_set_driver(berth_host_options *options, const char *driver, berth_error **error)
{
    const berth_driver *found = driver ? berth_driver_by_name(driver) : NULL;
    if (driver && !found)
        return berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED, "there is no interface driver '%s'; there is: debian",
                          driver);
    options->driver = found;
    return true;
}

bool berth_host_options_set_log(berth_host_options *options, berth_log_func func, void *user_data,
                                berth_free_func free_func, berth_error **error)
{
    berth_log *log = func ? berth_log_new(func, user_data, free_func) : NULL;
    if (func && !log)
        return berth_fail_memory(error, DOMAIN);
    if (!func && free_func)
        free_func(user_data);
    berth_log_unref(options->log);
    options->log = log;
    return true;
}

static const char *default_uri(void)
{
    const char *uri = getenv("BERTH_DEFAULT_URI");
    return uri && *uri ? uri : LOCAL_URI;
}

/* "fake:///" is a small host of its own, "fake:FILE" what FILE describes. */
static bool start_fake(berth_host *host, const char *place, berth_error **error)
{
    berth_content content = {0};
    host->driver = &berth_driver_fake;
    host->fake = berth_fake_new(error);
    if (!host->fake)
        return false;
    if (strcmp(place, "///") == 0)
        return berth_fake_interfaces_start(host->fake, NULL, NULL, error);
    if (!*place || strspn(place, "/") == strlen(place))
        return berth_fail(error, DOMAIN, BERTH_ERROR_INVALID,
                          "the URI '%s' names no file; use fake:/// or fake:FILE.json", host->uri);
    /* The file is the caller's, wherever the host's root may be. */
    char everything[] = "/";
    berth_root here = {.path = everything, .fd = AT_FDCWD};
    bool done = berth_file_read(&here, place, &content, DOMAIN, error) &&
                berth_fake_interfaces_start(host->fake, content.data, place, error);
    berth_content_clear(&content);
    return done;
}

berth_host *berth_host_open(const char *uri, const berth_host_options *options, berth_error **error)
{
    static const berth_host_options none = {0};
    if (!options)
        options = &none;
    if (!uri)
        uri = default_uri();
    bool fake = strncmp(uri, FAKE_URI, strlen(FAKE_URI)) == 0;
    if (strcmp(uri, LOCAL_URI) != 0 && !fake) {
        berth_fail(error, DOMAIN, BERTH_ERROR_UNSUPPORTED,
                   "the URI '%s' is not supported by this version; use %s, or %s/// for a host in memory", uri,
                   LOCAL_URI, FAKE_URI);
        return NULL;
    }
    berth_host *host = calloc(1, sizeof *host);
    if (host)
        host->uri = strdup(uri);
    if (!host || !host->uri) {
        free(host);
        berth_fail_memory(error, DOMAIN);
        return NULL;
    }
    atomic_init(&host->references, 1);
    host->driver = options->driver;
    host->log = berth_log_ref(options->log);
    if (berth_root_open(&host->root, options->root ? options->root : "/", DOMAIN, error) &&
        (!fake || start_fake(host, uri + strlen(FAKE_URI), error)))
        return host;
    berth_host_unref(host);
    return NULL;
}

berth_host *berth_host_ref(berth_host *host)
{
    atomic_fetch_add(&host->references, 1);
    return host;
}

void berth_host_unref(berth_host *host)
{
    if (!host || atomic_fetch_sub(&host->references, 1) != 1)
        return;
    berth_fake_free(host->fake);
    berth_root_close(&host->root);
    berth_log_unref(host->log);
    free(host->uri);
    free(host);
}

const char *berth_host_get_uri(const berth_host *host)
{
    return host->uri;
}

const char *berth_host_get_root(const berth_host *host)
{
    return host->root.path;
}

const berth_driver *berth_host_find_driver(const berth_host *host)
{
    return host->driver ? host->driver : berth_driver_detect(&host->root);
}

const char *berth_host_get_driver(const berth_host *host)
{
    const berth_driver *driver = berth_host_find_driver(host);
    return driver ? driver->name : NULL;
}

berth_driver_host berth_host_for_driver(const berth_host *host, berth_cancel *cancel)
{
    return (berth_driver_host){.root = &host->root, .log = host->log, .cancel = cancel, .fake = host->fake};
}
