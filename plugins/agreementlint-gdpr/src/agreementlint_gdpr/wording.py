"""The words by which entries and statements are recognised, and the rules' common frame."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementlint.api import Agreement, Authority, Case, Kind, Span, Statement

AGREEMENTS = frozenset({Kind.TWO_PARTY, Kind.SPONSORED, Kind.INTERNAL, Kind.MENTOR, Kind.GROUP})
PLANS = frozenset({Kind.DATA_PLAN})

DENIED = re.compile(r"\b(?:no|not|never|none|neither|nor|without)\b|n['’]t\b", re.IGNORECASE)


def pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def article(clause: str, *, confirmed: bool) -> Authority:
    """An article of the regulation; `confirmed` is true only for one whose text was seen."""
    return Authority("GDPR", clause, confirmed)


def saying(agreement: Agreement, wanted: re.Pattern[str], *, denied: bool = False) -> Iterator[Statement]:
    """The statements that have the words; those that deny something only with `denied`."""
    for statement in agreement.statements:
        words = agreement.quote(statement.span)
        if wanted.search(words) and (denied or not DENIED.search(words)):
            yield statement


def words_of(agreement: Agreement, span: Span) -> str:
    return " ".join(agreement.quote(span).split())


def plan_case(lines: str, expected: str, why: str) -> Case:
    """A case that is a plan in YAML: its controller, what is given, and a record where none is."""
    if "records:" not in lines:
        lines = f"records:\n- {{name: Notes, basis: contract}}\n{lines}"
    return Case(f"version: 1\ncontroller: {{name: Marit Hollis}}\n{lines}\n", expected, why, Kind.DATA_PLAN)


def table_case(head: str, row: str, expected: str, why: str) -> Case:
    """A case that is a notice with a table of one row."""
    rule = "|".join(" --- " for _ in head.split("|"))
    return Case(f"# Privacy notice\n\n| {head} |\n|{rule}|\n| {row} |\n", expected, why, Kind.DATA_PLAN)


def text_case(text: str, expected: str, why: str, kind: Kind = Kind.DATA_PLAN) -> Case:
    return Case(text, expected, why, kind)
