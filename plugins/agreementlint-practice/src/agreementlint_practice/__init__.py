"""Rules that need arithmetic or two facts: totals, notice, retention and dates of an agreement that must agree."""

from __future__ import annotations

from agreementlint.api import ConfiguredRules, Rule, hookimpl
from agreementlint_practice.fees import FEE_TOTAL_ADDS_UP
from agreementlint_practice.notice import NOTICE_FITS_CANCELLATION
from agreementlint_practice.retention import retention_rule
from agreementlint_practice.settings import Settings
from agreementlint_practice.term import DATES_FIT_THE_TERM, SESSIONS_FIT_THE_TERM

AGREEMENTLINT_API = "1.1"

__all__ = ["Settings", "agreementlint_configured_rules", "agreementlint_rules", "rules_for"]


@hookimpl
def agreementlint_rules() -> tuple[Rule, ...]:
    return (FEE_TOTAL_ADDS_UP, NOTICE_FITS_CANCELLATION, DATES_FIT_THE_TERM, SESSIONS_FIT_THE_TERM)


@hookimpl
def agreementlint_configured_rules() -> ConfiguredRules[Settings]:
    return ConfiguredRules(Settings, rules_for)


def rules_for(settings: Settings) -> tuple[Rule, ...]:
    """The rule on retention, if a period is declared: without one there is nothing to compare."""
    declared = settings.claims is not None or settings.money_records is not None
    return (retention_rule(settings),) if declared else ()
