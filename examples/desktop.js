#!/usr/bin/gjs -m
// SPDX-License-Identifier: LGPL-2.1-or-later
// A window with all interfaces of a host, as they are now: desktop.js [URI]

import Berth from 'gi://Berth?version=1.0';
import GLib from 'gi://GLib';
import GObject from 'gi://GObject';
import Gio from 'gi://Gio';
import Gtk from 'gi://Gtk?version=4.0';
import System from 'system';

const REFRESH_MS = 1000;

/** One row: it stays the same while what it shows changes. */
const Row = GObject.registerClass({
    Properties: {
        'info': GObject.ParamSpec.object('info', null, null, GObject.ParamFlags.READWRITE, Berth.InterfaceInfo),
    },
}, class Row extends GObject.Object {});

function describe(info) {
    const state = info.is_active() ? 'up' : 'down';
    return `${info.get_name()}  ${state}${info.is_defined() ? '' : ', not defined'}`;
}

/** Brings the rows to what @infos say: rows that stay keep their place. */
function update(store, rows, infos) {
    const names = new Set(infos.map(info => info.get_name()));
    for (let i = store.get_n_items() - 1; i >= 0; i--) {
        const name = store.get_item(i).info.get_name();
        if (!names.has(name)) {
            store.remove(i);
            rows.delete(name);
        }
    }
    for (const info of infos) {
        const row = rows.get(info.get_name());
        if (row) {
            row.info = info;
        } else {
            const added = new Row({info});
            rows.set(info.get_name(), added);
            store.append(added);
        }
    }
}

function make_list(store) {
    const factory = new Gtk.SignalListItemFactory();
    factory.connect('setup', (_, item) => item.set_child(new Gtk.Label({xalign: 0})));
    factory.connect('bind', (_, item) => {
        const show = () => item.get_child().set_label(describe(item.get_item().info));
        item.handler = item.get_item().connect('notify::info', show);
        show();
    });
    factory.connect('unbind', (_, item) => item.get_item().disconnect(item.handler));
    return new Gtk.ListView({model: new Gtk.NoSelection({model: store}), factory});
}

async function run(app, uri) {
    const window = new Gtk.ApplicationWindow({application: app, title: 'Interfaces', default_height: 400});
    const store = new Gio.ListStore({item_type: Row.$gtype});
    const rows = new Map();
    window.set_child(new Gtk.ScrolledWindow({child: make_list(store)}));
    window.present();
    const host = await Berth.Host.open_async(uri);
    const refresh = async () => {
        update(store, rows, await host.list_interfaces_info_async(Berth.InterfaceFilter.ALL));
        window.set_title(`Interfaces (${store.get_n_items()})`);
        GLib.timeout_add(GLib.PRIORITY_DEFAULT, REFRESH_MS, () => {
            refresh().catch(logError);
            return GLib.SOURCE_REMOVE;
        });
    };
    await refresh();
}

const app = new Gtk.Application({application_id: 'org.example.Interfaces', flags: Gio.ApplicationFlags.NON_UNIQUE});
app.connect('activate', () => run(app, System.programArgs[0] ?? null).catch(error => {
    printerr(`desktop: ${error.message}`);
    app.quit();
}));
app.run([]);
