"""All that the type-checker does with the files of a rule set, in one call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from agreementlint.language.lexicon import Lexicon
from agreementlint.language.phrases import BadPhrase
from agreementlint.ruletypes.conduct import conduct_remarks
from agreementlint.ruletypes.doubts import doubts
from agreementlint.ruletypes.logic import logic_remarks
from agreementlint.ruletypes.names import name_remarks
from agreementlint.ruletypes.reading import Reading, read_files
from agreementlint.ruletypes.remarks import Located, Remark, located
from agreementlint.terms import ConceptId, Severity


def type_errors(reading: Reading, phrases: bool = False) -> Iterator[Remark]:
    """Every error in files that were read; `phrases` asks for those in the lexicon too, which takes its time."""
    yield from reading.remarks
    yield from name_remarks(reading, phrases)
    yield from logic_remarks(reading)
    yield from conduct_remarks(reading)


def lexicon_of(reading: Reading) -> Lexicon:
    """The lexicon of files without errors. Raises BadPhrase."""
    entries = {ConceptId(model.concept): tuple(model.phrases) for _, _, model in reading.concepts}
    includes = {ConceptId(model.concept): tuple(map(ConceptId, model.includes)) for _, _, model in reading.concepts}
    return Lexicon(entries, includes)


def examine(files: Sequence[tuple[Path, bytes]]) -> tuple[Located, ...]:
    """Every error and warning in the files of a rule set, in the order of files and lines."""
    reading = read_files(files)
    errors = list(type_errors(reading, phrases=True))
    lexicon: Lexicon | None = None
    if not errors:
        try:
            lexicon = lexicon_of(reading)
        except BadPhrase:  # told already, each with its place
            lexicon = None
    return tuple(located((*errors, *doubts(reading, lexicon)), dict(files)))


def errors_in(found: Sequence[Located]) -> int:
    """How many of them are errors."""
    return sum(1 for each in found if each.level is Severity.ERROR)
