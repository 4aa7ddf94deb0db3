"""A check in Python of what a document promises: it names the facts that it reads, and is given them as typed values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from agreementlint.agreement.model import Agreement
from agreementlint.engine.checks import FactForm
from agreementlint.engine.facts import Fact, read_facts
from agreementlint.suggestion import meant
from agreementlint.values import dataclass
from agreementlint.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts that a check has named; `of` reads them from an agreement or from one that goes with it."""

    forms: Mapping[str, FactForm]

    def of(self, agreement: Agreement, fact: str) -> tuple[Fact, ...]:
        """Every fact of that name in reading order; raises KeyError for one that the check has not named."""
        return read_facts(self.forms[fact], agreement)


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A rule's check that reads facts: their names with the parts that it asks of them, and the function that judges.

    Names and parts are looked up when the rules are loaded; the forms that stand behind them are put in then.
    """

    facts: Mapping[str, tuple[str, ...]]
    judge: Callable[[Agreement, Facts], Verdict]
    forms: Mapping[str, FactForm] = field(default_factory=dict)

    def __call__(self, agreement: Agreement) -> Verdict:
        return self.judge(agreement, Facts(self.forms))

    def faults(self, forms: Sequence[FactForm]) -> Iterator[str]:
        """What it asks for that there is not."""
        parts = {form.name: [part.name for part in form.parts] for form in forms}
        for name, asked in self.facts.items():
            if name not in parts:
                yield f"there is no fact {name!r}{meant(name, parts) or _there_are(parts)}"
                continue
            for part in asked:
                if part not in parts[name]:
                    yield f"the fact {name} has no part {part!r}{meant(part, parts[name]) or _there_are(parts[name])}"

    def with_forms(self, forms: Sequence[FactForm]) -> FactCheck:
        """The check as it can be run."""
        return replace(self, forms={form.name: form for form in forms if form.name in self.facts})


def _there_are(names: Iterable[str]) -> str:
    return f" (there are: {', '.join(names)})"
