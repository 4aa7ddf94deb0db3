"""Where marks of a run are kept between runs, each in a file of its own, so that an interrupted run goes on."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from agreementlint.errors import BadConfiguration
from agreementlint.grading.keeping import as_json, from_json
from agreementlint.grading.marks import Run, SubmissionMark
from agreementlint.grading.submission import SubmissionKey


class Shelf(Protocol):
    """What keeps the marks that were made of submissions, as they were before any person's decision."""

    def kept(self, submission: SubmissionKey, run: Run) -> SubmissionMark | None:
        """The mark of exactly this run, or None."""
        ...

    def keep(self, mark: SubmissionMark) -> None:
        """Keeps a mark; it is on the disk when this comes back."""
        ...


class FolderShelf:
    """A folder with one file for each mark, named by a hash of what it was made of."""

    __slots__ = ("_folder",)

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def kept(self, submission: SubmissionKey, run: Run) -> SubmissionMark | None:
        """The mark of exactly this run; None where there is none, or where its file is damaged."""
        try:
            mark = from_json(self._path(submission, run).read_bytes())
        except (OSError, ValueError):
            return None
        return mark if mark.run == run else None

    def keep(self, mark: SubmissionMark) -> None:
        path = self._path(mark.submission.key, mark.run)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_text(as_json(mark), encoding="utf-8", newline="\n")
            beside.replace(path)
        except OSError as error:
            raise BadConfiguration(
                f"{path} cannot be written: {(error.strerror or 'no reason given').lower()}"
            ) from None
        finally:
            with suppress(OSError):
                beside.unlink()

    def _path(self, submission: SubmissionKey, run: Run) -> Path:
        named = "\n".join((submission, run.rubric_hash, run.tool, run.rules_hash, run.input_hash))
        return self._folder / f"{hashlib.sha256(named.encode()).hexdigest()[:32]}.json"
