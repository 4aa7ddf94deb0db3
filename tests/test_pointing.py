"""What parts, headings and lead-ins that stand elsewhere make of a sentence: by number, by a "No.", by a denial."""

from __future__ import annotations

import pytest

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import understand
from agreementlint.language.lexicon import Lexicon
from agreementlint.readers import read_document
from agreementlint.terms import ConceptId, Kind, Polarity, Role

TELL = ConceptId("tell")


def read(text: str) -> Agreement:
    lexicon = Lexicon({TELL: ("=tell", "=tells")}, {})
    return understand(read_document("text.md", text.encode()), lexicon, Kind.SPONSORED)


def named_by_last(text: str) -> list[str]:
    """The words of the parts to which the last statement points."""
    agreement = read(text)
    units = [agreement.units[unit] for unit in agreement.statements[-1].pointed]
    return [agreement.document.text[agreement.starts[unit.start] : agreement.ends[unit.stop - 1]] for unit in units]


PARTS = "## 3. Fees\n\nIt is free.\n\n## 4. Silence\n\nThe coach tells nobody.\n\n## 9. End\n\n"


@pytest.mark.parametrize(
    "words",
    [
        "Section 4 survives.",
        "Sections 4 and 7 survive.",
        "Clauses 4–6 stay in force afterwards.",
        "The end does not affect clause 4.",
        "The obligations under section 4 continue.",
        "The following provisions survive: 4, 6 and 8.",
        "Clause 4 was explained to the client.",
        "The sponsor is bound by clause 4.",
    ],
)
def test_what_is_said_of_a_part_by_its_number_is_said_of_what_stands_there(words: str) -> None:
    assert named_by_last(PARTS + words) == ["Silence", "The coach tells nobody."]


def test_all_parts_between_two_numbers_are_meant() -> None:
    assert named_by_last(PARTS + "Sections 2 to 5 survive.")[::2] == ["Fees", "Silence"]


@pytest.mark.parametrize(
    "words",
    [
        "Section 5 survives.",
        "Subject to section 4, the programme continues.",
        "Either of us may end this under section 4, and it stays so.",
        "It continues for 4 years.",
        "See section 4.",
        "Section 7 survives; section 4 lapses.",
        "No clause, not even clause 4, survives.",
    ],
)
def test_a_part_that_is_only_mentioned_is_not_spoken_of(words: str) -> None:
    assert named_by_last(PARTS + words) == []


@pytest.mark.parametrize(
    "text",
    [
        "IV. Silence\n\nHush now, and always.\n\nX. General\n\nArticle IV survives.",
        "1. Silence. Hush now, and always.\n2. End. No. 1 remains valid.",
        "| 4. Silence | Hush now, and always. |\n|---|---|\n| 4. Silence | Hush now, and always. |\n| 9. End | Section 4 survives. |",
        "## Part C: Silence\n\nHush now, and always.\n\n## Part F: End\n\nPart C continues to bind me.",
    ],
)
def test_parts_are_known_by_other_signs_than_figures_and_in_lists_and_tables(text: str) -> None:
    assert "Hush now, and always." in named_by_last(text)


def actor_of_telling(words: str) -> Role | None:
    agreement = read(PARTS + words)
    [hits] = agreement.mentions[TELL].values()
    return hits[0].actor


def test_whom_a_part_binds_as_well_acts_in_it() -> None:
    assert actor_of_telling("Clause 4 applies to the sponsor as well.") is Role.EVERYONE
    assert actor_of_telling("Clause 4 does not bind the sponsor.") is Role.COACH
    assert actor_of_telling("Clause 3 binds the sponsor.") is Role.COACH


@pytest.mark.parametrize("answer", ["No.", "Never.", "No, never.", "No. We never do.", "No, not ever."])
def test_a_bare_no_denies_what_the_heading_asks_in_its_own_words(answer: str) -> None:
    agreement = read(f"# Paper\n\n## Do you tell anyone?\n\n{answer}\n")
    [(unit, hits)] = agreement.mentions[TELL].items()
    assert hits[0].polarity is Polarity.NEGATED
    assert unit in agreement.statement_of_unit


@pytest.mark.parametrize("answer", ["Yes.", "No problem is too small for us.", "We do."])
def test_other_answers_leave_the_heading_a_question(answer: str) -> None:
    agreement = read(f"# Paper\n\n## Do you tell anyone?\n\n{answer}\n")
    [(unit, hits)] = agreement.mentions[TELL].items()
    assert hits[0].polarity is Polarity.PLAIN
    assert unit not in agreement.statement_of_unit


@pytest.mark.parametrize(
    "item",
    [
        "your notes. The coach may tell the sponsor.",
        "your notes; the coach may tell the sponsor;",
        "Your notes. They may tell more than you think.",
    ],
)
def test_a_whole_sentence_in_an_item_is_not_denied_by_what_leads_in_to_the_list(item: str) -> None:
    agreement = read(f"We never share:\n\n- {item}\n- recordings.\n")
    [hits] = agreement.mentions[TELL].values()
    assert hits[0].polarity is Polarity.PLAIN


@pytest.mark.parametrize(
    "text",
    [
        "We do not promise that:\n\n- we will tell it;\n- it is long.",
        "We never share:\n\n- notes. Drafts of what we tell.\n- letters.",
    ],
)
def test_what_goes_on_with_the_lead_in_is_denied_by_it(text: str) -> None:
    [hits] = read(text).mentions[TELL].values()
    assert hits[0].polarity is Polarity.NEGATED
