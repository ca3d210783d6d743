# SPDX-License-Identifier: LGPL-2.1-or-later
"""Berth for Python: what makes the introspected namespace read like Python.

    from gi.repository import Berth

    with Berth.Host.open(root='/srv/image') as host:
        for iface in host:
            print(iface.get_name())

Errors are exceptions of one class, ``Berth.Error``, whose ``code`` is one of the names it holds::

    try:
        host.lookup_interface('br9')
    except Berth.Error as error:
        if error.code == Berth.Error.NOT_FOUND:
            print('none:', error.message)

``error.name`` is the code's name as a string, 'NOT_FOUND'. ``Berth.Error`` is a ``GLib.Error``, so
``except GLib.Error`` and ``error.matches(Berth.error_quark(), Berth.Error.NOT_FOUND)`` work too.
``Berth.ErrorCode`` is the plain enumeration.

Everything that may wait has a twin that ends in ``_async``. Without a callback the twin is for
asyncio: it is awaited, and cancelling the task cancels the call, which has then ended. ::

    iface = await host.define_interface_async(config)

With a callback it is GIO's, and the callback ends it with the method in ``_finish``.

Events are iterated over, with asyncio or without::

    async with host.watch() as watch:
        async for event in watch:
            print(event)

With a main loop of GLib they are the signal ``event`` of the watch.
"""
from __future__ import annotations

import functools
import operator
import os
from collections.abc import ItemsView, KeysView, ValuesView
from typing import (
    TYPE_CHECKING, Any, AsyncIterator, Callable, Coroutine, Dict, Iterator, List, NamedTuple, Optional, Set, Tuple,
    Union)

from gi.repository import Gio, GLib

from ..module import get_introspection_module
from ..overrides import override

if TYPE_CHECKING:
    import asyncio

Berth = get_introspection_module('Berth')

__all__ = ['Error', 'ErrorCode', 'Finding', 'Keycode']

ErrorCode = Berth.Error
_DOMAIN = GLib.quark_to_string(Berth.error_quark())


class Error(GLib.Error):
    """Why a call failed: ``code``, ``name`` and ``message``.

    The message is one line that says what is wrong and what to do; it starts "FILE:LINE: " where
    the error has a place.
    """

    def __init__(self, message: str = 'unknown error', domain: str = _DOMAIN, code: int = 0) -> None:
        super().__init__(message, domain, code)
        try:
            self.code = ErrorCode(code)
        except ValueError:
            # A library that is newer than its typelib.
            pass

    @property
    def name(self) -> str:
        """The code's name, as in every language and in JSON: 'NOT_FOUND'."""
        if isinstance(self.code, ErrorCode):
            return self.code.value_nick.replace('-', '_').upper()
        return 'UNKNOWN'

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return f'Berth.Error({self.name}, {self.message!r})'

    def __reduce__(self) -> Tuple[Callable, Tuple[str, str, int]]:
        return _remake_error, (self.message, self.domain, int(self.code))


def _remake_error(message: str, domain: str, code: int) -> Error:
    """For pickle, which cannot find the class in an introspected module."""
    return Error(message, domain, code)


def _fill_error() -> None:
    """Gives Berth.Error the names of the codes, and the name it is known by in tracebacks."""
    for value in ErrorCode.__enum_values__.values():
        setattr(Error, value.value_nick.replace('-', '_').upper(), value)
    Error.__module__ = Berth.__name__


_fill_error()


def _raising(function: Callable) -> Callable:
    """The same function, failing with Berth.Error where it fails with GLib.Error."""
    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except GLib.Error as error:
            if error.domain != _DOMAIN:
                raise
            raise Error(error.message, error.domain, error.code) from None
    return call


def _make_raising(cls: type) -> None:
    """Does so for every method of an introspected class; the classes below inherit from those."""
    for info in cls.__info__.get_methods():
        if not info.can_throw_gerror():
            continue
        function = _raising(cls.__dict__[info.get_name()])
        setattr(cls, info.get_name(), function if info.is_method() else classmethod(function))


for _class in (Berth.Capabilities, Berth.Host, Berth.FakeHost, Berth.Interface, Berth.InterfaceConfig,
               Berth.InterfaceInfo, Berth.KeyLayout, Berth.KeySequence, Berth.KeyTarget, Berth.KeycodeList,
               Berth.Report, Berth.Watch):
    _make_raising(_class)

for _name in ('from_name', 'from_display', 'list_codes'):
    setattr(Berth.Codeset, _name, staticmethod(_raising(getattr(Berth.Codeset, _name))))

for _name in ('keycode_translate', 'keycode_from_name', 'keycode_from_text'):
    globals()[_name] = _raising(getattr(Berth, _name))
    __all__.append(_name)


