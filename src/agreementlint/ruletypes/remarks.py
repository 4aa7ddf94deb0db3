"""What the type-checker has to say: a message at a place in a file, an error or a warning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from agreementlint.errors import Fault
from agreementlint.terms import Severity
from agreementlint.values import dataclass
from agreementlint.yamlplaces import Place, Places


@dataclass(frozen=True, slots=True)
class Remark:
    """One message about one place; `word` is the part of the value that it is about, `at_key` puts it on the key."""

    path: Path
    place: Place
    message: str
    level: Severity = Severity.ERROR
    word: str = ""
    at_key: bool = False
    line: int = 0  # from 1, with `column`, where the place is no part of a tree (a file that is no YAML)
    column: int = 1


@dataclass(frozen=True, slots=True)
class Located:
    """A remark with the line and column that it is about."""

    fault: Fault
    level: Severity


def located(remarks: Iterable[Remark], contents: Mapping[Path, bytes]) -> Iterator[Located]:
    """The remarks in the order of files and lines, each once; only files that are spoken of are looked through."""
    by_path: dict[Path, list[Remark]] = {}
    for remark in remarks:
        by_path.setdefault(remark.path, []).append(remark)
    for path, members in sorted(by_path.items()):
        text = contents.get(path, b"").decode("utf-8", errors="replace").removeprefix("\ufeff")
        places = Places(path, text)
        found: dict[tuple[int, int, str], Located] = {}
        for remark in members:
            line, column = (
                (remark.line, remark.column) if remark.line else places.find(remark.place, remark.word, remark.at_key)
            )
            fault = Fault(str(path), line, column, remark.message, places.line(line))
            found.setdefault((line, column, remark.message), Located(fault, remark.level))
        yield from (each for _, each in sorted(found.items()))


def listed(words: Sequence[str]) -> str:
    """ "a, b or c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
