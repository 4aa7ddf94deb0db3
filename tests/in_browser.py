"""A real browser for tests of pages: where it is, a program that serves to it, and what axe-core objects to."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from processes import ended

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(sys.prefix) / "accessibility" / "node_modules" / "axe-core" / "axe.min.js"
# Every rule for WCAG up to 2.2 AA, and what axe calls best practice.
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PROGRAM = "import sys; from agreementlint.cli import main; sys.exit(main(sys.argv[1:]))"

needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium: `make test` installs it where apt (as root) is there"
)
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="no axe-core: `make test` installs it where npm is there")


@contextmanager
def started() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def serving(*arguments: str) -> Iterator[str]:
    """The address that the program shows when it is started with these arguments; it runs for as long."""
    command = [sys.executable, "-c", PROGRAM, *arguments, "--no-browser"]
    with ended(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)) as server:
        try:
            assert server.stdout is not None
            shown = server.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/start\?token=\S+", shown)
            assert address is not None, shown
            yield address[0]
        finally:
            server.terminate()
            server.wait(60)


def objections(tab: Page) -> list[str]:
    """What axe-core finds on a page: the rule, what is the matter, and the first places."""
    tab.wait_for_load_state()
    tab.evaluate(AXE.read_text("utf-8"))  # not as an element of the page, which our own policy would refuse
    found = tab.evaluate(
        "standards => axe.run(document, {runOnly: {type: 'tag', values: standards}, resultTypes: ['violations']})"
        ".then(found => found.violations.map(each => each.id + ': ' + each.help + ' ' +"
        " each.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | ')))",
        STANDARDS,
    )
    return [str(each) for each in found]
