/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Any bytes as /etc/network/interfaces: the document comes back byte for byte; whatever can be read can be written back
 * without a change; removing every interface leaves a file that still parses.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "interface/drivers/debian/read.h"
#include "interface/drivers/debian/write.h"

#define MOST 3

static char folder[] = "/tmp/berth-fuzz-XXXXXX";
static berth_root root;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void remove_folder(void)
{
    static const char *const names[] = {"/etc/network/interfaces", "/etc/network", "/etc", ""};
    for (size_t i = 0; i < BERTH_COUNT(names); i++) {
        char path[128];
        snprintf(path, sizeof path, "%s%s", folder, names[i]);
        remove(path);
    }
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    char path[128];
    (void)argc;
    (void)argv;
    if (!mkdtemp(folder) || !berth_root_open(&root, folder, BERTH_ERROR_DOMAIN_BASE, NULL))
        abort();
    snprintf(path, sizeof path, "%s/etc", folder);
    mkdir(path, 0755);
    snprintf(path, sizeof path, "%s/etc/network", folder);
    mkdir(path, 0755);
    atexit(remove_folder);
    return 0;
}

static void write_file(const uint8_t *data, size_t size)
{
    char path[128];
    snprintf(path, sizeof path, "%s" DEBIAN_MAIN_FILE, folder);
    FILE *file = fopen(path, "we");
    if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0)
        abort();
}

static void check_same(const debian_document *document, const uint8_t *data, size_t size)
{
    berth_buffer buffer = {0};
    debian_document_print(document, &buffer);
    if (buffer.length != size || (size && memcmp(buffer.data, data, size) != 0))
        abort();
    berth_buffer_clear(&buffer);
}

static void check_interface(const berth_driver_host *host, const char *name, const uint8_t *data, size_t size)
{
    debian_files files;
    if (!debian_files_load(&files, host, NULL))
        abort();
    berth_interface_config *config = debian_read(&files, name, NULL);
    char *xml = config ? berth_interface_config_to_xml(config, NULL) : NULL;
    berth_interface_config *again = xml ? berth_interface_config_from_xml(xml, NULL, NULL) : NULL;
    /* Some values can be read that no stanza may be made of; then nothing may have been touched either. */
    if (again && debian_write(&files, again, NULL))
        check_same(&files.documents[0], data, size);
    berth_free(xml);
    berth_interface_config_unref(again);
    berth_interface_config_unref(config);
    debian_files_clear(&files);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    berth_driver_host host = {.root = &root};
    berth_definitions list = {0};
    debian_files files;
    write_file(data, size);
    if (!debian_files_load(&files, &host, NULL))
        return 0;
    check_same(&files.documents[0], data, size);
    if (!debian_read_definitions(&files, BERTH_LIST_REVISIONS, &list, NULL))
        abort();
    for (size_t i = 0; i < list.count; i++) {
        /* Each is read from the file anew: a few are enough, or the time grows with the square. */
        if (i < MOST)
            check_interface(&host, list.items[i].name, data, size);
        if (!debian_remove(&files, list.items[i].name, NULL))
            abort();
    }
    berth_definitions_clear(&list);
    debian_files_clear(&files);
    return 0;
}
