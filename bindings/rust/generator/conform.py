# SPDX-License-Identifier: LGPL-2.1-or-later
"""How the program of the conformance cases makes each call."""
import re
import subprocess

from generator.words import (
    BY_HAND, HEADER, KINDS_OF_HOST, NO_TYPE, NUMBERS, api, camel, is_method, is_optional_time, is_time, method_name,
    module_of,    only_unset, owner_of)


def conform_argument(value, place, changes):
    """How a call of the cases gets an argument ready, and hands it over. @changes: the call changes its own object."""
    name = f'a{place}'
    kind = value.ctype.removesuffix('*').rstrip()
    if value.ctype == 'berth_cancel *':
        return 'let cancel = c.cancel.clone();', 'cancel.as_ref()'
    if value.ctype == 'char *' and 'nullable' in value:
        return f'let {name} = c.optional_text({place}).map(str::to_owned);', f'{name}.as_deref()'
    if value.ctype == 'char *':
        return f'let {name} = c.text({place}).to_owned();', f'&{name}'
    if kind in api.types:
        found = f'c.optional({place}).map(Object::{module_of(kind)})'
        if 'nullable' in value and changes:
            return f'let {name} = {found}.cloned();', f'{name}.as_ref()'
        if 'nullable' in value or kind == 'berth_progress':
            return f'let {name} = {found};', name
        if changes:
            return f'let {name} = {found}.cloned().expect("an object");', f'&{name}'
        return f'let {name} = {found}.expect("an object");', name
    if value.name == 'timeout_ms' or is_optional_time(value):
        return f'let {name} = c.timeout({place})?;', name
    if is_time(value):
        return f'let {name} = c.duration({place})?;', name
    if value.enum:
        return f'let {name} = {camel(value.enum)}::from_bits(c.number({place}) as u32);', name
    if value.ctype in api.enums:
        return f'let {name} = {camel(value.ctype)}::Unknown(c.number({place}) as u32);', name
    if value.ctype == 'bool':
        return f'let {name} = c.number({place}) != 0;', name
    return f'let {name} = c.number({place}){"" if value.ctype == "int64_t" else " as " + NUMBERS[value.ctype]};', name


def conform_arm(function):
    """One call of the cases, by the name of its C function."""
    parameters = [each for each in function.parameters if 'out' not in each and each.ctype != 'berth_error **']
    ready, handed, receiver, changes = [], [], None, False
    for place, each in enumerate(parameters):
        if place == 0 and is_method(function):
            receiver = each
            changes = api.types[each.ctype.removesuffix('*').rstrip()].one_thread and not each.const
            continue
        before, word = conform_argument(each, place, changes)
        ready.append(before)
        handed.append(word)
    owner, name = owner_of(function), method_name(function)
    if receiver:
        kind = receiver.ctype.removesuffix('*').rstrip()
        me = f'Object::{module_of(kind)}{"_mut" if changes else ""}(c.object{"_mut" if changes else ""}(0))'
        if owner in KINDS_OF_HOST.values():
            me = f'{owner}::try_from({me}.clone())?'
        call = f'{me}.{name}({", ".join(handed)})'
    elif function.name.removesuffix('_get_name') in api.enums:
        call = f'{camel(function.name.removesuffix("_get_name"))}::Unknown(c.number(0) as u32).name()'
        ready = []
    else:
        call = f'{owner or "berth"}::{name}({", ".join(handed)})'
    result = function.result
    fallible = function.fails and not only_unset(function)
    if only_unset(function):
        # The cases say what the library says.
        call = f'{call}.ok_or(Failure::NotSet)'
        fallible = True
    elif function.fails and 'NOT_SET' in result.text:
        call = f'{call}?.ok_or(Failure::NotSet)'
    covered = [function.name]
    kind = result.ctype.rstrip('* ')
    if result.ctype.endswith('**') and kind in api.types:
        covered.append(f'{kind}_list_free')
    elif result.ctype == 'char **':
        covered.append('berth_strv_free')
    elif result.ctype == 'char *' and 'owned' in result:
        covered.append('berth_free')
    value = f'{call}{"?" if fallible else ""}.give()'
    if result.ctype == 'void' or (function.fails and result.ctype == 'bool' and not function.outs):
        ready.append(f'{call}{"?" if fallible else ""};')
        value = '().give()'
    body = '\n'.join([f'c.cover("{" ".join(covered)}");', *ready, f'Ok({value})'])
    return f'        "{function.name}" => {{\n{body}\n}}\n'


