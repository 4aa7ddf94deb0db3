"""The clause that is being read: where it begins, how it stands, and which of the parties in it acts."""

from __future__ import annotations

from collections.abc import Mapping

from agreementlint.language import turning_words as words
from agreementlint.language.standing import (
    ALL_BUT,
    EVERYONE,
    EXCEPTED,
    FACT,
    NEGATED,
    PLAIN,
    ROLE_NUMBER,
    WISH,
    Scope,
    joint,
)
from agreementlint.language.tokens import Tokens
from agreementlint.terms import Role

Mentions = Mapping[int, tuple[int, int]]  # first token -> (number of the role, number of tokens)
State = tuple[int, int, int, int]  # polarity, its cause, modality, actor
CLEAR: State = (PLAIN, -1, FACT, 0)


class ClauseReader:
    """What is known of the unit that is read and of its open clause."""

    __slots__ = (
        "actor", "asides", "bracketed", "cause", "clause", "conditional", "inserted", "last", "mentions", "modality",
        "named", "normals", "outer", "phrasal", "polarity", "resumed", "scope", "start", "stems", "subject_end",
    )  # fmt: skip

    def __init__(self, tokens: Tokens, mentions: Mentions, scope: Scope) -> None:
        self.stems, self.normals, self.mentions, self.scope = tokens.stems, tokens.normals, mentions, scope
        self.polarity, self.cause, self.modality, self.actor = CLEAR
        # First token of the clause, of the one before a condition, and of the unit; end of the unit.
        self.clause = self.outer = self.start = self.last = 0
        self.named = False  # whether this clause has named who acts
        self.subject_end = -1  # behind the last mention that was taken for who acts
        self.conditional = False  # whether this clause is an if or when
        self.phrasal = False  # whether the open exception is a phrase ("save with your consent") and no clause
        self.asides: list[tuple[int, int, int]] = []  # tokens whose actor is not that of their clause
        self.bracketed = (-1, PLAIN, -1)  # where a bracket opened, with the polarity there and its cause
        # Where a clause goes on that is denied at its head, where it begins, and its denial.
        self.resumed = (-1, -1, -1)
        self.inserted: tuple[int, int, int, bool] | None = None  # what goes on behind an insertion between commas

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
        if opening in words.SUBJECTS or opening in words.DETERMINERS or index in self.mentions:
            self.actor = 0

    def _keeps_from(self, index: int) -> bool:
        """Whether a "stop" has an object that it keeps from something: "nothing stops you from telling"."""
        behind = range(index + 2, min(index + 7, self.last))
        return any(self.stems[at] == "from" or self.normals[at].endswith("ing") for at in behind)

    def _verb_soon(self, first: int) -> bool:
        """Whether a finite verb comes within the next words, as in a new clause."""
        return any(self.stems[at] in words.FINITE for at in range(first, min(self.last, first + 5)))

    def _mention(self, index: int, role: int, width: int) -> None:
        """Takes a mention of a party for the one who acts, unless it is possessive or behind a preposition."""
        stems = self.stems
        behind = stems[index + width] if index + width < self.last else ""
        begins = self.normals[index] in words.PLAIN_SUBJECTS or (role == EVERYONE and behind in words.MODALS)
        if self.conditional and begins and self._verb_between(self.clause, index):
            self._open_clause(index)  # "If it could harm you I say so"
        elif self.conditional and self.named and self._main_clause_begins(index):
            self._open_clause(index)  # "When you leave I write it down"
        elif behind in words.MODALS and stems[self.clause] == "should" and index > self.clause + 2:
            self._open_clause(index)  # "Should that change you will hear of it"
        before = stems[index - 1] if index > self.start else ""
        if before in ("[", "-", "ex") and index - 1 > self.start:  # "for [CLIENT]", "of ex-clients"
            before = stems[index - (3 if stems[index - 2] == "ex" else 2)]
        sorted_out = before in words.SORTING and stems[index - 2] in words.PREPOSITIONS  # "of current clients"
        if (sorted_out or before in words.DETERMINERS) and index - 1 > self.start:
            before = stems[index - 2]
        if before == "of" and index > self.start + 1:  # "each of the parties"
            before = "" if stems[index - (2 if stems[index - 1] == "of" else 3)] in words.EACH else before
        phrase = (
            self.phrasal
            if self.polarity == EXCEPTED
            else self.polarity == NEGATED and self._following(self.cause) == "as"
        )
        if phrase and behind in words.MODALS:
            self._open_clause(index)  # "Save with your consent the coach shall not", "not as your coach I will"
        if self.polarity == EXCEPTED and self.actor == EVERYONE and role in ALL_BUT and self._excepts_party():
            self._open_clause(index + width)  # "all parties except the client may end it"
            self.actor, self.named, self.subject_end = ALL_BUT[role], True, index + width
            return
        if before in words.CHARGING and behind == "to" and self.normals[index] != "my":
            if before in words.ASKING and role == ROLE_NUMBER[Role.COACH]:
                if self.actor == ROLE_NUMBER[Role.CLIENT]:  # "you may ask us to end it": neither ends it
                    self.actor, self.modality, self.subject_end = role, WISH, index + width
                return
            self.actor, self.named, self.subject_end = role, True, index + width
        elif before == "by" and behind != "'s":
            if (
                behind not in words.FINITE
                and not self.named
                and any(stem in words.PASSIVE for stem in stems[self.clause : index])
            ):
                self.scope.actor[self.clause : index] = bytes((role,)) * (index - self.clause)
                self.actor, self.named, self.subject_end = role, True, index + width
            else:  # "what is shared by the client": only the participle is theirs
                self.asides.append((max(self.clause, index - 3), index, role))
        elif before == "that" and index > self.start + 1 and self._complements(index):
            polarity, cause = self.polarity, self.cause
            self._open_clause(index)
            if polarity == NEGATED:  # "it is not agreed that the coach keeps it"
                self.polarity, self.cause = polarity, cause
            self.actor, self.named, self.subject_end = role, True, index + width
        elif before in words.RELATIVES and behind not in words.MODALS:  # "nothing that you say here is told"
            self.asides.append((index, index + width + 1, role))
        elif (
            behind == "'s"
            or (behind in words.OWNED and not self._is_verb(index + width))
            or before in words.PREPOSITIONS
            or self.normals[index] in words.OBLIQUE
        ):
            return
        elif self.named and self._joined(index) and role != self.actor:
            self.actor = joint(self.actor, role)
            self.subject_end = index + width
        elif not self.named or behind in words.FINITE:
            self.actor, self.named, self.subject_end = role, True, index + width

    def _is_verb(self, index: int) -> bool:
        """Whether a word that may be a noun is what a party does: "reports" where no verb comes any more."""
        if self.normals[index] not in words.NOUN_OR_VERB or index + 1 >= self.last:
            return False
        rest = self.stems[index + 1 : min(index + 12, self.last)]
        end = next((at for at, stem in enumerate(rest) if stem in words.CLAUSE_ENDS), len(rest))
        return end > 0 and not any(stem in words.FINITE for stem in rest[:end])

    def _complements(self, index: int) -> bool:
        """Whether the "that" before a mention belongs to a verb of saying, and not to a noun."""
        return not words.COMPLEMENTED.isdisjoint(self.stems[max(self.start, index - 4) : index])

    def _joined(self, index: int) -> bool:
        """Whether only "and" or "or" stands between this mention and the one before ("the coach and the client")."""
        between = self.stems[self.subject_end : index] if 0 <= self.subject_end <= index else ()
        return not words.JOINTS.isdisjoint(between) and all(stem in words.JOINING for stem in between)

    def _excepts_party(self) -> bool:
        """Whether an exception stands right behind those who act, and leaves out one of them."""
        between = self.stems[self.subject_end : self.cause] if 0 <= self.subject_end <= self.cause else ("?",)
        return all(stem in words.LEAVING_OUT for stem in between)

    def _main_clause_begins(self, index: int) -> bool:
        """Whether an "I" behind the subject of a condition and nothing but its verb must be the next subject."""
        if self.normals[index] not in words.NEVER_OBJECTS or not 0 <= self.subject_end < index <= self.subject_end + 6:
            return False
        between = self.stems[self.subject_end : index]
        held = words.DETERMINERS | words.RELATIVES | words.TAKING_IN | words.JOINTS | words.PREPOSITIONS
        return between[-1] not in words.SAYING and held.isdisjoint(between)

    def _set_aside(self) -> None:
        """An insertion between commas begins: what stands now goes on behind it."""
        self.inserted = (self.polarity, self.cause, self.modality, self.conditional)

    def _verb_between(self, first: int, last: int) -> bool:
        """Whether a clause has its verb already, and no word that would take what follows into it."""
        taken_in = self.stems[last - 1] in words.TAKING_IN
        return not taken_in and not words.FINITE.isdisjoint(self.stems[first + 1 : last])
