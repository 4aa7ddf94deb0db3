"""Word's fields: their codes are not read, their results are; and what old form fields show by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agreementlint.readers.docx_names import VALUE, W, is_on, value_of, whole_number
from agreementlint.values import dataclass

if TYPE_CHECKING:
    from lxml import etree

FIELD_MARK: Final = W + "fldChar"
FIELD_MARK_TYPE: Final = W + "fldCharType"
BOX, TICKED_BOX = "☐", "☒"
PROMPTS: Final = ("MACROBUTTON", "GOTOBUTTON")  # show the end of their code: "click here and type the name"
LISTINGS: Final = ("TOC", "INDEX")


@dataclass(slots=True)
class Field:
    """A complex field: its code so far, and whether its result has begun."""

    code: str = ""
    shown: bool = False

    @property
    def name(self) -> str:
        return next(iter(self.code.split(None, 1)), "").upper()

    @property
    def is_contents(self) -> bool:
        return self.shown and self.name in LISTINGS

    @property
    def is_form_text(self) -> bool:
        return self.shown and self.name == "FORMTEXT"

    @property
    def is_prompt(self) -> bool:
        return not self.shown and self.name in PROMPTS


def never_ended(marks: list[etree._Element], gone: frozenset[str]) -> frozenset[etree._Element]:
    """The beginnings of fields that have no end: Word shows what follows them, so they hide nothing."""
    begun: list[etree._Element] = []
    for mark in marks:
        if gone and any(above.tag in gone for above in mark.iterancestors()):
            continue
        match mark.get(FIELD_MARK_TYPE):
            case "begin":
                begun.append(mark)
            case "end" if begun:
                begun.pop()
    return frozenset(begun)


def form_field(mark: etree._Element) -> str:
    """What an old form field shows by itself: its ticked or empty box, or the entry that is chosen in its list."""
    data = mark.find(W + "ffData")
    if data is None:
        return ""
    box = data.find(W + "checkBox")
    if box is not None:
        ticked = is_on(box.find(W + "checked"))
        return TICKED_BOX if (is_on(box.find(W + "default")) if ticked is None else ticked) else BOX
    choices = data.find(W + "ddList")
    if choices is None:
        return ""
    entries = [entry.get(VALUE, "") for entry in choices.iterchildren(W + "listEntry")]
    chosen = whole_number(value_of(choices, W + "result")) or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""
