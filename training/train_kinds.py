"""Trains the table in `agreement/kind_weights.py`, by which documents without any cue are told apart.

    python training/train_kinds.py [--without FOLDER] [--output FILE]

The texts are ours: `kinds/*.md` (a document of the kind that its name begins with), `documents/*.md` with the kind in
their tables of labels, and the documents and first pages that the tests of kinds have. `--without` leaves out those
whose names are in a folder (for measuring).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from agreementlint.agreement import kind_likeness
from agreementlint.agreement.kind_likeness import BIAS, weighed
from agreementlint.language.tokens import Stems, tokenize
from agreementlint.readers import read_document

HERE = Path(__file__).parent
TESTED = HERE.parent / "tests" / "kinds"
KEPT = 360  # stems
SEEN = 4  # texts that a stem must be in
C = 30.0  # inverse strength of regularisation
HEAD = '''"""How much each stem speaks for each kind of document; made by `training/train_kinds.py` from our own texts."""

# The kinds, then for each stem its weights in their order.
KIND_WEIGHTS = """
'''


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--without", type=Path, metavar="FOLDER")
    parser.add_argument("--output", type=Path, default=Path(kind_likeness.__file__).with_name("kind_weights.py"))
    options = parser.parse_args(argv)
    left_out = {path.name for path in options.without.iterdir()} if options.without else set()
    stems = Stems()
    texts = [(kind, list(_stems(text, stems))) for kind, text in read_texts(left_out)]
    table = train(texts)
    options.output.write_text(HEAD + "\n".join(table) + '\n"""\n', encoding="utf-8")
    print(f"{len(texts)} texts, {len(table) - 1} lines: {options.output}")
    return 0


def read_texts(left_out: set[str]) -> Iterator[tuple[str, str]]:
    """Every text with its kind, once."""
    known: set[str] = set()
    for kind, text in _all_texts(left_out):
        if text not in known:
            known.add(text)
            yield kind, text


def _all_texts(left_out: set[str]) -> Iterator[tuple[str, str]]:
    for folder in (HERE / "kinds", TESTED):
        for path in sorted(folder.glob("*--*.md")):
            if path.name not in left_out:
                yield path.name.split("--")[0], path.read_text(encoding="utf-8")
    for path in sorted((HERE / "documents").glob("*.md")):
        head = path.with_suffix(".tsv").read_text(encoding="utf-8").split("\n", 1)[0]
        if path.name not in left_out:
            yield head.split("\t")[1].strip(), path.read_text(encoding="utf-8")
    for page in (TESTED / "first-pages.txt").read_text(encoding="utf-8").removeprefix("@").split("\n@"):
        title, _, text = page.partition("\n")
        yield title.split()[0], text


def _stems(text: str, stems: Stems) -> Iterator[str]:
    words = read_document("text.md", text.encode()).text
    tokens, _ = tokenize(words, stems, [(0, len(words))])
    return (stem for stem in tokens.stems if stem[:1].isalpha())


def train(texts: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """The lines of the table: the kinds, the bias, and the stems that tell most, in order."""
    in_texts = Counter(stem for _, stems in texts for stem in set(stems))
    known = sorted(stem for stem, count in in_texts.items() if count >= SEEN)
    model, names = _fitted(texts, known)
    told = {
        stem: max(abs(weights[column]) for weights in model.coef_) * in_texts[stem] ** 0.5
        for column, stem in enumerate(names)
    }
    kept = sorted(sorted(told, key=lambda stem: (-told[stem], stem))[:KEPT])
    model, names = _fitted(texts, kept)
    rows = [(BIAS, model.intercept_), *((stem, model.coef_[:, column]) for column, stem in enumerate(names))]
    return [" ".join(model.classes_), *(" ".join([stem, *(f"{each:.2f}" for each in row)]) for stem, row in rows)]


def _fitted(texts: Sequence[tuple[str, Sequence[str]]], known: Sequence[str]) -> tuple[LogisticRegression, list[str]]:
    vectors = DictVectorizer()
    values = vectors.fit_transform([weighed(stems, frozenset(known)) for _, stems in texts])
    model = LogisticRegression(C=C, max_iter=4000, class_weight="balanced").fit(values, [kind for kind, _ in texts])
    return model, list(vectors.get_feature_names_out())


if __name__ == "__main__":
    raise SystemExit(main())
