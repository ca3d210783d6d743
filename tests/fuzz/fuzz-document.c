/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Any text as a configuration's document, of the form FORM (xml or json): what is accepted is written and read again as
 * the same configuration. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "berth/berth-interface.h"

#define JOIN(direction, form) berth_interface_config_##direction##_##form
#define EXPAND(direction, form) JOIN(direction, form)
#define CALL(direction) EXPAND(direction, FORM)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = strndup((const char *)data, size);
    berth_interface_config *config = text ? CALL(from)(text, NULL, NULL) : NULL;
    char *written = config ? CALL(to)(config, NULL) : NULL;
    berth_interface_config *again = written ? CALL(from)(written, NULL, NULL) : NULL;
    if (written && (!again || !berth_interface_config_equal(config, again)))
        abort();
    berth_free(written);
    berth_interface_config_unref(again);
    berth_interface_config_unref(config);
    free(text);
    return 0;
}
