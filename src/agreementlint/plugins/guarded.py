"""What plugins do while documents are read and reports are written: each call names its plugin if it goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from agreementlint.conclusion import Conclusion
from agreementlint.document import Document, fault_of
from agreementlint.errors import PluginFailed, UnreadableFile
from agreementlint.language.quantities import CalendarDate, Duration, Money, Quantity, Slot
from agreementlint.report import Report
from agreementlint.reporters.presentation import Presentation, Reporter
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class GuardedReader:
    """A plugin's reader; UnreadableFile comes through, whatever else goes wrong is the plugin's."""

    plugin: str
    read: Callable[[str, bytes], Document]

    def __call__(self, path: str, data: bytes) -> Document:
        try:
            document: object = self.read(path, data)
        except UnreadableFile:
            raise
        except (Exception, SystemExit) as error:
            raise PluginFailed(self.plugin, f"its reader raised {type(error).__name__}") from error
        if not isinstance(document, Document):
            raise PluginFailed(self.plugin, f"its reader returned {type(document).__name__} instead of a Document")
        fault = fault_of(document)
        if fault:
            raise PluginFailed(self.plugin, f"its reader returned a Document in which {fault}")
        return document


@dataclass(frozen=True, slots=True)
class GuardedFacts:
    """A plugin's reader of quantities; each must stand in the text."""

    plugin: str
    read: Callable[[str], Iterable[Quantity]]

    def __call__(self, text: str) -> tuple[Quantity, ...]:
        try:
            found: tuple[object, ...] = tuple(self.read(text))
        except (Exception, SystemExit) as error:
            raise PluginFailed(self.plugin, f"its reader of quantities raised {type(error).__name__}") from error
        quantities: list[Quantity] = []
        for each in found:
            if not isinstance(each, Duration | Money | CalendarDate | Slot):
                raise PluginFailed(self.plugin, f"its reader of quantities returned {type(each).__name__}")
            if not 0 <= each.span.start < each.span.end <= len(text):
                raise PluginFailed(self.plugin, "its reader of quantities returned one that stands outside of the text")
            quantities.append(each)
        return tuple(quantities)


@dataclass(frozen=True, slots=True)
class GuardedReporter:
    """A plugin's reporter; it must give text."""

    plugin: str
    report: Reporter

    def __call__(self, report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
        try:
            text: object = self.report(report, conclusion, presentation)
        except (Exception, SystemExit) as error:
            raise PluginFailed(self.plugin, f"its reporter raised {type(error).__name__}") from error
        if not isinstance(text, str):
            raise PluginFailed(self.plugin, f"its reporter returned {type(text).__name__} instead of text")
        return text
