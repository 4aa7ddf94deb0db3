"""Statements come with what introduces them: lead-ins, questions, column heads, labels, headings."""

from __future__ import annotations

import pytest

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.ticked import Ticked
from agreementlint.agreement.understand import understand
from agreementlint.language.lexicon import Lexicon
from agreementlint.readers import read_document
from agreementlint.terms import ConceptId, Kind, Polarity, Role


def understood(text: str, name: str = "text.md") -> Agreement:
    return understand(read_document(name, text.encode()), Lexicon({}, {}), Kind.TWO_PARTY)


def units_in_words(agreement: Agreement, units: tuple[int, ...]) -> list[str]:
    text = agreement.document.text
    ranges = [agreement.units[unit] for unit in units]
    return [text[agreement.starts[tokens.start] : agreement.ends[tokens.stop - 1]] for tokens in ranges]


def statement(agreement: Agreement, beginning: str) -> tuple[str, list[str]]:
    for each in agreement.statements:
        words = agreement.quote(each.span)
        if words.startswith(beginning):
            return words, units_in_words(agreement, each.context)
    raise AssertionError([agreement.quote(each.span) for each in agreement.statements])


def test_a_list_item_has_its_lead_in() -> None:
    words, context = statement(understood("Exceptions are:\n\n- danger to life\n- a court order\n"), "a court")
    assert (words, context) == ("a court order", ["Exceptions are:"])


def test_the_first_cell_of_a_row_has_the_lead_in_of_its_table() -> None:
    _, context = statement(
        understood("I must speak up:\n\n| If | Then |\n|---|---|\n| a crime | I ring |\n"), "a crime"
    )
    assert "I must speak up:" in context


@pytest.mark.parametrize("label", ["Records.", "What I write.", "When you've finished.", "If one is lost."])
def test_a_paragraph_is_introduced_by_the_few_words_in_front_that_are_no_sentence(label: str) -> None:
    assert statement(understood(f"**{label}** Pages go in a drawer."), "Pages")[1] == [label]


def test_a_whole_sentence_in_front_of_a_paragraph_is_no_label() -> None:
    assert statement(understood("What you say stays here. Pages go in a drawer."), "Pages")[1] == []


def test_a_nested_item_has_its_parent_and_the_lead_in() -> None:
    _, context = statement(understood("The coach:\n\n- tells the client of\n  - any gift\n"), "any gift")
    assert context == ["tells the client of", "The coach:"]


def test_a_numbered_paragraph_is_not_introduced_by_a_finished_sentence() -> None:
    _, context = statement(understood("No report is made.\n\n3.4 The client may ask for notes.\n"), "The client may")
    assert context == []


def test_a_list_in_one_sentence_is_several_statements() -> None:
    agreement = understood("The coach may speak in case of: (a) danger to life; (b) a court order.")
    words, context = statement(agreement, "(b)")
    assert words == "(b) a court order."
    assert context[0] == "The coach may speak in case of:"


def test_a_reference_to_an_item_opens_none() -> None:
    text = "Before acting on (b) or (c) the coach lets you know."
    assert statement(understood(text), "Before") == (text, [])


def test_an_answer_has_its_question() -> None:
    _, context = statement(understood("What do you keep? Only short notes."), "Only short")
    assert context == ["What do you keep?"]


def test_a_heading_that_asks_is_answered_by_what_follows() -> None:
    _, context = statement(understood("# What do you keep?\n\nOnly short notes.\n"), "Only short")
    assert context == ["What do you keep?"]


def test_a_cell_has_its_row_and_its_column_head() -> None:
    _, context = statement(
        understood("| What | How long |\n| --- | --- |\n| Session notes | two years |\n"), "two years"
    )
    assert context == ["Session notes", "How long", "What"]


def test_a_label_introduces_the_rest_of_its_paragraph() -> None:
    _, context = statement(understood("Retention: The notes are kept for a year. Then they go."), "Then they")
    assert context == [] or context[0].startswith("Retention")


