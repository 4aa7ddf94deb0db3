"""The closed words of the field: kinds of document, roles, modalities, severities and shortfalls."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

RuleId = NewType("RuleId", str)
ConceptId = NewType("ConceptId", str)


SUPPORTED_LANGUAGES = ("English",)


class Kind(StrEnum):
    """What a document is; where several fit, the first in this order counts."""

    MENTOR = "mentor"
    GROUP = "group"
    INTERNAL = "internal"
    SPONSORED = "sponsored"
    TWO_PARTY = "two_party"
    DATA_PLAN = "data_plan"
    OTHER = "other"


class Role(StrEnum):
    """Who acts or is acted upon."""

    COACH = "coach"
    CLIENT = "client"
    SPONSOR = "sponsor"
    EVERYONE = "everyone"


class Modality(StrEnum):
    """How firmly a statement binds."""

    FACT = "fact"
    DUTY = "duty"
    PERMISSION = "permission"
    WISH = "wish"


class Polarity(StrEnum):
    """Whether the words are affirmed, denied, or named as an exception."""

    PLAIN = "plain"
    NEGATED = "negated"
    EXCEPTED = "excepted"


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Confidence(StrEnum):
    """How sure the reader is of a verdict."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    def at_most(self, other: Confidence) -> Confidence:
        """The lower of the two."""
        return max(self, other, key=_FROM_SUREST.index)


_FROM_SUREST = tuple(Confidence)


class Shortfall(StrEnum):
    """In which way a document falls short of a rule."""

    MISSING = "missing"
    PARTIAL = "partial"
    CONTRADICTED = "contradicted"
    DEFECT = "defect"
