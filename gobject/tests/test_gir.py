# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds the introspection data against the library: test_gir.py BERTH.GIR LIBRARY

Whatever the library exports is in every language, nothing else is, and nothing is of a shape that was
seen to fail in one of them.
"""
import subprocess
import sys
import unittest
import xml.etree.ElementTree as ElementTree

from tap import TAPTestRunner

CORE = '{http://www.gtk.org/introspection/core/1.0}'
C = '{http://www.gtk.org/introspection/c/1.0}'
GLIB = '{http://www.gtk.org/introspection/glib/1.0}'

LIBRARY = sys.argv.pop()
GIR = ElementTree.parse(sys.argv.pop()).getroot()
CALLABLES = [node for kind in ('function', 'method', 'constructor') for node in GIR.iter(CORE + kind)]


class Gir(unittest.TestCase):
    def test_namespace(self) -> None:
        namespace = GIR.find(CORE + 'namespace')
        self.assertEqual((namespace.get('name'), namespace.get('version')), ('Berth', '1.0'))
        self.assertEqual(namespace.get('shared-library'), 'libberth-gobject-1.0.so.0')

    def test_everything_is_introspectable(self) -> None:
        hidden = [node.get('name') for node in GIR.iter() if node.get('introspectable') == '0']
        self.assertEqual(hidden, [])

    def test_exported_symbols(self) -> None:
        listing = subprocess.run(['nm', '--dynamic', '--defined-only', LIBRARY], check=True, text=True,
                                 stdout=subprocess.PIPE).stdout
        exported = {line.split()[-1] for line in listing.splitlines()}
        described = {node.get(C + 'identifier') for node in CALLABLES}
        described |= {node.get(GLIB + 'get-type') for node in GIR.iter() if node.get(GLIB + 'get-type')}
        self.assertEqual(sorted(exported), sorted(described))

    def test_everything_is_documented(self) -> None:
        kinds = ('function', 'method', 'constructor', 'class', 'enumeration', 'bitfield', 'property',
                 'member', 'parameter', 'instance-parameter')
        nodes = [node for kind in kinds for node in GIR.iter(CORE + kind)]
        self.assertEqual([node.get('name') for node in nodes if node.find(CORE + 'doc') is None], [])
        self.assertEqual([node.get('name') for node in CALLABLES if not node.get('version')], [])

    def test_no_pointer_arrays(self) -> None:
        arrays = [node.get('name') for node in GIR.iter(CORE + 'array') if node.get('name')]
        self.assertEqual(arrays, [])

    def test_no_error_as_an_argument(self) -> None:
        arguments = [node.get(C + 'identifier') for node in CALLABLES
                     for kind in node.iter(CORE + 'type') if kind.get('name') == 'GLib.Error']
        self.assertEqual(arguments, [])

    def test_parameter_names(self) -> None:
        self.assertNotIn('from', {node.get('name') for node in GIR.iter(CORE + 'parameter')})

    def test_every_async_has_a_finish_and_a_blocking_form(self) -> None:
        names = {node.get(C + 'identifier') for node in CALLABLES}
        starts = {name[:-len('_async')] for name in names if name.endswith('_async')}
        self.assertEqual({name for name in starts if name not in names or name + '_finish' not in names}, set())
        cancellable = {node.get(C + 'identifier') for node in CALLABLES
                       for kind in node.iter(CORE + 'type') if kind.get('name') == 'Gio.Cancellable'}
        blocking = {name for name in cancellable if not name.endswith('_async')}
        self.assertEqual(blocking - starts, set())


if __name__ == '__main__':
    runner = TAPTestRunner()
    runner.set_stream(True)
    unittest.main(testRunner=runner)
