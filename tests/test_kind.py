"""Facts about the kind and the language that a document is taken to be of; every text here was written for this test."""

from __future__ import annotations

from collections import Counter

import pytest

from agreementlint.agreement.kind import read_kind
from agreementlint.agreement.spoken import read_language
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
    (Kind.OTHER, "non-disclosure agreement", """# Mutual Non-Disclosure Agreement

between Alder Coaching Ltd and Birch Software GmbH. Each party may disclose Confidential Information to the other in order to
explore a joint product for coaches. The receiving party shall keep the Confidential Information secret, use it only for
this purpose and return it on request. This Agreement lasts three years. Neither party is obliged to enter into another
contract. The law of England governs this Agreement.
"""),
    (Kind.OTHER, "contractor agreement", """# Associate Coach Agreement

This Independent Contractor Agreement is made between Summit Coaching Inc. ("Company") and ________ ("Coach"). The Company
engages the Coach to deliver services to the Company's customers. The Company shall pay the Coach 80 dollars an hour within
30 days of invoice. The Coach is not an employee and pays her own taxes and insurance. The Coach shall not solicit the
Company's customers for twelve months. Work product belongs to the Company. Either party may terminate on 30 days' notice.
"""),
    (Kind.OTHER, "employment of a sports coach", """# Employment Agreement

Lakeland University employs Jordan Pike as Head Coach of the women's volleyball team for five seasons. The Coach shall
recruit and train players and obey the rules of the league. The University shall pay a base salary of 210,000 dollars and a
bonus for each title. The University may terminate the Coach's employment for cause. The Coach shall not take other
employment without consent of the athletic director.
"""),
    (Kind.OTHER, "sponsorship of a team", """# Sponsorship Agreement

Between Rapid Energy Drinks ("Sponsor") and Harbour City Rowing Club ("Club"). The Sponsor shall pay 20,000 euros for each
season. The Club shall show the Sponsor's trademarks on the boats and on the coach's jacket. The Sponsor receives ten
tickets for each event. Either party may terminate this agreement at the end of a season.
"""),
    (Kind.OTHER, "article", """# What should a coaching agreement contain?

A good coaching agreement protects coaches and clients alike. In this article we look at five clauses that every coach
should think about. First, say what coaching is. Many coaches forget this. Second, explain confidentiality: clients need to
know when a coach must speak. Third, set fees. Fourth, say how the agreement ends. Finally, ask your clients to sign. Use
our free template to create your own, and read more about contracting on our blog.
"""),
    (Kind.OTHER, "lecture notes", """# Contracting in coaching: lecture 4

Contracting is the step in which coach and client agree how they will work. O'Broin distinguishes three layers: the
business contract, the psychological contract and the session contract. Research suggests that coaches who contract well
report fewer ruptures. Discussion questions: who is the client when a company pays? What may a coach tell a sponsor? Read
chapter six before next week and bring an example of a three-way contract.
"""),
    (Kind.OTHER, "website terms", """# Terms of use

These terms govern your use of the website of Clearwater Coaching. The content of this site is for information only. All
text, images and trademarks belong to us; you may not copy content without permission. We are not responsible for links to
other sites. We may change the site at any time. The website uses cookies. Use of the site creates no contract for
coaching.
"""),
    (Kind.OTHER, "code of ethics of a professional body", """# Code of Ethics

Members of the Federation of Coaches commit to the following principles. Coaches act with integrity. Coaches do not
exploit clients. Coaches keep up their competence and seek supervision. Coaches explain confidentiality to clients and
sponsors before the first session. A complaint about a member is heard by the ethics panel. Members renew their pledge
every year with their fee.
"""),
    (Kind.OTHER, "recipe", """# Lentil soup

Rinse 300 g of lentils. Chop two onions and a carrot and fry them in oil until soft. Add the lentils and a litre of stock,
bring to the boil and simmer for forty minutes. Season with lemon, salt and cumin. Serve with bread. Keeps for three days
in the fridge and freezes well.
"""),
    (Kind.OTHER, "story with a coach in it", """Chapter Two

The coach rattled out of Bath before dawn. "We shall be at Reading by noon," said the driver, and Eliza, who had not slept,
pulled her shawl about her. The old man opposite had not said a word since the inn. When the coach stopped to change horses
he leaned forward. "I know what you carry," he said. "And I will keep your secret, if you will keep mine."
"""),
    (Kind.OTHER, "job advertisement", """# Job description: coaching administrator

We are looking for an administrator for our coaching team. You will book sessions for coaches and clients, send invoices
and keep our customer database up to date. You will need good English and a head for detail. We offer a salary of 28,000
pounds, 25 days of holiday and a pension. Please apply with a CV before 12 May. Interviews will be held in June.
"""),
    (Kind.OTHER, "therapy contract", """# Psychotherapy Agreement

This agreement is between the therapist and the patient. Sessions of psychotherapy last 50 minutes and cost 95 euros. The
therapist keeps what the patient says confidential under the professional law for psychotherapists. The patient agrees to
pay for missed sessions. The therapist keeps the patient's file for ten years as the law on health records demands.
"""),
    (Kind.OTHER, "minutes of a meeting", """Minutes of the coaching committee, 4 May

Present: Ana, Bo, Chidi. The committee discussed the draft budget for the coaching conference. Bo reported that the venue
is booked. Chidi asked whether coaches from abroad need visas. Ana will write to the embassy. The next meeting is on 2
June. The minutes of 6 April were approved.
"""),
)  # fmt: skip

