"""The table of commands, and what becomes of the errors that they raise."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from agreementlint import __version__
from agreementlint.cli.completion import complete
from agreementlint.cli.terminal import complain
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration, CrashedOn, PluginFailed, UnreadableFile
from agreementlint.suggestion import did_you_mean
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, which is that of its module, and what it is for.

    Where a command has `tasks` and its first word is none of them, the task is the first.
    """

    name: str
    summary: str
    tasks: tuple[str, ...] = ()

    def with_task(self, arguments: list[str]) -> list[str]:
        """The arguments with the task that is meant where none is named."""
        first = arguments[1:2]
        if not self.tasks or not first or first[0] in (*self.tasks, "-h", "--help"):
            return arguments
        return [self.name, self.tasks[0], *arguments[1:]]

    def take(self, parser: ArgumentParser) -> None:
        """Says which arguments it takes."""
        self._module().take(parser)

    def run(self, arguments: Namespace) -> ExitStatus:
        """Does it."""
        status: ExitStatus = self._module().run(arguments)
        return status

    def _module(self) -> ModuleType:
        # By name: nobody who checks a file is to wait for what proves rules or draws up schemas.
        return import_module(f"agreementlint.cli.{self.name}")


GRADE_TASKS = (
    "mark",
    "override",
    "withdraw",
    "feedback",
    "export",
    "diff",
    "trail",
    "import",
    "report",
    "similarity",
    "serve",
    "anonymous",
)

COMMANDS: tuple[Command, ...] = (
    Command("check", "say what agreements and data-handling plans define, and what they do not"),
    Command("outline", "show what was read in one file: kind, parties, sections, quantities"),
    Command("review", "write a copy of a document with a comment on the words of every finding"),
    Command("compare", "show what a new version adds, weakens or loses against an old one"),
    Command("serve", "open a page in the browser: give a file, read its report"),
    Command("draft", "write an agreement or a plan from the model clauses, asking what it must know"),
    Command("explain", "explain one rule: why it is there, what passes, a clause to use"),
    Command("rules", "list, check, test, begin, document and compare rules"),
    Command("config", "show where each value of the configuration comes from, or check it"),
    Command("init", "write a commented configuration file to start from"),
    Command("waive", "write down that a finding may stand: why, by whom and until when"),
    Command("baseline", "write down the findings of today, so that only new ones fail a run"),
    Command("schema", "print the JSON Schema of a file that people write"),
    Command("profiles", "list the profiles, or show what one asks"),
    Command("grade", "mark a class against a rubric, with the reasons for every mark", GRADE_TASKS),
    Command("rubric", "list, check, show and begin rubrics: what an assignment is worth"),
    Command("plugins", "list the installed plugins and what they bring"),
    Command("completion", "print what a shell reads to complete commands and options"),
)

_EXIT_STATUSES = """exit status:
  0  nothing that must be put right
  1  findings that must be put right (errors of high confidence)
  2  a wrong argument, configuration, rule, plugin or path
  3  incomplete: something could not be read, or is in a language that is not supported
  4  nothing was checked
  5  a rule or plugin crashed
"""


def run(arguments: list[str]) -> int:
    """The exit status of one call of the program."""
    try:
        return _run(arguments).value
    except SystemExit as stop:  # argparse has said what is wrong, or has shown its help
        return stop.code if isinstance(stop.code, int) else ExitStatus.CLEAN.value
    except KeyboardInterrupt:
        complain("interrupted")
        return ExitStatus.INTERRUPTED.value
    except BadConfiguration as error:
        complain(str(error))
        return ExitStatus.MISUSE.value
    except UnreadableFile as error:
        complain(str(error))
        return (ExitStatus.CRASHED if isinstance(error, CrashedOn) else ExitStatus.INCOMPLETE).value
    except PluginFailed as error:
        complain(f"{error}. Please report it to whoever keeps the plugin")
        return ExitStatus.CRASHED.value
    except Exception:
        # A traceback alone would end with status 1, which says that findings were made.
        sys.excepthook(*sys.exc_info())
        complain("this is a bug in agreementlint or one of its plugins; please report it")
        return ExitStatus.CRASHED.value


def _run(arguments: list[str]) -> ExitStatus:
    if "_ARGCOMPLETE" in os.environ:  # a shell asks how the line that it shows may go on
        complete(_parser(os.environ.get("COMP_LINE", "").split()))
    parser = _parser(arguments)
    if not arguments:
        parser.print_help(sys.stderr)
        return ExitStatus.MISUSE
    names = [command.name for command in COMMANDS]
    if arguments[0] not in names and not arguments[0].startswith("-"):
        hint = did_you_mean(arguments[0], names)
        if Path(arguments[0]).exists():
            hint = f"To check a file: agreementlint check {arguments[0]}"
        raise BadConfiguration(f"there is no command {arguments[0]!r}. {hint or 'The commands: ' + ', '.join(names)}")
    _refuse_empty_values(arguments)
    command = next((command for command in COMMANDS if command.name == arguments[0]), None)
    chosen = parser.parse_args(command.with_task(arguments) if command is not None else arguments)
    return next(each for each in COMMANDS if each.name == chosen.command).run(chosen)


def _refuse_empty_values(arguments: list[str]) -> None:
    """Raises BadConfiguration for an option with an empty value.

    In a job `--profile "$PROFILE"` has one where the variable is not set; to go on as if the option had not been given
    would let a document pass that was not held to the profile.
    """
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    empty = [word.removesuffix("=") for word in options if word.startswith("--") and word.find("=") == len(word) - 1]
    empty += [option for option, value in pairwise(options) if len(option) > 1 and option[0] == "-" and not value]
    if empty:
        raise BadConfiguration(
            *(
                f"{option}: what follows is empty. Give a value (is a variable not set?), or leave it out"
                for option in empty
            )
        )


def _parser(arguments: list[str]) -> ArgumentParser:
    parser = ArgumentParser(
        prog="agreementlint",
        description="Reads coaching agreements and data-handling plans and says, with proof, what they define.",
        epilog=_EXIT_STATUSES,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", "-V", action="version", version=f"agreementlint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        of_command = commands.add_parser(
            command.name, help=command.summary, description=command.summary, allow_abbrev=False
        )
        if command.name in arguments:
            command.take(of_command)
    return parser
