"""The command `serve`: the local web page, for people who do not want to type commands."""

from __future__ import annotations

import ipaddress
import os
from argparse import ArgumentParser, Namespace

from agreementlint.cli.configured import configuration_of, prove, take_configuration, with_plugins
from agreementlint.cli.selection import every_rule, plugin_choice, rules_named, take_plugins
from agreementlint.cli.terminal import say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.plugins import load_plugins
from agreementlint.terms import RuleId
from agreementlint.web.gate import LOOPBACK, Keys
from agreementlint.web.running import listening, open_browser, prove_installed, serve

PASSWORD = "AGREEMENTLINT_PASSWORD"
_SHORTEST = 12


def take(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=0, metavar="N", help="the port; one that is free by default")
    parser.add_argument("--no-browser", action="store_true", help="show the address and open no browser")
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="the address to listen at")
    parser.add_argument(
        "--allow-remote",
        action="store_true",
        help=f"let other machines in at --host, with the password in the environment variable {PASSWORD}; what they"
        " send goes over the network in clear",
    )
    parser.add_argument(
        "--known-as",
        action="append",
        default=[],
        metavar="NAME",
        help="a further name under which other machines reach this one (with --allow-remote)",
    )
    take_configuration(parser)
    take_plugins(parser)


def run(arguments: Namespace) -> ExitStatus:
    hosts, password = _who_may(arguments)
    prove_installed()
    # What is wrong with rules, plugins or the configuration is said here, and not to the browser.
    configuration = configuration_of(arguments, ["."])
    plugins = with_plugins(plugin_choice(arguments), configuration)
    every = every_rule(load_plugins(plugins))
    mandatory: frozenset[RuleId] = frozenset()
    if configuration is not None:
        prove(configuration, every)
        mandatory = rules_named(every, configuration.mandatory)
    door = listening(arguments.host, arguments.port)
    port: int = door.getsockname()[1]
    keys = Keys(password=password, hosts=hosts, cookie=f"agreementlint-{port}")
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    address = f"http://{host}:{port}/start?token={keys.token}"
    say(f"The page is at {address}\nIt lets in one browser. To end it, press Ctrl+C.\n")
    if not arguments.no_browser:
        open_browser(address)
    serve(keys, door, tuple(sorted(mandatory)), plugins=plugins)
    return ExitStatus.CLEAN


def _who_may(arguments: Namespace) -> tuple[tuple[str, ...], str]:
    """The names under which the page is known, and the password of other machines; nobody else gets in by mistake."""
    if not 0 <= arguments.port <= 65535:
        raise BadConfiguration(f"--port: a number from 0 to 65535 is wanted, not {arguments.port}")
    if is_loopback(arguments.host) and not arguments.allow_remote:
        if arguments.known_as:
            raise BadConfiguration("--known-as is for other machines; it needs --allow-remote")
        return LOOPBACK, ""
    if not arguments.allow_remote:
        raise BadConfiguration(
            f"--host {arguments.host}: other machines could reach the page there. If that is what you want, add"
            f" --allow-remote and set a password in {PASSWORD}"
        )
    password = os.environ.get(PASSWORD, "")
    if len(password) < _SHORTEST:
        raise BadConfiguration(
            f"--allow-remote: set a password of at least {_SHORTEST} characters in the environment variable {PASSWORD}"
        )
    own = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    return (*LOOPBACK, own.lower(), *(name.lower() for name in arguments.known_as)), password


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
