"""Facts about the kind of whole documents in many voices; the file name says the kind, every text was written here."""

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


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in FILES])
def test_a_document_is_taken_for_what_its_file_name_says(path: Path) -> None:
    document = read_document(path.name, path.read_bytes())
    tokens, _ = tokenize(document.text, STEMS, read_structure(document).ranges)
    kind, evidence = read_kind(document, tokens.normals, Counter(tokens.normals))
    assert (kind, bool(evidence)) == (Kind(path.stem.split("--")[0]), True)
