"""Which files a command is about: files, folders, patterns and standard input, each once, in a stable order."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path
from stat import S_ISREG

from agreementlint.document import Document, Format
from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.plugins import Plugins
from agreementlint.readers import EXTENSIONS, read_document

STANDARD_INPUT = "-"
MOST_BYTES = 64 * 1024 * 1024

_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages"})
_LOCK_FILE = "~$"  # what Word leaves beside a document that is open


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files to read, by the path that is shown, and the folders that could not be listed."""

    paths: tuple[str, ...]
    unreadable: tuple[UnreadableFile, ...]


def gather(arguments: Sequence[str], suffixes: frozenset[str]) -> Gathered:
    """Every file that the arguments name; a path that does not exist is the user's mistake."""
    paths: dict[str, None] = {}
    closed: list[UnreadableFile] = []
    faults: list[str] = []
    for argument in arguments:
        if argument == STANDARD_INPUT:
            paths[STANDARD_INPUT] = None
            continue
        matches = [argument] if os.path.lexists(argument) else []
        if not matches and has_magic(argument):
            matches = sorted(glob(argument, recursive=True))  # noqa: PTH207 - Path.glob refuses absolute patterns
            if not matches:
                faults.append(f"no file matches {argument!r}")
        elif not matches:
            faults.append(f"there is no file or folder {argument!r}")
        for match in matches:
            files = _files_under(match, suffixes, closed) if is_folder(match) else [match]
            paths.update(dict.fromkeys(shown(file) for file in files))
    if faults:
        raise BadConfiguration(*faults)
    return Gathered(tuple(sorted(paths)), tuple(closed))


def is_folder(path: str) -> bool:
    """Whether a path leads to a folder; not if it leads where one may not look."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def shown(path: str | Path) -> str:
    """A path as reports name it: relative to the working folder, with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        relative = str(Path(path).absolute())
    return relative.replace(os.sep, "/")


def contents(path: str) -> bytes:
    """The bytes of one file, or of standard input for "-"."""
    if path == STANDARD_INPUT and sys.stdin is None:
        raise UnreadableFile(path, "standard input is closed", "Give a file, or send the document to it.")
    try:
        if path == STANDARD_INPUT:
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except OSError as error:
        problem = (error.strerror or type(error).__name__).lower()
        raise UnreadableFile(path, problem, "Check that it is a file that you may read.") from None
    if len(data) > MOST_BYTES:
        limit = f"it is larger than {MOST_BYTES // (1024 * 1024)} MB"
        raise UnreadableFile(path, limit, "Save it without its pictures, or split it.")
    return data


def known_suffixes(plugins: Plugins) -> frozenset[str]:
    """The suffixes of the files in a folder that are read; a file that is named is read whatever it is called."""
    return frozenset(EXTENSIONS).union(*(reader.suffixes for reader in plugins.readers))


def read(path: str, data: bytes, plugins: Plugins, stated: Format | None = None) -> Document:
    """A document, by the reader of a plugin where one has the suffix, else by our own."""
    suffix = Path(path).suffix.lower()
    for reader in plugins.readers:
        if suffix in reader.suffixes and stated is None:
            return reader.read(path, data)
    try:
        return read_document(path, data, stated)
    except BadConfiguration as error:  # a data-handling plan that does not follow its schema
        raise UnreadableFile(path, str(error), "Correct these lines") from None


def _files_under(folder: str, suffixes: frozenset[str], closed: list[UnreadableFile]) -> Iterator[str]:
    def note(error: OSError) -> None:
        problem = (error.strerror or type(error).__name__).lower()
        closed.append(UnreadableFile(shown(error.filename), problem, "Check that you may list this folder."))

    for parent, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not _is_skipped(Path(parent, name)))
        for name in sorted(files):
            file = Path(parent, name)
            if file.suffix.lower() in suffixes and not name.startswith((".", _LOCK_FILE)) and _is_file(file):
                yield str(file)


def _is_skipped(folder: Path) -> bool:
    name = folder.name
    return name.startswith(".") or name in _SKIPPED_FOLDERS or _holds(folder, "pyvenv.cfg")


def _holds(folder: Path, name: str) -> bool:
    try:
        return (folder / name).exists()
    except OSError:
        return False


def _is_file(path: Path) -> bool:
    """Whether it can be read; also where nobody can tell (a dead link), for then reading says what is the matter."""
    try:
        return S_ISREG(path.stat().st_mode)
    except OSError:
        return True
