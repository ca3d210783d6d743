/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/check.h"

#include "base/cancel.h"
#include "base/error.h"
#include "interface/apply.h"
#include "interface/fake.h"
#include "interface/verify.h"

#define DOMAIN BERTH_ERROR_DOMAIN_INTERFACE

typedef struct checker {
    const berth_driver_host *host;
    bool runs;    /* a system runs what the files say, and @live is what it has */
    bool is_read; /* all that the files define is known */
    berth_live live;
    berth_report *report;
    berth_strings named; /* the interfaces that definitions are about, or made of */
} checker;

static bool begin(checker *all, const berth_driver_host *host, berth_error **error)
{
    *all = (checker){.host = host, .runs = berth_can_run(host, NULL), .report = berth_report_new()};
    if (!all->report)
        return berth_fail_memory(error, DOMAIN);
    return berth_cancel_check(host->cancel, DOMAIN, error) &&
           berth_live_read_of(host, &all->live, BERTH_LIVE_ALL, error) &&
           (berth_live_sort_names(&all->live) || berth_fail_memory(error, DOMAIN));
}

/* Gives the report away when all is @done. */
static berth_report *end(checker *all, bool done)
{
    berth_live_clear(&all->live);
    berth_strings_clear(&all->named);
    if (done)
        return all->report;
    berth_report_unref(all->report);
    return NULL;
}

static berth_finding about(const berth_defined *one, berth_error_code code, bool note)
{
    return (berth_finding){.code = code, .name = one->name, .file = one->file, .line = one->line, .note = note};
}

/* --- One definition --- */

/* Where the host's tool refuses the very line, that says why it cannot be read. */
static bool add_problem(checker *all, const berth_defined *one, bool note)
{
    const char *file = berth_error_get_file(one->problem);
    unsigned line = berth_error_get_line(one->problem);
    berth_finding unreadable = {berth_error_get_code(one->problem), one->name, NULL, file, line, note};
    return (file && berth_report_has_place(all->report, file, line)) ||
           berth_report_add(all->report, &unreadable, "%s%s", note ? "not checked: " : "",
                            berth_error_get_reason(one->problem));
}

static bool hold_against_kernel(checker *all, const berth_defined *one)
{
    berth_report_count_checked(all->report, 1);
    return !all->runs || berth_verify_up(one->config, &all->live, all->report);
}

static bool check_defined(const berth_defined *one, void *checker_data, berth_error **error)
{
    checker *all = checker_data;
    bool done = one->config ? berth_report_add_all(all->report, one->config->findings) && hold_against_kernel(all, one)
                            : add_problem(all, one, false);
    return done || berth_fail_memory(error, DOMAIN);
}

berth_report *berth_check(const berth_driver *driver, const berth_driver_host *host, const char *name,
                          berth_error **error)
{
    checker all;
    bool done = begin(&all, host, error) && driver->read_all(host, name, all.report, check_defined, &all, error);
    return end(&all, done);
}

/* --- All of them --- */

/* Whether it should be up now. Where nothing runs nobody knows which devices are there. */
static bool should_be_up(const checker *all, const berth_defined *one, const berth_link *link)
{
    switch (one->start) {
    case BERTH_START_MODE_ONBOOT:
    case BERTH_START_MODE_ONBOOT_HOTPLUG:
        return true;
    case BERTH_START_MODE_HOTPLUG:
        return link || !all->runs;
    default:
        return link && link->up;
    }
}

/* A name that no interface can have is one for other definitions, or for the mappings of interfaces(5). */
static bool is_for_others(const berth_defined *one)
{
    return one->is_template || !berth_check_interface_name(one->name, NULL);
}

/* What is not held against the kernel, and why. */
static bool add_unchecked(checker *all, const berth_defined *one, const berth_link *link)
{
    static const struct {
        berth_error_code code;
        const char *why;
    } reasons[] = {
        {BERTH_ERROR_UNSUPPORTED, "other definitions are made from it, and it does not start by itself"  },
        {BERTH_ERROR_NOT_FOUND,   "it starts when it is plugged in, and the kernel has no such interface"},
        {BERTH_ERROR_NOT_FOUND,   "it does not start by itself, and the kernel has no such interface"    },
        {BERTH_ERROR_NOT_APPLIED, "it does not start by itself, and is down"                             },
    };
    size_t reason = is_for_others(one) && !link ? 0 : one->start == BERTH_START_MODE_HOTPLUG ? 1 : !link ? 2 : 3;
    berth_finding note = about(one, reasons[reason].code, true);
    return berth_report_add(all->report, &note, "not checked: %s", reasons[reason].why);
}

/* What the kernel made of a definition that cannot be read is known by how its links are joined alone. */
static bool remember_joined(checker *all, const berth_link *link)
{
    for (size_t i = 0; link && i < all->live.count; i++) {
        const berth_link *other = &all->live.links[i];
        if ((other->master == link->index || other->index == link->below) &&
            !berth_strings_add(&all->named, other->name))
            return false;
    }
    return true;
}

