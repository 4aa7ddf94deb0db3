"""A made-up class: agreements composed of clauses that are there, half there, missing or on the wrong party, and marks."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from pydantic import TypeAdapter
from ruamel.yaml import YAML

from agreementlint.grading.rubric import Rubric
from agreementlint.rule import Demand, Rule

CLAUSES = Path(__file__).parent / "class_of_sixty" / "clauses.yaml"
PLACEHOLDER = "The Client's telephone number is [INSERT NUMBER]."
ABSOLUTE = (
    "Confidentiality is absolute and has no exceptions.",
    "Your secrets are absolutely safe with me, without any exception.",
)


class How(StrEnum):
    """What a student made of a clause."""

    FULL = "full"
    WEAK = "weak"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Clause:
    """The ways to write what one rule asks for."""

    rule: str
    section: str
    third: tuple[str, ...]
    letter: str
    weak: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    weakens: str = ""  # a rule that forbids, broken by the weak form

    def written(self, how: How, letter: bool, which: int) -> str:
        match how:
            case How.FULL:
                return self.letter if letter else self.third[which % len(self.third)]
            case How.WEAK:
                return self.weak[letter]
            case How.OTHER:
                return self.other[letter]
            case How.NONE:
                return ""


@dataclass(frozen=True)
class Student:
    """A student's text, and what became of each clause."""

    name: str
    text: str
    made: Mapping[str, How]
    broken: frozenset[str]  # rules that forbid


def clauses() -> tuple[Clause, ...]:
    return TypeAdapter(tuple[Clause, ...]).validate_python(YAML(typ="safe").load(CLAUSES.read_text(encoding="utf-8")))


def students(number: int, seed: int) -> list[Student]:
    """A class from the weakest to the best, whose members differ in what they know and in how they write."""
    dice = random.Random(seed)
    known = clauses()
    return [_student(f"student-{at:02}", 0.1 + 0.9 * at / (number - 1), known, dice) for at in range(number)]


def _student(name: str, ability: float, known: Sequence[Clause], dice: random.Random) -> Student:
    letter = dice.random() < 0.4
    made: dict[str, How] = {}
    sections: dict[str, list[str]] = {}
    broken = set[str]()
    for clause in known:
        made[clause.rule] = how = _how(clause, ability, dice)
        if how is How.WEAK and clause.weakens:
            broken.add(clause.weakens)
        text = clause.written(how, letter, dice.randrange(2))
        if text:
            sections.setdefault(clause.section, []).append(text)
    if dice.random() < 0.15 * (1 - ability):
        broken.add("absolute-confidentiality")
        sections.setdefault("Confidentiality", []).append(ABSOLUTE[letter])
    if dice.random() < 0.3 * (1 - ability):
        broken.add("unfilled-placeholder")
        sections.setdefault("Who we are", []).append(PLACEHOLDER)
    title = "# Our coaching agreement\n\nDear Tomas,\n" if letter else "# Coaching Agreement\n"
    if made["parties-identified"] in (How.NONE, How.OTHER):
        title = "# Our coaching agreement\n" if letter else title
    blocks = [title, *(f"## {section}\n\n" + "\n\n".join(texts) + "\n" for section, texts in sections.items())]
    return Student(name, "\n".join(blocks), made, frozenset(broken))


def _how(clause: Clause, ability: float, dice: random.Random) -> How:
    if dice.random() < ability:
        return How.FULL
    wrong = [How.NONE, *([How.WEAK] if clause.weak else []), *([How.OTHER] if clause.other else [])]
    return dice.choice(wrong)


def deserved(student: Student, rubric: Rubric, rules: Mapping[str, Rule]) -> Decimal:
    """The mark by what the student did, reckoned without the program's verdicts and without its marking."""
    worth = {How.FULL: Decimal(1), How.WEAK: Decimal("0.5"), How.OTHER: Decimal(0), How.NONE: Decimal(0)}
    credits = {rule: worth[how] for rule, how in student.made.items()} | dict.fromkeys(student.broken, Decimal(0))
    return earned_by(credits, rubric, rules)


def earned_by(credits: Mapping[str, Decimal], rubric: Rubric, rules: Mapping[str, Rule]) -> Decimal:
    """The mark for what each rule deserves (0 to 1); a rule that is not there does not apply, or is kept if it forbids."""
    total, bonus, cap, counted = Decimal(0), Decimal(0), rubric.total, Decimal(0)
    for criterion in rubric.criteria:
        earned = whole = Decimal(0)
        for share in criterion.rules:
            if rules[share.rule].demand is Demand.FORBID:
                earned -= share.weight * (1 - credits.get(share.rule, Decimal(1)))
            elif share.rule in credits:
                whole += share.weight
                earned += share.weight * credits[share.rule]
        if not whole:
            continue
        points = criterion.points * max(Decimal(0), earned / whole)
        if criterion.required is not None and points < criterion.required.at_least * criterion.points:
            cap = min(cap, criterion.required.cap)
        if criterion.bonus:
            bonus += points
        else:
            total += points
            counted += criterion.points
    bonus = bonus if rubric.bonus_cap is None else min(bonus, rubric.bonus_cap)
    return min(total * rubric.total / counted + bonus, cap, rubric.total)
