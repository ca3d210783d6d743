# SPDX-License-Identifier: LGPL-2.1-or-later
"""The safe crate's types and calls."""
import re
import subprocess

from generator.words import (
    BY_HAND, HEADER, KINDS_OF_HOST, LOOKS, NO_TYPE, NUMBERS, api, camel, comment, is_method, is_number,
    is_optional_time, is_time, lines, method_name, module_of, only_unset, owner_of, reader, rust_name, say, sentence,
    type_comment, value_name)


# --- Values ---------------------------------------------------------------------------------------

class Argument:
    """How a parameter is declared, made ready and handed over."""

    def __init__(self, value, function):
        name, nullable = rust_name(value), 'nullable' in value
        kind = value.ctype.removesuffix('*').rstrip()
        self.before = ''
        if value.ctype == 'char *' and value.const:
            paths = 'path' in value
            plain = '&Path' if paths else '&str'
            convert = 'path_to_c' if paths else 'to_c'
            if nullable:
                self.declared = f'{name}: Option<{plain}>'
                self.before = f'let {name} = {name}.map(|text| text::{convert}("{name}", text)).transpose()?;'
                self.handed = f'text::pointer(&{name})'
            else:
                self.declared = f'{name}: {plain}'
                self.before = f'let {name} = text::{convert}("{name}", {name})?;'
                self.handed = f'{name}.as_ptr()'
        elif value.ctype.endswith('*') and kind in api.types:
            name_of = camel(kind)
            shared = kind in ('berth_cancel', 'berth_progress')
            borrow = f'&{name_of}' if value.const or not api.types[kind].one_thread or shared else f'&mut {name_of}'
            self.declared = f'{name}: Option<{borrow}>' if nullable or shared else f'{name}: {borrow}'
            self.handed = (f'{name}.map_or(ptr::null_mut(), |one| one.as_ptr())' if nullable or shared
                           else f'{name}.as_ptr()')
        elif value.name == 'timeout_ms':
            self.declared, self.handed = 'timeout: Option<Duration>', 'time::timeout_ms(timeout)'
        elif is_optional_time(value):
            self.declared, self.handed = f'{name}: Option<Duration>', f'time::timeout_ms({name})'
        elif is_time(value) and value.ctype == 'int':
            self.declared, self.handed = f'{name}: Duration', f'time::timeout_ms(Some({name}))'
        elif is_time(value):
            self.declared = f'{name}: Duration'
            self.before = f'let {name} = time::whole_ms("{name}", {name})?;'
            self.handed = name
        elif value.ctype == 'unsigned' and not value.enum and not is_number(value):
            raise reader.HeaderError(f'{function.name}: @{value.name}: of which flags is not said')
        elif value.enum:
            self.declared, self.handed = f'{name}: {camel(value.enum)}', f'{name}.bits()'
        elif value.ctype in api.enums:
            self.declared, self.handed = f'{name}: {camel(value.ctype)}', f'{name}.to_raw()'
        elif value.ctype in NUMBERS:
            self.declared, self.handed = f'{name}: {NUMBERS[value.ctype]}', name
        else:
            raise reader.HeaderError(f'{function.name}: @{value.name}: no Rust for {value.ctype}')


def out_value(value):
    """How an out parameter is made, its type, and what becomes of it."""
    kind = value.pointee
    name = rust_name(value)
    if kind == 'char *':
        read, plain = ('borrowed_path', '&Path') if 'path' in value else ('borrowed', '&str')
        empty = 'Path::new("")' if 'path' in value else '""'
        return 'ptr::null()', plain, f'unsafe {{ text::{read}({name}) }}.unwrap_or({empty})'
    if kind.endswith('*'):
        owner = camel(kind.removesuffix('*').rstrip())
        return 'ptr::null_mut()', f'Option<{owner}>', f'NonNull::new({name}).map({owner}::take)'
    if kind in api.enums:
        first = api.enums[kind].values[0][0]
        return f'sys::{kind}::{first}', camel(kind), f'{camel(kind)}::from_raw({name})'
    if value.name.endswith('_ms'):
        return '0', 'Duration', f'time::from_ms({name})'
    return ('false' if kind == 'bool' else '0'), NUMBERS[kind], name


