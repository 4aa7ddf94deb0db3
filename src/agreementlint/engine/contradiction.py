"""Whether words that stand the other way round than a rule asks speak against it, or only name the same things."""

from __future__ import annotations

from collections.abc import Collection
from typing import assert_never

from agreementlint.agreement.model import Hit
from agreementlint.engine.checks import Stance
from agreementlint.terms import Modality, Polarity, Role

_BOUND = (Role.COACH, Role.SPONSOR)  # of whom rules ask that something is not done
_MEANT = (Modality.DUTY, Modality.PERMISSION)


def other_way_round(stance: Stance, hit: Hit) -> str:
    """Why an act that is not found in the stance that is asked for does not count."""
    if stance is Stance.EXCEPTED:
        return "it does not name it as an exception"
    return "it denies it" if hit.polarity is Polarity.NEGATED else "it affirms what should be ruled out"


def speaks_against(stance: Stance, hit: Hit, actors: Collection[Role | None] | None) -> bool:
    """Whether an act that is not found in the stance that is asked for is said to be the opposite.

    A denial of what should be affirmed is. What should be denied is said of many things in passing ("tell", "name"):
    against it speaks only that the coach or the sponsor, if it is asked of them, is to do it or may.
    """
    match stance:
        case Stance.AFFIRMED | Stance.ANYHOW:
            return True
        case Stance.DENIED:
            return hit.actor in _BOUND and hit.modality in _MEANT and (actors is None or hit.actor in actors)
        case Stance.EXCEPTED:
            return False
        case _:
            assert_never(stance)


def does_the_opposite(stance: Stance, hit: Hit) -> bool:
    """Whether the coach or the sponsor does what should be denied: "I tell everybody that you are my client".

    Too little to say that a document is against a rule, it is enough that such words do not speak for it.
    """
    return stance is Stance.DENIED and hit.polarity is Polarity.PLAIN and hit.actor in _BOUND
