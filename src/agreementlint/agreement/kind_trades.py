"""The trade of whoever helps, where it is another than coaching: therapy, medicine, training, teaching."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import repeat


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Those who help in other trades, and what only they do.
_TRADES: tuple[tuple[str, frozenset[str]], ...] = (
    ("a therapist", _words(
        "therapist therapists therapy psychotherapy psychotherapist counsellor counsellors counselor counselors counselling "
        "counseling psychologist hypnotherapy hypnotherapist"
    )),
    ("a practice of medicine", _words(
        "patient patients physiotherapist physiotherapy physio clinic clinician treatment treatments osteopath chiropractor "
        "massage acupuncture dietitian nutritionist midwife doula"
    )),
    ("a gym", _words("trainer trainers gym workout workouts fitness injury injuries")),
    ("a teacher", _words("tutor tutors tutoring tuition pupil pupils lesson lessons")),
    ("a school for animals", _words("dog dogs puppy puppies")),
    ("a lawyer", _words("solicitor solicitors barrister")),
    ("a stage", _words("speaker speakers keynote festival")),
    ("a consultant", _words("consultant consultants consulting consultancy deliverables")),
)  # fmt: skip
# A consultant may be the one who coaches: the word is told from the trade by how little coaching there is beside it.
_LOOSE = frozenset({"a consultant"})
_TRADE_OF: Mapping[str, str] = {word: name for name, words in _TRADES for word in words}
# Whoever stands behind one of these is not the helper of this document: "is not therapy", "if you need a doctor".
_SETS_APART = _words(
    "not no nor neither never n't than rather instead replace replaces replacing substitute substitutes unlike if "
    "should need needs whether another other refer refers referral refer recommend recommends suggest seek seeking find see "
    "ask into outside beyond except without like previous former current currently"
)
_REACH = 7
_FEWEST = 3
_SENTENCE_ENDS = _words(". ? ! ;")


def another_trade(words: Sequence[str], counts: Counter[str], named: int) -> str:
    """The trade whose helpers the text speaks of as its own, empty if none.

    `words` are the normal forms of the text, `counts` how often each occurs, `named` how often coaching, mentoring or
    supervision is spoken of: a text that speaks of these nearly as often is not about the other trade.
    """
    fewest = {name: max(_FEWEST + 1, 3 * named) if name in _LOOSE else max(_FEWEST, 1.5 * named) for name, _ in _TRADES}
    possible = {name for name, trade in _TRADES if sum(map(counts.get, trade, repeat(0))) >= fewest[name]}
    if not possible:
        return ""
    found = Counter[str]()
    apart_until = -1
    for index, word in enumerate(words):
        trade = _TRADE_OF.get(word)
        if trade is None or trade not in possible:
            continue
        if index <= apart_until or _is_set_apart(words, index):
            apart_until = (
                index + 4
            )  # "neither therapy nor counselling nor treatment": what is listed is set apart together
        else:
            found[trade] += 1
    return next((name for name, count in found.most_common() if count >= fewest[name]), "")


def _is_set_apart(words: Sequence[str], index: int) -> bool:
    for before in range(index - 1, max(index - 1 - _REACH, -1), -1):
        if words[before] in _SENTENCE_ENDS:
            return False
        if words[before] in _SETS_APART:
            return True
    return words[index + 1 : index + 3] == ["?", "no"]
