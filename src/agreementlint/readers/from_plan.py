"""Reads a data-handling plan written as YAML or JSON: checks it against its schema and makes a document of its values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from agreementlint.document import BlockKind, Document, Format
from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.latepattern import LatePattern
from agreementlint.readers.json_tree import escaped_character, json_tree
from agreementlint.readers.passage import INVISIBLE, Draft, Passage, Remarks, Source, document_of, joined, passage_of
from agreementlint.readers.plan_captions import caption_of
from agreementlint.readers.yaml_tree import Mapping, Node, Scalar, Sequence, plain, yaml_tree
from agreementlint.terms import Kind

_ADVICE: Final = (
    'A plan has the keys "controller" and "records"; docs/coach.md shows one. An agreement is read as'
    " .docx, .odt, .rtf, .pdf, .md, .txt or .html"
)
_PLAN_LINE = LatePattern(r"^[\"']?(?:controller|records)[\"']?\s*:|[\"](?:controller|records)[\"]", re.M)
_ESCAPE = LatePattern(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)",
    re.S,
)
_ESCAPED: Final = {
    "n": " ",
    "t": " ",
    "N": " ",
    "L": " ",
    "P": " ",
    "f": " ",
    "v": " ",
    "_": "\u00a0",
    "r": " ",
    "0": "",
    "b": "",
    "e": "",
}
_HEADINGS: Final = {("title",): 1, ("records", "name"): 3}
_LABELLED = (("owner",),)  # a bare name says nothing by itself: it is read with its key
_UNHEADED: Final = ("version", "title")  # every other key of the plan itself heads a section
_NAMED_BY: Final = ("name", "who")


def read_plan(path: str, text: str, format: Format, notes: tuple[str, ...] = ()) -> Document:
    """The plan as a document: one block for each value, with the words that say what it is as its caption.

    Raises UnreadableFile for YAML or JSON that is no plan, and BadConfiguration with every fault for a plan
    that does not follow the schema.
    """
    source = Source(text)
    try:
        tree = json_tree(path, source) if format is Format.JSON else yaml_tree(path, source)
    except BadConfiguration:
        if _PLAN_LINE.search(text):
            raise
        raise UnreadableFile(path, f"it is not a data-handling plan in {format.value.upper()}", _ADVICE) from None
    if not isinstance(tree, Mapping) or not _is_plan(tree):
        raise UnreadableFile(path, f"it is {format.value.upper()}, but not a data-handling plan", _ADVICE)
    _check(path, source, tree)
    drafts = list(_drafts(source, tree, (), "", in_list=False))
    return document_of(path, format, source, drafts, Remarks(notes=notes), Kind.DATA_PLAN)


def _is_plan(tree: Mapping) -> bool:
    from agreementlint.plan import DataPlan

    own = DataPlan.model_fields.keys() - {"version", "title", "notes", "security", "owner", "review"}
    known = own & tree.entries.keys()
    return "controller" in known or "records" in known or len(known) >= 3


def _check(path: str, source: Source, tree: Mapping) -> None:
    from pydantic import ValidationError

    from agreementlint.plan import DataPlan
    from agreementlint.readers.plan_faults import plan_faults

    try:
        DataPlan.model_validate(plain(tree))
    except ValidationError as error:
        raise BadConfiguration(*plan_faults(path, source, tree, error)) from error


def _drafts(source: Source, node: Node, keys: tuple[str, ...], name: str, in_list: bool) -> Iterator[Draft]:
    match node:
        case Mapping():
            for key in _NAMED_BY:
                if key in node.entries and isinstance(value := node.entries[key][1], Scalar):
                    name = " ".join(value.value.split())
            for key, (word, value) in node.entries.items():
                if not keys and key not in _UNHEADED:
                    yield Draft(BlockKind.HEADING, passage_of(key, word.start + bool(word.style)), level=2)
                if (*keys, key) in _LABELLED and isinstance(value, Scalar) and not value.is_null:
                    words = [passage_of(key, word.start + bool(word.style)), *scalar_passages(source, value)]
                    yield Draft(BlockKind.PARAGRAPH, joined(words, ": "), caption=caption_of((*keys, key), name))
                elif (*keys, key) != ("version",):
                    yield from _drafts(source, value, (*keys, key), name, in_list=False)
        case Sequence():
            for item in node.items:
                yield from _drafts(source, item, keys, name, in_list=True)
        case Scalar():
            if node.is_null:
                return
            for passage in scalar_passages(source, node):
                level = _HEADINGS.get(keys, 0)
                if level:
                    yield Draft(BlockKind.HEADING, passage, level=level)
                elif in_list:
                    yield Draft(BlockKind.ITEM, passage, level=1, label="-", caption=caption_of(keys, name))
                else:
                    yield Draft(BlockKind.PARAGRAPH, passage, caption=caption_of(keys, name))


def scalar_passages(source: Source, scalar: Scalar) -> list[Passage]:
    """The words of a value, as its paragraphs; line ends inside a paragraph become spaces."""
    start, end = scalar.start, scalar.end
    if scalar.style in ("|", ">"):
        start = min(source.text.find("\n", start, end) % (end + 1) + 1, end)
    elif scalar.style:
        start, end = start + 1, end - 1
    paragraphs: list[list[Passage]] = [[]]
    for line, offset in _lines(source.text, start, end):
        words = _unescaped(line, offset, scalar.style).stripped()
        if words:
            paragraphs[-1].append(words)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [joined(parts, " ") for parts in paragraphs if parts]


def _lines(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    offset = start
    for line in text[start:end].splitlines(keepends=True):
        yield line, offset
        offset += len(line)


def _unescaped(line: str, offset: int, style: str) -> Passage:
    if style == "'":
        parts: list[Passage] = []
        for part in line.split("''"):
            if parts:
                offset += 2
                parts.append(passage_of("'", offset - 2))
            parts.append(passage_of(part, offset))
            offset += len(part)
        return joined(parts)
    if style != '"' or "\\" not in line:
        return passage_of(line, offset)
    parts, start = [], 0
    for escape in _ESCAPE.finditer(line):
        parts.append(passage_of(line[start : escape.start()], offset + start))
        parts.append(_escaped(escape, offset))
        start = escape.end()
    parts.append(passage_of(line[start:], offset + start))
    return joined(parts)


def _escaped(escape: re.Match[str], offset: int) -> Passage:
    """What an escape in a double-quoted value stands for; a quotation mark is its own second character."""
    sign = escape[0][1]
    if sign in "xuU" and len(escape[0]) > 2:
        return Passage(INVISIBLE.sub("", escaped_character(escape[0])))
    if sign.isspace():
        return Passage()
    if sign in _ESCAPED:
        return Passage(_ESCAPED[sign])
    return passage_of(sign, offset + escape.start() + 1)
