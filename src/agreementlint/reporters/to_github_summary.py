"""The summary of a job on GitHub: the Markdown report as far as a summary can hold it."""

from __future__ import annotations

from agreementlint.conclusion import Conclusion
from agreementlint.report import Report
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.to_markdown import markdown_parts
from agreementlint.reporters.wording import count

SUMMARY_BYTES = 1_000_000  # GitHub drops the whole summary of a step that is longer than 1 MiB


def to_github_summary(report: Report, conclusion: Conclusion, presentation: Presentation) -> str:
    """The head and as many documents as there is room for; how many are left out is said."""
    del presentation
    head, *documents = markdown_parts(report, conclusion)
    kept, size = [head], len(head.encode("utf-8", "backslashreplace"))
    for number, part in enumerate(documents):
        size += len(part.encode("utf-8", "backslashreplace"))
        if size > SUMMARY_BYTES:
            left = count(len(documents) - number, "document")
            kept.append(f"\n**{left} left out here:** a job summary holds no more. The log and the files have all.\n")
            break
        kept.append(part)
    return "".join(kept)
