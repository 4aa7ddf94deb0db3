"""The front matter of a Markdown file says what kind of document it is and to which engagement it belongs, typed."""

from __future__ import annotations

import pytest

from agreementlint.document import Document
from agreementlint.errors import BadConfiguration, Fault
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.terms import Kind

TEXT = "# Coaching agreement\n\nThe Coach and the Client agree on six coaching sessions. The Client pays the Coach.\n"
RULES = load_rules()


def read(front: str) -> Document:
    return read_document("agreement.md", f"---\n{front}---\n\n{TEXT}".encode())


def fault(front: str) -> Fault:
    with pytest.raises(BadConfiguration) as caught:
        read(front)
    (only,) = caught.value.faults
    assert isinstance(only, Fault)
    return only


@pytest.mark.parametrize(
    ("front", "kind", "engagement"),
    [
        ("kind: sponsored\nengagement: Meridian 2026\n", Kind.SPONSORED, "Meridian 2026"),
        ("title: x\nkind: 'Two-Party'\n", Kind.TWO_PARTY, ""),
        ("kind: data plan # ours\n", Kind.DATA_PLAN, ""),
        ("title: An agreement\ntags: [a, b]\n", None, ""),
        ("engagement: >\n  Meridian\n  2026\n", None, "Meridian 2026"),
        ("- kind\n- engagement: x\n", None, ""),
    ],
)
def test_kind_and_engagement_are_read_and_other_keys_left_alone(front: str, kind: Kind | None, engagement: str) -> None:
    document = read(front)
    assert (document.stated_kind, document.engagement) == (kind, engagement)
    assert document.text.startswith("Coaching agreement\n")
    assert document.notes == ()


@pytest.mark.parametrize(
    ("front", "line", "column", "message"),
    [
        ("kind: sponserd\n", 2, 7, 'there is no kind "sponserd"; did you mean "sponsored"?'),
        ("title: x\nkind: page\n", 3, 7, 'there is no kind "page"; the kinds are mentor, group'),
        ("kind:\n", 2, 1, '"kind" must be one word'),
        ("kind: [group]\n", 2, 7, '"kind" must be one word'),
        ("engagement:\n  - a\n", 3, 3, '"engagement" must be the name'),
        ("engagement: ''\n", 2, 13, '"engagement" must be the name'),
        ("kind: group\nkind: mentor\n", 3, 1, 'the key "kind" is already there'),
        ("kind: 'group\nx: y\n", 4, 1, "not sound YAML"),
    ],
)
def test_a_mistake_is_named_with_its_place(front: str, line: int, column: int, message: str) -> None:
    found = fault(front)
    assert message in found.message
    assert (found.line, found.column) == (line, column)


def test_front_matter_for_others_may_be_broken() -> None:
    document = read("title: 'An agreement\n  kind of\n")
    assert document.text.startswith("Coaching agreement\n")
    assert document.notes == ("the front matter is not sound YAML; it was left out",)


def test_a_stated_kind_counts() -> None:
    report = lint(read("kind: group\n"), RULES)
    assert (report.kind, report.kind_evidence) == (Kind.GROUP, "the file itself says so")


def test_a_kind_on_the_command_line_counts_before_it_and_the_disagreement_is_noted() -> None:
    report = lint(read("kind: group\n"), RULES, Kind.MENTOR)
    assert report.kind is Kind.MENTOR
    assert any("says of itself that it is group" in note for note in report.document.notes)
    assert lint(read("kind: group\n"), RULES, Kind.GROUP).document.notes == ()