# --- Functions ------------------------------------------------------------------------------------

def write_list(function, item):
    """A NULL-terminated list of objects becomes a Vec that holds each of them."""
    kind = f'berth_{module_of(item)}'
    return f'''let mut items = Vec::new();
        // SAFETY: the list ends with a NULL; each item is held once more before the list lets it go.
        unsafe {{
            let mut item = list.as_ptr();
            while let Some(raw) = NonNull::new(*item) {{
                sys::{kind}_ref(raw.as_ptr());
                items.push({camel(item)}::take(raw));
                item = item.add(1);
            }}
            sys::{kind}_list_free(list.as_ptr());
        }}
        Ok(items)'''


def write_call(function, call):
    """The body after the arguments are ready, and the type it returns. @call is without the error."""
    result = function.result
    stars = result.ctype.count('*')
    kind = result.ctype.rstrip('* ')
    failing = f'{call[:-1]}{", " if not call.endswith("(") and call[-2] != "(" else ""}error)'
    held = '// SAFETY: everything handed over is held during the call.\n        '
    optional = 'NOT_SET' in result.text
    if not function.fails:
        if stars == 1 and kind == 'char':
            read = 'borrowed_path' if 'path' in result else 'borrowed'
            value = f'unsafe {{ text::{read}({call}) }}'
            plain = '&Path' if 'path' in result else '&str'
            if 'constant' in result:
                plain = plain.replace('&', "&'static ")
            if 'nullable' in result:
                return f'{held}{value}', f'Option<{plain}>'
            nothing = 'Path::new("")' if 'path' in result else '""'
            return f'{held}{value}.unwrap_or({nothing})', plain
        if stars == 1 and kind in api.types:
            owner = camel(kind)
            cast = f' as *mut sys::{kind}' if result.const else ''
            if 'owned' in result:
                return f'{held}NonNull::new(unsafe {{ {call} }}).map({owner}::take)', f'Option<{owner}>'
            body = (f'{held}let raw = NonNull::new(unsafe {{ {call} }}{cast});\n'
                    f'        // SAFETY: what is borrowed is held once more for who asked.\n'
                    f'        raw.map(|raw| unsafe {{\n            sys::{kind}_ref(raw.as_ptr());\n'
                    f'            {owner}::take(raw)\n        }})')
            if 'nullable' in result:
                return body, f'Option<{owner}>'
            return body + f'.expect("the library always has one")', owner
        if kind in api.enums:
            return f'{held}{camel(kind)}::from_raw(unsafe {{ {call} }})', camel(kind)
        if kind == 'void':
            return f'{held}unsafe {{ {call} }}', ''
        if result.name.endswith('_ms'):
            raise reader.HeaderError(f'{function.name}: a time that is returned')
        return f'{held}unsafe {{ {call} }}', NUMBERS[kind]
    if kind == 'bool':
        outs = function.outs
        made = ''.join(f'let mut {rust_name(each)} = {out_value(each)[0]};\n        ' for each in outs)
        action = f'error::action(|error| unsafe {{ {failing} }})'
        if not outs:
            return f'{held}{action}', 'Result<()>'
        types = [out_value(each)[1] for each in outs]
        values = [out_value(each)[2] for each in outs]
        plain = types[0] if len(types) == 1 else f'({", ".join(types)})'
        value = values[0] if len(values) == 1 else f'({", ".join(values)})'
        held = held.replace('call.', 'call, and what is borrowed lives as long as this borrow.')
        # One that waits for an event either has it or has failed.
        if plain.startswith('Option<') and 'nullable' not in outs[0]:
            plain, value = plain[7:-1], value + '.expect("the library gives one when it succeeds")'
        if only_unset(function):
            return f'{made}{held}{action}.ok().map(|()| {value})', f'Option<{plain}>'
        if optional:
            return f'{made}{held}Ok(error::optional({action})?.map(|()| {value}))', f'Result<Option<{plain}>>'
        return f'{made}{held}{action}.map(|()| {value})', f'Result<{plain}>'
    found = f'error::object(|error| unsafe {{ {failing} }})'
    if kind == 'char' and stars == 1:
        held = held.replace('call.', 'call, and the text is owned here.')
        if optional:
            return (f'{held}Ok(error::optional({found})?.map(|text| unsafe {{ text::owned(text) }}))',
                    'Result<Option<String>>')
        return f'{held}{found}.map(|text| unsafe {{ text::owned(text) }})', 'Result<String>'
    if kind == 'char':
        held = held.replace('call.', 'call, and the list is owned here.')
        return f'{held}{found}.map(|list| unsafe {{ text::owned_list(list) }})', 'Result<Vec<String>>'
    if stars == 2:
        return f'{held}let list = {found}?;\n        {write_list(function, kind)}', f'Result<Vec<{camel(kind)}>>'
    return f'{held}{found}.map({camel(kind)}::take)', f'Result<{camel(kind)}>'


