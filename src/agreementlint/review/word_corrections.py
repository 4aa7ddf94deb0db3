"""Corrections in a Word file: the wrong words as a tracked deletion, the right ones beside them as an insertion."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from agreementlint.readers.docx_changes import FORMER_RUN
from agreementlint.readers.docx_fields import FIELD_MARK, FIELD_MARK_TYPE
from agreementlint.readers.docx_names import (
    CONTROL,
    DELETED_TEXT,
    DELETION,
    INSERTION,
    PARAGRAPH,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    W,
)
from agreementlint.readers.from_docx import REVIEWER
from agreementlint.review.word_comments import WRITTEN_BY
from agreementlint.review.word_marks import ID, RANGE_END, RANGE_START, SPACE, Ties, is_reference, shown
from agreementlint.review.word_places import Anchor, Exactly
from agreementlint.review.word_suggestions import first_free_change
from agreementlint.values import dataclass
from agreementlint.verdict import Correction

if TYPE_CHECKING:
    from lxml import etree

_PAGE_BREAK: Final = W + "lastRenderedPageBreak"
_IN_PLAIN_RUN: Final = frozenset((RUN_PROPERTIES, TEXT, _PAGE_BREAK))
_BETWEEN: Final = frozenset(
    (RANGE_START, RANGE_END, *(W + each for each in ("bookmarkStart", "bookmarkEnd", "proofErr")))
)


@dataclass(frozen=True, slots=True)
class Correctable:
    """Runs that hold nothing but the wrong words, all in one look, and what is to stand there."""

    runs: tuple[etree._Element, ...]
    wrong: str
    instead: str


def correctable(
    body: etree._Element, ties: Ties, anchor: Anchor, correction: Correction, text: str
) -> Correctable | None:
    """The runs of what is to be corrected; None in other tracked changes, links, fields, controls or changing looks."""
    ends = ties.exactly(anchor) if isinstance(anchor, Exactly) else None
    above = ends[0].getparent() if ends is not None else None
    if ends is None or above is None or above.tag != PARAGRAPH or ends[1].getparent() is not above:
        return None
    runs: list[etree._Element] = []
    for each in list(above)[above.index(ends[0]) : above.index(ends[1]) + 1]:
        if each.tag == RUN and _IN_PLAIN_RUN.issuperset(child.tag for child in each):
            runs.append(each)
        elif each.tag not in _BETWEEN and not is_reference(each):
            return None
    wrong = correction.words.of(text)
    if not runs or "".join(map(shown, runs)) != wrong or len(set(map(_look, runs))) > 1:
        return None
    if (
        next(runs[0].iterdescendants(FORMER_RUN), None) is not None
        or next(above.iterancestors(CONTROL), None) is not None
    ):
        return None
    return None if _is_in_field(body, runs[0]) else Correctable(tuple(runs), wrong, correction.instead)


def correct(body: etree._Element, corrections: Sequence[Correctable]) -> None:
    """Writes the corrections as tracked changes; of several on the same words the first counts."""
    from lxml import etree

    number = first_free_change(body)
    for correction in corrections:
        above = correction.runs[0].getparent()
        if above is None or above.tag != PARAGRAPH:
            continue
        for run in correction.runs:
            deletion = etree.Element(DELETION, {ID: str(number), WRITTEN_BY: REVIEWER})
            number += 1
            run.addprevious(deletion)
            deletion.tail, run.tail = run.tail, None
            deletion.append(run)
            for letters in run.iterchildren(TEXT):
                letters.tag = DELETED_TEXT
        insertion = etree.Element(INSERTION, {ID: str(number), WRITTEN_BY: REVIEWER})
        number += 1
        new = etree.SubElement(insertion, RUN)
        new.extend([deepcopy(look) for look in correction.runs[0].iterchildren(RUN_PROPERTIES)])
        etree.SubElement(new, TEXT, {SPACE: "preserve"}).text = correction.instead
        deletion.addnext(insertion)


def take_back_corrections(body: etree._Element) -> None:
    """Puts back the words that an earlier review corrected, where both halves of a correction still stand as written."""
    for insertion in list(body.iter(INSERTION)):
        above = insertion.getparent()
        if above is None or above.tag != PARAGRAPH or not _is_ours(insertion, TEXT) or _is_divided(insertion):
            continue
        deletions = []
        for before in insertion.itersiblings(preceding=True):
            if _is_ours(before, DELETED_TEXT):
                deletions.append(before)
            elif before.tag not in _BETWEEN and not is_reference(before):
                break
        if not deletions:
            continue
        for deletion in deletions:
            for run in list(deletion):
                for letters in run.iterchildren(DELETED_TEXT):
                    letters.tag = TEXT
                deletion.addprevious(run)
            _remove(deletion)
        _remove(insertion)


def _is_ours(change: etree._Element, letters: str) -> bool:
    """Whether a tracked change is one half of a correction: ours, with runs of nothing but letters of this kind."""
    kind = INSERTION if letters == TEXT else DELETION
    inside = {RUN_PROPERTIES, letters, _PAGE_BREAK}
    return (
        change.tag == kind
        and change.get(WRITTEN_BY) == REVIEWER
        and all(run.tag == RUN and inside.issuperset(child.tag for child in run) for run in change)
    )


def _is_divided(insertion: etree._Element) -> bool:
    """Whether somebody has written into our insertion, so that the rest of it comes after theirs."""
    following = insertion.getnext()
    if following is None or following.tag not in (INSERTION, DELETION) or following.get(WRITTEN_BY) == REVIEWER:
        return False
    rest = following.getnext()
    return rest is not None and _is_ours(rest, TEXT)


def _look(run: etree._Element) -> bytes:
    from lxml import etree

    look = next(run.iterchildren(RUN_PROPERTIES), None)
    return etree.tostring(look, with_tail=False) if look is not None else b""


def _is_in_field(body: etree._Element, run: etree._Element) -> bool:
    """Whether a field has begun before a run and not ended."""
    depth = 0
    for element in body.iter(FIELD_MARK, RUN):
        if element is run:
            break
        kind = element.get(FIELD_MARK_TYPE)
        depth += (kind == "begin") - (kind == "end" and depth > 0)
    return depth > 0


def _remove(element: etree._Element) -> None:
    """Takes an element away, and leaves the white space behind it."""
    above, before = element.getparent(), element.getprevious()
    if above is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    above.remove(element)
