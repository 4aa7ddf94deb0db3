"""Papers of another sort than a coaching agreement: by what many of their words are about, or by who helps in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import repeat

from agreementlint.agreement.kind_words import word_set

# Each genre with how many different words of it are needed.
_GENRES: tuple[tuple[str, int, frozenset[str]], ...] = (
    ("an article", 3, word_set(
        "article articles blog author readers reader comments subscribe book books chapter research studies "
        "template podcast newsletter"
    )),
    ("a job", 4, word_set(
        "salary pension holiday holidays cv vacancy interviews interview applications applicants candidate "
        "candidates fte post hiring wage wages bonus employment"
    )),
    ("a sports club", 4, word_set(
        "club league match matches season seasons players player athletic athletes stadium referees promotion "
        "bonus training squad team roster prize salary strategies"
    )),
    ("a journey", 4, word_set(
        "driver drivers seat seats passengers luggage journey departure hire hirer vehicle trip ferries flights "
        "bus belts pick"
    )),
    ("a course", 4, word_set(
        "credits grading grade grades semester syllabus lecture lectures instructor reading readings papers paper "
        "chapters essay exam week professor campus"
    )),
    ("a contractor's work", 4, word_set(
        "associate associates substitute worker solicit assignments assignment subcontract tax taxes insurance "
        "customers customer indemnity licence"
    )),
    ("a study", 5, word_set(
        "study research researcher researchers university ethics committee participants interview interviews "
        "interviewed interviewer findings publish published dissertation questionnaire approved invited withdraw"
    )),
    ("a website", 5, word_set(
        "site website posts post blog cookies cookie links link copyright comments content browser visitors "
        "trademarks affiliate"
    )),
    ("rooms to let or to clean", 5, word_set(
        "let rent landlord tenant tenants room rooms premises lease kitchen key keys cleaning home lockbox lockout "
        "tidy leaflets arrival pets"
    )),
    ("software", 5, word_set(
        "subscriber subscription user users uptime software account resell reverse engineer maintenance exported "
        "export bug bugs install database server"
    )),
    ("lessons", 4, word_set("lesson lessons pupil pupils teach teaches exam exams concert term practise")),
    ("secrets of a business", 4, word_set(
        "disclosing receiving recipient reverse engineer unreleased proprietary source code prices customers "
        "inventions samples"
    )),
)  # fmt: skip
_GENRE_RATE = 20  # of a thousand words, so many are of a genre

# Those who help in other trades, and what only they do.
_TRADES: tuple[tuple[str, frozenset[str]], ...] = (
    ("a therapist", word_set(
        "therapist therapists therapy psychotherapy psychotherapist counsellor counsellors counselor counselors "
        "counselling counseling psychologist hypnotherapy hypnotherapist"
    )),
    ("a practice of medicine", word_set(
        "patient patients physiotherapist physiotherapy physio clinic clinician treatment treatments osteopath "
        "chiropractor massage acupuncture dietitian nutritionist midwife doula"
    )),
    ("a gym", word_set("trainer trainers gym workout workouts fitness injury injuries")),
    ("a teacher", word_set("tutor tutors tutoring tuition pupil pupils lesson lessons")),
    ("a school for animals", word_set("dog dogs puppy puppies")),
    ("a lawyer", word_set("solicitor solicitors barrister")),
    ("a stage", word_set("speaker speakers keynote festival")),
    ("a consultant", word_set("consultant consultants consulting consultancy deliverables")),
)  # fmt: skip
# A consultant may be the one who coaches: the word is told from the trade by how little coaching there is beside it.
_LOOSE = frozenset({"a consultant"})
_TRADE_OF: Mapping[str, str] = {word: name for name, words in _TRADES for word in words}
# Whoever stands behind one of these is not the helper of this document: "is not therapy", "if you need a doctor".
_SETS_APART = word_set(
    "not no nor neither never n't than rather instead replace replaces replacing substitute substitutes unlike if "
    "should need needs whether another other refer refers referral recommend recommends suggest seek seeking find "
    "see ask into outside beyond except without like previous former current currently"
)
_REACH = 7  # words before a helper in which they are looked for
_LISTED = 4  # "neither therapy nor counselling nor treatment": what is listed is set apart together
_FEWEST = 3
_SENTENCE_ENDS = word_set(". ? ! ;")


def genre_of(counts: Counter[str], size: int) -> str:
    """The other genre that many different words of a text of so many words belong to; empty where there is none."""
    for name, fewest, words in _GENRES:
        hits = [counts[word] for word in words if word in counts]
        if len(hits) >= fewest and 1000 * sum(hits) >= _GENRE_RATE * size:
            return name
    return ""


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
            apart_until = index + _LISTED
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
