"""A page and the browser that asks it, without a network between them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import httpx
import lxml.html

from agreementlint.web.app import application
from agreementlint.web.checkers import Checkers
from agreementlint.web.gate import Keys
from agreementlint.web.site import Site
from agreementlint.web.store import Store

EXAMPLES = Path(__file__).parents[1] / "examples"
AGREEMENT = (EXAMPLES / "weak-internal.md").read_bytes()
HERE = "http://127.0.0.1:8000"
Files = list[tuple[str, tuple[str, bytes]]]


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Page:
    """A page and a browser that was let in, or not."""

    def __init__(self, checkers: Checkers, password: str = "", mandatory: tuple[str, ...] = ()) -> None:
        self.keys = Keys(token="token", session="session", password=password)
        self.clock = Clock()
        self.store = Store(self.clock)
        self._app = application(Site(self.keys, checkers, self.store, mandatory))

    def ask(
        self,
        method: str,
        path: str,
        *,
        let_in: bool = True,
        headers: Mapping[str, str] | None = None,
        files: Files | None = None,
        fields: Mapping[str, str] | None = None,
        content: bytes | None = None,
        follow: bool = False,
    ) -> httpx.Response:
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
            cookies = {self.keys.cookie: self.keys.session} if let_in else {}
            async with httpx.AsyncClient(transport=transport, base_url=HERE, cookies=cookies) as browser:
                return await browser.request(
                    method, path, headers=headers, files=files, data=fields, content=content, follow_redirects=follow
                )

        return asyncio.run(asked())

    def report_on(self, *files: tuple[str, bytes], **fields: str) -> httpx.Response:
        return self.ask("POST", "/check", files=[("files", file) for file in files], fields=fields, follow=True)


def tree(response: httpx.Response) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(response.text)


def told(response: httpx.Response) -> str:
    return " ".join(tree(response).text_content().split())
