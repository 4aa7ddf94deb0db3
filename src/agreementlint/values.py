"""The dataclass of this package: the standard one, made in a quarter of the time where a class is frozen and slotted.

A start makes more than a hundred such classes. The standard decorator compiles six functions for each by itself; here
one is compiled, and only for classes of which a value is made; the others are shared. What is asked
for beyond plain fields is left to the standard one.
It earns its place at every start: with the standard decorator alone the imports of `check` take two thirds longer.
"""

from __future__ import annotations

import copyreg
import dataclasses
from collections.abc import Callable
from operator import attrgetter
from types import MethodType
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(**how: bool) -> Callable[[type], type]:
        """Decorates a class as `dataclasses.dataclass` does with these arguments."""
        standard = dataclasses.dataclass(**how)
        quick = how == {"frozen": True, "slots": True}
        return lambda cls: _made(cls) or standard(cls) if quick else standard(cls)


_ANY = dataclasses.dataclass(init=False, repr=False, eq=False)
_OWN = ("__init__", "__eq__", "__hash__", "__repr__", "__setattr__", "__delattr__", "__getstate__", "__setstate__")


def _made(cls: type) -> type | None:
    """The class with fields, slots and methods; None where it needs what is not made here."""
    inherits = any(dataclasses.is_dataclass(base) or "__slots__" in base.__dict__ for base in cls.__mro__[1:])
    if inherits or "__post_init__" in cls.__dict__ or any(name in cls.__dict__ for name in _OWN):
        return None
    fields = dataclasses.fields(_ANY(cls))
    if not fields or len(fields) != len(cls.__dict__["__dataclass_fields__"]) or not all(map(_is_plain, fields)):
        return None
    names = tuple(field.name for field in fields)
    made = {name: value for name, value in cls.__dict__.items() if name not in ("__dict__", "__weakref__", *names)}
    values = attrgetter(*names) if len(names) > 1 else _alone(names[0])
    made |= _methods(names, fields, values)
    made |= {"__slots__": names, "__setattr__": _refuse, "__delattr__": _refuse}
    final = type(cls)(cls.__name__, cls.__bases__, made)
    final.__qualname__ = cls.__qualname__
    final.__dict__["__dataclass_params__"].frozen = True  # for whatever inherits from it
    return final


def _is_plain(field: dataclasses.Field[object]) -> bool:
    return field.init and field.repr and field.compare and field.hash is None and not field.kw_only


def _alone(name: str) -> Callable[[object], tuple[object, ...]]:
    value = attrgetter(name)
    return lambda instance: (value(instance),)


def _methods(
    names: tuple[str, ...],
    fields: tuple[dataclasses.Field[object], ...],
    values: Callable[[object], tuple[object, ...]],
) -> dict[str, object]:
    """What is made for the fields of one class."""
    defaults = tuple(field.default for field in fields)

    def same(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    def shown(self: object) -> str:
        each = (f"{name}={value!r}" for name, value in zip(names, values(self), strict=True))
        return f"{type(self).__qualname__}({', '.join(each)})"

    def reduced(self: object) -> tuple[object, ...]:
        cls = self.__class__
        if cls.__getstate__ is not object.__getstate__:  # one that inherits and has fields of its own
            new = copyreg.__newobj__  # type: ignore[attr-defined]  # what pickle knows objects without arguments by
            return new, (cls,), self.__getstate__()
        given = values(self)
        size = len(given)
        while size and given[size - 1] is defaults[size - 1]:
            size -= 1  # what is there anyhow need not be read again
        return cls, given[:size]

    return {
        "__init__": _LateInit(fields), "__eq__": same, "__hash__": hashed, "__repr__": shown,
        "__reduce__": reduced,
    }  # fmt: skip


class _LateInit:
    """Stands for the `__init__` of a class until it is first asked for: half of the classes have no value in a run."""

    __slots__ = ("_fields", "_owner")

    _owner: type

    def __init__(self, fields: tuple[dataclasses.Field[object], ...]) -> None:
        self._fields = fields

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner = owner

    def __get__(self, instance: object, owner: type) -> Callable[..., None]:
        made = _init(self._owner, self._fields)
        type.__setattr__(self._owner, "__init__", made)
        return made if instance is None else MethodType(made, instance)


def _init(owner: type, fields: tuple[dataclasses.Field[object], ...]) -> Callable[..., None]:
    given: dict[str, object] = {"_none": dataclasses.MISSING}
    takes, sets = [], []
    for number, field in enumerate(fields):
        name = field.name
        value = name
        # Set by its slot: object.__setattr__ would look for that by name, which takes a third longer.
        given[f"_set_{number}"] = owner.__dict__[name].__set__
        if field.default is not dataclasses.MISSING:
            given[f"_{number}"] = field.default
            takes.append(f"{name}=_{number}")
        elif field.default_factory is not dataclasses.MISSING:
            given[f"_{number}"] = field.default_factory
            takes.append(f"{name}=_none")
            value = f"_{number}() if {name} is _none else {name}"
        else:
            takes.append(name)
        sets.append(f" _set_{number}(self, {value})")
    made: dict[str, Callable[..., None]] = {}
    exec(f"def __init__(self, {', '.join(takes)}):\n" + "\n".join(sets), given, made)
    return made["__init__"]


def _refuse(self: object, name: str, value: object = None) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r} of a frozen {type(self).__name__}")
