"""The task `rules new`: asks what a rule is about, or takes it from options, and writes the files to start from."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from agreementlint.cli.selection import rule_folders
from agreementlint.cli.terminal import say
from agreementlint.conclusion import ExitStatus
from agreementlint.errors import BadConfiguration
from agreementlint.latepattern import LatePattern
from agreementlint.packs import load_rules
from agreementlint.rule import Demand
from agreementlint.rulestart import NewRule, files_of
from agreementlint.suggestion import did_you_mean
from agreementlint.terms import Kind, Role, Severity

_NAME = LatePattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CHECKED_KINDS = tuple(kind for kind in Kind if kind is not Kind.OTHER)
Word = TypeVar("Word", bound=StrEnum)


def take(parser: ArgumentParser) -> None:
    parser.add_argument("rule", metavar="FAMILY/ID", help="for instance travel/travel-costs")
    parser.add_argument(
        "--rules", type=Path, default=Path("my-rules"), metavar="FOLDER", help="where to write (default: my-rules)"
    )
    parser.add_argument("--title", help="the rule in a few words")
    parser.add_argument("--subject", help="what a document must state, as in 'The document does not state …'")
    parser.add_argument("--severity", metavar="WORD", help="error, warning or info (default: info)")
    parser.add_argument("--kinds", metavar="WORDS", help="kinds of document, comma-separated (default: all of them)")
    parser.add_argument("--by", metavar="ROLES", help="who must do it: coach, client, sponsor (default: anybody)")
    parser.add_argument("--concepts", metavar="NAMES", help="concepts there are already whose words count too")
    parser.add_argument("--forbid", action="store_true", help="the rule says what must not be there")
    for name in ("passes-when", "why", "advice", "clause"):
        parser.add_argument(
            f"--{name}", metavar="TEXT", default="", help=f"what stands under {name.replace('-', '_')!r}"
        )


def run(arguments: Namespace) -> ExitStatus:
    folder: Path = arguments.rules
    new = _new_rule(arguments, asks=sys.stdin.isatty())
    files = [(folder / path, text) for path, text in files_of(new)]
    there = [str(path) for path, _ in files if path.exists()]
    if there:
        raise BadConfiguration(f"{' and '.join(there)} would be overwritten. Choose another id, or remove it")
    _known_concepts(new, folder)
    for path, text in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    written = "".join(f"  {path}\n" for path, _ in files)
    say(
        f"Written:\n{written}\nTwo cases fail on purpose. Replace them, give the concept its words, and run\n"
        f"  agreementlint rules check {folder}\n  agreementlint rules test {folder}\n"
    )
    return ExitStatus.CLEAN


def _new_rule(arguments: Namespace, asks: bool) -> NewRule:
    family, slash, name = arguments.rule.partition("/")
    if not slash or not _NAME.fullmatch(family) or not _NAME.fullmatch(name):
        raise BadConfiguration(
            f"{arguments.rule!r} is no family and id in lower-case words with hyphens, such as travel/travel-costs"
        )
    if family in ("lexicon", "facts", "profiles", "draft"):
        raise BadConfiguration(f"{family!r} is no family: the folder of that name holds other things than rules")

    def told(given: str | None, question: str, otherwise: str) -> str:
        if given is None and asks:
            try:
                given = input(f"{question} [{otherwise}]: ")
            except EOFError:
                raise BadConfiguration("nothing was written: the questions were not answered") from None
        return (given or "").strip() or otherwise

    words = name.replace("-", " ")
    title = told(arguments.title, "The rule in a few words", words[:1].upper() + words[1:])
    subject = told(arguments.subject, "The document must state …", words)
    severity = told(arguments.severity, "How much it matters: error, warning or info", Severity.INFO.value)
    kinds = told(arguments.kinds, "Kinds of document", ", ".join(_CHECKED_KINDS))
    by = told(arguments.by, "Who must do it: coach, client, sponsor or anybody", "anybody")
    return NewRule(
        family=family,
        id=name,
        title=title,
        severity=_words("--severity", severity, tuple(Severity), Severity)[0],
        kinds=_words("--kinds", kinds, _CHECKED_KINDS, Kind),
        subject=subject,
        demand=Demand.FORBID if arguments.forbid else Demand.REQUIRE,
        by=() if by == "anybody" else _words("--by", by, tuple(Role), Role),
        concepts=tuple(_divided(arguments.concepts or "")),
        passes_when=arguments.passes_when,
        why=arguments.why,
        advice=arguments.advice,
        model_clause=arguments.clause,
    )


def _words(option: str, text: str, known: Sequence[Word], read: Callable[[str], Word]) -> tuple[Word, ...]:
    """The closed words of an option. Raises BadConfiguration that says which is none."""
    for word in _divided(text) or [""]:
        if word not in known:
            raise BadConfiguration(
                f"{option}: {word!r} is none of {', '.join(known)}. {did_you_mean(word, map(str, known))}".strip()
            )
    return tuple(read(word) for word in _divided(text))


def _divided(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _known_concepts(new: NewRule, folder: Path) -> None:
    ruleset = load_rules(rule_folders([folder] if folder.is_dir() else []))
    known = [str(concept) for concept in ruleset.lexicon.concepts]
    for concept in new.concepts:
        if concept not in known:
            raise BadConfiguration(
                f"--concepts: there is no concept {concept!r}. {did_you_mean(concept, known)}".strip()
            )
    taken = {str(rule.id) for rule in ruleset.rules} | set(known)
    if new.id in taken:
        raise BadConfiguration(f"there is a rule or concept {new.id!r} already. Choose another id")
