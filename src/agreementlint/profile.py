"""Profiles: which rules a document is held to and how severely, and how near a document comes to one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from agreementlint.rule import Authority, Rule
from agreementlint.terms import Confidence, RuleId, Severity
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Selector:
    """Rules that a profile takes in: those named, those of a severity or a family, those that cite a standard.

    Exactly one of the four says which; a citation counts only if it is confirmed. `severity` is the one that they
    have in the profile, or None for their own.
    """

    rules: frozenset[RuleId] = frozenset()
    every: Severity | None = None
    family: str = ""
    cites: str = ""
    severity: Severity | None = None

    def takes(self, rule: Rule) -> bool:
        if self.rules:
            return rule.id in self.rules
        if self.every is not None:
            return rule.severity is self.every
        if self.family:
            return rule.family == self.family
        return any(self.cites == authority.standard and authority.confirmed for authority in rule.authorities)


@dataclass(frozen=True, slots=True)
class Profile:
    """A selection of rules with severities; with all that the one has which it extends.

    `version` grows when a document that reached the profile may no longer reach it.
    """

    name: str
    version: int
    title: str
    means: str
    extends: str
    authorities: tuple[Authority, ...]
    selectors: tuple[Selector, ...]
    without: tuple[RuleId, ...]
    source: str
    notices: tuple[str, ...] = ()  # old ids of rules that its file has

    @property
    def confirmed(self) -> bool:
        """Whether every clause that it rests on was seen in a copy of the standard."""
        return all(authority.confirmed for authority in self.authorities)


@dataclass(frozen=True, slots=True)
class Barrier:
    """A rule that stands between a document and a profile: what it said ("violated"), and how sure it is."""

    rule: RuleId
    title: str
    verdict: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands with a profile: what is between them, in the order of the rules; nothing if it is reached.

    Between them stands each rule that is an error in the profile and that is violated or could not be told.
    """

    profile: str
    version: int
    confirmed: bool
    between: tuple[Barrier, ...]

    @property
    def reached(self) -> bool:
        return not self.between


Severities = Mapping[RuleId, Severity]
_ORDER = {severity: number for number, severity in enumerate(Severity)}


def severities_of(profile: Profile, profiles: Sequence[Profile], rules: Sequence[Rule]) -> Severities:
    """The rules of a profile and of those that it extends with their severities, in the order of `rules`."""
    *_, (_, severities) = climbed(lineage(profile, profiles), rules)
    return severities


def climbed(ladder: Sequence[Profile], rules: Sequence[Rule]) -> Iterator[tuple[Profile, Severities]]:
    """Each profile of a ladder with the severities of its rules; each has those of the one below it."""
    found: dict[RuleId, Severity] = {}
    current = [rule for rule in rules if not rule.replaced_by]
    for profile in ladder:
        for selector in profile.selectors:
            for rule in current:
                if selector.takes(rule) and rule.id not in profile.without:
                    asked = selector.severity or rule.severity
                    found[rule.id] = min(asked, found.get(rule.id, asked), key=_ORDER.__getitem__)
        yield profile, {rule.id: found[rule.id] for rule in current if rule.id in found}


Successors = Mapping[RuleId, tuple[RuleId, ...]]


def successors_of(rules: Sequence[Rule]) -> Successors:
    """For each id that is no longer used the rules that it stands for."""
    renamed = {old: (rule.id,) for rule in rules for old in rule.formerly}
    return renamed | {rule.id: rule.replaced_by for rule in rules if rule.replaced_by}


def with_new_ids(profile: Profile, successors: Successors) -> Profile:
    """The profile with the rules that old ids stand for, and a notice for each."""
    named = {*profile.without, *(rule for selector in profile.selectors for rule in selector.rules)}
    old = sorted(rule for rule in named if rule in successors)
    if not old:
        return profile
    selectors = [replace(each, rules=frozenset(_new(each.rules, successors))) for each in profile.selectors]
    notices = [
        f"{profile.source}: the rule {rule!r} is now {' and '.join(map(repr, successors[rule]))}; please write that"
        for rule in old
    ]
    without = tuple(_new(profile.without, successors))
    return replace(profile, selectors=tuple(selectors), without=without, notices=tuple(notices))


def _new(rules: Iterable[RuleId], successors: Successors) -> Iterator[RuleId]:
    for rule in rules:
        yield from successors.get(rule, (rule,))


def lineage(profile: Profile, profiles: Sequence[Profile]) -> tuple[Profile, ...]:
    """A profile and those that it extends, the least demanding first."""
    by_name = {each.name: each for each in profiles}
    found = [profile]
    while found[0].extends in by_name:
        found.insert(0, by_name[found[0].extends])
    return tuple(found)


def ladder_of(profile: Profile | None, profiles: Sequence[Profile]) -> tuple[Profile, ...]:
    """The rungs that a document climbs: what the profile extends, the profile, and what extends it.

    Without a profile the rungs of those that extend each other; where two extend one, the first by name counts.
    """
    rungs = list(lineage(profile, profiles)) if profile is not None else list(_lowest(profiles))
    while rungs:
        above = next((each for each in _by_name(profiles) if each.extends == rungs[-1].name), None)
        if above is None:
            break
        rungs.append(above)
    return tuple(rungs)


def _lowest(profiles: Sequence[Profile]) -> Iterator[Profile]:
    extended = {profile.extends for profile in profiles}
    lowest = [profile for profile in _by_name(profiles) if not profile.extends and profile.name in extended]
    yield from lowest[:1]


def _by_name(profiles: Sequence[Profile]) -> list[Profile]:
    return sorted(profiles, key=lambda profile: profile.name)
