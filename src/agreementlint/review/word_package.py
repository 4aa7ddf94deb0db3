"""A Word file that is changed part by part: what is not touched stays byte for byte what it was."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from io import BytesIO
from posixpath import basename, dirname, join, relpath
from shutil import copyfileobj
from typing import TYPE_CHECKING, Final

from agreementlint.errors import UnreadableFile
from agreementlint.latepattern import LatePattern
from agreementlint.readers.archive import OfficeArchive, opened_archive
from agreementlint.readers.docx_names import W
from agreementlint.readers.docx_package import main_part, relationships

if TYPE_CHECKING:
    from lxml import etree

MOST_UNPACKED: Final = 400_000_000  # bytes of all parts together, pictures included, that are packed anew
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
CONTENT_TYPES: Final = "[Content_Types].xml"
STAMP: Final = b"agreementlint review "
STAMP_LENGTH: Final = len(STAMP) + 64
SAVE_AS_USUAL: Final = "Open it in Word and save it as “Word Document (.docx)”"
_NUMBERED_ID: Final = LatePattern(r"rId(\d{1,9})$")


class WordPackage:
    """The parts of a .docx file; a part that is taken out to be changed is written anew, every other one is kept."""

    __slots__ = ("_archive", "_kept", "_new", "_taken", "main", "path")

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self._archive: OfficeArchive = opened_archive(path, data, partly=True)
        self.main = main_part(self._archive)
        self._taken: dict[str, etree._Element] = {}
        self._kept: dict[str, bytes] = {}
        self._new: list[str] = []
        self._refuse_what_may_not_be_changed()

    def _refuse_what_may_not_be_changed(self) -> None:
        names = self._archive.members
        if any(name.startswith("_xmlsignatures/") for name in names):
            raise UnreadableFile(
                self.path,
                "it is digitally signed, and a remark would break the signature",
                'Read the report instead ("agreementlint check"), or review the draft that was not yet signed',
            )
        if any(member.flag_bits & 0x1 for member in names.values()):
            raise UnreadableFile(self.path, "a part of it is encrypted", SAVE_AS_USUAL)
        if sum(member.file_size for member in names.values()) > MOST_UNPACKED:
            raise UnreadableFile(
                self.path, f"it unpacks to more than {MOST_UNPACKED // 1_000_000} MB", "Save it with smaller pictures"
            )

    def part(self, name: str) -> etree._Element | None:
        """The root of a part as it stands, comments and all; what is changed in it is written. None if it is not there."""
        key = name.lower()
        if key not in self._taken:
            if self._archive.parsed(name) is None:  # the gate: no document type, not too large
                return None
            from lxml import etree

            data = self._archive.unpacked(self._archive.members[key])
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False)
            root = etree.fromstring(data, parser)
            self._taken[key] = root
            self._kept[key] = etree.tostring(root.getroottree())
        return self._taken[key]

    def body(self) -> etree._Element:
        """The root of the part with the body; raises UnreadableFile for the rare strict form of the format."""
        root = self.part(self.main)
        if root is None or not root.tag.startswith(W):
            raise UnreadableFile(self.path, "it is saved as “Strict Open XML”, which is not reviewed", SAVE_AS_USUAL)
        return root

    def linked(self, kind: str) -> str | None:
        """The name of the part that the main part refers to as of this kind, or None."""
        links = relationships(self._archive, self.main)
        return next((link.target for link in links if link.kind == kind and link.target in self._archive), None)

    def add_comments(self, root: etree._Element) -> None:
        """Adds a part with comments, named and announced as the format asks."""
        from lxml import etree

        folder = dirname(self.main)
        name = join(folder, "comments.xml")
        number = 1
        while name in self._archive:
            number += 1
            name = join(folder, f"comments{number}.xml")
        self._add(name, root)
        types = self.part(CONTENT_TYPES)
        if types is not None:
            entry = etree.SubElement(types, f"{{{PACKAGE}/content-types}}Override")
            entry.set("PartName", "/" + name)
            entry.set("ContentType", COMMENTS_TYPE)
        listing = join(folder, "_rels", basename(self.main) + ".rels")
        links = self.part(listing)
        if links is None:
            name_of_links = f"{PACKAGE}/relationships"
            links = etree.fromstring(f'<Relationships xmlns="{name_of_links}"/>')
            self._add(listing, links)
        numbers = [int(found[1]) for link in links if (found := _NUMBERED_ID.match(link.get("Id", "")))]
        entry = etree.SubElement(links, f"{{{PACKAGE}/relationships}}Relationship")
        entry.set("Id", f"rId{max(numbers, default=0) + 1}")
        entry.set("Type", f"{OFFICE}/comments")
        entry.set("Target", relpath(name, folder or "."))

    def _add(self, name: str, root: etree._Element) -> None:
        self._taken[name.lower()] = root
        self._new.append(name)

    def saved(self) -> bytes:
        """The file with what was changed; the same each time."""
        held = BytesIO()
        with zipfile.ZipFile(held, "w") as file:
            for key, member in self._archive.members.items():
                entry = zipfile.ZipInfo(member.filename, member.date_time)
                entry.compress_type = member.compress_type
                entry.external_attr, entry.create_system = member.external_attr, member.create_system
                changed = self._changed(key)
                if changed is not None:
                    file.writestr(entry, changed)
                    continue
                try:
                    with self._archive.archive.open(member) as source, file.open(entry, "w") as target:
                        copyfileobj(source, target)
                except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
                    raise UnreadableFile(
                        self.path, f"{member.filename} in it is damaged", "Open it in Word and save it again"
                    ) from error
            for name in self._new:
                entry = zipfile.ZipInfo(name)
                entry.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(entry, as_xml(self._taken[name.lower()]))
        return held.getvalue()

    def _changed(self, key: str) -> bytes | None:
        """A part that was taken out and is no longer what it was."""
        from lxml import etree

        if key not in self._kept:
            return None
        root = self._taken[key]
        return None if etree.tostring(root.getroottree()) == self._kept[key] else as_xml(root)


def as_xml(root: etree._Element) -> bytes:
    from lxml import etree

    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def stamped(archive: bytes) -> bytes:
    """A zip archive with a note at its end by which it can be told that nothing was changed since it was written."""
    note = STAMP + sha256(archive).hexdigest().encode()
    return archive[:-2] + len(note).to_bytes(2, "little") + note


def is_as_written(archive: bytes) -> bool:
    """Whether an archive is one of ours to which nobody has done anything."""
    note, before = archive[-STAMP_LENGTH:], archive[: -STAMP_LENGTH - 2]
    return note.startswith(STAMP) and note == STAMP + sha256(before + b"\0\0").hexdigest().encode()