def _expect(value: Any, cls: type, name: str) -> None:
    """Refuses what GIO would refuse only in the other thread."""
    if not isinstance(value, cls):
        raise TypeError(f'{name}: expected {cls.__name__}, not {value!r}')


def _expect_no_data(data: Tuple[Any, ...]) -> None:
    """Refuses what would be for a callback, and without one for nobody."""
    if data:
        raise TypeError(f'{len(data)} arguments too many: they are for a callback, and there is none')


def _await_call(function: Callable, *args: Any, cancellable: Optional[Gio.Cancellable], data: Tuple[Any, ...],
                done: Callable[[Any], None] = lambda result: None) -> Coroutine[Any, Any, Any]:
    """Runs a blocking call in the loop's executor; cancelling the task cancels the call, which then has ended.

    What it returned is given to ``done`` in the loop, also when the task no longer wants it.
    """
    _expect_no_data(data)
    if cancellable is not None:
        _expect(cancellable, Gio.Cancellable, 'cancellable')
    return _run_call(function, args, cancellable, done)


async def _run_call(function: Callable, args: Tuple[Any, ...], outer: Optional[Gio.Cancellable],
                    done: Callable[[Any], None]) -> Any:
    # Only here: it takes as long to import as everything else together, and who awaits has it already.
    import asyncio

    # The program's may be for other calls too.
    cancellable = Gio.Cancellable()
    handler = outer.connect(lambda *_: cancellable.cancel()) if outer else 0
    began = []

    def run() -> Any:
        began.append(True)
        if cancellable.is_cancelled():
            raise Error('the call was cancelled before it began', code=ErrorCode.CANCELLED)
        return function(*args, cancellable)

    future = asyncio.get_running_loop().run_in_executor(None, run)
    try:
        result = await asyncio.shield(future)
    except asyncio.CancelledError:
        cancellable.cancel()
        if not began:
            # All threads are busy; when one comes to it, it finds it cancelled.
            future.cancel()
            raise
        while not future.done():
            try:
                await asyncio.wait([future])
            except asyncio.CancelledError:
                pass
        # Read, or asyncio complains that nobody did.
        if future.exception() is None:
            done(future.result())
        raise
    finally:
        if handler:
            outer.disconnect(handler)
    done(result)
    return result


def _forward(progress: Optional[Berth.Progress]) -> Optional[Berth.Progress]:
    """A progress for a call in another thread: what it is told, the program's own is told in the running loop."""
    if progress is None:
        return None
    import asyncio

    _expect(progress, Berth.Progress, 'progress')
    loop = asyncio.get_running_loop()
    told = Berth.Progress.new()
    told.connect('changed', lambda step: loop.call_soon_threadsafe(
        progress.update, step.get_done(), step.get_total(), step.get_item()))
    return told


class _Poll:
    """Wakes those who wait on one watch in one loop, which knows its descriptor once however many they are."""

    def __init__(self, loop: asyncio.AbstractEventLoop, descriptor: int) -> None:
        self.loop = loop
        # A program may have the loop poll the watch's own.
        self.descriptor = os.dup(descriptor)
        self.users = 0
        self.waiting: Set[asyncio.Event] = set()

    def add(self, something: asyncio.Event) -> None:
        if not self.waiting:
            self.loop.add_reader(self.descriptor, self.wake)
        self.waiting.add(something)

    def discard(self, something: asyncio.Event) -> None:
        if something in self.waiting:
            self.waiting.remove(something)
            if not self.waiting:
                self.loop.remove_reader(self.descriptor)

    def wake(self) -> None:
        for something in list(self.waiting):
            self.discard(something)
            something.set()

    def wake_from_anywhere(self) -> None:
        try:
            self.loop.call_soon_threadsafe(self.wake)
        except RuntimeError:
            # The loop is closed, and nobody waits there any more.
            pass


