"""The project keeps its own style: short files, a sentence at the head of each module, and plain names."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
FOLDERS = ("src", "tests", "docs", "examples", "benchmarks", "plugins", "rules", ".ci")
WRITTEN_BY_HAND = {".py", ".md", ".yaml", ".yml", ".toml", ".source", ""}
MODULES = sorted(path for folder in FOLDERS for path in (PROJECT / folder).rglob("*.py"))
TEXTS = sorted(
    path
    for path in [*PROJECT.iterdir(), *(path for folder in FOLDERS for path in (PROJECT / folder).rglob("*"))]
    if path.is_file() and path.suffix in WRITTEN_BY_HAND and path.name not in {"LICENSE", ".coverage", ".git"}
)

# Names that say nothing about the thing they name.
NAMELESS = re.compile(r"(^|_)(utils?|helpers?|commons?|base|managers?|misc)($|_)", re.IGNORECASE)
NAMELESS_VERB = re.compile(r"_?(handle|process|do)_")
NAMELESS_CLASS = re.compile(r"(Utils?|Helper|Base|Manager|Context)$")

# What belongs to somebody's desk or to a registry and not to the project; the brackets keep this file clean.
FOREIGN = re.compile(r"/wor[k]/|/tm[p]/|/hom[e]/|\.\./share[d]|[p]ypi\.org|[i]ndex-url|[C]o-[A]uthored-By")


def named(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def definitions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


@pytest.mark.parametrize("path", [path for path in TEXTS if path.suffix in {".py", ".md"}], ids=named)
def test_a_file_is_shorter_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 400


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_opens_with_one_sentence_that_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring is not None
    opening = " ".join(docstring.split("\n\n")[0].split())
    assert opening.endswith((".", ":"))
    assert not re.search(r"[.!?] [A-Z]", opening)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_functions_and_classes_are_named_after_what_they_are(path: Path) -> None:
    nameless = [path.stem] if NAMELESS.search(path.stem) else []
    for node in definitions(path):
        pattern = NAMELESS_CLASS if isinstance(node, ast.ClassDef) else NAMELESS_VERB
        if pattern.search(node.name) if isinstance(node, ast.ClassDef) else pattern.match(node.name):
            nameless.append(node.name)
    assert nameless == []


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_the_project_speaks_of_itself_alone(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if FOREIGN.search(line)] == []
