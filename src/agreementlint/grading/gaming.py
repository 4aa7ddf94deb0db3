"""What would earn points that a person would not give: open slots, clauses in the wrong place, lists of words, unseen text.

Everything here is shown to the marker with the words. Nothing changes a mark by itself: an honest student may have a
reason, and only a person can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from agreementlint.document import BlockKind, Story
from agreementlint.engine.slots import find_open_slots
from agreementlint.grading.marks import Flag, FlagKind, Quoted
from agreementlint.latepattern import LatePattern
from agreementlint.report import DocumentReport
from agreementlint.reporters.wording import count
from agreementlint.rule import Demand
from agreementlint.ruleset import RuleSet
from agreementlint.similarity.passages import base_of, own_words_shared, printed, shared
from agreementlint.similarity.winnowing import Winnowing
from agreementlint.terms import Kind
from agreementlint.text import Span
from agreementlint.verdict import Held

MOST_QUOTES: Final = 5
FEWEST_UNSEEN: Final = 4  # words; a white full stop or a mark for a signing service deceives nobody
FEWEST_LISTED: Final = 8  # words of a text without sentences
MOST_BINDING: Final = 0.16  # of its words that bind sentences together; in running English it is about two fifths
LONGEST_ENTRY: Final = 3.0  # words between the signs of a list, on average

# Words that no English sentence does without for long.
BINDING: Final = frozenset(
    "a an the this that these those which who whom whose it its i me my we us our you your he she they them their his her"
    " is are was were be been being am has have had do does did will would shall should may might can could must not no"
    " of to in on at by for from with without about under over between within during before after until unless if when"
    " where while because than as so and or but nor both either each any all some".split()
)
LEAST_COPIED: Final = 8  # words of a passage
MANY_COPIED: Final = 60  # words in all
MUCH_COPIED: Final = 0.1  # of the student's own words

SLOT = LatePattern(r"\{[^{}]*\}")
WORD = LatePattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ENTRY_END = LatePattern(r"[,;:/|•·–—\n]+|\s-\s|\.\s")
ALPHABETS = LatePattern(
    r"[^\W\d_]*[A-Za-z][^\W\d_]*[\u0370-\u052f][^\W\d_]*|[^\W\d_]*[\u0370-\u052f][^\W\d_]*[A-Za-z][^\W\d_]*"
)

# What a heading is about where none of these families of rules is at home, and words by which one of them is.
FOREIGN: Final = {
    "money": LatePattern(r"\b(?:fees?|payments?|prices?|pricing|costs?|invoic\w+|refunds?|billing|tax(?:es)?)\b"),
    "appointments": LatePattern(r"\b(?:schedul\w+|reschedul\w+|cancell?\w+|missed|punctual\w*|lateness|no.shows?)\b"),
    "liability": LatePattern(r"\b(?:liabilit\w+|indemnit\w+|indemnif\w+|warrant\w+|insurance)\b"),
    "law and disputes": LatePattern(
        r"\b(?:governing law|jurisdiction|disputes?|arbitration|severab\w+|counterparts)\b"
    ),
    "ownership of works": LatePattern(r"\b(?:intellectual property|copyrights?|trademarks?)\b"),
    "signing": LatePattern(r"\b(?:signatures?|signed|signatories)\b"),
}
AT_HOME = LatePattern(
    r"confiden|priva|secre|record|data|note|ethic|conflict|disclos|inform|report|shar|sponsor|consent|stor|retention|keep"
    r"|security|professional|standard|respons|role|boundar|general|miscell|other|terms|agreement|limit|end"
)
WATCHED: Final = frozenset({"confidentiality", "conflicts", "exchange", "records"})

# A list may name parties, fees and signatures; of these subjects something has to be said.
SAID_IN_SENTENCES: Final = WATCHED | {"consent"}
FEWEST_RESTING: Final = 2  # rules
MANY_TOPICS: Final = 6
TOPICS = LatePattern(
    r"\b(?:confiden|privacy|court|subpoena|harm|abuse|supervis|retention|retain|shred|encrypt|conflict|disclos|consent"
    r"|sponsor|record|storage|terminat|cancel|stakeholder|danger|illegal|risk|boundar|ethic)",
    re.I,
)


def gaming_flags(report: DocumentReport) -> tuple[Flag, ...]:
    """What a marker should look at in one submission before believing the points."""
    return (*_unseen(report), *_lists(report), *_misplaced(report), *_open_slots(report), *_mixed_alphabets(report))


def copied_clauses(report: DocumentReport, clauses: Iterable[str], base: Iterable[str] = ()) -> tuple[Flag, ...]:
    """Whether much of a submission stands word for word in our model clauses, and not in the texts that all were given.

    `clauses` have their slots in braces.
    """
    net = Winnowing()
    mine = printed(report.document.text, base_of(base, net), net)
    theirs = printed("\n\n".join(SLOT.sub("\n", clause) for clause in clauses), frozenset(), net)
    copied = own_words_shared(mine, theirs, net, LEAST_COPIED)
    share = copied / mine.own_words if mine.own_words else 0.0
    if copied < MANY_COPIED or share < MUCH_COPIED:
        return ()
    longest = sorted(shared(mine, theirs, net, LEAST_COPIED), key=lambda each: -each.own)[:MOST_QUOTES]
    said = f"{copied} words, {round(100 * share)} % of what is the student's own, stand word for word in our model clauses."
    return (Flag(FlagKind.GAMING, said, _quoted(report, (each.first for each in longest))),)


def clauses_of(ruleset: RuleSet) -> tuple[str, ...]:
    """The model clauses of the rules that ask for something; those of the others are advice."""
    return tuple(rule.model_clause for rule in ruleset.rules if rule.model_clause and rule.demand is Demand.REQUIRE)


def _unseen(report: DocumentReport) -> Iterator[Flag]:
    document = report.document
    telling = [each for each in document.unseen if len(each.words.split()) >= FEWEST_UNSEEN]
    if not telling:
        return
    spans = [each.span for each in telling if each.span is not None]
    resting = [
        outcome.rule.title
        for outcome in report.outcomes
        if isinstance(outcome.verdict, Held)
        and any(_meet(one, other) for one in outcome.verdict.evidence for other in spans)
    ]
    words = sum(len(each.words.split()) for each in telling)
    why = "; ".join(dict.fromkeys(each.why for each in telling))
    said = f"The file holds {count(words, 'word')} that its reader does not see: {why}."
    if resting:
        said += f" Found there: {'; '.join(resting)}."
    quotes = tuple(
        Quoted(each.words, *((each.span.start, each.span.end) if each.span is not None else (0, 0))) for each in telling
    )
    yield Flag(FlagKind.GAMING, said, quotes[:MOST_QUOTES], stops=True)


def _lists(report: DocumentReport) -> Iterator[Flag]:
    """Passages that name topics one after the other and say nothing of them; in a plan lists are what is asked for."""
    if report.kind is Kind.DATA_PLAN:
        return
    text = report.document.text
    lists = [span for span in _passages(report) if is_list_of_words(span.of(text))]
    resting = {
        outcome.rule.title: span
        for outcome in report.outcomes
        if outcome.rule.family in SAID_IN_SENTENCES and isinstance(outcome.verdict, Held)
        for span in lists
        if any(_meet(span, each) for each in outcome.verdict.evidence)
    }
    named = [span for span in lists if len({word.casefold() for word in TOPICS.findall(span.of(text))}) >= MANY_TOPICS]
    if len(resting) >= FEWEST_RESTING:
        said = f"Verdicts rest on words that stand side by side and make no sentence: {'; '.join(resting)}."
        yield Flag(FlagKind.GAMING, said, _quoted(report, dict.fromkeys((*resting.values(), *named))), stops=True)
    elif named:
        said = "Topics stand side by side in a list, with no sentence that says anything of them."
        yield Flag(FlagKind.GAMING, said, _quoted(report, named))


def _passages(report: DocumentReport) -> Iterator[Span]:
    """The paragraphs of the running text, and each list as a whole."""
    begins = -1
    end = 0
    for block in report.document.blocks:
        if begins >= 0 and block.kind is not BlockKind.ITEM:
            yield Span(begins, end)
            begins = -1
        if block.kind is BlockKind.ITEM:
            begins = block.start if begins < 0 else begins
        elif block.kind is BlockKind.PARAGRAPH and block.story is Story.BODY:
            yield Span(block.start, block.end)
        end = block.end
    if begins >= 0:
        yield Span(begins, end)


def is_list_of_words(passage: str) -> bool:
    """Whether a passage is a list of single words and short phrases with hardly anything that binds them."""
    words = [word.casefold() for word in WORD.findall(passage)]
    if len(words) < FEWEST_LISTED:
        return False
    binding = sum(word in BINDING for word in words)
    entries = [entry for entry in ENTRY_END.split(passage) if WORD.search(entry)]
    return binding <= MOST_BINDING * len(words) and len(words) <= LONGEST_ENTRY * len(entries)


def _misplaced(report: DocumentReport) -> Iterator[Flag]:
    """Clauses on which a verdict rests and that stand under a heading about something else."""
    found: dict[Span, str] = {}
    agreement = report.agreement
    for outcome in report.outcomes:
        if outcome.rule.family not in WATCHED or not isinstance(outcome.verdict, Held):
            continue
        if outcome.rule.demand is not Demand.REQUIRE:
            continue
        places = [(span, _heading(report, span)) for span in outcome.verdict.evidence]
        topics = [(span, heading, _foreign(heading)) for span, heading in places]
        if topics and all(topic for _, _, topic in topics):
            span, heading, topic = topics[0]
            found[span] = f"{outcome.rule.title} (under “{' '.join(heading.split())}”, which is about {topic})"
    if found:
        said = f"A verdict rests on words under a heading about something else: {'; '.join(found.values())}."
        yield Flag(FlagKind.GAMING, said, tuple(Quoted(agreement.quote(span), span.start, span.end) for span in found))


def _foreign(heading: str) -> str:
    plain = heading.casefold()
    if not plain or AT_HOME.search(plain):
        return ""
    return next((topic for topic, words in FOREIGN.items() if words.search(plain)), "")


def _heading(report: DocumentReport, span: Span) -> str:
    """The nearest heading above words of the running text; nothing where there is none."""
    agreement = report.agreement
    statement = next((each for each in agreement.statements if _meet(each.span, span)), None)
    if statement is None or statement.section < 0 or statement.story is not Story.BODY:
        return ""
    return agreement.quote(agreement.sections[statement.section].heading)


def _open_slots(report: DocumentReport) -> Iterator[Flag]:
    finding = find_open_slots(report.agreement)
    if finding.found and finding.evidence:
        yield Flag(FlagKind.GAMING, "Slots of a template are not filled in.", _quoted(report, finding.evidence))


def _mixed_alphabets(report: DocumentReport) -> Iterator[Flag]:
    """Words of Latin letters with Greek or Cyrillic ones among them, which look alike and defeat a comparison."""
    found = [Span(*each.span()) for each in ALPHABETS.finditer(report.document.text)]
    if found:
        said = f"{count(len(found), 'word')} mix letters of two alphabets that look alike."
        yield Flag(FlagKind.GAMING, said, _quoted(report, found), stops=True)


def _quoted(report: DocumentReport, spans: Iterable[Span]) -> tuple[Quoted, ...]:
    text = report.document.text
    return tuple(Quoted(span.of(text), span.start, span.end) for span in list(spans)[:MOST_QUOTES])


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
