"""A keyword or a heading is not a clause: five small agreements that tell the two apart."""

from __future__ import annotations

import pytest

from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.verdict import name_of

RULES = (
    "coach-confidentiality-duty",
    "limit-law-or-court",
    "limit-danger-to-self-or-others",
    "retention-period",
    "conflict-disclosure-duty",
)
COMPLETE = """# Coaching Agreement

## 1. Secrecy
The Coach shall keep confidential all that the Client tells her. Exceptions: (a) serious danger to the Client or to
other people; (b) a court order or a duty under the law.

## 2. Files
Session notes are kept for two years after the last session and then shredded.

## 3. Interests
The Coach will tell the Client at once of any conflict of interest and will step back if it cannot be solved.
"""
DENIED = """# Coaching Agreement

Nothing has been agreed about confidentiality, and nothing in this letter limits what the Coach may disclose.
No period has been set for keeping records. Conflicts of interest were not discussed.
"""
HEADINGS = "# Coaching Agreement\n\n" + "\n\n".join(
    f"## {number}. {title}"
    for number, title in enumerate(("Confidentiality", "Limits", "Retention of records", "Conflicts of interest"), 1)
)
CONTENTS = """# Coaching Agreement

Contents
1. Confidentiality ........ 2
2. Limits of confidentiality ........ 3
3. Retention of records .... 4
4. Conflicts of interest ..... 5

Coach and Client meet every second Tuesday in the Coach's office.
"""
PLAIN = """# How you and I work as coach and client

Whatever we talk about in coaching stays between you and me. I would only speak up if I thought that you or
somebody else was about to get badly hurt, or if a court told me to.
I burn my notes a year after our final session.
Should I ever find myself with a stake in something that touches you, I will tell you straight away.
"""


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    ("text", "expected"),
    [(COMPLETE, "held"), (PLAIN, "held"), (DENIED, "violated"), (HEADINGS, "violated"), (CONTENTS, "violated")],
    ids=["complete", "plain", "denied", "headings", "contents"],
)
def test_what_is_said_counts_and_not_what_is_named(rule: str, text: str, expected: str) -> None:
    report = lint(read_document("agreement.md", text.encode()), load_rules())
    verdicts = {outcome.rule.id: name_of(outcome.verdict) for outcome in report.outcomes}
    assert verdicts[rule] == expected  # type: ignore[index]  # a RuleId is a str
