"""The JSON Schemas that editors use: current, accepting our own files, and refusing what the program refuses."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from agreementlint import schemas
from agreementlint.cli import main
from agreementlint.schemas import SCHEMAS, Schema, by_name, made, shipped

PROJECT = Path(__file__).parents[1]
LISTING = re.compile(r"^```\w+\n# file: (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What only people write.
WRITTEN = {
    "overrides.yaml": "- {submission: a.docx, criterion: limits, points: 2, by: Ida, reason: it stands in the annex}\n"
}
WRITING = """init
baseline write weak-internal.md
waive weak-sponsored.pdf unfilled-placeholder --reason "we fill it in by hand" --by "Ida Holm"
draft --answers answers.yaml --suggested --output draft.md --save-answers all-answers.yaml
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the program itself writes, and with the files that the documentation tells to write."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in LISTING.findall("".join(page.read_text("utf-8") for page in (PROJECT / "docs").glob("*.md"))):
        (folder / "shown" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "shown" / name).write_text(text, "utf-8")
    shutil.copytree(PROJECT / "examples", folder, dirs_exist_ok=True)
    shutil.copy(folder / "shown" / "answers.yaml", folder)
    for name, text in WRITTEN.items():
        (folder / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as moved:
        moved.chdir(folder)
        for line in WRITING.splitlines():
            assert main(shlex.split(line)) == 0, line
    return folder


def files_for(schema: Schema, desk: Path) -> Iterator[Path]:
    """The files that a schema is for: the project's, and those of a desk."""
    match schema.name:
        case "rule":
            for path in sorted((PROJECT / "rules").glob("*/*.yaml")):
                if path.parent.name not in ("lexicon", "facts", "profiles", "draft", "rubrics"):
                    yield path
        case "plan":
            yield PROJECT / "examples" / "data-handling-plan.yaml"
        case "profile":
            yield from sorted((PROJECT / "rules" / "profiles").glob("*.yaml"))
            yield desk / "shown" / "house-rules.yaml"
        case _:
            for pattern in schema.files:
                yield from sorted(path for folder in (PROJECT, desk, desk / "shown") for path in folder.glob(pattern))


def validator(name: str) -> Draft202012Validator:
    schema = json.loads(shipped(by_name()[name]))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_a_schema_is_current(schema: Schema) -> None:
    assert shipped(schema) == made(schema), "write it anew: agreementlint schema --write"


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
def test_a_schema_accepts_every_file_of_our_own(schema: Schema, desk: Path) -> None:
    reader = YAML(typ="safe", pure=False)
    check = validator(schema.name)
    paths = list(files_for(schema, desk))
    assert paths, "there is no file to try this schema on: have one written above"
    for path in paths:
        errors = [error.message for error in check.iter_errors(reader.load(path.read_text(encoding="utf-8")))]
        assert errors == [], path.name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rule", "title: Only a title\n"),
        ("lexicon", "- concept: Not A Name\n"),
        ("lexicon", "- concept: fine\n  phrase: [a]\n"),
        ("facts", "- fact: retention\n  means: x\n  parts: {period: years}\n  needs: [period]\n"),
        ("placeholders", "- placeholder: name\n  sort: colour\n  means: x\n"),
        ("plan", "controller: {name: Ida}\nrecrds: []\n"),
        ("config", "severities: {fees-stated: of}\n"),
        ("waivers", "- {rule: fees-stated, path: a.md, reason: free}\n"),
        ("overrides", "- {submission: a.docx, criterion: limits, points: 2}\n"),
        ("baseline", '{"version": 2, "findings": []}\n'),
        ("baseline", '{"version": 1, "findings": [{"path": "a.md", "rule": "fees-stated", "count": 0}]}\n'),
    ],
)
def test_a_schema_refuses_what_is_wrong(name: str, text: str) -> None:
    assert not validator(name).is_valid(YAML(typ="safe").load(text))


def test_a_schema_is_printed_by_its_name_as_it_is_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "rule"]) == 0
    assert capsys.readouterr().out == shipped(by_name()["rule"])


def test_without_a_name_the_schemas_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    said = capsys.readouterr().out
    assert all(schema.name in said for schema in SCHEMAS)


def test_a_schema_that_there_is_not_is_told_with_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "rles"]) == 2
    assert "Did you mean 'rule'?" in capsys.readouterr().err


def test_the_schemas_are_written_anew_as_they_are_shipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {schema.name: shipped(schema) for schema in SCHEMAS}
    monkeypatch.setattr(schemas, "__file__", str(tmp_path / "schemas.py"))  # others read the real ones meanwhile
    assert main(["schema", "--write"]) == 0
    assert capsys.readouterr().out.splitlines() == [str(schema.path) for schema in SCHEMAS]
    assert all(tmp_path in schema.path.parents for schema in SCHEMAS)
    assert {schema.name: shipped(schema) for schema in SCHEMAS} == before
