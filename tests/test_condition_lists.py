"""What a lead-in that ends with a condition says is told apart from what is said outright."""

from __future__ import annotations

import pytest

from agreementlint.agreement.conditions import CONDITION_LIST
from agreementlint.agreement.understand import understand
from agreementlint.packs import load_rules
from agreementlint.readers import read_document


def _conditional(text: str) -> list[str]:
    agreement = understand(read_document("agreement.md", text.encode()), load_rules().lexicon)
    units = agreement.mentions.get(CONDITION_LIST, {})
    return [agreement.quote(each.span) for each in agreement.statements if each.unit in units]


@pytest.mark.parametrize(
    "lead", ["You may stop if:", "You may stop if", "The coach may stop where", "You may stop in the following cases:"]
)
def test_a_lead_in_and_its_items_are_a_list_of_conditions(lead: str) -> None:
    assert _conditional(f"{lead}\n\n- you are ill\n- you move away\n\nFees are due.") == [
        lead,
        "you are ill",
        "you move away",
    ]


@pytest.mark.parametrize("lead", ["If you stop, you:", "You may stop in any of these ways:", "If"])
def test_other_lists_are_none(lead: str) -> None:
    assert _conditional(f"{lead}\n\n- write to me\n- pay what is due") == []
