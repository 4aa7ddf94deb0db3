"""The verdicts on whole labelled documents stay as right as they were; the figures are floors, not goals."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.verdict import name_of

DOCUMENTS = Path(__file__).parents[1] / "training" / "documents"


def labels_of(path: Path) -> tuple[str, dict[str, str]]:
    """The kind of a document and its clear verdicts."""
    kind, verdicts = "", {}
    for line in path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == "#kind":
            kind = cells[1]
        elif len(cells) > 2 and cells[2] == "clear":
            verdicts[cells[0]] = cells[1]
    return kind, verdicts


@cache
def outcomes() -> tuple[Counter[tuple[str, str]], tuple[str, ...]]:
    """How often each labelled verdict met each verdict given, and the documents whose kind came out wrong."""
    ruleset = load_rules()
    counts: Counter[tuple[str, str]] = Counter()
    wrong_kinds = []
    for path in sorted(DOCUMENTS.glob("*.md")):
        kind, verdicts = labels_of(path)
        report = lint(read_document(path.name, path.read_bytes()), ruleset)
        if report.kind != kind:
            wrong_kinds.append(f"{path.stem}: {report.kind} instead of {kind}")
        for outcome in report.outcomes:
            if outcome.rule.id in verdicts:
                counts[verdicts[outcome.rule.id], name_of(outcome.verdict)] += 1
    return counts, tuple(wrong_kinds)


def f1(verdict: str) -> float:
    counts, _ = outcomes()
    right = counts[verdict, verdict]
    wrong = sum(count for (label, said), count in counts.items() if (label == verdict) != (said == verdict))
    return 2 * right / (2 * right + wrong)


def test_every_labelled_document_is_of_its_kind() -> None:
    assert outcomes()[1] == ()


def test_clauses_that_are_there_are_seen() -> None:
    assert f1("held") >= 0.9


def test_clauses_that_are_not_there_are_missed() -> None:
    assert f1("violated") >= 0.82


def test_nothing_crashes_and_hardly_anything_is_left_open() -> None:
    counts, _ = outcomes()
    assert not any(said in ("crashed", "undetermined") for _, said in counts)
