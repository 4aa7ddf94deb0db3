"""From a Document to an Agreement: the first of the two pure functions in the middle."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter

from agreementlint.agreement.definitions import read_definitions
from agreementlint.agreement.kind import read_kind
from agreementlint.agreement.model import Agreement, Hit
from agreementlint.agreement.parties import find_mentions, read_parties
from agreementlint.agreement.spoken import read_language
from agreementlint.agreement.structure import Structure, read_structure
from agreementlint.document import Document
from agreementlint.language.lexicon import Lexicon, Match
from agreementlint.language.quantities import CalendarDate, Duration, Money, Quantity, Slot, Unit, read_quantities
from agreementlint.language.scope import MODALITIES, POLARITIES, ROLES, Scope, read_scope
from agreementlint.language.tokens import Tokens, tokenize
from agreementlint.terms import ConceptId, Kind

# Concepts that need no lexicon: parties, and quantities by their type.
BUILT_IN = tuple(
    ConceptId(name)
    for name in (
        "coach",
        "client",
        "sponsor",
        "everyone",
        "outsider",
        "duration",
        "short-duration",
        "money",
        "date",
        "slot",
    )
)
_SHORT = frozenset({Unit.MINUTE, Unit.HOUR})


def understand(document: Document, lexicon: Lexicon, kind: Kind | None = None) -> Agreement:
    """What the document says; `kind` overrides what it seems to be. Pure."""
    structure = read_structure(document)
    text = document.text
    if structure.captions:  # captions are read like text, from behind its end
        text, structure = _with_captions(text, structure)
    tokens, units = tokenize(text, lexicon.stems, structure.ranges)
    counts = Counter(tokens.normals)
    if kind is None:
        found_kind, evidence = read_kind(document, tokens.normals, counts)
    else:
        found_kind, evidence = kind, "as you said"
    parties = read_parties(document.text, document.text)
    mentions = find_mentions(tokens, parties)
    scope = read_scope(tokens, units, structure.leads, mentions)
    quantities = read_quantities(document.text, tokens)
    matches = lexicon.find(tokens, units)
    matches += [
        Match(ConceptId(str(ROLES[role])), first, first + width - 1, (range(first, first + width),))
        for first, (role, width) in mentions.items()
    ]
    matches += _quantity_matches(quantities, tokens)
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
        mentions=_mentions(matches, units, len(tokens), scope),
        statement_of_unit=statement_of_unit,
        introduced_by=introduced_by,
    )


def _with_captions(text: str, structure: Structure) -> tuple[str, Structure]:
    for unit, caption in zip(structure.caption_units, structure.captions, strict=True):
        start = len(text) + 1
        text = f"{text}\n{caption}"
        structure.ranges[unit] = (start, start + len(caption))
    return text, structure


def _mentions(
    matches: list[Match], units: list[range], size: int, scope: Scope
) -> dict[ConceptId, dict[int, list[Hit]]]:
    unit_of = [0] * size
    for index, unit in enumerate(units):
        for token in unit:
            unit_of[token] = index
    polarities, causes, modalities, actors = scope.polarity, scope.cause, scope.modality, scope.actor
    mentions: dict[ConceptId, dict[int, list[Hit]]] = {}
    seen: set[tuple[ConceptId, int, int]] = set()
    for concept, first, last, matched in matches:
        if (concept, first, last) in seen:
            continue
        seen.add((concept, first, last))
        polarity = polarities[first]
        if polarity == 1 and any(causes[first] in part for part in matched):
            polarity = 0  # the denial is part of the phrase itself ("tell nobody")
        elif (
            polarity == 0
            and len(matched) > 1
            and polarities[last] == 1
            and not any(causes[last] in part for part in matched)
        ):
            polarity = 1  # the denial stands in the gap ("keep nothing confidential")
        hit = Hit(first, last, POLARITIES[polarity], MODALITIES[modalities[first]], ROLES[actors[first]])
        mentions.setdefault(concept, {}).setdefault(unit_of[first], []).append(hit)
    return mentions


def _quantity_matches(quantities: tuple[Quantity, ...], tokens: Tokens) -> list[Match]:
    matches = []
    for quantity in quantities:
        first = bisect_left(tokens.ends, quantity.span.start + 1)
        last = bisect_right(tokens.starts, quantity.span.end - 1) - 1
        if first > last or first >= len(tokens):
            continue
        match quantity:
            case Duration(unit=unit):
                name = "short-duration" if unit in _SHORT else "duration"
            case Money():
                name = "money"
            case CalendarDate():
                name = "date"
            case Slot():
                name = "slot"
        matches.append(Match(ConceptId(name), first, last, (range(first, last + 1),)))
    return matches
