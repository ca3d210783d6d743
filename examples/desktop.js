#!/usr/bin/gjs -m
// SPDX-License-Identifier: LGPL-2.1-or-later
// A window with all interfaces of a host, as they are at any moment: desktop.js [URI]

import Berth from 'gi://Berth?version=1.0';
import Gio from 'gi://Gio';
import Gtk from 'gi://Gtk?version=4.0';
import System from 'system';

function describe(info) {
    const state = info.is_active() ? 'up' : 'down';
    return `${info.get_name()}  ${state}${info.is_defined() ? '' : ', not defined'}`;
}

function make_list(model) {
    const factory = new Gtk.SignalListItemFactory();
    factory.connect('setup', (_, row) => row.set_child(new Gtk.Label({xalign: 0})));
    factory.connect('bind', (_, row) => {
        const item = row.get_item(), show = () => row.get_child().set_label(describe(item.info));
        row.handler = item.connect('notify::info', show);
        show();
    });
    factory.connect('unbind', (_, row) => row.get_item().disconnect(row.handler));
    return new Gtk.ListView({model: new Gtk.NoSelection({model}), factory});
}

async function run(app, uri) {
    const window = new Gtk.ApplicationWindow({application: app, title: 'Interfaces', default_height: 400});
    window.present();
    const host = await Berth.Host.open_async(uri);
    const model = await host.list_model_async(Berth.InterfaceFilter.ALL);
    const count = () => window.set_title(`Interfaces (${model.get_n_items()})`);
    model.connect('items-changed', count);
    count();
    window.set_child(new Gtk.ScrolledWindow({child: make_list(model)}));
}

const app = new Gtk.Application({application_id: 'org.example.Interfaces', flags: Gio.ApplicationFlags.NON_UNIQUE});
app.connect('activate', () => run(app, System.programArgs[0] ?? null).catch(error => {
    printerr(`desktop: ${error.message}`);
    app.quit();
}));
app.run([]);
