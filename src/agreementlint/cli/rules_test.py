"""The task `rules test`: the proof of each rule on its own cases, once or whenever a file changes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from agreementlint.agreement.model import Hit
from agreementlint.agreement.understand import understand
from agreementlint.cases import NOT_HELD, CaseResult, prove
from agreementlint.cli.selection import every_rule, plugin_choice, rules_beside, take_folder
from agreementlint.cli.terminal import page, say
from agreementlint.cli.watching import watched
from agreementlint.conclusion import ExitStatus
from agreementlint.coverage import Coverage, Example, Unproved, concepts_of, coverage, proved_examples
from agreementlint.packs import built_in_folder
from agreementlint.plugins import load_plugins
from agreementlint.readers import read_document
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, quoted, row
from agreementlint.reporters.to_console import SEVERITY_STYLE
from agreementlint.reporters.wording import as_sentence, count
from agreementlint.rule import Rule
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Modality, Polarity

_SAID = {"held": "passes", "violated": "does not pass", "not_applicable": "does not apply", NOT_HELD: "does not pass"}


def take(parser: ArgumentParser) -> None:
    take_folder(parser, "a folder of rules instead of our own")
    parser.add_argument(
        "--coverage", action="store_true", help="also show what no case proves: branches, concepts and phrases"
    )
    parser.add_argument("--report", action="store_true", help="show every rule with what passes and what does not")
    parser.add_argument("--watch", action="store_true", help="run again whenever a file in the folder changes")


def run(arguments: Namespace) -> ExitStatus:
    if not arguments.watch:
        return _once(arguments)
    return watched(partial(_once, arguments), [arguments.folder or built_in_folder()])


def _once(arguments: Namespace) -> ExitStatus:
    folder: Path | None = arguments.folder
    if folder is None:
        ruleset = every_rule(load_plugins(plugin_choice(arguments)))
        tested = ruleset
    else:
        ruleset = rules_beside(arguments, folder)
        rules = tuple(rule for rule in ruleset.rules if Path(rule.source).is_relative_to(folder))
        tested = RuleSet(rules, ruleset.lexicon, ruleset.resemblance, ruleset.facts, ruleset.placeholders)
    results = [result for rule in tested.rules for result in prove(rule, ruleset)]
    failures = [result for result in results if not result.passed]
    rows = list(_documented(tested.rules, results)) if arguments.report else []
    for result in failures:
        rows += _failure(result, ruleset)
    home = folder or built_in_folder()
    examples = proved_examples(ruleset.lexicon, home)
    unheard = [example for example in examples if not example.heard]
    for example in unheard:
        rows += _unheard(example)
    counts = [count(len(tested.rules), "rule"), count(len(results), "case")]
    counts += [count(len(examples), "example")] if examples else []
    rows.append(row(f"{', '.join(counts)}, {len(failures) + len(unheard)} failed"))
    unproved = 0
    if arguments.coverage and results:
        found = coverage(tested, home, _wordings_beside(home))
        rows += [BLANK, *_uncovered(found)]
        unproved = len(found.branches) + len(found.concepts) + len(found.phrases)
    say(paint(rows, page()))
    if not results:
        return ExitStatus.NOTHING_CHECKED
    if any(result.said == "crashed" for result in results):
        return ExitStatus.CRASHED
    return ExitStatus.FINDINGS if failures or unheard or unproved else ExitStatus.CLEAN


def _documented(rules: Sequence[Rule], results: Sequence[CaseResult]) -> Iterator[Row]:
    """Every rule as a page of its own: what passes, then each text with what the rule says of it."""
    for rule in rules:
        yield row(Words(rule.title, Style.TITLE), " ", Words(rule.id, Style.DIM))
        yield row(
            Words(rule.severity.value, SEVERITY_STYLE[rule.severity]), f": {as_sentence(rule.passes_when)}", indent=2
        )
        for result in results:
            if result.rule is rule and result.case.expected != NOT_HELD:
                yield from _told(result)
        made = [result for result in results if result.rule is rule and result.case.expected == NOT_HELD]
        if made:
            passed = sum(result.passed for result in made)
            words = f"{passed} of {len(made)} texts made from these (headings, denials, quotations) do not pass either"
            yield row(words, indent=2, marker=_mark(passed == len(made)))
        yield BLANK


def _told(result: CaseResult) -> Iterator[Row]:
    expected = _SAID.get(result.case.expected, "is a known gap")
    yield row(f"{expected}: ", quoted(result.case.text, 600), indent=2, marker=_mark(result.passed))
    if result.case.why:
        yield row(Words(as_sentence(result.case.why), Style.DIM), indent=6)


def _mark(passed: bool) -> Words:
    return Words("✓", Style.FINE) if passed else Words("✗", Style.ERROR)


def _wordings_beside(folder: Path) -> Path | None:
    """The training texts of a checkout; a wheel and a folder of one's own have none."""
    wordings = folder.resolve().parent / "training" / "wordings"
    return wordings if wordings.is_dir() else None


