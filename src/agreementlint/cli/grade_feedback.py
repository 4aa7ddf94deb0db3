"""The task `grade feedback`: writes what each student gets back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from agreementlint.conclusion import ExitStatus


def take(parser: ArgumentParser) -> None: ...
def run(arguments: Namespace) -> ExitStatus:
    return ExitStatus.CLEAN
