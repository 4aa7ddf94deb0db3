"""From what satisfies a rule the harness makes texts that must not: denied, or with the parties changed over."""

from __future__ import annotations

import pytest

from agreementlint.packs import load_rules
from agreementlint.standing import binds_no_client, standing_negatives, with_parties_swapped


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("I keep your secrets.", "The client keeps the coach's secrets."),
        ("The coach shall tell the client first.", "The client shall tell the coach first."),
        ("On request, we destroy our copies.", "On request, the client destroys the client's copies."),
        ("I have no say in your promotion.", "The client has no say in the coach's promotion."),
    ],
)
def test_a_sentence_that_binds_the_coach_is_made_to_bind_the_client(text: str, swapped: str) -> None:
    assert with_parties_swapped(text) == swapped


@pytest.mark.parametrize(
    "text",
    ["Your secrets are kept.", "I never tell.", "The client is told by the coach.", "I keep it. You tell nobody."],
)
def test_what_is_not_one_sentence_about_what_the_coach_does_is_left_alone(text: str) -> None:
    assert with_parties_swapped(text) is None


def test_every_sort_of_standing_negative_is_made_for_some_rule() -> None:
    made = {negative.sort for rule in load_rules().rules for negative in standing_negatives(rule)}
    assert made == {"heading", "contents", "example", "denied", "wrong party"}


def test_parties_are_changed_over_only_where_nothing_the_client_does_satisfies_the_rule() -> None:
    for rule in load_rules().rules:
        if any(negative.sort == "wrong party" for negative in standing_negatives(rule)):
            assert binds_no_client(rule)
