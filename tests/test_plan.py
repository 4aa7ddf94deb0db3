"""A data-handling plan in YAML: what it becomes, and what is said about a wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from agreementlint.cli import main
from agreementlint.document import BlockKind, Document, Format
from agreementlint.errors import BadConfiguration, Fault, UnreadableFile
from agreementlint.plan import DataPlan
from agreementlint.readers import read_document
from agreementlint.readers.from_plan import scalar_passages
from agreementlint.readers.passage import Source
from agreementlint.readers.plan_captions import CAPTIONS
from agreementlint.readers.yaml_tree import Mapping, Scalar, yaml_tree
from agreementlint.terms import Kind
from agreementlint.text import FilePlace, place_at

PLAN = """\
version: 1
title: Data-handling plan of Wren Coaching
controller:
  name: Hannah Okafor
  contact: "hannah@wren.example \\u00b7 1 High Street"
records:
  - name: Session notes
    data: [goals, reflections]
    basis: 'the client''s consent'
    retention: 3 years after the last session
    disposal:
      electronic: deletion
      paper: >
        cross-cut
        shredder
recipients:
  - who: Supervisor
    what: anonymised themes
"""
CORE = "controller: {name: Hannah}\nrecords: [{name: Notes}]\n"


def read(text: str) -> Document:
    return read_document("plan.yaml", text.encode())


def faults(text: str) -> list[str]:
    with pytest.raises(BadConfiguration) as wrong:
        read(text)
    return [f"{fault.line}:{fault.column} {fault.message}" for fault in wrong.value.faults if isinstance(fault, Fault)]


def test_every_value_is_a_block_with_words_that_say_what_it_is() -> None:
    document = read(PLAN)
    assert (document.format, document.stated_kind) == (Format.YAML, Kind.DATA_PLAN)
    sayings = [
        f"{block.caption} {document.text[block.start : block.end]}"
        for block in document.blocks
        if block.kind is not BlockKind.HEADING
    ]
    assert sayings == [
        "The controller, who decides on the personal data and is responsible for it, is Hannah Okafor",
        "The controller can be contacted at hannah@wren.example · 1 High Street",
        "Session notes hold these categories of personal data: goals",
        "Session notes hold these categories of personal data: reflections",
        "The legal basis for Session notes is the client's consent",
        "Session notes are kept for 3 years after the last session",
        "Electronic Session notes are destroyed by deletion",
        "Paper Session notes are destroyed by cross-cut shredder",
        "Personal data is shared with this recipient: Supervisor",
        "The information that Supervisor receives is anonymised themes",
    ]


def test_keys_and_names_of_records_are_headings_and_list_members_are_items() -> None:
    document = read(PLAN)
    headings = [
        (document.text[block.start : block.end], block.level)
        for block in document.blocks
        if block.kind is BlockKind.HEADING
    ]
    assert headings == [
        ("Data-handling plan of Wren Coaching", 1),
        ("controller", 2),
        ("records", 2),
        ("Session notes", 3),
        ("recipients", 2),
    ]
    items = [document.text[block.start : block.end] for block in document.blocks if block.kind is BlockKind.ITEM]
    assert items == ["goals", "reflections"]


def test_values_keep_their_places() -> None:
    document = read(PLAN)
    for words, line, column in (
        ("Hannah Okafor", 4, 9),
        ("client's", 9, 17),
        ("s consent", 9, 25),
        ("shredder", 15, 9),
    ):
        place = place_at(document.pieces, document.text.index(words))
        assert isinstance(place, FilePlace)
        assert (place.line, place.column) == (line, column)


SCALARS = st.text(alphabet="ab'\"\\: é-#\n,[]{}|>&*!%@`~", min_size=1, max_size=20)


@settings(max_examples=200, deadline=None)
@given(SCALARS, st.sampled_from(("'", '"', "|", ">", "")))
def test_the_words_of_a_value_are_those_that_yaml_reads(value: str, style: str) -> None:
    match style:
        case "'":
            written = "'" + value.replace("'", "''").replace("\n", "\n\n  ") + "'"
        case '"':
            written = '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        case "":
            written = value.replace("\n", "\n  ")
        case _:
            written = f"{style}\n  " + value.lstrip().replace("\n", "\n  ")
    source = Source(f"a: {written}\n")
    try:
        tree = yaml_tree("plan.yaml", source)
    except BadConfiguration:
        return
    if not isinstance(tree, Mapping) or "a" not in tree.entries or not isinstance(tree.entries["a"][1], Scalar):
        return
    scalar = tree.entries["a"][1]
    passages = scalar_passages(source, scalar)
    assert " ".join(passage.text for passage in passages).split() == scalar.value.split()
    for passage in passages:
        for start, end, offset in passage.origins:
            assert passage.text[start:end] == source.text[offset : offset + end - start]


def leaves(model: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The keys that lead to each value that a plan may hold."""

    def models(annotation: object) -> list[type[BaseModel]]:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return [annotation]
        return [found for argument in get_args(annotation) for found in models(argument)]

    for name, field in model.model_fields.items():
        parts = models(field.annotation)
        for part in parts:
            yield from leaves(part, (*above, name))
        if not parts or str in [
            kind for argument in get_args(field.annotation) for kind in (argument, *get_args(argument))
        ]:
            yield (*above, name)


