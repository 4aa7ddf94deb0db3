"""Checks a document against rules: the second of the two pure functions in the middle."""

from __future__ import annotations

from collections.abc import Sequence

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import FactReader, understand
from agreementlint.document import Document
from agreementlint.report import DocumentReport, Outcome
from agreementlint.rule import Rule
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind, Shortfall
from agreementlint.verdict import Crashed, OutcomeVerdict, Undetermined, Violated


def lint(
    document: Document, ruleset: RuleSet, kind: Kind | None = None, facts: Sequence[FactReader] = ()
) -> DocumentReport:
    """Every rule's outcome for a document; `kind` overrides what it seems to be, `facts` read further ones. Pure."""
    agreement = understand(document, ruleset.lexicon, kind, facts)
    outcomes: tuple[Outcome, ...] = ()
    if agreement.kind is not Kind.OTHER:
        applying = [rule for rule in ruleset.rules if agreement.kind in rule.kinds]
        outcomes = tuple(Outcome(rule, verdict_of(rule, agreement)) for rule in applying)
    return DocumentReport(document, agreement, agreement.kind, agreement.kind_evidence, agreement.language, outcomes)


def verdict_of(rule: Rule, agreement: Agreement) -> OutcomeVerdict:
    """What a rule says of an agreement; what was not read can make nothing missing."""
    if agreement.language != "English":
        return Undetermined(f"The document is in {agreement.language}; only English is supported.")
    try:
        verdict = rule.check(agreement)
    except Exception as error:  # a rule may come from a plugin: whatever it raises is an outcome, not our end
        return Crashed(f"{type(error).__name__} in rule {rule.id}")
    unread = agreement.document.unread
    if unread and isinstance(verdict, Violated) and all(p.shortfall is not Shortfall.DEFECT for p in verdict.problems):
        return Undetermined(f"Not found, but {unread[0].part} could not be read ({unread[0].why}).")
    return verdict
