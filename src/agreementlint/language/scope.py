"""Scope: for each token, whether it is denied or excepted, how firmly it binds, and who acts."""

from __future__ import annotations

from dataclasses import dataclass

from agreementlint.language.tokens import Tokens
from agreementlint.terms import Modality, Polarity, Role

PLAIN, NEGATED, EXCEPTED = 0, 1, 2
POLARITIES = (Polarity.PLAIN, Polarity.NEGATED, Polarity.EXCEPTED)
MODALITIES = (Modality.FACT, Modality.DUTY, Modality.PERMISSION, Modality.WISH)
FACT, DUTY, PERMISSION, WISH = range(4)

_NEGATORS = frozenset("not never no neither nor cannot nobody nothing none without refrain prohibit forbid forbidden ban banned abstain nowher".split())
_BOTH_WAYS = frozenset("nobody nothing none".split())  # "tell nobody", "nobody is told"
_WHOLE_CLAUSE = frozenset("prohibit forbid forbidden ban banned".split())
# After "not" or "no" these do not deny ("not only", "no later than", "not limited to").
_NO_DENIAL = frozenset("only limit later more less longer just mere matter doubt necessarili exceed fewer earlier other".split())
_HARD_STOPS = frozenset([";", ".", ":", "?", "!", "—", "–", "|"])
_TURNS = frozenset("but however although though wherea whereas nevertheless nonetheless yet".split())
_CONDITIONS = frozenset("if when where while becaus sinc so whenev wherev onc after befor until".split())
_EXCEPTIONS = frozenset("except unless save excluding exclud exception apart besid otherwis".split())
_SUBJECTS = frozenset("i we you he she they it this these those there each both all any either neither everyon nobody anyon somebody".split())
_DUTIES = {
    "shall": DUTY, "must": DUTY, "will": DUTY, "agre": DUTY, "undertak": DUTY, "commit": DUTY, "oblig": DUTY,
    "require": DUTY, "requir": DUTY, "promis": DUTY, "respons": DUTY, "duti": DUTY, "ensur": DUTY, "covenant": DUTY,
    "guarante": DUTY, "need": DUTY, "pledg": DUTY, "expect": DUTY, "bind": DUTY,
    "may": PERMISSION, "can": PERMISSION, "could": PERMISSION, "might": PERMISSION, "entitl": PERMISSION,
    "free": PERMISSION, "liberti": PERMISSION, "allow": PERMISSION, "permit": PERMISSION, "option": PERMISSION,
    "should": WISH, "aim": WISH, "tri": WISH, "hope": WISH, "striv": WISH, "endeavor": WISH, "endeavour": WISH,
    "attempt": WISH, "intend": WISH, "ideal": WISH, "encourag": WISH, "wish": WISH, "seek": WISH, "prefer": WISH,
}  # fmt: skip
_FINITE = frozenset("shall must will may can could might should would be have do agre undertak keep share tell disclos not never promis commit".split())
_PREPOSITIONS = frozenset("of to with by from for about between against on in toward among concern regard behind upon under via tell ask inform give pay send".split())
_WEAK_TAILS = frozenset("possibl practic practicabl feasibl reason".split())


@dataclass(frozen=True, slots=True)
class Scope:
    """For each token: polarity, the token that caused it (-1: none), modality, actor (0: nobody named)."""

    polarity: bytearray
    cause: list[int]
    modality: bytearray
    actor: bytearray


ROLES: tuple[Role | None, ...] = (None, Role.COACH, Role.CLIENT, Role.SPONSOR, Role.EVERYONE, Role.OUTSIDER)
ROLE_NUMBER = {role: number for number, role in enumerate(ROLES)}


def read_scope(tokens: Tokens, units: list[range], leads: list[int], mentions: dict[int, tuple[int, int]]) -> Scope:
    """The scope of every token.

    `units` are ranges of tokens that are read one by one; `leads[i]` is the unit that leads in to unit
    i and hands its open scope on to it, or -1. `mentions` maps the first token of each mention of a
    party to (number of its role in ROLES, number of tokens).
    """
    size = len(tokens)
    scope = Scope(bytearray(size), [-1] * size, bytearray(size), bytearray(size))
    endings: dict[int, tuple[int, int, int, int]] = {}
    for index, unit in enumerate(units):
        lead = leads[index]
        opening = endings.get(lead, (PLAIN, -1, FACT, 0)) if lead >= 0 else (PLAIN, -1, FACT, 0)
        endings[index] = _read_unit(tokens, unit, opening, mentions, scope)
    return scope


