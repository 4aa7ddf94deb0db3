"""Who is let in: the browser that the program itself opened, on this machine, and nobody by way of another page."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Final

from agreementlint.values import dataclass

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1", "[::1]")
_SAFE: Final = ("GET", "HEAD")
_OPEN_PATHS: Final = ("/start", "/login", "/style.css")  # what may be asked for without having been let in

HEADERS: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}


class Refusal(Exception):
    """Why a request is not answered: the status and a sentence for people."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True)
class Keys:
    """The secrets of one run: the token in the first address, what the cookie holds, and a password for others."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    password: str = ""
    hosts: tuple[str, ...] = LOOPBACK
    cookie: str = "agreementlint"
    spent: set[str] = field(default_factory=set)  # the token lets in once

    def opens(self, token: str) -> bool:
        """Whether a token is the one of this run and was not used before; then it is used."""
        fits = secrets.compare_digest(token.encode(), self.token.encode()) and token not in self.spent
        if fits:
            self.spent.add(token)
        return fits

    def knows(self, password: str) -> bool:
        """Whether it is the password; nothing is where none was set."""
        return bool(self.password) and secrets.compare_digest(password.encode(), self.password.encode())


def refusal(
    keys: Keys, method: str, path: str, headers: Mapping[str, str], cookies: Mapping[str, str]
) -> Refusal | None:
    """Why a request is refused; None if it is not."""
    host = headers.get("host", "")
    if without_port(host).lower() not in keys.hosts:
        return Refusal(400, "This page is known under another address. Use the one that agreementlint has shown.")
    site = headers.get("sec-fetch-site")
    if site not in (None, "same-origin", "none"):
        return Refusal(403, "Another page has sent you here. Type or paste the address that agreementlint has shown.")
    origin = headers.get("origin")
    if method not in _SAFE and site is None and origin is not None and origin.partition("://")[2] != host:
        return Refusal(403, "Another page has sent this. Use the page that agreementlint has opened.")
    if path in _OPEN_PATHS:
        return None
    if not secrets.compare_digest(cookies.get(keys.cookie, "").encode(), keys.session.encode()):
        return Refusal(
            403, "This browser was not let in. Open the address that agreementlint has shown when it started."
        )
    return None


def without_port(host: str) -> str:
    """A host as the Host header has it, without the port."""
    if host.startswith("["):
        return host[: host.find("]") + 1]
    return host.partition(":")[0]


class WithHeaders:
    """Puts the headers that every answer must have on it, refusals and mistakes included; refuses web sockets."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower(): value for name, value in message.get("headers", [])}
                own |= {name.encode(): value.encode() for name, value in HEADERS.items() if name.encode() not in own}
                # Repeated headers (cookies) stay as they are; ours are added behind them.
                added = [(name, value) for name, value in own.items() if name.decode() in HEADERS]
                kept = [(n, v) for n, v in message.get("headers", []) if n.lower().decode("latin-1") not in HEADERS]
                message = {**message, "headers": [*kept, *added]}
            await send(message)

        await self.app(scope, receive, send_with_headers)
