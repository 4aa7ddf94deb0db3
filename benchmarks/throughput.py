"""Measures how many documents of a folder are checked in a second, by workers and from a warm cache.

python benchmarks/throughput.py FOLDER [--documents 500] [--others DIR]

FOLDER holds contracts as .txt files, which are repeated until there are enough. Every rule is made to run. `--others`
is the folder of other checkers' programs; contract-lint and proselint are measured beside where they are in it. What
else the machine does makes a run longer: its load is told, and the processor time, which suffers less from it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("agreementlint")
CHECK = ("check", "--kind", "two_party", "--format", "json")
OTHERS = (("contract-lint", ()), ("proselint", ("check",)))


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds by the clock and of all processors, and the memory of its largest process in bytes."""

    seconds: float
    processor: float
    memory: int
    status: int


def run(command: list[str], cache: Path) -> Run:
    settings = {**os.environ, "AGREEMENTLINT_CACHE_DIR": str(cache)}
    settings.pop("AGREEMENTLINT_NO_CACHE", None)
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=settings)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    processor = usage.ru_utime + usage.ru_stime
    return Run(took, processor, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024), process.returncode)


def repeated(folder: Path, documents: int, desk: Path) -> int:
    """Puts so many copies of the texts of a folder on the desk; how many bytes they have together."""
    texts = sorted(folder.rglob("*.txt"))
    if not texts:
        sys.exit(f"{folder}: there is no .txt file")
    desk.mkdir()
    for number in range(documents):
        shutil.copyfile(texts[number % len(texts)], desk / f"{number:05}.txt")
    return sum(each.stat().st_size for each in desk.iterdir())


def told(what: str, documents: int, of: Run, start: float = 0) -> None:
    clock, processor = documents / max(of.seconds - start, 1e-9), of.processor / documents * 1000
    memory = of.memory / 1_000_000
    print(f"{what:42} {clock:10.1f}/s {processor:9.2f} ms {memory:8.0f} MB   status {of.status}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure documents per second.")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--others", type=Path, metavar="DIR")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        desk, cache, few = Path(name, "desk"), Path(name, "cache"), Path(name, "few")
        size = repeated(arguments.folder, arguments.documents, desk)
        repeated(arguments.folder, 2, few)
        documents = arguments.documents
        print(f"{documents} documents, {size / documents / 1000:.0f} KB each, {os.cpu_count()} processors,", end=" ")
        print(f"load {os.getloadavg()[0]:.1f}")
        print(f"{'':42} {'documents':>12} {'processor':>12} {'largest':>11}")
        command = [str(PROGRAM), *CHECK]
        run([*command, str(few)], cache)  # compiles what is compiled once
        start = run([*command, str(few)], cache)
        told("every rule, two processes, no cache", documents, run([*command, str(desk), "--no-cache"], cache))
        told("the same, keeping the results", documents, run([*command, str(desk)], cache))
        warm = run([*command, str(desk)], cache)
        told("from the cache", documents, warm)
        told("from the cache, without start-up", documents, warm, start.seconds)
        brief = run([*command[:-2], "--quiet", str(desk)], cache)
        told("the same, findings that fail a run only", documents, brief, start.seconds)
        print(f"the cache: {sum(each.stat().st_size for each in cache.rglob('*')) / 1_000_000:.0f} MB")
        for other, further in OTHERS:
            found = shutil.which(other, path=str(arguments.others)) if arguments.others else None
            if found is None:
                print(f"{other:42} not measured: it is not there")
                continue
            texts = [str(each) for each in sorted(desk.iterdir())[:50]]
            told(f"{other}, 50 of them", 50, run([found, *further, *texts], cache))
        print(f"load {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
