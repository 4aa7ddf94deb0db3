"""Facts about who is named in the openings of agreements, in the many ways in which people begin one."""

from __future__ import annotations

from collections import Counter

import pytest

from agreementlint.agreement.parties import read_parties
from agreementlint.agreement.structure import read_structure
from agreementlint.language.tokens import Stems, tokenize
from agreementlint.readers import read_document
from agreementlint.terms import Kind, Role

STEMS = Stems()
OPENINGS = (
    (
        Kind.TWO_PARTY,
        'COACHING AGREEMENT\n\nThis Agreement is made on 3 May 2026 by and between Jane Doe Coaching LLC, a Delaware limited liability company ("Coach"), and John Smith, an individual ("Client").',
    ),
    (Kind.TWO_PARTY, "Client Name: ____________________\n\nCoach Name: Sarah Miles\n\nThe client agrees ..."),
    (
        Kind.TWO_PARTY,
        "Welcome! I'm Sarah Miles, PCC. This agreement explains how we will work together. By signing below you agree.\n\nClient signature: ______ Print name: ______",
    ),
    (
        Kind.TWO_PARTY,
        'Sarah Miles Coaching — Terms & Conditions\n\n1. These terms apply to all services provided by Sarah Miles Coaching Ltd (company number 123) ("we", "us", "our") to the client ("you", "your").',
    ),
    (
        Kind.TWO_PARTY,
        "PARTIES\n\n(1) SARAH MILES of 4 High Street, Leeds (the Coach)\n\n(2) [CLIENT NAME] of [ADDRESS] (the Client)",
    ),
    (Kind.TWO_PARTY, "This coaching contract is between:\n\nName of coach\nSarah Miles\n\nName of client\nTom Reed"),
    (Kind.TWO_PARTY, "| Coach | Sarah Miles |\n|---|---|\n| Client | Tom Reed |\n| Start | 3 May |"),
    (Kind.TWO_PARTY, "Coach: Sarah Miles (hereafter 'the coach')\nCoachee: Tom Reed (hereafter 'the coachee')"),
    (Kind.TWO_PARTY, "I, Tom Reed, engage Sarah Miles as my coach for six months."),
    (Kind.TWO_PARTY, "Sarah Miles (coach) and Tom Reed (client) agree as follows."),
    (
        Kind.TWO_PARTY,
        "The undersigned Tom Reed (hereinafter: Client) and Sarah Miles, owner of Miles Coaching (hereinafter: Coach)",
    ),
    (
        Kind.TWO_PARTY,
        "Tom,\n\nthanks for our call. Here's how I work.\n\nI keep what you say to myself. I send invoices monthly.\n\nSarah Miles\nExecutive coach",
    ),
    (
        Kind.SPONSORED,
        "Three-way coaching agreement between Sarah Miles (Coach), Tom Reed (Coachee) and Acme plc, represented by Joan Hill, HR Director (Sponsor)",
    ),
    (Kind.SPONSORED, "Coach: Sarah Miles\n\nCoachee: Tom Reed\n\nLine manager: Joan Hill\n\nOrganisation: Acme plc"),
    (
        Kind.SPONSORED,
        'Acme plc ("the Company") has engaged Sarah Miles ("the Coach") to provide coaching to Tom Reed ("the Executive").',
    ),
    (
        Kind.INTERNAL,
        "Coachee: ........................ Coach: ........................ Line manager: ........................",
    ),
    (Kind.MENTOR, "Mentor: Sarah Miles, MCC. Mentee: Tom Reed. Ten hours of mentor coaching for the ACC."),
    (Kind.MENTOR, "This mentoring agreement is between Sarah Miles (mentor) and Tom Reed (mentee)"),
    (Kind.GROUP, "Your facilitator is Sarah Miles. You, the participant, agree to the following."),
    (
        Kind.TWO_PARTY,
        "Who we are\n\nSarah Miles is a certified life coach and founder of Bloom Coaching. 'Client' means the person who books.",
    ),
    (
        Kind.TWO_PARTY,
        "This is an agreement between Sarah Miles, Coach, and Tom Reed, Client, whereby Coach agrees to provide coaching services for Client.",
    ),
    (Kind.TWO_PARTY, "To my client: ______________\nFrom your coach: Sarah Miles"),
    (Kind.TWO_PARTY, "**Coach** Sarah Miles\n\n**Client** Tom Reed"),
    (Kind.TWO_PARTY, "Supplier: Miles Ltd\nCustomer: Tom Reed\nServices: life coaching"),
    (Kind.SPONSORED, "Client organisation: Acme plc\nClient (individual): Tom Reed\nConsultant: Sarah Miles"),
    (Kind.TWO_PARTY, "I, ___________________ (client), understand that Sarah Miles is my coach."),
    (Kind.TWO_PARTY, "Sarah Miles - Wellness Coach\n\nClient's full name __________"),
    (
        Kind.TWO_PARTY,
        "Agreement between the coach, Miles Coaching, represented by Sarah Miles, and the person named in the booking, below called the client.",
    ),
    (
        Kind.TWO_PARTY,
        "LIFE COACHING CONTRACT\n\nClient's Name: Tom Reed     Date: 3 May 2026\n\nCoach's Name: Sarah Miles",
    ),
    (
        Kind.TWO_PARTY,
        'This Life Coaching Agreement (the "Agreement") is entered into as of May 3, 2026 (the "Effective Date") between Bloom & Grow, Inc. ("Company"), represented by its coach Sarah Miles, and Tom Reed ("you").',
    ),
    (
        Kind.TWO_PARTY,
        "CLIENT AGREEMENT\n\nFirst name: ______ Last name: ______\n\nI agree to work with my coach, Sarah Miles.",
    ),
    (Kind.TWO_PARTY, 'Parties to this agreement: Sarah Miles, ICF ACC ("I/me/Coach") & {{client_name}} ("you/Client")'),
    (
        Kind.TWO_PARTY,
        'between\n\nSarah Miles, Hauptstr. 3, Köln\n– hereinafter "Coach" –\n\nand\n\nTom Reed, Ring 4, Bonn\n– hereinafter "Client" –',
    ),
    (
        Kind.TWO_PARTY,
        "Prepared for: Tom Reed\nPrepared by: Sarah Miles, Bloom Coaching\n\nYour coaching proposal and terms",
    ),
    (Kind.TWO_PARTY, "1. Parties. Sarah Miles, of Leeds, acts as coach. Tom Reed, of York, is the client."),
    (Kind.TWO_PARTY, "I am Sarah Miles and I work as a coach under the name Bloom. You are Tom Reed."),
    (
        Kind.SPONSORED,
        "This agreement is between Sarah Miles of Bloom Ltd, the coach; Tom Reed, the coachee; and Acme Ltd, the sponsor.",
    ),
    (
        Kind.SPONSORED,
        "| Role | Name |\n|---|---|\n| Coach | Sarah Miles |\n| Coachee | Tom Reed |\n| Sponsor | Joan Hill, Acme |",
    ),
    (Kind.SPONSORED, "Employer: Acme Ltd\nEmployee being coached: Tom Reed\nExternal coach: Sarah Miles"),
    (Kind.SPONSORED, "Sponsor (paying organisation): ____________\nCoach: ____________\nClient: ____________"),
    (Kind.INTERNAL, "Internal coaching contract\n\nInternal coach: Sarah Miles (Finance)\nCoachee: Tom Reed (Sales)"),
    (Kind.MENTOR, "Mentor Coach: Sarah Miles MCC\nMentee Coach: Tom Reed"),
    (Kind.MENTOR, 'This Agreement is between Sarah Miles ("Supervisor") and Tom Reed ("Supervisee").'),
    (Kind.MENTOR, "Supervisor's name: ____________ Supervisee's name: ____________"),
    (Kind.GROUP, "By joining the Bloom Circle, run by Sarah Miles, you agree to these rules."),
    (Kind.TWO_PARTY, "COACH: SARAH MILES\nCLIENT: TOM REED"),
    (Kind.TWO_PARTY, "Coach – Sarah Miles\nClient – Tom Reed"),
    (Kind.TWO_PARTY, "Agreement with: Tom Reed (client)\nYour coach: Sarah Miles"),
    (Kind.TWO_PARTY, "The coachee (name): ..................\nThe coach (name): Sarah Miles"),
    (
        Kind.TWO_PARTY,
        "SARAH MILES COACHING, LLC\n\nCLIENT COACHING AGREEMENT\n\nThis is a legal agreement between Sarah Miles Coaching, LLC and the undersigned client.",
    ),
)


@pytest.mark.parametrize(("kind", "opening"), OPENINGS, ids=[opening[:40] for _, opening in OPENINGS])
def test_coach_and_client_and_who_pays_are_named_by_the_opening(kind: Kind, opening: str) -> None:
    document = read_document("opening.txt", opening.encode())
    tokens, _ = tokenize(document.text, STEMS, read_structure(document).ranges)
    parties = read_parties(document, tokens, Counter(tokens.normals), kind)
    named = {party.role for party in parties if party.span is not None}
    assert {Role.COACH, Role.CLIENT} | ({Role.SPONSOR} if kind is Kind.SPONSORED else set()) <= named
