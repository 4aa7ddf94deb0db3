"""Which files a command is about: files, folders, patterns and standard input, each once, in a stable order."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path
from stat import S_ISREG

from agreementlint.document import Changes, Document, Format
from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.plugins import Plugins
from agreementlint.readers import EXTENSIONS
from agreementlint.readers.apart import read_untrusted
from agreementlint.readers.limits import LIMITS, too_large
from agreementlint.values import dataclass

STANDARD_INPUT = "-"

# A pipe that nobody writes to is opened at once, and then refused; Windows has no such pipes among its files.
if sys.platform == "win32":
    _HOW = os.O_RDONLY | os.O_BINARY
else:
    _HOW = os.O_RDONLY | os.O_NONBLOCK

_SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages"})
# Most JSON in a repository is nobody's plan: in a folder only a file with one of these keys is taken for one.
_PLAN_KEYS = (b'"controller"', b'"records"')
CONFIGURATIONS = ("agreementlint.yaml", "agreementlint.yml")  # say how documents are checked, and are none
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


def shown(path: str | Path, start: str = os.curdir) -> str:
    """A path as reports name it: relative to the working folder or another, with forward slashes."""
    try:
        relative = os.path.relpath(path, start)
    except ValueError:  # another drive
        relative = str(Path(path).absolute())
    return relative.replace(os.sep, "/")


def contents(path: str) -> bytes:
    """The bytes of one file, or of standard input for "-"."""
    if path == STANDARD_INPUT and sys.stdin is None:
        raise UnreadableFile(path, "standard input is closed", "Give a file, or send the document to it.")
    try:
        data = sys.stdin.buffer.read(LIMITS.file_bytes + 1) if path == STANDARD_INPUT else _unchanged(path)
    except OSError as error:
        problem = (error.strerror or type(error).__name__).lower()
        raise UnreadableFile(path, problem, "Check that it is a file that you may read") from None
    if len(data) > LIMITS.file_bytes:
        raise too_large(path)
    return data


def _unchanged(path: str) -> bytes:
    """The bytes of a regular file; a pipe or a device could keep us waiting for ever or never come to an end."""
    descriptor = os.open(path, _HOW)
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not S_ISREG(before.st_mode):
            advice = 'If a program writes the document, send it to standard input: "agreementlint check -"'
            raise UnreadableFile(path, "it is no file but a folder, a pipe or a device", advice)
        if before.st_size > LIMITS.file_bytes:
            raise too_large(path)
        data = file.read(before.st_size + 1)  # for what may be read at most, as much room would be made
        if len(data) > before.st_size:
            data += file.read(LIMITS.file_bytes + 1 - len(data))
        after = os.fstat(descriptor)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        advice = "Wait until the program that writes it has finished, and check it again"
        raise UnreadableFile(path, "it was changed while it was read", advice)
    return data


def known_suffixes(plugins: Plugins) -> frozenset[str]:
    """The suffixes of the files in a folder that are read; a file that is named is read whatever it is called."""
    return frozenset(EXTENSIONS).union(*(reader.suffixes for reader in plugins.readers))


def read(
    path: str, data: bytes, plugins: Plugins, stated: Format | None = None, changes: Changes = Changes.FINAL
) -> Document:
    """A document, by the reader of a plugin where one has the suffix, else by our own."""
    suffix = Path(path).suffix.lower()
    for reader in plugins.readers:
        if suffix in reader.suffixes and stated is None:
            return reader.read(path, data)
    try:
        return read_untrusted(path, data, stated, changes)
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
            suffix = file.suffix.lower()
            if (
                suffix not in suffixes
                or name.startswith((".", _LOCK_FILE))
                or name in CONFIGURATIONS
                or not _is_file(file)
            ):
                continue
            if suffix != ".json" or _may_be_a_plan(file):
                yield str(file)


def _may_be_a_plan(file: Path) -> bool:
    """Whether a JSON file has a plan's keys; also where nobody can tell, for then reading says what is the matter."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LIMITS.plan_bytes)
    except OSError:
        return True
    return any(key in data for key in _PLAN_KEYS)


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


def take_changes(parser: ArgumentParser, default: str | None = Changes.FINAL.value) -> None:
    """The option that says which side of tracked changes is read; without a default it can be told from one."""
    parser.add_argument(
        "--changes",
        choices=[each.value for each in Changes],
        default=default,
        help="tracked changes in a .docx, .odt or .rtf file: as if all were accepted (final, the default), as if none had been made"
        " (original), or inserted and deleted words together (both)",
    )
