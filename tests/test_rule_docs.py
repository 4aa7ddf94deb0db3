"""The reference of rules under docs/rules: current, whole, and with links that lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agreementlint.cli import main
from agreementlint.packs import load_rules
from agreementlint.ruledocs import INDEX, rule_pages

FOLDER = Path(__file__).parents[1] / "docs" / "rules"
PAGES = rule_pages(load_rules())


def test_the_reference_is_current() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    changed = sorted(name for name in PAGES.keys() | there.keys() if PAGES.get(name) != there.get(name))
    assert changed == [], "write it anew: agreementlint rules docs"


def test_every_rule_has_a_page_that_the_index_leads_to() -> None:
    links = set(re.findall(r"\]\(([\w-]+\.md)\)", PAGES[INDEX]))
    assert links == PAGES.keys() - {INDEX}


@pytest.mark.parametrize(
    "heading", ["Passes", "Why it matters", "What to do", "Authorities", "What passes", "What does not"]
)
def test_every_page_has_its_parts(heading: str) -> None:
    without = [name for name, text in PAGES.items() if name != INDEX and f"\n## {heading}" not in text]
    assert without == []


RULE = """title: Old <b>rule</b>
severity: info
kinds: [two_party]
subject: it
passes_when: Says it.
why: It matters.
advice: Say it.
model_clause: "{coach} says it."
since: "0.2"
formerly: [ancient-rule]
deprecated: {since: "0.3", replaced_by: [new-rule], why: said better}
check: {states: {act: spoken-of}}
cases:
  held: [The thing is spoken of.]
  violated:
  - text: |-
      Two lines
      of text
    why: nothing of it
"""


def test_a_page_shows_a_rule_that_has_had_its_day_and_reads_nothing_as_markup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AGREEMENTLINT_CACHE_DIR", str(tmp_path / "cache"))
    mine = tmp_path / "mine"
    (mine / "talk").mkdir(parents=True)
    (mine / "lexicon").mkdir()
    (mine / "lexicon" / "talk.yaml").write_text("- concept: spoken-of\n  phrases: [spoken of]\n", "utf-8")
    (mine / "talk" / "old-rule.yaml").write_text(RULE, "utf-8")
    plain = "\n".join(line for line in RULE.splitlines() if not line.startswith(("formerly", "deprecated")))
    (mine / "talk" / "new-rule.yaml").write_text(plain, "utf-8")
    assert main(["rules", "docs", "mine", "--alone", "--output", "pages"]) == 0
    page = (tmp_path / "pages" / "old-rule.md").read_text("utf-8")
    assert "# Old \\<b\\>rule\\</b\\>" in page
    assert "**Deprecated.** It is no longer checked; use [new-rule](new-rule.md)." in page
    assert "Formerly `ancient-rule`." in page
    assert "since version 0.2" in page
    assert "- Two lines\\\n  of text *(nothing of it)*" in page
    (tmp_path / "pages" / "notes.md").write_text("My own page\n", "utf-8")
    (mine / "talk" / "new-rule.yaml").write_text(plain.replace("It matters", "It counts"), "utf-8")
    assert main(["rules", "docs", "mine", "--alone", "--output", "pages", "--check"]) == 1
    assert "new-rule.md is not current" in capsys.readouterr().err
    (mine / "talk" / "old-rule.yaml").unlink()
    assert main(["rules", "docs", "mine", "--alone", "--output", "pages"]) == 0
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["index.md", "new-rule.md", "notes.md"]
    assert main(["rules", "docs", "mine", "--alone", "--output", "pages", "--check"]) == 0


def test_a_folder_without_rules_has_no_reference(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["rules", "docs", str(tmp_path / "empty"), "--output", str(tmp_path / "pages")]) == 4
