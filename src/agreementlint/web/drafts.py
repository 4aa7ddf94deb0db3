"""The pages of a draft: questions topic by topic, the text as it grows, and the files that come of it.

Nothing is kept here between two pages: the answers so far are a field of the form, so that no phone call is too long.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from agreementlint.web.draft_exchange import STEP, WRITE, Step, Wanted
from agreementlint.web.exchange import CHECK, Question, Upload
from agreementlint.web.forms import read_form
from agreementlint.web.gate import Refusal
from agreementlint.web.site import Page, Site, attachment, go_to

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_ANSWER, _OPEN, _GO_TO, _REPORT = "answer-", "open-", "go:", "report"
_FORMS: Final = {".docx": "Word (.docx)", ".md": "Markdown (.md)", ".yaml": "A plan that programs read (.yaml)"}


async def _begin(site: Site, _request: Request) -> Response:
    return await _shown(site, Step(""))


async def _step(site: Site, request: Request) -> Response:
    form = await read_form(request)
    fields = form.fields
    if fields.get("do") == "load":
        if not form.files:
            return await _shown(site, Step(""), "Choose your file of answers first.")
        text = form.files[0].data.decode("utf-8-sig", errors="replace")
        return await _shown(site, Step(text, form.files[0].name))
    step = Step(
        fields.get("answers", ""),
        topic=fields.get("topic", ""),
        lines=tuple((name.removeprefix(_ANSWER), line) for name, line in fields.items() if name.startswith(_ANSWER)),
        left_open=tuple(name.removeprefix(_OPEN) for name in fields if name.startswith(_OPEN)),
        to=fields.get("do", "").removeprefix(_GO_TO) if fields.get("do", "").startswith(_GO_TO) else "",
    )
    if fields.get("do") == "save":
        return attachment((await site.answer(STEP, step)).answers.encode(errors="replace"), "answers.yaml")
    return await _shown(site, step)


async def _shown(site: Site, step: Step, problem: str = "") -> Response:
    stand = await site.answer(STEP, step)
    if stand.fault:
        begin = await site.answer(STEP, Step(""))
        return site.page("draft.html", 422, stand=begin, fault=stand.fault, problem="", is_first=True)
    if not stand.topic:
        return site.page("draft_done.html", stand=stand, forms=[(each, _FORMS[each]) for each in stand.forms])
    wrong = problem or any(each.wrong for each in stand.questions)
    is_first = stand.topic == stand.topics[0].name
    return site.page("draft.html", 422 if wrong else 200, stand=stand, fault="", problem=problem, is_first=is_first)


async def _file(site: Site, request: Request) -> Response:
    """A file of the draft, to be saved or checked."""
    fields = (await read_form(request)).fields
    wanted = fields.get("as", "")
    made = await site.answer(WRITE, Wanted(fields.get("answers", ""), ".docx" if wanted == _REPORT else wanted))
    if made is None:
        raise Refusal(404, "These answers do not make such a file.")
    if wanted != _REPORT:
        return attachment(made.data, made.name)
    question = Question((Upload(made.name, made.data),), mandatory=site.mandatory, today=date.today().isoformat())
    return go_to(f"/report/{site.store.put(question, await site.answer(CHECK, question))}")


PAGES = (
    Page("/draft", _begin),
    Page("/draft", _step, ("POST",)),
    Page("/draft/file", _file, ("POST",)),
)
