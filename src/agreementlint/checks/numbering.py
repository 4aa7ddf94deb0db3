"""The numbers that a document gives to its own parts: which there are, where, and how surely they were read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from agreementlint.document import PLAN_FORMATS, Block, BlockKind, Document, Format
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Confidence
from agreementlint.values import dataclass

Parts = tuple[str, ...]  # "4.2" is ("4", "2"); figures without zeros before them, letters small

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NUMBER_WORDS: Mapping[str, str] = {word: str(number) for number, word in enumerate(_WORDS, 1)}
NUMERAL = r"(?:\d{1,3}(?:\.\d{1,3}){0,5}|[A-Z](?:\.\d{1,3}){1,4}|[IVXLC]{1,6}(?:\.\d{1,3}){0,4}|[A-Za-z])(?![\w])"
KINDS_OF_PART = r"(?:sub-?)?(?:sections?|clauses?|articles?|paragraphs?|parts?|steps?|chapters?)"
_LABEL = LatePattern(
    rf"\W*(?:{KINDS_OF_PART}[ ]|§[ ]?)?(?P<numeral>{NUMERAL})(?P<marks>(?:[ ]?\([A-Za-z0-9]{{1,4}}\))*)", re.IGNORECASE
)
_BARE_MARK = LatePattern(r"\(?([A-Za-z]{1,4}|\d{1,2})[).]?$")
_SPELT = LatePattern(
    rf"\W*(?P<kind>{KINDS_OF_PART}|§)[ \t]*(?P<numeral>{NUMERAL}|{'|'.join(_WORDS)})(?=[ \t.:—–\n-]|$)", re.IGNORECASE
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_SURE_FORMATS = frozenset({Format.MARKDOWN, Format.HTML, Format.DOCX, Format.ODT, Format.RTF, *PLAN_FORMATS})


def sureness_of(document: Document) -> Confidence:
    """How sure the numbers of its parts are: a format has them, or they were told from how the text looks."""
    if document.unread:
        return Confidence.LOW
    return Confidence.HIGH if document.format in _SURE_FORMATS else Confidence.MEDIUM


def roman_value(letters: str) -> int:
    """The value of a Roman numeral, or 0 if the letters are none."""
    values = [_ROMAN.get(letter, 0) for letter in letters.lower()]
    if not values or 0 in values:
        return 0
    total = sum(-value if value < max(values[at + 1 :], default=0) else value for at, value in enumerate(values))
    return total if total < 90 else 0


@cache
def readings(numeral: str) -> tuple[Parts, ...]:
    """What a numeral may stand for: "IV.2" for ("4", "2"), "C" for the letter and for a Roman hundred."""
    first, *rest = numeral.split(".")
    below = tuple(part.lstrip("0") or "0" for part in rest)
    if first.isdigit():
        return ((first.lstrip("0") or "0", *below),)
    if first.lower() in _NUMBER_WORDS:
        return ((_NUMBER_WORDS[first.lower()], *below),)
    roman = roman_value(first)
    letter = (first.lower(), *below)
    if len(first) == 1:
        return (letter, (str(roman), *below)) if roman else (letter,)
    return ((str(roman), *below),) if roman else (letter,)


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the document: where it begins and where the next part of its rank does."""

    start: int
    end: int


