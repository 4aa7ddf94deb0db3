"""Looks for bytes that break a reader, guided by the code that each input reaches (atheris).

python tests/fuzzing/search.py [--seconds N] [--runs N] [--found DIR]

Inputs that reach new code are kept in DIR (build/fuzzing). One that breaks something is written there as crash-...;
mend the cause and keep it in tests/fuzzing/corpus, which the tests go through.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

import atheris

# The readers and the understanding tell which of their code an input reaches; the readers are imported when they
# are needed, which would be too late here.
with atheris.instrument_imports(include=["agreementlint.readers", "agreementlint.agreement"]):
    import agreementlint.readers

    for module in pkgutil.iter_modules(agreementlint.readers.__path__, "agreementlint.readers."):
        importlib.import_module(module.name)
    from reading import NAMES, lexicon, try_reading

HERE = Path(__file__).resolve().parent
CORPUS = HERE / "corpus"
EXAMPLES = HERE.parents[1] / "examples"
WORDS = HERE / "words.dict"


def attempt(data: bytes) -> None:
    try_reading(data)


def with_examples(folder: Path) -> None:
    """The examples as inputs: what is whole reaches further than what is not."""
    letters = {Path(name).suffix: letter for letter, name in NAMES.items() if letter.islower()}
    for example in sorted(EXAMPLES.iterdir()):
        if example.suffix in letters:
            (folder / example.name).write_bytes(letters[example.suffix] + example.read_bytes()[:20_000])


def main() -> None:
    parser = argparse.ArgumentParser(description="Look for bytes that break a reader.")
    parser.add_argument("--seconds", type=int, default=600, help="for how long")
    parser.add_argument("--runs", type=int, default=-1, help="how many inputs at most")
    parser.add_argument("--found", type=Path, default=Path("build") / "fuzzing", help="where inputs are kept")
    arguments = parser.parse_args()
    arguments.found.mkdir(parents=True, exist_ok=True)
    with_examples(arguments.found)
    options = [
        f"-max_total_time={arguments.seconds}",
        f"-runs={arguments.runs}",
        f"-artifact_prefix={arguments.found}/",
        f"-dict={WORDS}",
        "-max_len=20000",
        "-timeout=60",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
    ]
    lexicon()
    atheris.Setup([sys.argv[0], *options, str(arguments.found), str(CORPUS)], attempt)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
