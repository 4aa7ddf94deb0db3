"""How a token stands in its clause, in numbers: polarity, modality and actor."""

from __future__ import annotations

from agreementlint.terms import Modality, Polarity, Role
from agreementlint.values import dataclass

PLAIN, NEGATED, EXCEPTED = 0, 1, 2
POLARITIES = (Polarity.PLAIN, Polarity.NEGATED, Polarity.EXCEPTED)
MODALITIES = (Modality.FACT, Modality.DUTY, Modality.PERMISSION, Modality.WISH)
FACT, DUTY, PERMISSION, WISH = range(4)


@dataclass(frozen=True, slots=True)
class Scope:
    """For each token: polarity, the token that caused it (-1: none), modality, actor, as numbers of the tuples here."""

    polarity: bytearray
    cause: list[int]
    modality: bytearray
    actor: bytearray


ROLES: tuple[Role | None, ...] = (None, Role.COACH, Role.CLIENT, Role.SPONSOR, Role.EVERYONE)
ROLE_NUMBER = {role: number for number, role in enumerate(ROLES)}
