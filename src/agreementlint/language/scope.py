"""Scope: for each token, whether it is denied or excepted, how firmly it binds, and who acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from agreementlint.language import turning_words as words
from agreementlint.language.clause import CLEAR, ClauseReader, Mentions, State
from agreementlint.language.disowned import disowned
from agreementlint.language.fronted import resumes_at
from agreementlint.language.standing import (
    DUTY,
    EXCEPTED,
    FACT,
    MODALITIES,
    NEGATED,
    PERMISSION,
    PLAIN,
    ROLE_NUMBER,
    WISH,
    Scope,
)
from agreementlint.language.tokens import Tokens
from agreementlint.terms import Role


def read_scope(tokens: Tokens, units: Sequence[range], leads: Sequence[int], mentions: Mentions) -> Scope:
    """The scope of every token.

    `units` are ranges of tokens that are read one by one; `leads[i]` is the unit that leads in to unit
    i and hands its open scope on to it, or -1.
    """
    size = len(tokens)
    scope = Scope(bytearray(size), [-1] * size, bytearray(size), bytearray(size), set())
    reader = _Reader(tokens, mentions, scope)
    left_open: dict[int, State] = {}
    for index, unit in enumerate(units):
        state = reader.read(unit, left_open.get(leads[index], CLEAR))
        taken_back = disowned(tokens.stems, unit)
        if taken_back is not None:
            cause, without_effect = taken_back
            scope.disowned.update(without_effect)
            for at in without_effect:
                scope.polarity[at], scope.cause[at] = NEGATED, cause
            if without_effect.stop == unit.stop:
                state = (NEGATED, cause, *state[2:])
        left_open[index] = state
    return scope


class _Reader(ClauseReader):
    """Reads unit after unit; between two words that change the state, the state is painted on the tokens."""

    __slots__ = ()

    def read(self, unit: range, opening: State) -> State:
        self.polarity, self.cause, self.modality, self.actor = opening
        self.clause = self.outer = self.start = unit.start
        self.last, self.named, self.conditional, self.inserted, self.subject_end = unit.stop, False, False, None, -1
        self.resumed = (-1, -1, -1)
        stems, mentions = self.stems, self.mentions
        painted, mentioned = unit.start, -1
        for index in unit:
            turn = _TURNING.get(stems[index])
            if turn is None and index not in mentions and index != self.resumed[0]:
                continue
            if index > painted:
                self._paint(painted, index)
                painted = index
            if index == self.resumed[0]:
                self._resume()
            if turn is not None:
                turn(self, index, stems[index])
            mention = mentions.get(index)
            if mention is not None and index > mentioned:
                self._mention(index, *mention)
                mentioned = index + mention[1] - 1
        self._paint(painted, unit.stop)
        for first, last, role in self.asides:
            last = min(last, unit.stop)
            self.scope.actor[first:last] = bytes((role,)) * (last - first)
        self.asides.clear()
        return self.polarity, self.cause, self.modality, self.actor

    def _resume(self) -> None:
        """Behind "At no time, whatever comes," the clause goes on that was denied at its head."""
        _, clause, cause = self.resumed
        self._open_clause(clause)
        self.polarity, self.cause = NEGATED, cause

    def stop(self, index: int, stem: str) -> None:
        if stem == ":":  # "Exceptions: danger, law": what opens before the colon goes on behind it
            between = self.stems[self.cause + 1 : index]
            if self.polarity == NEGATED and self.stems[self.cause - 1] in _ADDING and _MORE.issuperset(between):
                self._open_clause(index + 1)  # "Three things, and no others: …"
                return
            following = self._following(index)
            subject = following in words.SUBJECTS or index + 1 in self.mentions
            subject = subject or (following in words.DETERMINERS and index + 2 in self.mentions)
            if subject and self.polarity != PLAIN and self._verb_soon(index + 1):
                self._open_clause(index + 1)
                return
            self.clause = self.outer = index + 1  # but a denial behind it does not reach back over it
            if self.conditional:
                self.modality = FACT
            return
        self._open_clause(index + 1)

    def comma(self, index: int, stem: str) -> None:
        if self.inserted is not None:  # "shall, without naming her, tell": the insertion ends, the clause goes on
            self.polarity, self.cause, self.modality, self.conditional = self.inserted
            self.inserted = None
            return
        following = self._following(index)
        subject = following in words.SUBJECTS or index + 1 in self.mentions
        if following in words.DETERMINERS and (index + 2 in self.mentions or index + 3 in self.mentions):
            subject = True
        before = self.stems[index - 1] if index > self.start else ""
        if before in words.MODALS or (before == "not" and not subject):
            self._set_aside()  # "shall not, for a year, act"
            return
        verb = self._verb_soon(index + 1)
        if self.conditional and verb and self.polarity == NEGATED and self.cause > self.clause:
            self._open_clause(index + 1)  # "When it is not right, another coach will be found"
            return
        denied = following in words.NEGATORS
        excepted = self.polarity == EXCEPTED and self.cause == self.start
        if (excepted and (subject or verb or denied)) or (verb and self.conditional and self.clause == self.start):
            self._open_clause(
                index + 1
            )  # "Save where clause 8 applies, nothing is conveyed"; "Unless you ask, notes go"
            if following not in words.FINITE:
                self.actor = 0  # "If the client agrees, notes are kept": the condition's subject keeps nothing
            return
        if not subject and following != "the" and not denied:
            return
        if verb or (subject and self.polarity != EXCEPTED):  # or else the next member of a list of exceptions
            self._open_clause(index + 1)

    def but(self, index: int, stem: str) -> None:
        before = self.stems[index - 1] if index > self.start else ""
        if before in words.BOTH_WAYS or before == "one":  # "no one but the coach"
            self.polarity, self.cause, self.modality = EXCEPTED, index, FACT
        else:
            self._open_clause(index + 1)

    def condition(self, index: int, stem: str) -> None:
        if index - 2 >= self.start and self.stems[index - 1] == "," and self.stems[index - 2] in words.OPEN_ENDED:
            self._set_aside()  # "or, if she cannot open it, by post"
        if self.polarity == NEGATED:
            self.polarity, self.cause = PLAIN, -1
        self.modality = FACT
        self.outer = self.clause
        self.clause, self.named, self.conditional = index, False, True

    def extent(self, index: int, stem: str) -> None:
        """ "Is not private to the extent that it shows a crime": says when, as "if" does."""
        if stem != "extent" or (self.stems[index - 1] == "the" and self._following(index) in words.SAYING_WHEN):
            self.condition(index, stem)

    def exception(self, index: int, stem: str) -> None:
        following = self._following(index)
        if (stem in ("other", "rather") and following != "than") or (stem == "subject" and following != "to"):
            return
        if stem == "save" and (self.normals[index] != "save" or following not in words.SAVING):
            return  # "notes are saved", "I save them"
        if stem == "apart" and (following != "from" or self.stems[index - 1] in words.LYING):
            return  # "kept apart from the files"
        if self.normals[index].startswith("exception"):
            before = self.stems[max(self.start, index - 2) : index]
            behind = self.stems[index + 1 : min(index + 3, self.last)]
            if not words.UNEXCEPTED.isdisjoint(before) or "none" in behind:
                return  # "without any exception, even towards courts"; "these are not exceptions"
        self.phrasal = following in words.PREPOSITIONS
        self.polarity, self.cause, self.modality = EXCEPTED, index, FACT
        self.clause, self.named = index, False

    def prevent(self, index: int, stem: str) -> None:
        near = index - self.cause <= 3 or self.stems[self.cause] in words.BOTH_WAYS
        if stem == "stop" and not self._keeps_from(index):
            return  # "cannot stop before June": nobody is kept from anything
        if self.polarity == NEGATED and near and not (stem == "limit" and self.stems[self.cause] == "no"):
            self.polarity, self.cause, self.modality = PLAIN, -1, PERMISSION

    def leave_undone(self, index: int, stem: str) -> None:
        if self.polarity == NEGATED and index - self.cause <= 3 and self._following(index) == "to":
            self.polarity, self.cause, self.modality = PLAIN, -1, DUTY

    def consider(self, index: int, stem: str) -> None:
        """ "Will consider keeping it": no more than a wish."""
        if index + 1 < self.last and self.normals[index + 1].endswith("ing"):
            self.modality = WISH

    def choose(self, index: int, stem: str) -> None:
        """ "May decide to shred it": it may as well not; what the client may choose is the client's right."""
        if self.modality == PERMISSION and self._following(index) == "to" and self.actor != ROLE_NUMBER[Role.CLIENT]:
            self.modality = WISH

    def effort(self, index: int, stem: str) -> None:
        """ "Makes every effort to keep it", "does her best to": no more than a wish, but of the client the most one can ask."""
        following = self.normals[index + 1] if index + 1 < self.last else ""
        tried = not words.TRYING.isdisjoint(self.stems[max(self.clause, index - 5) : index])
        if tried and following in ("to", "that", "not") and self.actor != ROLE_NUMBER[Role.CLIENT]:
            self.modality = WISH

    def like(self, index: int, stem: str) -> None:
        """ "Would like to keep it": a wish."""
        if self.stems[index - 1] == "would" and self._following(index) == "to" and not self.conditional:
            self.modality = WISH

    def relative(self, index: int, stem: str) -> None:
        if index > self.start and self.stems[index - 1] == ",":
            self._set_aside()
            self.polarity, self.cause, self.modality = PLAIN, -1, FACT

    def provided(self, index: int, stem: str) -> None:
        following = self._following(index)
        if following == "that" or following in words.BOTH_WAYS:
            self._open_clause(index + (2 if following == "that" else 1))

    def bracket(self, index: int, stem: str) -> None:
        """What is denied inside brackets is denied there alone."""
        if stem == "(":
            self.bracketed = (index, self.polarity, self.cause)
        elif self.cause > self.bracketed[0] >= self.start:
            _, self.polarity, self.cause = self.bracketed

    def please(self, index: int, stem: str) -> None:
        """A request is made of the client, by whoever wrote the document."""
        self.actor, self.named = ROLE_NUMBER[Role.CLIENT], True

    def negator(self, index: int, stem: str) -> None:
        following = self._following(index)
        if stem in words.ONLY_ADVERBS and not self.normals[index].endswith("ly"):
            return
        if stem in ("no", "not") and (
            following in words.NO_DENIAL or (following in words.COMPARED and self._following(index + 1) == "than")
        ):
            return
        boxed = following in _BOXES or (index > self.start and self.stems[index - 1] in _BOXES)  # "yes ☐ no ☐"
        if (stem == "without" and following in words.NO_LACK) or (stem == "no" and boxed):
            return
        if stem in words.WHOLE_CLAUSE and self.polarity == NEGATED and index - self.cause <= 3:
            self.prevent(index, stem)
            return
        if stem in words.REFUSING and self.polarity == NEGATED:  # "will not refuse to tell it"
            self.leave_undone(index, stem)
            return
        if stem == "without" and index > self.start and self.stems[index - 1] == ",":
            self._set_aside()
        if self.polarity == EXCEPTED:
            return
        if self.polarity == NEGATED:
            if stem == "without":
                self.polarity, self.cause = EXCEPTED, index
            elif stem == "not" and self._begins_anew(self.cause, index):
                self.cause = index
            elif stem == "not" and self._cancels(self.cause, index):
                self.polarity, self.cause = PLAIN, -1
            return
        if stem == "not" and self.modality == PERMISSION:
            self.modality = DUTY
        self.polarity, self.cause = NEGATED, index
        goes_on = resumes_at(self.stems, self.mentions, self.clause, index, self.last)
        if goes_on > 0:
            self.resumed = (goes_on, self.clause, index)
        if (
            stem in words.WHOLE_CLAUSE
            or (stem == "not" and following in words.ALLOWED)
            or (stem == "neither" and self._is_neither_way(index, following))
        ):
            self._deny_back(self.clause, index)
        elif following in words.ELSE and index > self.start + 1 and {"and", "or"} & set(self.stems[index - 2 : index]):
            return  # "to the client and to nobody else"
        elif stem in words.BOTH_WAYS or (stem == "no" and following in ("one", "third", "other", "person")):
            if index == self.start or self.stems[index - 1] not in words.NO_WAY_BACK:  # "a phrase that nobody knows"
                self._deny_back(max(self.clause, self._verb_begins(index), index - 5), index)
        elif stem in ("no", "never"):
            self._deny_back(max(self.clause, index - 2), index)

    def _verb_begins(self, index: int) -> int:
        """Where the verb begins that a "nobody" denies: behind "and" in "shreds the notes and tells nobody"."""
        if self.stems[index - 1] in words.TOWARDS:  # "gives notes and letters to nobody"
            return self.clause
        joints = [at for at in range(max(self.clause, index - 5), index) if self.stems[at] == "and"]
        return joints[-1] + 1 if joints and joints[-1] + 1 < index else self.clause

    def _is_neither_way(self, index: int, following: str) -> bool:
        """ "Uses it neither for notes nor for letters", "tells it to neither his wife nor his boss": the verb is denied."""
        before = self.stems[index - 1] if index > self.start else ""
        prepositional = following in words.PREPOSITIONS or before in words.PREPOSITIONS
        return prepositional and "nor" in self.stems[index : min(index + 12, self.last)]

    def _cancels(self, first: int, second: int) -> bool:
        """Whether two denials belong to one verb and cancel out ("never not told")."""
        return 0 < second - first < 8 and {"and", "or", ","}.isdisjoint(self.stems[first + 1 : second])

    def _begins_anew(self, first: int, second: int) -> bool:
        """Whether a denial in a relative clause is over: "what has not been announced must not be repeated"."""
        if first <= self.start or not words.AUXILIARIES.issuperset((self.stems[first - 1], self.stems[second - 1])):
            return False
        before = self.stems[max(first - 6, self.start) : first]
        return not words.OPENING_CLAUSES.isdisjoint(before) and words.OPENING_CLAUSES.isdisjoint(
            self.stems[first:second]
        )

    def modal(self, index: int, stem: str) -> None:
        before = self.stems[index - 1] if index > self.start else ""
        if stem == "need" and before in ("the", "a", "their", "your", "client"):
            return
        following = self._following(index)
        wish = stem in words.INFINITIVE_WISHES and following not in words.INFINITIVES
        if wish or (stem in words.BEFORE_TO and following != "to"):
            return
        resumed = index == self.resumed[0]
        if self.polarity == NEGATED and index - self.cause > 2 and before in ("and", "but", ",") and not resumed:
            self.polarity, self.cause = PLAIN, -1  # "will not record and will delete"
        force = MODALITIES.index(words.FORCES[stem])
        if stem in words.NOUN_LIKE and self.modality != FACT:
            return
        denied = self.polarity == NEGATED and index - self.cause <= 2
        forbidden = (denied and stem in words.PERMITTED) or resumed  # "under no circumstances may she"
        if force == PERMISSION and (following == "not" or forbidden):
            self.modality = DUTY
        elif not (self.modality == WISH and stem in ("will", "agre")):
            self.modality = force

    def weak_tail(self, index: int, stem: str) -> None:
        if self._promptly(index) or self._inserted_between_commas(index):
            return
        if index > self.start and self.stems[index - 1] in words.WEAK_OPENINGS:
            first = self.outer if self.clause == index - 1 else self.clause
            self.scope.modality[first:index] = bytes((WISH,)) * (index - first)
            self.modality = WISH

    def _promptly(self, index: int) -> bool:
        """Whether "possible" belongs to "as soon as possible", which is no wish."""
        return index - 2 >= self.start and self.stems[index - 1] == "as" and self.stems[index - 2] in words.PROMPT

    def _inserted_between_commas(self, index: int) -> bool:
        """Whether "where feasible" stands by itself between commas: then it weakens what follows only."""
        return index - 2 >= self.start and self.stems[index - 2] == "," and self._following(index) == ","

    def conjunction(self, index: int, stem: str) -> None:
        following, behind_comma = self._following(index), index > self.start and self.stems[index - 1] == ","
        if behind_comma and following not in words.MODALS:
            soon = self.stems[index + 2 : min(index + 6, self.last)]
            if any(stem in words.MODALS or stem == "be" for stem in soon) and index + 1 not in self.mentions:
                self._open_clause(index + 1)  # ", and the names shall appear"
                self.actor = 0
                return
        party = index + 1 in self.mentions or (following in words.DETERMINERS and index + 2 in self.mentions)
        denied = following in words.NEGATORS and self._verb_soon(index + 1)  # "I lock them away and no one has a key"
        if denied or (behind_comma and (party or following in words.SUBJECTS)):  # ", and I explain it"
            self._open_clause(index + 1)
            return
        subject = following in words.SUBJECTS and (self.polarity != PLAIN or self.subject_end != index)
        if (subject or (self.polarity != PLAIN and index + 1 in self.mentions)) and self._verb_soon(index + 1):
            self._open_clause(index + 1)


