"""One agreement gets one verdict, in whatever format it comes; converted by pandoc and LibreOffice where they are."""

from __future__ import annotations

from pathlib import Path

import formats
import pytest

from agreementlint.packs import load_rules

ROOT = Path(__file__).parents[1]

# To start LibreOffice takes longer than all else; `make formats` has it write every format.
BY_OFFICE = [each for each in formats.BY_OFFICE if each[0] in ("pdf", "rtf")]
DOCUMENTS = [
    ROOT / "training" / "documents" / f"{name}.md"
    for name in ("kestrel-quay-coaching-terms", "supervision-contract-fennimore")
]
MISSING = formats.missing_tools()
needs_tools = pytest.mark.skipif(
    bool(MISSING), reason=f"{' and '.join(MISSING)} must be installed to convert documents"
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[formats.Comparison]:
    return formats.comparisons(DOCUMENTS, tmp_path_factory.mktemp("converted"), load_rules(), BY_OFFICE)


@needs_tools
def test_a_document_is_taken_for_the_same_kind_in_every_format(found: list[formats.Comparison]) -> None:
    assert {each.converted.format for each in found} == formats.NEEDED.keys()
    assert [each for each in found if each.kinds[0] != each.kinds[1]] == []


@needs_tools
@pytest.mark.parametrize("format", formats.NEEDED)
def test_a_document_gets_the_same_verdicts_in_another_format(found: list[formats.Comparison], format: str) -> None:
    own = [each for each in found if each.converted.format == format]
    different = [difference for each in own for difference in each.differences]
    pairs = sum(each.pairs for each in own)
    assert pairs > 0
    assert len(different) <= (1 - formats.NEEDED[format]) * pairs, different