def _uncovered(found: Coverage) -> Iterator[Row]:
    for unproved in found.branches:
        yield _unproved(unproved, Style.ERROR, "; no case makes it fire")
    for unproved in found.concepts:
        yield _unproved(unproved, Style.ERROR)
    by_file: dict[str, list[Unproved]] = {}
    for unproved in found.phrases:
        by_file.setdefault(unproved.path, []).append(unproved)
    for path, members in by_file.items():
        yield row(Words(f"{path}: {count(len(members), 'phrase')} that no text has", Style.TITLE))
        for unproved in members:
            yield row(unproved.what, indent=4, marker=Words(f"{unproved.line}:", Style.DIM))
    if found.phrases:
        yield BLANK
    yield row(
        f"{count(len(found.branches), 'branch', 'branches')} without a case, "
        f"{count(len(found.concepts), 'concept')} without a use, {count(len(found.phrases), 'phrase')} without a text"
    )


def _unproved(unproved: Unproved, style: Style, more: str = "") -> Row:
    return row(Words(f"{unproved.path}:{unproved.line}: ", Style.DIM), unproved.what + more, marker=Words("✗", style))


def _failure(result: CaseResult, ruleset: RuleSet) -> Iterator[Row]:
    yield row(
        Words(result.rule.id, Style.NAME),
        f": expected {result.case.expected}, said {result.said}",
        marker=Words("✗", Style.ERROR),
    )
    yield row(quoted(result.case.text, 600), indent=4)
    if result.case.why:
        yield row(Words(result.case.why, Style.DIM), indent=4)
    for reason in result.reasons:
        yield row(reason, indent=4, marker=Words("→"))
    yield row(_heard(result, ruleset), indent=4, marker=Words("→"))
    yield row(Words(result.rule.source, Style.DIM), indent=4)
    yield BLANK


def _unheard(example: Example) -> Iterator[Row]:
    said = f": no phrase of {example.concept} is in this example of it"
    yield row(Words(f"{example.path}:{example.line}", Style.DIM), said, marker=Words("✗", Style.ERROR))
    yield row(quoted(example.text, 600), indent=4)
    yield BLANK


def _heard(result: CaseResult, ruleset: RuleSet) -> str:
    """Which of the rule's concepts are in the text, and how each stands there."""
    document = read_document("case.txt", result.case.text.encode())
    agreement = understand(document, ruleset.lexicon, result.case.kind)
    heard = []
    for concept in concepts_of(result.rule):
        hits = [hit for unit in agreement.mentions.get(concept, {}).values() for hit in unit]
        ways = dict.fromkeys(_standing(hit) for hit in hits)
        heard += [f"{concept} ({way})" if way else concept for way in ways]
    return f"of its concepts the text has {', '.join(heard) or 'none'}"


def _standing(hit: Hit) -> str:
    ways = [] if hit.actor is None else [f"by {hit.actor.value}"]
    ways += {Polarity.NEGATED: ["denied"], Polarity.EXCEPTED: ["as an exception"], Polarity.PLAIN: []}[hit.polarity]
    ways += {Modality.PERMISSION: ["permitted"], Modality.WISH: ["wished"]}.get(hit.modality, [])
    return ", ".join(ways)