def test_a_heading_and_a_contents_line_are_no_statements() -> None:
    agreement = understood(
        "# Agreement\n\nContents\n\n1. Secrecy ........ 2\n2. Notes ......... 3\n\nWe meet on Mondays.\n"
    )
    assert [agreement.quote(each.span) for each in agreement.statements] == ["We meet on Mondays."]


@pytest.mark.parametrize(
    "text", ["**Secrecy**\n\nAll is secret.\n", "SECRECY\n\nAll is secret.\n", "# Secrecy\n\nAll is secret.\n"]
)
def test_a_heading_is_known_by_its_mark_its_bold_line_or_its_capitals(text: str) -> None:
    agreement = understood(text)
    [only] = agreement.statements
    assert [each.lower() for each in agreement.heading_path(only)] == ["secrecy"]


def test_sections_are_nested_by_their_level() -> None:
    agreement = understood("# A\n\n## B\n\nInside.\n\n# C\n\nOutside.\n")
    inside, outside = agreement.statements
    assert agreement.heading_path(inside) == ("A", "B")
    assert agreement.heading_path(outside) == ("C",)


def test_a_defined_term_is_found_with_the_statement_that_defines_it() -> None:
    agreement = understood('"Notes" means what the coach writes down. Ruth Alder (the "Coach") keeps them.')
    assert [(each.term, each.statement) for each in agreement.definitions] == [("Notes", 0), ("Coach", 1)]


def test_a_cell_hears_its_row_and_the_heads_of_the_columns_before_it() -> None:
    table = "| Who asks | First step |\n| --- | --- |\n| the sponsor | you are told |\n"
    _, context = statement(understood(table), "you are told")
    assert sorted(context) == ["First step", "Who asks", "the sponsor"]


def test_boxes_that_nobody_ticked_are_looked_through_in_proportion_to_their_number() -> None:
    # Looking from each box to the end of the clause takes minutes for this.
    assert understood("☐ yes " * 100_000 + ".").statements


def test_a_cell_hears_every_sentence_of_the_cells_before_it() -> None:
    text = "| What | Rule | When |\n| --- | --- | --- |\n| Recording | Only if all agree. Members watch it. | two weeks |\n"
    _, context = statement(understood(text), "two weeks")
    assert context[:3] == ["Members watch it.", "Only if all agree.", "Recording"]


def test_near_a_cell_are_the_rows_above_and_below() -> None:
    rows = "".join(f"| what {row} | where {row} | who {row} |\n" for row in range(5))
    agreement = understood(f"Before it.\n\n| What | Where | Who |\n| --- | --- | --- |\n{rows}\nBehind it.\n")
    middle = next(each for each in agreement.statements if agreement.quote(each.span) == "where 2")
    near = [agreement.quote(each.span) for each in agreement.neighbours(middle, 1)]
    assert near == [f"{what} {row}" for row in (1, 2, 3) for what in ("what", "where", "who")]


def test_a_sentence_about_a_third_person_has_the_sentence_that_brought_them_in_for_its_subject() -> None:
    agreement = understood("I talk about my work with a supervisor. She does not know your name. You pay in June.\n")
    brought_in, she, pay = agreement.statements
    assert (she.topic, pay.topic) == (brought_in.unit, -1)


def test_a_pronoun_for_a_party_has_no_sentence_for_its_subject() -> None:
    agreement = understood("The coach keeps a locked drawer. She does not open it for anybody.\n")
    assert [each.topic for each in agreement.statements] == [-1, -1]


def acting(text: str, word: str, kind: Kind = Kind.TWO_PARTY) -> Role | None:
    lexicon = Lexicon({ConceptId("word"): (f"={word}",)}, {})
    agreement = understand(read_document("text.md", text.encode()), lexicon, kind)
    [hits] = agreement.mentions[ConceptId("word")].values()
    return hits[0].actor if hits[0].polarity is Polarity.PLAIN else None


