"""Tables of yes and no: what the mark in a cell says of the head of its row and the head of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agreementlint.document import Block, BlockKind
from agreementlint.latepattern import LatePattern
from agreementlint.values import dataclass

_MARK = LatePattern(
    r"\W*?(?:(?P<yes>yes|[x✓✔✅☑☒●]|\[[xX]\])|(?P<no>no|none|never|not|[-–—✗✘❌☐])|n/a)(?:\s*[,;:.(–—-]\s*(?P<rest>.*?))?[\s*_]*",
    # What follows a mark qualifies it: "yes, in writing".
    re.IGNORECASE,
)
_BOX = re.compile(r"\W*☐\W*")
# Heads that are answers themselves: only the one that is ticked says something.
_YES = LatePattern(
    r"(?:i |we )?(?:yes|y|agree|accept|consent|confirm|approve)|(?:is )?(?:agreed|accepted|confirmed|approved|ok|okay|true|applies)",
    re.IGNORECASE,
)
_NO = LatePattern(
    r"n|no|(?:i |we )?(?:disagree|decline|refuse|object|(?:do not|don['’]t) (?:agree|accept|consent))|declined|refused|false"
    r"|not (?:agreed|accepted|confirmed|approved|true)|does not apply",
    re.IGNORECASE,
)
_OPEN = LatePattern(
    r"n/?a|not applicable|unsure|not sure|undecided|(?:i )?do(?: not|n['’]t) know|later|to discuss", re.IGNORECASE
)
_VERB = r"(?:may|can|will|must|shall|should|is|are|was|has|have|do|does|keeps?|hears?|sees?|gets?|knows?|tells?|holds?|agrees?|receives?)"
# "The coach keeps it", "sessions are recorded": says by itself who does what.
_CLAUSE = LatePattern(
    r"(?P<who>(?P<self>(?:i|we|you|they) )|(?P<party>(?:the |my |your |our )?"
    r"(?:coach|client|sponsor|mentor|mentee|coachee|employer|manager|company|organi[sz]ation) )"
    rf"|(?!{_VERB}\b)(?:(?!(?:what|that|which|whom?|whose|when|where|how)\b)[\w'’-]+ ){{1,6}}?)"
    rf"(?P<verb>(?(self)\w+|(?(party)(?:{_VERB}|\w+s)|{_VERB})))\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# "Shared with the sponsor" has no subject: that is the head of the row.
_DONE = LatePattern(
    r"(?:kept|told|held|given|seen|known|sent|heard|shown|made|\w{2,}ed)\b.*", re.IGNORECASE | re.DOTALL
)
_AUXILIARY = LatePattern(r"may|can|will|must|shall|should|is|are|was|has|have|do|does", re.IGNORECASE)
_MODAL = LatePattern(r"(?:may|can|will|must|shall|should|is|are|has|gets)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ticked:
    """The rows (table, row) whose cells hold marks only, below several heads of columns and behind one of their own."""

    rows: frozenset[tuple[int, int]]

    def sentence(self, head: str, label: str, words: str) -> str:
        """What a mark says, as a sentence about the head of its column; "" where it says nothing."""
        mark = _MARK.fullmatch(words)
        if mark is None or not (mark["yes"] or mark["no"]):
            return ""
        rest = mark["rest"] or ""
        rest = rest.removesuffix(")") if "(" not in rest else rest
        said = _said(head, label[:1].lower() + label[1:], mark["yes"] is not None)
        return f"{said} {rest}".rstrip() if said else ""


def _said(head: str, what: str, yes: bool) -> str:
    """What a yes or a no between the head of a column and the head of its row says; "" for nothing."""
    if _OPEN.fullmatch(head):
        return ""
    if _YES.fullmatch(head):
        return what if yes else ""
    if _NO.fullmatch(head):
        return _denial(what) if yes else ""
    if _CLAUSE.fullmatch(what):  # for whom it is not so says nothing of the others
        return f"{what} ({head})" if yes else ""
    head_says = head[:1].lower() + head[1:]
    if _DONE.fullmatch(head):
        return f"{what}: {head_says}" if yes else f"{what}: not {head_says}"
    if _CLAUSE.fullmatch(head):
        return f"{what}: {head_says}" if yes else f"{what}: {_denial(head_says)}"
    modal = None if yes else _MODAL.match(what)
    if modal:
        return f"{head} {modal[0]} not {what[modal.end() :].lstrip()}"
    return f"{head} {what}" if yes else f"{head} does not {what}"


def _denial(what: str) -> str:
    """The contrary of what the head of a row says."""
    if clause := _CLAUSE.fullmatch(what):
        verb = clause["verb"]
        turned = f"{verb} not" if _AUXILIARY.fullmatch(verb) else f"does not {verb}"
        return f"{clause['who']}{turned}{clause['rest']}"
    modal = _MODAL.match(what)
    return f"{modal[0]} not {what[modal.end() :].lstrip()}" if modal else f"no {what}"


def ticked_rows(blocks: Sequence[Block], text: str) -> Ticked:
    """The rows of tables with several heads in which every cell but the first is a mark, or empty.

    An empty box is a mark only beside another: a row of nothing but these is a form that nobody filled in.
    """
    heads: dict[int, set[int]] = {}
    rows: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        if block.kind is BlockKind.CELL and block.column and text[block.start : block.end].strip():
            if block.header and block.row == 0:
                heads.setdefault(block.table, set()).add(block.column)
            else:
                rows.setdefault((block.table, block.row), []).append(block)
    return Ticked(
        frozenset(
            row
            for row, cells in rows.items()
            if len(heads.get(row[0], ())) > 1
            and all(cell.column in heads[row[0]] and _MARK.fullmatch(text, cell.start, cell.end) for cell in cells)
            and not all(_BOX.fullmatch(text, cell.start, cell.end) for cell in cells)
        )
    )
