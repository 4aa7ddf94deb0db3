"""What others do, what books say and what is still open is no promise of the document."""

from __future__ import annotations

import pytest

from agreementlint.agreement.generalities import is_generality, own_part
from agreementlint.agreement.understand import understand
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.terms import Kind


@pytest.mark.parametrize(
    "words",
    [
        "Many coaches shred their notes after a year.",
        "But other providers publish the names of clients.",
        "Coaches often talk their cases over with a supervisor.",
        "In some countries the client may ask for a copy.",
        "Most handbooks recommend a written agreement.",
        "Whether notes go to the sponsor is an open question.",
        "How long records are kept has not yet been decided.",
        "In practice, many coaches declare such a conflict.",
        "Reputable coaching firms disclose a conflict of interest to the client.",
        "As a rule, serious coaches ask for written consent.",
        "Coaches are well advised to keep no notes.",
        "Good practice is that coaches ask for consent first.",
        "It might help if the coach told the client about a conflict of interest.",
        "Previously stored notes were shredded by the coach.",
        "Notes are shredded, as a rule, in many practices.",
        "You may have heard that the coach tells nobody, and the coach hopes so.",
        "Doctors must keep silent; the coach is not a doctor.",
        "Doctors must keep silent; the coach does not have to.",
        "Note to drafter: coaches talk, but the coach must not.",
        "Testimonials are published only with written permission in many practices.",
        "Many firms record calls, but the recordings are kept there for years.",
        "Many firms record calls, but they are kept secret.",
        "Note: some coaches like to add a review here.",
    ],
)
def test_a_generality_is_told_from_a_promise(words: str) -> None:
    assert is_generality(words)


@pytest.mark.parametrize(
    "words",
    [
        "Coaches shred their notes after a year.",
        "Most coaches write key words in a notebook.",
        "Other coaches in our practice do not see your notes.",
        "Other coaches of the Provider shall not see the notes.",
        "Some records are kept for seven years.",
        "Whether notes go to the sponsor is settled by the client alone.",
        "How long records are kept: two years.",
        "As a rule, sessions take place on Mondays.",
        "Usually the coach answers within two days.",
        "It would be wrong to pass on the notes.",
        "The coach has worked in many companies and keeps their names secret.",
        "Notes are shredded after a year, as is usual in many practices.",
        "I keep your notes longer than is required in many countries.",
        "Previously agreed goals are kept secret.",
        "I have kept, and shall keep, your secrets.",
        "Under the old agreement, as under this one, notes are shredded.",
    ],
)
def test_what_speaks_of_this_engagement_stays_a_promise(words: str) -> None:
    assert not is_generality(words)


def test_a_generality_is_no_statement_and_what_follows_it_is() -> None:
    text = "Many firms hoard notes for ever; we erase them after a year. Other firms ask the client."
    agreement = understand(read_document("text.txt", text.encode()), load_rules().lexicon, Kind.TWO_PARTY)
    assert [agreement.quote(each.span) for each in agreement.statements] == ["we erase them after a year."]


@pytest.mark.parametrize(
    ("generality", "promise"),
    [
        ("Doctors must have consent;", "the Coach keeps a diary."),
        ("You may have heard that coaches talk, but", "the Coach never tells tales."),
        ("It is recommended that you take notes, and", "I take some as well."),
        ("Many coaches hoard notes, but", "the Coach shreds them."),
        ("If I were a doctor, I would keep a file, but", "I keep none."),
    ],
)
def test_a_promise_behind_a_generality_is_a_statement(generality: str, promise: str) -> None:
    document = read_document("text.txt", f"{generality} {promise}".encode())
    agreement = understand(document, load_rules().lexicon, Kind.TWO_PARTY)
    assert [agreement.quote(each.span) for each in agreement.statements] == [promise]


@pytest.mark.parametrize(
    "words", ["Who comes is for the coachee to decide.", "Whether notes are sent is up to you to decide."]
)
def test_what_is_for_the_client_to_decide_is_not_open(words: str) -> None:
    assert not is_generality(words)
    assert is_generality(words.replace("the coachee", "the board").replace("you", "the board"))


@pytest.mark.parametrize(
    ("words", "own"),
    [
        (
            "While many coaches keep notes for years, notes are destroyed after six months.",
            "notes are destroyed after six months.",
        ),
        (
            "Other firms share reports, but nothing is passed on to the employer.",
            "nothing is passed on to the employer.",
        ),
        ("Although some firms tell it, no name is ever told to the employer.", "no name is ever told to the employer."),
    ],
)
def test_what_is_done_here_without_saying_by_whom_is_a_promise_behind_a_generality(words: str, own: str) -> None:
    assert words[own_part(words) :] == own


def test_a_long_generality_is_looked_through_in_proportion_to_its_length() -> None:
    # Looking from each "but the notes" to the end takes an hour for this.
    assert is_generality("Many coaches say " + "but the notes " * 30_000)
    assert is_generality("While many coaches say " + "a word " * 30_000)
