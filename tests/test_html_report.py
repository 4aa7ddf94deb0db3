"""The report as a page: what is on it, that its links lead both ways, and that nothing of a document becomes markup."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest

from agreementlint.cli import main
from agreementlint.conclusion import Gate, conclude
from agreementlint.document import Block, BlockKind, Document, Format, Story, Unread
from agreementlint.errors import UnreadableFile
from agreementlint.language.lexicon import Lexicon
from agreementlint.lint import lint, with_facts
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.report import DocumentReport, Report
from agreementlint.reporters.marked_text import Mark, ShownBlock, ShownTable, Tone, marked
from agreementlint.reporters.presentation import Presentation
from agreementlint.reporters.to_html import body_of, to_html
from agreementlint.rule import Demand, Rule
from agreementlint.ruleset import RuleSet
from agreementlint.terms import Confidence, Kind, RuleId, Severity, Shortfall
from agreementlint.text import Span
from agreementlint.verdict import (
    Crashed,
    Held,
    NearMiss,
    NotApplicable,
    OutcomeVerdict,
    Problem,
    Undetermined,
    Violated,
)

EXAMPLES = Path(__file__).parents[1] / "examples"
HOSTILE = "<script>alert(1)</script>\"'&<b onmouseover=x>"
TEXT = f"""# Coaching Agreement

The coach and the client agree on coaching. {HOSTILE}

## Records

