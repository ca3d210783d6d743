# SPDX-License-Identifier: LGPL-2.1-or-later
"""Usage: keymap.py TABLE OUTPUT

Reads keymap.csv, and writes it as constant tables in C: translating is then two look-ups in arrays, and finding a name
one look-up in a perfect hash.

The table has a line a key. A cell holds what the key has in that column's set: codes with '|' between them, the first
is what the key is translated to; names of one code with ' ' between them. Names and codes of one set stand in the same
order. A code or name in parentheses is the key's, but read back it means another one. The sets that follow from others
by a rule, and those that are one, have no column:

    xt              is atset1
    xt_kbd          atset1, with 0xe0XX as 0x100 | 0xXX (Linux, drivers/tty/vt/keyboard.c: x86_keycodes)
    rfb             atset1, with 0xe0XX as 0x80 | 0xXX, and 0xf1, 0xf2 without the bit that would mean a release
                    (QEMU, ui/keymaps.h: its key numbers)
    xorg_evdev      linux + 8 (the X protocol has no keycodes below 8)
    xorg_kbd        kbd + 8
    xorg_xquartz    osx + 8
    xorg_xwin       xwin + 8

The sets html, xkb and qcode have names alone; the code of a key there is its code in linux. The column "also" holds
codes that are only read, as SET=CODE."""
import csv
import re
import sys
from dataclasses import dataclass, field

NO_CODE = 0xffffffff


@dataclass
class Code:
    """One code of a key in one set, or one name in a set that has names alone."""
    number: int
    names: list
    reads_back: bool = True


@dataclass
class Key:
    number: int                    # in the tables, from 1
    line: int
    codes: dict = field(default_factory=dict)   # set → list of Code

    @property
    def name(self):
        return self.codes['linux'][0].names[0] if self.codes['linux'][0].names else f"linux {self.linux}"

    @property
    def linux(self):
        return self.codes['linux'][0].number


@dataclass
class Set:
    """A code set. The order is that of berth_codeset; the first ten are libvirt's numbers (virKeycodeSet)."""
    name: str
    source: str                    # its columns: "win32" for "win32" and "win32 name"
    derive: object = None          # from a code of the source, where it is not the same
    named: bool = False
    only_names: bool = False
    about: str = ''


def to_xt_kbd(code):
    return 0x100 | code & 0x7f if code >= 0xe000 else code


def to_rfb(code):
    return 0x80 | code & 0x7f if code >= 0xe000 else code & 0x7f


def plus_8(code):
    return code + 8


SETS = [
    Set('linux', 'linux', named=True, about='linux/input-event-codes.h'),
    Set('xt', 'atset1', about='the IBM XT keyboard, extended by 0xe0: the same as atset1'),
    Set('atset1', 'atset1', about='scan code set 1 of the IBM AT keyboard'),
    Set('atset2', 'atset2', about='scan code set 2 of the IBM AT keyboard'),
    Set('atset3', 'atset3', about='scan code set 3 of the IBM PS/2 keyboard'),
    Set('osx', 'osx', named=True, about='macOS virtual keys, HIToolbox/Events.h; names without kVK_'),
    Set('xt_kbd', 'atset1', to_xt_kbd, about='atset1 as Linux numbers it, extended by 0x100'),
    Set('usb', 'usb', about='USB HID usage table, keyboard page'),
    Set('win32', 'win32', named=True, about='Windows virtual keys, winuser.h'),
    Set('rfb', 'atset1', to_rfb, about="QEMU's key numbers, as its extension of RFB (VNC) sends them"),
    Set('qcode', 'qcode', named=True, only_names=True, about="QEMU's QKeyCode, as QMP takes it; codes as in linux"),
    Set('html', 'html', named=True, only_names=True, about='KeyboardEvent.code of the W3C; codes as in linux'),
    Set('x11', 'x11', named=True, about='X11 key symbols of a key without modifiers, X11/keysymdef.h'),
    Set('xkb', 'xkb', named=True, only_names=True, about='XKB key names, xkb-data: keycodes/evdev; codes as in linux'),
    Set('xorg_evdev', 'linux', plus_8, about='X keycodes of an X server with evdev or libinput, and of Wayland'),
    Set('xorg_kbd', 'kbd', plus_8, about='X keycodes of an X server with the old driver kbd'),
    Set('xorg_xquartz', 'osx', plus_8, about='X keycodes of XQuartz'),
    Set('xorg_xwin', 'xwin', plus_8, about='X keycodes of XWin, the X server of Cygwin'),
    Set('sun', 'sun', about='Sun keyboards, type 4 and 5'),
    Set('adb', 'adb', about='Apple Desktop Bus'),
]


