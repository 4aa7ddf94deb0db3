"""A waiver: somebody says of a finding, with a reason, that it stands; and the comments in files that say so."""

from __future__ import annotations

from agreementlint.terms import RuleId
from agreementlint.values import dataclass

FAMILY = "waivers"  # of rules: what is wrong with waivers themselves


@dataclass(frozen=True, slots=True)
class Waiver:
    """Who allows what, why and until when; `until` is the last day ("2027-01-31"), empty where there is none.

    `place` says where it was written. `line` is that of a comment in the document itself, which holds for its
    section and what is below it; 0 for an entry of a side file, which holds for the words and section it names.
    In a Word file `part` is the part that the comment hangs on, and `line` counts its paragraphs.
    """

    rule: RuleId
    reason: str
    by: str
    until: str
    place: str
    line: int = 0
    section: str = ""
    words: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in a file that is addressed to us, with its place from 1; in a Word file its part and paragraph."""

    line: int
    column: int
    text: str
    part: str = ""

    def place(self, path: str) -> str:
        """Where it stands, for people."""
        return f"{path}, paragraph {self.line}" if self.part else f"{path}:{self.line}:{self.column}"
