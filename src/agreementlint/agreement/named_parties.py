"""Which names the roles are bound to: every way in which a document names its parties, in the order of trust."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from agreementlint.agreement.callings import PLURAL, SECOND
from agreementlint.agreement.commissions import read_commission, read_speakers
from agreementlint.agreement.described import read_described
from agreementlint.agreement.introductions import read_employer, read_fallback, read_letterhead, read_other
from agreementlint.agreement.letters import read_letter
from agreementlint.agreement.naming import Binding, read_bindings
from agreementlint.agreement.voices import FIRST
from agreementlint.document import Document
from agreementlint.language.tokens import Tokens
from agreementlint.terms import Kind, Role
from agreementlint.values import dataclass

_PEOPLE = frozenset((Role.COACH, Role.CLIENT, Role.SPONSOR))
_OF_THREE = (Kind.SPONSORED, Kind.INTERNAL)
_PRONOUNS = frozenset(FIRST + PLURAL + SECOND)
_SPOKEN = ("i", "me", "my", "you", "your")
# "team coach", "a six-month group program"
_MODIFIED = frozenset("coach coaches coaching program programme session sessions call calls meeting meetings".split())
_BODIES = frozenset(("organization", "company", "employer"))
_MANAGERS_WHO_PAY = frozenset(("line", "commissioning", "sponsoring", "hr"))
_PAYING = frozenset(("sponsoring", "commissioning"))
_LEARNING = frozenset(("mentee", "supervisee"))


@dataclass(frozen=True, slots=True)
class Defined:
    """What a document itself says of its parties: the words it gives to each, and the places where it does.

    `self_named` are those who are "we" or "you" by definition, whose name may have an unusual form; `recited` the names that
    recitals open with; `labelled` whoever is called by a role's word in quotation marks ('the undersigned ("Client")').
    """

    words: Mapping[str, Role]
    self_named: Sequence[Binding]
    recited: Sequence[Binding]
    labelled: Sequence[Binding]

    def with_role(self, label: str, role: Role) -> Defined:
        """The same with another role for whoever is called by a label."""
        recited, labelled = (
            [replace(each, role=role) if each.label == label else each for each in bindings]
            for bindings in (self.recited, self.labelled)
        )
        return Defined({**self.words, label: role}, self.self_named, recited, labelled)


class _Known:
    """What is known of the parties of a document so far: a surer source comes first, a later one fills what is missing."""

    def __init__(
        self, document: Document, kind: Kind, roles: Mapping[str, Role], defined: Defined, self_spoken: bool
    ) -> None:
        self.document, self.kind, self.roles = document, kind, roles
        self.defined, self.self_spoken = defined, self_spoken
        self.of_three = kind in _OF_THREE
        self.bindings: list[Binding] = []
        self.owner: dict[str, Role] = {}  # the role of each name that stands at a label

    @property
    def missing(self) -> frozenset[Role]:
        return _PEOPLE - {binding.role for binding in self.bindings}

    def take_labels(self, labelled: Sequence[Binding], others: Iterable[Binding]) -> None:
        """Takes the first place of each name, and of each role one slot; a label that is not sure names nobody beside a sure one."""
        surely = {binding.role for binding in labelled if binding.sure and binding.name}
        slots: set[Role] = set()
        for binding in (*labelled, *others):
            if not binding.name:
                new = binding.role not in slots
                slots.add(binding.role)
            elif not binding.sure and binding.role in surely:
                new = False  # "Coachee, Ms Dornbusch, Coach" in a list
            else:
                new = binding.name not in self.owner
                self.owner.setdefault(binding.name, binding.role)
            if new:
                self.bindings.append(binding)


def named_parties(
    document: Document, tokens: Tokens, kind: Kind, roles: Mapping[str, Role], defined: Defined, *, self_spoken: bool
) -> list[Binding]:
    """The places where a role is bound to a name or a slot, the first of each name.

    `roles` are the words that stand for a role, `self_spoken` says whether the coach is "I" or "we".
    """
    known = _Known(document, kind, roles, defined, self_spoken)
    labels = tuple(read_bindings(document, tokens, _role_words(tokens, roles), _pronouns(tokens, roles)))
    greeted = [each for each in read_letter(document) if kind is Kind.SPONSORED or each.role is not Role.SPONSOR]
    known.take_labels(labels, (*greeted, *defined.self_named))
    for source in _SOURCES:
        for binding in source(known):  # one by one: what it still looks for hangs on what it has found
            known.bindings.append(binding)
    return known.bindings


def _described(known: _Known) -> Iterator[Binding]:
    """Who opens a recital, or is named by a few words on what they are here."""
    if known.missing:
        described = read_described(known.document, known.kind, known.self_spoken)
        for binding in (*known.defined.recited, *described):
            if binding.role in known.missing and binding.name not in known.owner:
                yield binding


def _commissioned(known: _Known) -> Iterator[Binding]:
    """Whom somebody is to coach, and who asks and pays for it."""
    if known.missing and known.of_three:
        for binding in read_commission(known.document.text, known.missing):
            if binding.name not in known.owner:
                yield binding


def _introduced(known: _Known) -> Iterator[Binding]:
    """Who is known by what they do, or by being addressed."""
    if known.missing:
        yield from read_fallback(known.document.text, known.missing, known.kind)


def _other_of_two(known: _Known) -> Iterator[Binding]:
    """Who agrees with somebody known to be the coach."""
    coach = next((binding.name for binding in known.bindings if binding.role is Role.COACH and binding.name), "")
    if coach and Role.CLIENT in known.missing and known.kind is not Kind.SPONSORED:
        other = read_other(known.document.text, coach)
        if other is not None:
            yield other


def _undersigned(known: _Known) -> Iterator[Binding]:
    """Who is only called by the word for a role: 'the undersigned ("Client")'."""
    for binding in known.defined.labelled:
        if binding.role in known.missing:
            yield binding


def _author(known: _Known) -> Iterator[Binding]:
    """Who wrote it in the first person, by the name above or below it."""
    if Role.COACH in known.missing and known.self_spoken:
        author = read_letterhead(known.document, known.kind)
        if author is not None and author.name not in known.owner:
            yield author


def _speakers(known: _Known) -> Iterator[Binding]:
    """Who speaks for whoever pays, beside them."""
    if known.of_three:
        for binding in read_speakers(known.document.text):
            if binding.name not in known.owner:
                yield binding


def _employer(known: _Known) -> Iterator[Binding]:
    """The organisation at which people work, where nobody is named who pays."""
    if known.of_three and not any(each.role is Role.SPONSOR and each.name for each in known.bindings):
        named = {binding.name.lower() for binding in known.bindings}
        employer = read_employer(known.document.text, frozenset(named | known.roles.keys()))
        if employer is not None:
            yield employer


# Behind labels, letters and definitions, each of these fills in who is still missing.
_SOURCES: tuple[Callable[[_Known], Iterator[Binding]], ...] = (
    _described,
    _commissioned,
    _introduced,
    _other_of_two,
    _undersigned,
    _author,
    _speakers,
    _employer,
)


def _role_words(tokens: Tokens, roles: Mapping[str, Role]) -> Iterator[tuple[int, int, Role]]:
    """Where a word for a role stands beside which a name may: its first token, how many it has, and the role."""
    plain = {word: role for word, role in roles.items() if " " not in word and role is not Role.EVERYONE}
    plain = {word: role for word, role in plain.items() if word not in _PRONOUNS}
    plain |= {"coached": Role.CLIENT, "receiving": Role.CLIENT}
    normals = tokens.normals
    for index, word in [(index, word) for index, word in enumerate(normals) if word in plain]:
        before = normals[index - 1] if index else ""
        following = normals[index + 1] if index + 1 < len(normals) else ""
        if word in ("team", "group") and following in _MODIFIED:
            continue
        if word == "manager" and before not in _MANAGERS_WHO_PAY:
            continue
        role = Role.SPONSOR if following in _BODIES or before in _PAYING else plain[word]
        if before in _LEARNING:  # coaches who are mentored
            role = Role.CLIENT
        width = 1
        if word == "receiving":
            width = next((n for n in (2, 3) if normals[index + n - 1 : index + n] in (["coaching"], ["services"])), 0)
        if width:
            yield index, width, role


def _pronouns(tokens: Tokens, roles: Mapping[str, Role]) -> list[tuple[int, Role]]:
    """Where "I" or "you" stands for a party, with its role."""
    spoken = {word: roles[word] for word in _SPOKEN if roles.get(word, Role.EVERYONE) is not Role.EVERYONE}
    return [(index, spoken[word]) for index, word in enumerate(tokens.normals) if word in spoken]
