"""The command `draft`: asks what an agreement or plan must settle, and writes it from the rules' model clauses."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from agreementlint.cli.ask import broken_off, interview
from agreementlint.cli.terminal import complain, deliver, say
from agreementlint.conclusion import ExitStatus, Gate, conclude
from agreementlint.drafting.answersfile import answers_text, read_answers
from agreementlint.drafting.compose import asked, compose, unanswered
from agreementlint.drafting.interview import with_suggestions
from agreementlint.drafting.loading import load_drafting
from agreementlint.drafting.model import Answers, Draft, DraftingPlan
from agreementlint.drafting.writing import PLAN, WRITERS
from agreementlint.errors import BadConfiguration
from agreementlint.lint import lint
from agreementlint.packs import DRAFT, built_in_folder, load_rules
from agreementlint.readers import read_document
from agreementlint.report import DocumentReport, Report
from agreementlint.reporters.wording import count
from agreementlint.suggestion import did_you_mean
from agreementlint.terms import Kind, Severity
from agreementlint.verdict import Violated

if TYPE_CHECKING:
    from agreementlint.ruleset import RuleSet


def take(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--answers", type=Path, metavar="FILE", help="answers in YAML; only what they leave out is asked"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help=f"what to write, by its ending: {', '.join(WRITERS)}"
    )
    parser.add_argument(
        "--save-answers", type=Path, metavar="FILE", help="where to keep the answers, to change and run again"
    )
    parser.add_argument("--suggested", action="store_true", help="take what is suggested wherever there is no answer")
    parser.add_argument("--overwrite", action="store_true", help="replace what --output names if it is there")


def run(arguments: Namespace) -> ExitStatus:
    output: Path | None = arguments.output
    kept: Path | None = arguments.save_answers
    source: Path | None = arguments.answers
    _writable(output, overwrite=arguments.overwrite)
    ruleset = load_rules()
    plan = load_drafting(built_in_folder() / DRAFT, ruleset)
    answers = read_answers(source, _bytes_of(source), plan) if source else Answers({})
    if output is not None and output.suffix.lower() == PLAN:
        answers = _of_a_plan(answers, output)
    if arguments.suggested:
        answers = with_suggestions(plan, answers)
    asks = sys.stdin.isatty() and bool(unanswered(plan, answers))
    if asks:
        held = [answers]
        try:
            answers = interview(plan, held)
        except (KeyboardInterrupt, EOFError):
            broken_off(plan, held[-1], kept)
            return ExitStatus.INTERRUPTED
    _complete(plan, answers, source)
    unused = sorted(answers.given.keys() - {question.name for question in asked(plan, answers)})
    if unused:
        complain(f"not used as things are: {', '.join(unused)}")
    if asks and output is None:
        output = _free_name(Path("draft.docx"))
    draft = compose(plan, answers)
    written = WRITERS[output.suffix.lower() if output else ".md"](plan, answers)
    if output is None:
        deliver(written.decode())
    else:
        output.write_bytes(written)
    if kept is None and asks:
        kept = _free_name(Path("answers.yaml"))
    if kept is not None:
        kept.write_text(answers_text(plan, answers), encoding="utf-8", newline="\n")
    return _told(draft, answers, output, kept, written, ruleset)


def _of_a_plan(answers: Answers, output: Path) -> Answers:
    """The answers, which say that it is to be a data-handling plan: nothing else is written as YAML."""
    kind = answers.given.get("kind", Kind.DATA_PLAN.value)
    if kind != Kind.DATA_PLAN:
        raise BadConfiguration(
            f"--output: {output}: only a data-handling plan is written as YAML, and this is to be of the kind {kind}"
        )
    return Answers({"kind": kind, **answers.given}, answers.left_open)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadConfiguration(f"{path}: {(error.strerror or type(error).__name__).lower()}") from None


def _writable(output: Path | None, *, overwrite: bool) -> None:
    if output is None:
        return
    if output.suffix.lower() not in WRITERS:
        hint = did_you_mean(output.suffix, WRITERS)
        raise BadConfiguration(f"--output: {output} must end in one of {', '.join(WRITERS)}. {hint}".strip())
    if output.exists() and not overwrite:
        raise BadConfiguration(f"{output} is there already. Name another file, or add --overwrite to replace it")
    if not output.parent.is_dir():
        raise BadConfiguration(f"--output: there is no folder {str(output.parent)!r}")


def _complete(plan: DraftingPlan, answers: Answers, source: Path | None) -> None:
    missing = unanswered(plan, answers)
    if not missing:
        return
    where = str(source) if source else "agreementlint draft"
    faults = [f"{where}: {each.name!r} is not answered: {each.asks}" for each in missing]
    advice = "Answer it in the file given with --answers, or name it there under left_open; --suggested takes what is suggested"
    raise BadConfiguration(*faults, advice)


def _free_name(path: Path) -> Path:
    number = 2
    free = path
    while free.exists():
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return free


def _told(
    draft: Draft, answers: Answers, output: Path | None, kept: Path | None, written: bytes, ruleset: RuleSet
) -> ExitStatus:
    """Checks what was written, as `check` would, and says what came of it."""
    name = output.name if output else "draft.md"
    report = lint(read_document(name, written), ruleset)
    lines = [f"Written: {output}"] if output else []
    lines += [f"Answers: {kept}"] if kept else []
    if answers.left_open:
        lines.append(f"Left open on purpose: {', '.join(sorted(answers.left_open))}")
    if report.kind is not draft.kind:
        lines.append(
            f"It reads as a document of the kind {report.kind.value}, not {draft.kind.value}: look at the answers."
        )
    lines += _findings(report)
    lines.append("Read it with the other side before anybody signs. It is not legal advice.")
    text = "\n".join(lines) + "\n"
    if output is None:
        sys.stderr.write(text)
    else:
        say(text)
    return conclude(Report((report,), ()), Gate(), strict=False).status


def _findings(report: DocumentReport) -> list[str]:
    found = [outcome for outcome in report.outcomes if isinstance(outcome.verdict, Violated)]
    numbers = [
        count(sum(outcome.rule.severity is severity for outcome in found), noun)
        for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "remark"))
    ]
    lines = [f"Checked: {', '.join(numbers)}"]
    lines += [f"  {outcome.rule.severity.value}: {outcome.rule.title} ({outcome.rule.id})" for outcome in found]
    return lines
