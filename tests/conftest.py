"""What holds for every test."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from in_browser import started

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Most tests check other documents under the same names, some with parts of the program replaced: what one has left
# in the cache is not for the next. Those about the cache take this away again.
os.environ["AGREEMENTLINT_NO_CACHE"] = "1"

# What a script starts in the background ignores interruptions, and so would every program that a test starts and ends.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def rubbish_is_looked_for() -> Iterator[None]:
    """A run puts off looking for rubbish and never looks among what was there before it; thousands follow here."""
    usual = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)
    gc.enable()


@pytest.fixture
def with_cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a cache that is used, empty at first."""
    folder = str(tmp_path_factory.mktemp("cache"))
    monkeypatch.delenv("AGREEMENTLINT_NO_CACHE")
    monkeypatch.setenv("AGREEMENTLINT_CACHE_DIR", folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as browser:
        yield browser
