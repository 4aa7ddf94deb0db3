"""The pictures of the documentation: each is of the program as it is, can be taken anew, and is small."""

from __future__ import annotations

import importlib.util
import io
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

DOCS = Path(__file__).parents[1] / "docs"
PICTURES = DOCS / "pictures"
MOST_BYTES = 80_000


def program() -> ModuleType:
    """`docs/make_pictures.py`, which is no part of any package."""
    found = importlib.util.spec_from_file_location("make_pictures", DOCS / "make_pictures.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def width_of(data: bytes) -> int:
    return Image.open(io.BytesIO(data)).width


def test_every_picture_is_shown_with_words_for_those_who_do_not_see_it_and_every_one_that_is_shown_is_there() -> None:
    shown = re.findall(r"!\[([^\]]{20,})\]\(pictures/(\w+)\.png\)", (DOCS / "coach.md").read_text("utf-8"))
    assert sorted(name for _, name in shown) == sorted(path.stem for path in PICTURES.iterdir())


def test_the_pictures_are_small() -> None:
    assert {path.name: len(path.read_bytes()) for path in PICTURES.iterdir() if path.stat().st_size > MOST_BYTES} == {}


needs_browser = pytest.mark.skipif(
    program().chromium() is None, reason="no Chromium: `make test` installs it where apt (as root) is there"
)


@needs_browser
def test_the_pictures_can_be_taken_anew_and_show_as_much_as_those_that_are_there() -> None:
    taken = dict(program().pictures())
    there = {path.stem: path.read_bytes() for path in PICTURES.iterdir()}
    assert there.keys() - taken.keys() <= (set() if shutil.which("soffice") else {"word"})
    assert {name: width_of(picture) for name, picture in taken.items()} == {
        name: width_of(there[name]) for name in taken
    }
    # A page that does not come, or comes empty, is a picture of a few hundred bytes.
    assert {name for name, picture in taken.items() if len(picture) < len(there[name]) / 2} == set()