def write_conform(path):
    """How the program of the conformance cases makes each call."""
    kinds = [kind for kind in api.types if kind not in NO_TYPE | {'berth_cancel'}]
    called = [each for each in api.functions.values() if each.name not in BY_HAND
              and not each.name.endswith(('_ref', '_unref', '_list_free', '_copy', '_equal'))
              and api.owner(each) != 'berth_cancel']
    variants = ''.join(f'    {camel(kind)}({camel(kind)}),\n' for kind in kinds)
    accessors, gives, names, copies = '', '', '', ''
    for kind in kinds:
        name, word = camel(kind), module_of(kind)
        mutable = api.types[kind].one_thread
        accessors += f'''
    pub fn {word}(object: &Object) -> &{name} {{
        match object {{
            Object::{name}(one) => one,
            _ => panic!("{{}} is no {name}", object.name()),
        }}
    }}
'''
        if mutable:
            accessors += f'''
    pub fn {word}_mut(object: &mut Object) -> &mut {name} {{
        match object {{
            Object::{name}(one) => one,
            _ => panic!("{{}} is no {name}", object.name()),
        }}
    }}
'''
        gives += f'''
impl Give for {name} {{
    fn give(self) -> Value {{
        Value::Object(Object::{name}(self))
    }}
}}

impl Give for Vec<{name}> {{
    fn give(self) -> Value {{
        Value::Objects("{name}", self.into_iter().map(Object::{name}).collect())
    }}
}}
'''
        names += f'            Object::{name}(_) => "{name}",\n'
        if mutable and f'{kind}_copy' not in api.functions:
            copies += f'            Object::{name}(_) => "{kind}_unref",\n'
        elif mutable:
            copies += f'            Object::{name}(one) => {{\n drop(one.clone());\n"{kind}_copy {kind}_unref"\n}}\n'
        else:
            copies += f'            Object::{name}(one) => {{\n drop(one.clone());\n"{kind}_ref {kind}_unref"\n}}\n'
    for enum in api.enums.values():
        if not enum.flags:
            gives += f'''
impl Give for {camel(enum.name)} {{
    fn give(self) -> Value {{
        Value::Number(self.number().into())
    }}
}}
'''
    types = sorted({camel(kind) for kind in kinds} | {camel(name) for name in api.enums} | {*KINDS_OF_HOST.values()})
    arms = ''.join(conform_arm(each) for each in called)
    text = f'''{HEADER}use berth::{{{", ".join(types)}}};

use crate::{{Call, Failure, Give, Value}};

/// What a variable of the cases holds.
pub enum Object {{
{variants}}}

impl Object {{
    pub fn name(&self) -> &'static str {{
        match self {{
{names}        }}
    }}

    /// Clones it and lets that go, as programs do. Returns: the C functions which that needs.
    pub fn copy(&self) -> &'static str {{
        match self {{
{copies}        }}
    }}
{accessors}}}
{gives}
pub fn call(name: &str, c: &mut Call) -> Result<Value, Failure> {{
    match name {{
{arms}        _ => panic!("there is no function {{name}}"),
    }}
}}
'''
    used = [name for name in types if re.search(rf'\b{name}\b', text.partition(';\n')[2])]
    text = text.replace(', '.join(types), ', '.join(used), 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    subprocess.run(['rustfmt', '--edition', '2021', str(path)], check=True)
