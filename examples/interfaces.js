#!/usr/bin/gjs -m
// SPDX-License-Identifier: LGPL-2.1-or-later
// interfaces [ROOT]: print every network interface, and its configuration where it has one.
import Berth from 'gi://Berth?version=1.0';

const [root = null] = ARGV;
const host = Berth.Host.open(null, {root});

for (const iface of host.list_interfaces()) {
    print(iface.get_name());
    try {
        print(iface.get_config().to_xml().trimEnd());
    } catch (error) {
        if (!(error instanceof Berth.Error) || error.code !== Berth.Error.NOT_FOUND)
            throw error;
    }
}
