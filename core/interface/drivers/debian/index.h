/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * What makes questions quick that are asked of every interface, where each would else look through all files. It tells
 * of the files as they were read: whoever edits them has none.
 */
#ifndef BERTH_DEBIAN_INDEX_H
#define BERTH_DEBIAN_INDEX_H

#include "interface/drivers/debian/files.h"

/** Gives @files an index, which is ended with them. False when memory ran out. */
bool debian_files_make_index(debian_files *files);
void debian_index_free(struct debian_index *index);

/** As debian_files_find_start(). */
const debian_start *debian_index_find_start(const debian_files *files, const char *name, berth_start_mode mode);

/** The numbers of the stanzas that name a bond as their master, in their order. */
const uint32_t *debian_index_bond_ports(const struct debian_index *index, size_t *count);

#endif
