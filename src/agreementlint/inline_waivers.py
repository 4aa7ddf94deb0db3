"""Reads waivers that are written in the documents themselves, as comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agreementlint.document import Format
from agreementlint.terms import RuleId
from agreementlint.values import dataclass
from agreementlint.waiver import Remark, Waiver

MARK = "agreementlint:"
_HTML = re.compile(r"<!--\s*agreementlint:(.*?)-->", re.DOTALL)
_YAML = re.compile(r"(?:^|\s)#\s*agreementlint:([^\n]*)", re.MULTILINE)
_ALLOW = re.compile(
    r"\s*allow\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)\s+because\s+(?P<rest>.+)", re.DOTALL | re.IGNORECASE
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FORM = "agreementlint: allow RULE because REASON; by WHO; until YYYY-MM-DD"
# What says nothing about why.
_FILLERS = frozenset(
    "a an and as asap because exception false fix fixme ignore it later me n na no none of ok okay please positive reason"
    " rule skip so some tbd temporary temporarily test that the this tmp to todo waive waived waiver we will xxx".split()
)


@dataclass(frozen=True, slots=True)
class Malformed:
    """A comment that is no waiver though it is addressed to us, and why."""

    remark: Remark
    why: str


def remarks_of(format: Format, data: bytes) -> tuple[Remark, ...]:
    """The comments for us in a file, where its format has comments that can be seen."""
    if format is Format.DOCX and b"omments" in data:  # the name of the part, which is not packed
        from agreementlint.readers.docx_remarks import word_remarks  # which text has no need of

        return tuple(Remark(each.paragraph + 1, 0, each.text, each.part) for each in word_remarks(data))
    if format not in (Format.MARKDOWN, Format.HTML, Format.YAML) or MARK.encode() not in data:
        return ()
    return remarks_in(data.decode("utf-8", errors="replace"), format is Format.YAML)


def remarks_in(text: str, comments_with_hash: bool) -> tuple[Remark, ...]:
    """The comments for us in a text file: in Markdown and HTML `<!-- … -->`, in YAML behind a #."""
    found = []
    for match in (_YAML if comments_with_hash else _HTML).finditer(text):
        start = text.index(MARK, match.start())
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        found.append(Remark(line, column, " ".join(match[1].split())))
    return tuple(found)


def read_remark(path: str, remark: Remark) -> Iterator[Waiver | Malformed]:
    """The waivers in a comment, one for each rule that it names."""
    match = _ALLOW.match(remark.text)
    if match is None:
        yield Malformed(remark, f"it is not written as: {FORM}")
        return
    reason, *others = [part.strip() for part in match["rest"].split(";")]
    said = {part.split(" ", 1)[0].lower(): part.partition(" ")[2].strip() for part in others if part}
    fault = what_is_wrong(reason, said.get("by", ""), said.get("until", ""))
    unknown = sorted(said.keys() - {"by", "until"})
    if unknown:
        fault = f"{unknown[0]!r} is not understood; write it as: {FORM}"
    if fault:
        yield Malformed(remark, fault)
        return
    for rule in match["rules"].split(","):
        name = RuleId(rule.strip().lower())
        until, place = said.get("until", ""), remark.place(path)
        yield Waiver(name, reason, said["by"], until, place, remark.line, part=remark.part)


def what_is_wrong(reason: str, by: str, until: str) -> str:
    """Why a waiver cannot count; empty where nothing is wrong with it."""
    words = set(re.findall(r"[^\W\d_]{2,}", reason.casefold()))
    if len(words) < 3 or len(words - _FILLERS) < 2:
        return "the reason says nothing; say in a sentence why the finding may stand"
    if not re.search(r"[^\W\d_]{2,}", by):
        return 'it does not say by whom; add "; by" and a name'
    if until and not (_DAY.fullmatch(until) and _is_day(until)):
        return f"{until!r} is no day; write it as 2027-01-31"
    return ""


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
