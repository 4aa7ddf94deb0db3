"""Facts held against fixed values: what lies between bounds, what cannot be compared, and what silence counts as."""

from __future__ import annotations

from decimal import Decimal

import pytest

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import understand
from agreementlint.engine.bounds import BadBound, bound_of
from agreementlint.engine.checks import Compares, FactForm, Part, Sort
from agreementlint.engine.evaluate import evaluate
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.terms import ConceptId, Kind

RULES = load_rules()


def form(name: str) -> FactForm:
    return next(each for each in RULES.facts if each.name == name)


def agreement_of(text: str) -> Agreement:
    return understand(read_document("agreement.txt", text.encode()), RULES.lexicon, Kind.TWO_PARTY)


def duration(text: str) -> Decimal:
    bound = bound_of(Part("period", Sort.DURATION), text)
    assert isinstance(bound, Decimal)
    return bound


KEEPS = "The coach keeps the coaching notes for {} after the last session."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (KEEPS.format("two years"), True),
        (KEEPS.format("24 months"), True),
        (KEEPS.format("seven years"), True),
        (KEEPS.format("ten years"), False),
        (KEEPS.format("three months"), False),
        ("The coach likes long walks.", False),
    ],
)
def test_a_period_lies_between_bounds_in_whatever_unit_it_is_written(text: str, found: bool) -> None:
    check = Compares(form("retention"), "period", at_least=duration("1 year"), at_most=duration("7 years"))
    assert evaluate(check, agreement_of(text)).found is found


def test_silence_counts_as_the_rule_says() -> None:
    silent = agreement_of("The coach likes long walks.")
    for absent in (True, False):
        check = Compares(form("retention"), "period", at_most=duration("7 years"), absent=absent)
        assert evaluate(check, silent).found is absent


def test_a_blank_is_as_good_as_silence() -> None:
    check = Compares(form("retention"), "period", at_most=duration("7 years"), absent=True)
    assert evaluate(check, agreement_of(KEEPS.format("____ years"))).found


def test_every_value_has_to_fit_unless_some_will_do() -> None:
    text = (
        f"{KEEPS.format('two years')}\n\nThe coach holds the file for ten years from completion and then destroys it."
    )
    strict = Compares(form("retention"), "period", at_most=duration("7 years"))
    finding = evaluate(strict, agreement_of(text))
    assert not finding.found
    assert [miss.reason for miss in finding.misses] == ["its value does not fit"]
    loose = Compares(form("retention"), "period", at_most=duration("7 years"), some=True)
    assert evaluate(loose, agreement_of(text)).found


def test_words_are_among_those_that_are_named_or_not() -> None:
    part = next(part for part in form("retention").parts if part.name == "records")
    note = bound_of(part, "coach-note")
    agreement = agreement_of(KEEPS.format("two years"))
    assert evaluate(Compares(form("retention"), "records", any_of=frozenset({note})), agreement).found
    assert not evaluate(Compares(form("retention"), "records", none_of=frozenset({note})), agreement).found


MONEY, DATE = Part("amount", Sort.MONEY), Part("due", Sort.DATE)
ACTOR, WORDS = Part("payer", Sort.ACTOR), Part("records", Sort.WORDS, (ConceptId("coach-note"),))


@pytest.mark.parametrize(
    ("part", "text", "bound"),
    [
        (MONEY, "EUR 100", ("EUR", Decimal(100))),
        (DATE, "2027-01-31", (2027, 1, 31)),
        (ACTOR, "coach", "coach"),
        (WORDS, "coach-note", "coach-note"),
        (Part("lead", Sort.SHORT_DURATION), "48 hours", Decimal(2880)),
    ],
)
def test_a_value_is_read_as_the_sort_of_its_part(part: Part, text: str, bound: object) -> None:
    assert bound_of(part, text) == bound


@pytest.mark.parametrize(
    ("part", "text"),
    [(MONEY, "2 years"), (MONEY, "100"), (DATE, "2027-02-30"), (DATE, "EUR 1"), (ACTOR, "boss"), (WORDS, "invoice")],
)
def test_a_value_of_another_sort_is_refused(part: Part, text: str) -> None:
    with pytest.raises(BadBound):
        bound_of(part, text)