def write_function(function):
    parameters = list(function.parameters)
    receiver, handed = '', []
    if is_method(function):
        me = parameters.pop(0)
        kind = me.ctype.removesuffix('*').rstrip()
        changes = api.types[kind].one_thread and not me.const
        receiver = '&mut self' if changes else '&self'
        handed.append('self.as_ptr()')
    elif parameters and parameters[0].ctype == api.enum_of(function):
        parameters.pop(0)
        receiver = 'self'
        handed.append('self.to_raw()')
    arguments = []
    for each in parameters:
        if 'out' in each:
            handed.append(f'&mut {rust_name(each)}')
        elif each.ctype != 'berth_error **':
            arguments.append(Argument(each, function))
            handed.append(arguments[-1].handed)
    if any(each.before for each in arguments) and not function.fails:
        raise reader.HeaderError(f'{function.name}: an argument may be refused, but the function cannot fail')
    body, returned = write_call(function, f'sys::{function.name}({", ".join(handed)})')
    before = ''.join(each.before + '\n        ' for each in arguments)
    declared = ', '.join(filter(None, [receiver, *(each.declared for each in arguments)]))
    arrow = f' -> {returned}' if returned else ''
    name = method_name(function)
    # What only tells something costs no more than in C, in programs that inline it.
    allowed = '' if function.fails else '    #[inline]\n'
    if name == 'next':
        allowed = '    #[allow(clippy::should_implement_trait)] // it may have nothing now, and more later\n'
    return f'{comment(function)}{allowed}    pub fn {name}({declared}){arrow} {{\n        {before}{body}\n    }}\n'


# --- Files ----------------------------------------------------------------------------------------

IMPORTS = {
    'Duration': 'std::time::Duration', 'Path': 'std::path::Path', 'fmt': 'std::fmt',
}


def both(module, itself, name, code):
    """The line that brings a module, something in it, or both."""
    words = [word for word, used in (('self', itself), (name, re.search(rf'(?<![:\w]){name}\b', code))) if used]
    if not words:
        return []
    ending = {'self': '', name: f'::{name}'}.get(''.join(words), f'::{{self, {name}}}')
    return [f'use {module}{ending};']


def imports(body, mine):
    """The use lines that a file needs."""
    code = re.sub(r'//.*', '', body)
    standard = [f'use {path};' for word, path in IMPORTS.items() if re.search(rf'\b{word}\b', code)]
    standard += both('std::ptr', re.search(r'\bptr::null', code), 'NonNull', code)
    own = [f'use crate::{module};' for module in ('text', 'time') if re.search(rf'(?<![:\w]){module}::', code)]
    own += both('crate::error', re.search(r'(?<![:\w])error::', code), 'Result', code)
    types = [camel(name) for name in [*api.types, *api.enums] if name not in NO_TYPE] + [*KINDS_OF_HOST.values()]
    used = sorted({name for name in types if name not in mine and re.search(rf'\b{name}\b', code)})
    if used:
        own.append(f'use crate::{{{", ".join(used)}}};')
    groups = [sorted(standard), ['use berth_sys as sys;'], sorted(own)]
    return '\n\n'.join('\n'.join(group) for group in groups if group) + '\n\n'


