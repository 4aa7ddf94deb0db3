"""The command `completion`: what a shell is to read so that it completes our commands and options."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from agreementlint.cli.terminal import say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration

SHELLS = ("bash", "zsh", "fish", "powershell")


def take(parser: ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))


def run(arguments: Namespace) -> ExitStatus:
    try:
        from argcomplete.shell_integration import shellcode
    except ImportError:
        raise BadConfiguration(
            "completion needs argcomplete, which is not installed: pip install 'agreementlint[completion]'"
        ) from None
    say(shellcode(["agreementlint"], shell=arguments.shell))
    return ExitStatus.CLEAN


def complete(parser: ArgumentParser) -> None:
    """Answers the shell that asks for words to go on with, and ends the process."""
    from argcomplete import autocomplete

    autocomplete(parser)
