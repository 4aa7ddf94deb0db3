"""Facts about who is taken for coach, client or payer where no label says so: letters, messages, minutes, brackets."""

from __future__ import annotations

from collections import Counter

import pytest

from agreementlint.agreement.parties import read_parties
from agreementlint.agreement.structure import read_structure
from agreementlint.language.tokens import Stems, tokenize
from agreementlint.readers import read_document
from agreementlint.terms import Kind, Role

STEMS = Stems()
TWO, THREE, HOUSE, MENTOR, GROUP = Kind.TWO_PARTY, Kind.SPONSORED, Kind.INTERNAL, Kind.MENTOR, Kind.GROUP


def named(text: str, kind: Kind) -> set[tuple[Role, str]]:
    """Whoever is bound to a role, by name; the name is empty where a slot stands for it."""
    document = read_document("case.md", text.encode())
    tokens, _ = tokenize(document.text, STEMS, read_structure(document).ranges)
    parties = read_parties(document, tokens, Counter(tokens.normals), kind)
    return {(party.role, party.name) for party in parties if party.span is not None}


@pytest.mark.parametrize(
    ("text", "kind", "role", "name"),
    [
        ("Hi Fiona,\n\nI won't tell anyone what you say.\n\nIf that's fine, write back.\n\nTendai", HOUSE, Role.COACH, "Tendai"),
        ("Kia ora Hemi,\n\nI'd be glad to be your supervisor. You bring cases.\n\nNgā mihi\nNgaire", MENTOR, Role.COACH, "Ngaire"),
        ("Dear Mr Prosser,\n\nI shall act as your coach.\n\nYours sincerely\nMarianne Holt", TWO, Role.COACH, "Marianne Holt"),
        ("From: Ola Berg\nTo: Harriet Moss\n\nI coach, you think. I keep it to myself.", TWO, Role.COACH, "Ola Berg"),
        ("From: Ola Berg\nTo: Harriet Moss\n\nI coach, you think. I keep it to myself.", TWO, Role.CLIENT, "Harriet Moss"),
        ('Ms Adisa Okon, trading as Long Field, Nairobi ("the Coach"), and Tom Reed ("the Client")', TWO, Role.COACH, "Ms Adisa Okon"),
        ("This is between Marit Dahl and me (Jonas Lie, your coach). I listen.", TWO, Role.COACH, "Jonas Lie"),
        ("This is between Marit Dahl and me (Jonas Lie, your coach). I listen.", TWO, Role.CLIENT, "Marit Dahl"),
        ("Parties: (1) Ines Prado, who coaches; (2) Tom Reed, who is coached.", TWO, Role.COACH, "Ines Prado"),
        ("For: Salma Haddad\nBy: Beck, coach\n\nWe meet five times.", TWO, Role.CLIENT, "Salma Haddad"),
        ("Our firm has asked Liv Aasen to coach Oskar Dahl.", THREE, Role.COACH, "Liv Aasen"),
        ("Sana wants help. Jules coaches her.", TWO, Role.COACH, "Jules"),
        ("Present: Obinna, Mrs Tait (chair), Deniz (in-house coach)", HOUSE, Role.COACH, "Deniz"),
        ("Yusuf Bello (coachee), Anneke de Wit (his manager, Ost AG), Carol Finch (coach)", THREE, Role.SPONSOR, "Anneke de Wit"),
        ("What we agreed (Harriet = client, Ola = coach): six times, on Thursdays.", TWO, Role.CLIENT, "Harriet"),
        ("What we agreed (Harriet = client, Ola = coach): six times, on Thursdays.", TWO, Role.COACH, "Ola"),
        ("Johanna is Mia's coach. Mum pays.", THREE, Role.COACH, "Johanna"),
        ("Johanna is Mia's coach. Mum pays.", THREE, Role.CLIENT, "Mia"),
        ("We are nine. Gro is our coach.", GROUP, Role.COACH, "Gro"),
        ("I'm Adaeze and I'll be your coach, with ten of you in the room.", GROUP, Role.COACH, "Adaeze"),
        ("What you book: one hour with Gareth Nwosu, by Teams.", TWO, Role.COACH, "Gareth Nwosu"),
        ("I call you. I listen.\n\nBrooke Tanaka: ______________ Date: ________", TWO, Role.COACH, "Brooke Tanaka"),
        ("Full name ______________ Phone ______________\n\nMy coach asks, I answer.", TWO, Role.CLIENT, ""),
        ("Name: ________ Phone: ________\n\nI would like to join the circle with my coach.", GROUP, Role.CLIENT, ""),
        ("By pressing Book on this page you accept what it says.", TWO, Role.CLIENT, ""),
        ("Line manager signature ________ Date ____", THREE, Role.SPONSOR, ""),
        ("From: Head of Learning, Castellan Bank\nTo: Mr A. Roche; Ms B. Lindgren (external coach)", THREE, Role.SPONSOR, "Castellan Bank"),
        ("Coach at Tidewater: ______________\nClient: ______________", TWO, Role.COACH, ""),
        ("Laszlo (supervisor), Beatrix (executive coach), 11 January", MENTOR, Role.CLIENT, "Beatrix"),
        ("The supervisor listens. You, the coach named in the booking, bring your cases.", MENTOR, Role.CLIENT, ""),
    ],
)  # fmt: skip
def test_people_are_known_by_what_is_said_of_them(text: str, kind: Kind, role: Role, name: str) -> None:
    assert (role, name) in named(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My brother Tom is a coach. Ask him.", TWO),
        ("Who is your coach? What does your coach do?", TWO),
        ("Coaching is my calling. It is the coach's craft.", TWO),
        ("I am German and glad to be a coach.", TWO),
        ("Zoom (video) is used for calls with London or Paris.", TWO),
        ("Hi there,\n\nI hope this page helps.\n\nWarmly", TWO),
        ("Dear Ana,\n\nI hope you like this.\n\nThanks", TWO),
        ("From: Head of Learning\nTo: All watch commanders\n\nI have named the coaches.", HOUSE),
        ("Success = client happy. Time = money.", TWO),
        ("Our sessions with Monday clients are short.", TWO),
        ("The team coach leads a group program for teams.", GROUP),
        ("Cost centre: ____________ Date", THREE),
        ("Certified coaches, mentors and trainers are listed. Nobody coaches you.", TWO),
        ("Who coaches you? Someone who coaches well.", TWO),
    ],
)
def test_words_on_coaches_in_general_name_no_coach(text: str, kind: Kind) -> None:
    assert not [each for each in named(text, kind) if each[0] is Role.COACH]
