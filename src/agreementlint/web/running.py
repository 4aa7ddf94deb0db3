"""Starts the page: the address it listens at, the browser that is let in, and the server itself."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from agreementlint.errors import BadConfiguration
from agreementlint.plugins import EVERY_PLUGIN, PluginChoice
from agreementlint.web.checkers import Checkers
from agreementlint.web.desk import Desk
from agreementlint.web.gate import Keys
from agreementlint.web.site import Site
from agreementlint.web.store import Store

if TYPE_CHECKING:
    from socket import socket

_NEEDED: Final = ("starlette", "uvicorn", "python_multipart")


def prove_installed() -> None:
    """Raises BadConfiguration where the packages of the page are not installed."""
    from importlib.util import find_spec

    if any(find_spec(name) is None for name in _NEEDED):
        raise BadConfiguration("the page needs a few packages more: pip install 'agreementlint[web]'")


def listening(host: str, port: int) -> socket:
    """A socket that listens; a free port for 0. Raises BadConfiguration where the address cannot be had."""
    from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

    door = socket(AF_INET6 if ":" in host else AF_INET, SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let a second program listen at the same address
            door.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        door.bind((host, port))
        door.listen(128)
    except OSError as error:
        door.close()
        problem = (error.strerror or type(error).__name__).lower()
        raise BadConfiguration(f"the page cannot listen at {host}, port {port}: {problem}. Choose another") from None
    return door


def open_browser(address: str) -> None:
    """Opens the address where there is a desktop; a browser in the terminal would take the place of the program."""
    import webbrowser

    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)


def serve(
    keys: Keys,
    door: socket,
    mandatory: tuple[str, ...] = (),
    desk: Desk | None = None,
    plugins: PluginChoice = EVERY_PLUGIN,
) -> None:
    """Serves the page until it is interrupted; findings of `mandatory` rules may not be kept, a class is on `desk`."""
    import uvicorn

    from agreementlint.web.app import application

    # No log: names and words of documents, and the token in the first address, have no business in one.
    settings = uvicorn.Config(
        application(Site(keys, Checkers(plugins=plugins), Store(), mandatory, desk)),
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(settings).run(sockets=[door])