def _path(path: Union[str, bytes, os.PathLike]) -> str:
    text = os.fsdecode(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError(f'the path {os.fsencode(path)!r} is not UTF-8') from None
    return text


def _options(options: Optional[Berth.HostOptions], root: Union[str, os.PathLike, None],
             driver: Optional[str]) -> Optional[Berth.HostOptions]:
    if root is None and driver is None:
        return options
    if options is not None:
        raise TypeError('give options, or root and driver, not both')
    return Berth.HostOptions(root=None if root is None else _path(root), driver=driver)


class Host(Berth.Host):
    """A host that was opened with ``Berth.Host.open()``. Iterating over it lists its interfaces."""

    def __init__(self) -> None:
        raise TypeError('Berth.Host.open() opens a host')

    @classmethod
    def open(cls, uri: Optional[str] = None, options: Optional[Berth.HostOptions] = None, *,
             root: Union[str, os.PathLike, None] = None, driver: Optional[str] = None) -> Host:
        """Opens a host: the running system, or with root the one whose files are in that folder."""
        return super().open(uri, _options(options, root, driver))

    @classmethod
    def open_async(cls, uri: Optional[str] = None, options: Optional[Berth.HostOptions] = None,
                   cancellable: Optional[Gio.Cancellable] = None, callback: Optional[Callable] = None,
                   *user_data: Any, root: Union[str, os.PathLike, None] = None,
                   driver: Optional[str] = None) -> Optional[Coroutine[Any, Any, Host]]:
        options = _options(options, root, driver)
        if callback is not None:
            return Berth.Host.open_async(uri, options, cancellable, callback, *user_data)

        return _await_call(lambda _: cls.open(uri, options), cancellable=cancellable, data=user_data)

    def get_capabilities_async(self, cancellable: Optional[Gio.Cancellable] = None,
                               callback: Optional[Callable] = None,
                               *user_data: Any) -> Optional[Coroutine[Any, Any, Capabilities]]:
        if callback is not None:
            return super().get_capabilities_async(cancellable, callback, *user_data)
        return _await_call(self.get_capabilities, cancellable=cancellable, data=user_data)

    def check_interfaces_async(self, cancellable: Optional[Gio.Cancellable] = None,
                               callback: Optional[Callable] = None,
                               *user_data: Any) -> Optional[Coroutine[Any, Any, Report]]:
        if callback is not None:
            return super().check_interfaces_async(cancellable, callback, *user_data)
        return _await_call(self.check_interfaces, cancellable=cancellable, data=user_data)

    def __enter__(self) -> Host:
        return self

    def __exit__(self, *exception: Any) -> None:
        # Nothing to do: a host holds no state that must be given back at once.
        return None

    def __iter__(self) -> Iterator[Interface]:
        return iter(self.list_interfaces())

    def __repr__(self) -> str:
        return f'<Berth.Host {self.get_uri()!r} root={self.get_root()!r}>'

    def list_interfaces(self, filter: Berth.InterfaceFilter = Berth.InterfaceFilter.ALL,
                        cancellable: Optional[Gio.Cancellable] = None) -> List[Interface]:
        return super().list_interfaces(filter, cancellable)

    def list_interfaces_async(self, filter: Berth.InterfaceFilter = Berth.InterfaceFilter.ALL,
                              cancellable: Optional[Gio.Cancellable] = None,
                              callback: Optional[Callable] = None,
                              *user_data: Any) -> Optional[Coroutine[Any, Any, List[Interface]]]:
        if callback is not None:
            return super().list_interfaces_async(filter, cancellable, callback, *user_data)
        return _await_call(self.list_interfaces, filter, cancellable=cancellable, data=user_data)

    def list_interfaces_info(self, filter: Berth.InterfaceFilter = Berth.InterfaceFilter.ALL,
                             cancellable: Optional[Gio.Cancellable] = None) -> List[InterfaceInfo]:
        return super().list_interfaces_info(filter, cancellable)

    def list_interfaces_info_async(self, filter: Berth.InterfaceFilter = Berth.InterfaceFilter.ALL,
                                   cancellable: Optional[Gio.Cancellable] = None,
                                   callback: Optional[Callable] = None,
                                   *user_data: Any) -> Optional[Coroutine[Any, Any, List[InterfaceInfo]]]:
        if callback is not None:
            return super().list_interfaces_info_async(filter, cancellable, callback, *user_data)
        return _await_call(self.list_interfaces_info, filter, cancellable=cancellable, data=user_data)

    def lookup_interface_async(self, name: str, cancellable: Optional[Gio.Cancellable] = None,
                               callback: Optional[Callable] = None,
                               *user_data: Any) -> Optional[Coroutine[Any, Any, Interface]]:
        if callback is not None:
            return super().lookup_interface_async(name, cancellable, callback, *user_data)
        return _await_call(self.lookup_interface, name, cancellable=cancellable, data=user_data)

    def lookup_interface_by_mac_async(self, mac: str, cancellable: Optional[Gio.Cancellable] = None,
                                      callback: Optional[Callable] = None,
                                      *user_data: Any) -> Optional[Coroutine[Any, Any, Interface]]:
        if callback is not None:
            return super().lookup_interface_by_mac_async(mac, cancellable, callback, *user_data)
        return _await_call(self.lookup_interface_by_mac, mac, cancellable=cancellable, data=user_data)

    def define_interface(self, config: InterfaceConfig, flags: Berth.DefineFlags = Berth.DefineFlags.DEFAULT,
                         cancellable: Optional[Gio.Cancellable] = None) -> Interface:
        return super().define_interface(config, flags, cancellable)

    def define_interface_async(self, config: InterfaceConfig,
                               flags: Berth.DefineFlags = Berth.DefineFlags.DEFAULT,
                               cancellable: Optional[Gio.Cancellable] = None,
                               callback: Optional[Callable] = None,
                               *user_data: Any) -> Optional[Coroutine[Any, Any, Interface]]:
        if callback is not None:
            return super().define_interface_async(config, flags, cancellable, callback, *user_data)
        _expect(config, Berth.InterfaceConfig, 'config')
        # Copied here and now: the call runs in another thread, and a configuration belongs to one.
        copy = config.copy()
        return _await_call(self.define_interface, copy, flags, cancellable=cancellable, data=user_data,
                           done=lambda _: config.adopt_revision(copy))

    def watch(self, mask: Berth.EventMask = Berth.EventMask.INTERFACES,
              cancellable: Optional[Gio.Cancellable] = None) -> Watch:
        return super().watch(mask, cancellable)

    def watch_async(self, mask: Berth.EventMask = Berth.EventMask.INTERFACES,
                    cancellable: Optional[Gio.Cancellable] = None, callback: Optional[Callable] = None,
                    *user_data: Any) -> Optional[Coroutine[Any, Any, Watch]]:
        if callback is not None:
            return super().watch_async(mask, cancellable, callback, *user_data)
        return _await_call(self.watch, mask, cancellable=cancellable, data=user_data)

    def list_model(self, filter: Berth.InterfaceFilter = Berth.InterfaceFilter.ALL,
                   cancellable: Optional[Gio.Cancellable] = None) -> ListModel:
        return super().list_model(filter, cancellable)

    def list_model_async(self, filter: Berth.InterfaceFilter = Berth.InterfaceFilter.ALL,
                         cancellable: Optional[Gio.Cancellable] = None, callback: Optional[Callable] = None,
                         *user_data: Any) -> Optional[Coroutine[Any, Any, ListModel]]:
        if callback is not None:
            return super().list_model_async(filter, cancellable, callback, *user_data)
        return _await_call(self.list_model, filter, cancellable=cancellable, data=user_data)

    def open_key_target(self, uri: str, password: Optional[str] = None, timeout_ms: int = -1,
                        cancellable: Optional[Gio.Cancellable] = None) -> KeyTarget:
        return super().open_key_target(uri, password, timeout_ms, cancellable)

    def open_key_target_async(self, uri: str, password: Optional[str] = None, timeout_ms: int = -1,
                              cancellable: Optional[Gio.Cancellable] = None, callback: Optional[Callable] = None,
                              *user_data: Any) -> Optional[Coroutine[Any, Any, KeyTarget]]:
        if callback is not None:
            return super().open_key_target_async(uri, password, timeout_ms, cancellable, callback, *user_data)
        return _await_call(self.open_key_target, uri, password, timeout_ms, cancellable=cancellable, data=user_data)


class FakeHost(Berth.FakeHost, Host):
    """A host in memory, for tests: ``new()`` opens one, and it fails and waits as it is told."""

    def __init__(self) -> None:
        raise TypeError('Berth.FakeHost.new() opens a host in memory')

    @classmethod
    def new(cls, file: Union[str, os.PathLike, None] = None) -> FakeHost:
        """Opens a small host, or the one that a JSON document describes."""
        return super().new(None if file is None else _path(file))

    def list_keys(self, uri: Optional[str] = None) -> List[str]:
        return super().list_keys(uri)

    def __repr__(self) -> str:
        return f'<Berth.FakeHost {self.get_uri()!r}>'


class Interface(Berth.Interface):
    """A handle to one interface, given out by a host."""

    def __init__(self) -> None:
        raise TypeError('a Berth.Host gives out its interfaces')

    def __repr__(self) -> str:
        return f'<Berth.Interface {self.get_name()!r}>'

    def get_config_async(self, cancellable: Optional[Gio.Cancellable] = None,
                         callback: Optional[Callable] = None,
                         *user_data: Any) -> Optional[Coroutine[Any, Any, InterfaceConfig]]:
        if callback is not None:
            return super().get_config_async(cancellable, callback, *user_data)
        return _await_call(self.get_config, cancellable=cancellable, data=user_data)

    def get_info_async(self, cancellable: Optional[Gio.Cancellable] = None,
                       callback: Optional[Callable] = None,
                       *user_data: Any) -> Optional[Coroutine[Any, Any, InterfaceInfo]]:
        if callback is not None:
            return super().get_info_async(cancellable, callback, *user_data)
        return _await_call(self.get_info, cancellable=cancellable, data=user_data)

    def check_async(self, cancellable: Optional[Gio.Cancellable] = None,
                    callback: Optional[Callable] = None,
                    *user_data: Any) -> Optional[Coroutine[Any, Any, Report]]:
        if callback is not None:
            return super().check_async(cancellable, callback, *user_data)
        return _await_call(self.check, cancellable=cancellable, data=user_data)

    def up(self, timeout_ms: int = -1, progress: Optional[Berth.Progress] = None,
           cancellable: Optional[Gio.Cancellable] = None) -> bool:
        return super().up(timeout_ms, progress, cancellable)

    def up_async(self, timeout_ms: int = -1, progress: Optional[Berth.Progress] = None,
                 cancellable: Optional[Gio.Cancellable] = None, callback: Optional[Callable] = None,
                 *user_data: Any) -> Optional[Coroutine[Any, Any, bool]]:
        if callback is not None:
            return super().up_async(timeout_ms, progress, cancellable, callback, *user_data)
        return _await_call(self.up, timeout_ms, _forward(progress), cancellable=cancellable, data=user_data)

    def down(self, timeout_ms: int = -1, progress: Optional[Berth.Progress] = None,
             cancellable: Optional[Gio.Cancellable] = None) -> bool:
        return super().down(timeout_ms, progress, cancellable)

    def down_async(self, timeout_ms: int = -1, progress: Optional[Berth.Progress] = None,
                   cancellable: Optional[Gio.Cancellable] = None, callback: Optional[Callable] = None,
                   *user_data: Any) -> Optional[Coroutine[Any, Any, bool]]:
        if callback is not None:
            return super().down_async(timeout_ms, progress, cancellable, callback, *user_data)
        return _await_call(self.down, timeout_ms, _forward(progress), cancellable=cancellable, data=user_data)

    def undefine(self, flags: Berth.UndefineFlags = Berth.UndefineFlags.DEFAULT,
                 cancellable: Optional[Gio.Cancellable] = None) -> bool:
        return super().undefine(flags, cancellable)

    def undefine_async(self, flags: Berth.UndefineFlags = Berth.UndefineFlags.DEFAULT,
                       cancellable: Optional[Gio.Cancellable] = None,
                       callback: Optional[Callable] = None,
                       *user_data: Any) -> Optional[Coroutine[Any, Any, bool]]:
        if callback is not None:
            return super().undefine_async(flags, cancellable, callback, *user_data)
        return _await_call(self.undefine, flags, cancellable=cancellable, data=user_data)


class InterfaceConfig(Berth.InterfaceConfig):
    """The settings of one interface: ``new()``, ``new_from_xml()``, ``new_from_json()`` make one.

    Its settings are there by path too, as text, and iterating over it lists the paths of those that have a value::

        config['ipv4.addresses[0].prefix'] = '24'
        del config['mtu']
        for path in config:
            print(path, config[path])

    As with a dictionary, what has no value is a ``KeyError``; ``get_setting()`` and its like raise ``Berth.Error``.
    """

    def __init__(self) -> None:
        raise TypeError('Berth.InterfaceConfig.new() makes a configuration')

    def __getitem__(self, path: str) -> str:
        try:
            return self.get_setting(path)
        except Error as error:
            if error.code != ErrorCode.NOT_SET:
                raise
        raise KeyError(path)

    def __setitem__(self, path: str, value: str) -> None:
        self.set_setting(path, value)

    def __delitem__(self, path: str) -> None:
        self[path]
        self.unset_setting(path)

    def __contains__(self, path: str) -> bool:
        try:
            self[path]
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self.list_settings())

    def __len__(self) -> int:
        return len(self.list_settings())

    def keys(self) -> KeysView[str]:
        return KeysView(self)

    def values(self) -> ValuesView[str]:
        return ValuesView(self)

    def items(self) -> ItemsView[str, str]:
        return ItemsView(self)

    def get(self, path: str, default: Any = None) -> Any:
        try:
            return self[path]
        except KeyError:
            return default

    def __repr__(self) -> str:
        return f'<Berth.InterfaceConfig {self.get_interface_type().value_nick} {self.get_name()!r}>'


