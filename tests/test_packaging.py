"""The wheel: what is in it, and that it works away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OFFLINE = ("--quiet", "--disable-pip-version-check", "--no-index", "--no-deps")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", *OFFLINE, "--no-build-isolation", "-w", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("agreementlint-*.whl"))


def test_the_wheel_holds_every_module_every_rule_and_the_schema_and_nothing_else(wheel: Path) -> None:
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    sources = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "agreementlint").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    rules = {
        f"agreementlint/_rules/{path.relative_to(ROOT / 'rules').as_posix()}"
        for path in (ROOT / "rules").rglob("*")
        if path.is_file()
    }
    assert packed == sources | rules
    assert {"agreementlint/py.typed", "agreementlint/reporters/outcomes.schema.json"} <= packed


def test_the_installed_wheel_checks_an_agreement_with_its_own_rules(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", *OFFLINE, "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    (tmp_path / "agreement.md").write_text("# Coaching Agreement\n\nThe coach coaches the client.\n", "utf-8")

    def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8", "XDG_CACHE_HOME": str(tmp_path)},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

    where = run("import agreementlint.packs as packs; print(packs.built_in_folder())").stdout.strip()
    assert where == str(site / "agreementlint" / "_rules")
    program = "import sys; from agreementlint.cli import main; sys.exit(main())"
    checked = run(program, "check", "agreement.md", "--kind", "two_party", "--format", "json")
    assert (checked.returncode, checked.stderr) == (1, "")
    assert '"verdict": "violated"' in checked.stdout


def test_the_command_is_installed_under_its_name(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    name = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert archive.read(name).decode() == "[console_scripts]\nagreementlint = agreementlint.cli:main\n"
