"""A plugin that is wrong in every way that mypy can see; each mistake is marked with the code of its error."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agreementlint.api import (
    Agreement,
    BringsReaders,
    BringsRuleFolders,
    BringsRules,
    ConfiguredRules,
    Document,
    Duration,
    FactCheck,
    Facts,
    FileReader,
    Held,
    Problem,
    Rule,
    Severity,
    Shortfall,
    Span,
    Verdict,
    Violated,
    hookimpl,
)


def no_verdict(agreement: Agreement) -> str:
    return agreement.clauses  # error: attr-defined, no-any-return


def wrong_words(agreement: Agreement) -> Verdict:
    problem = Problem("missing", "nothing says so")  # error: arg-type
    return Violated(problem)  # error: arg-type


def wrong_evidence(agreement: Agreement) -> Verdict:
    return Held(("the first words",))  # error: arg-type


def wrong_comparison(agreement: Agreement) -> Verdict:
    for quantity in agreement.quantities:
        if isinstance(quantity, Duration) and quantity.amount > 20:  # error: operator
            return Violated((Problem(Shortfall.DEFECT, "too long", (quantity.span,)),))
    return Held(())


def wrong_facts(agreement: Agreement, facts: Facts) -> Verdict:
    period = facts.of(agreement, "retention")[0].of("period")[0]
    return Held((Span(0, period.amount),))  # error: union-attr, arg-type


def read(path: str, text: str) -> Document:
    raise NotImplementedError


def with_mistakes(rule: Rule) -> Rule:
    rule.severity = Severity.ERROR  # error: misc
    return replace(rule, check=no_verdict)  # error: arg-type


CHECK = FactCheck({"retention": "period"}, wrong_facts)  # error: dict-item
READER = FileReader("mine", ".mine", read)  # error: arg-type


@dataclass(frozen=True)
class Limits:
    shortest: int = 20


def rules_for(shortest: int) -> tuple[Rule, ...]:
    return ()


CONFIGURED = ConfiguredRules(Limits, rules_for)  # error: arg-type


@hookimpl  # error: type-var
def agreementlint_rules() -> list[str]:
    return ["limit-law-or-court"]


class Readers:
    @hookimpl
    def agreementlint_reader(self) -> tuple[FileReader, ...]:
        return (READER,)


class Folders:
    @hookimpl  # error: type-var
    def agreementlint_rule_folders(self) -> str:
        return "words"


RULES: BringsRules = Readers()  # error: assignment
FOLDERS: BringsRuleFolders = Folders()  # error: assignment
READERS: BringsReaders = Readers()  # error: assignment