class InterfaceInfo(Berth.InterfaceInfo):
    """A snapshot of one interface."""

    def __init__(self) -> None:
        raise TypeError('Berth.Interface.get_info() takes a snapshot')

    def __repr__(self) -> str:
        state = [word for word, holds in (('defined', self.is_defined()), ('present', self.is_present()),
                                          ('active', self.is_active())) if holds]
        kind = self.get_interface_type().value_nick
        return f'<Berth.InterfaceInfo {" ".join([kind, repr(self.get_name()), *state])}>'


class Finding(NamedTuple):
    """One thing that a report says. As text it is a line that a person can act on."""

    code: Berth.ErrorCode
    note: bool
    name: Optional[str]
    setting: Optional[str]
    text: str
    file: Optional[str]
    line: int

    def __str__(self) -> str:
        place = f'{self.file}:{self.line}: ' if self.line else f'{self.file}: ' if self.file else ''
        about = ' '.join(filter(None, (self.name, self.setting)))
        return f'{place}{"note: " if self.note else ""}{about}{": " if about else ""}{self.text}'


class Report(Berth.Report):
    """What a call found in several places. Iterating over it gives each ``Finding``; it has the length of those."""

    def __init__(self) -> None:
        raise TypeError('Berth.Host.check_interfaces() makes a report')

    def __len__(self) -> int:
        return self.get_count()

    def __bool__(self) -> bool:
        # Else a report that found nothing would be taken for no report.
        return True

    def __iter__(self) -> Iterator[Finding]:
        for number in range(self.get_count()):
            yield Finding(self.get_code(number), self.is_note(number), self.get_name(number),
                          self.get_setting(number), self.get_text(number), self.get_file(number),
                          self.get_line(number))

    def __repr__(self) -> str:
        return f'<Berth.Report {[str(finding) for finding in self]}>'


