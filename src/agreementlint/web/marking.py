"""The marking pages: the class, one submission beside its criteria, decisions, and the class report."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import InvalidOperation
from typing import TYPE_CHECKING, Final

from agreementlint.errors import BadConfiguration
from agreementlint.gradebook.values import ConflictingDecision
from agreementlint.grading.classfigures import figures_of
from agreementlint.grading.classreport import class_report_body, plot_style
from agreementlint.grading.classtable import number
from agreementlint.grading.marking import without_decision
from agreementlint.grading.marks import WHOLE, MarkState, Override, SubmissionMark
from agreementlint.grading.rubric import Points, Rubric
from agreementlint.values import dataclass
from agreementlint.web.desk import Desk
from agreementlint.web.forms import Form, read_form
from agreementlint.web.gate import Refusal
from agreementlint.web.marking_view import STATES, whole_shown, work_shown
from agreementlint.web.site import HERE, Page, Site, go_to

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

CONFIRMED: Final = "Confirmed as it is."
TAKEN_BACK: Final = "Taken back."
LONGEST: Final = 4_000  # characters of a reason or comment


def _desk(site: Site) -> Desk:
    if site.desk is None:
        raise Refusal(404, "There is no such page.")
    return site.desk


async def _marks(desk: Desk) -> tuple[SubmissionMark, ...]:
    from anyio.to_thread import run_sync

    return await run_sync(desk.marks)


def _next_open(marks: Sequence[SubmissionMark], after: int) -> int:
    """The number (from 1) of the next submission that waits for a look, round the end; 0 where none does."""
    places = [*range(after, len(marks)), *range(after)]
    return next((place + 1 for place in places if marks[place].needs_review), 0)


async def _class(site: Site, _request: Request) -> Response:
    desk = _desk(site)
    marks = await _marks(desk)
    rows = [
        {
            "number": place,
            "name": mark.submission.shown_as,
            "mark": "" if mark.final is None else number(mark.final),
            "state": STATES[mark.state],
            "open": mark.needs_review,
            "criteria": [each.title for each in mark.criteria if each.is_open and mark.needs_review],
            "flags": len(mark.flags),
        }
        for place, mark in enumerate(marks, 1)
    ]
    waiting = sum(mark.needs_review for mark in marks)
    return site.page(
        "marking_class.html",
        rubric=desk.rubric,
        by=desk.by,
        rows=rows,
        total=number(desk.rubric.total),
        waiting=waiting,
        next_open=_next_open(marks, 0),
    )


async def _work(site: Site, request: Request) -> Response:
    return await _shown(site, request, at=request.query_params.get("at", ""))


async def _shown(
    site: Site, request: Request, *, at: str, problem: str = "", wrote: Form | None = None, conflict: bool = False
) -> Response:
    """The page of one submission; `at` is the criterion where the marker goes on, `wrote` what was not accepted."""
    from anyio.to_thread import run_sync

    desk = _desk(site)
    marks = await _marks(desk)
    place = _place(request, marks)
    mark = marks[place - 1]
    key = mark.submission.key
    report = await run_sync(desk.read, key)
    shown = work_shown(mark, report, lambda text: desk.nameless(key, text))
    return site.page(
        "marking_work.html",
        409 if conflict else 422 if problem else 200,
        rubric=desk.rubric,
        by=desk.by,
        number=place,
        of=len(marks),
        name=mark.submission.shown_as,
        mark="" if mark.final is None else number(mark.final),
        total=number(mark.maximum),
        penalty=number(mark.penalty) if mark.penalty else "",
        state=STATES[mark.state],
        shown=shown,
        criteria=(*shown.criteria, whole_shown(mark, without_decision(mark, desk.rubric), _most(desk.rubric))),
        at=at,
        problem=problem,
        conflict=conflict,
        wrote=wrote.fields if wrote is not None else {},
        next_open=_next_open(marks, place),
        previous=place - 1,
        following=place + 1 if place < len(marks) else 0,
        bank=desk.rubric.comments,
    )


def _place(request: Request, marks: Sequence[SubmissionMark]) -> int:
    text = request.path_params["number"]
    place = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    if not 1 <= place <= len(marks):
        raise Refusal(404, "There is no such submission in this class.")
    return place


async def _decide(site: Site, request: Request) -> Response:
    from anyio.to_thread import run_sync

    desk = _desk(site)
    form = await read_form(request)
    marks = await _marks(desk)
    place = _place(request, marks)
    mark = marks[place - 1]
    chosen = _chosen(form.fields.get("criterion", ""), mark, desk.rubric)
    if chosen is None:
        raise Refusal(404, "There is no such criterion in this rubric.")
    try:
        if "withdraw" in form.fields:
            if chosen.by != form.fields.get("seen", chosen.by):
                raise BadConfiguration(f"{chosen.by or 'Somebody'} has changed this in the meantime. Nothing was done.")
            reason = _reason(form) or TAKEN_BACK
            await run_sync(lambda: desk.withdraw(mark.submission.key, chosen.criterion, reason))
            return go_to(f"/submission/{place}?at={chosen.criterion}")
        override = _override(form, chosen, mark, desk.by)
        await run_sync(lambda: desk.decide(override, replace_other="replace" in form.fields))
    except BadConfiguration as error:
        conflict = isinstance(error, ConflictingDecision)
        problem = desk.nameless(mark.submission.key, str(error))
        return await _shown(site, request, at=chosen.criterion, problem=problem, wrote=form, conflict=conflict)
    ids = [*(each.criterion for each in mark.criteria), WHOLE]
    following = ids[ids.index(chosen.criterion) + 1 :]
    # No fragment: with one a browser does not put the cursor where the page says.
    return go_to(f"/submission/{place}?at={following[0] if following else 'next'}")


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What is decided on: its value without any decision on it, the most it can be, the comment that it has, and who
    has decided."""

    criterion: str
    auto: Points | None
    maximum: Points
    comment: str
    by: str


