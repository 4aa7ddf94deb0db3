"""Which files have changed since a revision, as git says; a document is still checked whole."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from agreementlint.errors import BadConfiguration

_ENOUGH_HISTORY = "In a job, fetch the history as well (for actions/checkout: fetch-depth: 0)"


def changed_since(revision: str, paths: Sequence[str], also: Sequence[str] = ()) -> tuple[str, ...]:
    """Those of the paths that differ from where the revision and the present branched off, or that git does not have.

    All of them where something has changed in `also`, the files and folders on which every verdict depends. Raises
    BadConfiguration where git cannot tell.
    """
    changed, known = set[str](), set[str]()
    for top in sorted({_top_of(path) for path in (*paths, *also)}):
        base = _base_of(top, revision)
        changed |= _listed(top, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", base, "--")
        known |= _listed(top, "ls-files", "-z")
    whole = {path: os.path.realpath(path) for path in (*paths, *also)}
    if any(_is_or_holds(whole[path], each) for path in also for each in changed):
        return tuple(paths)
    if any(os.path.realpath(file) not in known for path in also for file in _files_of(Path(path))):
        return tuple(paths)
    return tuple(path for path in paths if whole[path] in changed or whole[path] not in known)


def _files_of(path: Path) -> list[Path]:
    """A file, or the rules and words in a folder of them."""
    return sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


def _is_or_holds(path: str, other: str) -> bool:
    return path == other or Path(path) in Path(other).parents


def _top_of(path: str) -> str:
    """The top folder of the repository that a file or folder is in."""
    whole = Path(os.path.realpath(path))
    folder = whole if whole.is_dir() else whole.parent
    return os.fsdecode(_git(str(folder), "rev-parse", "--show-toplevel")).rstrip("\n")


def _base_of(top: str, revision: str) -> str:
    """The commit at which the revision and the present branched off."""
    wanted = f"{revision}^{{commit}}"
    commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted, about=revision)
    return _git(top, "merge-base", commit.decode().strip(), "HEAD", about=revision).decode().strip()


def _listed(top: str, *arguments: str) -> set[str]:
    """The whole paths of the files that git lists."""
    return {os.path.realpath(Path(top, os.fsdecode(name))) for name in _git(top, *arguments).split(b"\0") if name}


def _git(folder: str, *arguments: str, about: str = "") -> bytes:
    import subprocess  # a run that asks for nothing of git has no need of it

    try:
        done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)
    except OSError:
        raise BadConfiguration("--changed-since: git is not there. Install it, or leave the option out") from None
    if done.returncode == 0:
        return done.stdout
    if about:
        raise BadConfiguration(f"--changed-since: git finds no common history with {about!r}. {_ENOUGH_HISTORY}")
    said = os.fsdecode(done.stderr).strip().splitlines()
    raise BadConfiguration(
        f"--changed-since: git cannot tell what has changed: {said[-1] if said else 'no reason given'}"
    )
