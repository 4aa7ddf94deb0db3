"""Durations, money, dates and slots are typed values with exact places."""

from __future__ import annotations

from decimal import Decimal

import pytest

from agreementlint.language.quantities import CalendarDate, Duration, Money, Quantity, Slot, Unit, read_quantities
from agreementlint.language.tokens import Stems, tokenize


def quantities(text: str) -> list[tuple[Quantity, str]]:
    tokens, _ = tokenize(text, Stems(), [(0, len(text))])
    return [(quantity, quantity.span.of(text)) for quantity in read_quantities(text, tokens)]


@pytest.mark.parametrize(
    ("text", "words", "amount", "unit"),
    [
        ("kept for three (3) years after", "three (3) years", Decimal(3), Unit.YEAR),
        ("within twenty-four hours.", "twenty-four hours", Decimal(24), Unit.HOUR),
        ("a 24-hour notice", "24-hour", Decimal(24), Unit.HOUR),
        ("ten business days", "ten business days", Decimal(10), Unit.DAY),
        ("for ____ months", "____ months", None, Unit.MONTH),
        ("for [NUMBER] weeks", "[NUMBER] weeks", None, Unit.WEEK),
        ("for eighteen months", "eighteen months", Decimal(18), Unit.MONTH),
        ("half a day", "half a day", Decimal("0.5"), Unit.DAY),
        ("1.5 hours", "1.5 hours", Decimal("1.5"), Unit.HOUR),
        ("90 min each", "90 min", Decimal(90), Unit.MINUTE),
        ("up to 24 h before", "24 h", Decimal(24), Unit.HOUR),
        ("kept 2y, then shredded", "2y", Decimal(2), Unit.YEAR),
        ("kept 18 mths", "18 mths", Decimal(18), Unit.MONTH),
        ("every 2 wks", "2 wks", Decimal(2), Unit.WEEK),
        ("two fortnights", "two fortnights", Decimal(4), Unit.WEEK),
        ("for a twelvemonth", "a twelvemonth", Decimal(12), Unit.MONTH),
    ],
)
def test_a_duration_is_read_as_written(text: str, words: str, amount: Decimal | None, unit: Unit) -> None:
    [(quantity, quoted)] = quantities(text)
    assert quoted == words
    assert isinstance(quantity, Duration)
    assert (quantity.amount, quantity.unit) == (amount, unit)


@pytest.mark.parametrize("text", ["Flat 2 D", "12 d'Arcy Road", "1 h/2", "vitamins d and h", "clause 4.1 d"])
def test_a_letter_is_a_unit_only_right_behind_figures_and_by_itself(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "words", "amount", "currency"),
    [
        ("costs €2,430 in all", "€2,430", Decimal(2430), "EUR"),
        ("costs 200 EUR", "200 EUR", Decimal(200), "EUR"),
        ("costs $1,250.50.", "$1,250.50", Decimal("1250.50"), "USD"),
        ("costs CHF 1'200", "CHF 1'200", Decimal(1200), "CHF"),
        ("a fee of $_____ a month", "$_____", None, "USD"),
        ("twenty-five dollars", "twenty-five dollars", Decimal(25), "USD"),
        ("two hundred euros", "two hundred euros", Decimal(200), "EUR"),
        ("costs R 18 500 net", "R 18 500", Decimal(18500), "ZAR"),
        ("20,000 yen", "20,000 yen", Decimal(20000), "JPY"),
        ("1.250,00 euros", "1.250,00 euros", Decimal("1250.00"), "EUR"),
        ("Rs. 4,500/- a sitting", "Rs. 4,500", Decimal(4500), "INR"),
        ("₦25,000 a term", "₦25,000", Decimal(25000), "NGN"),
        ("40 quid", "40 quid", Decimal(40), "GBP"),
        ("AU$180 an hour", "$180", Decimal(180), "AUD"),
        ("HK$ 900 a call", "$ 900", Decimal(900), "HKD"),
        ("US$ 200 a call", "$ 200", Decimal(200), "USD"),
        ("1 200 kr each", "1 200 kr", Decimal(1200), "kr"),
        ("Kshs 7,500 a sitting", "Kshs 7,500", Decimal(7500), "KES"),
        ("RM450 a session", "RM450", Decimal(450), "MYR"),
        ("N50,000 a month", "N50,000", Decimal(50000), "NGN"),
        ("2 000 Kč a session", "2 000 Kč", Decimal(2000), "CZK"),
        ("15,000円 a session", "15,000円", Decimal(15000), "JPY"),
        ("฿2,000 a session", "฿2,000", Decimal(2000), "THB"),
        ("QAR 400 a session", "QAR 400", Decimal(400), "QAR"),
        ("a hundred and twenty euros", "a hundred and twenty euros", Decimal(120), "EUR"),
        ("one thousand dollars", "one thousand dollars", Decimal(1000), "USD"),
        ("costs 1200,– EUR", "1200,– EUR", Decimal(1200), "EUR"),
        ("about £1.5k in all", "£1.5k", Decimal(1500), "GBP"),
        ("$XX a session", "$XX", None, "USD"),
    ],
)
def test_money_is_read_as_written(text: str, words: str, amount: Decimal | None, currency: str) -> None:
    [(quantity, quoted), *_] = quantities(text)
    assert quoted == words
    assert isinstance(quantity, Money)
    assert (quantity.amount, quantity.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 3 March 2024", (2024, 3, 3)),
        ("on March 5th, 2025", (2025, 3, 5)),
        ("on 2025-01-02", (2025, 1, 2)),
        ("on 25/12/2024", (2024, 12, 25)),
        ("on 12/25/24", (2024, 12, 25)),
        ("on 03/04/2024", (2024, None, None)),
        ("in May 2026", (2026, 5, None)),
        ("the 14th day of March 2024", (2024, 3, 14)),
    ],
)
def test_a_date_is_read_and_a_doubtful_one_left_open(text: str, expected: tuple[int | None, ...]) -> None:
    dates = [q for q, _ in quantities(text) if isinstance(q, CalendarDate)]
    assert [(date.year, date.month, date.day) for date in dates] == [expected]


def test_a_slot_knows_what_goes_in_it() -> None:
    found = quantities("Coach: ______ and [CLIENT NAME] for {{coach_fee}}")
    assert [(quoted, q.name) for q, quoted in found if isinstance(q, Slot)] == [
        ("______", "Coach"),
        ("[CLIENT NAME]", "CLIENT NAME"),
        ("{{coach_fee}}", "coach_fee"),
    ]


def test_may_alone_is_no_month() -> None:
    assert quantities("The coach may keep notes.") == []


@pytest.mark.parametrize(
    "text",
    [
        "room Rm 12",
        "see part N 5 and page P 300",
        "20 ft from the door",
        "a mad 400 metres",
        "Ron 3 times",
        "all 5 sessions and the top 10",
        "for a hundred reasons",
    ],
)
def test_what_only_looks_like_a_currency_is_no_money(text: str) -> None:
    assert not [quantity for quantity, _ in quantities(text) if isinstance(quantity, Money)]
