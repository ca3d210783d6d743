# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the public headers say, as bindings are generated from it: types, functions, who owns what.

A declaration without a comment, a comment without a declaration, and an annotation that is none are errors: the headers
are held to their own rules by everything that is generated from them.
"""
import pathlib
import re
from dataclasses import dataclass, field

INCLUDE = pathlib.Path(__file__).resolve().parent.parent / 'core/include/berth'
ANNOTATIONS = {'nullable', 'out', 'optional', 'owned', 'borrowed', 'constant', 'path'}
DECLARED = re.compile(
    r'/\*\*(?P<comment>(?:[^*]|\*(?!/))*)\*/\s*'
    r'(?P<code>typedef enum \w+ \{.*?\} \w+;|typedef [^;{]*;|BERTH_API [^;]*;|#define [^\n]*)', re.DOTALL)
ENUM_VALUE = re.compile(
    r'(BERTH_\w+)\s*=\s*([^,/\n]+?)\s*(?:,|$|(?=/\*)|(?=\n))\s*(?:/\*\*<(.*?)\*/)?', re.DOTALL)


class HeaderError(Exception):
    """A header that does not keep to the rules."""


@dataclass
class Value:
    """A parameter, or what a function returns."""
    name: str
    ctype: str                     # without const, with its stars: "berth_host *", "int64_t", "char **"
    const: bool
    annotations: frozenset = frozenset()
    text: str = ''

    def __contains__(self, annotation):
        return annotation in self.annotations

    @property
    def pointee(self):
        """The type without one star: of an out parameter, what it gives."""
        return self.ctype[:-1].rstrip()

    @property
    def enum(self):
        """The enumeration that its number is of: by its type, or because its comment says so."""
        match = re.search(r'\bof (berth_\w+)', self.text)
        return match.group(1) if self.ctype == 'unsigned' and match else None


@dataclass
class Function:
    name: str
    parameters: list
    result: Value
    text: str                      # what it does; may be empty
    since: str
    header: str

    @property
    def fails(self):
        return bool(self.parameters) and self.parameters[-1].ctype == 'berth_error **'

    @property
    def cancel(self):
        """Whether it can be ended early."""
        return any(each.ctype == 'berth_cancel *' for each in self.parameters[1:])

    @property
    def outs(self):
        return [each for each in self.parameters if 'out' in each]


@dataclass
class Enum:
    name: str
    values: list                   # of (name, number, text)
    text: str
    flags: bool


@dataclass
class Type:
    """An opaque type."""
    name: str
    text: str

    @property
    def one_thread(self):
        return 'one thread at a time' in self.text


@dataclass
class Headers:
    enums: dict = field(default_factory=dict)
    types: dict = field(default_factory=dict)
    functions: dict = field(default_factory=dict)
    callbacks: dict = field(default_factory=dict)

    def enum_of(self, function):
        """The enumeration that a function belongs to, by its name."""
        found = [name for name in self.enums if function.name.startswith(name + '_')]
        return max(found, key=len) if found else None

    def owner(self, function):
        """The opaque type that a function belongs to: that of its first parameter, or the longest that its name begins
        with; None for one that an enumeration or nothing has."""
        if self.enum_of(function):
            return None
        if function.parameters:
            kind = function.parameters[0].ctype.removesuffix('*').rstrip()
            if kind in self.types and 'out' not in function.parameters[0]:
                if function.name.startswith(kind + '_') or kind == 'berth_host':
                    return kind
        found = [name for name in self.types if function.name.startswith(name + '_')]
        return max(found, key=len) if found else None


def _squeeze(text):
    return ' '.join(text.split())


def _paragraph(text):
    """A paragraph on one line; one that is indented keeps its lines."""
    lines = text.strip('\n').splitlines()
    return '\n'.join(lines) if lines and all(line.startswith('    ') for line in lines) else _squeeze(text)


def _plain(comment):
    """A comment without the stars at its lines' beginnings."""
    lines = [re.sub(r'^\s*\* ?', '', line).rstrip() for line in comment.strip().splitlines()]
    return '\n'.join(lines).strip()


def _annotations(text, where):
    """The words in parentheses that a text begins with, and the rest of it."""
    found = set()
    while match := re.match(r'\s*\((\w+)\)(:?)', text):
        if match[1] not in ANNOTATIONS:
            break
        found.add(match[1])
        text = text[match.end():]
    if text.startswith(':'):
        text = text[1:]
    return frozenset(found), _squeeze(text)


@dataclass
class Comment:
    parameters: dict
    returns: tuple
    text: str
    since: str


