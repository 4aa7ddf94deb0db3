"""The local page: who is let in, what is refused, what comes back, and that nothing is kept."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from web_page import AGREEMENT, EXAMPLES, Clock, Page, told, tree

from agreementlint.cli import main
from agreementlint.cli.serve import PASSWORD, is_loopback
from agreementlint.plugins import PluginChoice
from agreementlint.readers import read_document
from agreementlint.terms import Kind, RuleId
from agreementlint.waiver import Waiver
from agreementlint.web.checkers import Checkers, Unanswered
from agreementlint.web.checking import answer_to, load_tools
from agreementlint.web.exchange import CHECK, WAIVERS, Allowed, Answer, Made, Open, Question, Taken, Upload, WaiverFile
from agreementlint.web.forms import MOST_BYTES, MOST_FILES, named
from agreementlint.web.gate import HEADERS, without_port
from agreementlint.web.store import KEPT_SECONDS, MOST_REPORTS, Store


@pytest.fixture(scope="module")
def checkers() -> Iterator[Checkers]:
    checkers = Checkers(processes=1)
    yield checkers
    checkers.stop()


@pytest.fixture
def page(checkers: Checkers) -> Page:
    return Page(checkers)


def test_the_first_address_lets_in_once_and_gives_a_cookie_that_no_script_and_no_other_page_can_use(page: Page) -> None:
    first = page.ask("GET", "/start?token=token", let_in=False)
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert first.headers["set-cookie"] == "agreementlint=session; HttpOnly; Path=/; SameSite=strict"
    assert page.ask("GET", "/start?token=token", let_in=False).status_code == 403
    assert page.ask("GET", "/start?token=token").status_code == 303  # who is in may go there again


@pytest.mark.parametrize("token", ["", "foreign", "token2"])
def test_a_missing_or_foreign_token_is_refused(page: Page, token: str) -> None:
    refused = page.ask("GET", f"/start?token={token}", let_in=False)
    assert refused.status_code == 403
    assert "set-cookie" not in refused.headers


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/"), ("GET", "/page.js"), ("POST", "/check"), ("GET", "/report/x"), ("GET", "/report/x/json"),
     ("POST", "/report/x"), ("POST", "/report/x/again"), ("POST", "/report/x/forget"), ("POST", "/tab"), ("GET", "/nowhere")],
)  # fmt: skip
def test_without_the_cookie_nothing_is_answered(page: Page, method: str, path: str) -> None:
    assert page.ask(method, path, let_in=False).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8000", "localhost.", "", "[::2]:8000", "10.0.0.1"]
)
@pytest.mark.parametrize("path", ["/", "/style.css", "/start?token=token", "/nowhere"])
def test_a_host_that_is_not_this_machine_is_refused_whatever_it_asks_for(page: Page, host: str, path: str) -> None:
    assert page.ask("GET", path, headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST", "127.0.0.1", "[::1]:8000"])
def test_the_names_of_this_machine_are_known(page: Page, host: str) -> None:
    assert page.ask("GET", "/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
    ],
)
def test_what_another_page_posts_is_refused(page: Page, headers: Mapping[str, str]) -> None:
    files = [("files", ("a.md", AGREEMENT))]
    assert page.ask("POST", "/check", headers=headers, files=files).status_code == 403
    assert len(page.store) == 0


def test_a_link_on_another_page_leads_nowhere(page: Page) -> None:
    assert page.ask("GET", "/", headers={"sec-fetch-site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/nowhere", "/style.css", "/page.js", "/start?token=wrong", "/report/x"])
def test_every_answer_has_the_headers_that_keep_others_out(page: Page, path: str) -> None:
    response = page.ask("GET", path)
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in HEADERS["content-security-policy"]


def test_a_file_gives_its_report_as_html_and_json_and_as_the_command_gives_them(page: Page) -> None:
    response = page.report_on(("weak-internal.md", AGREEMENT))
    assert response.status_code == 200
    assert "What this agreement promises" in told(response)
    root = tree(response)
    word, clauses, html, json = (page.ask("GET", each) for each in root.xpath("//ul[@class='downloads']//@href"))
    assert word.headers["content-disposition"] == "attachment; filename*=UTF-8''weak-internal.reviewed.docx"
    assert b"<w:ins " not in zipfile.ZipFile(io.BytesIO(word.content)).read("word/document.xml")
    assert clauses.headers["content-disposition"].endswith("weak-internal.reviewed.with-clauses.docx")
    assert b"<w:ins " in zipfile.ZipFile(io.BytesIO(clauses.content)).read("word/document.xml")
    assert html.headers["content-disposition"] == "attachment; filename*=UTF-8''weak-internal.report.html"
    assert "sandbox" in html.headers["content-security-policy"]
    assert html.text.startswith("<!doctype html>")
    assert '"kind": "internal"' in json.text
    assert root.xpath("//@style") == []  # the policy would not let it in


def test_a_word_file_comes_back_with_comments(page: Page) -> None:
    data = (EXAMPLES / "good-sponsored.docx").read_bytes()
    response = page.report_on(("Our agreement.docx", data), kind="two_party")
    [link] = tree(response).xpath("//a[contains(@href, 'reviewed-1')]")
    copy = page.ask("GET", link.get("href"))
    assert copy.headers["content-disposition"].endswith("Our%20agreement.reviewed.docx")
    assert read_document("copy.docx", copy.content).text.startswith(read_document("a.docx", data).text[:200])


def test_the_kind_can_be_changed_and_the_report_is_another(page: Page) -> None:
    first = page.report_on(("weak-internal.md", AGREEMENT))
    path = first.url.path
    assert "Read as an agreement with an internal coach" in told(first)
    second = page.ask("POST", f"{path}/again", fields={"kind-1": "mentor"}, follow=True)
    assert second.url.path == path
    assert "Read as a mentor coaching or supervision agreement" in told(second)
    assert page.ask("POST", f"{path}/again", fields={"kind-1": "nonsense"}).status_code == 303


def test_an_agreement_and_its_plan_are_compared_when_they_belong_together(page: Page) -> None:
    agreement = (EXAMPLES / "good-two-party.md").read_bytes()
    plan = (EXAMPLES / "data-handling-plan.yaml").read_bytes()
    response = page.report_on(("agreement.md", agreement), ("plan.yaml", plan), together="1")
    assert "2 documents" in told(response)
    tools = load_tools()
    uploads = (Upload("agreement.md", agreement.replace(b"two years", b"nine years")), Upload("plan.yaml", plan))
    apart, together = (answer_to(Question(uploads, each), tools).json for each in (False, True))
    assert apart != together


def test_a_broken_file_is_explained_and_the_others_are_reported(page: Page) -> None:
    response = page.report_on(("broken.docx", b"PK\x03\x04 no more"), ("weak-internal.md", AGREEMENT))
    assert response.status_code == 200
    assert "This file could not be read." in told(response)
    assert "What this agreement promises" in told(response)


def test_a_plan_with_faults_shows_their_lines(page: Page) -> None:
    assert "plan.yaml:1:1" in page.report_on(("plan.yaml", b"records: 3\n")).text


def test_uploaded_markup_never_becomes_markup_of_the_page(page: Page) -> None:
    hostile = (
        b"<h1>Coaching Agreement</h1><script>alert(1)</script><p>The coach coaches &lt;img src=x onerror=a()&gt;</p>"
    )
    response = page.report_on(("<b>x</b>.html", hostile))
    root = tree(response)
    assert root.xpath("//img | //b | //*[@onerror]") == []
    assert root.xpath("//script/@src") == ["/page.js"]


def test_what_is_too_large_or_too_many_or_nothing_is_refused_with_a_reason(page: Page) -> None:
    large = page.ask("POST", "/check", files=[("files", ("large.docx", b"x" * 25_000_000))])
    assert large.status_code == 413
    assert f"more than {MOST_BYTES // 1_000_000} MB" in told(large)
    many = page.ask("POST", "/check", files=[("files", (f"{each}.md", b"x")) for each in range(MOST_FILES + 1)])
    assert (many.status_code, f"more than {MOST_FILES} files" in told(many)) == (413, True)
    none = page.ask("POST", "/check", files=[("files", ("", b""))])
    assert (none.status_code, "No file was chosen" in told(none)) == (422, True)
    assert page.ask("POST", "/check", content=b"{}", headers={"content-type": "application/json"}).status_code == 415
    torn = {"content-type": "multipart/form-data; boundary=b"}
    assert page.ask("POST", "/check", content=b"no boundary", headers=torn).status_code in (400, 422)
    assert len(page.store) == 0


def test_who_does_not_say_how_much_comes_is_refused(page: Page) -> None:
    headers = {"content-type": "multipart/form-data; boundary=b", "content-length": "many"}
    assert page.ask("POST", "/check", content=b"x", headers=headers).status_code == 411


def test_after_ten_minutes_or_at_a_word_a_report_is_forgotten(page: Page) -> None:
    path = page.report_on(("weak-internal.md", AGREEMENT)).url.path
    page.clock.now = KEPT_SECONDS - 1
    assert page.ask("GET", path).status_code == 200
    page.clock.now = KEPT_SECONDS
    gone = page.ask("GET", path)
    assert (gone.status_code, "forgotten" in told(gone), len(page.store)) == (404, True, 0)
    path = page.report_on(("weak-internal.md", AGREEMENT)).url.path
    assert page.ask("POST", f"{path}/forget").headers["location"] == "/"
    assert page.ask("GET", f"{path}/json").status_code == 404


def test_the_oldest_reports_give_way_to_new_ones() -> None:
    store = Store(Clock())
    names = [store.put(Question(()), Answer("", "", "", (), ())) for _ in range(MOST_REPORTS + 2)]
    assert [name for name in names if store.get(name) is None] == names[:2]


def test_with_a_password_another_machine_is_let_in_and_without_one_there_is_no_such_page(checkers: Checkers) -> None:
    closed = Page(checkers)
    assert closed.ask("POST", "/login", let_in=False, fields={"password": ""}).status_code == 404
    page = Page(checkers, password="a long password")
    assert page.ask("GET", "/login", let_in=False).status_code == 200
    wrong = page.ask("POST", "/login", let_in=False, fields={"password": "guess"})
    assert (wrong.status_code, "set-cookie" in wrong.headers) == (403, False)
    right = page.ask("POST", "/login", let_in=False, fields={"password": "a long password"})
    assert (right.status_code, "set-cookie" in right.headers) == (303, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--host", "0.0.0.0"], "--allow-remote"),
        (["--host", "192.0.2.1", "--allow-remote"], PASSWORD),
        (["--known-as", "desk"], "--allow-remote"),
        (["--port", "70000"], "65535"),
        (["--host", "nowhere.invalid"], "--allow-remote"),
    ],
)
def test_other_machines_are_not_let_in_by_mistake(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSWORD, "short")
    assert main(["serve", "--no-browser", *arguments]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "own"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("10.0.0.1", False)]
)
def test_an_address_of_this_machine_alone_is_told_from_others(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_a_process_that_breaks_or_takes_too_long_is_ended_and_the_next_file_is_checked_by_a_new_one() -> None:
    ends = Checkers(1, command=(sys.executable, "-c", "import sys; sys.stdin.buffer.read(10)"))
    waits = Checkers(1, seconds=0.3, command=(sys.executable, "-c", "import time; time.sleep(60)"))
    babbles = Checkers(1, command=(sys.executable, "-c", "import sys; sys.stdout.buffer.write(b'x' * 100)"))
    for checkers in (ends, waits, babbles):
        for _ in range(2):
            with pytest.raises(Unanswered):
                checkers.ask(CHECK, Question((Upload("a.md", b"x"),)))
        checkers.stop()


def test_the_processes_use_the_plugins_that_were_chosen() -> None:
    without = Checkers(1, plugins=PluginChoice(none=True))
    impossible = Checkers(1, plugins=PluginChoice(required=("nowhere",)))
    assert without.ask(CHECK, Question((Upload("a.md", b"# Menu"),))).kinds == ("other",)
    with pytest.raises(Unanswered):
        impossible.ask(CHECK, Question((Upload("a.md", b"# Menu"),)))
    without.stop()
    impossible.stop()


def test_a_plugin_that_must_be_there_is_asked_for_before_the_page_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["serve", "--no-browser", "--require-plugin", "nowhere"]) == 2
    assert "--require-plugin: the plugin 'nowhere' is not installed" in capsys.readouterr().err
    Path("agreementlint.yaml").write_text("require_plugins: [nowhere]\n", encoding="utf-8")
    assert main(["serve", "--no-browser"]) == 2
    assert "agreementlint.yaml:1:19: the plugin 'nowhere' is not installed" in capsys.readouterr().err


def test_a_file_that_breaks_the_process_is_explained() -> None:
    page = Page(Checkers(1, command=(sys.executable, "-c", "")))
    response = page.report_on(("a.md", b"x"))
    assert (response.status_code, "took too long, or it broke" in told(response)) == (422, True)


def test_questions_and_answers_come_through_as_they_were() -> None:
    kept = Allowed(
        "b.md", Waiver(RuleId("fees-stated"), "ä reason", "Ida", "2027-01-31", "", section="A > B", words="0a")
    )
    uploads = (Upload("ä.docx", b"\x00\xff", Kind.GROUP), Upload("b.md", b""))
    question = Question(uploads, True, (kept,), ("limit-law-or-court",), "2026-11-22")
    assert CHECK.read(CHECK.pack(question)) == question
    taken = Taken((kept,), "a fault")
    assert WAIVERS.read_answer(WAIVERS.pack_answer(taken)) == taken
    file = WaiverFile("waivers.yaml", "- rule: x", ("limit-law-or-court",))
    assert WAIVERS.read(WAIVERS.pack(file)) == file
    copies = (Made("ä.reviewed.docx", b"\x00"),)
    answer = Answer(
        "body", "page", "json", ("group", ""), copies, (Open("b.md", "fees-stated", "Fees", "A > B", "0a"),)
    )
    assert CHECK.read_answer(CHECK.pack_answer(answer)) == answer


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("C:\\Users\\me\\Draft.docx", "Draft.docx"),
        ("../../etc/passwd", "passwd"),
        ('a"\x1b[31m\r\nb.md', "a'[31m b.md"),
        ("", "document"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_file_is_called_by_its_name_alone(sent: str, name: str) -> None:
    assert named(sent, []) == name


def test_two_files_of_one_name_are_told_apart() -> None:
    assert named("a.md", ["a.md"]) == "a (2).md"


def test_a_host_is_compared_without_its_port() -> None:
    assert [without_port(each) for each in ("a:1", "a", "[::1]:1", "[::1]")] == ["a", "a", "[::1]", "[::1]"]


def test_the_process_serves_questions_until_there_are_no_more() -> None:
    from agreementlint.readers.wire import received, send
    from agreementlint.web.checking import serve

    questions, answers = io.BytesIO(), io.BytesIO()
    send(questions, b"check", CHECK.pack(Question((Upload("weak-internal.md", AGREEMENT),))))
    questions.seek(0)
    serve(questions, answers, load_tools())
    answers.seek(0)
    found = received(answers, 100_000_000)
    assert found is not None
    assert CHECK.read_answer(found).kinds == ("internal",)