class InterfaceItem(Berth.InterfaceItem):
    """One interface in a list model."""

    def __init__(self) -> None:
        raise TypeError('a Berth.ListModel has its items')

    def __repr__(self) -> str:
        return f'<Berth.InterfaceItem {self.get_info()!r}>'


class ListModel(Berth.ListModel):
    """The interfaces of a host as a list that follows them."""

    def __init__(self) -> None:
        raise TypeError('Berth.Host.list_model() makes a model')


class Event(Berth.Event):
    """One thing that happened on a host."""

    def __init__(self) -> None:
        raise TypeError('a Berth.Watch gives out its events')

    def __repr__(self) -> str:
        return f'<Berth.Event {self.get_number()} {self.get_event_type().value_nick} {self.get_info()!r}>'


class Watch(Berth.Watch):
    """Tells what changes on a host. Iterating over it waits for the events, one after the other, until it is closed.

    A ``with`` block closes it at its end.
    """

    def __init__(self) -> None:
        raise TypeError('Berth.Host.watch() makes a watch')

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *exception: Any) -> None:
        self.close()

    async def __aenter__(self) -> Watch:
        return self

    async def __aexit__(self, *exception: Any) -> None:
        self.close()

    def __iter__(self) -> Iterator[Event]:
        while not self.is_closed():
            # Not in one go: Ctrl-C is noticed when a call has returned.
            try:
                event = self.wait(200)
            except Error as error:
                if error.code != ErrorCode.TIMEOUT and not self.is_closed():
                    raise
            else:
                yield event

    async def __aiter__(self) -> AsyncIterator[Event]:
        while not self.is_closed():
            try:
                event = await self._wait_in_loop(-1, None)
            except Error:
                if not self.is_closed():
                    raise
            else:
                yield event

    def wait(self, timeout_ms: int = -1, cancellable: Optional[Gio.Cancellable] = None) -> Event:
        return super().wait(timeout_ms, cancellable)

    def wait_async(self, timeout_ms: int = -1, cancellable: Optional[Gio.Cancellable] = None,
                   callback: Optional[Callable] = None, *user_data: Any) -> Optional[Coroutine[Any, Any, Event]]:
        if callback is not None:
            return super().wait_async(timeout_ms, cancellable, callback, *user_data)
        if cancellable is not None:
            _expect(cancellable, Gio.Cancellable, 'cancellable')
        _expect_no_data(user_data)
        return self._wait_in_loop(operator.index(timeout_ms), cancellable)

    def look(self, timeout_ms: int = -1, cancellable: Optional[Gio.Cancellable] = None) -> bool:
        return super().look(timeout_ms, cancellable)

    def look_async(self, timeout_ms: int = -1, cancellable: Optional[Gio.Cancellable] = None,
                   callback: Optional[Callable] = None, *user_data: Any) -> Optional[Coroutine[Any, Any, bool]]:
        if callback is not None:
            return super().look_async(timeout_ms, cancellable, callback, *user_data)
        return _await_call(self.look, timeout_ms, cancellable=cancellable, data=user_data)

    def close(self) -> None:
        super().close()
        for poll in list(self._polls().values()):
            poll.wake_from_anywhere()

    def _polls(self) -> Dict[asyncio.AbstractEventLoop, _Poll]:
        return self.__dict__.setdefault('_polls_of_loops', {})

    async def _wait_in_loop(self, timeout_ms: int, cancellable: Optional[Gio.Cancellable]) -> Event:
        """Many may wait, and for long: the loop polls, and only a look at the host is left to a thread."""
        import asyncio

        loop = asyncio.get_running_loop()
        end = None if timeout_ms < 0 else loop.time() + timeout_ms / 1000
        something = asyncio.Event()
        poll = self._polls().get(loop)
        if not poll:
            poll = self._polls()[loop] = _Poll(loop, self.get_fd())
        poll.users += 1
        handler = cancellable.connect(lambda *_: loop.call_soon_threadsafe(something.set)) if cancellable else 0
        try:
            while True:
                left_ms = -1 if end is None else max(0, int((end - loop.time()) * 1000))
                try:
                    pending = await self.look_async(left_ms, cancellable)
                except Error as error:
                    if error.code != ErrorCode.TIMEOUT:
                        raise
                    pending = False
                # Taken only here, where nothing can come between: a task that is cancelled loses none.
                event = self.next() if pending else None
                if event is not None:
                    return event
                something.clear()
                poll.add(something)
                if self.is_closed():
                    poll.wake()
                try:
                    await asyncio.wait_for(something.wait(), None if end is None else end - loop.time())
                except asyncio.TimeoutError:
                    raise Error(f'nothing happened within {timeout_ms} ms', code=ErrorCode.TIMEOUT) from None
        finally:
            if handler:
                cancellable.disconnect(handler)
            poll.discard(something)
            poll.users -= 1
            if not poll.users:
                del self._polls()[loop]
                os.close(poll.descriptor)


