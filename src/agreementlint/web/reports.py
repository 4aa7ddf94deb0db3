"""The pages of a report: files go in, the report is read, findings are kept with a reason, and all is taken along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from agreementlint.inline_waivers import what_is_wrong
from agreementlint.reporters.wording import KIND_IN_WORDS
from agreementlint.terms import Kind, RuleId
from agreementlint.waiver import Waiver
from agreementlint.waiverfile import entry
from agreementlint.web.entrance import KINDS, front
from agreementlint.web.exchange import CHECK, WAIVERS, Allowed, Open, Question, Upload, WaiverFile, has_clauses
from agreementlint.web.forms import File, Form, read_form
from agreementlint.web.gate import Refusal
from agreementlint.web.site import Page, Site, attachment, go_to
from agreementlint.web.store import Kept

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_FORGOTTEN = (
    "This report has been forgotten: it is kept while its page is open, and for ten minutes at most. Check it again."
)


def _kind(text: str) -> Kind | None:
    """The kind that a form names; None for "find out" and for anything else."""
    return next((kind for kind in Kind if kind.value == text and kind is not Kind.OTHER), None)


def _kept(site: Site, request: Request) -> Kept:
    found = site.store.get(request.path_params["name"])
    if found is None:
        raise Refusal(404, _FORGOTTEN)
    return found


async def _check(site: Site, request: Request) -> Response:
    form = await read_form(request)
    if not form.files:
        return front(site, "No file was chosen. Choose one, then press “Check”.", 422)
    kind = _kind(form.fields.get("kind", ""))
    uploads = tuple(Upload(each.name, each.data, kind) for each in form.files if not _is_of_waivers(each))
    kept: tuple[Allowed, ...] = ()
    for file in filter(_is_of_waivers, form.files):
        text = file.data.decode("utf-8-sig", errors="replace")
        taken = await site.answer(WAIVERS, WaiverFile(file.name, text, site.mandatory))
        if taken.fault:
            return front(site, f"What is kept as it is cannot be read. {taken.fault}", 422)
        kept += taken.kept
    if not uploads:
        return front(site, "That says only what is kept as it is. Choose the document as well.", 422)
    together = len(uploads) > 1 and "together" in form.fields
    question = Question(uploads, together, kept, site.mandatory, date.today().isoformat())
    name = site.store.put(question, await site.answer(CHECK, question))
    return go_to(f"/report/{name}")


def _is_of_waivers(file: File) -> bool:
    """Whether a file is one of those that the page gives: a list, as no data-handling plan is."""
    begun = next((line for line in file.data.splitlines() if line.strip() and not line.startswith(b"#")), b"")
    return PurePosixPath(file.name).suffix.lower() in (".yaml", ".yml") and begun.startswith(b"- ")


async def _report(site: Site, request: Request) -> Response:
    found = _kept(site, request)
    files = [
        (number, upload.name, upload.kind.value if upload.kind else "", kind)
        for number, (upload, kind) in enumerate(zip(found.question.uploads, found.answer.kinds, strict=True), 1)
    ]
    return site.page(
        "report_page.html",
        name=request.path_params["name"],
        files=files,
        kinds=KINDS,
        words={kind.value: words for kind, words in KIND_IN_WORDS.items()},
        together=found.question.together,
        reviewed=[(each.name, has_clauses(each)) for each in found.answer.reviewed],
        allowed=len({(each.file, each.waiver.rule) for each in _in_force(found)}),
        body=found.answer.body,
    )


async def _again(site: Site, request: Request) -> Response:
    found, name = _kept(site, request), request.path_params["name"]
    form = await read_form(request)
    uploads = tuple(
        Upload(upload.name, upload.data, _kind(form.fields.get(f"kind-{number}", "")))
        for number, upload in enumerate(found.question.uploads, 1)
    )
    together = len(uploads) > 1 and "together" in form.fields
    await _asked_anew(site, name, replace(found.question, uploads=uploads, together=together))
    return go_to(f"/report/{name}")


async def _asked_anew(site: Site, name: str, question: Question) -> None:
    site.store.put(question, await site.answer(CHECK, question), name)


async def _keep(site: Site, request: Request) -> Response:
    """Keeps a finding with a reason, or takes that back; the browser comes back to the finding."""
    found, name = _kept(site, request), request.path_params["name"]
    form = await read_form(request)
    file, rule = form.fields.get("file", ""), form.fields.get("rule", "")
    if rule in site.mandatory:
        raise Refusal(403, "Whoever set up this page says that this must be put right; it cannot be kept as it is.")
    mine = [each for each in found.answer.open if (each.file, each.rule) == (file, rule)]
    if not mine:
        raise Refusal(404, "There is no such finding in this report.")
    others = tuple(each for each in found.question.kept if (each.file, each.waiver.rule) != (file, rule))
    kept: tuple[Allowed, ...] = ()
    if form.fields.get("do") != "take-back":
        reason, by, until = (" ".join(form.fields.get(each, "").split()) for each in ("reason", "by", "until"))
        wrong = _wrong(reason, by, until, found.question.today)
        if wrong:
            return _asked_why(site, name, form, mine[0], wrong)
        kept = tuple(
            Allowed(file, Waiver(RuleId(rule), reason, by, until, "", section=each.section, words=each.words))
            for each in mine
        )
    await _asked_anew(site, name, replace(found.question, kept=(*others, *kept)))
    at = form.fields.get("at", "")
    return go_to(f"/report/{name}" + (f"#{at}" if at.isascii() and at.replace("-", "").isalnum() else ""))


def _wrong(reason: str, by: str, until: str, today: str) -> str:
    """Why a reason cannot be taken, as a sentence; empty where it can."""
    wrong = what_is_wrong(reason, by, until)
    if "by whom" in wrong:
        return "Say who decides that it may stay: give a name."
    if wrong:
        return f"{wrong[:1].upper()}{wrong[1:]}."
    return f"The day {until} is over. Give a later one, or none." if until and until < today else ""


def _asked_why(site: Site, name: str, form: Form, finding: Open, wrong: str) -> Response:
    """The form once more, with what was typed and what is wrong with it."""
    return site.page("keep.html", 422, name=name, fields=form.fields, title=finding.title, wrong=wrong)


def _in_force(found: Kept) -> list[Allowed]:
    """What is kept and is still found."""
    there = {(each.file, each.rule, each.section, each.words) for each in found.answer.open}
    return [
        each
        for each in found.question.kept
        if (each.file, each.waiver.rule, each.waiver.section, each.waiver.words) in there
    ]


async def _forget(site: Site, request: Request) -> Response:
    site.store.forget(request.path_params["name"])
    return go_to("/")


async def _download(site: Site, request: Request) -> Response:
    found = _kept(site, request)
    stem = PurePosixPath(found.question.uploads[0].name).stem or "report"
    copies = {f"reviewed-{number}": each for number, each in enumerate(found.answer.reviewed, 1)}
    match request.path_params["what"]:
        case "html":
            return attachment(found.answer.page.encode(errors="backslashreplace"), f"{stem}.report.html")
        case "json":
            return attachment(found.answer.json.encode(errors="backslashreplace"), f"{stem}.report.json")
        case "waivers":
            text = "".join(entry(each.waiver, each.file) for each in _in_force(found))
            return attachment(text.encode(errors="backslashreplace"), "waivers.yaml")
        case what if what in copies:
            return attachment(copies[what].data, copies[what].name)
        case _:
            raise Refusal(404, "There is no such page.")


PAGES = (
    Page("/check", _check, ("POST",)),
    Page("/report/{name}", _report),
    Page("/report/{name}", _keep, ("POST",)),
    Page("/report/{name}/again", _again, ("POST",)),
    Page("/report/{name}/forget", _forget, ("POST",)),
    Page("/report/{name}/{what}", _download),
)
