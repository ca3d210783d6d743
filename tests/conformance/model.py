# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the words of the cases mean: the functions of the C headers, and what they are in the GObject layer."""
import dataclasses
import os
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

from cases import GOBJECT, Word

PROJECT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / 'bindings'))

import headers  # noqa: E402

CORE = '{http://www.gtk.org/introspection/core/1.0}'
GLIB = '{http://www.gtk.org/introspection/glib/1.0}'
# What the GObject layer calls otherwise.
OTHERWISE = {'InterfaceConfig.from_xml': 'InterfaceConfig.new_from_xml',
             'InterfaceConfig.from_json': 'InterfaceConfig.new_from_json',
             'KeySequence.from_text': 'KeySequence.new_from_text',
             'KeycodeList.alternatives': 'KeycodeList.new_alternatives', '.version': '.version'}


def camel(name):
    return ''.join(word.capitalize() for word in name.removeprefix('berth_').split('_'))


def snake(name):
    return re.sub(r'(?<!^)(?=[A-Z])', '_', name).lower()


@dataclasses.dataclass(frozen=True)
class Parameter:
    name: str
    enum: str = ''      # the enumeration's name, as in the GObject layer
    flags: bool = False


@dataclasses.dataclass(frozen=True)
class Call:
    """What a program is asked to call."""
    name: str           # in C, without "berth_"
    kind: str           # the type it stands on in the GObject layer; '' for none
    method: str         # its name there
    target: str         # the variable it is called on; '' for none
    arguments: tuple    # of (value, Parameter or None)
    cancel: bool        # whether it can be ended early
    has_limit: bool     # whether it takes a time limit

    def function(self, language):
        if language not in GOBJECT:
            return 'berth_' + self.name
        return f'{self.kind}.{self.method}'

    @property
    def looks(self):
        """The call of the core that takes its time in it."""
        return {'host_list_model': 'host_list_interfaces_info', 'watch_look': 'watch_next',
                'watch_wait': 'watch_next'}.get(self.name, self.name)

    def within(self, limit_ms):
        """The same with a time limit."""
        arguments = tuple((limit_ms, parameter) if parameter and parameter.name == 'timeout_ms' else (value, parameter)
                          for value, parameter in self.arguments)
        return dataclasses.replace(self, arguments=arguments)

    def entries(self, mode):
        """What of the introspection data such a call exercises."""
        base = f'{self.kind}.{self.method}'
        return {base} if mode in ('plain', 'await') else {base + '_async', base + '_finish'}


