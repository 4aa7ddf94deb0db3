"""Facts about the kind that a document is taken to be of; every text here was written for this test."""

from __future__ import annotations

from collections import Counter

import pytest

from agreementlint.agreement.kind import read_kind
from agreementlint.agreement.structure import read_structure
from agreementlint.language.tokens import Stems, tokenize
from agreementlint.readers import read_document
from agreementlint.terms import Kind

STEMS = Stems()

DOCUMENTS: tuple[tuple[Kind, str, str], ...] = (
    (Kind.TWO_PARTY, "ordinary agreement", """# Life Coaching Agreement

This Agreement is made on 3 March between Dana Holt ("Coach") and the person who signs below ("Client").

1. Services. The Coach will hold eight sessions of 50 minutes by telephone.
2. Fees. The Client agrees to pay 90 pounds a session, seven days ahead.
3. Confidentiality. The Coach will not tell anyone what the Client says unless the law requires it.
4. Ending. Either of them may end the coaching with a week's notice.

Coach signature ________ Date ____   Client signature ________ Date ____
"""),
    (Kind.TWO_PARTY, "first-person letter", """Dear Marta,

I am glad you decided to work with me. This letter says how we will go about it.

We meet every second Thursday for an hour, at my desk or by phone. You choose the topic, I ask the questions. I charge
120 euros a session and send you a bill at the end of the month. If you cannot come, tell me a day ahead and you owe
nothing. What you tell me I keep to myself. I write half a page of notes after each session and burn it a year later.

If you are happy with this coaching arrangement, please sign and send one copy back.

Yours, Henk
"""),
    (Kind.TWO_PARTY, "client's voice", """Client Consent and Understanding

I understand that coaching is not therapy. I understand that my coach will keep our sessions private except where a life
is at risk. I agree to come prepared and to pay for each session before it starts. I agree that I make my own choices and
answer for them. I may stop coaching at any time by telling my coach.

Client name: ____________ Signature: ____________ Date: ______
"""),
    (Kind.TWO_PARTY, "online terms", """# Terms of Service

These terms apply when you book coaching with Brightpath Coaching. By paying for a package you accept them.

Packages contain four or eight sessions. Each session lasts 45 minutes. Payment is due when you book; refunds are given
within 14 days if no session has taken place. You may reschedule a session with 24 hours' notice. We keep your sessions
confidential. You are responsible for the decisions that you take. Our coaches are not doctors and coaching does not
replace medical help. You can find us on our website.
"""),
    (Kind.SPONSORED, "a theatre at whose request somebody is coached", """# Coaching agreement

I, Gwen Parfitt, agree to coach Mr Daniel Osei ("Daniel") at the request of the Royal Marsh Theatre ("the Theatre").

The Theatre will pay me 120 pounds for each session, and there are eight of them. I shall not discuss what Daniel tells me.
My notes are shredded after the last session. Daniel may end the coaching whenever he likes, with a week's notice.
"""),
    (Kind.SPONSORED, "the client's employer stands on the list", """# Coaching Agreement

Coach – Farah Qureshi
Client – Tobias Brenner
Client's employer – Nordwind Energie GmbH

Farah and Tobias meet ten times. Imke gets a note after session 3, and Tobias reads it first. The coach keeps notes for a
year. The client may stop whenever he wants.
"""),
    (Kind.TWO_PARTY, "employer mentioned only in passing", """# Coaching Contract

Between Ilse Brandt (coach) and Tom Reyes (client).

Tom pays for the coaching himself. If his employer should ever ask about it, Ilse will say nothing, not even that he is a
client. Sessions take place every two weeks and last ninety minutes. The fee of 150 dollars is due on the day. Notes are
kept for one year and then shredded. Both may end the contract with a month's notice. Ilse will not coach Tom's manager
or anybody else in his team while the coaching lasts.
"""),
    (Kind.SPONSORED, "three parties", """# Coaching Contract

between Ostwind Reederei GmbH ("Sponsor"), Ms Lena Adam ("Coachee") and Ruben Falk ("Coach")

The Sponsor pays for ten sessions. The Coach reports to the Sponsor only that the sessions take place. The Coachee agrees
the goals with her line manager and the Coach in a first meeting of the three. The Coach will not pass on what the Coachee
says. The Sponsor shall not ask for it. All three may end the contract at the end of a month.
"""),
    (Kind.SPONSORED, "letter to an employee", """Dear Mr Oduya,

Your employer has asked me to coach you and is paying for twelve sessions. Before we begin I want you to know what goes
back to them and what doesn't. Your director and the head of HR will hear from me when we meet and when we are done. They
won't hear what we talk about. At half-time you, your director and I sit down together, and you tell them what you want
them to know. You can stop whenever you like; your employer settles the bill either way.

Best wishes, Anneke
"""),
    (Kind.SPONSORED, "coach as contractor of a company", """# Consultancy Agreement for Executive Coaching

between Marlow Foods plc ("the Company") and Tess Quill ("the Coach"), for the coaching of Mr Ian Bell ("the Executive").

1. The Company engages the Coach to provide six coaching sessions to the Executive and pays 400 pounds for each.
2. The Coach is an independent contractor.
3. The Coach shall not disclose to the Company what the Executive says in a session.
4. The Executive agrees to attend and to set his own goals. The Company's HR Director is the contact.
5. Any party may terminate this agreement on one month's notice.
"""),
    (Kind.SPONSORED, "parents pay", """# Teen Coaching Agreement

This is for you (the young person), your parents, and me, Kirsty, your coach.

Your parents pay for the coaching and you do the work. I tell your parents when we meet and what it costs. I don't tell
them what you say, unless I think you or someone else could get badly hurt; then I talk to you first. You choose what we
talk about. You, your parents or I can stop the coaching after any session. Please all three sign here.
"""),
    (Kind.INTERNAL, "staff coaching scheme", """# Coaching agreement for staff

Our internal coaches are members of staff who coach colleagues from other departments next to their own job.

The coach and the coachee both work for Lindhurst Council, and neither is in the other's line of management. Coach: ______
Coachee: ______. The internal coach will keep the conversations confidential. The coachee will come prepared. Six sessions
of an hour are given in working time. Managers get no report. Either may ask the coaching lead for a change.
"""),
    (Kind.INTERNAL, "house coach", """# Working agreement with an in-house coach

I work in Finance at the same bank as you and coach colleagues one day a week. That means I may meet your boss at lunch. I
will not talk about you there. I am not in your reporting line. You and I will meet five times for an hour. You set the
topics. If you tell me something I am obliged to report as an employee, I will say so before I do. You may ask for an
outside coach instead at any time.
"""),
    (Kind.MENTOR, "mentoring programme", """# Mentoring Agreement

Mentor: ____________  Mentee: ____________

We agree to meet once a month for six months. The mentor will listen, share experience and keep confidential what the
mentee says. The mentee will set the agenda and follow up on actions. Either of us may end the relationship without giving
a reason; please tell the programme coordinator. We will review our goals after three meetings.
"""),
    (Kind.MENTOR, "supervision of coaches", """# Agreement on supervision

Between Dr Paula Voss, supervisor, and the coach who signs below, supervisee.

You bring your cases with names left out. I help you to see what you miss. I keep what you bring confidential, except
where a client is in danger. We meet for 90 minutes every six weeks at a fee of 140 euros. You remain responsible for your
work with your clients. Either of us may end the supervision with one meeting's notice.
"""),
    (Kind.MENTOR, "coach training", """# Student agreement, Coach Training Programme

By enrolling in our coach training programme you agree to the following. You will attend all modules and complete six
hours of mentor coaching. Practice sessions with fellow trainee coaches are confidential. Recordings of practice sessions
are heard by your mentor coach only and deleted after the assessment. Fees are due before the first module. You may
withdraw up to fourteen days before the coach training programme begins.
"""),
    (Kind.MENTOR, "code of a mentoring scheme", """# Our code for mentors and mentees

Everybody who takes part in our scheme agrees to this code. Mentors and mentees treat each other with respect. Mentors do
not give financial advice. Mentees turn up or cancel a day before. What is said in a meeting stays there unless somebody is
at risk. A mentor who has a conflict of interest tells us. Anyone may leave the scheme at any time.
"""),
    (Kind.GROUP, "group coaching", """# Group Coaching Agreement

Welcome to the autumn group. Six members meet with me, Olga, every other week for two hours. Each member agrees to keep
what other members say inside the group. I as coach do the same. Members may share their own story outside, nobody else's.
The fee is 480 dollars for the whole programme. A member who misses a session listens to no recording, because there is
none. If you leave the group, tell the others in a session. Group members may not recruit or sell to each other.
"""),
    (Kind.GROUP, "team coaching for a company", """# Team coaching contract

Between Norrland Timber AB, its management team, and team coach Siri Ek. The team is the client. The company pays. The
team coach works with the whole team in five workshops. Team members agree what leaves the room. The company receives no
report on single members. The team decides with its leader on the goals. The team coach may speak with each member before
the first workshop; she tells the team nothing of it.
"""),
    (Kind.GROUP, "terms of a website for group calls", """# Website and Programme Terms

By enrolling in Bold Leaders you agree to these terms. The programme has eight weekly group calls led by Odile Marchetti, a
workbook and a community space. Respect the other participants and do not share what they say.

You can leave whenever you like by writing to us. What is said in our calls stays there unless the law asks for it. The coach
helps you think and decide for yourself; coaching is not therapy. Fees are due in advance and are refunded within 14 days.
"""),
    (Kind.TWO_PARTY, "terms of a website with a group call besides", """# Website and Coaching Terms

You book six private coaching sessions with Odile Marchetti. As a bonus you may join one group call a month. Respect the other
participants there and do not share what they say.

You can leave whenever you like by writing to us. What is said in our calls stays there unless the law asks for it. The coach
helps you think and decide for yourself; coaching is not therapy. Fees are due in advance and are refunded within 14 days.
"""),
    (Kind.GROUP, "mastermind circle", """# Circle agreement

This circle is for eight people who run a small business. I facilitate. We meet on the first Monday of the month on video
for ninety minutes. You pay monthly and can leave when you like. What participants say in the circle stays in the circle.
I don't record. Be on time, listen, and ask before you give advice. Each participant answers for their own decisions.
"""),
    (Kind.DATA_PLAN, "privacy notice", """# Privacy notice

Hartley Coaching Ltd is the controller of your personal data. We collect your name, e-mail address and what you tell us in
sessions. We use the data to provide coaching and to send invoices. The lawful basis is our contract with you. Session
notes are stored encrypted and deleted two years after the last session. You have the right to access, rectify and erase
your data and to complain to the authority. We do not sell personal data. Our cookies are described on the website.
"""),
    (Kind.DATA_PLAN, "record plan without legal words", """# How I keep your notes

I am a coach and I write things down. My notes are in a locked drawer; your forms are in an encrypted folder. Nobody but me
opens them. I keep the notes for a year after we finish and then shred them, and delete the files, backups included. If
you want to see what I have on you, ask and I'll copy it for you. If a laptop is stolen I tell you within three days.
"""),
    (Kind.DATA_PLAN, "retention schedule", """# Retention schedule for coaching records

| Record | Where | Kept for | Disposal |
| --- | --- | --- | --- |
| Session notes | encrypted drive | 2 years after the last session | secure deletion |
| Contracts | cloud folder | 7 years | secure deletion |
| Questionnaires | practice software | 1 year | deleted by the provider |

The data protection lead reviews this schedule each year. Backups are overwritten after 30 days.
"""),
    (Kind.TWO_PARTY, "coach client agreement", """Coach Client Agreement

This Agreement is entered into by and between: Jane Roe (coach) and ________ (client) whereby Coach agrees to provide
Coaching Services for Client focusing on the following topics: ________.

Description of Coaching: Coaching is a partnership between the Coach and the Client in a thought-provoking process. 1)
Coach agrees to maintain the ethics of the ICF. Client is solely responsible for his or her decisions. Client
understands that coaching is not therapy. The services to be provided are telephone coaching. Coach may also provide
services to groups, teams and organizations. Confidentiality: coach agrees not to disclose information unless required
by law, court order or subpoena. The sponsor relationship is not covered. Fee is due monthly. Termination at any time
with 2 weeks notice.
"""),
    (Kind.TWO_PARTY, "welcome", """# Welcome

Thank you for signing up for six months of nutrition coaching. Here is what you can expect from me and what I expect
from you. I answer messages on weekdays. You log your meals. Check-in calls are on Sundays. Payments are taken on the
first of each month. Cancel by email with two weeks notice. I am not a doctor. Everything you share with me is
private.
"""),
    (Kind.TWO_PARTY, "adhd coaching policies and informed consent", """# ADHD Coaching: Policies and Informed Consent

Coaching is a collaborative process. I ask that clients arrive on time. Sessions are 45 minutes. Missed sessions are
billed in full. I keep brief notes, stored in an encrypted app for seven years. If you are in crisis, call emergency
services. By signing you consent to coaching under these policies.

Name ______ Signature ______ Date ______
"""),
    (Kind.SPONSORED, "statement of work leadership coaching", """# Statement of Work: Leadership Coaching

Supplier: Peak Coaching LLC. Customer: Orion Bank. Coach will deliver 10 sessions to each of three coachees nominated
by Customer. Customer pays USD 9,000 per coachee within 30 days. Progress reports contain attendance only. Coach shall
keep coachee conversations confidential from Customer. HR sponsor: Ms Amy Lin.
"""),
    (Kind.SPONSORED, "coaching on your scholarship", """# Coaching on your scholarship

The Linden Foundation pays for your coaching and has asked me to be your coach. The Foundation gets a list of dates
from me and nothing else. You decide what to bring. I keep notes for one year. We agree goals in the first session;
you may share them with the Foundation or not.
"""),
    (Kind.INTERNAL, "peer coaching at ministry of works coach and coachee commitments", """# Peer coaching at Ministry of Works: coach and coachee commitments

Our coaches are civil servants in the same ministry who volunteer as internal coaches. Coach: ____ Coachee: ____. I,
the coach, will keep what you say confidential, also from your line manager and from HR. I, the coachee, will come
prepared. Sessions: five of 60 minutes in office hours.
"""),
    (Kind.MENTOR, "mentorship programme terms", """# Mentorship Programme Terms

By joining you agree to meet your mentor at least four times. Mentors are volunteers and give no professional advice.
Mentees set goals. Conversations are confidential. The programme team may end a match. We collect your contact details
to match you.
"""),
    (Kind.MENTOR, "pcc mentor coaching contract", """# PCC Mentor Coaching Contract

Between Ana Lee MCC and ________. Ten hours, seven individual and three in group. I listen to your recordings, give
written feedback against the core competencies, and delete the recordings after the last session. Fee 1,500 euros. You
obtain your clients consent to recording.
"""),
    (Kind.GROUP, "women in leadership cohort participant agreement", """# Women in Leadership Cohort: participant agreement

Each participant joins eight group coaching calls. Participants keep what others share confidential. The facilitator
does not record calls. Refunds until the second call. Participants agree to take part actively and to respect the
other participants.
"""),
    (Kind.DATA_PLAN, "data protection policy of harbour mentoring", """# Data Protection Policy of Harbour Mentoring

This policy says how we handle the personal data of mentors and mentees. We hold application forms, references and
meeting logs. Data is kept for two years after the match ends. Only the coordinator has access. Mentors must not keep
notes with names at home. Breaches are reported to the lead within 24 hours.
"""),
    (Kind.DATA_PLAN, "confidentiality and records policy", """# Confidentiality and Records Policy

Coaches of Fern Practice take notes by hand. Notes carry initials only. They are locked away the same day. Nobody else
reads them. After twelve months they are shredded. Client files on the laptop are encrypted; on leaving the practice a
coach hands over all files. Clients can ask to see their notes.
"""),
)  # fmt: skip