class Keycode(NamedTuple):
    """One code of a set."""

    code: int
    name: Optional[str]
    aliases: List[str]


class KeycodeList(Berth.KeycodeList):
    """Some codes of one set. Iterating over it gives each ``Keycode``; it has the length of those."""

    def __init__(self) -> None:
        raise TypeError('Berth.Codeset.list_codes() lists codes')

    def __len__(self) -> int:
        return self.get_count()

    def __getitem__(self, number: int) -> Keycode:
        count = self.get_count()
        place = operator.index(number)
        place += count if place < 0 else 0
        if not 0 <= place < count:
            raise IndexError(number)
        return Keycode(self.get_code(place), self.get_name(place), self.get_aliases(place))

    def __iter__(self) -> Iterator[Keycode]:
        return (self[number] for number in range(self.get_count()))

    def __repr__(self) -> str:
        return f'<Berth.KeycodeList {[self.get_name(n) or self.get_code(n) for n in range(self.get_count())]}>'


class KeyLayout(Berth.KeyLayout):
    """A keyboard layout: ``new('de')``, ``new('us', 'dvorak')``."""

    def __init__(self) -> None:
        raise TypeError('Berth.KeyLayout.new() reads a layout')

    @classmethod
    def new(cls, layout: Optional[str] = None, variant: Optional[str] = None,
            options: Optional[str] = None) -> KeyLayout:
        return super().new(layout, variant, options)

    def __repr__(self) -> str:
        return f'<Berth.KeyLayout {self.get_name()!r}>'