def test_a_mark_in_a_table_says_what_its_heads_name() -> None:
    table = "| | Coach | Client |\n| --- | --- | --- |\n| May end it | {} | {} |\n"
    assert acting(table.format("yes, in writing", "no"), "writing") is Role.COACH
    assert acting(table.format("no", "yes, in writing"), "writing") is Role.CLIENT
    agreement = understood(table.format("x", "–"))
    assert [agreement.quote(each.span) for each in agreement.statements] == ["May end it\nx", "May end it\nx\n–"]


@pytest.mark.parametrize(
    ("head", "label", "mark", "said"),
    [
        ("Yes", "The Coach keeps notes", "☑", "the Coach keeps notes"),
        ("Yes", "The Coach keeps notes", "☐", ""),
        ("No", "The Coach keeps notes", "☐", ""),
        ("No", "The Coach keeps notes", "☑", "the Coach does not keeps notes"),
        ("No", "Sessions are recorded", "x", "sessions are not recorded"),
        ("No", "May record", "x", "may not record"),
        ("No", "Recording of sessions", "x", "no recording of sessions"),
        ("Not sure", "Recording of sessions", "x", ""),
        ("Sponsor", "Sessions are recorded", "x", "sessions are recorded (Sponsor)"),
        ("Sponsor", "Sessions are recorded", "no", ""),
        ("Kept", "Notes", "yes (two years)", "notes: kept two years"),
        ("Kept", "Notes", "no", "notes: not kept"),
        ("Sponsor hears it", "What is said", "yes", "what is said: sponsor hears it"),
        ("Sponsor hears it", "What is said", "no", "what is said: sponsor does not hears it"),
        ("Client", "May end it", "no", "Client may not end it"),
        ("Client", "May end it", "yes, in writing", "Client may end it in writing"),
        ("Client", "Pays", "no", "Client does not pays"),
    ],
)
def test_a_mark_confirms_or_denies_what_has_a_subject_of_its_own(head: str, label: str, mark: str, said: str) -> None:
    assert Ticked(frozenset()).sentence(head, label, mark) == said


def test_a_row_in_which_no_box_is_ticked_denies_nothing() -> None:
    table = "| | Coach | Client |\n| --- | --- | --- |\n| May end it | {} | {} |\n"
    assert len(understood(table.format("☐", "☐")).statements) == 3
    assert len(understood(table.format("☑", "☐")).statements) == 2


def test_a_mark_does_not_hear_the_head_of_the_column_beside_it() -> None:
    table = "| What | Sponsor hears it | Client hears it |\n| --- | --- | --- |\n| what is said | no | yes |\n"
    assert [each.context for each in understood(table).statements][1] == ()


def test_a_bare_no_denies_what_is_asked_and_nothing_behind_it() -> None:
    assert acting("Can I stop early? No.\n", "stop") is None
    assert acting("Can I stop early? No. You come to the end.\n", "come") is Role.CLIENT
    assert acting("Will you tell my boss? No, you can trust me.\n", "trust") is Role.CLIENT


def test_in_what_the_client_asks_i_is_the_client() -> None:
    assert acting("Can I stop early? Yes.\n", "stop") is Role.CLIENT
    assert acting("Will you show me the notes? Yes.\n", "show") is Role.COACH
    assert acting("What do I keep? Some notes.\n", "keep") is Role.COACH


@pytest.mark.parametrize(
    ("question", "word", "actor"),
    [
        ("Will you tell me about any therapy?", "tell", Role.CLIENT),
        ("Would you like me to send the notes?", "like", Role.CLIENT),
        ("Would you rather that I call before I speak?", "rather", Role.CLIENT),
        ("May I share our letters?", "share", Role.COACH),
        ("Can I share your name with the office?", "share", Role.COACH),
        ("Can I give my boss a report?", "give", Role.CLIENT),
        ("Will you tell anybody what I say?", "tell", Role.COACH),
        ("Do you ever share my notes?", "share", Role.COACH),
    ],
)
def test_in_what_the_coach_asks_i_is_the_coach(question: str, word: str, actor: Role) -> None:
    assert acting(f"{question} Yes.\n", word) is actor


