"""Which rules a run uses: all of them, those named by --select, without those named by --ignore."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from agreementlint.errors import BadConfiguration
from agreementlint.latepattern import LatePattern
from agreementlint.packs import PLACEHOLDERS, built_in_folder
from agreementlint.plugins import PluginChoice, Plugins, load_plugins, load_rules_with
from agreementlint.profile import Profile, climbed, ladder_of, severities_of
from agreementlint.profiles import read_profile
from agreementlint.reach import Rung
from agreementlint.rule import Rule
from agreementlint.ruleset import RuleSet
from agreementlint.suggestion import did_you_mean
from agreementlint.terms import RuleId, Severity
from agreementlint.values import dataclass

_GIVEN = LatePattern(r"(?m)^(?:- )?(?:id|concept|fact): *([^\s#]+)")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a run asks: the rules to run, those of them that are reported, and the profiles to measure by.

    Rules of the profiles that were not chosen run as well, so that it can be said what stands between a document
    and the next profile.
    """

    ruleset: RuleSet
    reported: frozenset[RuleId]
    profile: Profile | None = None
    ladder: tuple[Rung, ...] = ()


def take_plugins(parser: ArgumentParser) -> None:
    """The two options about plugins, which every command has that uses them."""
    parser.add_argument("--no-plugins", action="store_true", help="as if no plugin were installed")
    parser.add_argument(
        "--require-plugin",
        action="append",
        default=[],
        metavar="NAME",
        help="stop if this plugin is not installed (may be given several times)",
    )


def plugin_choice(arguments: Namespace) -> PluginChoice:
    """What the two options say."""
    return PluginChoice(arguments.no_plugins, tuple(arguments.require_plugin))


def take_rules(parser: ArgumentParser) -> None:
    """The option about rules of one's own, which every command has that applies them."""
    parser.add_argument(
        "--rules",
        action="append",
        default=[],
        metavar="FOLDER",
        help="add the rules and lexicon of this folder to our own (may be given several times)",
    )


def every_rule(plugins: Plugins, folders: Sequence[str] = ()) -> RuleSet:
    """Our own rules, those of the folders and those of the plugins."""
    return load_rules_with(plugins, rule_folders([Path(folder) for folder in folders]) if folders else ())


def rule_folders(folders: Sequence[Path], alone: bool = False) -> list[Path]:
    """The folders that are loaded for the rules of these: with our own before them, unless one stands by itself.

    A folder stands by itself if it has a list of placeholders of its own, as a copy of our rules has.
    """
    for folder in folders:
        if not folder.is_dir():
            raise BadConfiguration(f"there is no folder {str(folder)!r}")
    alone = alone or any((folder / PLACEHOLDERS).is_file() for folder in folders)
    return list(folders) if alone else [built_in_folder(), *folders]


def take_folder(parser: ArgumentParser, meaning: str) -> None:
    """The folder of rules that a task is about, whether it stands by itself, and the plugins beside it."""
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=meaning)
    take_alone(parser, "the folder stands by itself: do not add it to our rules and lexicon, nor to plugins")
    take_plugins(parser)


def take_alone(parser: ArgumentParser, meaning: str) -> None:
    """The option that leaves out all but the folders that are named."""
    parser.add_argument("--alone", action="store_true", help=meaning)


def plugins_beside(arguments: Namespace, folder: Path | None) -> Plugins:
    """The plugins whose rules and words a folder of rules may use: all but what is the folder itself.

    Who writes a plugin has it installed and works on its folder; the installed copy would have every name twice.
    """
    plugins = load_plugins(plugin_choice(arguments))
    if arguments.alone:
        return Plugins()
    if folder is None:
        return plugins
    kept = tuple((name, each) for name, each in plugins.brought_folders if not is_copy(each, folder))
    return replace(plugins, brought_folders=kept)


def is_copy(one: Path, other: Path) -> bool:
    """Whether two folders are one, or one holds every file of the other, under its name, and a name is given in both.

    A copy on which somebody works may have files more, or files less.
    """
    one, other = one.resolve(), other.resolve()
    if one == other:
        return True
    ours, theirs = _yaml_files(one), _yaml_files(other)
    if one.name != other.name or not (ours <= theirs or theirs <= ours):
        return False
    return any(_given_names(one / each) & _given_names(other / each) for each in ours & theirs)


