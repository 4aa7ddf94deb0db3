"""What a practice declares about itself in the configuration: the periods of law that its records have to go by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from agreementlint.api import Reads, Unit
from agreementlint_practice.lengths import Period

_PERIOD = re.compile(r"(\d{1,3}) (day|week|month|year)s?")


def period(text: str) -> Period:
    """A period from its words; raises ValueError where they are none."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise ValueError('a period such as "6 years" is wanted')
    return Period(Decimal(found[1]), Unit(found[2]))


@dataclass(frozen=True, slots=True)
class Settings:
    """The limitation period of claims against the coach, and how long the law wants invoices to be kept."""

    claims: Annotated[Period | None, Reads(period)] = None
    money_records: Annotated[Period | None, Reads(period)] = None
