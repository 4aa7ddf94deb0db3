"""Every branch of a rule that is shipped is fired by one of its cases, every concept is used, every phrase has a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from agreementlint.cli import main
from agreementlint.coverage import coverage, proved_examples, uncovered_branches, unmatched_phrases, unused_concepts
from agreementlint.packs import built_in_folder, load_rules
from agreementlint.rule import Rule

RULESET = load_rules()
LEXICON = """- concept: secrecy
  phrases: [confidential, hush]
- concept: forever
  phrases: [for ever]
- concept: silence
  includes: [forever]
"""
RULE = """title: A rule
severity: error
kinds: [two_party]
subject: secrecy
passes_when: It is said.
why: It matters.
advice: Say it.
model_clause: It is said.
check:
  any:
  - states: {act: secrecy}
  - all:
    - states: {act: secrecy}
    - states: {act: not secrecy}
cases:
  held: [All is confidential.]
  violated: [Nothing much.]
  gaps: [Nothing is confidential.]
"""


@pytest.mark.parametrize("rule", RULESET.rules, ids=lambda rule: str(rule.id))
def test_every_branch_of_a_rule_is_fired_by_one_of_its_cases(rule: Rule) -> None:
    assert [f"{each.path}:{each.line}: {each.what}" for each in uncovered_branches(rule, RULESET)] == []


def test_every_concept_is_used_by_a_rule_or_a_fact() -> None:
    assert [each.what for each in unused_concepts(RULESET, built_in_folder())] == []


def test_every_phrase_of_the_lexicon_stands_in_a_text_of_ours() -> None:
    wordings = Path(__file__).parent.parent / "training" / "wordings"
    unmatched = unmatched_phrases(RULESET, built_in_folder(), wordings)
    assert [f"{each.path}:{each.line}: {each.what}" for each in unmatched] == []


def test_every_concept_is_found_in_its_examples() -> None:
    examples = proved_examples(RULESET.lexicon, built_in_folder())
    assert [f"{each.path}:{each.line}: {each.text}" for each in examples if not each.heard] == []


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AGREEMENTLINT_CACHE_DIR", str(tmp_path / "cache"))
    for name, text in (("lexicon/words.yaml", LEXICON), ("family/a-rule.yaml", RULE)):
        (tmp_path / "rules" / name).parent.mkdir(parents=True)
        (tmp_path / "rules" / name).write_text(text, encoding="utf-8")
    return tmp_path / "rules"


def test_what_nothing_proves_is_found_where_it_stands(rules: Path) -> None:
    found = coverage(load_rules([rules]), rules)
    assert [(Path(each.path).name, each.line, each.what) for each in found.branches] == [
        ("a-rule.yaml", 14, "a-rule: check, any 2, all 2")
    ]
    assert [(each.line, each.what.partition(":")[0]) for each in found.concepts] == [(3, "forever"), (5, "silence")]
    assert [(each.line, each.what) for each in found.phrases] == [(2, "secrecy: hush"), (4, "forever: for ever")]


def test_a_training_wording_proves_a_phrase(rules: Path, tmp_path: Path) -> None:
    (tmp_path / "wordings.yaml").write_text("- {rule: a-rule, wordings: ['Hush!'], near_misses: [{text: For ever}]}\n")
    assert coverage(load_rules([rules]), rules, tmp_path).phrases == ()


def test_coverage_that_is_not_whole_fails(rules: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "test", str(rules), "--coverage"]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "a-rule: check, any 2, all 2; no case makes it fire" in shown
    assert "1 branch without a case, 2 concepts without a use, 2 phrases without a text" in shown


def test_a_phrase_that_no_text_has_fails_until_an_example_has_it(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lexicon, rule = rules / "lexicon" / "words.yaml", rules / "family" / "a-rule.yaml"
    lexicon.write_text("- concept: secrecy\n  phrases: [confidential, hush ... not]\n", encoding="utf-8")
    rule.write_text(rule.read_text(encoding="utf-8").replace("not secrecy", "any secrecy"), encoding="utf-8")
    assert main(["rules", "test", str(rules), "--coverage"]) == 1
    assert "secrecy: hush ... not" in capsys.readouterr().out
    with lexicon.open("a", encoding="utf-8") as file:
        file.write("  examples: [Hush! Do not tell., 'Hush, do not tell.']\n")
    assert main(["rules", "test", str(rules), "--coverage"]) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "words.yaml:3: no phrase of secrecy is in this example of it “Hush! Do not tell.”" in shown
    assert "1 rule, 7 cases, 2 examples, 1 failed" in shown
    assert "secrecy: hush" not in shown
    lexicon.write_text(lexicon.read_text(encoding="utf-8").replace("Hush! Do not tell., ", ""), encoding="utf-8")
    assert main(["rules", "test", str(rules), "--coverage"]) == 0