class Model:
    def __init__(self, language):
        self.language = language
        self.headers = headers.read()
        self.codes = {name.removeprefix('BERTH_ERROR_') for name, _, _ in self.headers.enums['berth_error_code'].values}
        if language in GOBJECT:
            folder = os.environ['GI_TYPELIB_PATH'].split(':')[0]
            self.gir = ElementTree.parse(f'{folder}/Berth-1.0.gir').getroot().find(CORE + 'namespace')
            # What functions may stand on: enumerations too.
            self.classes = {node.get('name'): node for word in ('class', 'enumeration')
                            for node in self.gir.findall(CORE + word)}

    # --- Enumerations ---

    def enum(self, name):
        """The headers' enumeration that is called so in the GObject layer."""
        found = [each for each in self.headers.enums.values() if camel(each.name) in (name, name + 'Code')]
        if not found:
            raise headers.HeaderError(f'there is no enumeration {name}')
        return found[0]

    def number(self, value):
        """The number of an enumeration's value or of flags, and the names of its parts."""
        if isinstance(value, int):
            return value, [str(value)]
        number, names = 0, []
        for part in value.text.split('|'):
            if part.isdigit():
                number |= int(part)
                names.append(part)
                continue
            name, _, word = part.partition('.')
            values = {value: (number, value) for value, number, _ in self.enum(name).values}
            match = [found for found in values if found.endswith('_' + word)]
            exact = min(match, key=len)
            number |= values[exact][0]
            names.append(word)
        return number, names

    # --- Calls ---

    def function(self, kind, method):
        """The C function; None when only the GObject layer has it."""
        names = [f'berth_{snake(kind)}_{method}'] if kind else [f'berth_{method}']
        if kind in ('FakeHost', 'Host'):
            names = [f'berth_fake_{method}', f'berth_host_{method}']
        if kind == 'Error' or kind == 'ErrorCode':
            names = [f'berth_error_code_{method}']
        return next((self.headers.functions[name] for name in names if name in self.headers.functions), None)

    def method(self, kind, method):
        """Where the GObject layer has it: the class that has the method, its name there and the node."""
        kind, _, method = OTHERWISE.get(f'{kind}.{method}', f'{kind}.{method}').partition('.')
        place = kind
        while place:
            for word in ('method', 'constructor', 'function'):
                for node in self.classes[place].findall(CORE + word):
                    if node.get('name') == method:
                        return place, method, node
            place = self.classes[place].get('parent') if self.classes[place].get('parent') in self.classes else ''
        for node in self.gir.findall(CORE + 'function'):
            if node.get('name') == method and not kind:
                return '', method, node
        return kind, method, None

    def parameters_of(self, function):
        found = []
        for each in function.parameters:
            if 'out' in each or each.ctype in ('berth_cancel *', 'berth_error **'):
                continue
            enum = each.enum or (each.ctype if each.ctype in self.headers.enums else '')
            found.append(Parameter(each.name, camel(enum).replace('ErrorCode', 'Error') if enum else '',
                                   bool(enum) and self.headers.enums[enum].flags))
        return found

    def parameters_of_node(self, node):
        found = []
        for each in node.findall(f'{CORE}parameters/{CORE}parameter'):
            kind = each.find(CORE + 'type')
            name = kind.get('name') if kind is not None else ''
            if each.get('direction', 'in') == 'in' and name != 'Gio.Cancellable':
                enum = any(name == each.get('name') for word in ('enumeration', 'bitfield')
                           for each in self.gir.findall(CORE + word))
                found.append(Parameter(each.get('name'), name if enum else '', enum and self.enum(name).flags))
        return found

    def call(self, run, what, arguments):
        target, _, method = what.text.rpartition('.')
        kind = run.kinds.get(target, target)
        if not isinstance(kind, str):
            raise headers.HeaderError(f'{target} is a list')
        variable = target if target in run.kinds else ''
        function = self.function(kind, method)
        place, name, node = kind, method, None
        if self.language in GOBJECT:
            place, name, node = self.method(kind, method)
        if function:
            parameters = self.parameters_of(function)
            if variable:
                parameters = parameters[1:]
            cancel, limit = function.cancel, any(each.name == 'timeout_ms' for each in function.parameters)
            core = function.name.removeprefix('berth_')
        elif node is not None:
            parameters = self.parameters_of_node(node)
            cancel = any(each.get('name') == 'cancellable' for each in node.iter(CORE + 'parameter'))
            core, limit = f'{snake(place)}_{method}', False
        else:
            raise headers.HeaderError(f'{what.text}: there is no such call')
        if core == 'host_open':
            return self.open(run, *arguments)
        parameters += [None] * (len(arguments) - len(parameters))
        return Call(core, place, name, variable, tuple(zip(arguments, parameters)), cancel, limit)

    def open(self, run, uri, root, driver):
        """Opening takes options in the GObject layer, and is one call of the programs in C and Rust."""
        if self.language not in GOBJECT:
            return Call('host_open', '', '', '', ((uri, None), (root, None), (driver, None)), False, False)
        options = None
        if root is not None or driver is not None:
            for method, value in (('new', ABSENT), ('set_root', root), ('set_driver', driver)):
                target = Word('HostOptions.new' if method == 'new' else f'-options.{method}')
                arguments = [] if method == 'new' else [value]
                call = self.call(run, target, arguments)
                run.suite.note_call(call, 'plain')
                run.make('-options' if method == 'new' else '-', call)
            options = Word('-options')
        # It can be cancelled in its asynchronous form alone.
        return Call('host_open', 'Host', 'open', '', ((uri, None), (options, None)), run.mode == 'async', False)

    # --- What there is ---

    def property_entry(self, kind, name):
        while kind and not any(node.get('name') == name for node in self.classes[kind].findall(CORE + 'property')):
            kind = self.classes[kind].get('parent')
        return f'{kind}:{name}'

    def signal_entry(self, kind, name):
        while kind in self.classes and not any(node.get('name') == name
                                               for node in self.classes[kind].findall(GLIB + 'signal')):
            kind = self.classes[kind].get('parent')
        return f'{kind}::{name}'

    def entries(self):
        """Every symbol of libberth.map, or every entry of the introspection data."""
        if self.language not in GOBJECT:
            symbols = re.findall(r'^    (berth_\w+);$', (PROJECT / 'core/libberth.map').read_text(), re.MULTILINE)
            # What belongs to one thread has one owner in Rust, so nothing there holds it once more.
            needless = {'berth_interface_config_ref', 'berth_key_sequence_ref', 'berth_watch_ref'}
            return set(symbols) - (needless if self.language == 'rust' else set())
        found = set()
        for name, node in self.classes.items():
            found |= {f'{name}.{each.get("name")}' for word in ('method', 'constructor', 'function')
                      for each in node.findall(CORE + word) if each.get('name') != 'quark'}
            found |= {f'{name}:{each.get("name")}' for each in node.findall(CORE + 'property')}
            found |= {f'{name}::{each.get("name")}' for each in node.findall(GLIB + 'signal')}
        for word in ('enumeration', 'bitfield'):
            for node in self.gir.findall(CORE + word):
                found |= {f'{node.get("name")}.{each.get("name").upper()}' for each in node.findall(CORE + 'member')}
        found |= {f'.{each.get("name")}' for each in self.gir.findall(CORE + 'function') if not each.get('moved-to')}
        return found


ABSENT = object()
