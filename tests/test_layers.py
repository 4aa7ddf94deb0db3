"""Imports inside agreementlint go down the layers only, those in functions and for types included."""

from __future__ import annotations

import ast
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "agreementlint"
ROOT = SOURCE.name

# The modules and packages directly under agreementlint, lowest first. A name may import what stands on
# a line above its own; two names on one line do not know each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("values",),
    ("__init__", "terms", "text", "errors", "latepattern", "plan", "suggestion"),
    ("workers", "exchange", "statistics", "cachefolder", "ourpickles", "sealing"),
    ("resultcache",),
    ("document", "similarity"),
    ("readers", "language", "config"),
    ("agreement",),
    ("verdict",),
    ("rule",),
    ("profile",),
    ("engine",),
    ("checks", "ruleset"),
    ("checkfile",),
    ("rulefile", "profilefile"),
    ("rulecache", "ruleyaml", "tomlplaces"),
    ("yamlplaces",),
    ("ruletypes", "configfile", "profiles"),
    ("packs", "waiver"),
    ("report", "rulestart", "standing", "drafting"),
    ("soundness",),
    ("lint", "conclusion", "reach", "comparison", "fingerprint", "inline_waivers"),
    ("waivers", "waiverfile", "baseline"),
    ("baselinefile",),
    ("cases", "reporters"),
    ("coverage", "ruledocs", "plugins", "review"),
    ("grading",),
    ("schemas", "gradebook"),
    ("configs",),
    ("web",),
    ("api", "testing", "cli"),
)

# Each outside library and the only names that may know it. Rules and plans are two doors for data from
# outside, hence pydantic and ruamel on both sides.
HOMES = {
    "argcomplete": {"cli"},
    "nupunkt": {"language"},
    "Stemmer": {"language"},
    "charset_normalizer": {"readers"},
    "jinja2": {"reporters"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "anyio": {"web"},
    "lxml": {"grading", "readers", "review"},
    "sqlalchemy": {"gradebook"},
    "xlsxwriter": {"exchange"},
    "markdown_it": {"readers"},
    "pypdf": {"review"},
    "pypdfium2": {"readers"},
    "rich": {"reporters", "cli"},
    "pluggy": {"plugins"},
    "watchfiles": {"cli"},
    "pydantic": {
        "baselinefile",
        "waiverfile",
        "plan",
        "schemas",
        "readers",
        "checkfile",
        "rulefile",
        "ruletypes",
        "profilefile",
        "profiles",
        "configfile",
        "configs",
        "drafting",
        "gradebook",
        "grading",
        "plugins",
    },
    "pydantic_core": {"plugins", "readers", "ruletypes"},
    "ruamel": {
        "baselinefile",
        "waiverfile",
        "readers",
        "ruletypes",
        "ruleyaml",
        "coverage",
        "profiles",
        "yamlplaces",
        "configs",
        "drafting",
        "grading",
    },
}
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def module_name(path: Path, root: Path) -> str:
    parts = path.relative_to(root.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path, SOURCE): path for path in sorted(SOURCE.rglob("*.py"))}


def imported(tree: ast.AST, module: str, is_package: bool, modules: frozenset[str]) -> set[str]:
    """The modules of this package that `module` imports, wherever in the file it does so."""
    found = set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")
            if not is_package:
                above = above[:-1]
            above = above[: len(above) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                whole = f"{source}.{alias.name}"
                found.add(whole if whole in modules else source)
    return {name for name in found if name.split(".")[0] == ROOT} - {module}


def component(module: str) -> str:
    """The name directly under agreementlint that a module belongs to."""
    return module.split(".")[1] if "." in module else "__init__"


def upward(module: str, targets: set[str]) -> list[str]:
    mine = component(module)
    return [
        f"{module} imports {target}"
        for target in sorted(targets)
        if component(target) != mine and LEVEL.get(component(target), 0) >= LEVEL.get(mine, len(LAYERS))
    ]


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return imported(tree, module_name(path, SOURCE), path.name == "__init__.py", frozenset(MODULES))


def test_every_module_has_its_place_in_the_table_of_layers() -> None:
    assert {component(module) for module in MODULES} <= set(LEVEL)


def test_no_module_imports_from_its_own_level_or_above() -> None:
    assert [line for module, path in MODULES.items() for line in upward(module, imports_of(path))] == []


def test_no_two_modules_import_each_other_even_by_way_of_others() -> None:
    try:
        TopologicalSorter({module: imports_of(path) for module, path in MODULES.items()}).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(error.args[1]))


@pytest.mark.parametrize("module", MODULES)
def test_an_outside_library_is_known_only_where_it_has_its_home(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}
    outside = {name.split(".")[0] for name in names} - sys.stdlib_module_names - {ROOT}
    assert {name for name in outside if component(module) not in HOMES.get(name, set())} == set()


@pytest.mark.parametrize(
    "code",
    [
        "import agreementlint.cli",
        "from agreementlint import cli",
        "from agreementlint.cli import main",
        "from .cli import main",
        "def late():\n    from agreementlint.cli import main",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from agreementlint.cli import main",
    ],
)
def test_an_import_of_the_command_line_by_a_lower_layer_is_seen_however_it_is_written(code: str) -> None:
    found = imported(ast.parse(code), "agreementlint.document", False, frozenset({"agreementlint.cli"}))
    assert upward("agreementlint.document", found) == ["agreementlint.document imports agreementlint.cli"]


def test_two_names_on_one_level_may_not_know_each_other() -> None:
    assert upward("agreementlint.readers", {"agreementlint.language"}) != []
