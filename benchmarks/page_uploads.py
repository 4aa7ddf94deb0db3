"""How long the local page takes from a file to its report: one after the other, and twenty at once."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import httpx

AT_ONCE = 20
PROGRAM = "import sys; from agreementlint.cli import main; sys.exit(main(sys.argv[1:]))"


@contextmanager
def page() -> Iterator[httpx.Client]:
    """A browser that was let in by a page that runs for as long."""
    command = [sys.executable, "-c", PROGRAM, "serve", "--no-browser", "--no-config"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            address = re.search(r"(http://\S+)/start\S+", server.stdout.readline() if server.stdout else "")
            if address is None:
                raise RuntimeError("the page does not start")
            limits = httpx.Limits(max_connections=AT_ONCE)
            with httpx.Client(base_url=address[1], follow_redirects=True, timeout=60, limits=limits) as browser:
                browser.get(address[0]).raise_for_status()
                yield browser
        finally:
            server.terminate()


def seconds_to_report(browser: httpx.Client, name: str, data: bytes) -> float:
    """From the file that is sent to the last byte of the report; raises where there is none."""
    began = time.perf_counter()
    report = browser.post("/check", files={"files": (name, data)}).raise_for_status()
    if "What this agreement promises" not in report.text:
        raise RuntimeError("the answer is no report")
    return time.perf_counter() - began


def one_by_one(browser: httpx.Client, data: bytes, times: int) -> list[float]:
    return [seconds_to_report(browser, "ten-pages.docx", data) for _ in range(times)]


def at_once(browser: httpx.Client, data: bytes) -> list[float]:
    """The times of twenty that are sent together."""
    with ThreadPoolExecutor(AT_ONCE) as people:
        return list(people.map(partial(seconds_to_report, browser, data=data), [f"{n}.docx" for n in range(AT_ONCE)]))


def of_95_in_100(times: Sequence[float]) -> float:
    """The time within which 95 of 100 are done."""
    return sorted(times)[-(-95 * len(times) // 100) - 1]
