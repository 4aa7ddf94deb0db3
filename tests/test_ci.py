"""The hooks, the action and the job that are shipped do in a CI service what they say, run here as the service would."""

from __future__ import annotations

import os
import re
import shutil
import site
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import junitparser
import pytest
from ruamel.yaml import YAML

PROJECT = Path(__file__).parents[1]
BASH = shutil.which("bash")
GIT = shutil.which("git")
BLOCK = re.compile(r"^```yaml\n(# file: (\S+)\n.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = {name: text for text, name in BLOCK.findall((PROJECT / "docs" / "ci.md").read_text(encoding="utf-8"))}
OPENING = (
    "# Coaching Agreement\n\nThis coaching agreement is made between the Coach and the Client. The coach coaches.\n\n"
)
GOOD = OPENING + "## Confidentiality\n\nThe coach may disclose information where a court order requires it.\n"
WEAK = OPENING + "## Fees\n\nThe client pays the coach EUR 90 for each session.\n"
CONFIGURATION = "select: [limit-law-or-court]\n"

needs_bash = pytest.mark.skipif(BASH is None or sys.platform == "win32", reason="no bash: the steps are not run")
needs_git = pytest.mark.skipif(GIT is None or sys.platform == "win32", reason="no git: pre-commit is not run")

# pip builds and installs the project itself, but takes what it depends on from here: nothing is downloaded.
OFFLINE = {
    "PIP_NO_INDEX": "1",
    "PIP_NO_DEPS": "1",
    "PIP_NO_BUILD_ISOLATION": "0",  # which says, in pip's way, that there is to be none
    "PYTHONPATH": os.pathsep.join(site.getsitepackages()),
}


def schema_says(name: str, file: Path) -> str:
    """What check-jsonschema says of a file by one of the published schemas that it ships; empty where it is valid."""
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{name}", str(file)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def pre_commit(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def git(folder: Path, *arguments: str) -> None:
    assert GIT is not None
    words = [GIT, "-c", "user.name=A Tester", "-c", "user.email=tester@mail.example", *arguments]
    subprocess.run(words, cwd=folder, check=True, capture_output=True)


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# ----------------------------------------------------------------------------------------------------------- schemas


@pytest.mark.parametrize(
    ("schema", "name"), [("github-actions", "action.yml"), ("gitlab-ci", "ci/agreementlint.gitlab-ci.yml")]
)
def test_what_is_shipped_follows_the_published_schema(schema: str, name: str) -> None:
    assert schema_says(schema, PROJECT / name) == ""


@pytest.mark.parametrize(
    ("schema", "name"),
    [("github-workflows", ".github/workflows/agreements.yml"), ("gitlab-ci", ".gitlab-ci.yml")],
)
def test_what_the_documentation_gives_to_copy_follows_the_published_schema(
    tmp_path: Path, schema: str, name: str
) -> None:
    assert schema_says(schema, put(tmp_path / name, SHOWN[name])) == ""


def test_a_wrong_action_does_not_follow_the_schema(tmp_path: Path) -> None:
    wrong = (PROJECT / "action.yml").read_text("utf-8").replace("      shell: bash\n", "", 1)
    assert "shell" in schema_says("github-actions", put(tmp_path / "action.yml", wrong))


def test_pre_commit_accepts_the_hooks_and_the_configuration_that_is_shown(tmp_path: Path) -> None:
    assert pre_commit(PROJECT, "validate-manifest", ".pre-commit-hooks.yaml").returncode == 0
    shown = put(tmp_path / "config.yaml", SHOWN[".pre-commit-config.yaml"])
    assert pre_commit(tmp_path, "validate-config", str(shown)).returncode == 0


# -------------------------------------------------------------------------------------------------------- pre-commit


@needs_git
def test_pre_commit_installs_the_hook_and_checks_what_is_committed(tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    for name in ("src", "rules"):
        shutil.copytree(PROJECT / name, hooks / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(PROJECT / name, hooks / name)
    git(hooks, "init", "-q")
    git(hooks, "add", "-A")
    git(hooks, "commit", "-q", "-m", "the hooks")
    git(hooks, "tag", "v1")

    mine = tmp_path / "my agreements"
    text = SHOWN[".pre-commit-config.yaml"]
    text = re.sub(r"repo: .*", f"repo: {hooks}", text, count=1)
    text = re.sub(r"rev: .*", "rev: v1", text, count=1)
    put(mine / ".pre-commit-config.yaml", text)
    put(mine / "agreementlint.yaml", CONFIGURATION)
    put(mine / "notes.md", WEAK)  # not in the folder that the hook is for
    weak = put(mine / "agreements" / "März – eins.md", WEAK)
    git(mine, "init", "-q")
    git(mine, "add", "-A")

    # What pre-commit keeps of earlier runs is a folder of its own; its copy of pip is in the one that runs it.
    environment = {**OFFLINE, "PRE_COMMIT_HOME": str(tmp_path / "home"), "COLUMNS": "80"}
    done = pre_commit(mine, "run", **environment)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "agreements/März – eins.md" in done.stdout
    assert "limit-law-or-court" in done.stdout
    assert "notes.md" not in done.stdout

    weak.write_text(GOOD, encoding="utf-8")
    git(mine, "add", "-A")
    done = pre_commit(mine, "run", **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


# ------------------------------------------------------------------------------------------------- the action's steps


ACTION = YAML(typ="safe").load(PROJECT / "action.yml")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}


def inputs(**given: str) -> dict[str, str]:
    """The environment that the runner makes of the inputs: what is given, else the defaults of the action."""
    values = {name: str(each["default"]) for name, each in ACTION["inputs"].items()}
    values |= {name.replace("_", "-"): value for name, value in given.items()}
    environment = {}
    for variable, expression in STEPS["Check agreements"]["env"].items():
        found = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", expression)
        assert found is not None
        environment[variable] = values[found[1]]
    assert len(environment) == len(values)
    return environment


def run_step(name: str, folder: Path, runner: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A step as the runner runs it: its script in a file, bash told to stop at the first failure."""
    assert BASH is not None
    runner.mkdir(exist_ok=True)
    script = put(runner / "step.sh", STEPS[name]["run"])
    files = {each: str(runner / each) for each in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
    for each in files.values():
        Path(each).touch()
    return subprocess.run(
        [BASH, "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
        cwd=folder,
        env={**os.environ, **files, "RUNNER_TEMP": str(runner), "GITHUB_ACTION_PATH": str(PROJECT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with a command agreementlint, which is the one under test."""
    code = "import sys; from agreementlint.cli import main; sys.exit(main())"
    command = put(tmp_path / "bin" / "agreementlint", f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n')
    command.chmod(0o755)
    return command.parent


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    put(folder / "agreementlint.yaml", CONFIGURATION)
    put(folder / "my drafts" / "weak.md", WEAK)
    put(folder / "good.md", GOOD)
    return folder


def on_path(program: Path, environment: Mapping[str, str]) -> dict[str, str]:
    return {**environment, "PATH": f"{program}{os.pathsep}{os.environ['PATH']}"}


def test_no_input_is_written_into_a_script_of_the_action() -> None:
    assert [name for name, step in STEPS.items() if "${{" in step["run"]] == []


@needs_bash
def test_the_action_annotates_sums_up_writes_what_is_asked_for_and_ends_with_the_status(
    tmp_path: Path, program: Path, repository: Path
) -> None:
    given = inputs(paths="my drafts\r\ngood.md\n", sarif="out.sarif", junit="a b/junit.xml")
    runner = tmp_path / "runner"
    done = run_step("Check agreements", repository, runner, on_path(program, given))
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=my drafts/weak.md,title=Limit%3A law%2C court order%2C subpoena")
    assert "| my drafts/weak.md |" in (runner / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    assert (runner / "GITHUB_OUTPUT").read_text("utf-8") == "status=1\n"
    assert '"my%20drafts/weak.md"' in (repository / "out.sarif").read_text("utf-8")
    assert (repository / "a b" / "junit.xml").exists()


@needs_bash
def test_the_action_passes_where_nothing_must_be_put_right(tmp_path: Path, program: Path, repository: Path) -> None:
    done = run_step("Check agreements", repository, tmp_path / "runner", on_path(program, inputs(paths="good.md")))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "runner" / "GITHUB_OUTPUT").read_text("utf-8") == "status=0\n"


@needs_bash
@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"paths": ""}, 2, "the input paths is empty"),
        ({"paths": "nowhere"}, 2, "there is no file or folder 'nowhere'"),
        ({"paths": "--version"}, 2, "there is no file or folder '--version'"),
        ({"strict": "yes"}, 2, "the input strict is true or false"),
        ({"fail_on": "errors"}, 2, "invalid choice"),
        ({"profile": "essentail"}, 2, "essential"),
        ({"paths": "$(touch owned)\n`touch owned`\n; touch owned"}, 2, "there is no file or folder '$(touch owned)'"),
    ],
)
def test_a_wrong_input_of_the_action_never_passes_and_is_never_run(
    tmp_path: Path, program: Path, repository: Path, given: dict[str, str], status: int, said: str
) -> None:
    done = run_step("Check agreements", repository, tmp_path / "runner", on_path(program, inputs(**given)))
    assert done.returncode == status
    assert said in done.stdout + done.stderr
    assert not (repository / "owned").exists()


@needs_bash
def test_the_action_installs_itself_and_puts_its_command_on_the_path(tmp_path: Path) -> None:
    runner = tmp_path / "a runner"
    first = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = run_step("Install agreementlint", tmp_path, runner, {**OFFLINE, "PATH": first})
    assert done.returncode == 0, done.stdout + done.stderr
    command = Path((runner / "GITHUB_PATH").read_text("utf-8").strip()) / "agreementlint"
    said = subprocess.run(
        [command, "--version"], capture_output=True, text=True, check=True, env={**os.environ, **OFFLINE}
    )
    assert said.stdout.startswith("agreementlint ")


# -------------------------------------------------------------------------------------------------- the job for GitLab


def run_job(folder: Path, program: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The script of the job, line by line in one shell; what it would install is there already."""
    job = YAML(typ="safe").load(PROJECT / "ci" / "agreementlint.gitlab-ci.yml")["agreementlint"]
    put(program / "python3", "#!/bin/sh\nexit 0\n").chmod(0o755)
    (folder / ".agreementlint").mkdir(exist_ok=True)
    if not (folder / ".agreementlint" / "bin").exists():
        (folder / ".agreementlint" / "bin").symlink_to(program)
    put(program / "python", "#!/bin/sh\nexit 0\n").chmod(0o755)
    script = put(folder.parent / "job.sh", "set -e\n" + "\n".join(job["script"]))
    environment = on_path(program, {**os.environ, **job["variables"], **variables})
    return subprocess.run(
        ["sh", str(script)], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@needs_bash
def test_the_job_writes_the_reports_that_it_hands_to_gitlab(program: Path, repository: Path) -> None:
    job = YAML(typ="safe").load(PROJECT / "ci" / "agreementlint.gitlab-ci.yml")["agreementlint"]
    variables = {"AGREEMENTLINT_PACKAGE": "x", "AGREEMENTLINT_PATHS": "my drafts\ngood.md"}
    done = run_job(repository, program, **variables)
    assert done.returncode == 1, done.stderr
    artifacts = [*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()]
    assert [name for name in artifacts if not (repository / name).is_file()] == []
    parsed = junitparser.JUnitXml.fromfile(str(repository / job["artifacts"]["reports"]["junit"]))
    assert parsed.failures == 1
    quiet = run_job(repository, program, **variables, AGREEMENTLINT_OPTIONS="--quiet\n--kind=two_party")
    assert quiet.stdout.startswith("my drafts/weak.md: ")
    assert run_job(repository, program, **variables, AGREEMENTLINT_OPTIONS="--fail-on=oops").returncode == 2


@needs_bash
def test_the_job_fails_where_it_is_not_told_what_to_install(program: Path, repository: Path) -> None:
    done = run_job(repository, program)
    assert done.returncode == 2
    assert "set the variable AGREEMENTLINT_PACKAGE" in done.stderr
