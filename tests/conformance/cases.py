# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reads the case files. A case is what one program does, in the words of the C headers without their prefix:

    case: TITLE
    on: PLACE [PLACE...]     fake, real, root NAME, nothing: each is a run of its own; all but nothing have a `host`
    in: LANGUAGE...          c rust python perl javascript gobject (the last three); all unless given
    [PLACE: ]STATEMENT       [LANGUAGE...] at its end, as for `in:`

A statement calls something, and may say what comes of it:

    name = CALL              keeps what it returns; of a list, name.0, name.1 are its items
    CALL -> VALUE            it returns that
    CALL -> ~ "PATTERN"      its text has that in it
    CALL !! CODE "PART"      it fails with that code, and a message that has PART in it
    CALL !! REFUSED "PART"   the language itself refuses it, with a message that has PART in it
    name*.METHOD -> [...]    what METHOD says of each item of a list
    name:PROPERTY            reads a property (GObject)
    name = listen OBJECT SIGNAL, other = await name     what a signal gives (GObject)
    steps PROGRESS           what a progress was told; count, item: of a list model
    ! COMMAND                another program, run beside on a real host

A call is VARIABLE.METHOD or Type.FUNCTION, and its arguments but for cancel and error: "text", number, true, false,
none, Enum.VALUE (flags with |), @DOCUMENT (the text of that file), $root (where the root is), or a variable.
"""
import json
import pathlib
import re
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = ('c', 'rust', 'python', 'perl', 'javascript')
GOBJECT = ('python', 'perl', 'javascript')
TOKEN = re.compile(r'\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<mark>->|!!|[=~()\[\],!])|(?P<word>[^\s()\[\],"=]+))')


class CaseError(Exception):
    """A case that is not understood."""


@dataclass
class Statement:
    where: str                    # FILE:LINE
    place: str                    # fake or real alone; '' for all
    languages: tuple
    text: str
    name: str = ''                # of what it returns
    call: list = field(default_factory=list)      # what is called, and its arguments
    expected: object = None       # a value; ABSENT when nothing is said
    pattern: str = ''
    code: str = ''                # of the failure
    part: str = ''


@dataclass
class Case:
    title: str
    places: list
    languages: tuple
    statements: list = field(default_factory=list)


@dataclass(frozen=True)
class Word:
    """What is neither a text nor a number: a variable, an enumeration's value, a document."""
    text: str


ABSENT = object()


def languages_of(words):
    found = []
    for word in words:
        if word not in (*LANGUAGES, 'gobject'):
            raise CaseError(f'there is no language {word}')
        found += GOBJECT if word == 'gobject' else [word]
    return tuple(found)


def tokens(text):
    at = 0
    while at < len(text.rstrip()):
        match = TOKEN.match(text, at)
        if not match:
            raise CaseError(f'not understood: {text[at:]!r}')
        at = match.end()
        if match['text']:
            yield 'text', json.loads(match['text'])
        elif match['mark']:
            yield 'mark', match['mark']
        else:
            yield 'word', match['word']


def value(found):
    """The value that some tokens begin with; they are taken away."""
    kind, token = found.pop(0)
    if kind == 'text':
        return token
    if kind == 'word':
        if re.fullmatch(r'-?\d+', token):
            return int(token)
        return {'true': True, 'false': False, 'none': None}.get(token, Word(token))
    if token in '[(':
        items = []
        while found[0] != ('mark', ']' if token == '[' else ')'):
            items.append(value(found))
            if found[0] == ('mark', ','):
                found.pop(0)
        found.pop(0)
        return items
    raise CaseError(f'{token} where a value should be')


def read_statement(text, where, place, languages):
    statement = Statement(where, place, languages, text, expected=ABSENT)
    if text.startswith('! '):
        statement.call = ['!', text[2:]]
        return statement
    found = list(tokens(text))
    if len(found) > 2 and found[1] == ('mark', '='):
        statement.name = found[0][1]
        del found[:2]
    while found and found[0] not in (('mark', '->'), ('mark', '!!')):
        statement.call.append(value(found))
    if found and found.pop(0) == ('mark', '!!'):
        statement.code = found.pop(0)[1]
        statement.part = value(found)
    elif found and found[0] == ('mark', '~'):
        found.pop(0)
        statement.pattern = value(found)
    elif found:
        statement.expected = value(found)
    if found:
        raise CaseError(f'more than a statement: {found}')
    return statement


def read_file(path):
    cases = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        where = f'{path.name}:{number}'
        languages = LANGUAGES
        if match := re.search(r'\s{2,}\[([a-z ]+)\]$', line):
            line, languages = line[:match.start()], languages_of(match[1].split())
        if not line.strip() or line.startswith('#'):
            continue
        try:
            word, _, rest = line.partition(': ')
            if word == 'case':
                cases.append(Case(rest, [], LANGUAGES))
            elif word == 'on':
                cases[-1].places = re.findall(r'root \S+|\S+', rest)
            elif word == 'in':
                cases[-1].languages = languages_of(rest.split())
            elif word in ('fake', 'real'):
                cases[-1].statements.append(read_statement(rest, where, word, languages))
            else:
                cases[-1].statements.append(read_statement(line, where, '', languages))
        except (CaseError, IndexError, ValueError) as error:
            raise CaseError(f'{where}: {line}: {error}') from error
    return cases


def read_all():
    return [case for path in sorted((HERE / 'cases').glob('*.cases')) for case in read_file(path)]
