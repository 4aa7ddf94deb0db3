"""How a report is shown: how wide, how much of it, in colour or not, and what the run came to."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from agreementlint.conclusion import Conclusion
from agreementlint.report import Report
from agreementlint.values import dataclass


class Detail(StrEnum):
    """How much is said of each finding."""

    QUIET = "quiet"  # only what keeps the run from passing; nothing where it passes
    BRIEF = "brief"
    NORMAL = "normal"
    VERBOSE = "verbose"


@dataclass(frozen=True, slots=True)
class Presentation:
    """The page that a report is written on; `width` is in terminal columns."""

    width: int = 100
    colour: bool = False
    detail: Detail = Detail.NORMAL


# A reporter finds documents in no particular order, and in their agreements the text, blocks, sections, statements,
# parties, definitions and quantities; the analysis of single words is gone by then.
Reporter = Callable[[Report, Conclusion, Presentation], str]
