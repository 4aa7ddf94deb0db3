"""Reports beside the one on standard output: `--output FORMAT=FILE`, as often as one likes, all from one run."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path

from agreementlint.conclusion import Conclusion
from agreementlint.errors import BadConfiguration
from agreementlint.report import Report
from agreementlint.reporters.presentation import Detail, Presentation, Reporter
from agreementlint.suggestion import did_you_mean
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """A report to be written to a file."""

    format: str
    path: str
    reporter: Reporter

    def __str__(self) -> str:
        return f"--output {self.format}={self.path}"


def take_outputs(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        help="write a report to a file as well, such as sarif=out.sarif; can be given several times",
    )


def reporter_called(name: str, option: str, reporters: Mapping[str, Reporter]) -> Reporter:
    if name not in reporters:
        hint = did_you_mean(name, reporters) or f"The formats: {', '.join(reporters)}"
        raise BadConfiguration(f"{option}: there is no format {name!r}. {hint}")
    return reporters[name]


def outputs_asked_for(values: Sequence[str], reporters: Mapping[str, Reporter]) -> tuple[Output, ...]:
    """The outputs; every mistake in them is told before anything is read."""
    found: dict[str, Output] = {}
    for value in values:
        name, equals, path = value.partition("=")
        if not equals or not name or not path:
            raise BadConfiguration(f"--output: a format and a file are wanted, as in sarif=out.sarif, not {value!r}")
        output = Output(name, path, reporter_called(name, "--output", reporters))
        if Path(path).is_dir():
            raise BadConfiguration(f"{output}: that is a folder. Give the name of a file in it")
        where = os.path.realpath(path)
        if where in found:
            raise BadConfiguration(f"{output}: {found[where].format} is written to the same file. Give it another name")
        found[where] = output
    return tuple(found.values())


def refuse_to_overwrite(outputs: Sequence[Output], documents: Sequence[str]) -> None:
    """An agreement must not be lost because its name was given for a report."""
    places = {os.path.realpath(document): document for document in documents}
    for output in outputs:
        document = places.get(os.path.realpath(output.path))
        if document is not None:
            raise BadConfiguration(f"{output}: that would overwrite a document that is checked. Give another name")


def write_outputs(outputs: Sequence[Output], report: Report, conclusion: Conclusion) -> None:
    """Writes every report that can be written, in UTF-8 with line feeds; raises BadConfiguration for the others."""
    faults = []
    for output in outputs:
        text = output.reporter(report, conclusion, Presentation(detail=Detail.NORMAL))
        try:
            Path(output.path).parent.mkdir(parents=True, exist_ok=True)
            Path(output.path).write_bytes(text.encode("utf-8", errors="backslashreplace"))
        except OSError as error:
            problem = (error.strerror or type(error).__name__).lower()
            faults.append(f"{output}: the report could not be written: {problem}")
    if faults:
        raise BadConfiguration(*faults)
