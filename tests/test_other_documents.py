"""Facts about documents that are no coaching agreement and no plan; every text here was written for this test."""

from __future__ import annotations

from collections import Counter

import pytest

from agreementlint.agreement.kind import read_kind
from agreementlint.agreement.structure import read_structure
from agreementlint.language.tokens import Stems, tokenize
from agreementlint.readers import read_document
from agreementlint.terms import Kind

STEMS = Stems()

DOCUMENTS: tuple[tuple[str, str], ...] = (
    ("non-disclosure agreement", """# Mutual Non-Disclosure Agreement

between Alder Coaching Ltd and Birch Software GmbH. Each party may disclose Confidential Information to the other in order to
explore a joint product for coaches. The receiving party shall keep the Confidential Information secret, use it only for
this purpose and return it on request. This Agreement lasts three years. Neither party is obliged to enter into another
contract. The law of England governs this Agreement.
"""),
    ("contractor agreement", """# Associate Coach Agreement

This Independent Contractor Agreement is made between Summit Coaching Inc. ("Company") and ________ ("Coach"). The Company
engages the Coach to deliver services to the Company's customers. The Company shall pay the Coach 80 dollars an hour within
30 days of invoice. The Coach is not an employee and pays her own taxes and insurance. The Coach shall not solicit the
Company's customers for twelve months. Work product belongs to the Company. Either party may terminate on 30 days' notice.
"""),
    ("employment of a sports coach", """# Employment Agreement

Lakeland University employs Jordan Pike as Head Coach of the women's volleyball team for five seasons. The Coach shall
recruit and train players and obey the rules of the league. The University shall pay a base salary of 210,000 dollars and a
bonus for each title. The University may terminate the Coach's employment for cause. The Coach shall not take other
employment without consent of the athletic director.
"""),
    ("sponsorship of a team", """# Sponsorship Agreement

Between Rapid Energy Drinks ("Sponsor") and Harbour City Rowing Club ("Club"). The Sponsor shall pay 20,000 euros for each
season. The Club shall show the Sponsor's trademarks on the boats and on the coach's jacket. The Sponsor receives ten
tickets for each event. Either party may terminate this agreement at the end of a season.
"""),
    ("article", """# What should a coaching agreement contain?

A good coaching agreement protects coaches and clients alike. In this article we look at five clauses that every coach
should think about. First, say what coaching is. Many coaches forget this. Second, explain confidentiality: clients need to
know when a coach must speak. Third, set fees. Fourth, say how the agreement ends. Finally, ask your clients to sign. Use
our free template to create your own, and read more about contracting on our blog.
"""),
    ("lecture notes", """# Contracting in coaching: lecture 4

Contracting is the step in which coach and client agree how they will work. O'Broin distinguishes three layers: the
business contract, the psychological contract and the session contract. Research suggests that coaches who contract well
report fewer ruptures. Discussion questions: who is the client when a company pays? What may a coach tell a sponsor? Read
chapter six before next week and bring an example of a three-way contract.
"""),
    ("website terms", """# Terms of use

These terms govern your use of the website of Clearwater Coaching. The content of this site is for information only. All
text, images and trademarks belong to us; you may not copy content without permission. We are not responsible for links to
other sites. We may change the site at any time. The website uses cookies. Use of the site creates no contract for
coaching.
"""),
    ("code of ethics of a professional body", """# Code of Ethics

Members of the Federation of Coaches commit to the following principles. Coaches act with integrity. Coaches do not
exploit clients. Coaches keep up their competence and seek supervision. Coaches explain confidentiality to clients and
sponsors before the first session. A complaint about a member is heard by the ethics panel. Members renew their pledge
every year with their fee.
"""),
    ("recipe", """# Lentil soup

Rinse 300 g of lentils. Chop two onions and a carrot and fry them in oil until soft. Add the lentils and a litre of stock,
bring to the boil and simmer for forty minutes. Season with lemon, salt and cumin. Serve with bread. Keeps for three days
in the fridge and freezes well.
"""),
    ("story with a coach in it", """Chapter Two

The coach rattled out of Bath before dawn. "We shall be at Reading by noon," said the driver, and Eliza, who had not slept,
pulled her shawl about her. The old man opposite had not said a word since the inn. When the coach stopped to change horses
he leaned forward. "I know what you carry," he said. "And I will keep your secret, if you will keep mine."
"""),
    ("job advertisement", """# Job description: coaching administrator

We are looking for an administrator for our coaching team. You will book sessions for coaches and clients, send invoices
and keep our customer database up to date. You will need good English and a head for detail. We offer a salary of 28,000
pounds, 25 days of holiday and a pension. Please apply with a CV before 12 May. Interviews will be held in June.
"""),
    ("therapy contract", """# Psychotherapy Agreement

This agreement is between the therapist and the patient. Sessions of psychotherapy last 50 minutes and cost 95 euros. The
therapist keeps what the patient says confidential under the professional law for psychotherapists. The patient agrees to
pay for missed sessions. The therapist keeps the patient's file for ten years as the law on health records demands.
"""),
    ("minutes of a meeting", """Minutes of the coaching committee, 4 May

Present: Ana, Bo, Chidi. The committee discussed the draft budget for the coaching conference. Bo reported that the venue
is booked. Chidi asked whether coaches from abroad need visas. Ana will write to the embassy. The next meeting is on 2
June. The minutes of 6 April were approved.
"""),
    ("how to write a coaching contract", """# How to write a coaching contract

You have just landed your first client. Congratulations! Now you need a contract. In this post I share the seven
clauses I use with my clients. 1. Who you are. 2. What you will do: "I agree to coach you for six sessions". 3. What
it costs. 4. Confidentiality. 5. Cancellation. 6. Ending. 7. Signature. Grab my free template below and make it your
own. Remember, I am not a lawyer.
"""),
    ("coaching services partnership agreement", """# Coaching Services Partnership Agreement

This Partnership Agreement is between Coachly Inc. and WellFit GmbH. The parties will jointly market the Coachly
platform to the customers of WellFit. WellFit receives a commission of 20 percent of the net revenue. Each party
licenses its trademarks to the other. Term: 2 years.
"""),
    ("coaching platform developer readme", """# Coaching platform: developer README

This app lets coaches manage clients and sessions. Run npm install, then npm start. The database holds tables for
coach, client, session and invoice. See docs/agreement.md for the template of the coaching agreement. Contributions
are welcome under the MIT license.
"""),
    ("volunteer football coach code", """# Volunteer football coach code

Coaches of the under-11 team set a good example to players and parents. Coaches must hold a first-aid certificate.
Coaches shall not swear at referees. Players must wear shin guards. Parents stay behind the line. The club may suspend
a coach who breaks this code.
"""),
    ("sample syllabus contracting in executive coaching", """# Sample syllabus: Contracting in Executive Coaching

Week 1: the three-way contract. Week 2: confidentiality and its limits. Week 3: working with sponsors. Assessment:
students write a coaching agreement of 1,500 words. Reading list: Hawkins and Smith; Peltier. Office hours Tuesday.
"""),
    ("executive coach employment offer", """# Executive Coach Employment Offer

Dear Ms Hale, we are pleased to offer you the post of Executive Coach in our Learning department. Your salary is
68,000 pounds. You will coach senior managers and report to the Head of Learning. You are entitled to 28 days of
holiday. The employment may be ended by three months notice. Please sign and return one copy.
"""),
    ("icf core competencies", """# ICF Core Competencies

1. Demonstrates Ethical Practice. Understands and consistently applies coaching ethics. 2. Embodies a Coaching
Mindset. 3. Establishes and Maintains Agreements: partners with the client and relevant stakeholders to create clear
agreements about the coaching relationship, process, plans and goals. 4. Cultivates Trust and Safety with the client.
"""),
    ("bus charter agreement", """# Bus charter agreement

The Hirer charters one coach with 49 seats from Alpine Coaches Ltd for a trip to Verona. The coach leaves at 7 am. The
driver must rest after nine hours. The Hirer pays a deposit of 300 euros. Cancellation is free until ten days before
departure. The coaches of Alpine Coaches Ltd are insured.
"""),
    ("review three books on coaching", """# Review: three books on coaching

The first book claims that coaches talk too much. The author, a coach in Boston, tells how a client walked out. The
second is about agreements between coach, client and sponsor and should be read by every buyer of coaching. The third
is a disappointment.
"""),
)  # fmt: skip


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in DOCUMENTS])
def test_a_document_that_agrees_no_coaching_is_other_and_says_why(text: str) -> None:
    document = read_document("case.md", text.encode())
    tokens, _ = tokenize(document.text, STEMS, read_structure(document).ranges)
    kind, evidence = read_kind(document, tokens, Counter(tokens.normals))
    assert (kind, bool(evidence)) == (Kind.OTHER, True)
