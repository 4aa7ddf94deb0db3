"""The marking pages in a real browser: by keyboard alone, without script, on a narrow screen, and without barriers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from in_browser import needs_axe, needs_browser, objections, serving
from marked_class import mark_class

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, StorageState

pytestmark = needs_browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mark_class(tmp_path_factory.mktemp("class"))


@pytest.fixture(scope="module")
def first_address(folder: Path) -> Iterator[str]:
    with serving("grade", "serve", "--by", "Moe", "--order", "name", "--into", str(folder)) as address:
        yield address


@pytest.fixture(scope="module")
def let_in(browser: Browser, first_address: str) -> StorageState:
    context = browser.new_context()
    context.new_page().goto(first_address)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def opened(browser: Browser, let_in: StorageState, first_address: str, folder: Path) -> Opened:
    (folder / "overrides.yaml").unlink(missing_ok=True)
    return Opened(browser, let_in, first_address.partition("/start")[0])


class Opened:
    """Opens pages in a browser that was let in; what a page complains of is a failure."""

    def __init__(self, browser: Browser, let_in: StorageState, address: str) -> None:
        self.browser, self.let_in, self.address = browser, let_in, address

    @contextmanager
    def __call__(self, path: str, *, script: bool = True, width: int = 1300) -> Iterator[Page]:
        context = self.browser.new_context(
            storage_state=self.let_in, java_script_enabled=script, viewport={"width": width, "height": 900}
        )
        tab = context.new_page()
        complaints: list[str] = []
        tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        tab.goto(self.address + path)
        yield tab
        context.close()
        assert [each for each in complaints if "422" not in each] == []  # a wrong entry is answered with that status


def test_a_marker_needs_nothing_but_the_keyboard(opened: Opened, folder: Path) -> None:
    with opened("/class") as tab:
        tab.keyboard.press("n")
        tab.wait_for_url("**/submission/*")
        tab.goto(f"{opened.address}/submission/2")
        tab.keyboard.press("j")
        tab.locator("input.points:focus").wait_for()
        tab.keyboard.press("Escape")
        tab.keyboard.press("j")
        tab.locator("#p-confidentiality:focus").wait_for()
        tab.keyboard.type("12.5")
        tab.keyboard.press("Tab")
        tab.keyboard.type("It is there, in other words.")
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/submission/2?at=limits")
        tab.locator("#p-limits:focus").wait_for()
        tab.locator("#t-confidentiality").filter(has_text="12.5 of 15 (yours)").wait_for()
        tab.keyboard.press("Escape")
        tab.keyboard.press("k")
        tab.locator("#p-confidentiality:focus").wait_for()
        tab.keyboard.press("Escape")
        tab.keyboard.press("n")
        tab.wait_for_url("**/submission/3")
    assert "points: 12.5" in (folder / "overrides.yaml").read_text(encoding="utf-8")


def test_letters_that_are_written_are_no_keys_and_keys_can_be_turned_off(opened: Opened) -> None:
    with opened("/submission/2") as tab:
        tab.locator("#r-limits").focus()
        tab.keyboard.type("jknj")
        assert tab.locator("#r-limits").input_value() == "jknj"
        tab.get_by_label("Keys: j and k").uncheck()
        tab.keyboard.press("n")
        tab.keyboard.press("j")
        tab.locator("#keys:focus").wait_for()
        assert tab.url.endswith("/submission/2")
        tab.reload()
        assert not tab.get_by_label("Keys: j and k").is_checked()
        tab.get_by_label("Keys: j and k").check()


@pytest.mark.parametrize("script", [True, False])
def test_a_class_is_marked_with_forms_alone(opened: Opened, script: bool) -> None:
    with opened("/class", script=script) as tab:
        tab.get_by_role("link", name="bob").click()
        tab.get_by_text("Keys: j and k").wait_for(state="visible" if script else "hidden")
        limits = tab.locator("#c-limits")
        limits.get_by_label("Points, 0 to 20").fill("99")
        limits.get_by_label("Why").fill("Too many.")
        limits.get_by_role("button", name="Save").click()
        tab.get_by_role("alert").filter(has_text="From 0 to 20 points can be given, not 99.").wait_for()
        limits.get_by_label("Points, 0 to 20").fill("9")
        limits.get_by_role("button", name="Save").click()
        tab.wait_for_url("**/submission/2?at=conflicts")
        limits.filter(has_text="9 of 20 (yours)").wait_for()
        whole = tab.locator("#c-whole")
        whole.get_by_label("Why").fill("Read all of it.")
        whole.get_by_role("button", name="Confirm").click()
        tab.wait_for_url("**/submission/2?at=next")
        tab.locator("h1").filter(has_text="(yours)").wait_for()
        tab.get_by_role("link", name="Next to look at").click()
        tab.wait_for_url("**/submission/3")
        tab.get_by_role("link", name="The class").click()
        tab.get_by_role("row", name="bob").filter(has_text="yours").wait_for()
        tab.get_by_role("link", name="The class report").click()
        tab.get_by_role("img", name="How many marks lie where, in percent").wait_for()


def test_a_quote_leads_to_its_place_in_the_text_and_the_mark_leads_back(opened: Opened) -> None:
    with opened("/submission/1") as tab:
        secrecy = tab.locator("#c-confidentiality")
        secrecy.locator("summary").first.click()
        link = secrecy.locator(".quotes a").first
        anchor = link.get_attribute("href") or ""
        link.click()
        tab.wait_for_function(
            "name => { const [mark, beside] = [document.querySelector(name), document.querySelector('.beside')]"
            ".map(each => each.getBoundingClientRect()); return beside.top <= mark.top && mark.top <= beside.bottom; }",
            arg=anchor,
        )
        tab.locator(anchor).click()
        tab.wait_for_url("**#c-*")


@pytest.mark.parametrize("width", [320, 1300])
@pytest.mark.parametrize("path", ["/class", "/submission/2", "/class/report"])
def test_no_page_is_wider_than_its_window(opened: Opened, path: str, width: int) -> None:
    with opened(path, width=width) as tab:
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


@needs_axe
@pytest.mark.parametrize("path", ["/class", "/submission/4", "/class/report"])
def test_no_page_has_a_barrier_that_a_program_can_find(opened: Opened, path: str) -> None:
    with opened(path) as tab:
        assert objections(tab) == []
