"""A worked example of an agreementlint plugin: it brings one rule."""

from __future__ import annotations

from agreementlint.plugins import hookimpl
from agreementlint.rule import Rule
from agreementlint_example.fee_total import FEE_TOTAL_ADDS_UP


@hookimpl
def agreementlint_rules() -> tuple[Rule, ...]:
    return (FEE_TOTAL_ADDS_UP,)
