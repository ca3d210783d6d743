/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Any bytes as /etc/network/interfaces: the document comes back byte for byte; whatever can be read can be written back
 * without a change; removing every interface leaves a file that still parses. With an index the same is read as
 * without, and what is wrong with the file is told in lines of text.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/utf8.h"
#include "interface/drivers/debian/index.h"
#include "interface/drivers/debian/problems.h"
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

static char *read_as_xml(const debian_files *files, const char *name)
{
    berth_interface_config *config = debian_read(files, name, NULL);
    char *xml = config ? berth_interface_config_to_xml(config, NULL) : NULL;
    berth_interface_config_unref(config);
    return xml;
}

static void check_index(const berth_driver_host *host, const berth_definitions *list)
{
    debian_files files, indexed;
    if (!debian_files_load(&files, host, NULL) || !debian_files_load(&indexed, host, NULL) ||
        !debian_files_make_index(&indexed))
        abort();
    for (size_t i = 0; i < list->count && i < MOST; i++) {
        const char *name = list->items[i].name;
        char *one = read_as_xml(&files, name), *other = read_as_xml(&indexed, name);
        if (debian_files_start_mode(&files, name, NULL) != debian_files_start_mode(&indexed, name, NULL) ||
            !berth_streq(one, other))
            abort();
        berth_free(one);
        berth_free(other);
    }
    debian_files_clear(&files);
    debian_files_clear(&indexed);
}

static void check_problems(const debian_files *files)
{
    berth_report *report = berth_report_new();
    if (!report || !debian_find_problems(files, NULL, report))
        abort();
    for (size_t i = 0; i < berth_report_get_count(report); i++) {
        const char *text = berth_report_get_text(report, i), *name = berth_report_get_name(report, i);
        if (strchr(text, '\n') || !berth_is_utf8(text) || (name && !berth_is_utf8(name)) ||
            !berth_report_get_line(report, i))
            abort();
    }
    berth_report_unref(report);
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
    check_index(&host, &list);
    check_problems(&files);
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