def kind_of(text: str) -> tuple[Kind, str]:
    document = read_document("case.md", text.encode())
    tokens, _ = tokenize(document.text, STEMS, read_structure(document).ranges)
    return read_kind(document, tokens, Counter(tokens.normals))


@pytest.mark.parametrize(("kind", "text"), [pytest.param(k, t, id=f"{k}: {name}") for k, name, t in DOCUMENTS])
def test_a_document_is_taken_for_what_it_is_and_says_why(kind: Kind, text: str) -> None:
    found, evidence = kind_of(text)
    assert (found, bool(evidence)) == (kind, True)


@pytest.mark.parametrize(
    "text",
    [
        "# Coaching Agreement\n\n## 1. Confidentiality\n\n## 2. Records\n",
        "# Coaching Agreement\n\nThe parties have agreed nothing on confidentiality, records or conflicts.\n",
        "# How we work\n\nWhat you tell me in a session stays with me. I tear up my notes when we are done.\n",
    ],
)
def test_a_short_text_that_is_titled_an_agreement_is_one(text: str) -> None:
    assert kind_of(text)[0] is Kind.TWO_PARTY


def test_the_evidence_names_the_title_and_the_arrangement() -> None:
    text = "# Coaching Agreement\n\nThe Coach works for the Client. The Sponsor pays and the Sponsor gets no report.\n"
    assert kind_of(text) == (
        Kind.SPONSORED,
        "its title speaks of 'coaching agreement'; somebody other than the client pays for it or has a say",
    )