def _chosen(criterion: str, mark: SubmissionMark, rubric: Rubric) -> _Chosen | None:
    if criterion == WHOLE:
        by = mark.decided.by if mark.decided is not None else ""
        return _Chosen(WHOLE, without_decision(mark, rubric).raw, _most(rubric), "", by)
    found = next((each for each in mark.criteria if each.criterion == criterion), None)
    if found is None:
        return None
    own = "" if found.state is MarkState.OVERRIDDEN else found.comment  # the rubric's own comment is no decision
    return _Chosen(criterion, found.auto, found.maximum, own, found.by)


def _most(rubric: Rubric) -> Points:
    return rubric.ceiling or rubric.total * 2


def _override(form: Form, chosen: _Chosen, mark: SubmissionMark, by: str) -> Override:
    """The decision that a form sends. Raises BadConfiguration with what the marker has to put right."""
    reason = _reason(form)
    points = chosen.auto
    if "confirm" in form.fields:
        if points is None:
            raise BadConfiguration("There is no automatic value to confirm. Give the points.")
        reason = reason or CONFIRMED
    else:
        points = _points(form.fields.get("points", ""), chosen.maximum)
        if not reason:
            raise BadConfiguration("Say why in a few words, for whoever looks at the mark later.")
    comment = form.fields.get("comment", "").strip()[:LONGEST]
    kept = "" if comment == chosen.comment else comment
    return Override(mark.submission.key, chosen.criterion, points, by, reason, chosen.auto, kept)


def _reason(form: Form) -> str:
    return " ".join(form.fields.get("reason", "").split())[:LONGEST]


def _points(words: str, most: Points) -> Points:
    try:
        points = Points(words.strip().replace(",", "."))
    except InvalidOperation:
        raise BadConfiguration(f"Give a number of points from 0 to {number(most)}.") from None
    if not points.is_finite() or not 0 <= points <= most:
        raise BadConfiguration(f"From 0 to {number(most)} points can be given, not {words.strip()[:20]}.")
    return points


async def _report(site: Site, _request: Request) -> Response:
    desk = _desk(site)
    body = class_report_body(figures_of(await _marks(desk), desk.rubric), desk.rubric)
    return site.page("marking_report.html", body=body, rubric=desk.rubric)


async def _style(_site: Site, _request: Request) -> Response:
    from starlette.responses import Response

    return Response(plot_style() + (HERE / "marking.css").read_text(encoding="utf-8"), media_type="text/css")


async def _script(_site: Site, _request: Request) -> Response:
    from starlette.responses import Response

    return Response((HERE / "marking.js").read_text(encoding="utf-8"), media_type="text/javascript")


PAGES = (
    Page("/class", _class),
    Page("/submission/{number}", _work),
    Page("/submission/{number}", _decide, ("POST",)),
    Page("/class/report", _report),
    Page("/marking.css", _style),
    Page("/marking.js", _script),
)
