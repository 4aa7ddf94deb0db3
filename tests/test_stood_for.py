"""Facts about pronouns: what "it", "they" or "these" says of the thing that the sentence before speaks of."""

from __future__ import annotations

import pytest

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.understand import understand
from agreementlint.language.lexicon import Lexicon
from agreementlint.readers import read_document
from agreementlint.terms import ConceptId, Kind

NOTES, WEBSITE, TOLD, WRITING = map(ConceptId, ("notes", "website", "told", "writing"))
LEXICON = Lexicon(
    {
        NOTES: ("(=notes|notebook)",),
        WEBSITE: ("website",),
        TOLD: ("content",),
        WRITING: ("write ... notes",),
    },
    {},
)


def agreement(text: str) -> Agreement:
    return understand(read_document("case.md", text.encode()), LEXICON, Kind.TWO_PARTY)


def meant(text: str) -> set[ConceptId]:
    """The concepts in the last statement of a text."""
    read = agreement(text)
    return {concept for concept, hits in read.mentions.items() if read.statements[-1].unit in hits} & {
        NOTES,
        WEBSITE,
        TOLD,
        WRITING,
    }


@pytest.mark.parametrize(
    "text",
    [
        "I take notes. These the company does not see.",
        "I take notes in every session. They stay with me.",
        "My paper notes stand in a cupboard at home. After two years they are shredded.",
        "I write in a notebook. It is locked in my desk.",
        "I take short notes after each session. Two years later I shred the lot.",
        "Your drawings and my notes stay here. Both are destroyed.",
        "I take notes. They stay in a drawer. They are shredded later.",
        "# My notes\n\nThey are shredded.",
        "| What | How |\n| --- | --- |\n| Notes | They are shredded |\n",
    ],
)
def test_a_pronoun_is_what_the_words_before_speak_of(text: str) -> None:
    assert meant(text) == {NOTES}


@pytest.mark.parametrize(
    "text",
    [
        "I take notes. The leaflets are in a box. They are shredded.",  # nearer by
        "I take notes. It is clear that you may cancel.",  # stands for nothing
        "I take notes. If you send me a letter I answer it.",  # for something in its own sentence
        "I take notes. These rooms are quiet.",  # an article
        "I take notes. If you end it early you pay half.",  # the work
        "I take notes. It rains.",  # one thing, not several
        "# Notes\n\nI am Ann.\n\n# Rooms\n\nThey are quiet.",  # nothing above it
    ],
)
def test_a_pronoun_is_nothing_that_it_does_not_stand_for(text: str) -> None:
    assert meant(text) == set()


def test_what_is_not_a_record_is_said_of_the_pronoun_as_well() -> None:
    assert meant("I take notes. My old website was moved. It was deleted.") == {WEBSITE}


@pytest.mark.parametrize(
    "text",
    [
        "You will tell me things that nobody else knows. These I keep to myself.",
        "We will talk about your family. None of it leaves the room.",
        "I will hear a good deal about you. All of it stays with me.",
    ],
)
def test_what_somebody_tells_is_what_the_next_sentence_speaks_of(text: str) -> None:
    assert meant(text) == {TOLD}


@pytest.mark.parametrize(
    "text",
    [
        "I tell you about my training. It took two years.",  # the coach tells
        "We do not talk about politics. It is dull.",  # nothing is told
        "I draw while we talk. It helps me.",  # told by the way
        "We will talk about your goals. They change.",  # a thing with a name of its own
    ],
)
def test_nothing_is_told_where_the_client_tells_nothing(text: str) -> None:
    assert meant(text) == set()


def test_a_pronoun_completes_no_phrase_with_a_gap() -> None:
    assert meant("These are my notes. You may write them.") == {NOTES}
