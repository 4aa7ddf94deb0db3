"""Where what can be made again is kept: in the user's cache folder, never beside the documents."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """The folder; raises RuntimeError where the user has none, as in a container."""
    named = os.environ.get("AGREEMENTLINT_CACHE_DIR")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "agreementlint"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "agreementlint"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "agreementlint"


def made(folder: Path) -> Path:
    """The folder, made for the user alone and passed over by git, should it be in a repository. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    unseen = folder / ".gitignore"
    if not unseen.exists():
        unseen.write_text("*\n", encoding="ascii")
    return folder