def _yaml_files(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*.y*ml") if path.is_file()}


def _given_names(path: Path) -> set[str]:
    """The ids of the rules and concepts that a file defines; a rule without one is called after its file."""
    words = path.read_text("utf-8", errors="replace")
    return set(_GIVEN.findall(words)) or {path.stem}


def rules_beside(arguments: Namespace, folder: Path) -> RuleSet:
    """The rules of a folder with those beside which it is loaded."""
    return load_rules_with(plugins_beside(arguments, folder), rule_folders([folder], arguments.alone))


def translated(ruleset: RuleSet, names: Sequence[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The names of rules and families that options give, old ids put into new ones, and a notice for each of these."""
    known = {name for rule in ruleset.rules if not rule.replaced_by for name in names_of(rule)}
    new: dict[str, tuple[RuleId, ...]] = {as_name(old): (rule.id,) for rule in ruleset.rules for old in rule.formerly}
    new |= {as_name(rule.id): rule.replaced_by for rule in ruleset.rules if rule.replaced_by}
    wanted = _names(names)
    old = sorted(name for name in wanted if name in new and name not in known)
    notices = tuple(f"the rule {name!r} is now {' and '.join(map(repr, new[name]))}; please write that" for name in old)
    return (wanted - set(old)) | {str(each) for name in old for each in new[name]}, notices


def choose(ruleset: RuleSet, selected: Sequence[str], ignored: Sequence[str]) -> RuleSet:
    """The rule set with the rules that the two options leave; every unknown name is reported at once."""
    wanted, unwanted = translated(ruleset, selected)[0], translated(ruleset, ignored)[0]
    current = tuple(rule for rule in ruleset.rules if not rule.replaced_by)
    known = {name for rule in current for name in names_of(rule)}
    faults = [
        f"{option}: there is no rule or family {name!r}. {did_you_mean(name, known) or 'See: agreementlint rules list'}"
        for option, names in (("--select", wanted), ("--ignore", unwanted))
        for name in names
        if name not in known
    ]
    faults += [
        f"{option}: no rule and no family is named. Give one, or leave the option out"
        for option, given in (("--select", selected), ("--ignore", ignored))
        if given and not _names(given)
    ]
    if faults:
        raise BadConfiguration(*faults)
    rules = tuple(
        rule for rule in current if (not wanted or names_of(rule) & wanted) and not (names_of(rule) & unwanted)
    )
    return replace(ruleset, rules=rules)


def choose_by_profile(
    ruleset: RuleSet,
    name: str,
    selected: Sequence[str],
    ignored: Sequence[str],
    severities: Sequence[tuple[str, Severity | None]] = (),
    mandatory: Sequence[str] = (),
) -> Selection:
    """The rules of a profile (all without one) that the two options leave, with the profile's severities.

    `severities` of rules or families come on top, None for off, the last of several; `mandatory` rules are there in
    any case. How near a document comes to the profiles is told only where no option takes rules away.
    """
    chosen = _choose_by_profile(ruleset, name, selected, (*ignored, *_off(ruleset, severities)))
    always = rules_named(ruleset, mandatory)
    rules = {rule.id: rule for rule in chosen.ruleset.rules}
    rules |= {rule.id: rule for rule in ruleset.rules if rule.id in always and rule.id not in rules}
    for each, severity in severities:
        if severity is not None:
            rules |= {
                rule: replace(rules[rule], severity=severity) for rule in rules_named(ruleset, [each]) if rule in rules
            }
    ordered = tuple(rules[rule.id] for rule in ruleset.rules if rule.id in rules)
    return replace(chosen, ruleset=replace(ruleset, rules=ordered), reported=chosen.reported | always)


def rules_named(ruleset: RuleSet, names: Sequence[str]) -> frozenset[RuleId]:
    """The current rules that names of rules and families stand for; old ids stand for what they became."""
    wanted = translated(ruleset, names)[0]
    return frozenset(rule.id for rule in ruleset.rules if not rule.replaced_by and names_of(rule) & wanted)


def _off(ruleset: RuleSet, severities: Sequence[tuple[str, Severity | None]]) -> list[str]:
    """The rules whose last severity is off."""
    last = {rule: severity for name, severity in severities for rule in rules_named(ruleset, [name])}
    return [rule for rule, severity in last.items() if severity is None]


def _choose_by_profile(ruleset: RuleSet, name: str, selected: Sequence[str], ignored: Sequence[str]) -> Selection:
    profile = profile_called(name, ruleset) if name else None
    profiles = with_own(ruleset.profiles, profile)
    ladder = () if selected or ignored else tuple(climbed(ladder_of(profile, profiles), ruleset.rules))
    rules = ruleset.rules
    reported = frozenset(rule.id for rule in choose(ruleset, selected, ignored).rules)
    if profile is not None:
        severities = severities_of(profile, profiles, rules)
        rules = tuple(replace(rule, severity=severities.get(rule.id, rule.severity)) for rule in rules)
        reported &= severities.keys()
    asked = reported.union(*(severities for _, severities in ladder))
    return Selection(
        replace(ruleset, rules=tuple(rule for rule in rules if rule.id in asked)), reported, profile, ladder
    )


def profile_called(name: str, ruleset: RuleSet) -> Profile:
    """The profile of that name, or the one in the file of that path."""
    known = {profile.name: profile for profile in ruleset.profiles}
    if name in known:
        return known[name]
    if Path(name).suffix in (".yaml", ".yml"):
        return read_profile(Path(name), ruleset.rules, ruleset.profiles)
    hint = did_you_mean(name, known) or f"The profiles: {', '.join(known)}, or the path of a .yaml file of your own"
    raise BadConfiguration(f"--profile: there is no profile {name!r}. {hint}")


def with_own(profiles: Sequence[Profile], own: Profile | None) -> tuple[Profile, ...]:
    """The profiles with the user's own among them, which takes the place of one of its name."""
    if own is None:
        return tuple(profiles)
    return (*(each for each in profiles if each.name != own.name), own)


def names_of(rule: Rule) -> frozenset[str]:
    """The names under which a rule can be chosen: its id and its family, written as one word."""
    return frozenset({rule.id, as_name(rule.family)})


def as_name(family: str) -> str:
    """A family as it is typed: "Conflicts of interest" is conflicts-of-interest."""
    return "-".join(family.casefold().replace("_", " ").replace("-", " ").split())


def _names(options: Sequence[str]) -> frozenset[str]:
    return frozenset(as_name(part) for option in options for part in option.split(",") if part.strip())
