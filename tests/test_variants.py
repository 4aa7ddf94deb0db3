"""What changes nothing in an agreement changes no verdict, and a verdict falls with the words that it rests on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from variants import taken_back, unchanged

from agreementlint.packs import load_rules

ROOT = Path(__file__).parents[1]

RULES = load_rules()
DOCUMENTS = ROOT / "training" / "documents"
BEHAVING = 0.95


@pytest.mark.parametrize("name", ["second-porch-client-agreement", "brackenhurst-tripartite-agreement"])
def test_names_order_numbers_and_spelling_change_no_verdict(name: str) -> None:
    text = (DOCUMENTS / f"{name}.md").read_text(encoding="utf-8")
    answers = list(unchanged(f"{name}.md", text, RULES))
    assert len({answer.sort for answer in answers}) >= 3
    assert sum(answer.behaved for answer in answers) >= BEHAVING * len(answers)


def test_a_verdict_falls_with_the_words_that_it_rests_on() -> None:
    counts: Counter[tuple[str, bool]] = Counter()
    for name in ("letter-to-sinead", "peak-tram-private-engagement", "quillmark-internal-coaching"):
        text = (DOCUMENTS / f"{name}.md").read_text(encoding="utf-8")
        for answer in taken_back(f"{name}.md", text, RULES, every=2):
            counts[answer.sort, answer.behaved] += 1
    assert counts["deleted", True] >= 20
    assert counts["deleted", True] >= BEHAVING * (counts["deleted", True] + counts["deleted", False])