def debug(kind, functions):
    """What can be read without asking anybody: the document, where there is one."""
    if any(each.name == f'{kind}_to_json' for each in functions):
        return f'''
impl fmt::Debug for {camel(kind)} {{
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {{
        // Only memory running out keeps the text away.
        let json = self.to_json().unwrap_or_default();
        formatter.debug_tuple("{camel(kind)}").field(&format_args!("{{}}", json.trim_end())).finish()
    }}
}}
'''
    shown = [each for each in functions if is_method(each) and len(each.parameters) == 1 and not each.fails
             and each.parameters[0].const and each.result.ctype != 'void' and each.name not in LOOKS
             and not each.name.endswith(('_ref', '_unref', '_copy', '_get_fd'))
             and each.result.ctype.rstrip('* ') not in ('berth_host',)]
    fields = ''.join(f'.field("{method_name(each)}", &self.{method_name(each)}())' for each in shown)
    return f'''
impl fmt::Debug for {camel(kind)} {{
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {{
        formatter.debug_struct("{camel(kind)}"){fields}.finish()
    }}
}}
'''


def write_type(kind):
    name, module = camel(kind), module_of(kind)
    functions = [each for each in api.functions.values() if api.owner(each) == kind
                 and not any(each.name.startswith(prefix) for prefix in KINDS_OF_HOST)]
    names = {each.name for each in functions}
    calls = [each for each in functions if each.name not in BY_HAND
             and not each.name.endswith(('_ref', '_unref', '_copy', '_equal', '_list_free'))]
    copy = f'{kind}_copy' in names
    one_thread = api.types[kind].one_thread
    threads = ('any thread use it, one at a time: Send, and not Sync' if one_thread
               else 'every thread use it, several at once')
    only_hold = ', which must be the only one: `&mut self` stands for that' if one_thread else ''
    text = f'''{type_comment(kind)}pub struct {name} {{
    raw: NonNull<sys::{kind}>,
}}

// SAFETY: the library lets {threads}.
unsafe impl Send for {name} {{}}
'''
    if not one_thread:
        text += f'unsafe impl Sync for {name} {{}}\n'
    text += f'\nimpl {name} {{\n' + '\n'.join(write_function(each) for each in calls)
    text += f'''
    /// Takes over the hold on `raw`{only_hold}.
    #[allow(dead_code)] // not every type is also made by calls
    pub(crate) fn take(raw: NonNull<sys::{kind}>) -> {name} {{
        {name} {{ raw }}
    }}

    #[inline]
    pub(crate) fn as_ptr(&self) -> *mut sys::{kind} {{
        self.raw.as_ptr()
    }}
}}
'''
    if copy:
        text += f'''
/// A clone is another one with the same settings.
impl Clone for {name} {{
    /// # Panics
    /// When memory ran out.
    fn clone(&self) -> {name} {{
        // SAFETY: what is copied is held.
        NonNull::new(unsafe {{ sys::{kind}_copy(self.as_ptr()) }}).map({name}::take).expect("memory ran out")
    }}
}}
'''
    elif not one_thread:
        text += f'''
/// A clone is the same one.
impl Clone for {name} {{
    fn clone(&self) -> {name} {{
        // SAFETY: it is held, and so is what the call returns: the same pointer.
        unsafe {{ sys::{kind}_ref(self.as_ptr()) }};
        {name} {{ raw: self.raw }}
    }}
}}
'''
    if f'{kind}_equal' in names:
        text += f'''
impl PartialEq for {name} {{
    fn eq(&self, other: &{name}) -> bool {{
        // SAFETY: both are held.
        unsafe {{ sys::{kind}_equal(self.as_ptr(), other.as_ptr()) }}
    }}
}}

impl Eq for {name} {{}}
'''
    text += f'''
impl Drop for {name} {{
    fn drop(&mut self) {{
        // SAFETY: this hold is let go once.
        unsafe {{ sys::{kind}_unref(self.raw.as_ptr()) }}
    }}
}}
'''
    text += debug(kind, functions)
    return HEADER + imports(text, {name}) + text


