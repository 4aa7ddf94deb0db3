"""Facts about the ways in which documents say who somebody is: every pattern finds what its own example says."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

from agreementlint.agreement import commissions, described, introductions
from agreementlint.agreement.wordings import Way, Wordings

MODULES = (commissions, described, introductions)
MARKED = re.compile("<([^<>]+)>")


def wordings_of(module: ModuleType) -> list[tuple[str, Wordings]]:
    return [(f"{module.__name__}.{name}", value) for name, value in vars(module).items() if isinstance(value, Wordings)]


ALL = [each for module in MODULES for each in wordings_of(module)]
EACH = [(f"{name}: {way[0]}", wordings, way) for name, wordings in ALL for way in wordings.ways]
WAYS = [pytest.param(wordings, way, id=told) for told, wordings, way in EACH]
NAMED = [pytest.param(wordings, way, id=told) for told, wordings, way in EACH if "<name>" in way[1]]


def test_there_are_wordings_in_every_module() -> None:
    assert all(wordings_of(module) for module in MODULES)


@pytest.mark.parametrize(("wordings", "way"), WAYS)
def test_a_pattern_finds_what_its_example_says(wordings: Wordings, way: Way) -> None:
    example, pattern = way
    names = MARKED.findall(example)
    assert len(names) == pattern.count("<name>") <= 1
    text = MARKED.sub(r"\1", example)
    alone = Wordings(way, name=wordings.name, flags=wordings.flags)
    assert alone.search(text)
    assert [name for name, _, _ in alone.names(text)] == names


@pytest.mark.parametrize(("wordings", "way"), NAMED)
def test_an_example_is_found_in_its_own_way_and_no_other(wordings: Wordings, way: Way) -> None:
    text = MARKED.sub(r"\1", way[0])
    name, span, found = next(wordings.names(text))
    assert (name, found) == (MARKED.findall(way[0])[0], way)
    assert text[span.start : span.end] == name
