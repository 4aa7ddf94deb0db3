"""What kind of document this is, with the evidence for it in words.

Four questions in turn, each with a module of its own: is it a plan about data rather than an agreement (`kind_cues`),
is coaching its subject (`kind_subject`), is anything agreed in it (`kind_cues`), and who stands in the arrangement
(`kind_arrangement`). Papers of other sorts (`kind_foreign`) speak against the second and the third. Only where these
end at what remains when nothing speaks for anything, a model of words is asked (`kind_likeness`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from agreementlint.agreement.impression import Impression, first_impression
from agreementlint.agreement.kind_arrangement import COACH_AND_CLIENT, arrangement
from agreementlint.agreement.kind_cues import (
    Cue,
    against_agreement,
    for_agreement,
    for_data_plan,
    promises,
    strongest,
    weight,
)
from agreementlint.agreement.kind_likeness import (
    WORDS_OF_THE_KIND,
    arrangement_by_words,
    likelihoods,
    subject_by_words,
)
from agreementlint.agreement.kind_subject import NOTE, PAGE, is_coaching, is_of_another_sort
from agreementlint.document import Document
from agreementlint.language.tokens import Tokens
from agreementlint.terms import Kind

_AGREED = 1.5  # what speaks for an agreement has to weigh so much more than what speaks against it
_SHORT_DEAL = 1200  # words; a longer agreement on coaching shows what it is
_CLEARLY = 4  # a cue that weighs more than this against an agreement leaves no doubt


def read_kind(document: Document, tokens: Tokens, counts: Counter[str]) -> tuple[Kind, str]:
    """The kind of a document and the evidence for it in words; `counts` says how often each word form occurs."""
    if document.stated_kind is not None:
        return document.stated_kind, "the file itself says so"
    seen = first_impression(document, tokens.normals, counts)
    speaking, against = tuple(for_agreement(seen)), tuple(against_agreement(seen))
    plan = for_data_plan(seen)
    if plan > 0 and plan >= weight(promises(speaking)) - weight(against):
        return Kind.DATA_PLAN, "it is about personal data and agrees no coaching"
    why = _no_agreement(seen, speaking, against)
    if why:
        kind = subject_by_words(likelihoods(tokens.stems)) if _is_doubtful(seen, against) else Kind.OTHER
        return kind, why if kind is Kind.OTHER else WORDS_OF_THE_KIND
    kind, why = arrangement(seen)
    if why == COACH_AND_CLIENT and seen.size >= NOTE:
        by_words = arrangement_by_words(likelihoods(tokens.stems))
        kind, why = by_words, why if by_words is kind else WORDS_OF_THE_KIND
    return kind, f"{strongest(speaking) or 'it agrees on coaching'}; {why}"


def _no_agreement(seen: Impression, speaking: Sequence[Cue], against: Sequence[Cue]) -> str:
    """Why a document is no agreement on coaching; empty where it is one."""
    if not is_coaching(seen):
        return "coaching is not what it is about"
    if weight(speaking) - weight(against) < _AGREED:
        return f"no coaching is agreed in it: {strongest(against) or 'nobody commits to anything'}"
    return ""


def _is_doubtful(seen: Impression, against: Sequence[Cue]) -> bool:
    """Whether a text that shows no coaching agreement may be one all the same: a short one, of no other trade or sort."""
    clear = any(cue.weight > _CLEARLY for cue in against)
    return PAGE <= seen.size <= _SHORT_DEAL and not clear and not is_of_another_sort(seen)
