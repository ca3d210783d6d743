# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds the introspection data against the library: test_gir.py BERTH.GIR LIBRARY

Whatever the library exports is in every language, nothing else is, and nothing is of a shape that was
seen to fail in one of them.
"""
import pathlib
import re
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
PROJECT = pathlib.Path(__file__).resolve().parents[2]
ENUMS = PROJECT / 'gobject/gberth-enums.c'
CORE_HEADERS = sorted((PROJECT / 'core/include/berth').glob('*.h'))
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

    def test_enumerations_are_types(self) -> None:
        """glib-mkenums overlooks one that stands on one line; in languages such a one is a plain number."""
        nodes = [node for kind in ('enumeration', 'bitfield') for node in GIR.iter(CORE + kind)]
        self.assertEqual([node.get('name') for node in nodes if not node.get(GLIB + 'get-type')], [])

    def test_no_pointer_arrays(self) -> None:
        arrays = [node.get('name') for node in GIR.iter(CORE + 'array') if node.get('name')]
        self.assertEqual(arrays, [])

    def test_enums_are_the_core_s(self) -> None:
        """Each value is held equal to the core's when the layer is compiled; here, that none is left out."""
        members = {node.get(C + 'identifier') for node in GIR.iter(CORE + 'member')}
        held = set(re.findall(r'^SAME\((\w+)\);$', ENUMS.read_text(), re.MULTILINE))
        self.assertEqual({name[1:] for name in members} ^ held, set())

    def test_no_value_of_the_core_is_missing(self) -> None:
        """An enumeration that this layer has is the core's whole."""
        ours = {node.get(C + 'type') for kind in ('enumeration', 'bitfield') for node in GIR.iter(CORE + kind)}
        members = {node.get(C + 'identifier')[1:] for node in GIR.iter(CORE + 'member')}
        found = {}
        for header in CORE_HEADERS:
            for name, body in re.findall(r'typedef enum (\w+) \{(.*?)\} \w+;', header.read_text(), re.DOTALL):
                body = re.sub(r'/\*.*?\*/', '', body, flags=re.DOTALL)
                values = re.findall(r'\bBERTH_\w+(?=\s*[=,]|\s*$)', body)
                found[''.join(map(str.capitalize, name.split('_')))] = set(values)
        self.assertIn('BerthInterfaceType', found)
        missing = {value for name, values in found.items() for value in values - members
                   if 'G' + name.removesuffix('Code') in ours}
        self.assertEqual(missing, set())

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
