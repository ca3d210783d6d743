// SPDX-License-Identifier: LGPL-2.1-or-later
// Uses of the JavaScript binding that tsc refuses, each by the error that its line names; no other line is.
import Berth from 'gi://Berth?version=1.0';

const host = Berth.Host.open('fake:///');
const config = Berth.InterfaceConfig.new(Berth.InterfaceType.ETHERNET, 'eth1');
Berth.Host.open(null, {folder: '/'}); // refused: TS2353
Berth.Host.open(1); // refused: TS2345
Berth.InterfaceConfig.new(Berth.StartMode.ONBOOT, 'eth1'); // refused: TS2345
print(Berth.BondMode.ROUND_ROBIN); // refused: TS2339
config.set_mtu('1400'); // refused: TS2345
config.set_colour('blue'); // refused: TS2339
const [success, mtu] = config.get_mtu(); // refused: TS2488
config.get_gateway(Berth.IpFamily.IPV4).trim(); // refused: TS2531
config.get_gateway(); // refused: TS2554
const [tag, device, rest] = config.get_vlan(); // refused: TS2493
host.list_interfaces(Berth.DefineFlags.DEFAULT); // refused: TS2345
host.define_interface(host); // refused: TS2345
host.lookup_interface(); // refused: TS2554
host.list_interfaces_async()[0].get_name(); // refused: TS7053
Berth.Host.open_async().list_interfaces(); // refused: TS2339
host.root = '/'; // refused: TS2540
for (const path of host.get_interface('eth0')) // refused: TS2488
    print(path, success, mtu, tag, device, rest);
