"""Writes a data-handling plan in YAML, in the form that `plan.py` publishes."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from agreementlint.drafting.compose import plan_entries
from agreementlint.drafting.loading import ENTRIES
from agreementlint.drafting.model import Answer, Answers, DraftingPlan
from agreementlint.errors import BadConfiguration

_HEAD = "# A draft. Read every line, change what does not fit, and check it again: agreementlint check THIS-FILE"
Part = dict[str | int, "Part"] | list["Part"] | str | int
Branch = dict[str | int, Part]


def to_plan(plan: DraftingPlan, answers: Answers) -> str:
    """The plan that the answers make, as YAML; they must be those of a data-handling plan."""
    return f"{_HEAD}\n{_yaml(_tree(plan_entries(plan, answers)))}"


def _tree(entries: Iterable[tuple[tuple[str | int, ...], Answer]]) -> Branch:
    """The entries under the keys of their places; places that count become lists."""
    root: Branch = {"version": 1}
    for place, answer in entries:
        branch = root
        for key in place[:-1]:
            below = branch.setdefault(key, {})
            if not isinstance(below, dict):
                above = ".".join(map(str, place))
                raise BadConfiguration(f"rules/draft/{ENTRIES}: {above}: something is said already above this place")
            branch = below
        branch[place[-1]] = list(answer) if isinstance(answer, tuple) else answer
    return {key: _listed(part) for key, part in root.items()}


def _listed(part: Part) -> Part:
    if not isinstance(part, dict):
        return part
    below = {key: _listed(each) for key, each in part.items()}
    return [below[key] for key in below] if all(isinstance(key, int) for key in below) else below


def _yaml(tree: Branch) -> str:
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.width = 100
    yaml.indent(mapping=2, sequence=4, offset=2)
    written = StringIO()
    yaml.dump(tree, written)
    return written.getvalue()
