"""Ties comments to words in the body of a Word file: runs are divided where they begin and end, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from agreementlint.readers.docx_names import (
    ALTERNATE,
    CONTROL,
    CONTROL_CONTENT,
    CONTROL_PROPERTIES,
    INSERTION,
    MOVED_HERE,
    PARAGRAPH,
    RUN,
    RUN_PROPERTIES,
    W,
    chosen_branch,
)
from agreementlint.readers.docx_text import LETTERS, ONE_CHARACTER, SYMBOLS
from agreementlint.review.word_places import Anchor, AtTheTop, Beside, Exactly

if TYPE_CHECKING:
    from lxml import etree

RANGE_START: Final = W + "commentRangeStart"
RANGE_END: Final = W + "commentRangeEnd"
REFERENCE: Final = W + "commentReference"
ID: Final = W + "id"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_INLINE: Final = frozenset(
    (PARAGRAPH, INSERTION, MOVED_HERE, CONTROL_CONTENT, *(W + each for each in ("hyperlink", "smartTag", "dir", "bdo")))
)
# Word writes what is in these controls anew when the file is opened or an entry is chosen.
_REWRITTEN: Final = tuple(W + each for each in ("dataBinding", "text", "dropDownList", "comboBox", "date", "picture"))
_WIDE: Final = 3  # spaces that a line may be drawn under; such a gap is not cut from what stands beside it


class Ties:
    """Divides the runs of a body at every anchor, then ties comments to them, each by its number."""

    __slots__ = ("_body", "_divided")

    def __init__(self, body: etree._Element, anchors: Iterable[Anchor]) -> None:
        self._body = body
        cuts: dict[etree._Element, set[int]] = {}
        for anchor in anchors:
            if isinstance(anchor, Exactly):
                cuts.setdefault(anchor.first, set()).add(anchor.start)
                cuts.setdefault(anchor.last, set()).add(anchor.end)
        self._divided = {run: divided(run, sorted(offsets)) for run, offsets in cuts.items()}

    def tie(self, anchor: Anchor, number: str) -> None:
        match anchor:
            case Exactly(first, start, last, end):
                openings, closings = self._divided[first], self._divided[last]
                opening = next((piece for piece, at, upto in openings if at <= start < upto), first)
                closing = next((piece for piece, at, upto in closings if at < end <= upto), closings[-1][0])
                if first is last and start >= end:
                    opening, closing = first, closings[-1][0]
                self._around(opening, closing, number)
            case Beside(mark, _):
                run = list(mark.iterancestors(RUN))[-1]
                self._around(run, run, number)
            case AtTheTop(_):
                self._at_the_top(number)

    def exactly(self, anchor: Exactly) -> tuple[etree._Element, etree._Element] | None:
        """The first and the last run of what is anchored, or None where runs could not be divided at its ends."""
        opening = next((piece for piece, at, _ in self._divided[anchor.first] if at == anchor.start), None)
        closing = next((piece for piece, _, upto in self._divided[anchor.last] if upto == anchor.end), None)
        return (opening, closing) if opening is not None and closing is not None else None

    def _at_the_top(self, number: str) -> None:
        """On the first words of the body, or in its first paragraph if there are none that a comment may be tied to."""
        paragraphs = [
            each for each in self._body.iter(PARAGRAPH) if next(each.iterancestors(ALTERNATE, RUN), None) is None
        ]
        for paragraph in paragraphs:
            for run in paragraph.iterchildren(RUN):
                if letters_of(run):
                    self._around(run, run, number)
                    return
        for paragraph in paragraphs[:1]:
            paragraph.append(marker(RANGE_START, number))
            paragraph.append(marker(RANGE_END, number))
            paragraph.append(reference(number))

    def _around(self, opening: etree._Element, closing: etree._Element, number: str) -> None:
        first, last = placeable(opening, at_start=True), placeable(closing, at_start=False)
        first.addprevious(marker(RANGE_START, number))
        last = _after_markers(last)
        end = marker(RANGE_END, number)
        last.addnext(end)
        top = end
        while (above := top.getparent()) is not None and above.tag != PARAGRAPH:
            top = above
        if top is not end:
            top = _after_markers(top)
        top.addnext(reference(number))


def divided(run: etree._Element, offsets: Iterable[int]) -> list[tuple[etree._Element, int, int]]:
    """The runs that a run is divided into at these offsets, each with its first and last offset; itself comes first."""
    pieces: list[tuple[etree._Element, int, int]] = []
    begin, rest = 0, run
    for offset in offsets:
        other = cut(rest, offset - begin)
        if other is not None:
            upto = begin + letters_of(rest)
            pieces.append((rest, begin, upto))
            begin, rest = upto, other
    return [*pieces, (rest, begin, begin + letters_of(rest))]


def cut(run: etree._Element, offset: int) -> etree._Element | None:
    """Divides a run; the second part, or None if the offset is at one of its ends or in what cannot be divided."""
    text = shown(run)
    if not 0 < offset < len(text) or _is_wide_gap(text[:offset]) or _is_wide_gap(text[offset:]):
        return None
    at = 0
    moving: list[etree._Element] = []
    for child in run:
        length = letters_in_child(child)
        if at >= offset and (length or moving):
            moving.append(child)
        elif at < offset < at + length:
            if child.tag not in LETTERS:
                return None
            moving.append(_cut_text(child, offset - at))
        at += length
    if not moving:
        return None
    second = run.makeelement(run.tag)
    for name, value in run.attrib.items():
        second.set(name, value)
    properties = next(run.iterchildren(RUN_PROPERTIES), None)
    if properties is not None:
        second.append(deepcopy(properties))
    second.extend(moving)
    second.tail, run.tail = run.tail, None
    run.addnext(second)
    return second


def _cut_text(text: etree._Element, offset: int) -> etree._Element:
    """Takes the letters from an offset on out of a text element; a new one with them."""
    letters = text.text or ""
    later = text.makeelement(text.tag, {SPACE: "preserve"})
    text.text, later.text = letters[:offset], letters[offset:]
    text.set(SPACE, "preserve")
    return later


def _is_wide_gap(text: str) -> bool:
    return text.isspace() and (len(text) >= _WIDE or "\t" in text)


def letters_of(run: etree._Element) -> int:
    """How many characters the offsets in a run count."""
    return sum(letters_in_child(child) for child in run)


def letters_in_child(child: etree._Element) -> int:
    if child.tag in LETTERS:
        return len(child.text or "")
    if child.tag in ONE_CHARACTER or child.tag in SYMBOLS:
        return 1
    if child.tag == ALTERNATE:
        branch = chosen_branch(child)
        return letters_of(branch) if branch is not None else 0
    return 0


def shown(run: etree._Element) -> str:
    """The characters of a run as offsets count them; what is no letter stands as a tab or a replacement character."""
    parts = []
    for child in run:
        length = letters_in_child(child)
        parts.append(
            (child.text or "")
            if child.tag in LETTERS
            else ONE_CHARACTER.get(child.tag, "\N{OBJECT REPLACEMENT CHARACTER}" * length)
        )
    return "".join(parts)


def placeable(element: etree._Element, *, at_start: bool) -> etree._Element:
    """The element or what holds it, beside which a marker may stand; outside of what it begins or ends with."""
    for holder in list(element.iterancestors()):
        if holder.tag == PARAGRAPH:
            break
        if holder.tag != CONTROL and (holder.tag not in _INLINE or _is_rewritten(holder)):
            element = holder
    while (above := element.getparent()) is not None and above.tag != PARAGRAPH:
        if above.tag in _INLINE and not _is_at_edge(element, at_start=at_start):
            break
        element = above
    return element


def _is_at_edge(element: etree._Element, *, at_start: bool) -> bool:
    beside = element.itersiblings(preceding=at_start)
    return all(each.tag in (RANGE_START, RANGE_END, W + "bookmarkStart", W + "bookmarkEnd") for each in beside)


def _is_rewritten(content: etree._Element) -> bool:
    control = content.getparent()
    if control is None or control.tag != CONTROL:
        return False
    properties = next(control.iterchildren(CONTROL_PROPERTIES), None)
    return properties is not None and any(properties.find(each) is not None for each in _REWRITTEN)


def _after_markers(element: etree._Element) -> etree._Element:
    """The last of the ends and references of comments that follow an element, or itself."""
    while (following := element.getnext()) is not None and (following.tag == RANGE_END or is_reference(following)):
        element = following
    return element


def is_reference(element: etree._Element) -> bool:
    """Whether a run holds the mark of a comment and nothing else."""
    return element.tag == RUN and [child.tag for child in element if child.tag != RUN_PROPERTIES] == [REFERENCE]


def marker(tag: str, number: str) -> etree._Element:
    from lxml import etree

    return etree.Element(tag, {ID: number})


def reference(number: str) -> etree._Element:
    from lxml import etree

    run = etree.Element(RUN)
    run.append(marker(REFERENCE, number))
    return run
