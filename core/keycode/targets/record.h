/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef BERTH_KEYCODE_RECORD_H
#define BERTH_KEYCODE_RECORD_H

struct berth_fake;

/** Returns: (owned) (nullable): what the target @uri (NULL: every one) was sent, NULL-terminated; NULL without memory.
 */
char **berth_fake_keys_list(struct berth_fake *fake, const char *uri);

#endif
