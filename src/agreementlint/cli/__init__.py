"""The command line: `agreementlint ...` with its arguments in, its exit status out."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from agreementlint import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; `argv` is the arguments without the program's name."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        print(f"agreementlint {__version__}")
        return 0
    # The one import of our own inside a function: `--version` must not pay for reading and checking.
    # What is loaded at the start is all kept: to look through it for rubbish would cost a fifth of the start.
    gc.disable()
    try:
        from agreementlint.cli.program import run

        return run(arguments)
    finally:
        gc.enable()
