"""What a practice declares about itself: the periods of law that its records have to go by."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from agreementlint.api import Unit
from agreementlint_practice.lengths import Period

FILE = "agreementlint-practice.toml"

_PERIOD = re.compile(r"(\d{1,3}) (day|week|month|year)s?")
_KEYS = {"claims": "claims", "money-records": "money_records"}


@dataclass(frozen=True, slots=True)
class Settings:
    """The limitation period of claims against the coach, and how long the law wants invoices to be kept."""

    claims: Period | None = None
    money_records: Period | None = None


def read_settings(path: Path) -> Settings:
    """The settings in a file; all are open where there is no such file. Raises ValueError with what is wrong."""
    if not path.is_file():
        return Settings()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: not TOML: {error}") from None
    table = found.get("retention", {})
    strangers = [key for key in found if key != "retention"]
    if strangers or not isinstance(table, dict):
        raise ValueError(f"{path}: one table [retention] is wanted, not {', '.join(strangers) or 'a value'}")
    periods: dict[str, Period] = {}
    for key, value in table.items():
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"the keys: {', '.join(_KEYS)}"
            raise ValueError(f"{path}: unknown key {key!r} in [retention]; {hint}")
        period = _PERIOD.fullmatch(value) if isinstance(value, str) else None
        if period is None:
            raise ValueError(f'{path}: {key} must be a period such as "6 years", not {value!r}')
        periods[_KEYS[key]] = Period(Decimal(period[1]), Unit(period[2]))
    return Settings(periods.get("claims"), periods.get("money_records"))
