# SPDX-License-Identifier: LGPL-2.1-or-later
from typing import Any, Callable, TypeVar

_Flags = TypeVar('_Flags', bound='GFlags')

class GType: ...
class GBoxed: ...
class GInterface: ...

class Object:
    def connect(self, signal: str, handler: Callable[..., object], *user_data: Any) -> int: ...
    def disconnect(self, handler: int) -> None: ...

class GEnum(int):
    value_name: str
    value_nick: str

class GFlags(GEnum):
    def __or__(self: _Flags, other: _Flags) -> _Flags: ...  # type: ignore[override]
    def __and__(self: _Flags, other: _Flags) -> _Flags: ...  # type: ignore[override]

def __getattr__(name: str) -> Any: ...
