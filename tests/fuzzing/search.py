"""Looks for bytes that break a reader, guided by the code that each input reaches (atheris).

python tests/fuzzing/search.py [--each | --only LETTER] [--seconds N] [--runs N] [--found DIR]

Inputs that reach new code are kept in DIR (build/fuzzing). One that breaks something is written there as crash-...;
mend the cause and keep it in tests/fuzzing/corpus, which the tests go through. With --each the time is divided among
the kinds of input and the end says how long each was tried; without it all are tried together, of which a few that are
quick to read take most of the time.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import subprocess
import sys
import time
from pathlib import Path

import atheris

# The readers and the understanding tell which of their code an input reaches; the readers are imported when they
# are needed, which would be too late here.
with atheris.instrument_imports(include=["agreementlint.readers", "agreementlint.agreement"]):
    import agreementlint.readers

    for module in pkgutil.iter_modules(agreementlint.readers.__path__, "agreementlint.readers."):
        importlib.import_module(module.name)
    from reading import NAMES, PARTS, lexicon, try_reading

    from agreementlint.readers import read_document

HERE = Path(__file__).resolve().parent
CORPUS = HERE / "corpus"
SEEDS = HERE / "seeds"
EXAMPLES = HERE.parents[1] / "examples"
WORDS = HERE / "words.dict"
TRIED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
BROKEN = ("crash-*", "timeout-*", "oom-*")
REACHED = re.compile(r"DONE\s+cov: (\d+)")


def keep_inputs(folder: Path, only: bytes | None) -> None:
    """What the search begins with: our small files of every kind, what broke a reader once, and the examples."""
    letters = {Path(name).suffix: letter for letter, name in NAMES.items() if letter.islower()}
    inputs = {path.name: path.read_bytes() for path in (*SEEDS.iterdir(), *CORPUS.iterdir())}
    for example in EXAMPLES.iterdir():
        if example.suffix in letters:
            inputs[example.name] = letters[example.suffix] + example.read_bytes()[:20_000]
    # What comes without a name is told by its first bytes: there all of them may come.
    inputs |= {f"{path.name}-unnamed": b"-" + path.read_bytes()[1:] for path in SEEDS.iterdir()}
    for name, data in sorted(inputs.items()):
        if only in (None, data[:1]):
            (folder / name).write_bytes(data)


def search(seconds: int, runs: int, found: Path, only: bytes | None) -> None:
    """Tries inputs, all or those with one first letter, until the time is over or one breaks something."""
    found.mkdir(parents=True, exist_ok=True)
    keep_inputs(found, only)
    options = [
        f"-max_total_time={seconds}",
        f"-runs={runs}",
        f"-artifact_prefix={found}/",
        f"-dict={WORDS}",
        "-max_len=20000",
        "-timeout=60",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]

    def attempt(data: bytes) -> None:
        if only in (None, data[:1]):
            try_reading(data, read_document)  # in this process, PDF too: what goes on in another cannot guide

    lexicon()
    atheris.Setup([sys.argv[0], *options, str(found)], attempt)
    atheris.Fuzz()


def search_each(seconds: int, runs: int, found: Path) -> bool:
    """Searches each kind of input for its share of the time, in a process of its own; whether nothing was found."""
    nothing = True
    for letter, name in NAMES.items():
        kind = PARTS.get(letter, name).replace("/", "-") if name != "-" else "standard input"
        folder = found / kind.replace(" ", "-")
        command = [sys.executable, __file__, "--only", letter.decode(), "--found", str(folder)]
        began = time.monotonic()
        run = subprocess.run(
            [*command, "--seconds", str(max(seconds // len(NAMES), 1)), "--runs", str(runs)],
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            check=False,
        )
        took = time.monotonic() - began
        tried, reached = (pattern.search(run.stderr) for pattern in (TRIED, REACHED))
        broken = sorted(path.name for pattern in BROKEN for path in folder.glob(pattern))
        print(
            f"{kind}: {took:.0f} s, {tried[1] if tried else '?'} inputs, "
            f"{reached[1] if reached else '?'} branches reached, "
            f"{'found ' + ', '.join(broken) if broken else 'nothing found'}",
            flush=True,
        )
        if run.returncode or broken:
            nothing = False
            print(run.stderr[-3000:], file=sys.stderr, flush=True)
    return nothing


def main() -> int:
    parser = argparse.ArgumentParser(description="Look for bytes that break a reader.")
    parser.add_argument("--seconds", type=int, default=600, help="for how long")
    parser.add_argument("--runs", type=int, default=-1, help="how many inputs at most")
    parser.add_argument("--found", type=Path, default=Path("build") / "fuzzing", help="where inputs are kept")
    parser.add_argument("--each", action="store_true", help="one kind of input after the other, each for its share")
    parser.add_argument("--only", type=str.encode, choices=NAMES, help="inputs with this first letter")
    arguments = parser.parse_args()
    if arguments.each:
        return int(not search_each(arguments.seconds, arguments.runs, arguments.found))
    search(arguments.seconds, arguments.runs, arguments.found, arguments.only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
