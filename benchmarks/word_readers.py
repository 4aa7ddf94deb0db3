"""Compares reading Word files with python-docx, docx2python and mammoth: how long it takes and which texts are lost.

python benchmarks/word_readers.py     the texts; the times are measured by run.py
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO

import docx
import mammoth
from docx.document import Document as DocxDocument
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx2python import docx2python
from every_container import CONTAINERS, every_container, text_in

from agreementlint.readers.from_docx import read_docx


def with_agreementlint(data: bytes) -> str:
    return read_docx("a.docx", data).text


def with_python_docx(data: bytes) -> str:
    """Paragraphs and tables in their order; what its documentation shows, `.paragraphs`, leaves the tables out."""
    return "\n".join(_lines(docx.Document(BytesIO(data))))


def _lines(holder: DocxDocument | _Cell) -> Iterator[str]:
    for inside in holder.iter_inner_content():
        if isinstance(inside, Paragraph):
            yield inside.text
        elif isinstance(inside, Table):
            for row in inside.rows:
                for cell in row.cells:
                    yield from _lines(cell)


def with_docx2python(data: bytes) -> str:
    with docx2python(BytesIO(data)) as read:
        return str(read.text)


def with_mammoth(data: bytes) -> str:
    return str(mammoth.extract_raw_text(BytesIO(data)).value)


OTHERS: tuple[tuple[str, Callable[[bytes], str]], ...] = (
    ("python-docx", with_python_docx),
    ("docx2python", with_docx2python),
    ("mammoth", with_mammoth),
)


def losses() -> Iterator[str]:
    """A table: how often each reader gives the text of each container; it should be once where the text is shown."""
    data = every_container()
    readers = (("agreementlint", with_agreementlint), *OTHERS)
    texts = [read(data) for _, read in readers]
    yield f"{'':40}{'shown':>8}" + "".join(f"{name:>15}" for name, _ in readers)
    wrong = [0] * len(readers)
    for container in CONTAINERS:
        counts = [text.count(text_in(container)) for text in texts]
        wrong = [each + (count != container.shown) for each, count in zip(wrong, counts, strict=True)]
        shown = "yes" if container.shown else "no"
        yield f"{container.name:40}{shown:>8}" + "".join(f"{count:15}" for count in counts)
    yield f"{f'wrong of {len(CONTAINERS)}':48}" + "".join(f"{count:15}" for count in wrong)


def main() -> None:
    for line in losses():
        print(line)


if __name__ == "__main__":
    main()
