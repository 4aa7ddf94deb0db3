"""Reviews a Word file: remarks become comments on the words, missing clauses and corrections tracked changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agreementlint.document import BlockKind, Document, Story
from agreementlint.review.remarks import Line, Remark
from agreementlint.review.word_comments import WordComments, untie
from agreementlint.review.word_corrections import Correctable, correct, correctable, take_back_corrections
from agreementlint.review.word_marks import ID, Ties
from agreementlint.review.word_package import WordPackage, stamped
from agreementlint.review.word_places import Anchor, AtTheTop, Beside, WordPlaces
from agreementlint.review.word_suggestions import WordSuggestions, take_back

if TYPE_CHECKING:
    from lxml import etree


def unreviewed_word(path: str, data: bytes) -> bytes:
    """The file without what an earlier review wrote into it; comments that somebody has answered stay.

    Raises UnreadableFile for what is no Word document, is signed, or cannot be changed safely.
    """
    package = WordPackage(path, data)
    body = package.body()
    comments = WordComments(package)
    for _, comment in comments.ours():
        if not comments.is_answered(comment):
            comments.take_away(comment, body)
    take_back_corrections(body)
    take_back(body)
    return package.saved()


def reviewed_word(path: str, data: bytes, document: Document, remarks: Sequence[Remark]) -> bytes:
    """The file with the remarks as comments; `data` comes from `unreviewed_word`, `document` was read from it.

    The same remarks on the same file give the same bytes.
    """
    package = WordPackage(path, data)
    body = package.body()
    comments = WordComments(package)
    places = WordPlaces(package, document.pieces)
    anchors = [places.anchor(remark.words) for remark in remarks]
    suggested = [
        (remark.suggestion.clause, paragraph, _pattern(places, document, remark.suggestion.after))
        for remark in remarks
        if remark.suggestion is not None
        and (paragraph := places.paragraph_at(document.blocks[remark.suggestion.after].end - 1)) is not None
    ]
    answered = dict(comments.ours())
    wrong = [[(each, places.anchor(each.words)) for each in remark.corrections] for remark in remarks]
    ties = Ties(body, [*anchors, *(anchor for row in wrong for _, anchor in row)])
    safe = [
        [found for each, anchor in row if (found := correctable(body, ties, anchor, each, document.text)) is not None]
        for row in wrong
    ]
    number = comments.first_free_number()
    for remark, anchor, corrected in zip(remarks, anchors, safe, strict=True):
        lines = _with_corrections(_said(remark, anchor, document), corrected)
        before = answered.pop(remark.key, None)
        if before is not None:
            own = before.get(ID, "")
            untie(body, own)
            comments.rewrite(before, lines)
            ties.tie(anchor, own)
        else:
            comments.write(number, lines)
            ties.tie(anchor, str(number))
            number += 1
    for comment in answered.values():
        comments.say_that_it_is_gone(comment)
    correct(body, [each for row in safe for each in row])
    suggestions = WordSuggestions(body)
    for clause, paragraph, pattern in suggested:
        suggestions.insert(clause, paragraph, pattern)
    return stamped(package.saved())


def _said(remark: Remark, anchor: Anchor, document: Document) -> tuple[Line, ...]:
    """The lines of a remark; where the comment cannot be tied to the words themselves it quotes them."""
    match anchor:
        case AtTheTop(what) | Beside(_, what) if what and remark.words is not None:
            quote = " ".join(remark.words.of(document.text).split())
            told = Line(f"This is about words in {what}, to which Word allows no comment: “{quote}”")
            return (remark.lines[0], told, *remark.lines[1:])
        case _:
            return remark.lines


def _with_corrections(lines: tuple[Line, ...], corrected: Sequence[Correctable]) -> tuple[Line, ...]:
    """The lines of a remark with what is changed for the author, before the mark that ends it."""
    told = [
        Line(f"“{each.wrong}” is changed to “{each.instead}” as a tracked change; accept it or reject it.")
        for each in corrected
    ]
    return (*lines[:-1], *told, lines[-1])


def _pattern(places: WordPlaces, document: Document, after: int) -> etree._Element | None:
    """The paragraph that a new clause after a block is set like: the nearest one before it under the same heading."""
    items: list[int] = []
    for index in range(after, -1, -1):
        block = document.blocks[index]
        if block.kind is BlockKind.HEADING:
            break
        if block.story is not Story.BODY:
            continue
        if block.kind is BlockKind.PARAGRAPH:
            return places.paragraph_at(block.start)
        if block.kind is BlockKind.ITEM:
            items.append(index)
    return places.paragraph_at(document.blocks[items[0]].start) if items else None
