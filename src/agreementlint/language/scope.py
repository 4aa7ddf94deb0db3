"""Scope: for each token, whether it is denied or excepted, how firmly it binds, and who acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from agreementlint.language.tokens import Stems, Tokens
from agreementlint.terms import Modality, Polarity, Role

_STEMS = Stems()


def _stemmed(words: str) -> frozenset[str]:
    return frozenset(_STEMS.forms(word)[1] for word in words.split())


PLAIN, NEGATED, EXCEPTED = 0, 1, 2
POLARITIES = (Polarity.PLAIN, Polarity.NEGATED, Polarity.EXCEPTED)
MODALITIES = (Modality.FACT, Modality.DUTY, Modality.PERMISSION, Modality.WISH)
FACT, DUTY, PERMISSION, WISH = range(4)
_NEGATORS = _stemmed(
    "not never no neither nor nobody nothing none without refrain prohibit forbid forbidden forbids ban banned abstain "
    "nowhere decline refuse"
)
_BOTH_WAYS = _stemmed("nobody nothing none nowhere")  # "tell nobody", "nobody is told"
_WHOLE_CLAUSE = _stemmed("prohibit prohibited forbid forbidden forbids ban banned")
# After "not" or "no" these do not deny ("not only", "no later than", "not limited to").
_NO_DENIAL = _stemmed(
    "only limited later more less longer just merely matter doubt necessarily exceed fewer earlier other"
)
# A full stop inside a sentence is that of an abbreviation, and stops nothing.
_HARD_STOPS = frozenset([";", ":", "?", "!", "—", "–", "|"])
_TURNS = _stemmed("however although though whereas nevertheless nonetheless yet")
_CONDITIONS = _stemmed("if when where while because since so whenever wherever once after before until")
_EXCEPTIONS = _stemmed("except excepting unless save excluding exception exceptions apart besides otherwise")
_SUBJECTS = _stemmed(
    "i we you he she they it this these those there each both all any either neither everyone nobody anyone somebody"
)
_BEFORE_TO = frozenset(["have", "be"])  # "has to", "is to"
_FORCES = (
    dict.fromkeys(
        _stemmed(
            "shall must will agree undertake commit oblige obligation require promise responsible responsibility duty "
            "ensure covenant guarantee need pledge expect bind"
        ),
        DUTY,
    )
    | dict.fromkeys(_BEFORE_TO, DUTY)
    | dict.fromkeys(_stemmed("may can could might entitle free liberty allow permit optional option"), PERMISSION)
    | dict.fromkeys(
        _stemmed("should aim try hope strive endeavour attempt intend ideally encourage wish seek prefer"), WISH
    )
)
_FINITE = _stemmed(
    "shall must will may can could might should would be have do agree undertake keep share tell disclose not never "
    "promise commit"
)
_PREPOSITIONS = _stemmed(
    "of to with by from for about between against on in toward towards among concerning regarding behind upon under via "
    "tell ask inform give pay send"
)
_WEAK_OPENINGS = _stemmed("where if as wherever reasonably far when whenever")
_ALLOWED = _stemmed("allowed permitted accepted")
_DETERMINERS = _stemmed("the each a our your my")
# "Client records will be kept": a party's name before one of these only says whose they are.
_OWNED = _stemmed(
    "record file document note information data recording material name identity consent session detail matter "
    "communication content story case agreement property email message feedback report account portal confidentiality"
)
_OBLIQUE = frozenset("my our your me us".split())
_PLAIN_SUBJECTS = frozenset("i we you".split())
_EACH = _stemmed("each both neither either all")
_JOINING = frozenset(["and", "the", ",", "each", "a", "or"])
_TAKING_IN = _stemmed(
    "that what whether and or who which whom whatever as than to of with anything something everything"
)
_WEAK_TAILS = _stemmed("possible practical practicable feasible reasonable")
# Words that name a duty or a permission without making one when a modal stands before them already.
_NOUN_LIKE = _stemmed("responsible duty require requirement optional option commit obligation need")


@dataclass(frozen=True, slots=True)
class Scope:
    """For each token: polarity, the token that caused it (-1: none), modality, actor, as numbers of the tuples here."""

    polarity: bytearray
    cause: list[int]
    modality: bytearray
    actor: bytearray


ROLES: tuple[Role | None, ...] = (None, Role.COACH, Role.CLIENT, Role.SPONSOR, Role.EVERYONE, Role.OUTSIDER)
ROLE_NUMBER = {role: number for number, role in enumerate(ROLES)}
Mentions = Mapping[int, tuple[int, int]]  # first token -> (number of the role, number of tokens)
_State = tuple[int, int, int, int]  # polarity, its cause, modality, actor
_CLEAR: _State = (PLAIN, -1, FACT, 0)


def read_scope(tokens: Tokens, units: Sequence[range], leads: Sequence[int], mentions: Mentions) -> Scope:
    """The scope of every token.

    `units` are ranges of tokens that are read one by one; `leads[i]` is the unit that leads in to unit
    i and hands its open scope on to it, or -1.
    """
    size = len(tokens)
    scope = Scope(bytearray(size), [-1] * size, bytearray(size), bytearray(size))
    reader = _Reader(tokens, mentions, scope)
    left_open: dict[int, _State] = {}
    for index, unit in enumerate(units):
        left_open[index] = reader.read(unit, left_open.get(leads[index], _CLEAR))
    return scope


class _Reader:
    """Reads unit after unit; between two words that change the state, the state is painted on the tokens."""

    __slots__ = (
        "actor",
        "cause",
        "clause",
        "conditional",
        "inserted",
        "last",
        "mentions",
        "modality",
        "named",
        "normals",
        "outer",
        "polarity",
        "scope",
        "start",
        "stems",
        "subject_end",
    )

    def __init__(self, tokens: Tokens, mentions: Mentions, scope: Scope) -> None:
        self.stems, self.normals, self.mentions, self.scope = tokens.stems, tokens.normals, mentions, scope
        self.polarity, self.cause, self.modality, self.actor = _CLEAR
        # First token of the clause, of the one before a condition, and of the unit; end of the unit.
        self.clause = self.outer = self.start = self.last = 0
        self.named = False  # whether this clause has named who acts
        self.subject_end = -1  # behind the last mention that was taken for who acts
        self.conditional = False  # whether this clause is an if or when
        self.inserted: tuple[int, int, int] | None = None  # what goes on behind an insertion between commas

    def read(self, unit: range, opening: _State) -> _State:
        self.polarity, self.cause, self.modality, self.actor = opening
        self.clause = self.outer = self.start = unit.start
        self.last, self.named, self.conditional, self.inserted, self.subject_end = unit.stop, False, False, None, -1
        stems, mentions = self.stems, self.mentions
        painted, mentioned = unit.start, -1
        for index in unit:
            turn = _TURNING.get(stems[index])
            if turn is None and index not in mentions:
                continue
            if index > painted:
                self._paint(painted, index)
                painted = index
            if turn is not None:
                turn(self, index, stems[index])
            mention = mentions.get(index)
            if mention is not None and index > mentioned:
                self._mention(index, *mention)
                mentioned = index + mention[1] - 1
        self._paint(painted, unit.stop)
        return self.polarity, self.cause, self.modality, self.actor

    def _paint(self, first: int, last: int) -> None:
        width = last - first
        scope = self.scope
        if self.polarity:
            scope.polarity[first:last] = bytes((self.polarity,)) * width
            scope.cause[first:last] = [self.cause] * width
        if self.modality:
            scope.modality[first:last] = bytes((self.modality,)) * width
        if self.actor:
            scope.actor[first:last] = bytes((self.actor,)) * width

    def _deny_back(self, first: int, index: int) -> None:
        for at in range(first, index):
            self.scope.polarity[at] = NEGATED
            self.scope.cause[at] = index

    def _following(self, index: int) -> str:
        return self.stems[index + 1] if index + 1 < self.last else ""

    def _open_clause(self, index: int) -> None:
        """A new clause begins at `index`; who acted in the one before acts on, unless there is a new subject."""
        self.polarity, self.cause, self.modality = PLAIN, -1, FACT
        self.clause, self.named, self.conditional, self.inserted = index, False, False, None
        opening = self.stems[index] if index < self.last else ""
        if opening in _SUBJECTS or opening in _DETERMINERS or index in self.mentions:
            self.actor = 0

    def _verb_soon(self, first: int) -> bool:
        """Whether a finite verb comes within the next words, as in a new clause."""
        return any(self.stems[at] in _FINITE for at in range(first, min(self.last, first + 5)))

    def stop(self, index: int, stem: str) -> None:
        if stem == ":":  # "Exceptions: danger, law": what opens before the colon goes on behind it
            if self.conditional:
                self.modality = FACT
            return
        self._open_clause(index + 1)

    def comma(self, index: int, stem: str) -> None:
        if self.inserted is not None:  # "shall, without naming her, tell": the insertion ends, the clause goes on
            self.polarity, self.cause, self.modality = self.inserted
            self.inserted = None
            return
        following = self._following(index)
        subject = following in _SUBJECTS or index + 1 in self.mentions
        if not subject and following != "the":
            return
        verb = self._verb_soon(index + 1)
        if self.polarity == EXCEPTED and not verb:
            return  # only the next member of a list of exceptions
        if subject or verb:
            self._open_clause(index + 1)

    def but(self, index: int, stem: str) -> None:
        before = self.stems[index - 1] if index > self.start else ""
        if before in _BOTH_WAYS or before == "one":  # "no one but the coach"
            self.polarity, self.cause, self.modality = EXCEPTED, index, FACT
        else:
            self._open_clause(index + 1)

    def turn(self, index: int, stem: str) -> None:
        self._open_clause(index + 1)

    def condition(self, index: int, stem: str) -> None:
        if self.polarity == NEGATED:
            self.polarity, self.cause = PLAIN, -1
        self.modality = FACT
        self.outer = self.clause
        self.clause, self.named, self.conditional = index, False, True

    def exception(self, index: int, stem: str) -> None:
        if stem in ("other", "rather") and self._following(index) != "than":
            return
        if stem == "subject" and self._following(index) != "to":
            return
        self.polarity, self.cause, self.modality = EXCEPTED, index, FACT
        self.clause, self.named = index, False

    def relative(self, index: int, stem: str) -> None:
        if index > self.start and self.stems[index - 1] == ",":
            self.inserted = (self.polarity, self.cause, self.modality)
            self.polarity, self.cause, self.modality = PLAIN, -1, FACT

    def please(self, index: int, stem: str) -> None:
        """A request is made of the client, by whoever wrote the document."""
        self.actor, self.named = ROLE_NUMBER[Role.CLIENT], True

    def negator(self, index: int, stem: str) -> None:
        following = self._following(index)
        if stem in ("no", "not") and following in _NO_DENIAL:
            return
        if stem == "without" and index > self.start and self.stems[index - 1] == ",":
            self.inserted = (self.polarity, self.cause, self.modality)
        if self.polarity == EXCEPTED:
            return
        if self.polarity == NEGATED:
            if stem == "without":
                self.polarity, self.cause = EXCEPTED, index
            elif stem == "not" and self._cancels(self.cause, index):
                self.polarity, self.cause = PLAIN, -1
            return
        if stem == "not" and self.modality == PERMISSION:
            self.modality = DUTY
        self.polarity, self.cause = NEGATED, index
        if stem in _WHOLE_CLAUSE or (stem == "not" and following in _ALLOWED):
            self._deny_back(self.clause, index)
        elif stem in _BOTH_WAYS or (stem == "no" and following in ("one", "third", "other", "person")):
            self._deny_back(max(self.clause, index - 5), index)
        elif stem in ("no", "never"):
            self._deny_back(max(self.clause, index - 2), index)

    def _cancels(self, first: int, second: int) -> bool:
        """Whether two denials belong to one verb and cancel out ("never not told")."""
        return 0 < second - first < 8 and all(
            self.stems[at] not in ("and", "or", ",") for at in range(first + 1, second)
        )

    def modal(self, index: int, stem: str) -> None:
        before = self.stems[index - 1] if index > self.start else ""
        if stem == "need" and before in ("the", "a", "their", "your", "client"):
            return
        if stem in _BEFORE_TO and self._following(index) != "to":
            return
        if self.polarity == NEGATED and index - self.cause > 2 and before in ("and", "but", ","):
            self.polarity, self.cause = PLAIN, -1  # "will not record and will delete"
        force = _FORCES[stem]
        if stem in _NOUN_LIKE and self.modality != FACT:
            return
        if force == PERMISSION and self._following(index) == "not":
            self.modality = DUTY
        elif not (self.modality == WISH and stem in ("will", "agre")):
            self.modality = force

    def weak_tail(self, index: int, stem: str) -> None:
        if index > self.start and self.stems[index - 1] in _WEAK_OPENINGS:
            first = self.outer if self.clause == index - 1 else self.clause
            self.scope.modality[first:index] = bytes((WISH,)) * (index - first)
            self.modality = WISH

    def conjunction(self, index: int, stem: str) -> None:
        if self.polarity == PLAIN:
            return
        if (index + 1 in self.mentions or self._following(index) in _SUBJECTS) and self._verb_soon(index + 1):
            self._open_clause(index + 1)

    def _mention(self, index: int, role: int, width: int) -> None:
        """Takes a mention of a party for the one who acts, unless it is possessive or behind a preposition."""
        stems = self.stems
        if self.conditional and self.normals[index] in _PLAIN_SUBJECTS and self._verb_between(self.clause, index):
            self._open_clause(index)  # "If it could harm you I say so"
        behind = stems[index + width] if index + width < self.last else ""
        before = stems[index - 1] if index > self.start else ""
        if before in _DETERMINERS and index - 1 > self.start:
            before = stems[index - 2]
        if (
            before == "of"
            and index > self.start + 1
            and stems[index - 3 if stems[index - 1] != "of" else index - 2] in _EACH
        ):
            before = ""
        if before == "by" and not self.named:
            self.scope.actor[self.clause : index] = bytes((role,)) * (index - self.clause)
            self.actor, self.named = role, True
        elif behind == "'s" or behind in _OWNED or before in _PREPOSITIONS or self.normals[index] in _OBLIQUE:
            return
        elif self.named and self._joined(index) and role != self.actor:
            self.actor = ROLE_NUMBER[Role.EVERYONE]
            self.subject_end = index + width
        elif not self.named or behind in _FINITE:
            self.actor, self.named, self.subject_end = role, True, index + width

    def _joined(self, index: int) -> bool:
        """Whether only "and" stands between this mention and the one before ("the coach and the client")."""
        between = self.stems[self.subject_end : index] if 0 <= self.subject_end <= index else ()
        return "and" in between and all(stem in _JOINING for stem in between)

    def _verb_between(self, first: int, last: int) -> bool:
        """Whether a clause has its verb already, and no word that would take what follows into it."""
        return self.stems[last - 1] not in _TAKING_IN and any(stem in _FINITE for stem in self.stems[first + 1 : last])


_Turn = Callable[[_Reader, int, str], None]


def _table() -> dict[str, _Turn]:
    """Which words change the state, and how; where a word is in two groups, the first one counts."""
    groups: tuple[tuple[Iterable[str], _Turn], ...] = (
        (_HARD_STOPS, _Reader.stop),
        ((",",), _Reader.comma),
        (("but",), _Reader.but),
        (_TURNS, _Reader.turn),
        (_CONDITIONS, _Reader.condition),
        ((*_EXCEPTIONS, "other", "rather", "subject"), _Reader.exception),
        (_NEGATORS, _Reader.negator),
        (_FORCES, _Reader.modal),
        (_WEAK_TAILS, _Reader.weak_tail),
        (("and",), _Reader.conjunction),
        (_stemmed("who which"), _Reader.relative),
        (_stemmed("please"), _Reader.please),
    )
    table: dict[str, _Turn] = {}
    for stems, turn in groups:
        for stem in stems:
            table.setdefault(stem, turn)
    return table


_TURNING = _table()
