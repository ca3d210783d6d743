/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_BASE_PROGRESS_H
#define BERTH_BASE_PROGRESS_H

#include "berth/berth-base.h"

/** Tells whoever follows @progress (nullable: nobody). No lock may be held. */
void berth_progress_tell(const berth_progress *progress, int64_t done, int64_t total, const char *item);

#endif
