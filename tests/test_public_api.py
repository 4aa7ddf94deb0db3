"""The public API: what is exposed is what is promised, mypy and stubtest agree with it, and a wrong plugin is caught."""

from __future__ import annotations

import dataclasses
import inspect
import os
import re
import subprocess
import sys
from enum import Enum
from pathlib import Path
from types import ModuleType, UnionType

import pytest

from agreementlint import api, testing
from agreementlint.plugins import API_VERSION

PROJECT = Path(__file__).parents[1]
PROMISED = PROJECT / "tests" / "public_api.txt"
WRONG = PROJECT / "tests" / "wrong_plugin" / "wrong_plugin.py"
EXPECTED = re.compile(r"# error: ([a-z-]+(?:, [a-z-]+)*)$")
FOUND = re.compile(r"^[^:]*wrong_plugin\.py:(\d+): error: .*\[([a-z-]+)\]$", re.MULTILINE)
FIELD = re.compile(r"[\w.]+: ")
# What the standard library and our own way of typing bring into a module's names.
FOREIGN = {"annotations", "replace"}
USED_BY_TESTING = {
    "Kind", "OutcomeVerdict", "Rule", "RuleSet", "gather_plugins", "lint", "load_rules", "load_rules_with", "prove",
    "read_document", "understand", "with_facts",
}  # fmt: skip


# How the words were analysed: what the engine needs and may change, as the documentation says.
NOT_PROMISED = {
    *(f"Agreement.{name}" for name in ("units", "starts", "ends", "stems", "mentions", "stances", "heading_units")),
    *("Agreement.statement_of_unit", "Agreement.introduced_by", "Statement.unit", "Statement.context", "Section.unit"),
    *(
        "Document.words",
        "Document.ranges",
        "FactCheck.forms",
        "FactCheck.faults",
        "FactCheck.with_forms",
        "Facts.forms",
        "Facts.concepts",
        "Fact.form",
    ),
}


def exposed(module: ModuleType) -> set[str]:
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and not isinstance(value, ModuleType) and name not in FOREIGN
    }


def test_what_the_api_exposes_is_what_it_lists() -> None:
    assert exposed(api) == set(api.__all__)
    assert exposed(testing) - USED_BY_TESTING == set(testing.__all__)
    assert list(api.__all__) == sorted(set(api.__all__))


def described(module: ModuleType) -> list[str]:
    """A line for each promised name, and for each of its fields and methods."""
    return [line for name in sorted(module.__all__) for line in _described(f"{module.__name__}.{name}", module, name)]


def _described(path: str, module: ModuleType, name: str) -> list[str]:
    value = getattr(module, name)
    if isinstance(value, UnionType):
        return [f"{path} = {' | '.join(sorted(each.__name__ for each in value.__args__))}"]
    if inspect.isclass(value) and issubclass(value, Enum):
        return [f"{path}.{member.name} = {member.value!r}" for member in value]
    if inspect.isclass(value):
        lines = [f"class {path}"]
        if dataclasses.is_dataclass(value):
            lines += [
                f"{path}.{field.name}: {field.type}{' = ...' if _has_default(field) else ''}"
                for field in dataclasses.fields(value)
                if f"{name}.{field.name}" not in NOT_PROMISED
            ]
        lines += [
            f"{path}.{each}{inspect.signature(method)}"
            for each, method in sorted(vars(value).items())
            if inspect.isfunction(method) and not each.startswith("_") and f"{name}.{each}" not in NOT_PROMISED
        ]
        return lines
    return [f"{path}{inspect.signature(value)}" if inspect.isfunction(value) else f"{path}: {type(value).__name__}"]


def _has_default(field: dataclasses.Field[object]) -> bool:
    return field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING


def test_what_was_promised_is_still_there_as_it_was() -> None:
    """A line that goes or changes breaks plugins: the first number of API_VERSION has to grow.

    What is new may stand; it is promised from the release on that writes it down: python tests/test_public_api.py
    """
    first, *promised = PROMISED.read_text("utf-8").splitlines()
    assert first == f"# API {'.'.join(map(str, API_VERSION))}"
    assert [line for line in promised if line not in now()] == []


def test_a_new_field_of_a_value_that_plugins_make_has_a_default() -> None:
    promised = PROMISED.read_text("utf-8").splitlines()
    known = {line.removeprefix("class ") for line in promised if line.startswith("class ")}
    new = [line for line in now() if line not in promised and FIELD.match(line)]
    assert [line for line in new if line.split(":")[0].rpartition(".")[0] in known and "= ..." not in line] == []


def now() -> list[str]:
    return [*described(api), *described(testing)]


def mypy(*arguments: str) -> str:
    environment = {**os.environ, "MYPYPATH": str(PROJECT / "src")}
    environment["PYTHONPATH"] = str(PROJECT / "src")
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert not done.stderr or "Success" in done.stderr, done.stderr
    return done.stdout


def test_mypy_finds_each_mistake_of_a_wrong_plugin_for_its_reason_and_no_other() -> None:
    said = mypy("mypy", "--strict", "--follow-imports=silent", "--no-error-summary", str(WRONG))
    lines = WRONG.read_text("utf-8").splitlines()
    expected = {
        (number, code)
        for number, line in enumerate(lines, 1)
        if (found := EXPECTED.search(line))
        for code in found[1].split(", ")
    }
    assert {(int(line), code) for line, code in FOUND.findall(said)} == expected, said
    assert len(expected) > 12


def test_stubtest_finds_the_api_at_run_time_as_it_is_typed() -> None:
    said = mypy("mypy.stubtest", "agreementlint.api", "agreementlint.testing", "--mypy-config-file", "pyproject.toml")
    assert said.startswith("Success: no issues found in 2 modules"), said


@pytest.mark.parametrize("package", sorted(path.name for path in (PROJECT / "plugins").iterdir()))
def test_our_own_plugins_use_nothing_but_the_public_api(package: str) -> None:
    modules = [*(PROJECT / "plugins" / package / "src").rglob("*.py")]
    used = {
        name
        for module in modules
        for name in re.findall(r"^(?:from|import) (agreementlint(?:\.[\w.]+)?)\b", module.read_text("utf-8"), re.M)
    }
    assert modules
    assert used == {"agreementlint.api"}


if __name__ == "__main__":
    version = ".".join(map(str, API_VERSION))
    PROMISED.write_text("\n".join([f"# API {version}", *now()]) + "\n", "utf-8")
