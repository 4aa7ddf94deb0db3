"""Submissions that share passages, side by side with their places; what it means is for a person to say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from agreementlint.agreement.model import Agreement
from agreementlint.grading.marks import Flag, FlagKind, Quoted
from agreementlint.reporters.layout import harmless
from agreementlint.reporters.places import whereabouts
from agreementlint.reporters.to_html import environment, style_sheet
from agreementlint.reporters.wording import count
from agreementlint.similarity.in_class import ClassSimilarity, Pair
from agreementlint.text import Span
from agreementlint.values import dataclass

HERE: Final = Path(__file__).parent / "templates"
AROUND: Final = 90  # characters before and after a passage
FLAGGED_FROM: Final = 0.15  # of a submission's own words; agreements of strangers share up to about a tenth
FLAGGED_PASSAGE: Final = 60  # words of one's own in one passage
MOST_QUOTES: Final = 3


@dataclass(frozen=True, slots=True)
class Work:
    """A submission to be compared: how it is called in reports, and what was read."""

    name: str
    agreement: Agreement

    @property
    def text(self) -> str:
        return self.agreement.document.text


@dataclass(frozen=True, slots=True)
class Side:
    """A passage in one submission: the words, what stands around them, and where."""

    before: str
    words: str
    after: str
    where: str


@dataclass(frozen=True, slots=True)
class PassageShown:
    """A passage that two submissions share."""

    own: int
    first: Side
    second: Side


@dataclass(frozen=True, slots=True)
class PairShown:
    """Two submissions as the report shows them, the longest passage first; shares are in whole percent."""

    first: str
    second: str
    first_percent: int
    second_percent: int
    passages: tuple[PassageShown, ...]
    telling: bool


def is_telling(pair: Pair) -> bool:
    """Whether two submissions share more than texts of strangers do."""
    return pair.share >= FLAGGED_FROM or max(each.own for each in pair.passages) >= FLAGGED_PASSAGE


def shown_pair(pair: Pair, works: Mapping[str, Work]) -> PairShown:
    """A pair with its passages as a person reads them."""
    first, second = works[pair.first], works[pair.second]
    passages = sorted(pair.passages, key=lambda each: (-each.own, each.first.start))
    return PairShown(
        first.name,
        second.name,
        round(100 * pair.first_share),
        round(100 * pair.second_share),
        tuple(PassageShown(each.own, _side(first, each.first), _side(second, each.second)) for each in passages),
        is_telling(pair),
    )


def _side(work: Work, span: Span) -> Side:
    text = work.text
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    if span.start > AROUND:
        before = "… " + before.partition(" ")[2]
    if span.end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return Side(harmless(before), harmless(span.of(text)), harmless(after), whereabouts(work.agreement, span))


def similarity_flags(found: ClassSimilarity, works: Mapping[str, Work]) -> dict[str, tuple[Flag, ...]]:
    """What the marker of each submission is told, by key; never more than that words are the same."""
    flags: dict[str, tuple[Flag, ...]] = {}
    for pair in found.pairs:
        if not is_telling(pair):
            continue
        sides = ((pair.first, pair.second, pair.first_share), (pair.second, pair.first, pair.second_share))
        for number, (mine, other, share) in enumerate(sides):
            own = [each.second if number else each.first for each in sorted(pair.passages, key=lambda each: -each.own)]
            said = (
                f"{round(100 * share)} % of the student's own words stand word for word in the work of"
                f" {works[other].name} as well, in {count(len(own), 'passage')}."
            )
            quotes = tuple(Quoted(span.of(works[mine].text), span.start, span.end) for span in own[:MOST_QUOTES])
            flags[mine] = (*flags.get(mine, ()), Flag(FlagKind.SIMILARITY, said, quotes))
    return flags


def similarity_page(found: ClassSimilarity, works: Mapping[str, Work], base: tuple[str, ...], least: int) -> str:
    """The whole comparison as one HTML page without script; `base` names the texts that do not count."""
    return (
        environment(HERE)
        .get_template("similar.html")
        .render(
            pairs=[shown_pair(pair, works) for pair in found.pairs],
            compared=found.compared,
            common_from=found.common_from,
            base=[harmless(each) for each in base],
            least=least,
            style=style_sheet(),
            count=count,
        )
    )
