"""The result of a run: documents, their outcomes, and what could not be read."""

from __future__ import annotations

from agreementlint.agreement.model import Agreement
from agreementlint.document import Document, Unread
from agreementlint.engine.facts import Fact
from agreementlint.errors import UnreadableFile
from agreementlint.profile import Profile, Standing
from agreementlint.rule import Rule
from agreementlint.terms import Confidence, Kind
from agreementlint.values import dataclass
from agreementlint.verdict import OutcomeVerdict
from agreementlint.waiver import Remark, Waiver


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule said of one document, how sure it is, and who allows the finding to stand, if anybody."""

    rule: Rule
    verdict: OutcomeVerdict
    confidence: Confidence
    waived: Waiver | None = None


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One document that was read: what it is, why we think so, and the outcome of every rule for its kind.

    `outcomes` is in the order of the rule set and empty for a document of kind `other`. `kind_evidence`
    says in words why the document was taken to be of its kind. `language` is an English name
    ("English", "German"); outcomes in an unsupported language are all undetermined. `standings` says of each
    profile whether it is reached, the least demanding first; it is empty where not all of their rules were asked.
    `facts` is what the document promises; it is empty unless the reporter asks for it.
    `remarks` are the comments in the file that are addressed to us.
    """

    document: Document
    agreement: Agreement
    kind: Kind
    kind_evidence: str
    language: str
    outcomes: tuple[Outcome, ...]
    standings: tuple[Standing, ...] = ()
    facts: tuple[Fact, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def path(self) -> str:
        return self.document.path

    @property
    def unread(self) -> tuple[Unread, ...]:
        return self.document.unread


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run: the documents that were read, the files that could not be, and the profile that was asked for."""

    documents: tuple[DocumentReport, ...]
    unreadable: tuple[UnreadableFile, ...] = ()
    profile: Profile | None = None
