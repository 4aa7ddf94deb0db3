"""What becomes of files that are read in a process of their own, above all where that process fails."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import zipfile
from array import array
from collections.abc import Mapping
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path

import pytest
from every_container import para, run, word_file

from agreementlint.cli import main
from agreementlint.document import Block, BlockKind, Changes, Document, Format, Story, Unread, on_pages
from agreementlint.errors import CrashedOn, UnreadableFile
from agreementlint.readers import apart, read_document, reading_process
from agreementlint.readers.apart import ReaderApart, expect, read_untrusted
from agreementlint.readers.limits import LIMITS
from agreementlint.readers.wire import CRASHED, READ, TOO_MUCH_MEMORY, UNREADABLE, packed, received, send, unpacked
from agreementlint.terms import Kind
from agreementlint.text import FilePlace, PagePlace, Piece, Place, WordPlace, WordsOnPages

EXAMPLE = Path(__file__).parents[1] / "examples" / "weak-sponsored.pdf"
PDF = EXAMPLE.read_bytes()


def document_with(*places: Place) -> Document:
    text = "Coach and Client"
    block = Block(BlockKind.CELL, 0, len(text), 2, "(a)", Story.FOOTNOTE, 1, 2, 3, True, "Who", True)
    pieces = tuple(Piece(at, at + 1, place) for at, place in enumerate(places))
    unread = (Unread("page 2", "no text layer"),)
    return Document("a.pdf", Format.PDF, text, (block,), pieces, unread, ("a note",), Kind.DATA_PLAN)


def document_on_pages() -> Document:
    words = WordsOnPages((0, 6), (6, 9), (1, 2), (0.5, 1.25, 2.0, 3.0, 1.0, 2.0, 3.0, 4.5))
    return on_pages(document_with(), words)


def test_the_pieces_of_a_document_on_pages_are_made_when_they_are_asked_for() -> None:
    document = document_on_pages()
    assert list(document.ranges()) == [(0, 6), (6, 9)]
    assert document.words is not None
    copy = replace(document, path="b.pdf")
    assert document.pieces == copy.pieces
    assert copy.pieces[1] == Piece(6, 9, PagePlace(2, (1.0, 2.0, 3.0, 4.5)))
    assert [each.words for each in (document, copy)] == [None, None]
    assert list(document.ranges()) == [(0, 6), (6, 9)]
    # Another thread found no pieces either, and asks for them when they are there.
    assert type(document).__dict__["__getattr__"](document, "pieces") is document.pieces
    with pytest.raises(AttributeError):
        getattr(document, "chapters")  # noqa: B009


def test_a_copy_with_other_pieces_has_not_the_words_of_the_first() -> None:
    copy = replace(document_on_pages(), pieces=())
    assert (copy.pieces, copy.words, list(copy.ranges())) == ((), None, [])


@pytest.mark.parametrize(
    "document",
    [
        document_with(),
        document_on_pages(),
        document_with(PagePlace(1, (0.5, 1.25, 2.0, 3.0)), PagePlace(2, (1.0, 2.0, 3.0, 4.5))),
        document_with(FilePlace(0, 1, 1), FilePlace(7, 2, 3)),
        document_with(WordPlace("word/document.xml", 0, 0, 0), WordPlace("word/footnotes.xml", 1, 2, 3)),
        replace(document_with(), stated_kind=None),
    ],
    ids=["no pieces", "words on pages", "pages", "lines", "word", "no kind"],
)
def test_a_document_arrives_as_it_was_sent(document: Document) -> None:
    assert unpacked("a.pdf", packed(document)) == document


SOUND_BLOCK = ["cell", 0, 5, 2, "", "body", 1, 2, 3, True, "Who", True]
LINES: Mapping[str, object] = {
    "format": "pdf", "text": "Coach", "blocks": [SOUND_BLOCK],
    "unread": [], "notes": [], "stated_kind": None, "engagement": "", "unseen": [], "places": "WordsOnPages",
    "parts": [], "wholes": 12,
}  # fmt: skip
WORD, BOX = (0, 5, 1), (1.0, 2.0, 3.0, 4.0)


def sent(head: Mapping[str, object], wholes: tuple[int, ...] = WORD, reals: tuple[float, ...] = BOX) -> bytes:
    words = json.dumps(head).encode()
    return len(words).to_bytes(8, "big") + words + array("i", wholes).tobytes() + array("d", reals).tobytes()


def block(**other: object) -> Mapping[str, object]:
    names = [field.name for field in fields(Block)]
    sound = dict(zip(names, SOUND_BLOCK, strict=True))
    return {**LINES, "blocks": [list({**sound, **other}.values())]}


HOSTILE = {
    "a block beyond the text": sent(block(end=6)),
    "a block that begins at a fraction": sent(block(start=0.5)),
    "a block with a number for a label": sent(block(label=4)),
    "a block that may be bold": sent(block(bold="yes")),
    "a row below all rows": sent(block(row=-2)),
    "a block of no kind": sent(block(kind="clause")),
    "a block in no story": sent(block(story=["body"])),
    "a block with a field too few": sent({**LINES, "blocks": [["cell", 0, 5]]}),
    "blocks of unlike length": sent({**LINES, "blocks": [SOUND_BLOCK, []]}),
    "a block on a row of yes": sent(block(row=True)),
    "a block behind all numbers": sent(block(level=2**31)),
    "text that is none": sent({**LINES, "text": ["Coach"]}),
    "a note that is none": sent({**LINES, "notes": [1]}),
    "an unread part without a reason": sent(
        {**LINES, "unread": [{"part": "page 1", "why": 1, "may_hold_terms": True}]}
    ),
    "unseen words beyond the text": sent(
        {**LINES, "unseen": [{"why": "", "words": "", "span": {"start": 0, "end": 9}}]}
    ),
    "a word beyond the text": sent(LINES, (0, 6, 1)),
    "a word before the text": sent(LINES, (-1, 5, 1)),
    "a word on no page": sent(LINES, (0, 5, 0)),
    "a box that is no number": sent(LINES, WORD, (1.0, float("nan"), 3.0, 4.0)),
    "a box without end": sent(LINES, WORD, (1.0, 2.0, float("inf"), 4.0)),
    "boxes without end on either side": sent(LINES, WORD, (1.0, 2.0, float("inf"), float("-inf"))),
    "half a box": sent(LINES, WORD, (*BOX, 1.0, 2.0)),
    "a line before the first": sent({**LINES, "places": "FilePlace", "wholes": 20}, (0, 5, 0, 0, 1), ()),
    "a part from the end": sent(
        {**LINES, "places": "WordPlace", "wholes": 24, "parts": ["a"]}, (0, 5, -1, 0, 0, 0), ()
    ),
    "lists in lists without end": (10**5).to_bytes(8, "big") + b"[" * 10**5,
}


def test_a_sound_answer_is_taken() -> None:
    assert unpacked("a.pdf", sent(LINES)).pieces == (Piece(0, 5, PagePlace(1, BOX)),)


@pytest.mark.parametrize("answer", HOSTILE)
def test_an_answer_that_is_no_document_of_ours_is_an_unreadable_file(
    answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = ReaderApart()
    monkeypatch.setattr(ReaderApart, "_answer", lambda *_: READ + HOSTILE[answer])
    with pytest.raises(UnreadableFile, match="breaks the program that reads such files"):
        reader.read("a.pdf", PDF)


def test_a_pdf_that_is_read_apart_is_the_same_document() -> None:
    assert read_untrusted("a.pdf", PDF) == read_document("a.pdf", PDF)


def test_one_process_reads_file_after_file() -> None:
    reader = ReaderApart()
    first = reader.start()
    assert reader.read("a.pdf", PDF) == reader.read("a.pdf", PDF, Format.PDF)
    assert reader.start() is first
    assert reader.stop() == (1 if sys.platform == "win32" else -signal.SIGKILL)


def test_no_process_is_started_for_the_formats_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted(_process: int) -> ReaderApart:
        raise AssertionError("a process was started")

    monkeypatch.setattr(apart, "_reader", unwanted)
    assert read_untrusted("a.md", b"The Coach keeps notes.").text == "The Coach keeps notes."
    expect(("a.md", "drafts"))
    with pytest.raises(AssertionError, match="was started"):
        expect(("a.md", "a.PDF"))


def as_it_is(archive: bytes) -> bytes:
    """The archive with nothing in it packed, since what unpacks to a hundred times its size is not opened."""
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as packed, zipfile.ZipFile(held, "w") as plain:
        for name in packed.namelist():
            plain.writestr(name, packed.read(name))
    return held.getvalue()


def weighty(body: str) -> bytes:
    """A Word file with little text that is larger than what is read here."""
    padding = f'<w:p w:rsidR="{"0" * LIMITS.weighty_bytes}"/>'
    return as_it_is(word_file(para(run("The Coach keeps notes.")) + body + padding))


def test_a_large_word_file_is_read_apart_by_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "large.docx"
    file.write_bytes(weighty(""))
    reader = ReaderApart()
    monkeypatch.setattr(apart, "_reader", lambda _process: reader)
    assert read_untrusted("large.docx", file.read_bytes()) == read_document("large.docx", file.read_bytes())
    for command in (["outline", str(file)], ["review", str(file)], ["compare", str(file), str(file)]):
        reader.stop()
        main(command)
        assert reader.stop() == -signal.SIGKILL, command  # it had to be started
    assert "Traceback" not in capsys.readouterr().err


def test_the_side_of_tracked_changes_that_is_asked_for_is_read_apart_too() -> None:
    change = '<w:ins w:id="1" w:author="Ann">{}</w:ins>'.format(run("new"))
    data = weighty(para(change))
    for changes in Changes:
        assert read_untrusted("a.docx", data, changes=changes) == read_document("a.docx", data, changes=changes)
    assert "new" not in read_untrusted("a.docx", data, changes=Changes.ORIGINAL).text


def test_a_document_longer_than_can_be_checked_is_refused_when_it_is_read() -> None:
    long = para(run("The Coach keeps notes. " * (LIMITS.characters // 20)))
    with pytest.raises(UnreadableFile, match="more than 4000000 characters"):
        read_document("a.docx", as_it_is(word_file(long)))


def test_a_process_that_ended_between_two_files_is_started_anew() -> None:
    reader = ReaderApart()
    reader.start().kill()
    reader.start().wait()
    assert reader.read("a.pdf", PDF).text


def test_a_file_is_read_where_the_system_grants_no_larger_pipes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PIPE", 3_000_000_000)
    reader = ReaderApart()
    assert reader.read("a.pdf", PDF).text
    reader.stop()


def test_what_is_wrong_with_a_file_is_said_as_if_it_were_read_here() -> None:
    with pytest.raises(UnreadableFile) as apart:
        read_untrusted("a.pdf", PDF[:-2000])
    with pytest.raises(UnreadableFile) as here:
        read_document("a.pdf", PDF[:-2000])
    assert str(apart.value) == str(here.value)


def reader_that(does: str, monkeypatch: pytest.MonkeyPatch, seconds: float = LIMITS.waiting_seconds) -> ReaderApart:
    """A reader whose process runs this program instead of its own."""
    monkeypatch.setattr(apart, "_START", f"import sys; sys.path[:] = sys.argv[1:]\n{does}")
    return ReaderApart(seconds)


BREAKDOWNS = {
    "ends without a word": "pass",
    "is ended by the system": "import os; sys.stdin.buffer.read(8); os.abort()",
    "sends half an answer": "sys.stdin.buffer.read(8); sys.stdout.buffer.write(b'1234')",
    "sends no document": (
        "from agreementlint.readers.wire import send\nsys.stdin.buffer.read(8)\nsend(sys.stdout.buffer, b'R12345678{}')"
    ),
    "sends words without boxes": (
        "from agreementlint.readers.wire import send\n"
        'head = b\'{"format":"pdf","text":"","blocks":[],"unread":[],"notes":[],"stated_kind":null,\'\n'
        'head += b\'"engagement":"","unseen":[],"places":"WordsOnPages","parts":[],"wholes":12}\'\n'
        "sys.stdin.buffer.read(8)\n"
        "send(sys.stdout.buffer, b'R' + len(head).to_bytes(8, 'big') + head + bytes(12))"
    ),
    "promises too much": "sys.stdin.buffer.read(8); sys.stdout.buffer.write(b'\\xff' * 8)",
}


@pytest.mark.parametrize("breakdown", BREAKDOWNS)
def test_a_process_that_breaks_down_is_an_unreadable_file_and_the_next_file_is_read(
    breakdown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as changed:
        reader = reader_that(BREAKDOWNS[breakdown], changed)
        with pytest.raises(UnreadableFile, match="breaks the program that reads such files") as caught:
            reader.read("a.pdf", PDF)
        assert caught.value.advice
        assert not isinstance(caught.value, CrashedOn)
    assert reader.read("a.pdf", PDF).text


def test_a_process_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = reader_that("import time; time.sleep(600)", monkeypatch, seconds=0.01)
    with pytest.raises(UnreadableFile, match="too much time"):
        reader.read("a.pdf", PDF)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such timer")
def test_a_process_that_computes_for_too_long_ends_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    busy = "from agreementlint.readers.reading_process import watch\nwatch(0.01)\nwhile True: pass"
    with pytest.raises(UnreadableFile, match="takes longer than 4 seconds"):
        reader_that(busy, monkeypatch).read("a.pdf", PDF)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is one of Linux")
def test_a_process_that_wants_too_much_memory_does_not_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = (
        "from agreementlint.readers import reading_process\n"
        f"reading_process.read_document = lambda *_: bytearray({LIMITS.reading_memory})\n"
        "reading_process.main()"
    )
    with pytest.raises(UnreadableFile, match="more than 400 MB of memory"):
        reader_that(greedy, monkeypatch).read("a.pdf", PDF)


def test_an_error_of_ours_in_the_process_is_said_to_be_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = (
        "from agreementlint.readers import reading_process\n"
        "reading_process.read_document = lambda *_: {}['no such key']\n"
        "reading_process.main()"
    )
    with pytest.raises(CrashedOn, match="KeyError"):
        reader_that(wrong, monkeypatch).read("a.pdf", PDF)


def test_what_breaks_down_makes_the_run_incomplete_and_our_error_ends_with_status_5(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The whole question is read first: one that ends before it is asked is gone, whatever it has said.
    answers = (
        "from agreementlint.readers.wire import received\n"
        "for _ in range(4): received(sys.stdin.buffer, 100_000_000)\n"
        "sys.stdout.buffer.write(bytes(7) + b'\\1C')"
    )
    for program, status in (("pass", 3), (answers, 5)):
        reader = reader_that(program, monkeypatch)
        monkeypatch.setattr(apart, "_reader", lambda _process, reader=reader: reader)
        assert main(["check", str(EXAMPLE)]) == status
        assert main(["outline", str(EXAMPLE)]) == status
        assert "Traceback" not in capsys.readouterr().err


def request(path: str, format: str, data: bytes) -> bytes:
    stream = BytesIO()
    send(stream, path.encode("utf-8", "surrogateescape"), format.encode(), Changes.FINAL.encode(), data)
    return stream.getvalue()


def test_the_process_answers_each_request_until_its_input_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: str, data: bytes, format: Format | None = None, changes: Changes = Changes.FINAL) -> Document:
        if path == "large.pdf":
            raise MemoryError
        if path == "wrong.pdf":
            raise KeyError("words of a client")
        return read_document(path, data, format, changes)

    monkeypatch.setattr(reading_process, "read_document", read)
    requests = BytesIO(
        b"".join(
            [
                request("a.md", "text", b"# one"),
                request("b\udcff.md", "", b""),
                request("large.pdf", "", b"x"),
                request("wrong.pdf", "", b"x"),
                request("cut.pdf", "", b"x")[:-1],
            ]
        )
    )
    answers, times = BytesIO(), list[int]()
    reading_process.serve(requests, answers, times.append)
    answers.seek(0)
    told = [received(answers, 10_000) for _ in range(5)]
    assert told[4] is None
    assert [answer[:1] for answer in told if answer] == [READ, UNREADABLE, TOO_MUCH_MEMORY, CRASHED]
    assert unpacked("a.md", (told[0] or b"")[1:]).text == "# one"
    assert json.loads((told[1] or b"")[1:])[0] == "the file is empty"
    assert told[3] == CRASHED + b"KeyError"
    assert times == [LIMITS.reading_seconds, 0] * 4


@pytest.mark.skipif(sys.platform != "linux", reason="what is looked at is in /proc")
def test_the_process_may_write_no_file_and_no_memory_dump_and_sees_nothing_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('code from the folder of the documents was run')")
    program = (
        "import pathlib\n"
        "from agreementlint.readers.apart import ReaderApart\n"
        "reader = ReaderApart()\n"
        f"reader.read('a.pdf', pathlib.Path({str(EXAMPLE)!r}).read_bytes())\n"
        "print(pathlib.Path(f'/proc/{reader.start().pid}/limits').read_text())\n"
    )
    environment = {"PYTHONPATH": str(Path(apart.__file__).parents[2])}
    run = subprocess.run(
        [sys.executable, "-P", "-c", program], capture_output=True, text=True, cwd=tmp_path, env=environment, check=True
    )
    limits = {line[:26].strip(): line[26:].split()[0] for line in run.stdout.split("\n") if line}
    assert (limits["Max core file size"], limits["Max file size"]) == ("0", "0")
    assert limits["Max address space"] == str(LIMITS.reading_memory)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
def test_the_limits_are_set_for_the_whole_life_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    kept: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda limit, most: kept.append((limit, most)))
    reading_process.keep_to_limits()
    assert {limit for limit, _ in kept} == {resource.RLIMIT_AS, resource.RLIMIT_CORE, resource.RLIMIT_FSIZE}
    assert all(soft == hard for _, (soft, hard) in kept)
