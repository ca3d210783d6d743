# SPDX-License-Identifier: LGPL-2.1-or-later
"""The words of the C headers in Rust: names, and comments."""
import pathlib
import re
import sys
import textwrap

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))

import headers as reader  # noqa: E402

# Written by hand, or needed by nobody: what takes functions, what makes an error, what ends a string.
BY_HAND = {
    'berth_free', 'berth_strv_free', 'berth_error_free', 'berth_error_get_code', 'berth_error_get_domain',
    'berth_error_get_message', 'berth_error_get_file', 'berth_error_get_line',
    'berth_host_open', 'berth_host_options_new', 'berth_host_options_free', 'berth_host_options_set_root',
    'berth_host_options_set_driver', 'berth_host_options_set_log', 'berth_progress_new', 'berth_cancel_get_fd',
    'berth_watch_get_fd',
}
NO_TYPE = {'berth_error', 'berth_host_options'}
# Where the headers' words would make names that no Rust program expects.
NAMES = {
    'berth_interface_filter': 'Filter', 'BERTH_START_MODE_ONBOOT': 'OnBoot', 'BERTH_START_MODE_HOTPLUG': 'HotPlug',
    'BERTH_START_MODE_ONBOOT_HOTPLUG': 'OnBootHotPlug',
    'BERTH_IP_FAMILY_IPV4': 'V4', 'BERTH_IP_FAMILY_IPV6': 'V6',
}
# A prefix of functions that take a host and stand on a type of their own.
KINDS_OF_HOST = {'berth_fake_': 'FakeHost'}
# Looks at the host, so no Debug shows it.
LOOKS = {'berth_host_get_driver'}
NUMBERS = {'unsigned': 'u32', 'int64_t': 'i64', 'uint64_t': 'u64', 'size_t': 'usize', 'int': 'i32', 'bool': 'bool'}

api = reader.read()


def camel(name):
    return NAMES.get(name) or ''.join(word.capitalize() for word in name.removeprefix('berth_').split('_'))


def value_name(enum, value):
    """BERTH_ERROR_NOT_FOUND of berth_error_code: NotFound; of flags NOT_FOUND."""
    if value in NAMES:
        return NAMES[value]
    stem = enum.name.upper()
    for prefix in (stem, stem.removesuffix('_CODE'), stem.removesuffix('_FLAGS'), stem.removesuffix('_LEVEL'),
                   stem.removesuffix('_TYPE')):
        if value.startswith(prefix + '_'):
            word = value[len(prefix) + 1:]
            return word if enum.flags else ''.join(part.capitalize() for part in word.split('_'))
    raise reader.HeaderError(f'{value} does not begin as {enum.name} does')


def module_of(kind):
    return kind.removeprefix('berth_')


def owner_of(function):
    """The Rust type it stands on, or None."""
    for prefix, name in KINDS_OF_HOST.items():
        if function.name.startswith(prefix):
            return name
    owner = api.owner(function) or api.enum_of(function)
    return camel(owner) if owner else None


def is_method(function):
    return bool(function.parameters) and api.owner(function) == function.parameters[0].ctype.removesuffix('*').rstrip()


def reads(function):
    """Whether it tells what is there already: then its name needs no get_."""
    return function.name.find('_get_') > 0 and not function.cancel


def method_name(function):
    prefixes = [*KINDS_OF_HOST, (api.owner(function) or api.enum_of(function) or 'berth') + '_', 'berth_']
    word = next(function.name[len(prefix):] for prefix in prefixes if function.name.startswith(prefix))
    return re.sub('(^|_)get_', r'\1', word, count=1) if reads(function) else word


def rust_name(value):
    name = value.name
    if value.ctype in ('int', 'int64_t'):
        name = name.removesuffix('_ms')
    return {'type': 'kind'}.get(name, name)


def is_number(value):
    """Whether an unsigned number is no flags, which have to say of which enumeration they are."""
    return value.ctype == 'unsigned' and value.name == 'code'


def is_optional_time(value):
    """Whether -1 stands for no time of one's own."""
    return is_time(value) and value.ctype == 'int' and '-1' in value.text


def is_time(value):
    return value.name.endswith('_ms') and value.ctype in ('int', 'int64_t')


# --- Comments -------------------------------------------------------------------------------------

CODES = {value.removeprefix('BERTH_ERROR_'): value_name(api.enums['berth_error_code'], value)
         for value, _, _ in api.enums['berth_error_code'].values}


def link_function(match):
    name = match[1]
    function = api.functions.get(name)
    if not function or name in BY_HAND or name.endswith(('_ref', '_unref')):
        return f'`{name}`'
    owner = owner_of(function)
    path = f'{owner}::{method_name(function)}' if owner else method_name(function)
    return f'[`{path}`](crate::{path})'


