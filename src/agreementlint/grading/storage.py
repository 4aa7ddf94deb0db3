"""The bytes of submitted files, in a folder or inside a download that stays packed: nothing is unpacked onto the disk."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.grading.submission import SubmittedFile
from agreementlint.readers.limits import LIMITS, too_large

_NO_WORK = frozenset({"__MACOSX", ".git", "node_modules", "__pycache__"})
_NO_FILES = frozenset({"thumbs.db", "desktop.ini"})


def _what_reading_raises() -> tuple[type[Exception], ...]:
    known = (OSError, KeyError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error)
    try:
        from lzma import LZMAError
    except ImportError:  # Python can be built without it, and then unpacks nothing of the kind
        return known
    return *known, LZMAError


_UNREADABLE = _what_reading_raises()


def files_in(source: Path) -> list[SubmittedFile]:
    """Every file under a folder or in a .zip that somebody may have handed in, in the order of their places.

    A file that cannot be read has no hash.

    Raises BadConfiguration where there is no such folder or archive.
    """
    if source.is_dir():
        paths = {path.relative_to(source).as_posix(): str(path) for path in source.rglob("*") if path.is_file()}
        packed = False
    else:
        paths, packed = dict.fromkeys(_packed(source), str(source)), True
    return [
        stored(SubmittedFile(paths[place], place.rsplit("/", 1)[-1], "", place, packed))
        for place in sorted(paths)
        if _is_work(place)
    ]


def stored(file: SubmittedFile) -> SubmittedFile:
    """The file with the hash of its bytes; without one where it cannot be read."""
    try:
        return replace(file, hash=hashlib.sha256(contents(file)).hexdigest())
    except UnreadableFile:
        return file


def contents(file: SubmittedFile) -> bytes:
    """The bytes of a file. Raises UnreadableFile, also for a link: it may lead to another student's work."""
    if not file.packed and Path(file.path).is_symlink():
        raise UnreadableFile(file.place, "it is a link to another file", "Ask for the file itself")
    try:
        if file.packed:
            with zipfile.ZipFile(file.path) as archive, archive.open(file.place) as packed:
                data = packed.read(LIMITS.file_bytes + 1)
        else:
            with Path(file.path).open("rb") as plain:
                data = plain.read(LIMITS.file_bytes + 1)
    except _UNREADABLE as error:
        problem = f"it cannot be read ({type(error).__name__})"
        raise UnreadableFile(file.place, problem, "Ask for the file again") from None
    if len(data) > LIMITS.file_bytes:
        raise too_large(file.place)
    return data


def _packed(source: Path) -> Iterator[str]:
    try:
        with zipfile.ZipFile(source) as archive:
            yield from (each.filename for each in archive.infolist() if not each.is_dir())
    except FileNotFoundError:
        raise BadConfiguration(f"there is no file or folder {str(source)!r}") from None
    except (OSError, zipfile.BadZipFile) as error:
        problem = getattr(error, "strerror", None) or "it is no .zip file"
        raise BadConfiguration(f"{source}: {str(problem).lower()}; a folder, a .zip or a .csv is wanted") from None


def _is_work(place: str) -> bool:
    parts = PurePosixPath(place).parts
    hidden = any(part in _NO_WORK or part.startswith(".") for part in parts)
    return not hidden and not parts[-1].startswith("~$") and parts[-1].lower() not in _NO_FILES
