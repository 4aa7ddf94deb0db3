"""Takes the pictures of `coach.md` from the running program, with Chromium and LibreOffice.

python docs/make_pictures.py [FOLDER]     FOLDER is docs/pictures by default
"""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import office

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
WEAK = EXAMPLES / "weak-internal.md"
WIDTH = 900
COLOURS = 64  # of a picture: enough for text on a page, and a third of the bytes
PROGRAM = "import sys; from agreementlint.cli import main; sys.exit(main(sys.argv[1:]))"
IN_WORD = "sponsor-override,sponsor-no-notes-access,weak-modal-on-core-duty,retention-period"
ANSWERS = {
    "coach_name": "Marit Hollis",
    "client_name": "Devan Achter",
    "jurisdiction": "England",
}


def chromium() -> str | None:
    """Where the browser is; None if there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


@contextmanager
def page_of(started: Browser) -> Iterator[Page]:
    """A tab at the front page of a `serve` that runs for as long."""
    command = [sys.executable, "-c", PROGRAM, "serve", "--no-browser", "--no-config"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            address = re.search(r"http://\S+", server.stdout.readline() if server.stdout else "")
            if address is None:
                raise RuntimeError("the page does not start")
            tab = started.new_page(viewport={"width": WIDTH, "height": 700})
            tab.goto(address[0])
            yield tab
            tab.close()
        finally:
            server.terminate()


def front(tab: Page) -> bytes:
    return tab.screenshot()


def report(tab: Page) -> bytes:
    tab.set_input_files("#files", WEAK)
    tab.get_by_role("button", name="Check").click()
    tab.wait_for_url("**/report/*")
    return tab.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": 860}, full_page=True)


def finding(tab: Page) -> bytes:
    """A finding with its form open; the report is there already."""
    article = tab.locator("article.finding", has=tab.locator("code", has_text="missed-session-terms"))
    article.get_by_text("Keep it as it is, with a reason").click()
    article.get_by_label("Why may it stay").fill("The works agreement settles this for all coaches of the house")
    article.get_by_label("Who says so?").fill("Bettina Roux")
    article.get_by_text("Keep it as it is, with a reason").hover()
    return article.screenshot()


def marks(tab: Page) -> bytes:
    """The document with marks, in that report."""
    paper = tab.locator(".paper").first
    tab.mouse.move(0, 0)  # what it points at is shown in another way
    box = paper.bounding_box()
    if box is None:
        raise RuntimeError("the document is not shown")
    top = box["y"] + tab.evaluate("window.scrollY")
    return tab.screenshot(clip={"x": 0, "y": top, "width": WIDTH, "height": 620}, full_page=True)


def draft(tab: Page) -> bytes:
    tab.goto(tab.url.partition("/report")[0] + "/draft")
    tab.get_by_label("an agreement between a coach and a client").check()
    tab.get_by_role("button", name="Go on", exact=True).click()
    tab.wait_for_load_state()
    for name, answer in ANSWERS.items():
        tab.locator(f"#q-{name}").fill(answer)
    tab.mouse.move(0, 0)
    return tab.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": 1500}, full_page=True)


# In this order: each goes on from where the one before it has left the tab.
OF_THE_PAGE: Mapping[str, Callable[[Page], bytes]] = {
    "front": front,
    "report": report,
    "finding": finding,
    "marks": marks,
    "draft": draft,
}


def in_word(started: Browser) -> bytes:
    """A reviewed Word file as LibreOffice lays it out, with the comments that it holds drawn beside the page."""
    import pypdfium2
    from pypdf import PdfReader

    with tempfile.TemporaryDirectory() as name:
        desk = Path(name)
        reviewed = desk / "weak-internal.reviewed.docx"
        arguments = ["review", str(WEAK), "--select", IN_WORD, "--output", str(reviewed)]
        subprocess.run([sys.executable, "-c", PROGRAM, *arguments], check=False, capture_output=True)
        notes = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
        office.convert([reviewed], notes, desk)
        printed = reviewed.with_suffix(".pdf")
        first = PdfReader(printed).pages[0]
        height = float(first.mediabox.height)
        comments = [
            (height - float(each["/Rect"][3]), str(each.get("/Contents", "")))
            for each in (annotation.get_object() for annotation in first.get("/Annots", ()))
            if each.get("/Subtype") == "/Text"
        ]
        sheet = pypdfium2.PdfDocument(printed)[0].render(scale=1.0, may_draw_forms=False, draw_annots=False).to_pil()
        sheet = sheet.crop((40, 60, sheet.width - 40, sheet.height - 260))
        sheet.save(desk / "sheet.png")
        (desk / "word.html").write_text(beside("sheet.png", sheet.size, comments), encoding="utf-8")
        tab = started.new_page(viewport={"width": WIDTH, "height": sheet.height + 20})
        tab.goto((desk / "word.html").as_uri())
        taken = tab.screenshot()
        tab.close()
        return taken


def beside(sheet: str, size: tuple[int, int], comments: list[tuple[float, str]]) -> str:
    """A page with a picture of a sheet and the comments in the order of their places."""
    boxes = ""
    for _, text in sorted(comments):
        lead, *rest = [line for line in text.splitlines() if line.strip()]
        more = "".join(f"<p>{html.escape(line)}</p>" for line in rest if line.startswith("What to write"))
        boxes += f"<div><b>{html.escape(lead)}</b>{more}</div>"
    return (
        "<!doctype html><meta charset=utf-8><style>body{margin:10px;display:flex;gap:12px;background:#eee;"
        "font:12.5px/1.35 sans-serif}img{background:#fff;border:1px solid #bbb}div div{background:#fff6d6;"
        "border-left:4px solid #d9a400;padding:6px 10px;margin:0 0 8px}p{margin:4px 0 0}</style>"
        f'<img src="{sheet}" width="{size[0]}" height="{size[1]}"><div>{boxes}</div>'
    )


def small(taken: bytes) -> bytes:
    """The picture in few colours."""
    kept = io.BytesIO()
    Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def pictures() -> Iterator[tuple[str, bytes]]:
    """Each picture by its name; that of Word only where LibreOffice is there."""
    with browser() as started:
        with page_of(started) as tab:
            for name, take in OF_THE_PAGE.items():
                yield name, small(take(tab))
        if office.IS_THERE:
            yield "word", small(in_word(started))


def main(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, taken in pictures():
        (folder / f"{name}.png").write_bytes(taken)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "pictures")
