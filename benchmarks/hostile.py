"""Checks every hostile file as a user would and measures what it takes: at most ten seconds, 512 MB, the right status.

python benchmarks/hostile.py [--only WORDS]     only the files whose names hold these words

Time is that of the processor, and of the clock beside it; memory is the most that the program and the process
that reads for it held, added up (where the system tells, else that of the larger one).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from hostile_files import Hostile, files

PROGRAM = Path(sys.executable).with_name("agreementlint")
SECONDS, MEGABYTES = 10, 512
GLANCE = 0.01  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """What one file took and what came of it."""

    status: int
    seconds: float
    waited: float
    megabytes: float
    left_behind: int

    def faults(self, file: Hostile) -> str:
        found = [
            words
            for words, is_fault in (
                (f"status {self.status}", self.status not in file.statuses),
                ("too slow", self.seconds > SECONDS),
                ("too large", self.megabytes > MEGABYTES),
                ("left files behind", self.left_behind > 0),
            )
            if is_fault
        ]
        return ", ".join(found)


def peaks(process: int) -> dict[int, int]:
    """The most memory, in KB, that this process and its children have held so far, as Linux tells it."""
    found: dict[int, int] = {}
    waiting = [process]
    while waiting:
        number = waiting.pop()
        folder = Path(f"/proc/{number}")
        try:
            lines = (folder / "status").read_text().splitlines()
            waiting += map(int, (folder / "task" / str(number) / "children").read_text().split())
        except OSError:  # it has ended
            continue
        found[number] = max((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), default=0)
    return found


def run(file: Hostile) -> Run:
    with tempfile.TemporaryDirectory() as name:
        folder, temporary = Path(name) / "folder", Path(name) / "temporary"
        folder.mkdir()
        temporary.mkdir()
        (folder / file.name).write_bytes(file.make())
        start = time.perf_counter()
        process = subprocess.Popen(
            [PROGRAM, "check", file.name],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, "TMPDIR": str(temporary)},
        )
        seen: dict[int, int] = {}
        while True:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            for number, peak in peaks(process.pid).items():
                seen[number] = max(peak, seen.get(number, 0))
            time.sleep(GLANCE)
        waited = time.perf_counter() - start
        kilobytes = sum(seen.values()) or usage.ru_maxrss
        left = sum(path.is_file() for path in Path(name).rglob("*")) - 1
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(process.returncode, usage.ru_utime + usage.ru_stime, waited, kilobytes / 1024, left)


def main() -> int:
    parser = argparse.ArgumentParser(description="Check hostile files and measure what each takes.")
    parser.add_argument("--only", default="", help="part of the names of the files to check")
    arguments = parser.parse_args()
    wrong = 0
    print(f"{'':38} {'status':>6} {'seconds':>8} {'clock':>6} {'MB':>5}")
    for file in files():
        if arguments.only in file.name:
            result = run(file)
            faults = result.faults(file)
            wrong += bool(faults)
            print(
                f"{file.name:38} {result.status:6} {result.seconds:8.2f} {result.waited:6.1f} {result.megabytes:5.0f}"
                f"  {faults or 'ok'}",
                flush=True,
            )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
