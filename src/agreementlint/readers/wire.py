"""How a document that was read in another process comes back: as JSON and rows of numbers, which can do no harm."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from math import isfinite
from operator import attrgetter
from typing import IO, Final, assert_never

from agreementlint.document import Block, BlockKind, Document, Format, Story, Unread, Unseen, fault_of, on_pages
from agreementlint.terms import Kind
from agreementlint.text import FilePlace, PagePlace, Piece, Place, Span, WordPlace, WordsOnPages

# Not pickle: what it unpacks may run code, and a process that a hostile file has taken over could send just that.
WHOLE: Final = "i"  # the type codes of array: whole numbers of four bytes, and real ones of eight
REAL: Final = "d"
LENGTH: Final = 8  # bytes of the number that says how many bytes follow

_MOST: Final = 2**31  # what any number of a block is below

_BLOCK: Final = tuple(field.name for field in fields(Block))
_KINDS: Final = {kind.value: kind for kind in BlockKind}
_STORIES: Final = {story.value: story for story in Story}

# What an answer begins with.
READ: Final = b"R"
UNREADABLE: Final = b"U"
TOO_MUCH_MEMORY: Final = b"M"
CRASHED: Final = b"C"


def send(stream: IO[bytes], *parts: bytes) -> None:
    """Writes each of these with its length in front."""
    for part in parts:
        stream.write(len(part).to_bytes(LENGTH, "big"))
        stream.write(part)
    stream.flush()


def received(stream: IO[bytes], most: int) -> bytes | None:
    """The next bytes that were sent; None where the stream ends first, or would bring more than `most`."""
    length = stream.read(LENGTH)
    size = int.from_bytes(length, "big")
    if len(length) < LENGTH or size > most:
        return None
    data = stream.read(size)
    return data if len(data) == size else None


def packed(document: Document) -> bytes:
    """The document as bytes, for `unpacked`."""
    places, wholes, reals, parts = _columns(document)
    head = {
        "format": document.format,
        "text": document.text,
        "blocks": list(map(attrgetter(*_BLOCK), document.blocks)),
        "unread": [asdict(unread) for unread in document.unread],
        "notes": document.notes,
        "stated_kind": document.stated_kind,
        "engagement": document.engagement,
        "unseen": [asdict(unseen) for unseen in document.unseen],
        "places": places,
        "parts": parts,
        "wholes": len(wholes) * wholes.itemsize,
    }
    words = json.dumps(head).encode()
    return len(words).to_bytes(LENGTH, "big") + words + wholes.tobytes() + reals.tobytes()


def _string(sent: object) -> str:
    if not isinstance(sent, str):
        raise ValueError("what should be words is none")
    return sent


def _span(sent: dict[str, int] | None, text: str) -> Span | None:
    if sent is None:
        return None
    span = Span(**sent)
    if type(span.start) is not int or type(span.end) is not int or not 0 <= span.start <= span.end <= len(text):
        raise ValueError("words that nobody sees are not in the text")
    return span


def _unread(part: str, why: str, may_hold_terms: bool) -> Unread:
    if type(may_hold_terms) is not bool:
        raise ValueError("what is yes or no of an unread part is neither")
    return Unread(_string(part), _string(why), may_hold_terms)


def _blocks(sent: Iterable[Iterable[object]]) -> tuple[Block, ...]:
    """The blocks with these fields, in the order in which they are sent; each field is looked through for all at once."""
    if not sent:
        return ()
    kinds, starts, ends, levels, labels, stories, tables, rows, columns, headers, captions, bolds = zip(
        *sent, strict=True
    )
    for numbers in (starts, ends, levels, tables, rows, columns):
        if set(map(type, numbers)) != {int} or not -1 <= min(numbers) <= max(numbers) < _MOST:
            raise ValueError("a number of a block is none")
    if set(map(type, headers + bolds)) != {bool}:
        raise ValueError("what is yes or no of a block is neither")
    if set(map(type, labels + captions)) != {str}:
        raise ValueError("what should be words of a block is none")
    of_kinds, in_stories = map(_KINDS.__getitem__, kinds), map(_STORIES.__getitem__, stories)
    others = starts, ends, levels, labels, in_stories, tables, rows, columns, headers, captions, bolds
    return tuple(map(Block, of_kinds, *others))


def _columns(document: Document) -> tuple[str, array[int], array[float], list[str]]:
    """What the pieces' places are, their numbers (of words on pages by columns, else piece by piece), names of parts."""
    if (words := document.words) is not None:
        return (
            WordsOnPages.__name__,
            array(WHOLE, words.starts + words.ends + words.pages),
            array(REAL, words.sides),
            [],
        )
    wholes, reals = array(WHOLE), array(REAL)
    parts: dict[str, int] = {}
    for piece in document.pieces:
        wholes.append(piece.start)
        wholes.append(piece.end)
        match piece.place:
            case PagePlace(page, box):
                wholes.append(page)
                reals.extend(box)
            case FilePlace(offset, line, column):
                wholes.extend((offset, line, column))
            case WordPlace(part, paragraph, run, offset):
                wholes.extend((parts.setdefault(part, len(parts)), paragraph, run, offset))
            case _:
                assert_never(piece.place)
    return type(document.pieces[0].place).__name__ if document.pieces else "", wholes, reals, list(parts)


