"""The comments of a Word file that are addressed to this program, and which paragraph of the text each hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from agreementlint.errors import UnreadableFile
from agreementlint.readers.archive import opened_archive
from agreementlint.readers.docx_changes import letters_in
from agreementlint.readers.docx_names import W
from agreementlint.readers.docx_package import first_part, main_part, relationships
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

ADDRESSED: Final = "agreementlint:"
_COMMENT: Final = W + "comment"
_PARAGRAPH: Final = W + "p"
_ANCHORS: Final = (W + "commentRangeStart", W + "commentReference")


@dataclass(frozen=True, slots=True)
class WordRemark:
    """A comment: its words behind the address, and the paragraph (as in WordPlace) of the part that it hangs on."""

    text: str
    part: str
    paragraph: int


def is_addressed(comment: etree._Element) -> bool:
    """Whether a comment speaks to this program; what it says is no part of the agreement."""
    return comment.tag == _COMMENT and letters_in(comment).lstrip().lower().startswith(ADDRESSED)


def word_remarks(data: bytes) -> Iterator[WordRemark]:
    """The comments for us in a file that can be read; one that hangs on nothing hangs on the first paragraph."""
    try:
        archive = opened_archive("", data, partly=True)
        main = main_part(archive)
        comments = first_part(archive, relationships(archive, main), "comments")
        addressed = [each for each in comments if is_addressed(each)] if comments is not None else []
        root = archive.parsed(main) if addressed else None
    except UnreadableFile:
        return
    if root is None:
        return
    paragraph_of = _paragraphs_with_comments(root)
    for comment in addressed:
        words = " ".join(letters_in(comment).split())[len(ADDRESSED) :].strip()
        yield WordRemark(words, main, paragraph_of.get(comment.get(W + "id", ""), 0))


def _paragraphs_with_comments(root: etree._Element) -> dict[str, int]:
    """The number of the paragraph in which each comment begins, or before which it does."""
    found: dict[str, int] = {}
    number = -1
    for element in root.iter(_PARAGRAPH, *_ANCHORS):
        if element.tag == _PARAGRAPH:
            number += 1
        else:
            inside = next(element.iterancestors(_PARAGRAPH), None) is not None
            found.setdefault(element.get(W + "id", ""), max(0, number if inside else number + 1))
    return found
