/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The loops of tests/bench/keycode: keycode-loops REPEATS [LIBVIRT.SO]
 *
 * Each line is a figure: its name, and nanoseconds a call. Codes are translated from LINUX to RFB, and the names are
 * LINUX's. Libvirt is asked what both answer alike, between any two of its ten sets, and so are we beside it.
 */
#include <berth/berth.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "peers.h"

/* Loops are short, so that those which are compared see the same machine. */
enum { CALLS = 200000, LIBVIRT_CALLS = 20000, MOST = 1000, MOST_TRIPLES = 20000 };

#define NO_CODE UINT32_MAX
#define TRANSLATE(ITEM) berth_keycode_translate(BERTH_CODESET_LINUX, BERTH_CODESET_RFB, ITEM, &code, NULL)
#define TRANSLATE_TRIPLE(ITEM) berth_keycode_translate((ITEM).source, (ITEM).target, (ITEM).code, &code, NULL)
#define FROM_NAME(ITEM) berth_keycode_from_name(BERTH_CODESET_LINUX, ITEM, &code, NULL)

typedef struct codes {
    size_t count;
    unsigned items[MOST];
} codes;

typedef struct names {
    size_t count;
    const char *items[MOST];
} names;

typedef struct triple {
    berth_codeset source, target;
    unsigned code;
} triple;

typedef struct triples {
    size_t count;
    triple items[MOST_TRIPLES];
} triples;

static int (*libvirt_translate)(unsigned source, unsigned target, unsigned code);
static int (*libvirt_from_name)(unsigned set, const char *name);
/* Of the "like" ones libvirt gives the same code, or none as we do. */
static codes code_hits, code_misses, code_unmapped;
static triples like_code_hits, like_code_misses;
static names name_hits, name_misses, like_name_hits, like_name_misses;
static volatile size_t sink;

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

/* Some CALLS of CALL, in which "item" is each of a list in turn; it may set "code". */
#define MEASURE(FIGURE, LIST, CALLS, CALL) \
    do { \
        size_t sum = 0, passes = (CALLS) / (LIST).count + 1; \
        double start = now(); \
        for (size_t pass = 0; pass < passes; pass++) \
            for (size_t i = 0; i < (LIST).count; i++) { \
                unsigned code = 0; \
                __typeof__((LIST).items[i]) item = (LIST).items[i]; \
                sum += (size_t)(CALL) + code; \
            } \
        printf("%s %.3f\n", FIGURE, (now() - start) / (double)(passes * (LIST).count)); \
        sink = sum; \
    } while (0)

static void add_code(codes *list, unsigned code)
{
    list->items[list->count++] = code;
}

static void add_name(names *list, const char *name)
{
    list->items[list->count++] = name;
}

static void collect_codes(void)
{
    for (unsigned item = 0; item < PEER_CODES; item++) {
        unsigned code, same;
        bool is_key = berth_keycode_translate(BERTH_CODESET_LINUX, BERTH_CODESET_LINUX, item, &same, NULL);
        bool found = TRANSLATE(item);
        if (!found)
            code = NO_CODE;
        add_code(found ? &code_hits : is_key ? &code_unmapped : &code_misses, item);
        peer_set_code(item, code);
    }
}

/* Of the codes from 0 on that a byte or two hold, those that libvirt translates too, and as many that it does not. */
static void collect_triples(berth_codeset source, berth_codeset target)
{
    size_t hits = like_code_hits.count, misses = like_code_misses.count;
    for (unsigned item = 0; libvirt_translate && item < UINT16_MAX; item++) {
        triple one = {source, target, item};
        unsigned code;
        bool found = TRANSLATE_TRIPLE(one);
        int answer = libvirt_translate(source, target, item);
        if (found && answer == (int)code && like_code_hits.count < MOST_TRIPLES)
            like_code_hits.items[like_code_hits.count++] = one;
        else if (!found && answer == -1 && like_code_misses.count - misses < like_code_hits.count - hits)
            like_code_misses.items[like_code_misses.count++] = one;
    }
}

static void collect_all_triples(void)
{
    for (berth_codeset source = 0; source <= BERTH_CODESET_RFB; source++)
        for (berth_codeset target = 0; target <= BERTH_CODESET_RFB; target++)
            if (source != target)
                collect_triples(source, target);
}

