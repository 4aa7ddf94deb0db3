"""Rules for the General Data Protection Regulation that look at each entry of a plan, or at periods and items."""

from __future__ import annotations

from pathlib import Path

from agreementlint.api import Rule, hookimpl
from agreementlint_gdpr.basis import BASIS_OF_EACH_RECORD, CONSENT_CAN_BE_WITHDRAWN, SPECIAL_DATA_CONDITION
from agreementlint_gdpr.clocks import BREACH_WITHIN_72_HOURS, REQUEST_WITHIN_A_MONTH
from agreementlint_gdpr.items import INFORMATION_OR_NOTICE, PROCESSING_ON_BEHALF
from agreementlint_gdpr.providers import CONTRACT_WITH_EACH_PROVIDER, SAFEGUARD_OF_EACH_TRANSFER

AGREEMENTLINT_API = "1.1"


@hookimpl
def agreementlint_rules() -> tuple[Rule, ...]:
    return (
        BASIS_OF_EACH_RECORD,
        CONSENT_CAN_BE_WITHDRAWN,
        SPECIAL_DATA_CONDITION,
        CONTRACT_WITH_EACH_PROVIDER,
        SAFEGUARD_OF_EACH_TRANSFER,
        BREACH_WITHIN_72_HOURS,
        REQUEST_WITHIN_A_MONTH,
        PROCESSING_ON_BEHALF,
        INFORMATION_OR_NOTICE,
    )


@hookimpl
def agreementlint_rule_folders() -> tuple[Path, ...]:
    return (Path(__file__).parent / "words",)