LANGUAGES: tuple[tuple[str, str], ...] = (
    ("German", """Coachingvertrag. Zwischen Frau Anna Berger, im Folgenden die Coachin, und Herrn Paul Weiß, im Folgenden der
Klient, wird vereinbart: Die Coachin verpflichtet sich, über alles, was sie im Rahmen des Coachings erfährt, zu schweigen.
Der Klient kann den Vertrag jederzeit kündigen. Die Aufzeichnungen werden zwei Jahre nach dem letzten Gespräch vernichtet."""),
    ("French", """Contrat de coaching. Entre les soussignés, il est convenu que le coach garde pour lui tout ce que le client
lui confie pendant les séances. Le client peut mettre fin au contrat à tout moment. Les notes du coach sont détruites deux
ans après la dernière séance. Le prix de chaque séance est de cent euros, payable dans les trente jours."""),
    ("Spanish", """Contrato de coaching. Las partes acuerdan que el coach no revelará a nadie lo que el cliente le cuente en
las sesiones, salvo que la ley lo exija. El cliente puede poner fin al contrato en cualquier momento. Las notas del coach se
destruyen dos años después de la última sesión y el cliente puede pedir una copia de ellas."""),
    ("Dutch", """Coachingsovereenkomst. De coach zal niets van wat de coachee in de gesprekken vertelt aan anderen doorgeven,
tenzij de wet dat eist. De coachee kan de overeenkomst op elk moment beëindigen. De aantekeningen van de coach worden twee
jaar na het laatste gesprek vernietigd. De prijs van een gesprek is honderd euro en wordt door de coachee betaald."""),
    ("Italian", """Contratto di coaching. Il coach non rivela a nessuno ciò che il cliente gli dice durante le sessioni, salvo
che la legge lo richieda. Il cliente può recedere dal contratto in ogni momento. Gli appunti del coach sono distrutti due
anni dopo l'ultima sessione. Il prezzo di una sessione è di cento euro e il cliente lo paga alla fine del mese."""),
    ("Portuguese", """Contrato de coaching. O coach não revela a ninguém o que o cliente lhe diz nas sessões, a não ser que a
lei o exija. O cliente pode terminar o contrato em qualquer momento. As notas do coach são destruídas dois anos depois da
última sessão. O preço de uma sessão é de cem euros e o cliente paga no fim do mês."""),
    ("a language in Cyrillic script", """Договор об оказании коуч-услуг. Коуч обязуется не разглашать третьим лицам то, что
клиент сообщает ему на сессиях. Клиент может прекратить договор в любое время."""),
    ("English", "The coach keeps it secret."),
    ("English", "Coach: Jolijn van Diepenbrugge, Den Bosch. Coachee: Mw. de Vries. Opdrachtgever: Het Zuiden N.V."),
    ("English", """Vereinbarung über Coaching (English reading version). The Coach, Frau Dr. Friederike von der Au, and the
Coachee, Herr Jürgen zu Berg of the Technische Hochschule, agree that nothing said in a session will leave the room. The
Coachee may end the coaching at any time and need not say why. Notes are destroyed after two years."""),
)  # fmt: skip


def kind_of(text: str) -> tuple[Kind, str]:
    document = read_document("case.md", text.encode())
    tokens, _ = tokenize(document.text, STEMS, read_structure(document).ranges)
    return read_kind(document, tokens.normals, Counter(tokens.normals))


@pytest.mark.parametrize(("kind", "text"), [pytest.param(k, t, id=f"{k}: {name}") for k, name, t in DOCUMENTS])
def test_a_document_is_taken_for_what_it_is_and_says_why(kind: Kind, text: str) -> None:
    found, evidence = kind_of(text)
    assert (found, bool(evidence)) == (kind, True)


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_the_language_of_a_text_is_named(language: str, text: str) -> None:
    tokens, _ = tokenize(text, STEMS, [(0, len(text))])
    assert read_language(Counter(tokens.normals), text) == language


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
