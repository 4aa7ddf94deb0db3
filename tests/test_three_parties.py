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


@pytest.mark.parametrize(
    ("text", "you"),
    [
        ("Paying for coaching makes you its sponsor. The client tells you what they like.", Role.SPONSOR),
        ("Thank you for sponsoring coaching for one of your managers. You are told the dates.", Role.SPONSOR),
        ("As the sponsor, you agree not to ask the coachee about the sessions.", Role.SPONSOR),
        ("You, as line manager of the coachee, get a list of dates.", Role.SPONSOR),
        ("It makes no difference whether you are the client's line manager.", Role.SPONSOR),
        ("You have asked us to coach a member of your team. You get the dates.", Role.SPONSOR),
        ("As the sponsor, your employer agrees not to ask. You decide what is passed on.", Role.CLIENT),
        ("Your organisation is the sponsor. You are the client.", Role.CLIENT),
        ("The sponsor pays. I coach people in your position.", Role.CLIENT),
        ("The sponsor, your employer and you meet at the start.", Role.CLIENT),
        ("The sponsor pays. Ask the people who report to you for feedback on your coaching.", Role.CLIENT),
    ],
)
def test_you_is_who_pays_where_only_a_payer_is_spoken_to_so(text: str, you: Role) -> None:
    parties = understand(read_document("text.md", text.encode()), LEXICON, Kind.SPONSORED).parties
    assert [each.role for each in parties if "you" in each.aliases] == [you]


# What a document calls its parties by, where these are words of its own.
CALLINGS = [
    (Kind.SPONSORED, """BETWEEN

(1) ORRELL & VANCE LLP, of 7 Fennel Parade, Dublin 2 (the "Firm"). The Firm commissions and pays for the coaching. It acts through its Managing Partner, Mr Tiernan Orrell;

(2) MS DIDO MARCHETTI, a salaried partner (the "Partner"), who is the person to be coached; and

(3) MR HENK VISSER, trading as Visser Practice (the "Coach").

The Partner attends. The Managing Partner pays. The Managing Partner asks for nothing.""",
     {"partner": Role.CLIENT, "firm": Role.SPONSOR, "coach": Role.COACH, "managing partner": Role.SPONSOR, "orrell vance": Role.SPONSOR, "mr tiernan orrell": Role.SPONSOR}),
    (Kind.SPONSORED, """This agreement is made between:

1. Harlow District Council ("the Council"), which funds the coaching;
2. Bea Lomax, Head of Parks ("the Head"), the person being coached; and
3. Idwal Pryce Ltd ("Pryce").

The Head meets Pryce every three weeks.""", {"council": Role.SPONSOR, "head": Role.CLIENT, "pryce": Role.COACH}),
    (Kind.SPONSORED, """CONSULTING AGREEMENT

This Agreement is between Northgate Foods, Inc. ("Client") and Lantern Leadership LLC ("Consultant").

Consultant will provide executive coaching to Priscilla Dunn, Vice President of Supply Chain ("Executive"). Client will pay Consultant.""",
     {"client": Role.SPONSOR, "consultant": Role.COACH, "executive": Role.CLIENT}),
    (Kind.SPONSORED, """I'm Tamsin Vey and I coach young people. Maisie is fifteen. Her parents, Rob and Jen Calloway, are paying. What Maisie tells me stays with me.

"You" in this letter means Maisie. Parents get the dates. Rob and Jen, please don't ask me what your daughter said.""",
     {"rob": Role.SPONSOR, "jen calloway": Role.SPONSOR, "parents": Role.SPONSOR, "daughter": Role.CLIENT}),
    (Kind.SPONSORED, """This agreement is between me, Colette Barnard, and you, the parents of the young person named below.

Young person: ____________

You pay for the sessions. I do not tell you what your child says.""", {"you": Role.SPONSOR, "young person": Role.CLIENT}),
    (Kind.SPONSORED, """Coaching is offered at Tolland University ("the University"), run by Aspect Coaching Ltd ("Aspect", "we"). Everyone who takes part ("participant", "you") gets six sessions.

The University pays. We do not tell the University who you are.""", {"we": Role.COACH, "aspect": Role.COACH, "you": Role.CLIENT, "tolland university": Role.SPONSOR}),
    (Kind.INTERNAL, """This guidance is for you as an internal coach at Penhale Bank. You coach colleagues from other branches; they are your coachees.

You keep to yourself what your coachee tells you. The Bank receives the number of sessions. You send the Bank nothing else.""",
     {"you": Role.COACH, "coachee": Role.CLIENT, "the bank": Role.SPONSOR}),
    (Kind.SPONSORED, """MEMORANDUM OF UNDERSTANDING

between the Diocese of Wexcombe (hereafter the Diocese), the Revd Simon Achebe (hereafter the Minister) and Hilary Frayne (hereafter the Coach)

The Diocese meets the cost.""", {"diocese": Role.SPONSOR, "minister": Role.CLIENT, "coach": Role.COACH}),
    (Kind.SPONSORED, """Dear Mr Fairweather,

Thank you for asking me to coach Lena Ottley, your operations director. You pay; Lena is my client. I will not tell you what Lena says.""",
     {"you": Role.SPONSOR, "lena": Role.CLIENT, "i": Role.COACH}),
    (Kind.SPONSORED, """The Fellowship gives each Fellow six sessions.

The Fellow is the person who is coached. The Foundation pays for the sessions. The donor hears nothing. The Foundation hears how many sessions there were.""",
     {"fellow": Role.CLIENT, "the foundation": Role.SPONSOR, "donor": Role.SPONSOR}),
    (Kind.SPONSORED, """"You" are the team leader; "Kilbride" is the company; "Niamh" is the coach. Niamh won't tell Kilbride what you say.""",
     {"you": Role.CLIENT, "kilbride": Role.SPONSOR, "niamh": Role.COACH}),
    (Kind.SPONSORED, """Between: Ms. Aiko Brandt (Employee), Sato Instruments K.K. (Employer) and Mr. Leon Farrow (Coach).

Employee agrees to attend.""", {"employee": Role.CLIENT, "employer": Role.SPONSOR, "coach": Role.COACH}),
    (Kind.SPONSORED, """Coach: Oriel Stanhope
Coachee: Wes Pardoe
Paying organisation: Carrow Mills plc
Contact there: Una Fisk

Wes decides what goes to Una. Una asks for nothing.""", {"wes": Role.CLIENT, "una": Role.SPONSOR, "carrow mills": Role.SPONSOR}),
    (Kind.SPONSORED, """Provided by Onward Transition Services. Onward ("we") gives each leaver ("you") four sessions.

They are for employees of Rushmoor Works. Rushmoor Works pays for them. Rushmoor Works is told only whether you booked. Onward tells nobody else.""",
     {"rushmoor works": Role.SPONSOR, "you": Role.CLIENT, "we": Role.COACH}),
    (Kind.SPONSORED, """1. "Scholar" means a student who holds a Brightmore Scholarship.
2. "Trust" means the Brightmore Educational Trust, which pays for the coaching.
3. "Coach" means the person assigned to the Scholar.""", {"scholar": Role.CLIENT, "trust": Role.SPONSOR, "coach": Role.COACH}),
    (Kind.SPONSORED, """Company: Larch & Penn Ltd ("L&P")
Individual: Simon Achterberg
Outplacement coach: Greta Holm

L&P tells the Individual nothing.""", {"company": Role.SPONSOR, "individual": Role.CLIENT, "greta holm": Role.COACH}),
    (Kind.SPONSORED, """You have been offered coaching by Thistle Insurance. Thistle Insurance has bought six sessions from us.

We tell Thistle Insurance that you came, and nothing else. Your governing body asks for nothing.""",
     {"thistle insurance": Role.SPONSOR, "governing body": Role.SPONSOR}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "called"), CALLINGS)