def write_kind_of_host(prefix, name):
    functions = [each for each in api.functions.values() if each.name.startswith(prefix)]
    text = f'impl {name} {{\n' + '\n'.join(write_function(each) for each in functions) + '}\n'
    return HEADER + imports(text, set()) + text


def write_free_functions():
    """What stands on no type; the version has an example, by hand."""
    functions = [each for each in api.functions.values()
                 if not owner_of(each) and each.name not in BY_HAND | {'berth_version'}]
    text = '\n'.join(map(write_function, functions))
    return HEADER + imports(text, set()) + text


def write_enums():
    text = ''
    for enum in api.enums.values():
        macro = 'flags' if enum.flags else 'enumeration'
        text += f'{macro}! {{\n{lines(sentence(say(enum.text)), "    ")}    {camel(enum.name)}({enum.name}) {{\n'
        for value, _, said in enum.values:
            said = said or value_name(enum, value)
            text += f'{lines(sentence(say(said)), "        ")}        {value_name(enum, value)} = {value},\n'
        text += '    }\n}\n\n'
        functions = [each for each in api.functions.values() if api.enum_of(each) == enum.name
                     and each.name != f'{enum.name}_get_name']
        if functions:
            text += f'impl {camel(enum.name)} {{\n' + '\n'.join(map(write_function, functions)) + '}\n\n'
        naming = api.functions.get(f'{enum.name}_get_name')
        if naming:
            name = camel(enum.name)
            nullable = 'nullable' in naming.result
            returned = "Option<&'static str>" if nullable else "&'static str"
            text += f'''impl {name} {{
{lines(sentence(say(naming.result.text)), '    ')}    pub fn name(self) -> {returned} {{
        // SAFETY: the names are constants of the library.
        unsafe {{ text::borrowed(sys::{naming.name}(self.to_raw())) }}{'' if nullable else '.unwrap_or_default()'}
    }}
}}

impl fmt::Display for {name} {{
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {{
        formatter.pad(self.name(){'.unwrap_or("unknown")' if nullable else ''})
    }}
}}

'''
    text = text.rstrip('\n') + '\n'
    mine = {camel(name) for name in api.enums}
    used = re.sub(r'\b(?:enumeration|flags)! {.*?\n}\n', '', text, flags=re.DOTALL)
    return HEADER + 'use std::ops::{BitOr, BitOrAssign};\n' + imports(used, mine) + text


def write_all(folder):
    folder.mkdir(parents=True, exist_ok=True)
    files = {'enums': write_enums(), 'functions': write_free_functions()}
    for kind in api.types:
        if kind not in NO_TYPE:
            files[module_of(kind)] = write_type(kind)
    for prefix, name in KINDS_OF_HOST.items():
        files[prefix.removeprefix('berth_').rstrip('_')] = write_kind_of_host(prefix, name)
    modules = ''.join(f'mod {name};\n' for name in sorted(files))
    public = [f'pub use {module_of(kind)}::{camel(kind)};\n' for kind in api.types if kind not in NO_TYPE]
    names = ', '.join(sorted(camel(name) for name in api.enums))
    files['mod'] = f'{HEADER}{modules}\n{"".join(sorted(public))}pub use enums::{{{names}}};\npub use functions::*;\n'
    for name, text in files.items():
        (folder / f'{name}.rs').write_text(text)
    for old in folder.glob('*.rs'):
        if old.stem not in files:
            old.unlink()
    # It follows the modules that are named there.
    subprocess.run(['rustfmt', '--edition', '2021', str(folder / 'mod.rs')], check=True)
