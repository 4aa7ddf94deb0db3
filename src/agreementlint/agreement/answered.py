"""Headings that ask and are answered with a bare "No.": what they ask is said, and denied, in the heading's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from agreementlint.agreement.model import Section, Statement
from agreementlint.latepattern import LatePattern

_WORDS = LatePattern(r"[\w'’]+")
_NO = frozenset("no never nobody none nothing don't won't not".split())
_BARE = _NO | frozenset("a answer at all ever sorry of course certainly absolutely i we do will".split())
_MOST = 6


def with_answered_headings(
    statements: Iterable[Statement], sections: Sequence[Section], text: str
) -> Iterator[Statement]:
    """The statements, each bare "No." right under a heading that asks with the heading before it as a statement."""
    number, asked = 0, -1  # how many there are, and the last section that was looked at
    for statement in statements:
        section = sections[statement.section] if statement.section >= 0 else None
        first = statement.section != asked
        asked = statement.section
        if section is not None and first and section.unit in statement.context and _denies(statement.span.of(text)):
            yield replace(
                statement, index=number, span=section.heading, unit=section.unit, context=(statement.unit,), topic=-1
            )
            number += 1
        yield replace(statement, index=number) if statement.index != number else statement
        number += 1


def _denies(answer: str) -> bool:
    """Whether an answer says no and nothing else: "No.", "Never.", "No, we don't."."""
    said = [word.lower().replace("’", "'") for word in _WORDS.findall(answer)]
    return 0 < len(said) <= _MOST and _BARE.issuperset(said) and not _NO.isdisjoint(said)
