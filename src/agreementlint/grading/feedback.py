"""What a student gets back: the mark, and for each criterion what was seen in the student's own words and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from agreementlint.grading.classtable import number
from agreementlint.grading.marks import Because, CriterionMark, FlagKind, MarkState, SubmissionMark
from agreementlint.grading.rubric import Rubric
from agreementlint.reporters.layout import shortened
from agreementlint.reporters.wording import as_sentence, with_slots
from agreementlint.rule import Rule
from agreementlint.terms import RuleId, Shortfall
from agreementlint.values import dataclass

_LONGEST_QUOTE = 240
_MOST_QUOTES = 3
# What concerns the student; what was noticed about cheating, groups and decisions is for the marker alone.
_FOR_STUDENTS = frozenset(
    {
        FlagKind.EMPTY,
        FlagKind.UNREADABLE,
        FlagKind.PARTLY_READ,
        FlagKind.WRONG_KIND,
        FlagKind.LANGUAGE,
        FlagKind.SEVERAL_FILES,
        FlagKind.LATE,
        FlagKind.REQUIRED,
    }
)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was looked for: its name, how it stands, what is said of it, and the student's own words.

    `standing` is one of met, partly, missing, against, open; `near` are words that came near, with why they do not do.
    `clause` is empty where the rubric shows no model solution.
    """

    title: str
    standing: str
    said: str
    quotes: tuple[str, ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    why: str = ""
    advice: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion: its points as text (nothing where there are none), whether they are provisional, what is said."""

    title: str
    points: str
    maximum: str
    provisional: bool
    comment: str
    hint: str
    points_seen: tuple[Point, ...]

    @property
    def met(self) -> tuple[Point, ...]:
        return tuple(each for each in self.points_seen if each.standing == "met")

    @property
    def to_do(self) -> tuple[Point, ...]:
        return tuple(each for each in self.points_seen if each.standing != "met")


@dataclass(frozen=True, slots=True)
class Feedback:
    """All that one student gets back."""

    assignment: str
    name: str
    file: str
    points: str
    maximum: str
    raw: str
    penalty: str
    provisional: bool
    notes: tuple[str, ...]
    parts: tuple[Part, ...]


def feedback_on(mark: SubmissionMark, rubric: Rubric, rules: Mapping[RuleId, Rule], file: str = "") -> Feedback:
    """The feedback on a submission; `file` is the name of the one that was marked."""
    return Feedback(
        assignment=rubric.title,
        name=mark.submission.shown_as,
        file=file,
        points=number(mark.final),
        maximum=number(mark.maximum),
        raw=number(mark.raw),
        penalty=number(mark.penalty) if mark.penalty else "",
        provisional=mark.needs_review,
        notes=tuple(flag.sentence for flag in mark.flags if flag.kind in _FOR_STUDENTS),
        parts=tuple(_part(each, rubric, rules) for each in mark.criteria if each.counts),
    )


def _part(mark: CriterionMark, rubric: Rubric, rules: Mapping[RuleId, Rule]) -> Part:
    points = tuple(_points(mark.why, rubric, rules))
    falls_short = mark.effective is None or mark.effective < mark.maximum
    return Part(
        title=mark.title,
        points=number(mark.effective),
        maximum=number(mark.maximum),
        provisional=mark.state in (MarkState.NEEDS_REVIEW, MarkState.NOT_GRADABLE),
        comment=mark.comment,
        hint=rubric.criterion(mark.criterion).hint if falls_short else "",
        points_seen=points,
    )


def _points(why: Sequence[Because], rubric: Rubric, rules: Mapping[RuleId, Rule]) -> Iterator[Point]:
    """What was looked for and applies; that nothing forbidden was found is not worth a line."""
    for because in why:
        kept = because.deducts and because.credit == 1
        if not because.counts or kept:
            continue
        rule = rules.get(because.rule)
        short = because.credit is not None and because.credit < 1
        explained = {words.words for words, _ in because.near}
        quotes = [each for each in because.quotes if each.words not in explained]
        shows = rubric.model_solution and short and rule is not None
        yield Point(
            title=because.title,
            standing=_standing(because),
            said=as_sentence(because.sentence),
            quotes=tuple(_quote(each.words) for each in quotes[:_MOST_QUOTES]),
            near=tuple((_quote(each.words), as_sentence(reason)) for each, reason in because.near[:_MOST_QUOTES]),
            why=as_sentence(rule.why) if rule is not None and short else "",
            advice=as_sentence(rule.advice) if rule is not None and shows else "",
            clause=with_slots(" ".join(rule.model_clause.split())) if rule is not None and shows else "",
        )


def _standing(because: Because) -> str:
    if because.credit is None or (because.doubt and because.verdict == "held"):
        return "open"
    if because.credit == 1:
        return "met"
    match because.shortfall:
        case Shortfall.PARTIAL:
            return "partly"
        case Shortfall.CONTRADICTED | Shortfall.DEFECT:
            return "against"
        case _:
            return "missing"


def _quote(words: str) -> str:
    return shortened(words, _LONGEST_QUOTE)


STANDING_IN_WORDS: Mapping[str, str] = {
    "met": "is there",
    "partly": "half there",
    "missing": "not found",
    "against": "should not be so",
    "open": "not certain",
}
