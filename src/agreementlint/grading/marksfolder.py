"""The folder of a class's marks: what they were made from, the marks that are kept, the marker's decisions, feedback."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from agreementlint.errors import BadConfiguration
from agreementlint.values import dataclass


class SettingsModel(BaseModel):
    """What a class was marked with, so that later commands need not be told again. Paths start from the folder.

    `gradebook` is the path or URL of one that is shared, empty where the class has its own; `assignment` the name there.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1
    source: str
    rubric: str
    manifest: str = ""
    rules: list[str] = []
    no_plugins: bool = False
    required_plugins: list[str] = []
    gradebook: str = ""
    assignment: str = ""


@dataclass(frozen=True, slots=True)
class MarksFolder:
    """The paths in a folder of marks."""

    path: Path

    @property
    def settings(self) -> Path:
        return self.path / "class.json"

    @property
    def kept(self) -> Path:
        return self.path / "kept"

    @property
    def overrides(self) -> Path:
        return self.path / "overrides.yaml"

    @property
    def noticed(self) -> Path:
        return self.path / "similarity.json"

    @property
    def table(self) -> Path:
        return self.path / "marks.csv"

    @property
    def feedback(self) -> Path:
        return self.path / "feedback"

    def from_here(self, path: str | Path) -> str:
        """A path as the settings name it: from this folder, so that both can be moved together."""
        try:
            return os.path.relpath(path, self.path).replace(os.sep, "/")
        except ValueError:  # another drive
            return str(Path(path).absolute())

    def found(self, path: str) -> Path:
        """The path that the settings name, from the working folder."""
        whole = os.path.normpath(self.path / path)
        try:
            return Path(os.path.relpath(whole))
        except ValueError:
            return Path(whole)

    def remembered(self) -> SettingsModel | None:
        """What the class was marked with; None where nothing was marked into this folder. Raises BadConfiguration."""
        try:
            return SettingsModel.model_validate_json(self.settings.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError):
            raise BadConfiguration(f"{self.settings} is damaged; remove it and mark the class again") from None

    def remember(self, settings: SettingsModel) -> None:
        """Writes down what the class is marked with."""
        self.write(self.settings, (settings.model_dump_json(indent=2) + "\n").encode("utf-8"))

    def write(self, path: Path, data: bytes) -> None:
        """Writes a file of this folder whole or not at all. Raises BadConfiguration."""
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            beside.replace(path)
        except OSError as error:
            problem = (error.strerror or type(error).__name__).lower()
            raise BadConfiguration(f"{path} cannot be written: {problem}") from None
        finally:
            with suppress(OSError):
                beside.unlink()