def _read_comment(name, comment):
    plain = _plain(comment)
    if not plain.startswith(name + ':'):
        raise HeaderError(f'{name}: its comment begins with another name: {plain[:60]!r}')
    body = plain[len(name) + 1:]
    match = re.search(r'\s*Since:\s*([\d.]+)\s*$', body)
    if not match:
        raise HeaderError(f'{name}: no "Since:" at its comment\'s end')
    body, since = body[:match.start()], match[1]
    returns = None
    if match := re.search(r'(?:^|\s)Returns:', body):
        returns = _annotations(body[match.end():], name)
        body = body[:match.start()]
    parameters = {}
    # A parameter's text ends at the next one, or at the first blank line.
    pieces = re.split(r'(?:^|(?<=\s))@(\w+):(?=\s)', body)
    text = [pieces[0]]
    for parameter, piece in zip(pieces[1::2], pieces[2::2]):
        piece, _, rest = piece.partition('\n\n')
        parameters[parameter] = _annotations(piece, name)
        text.append(rest)
    paragraphs = [_paragraph(each) for part in text for each in part.split('\n\n')]
    return Comment(parameters, returns, '\n\n'.join(each for each in paragraphs if each), since)


def _read_value(declaration, comments):
    match = re.fullmatch(r'\s*(const\s+)?(\w+)\s*(\**)\s*(\w*)\s*', declaration)
    if not match:
        raise HeaderError(f'{declaration}: a declaration that is not understood')
    const, kind, stars, name = match.groups()
    annotations, text = comments.get(name, (frozenset(), ''))
    return Value(name, f'{kind} {stars}' if stars else kind, bool(const), annotations, text)


def _read_function(code, comment, header):
    match = re.fullmatch(r'BERTH_API\s+(.*?)\b(berth_\w+)\((.*)\);', _squeeze(code))
    if not match:
        raise HeaderError(f'{code}: no function that is understood')
    returned, name, parameters = match.groups()
    said = _read_comment(name, comment)
    names = [] if parameters == 'void' else parameters.split(',')
    values = [_read_value(each, said.parameters) for each in names]
    if unknown := set(said.parameters) - {each.name for each in values}:
        raise HeaderError(f'{name}: it has no parameter {", ".join(sorted(unknown))}')
    result = _read_value(returned, {})
    if said.returns:
        result.annotations, result.text = said.returns
    elif result.ctype != 'void' and not said.text:
        raise HeaderError(f'{name}: nothing is said of what it returns')
    owners = {'owned', 'borrowed', 'constant'}
    if '*' in result.ctype and not owners & result.annotations:
        raise HeaderError(f'{name}: whose what it returns is, is not said: owned, borrowed or constant')
    for each in values:
        if 'out' in each and each.ctype.count('*') == 2 and not owners & each.annotations:
            raise HeaderError(f'{name}: whose @{each.name} is, is not said: owned or borrowed')
        if each.ctype == 'berth_error **' and each is not values[-1]:
            raise HeaderError(f'{name}: an error comes last')
    return Function(name, values, result, said.text, said.since, header)


def _read_enum(code, comment):
    name = re.search(r'\} (\w+);$', code).group(1)
    said = _read_comment(name, comment)
    values, number = [], 0
    body = code[code.index('{') + 1:code.rindex('}')]
    for match in ENUM_VALUE.finditer(body):
        number = eval(match[2], {'__builtins__': {}})  # "1 << 2", or a number
        values.append((match[1], number, _squeeze(match[3] or '')))
    if not values:
        raise HeaderError(f'{name}: its values are not understood')
    return Enum(name, values, said.text, 'flags' in said.text.lower() or '<<' in body)


def read(include=INCLUDE):
    """Reads every header but berth.h, which only includes the others."""
    headers = Headers()
    for path in sorted(include.glob('berth-*.h')):
        text = path.read_text()
        found = set()
        for match in DECLARED.finditer(text):
            code, comment = match['code'], match['comment']
            found.add(match.start('code'))
            if code.startswith('typedef enum'):
                enum = _read_enum(code, comment)
                headers.enums[enum.name] = enum
            elif code.startswith('typedef struct'):
                name = re.search(r'(\w+);$', code).group(1)
                headers.types[name] = Type(name, _read_comment(name, comment).text)
            elif code.startswith('typedef'):
                name = re.search(r'\(\*(\w+)\)', code).group(1)
                headers.callbacks[name] = _read_comment(name, comment)
            elif code.startswith('BERTH_API'):
                function = _read_function(code, comment, path.name)
                headers.functions[function.name] = function
        for match in re.finditer(r'^(?:BERTH_API|typedef) .*', text, re.MULTILINE):
            if match.start() not in found:
                raise HeaderError(f'{path.name}: {match[0]}: has no comment of its own before it')
    return headers
