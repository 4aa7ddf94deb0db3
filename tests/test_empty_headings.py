"""Facts about headings under which nothing stands."""

from __future__ import annotations

import pytest

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import understand
from agreementlint.checks.heading_without_content import check
from agreementlint.language.lexicon import Lexicon
from agreementlint.readers import read_document
from agreementlint.terms import Confidence, Kind
from agreementlint.verdict import Violated

LEXICON = Lexicon({}, {})
BEGINNING = "# Coaching agreement\n\nThe coach and the client agree.\n\n"


def agreement(text: str, name: str = "case.md") -> Agreement:
    return understand(read_document(name, text.encode()), LEXICON, Kind.TWO_PARTY)


def empty(text: str, name: str = "case.md") -> list[tuple[str, Confidence]]:
    read = agreement(text, name)
    verdict = check(read)
    problems = verdict.problems if isinstance(verdict, Violated) else ()
    return [(read.quote(problem.evidence[0]), problem.confidence) for problem in problems]


def test_a_heading_that_is_followed_by_its_like_is_empty() -> None:
    assert empty(BEGINNING + "## Retention\n\n## Fees\n\nYou pay.\n") == [("Retention", Confidence.HIGH)]


def test_a_heading_that_is_followed_by_a_higher_one_is_empty() -> None:
    assert empty(BEGINNING + "## Records\n\n### Retention\n\n## Fees\n\nYou pay.\n") == [("Retention", Confidence.HIGH)]


@pytest.mark.parametrize(
    "text",
    [
        "## Records\n\n### Retention\n\nTwo years.\n",
        "## Records\n\n- two years\n\n## Fees\n\nYou pay.\n",
        "## Records\n\n| What | How long |\n| --- | --- |\n| notes | two years |\n\n## Fees\n\nYou pay.\n",
        "## Research\n\nReserved.\n\n## Fees\n\nYou pay.\n",
        "## Reserved\n\n## Fees\n\nYou pay.\n",
        "## Part A\n\n## Fees\n\nYou pay.\n",
        "## Schedule 1\n\n## Fees\n\nYou pay.\n",
        "## Signatures\n\n## Fees\n\nYou pay.\n",
        "## Nothing is recorded\n\n## Fees\n\nYou pay.\n",
        "## Data policy\n\n## Fees\n\nYou pay.\n",
    ],
)
def test_a_heading_with_something_under_it_or_that_needs_nothing_is_fine(text: str) -> None:
    assert empty(BEGINNING + text) == []


def test_the_titles_on_a_cover_are_no_headings_without_content() -> None:
    assert empty("# Halden Coaching\n\n# Working together\n\nThe coach and the client agree.\n") == []


def test_a_numbered_heading_of_plain_text_is_less_sure_than_one_that_is_marked() -> None:
    text = "1. Notes\n\nNotes are kept.\n\n2. Complaints\n\n3. Fees\n\nYou pay.\n"
    assert empty(text, "case.txt") == [("Complaints", Confidence.MEDIUM)]


def test_words_that_say_nothing_leave_a_heading_empty() -> None:
    assert empty(BEGINNING + "## Retention\n\nTo follow.\n\n## Fees\n\nYou pay.\n") == [
        ("Retention", Confidence.MEDIUM)
    ]
