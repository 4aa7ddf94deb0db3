"""Three parties: who coaches, who is coached, who pays and who is "you", as ordinary letters and contracts say it."""

from __future__ import annotations

import pytest

from agreementlint.agreement.understand import understand
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.terms import Kind, Role

LEXICON = load_rules().lexicon
INTERNAL = "Internal coaching agreement"
# The text, a word of the name of each party, and whom "you" stands for where the text speaks to somebody.
TEXTS = [
    ("""Dear Priya,

Engagement letter: executive coaching for Mr. Tomasz Wieczorek

This letter sets out the basis on which Osei Hargreave Partners Inc. ("OHP", "the Firm", "we") will provide coaching to Tomasz Wieczorek, Director, Network Operations ("Tomasz" or "the Coachee"), at the request and expense of Norvane Logistics Inc. ("Norvane" or "the Company"). You are our contact at Norvane. Helen Achterberg, Chief Operating Officer, takes part as Tomasz's line manager (the "Line Manager"). The coach will be Dr. Simone Osei ("the Coach").

Tomasz keeps the appointments. You will pay within 30 days. We will keep what Tomasz says confidential.""", "Osei", "Tomasz", "Norvane", Role.SPONSOR),
    ("""Dear Mr Halvorsen,

Coaching for your colleague Ms Ingrid Solheim

I am pleased that you have chosen me, Petra Lang, to coach Ms Solheim (the "Client") on behalf of Fjordbank AS (the "Sponsor"). You will receive an invoice after each third session. Ms Solheim may end the coaching at any time.""", "Lang", "Solheim", "Fjordbank", Role.SPONSOR),
    ("""Dear Marcus,

I look forward to coaching you. Your employer, Trident Foods Ltd, has agreed to pay for six sessions. Joanne Pike from HR is my contact there. I will not tell Joanne what we talk about. You may stop at any time.

Kind regards,
Bea Lindqvist""", "Lindqvist", "Marcus", "Trident", Role.CLIENT),
    ("""Coaching agreement

between Lindqvist Coaching Ltd ("the Provider"), Trident Foods Ltd ("the Client Organisation") and Marcus Webb, its employee ("the Coachee").

The Provider assigns Bea Lindqvist as coach. The Client Organisation pays the fee.""", "Lindqvist", "Marcus", "Trident", None),
    ("""This agreement is made on 3 May between Hannah Okafor (Coach), Daniel Reyes (Coachee) and Brightwater Utilities plc, represented by Susan Hale, Head of Talent (Sponsor).

The Coach keeps notes. The Sponsor pays.""", "Okafor", "Reyes", "Brightwater", None),
    ("""Three-way coaching contract

Coach: Mei Lin Tan, MLT Associates
Coachee: Arjun Nair, Regional Sales Lead
Line manager: Rebecca Stone
Sponsor organisation: Palmgrove Hotels

What Arjun says stays with Mei Lin. Rebecca may attend the first and last meeting.""", "Tan", "Nair", "Palmgrove", None),
    ("""Greenfield School District (the "District") has engaged Carla Jimenez (the "Coach") to work with Principal Dana Fox (the "Principal"). The District pays the Coach's fee. The Principal sets the goals. The Coach will keep what the Principal says confidential.""", "Jimenez", "Fox", "Greenfield", None),
    ("""STATEMENT OF WORK

Supplier: Northlight Coaching LLP
Customer: Aldgate Insurance SE
Individual receiving coaching: Tobias Renner
Customer contact: Ulrike Baum

The Supplier will deliver eight sessions to the Individual. The Customer pays within 30 days.""", "Northlight", "Renner", "Aldgate", None),
    ("""Memorandum of understanding among the Ministry of Water (hereinafter "the Ministry"), Ms Achieng Otieno (hereinafter "the Coach") and Mr Peter Kamau, Deputy Director (hereinafter "the Coachee").

The Ministry bears the cost. The Coach owes secrecy to the Coachee.""", "Otieno", "Kamau", "Ministry", None),
    ("""We, Castell & Byrne, will coach Orla Finnegan, who leads your Cork site, from September. This letter is for you as her employer; Orla has a copy. We will not report to you on the content of sessions. You pay our fee monthly.""", "Castell", "Finnegan", None, Role.SPONSOR),
    ("""AGREEMENT FOR EXECUTIVE COACHING SERVICES

This Agreement is entered into by and between Summit Leadership, LLC, a Colorado limited liability company ("Consultant"), and Ridgeway Medical Group, P.C. ("Client"), for coaching of Dr. Alan Brisco ("Executive").

Consultant shall hold in confidence everything that Executive discloses. Client shall pay Consultant.""", "Summit", "Brisco", "Ridgeway", None),
    ("""Internal coaching agreement

Coach: Sabine Krüger, Talent Development. Coachee: Jonas Wirth, Plant Logistics. Both work for Hellmann Werke GmbH.

Sabine will not tell Jonas's manager what he says.""", "Krüger", "Wirth", "Hellmann", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "coach", "client", "sponsor", "you"), TEXTS)
def test_each_of_three_parties_is_known(
    text: str, coach: str, client: str, sponsor: str | None, you: Role | None
) -> None:
    kind = Kind.INTERNAL if text.startswith(INTERNAL) else Kind.SPONSORED
    parties = understand(read_document("text.md", text.encode()), LEXICON, kind).parties
    for role, name in ((Role.COACH, coach), (Role.CLIENT, client), (Role.SPONSOR, sponsor)):
        if name is not None:
            bound = {each.role for each in parties if name.lower() in " ".join((each.name, *each.aliases)).lower()}
            assert bound == {role}, name
    if you is not None:
        assert [each.role for each in parties if "you" in each.aliases] == [you]


@pytest.mark.parametrize(
    "text",
    [
        "Coach: Ana Prado\nCoachee: Tom Reed\nSponsor: Oakline Ltd\n\nYour employee John may be asked for feedback. You may stop at any time.",
        "Dear Liz,\n\nCoachee: Elizabeth Webb\nSponsor: Oakline Ltd\n\nThe coachee is you. You may stop at any time.",
        "Dear Marcus,\n\nCoachee: Mr Webb\nSponsor: Oakline Ltd\n\nI will coach you. You may stop at any time.",
    ],
)
def test_you_is_the_client_unless_a_letter_speaks_of_the_client_to_another(text: str) -> None:
    parties = understand(read_document("text.md", text.encode()), LEXICON, Kind.SPONSORED).parties
    assert [each.role for each in parties if "you" in each.aliases] == [Role.CLIENT]
