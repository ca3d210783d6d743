/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bare tables, to hold the calls of berth-keycode.h against. */
#ifndef BERTH_BENCH_PEERS_H
#define BERTH_BENCH_PEERS_H

#include <berth/berth-base.h>

#define PEER_CODES 0x300

/* peer_translate() does no more than index an array of this many codes, which this fills. */
BERTH_API void peer_set_code(unsigned code, unsigned result);
BERTH_API unsigned peer_translate(unsigned code);

/* A perfect hash of gperf's, over the names of Linux's keys. */
BERTH_API bool peer_from_name(const char *name, unsigned *code);

#endif