def _read_unit(
    tokens: Tokens, unit: range, opening: tuple[int, int, int, int], mentions: dict[int, tuple[int, int]], scope: Scope
) -> tuple[int, int, int, int]:
    stems = tokens.stems
    out_polarity, out_cause, out_modality, out_actor = scope.polarity, scope.cause, scope.modality, scope.actor
    polarity, cause, modality, actor = opening
    held = opening  # what a lead-in handed down outlasts commas, and returns after a full stop never
    clause = unit.start
    named = False  # whether this clause has named who acts
    last = unit.stop
    index = unit.start
    skip_subject = -1
    while index < last:
        stem = stems[index]
        following = stems[index + 1] if index + 1 < last else ""
        if stem in _HARD_STOPS:
            if stem == ":" and index + 1 >= last:
                break
            if stem == ":":
                pass  # "Exceptions: danger, law": what opens before the colon goes on behind it
            else:
                polarity, cause, modality, actor = (PLAIN, -1, FACT, actor) if stem != "." else (PLAIN, -1, FACT, 0)
                clause, named = index + 1, False
        elif stem == ",":
            if following in _SUBJECTS or following == "the" or index + 1 in mentions:
                begins = index + 1 in mentions or following in _SUBJECTS or _verb_soon(stems, index + 1, last)
                if begins and not _listed(stems, index, last, polarity):
                    polarity, cause, modality = PLAIN, -1, FACT
                    clause, named = index + 1, False
        elif stem in _TURNS:
            polarity, cause, modality = PLAIN, -1, FACT
            clause, named = index, False
        elif stem in _CONDITIONS:
            if polarity == NEGATED:
                polarity, cause = PLAIN, -1
            modality = FACT
            clause, named = index, False
        elif stem in _EXCEPTIONS or (stem in ("other", "rather") and following == "than") or (stem == "subject" and following == "to"):
            polarity, cause, modality = EXCEPTED, index, FACT
            clause, named = index, False
        elif stem == "only" and following in ("if", "with", "when", "where", "to", "after", "on", "upon") and polarity == PLAIN:
            pass
        elif stem in _NEGATORS and not (stem in ("no", "not") and following in _NO_DENIAL):
            if stem == "without" and polarity == NEGATED:
                polarity, cause = EXCEPTED, index
            elif polarity == NEGATED and stem in ("nor", "or", "no", "never", "nobody", "nothing", "none", "neither"):
                cause = cause if cause >= 0 else index
            elif polarity == NEGATED and index - cause > 1 and stem in ("not", "without"):
                polarity, cause = (PLAIN, -1) if stem == "not" and index - cause < 8 and _same_verb_group(stems, cause, index) else (NEGATED, index)
            elif polarity == EXCEPTED:
                pass
            else:
                if stem == "not" and modality == PERMISSION:
                    modality = DUTY
                polarity, cause = NEGATED, index
                if stem in _WHOLE_CLAUSE or (stem == "not" and following in ("allow", "permit", "accept")):
                    _paint_back(out_polarity, out_cause, clause, index, NEGATED, index)
                elif stem in _BOTH_WAYS or (stem == "no" and following in ("one", "third", "other", "person")):
                    _paint_back(out_polarity, out_cause, max(clause, index - 5), index, NEGATED, index)
                elif stem == "no" or stem == "never":
                    _paint_back(out_polarity, out_cause, max(clause, index - 2), index, NEGATED, index)
        elif stem in _DUTIES and not (stem == "need" and index and stems[index - 1] in ("the", "a", "their", "your", "client")):
            if polarity == NEGATED and cause >= 0 and index - cause > 2 and stems[index - 1] in ("and", "but", ","):
                polarity, cause = PLAIN, -1  # "will not record and will delete"
            if stem in ("respons", "duti", "require", "requir", "option", "commit") and modality != FACT:
                pass
            elif following == "not" and _DUTIES[stem] == PERMISSION:
                modality = DUTY
            elif not (modality == WISH and stem in ("will", "agre")):
                modality = _DUTIES[stem]
        elif stem in _WEAK_TAILS and index and stems[index - 1] in ("where", "if", "as", "wherev", "reason", "far", "when", "whenev"):
            for at in range(clause, index):
                out_modality[at] = WISH
            modality = WISH
        elif stem == "and" and polarity != PLAIN and (index + 1 in mentions or following in _SUBJECTS) and _verb_soon(stems, index + 1, last):
            polarity, cause, modality = PLAIN, -1, FACT
            clause, named = index + 1, False

        mention = mentions.get(index)
        if mention is not None and index > skip_subject:
            role, width = mention
            behind = stems[index + width] if index + width < last else ""
            before = stems[index - 1] if index > unit.start else ""
            if before in ("the", "each", "a", "our", "your", "my") and index - 1 > unit.start:
                before = stems[index - 2]
            if before == "by" and not named:
                _paint_actor(out_actor, clause, index, role)
                actor, named = role, True
            elif behind == "'s" or before in _PREPOSITIONS or tokens.normals[index] in ("my", "our", "your", "me", "us"):
                pass
            elif not named or behind in _FINITE:
                actor, named = role, True
            skip_subject = index + width - 1
        out_polarity[index] = polarity if not (cause == index and polarity == NEGATED) else NEGATED
        out_cause[index] = cause
        out_modality[index] = modality
        out_actor[index] = actor
        index += 1
    del held
    return polarity, cause, modality, actor


def _paint_back(polarity: bytearray, causes: list[int], first: int, last: int, value: int, cause: int) -> None:
    for at in range(first, last):
        polarity[at] = value
        causes[at] = cause


def _paint_actor(actors: bytearray, first: int, last: int, role: int) -> None:
    for at in range(first, last):
        actors[at] = role


def _verb_soon(stems: list[str], first: int, last: int) -> bool:
    """Whether a finite verb comes within the next words, as in a new clause."""
    return any(stems[at] in _FINITE for at in range(first, min(last, first + 5)))


def _listed(stems: list[str], comma: int, last: int, polarity: int) -> bool:
    """Whether a comma only divides the members of a list ("not disclose names, the topics or dates")."""
    return polarity == EXCEPTED and not _verb_soon(stems, comma + 1, last)


def _same_verb_group(stems: list[str], first: int, second: int) -> bool:
    """Whether two denials belong to one verb and cancel out ("never not told")."""
    return all(stems[at] not in ("and", "or", ",") for at in range(first + 1, second))
