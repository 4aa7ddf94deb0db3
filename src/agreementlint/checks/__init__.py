"""The checks that a rule file cannot say in its own shapes: a table of functions, and what names one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from agreementlint.agreement.model import Agreement
from agreementlint.checks import (
    broken_cross_reference,
    heading_without_content,
    impossible_date,
    inconsistent_party_name,
    undefined_role_or_term,
)
from agreementlint.values import dataclass
from agreementlint.verdict import Verdict, Violated

# A new check is a module with a pure function `check`, and a line here; a rule file asks for it by this name.
CHECKS: Mapping[str, Callable[[Agreement], Verdict]] = MappingProxyType(
    {
        "broken-cross-reference": broken_cross_reference.check,
        "heading-without-content": heading_without_content.check,
        "impossible-date": impossible_date.check,
        "inconsistent-party-name": inconsistent_party_name.check,
        "undefined-role-or-term": undefined_role_or_term.check,
    }
)


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """A check of the table, by its name; `subject` is what the rule file says of every problem."""

    subject: str
    name: str

    def __call__(self, agreement: Agreement) -> Verdict:
        verdict = CHECKS[self.name](agreement)
        if not isinstance(verdict, Violated):
            return verdict
        subject = f"{self.subject[:1].upper()}{self.subject[1:]}"
        return Violated(
            tuple(replace(problem, message=f"{subject}: {problem.message}.") for problem in verdict.problems)
        )
