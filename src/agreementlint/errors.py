"""What can go wrong: the user's file cannot be read, the user's rule or setting is wrong, or we have a bug."""

from __future__ import annotations

from agreementlint.values import dataclass


class AgreementlintError(Exception):
    """The root of every error that this package raises on purpose."""


class UnreadableFile(AgreementlintError):
    """A file that cannot be read: which file, what is the matter, and what to do about it."""

    def __init__(self, path: str, problem: str, advice: str) -> None:
        super().__init__(f"{path}: {problem}. {advice}")
        self.path, self.problem, self.advice = path, problem, advice

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[str, str, str]]:
        return type(self), (self.path, self.problem, self.advice)


class CrashedOn(UnreadableFile):
    """A file on which we failed: our bug and not the file's."""


class PluginCrashedOn(CrashedOn):
    """A file on which a plugin failed."""


class PluginFailed(AgreementlintError):
    """A plugin that raised, or gave back what it may not, while documents were read or a report was written."""

    def __init__(self, plugin: str, problem: str) -> None:
        super().__init__(f"plugin {plugin!r} failed: {problem}")
        self.plugin, self.problem = plugin, problem

    def __reduce__(self) -> tuple[type[PluginFailed], tuple[str, str]]:
        return type(self), (self.plugin, self.problem)


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a file that the user wrote (a rule, a lexicon, a setting), with its place from 1."""

    path: str
    line: int
    column: int
    message: str
    source_line: str = ""

    def __str__(self) -> str:
        text = f"{self.path}:{self.line}:{self.column}: {self.message}"
        if self.source_line:
            text += "\n    {}\n    {}".format(*shown_line(self.source_line, self.column))
        return text


def shown_line(line: str, column: int, widest: int = 88) -> tuple[str, str]:
    """A line of a file cut to what is around a column, and the caret that goes under it."""
    start = max(0, column - 1 - widest // 2) if len(line) > widest else 0
    part = line[start : start + widest].replace("\t", " ")
    head, tail = "… " if start else "", " …" if start + widest < len(line) else ""
    return f"{head}{part}{tail}", " " * (len(head) + column - 1 - start) + "^"


class BadConfiguration(AgreementlintError):
    """A rule, lexicon, setting, plugin or path that is wrong; carries every fault that was found."""

    def __init__(self, *faults: Fault | str) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