class KeySequence(Berth.KeySequence):
    """Keys to send::

        sequence = Berth.KeySequence()
        sequence.add_chord(Berth.Codeset.LINUX, 'KEY_LEFTCTRL KEY_C')
        sequence.add_text('echo hello\\n', Berth.KeyLayout.new('de'))

    It has the length of its presses and releases, and iterating over it gives what would be sent, as text.
    """

    @classmethod
    def new_from_text(cls, text: str, source: Optional[str] = None) -> KeySequence:
        return super().new_from_text(text, source)

    def add_chord(self, set: Berth.Codeset, keys: str, hold_ms: int = -1) -> bool:
        return super().add_chord(set, keys, hold_ms)

    def add_text(self, text: str, layout: Optional[Berth.KeyLayout] = None) -> bool:
        return super().add_text(text, layout)

    def __len__(self) -> int:
        return self.get_count()

    def __bool__(self) -> bool:
        # Else an empty sequence would be taken for none.
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self.list_events())

    def __copy__(self) -> KeySequence:
        return self.copy()

    def __deepcopy__(self, memo: Any) -> KeySequence:
        return self.copy()

    def __repr__(self) -> str:
        return f'<Berth.KeySequence of {self.get_count()} key events>'


class KeyTarget(Berth.KeyTarget):
    """A keyboard to send keys to, opened by ``Berth.Host.open_key_target()``. A ``with`` block closes it at its end."""

    def __init__(self) -> None:
        raise TypeError('Berth.Host.open_key_target() opens a target')

    def __enter__(self) -> KeyTarget:
        return self

    def __exit__(self, *exception: Any) -> None:
        self.close()

    async def __aenter__(self) -> KeyTarget:
        return self

    async def __aexit__(self, *exception: Any) -> None:
        await self.close_async()

    def send(self, sequence: Berth.KeySequence, timeout_ms: int = -1, progress: Optional[Berth.Progress] = None,
             cancellable: Optional[Gio.Cancellable] = None) -> bool:
        return super().send(sequence, timeout_ms, progress, cancellable)

    def send_async(self, sequence: Berth.KeySequence, timeout_ms: int = -1,
                   progress: Optional[Berth.Progress] = None, cancellable: Optional[Gio.Cancellable] = None,
                   callback: Optional[Callable] = None, *user_data: Any) -> Optional[Coroutine[Any, Any, bool]]:
        if callback is not None:
            return super().send_async(sequence, timeout_ms, progress, cancellable, callback, *user_data)
        # The program may go on to change its own.
        _expect(sequence, Berth.KeySequence, 'sequence')
        return _await_call(self.send, sequence.copy(), timeout_ms, _forward(progress), cancellable=cancellable,
                           data=user_data)

    def press(self, set: Berth.Codeset, code: int, timeout_ms: int = -1,
              cancellable: Optional[Gio.Cancellable] = None) -> bool:
        return super().press(set, code, timeout_ms, cancellable)

    def press_async(self, set: Berth.Codeset, code: int, timeout_ms: int = -1,
                    cancellable: Optional[Gio.Cancellable] = None, callback: Optional[Callable] = None,
                    *user_data: Any) -> Optional[Coroutine[Any, Any, bool]]:
        if callback is not None:
            return super().press_async(set, code, timeout_ms, cancellable, callback, *user_data)
        return _await_call(self.press, set, code, timeout_ms, cancellable=cancellable, data=user_data)

    def release(self, set: Berth.Codeset, code: int, timeout_ms: int = -1,
                cancellable: Optional[Gio.Cancellable] = None) -> bool:
        return super().release(set, code, timeout_ms, cancellable)

    def release_async(self, set: Berth.Codeset, code: int, timeout_ms: int = -1,
                      cancellable: Optional[Gio.Cancellable] = None, callback: Optional[Callable] = None,
                      *user_data: Any) -> Optional[Coroutine[Any, Any, bool]]:
        if callback is not None:
            return super().release_async(set, code, timeout_ms, cancellable, callback, *user_data)
        return _await_call(self.release, set, code, timeout_ms, cancellable=cancellable, data=user_data)

    def close(self, flags: Berth.KeyCloseFlags = Berth.KeyCloseFlags.DEFAULT,
              cancellable: Optional[Gio.Cancellable] = None) -> bool:
        return super().close(flags, cancellable)

    def close_async(self, flags: Berth.KeyCloseFlags = Berth.KeyCloseFlags.DEFAULT,
                    cancellable: Optional[Gio.Cancellable] = None, callback: Optional[Callable] = None,
                    *user_data: Any) -> Optional[Coroutine[Any, Any, bool]]:
        if callback is not None:
            return super().close_async(flags, cancellable, callback, *user_data)
        return _await_call(self.close, flags, cancellable=cancellable, data=user_data)

    def __repr__(self) -> str:
        return f'<Berth.KeyTarget {self.get_uri()!r}>'


class Capabilities(Berth.Capabilities):
    """What works on a host. Iterating over it gives the names, and ``'interface.up' in capabilities`` says whether
    that one works; ``capabilities['interface.up']`` is why it does not, or ``None``.
    """

    def __init__(self) -> None:
        raise TypeError('Berth.Host.get_capabilities() finds out what works')

    def __iter__(self) -> Iterator[str]:
        return iter([self.get_name(number) for number in range(self.get_count())])

    def __contains__(self, name: str) -> bool:
        return self[name] is None

    def __getitem__(self, name: str) -> Optional[str]:
        for number, found in enumerate(self):
            if found == name:
                return self.get_reason(number)
        raise KeyError(name)

    def __len__(self) -> int:
        return self.get_count()

    def __repr__(self) -> str:
        return f'<Berth.Capabilities {" ".join(name for name in self if name in self)}>'


for _class in (Capabilities, Host, FakeHost, Interface, InterfaceConfig, InterfaceInfo, InterfaceItem, KeyLayout,
               KeySequence, KeyTarget, KeycodeList, ListModel, Report, Event, Watch):
    override(_class)
    __all__.append(_class.__name__)
