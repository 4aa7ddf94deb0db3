"""Headings under which nothing is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agreementlint.agreement.model import Agreement
from agreementlint.document import PLAN_FORMATS, Block, BlockKind, Document, Format, Story
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Confidence, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Held, Problem, Verdict, Violated

_MOST_WORDS, _MOST_LETTERS = 9, 90
_LONGEST_ROW, _FAR = 12, 80  # more numbered lines than that are a list
# Headings that need nothing under them: places to sign, attachments, parts that only group others, forms.
_NEEDS_NOTHING = LatePattern(
    r"\b(?:sign(?:ed|ature|atures|ing)?|signator\w+|execut\w+|witness\w*|seal|initials?|contents|index|date[ds]?|draft|version|"
    r"whereas|recitals?|preamble|background|name|page|end|annex\w*|appendi\w+|schedules?|exhibits?|attachments?|reserved|omitted|"
    r"deleted|blank|not used|not applicable|n/a|none)\b"
    r"|^(?:part|section|article|chapter|clause|book|module|option|step)\b[ ]*[\w.]{0,5}$|[_@|=:…/]|\.\.|\d{3}|\[",
    re.IGNORECASE,
)
_SAYS_SOMETHING = LatePattern(
    r"\b(?:is|are|was|were|will|shall|must|may|can|cannot|has|have|do|does|keeps?|agrees?|no|not|never|only|always)\b|[.;,!?]$|n['’]t\b",
    re.IGNORECASE,
)
_HOLLOW = LatePattern(
    r"(?:as usual|see below|to follow|the usual(?: terms)?(?: apply)?|standard (?:practice|terms)(?: appl(?:y|ies))?|we comply|in due course|"
    r"to be (?:added|written|agreed))\.?$",
    re.IGNORECASE,
)
_IS_TITLE = LatePattern(
    r"\b(?:agreement|contract|policy|plan|terms|form|charter|letter|statement|notice|programme|program)\b", re.I
)
_NUMBER = LatePattern(r"(?:\d{1,3}\.)*(\d{1,3})[.):]?$")


def check(agreement: Agreement) -> Verdict:
    """Violated by each heading that is followed by its own like, or by words that say nothing."""
    document = agreement.document
    if document.format in (Format.PDF, *PLAN_FORMATS):
        return Held(())  # a PDF has no headings, only lines that look like some
    blocks = [block for block in document.blocks if block.story is Story.BODY]
    problems = tuple(_problems(document, blocks))
    return Violated(problems) if problems else Held(())


def _problems(document: Document, blocks: Sequence[Block]) -> Iterator[Problem]:
    text = document.text
    marked = _are_marked(document)
    begun = False  # titles and cover pages stand before the first words that say something
    for index, block in enumerate(blocks):
        heads = _heads(block)
        if not heads and block.kind is not BlockKind.CONTENTS:
            begun = True
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if following is None or not begun or block.end - block.start > _MOST_LETTERS:
            continue
        if not heads and (block.kind is not BlockKind.ITEM or not block.label[:1].isdigit()):
            continue
        words = text[block.start : block.end].strip(" *_")
        if heads and _is_next(block, following, marked=marked):
            sureness = _sureness(document, block, words, marked=marked)
            if sureness is not None and _may_be_empty(words):
                yield _problem(block, f"nothing stands under “{words}”", sureness)
        elif heads:
            if _is_hollow(text, blocks, index) and _may_be_empty(words):
                said = text[following.start : following.end]
                yield _problem(block, f"under “{words}” it only says “{said}”", Confidence.MEDIUM)
        elif _stands_among_headings(text, blocks, index) and _may_be_empty(words):
            yield _problem(block, f"nothing stands under “{words}”", Confidence.MEDIUM)


def _problem(block: Block, message: str, sureness: Confidence) -> Problem:
    return Problem(Shortfall.DEFECT, message, (Span(block.start, block.end),), confidence=sureness)


def _heads(block: Block) -> bool:
    """A heading, or a numbered line in bold."""
    return block.kind is BlockKind.HEADING or (
        block.kind is BlockKind.PARAGRAPH and block.bold and block.label[:1].isdigit()
    )


def _may_be_empty(words: str) -> bool:
    """Whether a heading announces something that has to be said, and does not say it itself."""
    if not 0 < len(words.split()) <= _MOST_WORDS or _NEEDS_NOTHING.search(words) or _SAYS_SOMETHING.search(words):
        return False
    return sum(map(str.isalpha, words)) > 3


def _is_next(block: Block, following: Block, *, marked: bool) -> bool:
    """Whether another heading of the same or a higher rank follows at once."""
    if block.kind is not following.kind or not _heads(following):
        return False
    if _NUMBER.match(block.label) and _NUMBER.match(following.label):
        return _depth(following.label) <= _depth(block.label) and following.level <= block.level
    return marked and following.level <= block.level


def _are_marked(document: Document) -> bool:
    """Whether the headings have marks of their own (a style, a tag) and were not told from how they look.

    A heading that was told from its looks is never of the first level and has a deeper one only with a number.
    """
    if document.format not in (Format.MARKDOWN, Format.HTML, Format.DOCX, Format.ODT, Format.RTF):
        return False
    headings = (block for block in document.blocks if block.kind is BlockKind.HEADING)
    return any(block.level == 1 or (block.level > 2 and not block.label) for block in headings)


def _sureness(document: Document, block: Block, words: str, *, marked: bool) -> Confidence | None:
    """How sure it is that a heading is one; None where it is too doubtful to be spoken of."""
    if not marked:
        return Confidence.MEDIUM if _NUMBER.match(block.label) else None
    if not block.label and (words.isupper() or _IS_TITLE.search(words)):
        return None
    if document.unread:
        return Confidence.LOW
    return Confidence.HIGH if block.kind is BlockKind.HEADING else Confidence.MEDIUM


def _stands_among_headings(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a short numbered item continues the numbers of the headings before and after it.

    Plain text has no marks for headings; one without content looks like an item of a list.
    """
    block = blocks[index]
    own = _NUMBER.match(block.label)
    if own is None:
        return False
    first = index
    while (
        first
        and index - first < _LONGEST_ROW
        and blocks[first - 1].kind is BlockKind.ITEM
        and _follows(blocks[first - 1], blocks[first])
    ):
        first -= 1
    row = (
        other
        for other in reversed(blocks[max(0, first - _FAR) : first])
        if _heads(other) and _depth(other.label) == _depth(block.label)
    )
    before = next(row, None)
    if before is None or not _follows(before, blocks[first]):
        return False
    if any(text[max(0, at.start - 30) : at.start].rstrip().endswith(":") for at in (before, blocks[first])):
        return False  # a list
    for other, later in zip(
        blocks[index : index + _LONGEST_ROW], blocks[index + 1 : index + 1 + _LONGEST_ROW], strict=False
    ):
        if not _follows(other, later):
            return other is not block  # the last of the row has something under it
        if not _may_be_empty(text[later.start : later.end]):
            return False
        if _heads(later):
            return True
    return False


def _follows(one: Block, other: Block) -> bool:
    """Whether the second label is the next number of the same form."""
    first, second = _NUMBER.match(one.label), _NUMBER.match(other.label)
    if first is None or second is None or _depth(one.label) != _depth(other.label):
        return False
    stem, next_stem = one.label[: first.start(1)], other.label[: second.start(1)]
    return stem == next_stem and int(second[1]) == int(first[1]) + 1


def _depth(label: str) -> int:
    """How many levels a number has; "4.0" stands for 4."""
    return label.rstrip(".):").removesuffix(".0").count(".")


def _is_hollow(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether all that stands under a heading is a phrase that says nothing."""
    following = blocks[index + 1]
    last = index + 2 >= len(blocks) or _heads(blocks[index + 2])
    return last and not _heads(following) and _HOLLOW.match(text, following.start, following.end) is not None
