"""Answers to what `draft` asks: every combination of choices for a kind of document, with texts that differ from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

from agreementlint.drafting.accepting import accepted
from agreementlint.drafting.compose import unanswered
from agreementlint.drafting.model import Answer, Answers, DraftingPlan, Question
from agreementlint.rule import PlaceholderSort

PEOPLE = ("Ada Moreno", "Li Wei", "Dr Åsa Öberg", "J. P. O'Neill", "Fatima al-Hassan", "Noor de Vries", "Kwame Osei")
HOUSES = ("Northwind plc", "Calder Instruments Ltd", "the City of Ghent", "Sømna & Partners", "Blue Heron GmbH")
PLACES = ("Germany", "Scotland", "Ireland", "New Zealand", "South Africa")
PERIODS = ("two years", "18 months", "three years", "90 days", "five years", "1 year")
DATES = ("2027-03-01", "1 May 2027", "15.09.2027", "December 3, 2027")
CONTACTS = ("ada@moreno.example", "14 Tannery Lane, York", "+44 20 7946 0000", "https://ethics.example/report")
# What a question is about decides what is likely to be said; these are in nobody's suggestions.
OWN: dict[str, tuple[Answer, ...]] = {
    "professional_body": ("the International Coaching Federation", "EMCC UK", "the Association for Coaching"),
    "private_email": ("sam_o@home.example", "kwame.osei@post.example"),
    "private_phone": ("+44 20 7946 0000", "0171 555 01 02"),
    "email": ("privacy@moreno.example", "data@hollis.example"),
    "address": ("14 Tannery Lane, York", "Bergstraße 3, 10115 Berlin"),
    "start_date": ("2027-03-01", "1 May 2027"),
    "end_date": ("15.09.2027", "December 3, 2027"),
    "date": ("2027-03-01", "1 May 2027"),
    "review_date": ("1 May 2028", "2028-02-01"),
    "title": ("Head of Talent", "HR business partner"),
    "job": ("senior learning adviser", "nurse educator"),
    "manager": ("the head of learning", "Ruth Imlach"),
    "relation": ("no reporting line", "colleagues in different departments"),
    "code_name": ("ICF Code of Ethics 2025", "EMCC Global Code of Ethics 2024"),
    "frequency": ("every two weeks", "once a month", "weekly"),
    "medium": ("video call", "meetings in person", "telephone"),
    "consequence": ("the session is charged", "the session counts as held"),
    "currency": ("EUR", "GBP", "CHF"),
    "unit": ("session", "hour", "month"),
    "refund_rule": ("a refund within 14 days", "repayment in full"),
    "objectives": (("to lead a larger team",), ("better delegation", "calmer meetings")),
    "agreed_items": (("attendance", "the agreed goals"), ("dates of sessions", "goals", "a closing summary")),
    "names_and_roles": (("Tom Berg (line manager)",), ("Priya Nair (HR partner)", "Tom Berg (line manager)")),
    "item_time": ("the end of each quarter", "the conclusion"),
    "item_form": ("one written page", "an e-mail"),
    "record_types": (("this agreement", "short session notes"), ("dates", "goal sheets", "messages")),
    "excluded_types": (("verbatim records of sessions",), ("recordings",)),
    "active_place": ("an encrypted drive", "the encrypted client portal of Fernhill Ltd"),
    "archive_place": ("an encrypted offline archive", "an encrypted drive at a second site"),
    "second_factor": ("a code on the phone", "a hardware key"),
    "retention_event": ("the last session", "the end of the engagement"),
    "known_conflicts": (("none",), ("none known",), ("shares in a firm that sells software to coaches",)),
    "other_relationships": (("none",), ("a workshop contract that ended in 2025",)),
    "referral": ("none", "no payment of any sort"),
    "recording_purpose": ("supervision", "review of the session"),
    "recording_end": ("the final session", "31 August 2027"),
    "ai_tools": (("none of the tools but Scribe, for notes",), ("Scribe for transcripts", "Notewell for summaries")),
    "region": ("the European Union", "Canada"),
    "guardian_items": (("dates", "attendance"), ("attendance",)),
    "safeguarding_policy": ("the school's safeguarding policy", "the child protection policy of the club"),
    "purpose": ("to continue from one session to the next", "preparing sessions and sending invoices"),
    "lawful_basis": ("contract", "the contract with the client"),
    "reason": ("claims may be made until then", "questions may come up later"),
    "plan_version": ("1", "3"),
    "safeguard": ("standard contractual clauses", "an adequacy decision"),
}


def plausible(question: Question, chance: Random) -> Answer:
    """Something that a person might answer, as it is kept."""
    return accepted(question, chance.choice(_pool(question, chance)))


def _pool(question: Question, chance: Random) -> tuple[object, ...]:
    if question.name in OWN:
        return OWN[question.name]
    match question.sort:
        case PlaceholderSort.PERSON:
            return PEOPLE
        case PlaceholderSort.ORGANISATION:
            return HOUSES
        case PlaceholderSort.DATE:
            return DATES
        case PlaceholderSort.DURATION:
            return PERIODS
        case PlaceholderSort.NUMBER:
            return (chance.randint(2, 60),)
        case PlaceholderSort.MONEY:
            return ("150", "1,200", "99.50")
        case PlaceholderSort.CONTACT:
            return CONTACTS
        case PlaceholderSort.PLACE if question.name in ("jurisdiction", "provider_country"):
            return PLACES
        case PlaceholderSort.LIST if question.name in ("members", "recording_people"):
            return (PEOPLE[:3], PEOPLE[3:5])
        case _:
            return (question.suggested or question.example,)


def whole(plan: DraftingPlan, fixed: dict[str, Answer], chance: Random) -> Answers:
    """Answers to all that is asked where these are fixed."""
    given = dict(fixed)
    while pending := unanswered(plan, Answers(given)):
        given[pending[0].name] = plausible(pending[0], chance)
    return Answers({name: given[name] for name in given})


def every_choice(plan: DraftingPlan, kind: str) -> Iterator[Answers]:
    """Whole answers for each combination of the choices that a kind of document leaves."""
    yes_no = [each.name for each in plan.questions if set(each.choices) == {"yes", "no"} and _open_to(each, kind)]
    for number, picked in enumerate(product(("no", "yes"), repeat=len(yes_no))):
        yield whole(plan, {"kind": kind, **dict(zip(yes_no, picked, strict=True))}, Random(number))


def _open_to(question: Question, kind: str) -> bool:
    return all(kind in allowed for name, allowed in question.when if name == "kind")
