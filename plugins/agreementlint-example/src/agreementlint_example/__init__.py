"""A worked example of an agreementlint plugin: it brings one rule."""

from __future__ import annotations

from agreementlint.api import Rule, hookimpl
from agreementlint_example.session_length import SESSION_TOO_SHORT

AGREEMENTLINT_API = "1.0"


@hookimpl
def agreementlint_rules() -> tuple[Rule, ...]:
    return (SESSION_TOO_SHORT,)