def test_every_value_of_the_schema_has_its_words_and_its_description() -> None:
    assert set(leaves(DataPlan)) - {("version",)} <= set(CAPTIONS)
    assert all(phrase.strip() == phrase for phrase in CAPTIONS.values())

    def described(schema: object) -> bool:
        return isinstance(schema, dict) and all(
            isinstance(field, dict) and bool(field.get("description") or "$ref" in field)
            for field in schema.get("properties", {}).values()
        )

    schema = DataPlan.model_json_schema()
    assert described(schema)
    assert all(described(part) for part in schema["$defs"].values())


def test_all_mistakes_are_reported_at_their_places() -> None:
    text = (
        "controller:\n  nam: Hannah\n  contact: {a: b}\nrecords:\n  - name:\n    retension: 3 years\n    retention: 3\n"
        "    data: {x: 1}\n    format: papyrus\n    storage_active: {country: UK}\n  - notes\nai: {use: []}\nowner: [x]\n"
        "version: 2\nreccipients: []\n"
    )
    assert faults(text) == [
        '2:3 there is no key "nam" here; did you mean "name"?',
        '3:12 "contact" must be a text, not keys with values',
        '5:5 "name" has no value',
        '6:5 there is no key "retension" here; did you mean "retention"?',
        '7:16 "retention" is a number without a unit; write for instance "3 years"',
        '8:11 "data" must be a list, not keys with values',
        "9:13 \"format\" must be 'paper' or 'electronic'",
        '10:21 "place" is missing here: place or system, for instance an encrypted drive or a locked cabinet',
        '11:5 entry 2 of "records" must hold keys of its own, not a text',
        '12:11 "use" is empty',
        '13:8 "owner" must be a text, not a list',
        '14:10 "version" must be 1',
        '15:1 there is no key "reccipients" here; did you mean "recipients"?',
    ]


def test_a_fault_shows_its_line() -> None:
    with pytest.raises(BadConfiguration) as wrong:
        read("controller: {name: Hannah}\nrecords: [{nme: Notes}]\n")
    assert str(wrong.value) == (
        'plan.yaml:2:12: there is no key "nme" here; did you mean "name"?\n    records: [{nme: Notes}]\n'
        + " " * 15
        + "^"
    )


def test_what_is_required_is_asked_for() -> None:
    assert faults("controller: {name: Hannah}\n") == [
        '1:1 "records" is missing here: the records that are kept, one entry for each sort'
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (CORE + "owner: a\nowner: b\n", '4:1 the key "owner" is already there, on line 3'),
        (CORE + "owner: &x a\ntitle: *x\n", "3:8 names for values (&) are not supported in a plan"),
        (CORE + "title: *x\n", "3:8 references (*) are not supported in a plan; write the value out"),
        (CORE + "owner: !!python/name:os.system a\n", "3:8 tags (tag:yaml.org,2002:python/name:os.system) are not"),
        (CORE + "owner: [a\n", "4:1 this is not sound YAML"),
        (CORE + "---\nowner: a\n", "3:1 a plan is one YAML document"),
        (CORE + "owner: " + "[" * 200 + "]" * 200 + "\n", "3:38 nested too deeply"),
    ],
)
def test_repeated_keys_references_tags_and_broken_yaml_are_refused(text: str, fault: str) -> None:
    assert faults(text)[0].startswith(fault)


def test_an_alias_bomb_is_refused_at_once() -> None:
    bomb = (
        CORE
        + "a: &a [x, x]\n"
        + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20))
    )
    assert any("references (*) are not supported" in fault for fault in faults(bomb))


@pytest.mark.parametrize("text", ["services:\n  web: {image: x}\nversion: 3\n", "- a\n- b\n", "just text\n", "a: [b\n"])
def test_yaml_that_is_no_plan_is_refused_with_advice(text: str) -> None:
    with pytest.raises(UnreadableFile, match="not a data-handling plan") as refused:
        read(text)
    assert "controller" in refused.value.advice


def test_a_broken_line_of_a_plan_is_shown_with_a_mark_under_the_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text("owner: A\ncontroller:\n  nam: B\nrecords:\n- name: notes\n", encoding="utf-8")
    assert main(["check", "plan.yaml"]) == 3
    shown = capsys.readouterr().out.splitlines()
    at = shown.index('  plan.yaml:3:3: there is no key "nam" here; did you mean "name"?')
    assert shown[at + 1 : at + 3] == ["        nam: B", "        ^"]