class TableError(Exception):
    """A table that does not keep to the rules; the text begins with the place."""


class Keymap:
    """The table."""

    def __init__(self, path):
        self.path = path
        self.keys = []
        self.extra = {each.name: [] for each in SETS}   # codes that are only read: (code, key)
        with open(path, encoding='ascii', newline='') as file:
            reader = csv.DictReader(file, strict=True)
            for row in reader:
                self.add(row, reader.line_num)
        for each in SETS:
            self.check(each)

    def fail(self, line, text):
        raise TableError(f'{self.path}:{line}: {text}')

    def add(self, row, line):
        key = Key(len(self.keys) + 1, line)
        for each in SETS:
            key.codes[each.name] = self.cell(each, row, key, line)
        for word in row['also'].split():
            name, _, code = word.partition('=')
            self.extra[name].append((int(code, 0), key))
        self.keys.append(key)

    def cell(self, which, row, key, line):
        groups = [] if which.only_names else [word for word in (row[which.source] or '').split('|') if word]
        names = (row.get(f'{which.source} name') or '').split('|') if which.named and not which.only_names else []
        if which.only_names:
            words = row[which.source].split()
            return [Code(key.linux, [word.strip('()')], not word.startswith('(')) for word in words]
        codes = []
        for number, word in enumerate(groups):
            code = int(word.strip('()'), 0)
            of_code = names[number].replace('(', '').replace(')', '').split() if number < len(names) else []
            codes.append(Code(which.derive(code) if which.derive else code, of_code, not word.startswith('(')))
        if len(names) > len(groups) and names != ['']:
            self.fail(line, f'{which.name}: more names than codes')
        return codes

    def check(self, which):
        """Each code and each name has to mean one key."""
        codes, names = {}, {}
        for key in self.keys:
            for code in key.codes[which.name]:
                if not code.reads_back:
                    continue
                if not which.only_names and codes.setdefault(code.number, key) is not key:
                    self.fail(key.line, f'{which.name}: {code.number:#x} is also {codes[code.number].name}')
                for name in code.names:
                    if names.setdefault(name, key) is not key:
                        self.fail(key.line, f'{which.name}: {name} is also {names[name].name}')
        for key in self.keys:
            for code in key.codes[which.name]:
                if not code.reads_back and not which.only_names and code.number not in codes:
                    self.fail(key.line, f'{which.name}: ({code.number:#x}) is no other key; take the parentheses away')

    def readings(self, which):
        """Code → the keys that it may mean, the one that it does mean first."""
        found = {}
        for key in self.keys:
            codes = key.codes[which.name][:1] if which.only_names else key.codes[which.name]
            for code in codes:
                keys = found.setdefault(code.number, [])
                if key not in keys:
                    keys.insert(0 if code.reads_back else len(keys), key)
        for number, key in self.extra[which.name]:
            found.setdefault(number, []).append(key)
        return found

    def named(self, which):
        """Name → (code, key)."""
        found = {}
        for reads_back in True, False:
            for key in self.keys:
                for code in key.codes[which.name]:
                    for name in code.names if code.reads_back == reads_back else []:
                        found.setdefault(name, (code.number, key))
        return found


# --- As C ---

def fnv1a(text):
    """RFC 9923, 32 bits."""
    value = 0x811c9dc5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xffffffff
    return value


def slot_of(value, displacement, bits):
    return ((value + displacement) * 0x9e3779b1 & 0xffffffff) >> 32 - bits


