"""Contradicted is only what the document says against a rule, not what happens to name the same things."""

from __future__ import annotations

import pytest

from agreementlint.agreement.understand import understand
from agreementlint.lint import lint, verdict_of
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.terms import Kind, RuleId, Shortfall
from agreementlint.verdict import Violated, name_of

OPENING = "Coaching Agreement between Jane Roe (the Coach), Sam Poe (the Client) and Poole Ltd (the Sponsor)"


def shortfall_of(rule: str, sentence: str) -> Shortfall:
    rules = load_rules()
    text = f"{OPENING}\n\n{sentence}\n\nThe fee is 100 euros a session."
    agreement = understand(read_document("text.txt", text.encode()), rules.lexicon, Kind.SPONSORED)
    [found] = [each for each in rules.rules if each.id == RuleId(rule)]
    verdict = verdict_of(found, agreement)
    assert isinstance(verdict, Violated)
    return verdict.problems[0].shortfall


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("coach-confidentiality-duty", "What is said in the sessions will not be treated as confidential."),
        ("coach-confidentiality-duty", "I am under no duty to keep our conversations private."),
        ("no-session-content-to-sponsor", "The Coach will tell the Sponsor what was said in each session."),
        ("client-identity-protected", "The Coach will publish the names of her clients."),
        ("no-public-client-list", "The Coach will name the Client as a reference."),
        ("client-may-end", "The client may not end the coaching early."),
        ("conflict-disclosure-duty", "The Coach is not obliged to disclose conflicts of interest."),
    ],
)
def test_a_duty_denied_or_a_secret_that_the_coach_is_to_tell_speaks_against_a_rule(rule: str, sentence: str) -> None:
    assert shortfall_of(rule, sentence) is Shortfall.CONTRADICTED


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("client-identity-protected", "Client name: ________________"),
        ("no-public-client-list", "Printed name"),
        ("organisation-information-protected", "Use of company information"),
        ("no-session-content-to-sponsor", "What can be shared with the Sponsor"),
        ("confidential-information-defined", "We collect several types of information to improve our service."),
        ("electronic-transmission-controlled", "A session may be moved by e-mail or text message."),
    ],
)
def test_words_that_name_the_same_things_in_passing_do_not(rule: str, sentence: str) -> None:
    assert shortfall_of(rule, sentence) is not Shortfall.CONTRADICTED


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("no-public-client-list", "The Coach publishes the names of her clients on her website."),
        ("sponsor-no-notes-access", "The Sponsor reads the Coach's notes every month."),
        ("coach-confidentiality-duty", "The Coach tells others what the Client says."),
    ],
)
def test_what_should_be_ruled_out_does_not_count_for_a_rule_where_somebody_simply_does_it(
    rule: str, sentence: str
) -> None:
    document = read_document("text.txt", f"{OPENING}\n\n{sentence}\n\nThe fee is 100 euros a session.".encode())
    [outcome] = [each for each in lint(document, load_rules(), Kind.SPONSORED).outcomes if each.rule.id == RuleId(rule)]
    assert name_of(outcome.verdict) == "violated"