_BOXES = frozenset("☐☑")
_ADDING = frozenset(("and", "but", ","))
_MORE = words.ELSE | {"other"}
_Turn = Callable[[_Reader, int, str], None]


def _table() -> dict[str, _Turn]:
    """Which words change the state, and how; where a word is in two groups, the first one counts."""
    groups: tuple[tuple[Iterable[str], _Turn], ...] = (
        (words.HARD_STOPS, _Reader.stop),
        ((",",), _Reader.comma),
        (("but",), _Reader.but),
        (words.TURNS, _Reader.stop),
        (words.CONDITIONS, _Reader.condition),
        (words.EXTENTS, _Reader.extent),
        ((*words.EXCEPTIONS, "other", "rather", "subject"), _Reader.exception),
        (words.NEGATORS, _Reader.negator),
        (words.FORCES, _Reader.modal),
        (words.WEAK_TAILS, _Reader.weak_tail),
        (("and",), _Reader.conjunction),
        (words.RELATIVE_SUBJECTS, _Reader.relative),
        (words.REQUESTS, _Reader.please),
        (words.PREVENTING, _Reader.prevent),
        (words.LEAVING_UNDONE, _Reader.leave_undone),
        (("consid",), _Reader.consider),
        (("like",), _Reader.like),
        (words.EFFORTS, _Reader.effort),
        (words.CHOOSING, _Reader.choose),
        (words.PROVISOS, _Reader.provided),
        (("(", ")"), _Reader.bracket),
    )
    return {stem: turn for stems, turn in reversed(groups) for stem in stems}


_TURNING = _table()
