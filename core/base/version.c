/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "berth/berth-base.h"

#define TEXT(number) #number
#define VERSION(major, minor, micro) TEXT(major) "." TEXT(minor) "." TEXT(micro)

const char *berth_version(void)
{
    return VERSION(BERTH_MAJOR_VERSION, BERTH_MINOR_VERSION, BERTH_MICRO_VERSION);
}
