// SPDX-License-Identifier: LGPL-2.1-or-later
// The loops of tests/bench/bindings in JavaScript: loops.js FAKE.JSON REPEATS
import Berth from 'gi://Berth?version=1.0';
import Gio from 'gi://Gio';
import GLib from 'gi://GLib';

const CALLS = 50000, PASSES = 3;

function say(name, start, count) {
    print(name, (GLib.get_monotonic_time() - start) * 1000 / count);
}

// The loops stand side by side: one function for all of them would be compiled for the first.
function calls(host) {
    const iface = host.get_interface('e1'), info = host.list_interfaces_info()[0];
    const action = Gio.SimpleAction.new('e1', null), cancellable = new Gio.Cancellable();

    let start = GLib.get_monotonic_time();
    for (let i = 0; i < CALLS; i++)
        iface.get_name();
    say('own text', start, CALLS);
    start = GLib.get_monotonic_time();
    for (let i = 0; i < CALLS; i++)
        action.get_name();
    say('peer text', start, CALLS);
    start = GLib.get_monotonic_time();
    for (let i = 0; i < CALLS; i++)
        info.is_active();
    say('own truth', start, CALLS);
    start = GLib.get_monotonic_time();
    for (let i = 0; i < CALLS; i++)
        cancellable.is_cancelled();
    say('peer truth', start, CALLS);
}

function listing(host) {
    const start = GLib.get_monotonic_time();
    for (let pass = 0; pass < PASSES; pass++) {
        for (const info of host.list_interfaces_info()) {
            info.get_name();
            info.is_active();
            info.get_interface_type();
        }
    }
    say('list', start, PASSES);
}

const [file, repeats] = ARGV;
const opened = Berth.Host.open(`fake:${file}`);
for (let repeat = 0; repeat < Number(repeats); repeat++) {
    calls(opened);
    listing(opened);
}
