"""Names that are put right in a Word file: accepted they are right, rejected all is as it was, and nothing else moves."""

from __future__ import annotations

import pickle
import zipfile
from io import BytesIO
from pathlib import Path

import office
import pytest
from every_container import change, control, mark, para, removed, run, word_file
from lxml import etree

from agreementlint.agreement.understand import understand
from agreementlint.checks import inconsistent_party_name
from agreementlint.document import Changes
from agreementlint.language.lexicon import Lexicon
from agreementlint.lint import lint
from agreementlint.ourpickles import unpickled
from agreementlint.packs import load_rules
from agreementlint.readers import read_document
from agreementlint.readers.from_docx import read_docx
from agreementlint.review.remarks import remarks_on
from agreementlint.review.word import reviewed_word, unreviewed_word
from agreementlint.terms import Kind
from agreementlint.verdict import Violated

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RULES = load_rules()
PARTIES = 'This coaching agreement is between Dana Whitlock ("the Coach") and Leo Tan ("the Client"). '
MEETING = "Dana Whitlock meets the Client every week. What is said is kept confidential. "
FIRM = "This coaching agreement is between Halden Coaching LLC and Leo Tan. "
FIRM_AGAIN = "Halden Coaching LLC meets the Client every week. "


def body(*paragraphs: str) -> bytes:
    return word_file(para(run(PARTIES)) + para(run(MEETING)) + "".join(paragraphs) + para(run("The fee is 100 euros.")))


def review(data: bytes, *, suggest: bool = True) -> bytes:
    free = unreviewed_word("a.docx", data)
    report = lint(read_docx("a.docx", free), RULES, Kind.TWO_PARTY)
    # The clauses that are suggested beside are shown by other tests.
    names = [each for each in remarks_on(report, suggest=suggest) if each.key in ("summary", "inconsistent-party-name")]
    assert len(names) == 2
    return reviewed_word("a.docx", free, report.document, names)


def xml(data: bytes, name: str = "document") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(f"word/{name}.xml"))


def ours(data: bytes, kind: str) -> list[str]:
    letters = f"{W}t" if kind == "ins" else f"{W}delText"
    return [
        "".join(each.text or "" for each in found.iter(letters))
        for found in xml(data).iter(f"{W}{kind}")
        if found.get(f"{W}author") == "agreementlint"
    ]


def said(data: bytes) -> str:
    return "".join(each.text or "" for each in xml(data, "comments").iter(f"{W}t"))


def text(data: bytes, changes: Changes) -> str:
    return read_docx("a.docx", data, changes).text


def looks(data: bytes) -> list[tuple[str, bytes]]:
    """Every character that is no insertion of ours, with the look of its run."""
    return [
        (letter, b"" if (look := each.find(f"{W}rPr")) is None else etree.tostring(look))
        for each in xml(data).iter(f"{W}r")
        if not any(above.get(f"{W}author") == "agreementlint" for above in each.iterancestors(f"{W}ins"))
        for part in each.iter(f"{W}t", f"{W}delText")
        for letter in part.text or ""
    ]


