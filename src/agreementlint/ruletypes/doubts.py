"""What is no mistake but deserves a second look: words that are everywhere, cases that stand alone, thin authority."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from agreementlint.checkfile import CodeModel, Names
from agreementlint.language.lexicon import Lexicon
from agreementlint.language.tokens import tokenize
from agreementlint.rulefile import RuleModel
from agreementlint.ruletypes.annotations import Named, walk
from agreementlint.ruletypes.conduct import cases_of
from agreementlint.ruletypes.reading import Reading
from agreementlint.ruletypes.remarks import Remark
from agreementlint.terms import ConceptId, Severity

_REPEATED = re.compile(r"[)\]][?*+]")
FEWEST_TEXTS = 20  # among fewer a concept that a rule is about may well be in most
BROAD = 0.5  # the share of all cases, whatever their rule, that a concept may be in


def doubts(reading: Reading, lexicon: Lexicon | None) -> Iterator[Remark]:
    """Every warning about the files; about the words only where there is a lexicon that could be compiled."""
    for path, rule in reading.rules:
        yield from _authority(path, rule)
        yield from _alone(path, rule)
    yield from _question_marks(reading)
    if lexicon is not None:
        yield from _broad(reading, lexicon)


def _authority(path: Path, rule: RuleModel) -> Iterator[Remark]:
    confirmed = any(authority.confirmed for authority in rule.authorities)
    if rule.rests_on and confirmed:
        yield _warning(path, ("rests_on",), "an authority is confirmed: take 'rests_on' out", at_key=True)
    elif rule.rests_on:
        yield Remark(path, ("rests_on",), "no authority is confirmed, and the rule says so", Severity.INFO, at_key=True)
    elif not rule.authorities:
        message = (
            "no authority: say under 'authorities' which code or law is behind the rule, or under 'rests_on' what is"
        )
        yield _warning(path, ("title",), message)
    elif rule.severity is Severity.ERROR and not confirmed:
        message = (
            "'error' is more than its evidence bears: no authority is confirmed. Look one up, say under 'rests_on' what"
            " it rests on instead, or make it a warning"
        )
        yield _warning(path, ("severity",), message)


def _alone(path: Path, rule: RuleModel) -> Iterator[Remark]:
    cases = list(cases_of(rule))
    for side, other in (("held", "violated"), ("violated", "held")):
        opposite = [case.kind for each, _, case in cases if each == other]
        for each, place, case in cases:
            if each == side and case.kind is not None and None not in opposite and case.kind not in opposite:
                message = f"no case under {other!r} is of kind {case.kind.value!r}: this one has no counterpart"
                yield _warning(path, place, message)
        if len(opposite) == 1:
            message = f"only one case under {other!r}: add one in other words, or a near miss"
            yield _warning(path, ("cases", other), message, at_key=True)
    if rule.trigger is not None and not isinstance(rule.check, CodeModel) and not rule.cases.not_applicable:
        message = "no case under 'not_applicable' shows where the rule does not apply"
        yield _warning(path, ("trigger",), message, at_key=True)


def _question_marks(reading: Reading) -> Iterator[Remark]:
    """Phrases that somebody wrote who knows regular expressions: only a question mark in the text would match."""
    for path, number, concept in reading.concepts:
        for at, phrase in enumerate(concept.phrases):
            if _REPEATED.search(phrase):
                message = "a sign behind a bracket stands for itself: write [word] for what may be absent"
                yield _warning(path, (number, "phrases", at), message)


def _broad(reading: Reading, lexicon: Lexicon) -> Iterator[Remark]:
    """Concepts on which a check rests and that tell nothing apart, since they are in most texts, whatever their topic.

    One that only narrows what another has found (`with`, `without`, `nearby`) may be as common as it likes.
    """
    rests_on = _acts(reading)
    texts = [case.text for _, rule in reading.rules for side, _, case in cases_of(rule) if side in ("held", "violated")]
    if len(texts) < FEWEST_TEXTS:
        return
    ends = list(accumulate(len(text) + 1 for text in texts))
    ranges = [(end - len(text) - 1, end - 1) for text, end in zip(texts, ends, strict=True)]
    occurrences = lexicon.find(*tokenize("\n".join(texts), lexicon.stems, ranges))
    for path, number, concept in reading.concepts:
        if concept.concept not in rests_on:
            continue
        name, units = ConceptId(concept.concept), occurrences.units
        places = [occurrences.words(name), *(openings for _, openings in occurrences.rows(name))]
        within = {
            number for widths in places for tokens in widths.values() for number in units.numbers(units.holding(tokens))
        }
        share = len(within) / len(texts)
        if share > BROAD:
            message = (
                f"the concept {concept.concept!r} is in {share:.0%} of all cases: too broad to tell anything apart"
            )
            yield _warning(path, (number, "concept"), message)


def _acts(reading: Reading) -> frozenset[str]:
    """The concepts of which a statement has to have one before anything else is asked of it."""
    return frozenset(
        seen.text.removeprefix("any ")
        for raw in reading.raws
        for seen in walk(raw.shape, raw.values, Names.PHRASE)
        if isinstance(seen, Named) and seen.to is Names.TERM and "act" in seen.place
    )


def _warning(path: Path, place: tuple[str | int, ...], message: str, at_key: bool = False) -> Remark:
    return Remark(path, place, message, Severity.WARNING, at_key=at_key)
