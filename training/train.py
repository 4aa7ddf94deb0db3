"""Trains the table that `rules/resemblance.tsv` holds, from the texts beside this file.

    python training/train.py                     all texts: what is shipped
    python training/train.py --aside 5           without every fifth wording (for measuring; see docs/accuracy.md)
        [--wordings FOLDER] [--documents FOLDER] [--output FILE]

The texts are ours: `wordings/*.yaml` (rule, wordings that satisfy it, near-misses that do not) and
`documents/*.md` with their labels in `documents/*.tsv`. One logistic regression for each rule: its
wordings speak for it, its near-misses, its wordings with a "not" and, more softly, the wordings of
other rules against it.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from ruamel.yaml import YAML
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from agreementlint.agreement.understand import understand
from agreementlint.engine.resemblance import BIAS, Reading, scaled
from agreementlint.packs import built_in_folder, load_rules
from agreementlint.readers import read_document
from agreementlint.rule import Demand
from agreementlint.ruleset import RuleSet
from agreementlint.standing import binds_no_client, can_be_denied, denied_form, with_parties_swapped
from agreementlint.terms import Kind, RuleId

HERE = Path(__file__).parent
KEPT = 300  # weights of a rule, the greatest
# Rules about structures that no words show: a line to sign on reads like any other line.
STRUCTURAL = ("parties-identified", "signed-and-dated-by-every-party")
_DECIDED = ("held", "violated")
C = 10.0  # inverse strength of regularisation
# Of the texts of other rules every so many-th is learned from, and counts for all: they tell a rule from others, and its
# own near-misses tell more.
OTHERS = 5
WEIGHT_OF_OTHERS = 0.1
HEADER = (
    "# What speaks for and against each rule; made by training/train.py from our own texts.\n# rule\tfeature\tweight\n"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text's features, the rule that it was written for, and whether it satisfies it."""

    rule: RuleId
    good: bool
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement of a labelled document: its features, and for each rule whether it proves it (None: left out)."""

    features: dict[str, float]
    labels: dict[str, bool | None]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--aside", type=int, default=0, metavar="N", help="leave every Nth wording out")
    parser.add_argument("--wordings", type=Path, default=HERE / "wordings")
    parser.add_argument("--documents", type=Path, default=HERE / "documents")
    parser.add_argument("--output", type=Path, default=built_in_folder() / "resemblance.tsv")
    options = parser.parse_args(argv)
    ruleset = load_rules()
    texts = [*read_wordings(options.wordings, ruleset, options.aside), *read_cases(ruleset)]
    passages = list(read_passages(options.documents, ruleset))
    table = list(train(ruleset, texts, passages))
    options.output.write_text(HEADER + "".join(table), encoding="utf-8")
    print(f"{len(texts)} texts, {len(passages)} statements, {len(table)} weights: {options.output}")
    return 0


def is_aside(rule: str, text: str, every: int) -> bool:
    """Whether a wording is set aside for measuring; depends on nothing but its words."""
    return bool(every) and int(hashlib.sha256(f"split-1:{rule}{text}".encode()).hexdigest(), 16) % every == 0


def read_wordings(folder: Path, ruleset: RuleSet, aside: int) -> Iterator[Text]:
    """Every wording and near-miss as a small document of a kind that its rule applies to."""
    kinds = {rule.id: sorted(rule.kinds) for rule in ruleset.rules}
    deniable = {rule.id for rule in ruleset.rules if can_be_denied(rule)}
    of_the_coach = {rule.id for rule in ruleset.rules if binds_no_client(rule)}
    for path in sorted(folder.glob("*.yaml")):
        for item in YAML(typ="safe").load(path.read_text(encoding="utf-8")):
            rule = RuleId(item["rule"])
            rows = [(True, text) for text in item["wordings"]]
            rows += [(False, miss["text"]) for miss in item["near_misses"]]
            rows += [(False, denied) for text in item["wordings"] if rule in deniable and (denied := denied_form(text))]
            if rule in of_the_coach:
                rows += [(False, swapped) for text in item["wordings"] if (swapped := with_parties_swapped(text))]
            for number, (good, text) in enumerate(rows):
                if not is_aside(rule, text, aside):
                    kind = kinds.get(rule, [Kind.TWO_PARTY])[number % len(kinds.get(rule, [Kind.TWO_PARTY]))]
                    agreement = understand(read_document("text.txt", text.encode()), ruleset.lexicon, kind)
                    found = Reading(agreement).features(0, len(agreement.statements))
                    yield Text(rule, good, scaled(found))


def read_cases(ruleset: RuleSet) -> Iterator[Text]:
    """The cases of the rules themselves, and the bare title of each rule, which says nothing."""
    for rule in ruleset.rules:
        rows = [(case.expected == "held", case.text, case.kind) for case in rule.cases if case.expected in _DECIDED]
        rows.append((False, f"{rule.title}.", min(rule.kinds)))
        for good, text, kind in rows:
            agreement = understand(read_document("text.txt", text.encode()), ruleset.lexicon, kind)
            yield Text(rule.id, good, scaled(Reading(agreement).features(0, len(agreement.statements))))


def read_passages(folder: Path, ruleset: RuleSet) -> Iterator[Passage]:
    """Every statement of the labelled documents."""
    for path in sorted(folder.glob("*.md")):
        labels = {}
        kind = Kind.OTHER
        for line in path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines():
            cells = [*line.split("\t"), "", "", ""]
            if cells[0] == "#kind":
                kind = Kind(cells[1])
            elif cells[0]:
                labels[cells[0]] = (cells[1], cells[3])
        agreement = understand(read_document(path.name, path.read_bytes()), ruleset.lexicon, kind)
        reading = Reading(agreement)
        for statement in agreement.statements:
            words = set(agreement.quote(statement.span).lower().split())
            said = {rule: _proves(words, verdict, quote) for rule, (verdict, quote) in labels.items()}
            yield Passage(scaled(reading.features(statement.index, statement.index)), said)


def _proves(words: set[str], verdict: str, quote: str) -> bool | None:
    """Whether a statement is what a label quotes; None where the rule is held elsewhere in the document."""
    if verdict != "held":
        return False
    parts = (set(part.lower().split()) for part in quote.split("||"))
    return True if any(2 * len(part & words) >= len(part) and len(part) > 2 for part in parts) else None


def train(ruleset: RuleSet, texts: Sequence[Text], passages: Sequence[Passage]) -> Iterator[str]:
    """The lines of the table, rule by rule."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([text.features for text in texts] + [passage.features for passage in passages])
    names = vectorizer.get_feature_names_out()
    for rule in ruleset.rules:
        if rule.demand is not Demand.REQUIRE or rule.id in STRUCTURAL:
            continue
        rows = [
            (
                text.rule == rule.id and text.good,
                2.0 if text.rule == rule.id else 0.0 if number % OTHERS else WEIGHT_OF_OTHERS * OTHERS,
            )
            for number, text in enumerate(texts)
        ]
        for passage in passages:
            proves = passage.labels.get(rule.id, False)
            weight = 0.1 if rule.id not in passage.labels else 0.0 if proves is None else 1.0 if proves else 0.3
            rows.append((bool(proves), weight))
        if sum(good for good, _ in rows) < 10:
            continue
        used = numpy.array([index for index, (_, weight) in enumerate(rows) if weight])
        model = LogisticRegression(C=C, max_iter=200, solver="liblinear")
        good = numpy.array([good for good, _ in rows])[used]
        weights = numpy.array([weight for _, weight in rows])[used]
        model.fit(matrix[used], good, sample_weight=weights)
        strongest = numpy.argsort(-abs(model.coef_[0]), kind="stable")[:KEPT]
        model.fit(matrix[used][:, strongest], good, sample_weight=weights)  # they make up for what was left out
        yield f"{rule.id}\t{BIAS}\t{model.intercept_[0]:.3f}\n"
        for index in numpy.argsort(-model.coef_[0], kind="stable"):
            yield f"{rule.id}\t{names[strongest[index]]}\t{model.coef_[0][index]:.2f}\n"


if __name__ == "__main__":
    raise SystemExit(main())
