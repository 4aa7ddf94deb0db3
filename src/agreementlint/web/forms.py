"""What a form sends: fields and files, held in memory and never on disk, up to a limit."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final

from agreementlint.reporters.layout import harmless
from agreementlint.values import dataclass
from agreementlint.web.gate import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

MOST_BYTES: Final = 24_000_000  # of everything that is sent at once
MOST_FILES: Final = 12
LONGEST_NAME: Final = 120
_READ_AWAY: Final = 10  # times the most: so much is taken in and thrown away, so that the browser hears the answer


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was sent."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """The text fields by name, and the files."""

    fields: dict[str, str]
    files: tuple[File, ...]


async def read_form(request: Request) -> Form:
    """The form; raises Refusal for what is too large, has too many files, or is no form."""
    from starlette.datastructures import UploadFile
    from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

    class InMemory(MultiPartParser):
        spool_max_size = 2 * MOST_BYTES  # above it a file would be written to disk

    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        raise Refusal(411, "The browser does not say how much it sends.")
    if int(length) > MOST_BYTES:
        await _read_away(request)
        raise too_large()
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    try:
        if kind == "multipart/form-data":
            sent = await InMemory(request.headers, request.stream(), max_files=MOST_FILES, max_fields=50).parse()
        elif kind == "application/x-www-form-urlencoded":
            sent = await FormParser(request.headers, request.stream(), max_fields=50).parse()
        else:
            raise Refusal(415, "That is no form of this page.")
    except MultiPartException as error:
        if "files" in error.message:
            raise Refusal(413, f"These are more than {MOST_FILES} files. Give fewer at once.") from None
        raise Refusal(400, "The browser has sent what is no whole form. Try it again.") from None
    fields: dict[str, str] = {}
    files: list[File] = []
    for name, value in sent.multi_items():
        if isinstance(value, UploadFile):
            data = await value.read()
            if value.filename or data:
                files.append(File(named(value.filename or "", [file.name for file in files]), data))
        else:
            fields[name] = value
    await sent.close()
    return Form(fields, tuple(files))


def too_large() -> Refusal:
    limit = MOST_BYTES // 1_000_000
    return Refusal(
        413, f"That is more than {limit} MB. Save the document without its pictures, or give fewer files at once."
    )


async def _read_away(request: Request) -> None:
    """A browser that is cut off while it sends shows a fault of the network instead of our answer."""
    taken = 0
    async for chunk in request.stream():
        taken += len(chunk)
        if taken > _READ_AWAY * MOST_BYTES:
            return


def named(sent: str, others: list[str]) -> str:
    """A file's name without folders and without what would steer a terminal or a header, different from the others."""
    name = PureWindowsPath(PurePosixPath(sent).name).name
    name = " ".join(harmless(name).split()).replace('"', "'") or "document"
    stem, dot, suffix = name.rpartition(".")
    stem, suffix = (stem[:LONGEST_NAME], f".{suffix[:10]}") if dot else (name[:LONGEST_NAME], "")
    candidate, number = stem + suffix, 1
    while candidate in others:
        number += 1
        candidate = f"{stem} ({number}){suffix}"
    return candidate
