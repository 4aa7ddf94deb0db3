"""What would earn points that a person would not give is shown to the marker, and honest work raises no flag."""

from __future__ import annotations

from pathlib import Path

import pytest
from every_container import para, run, word_file

from agreementlint.document import Document
from agreementlint.grading.gaming import clauses_of, copied_clauses, gaming_flags, is_list_of_words
from agreementlint.grading.marks import Flag, FlagKind
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.report import DocumentReport
from agreementlint.terms import Kind

ROOT = Path(__file__).parents[1]

RULES = load_rules()
HEAD = '# Coaching Agreement\n\nBetween Ann Ray (the "Coach") and Bo Lee (the "Client").\n\n'
SECRECY = "The Coach keeps everything that the Client says confidential, except where a court order requires it."
LISTED = (
    "Confidentiality, court order, subpoena, imminent harm, supervision, retention seven years, shredding, encryption,"
    " locked cabinet, conflicts of interest disclosed, code of ethics, termination by either party."
)


def report(document: Document | str, kind: Kind | None = Kind.TWO_PARTY) -> DocumentReport:
    read = read_document("work.md", (HEAD + document).encode()) if isinstance(document, str) else document
    return lint(read, RULES, kind)


def flags(document: Document | str, kind: Kind | None = Kind.TWO_PARTY) -> tuple[Flag, ...]:
    return gaming_flags(report(document, kind))


def test_white_text_is_shown_with_what_would_rest_on_it_and_stops_the_mark() -> None:
    body = para(run(f"Coaching agreement. {SECRECY[:20]}")) + para(run(SECRECY, '<w:color w:val="FFFFFF"/>'))
    (flag,) = flags(read_document("work.docx", word_file(body)))
    assert flag.kind is FlagKind.GAMING
    assert flag.stops
    assert flag.sentence.startswith("The file holds 16 words that its reader does not see: its letters have the colour")
    assert "Limit: law, court order, subpoena" in flag.sentence
    assert [quote.words for quote in flag.quotes] == [SECRECY]


def test_hidden_text_that_was_left_out_is_shown_too_and_a_mark_of_a_signing_service_is_not() -> None:
    hidden = para(run("Both parties met. " * 5)) + para(run("all of this is kept secret", "<w:vanish/>"))
    (flag,) = flags(read_document("work.docx", word_file(hidden)))
    assert (flag.quotes[0].words, flag.quotes[0].start) == ("all of this is kept secret", 0)
    anchor = para(run("Both parties met. " * 5)) + para(run("/sn1/", '<w:color w:val="FFFFFF"/>'))
    assert flags(read_document("work.docx", word_file(anchor))) == ()


def test_a_list_of_keywords_is_shown_with_the_verdicts_that_rest_on_it() -> None:
    items = (
        "- coach keeps secrets\n- court order\n- subpoena\n- danger to life\n- records kept five years\n- shredding\n"
    )
    (flag,) = flags(items)
    assert flag.stops
    assert flag.sentence.startswith("Verdicts rest on words that stand side by side and make no sentence: ")
    assert "Coach promises confidentiality" in flag.sentence
    assert flag.quotes[0].words.startswith("coach keeps secrets")


def test_a_list_of_topics_on_which_nothing_rests_is_shown_and_stops_nothing() -> None:
    (flag,) = flags("Topics: privacy, subpoena, harm, supervision, retention, conflict, consent, termination, ethics.")
    assert flag.sentence == "Topics stand side by side in a list, with no sentence that says anything of them."
    assert not flag.stops


def test_a_plan_may_consist_of_lists() -> None:
    assert flags(LISTED, Kind.DATA_PLAN) == ()


@pytest.mark.parametrize(
    ("passage", "is_list"),
    [
        (LISTED, True),
        ("court order; subpoena; harm; abuse; supervision; notes; shredding; ethics", True),
        (SECRECY, False),
        ("Ann Ray, Coach, 12 Mill Lane, Cork", False),
        (
            "The coach speaks only where a court, a law, a danger, an illegal act or a duty to report requires it.",
            False,
        ),
    ],
)
def test_a_list_of_words_has_hardly_anything_that_binds_them(passage: str, is_list: bool) -> None:
    assert is_list_of_words(passage) is is_list


def test_a_clause_under_a_heading_about_something_else_is_shown() -> None:
    (flag,) = flags(f"## Fees and payment\n\n{SECRECY}\n")
    assert not flag.stops
    assert "Limit: law, court order, subpoena (under “Fees and payment”, which is about money)" in flag.sentence


@pytest.mark.parametrize(
    "heading", ["Confidentiality", "General terms", "Professional fees and records", "Our promise"]
)
def test_a_clause_under_its_own_or_an_open_heading_is_at_home(heading: str) -> None:
    assert flags(f"## {heading}\n\n{SECRECY}\n") == ()


def test_a_clause_that_stands_under_its_own_heading_as_well_is_at_home() -> None:
    assert flags(f"## Confidentiality\n\n{SECRECY}\n\n## Fees\n\nThe fee is 90 euros per session.\n") == ()


def test_slots_of_a_template_are_shown() -> None:
    (flag,) = flags("Records are kept for [number] years. The sponsor is [INSERT COMPANY NAME].")
    assert flag.sentence == "Slots of a template are not filled in."
    assert len(flag.quotes) == 2


def test_words_of_two_alphabets_that_look_alike_are_shown() -> None:
    (flag,) = flags("The Coach keeps a s\u0435cret and a r\u0435cord of αβγ.")
    assert flag.sentence == "2 words mix letters of two alphabets that look alike."
    assert [quote.words for quote in flag.quotes] == ["s\u0435cret", "r\u0435cord"]


@pytest.mark.parametrize("name", ["good-two-party.md", "good-sponsored.docx", "data-handling-plan.yaml"])
def test_the_honest_examples_raise_no_flag(name: str) -> None:
    found = report(read_document(name, (ROOT / "examples" / name).read_bytes()), None)
    assert gaming_flags(found) == ()
    assert copied_clauses(found, clauses_of(RULES)) == ()


def filled(clause: str) -> str:
    return clause.replace("{coach}", "the Coach").replace("{client}", "the Client").replace("{", "").replace("}", "")


def test_work_that_is_made_of_our_model_clauses_is_shown_with_the_longest_of_them() -> None:
    clauses = [clause for clause in clauses_of(RULES) if len(clause.split()) > 20][:12]
    own = "We met in Cork on a wet morning and talked about what each of us hopes for. " * 3
    (flag,) = copied_clauses(report(own + "\n\n".join(map(filled, clauses))), clauses_of(RULES))
    assert not flag.stops  # a programme may have handed them out
    assert "% of what is the student's own, stand word for word in our model clauses." in flag.sentence
    assert len(flag.quotes) == 5
    given = ["\n\n".join(map(filled, clauses))]
    assert copied_clauses(report(own + given[0]), clauses_of(RULES), given) == ()


def test_a_single_clause_in_a_long_text_of_ones_own_is_no_matter() -> None:
    clause = filled(max(clauses_of(RULES), key=len))
    own = " ".join(f"word{number}" for number in range(900))
    assert copied_clauses(report(f"{own}\n\n{clause}"), clauses_of(RULES)) == ()
    assert copied_clauses(report("", None), clauses_of(RULES)) == ()
