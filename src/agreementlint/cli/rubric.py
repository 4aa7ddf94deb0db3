"""The command `rubric`: check one, show what it asks, begin one from a profile, list those that come along."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from agreementlint.cli.selection import every_rule, plugin_choice, profile_called, take_plugins, take_rules, with_own
from agreementlint.cli.terminal import complain, page, say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.grading.late import in_words
from agreementlint.grading.rubric import Criterion, Of, Rubric, percent
from agreementlint.grading.rubrics import doubts, read_rubric, rubric_path, shipped_rubrics
from agreementlint.grading.rubricstart import rubric_from
from agreementlint.grading.scenario import IN_WORDS, why_it_applies
from agreementlint.plugins import load_plugins
from agreementlint.profile import severities_of
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, row
from agreementlint.reporters.wording import KIND_IN_WORDS, as_sentence, count
from agreementlint.rule import Demand
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Kind

_OF_IN_WORDS = {Of.TOTAL: "the total", Of.EARNED: "what was earned"}


def take(parser: ArgumentParser) -> None:
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    listed = tasks.add_parser("list", help="the rubrics that come with agreementlint")
    shown = tasks.add_parser("show", help="what a rubric asks and what each part is worth")
    checked = tasks.add_parser("check", help="say every mistake in rubrics, with its place")
    begun = tasks.add_parser(
        "new", help="write a rubric to start from: a criterion for each family of a profile's rules"
    )
    shown.add_argument("rubric", metavar="RUBRIC", help="the name of one that comes along, or a file")
    checked.add_argument("rubrics", nargs="+", metavar="RUBRIC", help="names of those that come along, or files")
    begun.add_argument("file", type=Path, metavar="FILE", help="where to write it: a .yaml file that is not there yet")
    begun.add_argument("--profile", default="essential", metavar="NAME", help="its rules (default: essential)")
    begun.add_argument(
        "--kind",
        choices=[kind.value for kind in Kind if kind is not Kind.OTHER],
        default=Kind.TWO_PARTY.value,
        help="what the students write (default: two_party)",
    )
    for each in (listed, shown, checked, begun):
        take_plugins(each)
        take_rules(each)


def run(arguments: Namespace) -> ExitStatus:
    ruleset = every_rule(load_plugins(plugin_choice(arguments)), arguments.rules)
    match arguments.task:
        case "list":
            rubrics = [read_rubric(path, ruleset.rules) for path in shipped_rubrics()]
            say(paint((each for rubric in rubrics for each in _in_short(rubric)), page()))
        case "show":
            say(paint(_shown(read_rubric(rubric_path(arguments.rubric), ruleset.rules), ruleset), page()))
        case "check":
            return _check(arguments.rubrics, ruleset)
        case "new":
            _begin(arguments, ruleset)
    return ExitStatus.CLEAN


def _check(names: list[str], ruleset: RuleSet) -> ExitStatus:
    wrong = []
    for name in names:
        try:
            rubric = read_rubric(rubric_path(name), ruleset.rules)
        except BadConfiguration as error:
            wrong += list(error.faults)
            continue
        for doubt in doubts(rubric, ruleset.rules):
            complain(f"{rubric.source}: {doubt}")
        criteria = "1 criterion" if len(rubric.criteria) == 1 else f"{len(rubric.criteria)} criteria"
        say(f"{rubric.source}: {criteria}, {count(len(rubric.rules), 'rule')}, {rubric.total:f} points\n")
    if wrong:
        raise BadConfiguration(*wrong)
    return ExitStatus.CLEAN


def _begin(arguments: Namespace, ruleset: RuleSet) -> None:
    path: Path = arguments.file
    if path.suffix not in (".yaml", ".yml"):
        raise BadConfiguration(f"{path}: a rubric is a .yaml file")
    if path.exists():
        raise BadConfiguration(f"{path} would be overwritten. Choose another name, or remove it")
    profile = profile_called(arguments.profile, ruleset)
    severities = severities_of(profile, with_own(ruleset.profiles, profile), ruleset.rules)
    text = rubric_from(profile, severities, ruleset.rules, Kind(arguments.kind))
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadConfiguration(f"{path}: {(error.strerror or type(error).__name__).lower()}") from None
    say(f"Written: {path}. Change the points to what the assignment is about, then run\n"
        f"  agreementlint rubric check {path}\n")  # fmt: skip


def _in_short(rubric: Rubric) -> Iterator[Row]:
    numbers = f" version {rubric.version}: {rubric.total:f} points, {count(len(rubric.rules), 'rule')}"
    yield row(Words(rubric.id, Style.NAME), numbers)
    yield row(rubric.title, indent=2)
    yield BLANK


def _shown(rubric: Rubric, ruleset: RuleSet) -> Iterator[Row]:
    yield row(Words(rubric.title, Style.TITLE), " ", Words(f"{rubric.id}, version {rubric.version}", Style.DIM))
    yield row(f"For {KIND_IN_WORDS[rubric.kind]}; {rubric.total:f} points in steps of {rubric.rounding:f}.", indent=2)
    if rubric.scenario.text:
        yield row(rubric.scenario.text, indent=2)
    for each in rubric.scenario.given:
        yield row(as_sentence(IN_WORDS[each]), indent=2, marker=Words("-"))
    for criterion in rubric.criteria:
        yield from _criterion(criterion, rubric, ruleset)
    yield BLANK
    if rubric.late is not None:
        late, most = rubric.late, percent(rubric.late.most)
        of = _OF_IN_WORDS[late.of]
        yield row(f"Late: {percent(late.share)} of {of} for every {in_words(late.per)} begun, {most} at most.")
    yield row(Words(f"From {rubric.source}", Style.DIM))


def _criterion(criterion: Criterion, rubric: Rubric, ruleset: RuleSet) -> Iterator[Row]:
    rules = {rule.id: rule for rule in ruleset.rules}
    yield BLANK
    worth = f"{criterion.points:f} points" + (", as a bonus" if criterion.bonus else "")
    yield row(Words(criterion.title, Style.TITLE), " ", Words(f"{criterion.id}: {worth}", Style.DIM))
    if criterion.required is not None:
        otherwise = "the whole fails" if criterion.required.fails else f"at most {criterion.required.cap:f} in all"
        yield row(f"Required: {percent(criterion.required.at_least)} of it; otherwise {otherwise}.", indent=2)
    for share in criterion.rules:
        rule = rules[share.rule]
        said = [f"weight {share.weight:f}"]
        said += ["takes its weight away where it is broken"] if rule.demand is Demand.FORBID else []
        called_for = why_it_applies(share.rule, rubric.scenario)
        said += [f"because {called_for}"] if called_for else []
        yield row(rule.title, " ", Words(f"{rule.id}; {'; '.join(said)}", Style.DIM), indent=2, marker=Words("-"))