@pytest.mark.parametrize(
    ("answer", "denied"),
    [
        ("Certainly not.", True),
        ("Of course not.", True),
        ("Absolutely not.", True),
        ("Not at all.", True),
        ("I do not.", True),
        ("I won't.", True),
        ("I don’t.", True),
        ("Of course I do.", False),
        ("Not always.", False),
    ],
)
def test_a_bare_not_denies_what_is_asked(answer: str, denied: bool) -> None:
    assert (acting(f"Will you tell my boss? {answer}\n", "tell") is None) is denied


def test_what_stands_under_a_party_alone_is_done_by_it() -> None:
    assert (
        acting("# Coaching\n\n## The Client\n\n- comes prepared\n- attends every session\n", "attends") is Role.CLIENT
    )
    assert acting("# Coaching\n\n## The Client\n\n- summaries of sessions\n", "sessions") is None


@pytest.mark.parametrize(
    ("sentence", "word", "actor"),
    [
        ("Recordings for training are deleted in May.", "deleted", None),
        ("Papers in the file are shredded in May.", "shredded", None),
        ("Records of sessions have to be shredded.", "shredded", None),
        ("Keeps what is said private.", "private", Role.CLIENT),
        ("Asks whether notes are kept.", "asks", Role.CLIENT),
        ("Sees to it that sessions are kept.", "sees", Role.CLIENT),
    ],
)
def test_the_subject_of_a_sentence_under_a_party_is_no_verb(sentence: str, word: str, actor: Role | None) -> None:
    assert acting(f"# Coaching\n\n## The Client\n\n{sentence}\n", word) is actor


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ("1 Fees\n2 Secrecy of what you say\n3 Stopping, pausing\n", 1),
        ("1 Fees\n2 You pay in June.\n3 Ending\n", 3),
        ("1 Fees\n3 Ending\n4 Notes\n", 2),
    ],
)
def test_titles_that_are_numbered_one_after_the_other_are_contents(contents: str, said: int) -> None:
    assert (
        len(understood(f"# Agreement\n\n## Contents\n\n{contents}\n## Fees\n\nYou pay in July.\n").statements) == said
    )


@pytest.mark.parametrize("greeting", ["Dear Priya, dear Mr Oko,", "Dear Priya and Mr Oko,"])
def test_in_a_letter_to_two_you_are_whoever_is_called(greeting: str) -> None:
    letter = (
        f"{greeting}\n\nPriya, what you bring stays here. Mr Oko, you will pay. You get the dates.\n\nYou decide.\n"
    )
    assert acting(letter, "pay", Kind.SPONSORED) is Role.SPONSOR
    assert acting(letter, "get", Kind.SPONSORED) is Role.SPONSOR
    assert acting(letter, "bring", Kind.SPONSORED) is Role.CLIENT
    assert acting(letter, "stays", Kind.SPONSORED) is None
    assert acting(letter, "decide", Kind.SPONSORED) is Role.CLIENT


def test_a_name_before_a_comma_that_is_not_spoken_to_acts() -> None:
    assert acting("Dear Tom,\n\nTom, of course, will decide.\n", "decide") is Role.CLIENT


def test_a_name_that_stands_in_a_row_with_your_manager_is_not_called() -> None:
    letter = "Dear Priya,\n\nYour sponsor pays. {} your manager see the goals. You get the dates.\n"
    for row in ("Sponsor, HR and", "The sponsor, Mr Oko or"):
        assert acting(letter.format(row), "get", Kind.SPONSORED) is Role.CLIENT, row
