"""All that a plugin may use; what is in `__all__` keeps its names and meaning as docs/plugin-author.md promises."""

from __future__ import annotations

from agreementlint.agreement.model import Agreement, Definition, Party, Section, Statement
from agreementlint.conclusion import Conclusion, ExitStatus
from agreementlint.document import Block, BlockKind, Document, Format, Story, Unread
from agreementlint.engine.entries import Entry, Labelled, read_entries
from agreementlint.engine.factcheck import FactCheck, Facts, Mention
from agreementlint.engine.facts import Fact, Named, Value
from agreementlint.errors import UnreadableFile
from agreementlint.language.quantities import CalendarDate, Duration, Money, Quantity, Slot, Unit
from agreementlint.plugins import (
    API_VERSION,
    BringsConfiguredRules,
    BringsFacts,
    BringsReaders,
    BringsReporters,
    BringsRuleFolders,
    BringsRules,
    ConfiguredRules,
    FactReader,
    FileReader,
    Reads,
    hookimpl,
)
from agreementlint.report import DocumentReport, Outcome, Report
from agreementlint.reporters.presentation import Detail, Presentation, Reporter
from agreementlint.rule import Authority, Case, Demand, Rule
from agreementlint.terms import Confidence, Kind, Polarity, Role, RuleId, Severity, Shortfall
from agreementlint.text import FilePlace, PagePlace, Piece, Span, WordPlace
from agreementlint.verdict import Crashed, Held, NearMiss, NotApplicable, Problem, Undetermined, Verdict, Violated

__all__ = [
    "API_VERSION",
    "Agreement",
    "Authority",
    "Block",
    "BlockKind",
    "BringsConfiguredRules",
    "BringsFacts",
    "BringsReaders",
    "BringsReporters",
    "BringsRuleFolders",
    "BringsRules",
    "CalendarDate",
    "Case",
    "Conclusion",
    "Confidence",
    "ConfiguredRules",
    "Crashed",
    "Definition",
    "Demand",
    "Detail",
    "Document",
    "DocumentReport",
    "Duration",
    "Entry",
    "ExitStatus",
    "Fact",
    "FactCheck",
    "FactReader",
    "Facts",
    "FilePlace",
    "FileReader",
    "Format",
    "Held",
    "Kind",
    "Labelled",
    "Mention",
    "Money",
    "Named",
    "NearMiss",
    "NotApplicable",
    "Outcome",
    "PagePlace",
    "Party",
    "Piece",
    "Polarity",
    "Presentation",
    "Problem",
    "Quantity",
    "Reads",
    "Report",
    "Reporter",
    "Role",
    "Rule",
    "RuleId",
    "Section",
    "Severity",
    "Shortfall",
    "Slot",
    "Span",
    "Statement",
    "Story",
    "Undetermined",
    "Unit",
    "Unread",
    "UnreadableFile",
    "Value",
    "Verdict",
    "Violated",
    "WordPlace",
    "hookimpl",
    "read_entries",
]
