#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The table of keys against its sources: the kernel's header, xkb-data, Windows' header, libvirt's own answers. What is
different on purpose stands in keymap-differences.csv, and a line there that explains nothing any more is a failure."""
import collections
import csv
import ctypes
import os
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from suite import PROJECT, main  # noqa: E402

TABLE = PROJECT / 'core/keycode'
PEERS = PROJECT / 'build/peers'
LIBRARIES = PEERS / 'usr/lib/x86_64-linux-gnu'
sys.path.insert(0, str(TABLE))

import keymap  # noqa: E402

HEADER = pathlib.Path('/usr/include/linux/input-event-codes.h')
XKB = pathlib.Path('/usr/share/X11/xkb/keycodes/evdev')
WINUSER = PEERS / 'usr/share/mingw-w64/include/winuser.h'
LIBVIRT = LIBRARIES / 'libvirt.so.0'

Difference = collections.namedtuple('Difference', 'source key set ours theirs why')


def read_differences():
    with open(TABLE / 'keymap-differences.csv', encoding='ascii', newline='') as file:
        rows = list(csv.reader(file, strict=True))
    return [Difference(*row) for row in rows[1:]]


def number(text):
    return int(text, 0)


class Table(unittest.TestCase):
    keys = keymap.Keymap(TABLE / 'keymap.csv')
    sets = {each.name: each for each in keymap.SETS}
    differences = read_differences()

    def of_source(self, source):
        return [each for each in self.differences if each.source == source]

    def names_in(self, name):
        return self.keys.named(self.sets[name])

    def test_differences_say_why(self):
        for each in self.differences:
            self.assertIn(each.source, ('header', 'xkb-data', 'winuser', 'libvirt'))
            self.assertGreater(len(each.why), 10, each)

    def test_kernel_header(self):
        defined = dict(re.findall(r'^#define\s+((?:KEY|BTN)_\w+)\s+(\S+)', HEADER.read_text(), re.MULTILINE))

        def value(word):
            while word in defined:
                word = defined[word]
            return number(word) if word[0].isdigit() else number(defined['KEY_MAX']) + 1

        theirs = {name: value(name) for name in defined}
        ours = {name: code for name, (code, _) in self.names_in('linux').items()}
        wanted = {each.key: (each.ours, each.theirs) for each in self.of_source('header')}
        found = {name: (str(ours.get(name, 'none')), str(theirs.get(name, 'none')))
                 for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)}
        self.assertEqual(found, {name: (a, b if b == 'none' else str(number(b))) for name, (a, b) in wanted.items()})
        # The name that the header gives a number stands first, before those that it defines by others.
        for key in self.keys.keys:
            for name in key.codes['linux'][0].names[:1]:
                self.assertTrue(defined[name][0].isdigit(), name)

    def test_xkb_data(self):
        text = XKB.read_text()
        codes = {name: int(code) - 8 for name, code in re.findall(r'^\s*<(\S+)>\s*=\s*(\d+);', text, re.MULTILINE)}
        for name, other in re.findall(r'^\s*alias\s+<(\S+)>\s*=\s*<(\S+)>;', text, re.MULTILINE):
            codes[name] = codes[other]
        ours = self.names_in('xkb')
        different = sorted(name for name, code in codes.items() if name not in ours or ours[name][0] != code)
        self.assertEqual(different, sorted(each.theirs for each in self.of_source('xkb-data')))
        self.assertGreater(len(codes), 400)

    def test_windows_header(self):
        if not WINUSER.exists():
            self.skipTest('no winuser.h was unpacked into build/peers')
        theirs = {name: number(code) for name, code in re.findall(
            r'^#define\s+(VK_\w+)\s+(0x[0-9A-Fa-f]+)', WINUSER.read_text(errors='replace'), re.MULTILINE)}
        ours = {name: code for name, (code, _) in self.names_in('win32').items()}
        self.assertEqual({name for name in ours if name in theirs and ours[name] != theirs[name]}, set())
        extra = {name for name in ours if name not in theirs}
        digits_and_letters = {name for name in extra if re.fullmatch('VK_[0-9A-Z]', name)}
        self.assertEqual({ours[name] for name in digits_and_letters}, {ord(name[-1]) for name in digits_and_letters})
        self.assertEqual(extra - digits_and_letters,
                         {each.ours for each in self.of_source('winuser')} - digits_and_letters)
        self.assertGreater(len(ours.keys() & theirs.keys()), 100)

    # The library.

    def test_every_answer(self):
        """Each set to each, every code that is one and many that are none."""
        library = ctypes.CDLL(os.environ['BERTH_LIBRARY'])
        result, count = ctypes.c_uint(), 0
        for i, source in enumerate(keymap.SETS):
            readings = self.keys.readings(source)
            codes = {*readings, *range(0x400), *(code + 1 for code in readings)}
            codes |= {0xffff, 0x10000, 0xfffffffe, 0xffffffff}
            for j, target in enumerate(keymap.SETS):
                for code in codes:
                    found = library.berth_keycode_translate(i, j, code, ctypes.byref(result), None) & 1
                    keys = readings.get(code)
                    wanted = keys[0].codes[target.name] if keys else []
                    wanted = code if wanted and source is target else wanted[0].number if wanted else None
                    count += wanted is not None
                    self.assertEqual(result.value if found else None, wanted, (source.name, target.name, hex(code)))
        self.assertGreater(count, 59000)

    def test_every_name(self):
        library = ctypes.CDLL(os.environ['BERTH_LIBRARY'])
        library.berth_keycode_get_name.restype = ctypes.c_char_p
        result = ctypes.c_uint()
        for i, each in enumerate(keymap.SETS):
            names = self.keys.named(each)
            for name, (code, _) in names.items():
                self.assertTrue(library.berth_keycode_from_name(i, name.encode(), ctypes.byref(result), None) & 1, name)
                self.assertEqual(result.value, code, name)
                for wrong in (name + 'x', name[:-1], name.swapcase(), ''):
                    if wrong not in names:
                        found = library.berth_keycode_from_name(i, wrong.encode(), ctypes.byref(result), None)
                        self.assertFalse(found & 1)
            for code, keys in self.keys.readings(each).items():
                own = [one for one in keys[0].codes[each.name] if one.number == code]
                name = library.berth_keycode_get_name(i, code)
                self.assertEqual(name.decode() if name else None, own[0].names[0] if own and own[0].names else None)

    # Libvirt.

    @staticmethod
    def libvirt():
        # Its own libraries stand beside it; one that was opened already serves it.
        for path in sorted(LIBRARIES.glob('*.so.*')):
            try:
                ctypes.CDLL(str(path), mode=ctypes.RTLD_GLOBAL)
            except OSError:
                continue
        return ctypes.CDLL(str(LIBVIRT))

    def explained(self, source, target, key, ours, theirs):
        """The difference of the list that explains this one."""
        name = key.name if key else None
        for each in self.of_source('libvirt'):
            if each.key not in ('*', name) or each.set not in ('*', source, target):
                continue
            if each.key != '*':
                return each
            if ours is None and each.ours == 'none' and each.theirs == str(theirs) and each.set in ('*', target):
                return each
            if each.theirs == 'unused' and not key and source == target == 'linux' and 247 <= theirs <= 254:
                return each
            if each.ours == 'new' and source == target == 'linux' and theirs == -1:
                return each
        return None

    def compare_names(self):
        """Of the sets that have names there. Returns the differences of the list that were met."""
        function, used = self.libvirt().virKeycodeValueFromString, set()
        for place, name in (0, 'linux'), (5, 'osx'), (8, 'win32'):
            for word, (code, key) in self.names_in(name).items():
                theirs = function(place, word.encode())
                if theirs in (code, -1):
                    continue
                why = self.explained(name, name, key, code, theirs)
                self.assertIsNotNone(why, (name, word, code, theirs))
                used.add(why)
        return used

    def test_libvirt(self):
        """Every code of its ten sets, in every set, by its function and by ours."""
        if not LIBVIRT.exists():
            self.skipTest('no libvirt was unpacked into build/peers')
        theirs_function = self.libvirt().virKeycodeValueTranslate
        ours_function = ctypes.CDLL(os.environ['BERTH_LIBRARY']).berth_keycode_translate
        result = ctypes.c_uint()
        used, count, unexplained = self.compare_names(), 0, []
        ten = [each.name for each in keymap.SETS[:10]]
        readings = {name: self.keys.readings(self.sets[name]) for name in ten}
        codes = [*range(0x300), *range(0xe000, 0xe100)]
        for i, source in enumerate(ten):
            for j, target in enumerate(ten):
                for code in codes:
                    found = ours_function(i, j, code, ctypes.byref(result), None) & 1
                    ours, theirs = (result.value if found else None), theirs_function(i, j, code)
                    count += ours is not None
                    if ours == theirs or (ours is None and theirs == -1):
                        continue
                    key = readings[source].get(code, [None])[0]
                    why = self.explained(source, target, key, ours, theirs)
                    used.add(why)
                    if not why:
                        unexplained.append((source, target, hex(code), key and key.name, ours, theirs))
        self.assertEqual(unexplained, [])
        self.assertEqual([each for each in self.of_source('libvirt') if each not in used], [])
        self.assertGreater(count, 16000)


main()