static bool remember_made_of(checker *all, const berth_interface_config *config)
{
    if (!berth_strings_add(&all->named, config->name) ||
        (config->vlan.device && !berth_strings_add(&all->named, config->vlan.device)))
        return false;
    for (size_t i = 0; i < config->ports.count; i++)
        if (!remember_made_of(all, config->ports.items[i]))
            return false;
    return true;
}

/*
 * What the model cannot hold is a fault only of what should be up, where nothing can say that it is; a wrong value is
 * one in any case.
 */
static bool is_fault(const berth_defined *one, bool wanted)
{
    return wanted || (berth_error_get_code(one->problem) != BERTH_ERROR_UNSUPPORTED && !is_for_others(one));
}

static bool check_one_of_all(const berth_defined *one, void *checker_data, berth_error **error)
{
    checker *all = checker_data;
    const berth_link *link = berth_live_find(&all->live, one->name);
    bool wanted = should_be_up(all, one, link), done = false;
    if (!berth_cancel_check(all->host->cancel, DOMAIN, error))
        return false;
    if (!one->config)
        done = berth_strings_add(&all->named, one->name) && remember_joined(all, link) &&
               add_problem(all, one, !is_fault(one, wanted));
    else
        done = remember_made_of(all, one->config) && berth_report_add_all(all->report, one->config->findings) &&
               (wanted || !all->runs ? hold_against_kernel(all, one) : add_unchecked(all, one, link));
    return done || berth_fail_memory(error, DOMAIN);
}

/* --- What no file says --- */

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/*
 * Every network namespace has a loopback device, which ifup brings up without a definition too, and the kernel's
 * fallback tunnels (sit0, gre0, ...): they are down, and have no hardware address of their own.
 */
static bool is_usual(const berth_link *link)
{
    return link->type == BERTH_INTERFACE_TYPE_LOOPBACK ||
           (!link->up &&
            (link->type == BERTH_INTERFACE_TYPE_OTHER || !*link->mac || strspn(link->mac, "0:") == strlen(link->mac)));
}

static bool add_undefined(checker *all)
{
    berth_strings *named = &all->named;
    if (named->count)
        qsort(named->items, named->count, sizeof *named->items, compare_texts);
    for (size_t i = 0; i < all->live.count; i++) {
        const berth_link *link = &all->live.links[i];
        const char *name = link->name;
        const berth_link *master = link->master ? berth_live_by_index(&all->live, link->master) : NULL;
        berth_finding note = {.code = BERTH_ERROR_NOT_FOUND, .name = name, .note = true};
        if (is_usual(link) ||
            (named->count && bsearch(&name, named->items, named->count, sizeof *named->items, compare_texts)))
            continue;
        if (!berth_report_add(all->report, &note, "not checked: the kernel has it%s%s, and no file defines it",
                              master ? " as a port of " : "", master ? master->name : ""))
            return false;
    }
    return true;
}

/* Files that cannot be read as a whole are what was found; when looking at them fails, that is another matter. */
static bool is_finding(const berth_error *problem)
{
    static const berth_error_code codes[] = {BERTH_ERROR_NOT_FOUND, BERTH_ERROR_PARSE, BERTH_ERROR_INVALID,
                                             BERTH_ERROR_UNSUPPORTED};
    for (size_t i = 0; i < BERTH_COUNT(codes); i++)
        if (berth_error_get_code(problem) == codes[i])
            return true;
    return false;
}

static bool check_files(checker *all, const berth_driver *driver, berth_error **error)
{
    BERTH_AUTO_ERROR berth_error *problem = NULL;
    all->is_read = berth_driver_require(driver, all->host, &problem) &&
                   driver->read_all(all->host, NULL, all->report, check_one_of_all, all, &problem);
    if (all->is_read)
        return true;
    if (!is_finding(problem))
        return berth_fail_with(error, BERTH_STEAL(problem), "");
    /* No files define nothing. */
    all->is_read = !driver || berth_error_get_code(problem) == BERTH_ERROR_NOT_FOUND;
    berth_finding whole = {.code = berth_error_get_code(problem),
                           .file = berth_error_get_file(problem),
                           .line = berth_error_get_line(problem)};
    return berth_report_add(all->report, &whole, "%s", berth_error_get_reason(problem)) ||
           berth_fail_memory(error, DOMAIN);
}

berth_report *berth_check_all(const berth_driver *driver, const berth_driver_host *host, berth_error **error)
{
    checker all;
    bool done = begin(&all, host, error) && check_files(&all, driver, error) &&
                (!all.is_read || add_undefined(&all) || berth_fail_memory(error, DOMAIN));
    return end(&all, done);
}
