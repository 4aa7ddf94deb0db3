"""Denials at the head of a clause: "At no time, the years afterwards included, will the coach …" goes on at its "will"."""

from __future__ import annotations

from collections.abc import Container, Sequence

from agreementlint.language.tokens import stemmed

_MODALS = stemmed("do does did shall will must may can could might should would")
_AUXILIARIES = _MODALS | stemmed("be is are was were have has had")
# "At no time", "under no circumstances", "to nobody": a denial behind one of these is no subject.
_AHEAD = stemmed("at in under on by to for with from during within about through of and but")
_ADVERBS = stemmed("never nor nowhere")
_NOUNS = stemmed("no nothing nobody none neither")
# "Not until you agree will I", "not even then does she".
_NOT_YET = stemmed("until till even under at in once for on by to with before after during since unless")
_SUBJECTS = stemmed("i we you he she they who which")
_STANDING_FOR = stemmed("it this these those that")
_AFTER = stemmed("before after during until since of at in for with by to on about")
_OPENINGS = stemmed("i we you he she it they this these those any the a an each our your my his her their either")
_RELATIVES = stemmed("that which i we you the a of in he she they")
_PARTED = frozenset([",", ")", "–", "—"])
_FAR = 30  # tokens in which the verb has to come


def resumes_at(stems: Sequence[str], mentions: Container[int], clause: int, cause: int, last: int) -> int:
    """The auxiliary at which what a denial at the head of a clause denies goes on; -1 if nothing comes between.

    Behind an adverb ("at no time") the auxiliary stands before its subject, behind a noun ("nothing, however small,")
    it stands behind an insertion.
    """
    head, ahead = stems[cause], stems[clause:cause]
    if len(ahead) > 2 or not _AHEAD.issuperset(ahead):
        return -1
    following = stems[cause + 1] if cause + 1 < last else ""
    end = min(last, cause + _FAR)
    if (
        head in _ADVERBS
        or (head in _NOUNS and (ahead or head == "neither"))
        or (head == "not" and following in _NOT_YET)
    ):
        for at in range(cause + 1, end - 1):
            if stems[at] in _AUXILIARIES and _is_inverted(stems, mentions, at):
                return at
    if head in _NOUNS and not ahead:
        return _behind_insertion(stems, cause, end)
    return -1


def _is_inverted(stems: Sequence[str], mentions: Container[int], at: int) -> bool:
    """Whether an auxiliary stands before its subject."""
    before, following = stems[at - 1], stems[at + 1]
    if before in _SUBJECTS or (before in _STANDING_FOR and stems[at - 2] not in _AFTER):
        return False
    if stems[at] in _MODALS:
        return following in _OPENINGS or at + 1 in mentions
    if before == ",":  # "to nobody, be it your boss or the press"
        return False
    return at + 1 in mentions or (following in _OPENINGS and at + 2 in mentions and at - 1 not in mentions)


def _behind_insertion(stems: Sequence[str], cause: int, end: int) -> int:
    """Where the verb of a denied subject comes behind what is inserted: "nothing, however small, will be passed on"."""
    related = stems[cause + 1] in _RELATIVES if cause + 1 < end else False
    opened = False
    for at in range(cause + 1, end):
        if stems[at] in _AUXILIARIES:
            if opened and stems[at - 1] in _PARTED:
                return at
            if not opened and not related:
                return -1  # it has its verb
        opened = opened or stems[at] in (",", "(", "–", "—")
    return -1
