"""The local page in a real browser: choose, drop, without script, by keyboard alone, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from in_browser import AXE, needs_axe, needs_browser, objections, serving

from agreementlint.web.store import GONE_SECONDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, StorageState

EXAMPLES = Path(__file__).parents[1] / "examples"
AGREEMENT = EXAMPLES / "good-sponsored.docx"

pytestmark = needs_browser


@pytest.fixture(scope="module")
def first_address() -> Iterator[str]:
    with serving("serve") as address:
        yield address


@pytest.fixture(scope="module")
def let_in(browser: Browser, first_address: str) -> StorageState:
    """What a browser keeps that has opened the first address."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(first_address)
    assert "token" not in tab.url
    state = context.storage_state()
    context.close()
    return state


@contextmanager
def opened(
    browser: Browser,
    let_in: StorageState,
    address: str,
    *,
    script: bool = True,
    width: int = 1000,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Page]:
    context = browser.new_context(
        storage_state=let_in, java_script_enabled=script, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    tab = context.new_page()
    tab.goto(address.partition("/start")[0] + "/")
    yield tab
    context.close()


def shows(tab: Page, heading: str) -> None:
    """Waits until the page has this heading: a click that leads to another page returns before that page is whole."""
    tab.get_by_role("heading", name=heading).wait_for()


@pytest.mark.parametrize("script", [True, False])
def test_a_file_is_chosen_its_report_comes_and_the_kind_is_changed(
    browser: Browser, let_in: StorageState, first_address: str, script: bool, tmp_path: Path
) -> None:
    with opened(browser, let_in, first_address, script=script) as tab:
        tab.get_by_label("Choose one or several files").set_input_files(AGREEMENT)
        tab.get_by_role("button", name="Check").click()
        tab.wait_for_url("**/report/*")
        shows(tab, "What this agreement promises")
        tab.get_by_label("good-sponsored.docx is").select_option("mentor")
        tab.get_by_role("button", name="Check again").click()
        tab.locator(".lead").filter(has_text="Read as a mentor coaching").wait_for()
        with tab.expect_download() as download:
            tab.get_by_role("link", name="good-sponsored.reviewed.docx").click()
        assert download.value.suggested_filename == "good-sponsored.reviewed.docx"
        tab.get_by_role("button", name="Forget this file now").click()
        shows(tab, "Check an agreement")


def test_files_are_dropped(browser: Browser, let_in: StorageState, first_address: str) -> None:
    with opened(browser, let_in, first_address) as tab:
        dropped = tab.evaluate_handle(
            "text => { const data = new DataTransfer();"
            " for (const name of ['one.md', 'two.md']) data.items.add(new File([text], name)); return data; }",
            (EXAMPLES / "weak-internal.md").read_text("utf-8"),
        )
        tab.dispatch_event("#drop", "drop", {"dataTransfer": dropped})
        tab.wait_for_url("**/report/*")
        shows(tab, "2 documents")


def test_whoever_has_only_a_keyboard_gets_there(browser: Browser, let_in: StorageState, first_address: str) -> None:
    with opened(browser, let_in, first_address) as tab:
        tab.on("filechooser", lambda _: None)  # from now on choosers are caught: to ask for it later may be too late
        tab.keyboard.press("Tab")
        tab.locator("#files:focus").wait_for()
        with tab.expect_file_chooser() as chooser:
            tab.keyboard.press("Space")
        chooser.value.set_files(AGREEMENT)
        for _ in range(3):
            tab.keyboard.press("Tab")
        tab.locator("button:focus", has_text="Check").wait_for()
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/report/*")
        shows(tab, "What this agreement promises")
        tab.keyboard.press("Tab")
        tab.locator("a:focus", has_text="Skip to the report").wait_for()


def test_whoever_has_only_a_keyboard_keeps_a_finding_and_begins_a_draft(
    browser: Browser, let_in: StorageState, first_address: str
) -> None:
    with opened(browser, let_in, first_address) as tab:
        tab.set_input_files("#files", EXAMPLES / "weak-internal.md")
        tab.get_by_role("button", name="Check").click()
        tab.wait_for_url("**/report/*")
        tab.locator("#d1-f1 summary").focus()
        for key in ("Enter", "Tab", *"It is settled in our house rules", "Tab", *"Ida", "Enter"):
            tab.keyboard.press("Space" if key == " " else key)
        tab.locator("#d1-f1").get_by_text("It is settled in our house rules (by Ida)").wait_for()
        tab.goto(first_address.partition("/start")[0] + "/draft")
        for key in ("Tab", "Tab", "Space", "Tab", "Enter"):
            tab.keyboard.press(key)
        tab.get_by_role("heading", name="Who takes part").wait_for()


def test_a_clause_is_copied_with_one_key(browser: Browser, let_in: StorageState, first_address: str) -> None:
    with opened(browser, let_in, first_address) as tab:
        tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
        tab.set_input_files("#files", EXAMPLES / "weak-internal.md")
        tab.get_by_role("button", name="Check").click()
        tab.wait_for_url("**/report/*")
        tab.locator("button.copy").first.focus()
        tab.keyboard.press("Enter")
        tab.get_by_role("button", name="Copied").wait_for()
        assert tab.evaluate("navigator.clipboard.readText()") == tab.locator(".clause").first.inner_text().strip()


@pytest.mark.parametrize("script", [True, False])
def test_a_finding_is_kept_with_a_reason_and_the_file_of_it_is_taken_along(
    browser: Browser, let_in: StorageState, first_address: str, script: bool
) -> None:
    with opened(browser, let_in, first_address, script=script) as tab:
        tab.set_input_files("#files", EXAMPLES / "weak-internal.md")
        tab.get_by_role("button", name="Check").click()
        finding = tab.locator("#d1-f2")
        finding.get_by_text("Keep it as it is, with a reason").click()
        finding.get_by_label("Why may it stay").fill("The works agreement settles it for all of us")
        finding.get_by_label("Who says so?").fill("Ida Holm")
        finding.get_by_role("button", name="Keep it").click()
        finding.get_by_text("The works agreement settles it for all of us (by Ida Holm)").wait_for()
        tab.wait_for_url("**#d1-f2")
        with tab.expect_download() as download:
            tab.get_by_role("link", name="waivers.yaml").click()
        assert 'by: "Ida Holm"' in download.value.path().read_text("utf-8")
        finding.get_by_role("button", name="Do not keep it").click()
        finding.get_by_text("Keep it as it is, with a reason").wait_for()


def test_a_report_is_gone_when_its_tab_is_closed_and_stays_while_one_goes_from_page_to_page(
    browser: Browser, let_in: StorageState, first_address: str
) -> None:
    with opened(browser, let_in, first_address) as tab:
        tab.set_input_files("#files", EXAMPLES / "weak-internal.md")
        tab.get_by_role("button", name="Check").click()
        tab.wait_for_url("**/report/*")
        report = tab.url
        onlooker = tab.context.new_page()
        onlooker.goto(report + "/nowhere")  # a page of ours that shows no report
        tab.get_by_role("link", name="Check another file").click()
        tab.reload()
        onlooker.wait_for_timeout(1000 * (GONE_SECONDS + 1))  # longer than a tab may be away
        assert onlooker.request.get(report).status == 200
        tab.go_back()
        tab.get_by_role("link", name="Check another file").wait_for()
        tab.close(run_before_unload=True)
        for _ in range(100):
            if onlooker.request.get(report).status == 404:
                break
            onlooker.wait_for_timeout(200)
        assert onlooker.request.get(report).status == 404


def test_a_file_of_25_megabytes_is_refused_and_a_broken_one_explained(
    browser: Browser, let_in: StorageState, first_address: str, tmp_path: Path
) -> None:
    large, broken = tmp_path / "large.docx", tmp_path / "broken.docx"
    large.write_bytes(b"x" * 25_000_000)
    broken.write_bytes(b"PK\x03\x04 no more")
    for file, says in ((large, "more than 24 MB"), (broken, "This file could not be read.")):
        with opened(browser, let_in, first_address) as tab:
            tab.set_input_files("#files", file)
            tab.get_by_role("button", name="Check").click()
            tab.get_by_text(says).wait_for()


def test_a_browser_that_was_not_let_in_sees_nothing(browser: Browser, let_in: StorageState, first_address: str) -> None:
    with opened(browser, {"cookies": [], "origins": []}, first_address) as tab:
        shows(tab, "Not let in")
        assert tab.locator("form").count() == 0


def test_a_form_on_another_page_cannot_send_anything(
    browser: Browser, let_in: StorageState, first_address: str
) -> None:
    with opened(browser, let_in, first_address) as tab:
        elsewhere = f"{first_address.partition('/start')[0]}/check"
        tab.route("http://evil.example/", lambda route: route.fulfill(
            content_type="text/html", body=f"<form method=post action='{elsewhere}'><button>Win</button></form>"
        ))  # fmt: skip
        tab.goto("http://evil.example/")
        with tab.expect_response(elsewhere) as answer:
            tab.get_by_role("button", name="Win").click()
        assert answer.value.status == 403


def test_the_browser_talks_to_nobody_else_and_nothing_breaks_the_policy(
    browser: Browser, let_in: StorageState, first_address: str
) -> None:
    with opened(browser, let_in, first_address) as tab:
        asked: list[str] = []
        complaints: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: complaints.append(message.text))
        tab.set_input_files("#files", AGREEMENT)
        tab.get_by_role("button", name="Check").click()
        tab.wait_for_url("**/report/*")
        tab.wait_for_load_state("networkidle")
        here = first_address.partition("/start")[0]
        assert asked
        assert [url for url in asked if not url.startswith((f"{here}/", "data:"))] == []
        assert complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_a_draft_is_begun_with_answers_that_were_kept_and_taken_along_as_word(
    browser: Browser, let_in: StorageState, first_address: str, script: bool, tmp_path: Path
) -> None:
    kept = tmp_path / "answers.yaml"
    kept.write_text("kind: mentor\ncoach_name: Ida Holm\nclient_name: Ben Adeyemi\ntraining_body: Calder School\n")
    with opened(browser, let_in, first_address, script=script) as tab:
        tab.get_by_role("link", name="Write an agreement or a data-handling plan").click()
        tab.get_by_label("Your file of answers").set_input_files(kept)
        tab.get_by_role("button", name="Take these answers").click()
        for _ in range(12):
            if not tab.get_by_role("button", name="Go on", exact=True).count():
                break
            for box in tab.locator("input[name^=answer-]:not([type=radio]), textarea[name^=answer-]").all():
                if not box.input_value():
                    name = box.get_attribute("name")
                    box.fill(
                        {"answer-start_date": "18 May 2026", "answer-end_date": "16 October 2026"}.get(name or "", "8")
                    )
            with tab.expect_navigation():
                tab.get_by_role("button", name="Go on", exact=True).click()
        shows(tab, "Your draft is written")
        assert not script or not AXE.is_file() or objections(tab) == []
        with tab.expect_download() as download:
            tab.get_by_role("button", name="Word (.docx)").click()
        assert download.value.path().read_bytes().startswith(b"PK")


@needs_axe
@pytest.mark.parametrize(("width", "scheme"), [(1000, "dark"), (320, "light")])
def test_axe_finds_nothing_on_the_pages_and_nothing_is_scrolled_sideways(
    browser: Browser, let_in: StorageState, first_address: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, let_in, first_address, width=width, scheme=scheme) as tab:
        assert objections(tab) == []
        tab.set_input_files("#files", EXAMPLES / "good-two-party.md")
        tab.get_by_role("button", name="Check").click()
        tab.wait_for_url("**/report/*")
        assert objections(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth") == width
        tab.goto(first_address.partition("/start")[0] + "/")
        tab.set_input_files("#files", EXAMPLES / "weak-internal.md")
        tab.get_by_role("button", name="Check").click()
        finding = tab.locator("#d1-f1")
        finding.get_by_text("Keep it as it is, with a reason").click()
        assert objections(tab) == []
        finding.get_by_label("Why may it stay").fill("todo")
        finding.get_by_label("Who says so?").fill("Ida Holm")
        finding.get_by_role("button", name="Keep it").click()
        tab.get_by_role("alert").wait_for()
        assert objections(tab) == []
        tab.get_by_label("Why may it stay").fill("The works agreement settles it for all of us")
        tab.get_by_role("button", name="Keep it").click()
        tab.get_by_role("button", name="Do not keep it").wait_for()
        assert objections(tab) == []
        tab.goto(first_address.partition("/start")[0] + "/draft")
        assert objections(tab) == []
        tab.get_by_label("an agreement with a group").check()
        tab.get_by_role("button", name="Go on", exact=True).click()
        tab.get_by_role("button", name="Go on", exact=True).click()  # with mistakes that are told
        tab.get_by_role("alert").wait_for()
        assert objections(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth") == width
