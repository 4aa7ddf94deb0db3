"""The table of what a draft can be written as, by the ending of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agreementlint.drafting.compose import compose
from agreementlint.drafting.model import Answers, DraftingPlan
from agreementlint.drafting.to_docx import to_docx
from agreementlint.drafting.to_markdown import to_markdown
from agreementlint.drafting.to_plan import to_plan

Writer = Callable[[DraftingPlan, Answers], bytes]


def _markdown(plan: DraftingPlan, answers: Answers) -> bytes:
    return to_markdown(compose(plan, answers)).encode()


def _word(plan: DraftingPlan, answers: Answers) -> bytes:
    return to_docx(compose(plan, answers))


def _plan(plan: DraftingPlan, answers: Answers) -> bytes:
    return to_plan(plan, answers).encode()


PLAN = ".yaml"  # for a data-handling plan only
# A new form of output is a function and a line here.
WRITERS: Mapping[str, Writer] = {".docx": _word, ".md": _markdown, PLAN: _plan}
