"""The gate in front of an office file: an archive that is broken, locked, oversized or hostile is refused unparsed."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from agreementlint.errors import UnreadableFile
from agreementlint.readers.limits import LIMITS, in_megabytes
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
HOLDING_TEXT = (".xml", ".rels")
SAVE_AGAIN = "Open it in Word or LibreOffice and save it again as .docx"


class ClosedPart(UnreadableFile):
    """One part of an archive that is locked, damaged or over a limit; what else is in it may be read."""


@dataclass(frozen=True, slots=True)
class OfficeArchive:
    """An archive that passed the gate; its parts are found by name, in upper or lower case.

    `closed` are the parts that are not opened, each with the reason.
    """

    path: str
    archive: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]
    closed: dict[str, ClosedPart]

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.members

    def parsed(self, name: str) -> etree._Element | None:
        """The root of a part, or None if the archive has no such part; ClosedPart if it cannot be read."""
        member = self.members.get(name.lower())
        if member is None:
            return None
        if name.lower() in self.closed:
            raise self.closed[name.lower()]
        return parsed_part(self.path, name, self.unpacked(member))

    def unpacked(self, member: zipfile.ZipInfo) -> bytes:
        try:
            with self.archive.open(member) as packed:
                # No more than the part says it holds: asked for all of it, zipfile unpacks what is there before it
                # compares, and what is there may be a thousand times more. Too few or other bytes are damage.
                return packed.read(member.file_size)
        except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError) as error:
            raise ClosedPart(
                self.path, f"{member.filename} in it is damaged", "Get a fresh copy of the file, or save it again"
            ) from error
        except (NotImplementedError, RuntimeError) as error:
            raise ClosedPart(self.path, f"{member.filename} in it is packed in an unknown way", SAVE_AGAIN) from error


def unpacked_size(file: str | BytesIO) -> int:
    """How many bytes of text an archive says it holds; 0 for what is none, which its reader will say."""
    try:
        with zipfile.ZipFile(file) as archive:
            return sum(each.file_size for each in archive.infolist() if each.filename.lower().endswith(HOLDING_TEXT))
    except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError):
        return 0


def opened_archive(path: str, data: bytes, *, partly: bool = False) -> OfficeArchive:
    """The archive in `data`, once nothing in its list of contents speaks against reading it.

    Parts that are locked or over a limit speak against it, unless the others may be read `partly`.
    """
    refuse_other_formats(path, data)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile(
            path, "the file is cut short or damaged", "Get a fresh copy of the file, or save it again"
        ) from error
    listed = archive.infolist()
    if len(listed) > LIMITS.archive_members:
        raise UnreadableFile(path, f"it holds {len(listed)} parts, more than {LIMITS.archive_members}", SAVE_AGAIN)
    members: dict[str, zipfile.ZipInfo] = {}
    closed: dict[str, ClosedPart] = {}
    for member in listed:
        name = member.filename.replace("\\", "/")
        if name.startswith("/") or ":" in name or ".." in name.split("/"):
            raise UnreadableFile(path, f"a part in it points outside of it ({name})", "Do not trust this file")
        if name.lower() in members:
            raise UnreadableFile(path, f"it holds {name} twice", SAVE_AGAIN)
        members[name.lower()] = member
        if (reason := why_closed(path, name, member)) is not None:
            closed[name.lower()] = reason
    if closed and not partly:
        raise next(iter(closed.values()))
    weight = sum(
        member.file_size for name, member in members.items() if name.endswith(HOLDING_TEXT) and name not in closed
    )
    if weight > LIMITS.members_bytes:
        raise UnreadableFile(
            path, f"it unpacks to more than {in_megabytes(LIMITS.members_bytes)} of text", "Split the document"
        )
    return OfficeArchive(path, archive, members, closed)


def why_closed(path: str, name: str, member: zipfile.ZipInfo) -> ClosedPart | None:
    """Why a part is not opened; only those that hold text are weighed, since nothing else is ever unpacked."""
    if member.flag_bits & 0x1:
        return ClosedPart(path, f"{name} in it is encrypted", "Remove the password and save it again")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return ClosedPart(path, f"{name} in it is packed in an unknown way", SAVE_AGAIN)
    if not name.lower().endswith(HOLDING_TEXT):
        return None
    size, packed = member.file_size, max(member.compress_size, 1)
    if size > LIMITS.member_bytes:
        problem = f"{name} in it is larger than {in_megabytes(LIMITS.member_bytes)} unpacked"
        return ClosedPart(path, problem, "Split the document")
    if size > LIMITS.packing_from and size > LIMITS.packing_ratio * packed:
        return ClosedPart(path, f"{name} in it unpacks to over {LIMITS.packing_ratio} times its size", SAVE_AGAIN)
    return None


def refuse_other_formats(path: str, data: bytes) -> None:
    if not data:
        raise UnreadableFile(path, "the file is empty", "Check that it was copied or downloaded completely")
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableFile(
                path, "it is password protected", "Open it in Word, remove the password (File > Info) and save it again"
            )
        raise UnreadableFile(
            path, "it is password protected or an old .doc", "Open it in Word and save it as .docx without a password"
        )
    if data.startswith(b"%PDF"):
        raise UnreadableFile(path, "it is a PDF, not a Word document", "Rename it so that it ends in .pdf")
    if data.startswith(b"{\\rtf"):
        raise UnreadableFile(path, "it is rich text (.rtf), not a .docx", SAVE_AGAIN)
    if not data.startswith(b"PK"):
        raise UnreadableFile(path, "it is not a Word document", SAVE_AGAIN)


def parsed_part(path: str, name: str, data: bytes) -> etree._Element:
    """The root element of an XML part; entities, document types and network access are out of the question."""
    from lxml import etree

    if b"<!DOCTYPE" in (data.replace(b"\0", b"") if b"\0" in data else data):
        raise UnreadableFile(path, f"{name} in it declares a document type", "Do not trust this file")
    if data.count(b"<") - data.count(b"</") > LIMITS.elements:
        raise ClosedPart(path, f"{name} in it has more than {LIMITS.elements} elements", "Split the document")
    if b"purl.oclc.org" in data:
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ClosedPart(path, f"{name} in it is not well formed ({error})", SAVE_AGAIN) from error
    if not isinstance(root, etree._Element) or root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(path, f"{name} in it declares a document type", "Do not trust this file")
    return root
