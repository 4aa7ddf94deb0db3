"""From a Document to an Agreement: the first of the two pure functions in the middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, pairwise

from agreementlint.agreement.addressed import as_addressed
from agreementlint.agreement.antecedents import act_as_before
from agreementlint.agreement.attribution import act_under_headings
from agreementlint.agreement.conditions import condition_places
from agreementlint.agreement.definitions import read_definitions
from agreementlint.agreement.forbidding import bind_the_reader
from agreementlint.agreement.kind import read_kind
from agreementlint.agreement.layout import Layout
from agreementlint.agreement.matching import as_matched
from agreementlint.agreement.mentions import Mentions, as_sets, party_places, quantity_places
from agreementlint.agreement.model import Agreement
from agreementlint.agreement.parties import read_parties
from agreementlint.agreement.party_words import find_mentions, with_roles_for_names
from agreementlint.agreement.pointed import act_in_parts_pointed_at
from agreementlint.agreement.products import named_places
from agreementlint.agreement.questions import as_asked, deny_the_asked, deny_the_labelled
from agreementlint.agreement.spoken import read_language
from agreementlint.agreement.stances import Stances
from agreementlint.agreement.stood_for import stood_for
from agreementlint.agreement.structure import Structure, read_structure
from agreementlint.document import BlockKind, Document, Format
from agreementlint.language.afterthoughts import share_acts
from agreementlint.language.divided import reread
from agreementlint.language.lexicon import Lexicon
from agreementlint.language.quantities import Quantity, read_quantities
from agreementlint.language.scope import read_scope
from agreementlint.language.tokens import tokenize
from agreementlint.language.undergone import clear_the_passive
from agreementlint.terms import Kind

FactReader = Callable[[str], Iterable[Quantity]]


def divided_words(document: Document) -> list[int]:
    """Where the second halves of the words begin that a line end divides: they have a place of their own."""
    text = document.text
    return [
        start
        for (_, ended), (start, _) in pairwise(document.ranges())
        if ended == start and text[start].isalpha() and not text[start - 1].isspace()
    ]


def understand(
    document: Document, lexicon: Lexicon, kind: Kind | None = None, facts: Sequence[FactReader] = ()
) -> Agreement:
    """What the document says; `kind` overrides what it seems to be, `facts` read further quantities. Pure.

    The agreement's own document is the one in which words are matched: the same but for odd forms of letters.
    """
    document = as_matched(document)
    structure = read_structure(document)
    text = document.text
    if structure.captions:  # captions are read like text, from behind its end
        text, structure = _with_captions(text, structure)
    tokens, units = tokenize(text, lexicon.stems, structure.ranges)
    if document.format is Format.PDF:
        tokens, units = reread(text, tokens, units, divided_words(document), lexicon)
    counts = Counter(tokens.normals)
    if kind is None:
        found_kind, evidence = read_kind(document, tokens, counts)
    else:
        found_kind, evidence = kind, "as you said"
    parties = read_parties(document, tokens, counts, found_kind)
    mentions = as_asked(tokens, units, find_mentions(tokens, parties))
    mentions = as_addressed(structure.statements, tokens, units, mentions)
    scope = read_scope(tokens, units, structure.leads, mentions)
    clear_the_passive(tokens, units, mentions, scope)
    share_acts(tokens, units, mentions, scope)
    act_in_parts_pointed_at(structure.statements, document.text, units, mentions, scope)
    act_under_headings(structure.sections, structure.statements, tokens, units, mentions, scope)
    bind_the_reader(structure.statements, document.blocks, tokens, units, mentions, scope, parties)
    deny_the_asked(structure.statements, tokens, units, scope)
    deny_the_labelled(tokens, units, scope)
    act_as_before(structure.statements, tokens, units, mentions, scope, parties)
    quantities = read_quantities(document.text, tokens)
    if facts:
        further = (quantity for read in facts for quantity in read(document.text))
        quantities = tuple(sorted((*quantities, *further), key=lambda quantity: quantity.span.start))
    cells = (units[each.unit] for each in structure.statements if document.blocks[each.block].kind is BlockKind.CELL)
    built_in = as_sets(
        chain(
            party_places(mentions),
            quantity_places(quantities, tokens),
            condition_places(structure.statements, tokens, units),
            named_places(document.text, tokens, cells, mentions, lexicon.knows),
        ),
        len(tokens),
    )
    spoken = with_roles_for_names(tokens, parties, mentions, lexicon.knows)
    layout = Layout([(each.unit, each.context, each.topic) for each in structure.statements], units, len(tokens))
    meant = stood_for(structure.statements, structure.sections, document.blocks, tokens, units, mentions)
    stances = Stances(lexicon.find(spoken, units, meant), built_in, scope, layout, units, tokens.stems)
    statement_of_unit = {statement.unit: statement.index for statement in structure.statements}
    introduced_by: dict[int, list[int]] = {}
    for statement in structure.statements:
        for unit in statement.context:
            introduced_by.setdefault(unit, []).append(statement.index)
    return Agreement(
        document=document,
        kind=found_kind,
        kind_evidence=evidence,
        language=read_language(counts, document.text),
        sections=tuple(structure.sections),
        statements=tuple(structure.statements),
        parties=parties,
        definitions=read_definitions(document.text, structure.statements),
        quantities=quantities,
        units=tuple(units),
        starts=tokens.starts,
        ends=tokens.ends,
        stems=tokens.stems,
        stances=stances,
        mentions=Mentions(stances, scope, units),
        statement_of_unit=statement_of_unit,
        introduced_by=introduced_by,
    )


def _with_captions(text: str, structure: Structure) -> tuple[str, Structure]:
    for unit, caption in zip(structure.caption_units, structure.captions, strict=True):
        start = len(text) + 1
        text = f"{text}\n{caption}"
        structure.ranges[unit] = (start, start + len(caption))
    return text, structure
