"""Where a clause that is missing belongs: a heading or words that come near, and the block that it would follow."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from agreementlint.document import Block, BlockKind, Story
from agreementlint.engine.signing import signing_parts
from agreementlint.language.tokens import Stems
from agreementlint.report import DocumentReport
from agreementlint.rule import Rule
from agreementlint.text import Span
from agreementlint.values import dataclass
from agreementlint.verdict import Held, Problem

_OF_NO_SUBJECT = frozenset(
    "a an and the of or on to in with for by not no is be before after each every what how".split()
)
_TITLE, _FAMILY = 3, 4  # what a word of the rule's title and one of its family count


@dataclass(frozen=True, slots=True)
class Belonging:
    """The words to which a remark on something missing is tied, why there, and the block after which it would stand."""

    words: Span
    because: str
    after: int


class Places:
    """The places of one document where clauses may be added."""

    __slots__ = ("agreement", "body", "families", "headings", "stems")

    def __init__(self, report: DocumentReport) -> None:
        self.agreement = report.agreement
        self.stems = Stems()
        blocks = report.document.blocks
        self.body = [index for index, block in enumerate(blocks) if block.story is Story.BODY]
        self.headings = [index for index in self.body if blocks[index].kind is BlockKind.HEADING]
        self.families: dict[str, list[int]] = {}
        for outcome in report.outcomes:
            if isinstance(outcome.verdict, Held) and outcome.verdict.evidence:
                block = self.block_at(outcome.verdict.evidence[0].start)
                self.families.setdefault(outcome.rule.family, []).append(block)

    @property
    def blocks(self) -> Sequence[Block]:
        return self.agreement.document.blocks

    def block_at(self, offset: int) -> int:
        return bisect_right(self.blocks, offset, key=lambda block: block.start) - 1

    def of(self, rule: Rule, problem: Problem) -> Belonging | None:
        """Where the clause of a problem without words of its own belongs; None in a document without a body."""
        if problem.belongs_in is not None:
            after = self.end_of_section(self.block_at(problem.belongs_in.start))
            return Belonging(problem.belongs_in, "It belongs under this heading.", after)
        near = next((miss for miss in problem.near_misses if not miss.wrong_party), None)
        if near is not None and self.blocks[self.block_at(near.span.start)].story is Story.BODY:
            said = near.reason.strip().rstrip(".")
            return Belonging(near.span, f"These words come nearest to it, but {said}.", self.after_words(near.span))
        heading = self.fitting_heading(rule)
        if heading is not None:
            return Belonging(self.span_of(heading), "It would fit under this heading.", self.end_of_section(heading))
        beside = self.most_neighbours(rule)
        if beside is not None:
            because = "It could stand under this heading, with what is said on the same subject."
            return Belonging(self.span_of(beside), because, self.end_of_section(beside))
        neighbours = [block for block in self.families.get(rule.family, ()) if self.blocks[block].story is Story.BODY]
        if neighbours and not self.headings:
            words = self.span_of(max(neighbours))
            return Belonging(
                words, "It would fit here, beside what is said on the same subject.", self.after_words(words)
            )
        return self.at_the_end()

    def at_the_end(self) -> Belonging | None:
        """The last words, or the last before the parties sign."""
        if not self.body:
            return None
        parts = [part for part in signing_parts(self.agreement) if part.first in self.body]
        last = self.body[-1]
        if parts:
            before = [index for index in self.body if index < parts[-1].first]
            while before and self.blocks[before[-1]].kind is BlockKind.HEADING:
                before.pop()
            last = before[-1] if before else last
        because = "It could stand after this, before the signatures." if parts else "It could stand after this."
        return Belonging(self.span_of(last), because, last)

    def span_of(self, block: int) -> Span:
        return Span(self.blocks[block].start, self.blocks[block].end)

    def fitting_heading(self, rule: Rule) -> int | None:
        """The heading that shares most words with the rule's title and family; the document's own title is none."""
        title, family = self.subjects(rule.title), self.subjects(rule.family.replace("-", " "))
        best, most = None, 0
        for heading in self.headings_below_the_title:
            stems = self.subjects(self.agreement.quote(self.span_of(heading)))
            shared = _TITLE * len(stems & title) + _FAMILY * len(stems & family)
            if shared > most:
                best, most = heading, shared
        return best

    def most_neighbours(self, rule: Rule) -> int | None:
        """The heading under which most of what the rule's family asks is said."""
        found: Counter[int] = Counter()
        for block in self.families.get(rule.family, ()):
            above = [heading for heading in self.headings_below_the_title if heading < block]
            if above:
                found[above[-1]] += 1
        return max(found, key=lambda heading: (found[heading], -heading), default=None)

    @property
    def headings_below_the_title(self) -> Sequence[int]:
        return [heading for heading in self.headings if heading != self.body[0]]

    def end_of_section(self, heading: int) -> int:
        """The last block that stands right under a heading, before the next one of any level."""
        last = heading
        for index in self.body:
            if index > heading:
                if self.blocks[index].kind is BlockKind.HEADING:
                    break
                last = index
        return last

    def after_words(self, words: Span) -> int:
        """The block of these words, or the last of the list or table that it stands in."""
        here = self.block_at(words.start)
        if self.blocks[here].kind not in (BlockKind.ITEM, BlockKind.CELL):
            return here
        last = here
        for index in self.body:
            if index > here:
                if self.blocks[index].kind is not self.blocks[here].kind:
                    break
                last = index
        return last

    def subjects(self, text: str) -> set[str]:
        """The stems of the words of a title, without those that name no subject."""
        return {stem for _, stem in self.stems.row(text) if stem.isalpha()} - _OF_NO_SUBJECT
