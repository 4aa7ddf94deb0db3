"""What a rule says of itself that cannot all be true: kinds, trigger, cases, replacement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from agreementlint.checkfile import CodeModel
from agreementlint.rule import Demand
from agreementlint.rulefile import CaseModel, CaseText, RuleModel
from agreementlint.ruletypes.reading import Reading
from agreementlint.ruletypes.remarks import Remark
from agreementlint.terms import Kind
from agreementlint.yamlplaces import Place

SIDES = ("held", "violated", "not_applicable", "gaps")


def conduct_remarks(reading: Reading) -> Iterator[Remark]:
    """Everything that speaks against itself in a rule."""
    deprecated = {path.stem for path, rule in reading.rules if rule.deprecated is not None}
    for path, rule in reading.rules:
        yield from _keys_that_go_together(path, rule)
        yield from _cases(path, rule)
        for number, other in enumerate(rule.deprecated.replaced_by if rule.deprecated is not None else ()):
            if other == path.stem:
                yield Remark(path, ("deprecated", "replaced_by", number), "a rule cannot be replaced by itself")
            elif other in deprecated:
                message = f"{other!r} is deprecated itself: name what replaces that"
                yield Remark(path, ("deprecated", "replaced_by", number), message)


def _keys_that_go_together(path: Path, rule: RuleModel) -> Iterator[Remark]:
    if Kind.OTHER in rule.kinds:
        message = "no rule is ever applied to a document of kind 'other': it is what agreementlint does not check"
        yield Remark(path, ("kinds", rule.kinds.index(Kind.OTHER)), message)
    if rule.trigger is not None and not rule.applies_when:
        message = "a trigger needs 'applies_when' beside it: the same in words, after 'Applies only where'"
        yield Remark(path, ("trigger",), message, at_key=True)
    if rule.trigger is None and rule.applies_when and not isinstance(rule.check, CodeModel):
        message = "'applies_when' says when the rule applies, but without a trigger it applies always"
        yield Remark(path, ("applies_when",), message, at_key=True)
    if rule.partial is not None and rule.demand is Demand.FORBID:
        message = "'partial' is half of what is asked for; a rule that forbids asks for nothing"
        yield Remark(path, ("partial",), message, at_key=True)
    if rule.dimensions is not None and rule.demand is Demand.FORBID:
        message = "'dimensions' name what is lacking of what is asked for; a rule that forbids asks for nothing"
        yield Remark(path, ("dimensions",), message, at_key=True)


def cases_of(rule: RuleModel) -> Iterator[tuple[str, Place, CaseModel]]:
    """Every case with the verdict it is under and its place."""
    sides: tuple[list[CaseText], ...] = (
        rule.cases.held, rule.cases.violated, rule.cases.not_applicable, rule.cases.gaps,
    )  # fmt: skip
    for side, cases in zip(SIDES, sides, strict=True):
        for number, case in enumerate(cases):
            yield side, ("cases", side, number), CaseModel(text=case) if isinstance(case, str) else case


def _cases(path: Path, rule: RuleModel) -> Iterator[Remark]:
    first: dict[tuple[str, str], list[tuple[str, Place, CaseModel]]] = {}
    for side, place, case in cases_of(rule):
        if not case.text.strip():
            yield Remark(path, place, "a case without a text")
        if case.kind is not None and case.kind not in rule.kinds:
            message = f"the rule is not for documents of kind {case.kind.value!r}: add it to 'kinds' or change the case"
            yield Remark(path, (*place, "kind"), message)
        if side == "not_applicable" and rule.trigger is None and not isinstance(rule.check, CodeModel):
            yield Remark(path, place, "the rule has no trigger: it applies to every document of its kinds")
        key = (" ".join(case.text.split()).casefold(), " ".join(case.beside.split()).casefold())
        for other_side, other_place, other in first.get(key, ()):
            if case.kind is not None and other.kind is not None and case.kind is not other.kind:
                continue  # the same words may count in one kind of document and not in another
            number = other_place[-1]
            which = f"case {number + 1} under {other_side!r}" if isinstance(number, int) else other_side
            if side == other_side:
                yield Remark(path, place, f"this text is {which} already")
            else:
                yield Remark(path, place, f"this text is {which} too: it cannot be both")
            break
        first.setdefault(key, []).append((side, place, case))
