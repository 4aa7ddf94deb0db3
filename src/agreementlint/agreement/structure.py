"""Structure: from blocks to sections and statements, each statement with what introduces it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from agreementlint.agreement.answered import with_answered_headings
from agreementlint.agreement.examples import quoted_examples
from agreementlint.agreement.generalities import is_generality, own_part
from agreementlint.agreement.headless import headless_tables
from agreementlint.agreement.model import Section, Statement
from agreementlint.agreement.pointed import with_parts_pointed_at
from agreementlint.agreement.sentence_forms import (
    FINITE,
    LABEL_WORDS,
    is_run_in_label,
    speaks_of_somebody_brought_in,
    stands_alone,
    stands_apart,
)
from agreementlint.agreement.ticked import ticked_rows
from agreementlint.document import Block, BlockKind, Document, Story
from agreementlint.language.sentences import clauses, inline_items, sentence_spans
from agreementlint.latepattern import LatePattern
from agreementlint.text import Span

SEARCHED_STORIES = frozenset({Story.BODY, Story.FOOTNOTE, Story.ENDNOTE, Story.TEXT_BOX})
_HEADING_WORDS = 12
_CELL_SENTENCES = 4  # how many sentences of a cell the cells behind it hear
_ANSWER_BLOCKS = 4
_NUMBERED = LatePattern(r"\d")
_LABELLED = LatePattern(r"(?:\S+\s+){0,4}\S+:\s")
# Words with which a sentence begins that has its subject in the label or heading above it.
_ELLIPTICAL = LatePattern(
    r"\W*(?:(?:always|never|not|both|then|usually|strictly|securely|safely|automatically|permanently) )?"
    r"(?:kept|held|stored|destroyed|deleted|erased|shredded|burnt|burned|wiped|retained|returned|given|made|taken|written"
    r"|typed|charged|billed|invoiced|payable|paid|due|included|allowed|permitted|recorded|shared|sent|told|agreed|locked"
    r"|encrypted|available|treated|reviewed|only|never|none|nil|up to|within|without|until|after|before|at (?:least|most)"
    r"|for (?:as long|at least|\w+ (?:days?|weeks?|months?|years?))|\d+(?:[.,]\d+)*(?![.)\d]) ?(?:%|(?-i:[a-z]))|[€$£]).*\w\W+\w",
    re.IGNORECASE | re.DOTALL,
)
_SPEAKS = LatePattern(
    r"(?:i|we|you|your \w+|my \w+|our \w+|nothing|nobody|no one|everything|everyone|all|no|each|every|either|both|neither"
    r"|the (?:coach|client|coachee|sponsor|mentor|mentee))\b(?! (?:and|or|of)\b)",
    re.IGNORECASE,
)
_CLAUSE_WORDS = 5
# What speaks of something by a pronoun, or on a condition, leans on the clause before.
_LEANS = LatePattern(
    r"\b(?:it|they|them|this|these|those|that|he|she|him|her|so|same|such|each|both|none|one|if|unless|except|otherwise"
    r"|but|then|later|thereafter)\b",
    re.IGNORECASE,
)
# An item with items below it leads in to them if it is left open: "The Coach shall not", "Neither party", "Except:".
_OPEN_END = LatePattern(
    r"(?:[:,—–]|\b(?:shall|will|must|may|can|agrees?|undertakes?|promises?|is|are)(?: (?:not|never|also|always|to))*"
    r"|\A\W*(?:neither|both|either|each)(?: \w+){1,3})[ *_]*\Z",
    re.IGNORECASE,
)
_BOX = LatePattern(r"[☐☑☒]|\[[ xX]?\]")
_TICKED = LatePattern(r"[☑☒]|\[[xX]\]")
_REFUSED = LatePattern(r"\bI (?:do not|don['’]t|decline|refuse|would not)\b", re.IGNORECASE)
_EMPTY_BOX = "☐"
_DECLINED = LatePattern(
    r"☐\s*(?:yes|agreed|I agree)\b.{0,80}[☑☒]\s*no\b|[☑☒]\s*no\b.{0,80}☐\s*yes\b", re.IGNORECASE | re.DOTALL
)


class Structure:
    """What is built while the blocks are walked: units as ranges of the text, with who introduces whom."""

    __slots__ = ("caption_units", "captions", "leads", "ranges", "sections", "statements")

    def __init__(self) -> None:
        self.ranges: list[tuple[int, int]] = []
        self.leads: list[int] = []
        self.sections: list[Section] = []
        self.statements: list[Statement] = []
        self.captions: list[str] = []
        self.caption_units: list[int] = []

    def unit(self, start: int, end: int, lead: int = -1) -> int:
        self.ranges.append((start, end))
        self.leads.append(lead)
        return len(self.ranges) - 1

    def caption(self, words: str) -> int:
        """A unit of words that stand nowhere in the text."""
        unit = self.unit(0, 0)
        self.captions.append(words)
        self.caption_units.append(unit)
        return unit


def is_heading(block: Block, text: str) -> bool:
    """Whether a block is a heading, by its kind or because it is a short line in bold by itself."""
    if block.kind is BlockKind.HEADING:
        return True
    words = text[block.start : block.end]
    if block.kind is not BlockKind.PARAGRAPH or not block.bold or len(words.split()) > _HEADING_WORDS:
        return False
    return not words.rstrip().endswith((".", ";", ",")) and "___" not in words


def is_clause(heading: str) -> bool:
    """Whether a heading says something by itself: "We keep notes for two years", not "How we keep notes"."""
    return (
        len(heading.split()) >= _CLAUSE_WORDS
        and _SPEAKS.match(heading) is not None
        and FINITE.search(heading) is not None
        and heading[-1:] not in "?:"
    )


def left_unticked(blocks: Sequence[Block], text: str) -> Iterator[int]:
    """The indices of items whose box is empty where another one's beside it is ticked: nobody agreed to these."""
    for boxed, group in groupby(enumerate(blocks), lambda each: _BOX.search(each[1].label) is not None):
        items = list(group) if boxed else []
        empty = [index for index, block in items if not _TICKED.search(block.label)]
        if 0 < len(empty) < len(items):
            # "I do not agree" is the other side of what was ticked, and shows that there was a choice.
            yield from (index for index in empty if not _REFUSED.search(text, blocks[index].start, blocks[index].end))


