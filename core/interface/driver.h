/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What a configuration format has to do: one table of functions a format. A driver reads and writes files and runs
 * the host's own tool; what came true is the kernel's to say (apply.h).
 */
#ifndef BERTH_INTERFACE_DRIVER_H
#define BERTH_INTERFACE_DRIVER_H

#include "base/file.h"
#include "base/log.h"
#include "interface/config.h"

/** What every call of a driver gets. */
typedef struct berth_driver_host {
    const berth_root *root;
    const berth_log *log;
    berth_cancel *cancel;     /* nullable */
    berth_progress *progress; /* nullable */
    struct berth_fake *fake;  /* NULL on a real host */
    berth_writing *writing;   /* held while files are changed; NULL in every other call, and on a fake host */
} berth_driver_host;

/** What a format tells of an interface without reading all of its settings. */
typedef struct berth_definition {
    const char *name;
    berth_interface_type type; /* 0 and NULL in a list without details */
    const char *mac;           /* nullable */
    uint64_t revision;         /* a hash of all that defines it, or 0 */
} berth_definition;

typedef struct berth_definitions {
    berth_definition *items;
    size_t count, capacity;
    berth_pool texts; /* of the names and hardware addresses */
} berth_definitions;

/** What a list tells of each interface. */
typedef enum berth_list_details {
    BERTH_LIST_NAMES,
    BERTH_LIST_DETAILS,  /* and its type and hardware address */
    BERTH_LIST_REVISIONS /* and its revision, which costs most */
} berth_list_details;

/** One interface that is defined, as berth_driver.read_all() gives it. */
typedef struct berth_defined {
    const char *name;
    const char *file; /* NULL: in none */
    unsigned line;
    berth_start_mode start;
    bool is_template;                     /* other definitions are made from it */
    const berth_interface_config *config; /* NULL: it cannot be read, and @problem says why */
    const berth_error *problem;
} berth_defined;

/** Returns: false, having set @error, to end the pass with it. */
typedef bool (*berth_defined_func)(const berth_defined *one, void *user_data, berth_error **error);

typedef struct berth_driver_tool {
    const char *name, *package;
} berth_driver_tool;

typedef struct berth_driver_helper {
    berth_interface_type type;
    berth_driver_tool file; /* its name is a path */
} berth_driver_helper;

typedef struct berth_driver {
    const char *name;
    /** What brings interfaces up, and the package it comes with; a NULL name: the driver does it by itself. */
    berth_driver_tool tool;
    /** Files that the tool needs for a type, and the package each comes with; ended by a NULL name. */
    const berth_driver_helper *helpers;
    /** Whether @root has this format's files. */
    bool (*detect)(const berth_root *root);
    /** Adds the folders whose files say what is defined, for those who watch them; NULL: there are none. */
    bool (*folders)(const berth_driver_host *host, berth_strings *folders);
    /** Every interface that is defined, in the files' order. */
    bool (*list)(const berth_driver_host *host, berth_list_details details, berth_definitions *list,
                 berth_error **error);
    /** NULL with NOT_FOUND, UNSUPPORTED, INVALID, ... as berth_interface_get_config(). */
    berth_interface_config *(*read)(const berth_driver_host *host, const char *name, berth_error **error);
    /**
     * Reads every interface that is defined, in the files' order, and the files once; with @name (nullable) that one
     * alone, or fails NOT_FOUND. Before that @report gets what the format's own tool refuses in the files, or takes
     * otherwise than it seems: all of it, or what concerns @name.
     */
    bool (*read_all)(const berth_driver_host *host, const char *name, berth_report *report, berth_defined_func each,
                     void *user_data, berth_error **error);
    /** @config is a copy of the caller's: what it leaves open is filled in, its revision becomes the new one, and its
     * findings those about what was written. */
    bool (*define)(const berth_driver_host *host, berth_interface_config *config, unsigned flags, berth_error **error);
    /** Whether @extra is another way to addresses than those that the model has; NULL: none is. */
    bool (*gives_address)(const berth_extra *extra);
    /**
     * Moves those extras of @port, which was read from the files, that go with its addresses to @config, which has
     * taken those over. Fails UNSUPPORTED for one of which that cannot be told. NULL: none does.
     */
    bool (*move_extras)(const berth_driver_host *host, berth_interface_config *port, berth_interface_config *config,
                        berth_error **error);
    /** Fails BUSY, unless it is forced to, for what another definition is made of. */
    bool (*undefine)(const berth_driver_host *host, const char *name, unsigned flags, berth_error **error);
    /**
     * Runs the format's own tool. @in_use: whether the link is up or has addresses now, however it came to that; it is
     * then taken down before it is brought up. @said gets what the tool printed. False only when it could not run to
     * its end.
     */
    bool (*switch_to)(const berth_driver_host *host, const char *name, bool up, bool in_use, int timeout_ms,
                      char **said, berth_error **error);
    /** Whether the format's own tool counts it as up, whatever the kernel says; NULL: it keeps no account. */
    bool (*counts_as_up)(const berth_driver_host *host, const char *name);
    /**
     * Takes down what nothing defines, or not any more, as the format's own tool would have done: its device goes where
     * that tool made it. @live: what the kernel has of it. As switch_to() otherwise.
     */
    bool (*take_down)(const berth_driver_host *host, const berth_interface_config *live, int timeout_ms, char **said,
                      berth_error **error);
} berth_driver;

/** NULL when there is no driver of that name. */
const berth_driver *berth_driver_by_name(const char *name);

/** NULL when @root has no files that a driver knows. */
const berth_driver *berth_driver_detect(const berth_root *root);

/** Whether there is a driver; false with UNSUPPORTED, which says what was looked for. */
bool berth_driver_require(const berth_driver *driver, const berth_driver_host *host, berth_error **error);

/** Fails UNSUPPORTED: @tool is not installed. */
bool berth_driver_miss(const berth_driver_tool *tool, berth_error **error);

/** Adds the folders to watch for @driver, or with NULL for whichever driver may come to have files. */
bool berth_driver_add_folders(const berth_driver *driver, const berth_driver_host *host, berth_strings *folders);

/** Copies the name, which need not end in a NUL, and @mac (nullable). */
bool berth_definitions_add(berth_definitions *list, const char *name, size_t name_length, berth_interface_type type,
                           const char *mac, uint64_t revision);
void berth_definitions_clear(berth_definitions *list);
const berth_definition *berth_definitions_find(const berth_definitions *list, const char *name);

extern const berth_driver berth_driver_debian;

#endif
