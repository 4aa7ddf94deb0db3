"""Whatever the bytes, a reader answers or refuses, and what it says of places fits together; so does understanding."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FUZZING = Path(__file__).parent / "fuzzing"
sys.path.insert(0, str(FUZZING))

from reading import NAMES, try_reading  # noqa: E402

EXAMPLES = Path(__file__).parents[1] / "examples"
SOURCE = Path(__file__).parents[1] / "src"
CORPUS = sorted((FUZZING / "corpus").iterdir())
SEEDS = sorted((FUZZING / "seeds").iterdir())
LETTERS = sorted(NAMES)
QUIETLY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_what_broke_a_reader_once_does_not_break_it_again(path: Path) -> None:
    try_reading(path.read_bytes())


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_what_the_guided_search_begins_with_is_read(path: Path) -> None:
    assert try_reading(path.read_bytes()) is not None


def test_the_guided_search_begins_with_a_whole_file_of_every_kind_that_no_example_is() -> None:
    begun_with = {path.read_bytes()[:1] for path in SEEDS}
    assert begun_with >= set(NAMES) - {b"d", b"o", b"-"}  # archives change too much where a byte does; the last is text


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: f"{letter.decode()} {NAMES[letter]}")
def test_any_bytes_are_answered_or_refused(letter: bytes) -> None:
    @QUIETLY
    @given(st.binary(max_size=200))
    def try_any(data: bytes) -> None:
        try_reading(letter + data)

    try_any()


# Words of every format, so that what is put together is read and not just refused.
WORDS = [
    word.encode("latin-1").decode("unicode_escape").encode("latin-1")
    for word in re.findall(r'^"(.*)"$', (FUZZING / "words.dict").read_text(encoding="utf-8"), re.M)
]
START = {
    b"r": b"{\\rtf1 ",
    b"y": b"version: 1\n",
    b"j": b'{"version": 1, ',
    b"p": b"%PDF-1.7\n",
    b"D": b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>',
    b"O": b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>',
}
END = {b"r": b"}", b"j": b"}", b"p": b"%%EOF"}
PAIRED = re.compile(rb"<([a-z:]+)[^>/]*>")


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: f"{letter.decode()} {NAMES[letter]}")
def test_any_words_of_a_format_are_answered_or_refused(letter: bytes) -> None:
    @QUIETLY
    @given(
        st.lists(st.sampled_from(WORDS) | st.text(max_size=5).map(lambda text: text.encode("utf-8", "surrogatepass")))
    )
    def try_any(words: list[bytes]) -> None:
        middle = b"".join(words)
        if letter in b"DO":
            kept = [word for word in words if (word.startswith(b"<") and b":" in word) or word[:1].isalpha()]
            closing = [b"</" + match[1] + b">" for word in kept for match in PAIRED.finditer(word)]
            root = (
                b"</w:body></w:document>"
                if letter == b"D"
                else b"</office:text></office:body></office:document-content>"
            )
            middle = b"".join(kept) + b"".join(reversed(closing)) + root
        try_reading(letter + START.get(letter, b"") + middle + END.get(letter, b""))

    try_any()


@pytest.mark.parametrize("example", ["good-sponsored.docx", "weak-sponsored.pdf", "data-handling-plan.yaml"])
def test_an_example_with_some_bytes_changed_is_answered_or_refused(example: str) -> None:
    whole = (EXAMPLES / example).read_bytes()
    if example.endswith(".docx"):
        with zipfile.ZipFile(EXAMPLES / example) as archive:
            whole = archive.read("word/document.xml")[:15_000]
    letter = {".docx": b"D", ".pdf": b"p", ".yaml": b"y"}[Path(example).suffix]

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.binary(min_size=1, max_size=4)), max_size=4))
    def try_changed(changes: list[tuple[int, bytes]]) -> None:
        data = bytearray(whole)
        for at, new in changes:
            data[at : at + len(new)] = new
        try_reading(letter + bytes(data))

    try_changed()


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_text_is_understood(text: str) -> None:
    try_reading(b"m" + text.encode())
    try_reading(b"t" + text.encode())


@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None, reason="atheris is not installed: it has no build here"
)
def test_a_short_guided_search_finds_nothing(tmp_path: Path) -> None:
    # Through a shell that forks once more: what a process says was its most memory counts that of the one that started it.
    run = subprocess.run(
        [
            "sh",
            "-c",
            '"$@"; exit $?',
            "sh",
            sys.executable,
            FUZZING / "search.py",
            "--runs",
            "200",
            "--seconds",
            "10",
            "--found",
            tmp_path,
        ],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    assert re.search(r"stat::number_of_executed_units:\s*[1-9]", run.stderr)
    assert not list(tmp_path.glob("crash-*"))