class Numbering:
    """The numbered parts of a document, from the labels of its blocks and from words such as "Section 4"."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.places: dict[Parts, list[int]] = {}  # where each number begins; its numbers above are there as well
        self.marks: dict[str, list[int]] = {}  # "b" for "(b)": where such labels are
        self.spelt: set[str] = set()  # "section", "article", "§": how parts are called where they begin
        self._starts: list[tuple[int, Parts]] = []
        self._read()
        self.last = self._last_of_run()
        gaps = self._gaps()
        self.complete = bool(self.places) and gaps <= (
            document.format in _SURE_FORMATS
        )  # one part may have been struck out
        self.sureness = Confidence.LOW if gaps else sureness_of(document)

    def _read(self) -> None:
        above: Parts = ()
        for block in self.document.blocks:
            if block.kind is BlockKind.CODE:
                continue
            spelt = _SPELT.match(self.text, block.start, min(block.end, block.start + 40))
            if block.label:
                above = self._take_label(block, above)
            if spelt:
                self.spelt.add(spelt["kind"].lower().rstrip("s"))
                for parts in readings(spelt["numeral"]):
                    self._add(parts, block.start)
                above = readings(spelt["numeral"])[-1]

    def _take_label(self, block: Block, above: Parts) -> Parts:
        label = block.label
        mark = _BARE_MARK.match(label)
        if mark and not label.rstrip(".").isdigit():
            self.marks.setdefault(mark[1].lower(), []).append(block.start)
        match = _LABEL.match(label)
        if match is None:
            return above
        word = label[: match.start("numeral")].strip(" (").lower().rstrip("s")
        if word:
            self.spelt.add(word)
        in_brackets = label[0] == "("  # "(1)" marks a part of a numbered one
        found = readings(match["numeral"])
        for parts in found:
            self._add(parts, block.start, own=not in_brackets)
            if above and len(parts) == 1 and block.kind is BlockKind.ITEM:
                self._add((*above[:1], *parts), block.start, own=False)
                self._add((*above, *parts), block.start, own=False)
        figures = found[-1][0].isdigit() and not in_brackets
        return found[-1] if figures and (block.kind is not BlockKind.ITEM or len(found[-1]) > 1 or not above) else above

    def _add(self, parts: Parts, start: int, own: bool = True) -> None:
        for depth in range(1, len(parts) + 1):
            self.places.setdefault(parts[:depth], []).append(start)
        if own:
            self._starts.append((start, parts))

    def _last_of_run(self) -> int:
        last = 0
        while (str(last + 1),) in self.places:
            last += 1
        return last

    def _gaps(self) -> int:
        """How many numbers are left out between those that were read, on all levels together."""
        rows: dict[Parts, set[int]] = {}
        for _, parts in self._starts:
            for depth in range(1, len(parts) + 1):
                if parts[depth - 1].isdigit():
                    rows.setdefault(parts[: depth - 1], set()).add(int(parts[depth - 1]))
        return sum(max(row) + 1 - min(min(row), 1) - len(row) for row in rows.values())

    def below(self, parts: Parts) -> set[int]:
        """The numbers of the parts directly below one."""
        return {
            int(other[len(parts)])
            for other in self.places
            if len(other) == len(parts) + 1 and other[: len(parts)] == parts and other[-1].isdigit()
        }

    def extents(self, parts: Parts) -> list[Place]:
        """From where a part begins to where one begins that is not below it."""
        self._starts.sort()
        found = []
        for start in dict.fromkeys(self.places.get(parts, ())):
            at = bisect_left(self._starts, (start, ()))
            following = (
                begin
                for begin, other in self._starts[at:]
                if begin > start and other[: len(parts)] != parts and len(other) <= len(parts) and other[0].isdigit()
            )
            found.append(Place(start, next(following, len(self.text))))
        return found

    def blocks_in(self, place: Place) -> Iterator[Block]:
        blocks: Sequence[Block] = self.document.blocks
        first = bisect_left(blocks, place.start, key=lambda block: block.start)
        for block in blocks[first:]:
            if block.start >= place.end:
                return
            yield block


# A label in running text: something ends before it, and behind it a title or a sentence begins.
_AFTER_FIGURE = LatePattern(r"(?:\.0+)?(?:[.):]+\s*[\"“'(\[A-Z_]|[.)]?\s*[—–:]|[.)]\s*\n|\s+[\"“]?[A-Z]|\s*\n|$)")
_AFTER_FIGURES = LatePattern(r"[.):]*(?:\s|[—–:“\"(\[A-Z]|$)")
_OPENS = LatePattern(r"(?:^|\n|[.;:!?)\]”\"]|\s\s|\d)\s*$")
_SENTENCE_GOES_ON = LatePattern(r",|\s[a-z]")
_OPENS_WIDE = LatePattern(r"(?:^|\n|[.;:]\s|\s\s)\s*$")
_REFERS = LatePattern(rf"(?:\b{KINDS_OF_PART}|§|\bsec\.?|\bparas?\.?|\bart\.?)\s*$", re.IGNORECASE)
_GOES_ON = LatePattern(r"(?:,|\b(?:and|or|to|through|and/or)|&|\d[ ]?[-–—])\s*$")


def stands_in_running_text(parts: Parts, text: str) -> bool:
    """Whether a number stands in the text as a label does, though no block has it: "… ends. 4.2 Fees. The …"."""
    return any(
        _looks_like_a_label(text, at, at + len(form), single=len(parts) == 1)
        for form in _forms(parts)
        for at in _finds(text, form)
    )


def _forms(parts: Parts) -> Iterator[str]:
    """The ways in which a number may be printed."""
    yield ".".join(parts)
    if len(parts) == 1 and len(parts[0]) == 1 and parts[0].isdigit():
        yield f"0{parts[0]}"
    if len(parts) > 1 and len(parts[1]) == 1:
        yield ".".join((parts[0], f"0{parts[1]}", *parts[2:]))
    if not parts[0].isdigit():
        yield ".".join((parts[0].upper(), *parts[1:]))
        return
    number = int(parts[0])
    if 0 < number < 40:
        tens, ones = divmod(number, 10)
        roman = "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
        yield ".".join((roman, *parts[1:]))
    if len(parts) == 1 and 0 < number <= len(_WORDS):
        yield _WORDS[number - 1].upper()
        yield _WORDS[number - 1].capitalize()


def _finds(text: str, form: str) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def _looks_like_a_label(text: str, start: int, end: int, *, single: bool) -> bool:
    before = text[max(0, start - 40) : start]
    if before[-1:].isalnum() or before[-1:] in ("$", "€", "£", "-", "/", "(") or re.search(r"\d\.$", before):
        return False
    refers = _REFERS.search(before)
    if refers:  # "… ends. Section 4. Fees": the word belongs to the label only where something ends before it
        return refers[0].isupper() or (
            _OPENS.search(before[: refers.start()]) is not None and _SENTENCE_GOES_ON.match(text, end) is None
        )
    if not (_AFTER_FIGURE if single else _AFTER_FIGURES).match(text, end):
        return False
    if single and text[end : end + 1] not in (".", ")", ":"):
        return _OPENS_WIDE.search(before) is not None
    return _GOES_ON.search(before) is None or before[-2:] == "  "