def test_a_party_is_known_by_what_the_document_calls_it(kind: Kind, text: str, called: dict[str, Role]) -> None:
    parties = understand(read_document("text.md", text.encode()), LEXICON, kind).parties
    for words, role in called.items():
        assert {each.role for each in parties if words in each.aliases} == {role}, words


def test_a_word_in_brackets_that_is_no_name_of_a_party_is_nobody() -> None:
    text = """Version 3 (replaces "Coaching Pool Guidance", version 2).

Coach: Ana Prado
Coachee: Tom Reed

Ana keeps what Tom says (see the "Annex") to herself. Toby is the one who is thanked for the form (the "Form")."""
    parties = understand(read_document("text.md", text.encode()), LEXICON, Kind.SPONSORED).parties
    called = {word for each in parties for word in each.aliases}
    assert not {"coaching pool guidance", "annex", "form", "toby"} & called


def roles_of(text: str, words: str, kind: Kind) -> set[Role]:
    parties = understand(read_document("text.md", text.encode()), LEXICON, kind).parties
    return {each.role for each in parties if words in each.aliases}


LETTER = """Dear Ana Souza,

Ben Osei will coach you, Ana Souza. Your employer, Norvane Ltd, pays for six sessions of 60 minutes each. Norvane Ltd is told only how many sessions there were. The sessions are held by video or, if you like, at my desk. You choose the topic of each session, and what you tell me stays between the two of us, whoever may ask for it. We look at your goals again after the third session and again when the last one is over. I write half a page of notes after each session, and I burn it a year after the last one. If you cannot come, tell me a day ahead and the session is held later.

{}
"""


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("the federation", "You may complain to the International Coaching Federation. The Federation receives my log of sessions. The Federation hears no names."),
        ("the institute", "I follow the code of the Institute of Coaches. The Institute may see my log. The Institute hears no names."),
        ("the bank", "The fee goes to the Bank. The Bank takes two days. The Bank keeps a record."),
        ("the museum", "We may walk to the Museum. The Museum opens at ten. The Museum is free."),
        ("employees", "Employees of other firms come to me. Employees who lead ask for more. Employees gain from it."),
        ("leader", "A leader listens. A leader asks. A leader waits, and the leader of a team more than others."),
        ("leader", "The leader listens. The leader asks. The leader waits."),
    ],
)  # fmt: skip
def test_who_is_only_spoken_of_in_a_letter_that_an_employer_pays_for_is_no_party(words: str, text: str) -> None:
    assert not roles_of(LETTER.format(text), words, Kind.SPONSORED)


@pytest.mark.parametrize(
    ("words", "text", "role"),
    [
        ("the museum", "You work for the Museum. The Museum hears nothing.", Role.SPONSOR),
        ("the federation", "The Federation pays for the coaching. The Federation hears nothing.", Role.SPONSOR),
        ("the college", "Your College hears nothing. The College asks for nothing.", Role.SPONSOR),
    ],
)
def test_a_body_that_employs_or_pays_is_the_sponsor_wherever_it_says_so(words: str, text: str, role: Role) -> None:
    assert roles_of(LETTER.format(text), words, Kind.SPONSORED) == {role}


def test_the_executive_of_whom_a_contract_speaks_is_the_client() -> None:
    text = "Norvane Ltd engages Ben Osei as coach. The Executive sets the goals. The Executive may stop. The Executive is told of every request."
    assert roles_of(text, "executive", Kind.SPONSORED) == {Role.CLIENT}
