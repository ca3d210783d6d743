/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "interface/schema.h"

#include "berth/berth-interface.h"

extern const char berth_interface_rng[]; /* made by base/embed.py */

const char *berth_interface_schema(void)
{
    return berth_interface_rng;
}

bool berth_interface_validate(const berth_libxml *xml, xmlDoc *document, const char *source, berth_error **error)
{
    static berth_xml_schema schema = {.name = "interface.rng", .text = berth_interface_rng};
    return berth_xml_validate(xml, document, &schema, source, BERTH_ERROR_DOMAIN_INTERFACE, error);
}
