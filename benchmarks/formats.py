"""Converts agreements with pandoc and LibreOffice to every format, and says how many verdicts stay what they were.

python benchmarks/formats.py [--show] [--keep DIR] [FOLDER...]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import office

from agreementlint.errors import UnreadableFile
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.report import DocumentReport
from agreementlint.ruleset import RuleSet
from agreementlint.verdict import name_of

ROOT: Final = Path(__file__).parents[1]
FOLDERS: Final = ("training/documents", "training/aside", "examples")
TOOLS: Final = ("pandoc", "soffice")
# The share of (document, rule) pairs that must have the verdict of the Markdown original.
NEEDED: Final[Mapping[str, float]] = {
    "docx": 0.98, "odt": 0.98, "html": 0.98, "pdf": 0.95, "rtf": 0.95, "txt": 0.95,
}  # fmt: skip
# What LibreOffice makes, what of, and the name of its filter where the extension leaves a choice.
BY_OFFICE: Final = (
    ("docx", "odt", "docx"),
    ("odt", "docx", "odt"),
    ("rtf", "docx", "rtf"),
    ("html", "docx", "html:HTML (StarWriter)"),
    ("pdf", "docx", "pdf"),
    ("txt", "docx", "txt:Text (encoded):UTF8"),
)
BY_PANDOC: Final = {"docx": "docx", "odt": "odt", "rtf": "rtf", "html": "html", "txt": "plain"}


@dataclass(frozen=True, slots=True)
class Converted:
    """A document in another format, and the tool that wrote it."""

    original: Path
    format: str
    tool: str
    file: Path


@dataclass(frozen=True, slots=True)
class Difference:
    """A rule whose verdict is another one than for the original; an empty verdict is no outcome at all."""

    converted: Converted
    rule: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdicts on one converted document beside those on its original."""

    converted: Converted
    pairs: int
    differences: tuple[Difference, ...]
    kinds: tuple[str, str]


def missing_tools() -> list[str]:
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def convert(
    documents: Sequence[Path], desk: Path, by_office: Sequence[tuple[str, str, str]] = BY_OFFICE
) -> Iterator[Converted]:
    """Every document in every format, by each tool that can write it; the files are written under `desk`."""
    for format, writer in BY_PANDOC.items():
        folder = desk / "pandoc" / format
        folder.mkdir(parents=True, exist_ok=True)
        for document in documents:
            file = folder / f"{document.stem}.{format}"
            # As our own reader: GitHub's Markdown with footnotes, in which <client name> is a placeholder.
            run("pandoc", "--from", "gfm+footnotes-raw_html", "--to", writer, "--standalone",
                "--metadata", f"pagetitle={document.stem}", "--output", file, document)  # fmt: skip
            yield Converted(document, format, "pandoc", file)
    for format, source, target in by_office:
        folder = desk / "soffice" / format
        files = [desk / "pandoc" / source / f"{document.stem}.{source}" for document in documents]
        office.convert(files, target, folder)
        for document in documents:
            yield Converted(document, format, "LibreOffice", folder / f"{document.stem}.{format}")


def run(*command: str | Path) -> None:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.strip()}")


def verdicts(report: DocumentReport) -> dict[str, str]:
    return {outcome.rule.id: name_of(outcome.verdict) for outcome in report.outcomes}


def report_on(file: Path, ruleset: RuleSet) -> DocumentReport:
    return lint(read_document(file.name, file.read_bytes()), ruleset)


def compare(converted: Converted, original: DocumentReport, ruleset: RuleSet) -> Comparison:
    before = verdicts(original)
    try:
        report = report_on(converted.file, ruleset)
        after, kind = verdicts(report), report.kind.value
    except UnreadableFile as error:
        after, kind = {}, f"unreadable: {error.problem}"
    differences = tuple(
        Difference(converted, rule, before.get(rule, ""), after.get(rule, ""))
        for rule in sorted(before.keys() | after.keys())
        if before.get(rule) != after.get(rule)
    )
    return Comparison(converted, len(before.keys() | after.keys()), differences, (original.kind.value, kind))


def comparisons(
    documents: Sequence[Path],
    desk: Path,
    ruleset: RuleSet,
    by_office: Sequence[tuple[str, str, str]] = BY_OFFICE,
) -> list[Comparison]:
    """Every converted document compared with its original; `by_office` are the formats that LibreOffice writes."""
    originals = {document: report_on(document, ruleset) for document in documents}
    return [compare(each, originals[each.original], ruleset) for each in convert(documents, desk, by_office)]


def table(found: Sequence[Comparison]) -> tuple[list[str], list[str]]:
    """The lines of the table, and the formats that keep fewer verdicts than they must."""
    lines = [f"{'format':8}{'by':13}{'documents':>10}{'kind kept':>11}{'pairs':>8}{'same':>8}{'share':>9}{'needed':>9}"]
    failed: list[str] = []
    for format, needed in NEEDED.items():
        for tool in ("pandoc", "LibreOffice"):
            own = [each for each in found if (each.converted.format, each.converted.tool) == (format, tool)]
            pairs = sum(each.pairs for each in own)
            if not pairs:
                continue
            same = pairs - sum(len(each.differences) for each in own)
            kept = sum(each.kinds[0] == each.kinds[1] for each in own)
            share = same / pairs
            lines.append(
                f"{format:8}{tool:13}{len(own):10}{kept:11}{pairs:8}{same:8}{share:9.2%}{needed:9.0%}"
                + ("  too few" if share < needed else "")
            )
            if share < needed:
                failed.append(f"{format} by {tool}")
    return lines, failed


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__, prog="formats.py")
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / folder for folder in FOLDERS])
    parser.add_argument("--show", action="store_true", help="every verdict that differs")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the converted files here")
    options = parser.parse_args(arguments)
    if missing := missing_tools():
        print(f"nothing was measured: {' and '.join(missing)} must be installed", file=sys.stderr)
        return 2
    documents = sorted(file for folder in options.folders for file in folder.glob("*.md"))
    if not documents:
        print("nothing was measured: there are no .md files there", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        found = comparisons(documents, options.keep or Path(temporary), load_rules())
    if options.show:
        for each in found:
            name = f"{each.converted.original.stem}.{each.converted.format} by {each.converted.tool}"
            if each.kinds[0] != each.kinds[1]:
                print(f"{name}: kind {each.kinds[0]} -> {each.kinds[1]}")
            for difference in each.differences:
                print(f"{name}: {difference.rule}: {difference.was or '-'} -> {difference.now or '-'}")
    lines, failed = table(found)
    print("\n".join(lines))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
