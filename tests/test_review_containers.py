"""Remarks on words in every container of a Word file, and what is left as it is: other people's comments and changes."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from every_container import (
    CONTAINERS,
    Container,
    change,
    control,
    every_container,
    para,
    removed,
    run,
    text_in,
    word_file,
)
from lxml import etree

from agreementlint.errors import UnreadableFile
from agreementlint.readers.from_docx import read_docx
from agreementlint.review.remarks import Line, Remark, Suggestion, mark_of
from agreementlint.review.word import reviewed_word, unreviewed_word
from agreementlint.text import Span

ROOT = Path(__file__).parents[1]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
SHOWN = [container for container in CONTAINERS if container.shown]
NOT_IN_THE_BODY = {
    "text box": "the text box here",
    "old text box": "the text box here",
    "table in a text box": "the text box here",
    "drawing beside runs": "a text box",
    "footnote": "the footnote here",
    "endnote": "the endnote here",
    "header": "the page header",
    "footer": "the page footer",
    "comment": "a comment",
    "alternative around a paragraph": "a part that the file holds in two versions",
    "alternative around a row": "a part that the file holds in two versions",
    "alternative that is not understood": "a part that the file holds in two versions",
}
# What cannot be divided: the comment is on all of it.
WHOLE = {
    "ruby base": "{}",
    "alternative around runs": "{}",
    "alternative inside a run": "{}",
    "simple field": "{}",
}


def remark(key: str, words: Span | None, clause: str = "", after: int = 0) -> Remark:
    suggestion = Suggestion(clause, after) if clause else None
    return Remark(key, (Line("Something is the matter."), mark_of(key, "must be put right")), words, suggestion)


def reviewed(data: bytes, *wanted: str, clause: str = "") -> bytes:
    """The file with one remark on each of these words, and with a clause suggested after the first."""
    free = unreviewed_word("a.docx", data)
    document = read_docx("a.docx", free)
    spans = [Span(start := document.text.index(words), start + len(words)) for words in wanted]
    blocks = [
        next(n for n, block in enumerate(document.blocks) if block.start <= span.start < block.end) for span in spans
    ]
    remarks = [remark(f"rule-{n}", span, clause if n == 0 else "", blocks[n]) for n, span in enumerate(spans)]
    return reviewed_word("a.docx", free, document, remarks)


def xml(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(f"word/{name}.xml"))


def comments(data: bytes) -> dict[str, list[str]]:
    """The lines of our comments by the words that they are tied to."""
    body = xml(data, "document")
    found = {}
    for comment in xml(data, "comments").iter(f"{W}comment"):
        if comment.get(f"{W}author") == "agreementlint":
            lines = ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in comment.iter(f"{W}p")]
            found[words_between(body, comment.get(f"{W}id", ""))] = lines
    return found


def words_between(body: etree._Element, number: str) -> str:
    assert len(list(body.iterfind(f".//{W}commentReference[@{W}id='{number}']"))) == 1
    inside, text = False, ""
    for element in body.iter():
        if element.tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd") and element.get(f"{W}id") == number:
            inside = element.tag.endswith("Start")
        elif inside and element.tag == f"{W}t":
            text += element.text or ""
        elif inside and element.tag in (f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
            text += "-" if element.tag.endswith("Hyphen") else " "
    return text


@pytest.fixture(scope="module")
def every_one() -> bytes:
    return reviewed(every_container(), *map(text_in, SHOWN))


@pytest.mark.parametrize("container", SHOWN, ids=lambda container: container.name)
def test_a_comment_is_on_the_words_or_beside_them_and_says_so(container: Container, every_one: bytes) -> None:
    words = text_in(container)
    number = str(SHOWN.index(container) + 1)  # 0 is the comment of the file itself
    tied = words_between(xml(every_one, "document"), number)
    lines = [
        "".join(text.text or "" for text in line.iter(f"{W}t"))
        for line in next(xml(every_one, "comments").iterfind(f"{W}comment[@{W}id='{number}']")).iter(f"{W}p")
    ]
    if container.name in NOT_IN_THE_BODY:
        told = f"This is about words in {NOT_IN_THE_BODY[container.name]}, to which Word allows no comment: “{words}”"
        assert lines[1] == told
    elif container.name in WHOLE:
        assert words in tied
        assert len(lines) == 2
    else:
        assert tied == words
        assert len(lines) == 2


def test_all_of_them_twice_give_the_same_file(every_one: bytes) -> None:
    assert reviewed(every_one, *map(text_in, SHOWN)) == every_one


def test_what_was_not_remarked_on_is_byte_for_byte_the_same(every_one: bytes) -> None:
    before, after = (zipfile.ZipFile(BytesIO(data)) for data in (every_container(), every_one))
    touched = {"word/document.xml", "word/comments.xml"}
    assert set(before.namelist()) == set(after.namelist())
    for name in set(before.namelist()) - touched:
        assert after.read(name) == before.read(name)


def test_comments_of_others_keep_their_words_and_places(every_one: bytes) -> None:
    [before] = xml(every_container(), "comments").iter(f"{W}comment")
    others = [each for each in xml(every_one, "comments") if each.get(f"{W}author") != "agreementlint"]
    assert [etree.tostring(each) for each in others] == [etree.tostring(before)]


TRACKED = para(
    run("We keep "), removed("some"), change("ins", run("all") + run(" of your notes")), run(" for two years.")
)


def test_tracked_changes_of_the_author_stay_as_they_are() -> None:
    data = word_file(TRACKED)
    after = reviewed(data, "all of your", clause="A clause.")
    assert list(comments(after)) == ["all of your"]
    for tag in ("ins", "del"):
        changes = [each for each in xml(after, "document").iter(f"{W}{tag}") if each.get(f"{W}author") == "a"]
        texts = ["".join(text.text or "" for text in each.iter(f"{W}t", f"{W}delText")) for each in changes]
        assert texts == (["all of your notes"] if tag == "ins" else ["some"])
        assert not any(each.find(f".//{W}commentReference") is not None for each in changes)


def test_a_comment_reaches_over_paragraphs_and_controls() -> None:
    body = para(run("We do "), control(run("not keep"))) + control(para(run("any notes"))) + para(run("at all."))
    data = word_file(body)
    free = unreviewed_word("a.docx", data)
    document = read_docx("a.docx", free)
    after = reviewed_word("a.docx", free, document, [remark("rule", Span(3, len(document.text) - 5))])
    assert list(comments(after)) == ["do not keepany notesat"]


def test_a_control_that_word_fills_in_anew_is_commented_as_a_whole() -> None:
    body = para(run("Made on "), control(run("1 May 2026"), '<w:date w:fullDate="2026-05-01"/>'), run("."))
    assert list(comments(reviewed(word_file(body), "May"))) == ["1 May 2026"]


def test_a_blank_that_is_drawn_by_an_underlined_gap_is_not_cut_from_its_label() -> None:
    body = para(run("Name:      ", "<w:u w:val='single'/>"), run("of the coach"))
    after = reviewed(word_file(body), "Name:")
    assert read_docx("a.docx", after).text == read_docx("a.docx", word_file(body)).text


def test_a_file_whose_last_paragraph_gets_a_clause_is_as_before_when_it_is_taken_back() -> None:
    data = word_file(para(run("First.")) + para(run("Last.", "<w:sz w:val='20'/>"), properties='<w:jc w:val="both"/>'))
    after = reviewed(data, "Last.", clause="A clause.")
    last = list(xml(after, "document").iter(f"{W}p"))[-1]
    assert last.find(f"{W}pPr/{W}jc") is not None
    assert last.find(f"{W}ins/{W}r/{W}rPr/{W}sz") is not None
    taken_back = read_docx("a.docx", unreviewed_word("a.docx", after))
    assert taken_back.text == "First.\nLast."
    assert xml(unreviewed_word("a.docx", after), "document").find(f".//{W}ins") is None


def test_a_suggestion_that_somebody_has_worked_on_is_left_alone() -> None:
    after = reviewed(word_file(para(run("First.")) + para(run("Last."))), "First.", clause="A clause.")
    edited = replaced(after, "document", "</w:ins></w:p>", f"</w:ins>{change('ins', run(' More.'))}</w:p>")
    assert "A clause. More." in read_docx("a.docx", unreviewed_word("a.docx", edited)).text


def replaced(data: bytes, name: str, old: str, new: str, **added: str) -> bytes:
    """The file with something else in one of its parts, as if somebody had worked on it, and with further parts."""
    before, held = zipfile.ZipFile(BytesIO(data)), BytesIO()
    with zipfile.ZipFile(held, "w") as after:
        for member in before.namelist():
            text = before.read(member).decode()
            if member == f"word/{name}.xml":
                assert old in text
                text = text.replace(old, new, 1)
            if member == "word/_rels/document.xml.rels":
                for part in added:
                    link = f'<Relationship Id="x{part}" Type="http://x/{part}" Target="{part}.xml"/>'
                    text = text.replace("</Relationships>", f"{link}</Relationships>")
            after.writestr(member, text)
        for part, text in added.items():
            after.writestr(f"word/{part}.xml", text)
    return held.getvalue()


def answered(data: bytes, *, done: bool) -> bytes:
    """The file after somebody has answered the first of our comments, or marked it as done."""
    parent = '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/>' * (not done)
    entries = f'<w15:commentEx w15:paraId="00000001" w15:done="{int(done)}"/>{parent}'
    extended = f'<w15:commentsEx xmlns:w15="{W15}">{entries}</w15:commentsEx>'
    reply = f'<w:comment xmlns:w14="{W14}" w:id="77" w:author="Ana"><w:p w14:paraId="00000002">{run("I will.")}</w:p></w:comment>'
    text = zipfile.ZipFile(BytesIO(data)).read("word/comments.xml").decode()
    first = text.index("</w:comment>")
    last = text.rindex("<w:p>", 0, first)
    whole = text[:last] + f'<w:p xmlns:w14="{W14}" w14:paraId="00000001">' + text[last + 5 : first]
    return replaced(
        data, "comments", text[:first] + "</w:comment>", f"{whole}</w:comment>{reply}", commentsExtended=extended
    )


@pytest.mark.parametrize("done", [True, False])
def test_a_comment_that_was_answered_or_done_keeps_its_number_and_what_ties_the_answer_to_it(done: bool) -> None:
    data = word_file(para(run("First.")) + para(run("Last.")))
    after = reviewed(answered(reviewed(data, "First.", "Last."), done=done), "First.", "Last.")
    root = xml(after, "comments")
    [first] = [each for each in root if each.get(f"{W}id") == "0"]
    assert list(first.iter(f"{W}p"))[-1].get(f"{{{W14}}}paraId") == "00000001"
    assert [each.get(f"{W}author") for each in root] == ["agreementlint", "Ana", "agreementlint"]
    assert len(list(xml(after, "document").iter(f"{W}commentReference"))) == 2
    assert reviewed(after, "First.", "Last.") == after


def test_a_comment_that_was_answered_says_when_the_matter_is_settled() -> None:
    data = word_file(para(run("First.")) + para(run("Last.")))
    before = answered(reviewed(data, "First.", "Last."), done=False)
    free = unreviewed_word("a.docx", before)
    once = reviewed_word("a.docx", free, read_docx("a.docx", free), [])
    assert list(comments(once)) == ["First."]
    assert comments(once)["First."][0].startswith("agreementlint does not find this any more.")
    free = unreviewed_word("a.docx", once)
    assert reviewed_word("a.docx", free, read_docx("a.docx", free), []) == once


def test_a_review_is_no_part_of_the_text_that_is_read_but_comments_of_others_are() -> None:
    data = answered(reviewed(word_file(para(run("First."))), "First."), done=False)
    assert read_docx("a.docx", data).text == "First.\nI will."


def test_a_signed_document_is_refused() -> None:
    held = BytesIO(word_file(para(run("First."))))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    with pytest.raises(UnreadableFile, match="digitally signed") as refused:
        unreviewed_word("a.docx", held.getvalue())
    assert "not yet signed" in refused.value.advice


def test_a_document_in_the_strict_form_is_refused() -> None:
    data = word_file(para(run("First.")))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = replaced(data, "document", W[1:-1], strict)
    with pytest.raises(UnreadableFile, match="Strict Open XML"):
        unreviewed_word("a.docx", data)


def test_a_document_with_a_part_of_enormous_size_is_refused() -> None:
    held = BytesIO(word_file(para(run("First."))))
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media.bin", "w") as part:
        for _ in range(41):
            part.write(bytes(10_000_000))
    with pytest.raises(UnreadableFile, match="unpacks to more than 400 MB"):
        unreviewed_word("a.docx", held.getvalue())


def test_a_clause_at_the_end_is_taken_back_also_where_a_bookmark_ends_behind_it() -> None:
    body = para(run("First.")) + '<w:p><w:bookmarkStart w:id="3" w:name="b"/><w:r><w:t>Last.</w:t></w:r></w:p>'
    data = word_file(body + '<w:bookmarkEnd w:id="3"/><w:sectPr/>')
    after = reviewed(data, "Last.", clause="A clause.")
    last = list(xml(after, "document").iter(f"{W}p"))[-1]
    assert last.find(f"{W}pPr/{W}rPr/{W}ins") is None
    assert read_docx("a.docx", unreviewed_word("a.docx", after)).text == "First.\nLast."
    assert reviewed(after, "Last.", clause="A clause.") == after
