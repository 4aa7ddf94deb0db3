"""What kind of document this is, with the evidence for it, and in which language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementlint.document import Document
from agreementlint.terms import Kind

_COMMON = {
    "English": frozenset("the and of to in is that for it you with be are on this your not as by or will we".split()),
    "German": frozenset("der die das und ist nicht von mit den dem für auf ein eine sich werden wird im des zu".split()),
    "French": frozenset("le la les de des et est une dans pour que qui sur par du au avec vous ne pas".split()),
    "Spanish": frozenset("el la los las de que y en un una por con para del se no su al es".split()),
    "Dutch": frozenset("de het een en van is niet dat te op met voor zijn wordt door aan die in".split()),
    "Italian": frozenset("il la di che e un una per con del della non sono le gli è dei si al".split()),
    "Portuguese": frozenset("o a os as de que e um uma para com não do da em por se ao dos".split()),
}


def read_language(normals: Sequence[str]) -> str:
    """The English name of the language that a text's words belong to ("English" for very short texts)."""
    counts = {name: sum(normal in common for normal in normals) for name, common in _COMMON.items()}
    best = max(counts, key=lambda name: counts[name])
    if len(normals) < 25 or counts["English"] * 1.3 >= counts[best] or counts[best] < len(normals) * 0.1:
        return "English"
    return best


def read_kind(document: Document, title: str) -> tuple[Kind, str]:
    """The kind of a document and the evidence for it in words."""
    if document.stated_kind is not None:
        return document.stated_kind, "the file format says so"
    text = document.text.lower()

    def count(pattern: str) -> int:
        return len(re.findall(pattern, text))

    coaching = count(r"\bcoach|\bmentor|\bsupervis")
    if coaching < 3:
        return Kind.OTHER, "coaching is not what it is about"
    if count(r"privacy|personal data|personal information") >= 8 and count(r"agreement") < 8:
        return Kind.DATA_PLAN, "it is about personal data"
    if count(r"\bmentor|\bmentee|\bsupervisee") > 8:
        return Kind.MENTOR, "it speaks of mentor and mentee"
    if count(r"\bgroup\b|\bteam coaching|participants|members") > 12:
        return Kind.GROUP, "it speaks of a group"
    if count(r"internal coach|in-house coach") >= 2:
        return Kind.INTERNAL, "the coach works for the same organisation"
    if count(r"sponsor|your employer|the organi[sz]ation|coachee") >= 6:
        return Kind.SPONSORED, "somebody other than the client pays or has a say"
    return Kind.TWO_PARTY, "coach and client agree on coaching"
