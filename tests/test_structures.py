"""Facts about signatures, named parties and open slots, the structures that no single statement shows."""

from __future__ import annotations

import pytest

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import understand
from agreementlint.engine.checks import Feature
from agreementlint.engine.structures import find_structure
from agreementlint.language.lexicon import Lexicon
from agreementlint.readers import read_document
from agreementlint.terms import Kind

LEXICON = Lexicon({}, {})


def agreement(text: str, kind: Kind = Kind.TWO_PARTY) -> Agreement:
    return understand(read_document("case.md", text.encode()), LEXICON, kind)


def test_a_table_of_signatures_counts_for_each_column() -> None:
    text = "| Coach | Client |\n| --- | --- |\n| Signature: | Signature: |\n| Date: | Date: |\n"
    assert find_structure(Feature.SIGNATURES, agreement(text)).found


def test_a_sponsor_who_is_named_has_to_sign_too() -> None:
    parties = "Coach: Ana Prado\n\nCoachee: Leo Tan\n\nSponsor: Ost AG\n\n"
    two = "Coach signature: ____ Date: ____\n\nCoachee signature: ____ Date: ____\n\n"
    third = "Sponsor signature: ____ Date: ____\n"
    assert not find_structure(Feature.SIGNATURES, agreement(parties + two, Kind.SPONSORED)).found
    assert find_structure(Feature.SIGNATURES, agreement(parties + two + third, Kind.SPONSORED)).found


def test_it_is_said_who_has_no_place_to_sign() -> None:
    finding = find_structure(Feature.SIGNATURES, agreement("Client signature: ________ Date: ________"))
    assert [miss.reason for miss in finding.misses] == ["there is no place for the coach to sign"]


def test_signatures_without_dates_are_refused_with_the_reason() -> None:
    finding = find_structure(Feature.SIGNATURES, agreement("Coach signature: ________\n\nClient signature: ________\n"))
    assert [miss.reason for miss in finding.misses] == ["not every signature has a date"]


def test_the_party_that_is_not_named_is_told() -> None:
    finding = find_structure(Feature.PARTIES_NAMED, agreement("Coach: Ana Prado. The client decides."))
    assert (finding.found, [miss.reason for miss in finding.misses]) == (False, ["the client is not named"])


def test_the_evidence_of_named_parties_is_the_sentences_that_name_them() -> None:
    text = "Coach: Ana Prado\n\nClient: ________\n"
    read = agreement(text)
    finding = find_structure(Feature.PARTIES_NAMED, read)
    assert [read.quote(span) for span in finding.evidence] == ["Coach: Ana Prado", "Client: ________"]


def test_a_preamble_that_is_too_long_to_prove_it_is_no_evidence_but_the_names_in_it_are() -> None:
    read = agreement(f"Coach: Ana Prado, of {'a house ' * 40}in Porto\n\nClient: ________\n")
    finding = find_structure(Feature.PARTIES_NAMED, read)
    assert [read.quote(span) for span in finding.evidence] == ["Ana Prado", "Client: ________"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The fee is [AMOUNT] a session.", "The fee is [AMOUNT]"),
        ("Notes are kept for {{years}} years.", "Notes are kept for {{years}}"),
        ("We meet at ________ every week.", "We meet at ________"),
        ("Notice period: TBC", "Notice period: TBC"),
        ("Cancel [24/48] hours ahead.", "Cancel [24/48]"),
        ("We meet every <frequency> at noon.", "We meet every <frequency>"),
        ("Notes are kept for N years.", "Notes are kept for N"),
        ("Notice: ?? days", "Notice: ??"),
        ("Coach: NAME HERE", "Coach: NAME HERE"),
        ("The fee is {amount}.", "The fee is {amount}"),
        ("Please delete as appropriate: weekly or monthly", "Please delete as appropriate"),
    ],
)
def test_an_open_slot_is_shown_with_the_words_that_lead_to_it(text: str, quote: str) -> None:
    read = agreement(text)
    assert [read.quote(span) for span in find_structure(Feature.OPEN_SLOTS, read).evidence] == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Coach signature: ____________ Date: ________\n\nClient signature: ____________ Date: ________\n",
        "- [ ] I agree to recording\n- [x] I do not\n",
        "The coach keeps to the code [3] of her association [see below].",
        "What you say (in a session or by mail) is secret.",
        "He paused ... and left after five years.",
        "[The client] asked for it.",
        "Write to Jo <jo@example-coaching.org>.",
        "SIGN HERE",
    ],
)
def test_what_is_meant_to_stay_open_is_no_open_slot(text: str) -> None:
    assert not find_structure(Feature.OPEN_SLOTS, agreement(text)).found


@pytest.mark.parametrize(
    "table",
    [
        "| | Coach | Client |\n| --- | --- | --- |\n| Signature | | |\n| Date | | |\n",
        "| | Signed | Date |\n| --- | --- | --- |\n| Ana Prado (coach) | | |\n| Leo Tan (client) | | |\n",
    ],
)
def test_a_table_to_sign_in_is_read_by_rows_and_by_columns(table: str) -> None:
    assert find_structure(Feature.SIGNATURES, agreement(table)).found


def test_an_attendance_sheet_is_no_place_for_the_parties_to_sign() -> None:
    table = "| Date | Session | Signature |\n| --- | --- | --- |\n| | | |\n"
    assert not find_structure(Feature.SIGNATURES, agreement(table)).found


@pytest.mark.parametrize(
    "text",
    [
        "Dear Naomi,\n\nI am glad to be your coach.\n\nWarm regards,\n\nFiona Baxter\n",
        "My name is Ana Prado and I am your coach. You, Leo Tan, are my client.",
        "By enrolling, you (the person named on the form) agree to these terms with the coach, Ana Prado.",
        "| Coach | Client |\n| --- | --- |\n| Ana Prado | Leo Tan |\n",
        "Between the coach Ana Prado and the client Leo Tan it is agreed:",
    ],
)
def test_parties_are_named_in_letters_introductions_terms_and_tables(text: str) -> None:
    assert find_structure(Feature.PARTIES_NAMED, agreement(text)).found


def test_a_firm_that_is_called_the_client_is_not_the_one_who_is_coached() -> None:
    text = "Coach: Ana Prado\n\nClient: Ost Trading Ltd\n"
    assert find_structure(Feature.PARTIES_NAMED, agreement(text)).found
    assert not find_structure(Feature.CLIENT_NAMED, agreement(text)).found


def test_a_sponsor_is_named_by_a_label() -> None:
    assert find_structure(Feature.SPONSOR_NAMED, agreement("Sponsor: Ost AG\n", Kind.SPONSORED)).found
    assert not find_structure(Feature.SPONSOR_NAMED, agreement("The sponsor pays.\n", Kind.SPONSORED)).found


def test_a_name_and_a_blank_is_a_place_to_sign() -> None:
    text = "Coach: Ana Prado\n\nClient: Leo Tan\n\nAna Prado ____________ Date ______\n\nLeo Tan ____________ Date ______\n"
    assert find_structure(Feature.SIGNATURES, agreement(text)).found
    assert not find_structure(Feature.OPEN_SLOTS, agreement(text)).found


def test_a_form_that_is_submitted_is_no_signature() -> None:
    text = "The coach submits a log of hours which shows your name and the start date, and you accept that.\n"
    assert not find_structure(Feature.SIGNATURES, agreement(text)).found
