"""Reviews a PDF: remarks become highlights with notes, added behind the file that was there, which stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Final

from agreementlint.document import Document
from agreementlint.errors import UnreadableFile
from agreementlint.latepattern import LatePattern
from agreementlint.readers.pdf_annotations import OF_A_REVIEW
from agreementlint.review.remarks import Look, Remark
from agreementlint.text import PagePlace, Piece, Span

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import DictionaryObject

AUTHOR: Final = "agreementlint"
COLOUR: Final = "ffe680"
ANOTHER_WAY: Final = "Export it again from the program it came from, or review a .docx of it"
_STAMP: Final = LatePattern(r"%agreementlint review (\d{1,10}) ([0-9a-f]{64})\n$")
_STAMP_LENGTH: Final = 120
Box = tuple[float, float, float, float]  # left, bottom, right, top in points


def unreviewed_pdf(path: str, data: bytes) -> bytes:
    """The file without what an earlier review added; UnreadableFile for what is signed, locked or damaged."""
    before = as_it_was(data)
    if before is not None:
        data = before
    reader = opened(path, data)
    ours = [page for page in reader.pages if any(is_ours(note) for note in notes_on(page))]
    if not ours:
        return data
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, NameObject

    writer = PdfWriter(clone_from=reader)  # written anew: of additions upon additions not every reader sees the last
    for page in writer.pages:
        if page.annotations is not None:
            kept = [each for each in page.annotations if not is_ours(each.get_object())]
            if len(kept) != len(page.annotations):
                page[NameObject("/Annots")] = ArrayObject(kept)
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def reviewed_pdf(path: str, data: bytes, document: Document, remarks: Sequence[Remark]) -> bytes:
    """The file with a highlight on the words of each remark; `data` comes from `unreviewed_pdf`."""
    from pypdf import PdfWriter

    opened(path, data)
    writer = PdfWriter(BytesIO(data), incremental=True)
    by_words: dict[Span | None, list[Remark]] = {}
    for remark in remarks:
        by_words.setdefault(remark.words, []).append(remark)
    for words, said in by_words.items():
        marked = lines_of(document.pieces, words) if words is not None else {}
        if not marked:
            writer.add_annotation(0, note(said, top_left(writer.pages[0])))
        for page, boxes in marked.items():
            writer.add_annotation(page - 1, highlight(said, boxes))
    held = BytesIO()
    writer.write(held)
    written = held.getvalue()
    return written + f"%agreementlint review {len(data)} {sha256(written).hexdigest()}\n".encode()


def as_it_was(data: bytes) -> bytes | None:
    """The file before it was reviewed, if nobody has changed the review since; else None."""
    found = _STAMP.search(data[-_STAMP_LENGTH:].decode("latin-1"))
    if found is None:
        return None
    written = data[: -len(found[0])]
    return data[: int(found[1])] if sha256(written).hexdigest() == found[2] else None


def is_pdf_as_written(data: bytes) -> bool:
    return as_it_was(data) is not None


def opened(path: str, data: bytes) -> PdfReader:
    """The file, once nothing speaks against adding to it."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        advice = 'Install what reads and writes PDF with: pip install "agreementlint[pdf]"'
        raise UnreadableFile(path, "PDF files cannot be reviewed by this installation", advice) from None

    try:
        reader = PdfReader(BytesIO(data))
        locked, fields = reader.is_encrypted, [] if reader.is_encrypted else list((reader.get_fields() or {}).values())
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        problem = f"its inner order is damaged ({type(error).__name__})"
        raise UnreadableFile(path, problem, ANOTHER_WAY) from None
    if locked:
        raise UnreadableFile(path, "it is protected, so nothing can be added to it", "Save it without the protection")
    if any(field.get("/FT") == "/Sig" and field.get("/V") is not None for field in fields) or b"/ByteRange" in data:
        raise UnreadableFile(
            path,
            "it is digitally signed, and a note would put the signature in doubt",
            'Read the report instead ("agreementlint check"), or review the draft that was not yet signed',
        )
    return reader


def notes_on(page: PageObject) -> Iterator[DictionaryObject]:
    from pypdf.generic import DictionaryObject

    for each in page.annotations or ():
        found = each.get_object()
        if isinstance(found, DictionaryObject):
            yield found


def is_ours(annotation: object) -> bool:
    from pypdf.generic import DictionaryObject

    if not isinstance(annotation, DictionaryObject):
        return False
    return annotation.get("/T") == AUTHOR and str(annotation.get("/NM", "")).startswith(OF_A_REVIEW)


def lines_of(pieces: Sequence[Piece], words: Span) -> dict[int, list[Box]]:
    """The boxes of the words, line by line, on each page that they stand on."""
    found: dict[int, list[Box]] = {}
    for piece in pieces:
        if piece.end <= words.start or piece.start >= words.end or not isinstance(piece.place, PagePlace):
            continue
        boxes = found.setdefault(piece.place.page, [])
        left, bottom, right, top = piece.place.box
        if boxes:
            last = boxes[-1]
            middle = (bottom + top) / 2
            if last[1] <= middle <= last[3] and last[0] <= left <= last[2] + (top - bottom) * 2:
                boxes[-1] = (last[0], min(last[1], bottom), max(last[2], right), max(last[3], top))
                continue
        boxes.append((left, bottom, right, top))
    return found


def highlight(remarks: Sequence[Remark], boxes: Sequence[Box]) -> DictionaryObject:
    from pypdf.annotations import Highlight
    from pypdf.generic import ArrayObject, FloatObject

    corners = [
        FloatObject(each)
        for left, bottom, right, top in boxes
        for each in (left, top, right, top, left, bottom, right, bottom)
    ]
    around = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    made = Highlight(rect=around, quad_points=ArrayObject(corners), highlight_color=COLOUR, printing=True)
    return signed_by_us(made, remarks)


def note(remarks: Sequence[Remark], corner: tuple[float, float]) -> DictionaryObject:
    from pypdf.annotations import Text

    left, top = corner
    return signed_by_us(Text(rect=(left, top - 20, left + 20, top), text="", open=False), remarks)


def signed_by_us(annotation: DictionaryObject, remarks: Sequence[Remark]) -> DictionaryObject:
    """The annotation with its words, its author and a name by which it is known again.

    All that is said of the same words stands in one note: of several on one place a reader shows only the topmost.
    """
    from pypdf.generic import NameObject, TextStringObject

    said = [
        "\n\n".join(f"“{line.text}”" if line.look is Look.CLAUSE else line.text for line in remark.lines)
        for remark in remarks
    ]
    annotation[NameObject("/Contents")] = TextStringObject("\n\n* * *\n\n".join(said))
    annotation[NameObject("/T")] = TextStringObject(AUTHOR)
    annotation[NameObject("/NM")] = TextStringObject(OF_A_REVIEW + remarks[0].key)
    return annotation


def top_left(page: PageObject) -> tuple[float, float]:
    box = page.cropbox
    return float(box.left) + 12, float(box.top) - 12
