/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_BASE_CANCEL_H
#define BERTH_BASE_CANCEL_H

#include "berth/berth-base.h"

/** Returns: true while @cancel (nullable) was not triggered; false with CANCELLED. */
bool berth_cancel_check(const berth_cancel *cancel, berth_error_domain domain, berth_error **error);

#endif
