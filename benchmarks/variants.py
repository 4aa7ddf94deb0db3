"""Changes a document in ways that must change a verdict, or must not, and says how many of them behave.

python benchmarks/variants.py [--every N] DOCUMENT...
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agreementlint.agreement.model import Agreement
from agreementlint.document import Document
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.report import DocumentReport
from agreementlint.rule import Demand, Rule
from agreementlint.ruleset import RuleSet
from agreementlint.standing import can_be_denied, denied_form
from agreementlint.terms import Kind, RuleId
from agreementlint.text import FilePlace, Span
from agreementlint.verdict import Held, name_of

# What these look at is what the variants change.
ABOUT_STRUCTURE = frozenset({"broken-cross-reference", "inconsistent-party-name", "heading-without-content",
                             "undefined-role-or-term"})  # fmt: skip
ROUNDS = 6  # how often what a verdict rests on is taken away before it counts as stuck
_NAMES = ("Ottilie", "Brandvold", "Casimir", "Thackeray", "Ilse", "Moncrieff", "Ruben", "Adeyinka", "Solveig", "Pardo")
_BEGINS = re.compile(r"(?:The|I|We|You|An?|All|Any|Your|Our|My|Each|This|These|Both|Either|Notes|Records|Sessions)\b")
_GOES_ON = re.compile(r"[.;:?!|]\s")
_SPELLINGS = (
    ("organisation", "organization"), ("programme", "program"), ("recognise", "recognize"), ("summarise", "summarize"),
    ("anonymise", "anonymize"), ("authorise", "authorize"), ("behaviour", "behavior"), ("favour", "favor"),
    ("centre", "center"), ("cancelled", "canceled"), ("licence", "license"), ("fulfil ", "fulfill "),
    ("judgement", "judgment"), ("honour", "honor"), ("analyse", "analyze"), ("minimise", "minimize"),
    ("apologise", "apologize"), ("cheque", "check"), ("enrol ", "enroll "), ("counsellor", "counselor"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one variant for one rule."""

    sort: str
    document: str
    rule: RuleId
    behaved: bool
    detail: str


