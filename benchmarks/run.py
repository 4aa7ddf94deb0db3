"""Measures speed, memory and growth against the budgets and writes the figures to `results.json`.

python benchmarks/run.py [--folder DIR]     DIR holds agreements for the measure of throughput
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import page_uploads
import pdf_readers
import word_readers

from agreementlint.document import Document
from agreementlint.lint import lint
from agreementlint.packs import built_in_folder, compile_rules, load_rules, rule_files
from agreementlint.readers import read_document
from agreementlint.readers.apart import read_untrusted
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
PROGRAM = Path(sys.executable).with_name("agreementlint")
STEPS = (1, 4, 16)


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured: at most `budget`, or at least where `at_least` is set."""

    what: str
    budget: float
    measured: float
    unit: str
    at_least: bool = False

    @property
    def kept(self) -> bool:
        return self.measured >= self.budget if self.at_least else self.measured <= self.budget

    @property
    def share(self) -> float:
        """The part of the budget that is used: 1 is just kept, whatever the unit and direction."""
        return self.budget / self.measured if self.at_least else self.measured / self.budget


def best_of(runs: int, work: Callable[[], object]) -> float:
    """The shortest time in seconds: what else the machine does can only make a run longer."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def program(*arguments: str | Path) -> Callable[[], object]:
    # An installed program has its byte code beside it, whatever is said here of writing any.
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(
        [PROGRAM, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=settings
    )


def text_of(characters: int) -> Document:
    """A Markdown agreement of this length, made of the good example over and over."""
    once = (EXAMPLES / "good-two-party.md").read_text(encoding="utf-8")
    whole = "\n\n".join([once] * (characters // len(once) + 1))[:characters]
    return read_document("agreement.md", whole.encode())


def starting(folder: Path) -> Iterator[Figure]:
    example = EXAMPLES / "good-two-party.md"
    program("check", example)()  # whatever is compiled once is compiled here
    yield Figure("--version, cold process", 60, best_of(10, program("--version")) * 1000, "ms")
    yield Figure("check of one agreement, cold process", 300, best_of(5, program("check", example)) * 1000, "ms")
    process = subprocess.Popen(
        [PROGRAM, "check", EXAMPLES], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
    )
    _, _, usage = os.wait4(process.pid, 0)
    yield Figure("memory of a check of the examples", 250, usage.ru_maxrss / 1024, "MB")


def loading() -> Iterator[Figure]:
    files = rule_files([built_in_folder()])
    yield Figure("loading all rules, nothing cached", 400, best_of(5, partial(compile_rules, files)) * 1000, "ms")
    load_rules()  # what is not in the cache yet is written there
    yield Figure("loading all rules, from the cache", 15, best_of(20, load_rules) * 1000, "ms")


def reading(folder: Path) -> Iterator[Figure]:
    for suffix, budget in ((".docx", 10), (".pdf", 30)):
        data = ten_pages(folder, suffix)
        name = f"ten-pages{suffix}"
        took = best_of(10, partial(read_document, name, data))
        yield Figure(f"reading a {suffix} of ten pages", budget, took * 1000, "ms")
        if suffix == ".docx":
            yield from longer(word_readers.OTHERS, data, partial(read_document, name, data))
        else:
            apart = best_of(10, partial(read_untrusted, name, data))
            yield Figure("the same in a process of its own", budget, apart * 1000, "ms")
            yield from longer(pdf_readers.OTHERS, data, partial(read_document, name, data))


def longer(
    others: Sequence[tuple[str, Callable[[bytes], object]]], data: bytes, ours: Callable[[], object]
) -> Iterator[Figure]:
    """How many times as long other readers take for the same file, in turns with ours: machines change their pace."""
    for other, read in others:
        turns = [(best_of(2, ours), best_of(1, partial(read, data))) for _ in range(8)]
        times = min(theirs for _, theirs in turns) / min(own for own, _ in turns)
        yield Figure(f"{other} on the same file", 1, times, "times as long", at_least=True)


def ten_pages(folder: Path, suffix: str) -> bytes:
    """A file of ten pages: the sponsored example, repeated and cut where the tenth page is full."""
    lines = (EXAMPLES / "sources" / "good-sponsored.source").read_text(encoding="utf-8").splitlines()
    lines = (lines * 4)[: 4 * len(lines)]
    source, printed = folder / "pages.source", folder / "pages.pdf"
    while True:
        source.write_text("\n".join(lines), encoding="utf-8")
        subprocess.run([sys.executable, EXAMPLES / "make_examples.py", source, printed], check=True)
        count = re.search(rb"/Count (\d+)", printed.read_bytes())
        if count is None or int(count[1]) <= 10:
            break
        lines = lines[: len(lines) * 10 // int(count[1])]
    target = folder / f"ten-pages{suffix}"
    subprocess.run([sys.executable, EXAMPLES / "make_examples.py", source, target], check=True)
    return target.read_bytes()


def in_the_page(folder: Path) -> Iterator[Figure]:
    data = ten_pages(folder, ".docx")
    with page_uploads.page() as browser:
        page_uploads.one_by_one(browser, data, 2)  # the processes that check are started by then
        took = page_uploads.of_95_in_100(page_uploads.one_by_one(browser, data, 20))
        yield Figure("the page: file to report, 95 of 100", 1000, took * 1000, "ms")
        served = page_uploads.at_once(browser, data)
        yield Figure("the page: reports of 20 files at once", 20, len(served), "reports", at_least=True)


def checking(rules: RuleSet) -> Iterator[Figure]:
    document = text_of(20_000)
    yield Figure("checking 20 KB with all rules, warm", 10, best_of(20, partial(lint, document, rules)) * 1000, "ms")


def growing(rules: RuleSet) -> Iterator[Figure]:
    """How much more time sixteen times as much takes; up to a quarter over is noise and memory, not growth."""
    documents = [text_of(10_000 * step) for step in STEPS]
    times = [best_of(3, partial(lint, each, rules, Kind.TWO_PARTY)) for each in documents]
    for step, took in zip(STEPS[1:], times[1:], strict=True):
        yield Figure(f"a document {step} times as long", step * 1.25, took / times[0], "times as long")
    sets = [RuleSet(rules.rules * step, rules.lexicon) for step in STEPS]
    times = [best_of(3, partial(lint, documents[0], each, Kind.TWO_PARTY)) for each in sets]
    for step, took in zip(STEPS[1:], times[1:], strict=True):
        yield Figure(f"{step} times as many rules", step * 1.25, took / times[0], "times as long")


def throughput(folder: Path) -> Iterator[Figure]:
    files = sum(path.is_file() for path in folder.rglob("*"))
    took = best_of(1, program("check", folder, "--kind", "two_party", "--format", "json"))
    yield Figure("a folder of contracts, every rule run", 60, files / took, "documents/s", at_least=True)


def figures(folder: Path | None) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        desk = Path(name)
        yield from loading()
        yield from starting(desk)
        yield from reading(desk)
        yield from in_the_page(desk)
    rules = load_rules()
    yield from checking(rules)
    yield from growing(rules)
    if folder is not None:
        yield from throughput(folder)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure agreementlint against its budgets.")
    parser.add_argument("--folder", type=Path, help="agreements for the measure of throughput")
    parser.add_argument("--results", type=Path, default=HERE / "results.json")
    arguments = parser.parse_args()
    measured = []
    print(f"{'':40} {'measured':>10} {'budget':>10}  {'':14} {'used':>6}")
    for figure in figures(arguments.folder):
        measured.append(figure)
        sign = ">=" if figure.at_least else "<="
        print(
            f"{figure.what:40} {figure.measured:10.1f} {sign}{figure.budget:8.1f}  {figure.unit:14} "
            f"{figure.share:6.0%}  {'ok' if figure.kept else 'OVER BUDGET'}",
            flush=True,
        )
    results = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "figures": [
            asdict(figure) | {"measured": round(figure.measured, 2), "kept": figure.kept} for figure in measured
        ],
    }
    arguments.results.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0 if all(figure.kept for figure in measured) else 1


if __name__ == "__main__":
    sys.exit(main())