def perfect_hash(names):
    """A displacement for each bucket so that no two names share a slot (hash and displace).

    Returns: bits, list, slots."""
    bits = max(3, (len(names) * 5 // 4).bit_length())
    bucket_count = 1 << max(1, bits - 2)
    buckets = [[] for _ in range(bucket_count)]
    for name in names:
        value = fnv1a(name)
        buckets[value & bucket_count - 1].append((name, value))
    slots, displacements = {}, [0] * bucket_count
    for number in sorted(range(bucket_count), key=lambda one: -len(buckets[one])):
        for displacement in range(0x10000):
            places = [slot_of(value, displacement, bits) for _, value in buckets[number]]
            if len(set(places)) == len(places) and not any(place in slots for place in places):
                break
        else:
            raise TableError('no perfect hash was found; make the table larger')
        displacements[number] = displacement
        slots.update(zip(places, (name for name, _ in buckets[number])))
    return bits, displacements, slots


class Writer:
    def __init__(self, keymap, file):
        self.keymap, self.file = keymap, file
        self.pool, self.places = '\0', {'': 0}
        self.written = {}

    def place(self, text):
        """Of a text in the pool; 0 is no text."""
        if text not in self.places:
            self.places[text] = len(self.pool)
            self.pool += text + '\0'
        return self.places[text]

    def array(self, ctype, name, values):
        """Writes an array once; another with the same values is that one. Returns its name."""
        values = list(values)
        known = self.written.setdefault((ctype, tuple(values)), name)
        if known == name:
            text = ', '.join(str(value) for value in values) or '0'
            lines = re.findall(r'.{1,110}(?:,|$) ?', text)
            body = ''.join(f'    {line}\n' for line in lines)
            self.file.write(f'static const {ctype} {name}[] = {{\n{body}}};\n')
        return known

    def structs(self, ctype, name, values):
        return self.array(ctype, name, [f'{{{", ".join(str(part) for part in value)}}}' for value in values])

    def write_set(self, number, which):
        keys, name = self.keymap.keys, which.name
        readings = self.keymap.readings(which)
        codes = self.array('uint32_t', f'{name}_codes', [NO_CODE] + [
            key.codes[name][0].number if key.codes[name] else NO_CODE for key in keys])
        pages = sorted({code >> 8 for code in readings})
        first = self.array('uint8_t', f'{name}_pages', [
            pages.index(page) + 1 if page in pages else 0 for page in range(256)])
        page_keys = self.array('uint16_t', f'{name}_keys', [0] * 256 + [
            readings[page << 8 | low][0].number if page << 8 | low in readings else 0
            for page in pages for low in range(256)])
        more_codes = [(key.number, self.place((code.names or [''])[0]), code.number) for key in keys
                      for code in key.codes[name][1:] if not which.only_names]
        more_keys = [(key.number, 0, code) for code, found in sorted(readings.items()) for key in found[1:]]
        names = self.keymap.named(which)
        bits, displacements, slots = perfect_hash(names)
        table = [(self.place(slots[slot]), names[slots[slot]][1].number, names[slots[slot]][0]) if slot in slots
                 else (0, 0, 0) for slot in range(1 << bits)] if names else []
        aliases = [(key.number, self.place(alias), code.number) for key in keys for place, code in
                   enumerate(key.codes[name]) for alias in code.names[0 if place and which.only_names else 1:]]
        parts = [
            ('.name', f'"{name}"'), ('.about', '"' + which.about.replace('"', '\\"') + '"'),
            ('.only_names', str(which.only_names).lower()),
            ('.codes', codes), ('.pages', first), ('.keys', page_keys),
            ('.more_codes', self.structs('keymap_more', f'{name}_more_codes', more_codes)),
            ('.more_code_count', len(more_codes)),
            ('.more_keys', self.structs('keymap_more', f'{name}_more_keys', more_keys)),
            ('.more_key_count', len(more_keys)),
        ]
        if which.named:
            parts += [
                ('.names', self.array('uint16_t', f'{name}_names', [0] + [
                    self.place(key.codes[name][0].names[0]) if key.codes[name] and key.codes[name][0].names else 0
                    for key in keys])),
                ('.aliases', self.structs('keymap_more', f'{name}_aliases', aliases)),
                ('.alias_count', len(aliases)), ('.hash_bits', bits),
                ('.bucket_mask', len(displacements) - 1),
                ('.displacements', self.array('uint16_t', f'{name}_displacements', displacements)),
                ('.slots', self.structs('keymap_slot', f'{name}_slots', table)),
            ]
        return f'    [{number}] = {{{", ".join(f"{left} = {right}" for left, right in parts)}}},\n'

    def write(self):
        self.file.write('/* SPDX-License-Identifier: LGPL-2.1-or-later */\n/* Made from keymap.csv by keymap.py. */\n'
                        '#include "keycode/keymap.h"\n\n')
        sets = ''.join(self.write_set(number, which) for number, which in enumerate(SETS))
        if len(self.pool) > 0xffff:
            raise TableError('the names need more than 64 KiB; make their places larger')
        # Bytes, because C promises no string literal of more than 4095 characters.
        pool = self.array('char', 'names', self.pool.encode())
        self.file.write(f'const keymap_set keymap_sets[KEYMAP_SET_COUNT] = {{\n{sets}}};\n'
                        f'const size_t keymap_key_count = {len(self.keymap.keys)};\n'
                        f'const char *const keymap_names = {pool};\n')


def main(table, output):
    keymap = Keymap(table)
    with open(output, 'w', encoding='ascii') as file:
        Writer(keymap, file).write()


if __name__ == '__main__':
    try:
        main(*sys.argv[1:])
    except TableError as error:
        sys.exit(str(error))
