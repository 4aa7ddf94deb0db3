"""Facts about names of parties that drift, roles that change their word, and terms that nobody introduced."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import understand
from agreementlint.checks import inconsistent_party_name, undefined_role_or_term
from agreementlint.language.lexicon import Lexicon
from agreementlint.readers import read_document
from agreementlint.terms import Confidence, Kind
from agreementlint.verdict import Verdict, Violated

LEXICON = Lexicon({}, {})
PARTIES = 'This agreement is between Dana Whitlock ("the Coach") and Leo Tan ("the Client").\n\n'


def found(check: Callable[[Agreement], Verdict], text: str, name: str = "case.md") -> list[tuple[str, Confidence]]:
    read = understand(read_document(name, text.encode()), LEXICON, Kind.TWO_PARTY)
    verdict = check(read)
    problems = verdict.problems if isinstance(verdict, Violated) else ()
    return [(read.quote(problem.evidence[0]), problem.confidence) for problem in problems]


def drifts(text: str) -> list[str]:
    return [words for words, _ in found(inconsistent_party_name.check, text)]


def undefined(text: str, name: str = "case.md") -> list[tuple[str, Confidence]]:
    return found(undefined_role_or_term.check, text, name)


@pytest.mark.parametrize("wrong", ["Dana Whitlok", "Dana Whitlcok", "Dana Whittlock", "Dina Whitlock", "DANA WHITLOK"])
def test_a_name_with_one_wrong_letter_is_shown_where_it_stands(wrong: str) -> None:
    assert drifts(PARTIES + f"Signed by {wrong}, coach.\n") == [wrong]


@pytest.mark.parametrize("right", ["Dana Whitlock's", "DANA WHITLOCK", "Ms Whitlock", "Dana", "Hanna Whitlock"])
def test_other_forms_of_a_name_and_other_people_are_no_drift(right: str) -> None:
    assert drifts(PARTIES + f"Signed in the office of {right} in May.\n") == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Halden Coaching LLC", "Halden Coaching Ltd", ["Halden Coaching Ltd"]),
        ("Halden Coaching Limited", "Halden Coaching Ltd.", []),
        ("Halden Coaching L.L.C.", "Halden Coaching, LLC", []),
        ("Halden Coaching LLC", "its affiliate Halden Coaching Ltd", []),
        ("Halden Coaching LLC", "Halden Limited Liability Company", []),
    ],
)
def test_a_firm_with_two_legal_forms_is_shown_at_the_rarer_one(one: str, other: str, expected: list[str]) -> None:
    text = f'{one} ("the Coach") coaches Leo Tan ("the Client").\n\nThe fee goes to {other} in May.\n'
    assert drifts(text) == expected


def test_a_role_under_a_second_word_is_a_drift_and_no_undefined_role() -> None:
    text = PARTIES + "The Coach meets the Client. The Client pays the Coach.\n\nThe Customer may cancel.\n"
    assert drifts(text) == ["Customer"]
    assert undefined(text) == []


def test_two_words_that_meet_in_one_sentence_are_two_roles() -> None:
    text = PARTIES + "The Coach meets the Client. The Client pays.\n\nThe Customer is told what the Client agrees to.\n"
    assert drifts(text) == []


def test_how_sure_an_undefined_term_is_depends_on_how_often_it_stands_and_on_the_format() -> None:
    text = PARTIES + '"Records" means notes. The Records are safe.\n\nThe Coach invoices the Sponsor.'
    often = text + " The Sponsor pays the Coach. The Client does not.\n"
    assert undefined(text) == [("Sponsor", Confidence.LOW)]
    assert undefined(often) == [("Sponsor", Confidence.HIGH)]
    assert undefined(often, "case.txt") == [("Sponsor", Confidence.MEDIUM)]


@pytest.mark.parametrize(
    "words",
    [
        "The Coach invoices the Sponsor (Ost AG). The Sponsor pays.",
        "A Sponsor may pay. The Sponsor is then told the dates.",
        "Sponsor: Ost AG\n\nThe Sponsor pays.",
        "## Sponsor\n\nThe Sponsor pays.",
        "The sponsor pays.",
        "The Client Sponsor pays.",
        "The Outreachy Project pays, the Financial Services Act permits it, and the Report of 2024 says so.",
        "On the Monday after, the President of the European Union pays.",
    ],
)
def test_what_is_introduced_or_is_a_name_of_the_world_is_no_undefined_term(words: str) -> None:
    assert undefined(PARTIES + "The Coach meets the Client.\n\n" + words + "\n") == []


def test_a_term_that_is_defined_for_nothing_is_a_finding_of_little_confidence() -> None:
    text = PARTIES + 'The Coach meets the Client. "Debriefing" means a talk afterwards.\n'
    assert undefined(text) == [('"Debriefing"', Confidence.LOW)]
    assert undefined(text + "\nThe debriefings are free.\n") == []
