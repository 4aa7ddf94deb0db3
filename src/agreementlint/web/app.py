"""The application: the tables of pages put together, behind the gate; each page works with forms alone, without script."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from agreementlint.web import drafts, entrance, marking, reports
from agreementlint.web.gate import Refusal, WithHeaders
from agreementlint.web.site import Page, Site

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

# New pages are a module with such a table, and a name here.
PAGES: Final[tuple[Page, ...]] = (*entrance.PAGES, *reports.PAGES, *drafts.PAGES)
_SECONDS_BETWEEN: Final = 1  # how often it is looked for what is to be forgotten


def application(site: Site) -> WithHeaders:
    """The application; it starts the processes that check when it starts and ends them when it ends."""
    import anyio
    from starlette.applications import Starlette

    async def refused(_request: Request, error: Exception) -> Response:
        return site.message(error if isinstance(error, Refusal) else Refusal(500, "That is a bug; please report it."))

    async def not_found(request: Request, _error: Exception) -> Response:
        return site.message(site.refusal_of(request) or Refusal(404, "There is no such page."))

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async def forget_old() -> None:
            while True:
                await anyio.sleep(_SECONDS_BETWEEN)
                site.store.forget_old()

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(anyio.to_thread.run_sync, site.checkers.start)
            tasks.start_soon(forget_old)
            yield
            tasks.cancel_scope.cancel()
        site.checkers.stop()

    pages = Starlette(
        routes=[page.of(site) for page in (*PAGES, *(marking.PAGES if site.desk is not None else ()))],
        exception_handlers={Refusal: refused, 404: not_found, 405: not_found, Exception: refused},
        lifespan=lifespan,
    )
    return WithHeaders(pages)  # around everything, so that no answer is without them
