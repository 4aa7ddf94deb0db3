"""The class report tells how marks are spread, what each criterion tells and how far markers agree, in plain words."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from agreementlint.cli import main
from agreementlint.grading.classfigures import RaterAgreement, figures_of
from agreementlint.grading.classreport import class_report, class_report_body
from agreementlint.grading.marks import CriterionMark, MarkState, Override, Run, SubmissionMark
from agreementlint.grading.plots import bars, histogram, steps
from agreementlint.grading.rubric import Criterion, Rubric
from agreementlint.grading.submission import Submission, SubmissionKey
from agreementlint.statistics.items import TooFew
from agreementlint.terms import Kind

PROJECT = Path(__file__).parents[1]
TEN = Decimal(10)
RUBRIC = Rubric(
    *("r", 3, "Agreement <one>", Kind.TWO_PARTY),
    (*(Criterion(id, f"Criterion {id}", TEN, ()) for id in "abc"), Criterion("x", "Extra", TEN, (), bonus=True)),
)
RUN = Run("r", 3, "h", "t", "rh", "ih")


def mark(
    number: int, points: dict[str, float | None], manual: dict[str, float] | None = None, open_: bool = False
) -> SubmissionMark:
    """The mark of a submission with these points of ten for each criterion."""
    criteria = tuple(
        CriterionMark(
            *(id, f"Criterion {id}", TEN, None if auto is None else Decimal(str(auto))),
            Decimal(str(manual[id])) if manual and id in manual else None,
            MarkState.NEEDS_REVIEW if open_ else MarkState.OVERRIDDEN if manual else MarkState.AUTO,
            (),
        )
        for id, auto in points.items()
    )
    values = [each.effective for each in criteria]
    final = None if None in values else sum((each for each in values if each is not None), Decimal(0))
    return SubmissionMark(
        Submission(SubmissionKey(f"s{number}"), f"S {number}"), criteria, Decimal(30), final, Decimal(0), final, (), RUN
    )


CLASS = [mark(place, {"a": place / 2, "b": 10 - place / 2, "c": 10 if place > 1 else 9}) for place in range(20)]


def test_marks_are_spread_by_tens_with_quarters_and_mean() -> None:
    found = figures_of([mark(0, {"a": 0, "b": 0, "c": 0}), mark(1, {"a": 10, "b": 10, "c": 10}, open_=True)], RUBRIC)
    assert found.spread is not None
    assert found.spread.bins == (1, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert (found.spread.lowest, found.spread.mean, found.spread.highest) == (0, 50, 100)
    assert found.spread.quarters == (25, 50, 75)
    assert (found.spread.provisional, found.waiting, found.unread) == (1, 1, 0)


def test_what_has_no_mark_is_in_no_figure() -> None:
    found = figures_of([mark(0, {"a": None, "b": 5, "c": 5}), mark(1, {"a": 4, "b": 5, "c": 5})], RUBRIC)
    assert found.spread is not None
    assert found.spread.count == 1
    assert [(each.marked, each.mean_share) for each in found.criteria[:2]] == [(1, 0.4), (2, 0.5)]
    assert figures_of([mark(0, {"a": None, "b": 5, "c": 5})], RUBRIC).spread is None


def test_a_small_class_is_told_that_nothing_more_can_be_said() -> None:
    found = figures_of(CLASS[:19], RUBRIC)
    assert found.too_few == TooFew(19, 20)
    page = class_report(found, RUBRIC)
    assert "With 19 pieces of marked work nothing more can be said" in page
    assert "By fifths" not in page


def test_a_criterion_in_which_strong_work_does_worse_is_to_be_looked_at() -> None:
    weak = [mark(place, {"a": place / 2, "b": 10 - place / 4, "c": place / 2}) for place in range(20)]
    page = class_report(figures_of(weak, RUBRIC), RUBRIC)
    rows = re.findall(r"<tr( class=\"look\")?><th scope=\"row\">(Criterion \w|Extra)</th>.*?<td>([^<]*(?:<strong>.*?)?)</td>"
                      r"</tr>", page)  # fmt: skip
    assert [(bool(look), name) for look, name, _ in rows] == [
        (False, "Criterion a"),
        (True, "Criterion b"),
        (False, "Criterion c"),
        (False, "Extra"),
    ]
    assert "Strong work did worse here than weak work" in rows[1][2]
    assert rows[0][2] == "It tells strong work from weak."
    assert rows[3][2] == "Nobody has a mark here yet."


def test_what_nearly_everybody_or_hardly_anybody_has_is_said() -> None:
    easy = [mark(place, {"a": 10 - place % 2, "b": place % 3, "c": 5 + place % 4}) for place in range(20)]
    page = class_report(figures_of(easy, RUBRIC), RUBRIC)
    assert "Nearly everybody has this." in page
    assert "Hardly anybody has this: was it taught" in page


def test_agreement_with_the_tool_counts_where_a_person_decided() -> None:
    decided = [
        mark(place, {"a": 10 * (place % 2), "b": 5}, {"a": 10 * (place % 2), "b": place % 5}) for place in range(20)
    ]
    a, b, *_ = figures_of(decided, RUBRIC).criteria
    assert a.tool == RaterAgreement(20, 1.0, 1.0, 1.0)
    assert b.tool.compared == 20
    assert b.tool.same == 0.0
    assert b.tool.kappa == pytest.approx(0.0)
    page = class_report(figures_of(decided, RUBRIC), RUBRIC)
    assert "You and the tool agree almost always." in page
    assert "agree little more than by chance" in page


def test_few_decisions_give_a_share_and_no_coefficient() -> None:
    a, *_ = figures_of([mark(0, {"a": 5}, {"a": 5}), mark(1, {"a": 5}, {"a": 7})], RUBRIC).criteria
    assert a.tool == RaterAgreement(2, 0.5, None, None)
    assert "too few decisions" in class_report(figures_of([mark(0, {"a": 5}, {"a": 5})], RUBRIC), RUBRIC)


def decisions(by: str, points: dict[int, float]) -> list[Override]:
    return [Override(SubmissionKey(f"s{key}"), "a", Decimal(str(each)), by, "why") for key, each in points.items()]


def test_two_and_three_markers_are_compared_where_they_decided_the_same_work() -> None:
    mine = [mark(place, {"a": 5}, {"a": 10 * (place % 2)}) for place in range(12)]
    bo = decisions("Bo", {place: 10 * (place % 2) for place in range(12)})
    cy = decisions("Cy", {place: 10 * (place % 2) if place else 10 for place in range(11)})
    two = figures_of(mine, RUBRIC, [bo]).criteria[0].markers
    assert two == RaterAgreement(12, 1.0, 1.0, 1.0)
    three = figures_of(mine, RUBRIC, [bo, cy]).criteria[0].markers
    assert three is not None
    assert three.compared == 12
    assert three.kappa is not None
    assert three.alpha is not None
    assert 0.8 < three.kappa < 1
    assert 0.8 < three.alpha < 1
    assert figures_of(mine, RUBRIC).criteria[0].markers is None
    page = class_report(figures_of(mine, RUBRIC, [bo, decisions("Cy", {})]), RUBRIC, ["Bo", "Cy"])
    assert "those of Bo and Cy" in page
    assert "Nothing was decided by both." in page


def test_the_page_needs_nothing_else_and_shows_words_as_words() -> None:
    page = class_report(figures_of(CLASS, RUBRIC), RUBRIC)
    assert page == class_report(figures_of(CLASS, RUBRIC), RUBRIC)
    assert "Agreement &lt;one&gt;" in page
    assert not re.search(r"<script|<link|src=|url\(|https?:", page)
    assert class_report_body(figures_of(CLASS, RUBRIC), RUBRIC) in page
    assert "You have not decided on anything yourself yet." in page


def test_every_plot_says_its_figures_in_words() -> None:
    assert 'aria-label="Marks. 0 to 50 percent: 1; 50 to 100 percent: 2"' in histogram((1, 2), "Marks")
    drawn = bars([("<b>", 0.5), ("A name that is far too long for its place", None)], "Means")
    assert 'aria-label="Means. &lt;b&gt;: 50 %; A name that is far too long for its place: not marked"' in drawn
    assert "A name that is far too long f…" in drawn
    assert 'aria-label="Line. 0 %, none, 100 %"' in steps((0.0, None, 1.0), "Line")


def test_the_command_writes_the_report_and_compares_another_marker(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("work").mkdir()
    example = (PROJECT / "examples" / "good-two-party.md").read_text(encoding="utf-8")
    Path("work/ann.md").write_text(example, encoding="utf-8")
    main(["grade", "work", "--rubric", "two-party"])
    decided = "- {submission: ann, criterion: confidentiality, points: 3, by: Bo, reason: why}\n"
    Path("bo.yaml").write_text(decided, encoding="utf-8")
    capsys.readouterr()
    assert main(["grade", "report", "--marker", "bo.yaml"]) == 0
    assert "The class report: marks/class.html" in capsys.readouterr().out
    assert "those of Bo" in Path("marks/class.html").read_text(encoding="utf-8")
    assert main(["grade", "report", "--marker", "nobody.yaml"]) == 2
    assert "--marker: there is no file 'nobody.yaml'" in capsys.readouterr().err
