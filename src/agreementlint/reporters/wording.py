"""The plain words for the closed values of the field, as a coach would say them."""

from __future__ import annotations

from agreementlint.latepattern import LatePattern
from agreementlint.terms import Confidence, Kind, Severity, Shortfall
from agreementlint.waiver import Waiver

_OF_IT = "The document"
_SLOT = LatePattern(r"(?<!\{)\{([a-z][a-z0-9_]*)\}(?!\})")

KIND_IN_WORDS: dict[Kind, str] = {
    Kind.MENTOR: "a mentor coaching or supervision agreement",
    Kind.GROUP: "an agreement for coaching a group or team",
    Kind.INTERNAL: "an agreement with an internal coach",
    Kind.SPONSORED: "a coaching agreement with a sponsor",
    Kind.TWO_PARTY: "a coaching agreement between a coach and a client",
    Kind.DATA_PLAN: "a data-handling plan",
    Kind.OTHER: "not a coaching agreement or data-handling plan",
}

SHORTFALL_IN_WORDS: dict[Shortfall, str] = {
    Shortfall.MISSING: "missing",
    Shortfall.PARTIAL: "incomplete",
    Shortfall.CONTRADICTED: "contradicted",
    Shortfall.DEFECT: "should not be there",
}

CONFIDENCE_IN_WORDS: dict[Confidence, str] = {
    Confidence.HIGH: "",
    Confidence.MEDIUM: "fairly sure; please check",
    Confidence.LOW: "not sure; please check",
}


SEVERITY_IN_WORDS: dict[Severity, str] = {
    Severity.ERROR: "must be put right",
    Severity.WARNING: "should be looked at",
    Severity.INFO: "good practice",
}


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 error", "3 errors", "2 agreements of kind …"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def allowed(waiver: Waiver) -> str:
    """ "waived: REASON (by Ida; until 2027-01-31; drafts/one.md:3:6)"."""
    terms = (f"by {waiver.by}" if waiver.by else "", f"until {waiver.until}" if waiver.until else "", waiver.place)
    return f"waived: {waiver.reason} ({'; '.join(each for each in terms if each)})"


def kept(waiver: Waiver) -> str:
    """The same, said to who has kept it: "you keep it as it is: REASON (by Ida)"."""
    return f"you keep it as it is{allowed(waiver).removeprefix('waived')}"


def noun_of(kind: Kind) -> str:
    """What a document of a kind is called in a sentence: "agreement" or "plan"."""
    return "plan" if kind is Kind.DATA_PLAN else "agreement"


def to_the_author(message: str, noun: str) -> str:
    """What a rule says of "the document", said to the one who has written it: "Your agreement does not state ..."."""
    return f"Your {noun}{message.removeprefix(_OF_IT)}" if message.startswith(_OF_IT) else message


def family_in_words(family: str) -> str:
    """ "data-plan" is headed "Data plan"."""
    words = family.replace("-", " ")
    return words[:1].upper() + words[1:]


def with_slots(clause: str) -> str:
    """A model clause with its placeholders as a person fills them in: {coach_name} becomes [coach name]."""
    return _SLOT.sub(lambda slot: f"[{slot[1].replace('_', ' ')}]", clause)


def as_sentence(text: str) -> str:
    """The text with a full stop where it has no end of its own."""
    text = " ".join(text.split())
    return text if not text or text[-1] in '.!?…:”"' else text + "."
