"""The local page keeps a finding with a reason, and a report as long as somebody has it open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from web_page import AGREEMENT, Page, told, tree

from agreementlint.cli import main
from agreementlint.web.checkers import Checkers
from agreementlint.web.checking import load_tools, taken_from
from agreementlint.web.exchange import WaiverFile
from agreementlint.web.store import GONE_SECONDS


@pytest.fixture(scope="module")
def checkers() -> Iterator[Checkers]:
    checkers = Checkers(processes=1)
    yield checkers
    checkers.stop()


@pytest.fixture
def page(checkers: Checkers) -> Page:
    return Page(checkers)


def kept_in(page: Page, path: str, rule: str, **fields: str) -> httpx.Response:
    """The answer to the form of a finding, filled in."""
    form = {"file": "weak-internal.md", "rule": rule, "at": "d1-f1", "do": "keep"}
    form |= {"reason": "We settle this in the contract of employment", "by": "Ida Holm", "until": ""}
    return page.ask("POST", path, fields=form | fields)


def rule_of(response: httpx.Response, number: int) -> str:
    return str(tree(response).xpath(f"//article[@id='d1-f{number}']//input[@name='rule']/@value")[0])


def test_a_finding_is_kept_with_a_reason_and_taken_back(page: Page, tmp_path: Path) -> None:
    first = page.report_on(("weak-internal.md", AGREEMENT))
    path, rule = first.url.path, rule_of(first, 1)
    kept = kept_in(page, path, rule)
    assert (kept.status_code, kept.headers["location"]) == (303, f"{path}#d1-f1")
    shown = tree(page.ask("GET", path))
    [finding] = shown.xpath("//article[@id='d1-f1']")
    assert "We settle this in the contract of employment (by Ida Holm)" in finding.text_content()
    assert set(shown.xpath("//input[@name='by']/@value")) == {"Ida Holm"}  # nobody has to type it twice
    assert first.text.count("<details") == len(shown.xpath("//details")) + 1
    assert page.ask("POST", f"{path}/again", fields={"kind-1": ""}).status_code == 303
    assert '"reason": "We settle this' in page.ask("GET", f"{path}/json").text  # what is kept outlives a new check
    assert kept_in(page, path, rule, do="take-back").status_code == 303
    assert "We settle this" not in page.ask("GET", path).text


def test_the_file_of_what_is_kept_is_read_by_the_command(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    first = page.report_on(("weak-internal.md", AGREEMENT))
    rules = [rule_of(first, number) for number in (1, 2)]
    for rule in rules:
        kept_in(page, first.url.path, rule)
    file = page.ask("GET", f"{first.url.path}/waivers")
    assert file.headers["content-disposition"].endswith("waivers.yaml")
    Path("weak-internal.md").write_bytes(AGREEMENT)
    Path("waivers.yaml").write_bytes(file.content)
    main(["check", "weak-internal.md", "--waivers", "waivers.yaml", "--format", "json"])
    outcomes = json.loads(capsys.readouterr().out)["documents"][0]["outcomes"]
    assert {each["rule"] for each in outcomes if each["waived"]} == set(rules)


def test_the_file_of_what_is_kept_is_given_with_the_document_the_next_time(page: Page) -> None:
    first = page.report_on(("weak-internal.md", AGREEMENT))
    rule = rule_of(first, 1)
    kept_in(page, first.url.path, rule)
    file = page.ask("GET", f"{first.url.path}/waivers").content
    again = page.report_on(("weak-internal.md", AGREEMENT), ("waivers.yaml", file))
    assert "We settle this in the contract of employment (by Ida Holm)" in told(again)
    assert kept_in(page, again.url.path, rule, do="take-back").status_code == 303
    assert "We settle this" not in page.ask("GET", again.url.path).text
    alone = page.report_on(("waivers.yaml", file))
    assert (alone.status_code, "Choose the document as well" in told(alone)) == (422, True)


def test_a_file_of_what_is_kept_with_mistakes_is_explained(checkers: Checkers) -> None:
    entry = b"- rule: %s\n  path: weak-internal.md\n  reason: it is settled elsewhere for all\n  by: Ida Holm\n"
    page = Page(checkers, mandatory=("limit-law-or-court",))
    for rule, says in ((b"limit-law-or-cort", "did you mean"), (b"limit-law-or-court", "is mandatory")):
        answer = page.report_on(("weak-internal.md", AGREEMENT), ("waivers.yaml", entry % rule))
        assert (answer.status_code, "waivers.yaml:1:" in told(answer), says in told(answer)) == (422, True, True)


def test_what_is_kept_in_a_file_is_for_a_document_of_that_name_in_whatever_folder() -> None:
    tools = load_tools()
    entry = "- rule: fees-stated\n  path: drafts/a.md\n  reason: it is settled elsewhere for all\n  by: Ida\n"
    [kept] = taken_from(WaiverFile("waivers.yaml", entry), tools).kept
    assert (kept.file, kept.waiver.rule, kept.waiver.place) == ("a.md", "fees-stated", "")
    assert "mandatory" in taken_from(WaiverFile("waivers.yaml", entry, ("fees-stated",)), tools).fault


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"reason": "todo"}, "The reason says nothing"),
        ({"reason": ""}, "The reason says nothing"),
        ({"by": " "}, "Say who decides"),
        ({"until": "tomorrow"}, "is no day"),
        ({"until": "2020-01-01"}, "is over"),
    ],
)
def test_a_finding_is_not_kept_without_a_reason_and_what_was_typed_is_not_lost(
    page: Page, fields: dict[str, str], says: str
) -> None:
    first = page.report_on(("weak-internal.md", AGREEMENT))
    answer = kept_in(page, first.url.path, rule_of(first, 1), **fields)
    assert (answer.status_code, says in told(answer)) == (422, True)
    typed = {"reason": "We settle this in the contract of employment", "by": "Ida Holm", "until": ""} | fields
    form = tree(answer).forms[0]
    assert {name: " ".join(form.fields[name].split()) for name in typed} == {n: v.strip() for n, v in typed.items()}
    assert "We settle this" not in page.ask("GET", first.url.path).text


def test_a_finding_of_a_mandatory_rule_cannot_be_kept(checkers: Checkers) -> None:
    rule = rule_of(Page(checkers).report_on(("weak-internal.md", AGREEMENT)), 1)
    page = Page(checkers, mandatory=(rule,))
    first = page.report_on(("weak-internal.md", AGREEMENT))
    assert "must be put right" in tree(first).xpath("//article[@id='d1-f1']")[0].text_content()
    assert rule_of(first, 2) != rule
    assert kept_in(page, first.url.path, rule).status_code == 403
    assert kept_in(page, first.url.path, "no-such-rule").status_code == 404


def test_what_stands_in_a_comment_of_the_file_is_kept_too(page: Page) -> None:
    rule = rule_of(page.report_on(("weak-internal.md", AGREEMENT)), 1)
    said = f"<!-- agreementlint: allow {rule} because the house rules settle it; by Ida Holm -->\n\n".encode()
    assert "the house rules settle it" in told(page.report_on(("weak-internal.md", said + AGREEMENT)))


def tab_says(page: Page, what: str, tab: str, report: str = "") -> None:
    answer = page.ask("POST", "/tab", fields={"do": what, "tab": tab, "report": report.rpartition("/")[2]})
    assert answer.status_code == 204


def test_a_report_is_forgotten_when_every_tab_that_has_shown_it_is_gone(page: Page) -> None:
    path = page.report_on(("weak-internal.md", AGREEMENT)).url.path
    for tab in ("one", "two"):
        tab_says(page, "open", tab, path)
    tab_says(page, "leave", "one")
    page.clock.now = 100
    assert page.ask("GET", path).status_code == 200
    tab_says(page, "leave", "two")
    tab_says(page, "open", "two")  # another of our pages: the tab is still there
    page.clock.now = 200
    assert page.ask("GET", path).status_code == 200
    tab_says(page, "leave", "two")
    page.clock.now += GONE_SECONDS - 1
    assert page.ask("GET", path).status_code == 200
    page.clock.now += 1
    assert (page.ask("GET", path).status_code, len(page.store)) == (404, 0)
