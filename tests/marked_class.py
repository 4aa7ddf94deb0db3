"""A small class that was marked: two agreements, one that nobody can read, and one with a clause that nobody sees."""

from __future__ import annotations

from pathlib import Path

from every_container import para, run, word_file

from agreementlint.cli import main

ROOT = Path(__file__).parents[1]

SECRET = "Records are kept for seven years after the last session and then shredded."


def mark_class(folder: Path) -> Path:
    """Marks the class and gives the folder of its marks."""
    work = folder / "work"
    work.mkdir()
    examples = ROOT / "examples"
    (work / "ann.md").write_bytes((examples / "good-two-party.md").read_bytes())
    (work / "bob.md").write_bytes((examples / "weak-internal.md").read_bytes())
    (work / "cy <script>.pdf").write_bytes(b"%PDF-1.7 broken")
    said = (
        'Coaching Agreement between Dee Ray (the "Coach") and Eve Lee (the "Client"). The Coach coaches the Client. '
        * 3
    )
    (work / "dee.docx").write_bytes(word_file(para(run(said)) + para(run(SECRET, '<w:color w:val="FFFFFF"/>'))))
    main(["grade", str(work), "--rubric", "two-party", "--into", str(folder / "marks")])
    return folder / "marks"
