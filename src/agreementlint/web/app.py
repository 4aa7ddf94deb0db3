"""The pages: give files, read the report, change the kind, download; each works with forms alone, without script."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from agreementlint.reporters.to_html import environment, style_sheet
from agreementlint.reporters.wording import KIND_IN_WORDS
from agreementlint.terms import Kind
from agreementlint.web.checkers import Checkers, Unanswered
from agreementlint.web.exchange import Answer, Question, Upload
from agreementlint.web.forms import MOST_BYTES, MOST_FILES, read_form
from agreementlint.web.gate import Keys, Refusal, WithHeaders, refusal
from agreementlint.web.store import Kept, Store

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

HERE: Final = Path(__file__).parent / "templates"
_MEDIA_TYPES: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}
_SECONDS_BETWEEN: Final = 15  # how often it is looked for what is too old

_KINDS: Final = tuple((kind.value, KIND_IN_WORDS[kind]) for kind in Kind if kind is not Kind.OTHER)
_TITLES: Final = {
    403: "Not let in",
    404: "Not here",
    413: "Too large",
    422: "It could not be checked",
    500: "Something went wrong",
}


def _kind(text: str) -> Kind | None:
    """The kind that a form names; None for "find out" and for anything else."""
    return next((kind for kind in Kind if kind.value == text and kind is not Kind.OTHER), None)


def _attachment(data: bytes, name: str, kind: str) -> Response:
    """A file to save; a browser must not show it as a page of ours, whatever it holds."""
    from starlette.responses import Response

    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    headers["content-security-policy"] = "default-src 'none'; sandbox"
    return Response(data, media_type=kind, headers=headers)


def application(keys: Keys, checkers: Checkers, store: Store) -> WithHeaders:
    """The application; it starts a process that checks when it starts and ends them when it ends."""
    import anyio
    from starlette.applications import Starlette
    from starlette.responses import HTMLResponse, RedirectResponse, Response
    from starlette.routing import Route

    templates = environment(HERE)

    def page(template: str, status: int = 200, **words: object) -> Response:
        return HTMLResponse(templates.get_template(template).render(**words), status)

    def message(told: Refusal) -> Response:
        return page("message.html", told.status, reason=told.reason, title=_TITLES.get(told.status, "Not possible"))

    def front(problem: str = "", status: int = 200) -> Response:
        return page(
            "front.html", status, kinds=_KINDS, problem=problem, megabytes=MOST_BYTES // 1_000_000, most=MOST_FILES
        )

    def gate(request: Request) -> None:
        told = refusal(keys, request.method, request.url.path, request.headers, request.cookies)
        if told is not None:
            raise told

    def let_in() -> Response:
        response = RedirectResponse("/", 303)
        response.set_cookie(keys.cookie, keys.session, httponly=True, samesite="strict", path="/")
        return response

    async def start(request: Request) -> Response:
        gate(request)
        known = request.cookies.get(keys.cookie) == keys.session
        if known or keys.opens(request.query_params.get("token", "")):
            return let_in()
        raise Refusal(
            403, "This address has been used, or is not whole. End agreementlint with Ctrl+C and start it again."
        )

    async def login(request: Request) -> Response:
        gate(request)
        if not keys.password:
            raise Refusal(404, "There is no such page.")
        if request.method == "GET":
            return page("login.html", wrong=False)
        form = await read_form(request)
        if keys.knows(form.fields.get("password", "")):
            return let_in()
        await anyio.sleep(1)  # who tries passwords is to need long for it
        return page("login.html", 403, wrong=True)

    async def index(request: Request) -> Response:
        gate(request)
        return front()

    async def style(request: Request) -> Response:
        gate(request)
        return Response(style_sheet() + (HERE / "page.css").read_text(encoding="utf-8"), media_type="text/css")

    async def script(request: Request) -> Response:
        gate(request)
        return Response((HERE / "page.js").read_text(encoding="utf-8"), media_type="text/javascript")

    async def answered(question: Question) -> Answer:
        try:
            return await anyio.to_thread.run_sync(checkers.ask, question)
        except Unanswered:
            reason = (
                "Checking this took too long, or it broke the program that reads such files. Save it anew, or check"
            )
            raise Refusal(422, f"{reason} a .docx of it.") from None

    async def check(request: Request) -> Response:
        gate(request)
        form = await read_form(request)
        if not form.files:
            return front("No file was chosen. Choose one, then press “Check”.", 422)
        kind = _kind(form.fields.get("kind", ""))
        uploads = tuple(Upload(each.name, each.data, kind) for each in form.files)
        question = Question(uploads, together=len(uploads) > 1 and "together" in form.fields)
        name = store.put(question, await answered(question))
        return RedirectResponse(f"/report/{name}", 303)

    def kept(request: Request) -> Kept:
        found = store.get(request.path_params["name"])
        if found is None:
            raise Refusal(
                404, "This report has been forgotten: nothing is kept for more than ten minutes. Check it again."
            )
        return found

    async def report(request: Request) -> Response:
        gate(request)
        found = kept(request)
        files = [
            (number, upload.name, upload.kind.value if upload.kind else "", kind)
            for number, (upload, kind) in enumerate(zip(found.question.uploads, found.answer.kinds, strict=True), 1)
        ]
        return page(
            "report_page.html",
            name=request.path_params["name"],
            files=files,
            kinds=_KINDS,
            words={kind.value: words for kind, words in KIND_IN_WORDS.items()},
            together=found.question.together,
            reviewed=found.answer.reviewed,
            body=found.answer.body,
        )

    async def again(request: Request) -> Response:
        gate(request)
        found, name = kept(request), request.path_params["name"]
        form = await read_form(request)
        uploads = tuple(
            Upload(upload.name, upload.data, _kind(form.fields.get(f"kind-{number}", "")))
            for number, upload in enumerate(found.question.uploads, 1)
        )
        question = Question(uploads, together=len(uploads) > 1 and "together" in form.fields)
        store.put(question, await answered(question), name)
        return RedirectResponse(f"/report/{name}", 303)

    async def forget(request: Request) -> Response:
        gate(request)
        store.forget(request.path_params["name"])
        return RedirectResponse("/", 303)

    async def download(request: Request) -> Response:
        gate(request)
        found = kept(request)
        stem = PurePosixPath(found.question.uploads[0].name).stem or "report"
        copies = {f"reviewed-{number}": each for number, each in enumerate(found.answer.reviewed, 1)}
        match request.path_params["what"]:
            case "html":
                return _attachment(
                    found.answer.page.encode(errors="backslashreplace"), f"{stem}.report.html", "text/html"
                )
            case "json":
                data = found.answer.json.encode(errors="backslashreplace")
                return _attachment(data, f"{stem}.report.json", "application/json")
            case what if what in copies:
                copy = copies[what]
                kind = _MEDIA_TYPES.get(PurePosixPath(copy.name).suffix.lower(), "application/octet-stream")
                return _attachment(copy.data, copy.name, kind)
            case _:
                raise Refusal(404, "There is no such page.")

    async def refused(_request: Request, error: Exception) -> Response:
        return message(error if isinstance(error, Refusal) else Refusal(500, "That is a bug; please report it."))

    async def not_found(request: Request, _error: Exception) -> Response:
        told = refusal(keys, request.method, request.url.path, request.headers, request.cookies)
        return message(told or Refusal(404, "There is no such page."))

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async def forget_old() -> None:
            while True:
                await anyio.sleep(_SECONDS_BETWEEN)
                store.forget_old()

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(anyio.to_thread.run_sync, checkers.start)
            tasks.start_soon(forget_old)
            yield
            tasks.cancel_scope.cancel()
        checkers.stop()

    pages = Starlette(
        routes=[
            Route("/start", start),
            Route("/login", login, methods=["GET", "POST"]),
            Route("/", index),
            Route("/style.css", style),
            Route("/page.js", script),
            Route("/check", check, methods=["POST"]),
            Route("/report/{name}", report),
            Route("/report/{name}/again", again, methods=["POST"]),
            Route("/report/{name}/forget", forget, methods=["POST"]),
            Route("/report/{name}/{what}", download),
        ],
        exception_handlers={Refusal: refused, 404: not_found, 405: not_found, Exception: refused},
        lifespan=lifespan,
    )
    return WithHeaders(pages)  # around everything, so that no answer is without them
