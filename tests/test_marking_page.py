"""The marking pages: the class, one submission beside its criteria, decisions, and nobody let in who should not be."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import httpx
import lxml.html
import pytest
from gradebook_samples import marked
from marked_class import SECRET, mark_class
from web_page import tree

from agreementlint.cli import main
from agreementlint.cli.grade_serve import ClassDesk
from agreementlint.cli.grading import Classroom, remembered
from agreementlint.errors import BadConfiguration
from agreementlint.gradebook.values import ConflictingDecision
from agreementlint.grading.anonymity import aliases_for
from agreementlint.grading.classtable import number
from agreementlint.grading.marks import WHOLE, Flag, FlagKind, MarkState, Override, Quoted
from agreementlint.grading.marksfolder import MarksFolder
from agreementlint.grading.scrubbing import scrubber_for
from agreementlint.grading.submission import Submission, SubmissionKey
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.reporters.marked_text import ShownBlock
from agreementlint.web.app import application
from agreementlint.web.checkers import Checkers
from agreementlint.web.desk import Desk
from agreementlint.web.gate import HEADERS, Keys
from agreementlint.web.marking_view import STATES, work_shown
from agreementlint.web.site import Site
from agreementlint.web.store import Store

HERE = "http://127.0.0.1:8000"
PAGES = ("/class", "/submission/1", "/class/report", "/marking.css", "/marking.js")


class Browser:
    """A browser that was let in, or not, and the pages with this class on the desk."""

    def __init__(self, desk: Desk | None) -> None:
        self.keys = Keys(token="token", session="session")
        self.app = application(Site(self.keys, Checkers(processes=1), Store(), desk=desk))

    def ask(
        self,
        method: str,
        path: str,
        fields: Mapping[str, str] | None = None,
        *,
        let_in: bool = True,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            cookies = {self.keys.cookie: self.keys.session} if let_in else {}
            async with httpx.AsyncClient(transport=transport, base_url=HERE, cookies=cookies) as browser:
                return await browser.request(method, path, data=fields, headers=headers)

        return asyncio.run(asked())

    def read(self, path: str) -> lxml.html.HtmlElement:
        answer = self.ask("GET", path)
        assert answer.status_code == 200
        return lxml.html.document_fromstring(answer.text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mark_class(tmp_path_factory.mktemp("class"))


@pytest.fixture(scope="module")
def room(folder: Path) -> Classroom:
    return remembered(MarksFolder(folder))


@pytest.fixture
def desk(folder: Path, room: Classroom) -> ClassDesk:
    (folder / "overrides.yaml").unlink(missing_ok=True)
    return ClassDesk(room, "Moe", by_chance=False)


@pytest.fixture
def browser(desk: ClassDesk) -> Browser:
    return Browser(desk)


def words(tree: lxml.html.HtmlElement) -> str:
    return " ".join(tree.text_content().split())


def test_the_class_list_shows_marks_and_what_waits_for_a_look(browser: Browser, desk: ClassDesk) -> None:
    assert browser.ask("GET", "/").headers["location"] == "/class"
    page = browser.read("/class")
    marks = desk.marks()
    rows = [[words(cell) for cell in row] for row in page.xpath("//tbody/tr")]
    assert [row[:3] for row in rows] == [
        [mark.submission.name, "–" if mark.final is None else number(mark.final), STATES[mark.state]] for mark in marks
    ]
    assert [row[0] for row in rows] == ["ann", "bob", "cy <script>", "dee"]
    assert [row[2] for row in rows][1:] == ["provisional", "could not be read", "provisional"]
    waiting = [place for place, mark in enumerate(marks, 1) if mark.needs_review]
    assert page.xpath("//a[@rel='next']/@href") == [f"/submission/{waiting[0]}"]
    assert f"You mark as Moe. {len(waiting)} wait for a look." in words(page)


def test_a_submission_stands_beside_its_criteria_with_the_evidence_marked(browser: Browser) -> None:
    page = browser.read("/submission/1")
    (secrecy,) = page.xpath("//section[@id='c-confidentiality']")
    quoted = secrecy.xpath(".//ul[@class='quotes']//a")
    assert quoted
    for link in quoted:
        (mark,) = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
        begun = " ".join(mark.text_content().split()).rstrip("0123456789")
        assert " ".join(link.text_content().split())[1:20].startswith(begun[:18])
    back = {href for href in page.xpath("//div[@class='paper']//mark/a/@href") if href.startswith("#c-")}
    assert back <= {f"#{id}" for id in page.xpath("//section/@id")}
    assert "The Coach" in words(page.xpath("//div[@class='paper']")[0])


def test_words_that_nobody_sees_are_shown_before_the_criteria(browser: Browser) -> None:
    page = browser.read("/submission/4")
    (flags,) = page.xpath("//section[@id='flags']")
    assert "words that its reader does not see" in words(flags)
    (link,) = [each for each in flags.xpath(".//a") if SECRET in words(each)]
    assert page.xpath(f"//*[@id='{link.get('href')[1:]}']")


def test_what_could_not_be_read_can_be_given_points_all_the_same(browser: Browser, desk: ClassDesk) -> None:
    page = browser.read("/submission/3")
    assert "Nothing of it could be read." in words(page)
    assert not page.xpath("//button[@name='confirm']")
    assert page.xpath("//h1")[0].text_content().startswith("cy <script>: no mark yet")
    answer = browser.ask("POST", "/submission/3", {"criterion": WHOLE, "points": "55,5", "reason": "Seen on paper."})
    assert (answer.status_code, answer.headers["location"]) == (303, "/submission/3?at=next")
    (cy,) = [mark for mark in desk.marks() if mark.submission.key.startswith("cy")]
    assert (cy.final, cy.state) == (Decimal("55.5"), MarkState.OVERRIDDEN)


def test_a_decision_is_kept_with_name_and_reason_and_the_page_goes_on(browser: Browser, folder: Path) -> None:
    before = browser.read("/submission/2").xpath("//section[@id='c-limits']//input[@name='points']/@value")[0]
    fields = {"criterion": "limits", "points": "7", "reason": "It says  so."}
    answer = browser.ask("POST", "/submission/2", fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/submission/2?at=conflicts")
    after = browser.read("/submission/2?at=conflicts")
    (limits,) = after.xpath("//section[@id='c-limits']")
    assert "7 of 20 (yours)" in words(limits)
    assert f"Set by Moe: It says so. (automatic: {before})" in words(limits)
    assert after.xpath("//input[@autofocus]/@id") == ["p-conflicts"]
    assert "by: Moe" in (folder / "overrides.yaml").read_text(encoding="utf-8")
    assert "bob" in (folder / "marks.csv").read_text(encoding="utf-8")


def test_an_automatic_value_is_confirmed_with_one_button(browser: Browser, desk: ClassDesk) -> None:
    (auto,) = [each.auto for each in desk.marks()[1].criteria if each.criterion == "records"]
    browser.ask("POST", "/submission/2", {"criterion": "records", "points": "1", "reason": "", "confirm": "1"})
    (records,) = [each for each in desk.marks()[1].criteria if each.criterion == "records"]
    assert (records.manual, records.reason, records.by) == (auto, "Confirmed as it is.", "Moe")


def test_a_decision_can_be_taken_back(browser: Browser, desk: ClassDesk) -> None:
    assert not browser.read("/submission/2").xpath("//button[@name='withdraw']")
    nothing = browser.ask("POST", "/submission/2", {"criterion": "limits", "withdraw": "1"})
    assert (nothing.status_code, "There is no decision to take back." in nothing.text) == (422, True)
    browser.ask("POST", "/submission/2", {"criterion": "limits", "points": "7", "reason": "why"})
    assert len(browser.read("/submission/2").xpath("//button[@name='withdraw']")) == 1
    answer = browser.ask("POST", "/submission/2", {"criterion": "limits", "points": "7", "withdraw": "1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/submission/2?at=limits")
    assert [each.manual for each in desk.marks()[1].criteria if each.criterion == "limits"] == [None]


@pytest.mark.parametrize("criterion", ["limits", WHOLE])
def test_a_decision_that_somebody_else_has_put_there_meanwhile_is_not_taken_back_unseen(
    criterion: str, browser: Browser, desk: ClassDesk
) -> None:
    seen = {"criterion": criterion, "seen": desk.by, "withdraw": "1"}
    mark = desk.marks()[1]
    other = Override(mark.submission.key, criterion, Decimal(6), "Someone Else", "Seen by two.", watched=False)
    desk.decide(other, replace_other=True)
    answer = browser.ask("POST", "/submission/2", seen)
    assert (answer.status_code, "Someone Else has changed this" in answer.text) == (422, True)
    assert "Someone Else" in browser.ask("GET", "/submission/2").text
    assert browser.ask("POST", "/submission/2", {**seen, "seen": "Someone Else"}).status_code == 303


def test_who_decides_on_the_whole_has_nothing_left_to_look_at(browser: Browser) -> None:
    waiting = browser.read("/class").xpath("//tr[@class='look']")
    browser.ask("POST", "/submission/2", {"criterion": WHOLE, "confirm": "1", "reason": "Read all of it."})
    assert len(browser.read("/class").xpath("//tr[@class='look']")) == len(waiting) - 1
    assert browser.read("/submission/1").xpath("//a[@id='next']/@href") == ["/submission/3"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"points": "", "reason": "why"}, "Give a number of points from 0 to 20."),
        ({"points": "many", "reason": "why"}, "Give a number of points from 0 to 20."),
        ({"points": "21", "reason": "why"}, "From 0 to 20 points can be given, not 21."),
        ({"points": "-1", "reason": "why"}, "From 0 to 20 points can be given, not -1."),
        ({"points": "NaN", "reason": "why"}, "From 0 to 20 points can be given, not NaN."),
        ({"points": "5", "reason": "  "}, "Say why in a few words"),
    ],
)
def test_what_is_no_decision_is_said_and_stays_in_its_field(
    fields: dict[str, str], says: str, browser: Browser, folder: Path
) -> None:
    answer = browser.ask("POST", "/submission/2", {"criterion": "limits", **fields})
    assert answer.status_code == 422
    page = tree(answer)
    (problem,) = page.find_class("problem")
    assert says in words(problem)
    assert page.xpath("//input[@id='p-limits']/@value") == [fields["points"]]
    assert page.xpath("//input[@autofocus]/@id") == ["p-limits"]
    assert not (folder / "overrides.yaml").exists()


def test_a_value_that_is_not_there_cannot_be_confirmed(browser: Browser) -> None:
    answer = browser.ask("POST", "/submission/3", {"criterion": "limits", "confirm": "1"})
    assert answer.status_code == 422
    assert "There is no automatic value to confirm." in answer.text


def test_a_comment_for_the_student_is_kept_and_the_rubrics_own_is_no_decision(
    browser: Browser, desk: ClassDesk, folder: Path
) -> None:
    own = browser.read("/submission/2").get_element_by_id("m-limits").text or ""
    browser.ask(
        "POST", "/submission/2", {"criterion": "limits", "points": "7", "reason": "why", "comment": own.strip()}
    )
    assert "comment" not in (folder / "overrides.yaml").read_text(encoding="utf-8")
    browser.ask(
        "POST", "/submission/2", {"criterion": "limits", "points": "7", "reason": "why", "comment": "Well begun."}
    )
    assert [each.comment for each in desk.marks()[1].criteria if each.criterion == "limits"] == ["Well begun."]


class Contested:
    """A desk on which somebody else has decided already."""

    def __init__(self, desk: ClassDesk) -> None:
        self._desk = desk
        self.rubric, self.by, self.marks = desk.rubric, desk.by, desk.marks
        self.read, self.nameless, self.withdraw = desk.read, desk.nameless, desk.withdraw
        self.replaced: list[Override] = []

    def decide(self, override: Override, *, replace_other: bool) -> None:
        if not replace_other:
            raise ConflictingDecision(None, override)
        self.replaced.append(override)


def test_where_somebody_else_has_decided_it_is_said_and_the_marker_chooses(desk: ClassDesk) -> None:
    contested = Contested(desk)
    browser = Browser(contested)
    fields = {"criterion": "limits", "points": "7", "reason": "why"}
    answer = browser.ask("POST", "/submission/2", fields)
    assert answer.status_code == 409
    page = lxml.html.document_fromstring(answer.text)
    assert page.xpath("//input[@name='replace']/@id") == ["o-limits"]
    assert browser.ask("POST", "/submission/2", {**fields, "replace": "1"}).status_code == 303
    assert [each.points for each in contested.replaced] == [Decimal(7)]


def test_the_class_report_has_its_plots_and_needs_no_script(browser: Browser) -> None:
    page = browser.read("/class/report")
    assert "The marks" in words(page)
    assert len(page.xpath("//svg")) >= 2
    assert not page.xpath("//style")


def test_words_of_students_are_words_and_nothing_else(browser: Browser) -> None:
    for path in ("/class", "/submission/3"):
        text = browser.ask("GET", path).text
        assert "cy &lt;script&gt;" in text
        assert "cy <script>" not in text


@pytest.mark.parametrize(
    "path", ["/submission/0", "/submission/5", "/submission/x", "/submission/99999999999", "/submission/²"]
)
def test_what_is_not_in_the_class_is_not_there(path: str, browser: Browser) -> None:
    assert browser.ask("GET", path).status_code == 404
    assert browser.ask("POST", "/submission/1", {"criterion": "nothing", "points": "1"}).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_without_the_cookie_nothing_of_a_class_is_shown(path: str, browser: Browser, folder: Path) -> None:
    answer = browser.ask("GET", path, let_in=False)
    assert answer.status_code == 403
    assert "ann" not in re.sub(r"<[^>]*>", "", answer.text).split()
    assert browser.ask("POST", "/submission/1", {"criterion": "limits", "points": "0"}, let_in=False).status_code == 403
    assert not (folder / "overrides.yaml").exists()


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}, {"host": "evil.example"}]
)
def test_no_other_page_can_decide(headers: dict[str, str], browser: Browser, folder: Path) -> None:
    fields = {"criterion": "limits", "points": "0", "reason": "evil"}
    assert browser.ask("POST", "/submission/1", fields, headers=headers).status_code in (400, 403)
    assert not (folder / "overrides.yaml").exists()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_headers_that_keep_others_out(path: str, browser: Browser) -> None:
    answer = browser.ask("GET", path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("path", PAGES)
def test_without_a_class_there_are_no_marking_pages(path: str) -> None:
    assert Browser(None).ask("GET", path).status_code == 404


def test_work_is_looked_at_by_chance_the_same_each_time_and_otherwise_by_another_marker(room: Classroom) -> None:
    def order(by: str) -> list[SubmissionKey]:
        return [mark.submission.key for mark in ClassDesk(room, by, by_chance=True).marks()]

    assert order("Moe") == order("Moe")
    assert len({tuple(order(f"marker {number}")) for number in range(8)}) > 1


def test_who_marks_by_alias_sees_no_name_anywhere_and_the_decision_goes_to_the_student(
    room: Classroom, folder: Path
) -> None:
    aliases = aliases_for(room.found.submissions, "seed")
    desk = ClassDesk(room, "Moe", aliases, by_chance=True)
    browser = Browser(desk)
    order = [mark.submission.key for mark in desk.marks()]
    assert sorted(order) == sorted(alias for _, alias in aliases.aliases)
    for path in ("/class", *(f"/submission/{place}" for place in range(1, 5)), "/class/report"):
        shown = browser.read(path)
        for name in ("ann", "bob", "dee"):  # "cy" is too short to be looked for in texts
            assert not re.search(rf"(?i)\b{name}\b", words(shown)), path
        assert "cy" not in words(shown).split()
    place = order.index(SubmissionKey(aliases.of(SubmissionKey("bob")))) + 1
    fields = {"criterion": "limits", "points": "7", "reason": "why"}
    assert browser.ask("POST", f"/submission/{place}", fields).status_code == 303
    assert "submission: bob" in (folder / "overrides.yaml").read_text(encoding="utf-8")
    (folder / "overrides.yaml").unlink()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--by", "Moe", "--aliases", "{marks}/a.csv"], "is among the marks, where markers look"),
        (["--by", " "], "--by is empty"),
        (["--by", "Moe", "--port", "70000"], "--port: a number from 0 to 65535"),
        (["--by", "Moe", "--into", "nowhere"], "nothing was marked into"),
    ],
)
def test_what_keeps_the_pages_from_opening_is_said(
    arguments: list[str], says: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [each.replace("{marks}", str(folder)) for each in arguments]
    assert main(["grade", "serve", "--no-browser", "--into", str(folder), *given]) == 2
    assert says in capsys.readouterr().err


def test_a_desk_says_what_cannot_be_written(desk: ClassDesk, folder: Path) -> None:
    (folder / "overrides.yaml").mkdir()
    try:
        with pytest.raises(BadConfiguration):
            desk.decide(Override(SubmissionKey("ann"), "limits", Decimal(1), "Moe", "why"), replace_other=False)
    finally:
        (folder / "overrides.yaml").rmdir()


def test_a_mark_that_cuts_a_name_in_two_tells_neither_half() -> None:
    document = read_document("a.md", b"# Coaching Agreement\n\nWill May coaches the Client for six months.\n")
    start = document.text.index("Will")
    cut = Flag(FlagKind.GAMING, "Look.", (Quoted("Will", start, start + len("Will")),))
    will = scrubber_for(Submission(SubmissionKey("11"), "Will May"), "BD-234")
    shown = work_shown(replace(marked("11", "5", "5", "5"), flags=(cut,)), lint(document, load_rules()), will.text)
    assert shown.text is not None
    assert shown.text.anchors == {"w1"}
    body = shown.text.parts[-1]
    assert isinstance(body, ShownBlock)
    assert "".join(each.text for each in body.segments) == "BD-234 coaches the Client for six months."
    assert [mark.anchor for each in body.segments for mark in each.begun] == ["w1"]
