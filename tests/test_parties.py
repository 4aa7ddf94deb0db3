"""Facts about who the parties of a document are taken to be, and which words stand for them."""

from __future__ import annotations

from collections import Counter

import pytest

from agreementlint.agreement.model import Party
from agreementlint.agreement.parties import read_parties
from agreementlint.agreement.party_words import find_mentions
from agreementlint.agreement.structure import read_structure
from agreementlint.language.standing import ROLES
from agreementlint.language.tokens import Stems, Tokens, tokenize
from agreementlint.readers import read_document
from agreementlint.terms import Kind, Role

STEMS = Stems()


def read(text: str, kind: Kind) -> tuple[Tokens, tuple[Party, ...]]:
    document = read_document("case.md", text.encode())
    tokens, _ = tokenize(document.text, STEMS, read_structure(document).ranges)
    return tokens, read_parties(document, tokens, Counter(tokens.normals), kind)


def role_of(word: str, text: str, kind: Kind = Kind.TWO_PARTY) -> Role | None:
    """The role of the last mention that begins with a word."""
    tokens, parties = read(text, kind)
    at = [index for index in find_mentions(tokens, parties) if tokens.normals[index] == word]
    return ROLES[find_mentions(tokens, parties)[at[-1]][0]] if at else None


@pytest.mark.parametrize(
    ("text", "word", "role"),
    [
        ("I will keep what you say to myself.", "i", Role.COACH),
        ("I will keep what you say to myself.", "you", Role.CLIENT),
        ("I understand that my coach keeps my secrets. I pay my coach.", "i", Role.CLIENT),
        ("We at Alder Coaching keep your notes for a year. You may see them.", "we", Role.COACH),
        ("I coach you for six months. We meet on Mondays.", "we", Role.EVERYONE),
        ("The coach and the client speak freely. We agree on goals.", "we", Role.EVERYONE),
        ('Alder Ltd ("we", "us") coaches you. We keep notes and I sign for it.', "we", Role.COACH),
        ("Each of us may end it.", "each", Role.EVERYONE),
        ("The parties may end it.", "parties", Role.EVERYONE),
        ("No third parties may see the notes.", "third", None),
        ("No third parties may see the notes.", "parties", None),
        ("The coachee decides.", "coachee", Role.CLIENT),
    ],
)
def test_a_word_stands_for_the_party_who_speaks_or_is_spoken_to(text: str, word: str, role: Role | None) -> None:
    assert role_of(word, text) is role


@pytest.mark.parametrize(
    ("text", "word", "kind", "role"),
    [
        ('Jo Bell, an employee of Ost AG (the "Executive"). The Executive decides.', "executive", Kind.SPONSORED, Role.CLIENT),
        ('Ost AG, which pays (the "Company"). The Company gets no notes.', "company", Kind.SPONSORED, Role.SPONSOR),
        ('Alder Coaching Ltd (the "Company"). The Company keeps notes.', "company", Kind.TWO_PARTY, Role.COACH),
        ("Between Ana Prado, a coach, hereinafter called \"the Guide\", and you. The Guide keeps notes.", "guide", Kind.TWO_PARTY, Role.COACH),
        ("The supervisor helps the supervisee.", "supervisor", Kind.MENTOR, Role.COACH),
        ("Members keep it in the circle.", "members", Kind.GROUP, Role.CLIENT),
        ("Members of the family are not told.", "members", Kind.TWO_PARTY, None),
        ("Coach: Ana Prado. Client: Leo Tan. Prado keeps notes.", "prado", Kind.TWO_PARTY, Role.COACH),
        ("Dear Samira,\n\nI look forward to it. Samira decides what we talk about.", "samira", Kind.TWO_PARTY, Role.CLIENT),
    ],
)  # fmt: skip
def test_the_document_says_itself_whom_a_word_means(text: str, word: str, kind: Kind, role: Role | None) -> None:
    assert role_of(word, text, kind) is role


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Coach: Maren Toft", Role.COACH, "Maren Toft"),
        ("Client's name: ____________", Role.CLIENT, ""),
        ("| Coachee | Jonas Petersen |\n| --- | --- |\n| Coach | [NAME] |", Role.CLIENT, "Jonas Petersen"),
        ('Kofi Mensah ("Mentor") and Laura Beck ("Mentee")', Role.CLIENT, "Laura Beck"),
        ("Clara Hughes is your coach.", Role.COACH, "Clara Hughes"),
        ("You, Priya Nair, are my client.", Role.CLIENT, "Priya Nair"),
        ('"Client" means the person being coached, Tomas Albrecht.', Role.CLIENT, "Tomas Albrecht"),
        ("This is between Fern Coaching Ltd and you, the individual who books.", Role.CLIENT, ""),
        ("Your employer, Hartwell Engineering, pays.", Role.SPONSOR, "Hartwell Engineering"),
    ],
)
def test_a_party_is_bound_to_its_name_or_blank(text: str, role: Role, name: str) -> None:
    _, parties = read(text, Kind.MENTOR if "Mentor" in text else Kind.SPONSORED)
    assert name in [party.name for party in parties if party.role is role and party.span is not None]


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        (
            'Between (1) **IDA FERN**, of 9 Elm Row (the "Coach"); and\n\n(2) **BEN ODUYA**, of 4 Quay Street, who enters'
            ' into this outside his trade, and who is the individual to whom the Services are rendered (the "Client").',
            Role.CLIENT,
            "BEN ODUYA",
        ),
        (
            "- **Ben Oduya**, head of depots. He is the one being coached.\n- **Ost Freight Ltd**, who are footing the bill."
            "\n- **Myself, Ida Fern**, the coach.",
            Role.SPONSOR,
            "Ost Freight Ltd",
        ),
        (
            "- **Ben Oduya**, head of depots. He is the one being coached.\n- **Ida Fern**, the coach.",
            Role.CLIENT,
            "Ben Oduya",
        ),
    ],
)
def test_a_recital_or_a_line_about_somebody_names_a_party(text: str, role: Role, name: str) -> None:
    _, parties = read(text, Kind.SPONSORED)
    assert name in {party.name for party in parties if party.role is role}


