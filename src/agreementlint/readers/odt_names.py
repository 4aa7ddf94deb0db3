"""The names of OpenDocument's elements and attributes that the .odt reader knows."""

from __future__ import annotations

from typing import Final

_OASIS: Final = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT: Final = f"{_OASIS}text:1.0}}"
OFFICE: Final = f"{_OASIS}office:1.0}}"
STYLE: Final = f"{_OASIS}style:1.0}}"
TABLE: Final = f"{_OASIS}table:1.0}}"
DRAW: Final = f"{_OASIS}drawing:1.0}}"
FORM: Final = f"{_OASIS}form:1.0}}"
FORMATTING: Final = f"{_OASIS}xsl-fo-compatible:1.0}}"
MANIFEST: Final = f"{_OASIS}manifest:1.0}}"
FIELD: Final = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
EXTENSION: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
LINK: Final = "{http://www.w3.org/1999/xlink}"
XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"

WIDTH: Final = f"{_OASIS}svg-compatible:1.0}}width"
HEIGHT: Final = f"{_OASIS}svg-compatible:1.0}}height"

PARAGRAPH: Final = TEXT + "p"
HEADING: Final = TEXT + "h"
LIST: Final = TEXT + "list"
ITEM: Final = TEXT + "list-item"
NUMBERED: Final = TEXT + "numbered-paragraph"
SECTION: Final = TEXT + "section"
NOTE: Final = TEXT + "note"
COMMENT: Final = OFFICE + "annotation"
WHOLE_TABLE: Final = TABLE + "table"
INDEXES: Final = frozenset(
    TEXT + name
    for name in (
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
    )
)
BLOCKS: Final = frozenset((PARAGRAPH, HEADING, LIST, NUMBERED, SECTION, WHOLE_TABLE, *INDEXES))
# What stands in a document and is none of its text.
APPARATUS: Final = frozenset(
    (
        TEXT + "tracked-changes",
        TEXT + "sequence-decls",
        TEXT + "variable-decls",
        TEXT + "user-field-decls",
        TEXT + "table-of-content-source",
        TEXT + "alphabetical-index-source",
        TEXT + "illustration-index-source",
        TEXT + "table-index-source",
        TEXT + "object-index-source",
        TEXT + "user-index-source",
        TEXT + "note-citation",
        TEXT + "ruby-text",
        TEXT + "script",
        OFFICE + "forms",
        OFFICE + "annotation-end",
        DRAW + "glue-point",
        FIELD + "param",
        "{http://www.w3.org/2000/svg}title",
        f"{_OASIS}svg-compatible:1.0}}title",
        f"{_OASIS}svg-compatible:1.0}}desc",
    )
)