def read_structure(document: Document) -> Structure:
    """The sections and statements of a document, in reading order."""
    walk = _Walk(document)
    left = set(left_unticked(document.blocks, document.text))
    for index, block in enumerate(document.blocks):
        if (
            block.story in SEARCHED_STORIES
            and block.kind not in (BlockKind.CONTENTS, BlockKind.CODE)
            and index not in left
        ):
            walk.take(index, block)
    structure = walk.structure
    said = tuple(with_answered_headings(structure.statements, structure.sections, document.text))
    structure.statements = list(with_parts_pointed_at(said, structure.sections, document.blocks, document.text))
    return structure


class _Walk:
    """Walks the blocks once and remembers what is open: section, list, table row, question."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.blocks = document.blocks
        self.structure = Structure()
        self.section = -1
        self.levels: list[int] = []  # indices of the open sections
        self.lead: tuple[int, bool] | None = None  # unit that may lead in to a list; whether its scope goes on
        self.items: dict[int, int] = {}  # depth -> unit of the open item
        self.question: int | None = None
        self.question_left = 0
        self.heads: dict[int, int] = {}  # column -> unit of its head
        self.table = -1
        self.row: list[int] = []
        self.row_number = -1
        self.ticked = ticked_rows(document.blocks, document.text)
        self.headless = headless_tables(document.blocks, document.text)
        self.examples: tuple[tuple[int, int], ...] = ()  # what the open block only quotes
        self.listed: list[int] = []  # the units of the list that is open, its lead-in first
        self.topic = -1  # the head of the open row, or the heading of a sentence without a subject

    def take(self, index: int, block: Block) -> None:
        if is_heading(block, self.text):
            self._heading(index, block)
        elif block.kind is BlockKind.CELL:
            self._cell(index, block)
        elif block.kind is BlockKind.ITEM:
            self._item(index, block)
        else:
            self.items.clear()
            self._paragraph(index, block)

    def _heading(self, index: int, block: Block) -> None:
        structure = self.structure
        level = block.level if block.kind is BlockKind.HEADING else 7
        while self.levels and structure.sections[self.levels[-1]].level >= level:
            self.levels.pop()
        unit = structure.unit(block.start, block.end)
        structure.sections.append(Section(Span(block.start, block.end), block.label, level, unit, tuple(self.levels)))
        self.section = len(structure.sections) - 1
        self.levels.append(self.section)
        self.lead, self.question, self.question_left = None, None, 0
        self.items.clear()
        self.listed = []
        heading = self.text[block.start : block.end].rstrip()
        if heading.endswith("?"):
            self.question, self.question_left = unit, 99
        elif index > 0 and is_clause(heading):
            self.topic = -1
            self._statement(index, block, (block.start, block.end), unit, ())
        elif heading.endswith(":"):
            self.lead = (unit, True)

    def _caption(self, block: Block) -> tuple[int, ...]:
        if not block.caption:
            return ()
        return (self.structure.caption(block.caption),)

    def _paragraph(self, index: int, block: Block) -> None:
        context = self._caption(block)
        if self.question is not None and self.question_left > 0:
            context += (self.question,)
            self.question_left -= 1
        words = self.text[block.start : block.end].rstrip(" *_")
        if self.listed and words[:1].islower():  # "… two years after the last session", below what is destroyed then
            context += tuple(self.listed)
        self.listed = []
        unit = self._sentences(index, block, context, context[0] if context and block.caption else -1)
        if unit is not None:
            self.lead = (unit, words.endswith((":", "—", "–", "-")) or not words.endswith((".", "!", "?", ";", ")")))

    def _item(self, index: int, block: Block) -> None:
        parents = tuple(unit for depth, unit in sorted(self.items.items(), reverse=True) if depth < block.level)
        context = self._caption(block) + parents
        lead = parents[0] if parents else -1
        if self.lead is not None and (self.lead[1] or not _NUMBERED.match(block.label)):
            context += (self.lead[0],)
            if lead < 0 and self.lead[1]:
                lead = self.lead[0]
        if self.question is not None and self.question_left > 0:
            context += (self.question,)
        if parents and not _OPEN_END.search(self.text[slice(*self.structure.ranges[parents[0]])]):
            lead = -1
        unit = self._sentences(index, block, context, lead)
        if not self.listed and self.lead is not None:
            self.listed.append(self.lead[0])
        if unit is not None:
            self.listed.append(unit)
        for depth in [depth for depth in self.items if depth >= block.level]:
            del self.items[depth]
        if unit is not None:
            self.items[block.level] = unit

    def _cell(self, index: int, block: Block) -> None:
        self.items.clear()
        if block.table != self.table:
            self.table, self.heads, self.row_number = block.table, {}, -1
        if block.row != self.row_number:
            self.row, self.row_number = [], block.row
        heading = block.header and block.row == 0 and block.table not in self.headless
        if heading and (block.column > 0 or not self._heads_rows(index)):
            self.heads[block.column] = self.structure.unit(block.start, block.end)
            return
        head = self.heads.get(block.column)
        context = tuple(reversed(self.row)) + ((head,) if head is not None else ())
        # "| Who asks | First step |": what the cells before this one are about is heard as well.
        context += tuple(unit for column, unit in sorted(self.heads.items()) if column < block.column)
        if self.lead is not None and self.lead[1]:
            context += (self.lead[0],)
        if (block.table, block.row) in self.ticked.rows and block.column in ({0} | self.heads.keys()):
            self._mark(index, block, context)
            return
        self.topic = self.row[0] if self.row else -1
        number = len(self.structure.statements)
        unit = self._sentences(index, block, context, -1)
        self.topic = -1
        if unit is not None:
            said = [statement.unit for statement in self.structure.statements[number:]]
            self.row.extend([*said[:_CELL_SENTENCES], unit] if unit not in said[:_CELL_SENTENCES] else said)

    def _mark(self, index: int, block: Block, context: tuple[int, ...]) -> None:
        """A cell of a table of yes and no: read as a sentence of the heads, or the head of its row."""
        structure = self.structure
        if block.column == 0 or not self.row:
            self.row.append(structure.unit(block.start, block.end))
            return
        first, last = structure.ranges[self.row[0]]
        head = self.text[slice(*structure.ranges[self.heads[block.column]])].strip(" *_:?")
        said = self.ticked.sentence(head, self.text[first:last].strip(" *_:."), self.text[block.start : block.end])
        if said:
            unit = structure.caption(said)
            beside = {each for column, each in self.heads.items() if column}
            self._statement(index, block, (first, block.end), unit, tuple({*context[-1:]} - beside))

    def _heads_rows(self, index: int) -> bool:
        """Whether the first cell of a table heads its row only, since its neighbour is no head."""
        first = self.blocks[index]
        neighbours = (block for block in self.blocks[index + 1 : index + 8] if block.table == first.table)
        return any(block.row == 0 and block.column == 1 and not block.header for block in neighbours)

    def _sentences(self, index: int, block: Block, context: tuple[int, ...], lead: int) -> int | None:
        """Adds the statements of a block; gives the unit of the last one."""
        structure = self.structure
        self.examples = tuple(quoted_examples(self.text, block.start, block.end))
        label: tuple[int, ...] = ()
        named: tuple[int, int] | None = None  # a label whose sentence has not come yet
        unit = None
        first_labelled = -1  # "Purpose of recordings: training. Access: coach.": what the first label names goes on
        before, said = "", -1  # the sentence before, and its unit
        for number, (start, end) in enumerate(sentence_spans(self.text, block.start, block.end)):
            words = self.text[start:end]
            if number == 0 and end < block.end and is_run_in_label(words):
                named = (start, end)
                continue
            if named is not None:
                if _ELLIPTICAL.match(words):  # "Recording. Only if you agree.": the label is what it speaks of
                    start, words = named[0], self.text[named[0] : end]
                else:
                    unit = structure.unit(*named)
                    label = (unit,)
                    title = self.text[slice(*named)]
                    before, said = title, unit
                    lead = unit if title.endswith(":") else lead
                    if title.endswith(".") and len(title.split()) > 2:  # it may be a short sentence after all
                        self._statement(index, block, named, unit, context)
                named = None
            headed = self._headed(words)
            if block.kind is not BlockKind.CELL:
                self.topic = headed[0] if headed else said if speaks_of_somebody_brought_in(words, before) else -1
            asked = (self.question,) if self.question is not None and self.question not in context else ()
            if asked and self.question_left <= 0:
                asked = ()
            if lead >= 0 and said >= 0 and said != lead and stands_alone(words):
                lead = -1  # "We never share: your notes. The notes are kept in a drawer."
            pieces = inline_items(self.text, start, end)
            labelled = (number == 0 or first_labelled >= 0) and _LABELLED.match(words) is not None
            introducing = (
                label + context + asked + headed + ((first_labelled,) if labelled and first_labelled >= 0 else ())
            )
            if pieces:
                first = structure.unit(*pieces[0], lead)
                self._statement(index, block, pieces[0], first, introducing)
                for piece in pieces[1:]:
                    unit = structure.unit(*piece, first)
                    self._statement(index, block, piece, unit, (first, *introducing))
            else:
                clause: tuple[int, ...] = ()
                for place, at_large in self._own_clauses(start, end):
                    apart = clause and lead >= 0 and stands_apart(self.text, place, structure.ranges[lead])
                    unit = structure.unit(*place, -1 if apart else lead)
                    leans = clause and (
                        _LEANS.search(self.text, *place) is not None or FINITE.search(self.text, *place) is None
                    )
                    leaning = clause if leans else ()
                    self._statement(index, block, place, unit, leaning + introducing, at_large)
                    # "Notes go after two years; invoices after six": what was said goes on.
                    clause = (unit, *clause[:1])
            if labelled and first_labelled < 0 and number == 0:
                first_labelled = -1 if unit is None else unit
            before, said = words, -1 if unit is None else unit
            if words.endswith("?") and not ("“" in words[1:] or '"' in words[1:]):
                self.question, self.question_left = unit, _ANSWER_BLOCKS
        return unit if named is None else structure.unit(*named)

    def _own_clauses(self, start: int, end: int) -> Iterator[tuple[tuple[int, int], bool]]:
        """The clauses of a sentence without a generality before a promise, on which the promise does not lean.

        With each stands whether all of it is a generality.
        """
        for first, last in clauses(self.text, start, end):
            own = first + own_part(self.text[first:last])
            if first < own < last:
                self.structure.unit(first, own)
                yield (own, last), is_generality(self.text[own:last])
            else:
                yield (first, last), own == last

    def _headed(self, words: str) -> tuple[int, ...]:
        """The heading right above a sentence that has no subject of its own ("Notes" / "Kept for two years.")."""
        if self.section < 0 or not _ELLIPTICAL.match(words):
            return ()
        section = self.structure.sections[self.section]
        if section.heading.start == self.blocks[0].start:
            return ()  # the title of the document
        short = len(self.text[section.heading.start : section.heading.end].split()) <= LABEL_WORDS
        return (section.unit,) if short else ()

    def _statement(
        self,
        index: int,
        block: Block,
        place: tuple[int, int],
        unit: int,
        context: tuple[int, ...],
        at_large: bool | None = None,
    ) -> None:
        """Adds a statement, unless it is an example, declined or a generality; `at_large` is whether it is one, if known."""
        if self.examples and any(start < place[1] and place[0] < end for start, end in self.examples):
            return
        words = self.text[place[0] : place[1]]
        if at_large is None:
            at_large = is_generality(words)
        if at_large or (_EMPTY_BOX in words and _DECLINED.search(words)):
            return
        statements = self.structure.statements
        context = tuple(dict.fromkeys(context))
        statements.append(
            Statement(len(statements), Span(*place), self.section, index, block.story, unit, context, self.topic)
        )
