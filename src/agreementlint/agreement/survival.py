"""What outlasts a contract by its number: "Sections 3, 6 and 8 survive" speaks of what their headings name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from agreementlint.agreement.model import Section, Statement
from agreementlint.latepattern import LatePattern

_SURVIVES = LatePattern(
    r"\b(?:surviv\w*|outlast\w*|outliv\w*|(?:remain|stay|continue|continues|remains|stays) (?:to apply|binding|in (?:full )?(?:force|effect)))\b"
)
_NAMED = LatePattern(
    r"\b(?:[Ss]ections?|[Cc]lauses?|[Pp]aragraphs?|[Aa]rticles?|[Pp]arts?|[Pp]oints?|§+) ?(?P<numbers>\d[\d.]*(?:(?:, and |, | and | & | or )\d[\d.]*)*)"
)
_NUMBER = LatePattern(r"\d+(?:\.\d+)*")


def with_named_sections(statements: Sequence[Statement], sections: Sequence[Section], text: str) -> Iterator[Statement]:
    """The statements; those that say which sections go on have their headings among what introduces them."""
    by_number = {section.label.strip("().: §"): section.unit for section in sections if section.label}
    for statement in statements:
        start, end = statement.span.start, statement.span.end
        if not by_number or not _SURVIVES.search(text, start, end):
            yield statement
            continue
        numbers = [
            number for named in _NAMED.finditer(text, start, end) for number in _NUMBER.findall(named["numbers"])
        ]
        units = dict.fromkeys(by_number[number] for number in numbers if number in by_number)
        added = tuple(unit for unit in units if unit not in statement.context)
        yield replace(statement, context=(*statement.context, *added)) if added else statement
