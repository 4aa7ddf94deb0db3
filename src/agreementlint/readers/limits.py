"""How much of an input is read before it is refused or left unread: every limit there is, in one value."""

from __future__ import annotations

from typing import Final

from agreementlint.errors import UnreadableFile
from agreementlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds; what goes over one is never called clean.

    They are far above what an agreement needs (a hundred pages are about 300 KB of text) and low enough
    that any input is answered within ten seconds and 512 MB.
    """

    file_bytes: int = 64_000_000  # of any file, before anything looks into it

    text_bytes: int = 1_000_000  # of a file that is text itself
    text_lines: int = 50_000
    plan_bytes: int = 500_000  # of a data-handling plan in YAML
    plan_nodes: int = 50_000
    plan_depth: int = 30
    nested_lists: int = 40

    archive_members: int = 2_000
    member_bytes: int = 20_000_000  # of one part that holds text, unpacked
    members_bytes: int = 60_000_000  # of all of them
    packing_ratio: int = 100  # of a part over `packing_from`; what Word itself writes stays below 30
    packing_from: int = 1_000_000
    elements: int = 300_000  # of one part; two million take a gigabyte once they are parsed

    characters: int = 4_000_000  # of any document; what is longer cannot be checked in `checking_seconds`
    rtf_characters: int = 1_000_000  # of text; the file may be larger, for it holds pictures in figures
    rtf_tokens: int = 600_000
    rtf_groups: int = 500  # inside each other; word processors write about ten

    pages: int = 400
    page_characters: int = 200_000

    # Of the process that reads files of formats with a history of attacks. Processor time does not depend
    # on what else the machine does; the waiting time is for what takes none.
    reading_memory: int = 400_000_000
    reading_seconds: int = 4
    waiting_seconds: int = 30
    checking_seconds: int = 6  # of a file, in the process that checks it, reading what is read there included

    # Of a file in a worker, where these are nets below the others: for what takes the word from Python and does not
    # give it back, and for what sleeps. The memory is what comes on top of rules and program.
    working_seconds: int = 20
    working_wait: int = 90
    working_memory: int = 400_000_000
    weighty_bytes: int = 8_000_000  # unpacked; from here on a file is read apart, and checked in a worker even alone


LIMITS: Final = Limits()
MOST_PACKED: Final = 1_000  # times that an archive can make a part smaller


def too_large(path: str) -> UnreadableFile:
    """The refusal of a file over `file_bytes`."""
    limit = f"it is larger than {in_megabytes(LIMITS.file_bytes)}"
    return UnreadableFile(path, limit, "Save it without its pictures, or split it")


def in_megabytes(size: int) -> str:
    """A limit as messages name it."""
    return f"{size / 1_000_000:g} MB"
