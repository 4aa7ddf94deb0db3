"""The pages in a real browser: axe-core finds nothing to object to, in the light, in the dark and on a narrow screen."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from agreementlint.cli import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).parents[1] / "examples"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(sys.prefix) / "accessibility" / "node_modules" / "axe-core" / "axe.min.js"
# Every rule for WCAG up to 2.2 AA, and what axe calls best practice.
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None or not AXE.is_file(),
    reason="no Chromium or no axe-core: `make test` installs them where apt (as root) and npm are there",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


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


def objections(tab: Page) -> list[str]:
    """What axe-core finds on a page: the rule, what is the matter, and the first places."""
    tab.add_script_tag(path=AXE)
    found = tab.evaluate(
        "standards => axe.run(document, {runOnly: {type: 'tag', values: standards}, resultTypes: ['violations']})"
        ".then(found => found.violations.map(each => each.id + ': ' + each.help + ' ' +"
        " each.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | ')))",
        STANDARDS,
    )
    return [str(each) for each in found]


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
        words = tab.evaluate("location.hash.slice(1)")
        assert str(words).startswith(f"{name}-")
        tab.locator(f".paper a[href='#{name}']").first.focus()
        tab.keyboard.press("Enter")
        assert tab.evaluate("location.hash") == f"#{name}"


def test_the_first_key_leads_past_the_contents(browser: Browser, report: Path) -> None:
    with opened(browser, report) as tab:
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.textContent") == "Skip to the report"
        tab.keyboard.press("Enter")
        assert tab.evaluate("location.hash") == "#report"
