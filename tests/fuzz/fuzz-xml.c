/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Any text as a configuration's XML: what is accepted is written and read again as the same configuration. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "berth/berth-interface.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = strndup((const char *)data, size);
    berth_interface_config *config = text ? berth_interface_config_from_xml(text, NULL, NULL) : NULL;
    char *written = config ? berth_interface_config_to_xml(config, NULL) : NULL;
    berth_interface_config *again = written ? berth_interface_config_from_xml(written, NULL, NULL) : NULL;
    if (written && (!again || !berth_interface_config_equal(config, again)))
        abort();
    berth_free(written);
    berth_interface_config_unref(again);
    berth_interface_config_unref(config);
    free(text);
    return 0;
}
