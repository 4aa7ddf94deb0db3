"""A Word file with every container: all that is shown is read once, in order, and stands where its place says."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from every_container import (
    CONTAINERS,
    Container,
    every_container,
    mark,
    para,
    run,
    text_box,
    text_in,
    word_file,
)
from lxml import etree

from agreementlint.document import Changes
from agreementlint.readers.from_docx import read_docx
from agreementlint.text import WordPlace

ROOT = Path(__file__).parents[1]

DATA = every_container()
DOCUMENT = read_docx("every.docx", DATA)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@pytest.mark.parametrize("container", CONTAINERS, ids=lambda container: container.name)
def test_what_is_shown_is_read_once_and_what_is_not_is_left_out(container: Container) -> None:
    assert DOCUMENT.text.count(text_in(container)) == container.shown


def test_texts_are_read_in_the_order_in_which_they_stand() -> None:
    numbers = [int(number) for number in re.findall(r"\bn(\d\d)\b", DOCUMENT.text)]
    assert numbers == [index for index, container in enumerate(CONTAINERS) if container.shown]


def test_text_that_is_left_out_is_told() -> None:
    left_out = sum(int(count) for note in DOCUMENT.notes for count in re.findall(r"left out, (\d+) characters", note))
    hidden = [text_in(each) for each in CONTAINERS if not each.shown and "code" not in each.name]
    assert left_out == sum(map(len, hidden))


def shown_letters(run: etree._Element) -> str:
    """The characters of a run as places count them, worked out without the reader."""
    text = ""
    for child in run:
        if child.tag in (W + "t", W + "delText"):
            text += child.text or ""
        elif child.tag in (W + "tab", W + "br"):
            text += " "
        elif child.tag == W + "noBreakHyphen":
            text += "-"
        elif child.tag == W + "sym":
            text += "☒"
        elif child.tag == MC + "AlternateContent":
            fallback = child.find(MC + "Fallback")
            text += "" if fallback is None or child.find(f".//{W}txbxContent") is not None else shown_letters(fallback)
    return text


def runs_of(data: bytes) -> dict[tuple[str, int, int], str]:
    """The characters of every run by part, paragraph and number."""
    archive = zipfile.ZipFile(BytesIO(data))
    runs: dict[tuple[str, int, int], str] = {}
    for part in archive.namelist():
        if not part.endswith(".xml") or "Types" in part:
            continue
        for number, paragraph in enumerate(etree.fromstring(archive.read(part)).iter(W + "p")):
            own = [run for run in paragraph.iter(W + "r") if next(run.iterancestors(W + "p")) is paragraph]
            runs |= {(part, number, index): shown_letters(run) for index, run in enumerate(own)}
    return runs


@pytest.mark.parametrize("changes", Changes)
def test_every_character_points_at_just_that_character_of_the_file_and_none_twice(changes: Changes) -> None:
    document = read_docx("every.docx", DATA, changes)
    runs = runs_of(DATA)
    seen: Counter[tuple[str, int, int, int]] = Counter()
    placed = 0
    for piece in document.pieces:
        place = piece.place
        assert isinstance(place, WordPlace)
        letters = runs[place.part, place.paragraph, place.run]
        for index, letter in enumerate(document.text[piece.start : piece.end]):
            at = place.offset + index
            assert (letters[at] if at < len(letters) else " ") == letter
            seen[place.part, place.paragraph, place.run, at] += 1
            placed += 1
    assert max(seen.values()) == 1
    assert placed == sum(block.end - block.start for block in document.blocks)
    if changes is Changes.FINAL:
        texts = [text_in(container) for container in CONTAINERS if container.shown]
        for run, letters in runs.items():
            if any(text in letters for text in texts):
                assert all((*run, at) in seen for at, letter in enumerate(letters) if not letter.isspace())


def test_the_original_shows_what_was_deleted_and_moved_away_and_both_shows_all() -> None:
    gone = ["tracked deletion", "tracked move, old place", "deleted row", "block that was moved away"]
    new = ["tracked insertion", "tracked move, new place", "tracked row"]
    original = read_docx("every.docx", DATA, Changes.ORIGINAL).text
    both = read_docx("every.docx", DATA, Changes.BOTH).text
    texts = {container.name: text_in(container) for container in CONTAINERS}
    assert all(texts[name] in original and texts[name] in both for name in gone)
    assert all(texts[name] not in original and texts[name] in both for name in new)


def test_words_before_an_end_that_was_deleted_are_read_though_nothing_follows() -> None:
    end = '<w:rPr><w:del w:id="1"/></w:rPr>'
    body = para(run("The last words"), text_box(para(run("and a box")), ""), properties=end)
    assert read_docx("a.docx", word_file(body)).text == "The last words\nand a box"


def test_marks_of_fields_that_nothing_opened_hide_nothing() -> None:
    body = para(mark("separate"), run("one "), mark("end"), run("two"))
    assert read_docx("a.docx", word_file(body)).text == "one two"


def test_a_paragraph_inside_a_paragraph_is_read() -> None:
    assert read_docx("a.docx", word_file(f"<w:p>{run('outer')}{para(run('inner'))}</w:p>")).text == "outer\ninner"
