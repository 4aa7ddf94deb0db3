"""A data-handling plan in JSON: the same schema, the same verdicts and the same exact places as one in YAML."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from agreementlint.cli.files import gather
from agreementlint.document import Document, Format
from agreementlint.errors import BadConfiguration, Fault
from agreementlint.lint import lint
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.readers.limits import LIMITS
from agreementlint.terms import Kind
from agreementlint.text import FilePlace, place_at
from agreementlint.verdict import name_of

EXAMPLE = Path(__file__).parents[1] / "examples" / "data-handling-plan.yaml"
CORE = '{"controller": {"name": "Hannah"}, "records": [{"name": "Notes"}]%s}'


def read(text: str) -> Document:
    return read_document("plan.json", text.encode())


def faults(text: str) -> list[str]:
    with pytest.raises(BadConfiguration) as wrong:
        read(text)
    return [f"{fault.line}:{fault.column} {fault.message}" for fault in wrong.value.faults if isinstance(fault, Fault)]


def test_a_plan_has_the_same_verdicts_in_json_as_in_yaml() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    rules = load_rules()
    written = json.dumps(YAML(typ="safe").load(text), indent=1, default=str)
    reports = [lint(document, rules) for document in (read_document("a.yaml", text.encode()), read(written))]
    first, second = ({each.rule.id: name_of(each.verdict) for each in report.outcomes} for report in reports)
    assert reports[1].kind is Kind.DATA_PLAN
    assert first
    assert first == second


def test_every_value_is_a_block_with_its_place_in_the_file() -> None:
    document = read(
        '{\n\t"controller": {"name": "Hannah O\\u2019Neill \\ud83d\\ude00"},\n\t"records": [{"name": "A\\/B"}]\n}'
    )
    assert document.format is Format.JSON
    assert document.text.splitlines() == ["controller", "Hannah O’Neill 😀", "records", "A/B"]
    assert place_at(document.pieces, document.text.index("Hannah")) == FilePlace(27, 2, 26)
    assert place_at(document.pieces, document.text.index("records")) == FilePlace(65, 3, 3)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (CORE % ', "recods": 1', '1:68 there is no key "recods" here; did you mean "records"?'),
        (CORE % ', "owner": ""', '1:77 "owner" is empty'),
        (CORE % ', "owner": "a", "owner": "b"', '1:82 the key "owner" is already there, on line 1'),
        ('{"controller": {"name": "Hannah"},\n "records": []}', '2:13 "records" is empty'),
        ('{"controller": {"name": "Hannah"}\n "records": []}', '2:2 this is not sound JSON: a comma or "}" is missing here'),
        ('{"records": ["a" "b"]}', '1:18 this is not sound JSON: a comma or "]" is missing here'),
        ('{"records": [Notes]}', "1:14 this is not sound JSON: a value is missing here; texts stand in double quotation marks"),
        ('{"records": ["a]}', "1:14 this is not sound JSON: a text in quotation marks is missing or broken here"),
        ('{"records" 1}', "1:12 this is not sound JSON: a colon is missing here"),
        ('{"records": 1} x', "1:16 this is not sound JSON: something follows after the end of the plan"),
        ('{"records": ' + "[" * 40, "1:43 this is not sound JSON: the values are nested too deeply"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(text: str, fault: str) -> None:
    assert fault in faults(text)


def test_a_plan_of_too_many_values_is_refused() -> None:
    (fault,) = faults('{"records": [' + "1," * LIMITS.plan_nodes)
    assert "too many values" in fault


def test_half_a_character_becomes_a_sign_for_none() -> None:
    assert "\ufffd" in read(CORE % ', "owner": "a\\ud83d b"').text


def test_in_a_folder_only_json_with_the_keys_of_a_plan_is_read(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "x"}')
    (tmp_path / "plan.json").write_text(CORE % "")
    assert [Path(path).name for path in gather([str(tmp_path)], frozenset({".json"})).paths] == ["plan.json"]
    assert len(gather([str(tmp_path / "package.json")], frozenset({".json"})).paths) == 1