def say(text):
    """A sentence of the headers, in the words of Rust's documentation."""
    text = re.sub(r'\b(berth_\w+)\(\)', link_function, text)
    text = re.sub(r'@(\w+)', r'`\1`', text)
    text = re.sub(r'\bNULL\b', '`None`', text)
    text = re.sub(rf'\b({"|".join(CODES)})\b(?![`"])',
                  lambda match: f'[`{CODES[match[1]]}`](crate::ErrorCode::{CODES[match[1]]})', text)
    text = re.sub(r'\bberth_(interface_filter|(un)?define_flags|event_mask)\b', lambda match: f'`{camel(match[0])}`',
                  text)
    return text


def of_time(text):
    """What is said of a time in milliseconds, of a Duration."""
    text = re.sub(r'(?:, |\b)in milliseconds\b', '', text)
    return re.sub(r'-1\b', 'NULL', text)


def lines(text, indent):
    """Lines of a comment."""
    made = []
    for paragraph in text.split('\n'):
        more = '  ' if paragraph.startswith('* ') else ''
        made += textwrap.wrap(paragraph, 100 - len(indent) - 4, break_long_words=False, break_on_hyphens=False,
                              subsequent_indent=more) or ['']
    return ''.join(f'{indent}/// {line}'.rstrip() + '\n' for line in made)


def sentence(text):
    text = text.strip().rstrip('.;,: ')
    return text[0].upper() + text[1:] + '.' if text else ''


OPTIONAL = re.compile(r'\bNOT_SET(?P<when> when [^,]*?)?(?P<more>,? or (?=[A-Z]{4})|, (?=[A-Z]{4})|(?=\.?$))')


def only_unset(function):
    """Whether having no value is the one way it fails."""
    match = re.fullmatch(r'true; false with NOT_SET( when [^,;]*)?', function.result.text.rstrip('.'))
    return bool(match) and not any(each.ctype == 'char *' for each in function.parameters)


def comment(function):
    """What it does, what it takes, what it returns, how it fails."""
    # A list of Rust's needs neither.
    result = re.sub(r',? (?:NULL-terminated, )?[Ff]reed with berth_\w+\(\)|, NULL-terminated', '', function.result.text)
    failures = ''
    if match := re.search(r'[;,.] (?:false|NULL) (?=(?:with|as) )', result):
        result, failures = result[:match.start()], result[match.end():]
    elif match := re.match(r'(?:true|NULL) (?=with )', result):
        result, failures = '', result[match.end():]
    if function.result.ctype == 'bool' and function.fails:
        # "true, also when it had no value"
        result = re.sub(r'^true,? ?(also )?', r'\1', result)
        result = f'Succeeds {result}' if result.startswith('also') else re.sub('^when it ', 'Succeeds when it ', result)
    none = ''
    if match := OPTIONAL.search(failures):
        none = f'NULL{match["when"] or " when it is not set"}'
        failures = failures[:match.start()] + failures[match.end():]
    failures = re.sub(r'(?:,? or |, |(?<=^with ))NO_MEMORY(?=[.,;]|$)', '', failures).strip(' ,.').removesuffix('with')
    what = function.text
    if not what:
        outs = [each.text for each in function.outs if each.text]
        what = '; '.join(map(of_time, outs)) or result
        result = ''
    if not what:
        raise reader.HeaderError(f'{function.name}: nothing says what it does')
    first, *others = what.split('\n\n')
    others = [f'```text\n{textwrap.dedent(each)}\n```' if each.startswith('    ') else each for each in others]
    paragraphs = [sentence(first), *others]
    if result and function.text and function.result.ctype != 'void':
        verb = '' if result.startswith('Succeeds ') else 'Returns '
        paragraphs.append(verb + result.strip().rstrip('.') + '.')
    if none:
        paragraphs.append(sentence(none))
    if failures:
        paragraphs.append('Fails ' + failures.strip().rstrip('.') + '.')
    said = [each for each in function.parameters
            if each.text and 'out' not in each and each.ctype not in ('berth_cancel *', 'berth_error **')]
    if is_method(function):
        said = [each for each in said if each is not function.parameters[0]]
    if said:
        paragraphs.append('\n'.join(f'* `{rust_name(each)}`: {of_time(each.text) if is_time(each) else each.text}'
                                    for each in said))
    return lines(say('\n\n'.join(paragraphs)), '    ')


def type_comment(kind):
    text = re.sub(r'\s*(?:Ended|Freed) with berth_\w+\(\)\.', '', api.types[kind].text)
    return lines(say(text), '')


HEADER = '''// SPDX-License-Identifier: LGPL-2.1-or-later
// Made by bindings/rust/generate from the public headers; change those, and run it again.

'''
