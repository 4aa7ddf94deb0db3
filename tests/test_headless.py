"""Facts about tables without heads: a first row that is like the rows below it is one of them."""

from __future__ import annotations

import pytest

from agreementlint.agreement.headless import headless_tables
from agreementlint.agreement.structure import read_structure
from agreementlint.readers import read_document


def tables(text: str) -> frozenset[int]:
    document = read_document("case.md", text.encode())
    return headless_tables(document.blocks, document.text)


@pytest.mark.parametrize(
    "text",
    [
        "| Notes | 2 years | shredded |\n| --- | --- | --- |\n| Mails | 1 yr | deleted |\n",
        "| Session | €120 |\n| --- | --- |\n| Assessment | €300 |\n",
        "| Notes | 24 months | shredded |\n| --- | --- | --- |\n",
    ],
)
def test_a_first_row_with_a_measure_above_measures_is_no_row_of_heads(text: str) -> None:
    assert tables(text)


@pytest.mark.parametrize(
    "text",
    [
        "| Record | Period |\n| --- | --- |\n| Notes | 2 years |\n",
        "| | Within 24 hours | Later |\n| --- | --- | --- |\n| You pay | the full fee | half |\n",
        "| Year 1 | Year 2 |\n| --- | --- |\n| 6 hours | 8 hours |\n",
    ],
)
def test_heads_stay_heads(text: str) -> None:
    assert not tables(text)


def test_the_first_row_of_such_a_table_says_something() -> None:
    text = "| Notes | 2 years |\n| --- | --- |\n| Mails | 1 year |\n"
    document = read_document("case.md", text.encode())
    said = [document.text[each.span.start : each.span.end] for each in read_structure(document).statements]
    assert said == ["Notes", "2 years", "Mails", "1 year"]
