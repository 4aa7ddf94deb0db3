"""The pages in a real browser: axe-core finds nothing to object to, in the light, in the dark and on a narrow screen."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from in_browser import needs_axe, needs_browser, objections

from agreementlint.cli import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).parents[1] / "examples"
pytestmark = [needs_browser, needs_axe]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page on two documents, one with many findings and a table, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no more than this")
    (folder / "broken.yaml").write_text("records: 3\n", encoding="utf-8")
    for name in ("weak-sponsored.pdf", "good-sponsored.docx"):
        shutil.copy(EXAMPLES / name, folder / name)
    page = folder / "report.html"
    with page.open("w", encoding="utf-8") as stream, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        patch.chdir(folder)
        names = ("weak-sponsored.pdf", "good-sponsored.docx", "broken.docx", "broken.yaml")
        assert main(["check", *names, "--format", "html"]) == 3
    return page


@contextmanager
def opened(
    browser: Browser, page: Path, width: int = 1000, scheme: Literal["light", "dark"] = "light"
) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    tab = context.new_page()
    tab.goto(page.as_uri())
    yield tab
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1000, "light"), (1000, "dark"), (320, "light")])
def test_axe_finds_nothing_on_a_report(
    browser: Browser, report: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, report, width, scheme) as tab:
        assert objections(tab) == []


def test_axe_would_find_something(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "poor.html"
    page.write_text("<!doctype html><title>x</title><img src='data:,'><p style='color:#eee'>pale", encoding="utf-8")
    with opened(browser, page) as tab:
        found = "\n".join(objections(tab))
    assert all(rule in found for rule in ("html-has-lang", "image-alt", "color-contrast"))


# 1280 pixels at 400 % are 320.
def test_at_four_hundred_per_cent_nothing_has_to_be_scrolled_sideways(browser: Browser, report: Path) -> None:
    with opened(browser, report, 320) as tab:
        assert tab.evaluate("document.documentElement.scrollWidth") == 320


def test_whoever_uses_the_keyboard_comes_to_the_words_of_a_finding_and_back(browser: Browser, report: Path) -> None:
    with opened(browser, report) as tab:
        finding = tab.locator("article.finding:has(.quotes a)").first
        name = finding.get_attribute("id")
        finding.locator(".quotes a").first.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url(f"**#{name}-*")
        tab.locator(f".paper a[href='#{name}']").first.focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url(f"**#{name}")


def test_the_first_key_leads_past_the_contents(browser: Browser, report: Path) -> None:
    with opened(browser, report) as tab:
        tab.keyboard.press("Tab")
        tab.locator("a:focus", has_text="Skip to the report").wait_for()
        tab.keyboard.press("Enter")
        tab.wait_for_url("**#report")
