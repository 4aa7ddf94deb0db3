"""The command `outline`: what was read in one file, before any rule has looked at it."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from agreementlint.agreement.model import Agreement
from agreementlint.agreement.structure import SEARCHED_STORIES
from agreementlint.agreement.understand import understand
from agreementlint.cli.configured import changes_of, configuration_of, take_configuration, with_plugins
from agreementlint.cli.deadline import in_time
from agreementlint.cli.files import STANDARD_INPUT, contents, is_folder, read, shown, take_changes
from agreementlint.cli.selection import plugin_choice, take_plugins
from agreementlint.cli.terminal import page, say
from agreementlint.cli.workplace import Job, set_up
from agreementlint.conclusion import ExitStatus
from agreementlint.document import BlockKind, Document, Story
from agreementlint.engine.checks import FactForm, Feature
from agreementlint.engine.facts import Named, Value, read_facts
from agreementlint.engine.structures import find_structure
from agreementlint.errors import BadConfiguration
from agreementlint.language.quantities import CalendarDate, Duration, Money, Quantity, Slot
from agreementlint.readers.apart import expect
from agreementlint.reporters.layout import BLANK, Row, Style, Words, paint, quoted, row
from agreementlint.reporters.places import whereabouts
from agreementlint.reporters.wording import KIND_IN_WORDS, as_sentence, count
from agreementlint.terms import SUPPORTED_LANGUAGES, Role
from agreementlint.text import Span

_DASH = Words("-")
_FIRST_WORDS = 10
_STORIES = {
    Story.BODY: "the text",
    Story.HEADER: "headers",
    Story.FOOTER: "footers",
    Story.FOOTNOTE: "footnotes",
    Story.ENDNOTE: "endnotes",
    Story.TEXT_BOX: "text boxes",
    Story.COMMENT: "comments",
}
_BLOCKS = {
    BlockKind.HEADING: ("heading", "headings"),
    BlockKind.PARAGRAPH: ("paragraph", "paragraphs"),
    BlockKind.ITEM: ("list item", "list items"),
    BlockKind.CELL: ("table cell", "table cells"),
    BlockKind.CONTENTS: ("line of contents", "lines of contents"),
    BlockKind.CODE: ("sample", "samples"),
}


def take(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the file to read, or - for standard input")
    take_changes(parser, default=None)
    take_configuration(parser)
    take_plugins(parser)


def run(arguments: Namespace) -> ExitStatus:
    path: str = arguments.file
    if path != STANDARD_INPUT:
        if not os.path.lexists(path):
            raise BadConfiguration(f"there is no file {path!r}")
        if is_folder(path):
            raise BadConfiguration(f"{path!r} is a folder; outline shows one file")
        path = shown(path)
    expect((path,))
    configuration = configuration_of(arguments, [path])
    choice = with_plugins(plugin_choice(arguments), configuration)
    changes = changes_of(configuration, arguments.changes)
    workplace = set_up(Job(plugins=choice, changes=changes, configuration=configuration))
    ruleset, plugins = workplace.every, workplace.plugins
    kind, _ = workplace.how(workplace.name(path))
    further = tuple(reader.read for reader in plugins.facts)
    with in_time(path):
        document = read(path, contents(path), plugins, changes=changes)
        understood = understand(document, ruleset.lexicon, kind, further)
        agreement = replace(understood, document=document)  # quoted with the letters that the file has
        outlined = paint(_outlined(agreement, ruleset.facts), page())
    say(outlined)
    whole = not agreement.document.unread and agreement.language in SUPPORTED_LANGUAGES
    return ExitStatus.CLEAN if whole else ExitStatus.INCOMPLETE


def _outlined(agreement: Agreement, forms: Sequence[FactForm]) -> Iterator[Row]:
    document = agreement.document
    yield row(Words(document.path, Style.NAME))
    yield row(f"Read as {KIND_IN_WORDS[agreement.kind]}: {as_sentence(agreement.kind_evidence)}")
    yield row(
        f"{document.format.value}, {agreement.language}: {count(len(agreement.sections), 'section')},"
        f" {count(len(agreement.statements), 'statement')}, {count(len(document.text), 'character')}."
    )
    yield from _stories(document)
    if document.engagement:
        yield row(f"It belongs to the engagement “{document.engagement}”.")
    yield from _parties(agreement)
    yield from _sections(agreement)
    yield from _definitions(agreement)
    yield from _promises(agreement, forms)
    yield from _signatures(agreement)
    yield from _quantities(agreement)
    for heading, remarks in (
        ("Not read", [f"{gap.part}: {gap.why}" for gap in document.unread]),
        ("Notes", list(document.notes)),
    ):
        yield from _headed(heading, [row(as_sentence(remark), indent=2, marker=_DASH) for remark in remarks])


def _stories(document: Document) -> Iterator[Row]:
    """Every strand of the document with what it has and how it begins."""
    rows = []
    for story in Story:
        blocks = [block for block in document.blocks if block.story is story]
        if not blocks:
            continue
        kinds = Counter(block.kind for block in blocks)
        text = " ".join(document.text[block.start : block.end] for block in blocks)
        said = [
            count(len(text.split()), "word"),
            *(count(kinds[kind], *_BLOCKS[kind]) for kind in BlockKind if kinds[kind]),
        ]
        aside = "" if story in SEARCHED_STORIES else " (no rule looks for clauses here)"
        rows.append(row(f"{_STORIES[story]}: {', '.join(said)}", Words(aside, Style.DIM), indent=2))
        opening = " ".join(text.split()[:_FIRST_WORDS])
        rows.append(row(quoted(opening + (" …" if len(opening) < len(text) else "")), indent=4))
    yield from _headed("What was read", rows)


def _headed(heading: str, rows: list[Row]) -> Iterator[Row]:
    if rows:
        yield BLANK
        yield row(Words(heading, Style.TITLE))
        yield from rows


def _parties(agreement: Agreement) -> Iterator[Row]:
    rows = []
    for party in agreement.parties:
        if party.span is None:  # words that always stand for a role, named here or not
            continue
        names = [name for name in dict.fromkeys((party.label, party.name, *party.aliases)) if name]
        rows.append(row(f"{party.role.value}: {', '.join(names)}", *_where(agreement, party.span), indent=2))
    yield from _headed("Parties", rows)


def _sections(agreement: Agreement) -> Iterator[Row]:
    statements = Counter(statement.section for statement in agreement.statements)
    rows = []
    if statements[-1]:
        rows.append(row(Words("before the first heading", Style.DIM), f": {statements[-1]}", indent=2))
    for index, section in enumerate(agreement.sections):
        heading = f"{section.label} {agreement.quote(section.heading)}".strip()
        rows.append(row(f"{heading}: {statements[index]}", indent=2 + 2 * len(section.path)))
    yield from _headed("Sections and their statements", rows)


def _definitions(agreement: Agreement) -> Iterator[Row]:
    rows = [
        row(quoted(definition.term), *_where(agreement, definition.span), indent=2)
        for definition in agreement.definitions
    ]
    yield from _headed("Defined terms", rows)


def _promises(agreement: Agreement, forms: Sequence[FactForm]) -> Iterator[Row]:
    rows: list[Row] = []
    for form in forms:
        facts = read_facts(form, agreement)
        if facts:
            rows.append(row(f"{form.name}: {form.means}", indent=2))
        for fact in facts:
            values = [
                f"{part.name} {', '.join(_value(value, agreement) for value in found)}"
                for part, found in zip(form.parts, fact.values, strict=True)
                if found
            ]
            rows.append(row("; ".join(values), *_where(agreement, fact.span), indent=4, marker=_DASH))
    yield from _headed("What it promises", rows)


def _value(value: Value, agreement: Agreement) -> str:
    match value:
        case Role():
            return f"the {value}" if value is not Role.EVERYONE else value
        case Named():
            return quoted(agreement.quote(value.span)).text
        case _:
            return _in_words(value)


def _signatures(agreement: Agreement) -> Iterator[Row]:
    found = find_structure(Feature.SIGNATURES, agreement)
    rows = [row(quoted(agreement.quote(span)), *_where(agreement, span), indent=2) for span in found.evidence]
    yield from _headed("Signatures", rows)


def _quantities(agreement: Agreement) -> Iterator[Row]:
    rows = [
        row(
            f"{_in_words(quantity)}: ",
            quoted(agreement.quote(quantity.span)),
            *_where(agreement, quantity.span),
            indent=2,
        )
        for quantity in agreement.quantities
    ]
    yield from _headed("Quantities and blanks", rows)


def _where(agreement: Agreement, span: Span | None) -> tuple[Words, ...]:
    where = whereabouts(agreement, span) if span is not None else ""
    return (Words(f" ({where})", Style.DIM),) if where else ()


def _in_words(quantity: Quantity) -> str:
    match quantity:
        case Duration():
            return f"duration of {_open(quantity.amount)} {quantity.unit.value}s"
        case Money():
            return f"{_open(quantity.amount)} {quantity.currency}"
        case CalendarDate():
            return f"date {_open(quantity.year)}-{_open(quantity.month)}-{_open(quantity.day)}"
        case Slot():
            return f"blank for {quantity.name}" if quantity.name else "blank"
        case _:
            assert_never(quantity)


def _open(value: Decimal | int | None) -> str:
    return "?" if value is None else f"{value:02}" if isinstance(value, int) else f"{value.normalize():f}"
