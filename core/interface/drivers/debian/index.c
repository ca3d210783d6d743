/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/drivers/debian/index.h"

#include "base/hash.h"
#include "interface/drivers/debian/options.h"

/* One word of the auto and allow-hotplug lines: a name or a pattern. */
typedef struct started {
    debian_slice word;
    uint32_t onboot, hotplug; /* the first of the starts of that mode that has it, counted from 1; 0: none */
} started;

struct debian_index {
    started *names; /* a hash table; an empty place has a word of no length */
    size_t size, count;
    started *patterns;
    size_t pattern_count, pattern_capacity;
    uint32_t *bond_ports;
    size_t bond_port_count, bond_port_capacity;
};

static started *place_of(const struct debian_index *index, debian_slice word)
{
    size_t mask = index->size - 1, place = berth_hash(BERTH_HASH_START, word.text, word.length) & mask;
    while (index->names[place].word.length && (index->names[place].word.length != word.length ||
                                               memcmp(index->names[place].word.text, word.text, word.length) != 0))
        place = (place + 1) & mask;
    return &index->names[place];
}

/* Half of the table stays empty. */
static bool make_room(struct debian_index *index)
{
    if (2 * index->count < index->size)
        return true;
    struct debian_index old = *index;
    index->size = old.size ? 2 * old.size : 64;
    index->names = calloc(index->size, sizeof *index->names);
    if (!index->names) {
        *index = old;
        return false;
    }
    for (size_t i = 0; i < old.size; i++)
        if (old.names[i].word.length)
            *place_of(index, old.names[i].word) = old.names[i];
    free(old.names);
    return true;
}

static bool add_word(struct debian_index *index, debian_slice word, berth_start_mode mode, uint32_t number)
{
    started *one = NULL;
    if (debian_word_is_pattern(word)) {
        if (!BERTH_GROW(index->patterns, index->pattern_count, index->pattern_capacity))
            return false;
        one = &index->patterns[index->pattern_count++];
        *one = (started){.word = word};
    } else {
        if (!make_room(index))
            return false;
        one = place_of(index, word);
        index->count += !one->word.length;
        one->word = word;
    }
    uint32_t *first = mode == BERTH_START_MODE_ONBOOT ? &one->onboot : &one->hotplug;
    *first = *first ? *first : number;
    return true;
}

static bool add_starts(struct debian_index *index, const debian_files *files)
{
    for (size_t i = 0; i < files->start_count; i++) {
        const debian_start *start = &files->starts[i];
        debian_slice rest = debian_value(&files->documents[start->document].lines[start->line]), word;
        while (start->mode != BERTH_START_MODE_NONE && debian_next_word(&rest, &word))
            if (!add_word(index, word, start->mode, (uint32_t)i + 1))
                return false;
    }
    return make_room(index);
}

static bool add_bond_ports(struct debian_index *index, const debian_files *files)
{
    for (size_t i = 0; i < files->stanza_count; i++) {
        if (!debian_bond_master_line(files, &files->stanzas[i], NULL))
            continue;
        if (!BERTH_GROW(index->bond_ports, index->bond_port_count, index->bond_port_capacity))
            return false;
        index->bond_ports[index->bond_port_count++] = (uint32_t)i;
    }
    return true;
}

bool debian_files_make_index(debian_files *files)
{
    struct debian_index *index = calloc(1, sizeof *index);
    if (index && add_starts(index, files) && add_bond_ports(index, files)) {
        files->index = index;
        return true;
    }
    debian_index_free(index);
    return false;
}

void debian_index_free(struct debian_index *index)
{
    if (!index)
        return;
    free(index->names);
    free(index->patterns);
    free(index->bond_ports);
    free(index);
}

static uint32_t first_of(const started *one, berth_start_mode mode)
{
    return mode == BERTH_START_MODE_ONBOOT ? one->onboot : one->hotplug;
}

const debian_start *debian_index_find_start(const debian_files *files, const char *name, berth_start_mode mode)
{
    const struct debian_index *index = files->index;
    uint32_t found = first_of(place_of(index, debian_slice_of(name)), mode);
    for (size_t i = 0; i < index->pattern_count; i++) {
        uint32_t number = first_of(&index->patterns[i], mode);
        if (number && (!found || number < found) && debian_word_names(index->patterns[i].word, name))
            found = number;
    }
    return found ? &files->starts[found - 1] : NULL;
}

const uint32_t *debian_index_bond_ports(const struct debian_index *index, size_t *count)
{
    *count = index->bond_port_count;
    return index->bond_ports;
}