@pytest.mark.parametrize(
    "text",
    [
        "The Coach and the Client treat each other with respect.",
        "The coach keeps records. Clients may see them.",
        "Neither party may assign this Agreement.",
    ],
)
def test_a_role_without_a_name_is_bound_to_nobody(text: str) -> None:
    _, parties = read(text, Kind.TWO_PARTY)
    assert [party for party in parties if party.span is not None] == []


def test_the_span_of_a_named_party_is_its_name() -> None:
    text = "The coach, Ana Souza, keeps notes."
    _, parties = read(text, Kind.TWO_PARTY)
    assert [text[party.span.start : party.span.end] for party in parties if party.span] == ["Ana Souza"]


def named(text: str, kind: Kind = Kind.TWO_PARTY) -> list[tuple[Role, str]]:
    _, parties = read(text, kind)
    return [(party.role, party.name) for party in parties if party.span is not None]


@pytest.mark.parametrize(
    ("text", "kind", "party"),
    [
        ("Hanne Lindqvist\n\nI coach you on Mondays. I keep notes.", Kind.TWO_PARTY, (Role.COACH, "Hanne Lindqvist")),
        (
            "Mill Lane Coaching\n\nWe coach you. We keep notes.",
            Kind.TWO_PARTY,
            (Role.COACH, "Mill Lane Coaching"),
        ),
        ("I coach you. I keep notes.\n\nBrigid Nolan", Kind.TWO_PARTY, (Role.COACH, "Brigid Nolan")),
        (
            "Dear Ana,\n\nI coach you.\n\nI keep notes.\n\nWith every good wish,\n\nMaeve",
            Kind.TWO_PARTY,
            (Role.COACH, "Maeve"),
        ),
        ('Between The Fern Company ("Coach") and the undersigned ("Client").', Kind.TWO_PARTY, (Role.CLIENT, "")),
        ('"You" is the participant.', Kind.TWO_PARTY, (Role.CLIENT, "")),
        ("coach `____` and you `____`", Kind.INTERNAL, (Role.CLIENT, "")),
        (
            "Oakline pays for it. Your coach works at Oakline. Nothing goes to the managers of Oakline.",
            Kind.INTERNAL,
            (Role.SPONSOR, "Oakline"),
        ),
    ],
)
def test_a_party_is_named_though_no_label_says_so(text: str, kind: Kind, party: tuple[Role, str]) -> None:
    assert party in named(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TO THE FULLEST EXTENT OF THE LAW, COACH IS NOT LIABLE.", Kind.TWO_PARTY),
        ("Duties of the Coach\n\nSee Exhibit C.", Kind.TWO_PARTY),
        ("The papers stay at the coach's place, 4 Harbour Street, coach entrance.", Kind.TWO_PARTY),
        ("Each coach: Always. Any coach: Weekly.", Kind.TWO_PARTY),
        ("The contact for the coach is Jan Visser.", Kind.TWO_PARTY),
        ("The plan goes to the Talent Department, coach and coachee.", Kind.INTERNAL),
        ("Associate coaches | Kuala Lumpur", Kind.TWO_PARTY),
        ("Executive Coaching\n\nWe coach you and we keep notes.", Kind.TWO_PARTY),
        ("Oakline pays for the room.", Kind.INTERNAL),
        ("Recordings will be kept. Recordings will go after a year. Nobody else hears recordings.", Kind.INTERNAL),
        ("I coach you and I keep notes.\n\nTom Reed\n\nAna Prado", Kind.TWO_PARTY),
    ],
)
def test_a_warning_a_place_an_office_or_a_title_is_nobodys_name(text: str, kind: Kind) -> None:
    assert not [name for _, name in named(text, kind) if name]


def test_who_is_only_listed_beside_a_named_coach_is_no_second_coach() -> None:
    text = "Coach: Ilse Maas\n\nClient: Tom Reed\n\nPresent: Coachee, Ms Vera Blom, Coach."
    assert [name for role, name in named(text) if role is Role.COACH] == ["Ilse Maas"]


@pytest.mark.parametrize(
    ("words", "text", "roles"),
    [
        ("google", 'Notes are stored with Google Ireland Limited ("Google").', set()),
        ("datakeep", 'Invoices are sent by Datakeep Systems Limited ("Datakeep").', set()),
        ("calder lowe", 'The coaching is provided by Calder Lowe Limited ("Calder Lowe").', {Role.COACH}),
        ("calder lowe", 'Calder Lowe Limited ("Calder Lowe") holds the sessions.', {Role.COACH}),
    ],
)
def test_a_firm_with_which_something_is_stored_does_not_coach(words: str, text: str, roles: set[Role]) -> None:
    whole = f"Agreement between Ben Osei (the Coach) and Ana Souza (the Client).\n\n{text}\n"
    _, parties = read(whole, Kind.TWO_PARTY)
    assert {each.role for each in parties if words in each.aliases} == roles
