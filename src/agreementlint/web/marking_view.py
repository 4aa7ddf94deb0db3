"""One submission as the marking page shows it: its text with the evidence marked, beside the criteria."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count as counted

from agreementlint.grading.classtable import number
from agreementlint.grading.marks import WHOLE, Because, CriterionMark, Flag, MarkState, Quoted, SubmissionMark
from agreementlint.report import DocumentReport
from agreementlint.reporters.layout import harmless
from agreementlint.reporters.marked_text import Mark, MarkedText, Segment, ShownBlock, ShownTable, Tone, marked
from agreementlint.text import Span
from agreementlint.values import dataclass

STATES = {
    MarkState.AUTO: "",
    MarkState.NEEDS_REVIEW: "provisional",
    MarkState.OVERRIDDEN: "yours",
    MarkState.NOT_GRADABLE: "could not be read",
}
Nameless = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class QuoteShown:
    """Words that were quoted; `anchor` is where they stand in the text beside, "" where they do not."""

    words: str
    anchor: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """What one rule adds to a criterion."""

    title: str
    sentence: str
    doubt: str
    credit: str
    quotes: tuple[QuoteShown, ...]


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """A criterion with its form; points are texts, empty where there are none."""

    id: str
    title: str
    sign: str
    maximum: str
    auto: str
    now: str
    state: str
    is_open: bool
    by: str
    reason: str
    comment: str
    stale: str
    reasons: tuple[ReasonShown, ...]


@dataclass(frozen=True, slots=True)
class WorkShown:
    """A submission as the page shows it."""

    text: MarkedText | None
    criteria: tuple[CriterionShown, ...]
    flags: tuple[tuple[str, bool, tuple[QuoteShown, ...]], ...]


def whole_shown(mark: SubmissionMark, undecided: SubmissionMark, most: Decimal) -> CriterionShown:
    """The form for the whole mark; who decides on it has looked at all that is open."""
    decided = mark.decided
    return CriterionShown(
        WHOLE,
        "The whole, before lateness",
        "Σ",
        number(most),
        _points(undecided.raw),
        _points(mark.raw),
        STATES[MarkState.OVERRIDDEN] if decided is not None else "",
        mark.needs_review,
        decided.by if decided is not None else "",
        decided.reason if decided is not None else "",
        decided.comment if decided is not None else "",
        mark.stale,
        (),
    )


def work_shown(mark: SubmissionMark, report: DocumentReport | None, nameless: Nameless) -> WorkShown:
    """The view of a submission; `report` is None where nothing of it could be read."""
    numbers = counted(1)
    marks: list[Mark] = []

    def quote(quoted: Quoted, tone: Tone, target: str, sign: str, label: str, why: str = "") -> QuoteShown:
        anchor = ""
        if report is not None and quoted.end > quoted.start:
            anchor = f"w{next(numbers)}"
            marks.append(Mark(Span(quoted.start, quoted.end), tone, anchor, target, sign, label))
        return QuoteShown(_clean(quoted.words, nameless), anchor, why)

    def reason(because: Because, target: str, sign: str) -> ReasonShown:
        tone = _tone(because)
        quotes = [quote(each, tone, target, sign, because.title) for each in because.quotes]
        quotes += [
            quote(each, Tone.NEAR, target, sign, because.title, _clean(why, nameless)) for each, why in because.near
        ]
        credit = "" if because.credit is None or not because.counts else f"{100 * because.credit:.0f} %"
        sentence, doubt = _clean(because.sentence, nameless), _clean(because.doubt, nameless)
        return ReasonShown(because.title, sentence, doubt, credit, tuple(quotes))

    def criterion(each: CriterionMark, place: int) -> CriterionShown:
        target = f"c-{each.criterion}"
        return CriterionShown(
            each.criterion,
            each.title,
            str(place),
            number(each.maximum),
            _points(each.auto),
            _points(each.effective),
            STATES[each.state],
            each.is_open,
            each.by,
            each.reason,
            each.comment,
            each.stale,
            tuple(reason(because, target, str(place)) for because in each.why),
        )

    criteria = tuple(criterion(each, place) for place, each in enumerate(mark.criteria, 1))
    flags = tuple(_flag(each, quote, nameless) for each in mark.flags)
    text = None if report is None else _without_names(marked(report.document, marks, ()), nameless)
    return WorkShown(text, criteria, flags)


def _flag(
    flag: Flag, quote: Callable[[Quoted, Tone, str, str, str], QuoteShown], nameless: Nameless
) -> tuple[str, bool, tuple[QuoteShown, ...]]:
    quotes = tuple(quote(each, Tone.ERROR, "flags", "!", "to be looked at") for each in flag.quotes)
    return _clean(flag.sentence, nameless), flag.stops, quotes


def _tone(because: Because) -> Tone:
    if because.doubt:
        return Tone.WARNING
    return Tone.HELD if because.credit == Decimal(1) else Tone.INFO


def _points(points: Decimal | None) -> str:
    return "" if points is None else number(points)


def _clean(words: str, nameless: Nameless) -> str:
    return harmless(nameless(words))


def _without_names(text: MarkedText, nameless: Nameless) -> MarkedText:
    def block(shown: ShownBlock) -> ShownBlock:
        segments = tuple(_nameless_segments(shown.segments, nameless))
        return replace(shown, caption=nameless(shown.caption), segments=segments)

    parts: Sequence[ShownBlock | ShownTable] = [
        ShownTable(tuple(tuple(block(cell) for cell in row) for row in part.rows))
        if isinstance(part, ShownTable)
        else block(part)
        for part in text.parts
    ]
    return replace(text, parts=tuple(parts))


def _nameless_segments(segments: Sequence[Segment], nameless: Nameless) -> Iterator[Segment]:
    """The segments without names; all become one where a mark cuts a name in two, which neither part would show."""
    texts = [nameless(each.text) for each in segments]
    whole = nameless("".join(each.text for each in segments))
    if whole == "".join(texts):
        yield from (replace(each, text=text) for each, text in zip(segments, texts, strict=True))
        return
    begun = tuple(mark for each in segments for mark in each.begun)
    ended = tuple(mark for each in segments for mark in each.ended)
    yield Segment(whole, next((each.by for each in segments if each.by is not None), None), begun, ended)
