"""Our quick dataclasses do what the standard ones do."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import field

import pytest

from agreementlint import values
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Quick:
    """A value of three fields."""

    name: str
    count: int = 3
    parts: tuple[str, ...] = field(default_factory=tuple)

    def twice(self) -> int:
        return 2 * self.count


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    """The same, by the standard decorator."""

    name: str
    count: int = 3
    parts: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Row:
    """A value whose last fields are mostly left as they are."""

    name: str
    count: int = 3
    unit: str = ""
    firm: bool = False


@dataclass(frozen=True, slots=True)
class One:
    """A value of one field."""

    name: str


@dataclass(frozen=True, slots=True)
class More(One):
    """What the standard decorator makes: it adds to another."""

    count: int = 0


@dataclass(slots=True)
class Open:
    """What may be changed."""

    name: str = "a"


def test_it_is_made_here_and_is_a_dataclass() -> None:
    assert dataclasses.is_dataclass(Quick)
    assert [each.name for each in dataclasses.fields(Quick)] == ["name", "count", "parts"]
    assert Quick.__slots__ == ("name", "count", "parts")
    assert Quick.__match_args__ == ("name", "count", "parts")
    assert Quick.__eq__.__module__ == values.__name__
    assert Quick.__qualname__ == "Quick"
    assert Quick.__module__ == __name__
    assert not hasattr(Quick("a"), "__dict__")


def test_values_are_equal_hashed_and_shown_as_standard_ones_are() -> None:
    quick = Quick("a", parts=("b",))
    standard: object = Standard("a", parts=("b",))
    assert repr(quick) == repr(standard).replace("Standard", "Quick")
    assert hash(quick) == hash(standard)
    assert quick == Quick("a", 3, ("b",))
    assert quick != Quick("b")
    assert quick != standard
    assert dataclasses.asdict(quick) == {"name": "a", "count": 3, "parts": ("b",)}
    assert dataclasses.replace(quick, count=4).twice() == 8
    assert {One("a")} == {One("a")}
    assert repr(One("a")) == "One(name='a')"


@pytest.mark.parametrize("value", [Quick("a", 1, ("b",)), One("a"), More("a", 2)])
def test_values_can_be_copied_and_sent(value: object) -> None:
    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value


def test_what_is_as_it_would_be_anyhow_is_not_sent() -> None:
    assert Quick("a", 3, ()).__reduce__() == (Quick, ("a", 3, ()))  # the last one is made anew for each value
    assert Row("a", 3, "b", False).__reduce__() == (Row, ("a", 3, "b"))
    assert Row("a").__reduce__() == (Row, ("a",))
    assert pickle.loads(pickle.dumps(Row("a", 0, "", False))) == Row("a", 0, "", False)


def test_what_makes_a_value_is_compiled_when_the_first_is_made_or_it_is_looked_at() -> None:
    fresh: Callable[..., object] = values.dataclass(frozen=True, slots=True)(
        type("Fresh", (), {"__module__": __name__, "__annotations__": {"name": "str", "count": "int"}, "count": 3})
    )
    assert "function" not in repr(vars(fresh)["__init__"])
    assert str(inspect.signature(fresh)) == "(name, count=3)"
    assert "function" in repr(vars(fresh)["__init__"])
    assert repr(fresh("a")) == "Fresh(name='a', count=3)"


def test_what_is_missing_or_too_much_is_refused() -> None:
    with pytest.raises(TypeError, match="name"):
        Quick()  # type: ignore[call-arg]  # what is tested
    with pytest.raises(TypeError, match="other"):
        Quick("a", other=1)  # type: ignore[call-arg]  # what is tested


@pytest.mark.parametrize("value", [Quick("a"), One("a"), More("a")])
def test_nothing_can_be_changed(value: object) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, "name", "b")  # noqa: B010  # it is no field that mypy would let one change
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(value, "name")


def test_what_goes_beyond_plain_fields_is_left_to_the_standard_decorator() -> None:
    assert More("a", 1) == More("a", 1)
    assert More.__eq__.__module__ != values.__name__
    changed = Open()
    changed.name = "b"
    assert changed == Open("b")
