"""The task `rules check`: every mistake in rule files, at its place, before a document is read."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from agreementlint import __version__
from agreementlint.cli.selection import plugins_beside, rule_folders, take_folder
from agreementlint.cli.terminal import deliver, say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import shown_line
from agreementlint.packs import built_in_folder, rule_files
from agreementlint.reporters.wording import count
from agreementlint.terms import Severity

if TYPE_CHECKING:
    from agreementlint.ruletypes.remarks import Located


def take(parser: ArgumentParser) -> None:
    take_folder(parser, "a folder of rules; ours if none is given")
    parser.add_argument("--format", choices=FORMATS, default="console", help="how to write what was found")
    parser.add_argument("--strict", action="store_true", help="warnings make the exit status 1")


def run(arguments: Namespace) -> ExitStatus:
    from agreementlint.ruletypes.examine import examine  # the models of rule files are of no use to other commands

    folder: Path | None = arguments.folder
    plugins = plugins_beside(arguments, folder)
    folders = [] if folder is None else [*rule_folders([folder], arguments.alone), *plugins.folders]
    files = rule_files(folders or [built_in_folder()])
    own = [path for path, _ in files if folder is None or path.is_relative_to(folder)]
    found = [each for each in examine(files) if Path(each.fault.path) in own]
    errors, warnings, _ = _counts(found)
    text = FORMATS[arguments.format](found, len(own))
    (say if arguments.format == "console" else deliver)(text)
    if errors:
        return ExitStatus.MISUSE
    if not own:
        return ExitStatus.NOTHING_CHECKED
    return ExitStatus.FINDINGS if warnings and arguments.strict else ExitStatus.CLEAN


def _to_console(found: Sequence[Located], files: int) -> str:
    """One line for each remark, which editors and terminals can follow, and under it the line of the file."""
    lines = []
    for each in found:
        fault = each.fault
        if each.level is Severity.INFO:
            continue  # what is known and said in the file is counted
        lines.append(f"{fault.path}:{fault.line}:{fault.column}: {each.level.value}: {fault.message}\n")
        if fault.source_line:
            source, caret = shown_line(fault.source_line, fault.column)
            lines.append(f"    {source}\n    {caret}\n")
    errors, warnings, known = _counts(found)
    summary = f"{count(files, 'file')}: {count(errors, 'error')}, {count(warnings, 'warning')}\n"
    if known:
        summary += f"{count(known, 'rule')} without a confirmed authority, as said in the file under 'rests_on'\n"
    return "".join([*lines, "\n" if lines else "", summary])


def _counts(found: Sequence[Located]) -> tuple[int, int, int]:
    """Errors, warnings, and what is only said."""
    levels = [each.level for each in found]
    return levels.count(Severity.ERROR), levels.count(Severity.WARNING), levels.count(Severity.INFO)


def _to_json(found: Sequence[Located], files: int) -> str:
    errors, warnings, _ = _counts(found)
    rows = [
        {
            "path": each.fault.path, "line": each.fault.line, "column": each.fault.column, "severity": each.level.value,
            "message": each.fault.message, "source": each.fault.source_line,
        }
        for each in found
    ]  # fmt: skip
    tool = {"name": "agreementlint", "version": __version__}
    whole = {
        "version": 1,
        "tool": tool,
        "files": files,
        "errors": errors,
        "warnings": warnings,
        "remarks": rows,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


# How workflow commands call them.
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def _to_github(found: Sequence[Located], files: int) -> str:
    """Workflow commands, which a pull request shows beside the lines that they are about."""
    lines = [
        f"::{_LEVELS[each.level]} file={_property(each.fault.path)},line={each.fault.line},col={each.fault.column}"
        f"::{_data(each.fault.message)}\n"
        for each in found
    ]
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[[Sequence[Located], int], str]] = MappingProxyType(
    {"console": _to_console, "json": _to_json, "github": _to_github}
)
