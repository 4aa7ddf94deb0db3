"""Writes a draft as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from agreementlint.drafting.model import BlockSort, Draft
from agreementlint.latepattern import LatePattern

_MARKS = LatePattern(r"([\\`*_{}\[\]<>|#~])")
LINE, DATE_LINE = "_" * 20, "_" * 12


def to_markdown(draft: Draft) -> str:
    """The draft with its marks of Markdown; what answers have of them is shown as it was typed."""
    return "\n\n".join(_paragraphs(draft)) + "\n"


def _paragraphs(draft: Draft) -> Iterator[str]:
    for block in draft.blocks:
        text = _marked(block.text)
        match block.sort:
            case BlockSort.TITLE:
                yield f"# {text}"
            case BlockSort.HEADING:
                yield f"## {block.number}. {text}"
            case BlockSort.SIGNATURE_HEADING:
                yield f"## {text}"
            case BlockSort.CLAUSE:
                yield f"{block.number} {text}"
            case _:
                assert_never(block.sort)
    if draft.signatures:
        parties = [_marked(f"{name}, {part}") for part, name in draft.signatures]
        rows = [f"| {party} | {LINE} | {DATE_LINE} |" for party in parties]
        yield "\n".join(["| Party | Signature | Date |", "| --- | --- | --- |", *rows])


def _marked(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
