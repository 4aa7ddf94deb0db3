"""References to a section, an attachment or a heading that the document does not have."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from agreementlint.agreement.model import Agreement
from agreementlint.checks.numbering import Numbering, Parts, readings, roman_value, stands_in_running_text, sureness_of
from agreementlint.checks.references import ATTACHMENTS, Reference, kind_of, read_references
from agreementlint.document import Block, BlockKind
from agreementlint.latepattern import LatePattern
from agreementlint.terms import Confidence, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import Held, Problem, Verdict, Violated

_MOST = 3  # places that are shown of one broken reference
_MOST_WORK = 300_000_000  # letters that are looked through for numbers; far more than any contract needs
_FEW, _SHARE = 2, 0.3
_BRIEF = 400  # a part of so few letters hides no marks
_FAR = 10  # a number so far above the last one is one of another paper
_ELSEWHERE = LatePattern(
    r"separate|to be (?:agreed|attached|provided|completed|supplied)|incorporated by reference|available|on file|omitted|filed|provided (?:by|to)|sent to|"
    r"handed|given to you",
    re.IGNORECASE,
)
_TO_COME = LatePattern(
    r"(?:will|shall|may) (?:then |also |thereafter )?be (?:attached|incorporated|annexed|added|appended)|when completed|once (?:agreed|signed)"
)
_REDACTED = "[*"

Broken = tuple[str, Confidence]  # why a reference leads nowhere, and how sure that is


def check(agreement: Agreement) -> Verdict:
    """Violated by each number, attachment or heading that is referred to and is not there."""
    text = agreement.document.text
    printed = {block.label.strip("().: ") for block in agreement.document.blocks if block.label}
    references = read_references(text, agreement.stems, printed)
    numbered = [reference for reference in references if reference.word not in ATTACHMENTS]
    attached = [reference for reference in references if reference.word in ATTACHMENTS and reference.numeral]
    problems = [*_numbered(agreement, numbered), *_attached(agreement, attached), *_named(agreement)]
    return Violated(tuple(problems)) if problems else Held(())


def _numbered(agreement: Agreement, references: Sequence[Reference]) -> Iterator[Problem]:
    by_target: dict[tuple[str, tuple[str, ...]], list[Reference]] = {}
    if not references:
        return
    for reference in references:
        by_target.setdefault((reference.numeral, reference.marks), []).append(reference)
    if not by_target:
        return
    if len(by_target) * len(agreement.document.text) > _MOST_WORK:
        return
    numbering = Numbering(agreement.document)
    here = {reference.numeral for reference in references if reference.begins}  # "this section 4.2": where this stands
    found: list[Problem] = []
    for (numeral, marks), mentions in by_target.items():
        if numeral in here:
            continue
        broken = _broken(numbering, mentions[0].word, numeral, marks)
        if broken is not None:
            name = f"{mentions[0].word} {numeral}{''.join(f'({mark})' for mark in marks)}"
            why, sureness = broken
            spans = tuple(reference.span for reference in mentions[:_MOST])
            found.append(Problem(Shortfall.DEFECT, f"there is no {name}; {why}", spans, confidence=sureness))
    if len(found) <= _FEW or len(found) <= len(by_target) * _SHARE:
        yield from found  # where very many lead nowhere, it is the numbers that were not read


def _broken(numbering: Numbering, word: str, numeral: str, marks: tuple[str, ...]) -> Broken | None:
    if word == "article" and not numbering.spelt & {"article", "art"}:
        return None  # articles are those of a law unless the document itself is divided into articles
    if not numbering.complete and numbering.places:
        return None
    if not numeral:
        return _broken_mark(numbering, marks[0])
    candidates = readings(numeral)
    known = [parts for parts in candidates if parts in numbering.places]
    if known:
        return _broken_below(numbering, known[0], marks) if marks else None
    if any(stands_in_running_text(parts, numbering.text) for parts in candidates):
        return None
    parts = candidates[-1]
    if not parts[0].isdigit():
        return _broken_letter(numbering, parts)
    return _broken_number(numbering, parts)


def _broken_number(numbering: Numbering, parts: Parts) -> Broken | None:
    number = int(parts[0])
    sureness = numbering.sureness
    if (parts[0],) not in numbering.places:
        if stands_in_running_text(parts[:1], numbering.text):
            return None
        last = numbering.last
        if number > last + _FAR:
            return None
        if not numbering.places:
            return "no numbers were read in the document", Confidence.LOW
        if last < 2:
            return None
        if number > last and not any((str(more),) in numbering.places for more in range(last + 1, last + 2 * _FAR)):
            return f"the numbers end with {last}", sureness
        return f"there is a gap in the numbers after {last}", Confidence.LOW
    for depth in range(1, len(parts)):
        above, below = parts[:depth], numbering.below(parts[:depth])
        if parts[: depth + 1] in numbering.places:
            continue
        here = ".".join(above)
        wanted = int(parts[depth])
        if below:
            whole = below == set(range(min(below), max(below) + 1)) and min(below) <= 1
            if wanted > max(below) and whole:
                return f"{here} ends with {here}.{max(below)}", sureness
            return f"there is a gap in the numbers below {here}", Confidence.LOW
        room = max(sum(1 for _ in numbering.blocks_in(place)) for place in numbering.extents(above))
        if room <= wanted:
            return f"{here} is not divided into numbers", sureness
        return None  # so many paragraphs without a number: their numbers may not have been read
    return None


def _broken_letter(numbering: Numbering, parts: Parts) -> Broken | None:
    """A part that is numbered with a letter, where other parts are."""
    letters = sorted(
        first[0] for first in numbering.places if len(first) == 1 and len(first[0]) == 1 and first[0].isalpha()
    )
    if (
        parts[:1] not in numbering.places
        and len(letters) > 1
        and letters == [chr(97 + at) for at in range(len(letters))]
    ):
        return f"the letters end with {letters[-1].upper()}", numbering.sureness.at_most(Confidence.MEDIUM)
    return None


def _broken_mark(numbering: Numbering, mark: str) -> Broken | None:
    """ "paragraph (b)" by itself: any part with that mark will do."""
    if mark.lower() in numbering.marks or _has_mark(numbering.text, mark, 0, len(numbering.text)):
        return None
    if mark.isdigit() and (mark,) in numbering.places:
        return None
    if not numbering.marks:
        return None
    return "no part of the document is marked like this", numbering.sureness.at_most(Confidence.MEDIUM)


def _broken_below(numbering: Numbering, parts: Parts, marks: tuple[str, ...]) -> Broken | None:
    """A mark behind a number: it is looked for wherever the part with that number reaches."""
    here = ".".join(parts)
    mark = marks[0]
    extents = numbering.extents(parts)
    inside = [at for place in extents for at in numbering.marks.get(mark.lower(), ()) if place.start <= at < place.end]
    if inside or any(_has_mark(numbering.text, mark, place.start, place.end) for place in extents):
        return None
    if (*parts, mark.lower()) in numbering.places:
        return None
    room = max((sum(1 for _ in numbering.blocks_in(place)) for place in extents), default=99)
    rank = (
        ord(mark.lower()) - 96
        if len(mark) == 1 and mark.isalpha()
        else roman_value(mark) or (int(mark) if mark.isdigit() else 99)
    )
    others = [
        at for place in extents for found in numbering.marks.values() for at in found if place.start <= at < place.end
    ]
    words = sum(place.end - place.start for place in extents)
    if _REDACTED in numbering.text and any(
        numbering.text.find(_REDACTED, each.start, each.end) >= 0 for each in extents
    ):
        return None
    if room > rank or not (others or numbering.sureness is Confidence.HIGH or words < _BRIEF):
        return None  # so many paragraphs, or so many words, that marks may not have been read
    return f"{here} has no part marked ({mark})", numbering.sureness


def _has_mark(text: str, mark: str, start: int, end: int) -> bool:
    """Whether a mark stands in running text where it marks something: "… (a) the fee and (b) the notes"."""
    for form in {mark, mark.lower(), mark.upper()}:
        for printed in (f"({form})", f" {form})", f"\n{form})", f"[{form}]", f"\n{form}.", f" {form}. "):
            at = text.find(printed, start, end)
            while at >= 0:
                before = text[max(0, at - 14) : at]
                if not before[-1:].isalnum() and before[-1:] != ")" and not _REFERS_TO_MARK.search(before):
                    return True
                at = text.find(printed, at + 1, end)
    return False


_REFERS_TO_MARK = LatePattern(r"(?:\d|section|clause|paragraph|paragraphs|clauses|sections)\s?$", re.IGNORECASE)


def _attached(agreement: Agreement, references: Sequence[Reference]) -> Iterator[Problem]:
    text = agreement.document.text
    wanted: dict[tuple[str, str], list[Reference]] = {}
    if not references:
        return
    there = set(_labelled(agreement.document.blocks))
    for reference in references:
        key = (reference.word, _attachment_id(reference.numeral))
        if reference.begins or _heads_a_block(agreement, reference):
            there.add(key)
        else:
            wanted.setdefault(key, []).append(reference)
    sureness = sureness_of(agreement.document)
    apart: dict[str, list[Reference]] = {}
    for (word, number), mentions in wanted.items():
        if "." in number or any(kind == word and f"{other}.".startswith(f"{number}.") for kind, other in there):
            continue
        if number.isdigit() and int(number) > _FAR:
            continue  # more likely a page or a form
        if any(_TO_COME.search(text, max(0, each.span.start - 120), each.span.end + 60) for each in mentions):
            continue
        alike = sorted(
            other for kind, other in there if kind == word and "." not in other and other.isdigit() == number.isdigit()
        )
        if not alike or any(
            _ELSEWHERE.search(text, max(0, each.span.start - 90), each.span.end + 90) for each in mentions
        ):
            apart.setdefault(word, []).append(mentions[0])
            continue
        others = f"only {word} {alike[0].upper()}" if len(alike) == 1 else f"though there are {len(alike)} others"
        spans = tuple(reference.span for reference in mentions[:_MOST])
        yield Problem(Shortfall.DEFECT, f"there is no {word} {number.upper()}, {others}", spans, confidence=sureness)
    for mentions in apart.values():
        names = [f"{each.word} {each.numeral}" for each in mentions[:_MOST]] + ["others"] * (len(mentions) > _MOST)
        listed = " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
        why = f"{listed} {'is' if len(names) == 1 else 'are'} not in this document, unless kept apart from it"
        spans = tuple(reference.span for reference in mentions[: 2 * _MOST])
        yield Problem(Shortfall.DEFECT, why, spans, confidence=Confidence.LOW)


def _labelled(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The attachments whose headings were read as labels: "Schedule 1" in "Schedule 1: Fees"."""
    for block in blocks:
        word, _, numeral = block.label.partition(" ")
        if numeral and kind_of(word) in ATTACHMENTS:
            yield kind_of(word), _attachment_id(numeral.strip(".:)"))


