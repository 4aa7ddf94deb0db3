"""Reads one submitted document the way the assignment means it, and notices what a marker has to know first; pure."""

from __future__ import annotations

from dataclasses import replace

from agreementlint.agreement.understand import FactReader
from agreementlint.document import Document
from agreementlint.grading.marks import Flag, FlagKind
from agreementlint.grading.rubric import Rubric
from agreementlint.lint import lint
from agreementlint.report import DocumentReport
from agreementlint.reporters.wording import KIND_IN_WORDS
from agreementlint.ruleset import RuleSet
from agreementlint.terms import SUPPORTED_LANGUAGES, Kind

FEWEST_WORDS = 30  # in fewer nobody can write an agreement


def rules_for(rubric: Rubric, ruleset: RuleSet) -> RuleSet:
    """The rule set with the rules that a rubric asks and no others."""
    asked = set(rubric.rules)
    return replace(ruleset, rules=tuple(rule for rule in ruleset.rules if rule.id in asked))


def report_for(
    document: Document, ruleset: RuleSet, rubric: Rubric, facts: tuple[FactReader, ...] = ()
) -> tuple[DocumentReport, tuple[Flag, ...]]:
    """What the rules of a rubric say of a document, read as of the rubric's kind, and what is odd about it.

    A document that seems to be of another kind is read as the rubric says, and its mark waits for a look.
    """
    report = lint(document, ruleset, None, facts)
    flags: list[Flag] = []
    if report.language not in SUPPORTED_LANGUAGES:
        flags.append(Flag(FlagKind.LANGUAGE, f"It is in {report.language}; only English can be marked.", stops=True))
    if report.kind is not rubric.kind:
        if report.language in SUPPORTED_LANGUAGES:
            seems = "no agreement or plan" if report.kind is Kind.OTHER else KIND_IN_WORDS[report.kind]
            said = f"It reads like {seems} ({report.kind_evidence}) and was marked as {KIND_IN_WORDS[rubric.kind]}."
            flags.append(Flag(FlagKind.WRONG_KIND, said, stops=True))
        report = lint(document, ruleset, rubric.kind, facts)
    return report, tuple(flags)


def is_empty(document: Document) -> bool:
    """Whether there is hardly a word in a document."""
    return len(document.text.split()) < FEWEST_WORDS
