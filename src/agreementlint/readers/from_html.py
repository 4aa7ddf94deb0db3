"""Reads an HTML file: what a browser shows of it, and what in it nobody sees."""

from __future__ import annotations

from typing import Final

from agreementlint.document import Document, Format, Unread
from agreementlint.readers.compose import Composer
from agreementlint.readers.html_reading import HtmlReading
from agreementlint.readers.html_unseen import UnseenRanges
from agreementlint.readers.passage import Remarks, Source, document_of
from agreementlint.readers.unseen import left_out, with_unseen

TOO_MUCH_BESIDE: Final = (
    "more than all other words of the page was left out, since it is called a menu or a notice of cookies"
)


def read_html(path: str, text: str, notes: tuple[str, ...] = ()) -> Document:
    """The document that an HTML file shows: hidden parts, navigation and struck-out words are left out."""
    source = Source(text)
    composer = Composer()
    reading = HtmlReading(text, composer, is_page=True)
    reading.read(0, len(text))
    noted = list(notes)
    if reading.struck:
        noted.append(f"{reading.struck} struck-out passage{'s' * (reading.struck > 1)} left out")
    noted += left_out("Hidden text", "".join(reading.hidden))
    beside = " ".join("".join(reading.beside).split())
    noted += left_out("What is a menu or a notice of cookies", beside)
    drafts = composer.finished()
    if len(beside) > sum(len(draft.passage.text) for draft in drafts):  # then the text may be what was left out
        reading.unread.append((reading.beside_from, TOO_MUCH_BESIDE))
    if reading.images:
        noted.append(f"{reading.images} image{'s' * (reading.images > 1)} not read")
    remarks = Remarks(tuple(_with_lines(reading.unread, source)), tuple(noted))
    document = document_of(path, Format.HTML, source, drafts, remarks)
    return with_unseen(document, UnseenRanges(text), ("".join(reading.hidden),))


def _with_lines(unread: list[tuple[int, str]], source: Source) -> list[Unread]:
    return [Unread(f"line {source.place(offset).line}", why) for offset, why in unread]