def renamed(text: str, agreement: Agreement) -> str:
    """The same agreement between other people and firms."""
    words = dict.fromkeys(
        word
        for party in agreement.parties
        if party.span
        for word in re.findall(r"\b[A-Z][a-z]{2,}\b", party.name)
        if text.count(word.lower()) == 0
    )
    for number, word in enumerate(words):
        text = re.sub(rf"\b{word}\b", _NAMES[number % len(_NAMES)] + "n" * (number // len(_NAMES)), text)
    return text


def reordered(text: str, agreement: Agreement) -> str:
    """Its sections in the reverse order; what stands before the first and in the last one stays."""
    parts = re.split(r"(?m)^(?=## )", text)
    return "".join([parts[0], *reversed(parts[1:-1]), parts[-1]]) if len(parts) > 3 else text


def numbered(text: str, agreement: Agreement) -> str:
    """Its headings numbered, or where they are numbered, without numbers."""
    if re.search(r"(?m)^## \d+\.? ", text):
        return re.sub(r"(?m)^(#+) \d+(?:\.\d+)*\.? ", r"\1 ", text)
    numbers = iter(range(1, 1000))
    return re.sub(r"(?m)^## (?=\S)", lambda _: f"## {next(numbers)}. ", text)


def respelled(text: str, agreement: Agreement) -> str:
    """British spelling for American, or the other way round."""
    british = sum(text.count(one) for one, _ in _SPELLINGS)
    american = sum(text.count(other) for _, other in _SPELLINGS)
    for one, other in _SPELLINGS:
        old, new = (one, other) if british >= american else (other, one)
        text = text.replace(old, new).replace(old.capitalize(), new.capitalize())
    return text


SAME: Mapping[str, Callable[[str, Agreement], str]] = {
    "renamed": renamed,
    "reordered": reordered,
    "numbered": numbered,
    "respelled": respelled,
}


def unchanged(name: str, text: str, ruleset: RuleSet) -> Iterator[Answer]:
    """Variants that must change nothing, rule by rule; what a variant does not touch is no variant."""
    before = _report(name, text, ruleset)
    verdicts = _verdicts(before)
    for sort, change in SAME.items():
        changed = change(text, before.agreement)
        if changed == text:
            continue
        after = _verdicts(_report(name, changed, ruleset, before.kind))
        for rule in ruleset.rules:
            if rule.id in verdicts and rule.id not in ABOUT_STRUCTURE:
                one, other = verdicts[rule.id], after.get(rule.id, "absent")
                yield Answer(sort, name, rule.id, one == other, f"{one} became {other}")


def taken_back(name: str, text: str, ruleset: RuleSet, every: int = 1) -> Iterator[Answer]:
    """Variants in which what a held verdict rests on is deleted, or denied; every so manieth of them."""
    report = _report(name, text, ruleset)
    held = [
        (outcome.rule, outcome.verdict.evidence)
        for outcome in report.outcomes
        if isinstance(outcome.verdict, Held) and outcome.rule.demand is Demand.REQUIRE
    ]
    for number, (rule, evidence) in enumerate(held):
        if number % every:
            continue
        alone = RuleSet((rule,), ruleset.lexicon, ruleset.resemblance)
        yield _deleted(report, text, rule, alone)
        if not can_be_denied(rule):
            continue
        for sort, changed in (
            ("denied", _denied(report, text, evidence)),
            ("disowned", _disowned(report, text, evidence)),
        ):
            if changed is not None:
                said = _verdicts(_report(name, changed, alone, report.kind)).get(rule.id, "absent")
                yield Answer(sort, name, rule.id, said != "held", evidence[0].of(report.document.text))


def _deleted(report: DocumentReport, text: str, rule: Rule, alone: RuleSet) -> Answer:
    name, kind = report.document.path, report.kind
    evidence: Sequence[Span] = ()
    for _ in range(ROUNDS):
        report = _report(name, text, alone, kind)
        (outcome,) = report.outcomes
        if not isinstance(outcome.verdict, Held):
            return Answer("deleted", name, rule.id, True, "")
        evidence = outcome.verdict.evidence
        letters = list(text)
        for span in evidence:
            for at in (_in_file(report.document, offset) for offset in range(span.start, span.end)):
                if at is not None and letters[at] not in "|\n":
                    letters[at] = " "
        text = "".join(letters)
    return Answer("deleted", name, rule.id, False, " / ".join(span.of(report.document.text) for span in evidence))


def _denied(report: DocumentReport, text: str, evidence: Sequence[Span]) -> str | None:
    """The document with the one sentence that proves it denied; None where that is not a matter of one word."""
    if len(evidence) != 1:
        return None
    sentence = evidence[0].of(report.document.text)
    changed = denied_form(sentence)
    if changed is None:
        return None
    at = next(index for index, (one, other) in enumerate(zip(sentence, changed, strict=False)) if one != other)
    last = _in_file(report.document, evidence[0].start + at - 1)
    return None if last is None else f"{text[: last + 1]}not {text[last + 1 :]}"


def _disowned(report: DocumentReport, text: str, evidence: Sequence[Span]) -> str | None:
    """The document with the one sentence that proves it under "It is not agreed that"; None where it is several."""
    words = [span.of(report.document.text) for span in evidence]
    if len(words) != 1 or _BEGINS.match(words[0]) is None or _GOES_ON.search(words[0]):
        return None
    first = _in_file(report.document, evidence[0].start)
    if first is None or not text.startswith(words[0][:1], first):
        return None
    opening = "I" if words[0].startswith(("I ", "I'", "I’")) else words[0][0].lower()
    return f"{text[:first]}It is not agreed that {opening}{text[first + 1 :]}"


def _in_file(document: Document, offset: int) -> int | None:
    """Where in the file a character of the document's text stands; None for one that the reader put there."""
    number = bisect_right(document.pieces, offset, key=lambda piece: piece.start) - 1
    piece = document.pieces[max(number, 0)]
    if not piece.start <= offset < piece.end or not isinstance(piece.place, FilePlace):
        return None
    return piece.place.offset + offset - piece.start


def _report(name: str, text: str, ruleset: RuleSet, kind: Kind | None = None) -> DocumentReport:
    return lint(read_document(name, text.encode()), ruleset, kind)


def _verdicts(report: DocumentReport) -> dict[RuleId, str]:
    return {outcome.rule.id: name_of(outcome.verdict) for outcome in report.outcomes}


def main(arguments: Sequence[str]) -> int:
    every = int(arguments[1]) if arguments[0] == "--every" else 1
    ruleset = load_rules()
    counts: Counter[tuple[str, bool]] = Counter()
    for path in map(Path, arguments[2:] if arguments[0] == "--every" else arguments):
        text = path.read_text(encoding="utf-8")
        for answer in (*unchanged(path.name, text, ruleset), *taken_back(path.name, text, ruleset, every)):
            counts[answer.sort, answer.behaved] += 1
            if not answer.behaved:
                print(f"{answer.sort:<10} {answer.document} {answer.rule}: {' '.join(answer.detail.split())[:200]}")
    for sort in dict.fromkeys(sort for sort, _ in counts):
        good, bad = counts[sort, True], counts[sort, False]
        print(f"{sort:<10} {good} of {good + bad} behave: {good / (good + bad):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
