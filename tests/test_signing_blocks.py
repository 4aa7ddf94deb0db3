"""Facts about the blocks in which people sign: seen in every usual form, and their lines never taken for open slots."""

from __future__ import annotations

import pytest

from agreementlint.agreement.understand import understand
from agreementlint.lint import verdict_of
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.terms import Kind, RuleId
from agreementlint.verdict import name_of

RULES = load_rules()
BEFORE = (
    "This coaching agreement is between Sarah Miles (the Coach) and Tom Reed (the Client). The Coach keeps notes for two "
    "years. The Client pays by invoice within 14 days.\n\n"
)
COMPLETE = (
    "All the best,\n\nSarah Miles\n22 September 2026\n\nI am happy with the above.\n\nTom Reed ______________________  Date ______________",
    "Accepted by Sarah Miles: ____________ Date: ________\n\nAccepted by Tom Reed: ____________ Date: ________",
    "Signed: ______________ (Coach)  Date: ________\n\nSigned: ______________ (Client)  Date: ________",
    "Coach signature: ____________  Date: ______\nClient signature: ____________  Date: ______",
    "__________________________\nSarah Miles, Coach\nDate: __________\n\n__________________________\nTom Reed, Client\nDate: __________",
    "Client\n\nName: ____________\nSignature: ____________\nDate: ____________\n\nCoach\n\nName: ____________\nSignature: ____________\nDate: ____________",
    "| Coach | Client |\n|---|---|\n| Signature: | Signature: |\n| Date: | Date: |",
    "| | Coach | Client |\n|---|---|---|\n| Name | Sarah Miles | Tom Reed |\n| Signature | | |\n| Date | | |",
    "| Name | Role | Signature | Date |\n|---|---|---|---|\n| Sarah Miles | Coach | | |\n| Tom Reed | Client | | |",
    "Agreed and accepted:\n\nSarah Miles ____________ Date ________\n\nTom Reed ____________ Date ________",
    "IN WITNESS WHEREOF, the parties have executed this Agreement as of the dates below.\n\nCOACH\n\nBy: ______________\nDate: ____________\n\nCLIENT\n\nBy: ______________\nDate: ____________",
    "Place, date: ____________  Place, date: ____________\n\n____________ (Coach)  ____________ (Client)",
    "Signed by the Client: Tom Reed, 3 May 2026\nSigned by the Coach: Sarah Miles, 3 May 2026",
    "/s/ Sarah Miles, Coach, 3 May 2026\n/s/ Tom Reed, Client, 4 May 2026",
    "I agree to the above.\n\nClient's signature .................... Date ..........\n\nCoach's signature .................... Date ..........",
    "SIGNATURES\n\nX______________________ (client)   ___/___/____\n\nX______________________ (coach)   ___/___/____",
    "Client (signature and date): ______________\nCoach (signature and date): ______________",
    "By signing below we both agree.\n\nTom Reed (client)\n[signature]\n[date]\n\nSarah Miles (coach)\n[signature]\n[date]",
    "Done in two copies in Leeds on ____________\n\nThe Coach                The Client\n________________         ________________",
    "{{coach_signature}} {{coach_date}}\n{{client_signature}} {{client_date}}",
    "Signature of client ________ Dated ________\nSignature of coach ________ Dated ________",
    "Print name: ________ Sign: ________ Date: ________ (Client)\nPrint name: ________ Sign: ________ Date: ________ (Coach)",
    "Read, understood and agreed:\n\nCoach: ______________________ Date: ___________\n\nClient: ______________________ Date: ___________",
    "Unterschrift / Signature Coach: ____________ Datum / Date: ______\nUnterschrift / Signature Client: ____________ Datum / Date: ______",
    "Electronically signed by Tom Reed (Client) on 3 May 2026 at 10:02 and by Sarah Miles (Coach) on 3 May 2026 at 11:15.",
    "With every good wish, and love to the dog,\n\nSarah\n\n*Sarah Miles*, 3 December 2026\n\nRead and agreed: ______________ (Tom Reed)  Date: ________",
    "Seen and accepted\n\nFor the practice: ______________ (S. Miles)   on: ________\n\nFor myself: ______________ (T. Reed)   on: ________",
    "(S. Miles) ______________     (T. Reed) ______________\n\nPune, dated this ____ day of ________ 2026",
)
INCOMPLETE = (
    "Coach signature: ________ Date: ______\n\nFor each session the coach records your name and the date.",
    "3 May 2026\n\nBest practice is followed by Sarah Miles, who is insured.\n\nSigned: ____________ (Client) Date: ________",
    "All the best,\n\nSarah Miles\n\nI am happy with the above.\n\nTom Reed ______________________",
    "Client signature: ____________ Date: ________",
    "Signatures",
    "Thank you for reading. I look forward to working with you.\n\nSarah Miles",
    "Both parties sign this agreement before the first session.",
    "Coach: Sarah Miles. Client: Tom Reed.",
    "Coach signature: ________\nClient signature: ________",
    "Please sign and return one copy to me.",
)


def said(rule: str, ending: str) -> str:
    document = read_document("case.md" if "|" in ending else "case.txt", (BEFORE + ending).encode())
    agreement = understand(document, RULES.lexicon, Kind.TWO_PARTY)
    [found] = [each for each in RULES.rules if each.id == RuleId(rule)]
    return name_of(verdict_of(found, agreement))


@pytest.mark.parametrize("ending", COMPLETE, ids=lambda ending: ending[:30])
def test_each_party_can_sign_and_date(ending: str) -> None:
    assert said("signed-and-dated-by-every-party", ending) == "held"


@pytest.mark.parametrize("ending", INCOMPLETE, ids=lambda ending: ending[:30])
def test_one_signature_no_date_or_none_at_all_is_too_little(ending: str) -> None:
    assert said("signed-and-dated-by-every-party", ending) == "violated"


@pytest.mark.parametrize("ending", [*COMPLETE, *INCOMPLETE], ids=lambda ending: ending[:30])
def test_a_line_to_sign_on_is_no_open_slot(ending: str) -> None:
    assert said("unfilled-placeholder", ending) == "held"


def test_what_is_asked_for_beside_the_places_to_sign_is_an_open_slot() -> None:
    assert said("unfilled-placeholder", "Start of the coaching: ________\n\n" + COMPLETE[2]) == "violated"
    assert said("unfilled-placeholder", "Client: ________ Date: ________\n\nEmergency contact: ________") == "violated"


def test_a_long_line_that_somebody_signs_for_a_firm_is_no_open_slot() -> None:
    firm = "Signed by SARAH MILES, director, for and on behalf of MILES AND DAUGHTERS COACHING LIMITED  ............."
    assert said("unfilled-placeholder", f"{firm}\n\nSigned by TOM REED  .............") == "held"
