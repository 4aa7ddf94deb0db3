"""The way in: the first address, the password of other machines, the front page, and the tabs that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agreementlint.reporters.to_html import style_sheet
from agreementlint.reporters.wording import KIND_IN_WORDS
from agreementlint.terms import Kind
from agreementlint.web.forms import MOST_BYTES, MOST_FILES, read_form
from agreementlint.web.gate import Refusal
from agreementlint.web.site import HERE, Page, Site, go_to

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

KINDS = tuple((kind.value, KIND_IN_WORDS[kind]) for kind in Kind if kind is not Kind.OTHER)


def _let_in(site: Site) -> Response:
    response = go_to("/")
    response.set_cookie(site.keys.cookie, site.keys.session, httponly=True, samesite="strict", path="/")
    return response


async def _start(site: Site, request: Request) -> Response:
    known = request.cookies.get(site.keys.cookie) == site.keys.session
    if known or site.keys.opens(request.query_params.get("token", "")):
        return _let_in(site)
    raise Refusal(403, "This address has been used, or is not whole. End agreementlint with Ctrl+C and start it again.")


async def _login(site: Site, request: Request) -> Response:
    from anyio import sleep

    if not site.keys.password:
        raise Refusal(404, "There is no such page.")
    if request.method == "GET":
        return site.page("login.html", wrong=False)
    form = await read_form(request)
    if site.keys.knows(form.fields.get("password", "")):
        return _let_in(site)
    await sleep(1)  # who tries passwords is to need long for it
    return site.page("login.html", 403, wrong=True)


def front(site: Site, problem: str = "", status: int = 200) -> Response:
    """The page that takes files."""
    return site.page(
        "front.html", status, kinds=KINDS, problem=problem, megabytes=MOST_BYTES // 1_000_000, most=MOST_FILES
    )


async def _index(site: Site, _request: Request) -> Response:
    return front(site) if site.desk is None else go_to("/class")


async def _style(_site: Site, _request: Request) -> Response:
    from starlette.responses import Response

    return Response(style_sheet() + (HERE / "page.css").read_text(encoding="utf-8"), media_type="text/css")


async def _script(_site: Site, _request: Request) -> Response:
    from starlette.responses import Response

    return Response((HERE / "page.js").read_text(encoding="utf-8"), media_type="text/javascript")


async def _tab(site: Site, request: Request) -> Response:
    """The script of a page says which tab it is in and whether it is shown there or was left."""
    from starlette.responses import Response

    form = await read_form(request)
    tab = form.fields.get("tab", "")[:64]
    if form.fields.get("do") == "open":
        site.store.shown(form.fields.get("report", ""), tab)
    elif form.fields.get("do") == "leave":
        site.store.left(tab)
    return Response(status_code=204)


PAGES = (
    Page("/start", _start),
    Page("/login", _login, ("GET", "POST")),
    Page("/", _index),
    Page("/style.css", _style),
    Page("/page.js", _script),
    Page("/tab", _tab, ("POST",)),
)