BOLD = "<w:b/><w:color w:val='AA0000'/>"
WRONG = {
    "one run": (para(run("Signed by Dana Whitlok, coach.")), "Whitlok", "Whitlock"),
    "its own look": (para(run("Signed by Dana "), run("Whitlok", BOLD), run(", coach.")), "Whitlok", "Whitlock"),
    "several runs": (para(run("By Dana Whi", BOLD), run("tl", BOLD), run("ok, coach.", BOLD)), "Whitlok", "Whitlock"),
    "capitals": (para(run("Signed by DANA WHITLOK, coach.")), "WHITLOK", "WHITLOCK"),
    "the first name": (para(run("Signed by Dina Whitlock, coach.")), "Dina", "Dana"),
    "a possessive": (para(run("Dana Whitlok's notes are kept.")), "Whitlok", "Whitlock"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_misspelt_name_is_put_right_as_a_tracked_change_in_the_letters_around_it(name: str) -> None:
    paragraph, wrong, right = WRONG[name]
    before = body(paragraph)
    after = review(before)
    assert ("".join(ours(after, "del")), ours(after, "ins")) == (wrong, [right])
    assert text(after, Changes.ORIGINAL) == text(before, Changes.FINAL)
    assert text(after, Changes.FINAL) == text(before, Changes.FINAL).replace(wrong, right)
    assert looks(after) == looks(before)
    new, old = (next(xml(after).iter(f"{W}{kind}")).find(f"{W}r/{W}rPr") for kind in ("ins", "del"))
    assert (new is None and old is None) or (
        new is not None and old is not None and etree.tostring(new) == etree.tostring(old)
    )
    assert f"“{wrong}” is changed to “{right}”" in said(after)
    again = lint(read_docx("a.docx", after), RULES, Kind.TWO_PARTY)
    assert not [each for each in remarks_on(again, suggest=True) if each.key == "inconsistent-party-name"]


@pytest.mark.parametrize("name", WRONG)
def test_reviewed_twice_gives_the_same_bytes_and_without_suggestions_the_words_are_back(name: str) -> None:
    before = body(WRONG[name][0])
    after = review(before)
    assert review(after) == after
    plain = review(after, suggest=False)
    assert text(plain, Changes.BOTH) == text(before, Changes.BOTH)
    assert looks(plain) == looks(before)
    assert not ours(plain, "del") + ours(plain, "ins")


def test_white_space_between_elements_is_the_same_after_a_second_review() -> None:
    spaced = para(run("Signed by Dana "), run("Whitlok"), run(", coach.")).replace("</w:r>", "</w:r>\n  ")
    after = review(body(spaced))
    assert ours(after, "ins") == ["Whitlock"]
    assert review(after) == after


ALONE = {
    "another's insertion": change("ins", run("Signed by Dana Whitlok, coach.")),
    "a field": mark("begin") + mark("separate") + run("Signed by Dana Whitlok, coach.") + mark("end"),
    "a simple field": f'<w:fldSimple w:instr="AUTHOR">{run("Signed by Dana Whitlok, coach.")}</w:fldSimple>',
    "a content control": control(run("Signed by Dana Whitlok, coach.")),
    "a link": f'<w:hyperlink w:anchor="a">{run("Signed by Dana Whitlok, coach.")}</w:hyperlink>',
    "changing looks": run("Signed by Dana Whit") + run("lok", "<w:b/>") + run(", coach."),
    "a changed look": run(
        "Signed by Dana Whitlok, coach.", '<w:b/><w:rPrChange w:id="5" w:author="a"><w:rPr/></w:rPrChange>'
    ),
    "another's deletion between": run("Signed by Dana Whit") + removed("x") + run("lok, coach."),
}


@pytest.mark.parametrize("place", ALONE)
def test_words_that_others_or_word_itself_change_get_the_remark_only(place: str) -> None:
    after = review(body(para(ALONE[place])))
    assert not ours(after, "del") + ours(after, "ins")
    assert "Whitlok" in said(after)
    assert "tracked change" not in said(after)
    assert review(after) == after


def test_a_content_control_around_paragraphs_is_left_alone() -> None:
    assert not ours(review(body(control(para(run("Signed by Dana Whitlok, coach."))))), "ins")


def test_changes_and_comments_of_the_author_beside_a_correction_stay() -> None:
    start, end = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    tied = para(
        change("ins", run("Yes: ")),
        run("Signed by Dana Whit"),
        start,
        run("lok"),
        end,
        change("ins", run(", the coach")),
        removed("x"),
    )
    before = body(tied)
    after = review(before)
    assert ours(after, "del") == ["Whit", "lok"]
    assert ours(after, "ins") == ["Whitlock"]
    assert text(after, Changes.FINAL) == text(before, Changes.FINAL).replace("Whitlok", "Whitlock")
    assert text(after, Changes.ORIGINAL) == text(before, Changes.ORIGINAL)
    for kind in ("ins", "del"):
        others = [
            [
                etree.tostring(each, with_tail=False)
                for each in xml(data).iter(f"{W}{kind}")
                if each.get(f"{W}author") == "a"
            ]
            for data in (before, after)
        ]
        assert others[0] == others[1]
    assert len([each for each in xml(after).iter(f"{W}commentRangeStart") if each.get(f"{W}id") == "7"]) == 1
    assert review(after) == after


def test_a_correction_that_somebody_has_written_into_is_theirs() -> None:
    after = review(body(para(run("Signed by Dana Whitlok, coach."))))
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(after)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                (insertion,) = (each for each in root.iter(f"{W}ins"))
                insertion.addnext(etree.fromstring(etree.tostring(insertion)))
                theirs = etree.fromstring(etree.tostring(insertion))
                theirs.set(f"{W}author", "a")
                insertion.addnext(theirs)
                content = etree.tostring(root)
            new.writestr(name, content)
    assert ours(unreviewed_word("a.docx", file.getvalue()), "del") == ["Whitlok"]


def corrected(text: str) -> list[tuple[str, str]]:
    read = understand(read_document("a.md", text.encode()), Lexicon({}, {}), Kind.TWO_PARTY)
    verdict = inconsistent_party_name.check(read)
    assert isinstance(verdict, Violated)
    assert unpickled(pickle.dumps(verdict)) == verdict
    return [(read.quote(each.words), each.instead) for problem in verdict.problems for each in problem.corrections]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Halden Coaching Ltd keeps notes.", [("Ltd", "LLC")]),
        ("HALDEN COACHING LTD keeps notes.", [("LTD", "LLC")]),
        ("Halden Coaching, Limited keeps notes.", [("Limited", "LLC")]),
        ("Halden Coaching Ltd keeps notes, Halden Coaching Ltd owns them.", []),  # as often as the other
        ("Halden Coaching Inc. Keeps notes.", []),  # the dot may be the form's or the sentence's
        ("Halden Coaching B.V keeps notes.", []),
    ],
)
def test_a_firms_other_legal_form_is_corrected_where_the_first_is_more_frequent(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert corrected(f"{FIRM}\n\n{FIRM_AGAIN}\n\n{sentence}\n") == expected


def test_what_is_introduced_first_is_not_corrected_by_what_comes_later() -> None:
    assert corrected(f"{FIRM}\n\nHalden Coaching Ltd keeps notes. Halden Coaching Ltd owns them.\n") == []
    assert corrected(f"{PARTIES}\n\nSigned by Dana Whitlok, coach.\n") == []
    assert corrected(f"{PARTIES}\n\n{MEETING}\n\nSigned by Dana Whitlok, coach.\n") == [("Whitlok", "Whitlock")]


def test_a_word_for_a_role_is_never_corrected() -> None:
    drift = "The Customer pays. The Customer tells the Coach. The Customer may end this agreement."
    assert not corrected(f"{PARTIES}\n\n{MEETING}\n\n{drift} Signed by Dana Whitlok.\n")[1:]


@pytest.mark.skipif(not office.IS_THERE, reason="LibreOffice must be installed to open a corrected file")
def test_libreoffice_reads_a_correction_as_one_deletion_and_one_insertion(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(review(body(WRONG["its own look"][0])))
    office.convert([tmp_path / "a.docx"], "fodt", tmp_path)
    opened = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    assert (opened.count("<text:deletion>"), opened.count("<text:insertion>")) == (1, 1)