/* A name, and one that is like it and none. */
static void collect_name(const char *text)
{
    char *name = strdup(text), *wrong = strdup(text);
    unsigned code;
    wrong[strlen(wrong) - 1] = '_';
    if (!FROM_NAME(name) || FROM_NAME(wrong))
        abort();
    add_name(&name_hits, name);
    add_name(&name_misses, wrong);
    FROM_NAME(name);
    if (libvirt_from_name && libvirt_from_name(BERTH_CODESET_LINUX, name) == (int)code)
        add_name(&like_name_hits, name);
    if (libvirt_from_name && libvirt_from_name(BERTH_CODESET_LINUX, wrong) == -1)
        add_name(&like_name_misses, wrong);
}

static void collect_names(void)
{
    berth_keycode_list *list = berth_codeset_list_codes(BERTH_CODESET_LINUX, NULL);
    for (size_t i = 0; i < berth_keycode_list_get_count(list); i++) {
        char **aliases = berth_keycode_list_get_aliases(list, i, NULL);
        if (berth_keycode_list_get_name(list, i))
            collect_name(berth_keycode_list_get_name(list, i));
        for (size_t j = 0; aliases[j]; j++)
            collect_name(aliases[j]);
        berth_strv_free(aliases);
    }
    berth_keycode_list_unref(list);
}

/* In no order, as people type; but the same each time. */
static void shuffle(void *items, size_t count, size_t size)
{
    char *bytes = items, kept[sizeof(triple)];
    for (size_t i = count; i > 1; i--) {
        char *last = bytes + (i - 1) * size, *other = bytes + (size_t)rand() % i * size;
        memcpy(kept, last, size);
        memcpy(last, other, size);
        memcpy(other, kept, size);
    }
}

#define SHUFFLE(LIST) shuffle((LIST).items, (LIST).count, sizeof *(LIST).items)

static void open_libvirt(const char *path)
{
    void *handle = dlopen(path, RTLD_NOW);
    *(void **)&libvirt_translate = handle ? dlsym(handle, "virKeycodeValueTranslate") : NULL;
    *(void **)&libvirt_from_name = handle ? dlsym(handle, "virKeycodeValueFromString") : NULL;
    if (!libvirt_translate || !libvirt_from_name) {
        fprintf(stderr, "keycode-loops: %s\n", dlerror());
        exit(1);
    }
}

static void measure_libvirt(void)
{
    MEASURE("own like code hit", like_code_hits, CALLS, TRANSLATE_TRIPLE(item));
    MEASURE("libvirt code hit", like_code_hits, LIBVIRT_CALLS, libvirt_translate(item.source, item.target, item.code));
    MEASURE("own like code miss", like_code_misses, CALLS, TRANSLATE_TRIPLE(item));
    MEASURE("libvirt code miss", like_code_misses, LIBVIRT_CALLS,
            libvirt_translate(item.source, item.target, item.code));
    MEASURE("own like name hit", like_name_hits, CALLS, FROM_NAME(item));
    MEASURE("libvirt name hit", like_name_hits, LIBVIRT_CALLS, libvirt_from_name(BERTH_CODESET_LINUX, item));
    MEASURE("own like name miss", like_name_misses, CALLS, FROM_NAME(item));
    MEASURE("libvirt name miss", like_name_misses, LIBVIRT_CALLS, libvirt_from_name(BERTH_CODESET_LINUX, item));
}

int main(int argc, char **argv)
{
    if (argc > 2)
        open_libvirt(argv[2]);
    collect_codes();
    collect_all_triples();
    collect_names();
    SHUFFLE(code_hits);
    SHUFFLE(code_misses);
    SHUFFLE(code_unmapped);
    SHUFFLE(like_code_hits);
    SHUFFLE(like_code_misses);
    SHUFFLE(name_hits);
    SHUFFLE(name_misses);
    SHUFFLE(like_name_hits);
    SHUFFLE(like_name_misses);
    for (int repeat = argc > 1 ? atoi(argv[1]) : 1; repeat > 0; repeat--) {
        MEASURE("own code hit", code_hits, CALLS, TRANSLATE(item));
        MEASURE("array code hit", code_hits, CALLS, peer_translate(item));
        MEASURE("own code miss", code_misses, CALLS, TRANSLATE(item));
        MEASURE("array code miss", code_misses, CALLS, peer_translate(item));
        MEASURE("own code unmapped", code_unmapped, CALLS, TRANSLATE(item));
        MEASURE("array code unmapped", code_unmapped, CALLS, peer_translate(item));
        MEASURE("own name hit", name_hits, CALLS, FROM_NAME(item));
        MEASURE("gperf name hit", name_hits, CALLS, peer_from_name(item, &code));
        MEASURE("own name miss", name_misses, CALLS, FROM_NAME(item));
        MEASURE("gperf name miss", name_misses, CALLS, peer_from_name(item, &code));
        if (argc > 2)
            measure_libvirt();
    }
    return 0;
}
