"""A check in Python of what a document promises: it names the facts that it reads, and is given them as typed values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from agreementlint.agreement.mentions import BUILT_IN
from agreementlint.agreement.model import Agreement, Statement
from agreementlint.engine.checks import FactForm
from agreementlint.engine.facts import Fact, read_facts
from agreementlint.suggestion import meant
from agreementlint.terms import ConceptId, Polarity, Role
from agreementlint.text import Span
from agreementlint.values import dataclass
from agreementlint.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a statement that stand for a concept: the words, whether they are denied, and who acts in their clause."""

    statement: Statement
    span: Span
    polarity: Polarity
    actor: Role | None


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts and concepts that a check has named, to be read in an agreement or in one that goes with it."""

    forms: Mapping[str, FactForm]
    concepts: tuple[str, ...] = ()

    def of(self, agreement: Agreement, fact: str) -> tuple[Fact, ...]:
        """Every fact of that name in reading order; raises KeyError for one that the check has not named."""
        return read_facts(self.forms[fact], agreement)

    def mentions(self, agreement: Agreement, concept: str) -> tuple[Mention, ...]:
        """Where statements mention a concept, in reading order; raises KeyError for one that the check has not named."""
        if concept not in self.concepts:
            raise KeyError(concept)
        found = agreement.mentions.get(ConceptId(concept), {})
        return tuple(
            Mention(
                agreement.statements[agreement.statement_of_unit[unit]],
                Span(agreement.starts[hit.first], agreement.ends[hit.last]),
                hit.polarity,
                hit.actor,
            )
            for unit in sorted(found, key=lambda each: agreement.statement_of_unit.get(each, -1))
            if unit in agreement.statement_of_unit
            for hit in found[unit]
        )


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A rule's check that reads facts: their names with the parts that it asks of them, and the function that judges.

    `concepts` are those of the lexicon whose mentions it reads. Names are looked up when the rules are loaded; the
    forms of facts are put in then.
    """

    facts: Mapping[str, tuple[str, ...]]
    judge: Callable[[Agreement, Facts], Verdict]
    forms: Mapping[str, FactForm] = field(default_factory=dict)
    concepts: tuple[str, ...] = ()

    def __call__(self, agreement: Agreement) -> Verdict:
        return self.judge(agreement, Facts(self.forms, self.concepts))

    def faults(self, forms: Sequence[FactForm], lexicon: Collection[ConceptId] = ()) -> Iterator[str]:
        """What it asks for that there is not; `lexicon` are the concepts that there are."""
        for concept in self.concepts:
            if concept not in lexicon and concept not in BUILT_IN:
                yield f"there is no concept {concept!r} in the lexicon{meant(concept, lexicon)}"
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
