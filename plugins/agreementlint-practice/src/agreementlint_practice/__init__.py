"""Rules that need arithmetic or two facts: totals, notice, retention and dates of an agreement that must agree."""

from __future__ import annotations

from pathlib import Path

from agreementlint.api import Rule, hookimpl
from agreementlint_practice.fees import FEE_TOTAL_ADDS_UP
from agreementlint_practice.notice import NOTICE_FITS_CANCELLATION
from agreementlint_practice.retention import retention_rule
from agreementlint_practice.settings import FILE, Settings, read_settings
from agreementlint_practice.term import DATES_FIT_THE_TERM, SESSIONS_FIT_THE_TERM

AGREEMENTLINT_API = "1.0"

__all__ = ["Settings", "agreementlint_rules", "practice_rules", "read_settings"]


def practice_rules(settings: Settings) -> tuple[Rule, ...]:
    """The rules of this plugin with settings of your own, for a program that does not read them from the file.

    The rule on retention is there only if a period is declared: without one there is nothing to compare.
    """
    rules = (FEE_TOTAL_ADDS_UP, NOTICE_FITS_CANCELLATION, DATES_FIT_THE_TERM, SESSIONS_FIT_THE_TERM)
    declared = settings.claims is not None or settings.money_records is not None
    return (*rules, retention_rule(settings)) if declared else rules


@hookimpl
def agreementlint_rules() -> tuple[Rule, ...]:
    return practice_rules(read_settings(Path(FILE)))
