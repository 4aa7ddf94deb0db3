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
    disowned: set[int]  # tokens whose whole sentence is taken back at its head


# The last two are two of three parties: coach and sponsor, client and sponsor.
ROLES: tuple[Role | None, ...] = (None, Role.COACH, Role.CLIENT, Role.SPONSOR, *([Role.EVERYONE] * 3))
ROLE_NUMBER: dict[Role | None, int] = {role: number for number, role in enumerate(ROLES[:5])}
_COACH, _CLIENT, _SPONSOR, EVERYONE = range(1, 5)
_BUT_CLIENT, _BUT_COACH = 5, 6
# Under which numbers a role acts, by itself or with another.
ACTING = {
    None: (0,),
    Role.COACH: (_COACH, _BUT_CLIENT),
    Role.CLIENT: (_CLIENT, _BUT_COACH),
    Role.SPONSOR: (_SPONSOR, _BUT_CLIENT, _BUT_COACH),
    Role.EVERYONE: (EVERYONE,),
}
_JOINT = {frozenset((_COACH, _SPONSOR)): _BUT_CLIENT, frozenset((_CLIENT, _SPONSOR)): _BUT_COACH}
ALL_BUT = {_COACH: _BUT_COACH, _CLIENT: _BUT_CLIENT, _SPONSOR: EVERYONE}


def joint(one: int, other: int) -> int:
    """The number of two parties who act together, by the numbers of the two."""
    return one if one == other else _JOINT.get(frozenset((one, other)), EVERYONE)
