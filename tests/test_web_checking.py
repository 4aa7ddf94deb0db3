"""What the process behind the page does with files, and the address at which the page listens."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from web_page import AGREEMENT, Page, told

from agreementlint.errors import BadConfiguration
from agreementlint.readers import read_document
from agreementlint.terms import Kind
from agreementlint.web.checkers import Checkers
from agreementlint.web.checking import answer_to, load_tools
from agreementlint.web.exchange import Question, Upload
from agreementlint.web.running import listening, prove_installed

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_nothing_is_sent_anywhere_while_files_are_checked_and_each_gets_what_can_be_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr("socket.socket.__init__", refuse)
    files = (
        ("good-sponsored.docx", (EXAMPLES / "good-sponsored.docx").read_bytes()),
        ("weak-sponsored.pdf", (EXAMPLES / "weak-sponsored.pdf").read_bytes()),
        ("plan.yaml", b"records: 3\n"),
        ("broken.docx", b"PK\x03\x04 no more"),
        ("menu.md", b"# Menu\n\nSoup of the day.\n"),
    )
    answer = answer_to(Question(tuple(Upload(*file) for file in files), together=True), load_tools())
    assert answer.kinds == ("sponsored", "sponsored", "", "", "other")
    assert [copy.name for copy in answer.reviewed] == [
        "good-sponsored.reviewed.docx",
        "weak-sponsored.reviewed.pdf",
    ]
    assert answer.page.count("This file could not be read.") == 2


def test_a_copy_that_was_reviewed_before_is_checked_without_our_remarks() -> None:
    tools = load_tools()
    data = (EXAMPLES / "good-sponsored.docx").read_bytes()
    once = answer_to(Question((Upload("a.docx", data, Kind.GROUP),)), tools).reviewed[0]
    again = answer_to(Question((Upload(once.name, once.data, Kind.GROUP),)), tools).reviewed[0]
    assert again.name != once.name
    assert read_document("a.docx", again.data).text == read_document("a.docx", once.data).text


def test_twenty_files_that_are_sent_at_once_all_get_their_own_report() -> None:
    checkers = Checkers()
    page = Page(checkers)
    texts = [
        AGREEMENT.replace(b"# Internal Coaching", f"# Internal Coaching {number}".encode()) for number in range(20)
    ]
    try:
        with ThreadPoolExecutor(20) as people:
            answers = list(people.map(lambda sent: page.report_on((f"{sent[0]}.md", sent[1])), enumerate(texts)))
    finally:
        checkers.stop()
    assert {answer.status_code for answer in answers} == {200}
    assert [f"Internal Coaching {number}:" in told(answer) for number, answer in enumerate(answers)] == [True] * 20


def test_an_address_that_is_taken_or_is_none_is_said() -> None:
    door = listening("127.0.0.1", 0)
    try:
        for host, port in (("127.0.0.1", door.getsockname()[1]), ("nowhere.invalid", 0)):
            with pytest.raises(BadConfiguration, match="cannot listen at"):
                listening(host, port)
    finally:
        door.close()


def test_what_the_page_needs_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    prove_installed()
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(BadConfiguration, match="agreementlint\\[web\\]"):
        prove_installed()
