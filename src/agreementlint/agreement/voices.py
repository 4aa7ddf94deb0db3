"""Voices: who says "I", who is "you", and whether "we" is the coach's firm or everybody."""

from __future__ import annotations

from collections import Counter

from agreementlint.agreement.callings import PLURAL, SECOND
from agreementlint.terms import Kind, Role

_MY = ("coach", "mentor", "supervisor")
_YOURS = ("client", "clients", "coachee", "coachees", "mentee", "mentees", "supervisee", "supervisees")
FIRST = ("i", "me", "my", "myself", "mine")


def read_voices(counts: Counter[str], pairs: Counter[tuple[str, str]], kind: Kind) -> dict[str, Role]:
    """Who says "I", who is "you", and whether "we" is the coach's firm or everybody."""
    my_coach = sum(pairs["my", word] for word in _MY if word != "supervisor")  # coaches have supervisors, too
    my_client = sum(pairs["my", word] for word in _YOURS)
    your_coach = sum(pairs["your", word] for word in _MY)
    your_client = 0 if kind is Kind.MENTOR else sum(pairs["your", word] for word in _YOURS)
    if kind is Kind.MENTOR:
        your_client = pairs["your", "mentee"] + pairs["your", "supervisee"]
    client_speaks = my_coach > max(my_client, your_coach) or pairs["i", "understand"] >= 3 > your_coach
    first = Role.CLIENT if client_speaks else Role.COACH
    alone = counts["i"] + counts["me"] + counts["my"]
    to_coach = your_client > your_coach or (client_speaks and not counts["your"])
    second = (
        Role.COACH if to_coach and (first is not Role.COACH or (kind is Kind.INTERNAL and not alone)) else Role.CLIENT
    )
    together = counts["we"] + counts["us"] + counts["our"]
    everyone = (
        kind is Kind.INTERNAL or (first is Role.COACH and alone * 3 >= together and alone > 0) or not counts["you"]
    )
    several = Role.EVERYONE if everyone and kind is not Kind.DATA_PLAN else Role.COACH
    return dict.fromkeys(FIRST, first) | dict.fromkeys(PLURAL, several) | dict.fromkeys(SECOND, second)