def _attachment_id(numeral: str) -> str:
    found = readings(numeral.replace("-", "."))
    return ".".join(found[-1] if len(numeral) > 1 or numeral in "IVX" else found[0])


def _heads_a_block(agreement: Agreement, reference: Reference) -> bool:
    blocks = agreement.document.blocks
    at = bisect_right(blocks, reference.span.start, key=lambda block: block.start) - 1
    if at < 0 or reference.span.start > blocks[at].start + 3 or blocks[at].kind is BlockKind.CODE:
        return False
    words = agreement.document.text[blocks[at].start : blocks[at].end]
    return len(words) < 90 and not words.rstrip().endswith(".")


_HEADED = LatePattern(
    r"(?:[Ss]ee (?:also )?(?:under )?)?(?:the )?(?P<part>(?:section|heading|clause|paragraph|part|chapter|article)s? )?"
    r"(?:(?:headed|titled|entitled|called|named|on|about|under) )?[\"“‘'](?P<name>[^\"“”‘’'\n]{3,60}?)[.,]?[\"”’']"
    r"(?P<where> (?:above|below|section|heading|clause|paragraph)\b)?(?P<of> (?:of|in|to|from|on) (?!this|these|our)\w)?"
)


def _named(agreement: Agreement) -> Iterator[Problem]:
    """References by name: see "Ending" below, the section headed "Fees"."""
    text = agreement.document.text
    headings: list[str] | None = None
    seen: set[str] = set()
    for opening in ("see ", "See ", "section ", "heading ", "clause ", "paragraph "):
        at = text.find(opening)
        while at >= 0:
            match = _HEADED.match(text, at)
            at = text.find(opening, at + 1)
            if match is None or match["of"] or not (match["part"] or match["where"]) or match["name"].lower() in seen:
                continue
            seen.add(match["name"].lower())
            headings = _headings(agreement) if headings is None else headings
            if len(headings) > 1 and not _is_headed(match["name"].lower(), headings):
                why = f"nothing is headed “{match['name']}”"
                sureness = sureness_of(agreement.document)
                yield Problem(Shortfall.DEFECT, why, (Span(*match.span()),), confidence=sureness)


def _headings(agreement: Agreement) -> list[str]:
    """All headings, and the first words of every block, which may head what follows them."""
    text = agreement.document.text
    first_words = (text[block.start : min(block.end, block.start + 70)] for block in agreement.document.blocks)
    spans = (agreement.quote(section.heading) for section in agreement.sections)
    return [" ".join(words.lower().split()) for words in (*spans, *first_words)]


def _is_headed(name: str, headings: Sequence[str]) -> bool:
    """Whether a heading has these words, or one of them that is not small."""
    telling = [word[:5] for word in re.findall(r"\w{4,}", name)]
    return any(name in heading or any(word in heading[:60] for word in telling) for heading in headings)
