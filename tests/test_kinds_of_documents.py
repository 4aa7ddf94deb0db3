"""Facts about the kind of whole documents in many voices and of first pages; every text was written here."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from agreementlint.agreement.kind import read_kind
from agreementlint.agreement.structure import read_structure
from agreementlint.language.tokens import Stems, tokenize
from agreementlint.readers import read_document
from agreementlint.terms import Kind

STEMS = Stems()
FILES = sorted((Path(__file__).parent / "kinds").glob("*.md"))


def test_every_kind_has_documents() -> None:
    assert {Kind(path.stem.split("--")[0]) for path in FILES} == set(Kind)


# Each begins with a line "@kind what it is".
PAGES = tuple(
    page.partition("\n")[::2]
    for page in (Path(__file__).parent / "kinds" / "first-pages.txt").read_text("utf-8").removeprefix("@").split("\n@")
)


@pytest.mark.parametrize(("name", "text"), [pytest.param(*page, id=page[0]) for page in PAGES])
def test_a_first_page_is_taken_for_what_it_begins(name: str, text: str) -> None:
    form = "md" if text.startswith("#") or "|---" in text else "txt"
    document = read_document(f"page.{form}", text.encode())
    tokens, _ = tokenize(document.text, STEMS, read_structure(document).ranges)
    kind, evidence = read_kind(document, tokens, Counter(tokens.normals))
    assert (kind, bool(evidence)) == (Kind(name.split()[0]), True)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in FILES])
def test_a_document_is_taken_for_what_its_file_name_says(path: Path) -> None:
    document = read_document(path.name, path.read_bytes())
    tokens, _ = tokenize(document.text, STEMS, read_structure(document).ranges)
    kind, evidence = read_kind(document, tokens, Counter(tokens.normals))
    assert (kind, bool(evidence)) == (Kind(path.stem.split("--")[0]), True)