OF_TWO = """# Coaching Agreement

This Agreement is made between Ben Osei (the Coach) and Ana Souza (the Client).

{}

The Coach will hold eight sessions of 60 minutes. The Client pays 120 euros a session. Either may end the coaching.
"""
# Sentences about a cost, a request or a payment by which nobody from outside joins an agreement of two.
NOBODY_FROM_OUTSIDE = (
    "The Coach bears the costs of the room.",
    "The Coach pays all costs of travel.",
    "Notes are sent at the request of the client.",
    "Recordings are made only at the request of the coachee.",
    "Copies are given at the request of a court.",
    "Copies of coaching notes are given at the request of the Court.",
    "Nobody funds the coaching from outside.",
    "My mother pays the fees on Fridays.",
    "Your insurance pays coaching only rarely.",
    "Whoever pays the fee gets the invoice.",
    "The invoice goes to whoever pays the fee.",
    "Souza pays the fees in advance.",
    "Osei pays the costs of the coaching room.",
    "Ana has asked the coach for evening sessions.",
    "Nothing is told to the client's employer, even when it asks.",
    "No charity funds the sessions.",
    "Anyone pays the fee for a session that is missed.",
    "The Practitioner meets the costs of the website.",
)
SOMEBODY_FROM_OUTSIDE = (
    "Norvane Ltd (Norvane) employs Ana. Norvane pays the fees.",
    "The coaching is held at the request of the Ministry.",
    "At the request of Norvane Ltd, Ben will coach Ana.",
    "The Hospital where Ana works bears the costs of the coaching, and the Hospital funds the sessions.",
    "The University has commissioned the coaching.",
    "Client's employer: Norvane Ltd",
)


@pytest.mark.parametrize("sentence", NOBODY_FROM_OUTSIDE)
def test_a_sentence_about_a_cost_or_a_request_brings_in_nobody_else(sentence: str) -> None:
    assert kind_of(OF_TWO.format(sentence))[0] is Kind.TWO_PARTY


@pytest.mark.parametrize("sentence", SOMEBODY_FROM_OUTSIDE)
def test_a_body_or_a_name_that_pays_or_has_asked_for_the_coaching_is_a_third_party(sentence: str) -> None:
    assert kind_of(OF_TWO.format(sentence))[0] is Kind.SPONSORED