The coach keeps notes for as long as she sees fit.
"""


def example(name: str) -> DocumentReport:
    rules = load_rules()
    return with_facts(lint(read_document(name, (EXAMPLES / name).read_bytes()), rules), rules.facts)


def page(*documents: DocumentReport, unreadable: tuple[UnreadableFile, ...] = ()) -> str:
    report = Report(documents, unreadable)
    return to_html(report, conclude(report, Gate(), strict=False), Presentation())


def tree(html: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html)


def rule_saying(verdict: OutcomeVerdict, name: str, demand: Demand = Demand.REQUIRE) -> Rule:
    def check(_: object) -> Held | Violated | NotApplicable | Undetermined:
        if isinstance(verdict, Crashed):
            raise RuntimeError(verdict.error)
        return verdict

    return Rule(
        id=RuleId(name),
        title=f"Title of {name} {HOSTILE}",
        family="records",
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        demand=demand,
        kinds=frozenset(Kind) - {Kind.OTHER},
        passes_when="it says so",
        why=f"Why {HOSTILE}",
        advice=f"Advice {HOSTILE}",
        model_clause=f"{{coach_name}} keeps notes. {HOSTILE}",
        authorities=(),
        cases=(),
        source="a test",
        check=check,
    )


def span_of(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def hostile_report() -> DocumentReport:
    """A report in which every word that can come from a document or a rule would be markup if it were let."""
    document = read_document(f"{HOSTILE}.md", TEXT.encode(), Format.MARKDOWN)
    document = replace(document, unread=(Unread(HOSTILE, HOSTILE, may_hold_terms=False),), notes=(HOSTILE,))
    kept = span_of(document, "The coach keeps notes for as long as she sees fit.")
    vague = span_of(document, "for as long as she sees fit")
    agreed = span_of(document, "The coach and the client agree on coaching.")
    problem = Problem(
        Shortfall.PARTIAL, f"Says {HOSTILE}", (vague,), (NearMiss(kept, HOSTILE),), span_of(document, "Records")
    )
    verdicts: dict[str, OutcomeVerdict] = {
        "records-kept": Violated((problem,)),
        "agreed": Held((agreed,)),
        "sponsor-named": NotApplicable(HOSTILE),
        "table-read": Undetermined(HOSTILE),
        "broken": Crashed(HOSTILE),
    }
    rules = (*(rule_saying(verdict, name) for name, verdict in verdicts.items()),)
    rules = (*rules, rule_saying(Held(()), "nothing-bad", Demand.FORBID))
    return lint(document, RuleSet(rules, Lexicon({}, {})), Kind.TWO_PARTY)


@pytest.mark.parametrize("name", ["good-sponsored.docx", "weak-sponsored.pdf", "data-handling-plan.yaml"])
def test_every_link_of_a_page_leads_somewhere_and_no_two_places_have_one_name(name: str) -> None:
    root = tree(page(example(name), example("weak-internal.md")))
    names = Counter(root.xpath("//@id"))
    links = [link.removeprefix("#") for link in root.xpath("//a/@href")]
    assert [each for each, times in names.items() if times > 1] == []
    assert len(links) > 50
    assert set(links) <= set(names)


def test_each_finding_links_to_its_words_and_they_link_back() -> None:
    root = tree(page(example("weak-sponsored.pdf")))
    findings = root.xpath("//article[contains(@class, 'finding')]")
    quoted = [finding for finding in findings if finding.xpath(".//q")]
    assert len(quoted) > 10
    for finding in quoted:
        for link in finding.xpath(".//a/@href"):
            [place] = root.xpath("//*[@id=$name]", name=link.removeprefix("#"))
            around = [place, *place.itersiblings()]  # where words belong to several findings, the link stands beside
            back = {href for each in around for href in each.xpath("descendant-or-self::a/@href")}
            assert f"#{finding.get('id')}" in back, link


def test_each_promise_links_to_the_words_that_prove_it() -> None:
    report = example("good-sponsored.docx")
    root = tree(page(report))
    promises = root.xpath("//ul[@class='promises']/li")
    held = [each for each in report.outcomes if isinstance(each.verdict, Held) and each.verdict.evidence]
    assert len(promises) == len(held) > 50
    assert all(promise.xpath(".//a[starts-with(@href, '#d1-p')]") for promise in promises)


def test_the_page_says_what_is_promised_what_is_open_what_was_looked_at_and_what_was_not() -> None:
    root = tree(page(example("weak-sponsored.pdf")))
    findings = root.xpath("//article[contains(@class, 'finding')]")
    assert root.xpath("//h1/text()") == ["weak-sponsored.pdf"]
    assert [" ".join(each.text_content().split()) for each in root.xpath("//h2")] == [
        "What this agreement promises, to whom, and what it leaves open",
        f"What to put right or look at ({len(findings)})",
        "What was looked at",
        "What was not checked",
        "The document with marks",
    ]
    assert root.get("lang") == "en"
    [foot] = root.xpath("//footer")
    assert foot.text_content().count("not legal advice") == 1
    assert "Words to paste in" in root.text_content()


def test_periods_and_amounts_are_said_once_with_their_words() -> None:
    terms = tree(page(example("good-sponsored.docx"))).xpath("//dl/div")
    said = [" ".join(term.xpath("string(dt)").split()) for term in terms]
    assert "What the coaching costs: 320 GBP" in said
    assert "How long a session is: 90 minutes" in said
    assert "How long a session is: 48 hours" not in said
    assert all(term.xpath("dd//q") for term in terms)


def test_headings_go_down_one_step_at_a_time() -> None:
    for html in (page(example("weak-internal.md")), page(example("weak-internal.md"), example("good-two-party.md"))):
        levels = [int(each.tag[1]) for each in tree(html).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_nothing_of_a_document_or_a_rule_becomes_markup() -> None:
    html = page(hostile_report(), unreadable=(UnreadableFile(HOSTILE, HOSTILE, HOSTILE),))
    root = tree(html)
    assert html.count("&lt;script&gt;") > 15
    assert root.xpath("//script | //b | //@onmouseover") == []


def test_the_page_is_one_file_that_fetches_nothing() -> None:
    html = page(example("weak-sponsored.pdf"))
    root = tree(html)
    assert root.xpath("//script | //link | //img | //iframe | //object | //@style") == []
    assert all(link.startswith("#") for link in root.xpath("//@href"))
    assert re.search(r"url\(|@import", html) is None


def test_the_words_of_the_document_stand_on_the_page_as_they_were_read() -> None:
    report = example("good-two-party.md")
    [paper] = tree(page(report)).xpath("//div[@class='paper']")
    for note in paper.xpath(".//sup | .//*[@class='gap'] | .//span[@class='label']"):
        note.drop_tree()
    shown = "".join(paper.text_content().split())
    for block in report.document.blocks:
        assert "".join(report.document.text[block.start : block.end].split()) in shown


def test_a_page_of_the_same_documents_is_the_same_bytes_in_any_order() -> None:
    one, other = example("weak-internal.md"), example("good-two-party.md")
    assert page(one, other) == page(other, one)


def test_a_document_that_was_not_checked_says_so_and_is_shown_without_findings() -> None:
    report = lint(read_document("menu.md", b"# Menu\n\nSoup of the day, and bread.\n"), load_rules())
    root = tree(page(report))
    assert "Nothing was checked: not a coaching agreement or data-handling plan." in root.text_content()
    assert "Soup of the day" in root.text_content()
    assert root.xpath("//article[contains(@class, 'finding')]") == []


def test_a_file_that_could_not_be_read_is_explained_and_faults_keep_their_lines() -> None:
    text = tree(page(unreadable=(UnreadableFile("plan.yaml", "plan.yaml:1:1: wrong\n    a: b\n    ^", "Mend it"),)))
    assert [each.text for each in text.iter("pre")] == ["plan.yaml:1:1: wrong\n    a: b\n    ^"]
    assert "This file could not be read." in text.text_content()


def test_cells_stand_in_rows_and_other_stories_are_named() -> None:
    blocks = (
        Block(BlockKind.CELL, 0, 1, table=0, row=0, column=0, header=True),
        Block(BlockKind.CELL, 2, 3, table=0, row=0, column=1),
        Block(BlockKind.CELL, 4, 5, table=0, row=1, column=0),
        Block(BlockKind.PARAGRAPH, 6, 7, story=Story.FOOTNOTE),
    )
    parts = marked(Document("x", Format.TEXT, "a\nb\nc\nd", blocks, ()), (), ()).parts
    match parts:
        case (ShownTable(rows=((head, _), (_,))), ShownBlock(story=story)):
            assert (head.header, story) == (True, "Footnote")
        case _:
            pytest.fail(str(parts))


def test_marks_that_overlap_are_all_found_and_the_weightiest_gives_the_colour() -> None:
    document = Document("x", Format.TEXT, "abcdefgh", (Block(BlockKind.PARAGRAPH, 0, 8),), ())
    marks = (
        Mark(Span(0, 6), Tone.HELD, "a", "t1", "✓", "one"),
        Mark(Span(2, 4), Tone.ERROR, "b", "t2", "1", "two"),
        Mark(Span(3, 8), Tone.INFO, "c", "t3", "2", "three"),
    )
    shown = marked(document, marks, ())
    [block] = shown.parts
    assert isinstance(block, ShownBlock)
    assert [(each.text, each.by.tone if each.by else None) for each in block.segments] == [
        ("ab", Tone.HELD),
        ("c", Tone.ERROR),
        ("d", Tone.ERROR),
        ("ef", Tone.INFO),
        ("gh", Tone.INFO),
    ]
    assert shown.anchors == {"a", "b", "c"}


def test_words_that_go_over_several_blocks_are_marked_in_each_but_have_one_name() -> None:
    blocks = (Block(BlockKind.ITEM, 0, 2), Block(BlockKind.ITEM, 3, 5))
    shown = marked(
        Document("x", Format.TEXT, "ab\ncd", blocks, ()), (Mark(Span(0, 5), Tone.NEAR, "a", "t", "1", ""),), ()
    )
    segments = [segment for part in shown.parts if isinstance(part, ShownBlock) for segment in part.segments]
    assert [bool(segment.by) for segment in segments] == [True, True]
    assert [len(segment.begun) for segment in segments] == [1, 0]


def test_the_command_writes_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLES / "good-two-party.md"), "--format", "html"]) == 0
    root = tree(capsys.readouterr().out)
    assert root.xpath("//dl[@class='terms']/div")  # what it promises is read when the page is asked for
    assert root.xpath("//title")


def test_what_is_said_to_a_coach_is_said_to_you_and_in_words_that_are_not_those_of_programs() -> None:
    for name in ("weak-internal.md", "weak-sponsored.pdf"):
        report = example(name)
        said = " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", "", page(report), flags=re.DOTALL).split())
        assert "Your agreement does not state" in said
        assert "The document does not" not in said
        assert "Must be put right: missing" in said
        errors = sum(
            isinstance(each.verdict, Violated) and each.rule.severity is Severity.ERROR for each in report.outcomes
        )
        assert f"{errors} points must be put right." in said
        assert said.count("points at words and is not legal advice") == 1
        for word in ("waive", "violat", "complian", " errors ", " warnings ", "severity"):
            assert word not in said.casefold()


def test_where_words_of_a_word_file_stand_is_said_by_their_heading() -> None:
    said = page(example("good-sponsored.docx"))
    assert ">under “Records”<" in said
    assert re.search(r"paragraph \d+, under", said) is None


def test_the_body_by_itself_is_the_body_of_the_page() -> None:
    report = Report((example("weak-internal.md"),))
    conclusion = conclude(report, Gate(), strict=False)
    assert body_of(report, conclusion) in to_html(report, conclusion, Presentation())