def unpacked(path: str, data: bytes) -> Document:
    """The document that `packed` gave; raises ValueError, KeyError, TypeError, IndexError or RecursionError else.

    Whatever stands in it is held against what a document may be: the process that sent it may be in other hands.
    """
    head_ends = LENGTH + int.from_bytes(data[:LENGTH], "big")
    head = json.loads(data[LENGTH:head_ends])
    wholes, found = array(WHOLE), array(REAL)
    wholes.frombytes(data[head_ends : head_ends + head["wholes"]])
    found.frombytes(data[head_ends + head["wholes"] :])
    reals = tuple(found)
    if not isfinite(sum(reals)):  # as no sum is to which one of them adds what is no number or without end
        raise ValueError("a word is nowhere on its page")
    text = _string(head["text"])
    document = Document(
        path=path,
        format=Format(head["format"]),
        text=text,
        blocks=_blocks(head["blocks"]),
        pieces=tuple(_pieces(head["places"], wholes, reals, tuple(map(_string, head["parts"])))),
        unread=tuple([_unread(**each) for each in head["unread"]]),
        notes=tuple(map(_string, head["notes"])),
        stated_kind=None if head["stated_kind"] is None else Kind(head["stated_kind"]),
        engagement=_string(head["engagement"]),
        unseen=tuple(
            Unseen(_string(each["why"]), _string(each["words"]), _span(each["span"], text)) for each in head["unseen"]
        ),
    )
    if head["places"] == WordsOnPages.__name__:
        document = on_pages(document, _words(wholes, reals))
    if fault := fault_of(document):
        raise ValueError(fault)
    return document


def _words(wholes: array[int], reals: tuple[float, ...]) -> WordsOnPages:
    count, over = divmod(len(reals), 4)
    if over or len(wholes) != 3 * count:
        raise ValueError("not every word has a box")
    starts, ends, pages = (tuple(wholes[at * count : (at + 1) * count]) for at in range(3))
    _from(1, pages)
    return WordsOnPages(starts, ends, pages, reals)


def _from(least: int, *columns: Iterable[int]) -> None:
    """Raises ValueError where a number of a place is below the least that there is."""
    if any(min(column, default=least) < least for column in columns):
        raise ValueError("a place is none in any file")


def _pieces(kind: str, wholes: array[int], reals: tuple[float, ...], parts: tuple[str, ...]) -> Iterator[Piece]:
    places: Iterator[Place]
    match kind:
        case PagePlace.__name__:
            step = 3
            _from(1, wholes[2::step])
            places = map(PagePlace, wholes[2::step], _boxes(reals))
        case FilePlace.__name__:
            step = 5
            _from(0, wholes[2::step])
            _from(1, wholes[3::step], wholes[4::step])
            places = map(FilePlace, wholes[2::step], wholes[3::step], wholes[4::step])
        case WordPlace.__name__:
            step = 6
            _from(0, *(wholes[at::step] for at in range(2, step)))
            names = (parts[index] for index in wholes[2::step])
            places = map(WordPlace, names, wholes[3::step], wholes[4::step], wholes[5::step])
        case _:
            return
    for start, end, place in zip(wholes[0::step], wholes[1::step], places, strict=True):
        yield Piece(start, end, place)


def _boxes(reals: tuple[float, ...]) -> Iterator[tuple[float, float, float, float]]:
    return zip(reals[0::4], reals[1::4], reals[2::4], reals[3::4], strict=True)
