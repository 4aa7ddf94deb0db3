"""What all pages share: who is let in, the templates, the processes that check, and what is kept for a while."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import quote

from agreementlint.reporters.to_html import renderer
from agreementlint.values import dataclass
from agreementlint.web.checkers import Checkers, Unanswered
from agreementlint.web.desk import Desk
from agreementlint.web.exchange import Task
from agreementlint.web.gate import Keys, Refusal, refusal
from agreementlint.web.store import Store

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

HERE: Final = Path(__file__).parent / "templates"
_MEDIA_TYPES: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".json": "application/json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".yaml": "application/yaml",
}
_TITLES: Final = {
    403: "Not let in",
    404: "Not here",
    413: "Too large",
    422: "It could not be checked",
    500: "Something went wrong",
}
Asked = TypeVar("Asked")
Told = TypeVar("Told")


@dataclass(frozen=True)
class Site:
    """One run of the page; `mandatory` are the rules whose findings nobody may keep, `desk` a class to be marked."""

    keys: Keys
    checkers: Checkers
    store: Store
    mandatory: tuple[str, ...] = ()
    desk: Desk | None = None
    render: Callable[[str, Mapping[str, object]], str] = field(default_factory=lambda: renderer(HERE))

    def page(self, template: str, status: int = 200, **words: object) -> Response:
        from starlette.responses import HTMLResponse

        return HTMLResponse(self.render(template, words), status)

    def message(self, told: Refusal) -> Response:
        return self.page(
            "message.html", told.status, reason=told.reason, title=_TITLES.get(told.status, "Not possible")
        )

    async def answer(self, task: Task[Asked, Told], question: Asked) -> Told:
        """What a process says; raises Refusal where it says nothing."""
        from anyio.to_thread import run_sync

        try:
            return await run_sync(self.checkers.ask, task, question)
        except Unanswered:
            reason = "Checking this took too long, or it broke the program that reads such files."
            raise Refusal(422, f"{reason} Save it anew, or check a .docx of it.") from None

    def refusal_of(self, request: Request) -> Refusal | None:
        return refusal(self.keys, request.method, request.url.path, request.headers, request.cookies)


@dataclass(frozen=True, slots=True)
class Page:
    """What is answered at an address; nothing is, before the gate has let the request in."""

    path: str
    answer: Callable[[Site, Request], Awaitable[Response]]
    methods: tuple[str, ...] = ("GET",)

    def of(self, site: Site) -> Route:
        from starlette.routing import Route

        async def gated(request: Request) -> Response:
            told = site.refusal_of(request)
            if told is not None:
                raise told
            return await self.answer(site, request)

        return Route(self.path, gated, methods=list(self.methods))


def go_to(address: str) -> Response:
    """Sends the browser on, with GET."""
    from starlette.responses import RedirectResponse

    return RedirectResponse(address, 303)


def attachment(data: bytes, name: str) -> Response:
    """A file to save; a browser must not show it as a page of ours, whatever it holds."""
    from starlette.responses import Response

    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    headers["content-security-policy"] = "default-src 'none'; sandbox"
    kind = _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return Response(data, media_type=kind, headers=headers)
